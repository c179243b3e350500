"""Readers of the sources, on a little data in place of the packages."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.gazetteer import source_countries, source_facilities, source_postal, source_regions, sources
from mapapp.gazetteer.rows import Row, centre, distance_km, settlement_radius
from mapapp.gazetteer.source_regions import Subdivision, english, region_key
from mapapp.model import PlaceKind
from mapapp.settings import data_dir


def subdivision(name="", *others, code="UA.17", order=1, parent=None, cities=(), ident="698738", iso="UA-51"):
    return Subdivision(name, iso, code, ident, list(others), order, parent, list(cities))


def kept_region(name="Odesa Oblast", *others, country="UA"):
    return Row("mapapp", "odesa-oblast", name, PlaceKind.REGION, country, 46.7, 29.9, 150.0, feature="HAND",
               others=list(others))  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Odesa", "Odesa Oblast", "Odesa Region", "the Odesa Oblast", "Province of Odesa", "ODESA", "Odésa oblast"],
)
def test_two_spellings_of_a_region_meet_without_the_word_for_region(name):
    assert region_key(name) == "odesa"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Statesboro", "statesboro"),
        ("Autonomous Republic of Crimea", "crimea"),
        ("Khanty-Mansiyskiy Avtonomnyy Okrug", "khanty mansiyskiy avtonomnyy"),
        ("Oblast", ""),
        ("", ""),
    ],
)
def test_only_whole_words_for_region_are_taken_off(name, key):
    assert region_key(name) == key


@given(st.text(max_size=30))
def test_a_regions_key_is_its_own_key(name):
    assert region_key(region_key(name)) == region_key(name)


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        ("Odessa", ["Odesa Oblast"], "Odessa"),
        ("Odes’ka Oblast’", ["Odessa Oblast", "Odesa Oblast", "Одеська область"], "Odesa Oblast"),
        ("Muḩāfaz̧at Ḩalab", ["Aleppo Governorate", "Halab"], "Aleppo Governorate"),
        ("Al Hasakah", ["Hasaka Governorate"], "Hasaka Governorate"),
        ("Île-de-France", ["Paris Basin"], "Île-de-France"),
        ("Texas", [], "Texas"),
    ],
)
def test_a_region_has_the_name_that_english_texts_use(name, others, expected):
    assert english(subdivision(name, *others)) == expected


def test_the_first_order_region_of_a_district_is_the_one_at_the_top():
    found = {1: subdivision("Odesa"), 2: subdivision("Izmail Raion", order=2, parent=1)}
    assert source_regions.first_order(found, 2) is found[1]
    assert source_regions.first_order(found, 1) is found[1]


def test_the_country_of_a_subdivision_is_the_head_of_its_code_or_else_of_its_iso_code():
    assert subdivision(code="US.KY.221").country == "US"
    assert subdivision(code="", iso="GB-ENG").country == "GB"


def test_all_inside_a_hand_kept_region_take_its_name():
    found = {
        1: subdivision("Odessa", "Odesa Oblast"),
        2: subdivision("Izmail Raion", order=2, parent=1),
        3: subdivision("Texas", code="US.TX", iso="US-TX"),
    }
    assert source_regions.canonical(found, [kept_region()]) == {1: "Odesa Oblast", 2: "Odesa Oblast", 3: "Texas"}


def test_a_region_of_the_same_name_in_another_country_is_another():
    found = {1: subdivision("Odesa Oblast", code="RU.99", iso="RU-XX")}
    assert source_regions.canonical(found, [kept_region("Odesa Region")]) == {1: "Odesa Oblast"}


def regions(found, kept, points=None):
    """Rows of subdivisions, without the points of the build's package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source_regions, "_iso_points", dict)
        return source_regions.regions(found, kept, source_regions.canonical(found, kept), points or {})


CITIES = [(46.48, 30.73, 1_000_000), (45.35, 28.84, 70_000), (46.0, 29.5, 10_000)]


def test_a_hand_kept_region_takes_the_names_and_people_of_the_subdivision_that_it_is():
    kept = kept_region()
    assert regions({1: subdivision("Odessa", "Odesa Oblast", "Одеська область", cities=CITIES)}, [kept]) == []
    assert kept.others == ["Odessa", "Одеська область"]
    assert kept.population == 1_080_000
    assert kept.admin1 == "Odesa Oblast"


def test_other_subdivisions_are_rows_with_the_middle_of_their_cities():
    found = {1: subdivision("Odesa", cities=CITIES), 2: subdivision("Izmail Raion", order=2, parent=1, cities=CITIES)}
    first, second = regions(found, [])
    assert (first.kind, first.feature, first.admin1) == (PlaceKind.REGION, "ADM1", "Odesa")
    assert (second.kind, second.feature, second.admin1) == (PlaceKind.DISTRICT, "ADM2", "Odesa")
    assert first.population == 1_080_000
    odesa = (46.48, 30.73)
    assert distance_km((second.latitude, second.longitude), odesa) < distance_km(
        (first.latitude, first.longitude), odesa
    )


def test_a_given_point_stands_before_the_middle_of_the_cities_unless_it_lies_far_away():
    found = {1: subdivision("Odesa", cities=CITIES)}
    (near,) = regions(found, [], {"UA.17": (46.5, 30.0)})
    assert (near.latitude, near.longitude) == (46.5, 30.0)
    (far,) = regions(found, [], {"UA.17": (0.0, 0.0)})
    assert far.latitude > 45


