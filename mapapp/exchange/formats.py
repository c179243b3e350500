"""Strikes and places written as GeoJSON, JSON Lines and CSV."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from mapapp.exchange.properties import COLUMNS, place_properties, strike_properties
from mapapp.model import NamedPlace, Strike

# A spreadsheet reads a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def _rows(strikes: Iterable[Strike], places: Iterable[NamedPlace]) -> Iterator[dict[str, Any]]:
    yield from map(strike_properties, strikes)
    yield from map(place_properties, places)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    properties = {name: value for name, value in row.items() if name not in ("latitude", "longitude", "id")}
    placed = row["latitude"] is not None and row["longitude"] is not None
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if placed else None
    feature = {"type": "Feature", "geometry": point, "properties": properties}
    if "id" in row:
        feature["id"] = properties["id"] = row["id"]
    return feature


def write_geojson(strikes: Iterable[Strike], places: Iterable[NamedPlace], out: TextIO) -> None:
    """One FeatureCollection (RFC 7946), a feature a line; geometry is null where a strike is not placed."""
    out.write('{"type":"FeatureCollection","features":[')
    for number, row in enumerate(_rows(strikes, places)):
        out.write(("," if number else "") + "\n" + _json(_feature(row)))
    out.write("\n]}\n")


def write_jsonl(strikes: Iterable[Strike], places: Iterable[NamedPlace], out: TextIO) -> None:
    """An object a line, with the same names as the properties of GeoJSON."""
    for row in _rows(strikes, places):
        out.write(_json(row) + "\n")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, list):
        return _cell(" ".join(source["url"] for source in value if source["url"]))
    return value


def write_csv(strikes: Iterable[Strike], places: Iterable[NamedPlace], out: TextIO) -> None:
    """A table for spreadsheets: text that could be a formula gets a leading quote, numbers stay numbers.

    The column `sources` holds the addresses, separated by spaces.
    """
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(strikes, places):
        writer.writerow([_cell(row.get(name)) for name in COLUMNS])
