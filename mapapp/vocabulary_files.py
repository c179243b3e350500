"""The files of `data/vocabulary/`, read and checked: what people write by hand is wrong now and then.

A language is a file named by its code, such as `pl.toml`; English is complete, every other may leave out what it has no
words for. `read_actors` and `read_languages` raise DataError with one sentence that names file and line or entry.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mapapp.errors import DataError
from mapapp.terms import TargetType, WeaponType

SHIPPED = ("en", "uk", "ru")
_TOO_SHORT = re.compile(r"\S?\*(?:\s|$)")
_CODE = re.compile(r"[a-z]{2,3}")
_SECTIONS = frozenset(
    {"strike", "not_strike", "outcome", "harm", "weapons", "targets", "place", "speech", "time", "person", "words",
     "numbers", "grammar", "launch", "bounds", "sea", "names"}
)  # fmt: skip
_KINDS: dict[str, frozenset[str]] = {"weapons": frozenset(WeaponType), "targets": frozenset(TargetType)}
_NUMBERED = frozenset({"time.months", "time.weekdays", "time.units", "time.stretches", "numbers.words"})
_MEASURED = frozenset({"sea.units", "sea.bearings"})
# Only this language has them: what a name may end in, and how the language is called and told.
_OWN = {"names": frozenset({"endings"}), "words": frozenset({"language", "letters", "telling"})}
_TEXTS = frozenset({"words.language", "words.letters"})
_LISTS = ("words", "adjectives", "voices", "weapons", "loose")
Table = dict[str, Any]


def read_languages(folder: Path) -> dict[str, Table]:
    """The table of each language by its code, the shipped ones first, with every section and key that English has."""
    further = sorted(path.stem for path in folder.glob("*.toml") if _CODE.fullmatch(path.stem))
    tables = {code: read_table(folder / f"{code}.toml") for code in dict.fromkeys((*SHIPPED, *further))}
    english = tables["en"]
    _check("en.toml", english, english)
    _complete(english, tables["uk"], tables["ru"])
    for code, table in tables.items():
        _check(f"{code}.toml", table, english)
    return {code: _filled(table, english) for code, table in tables.items()}


def read_actors(folder: Path) -> Table:
    """States and armed groups, with the wars between them and the ground they hold."""
    actors = read_table(folder / "actors.toml")
    states = read_table(folder / "states.toml").get("actor", [])
    for entry in actors.get("actor", []):
        _check_actor(entry)
    # Hand-kept actors go first: a state in both files is taken from theirs.
    known = {actor["country"] for actor in actors["actor"] if not actor.get("group") and actor["country"]}
    actors["actor"] += [state for state in states if state["country"] not in known]
    names = {actor["name"] for actor in actors["actor"]}
    for war in actors.get("war", []):
        for side in ("a", "b"):
            if war.get(side) not in names:
                raise _wrong("actors.toml", f"a war is with {war.get(side)!r}, who is no actor; add an [[actor]] of it")
    for held in actors.get("held", []):
        if held.get("by") not in names or not isinstance(held.get("country"), str):
            raise _wrong("actors.toml", f"ground is held by {held.get('by')!r}; write by = an actor, and its country")
        _check_words("actors.toml", f"admin1 of what {held['by']} holds", held.get("admin1"))
    return {"war": [], "held": [], "flags": {}, **actors}


def read_text(path: Path) -> str:
    """The text of a vocabulary file. Raises DataError where it is missing or not in UTF-8."""
    try:
        return path.read_text("utf-8")
    except OSError as problem:
        raise DataError(f"The vocabulary file {path.name} is missing; install mapapp again.") from problem
    except UnicodeDecodeError as problem:
        raise DataError(f"The vocabulary file {path.name} is not in UTF-8; save it as UTF-8.") from problem


def read_table(path: Path) -> Table:
    """The table of a vocabulary file. Raises DataError where it is missing or no TOML."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as problem:
        raise DataError(
            f"The vocabulary file {path.name} is not valid TOML: {problem}; correct that line."
        ) from problem


