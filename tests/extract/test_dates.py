"""The day of a strike, worked out from the words of the text and the day of publication."""

from datetime import date

import pytest

from tests.extract.reading import SATURDAY, strike, strikes

HIT = "Russian missiles hit the port of Odesa"
# All published on Saturday, 2025-12-20.
ENGLISH = [
    (f"{HIT} late on Friday, killing eight people.", "2025-12-19"),
    (f"{HIT} on Saturday, killing eight people.", "2025-12-20"),
    (f"{HIT} on Thursday morning, killing eight people.", "2025-12-18"),
    (f"{HIT} on Sunday, killing eight people.", "2025-12-14"),
    (f"On Monday {HIT}, killing eight people.", "2025-12-15"),
    (f"{HIT} overnight, killing eight people.", "2025-12-20"),
    (f"{HIT} before dawn, killing eight people.", "2025-12-20"),
    (f"{HIT} yesterday, killing eight people.", "2025-12-19"),
    (f"{HIT} the day before, killing eight people.", "2025-12-19"),
    (f"{HIT} two days ago, killing eight people.", "2025-12-18"),
    (f"{HIT} on 15 December, killing eight people.", "2025-12-15"),
    (f"{HIT} on December 15, killing eight people.", "2025-12-15"),
    (f"{HIT} on Dec. 15, killing eight people.", "2025-12-15"),
    (f"{HIT} on December 15th, killing eight people.", "2025-12-15"),
    (f"{HIT} on 24 December 2024, killing eight people.", "2024-12-24"),
    (f"{HIT} on December 24, 2024, killing eight people.", "2024-12-24"),
    (f"{HIT} on 28 December, killing eight people.", "2024-12-28"),
    (f"{HIT} on Thursday, December 18, killing eight people.", "2025-12-18"),
    (f"{HIT} on 2025-12-17, killing eight people.", "2025-12-17"),
    (f"{HIT}, killing eight people.", "2025-12-20"),
    (f"{HIT} on 31 November, killing eight people.", "2025-12-20"),
]
SAID = [
    (f"The governor said on Saturday that {HIT} on Thursday.", "2025-12-18"),
    (f"{HIT} on Thursday, the governor said on Saturday.", "2025-12-18"),
    (f"{HIT} overnight, the governor said on Friday.", "2025-12-20"),
    (
        "Drones hit the port of Odesa on Thursday. The governor said on Friday that eight people were killed.",
        "2025-12-18",
    ),
    ("The mayor wrote on Friday: Russian drones struck Kherson on Wednesday.", "2025-12-17"),
    ("Губернатор повідомив у суботу, що російські ракети вдарили по порту Одеси у четвер.", "2025-12-18"),
    ("Губернатор сообщил в субботу, что ракеты ударили по порту Одессы в четверг.", "2025-12-18"),
]
UKRAINIAN = [
    ("Російські ракети вдарили по порту Одеси у п'ятницю.", "2025-12-19"),
    ("Уночі російські дрони атакували порт Одеси.", "2025-12-20"),
    ("Вчора російські дрони атакували порт Одеси.", "2025-12-19"),
    ("Позавчора російські дрони атакували порт Одеси.", "2025-12-18"),
    ("У ніч на 19 грудня російські дрони атакували порт Одеси.", "2025-12-19"),
    ("15 грудня російські дрони атакували порт Одеси.", "2025-12-15"),
    ("24 грудня 2024 року російські дрони атакували порт Одеси.", "2024-12-24"),
    ("28 грудня російські дрони атакували порт Одеси.", "2024-12-28"),
    ("Російські дрони атакували порт Одеси 17.12.2025.", "2025-12-17"),
]
RUSSIAN = [
    ("Ракеты ударили по порту Одессы в пятницу.", "2025-12-19"),
    ("Ночью беспилотники атаковали порт Одессы.", "2025-12-20"),
    ("Вчера беспилотники атаковали порт Одессы.", "2025-12-19"),
    ("Позавчера беспилотники атаковали порт Одессы.", "2025-12-18"),
    ("В ночь на 19 декабря беспилотники атаковали порт Одессы.", "2025-12-19"),
    ("15 декабря беспилотники атаковали порт Одессы.", "2025-12-15"),
    ("24 декабря 2024 года беспилотники атаковали порт Одессы.", "2024-12-24"),
    ("28 декабря беспилотники атаковали порт Одессы.", "2024-12-28"),
    ("Беспилотники атаковали порт Одессы 17.12.2025.", "2025-12-17"),
]


@pytest.mark.parametrize(("text", "day"), [*ENGLISH, *UKRAINIAN, *RUSSIAN])
def test_the_day_follows_from_the_words_and_the_day_of_publication(text, day):
    assert strike(text, SATURDAY).date == date.fromisoformat(day)


@pytest.mark.parametrize(("text", "day"), SAID)
def test_the_day_of_a_statement_is_not_that_of_the_strike(text, day):
    assert strike(text, SATURDAY).date == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"{HIT} on 19 December 2025, killing eight people.", date(2025, 12, 19)),
        (f"{HIT} on 19 December, killing eight people.", None),
        (f"{HIT} on Friday, killing eight people.", None),
        (f"{HIT} overnight, killing eight people.", None),
        (f"{HIT}, killing eight people.", None),
    ],
)
def test_without_a_day_of_publication_only_a_full_date_is_known(text, day):
    assert strike(text, None).date == day


def test_the_same_place_on_two_days_is_two_strikes():
    found = strikes(
        "Russian missiles hit the port of Odesa on Thursday, killing two people. "
        "On Friday Russian drones hit a school in Odesa, wounding one person."
    )
    assert [one.date for one in found] == [date(2025, 12, 18), date(2025, 12, 19)]


def test_the_day_of_one_strike_is_not_given_to_another():
    found = strikes(
        "Russian missiles hit the port of Odesa on Thursday, killing two people.\n\n"
        "On Friday Russian drones hit a school in Kharkiv, wounding one person."
    )
    assert {one.place: one.date for one in found} == {"Odesa": date(2025, 12, 18), "Kharkiv": date(2025, 12, 19)}


def test_a_leap_day_is_found_in_the_year_that_has_one():
    assert strike(f"{HIT} on 29 February 2024.", date(2024, 3, 2)).date == date(2024, 2, 29)
