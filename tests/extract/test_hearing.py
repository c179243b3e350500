"""Names in another script or romanisation than the gazetteer's are read by sound, in the text's countries only."""

import pytest

from mapapp import pipeline
from mapapp.gazetteer.rows import distance_km
from mapapp.geocode.misspelt import MOST_CONFIDENCE
from mapapp.model import PlaceKind, Resolution
from tests.extract.foreign_names import HELD_CYRILLIC, HELD_LATER, HELD_LATIN, NOT_PLACES, SEEN_CYRILLIC, SEEN_LATIN
from tests.extract.reading import extraction, named

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
    cases = [*HELD_CYRILLIC, *HELD_LATIN, *HELD_LATER]
    right = sum(map(is_right, cases))
    answered = sum(bool(found and not found.approximate) for text, name, *_ in cases for found in [answer(text, name)])
    assert right / len(cases) >= 0.85
    assert right / answered >= 0.95


@pytest.mark.parametrize(("text", "name"), NOT_PLACES, ids=lambda value: value if " " not in value else None)
def test_people_ships_units_and_firms_in_cyrillic_are_no_places(text: str, name: str) -> None:
    assert answer(text, name) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ракета влучила в будинок у Батруні.", "the text speaks of no country"),
        ("Під час удару по Тунісу ракета влучила в будинок у Батруні.", "it lies in another country"),
        ("Ракета попала в дом в Вашруке, Ливан.", "nothing in Lebanon sounds like it"),
        ("Они говорили о Батруне весь день в Ливане.", "nothing says that it is a place"),
    ],
)
def test_a_name_is_left_open_where(text: str, why: str) -> None:
    assert not [one.read_as for one in pipeline.resolve_names(text) if one.read_as], why


def test_a_name_read_by_its_sound_is_a_guess_that_says_how_it_was_read() -> None:
    found = named("Ізраїльський удар по місту Батрун у Лівані.")["Батрун"]
    assert found.read_as == "Batroûn"
    assert found.confidence <= MOST_CONFIDENCE


def test_the_strike_of_a_name_read_by_its_sound_is_placed_and_the_report_says_so() -> None:
    found = extraction("Израильский беспилотник ударил по Батруну в Ливане, погибли два человека.")
    assert [strike.place for strike in found.strikes] == ["Batroûn"]
    assert [one for one in found.warnings if "Батруну" in one and "read as Batroûn" in one]


def test_what_else_a_text_names_is_as_it_was() -> None:
    text = "Израильский беспилотник ударил по {} в Ливане и по складу в Баальбеке."
    known, heard = named(text.format("Набатии")), named(text.format("Батруну"))
    assert known["Баальбеке"].place == heard["Баальбеке"].place
    assert known["Ливане"].place == heard["Ливане"].place


@pytest.mark.parametrize(
    ("text", "name", "place", "kind"),
    [
        ("Дрон хуситов упал на аэропорт Рамон в Израиле.", "Рамон", "Ramon Airport", PlaceKind.AIRPORT),
        ("Взрыв в штате Флорида, США, ранил троих.", "Флорида", "Florida", PlaceKind.REGION),
    ],
)
def test_the_word_beside_a_name_says_of_what_kind_it_is(text: str, name: str, place: str, kind: PlaceKind) -> None:
    found = named(text)[name].place
    assert found is not None
    assert (found.name, found.kind) == (place, kind)


def test_a_marked_name_is_read_by_its_sound_with_the_other_names_as_context() -> None:
    [house, _] = pipeline.resolve_names("It fell on Kafar Kila, Lebanon.", [[11, 21], [23, 30]])
    assert house.place is not None
    assert (house.place.country, house.read_as) == ("LB", "Kfar Kila")