def _wrong(file: str, what: str) -> DataError:
    return DataError(f"In the vocabulary file {file}, {what}.")


def _check(file: str, table: Table, english: Table) -> None:
    for section, entries in table.items():
        if section not in _SECTIONS:
            raise _wrong(file, f"there is no section called {section!r}; choose one of: {_listed(_SECTIONS)}")
        if not isinstance(entries, dict):
            raise _wrong(file, f"{section} must be a section; write [{section}] on a line of its own")
        known = _KINDS.get(section) or {*english.get(section, ()), *_OWN.get(section, ())}
        for key, value in entries.items():
            if key not in known:
                raise _wrong(file, f"[{section}] has nothing called {key!r}; choose one of: {_listed(known)}")
            _check_value(file, section, key, value, english.get(section, {}).get(key))


def _check_value(file: str, section: str, key: str, value: Any, like: Any) -> None:
    name = f"{section}.{key}"
    if name in _TEXTS:
        if not isinstance(value, str):
            raise _wrong(file, f"{name} must be a text in quotes")
    elif isinstance(like, bool):
        if not isinstance(value, bool):
            raise _wrong(file, f"{name} must be true or false")
    elif isinstance(like, dict) or name == "names.endings":
        if not isinstance(value, dict):
            raise _wrong(file, f'{name} must be a table, such as {{ "1" = ["one"] }}')
        for number, words in value.items():
            _check_number(file, name, number)
            _check_words(file, f"{name}.{number}", words)
    else:
        _check_words(file, name, value)


def _check_number(file: str, name: str, number: str) -> None:
    """What the words of a table stand for: a whole number, kilometres or degrees, or a time zone."""
    if name in _NUMBERED and not (number.isascii() and number.isdigit() and len(number) < 10):
        raise _wrong(file, f"{name} has {number!r}, which is no whole number")
    if name in _MEASURED and not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4})?", number):
        raise _wrong(file, f"{name} has {number!r}, which is no number such as 1.609")
    if name == "time.zones" and not _is_zone(number):
        raise _wrong(file, f"{name} has {number!r}, which is no time zone such as Europe/Kyiv")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _check_words(file: str, name: str, words: Any) -> None:
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise _wrong(file, f'{name} must be a list of words in quotes, such as ["one", "two words", "begins so*"]')
    short = next((word for word in words if "*" in word and _TOO_SHORT.match(word)), None)
    if short is not None:
        raise _wrong(file, f"{name} has {short!r}; write at least two letters before the first *")


def _check_actor(entry: Table) -> None:
    name = entry.get("name")
    if not isinstance(name, str) or not name:
        raise _wrong("actors.toml", 'an [[actor]] has no name; give it one, such as name = "Houthis"')
    if not re.fullmatch(r"[A-Z]{2}|", str(entry.get("country"))):
        raise _wrong("actors.toml", f'the actor {name!r} has no country; write its code, such as country = "YE"')
    for key in _LISTS:
        _check_words("actors.toml", f"{key} of {name}", entry.get(key, []))


def _complete(english: Table, *others: Table) -> None:
    """English has all that the other shipped languages have: who renames a key there by mistake is told."""
    for section in _SECTIONS:
        keys = [set(entries) for other in others if isinstance(entries := other.get(section, {}), dict)]
        for key in sorted(set.intersection(*keys) - _OWN.get(section, frozenset())) if keys else ():
            if key not in english.get(section, {}):
                raise _wrong("en.toml", f"{section}.{key} is missing; put it back")


def _filled(table: Table, english: Table) -> Table:
    return {
        section: {key: type(value)() for key, value in entries.items()} | table.get(section, {})
        for section, entries in english.items()
    } | {"names": table.get("names", {})}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def endings_of(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What names end in within a sentence, by what they may end in alone, the longest first."""
    endings = table["names"].get("endings", {})
    return {end: tuple(endings[end]) for end in sorted(endings, key=len, reverse=True)}
