"""Where weapons were launched: the launch place of a strike, and never the place of one."""

import csv
import io
import json

import pytest

from mapapp.exchange import explained, write
from tests.extract.reading import extraction, strike, strikes

ONE = [
    ("Drones launched from Primorsko-Akhtarsk hit the port of Odesa overnight.", "Odesa", "Primorsko-Akhtarsk"),
    ("Russia sent drones from Oryol at Sumy, damaging a substation.", "Sumy", "Orël"),
    ("A drone hit a school in Kharkiv. It was launched from Oryol, the air force said.", "Kharkiv", "Orël"),
    ("A rocket fired from Gaza hit a house in Sderot.", "Sderot", "Gaza"),
    ("A missile launched from Yemen struck Eilat, wounding two people.", "Eilat", "Yemen"),
    (
        "Tu-95 bombers that took off from the Olenya air base fired missiles at Kyiv, hitting a plant.",
        "Kyiv",
        "Olenya Air Base",
    ),
    (
        "Russian forces shelled Vovchansk from across the border in Belgorod region, killing one.",
        "Vovchansk",
        "Belgorod Oblast",
    ),
    (
        "From Belgorod region, Russian forces fired a missile at Kharkiv, damaging a house.",
        "Kharkiv",
        "Belgorod Oblast",
    ),
    ("Ракети, запущені з акваторії Чорного моря, влучили у Вінницю.", "Vinnytsya", "Black Sea"),
    ("Росіяни вдарили по Харкову ракетами С-300 з Бєлгородської області.", "Kharkiv", "Belgorod Oblast"),
    ("Дрон влучив у порт Одеси. Пуски з Чауди зафіксували о 22:00.", "Port of Odesa", "Chauda Training Ground"),
    ("Ворог обстріляв Вовчанськ з Бєлгородської області, пошкоджено будинок.", "Vovchansk", "Belgorod Oblast"),
    ("Ракетами, запущенными из Курской области, поврежден завод в Сумах.", "Sumy", "Kursk Oblast"),
    ("Дроны, запущенные с мыса Чауда, атаковали порт Южный.", "Port of Pivdennyi", "Chauda Training Ground"),
]


@pytest.mark.parametrize(("text", "place", "launch"), ONE)
def test_a_place_of_launching_is_that_of_the_strike_and_not_its_place(text, place, launch):
    told = strike(text)
    assert (told.place, told.launch_place) == (place, launch)


SEVERAL = [
    (
        "Two Iskander missiles fired from Kursk region and occupied Crimea hit a depot in Poltava.",
        "Kursk Oblast, Autonomous Republic of Crimea",
    ),
    (
        "Missiles launched from Kursk, Bryansk and Oryol regions and from Chauda in Crimea hit Poltava.",
        "Kursk Oblast, Bryansk Oblast, Oryol Oblast, Chauda Training Ground",
    ),
    (
        "У ніч на 7 листопада противник атакував Полтаву дронами із напрямків: Курськ, Міллерово, Чауда — ТОТ АР Крим.",
        "Kursk, Millerovo, Chauda Training Ground",
    ),
]


@pytest.mark.parametrize(("text", "launch"), SEVERAL)
def test_of_several_launch_places_all_are_named_and_none_is_drawn(text, launch):
    told = strike(text)
    assert (told.place, told.launch_place) == ("Poltava", launch)
    assert (told.launch_latitude, told.launch_longitude) == (None, None)


def test_a_launch_place_has_its_coordinates_but_a_sea_or_a_country_has_none():
    told = strike("Drones launched from Primorsko-Akhtarsk hit the port of Odesa overnight.")
    assert (told.launch_latitude, told.launch_longitude) == pytest.approx((46.05, 38.17), abs=0.05)
    for text in ("A missile launched from Yemen hit Eilat.", "A missile fired from the Black Sea hit Odesa."):
        assert strike(text).launch_latitude is None


NONE = [
    "A man from Sumy was killed when drones hit a bus in Kharkiv.",
    "Ukrainian drones struck a launch site for Shaheds in Primorsko-Akhtarsk.",
    "Drones hit a shelter in Kharkiv where people evacuated from Kupiansk were sleeping.",
    "Israeli jets bombed Hodeidah in retaliation for a missile launched from Yemen.",
    "Israel bombed a camp in Khan Yunis, killing six. Two rockets were fired from northern Gaza, the army said.",
    "Дрон влучив в автобус у Харкові, поранено жінку з Куп'янська.",
    "Беспилотник атаковал Таганрог. Дроны подлетали со стороны Азовского моря.",
]


@pytest.mark.parametrize("text", NONE)
def test_a_from_that_tells_of_no_launch_gives_no_launch_place(text):
    assert [one.launch_place for one in strikes(text)] == [None]


def test_the_explanation_gives_the_words_of_the_launch():
    text = "Drones launched from Primorsko-Akhtarsk hit the port of Odesa overnight."
    shown = explained(extraction(text))
    assert "launch_place Primorsko-Akhtarsk ← “launched from Primorsko-Akhtarsk” at 7" in shown


def test_the_explanation_gives_the_words_of_a_whole_list_of_launch_places():
    shown = explained(extraction("Missiles fired from Kursk region and occupied Crimea hit a depot in Poltava."))
    assert "← “fired from Kursk region and occupied Crimea”" in shown


def test_exports_carry_the_launch_place():
    told = strikes("Drones launched from Primorsko-Akhtarsk hit the port of Odesa overnight.")
    table, geojson = io.StringIO(), io.StringIO()
    write(told, (), "csv", table)
    write(told, (), "geojson", geojson)
    [row] = csv.DictReader(io.StringIO(table.getvalue()))
    [feature] = json.loads(geojson.getvalue())["features"]
    assert row["launch_place"] == feature["properties"]["launch_place"] == "Primorsko-Akhtarsk"
    assert float(row["launch_latitude"]) == feature["properties"]["launch_latitude"] == told[0].launch_latitude
