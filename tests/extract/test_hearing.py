"""Names in another script or romanisation than the gazetteer's are read by their sound, in the text's countries only."""

import pytest

from mapapp import pipeline
from mapapp.gazetteer.rows import distance_km
from mapapp.geocode.misspelt import MOST_CONFIDENCE
from mapapp.model import PlaceKind, Resolution
from tests.extract.foreign_names import HELD_CYRILLIC, HELD_LATIN, NOT_PLACES, SEEN_CYRILLIC, SEEN_LATIN
from tests.extract.reading import extraction, named, wrong

_NEAR_KM = 40
Case = tuple[str, str, float, float]


def answer(text: str, name: str) -> Resolution | None:
    """What a name of a text was resolved to, itself or with a word for its kind."""
    return next((one for one in pipeline.resolve_names(text) if one.place and name in one.mention.name), None)


def is_right(case: Case) -> bool:
    text, name, latitude, longitude = case
    found = answer(text, name)
    if found is None or found.place is None or found.approximate:
        return False
    return distance_km((latitude, longitude), (found.place.latitude, found.place.longitude)) < _NEAR_KM


@pytest.mark.parametrize("case", [*SEEN_CYRILLIC, *SEEN_LATIN], ids=lambda case: case[1])
def test_a_name_of_the_set_that_rules_were_written_with_is_placed(case: Case) -> None:
    assert is_right(case)


def test_most_names_of_the_set_that_was_only_measured_are_placed_and_hardly_one_wrongly() -> None:
    cases = [*HELD_CYRILLIC, *HELD_LATIN]
    right = sum(map(is_right, cases))
    answered = sum(bool(found and not found.approximate) for text, name, *_ in cases for found in [answer(text, name)])
    assert right / len(cases) >= 0.85
    assert right / answered >= 0.95


@pytest.mark.parametrize(("text", "name"), NOT_PLACES, ids=lambda value: value if " " not in value else None)
def test_people_ships_units_and_firms_in_cyrillic_are_no_places(text: str, name: str) -> None:
    assert answer(text, name) is None