def test_a_subdivision_without_cities_name_or_id_is_left_out():
    found = {
        1: subdivision("Odesa"),
        2: subdivision("", cities=CITIES),
        3: subdivision("Odesa", ident="", cities=CITIES),
    }
    assert regions(found, []) == []


@pytest.mark.parametrize(
    ("name", "whether"),
    [
        ("Odessa", True),
        ("ODS", False),
        ("KBP1", False),
        ("o", False),
        ("aodesa", False),
        ("Одеса", True),
        ("敖德萨", True),
        ("'Ayn", True),
        ("Ode", True),
    ],
)
def test_codes_and_transliterations_in_small_letters_are_no_names(name, whether):
    assert sources.usable(name) is whether


def test_the_hand_kept_places_are_read_with_their_names_in_three_languages():
    rows = sources.hand_kept(data_dir() / "places")
    assert len(rows) > 500
    assert len({row.ident for row in rows}) == len(rows)
    sea = next(row for row in rows if row.ident == "black-sea")
    assert sea.kind == PlaceKind.SEA
    assert {"Чорне море", "Чёрное море"} <= {*sea.others}


def test_a_row_that_only_adds_names_gives_them_to_its_place_and_is_none_itself(tmp_path):
    fields = ["id", "name_en", "name_uk", "name_ru", "other_en", "other_uk", "other_ru", "kind", "country", "admin1",
              "latitude", "longitude", "radius_km", "source", "note"]  # fmt: skip
    entry = dict.fromkeys(fields, "") | {
        "id": "mapapp:x", "name_en": "Pokrovsk", "name_uk": "Покровськ", "other_ru": "Красноармейск|Гришино",
        "kind": "settlement", "country": "UA", "latitude": "48.28", "longitude": "37.18", "radius_km": "5",
        "note": "adds names to GeoNames 704422",
    }  # fmt: skip
    other = entry | {"id": "mapapp:y", "note": "adds names to GeoNames 999"}
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        writer.writerows([entry, other])
    town = Row("geonames", "704422", "Pokrovs'k", PlaceKind.SETTLEMENT, "UA", 48.28, 37.18, 5.0)
    rest = sources.give_names(sources.hand_kept(tmp_path), [town])
    assert town.others == ["Pokrovsk", "Покровськ", "Красноармейск", "Гришино"]
    assert [row.ident for row in rest] == ["y"]


def test_the_points_of_countries_and_regions_are_kept_by_their_code():
    points = source_countries.points(data_dir())
    assert distance_km(points["UA"], (49.0, 32.0)) < 400
    assert all(-90 <= latitude <= 90 and -180 <= longitude <= 180 for latitude, longitude in points.values())


def postal(entries, cities=()):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source_postal, "_world", lambda: iter(entries))
        patch.setattr(source_postal, "_canada", lambda: iter(()))
        return source_postal.places(cities)


def test_the_codes_of_one_small_place_become_one_row_in_their_middle():
    (row,) = postal([("US", "Texas", "Chicota", 33.8, -95.5), ("US", "Texas", "Chicota", 33.9, -95.6)])
    assert (row.name, row.admin1, row.source) == ("Chicota", "Texas", "postal")
    assert (row.latitude, row.longitude) == (33.85, -95.55)


def test_codes_too_far_apart_to_be_one_place_are_none():
    assert postal([("US", "Texas", "Chicota", 33.8, -95.5), ("US", "Texas", "Chicota", 30.0, -95.5)]) == []


@pytest.mark.parametrize("name", ["Chicota 2", "chicota", "A (B)", "One Two Three Four Five Six"])
def test_what_is_no_name_of_a_place_is_left_out(name):
    assert postal([("US", "Texas", name, 33.8, -95.5)]) == []


def test_a_place_that_the_cities_have_under_any_name_nearby_is_left_out_and_one_far_away_kept():
    city = Row("geonames", "1", "Chicota Town", PlaceKind.SETTLEMENT, "US", 33.82, -95.52, 2.0, others=["Chicota"])
    assert postal([("US", "Texas", "Chicota", 33.8, -95.5)], [city]) == []
    assert len(postal([("US", "Texas", "Chicota", 30.8, -95.5)], [city])) == 1


@pytest.mark.parametrize(
    ("name", "military"),
    [
        ("Ramstein Air Base", True),
        ("RAF Lossiemouth", True),
        ("Joint Base Lewis AFB", True),
        ("Heathrow", False),
        ("Draft Field", False),
        ("Graf Ignatievo", False),
    ],
)
def test_air_bases_are_told_from_airports_by_whole_words(name, military):
    assert bool(source_facilities._MILITARY.search(name)) is military


def test_the_middle_of_points_on_both_sides_of_the_date_line_lies_on_it():
    latitude, longitude, spread = centre([(0.0, 179.0, 1.0), (0.0, -179.0, 1.0)])
    assert abs(longitude) == pytest.approx(180.0)
    assert latitude == pytest.approx(0.0)
    assert spread == pytest.approx(111.2, abs=0.5)


def test_a_larger_town_is_wider_but_never_wider_than_a_great_city():
    radii = [settlement_radius(people) for people in (0, 1_000, 100_000, 1_000_000, 40_000_000)]
    assert radii == sorted(radii)
    assert radii[0] == 2.0
    assert radii[-1] == 25.0
