"""How places are called in the language of who reads: by their English name and country."""

import csv
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from mapapp.gazetteer.normal import normal
from mapapp.settings import data_dir

Names = dict[tuple[str, str], tuple[str, str]]
LANGUAGES = ("uk", "ru")
# Ways to write the same Ukrainian or Russian name in Latin letters.
_SPELLINGS = (("ya", "ia"), ("yu", "iu"), ("ye", "ie"), ("yi", "i"), ("yy", "y"), ("iy", "y"), ("zhzhia", "zhia"))


@lru_cache(maxsize=1 << 16)
def local_name(name: str, country: str | None, language: str) -> str:
    """The place's name in Ukrainian ("uk") or Russian ("ru"); the name itself where no other is known."""
    if language not in LANGUAGES:
        return name
    names = _names(data_dir())
    key = _key(name)
    found = names.get((country or "", key)) or names.get(("", key))
    return (found[LANGUAGES.index(language)] if found else "") or name


def all_names(name: str, country: str | None) -> tuple[str, ...]:
    """What the place is called in the other languages, for looking it up by words."""
    return tuple(other for language in LANGUAGES if (other := local_name(name, country, language)) != name)


def _key(name: str) -> str:
    key = normal(name)
    for of, to in _SPELLINGS:
        key = key.replace(of, to)
    return key


@lru_cache(maxsize=2)
def _names(data: Path) -> Names:
    """(country, key) → (Ukrainian, Russian). What was kept by hand stands before what was found by its letters."""
    found: Names = {}
    _read(data / "names" / "kept.csv", found)
    _read_map(json.loads((data / "basemap" / "names.json").read_text("utf-8")), found)
    for path in sorted((data / "places").glob("*.csv")):
        _read(path, found)
    _read(data / "names" / "settlements.csv", found)
    return found


def _read(path: Path, found: Names) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = row["name_uk"], row["name_ru"]
            for name in (row["name_en"], *(row.get("other_en") or "").split("|")):
                if name and any(names):
                    found.setdefault((row["country"], _key(name)), names)


def _read_map(kept: dict[str, Any], found: Names) -> None:
    """The cities and seas of the base map: {"UA/Kyiv": ["Kyiv", "Київ"]}, and Russian names by the English one."""
    for place, (english, ukrainian) in kept["cities"].items():
        country, _, name = place.partition("/")
        for one in {english, name}:
            found.setdefault((country, _key(one)), (ukrainian, kept["russian"].get(english, "")))
    for english, ukrainian, *_ in kept["seas"]:
        found.setdefault(("", _key(english)), (ukrainian, kept["russian"].get(english, "")))
