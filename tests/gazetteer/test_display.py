"""Names of places in the reader's language."""

import json

import pytest

from mapapp.gazetteer.build_display import russian, ukrainian
from mapapp.gazetteer.display import all_names, local_name
from mapapp.settings import data_dir


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Odesa", "UA", "Одеса"),
        ("Zaporizhzhya", "UA", "Запоріжжя"),
        ("Kharkiv Oblast", "UA", "Харківська область"),
        ("Belgorod", "RU", "Бєлгород"),
        ("Black Sea", None, "Чорне море"),
        ("Nowhere at all", "UA", "Nowhere at all"),
    ],
)
def test_a_place_is_called_as_ukrainians_call_it_or_by_its_own_name(
    name: str, country: str | None, expected: str
) -> None:
    assert local_name(name, country, "uk") == expected
    assert local_name(name, country, "en") == name


def test_every_shipped_place_and_region_has_a_ukrainian_name() -> None:
    for line in (data_dir() / "strikes.jsonl").read_text("utf-8").splitlines():
        strike = json.loads(line)
        for name in filter(None, (strike["place"], strike["admin1"])):
            assert local_name(name, strike["country"], "uk") != name, name


def test_a_place_is_found_by_each_of_its_names() -> None:
    assert set(all_names("Kharkiv", "UA")) == {"Харків", "Харьков"}


def test_of_names_without_a_language_one_is_taken_only_where_letters_and_sound_leave_one() -> None:
    others = ["Kharkov", "Харків", "Харьков", "Харков", "Charków"]
    assert ukrainian("Kharkiv", "UA", others) == "Харків"
    assert ukrainian("Luhansk", "UA", ["Луганск", "Луганськ"]) == "Луганськ"
    assert russian("Raduzhny", "RU", ["Радужны", "Радужный"]) == "Радужный"
    assert ukrainian("Seoul", "KR", ["Сеул", "Соул"]) == ""
    assert ukrainian("Orenburg", "RU", ["Оренбург", "Чкалов"]) != "Чкалов"
