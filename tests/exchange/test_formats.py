"""Exports: GeoJSON, JSON Lines and CSV hold what the strikes hold, and a spreadsheet runs none of it."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from mapapp.errors import UnknownNameError
from mapapp.exchange import FORMATS, write
from mapapp.model import Strike
from mapapp.store import Store
from tests.store import samples

STRIKE_PROPERTIES = {
    "kind", "report", "place", "country", "geo_precision", "uncertainty_km", "confidence", "quote", "date",
    "time_precision", "attacker", "attacked", "weapon", "weapon_type", "target", "target_type", "operator",
    "killed", "injured", "outcome", "status",
}  # fmt: skip
PLACE_PROPERTIES = {
    "kind", "report", "place", "country", "geo_precision", "uncertainty_km", "confidence", "quote",
}  # fmt: skip


def _written(format: str, strikes: tuple[Strike, ...]) -> str:
    out = io.StringIO(newline="")
    write(strikes, samples.extraction().places, format, out)
    return out.getvalue()


def test_geojson_has_a_feature_a_strike_or_place_with_the_fixed_properties() -> None:
    collection = json.loads(_written("geojson", samples.extraction().strikes))
    assert collection["type"] == "FeatureCollection"
    strike, place = collection["features"]
    assert strike["properties"]["kind"] == "strike"
    assert set(strike["properties"]) >= STRIKE_PROPERTIES
    assert strike["geometry"] == {"type": "Point", "coordinates": [30.73, 46.48]}
    assert place["properties"]["kind"] == "place"
    assert set(place["properties"]) >= PLACE_PROPERTIES
    assert place["geometry"]["coordinates"] == [-80.19, 25.77]


def test_a_strike_that_is_not_placed_has_geometry_null() -> None:
    strike = replace(samples.extraction().strikes[0], latitude=None, longitude=None)
    assert json.loads(_written("geojson", (strike,)))["features"][0]["geometry"] is None


def test_coordinates_have_at_most_six_decimals() -> None:
    strike = replace(samples.extraction().strikes[0], latitude=46.123456789, longitude=30.987654321)
    point = json.loads(_written("geojson", (strike,)))["features"][0]["geometry"]
    assert point["coordinates"] == [30.987654, 46.123457]


@given(strike=samples.strikes)
@settings(max_examples=80, deadline=None)
def test_any_strike_is_valid_json_in_both_json_formats(strike: Strike) -> None:
    feature = json.loads(_written("geojson", (strike,)))["features"][0]
    line = json.loads(_written("jsonl", (strike,)).split("\n")[0])
    assert feature["properties"]["summary"] == line["summary"] == strike.summary
    assert feature["id"] == line["id"] == strike.id


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_csv_text_that_could_be_a_formula_gets_a_leading_quote(begin: str) -> None:
    strike = replace(samples.extraction().strikes[0], place=f"{begin}1+1", target=f"{begin}x")
    row = next(csv.DictReader(io.StringIO(_written("csv", (strike,)), newline="")))
    assert row["place"] == f"'{begin}1+1"
    assert row["target"] == f"'{begin}x"


@given(strike=samples.strikes)
@settings(max_examples=80, deadline=None)
def test_no_cell_of_any_strike_can_be_a_formula_and_numbers_stay_numbers(strike: Strike) -> None:
    row = next(csv.DictReader(io.StringIO(_written("csv", (strike,)), newline="")))
    for name, cell in row.items():
        if not name.endswith(("latitude", "longitude")):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), name
    assert row["latitude"] == ("" if strike.latitude is None else str(round(strike.latitude, 6)))
    assert row["killed"] == ("" if strike.killed is None else str(strike.killed))


def test_every_shipped_strike_is_written_with_its_sources(shipped_store: Store) -> None:
    strikes = shipped_store.strikes()
    out = io.StringIO(newline="")
    write(strikes, (), "geojson", out)
    features = json.loads(out.getvalue())["features"]
    assert [feature["id"] for feature in features] == [strike.id for strike in strikes]
    assert all(feature["properties"]["sources"][0]["url"] for feature in features)


def test_an_unknown_format_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="choose one of: csv, geojson, jsonl"):
        write((), (), "shp", io.StringIO())
    assert set(FORMATS) == {"csv", "geojson", "jsonl"}
