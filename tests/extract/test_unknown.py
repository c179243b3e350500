"""Which names a second opinion is asked for: those that the text itself calls places, and nothing else."""

import pytest

from mapapp import pipeline
from mapapp.extract.tokens import read_document
from mapapp.extract.unknown import UnknownNames


def asked(text: str) -> list[tuple[str, ...]]:
    """The spellings of each name that would be asked, for a text of which the gazetteer knows what it knows."""
    reader = pipeline.extractor()
    document = read_document(text, reader.vocabulary)
    taken = frozenset(
        at
        for resolution in pipeline.resolve_names(text)
        if resolution.place is not None
        for at, token in enumerate(document.tokens)
        if resolution.mention.start <= token.start < resolution.mention.end
    )
    names = UnknownNames(document, reader.vocabulary, taken)
    return [names.question(run)[1].spellings for run in names.find()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They came to the village of Brqovzyna.", ["Brqovzyna"]),
        ("They came to the town of Brqovzyna Hora.", ["Brqovzyna Hora"]),
        ("The Brqovzyna village was empty.", ["Brqovzyna"]),
        ("The Brqovzyna district was hit.", ["Brqovzyna district"]),
        ("Smoke rose over the Brqovzyna air base.", ["Brqovzyna"]),
        ("Brqovzyna's mayor left the village of Brqovzyna.", ["Brqovzyna", "Brqovzyna"]),
        ("A missile hit a school in Brqovzyna on Monday.", ["Brqovzyna"]),
        ("The villages of Brqovzyna, Trqovzyna and Krqovzyna were cut off.", ["Brqovzyna", "Trqovzyna", "Krqovzyna"]),
        ("Вони прийшли в село Бркозина.", ["Бркозина"]),
        ("Под ударом оказалось село Бркозино.", ["Бркозино"]),
        ("Обстріляно будинки в селах Бркозина, Тркозина та Кркозина.", ["Бркозина", "Тркозина", "Кркозина"]),
    ],
)
def test_a_name_with_a_word_for_a_place_is_asked(text: str, names: list[str]) -> None:
    assert [spellings[0] for spellings in asked(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "They talked about Brqovzyna all day.",
        "Officials met in Brqovzyna on Monday to talk about trade.",
        "President Brqovzyn spoke in the village.",
        "Ivan Brqovzyn was killed by a missile.",
        "The tanker Brqovzyn was hit by a drone.",
        "Missiles hit a school in April.",
        "A drone crashed in NATO territory.",
        "A missile hit a school in Kharkiv.",
        "A missile was shot down by a Patriot system.",
        "Shells hit the Brqovzyn town of Kharkiv.",
        "Missiles hit the headquarters of the Black Sea Fleet.",
        "A missile hit a school in Wednesday's attack.",
        "A drone killed an emir in ISIS-Brqovzyna.",
        "Missiles flew over the Parliament; the parliament was empty.",
        "",
    ],
)
def test_people_ships_days_known_places_and_plain_words_are_not(text: str) -> None:
    assert asked(text) == []


def test_a_cyrillic_name_is_asked_in_its_dictionary_form_second() -> None:
    [spellings] = asked("Ракета влучила в школу в селі Бркозинівці.")
    assert spellings[0] == "Бркозинівці"
    assert len(spellings) == 2
    assert spellings[1] != spellings[0]
    assert spellings[1][0].isupper()


def test_a_district_in_cyrillic_is_asked_with_its_word() -> None:
    assert asked("Обстріляно Бркозинський район.")[0][0] == "Бркозинський район"
    assert asked("У Бркозинській громаді загинули двоє людей.")[0][0] == "Бркозинська громада"
    assert asked("В Бркозинском районе погибли двое.")[0][0] == "Бркозинский район"
