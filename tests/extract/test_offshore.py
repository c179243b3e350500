"""Places that the text gives by their distance from a named one."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.exchange import explained
from mapapp.extract.offshore import destination
from mapapp.gazetteer.rows import distance_km
from mapapp.model import GeoPrecision
from tests.extract.reading import extraction, strike, strikes

# The text, the place, its latitude and longitude within a few kilometres.
BEARINGS = [
    (
        "A missile hit a ship 51 nautical miles south-west of Hodeidah, Yemen.",
        "94 km south-west of Hodeidah",
        14.2,
        42.33,
    ),
    (
        "A ship was hit by a missile in the Gulf of Aden, 60 miles southeast of Aden.",
        "97 km south-east of Aden",
        12.2,
        45.7,
    ),
    ("Морські дрони вразили танкер за 80 км на північ від Синопа.", "80 km north of Sinop", 42.75, 35.15),
    ("Дроны атаковали судно в Чёрном море в 50 км к югу от Туапсе.", "50 km south of Tuapse", 43.65, 39.07),
    ("Дроны атаковали российское судно в Чёрном море в 50 км южнее Туапсе.", "50 km south of Tuapse", 43.65, 39.07),
]


@pytest.mark.parametrize(("text", "place", "latitude", "longitude"), BEARINGS)
def test_with_a_bearing_the_point_lies_that_way_and_so_far(text, place, latitude, longitude):
    told = strike(text)
    assert told.place == place
    assert distance_km((told.latitude, told.longitude), (latitude, longitude)) < 10
    assert told.geo_precision == GeoPrecision.NEAR
    assert told.country is None


OFF = [
    ("A tanker was hit by a drone in the Black Sea about 30 miles off Sinop.", "48 km off Sinop", (42.03, 35.15), 48),
    ("Морские дроны атаковали танкер в 30 милях от Новороссийска.", "56 km off Novorossiysk", (44.72, 37.77), 56),
    ("Ракета влучила у судно за 60 км від узбережжя Одеси.", "60 km off Odesa", (46.48, 30.73), 60),
    ("A missile hit a ship 100 km (62 miles) off the port of Odesa.", "100 km off Odesa", (46.48, 30.73), 100),
]


@pytest.mark.parametrize(("text", "place", "anchor", "km"), OFF)
def test_without_a_bearing_the_point_lies_out_at_sea_with_the_distance_as_its_radius(text, place, anchor, km):
    told = strike(text)
    assert (told.place, told.uncertainty_km) == (place, pytest.approx(km, abs=1))
    assert distance_km((told.latitude, told.longitude), anchor) == pytest.approx(km, abs=5)
    assert told.geo_precision == GeoPrecision.NEAR


def test_within_the_territorial_sea_the_place_is_its_countrys():
    told = strike("A drone hit a tanker 20 km off Odesa.")
    assert (told.place, told.country, told.attacker) == ("20 km off Odesa", "UA", "Russia")


def test_a_coast_on_one_side_is_enough_and_one_on_several_is_not():
    told = strike("A mine blast holed a tanker, hit by a drone 20 km off the coast of Senegal.")
    assert told.place == "20 km off Senegal"
    assert told.longitude < -16.5
    assert strikes("Naval drones struck a tanker 80 km from the coast of Turkey.") == ()
    told = strike("Naval drones struck a tanker 80 km from the coast of Turkey, in the Black Sea.")
    assert (told.place, told.geo_precision) == ("Black Sea", GeoPrecision.WATER)


UNMOVED = [
    ("Drones hit a depot in Chuhuiv, 30 km south-east of Kharkiv.", "Chuhuyiv"),
    ("A drone killed a driver 40 km from the front near Kharkiv.", "Kharkiv"),
    ("Ships 30 miles off Sinop were warned. A drone hit the port of Odesa.", "Odesa"),
    ("A drone hit a tanker in Tuapse, 2,000 km from Kyiv.", "Tuapse"),
]


@pytest.mark.parametrize(("text", "place"), UNMOVED)
def test_a_distance_of_something_else_moves_no_place(text, place):
    assert strike(text).place == place


def test_on_land_a_distance_with_a_bearing_moves_the_place_too():
    told = strike("A drone struck a base 20 km north of Kharkiv, wounding two.")
    assert (told.place, told.country, told.geo_precision) == ("20 km north of Kharkiv", "UA", GeoPrecision.NEAR)
    assert told.latitude == pytest.approx(49.98 + 20 / 111.2, abs=0.02)


def test_the_explanation_gives_the_words_and_the_way():
    shown = explained(extraction("A tanker was hit by a drone in the Black Sea about 30 miles off Sinop."))
    assert "“30 miles off Sinop”" in shown
    assert "48 km from Sinop towards the sea" in shown


def test_of_two_places_of_a_name_the_one_by_the_sea_is_meant():
    taken = extraction("A tanker was hit by a drone in the Black Sea about 30 miles off Sinop.")
    [sinop] = [one for one in taken.resolutions if one.mention.name == "Sinop"]
    assert sinop.place.country == "TR"
    assert [other.place.country for other in sinop.runners_up if other.reason == "no sea lies so near"] == ["BR"]


def test_a_ship_far_off_a_town_is_no_sum_of_the_strikes_in_the_towns():
    found = strikes(
        "Russian drones hit the port of Odesa overnight, killing two people. In Chornomorsk a missile hit a depot. "
        "A missile struck a tanker 100 km off Odesa."
    )
    assert [one.place for one in found] == ["Odesa", "Chornomorsk", "100 km off Odesa"]


def test_the_named_place_itself_is_still_listed_among_the_places():
    taken = extraction("A tanker was hit by a drone in the Black Sea about 30 miles off Sinop.")
    assert "Sinop" in {place.place for place in taken.places}


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(1, 1000), st.floats(0, 360))
def test_a_destination_lies_at_its_distance(latitude, longitude, km, bearing):
    there = destination(latitude, longitude, km, bearing)
    assert distance_km((latitude, longitude), there) == pytest.approx(km, rel=0.01)
    assert -90 <= there[0] <= 90
    assert -180 <= there[1] <= 180
    assert all(map(math.isfinite, there))
