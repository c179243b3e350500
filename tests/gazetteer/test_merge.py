"""Places of country files beside those of an index: none lost, none doubled, the same bytes each time."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapapp.errors import DataError
from mapapp.gazetteer.country_files import parse_row
from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.merge import merge
from mapapp.gazetteer.normal import LEMMA, normal
from tests.gazetteer.geonames import row, villages


@pytest.fixture
def base(data):
    return Gazetteer.open(data / "gazetteer")


@pytest.fixture
def merged(base, tmp_path):
    def merged(lines, folder="merged", country="UA"):
        rows = [parse_row(line.encode(), country) for line in lines]
        merge(base, rows, tmp_path / folder)
        return Gazetteer.open(tmp_path / folder)

    return merged


def found(gazetteer, name):
    return [gazetteer.place(posting.row) for posting in gazetteer.find(normal(name))]


def test_a_village_that_only_the_country_file_has_is_found_under_all_its_names(merged):
    gazetteer = merged([row(), *villages(50)])
    for name in ("Zelenyi Hai", "Зелений Гай", "зелёный гай"):
        assert [place.id for place in found(gazetteer, name)] == ["geonames:90000001"]
    [place] = found(gazetteer, "Zelenyi Hai")
    assert (place.latitude, place.longitude, place.population) == (47.91234, 36.81234, 312)
    assert place.source == "GeoNames (CC BY 4.0)"


def test_inflected_names_lead_to_a_new_village_as_to_the_old_ones(merged):
    gazetteer = merged([row(name="Velyka Dacha", others="Велика Дача")])
    [posting] = gazetteer.find(LEMMA + "великий дача")
    assert gazetteer.name(posting.row) == "Velyka Dacha"


def test_every_place_and_name_of_the_index_stays_as_it_was(base, merged):
    gazetteer = merged([*villages(300), row(feature="AIRB"), row(ident=5, feature="ISL", country="UA", admin1="99")])
    assert [gazetteer.place(number) for number in base.rows()] == [base.place(number) for number in base.rows()]
    assert [gazetteer.feature(number) for number in base.rows()] == [base.feature(number) for number in base.rows()]
    for key in base.names.keys():  # noqa: SIM118 - a trie, not a dict
        assert [p for p in gazetteer.find(key) if p.row < len(base)] == base.find(key)


def test_a_place_that_the_index_has_by_its_id_is_not_doubled_and_takes_the_new_names(base, merged):
    gazetteer = merged([row(ident=709717, name="Donets'k", others="Stalino,Донецьк", feature="PPLA")])
    assert len(gazetteer) == len(base)
    assert [place.name for place in found(gazetteer, "Stalino")] == ["Donetsk"]
    assert gazetteer.find(normal("Stalino"))[0].alternate
    assert not gazetteer.find(normal("Donetsk"))[0].alternate


def test_a_place_kept_by_hand_is_not_doubled_by_geonames_row_of_it(base, merged):
    lines = [
        row(ident=687700, name="Zaporizhzhia", feature="PPLA", admin1="26"),
        row(ident=1, name="Saki", others="Saky Air Base,Саки", feature="AIRB", latitude="45.093", longitude="33.595"),
        row(
            ident=2,
            name="Donetska Oblast",
            others="Донецька область",
            feature="ADM1",
            latitude="48.5",
            longitude="37.7",
        ),
        row(
            ident=3,
            name="Zaporizhzhia Oblast",
            others="",
            feature="ADM1",
            admin1="26",
            latitude="47.2",
            longitude="35.7",
        ),
    ]
    gazetteer = merged(lines)
    assert len(gazetteer) == len(base)
    assert {place.id for place in found(gazetteer, "Саки")} == {"mapapp:saky-air-base"}


@pytest.mark.parametrize(
    "other",
    [
        {"latitude": "47.0", "longitude": "33.6"},
        {"feature": "PPL", "latitude": "45.09", "longitude": "33.6"},
        {"country": "RU", "latitude": "45.09", "longitude": "33.6"},
    ],
)
def test_a_namesake_that_is_far_or_of_another_kind_or_country_is_a_place_of_its_own(base, merged, other):
    given = {"ident": 1, "name": "Saky Air Base", "others": "", "feature": "AIRB"} | other
    gazetteer = merged([row(**given)], country=given.get("country", "UA"))
    assert len(gazetteer) == len(base) + 1


def test_regions_are_named_as_in_the_index_where_both_have_places_and_else_as_in_the_file(merged):
    lines = [
        row(ident=709717, name="Donetsk", feature="PPLA", admin1="05"),
        row(ident=1, name="Odyn", others="", admin1="05"),
        row(ident=2, name="Dva", others="", admin1="77"),
        row(ident=3, name="New Oblast", others="", feature="ADM1", admin1="77"),
        row(ident=4, name="Try", others="", admin1="88"),
    ]
    gazetteer = merged(lines)
    assert [found(gazetteer, name)[0].admin1 for name in ("Odyn", "Dva", "Try")] == ["Donetsk", "New Oblast", None]


def test_an_id_that_stands_for_a_place_of_another_country_names_no_region(merged):
    gazetteer = merged([row(ident=704147, country="RU"), row(ident=1, name="Raz", country="RU")], country="RU")
    assert found(gazetteer, "Raz")[0].admin1 is None


def test_the_same_places_in_any_order_give_the_same_bytes(merged, tmp_path):
    lines = [*villages(200), *[row(ident=number, feature="AIRB") for number in range(1, 9)]]
    merged(lines, "one")
    random.Random(5).shuffle(lines)
    merged(lines + lines[:50], "two")
    for name in ("names.marisa", "places.bin"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_of_more_namesakes_than_a_name_can_hold_the_largest_stay(base, merged):
    gazetteer = merged([row(ident=number, others="", population=number) for number in range(1, 401)])
    people = [place.population for place in found(gazetteer, "Zelenyi Hai")]
    assert people == list(range(400, 400 - 255, -1))
    assert len(gazetteer) == len(base) + 400


def test_more_values_than_a_column_can_number_are_told(base, tmp_path):
    rows = [parse_row(row(ident=number).encode(), "UA") for number in range(1, 255)]
    for number, one in enumerate(rows):
        one.feature = f"F{number}"
    with pytest.raises(DataError, match="add fewer countries"):
        merge(base, rows, tmp_path / "wide")


_NAMES = st.text(st.characters(categories=["L", "Nd"], include_characters=" -'"), min_size=2, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(_NAMES, min_size=1, max_size=12))
def test_whatever_the_names_each_place_is_found_under_its_own(merged, names):
    lines = [
        row(ident=number, name=name, others="") for number, name in enumerate(names, 1) if name.strip().isprintable()
    ]
    kept = [(line, line.split("\t")[1].strip()) for line in lines if line.split("\t")[1].strip()]
    gazetteer = merged([line for line, _ in kept])
    for line, name in kept:
        if len(normal(name)) > 1:
            assert f"geonames:{line.split(chr(9))[0]}" in {place.id for place in found(gazetteer, name)}
