"""Ranges of days and clock times of other zones: what the text says of when, beyond one day."""

from datetime import date

import pytest

from mapapp.exchange import explained
from mapapp.extract.zones import zone_at
from tests.extract.reading import extraction, strike

HIT = "Russian missiles hit the port of Odesa"
# All published on Saturday, 2025-12-20: the day, the first and the last day, the precision.
RANGES = [
    (f"{HIT} between 3 and 5 December, killing eight people.", ("2025-12-03", "2025-12-03", "2025-12-05", 2)),
    (f"{HIT} between December 3 and 5, killing eight people.", ("2025-12-03", "2025-12-03", "2025-12-05", 2)),
    (f"{HIT} from 3 to 5 December, killing eight people.", ("2025-12-03", "2025-12-03", "2025-12-05", 2)),
    (f"{HIT} on 3–5 December, killing eight people.", ("2025-12-03", "2025-12-03", "2025-12-05", 2)),
    (f"{HIT} on December 3-5, killing eight people.", ("2025-12-03", "2025-12-03", "2025-12-05", 2)),
    (f"{HIT} from 28 November to 2 December, killing four.", ("2025-11-28", "2025-11-28", "2025-12-02", 2)),
    (f"{HIT} between 3 and 20 November, killing four.", ("2025-11-03", "2025-11-03", "2025-11-20", 3)),
    (f"{HIT} between Tuesday and Thursday, killing four.", ("2025-12-16", "2025-12-16", "2025-12-18", 2)),
    (f"{HIT} over the past 24 hours, killing eight people.", ("2025-12-19", "2025-12-19", "2025-12-20", 2)),
    (f"{HIT} earlier this week, killing eight people.", ("2025-12-20", "2025-12-15", "2025-12-20", 2)),
    (f"{HIT} last week, killing eight people.", ("2025-12-08", "2025-12-08", "2025-12-14", 2)),
    (f"From 18:00 on Friday to 09:00 on Saturday {HIT}, killing two.", ("2025-12-20", "2025-12-19", "2025-12-20", 1)),
    ("Протягом доби ворог обстріляв Херсон, пошкоджено будинки.", ("2025-12-19", "2025-12-19", "2025-12-20", 2)),
    ("З 8 по 10 грудня росіяни обстрілювали Херсон, є поранені.", ("2025-12-08", "2025-12-08", "2025-12-10", 2)),
    ("Між 8 та 10 грудня дрони влучили в порт Одеси.", ("2025-12-08", "2025-12-08", "2025-12-10", 2)),
    ("За сутки ВСУ обстреляли Донецк, повреждены дома.", ("2025-12-19", "2025-12-19", "2025-12-20", 2)),
    ("С 8 по 10 декабря ВСУ обстреливали Донецк, есть раненые.", ("2025-12-08", "2025-12-08", "2025-12-10", 2)),
]


def _day(text):
    return text and date.fromisoformat(text)


@pytest.mark.parametrize(("text", "when"), RANGES)
def test_a_range_has_its_first_and_last_day(text, when):
    told = strike(text)
    assert (told.date, told.date_start, told.date_end, told.time_precision) == (*map(_day, when[:3]), when[3])


ONE_DAY = [
    (f"{HIT} on Friday, killing eight people.", "2025-12-19"),
    (f"{HIT} on the night of 3 December, killing eight people.", "2025-12-03"),
    (f"{HIT} overnight from Thursday to Friday, killing eight people.", "2025-12-19"),
    (f"{HIT} in the night between Thursday and Friday, killing two.", "2025-12-19"),
    (f"{HIT} on New Year's Eve, killing eight people.", "2024-12-31"),
    (f"{HIT} on 15 December, killing 3 to 5 people.", "2025-12-15"),
    ("В ніч на 14 листопада дрони атакували порт Одеси.", "2025-11-14"),
    ("У ніч з 13 на 14 листопада дрони атакували порт Одеси.", "2025-11-14"),
    ("Напередодні дрони атакували порт Одеси.", "2025-12-19"),
    ("Минувшей ночью дроны атаковали порт Одессы.", "2025-12-20"),
    ("В ночь с 13 на 14 ноября дроны атаковали порт Одессы.", "2025-11-14"),
]


@pytest.mark.parametrize(("text", "day"), ONE_DAY)
def test_a_night_or_a_day_is_no_range(text, day):
    told = strike(text)
    assert (told.date, told.date_start, told.date_end, told.time_precision) == (_day(day), None, None, 1)


ZONED = [
    ("A missile hit Natanz at 22:30 GMT on 14 December, killing one.", "2025-12-15"),
    ("A missile hit Natanz on 14 December at 2230 GMT, killing one.", "2025-12-15"),
    ("A missile hit Natanz at 10:30 p.m. GMT on 14 December, killing one.", "2025-12-15"),
    ("A missile hit Natanz at 12:30 GMT on 14 December, killing one.", "2025-12-14"),
    ("A missile hit Natanz at 02:00 local time (22:30 GMT) on 15 December, killing one.", "2025-12-15"),
    ("A missile hit Natanz at 22:30 on 14 December, killing one.", "2025-12-14"),
    ("A missile hit Caracas at 02:30 GMT on 14 December, killing one.", "2025-12-13"),
    ("Drones hit a refinery in Ryazan at 23:30 GMT on Friday.", "2025-12-20"),
    ("Дроны атаковали завод в Рязани в 23:30 мск 14 декабря.", "2025-12-14"),
]


@pytest.mark.parametrize(("text", "day"), ZONED)
def test_a_clock_time_of_another_zone_is_told_as_the_day_at_the_place(text, day):
    told = strike(text)
    assert (told.date, told.date_end) == (_day(day), None)


def test_late_in_another_zone_may_be_the_day_after_at_the_place():
    told = strike("A missile hit the port of Odesa late on 31 December GMT, killing one.")
    assert (told.date, told.date_start, told.date_end) == (date(2024, 12, 31), date(2024, 12, 31), date(2025, 1, 1))
    assert told.time_precision == 2


def test_the_explanation_says_which_hour_it_was_at_the_place_and_which_range():
    shown = explained(extraction("A missile hit Natanz at 22:30 GMT on 14 December, killing one."))
    assert "22:30 in UTC is there 02:00 on 2025-12-15" in shown
    shown = explained(extraction(f"{HIT} between 3 and 5 December, killing eight people."))
    assert "“3 and 5 December” at 47 · the first day of a range; from 2025-12-03 to 2025-12-05" in shown


PLACES = [
    ("UA", 46.48, 30.73, "Europe/Kyiv"),
    ("UA", 44.6, 33.52, "Europe/Simferopol"),
    ("RU", 54.62, 39.74, "Europe/Moscow"),
    ("RU", 55.16, 61.4, "Asia/Yekaterinburg"),
    ("IR", 33.51, 51.92, "Asia/Tehran"),
    (None, 43.0, 34.0, "UTC+02:00"),
    ("XX", 0.0, -150.0, "UTC-10:00"),
]


@pytest.mark.parametrize(("country", "latitude", "longitude", "zone"), PLACES)
def test_a_point_has_the_zone_of_its_part_of_the_country_or_the_nautical_one(country, latitude, longitude, zone):
    assert str(zone_at(country, latitude, longitude)) == zone
