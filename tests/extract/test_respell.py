"""Misspelt names in texts: read only where the text calls them places, nothing has them, and the rest bears it out."""

import pytest

from mapapp import pipeline
from mapapp.geocode.misspelt import MOST_CONFIDENCE
from tests.extract.reading import extraction, named


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        ("A missile hit a school in Khrkiv on Monday.", "Khrkiv", "Kharkiv"),
        ("A drone hit a refinery in Saratv, Russia.", "Saratv", "Saratov"),
        ("Ракета ударила по школе в Харкве в понедельник.", "Харкве", "Kharkiv"),
    ],
)
def test_a_misspelt_place_of_an_attack_is_read_and_marked_as_a_guess(text, written, meant):
    found = named(text)[written]
    assert found.place is not None
    assert (found.place.name, found.read_as) == (meant, meant)
    assert found.confidence <= MOST_CONFIDENCE


@pytest.mark.parametrize(
    "text",
    [
        "President Zelensky met Keir Starmr.",
        "They talked about Khrkiv all day.",
        "Georgian troops left the village of Prisi near Tbilisi.",
        "Shelling killed two in the village of Brqovzyna near Kharkiv.",
        "Ivan Kharkvi was killed by a missile in Kharkiv.",
    ],
)
def test_people_and_villages_that_the_gazetteer_lacks_are_not_read_as_something_else(text):
    assert not [one.read_as for one in pipeline.resolve_names(text) if one.read_as]


def test_a_marked_name_is_read_and_the_others_stay_as_they_were():
    right, wrong = "Fighting near Kharkiv, Kharkiv Oblast.", "Fighting near Khrkiv, Kharkiv Oblast."
    before = pipeline.resolve_names(right, [[14, 21], [23, 37]])
    after = pipeline.resolve_names(wrong, [[14, 20], [22, 36]])
    assert [one.place.id for one in after] == [one.place.id for one in before]
    assert (after[0].read_as, after[1].read_as) == ("Kharkiv", None)
    assert after[0].confidence <= MOST_CONFIDENCE


def test_a_marked_name_in_a_region_that_has_none_like_it_stays_the_region():
    [answer] = pipeline.resolve_names("It fell on Khrkiv, Ohio.", [[11, 17]])
    assert answer.read_as is None
    assert answer.place is None or answer.approximate


def test_a_marked_person_is_not_read_as_a_place():
    [answer] = pipeline.resolve_names("Vladimir Pokrvsk spoke.", [[0, 16]])
    assert answer.place is None


def test_the_strike_of_a_misspelt_place_is_placed_and_the_report_says_how_it_was_read():
    found = extraction("A Russian missile hit a hospital in Khrkiv on Friday, killing two people.")
    assert [strike.place for strike in found.strikes] == ["Kharkiv"]
    assert [w for w in found.warnings if "Khrkiv" in w and "read as Kharkiv" in w]
