"""Low and high ends of a toll, where the text gives them; the figure itself stays the one that the text names."""

import csv
import io
import re

import pytest

from mapapp.exchange import explained, write
from tests.extract.reading import extraction, strike, strikes

AT = "A missile hit a market in Kharkiv"
# Killed, low, high; injured, low, high.
RANGES = [
    (f"{AT}, killing eight people.", (8, None, None)),
    (f"{AT}, killing at least 20 people.", (20, 20, None)),
    (f"{AT}, killing more than a dozen people.", (12, 12, None)),
    (f"{AT}, killing up to 12 people.", (12, None, 12)),
    (f"{AT}, killing no more than 12 people.", (12, None, 12)),
    (f"{AT}, killing five to seven people.", (5, 5, 7)),
    (f"{AT}, killing two or three people.", (2, 2, 3)),
    (f"{AT}, killing 10-15 people.", (10, 10, 15)),
    (f"{AT}, killing 10–15 people.", (10, 10, 15)),
    ("Between 10 and 15 people were killed when a missile hit a market in Kharkiv.", (10, 10, 15)),
    (f"{AT}. Police said eight people were killed, a hospital 11.", (8, 8, 11)),
    (f"{AT}. Police said eight people were killed, while a hospital put the number at 11.", (8, 8, 11)),
    (f"{AT}. The death toll rose from five to seven.", (7, None, None)),
    (f"{AT}, killing three people and wounding 30 to 40.", (3, None, None)),
    ("Ракета влучила в ринок у Харкові, загинуло від 10 до 15 людей.", (10, 10, 15)),
    ("Ракета влучила в ринок у Харкові, загинуло щонайменше 20 людей.", (20, 20, None)),
    ("Ракета влучила в ринок у Харкові, загинуло до 12 людей.", (12, None, 12)),
    ("Ракета влучила в ринок у Харкові. Кількість загиблих зросла до 31.", (31, None, None)),
    ("Ракета попала в рынок в Харькове, погибли от 10 до 15 человек.", (10, 10, 15)),
    ("Ракета попала в рынок в Харькове, погибли не менее пяти человек.", (5, 5, None)),
    ("Ракета попала в рынок в Харькове, погибли двое или трое человек.", (2, 2, 3)),
]


@pytest.mark.parametrize(("text", "killed"), RANGES)
def test_a_range_has_its_ends_and_a_plain_figure_has_none(text, killed):
    told = strike(text)
    assert (told.killed, told.killed_low, told.killed_high) == killed


def test_killed_and_injured_have_ends_of_their_own():
    told = strike(f"{AT}, killing at least 20 people and injuring between 30 and 40.")
    assert (told.killed, told.killed_low, told.killed_high) == (20, 20, None)
    assert (told.injured, told.injured_low, told.injured_high) == (30, 30, 40)


def test_counts_of_two_speakers_in_two_sentences_are_the_ends_of_a_range():
    told = strike(
        f"{AT} on Friday. The governor said that eight people were killed. "
        "The United Nations said that 11 people were killed."
    )
    assert (told.killed, told.killed_low, told.killed_high) == (11, 8, 11)


def test_each_place_of_a_list_has_the_ends_of_its_own_figure():
    found = strikes("Russian attacks killed three people in Kharkiv, at least two in Sumy and one in Kherson.")
    assert {one.place: (one.killed, one.killed_low) for one in found} == {
        "Kharkiv": (3, None),
        "Sumy": (2, 2),
        "Kherson": (1, None),
    }


def test_the_explanation_shows_the_words_of_the_range_and_its_ends():
    shown = explained(extraction(f"{AT}, killing at least 20 people and injuring between 30 and 40."))
    assert re.search(r"killed +20 ← “killing at least 20”", shown), shown
    assert "it is the least, 20" in shown
    assert "counts go from 30 to 40" in shown


def test_a_table_carries_the_ends():
    out = io.StringIO()
    write(strikes(f"{AT}, killing 10 to 15 people."), (), "csv", out)
    [row] = csv.DictReader(io.StringIO(out.getvalue()))
    assert (row["killed"], row["killed_low"], row["killed_high"], row["injured_low"]) == ("10", "10", "15", "")
