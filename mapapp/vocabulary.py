"""The words of `data/vocabulary/*.toml`, and one pass that finds all of them in a text.

A phrase is a list of words; a word that ends in * stands for every word that begins so. The phrases of all languages
are matched together, so that a report in two languages needs nothing special.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from mapapp.errors import DataError

LANGUAGES = ("en", "uk", "ru")
# Lists whose phrases have a value of their own, such as the month's number, and those that have none.
_VALUED = (
    *(("time", key) for key in ("months", "weekdays", "feasts", "units", "ago", "stretches", "weeks", "zones")),
    ("sea", "units"), ("sea", "bearings"),
)  # fmt: skip
_TIMES = (
    "today", "yesterday", "day_after", "two_days_ago", "said_on", "night_of", "later", "day_later", "range_from",
    "range_between", "range_to", "parts", "local",
)  # fmt: skip
_PLAIN = (*(("time", key) for key in _TIMES), ("sea", "shore"), ("sea", "from"))
_FOLD = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "ё": "е"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The form in which words are compared: lower case, one apostrophe, е for ё."""
    return word.casefold().translate(_FOLD)


class Phrase(NamedTuple):
    """A phrase of the vocabulary: `value` is what it means within its category."""

    words: tuple[str, ...]
    category: str
    value: str


class Hit(NamedTuple):
    """A phrase found in tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    category: str
    value: str


@dataclass(frozen=True)
class Actor:
    """A state or an armed group. `country` is the state's code or that of the ground the group holds."""

    name: str
    country: str
    group: bool = False


@dataclass(frozen=True)
class Held:
    """Ground of `country` that the actor `by` holds: whole regions or single places."""

    by: str
    country: str
    admin1: frozenset[str]
    places: frozenset[str]


class _Starting(NamedTuple):
    """The phrases that a word can begin: of several words by the first letter of the second, and of this one alone."""

    longer: dict[str, tuple[Phrase, ...]]
    single: tuple[Phrase, ...]


_NOTHING = _Starting({}, ())


@dataclass
class Vocabulary:
    """All words and actors, ready to be matched. Build it once a process by `load`."""

    actors: dict[str, Actor]
    wars: list[frozenset[str]]
    open_wars: frozenset[frozenset[str]]
    held: list[Held]
    common: frozenset[str]
    telling: dict[str, frozenset[str]]
    abbreviations: frozenset[str]
    _longest_stem: int = 0
    _first: dict[str, list[Phrase]] = field(default_factory=dict)
    _stems: dict[str, list[Phrase]] = field(default_factory=dict)
    _cache: dict[str, "_Starting"] = field(default_factory=dict)

    def add(self, phrases: Iterable[Phrase]) -> None:
        """Take phrases in."""
        for phrase in phrases:
            head = phrase.words[0]
            table, key = (self._stems, head[:-1]) if head.endswith("*") else (self._first, head)
            table.setdefault(key, []).append(phrase)
            if head.endswith("*"):
                self._longest_stem = max(self._longest_stem, len(key))

    def _starting(self, word: str) -> _Starting:
        known = self._cache.get(word)
        if known is None:
            found = list(self._first.get(word, ()))
            for length in range(2, min(len(word), self._longest_stem) + 1):
                found += self._stems.get(word[:length], ())
            known = _by_second_word(found) if found else _NOTHING
            if len(self._cache) > 100_000:
                self._cache.clear()
            self._cache[word] = known
        return known

    def hits(self, words: list[str]) -> list[Hit]:
        """Every phrase in the folded words of a text, in order; within a category only the longest at a place."""
        found: list[Hit] = []
        cache = self._cache
        for start, word in enumerate(words):
            known = cache.get(word) or self._starting(word)
            if known is _NOTHING:
                continue
            seen = self._longer(known, words, start, found) if known.longer else ()
            for phrase in known.single:
                if phrase.category not in seen:
                    found.append(Hit(start, start + 1, phrase.category, phrase.value))
        return found

    @staticmethod
    def _longer(known: _Starting, words: list[str], start: int, found: list[Hit]) -> set[str]:
        """Append the hits of several words that begin at `start`; the categories that have one."""
        seen: set[str] = set()
        following = words[start + 1][:1] if start + 1 < len(words) else ""
        for phrase in (*known.longer.get(following, ()), *known.longer.get("*", ())):
            if phrase.category not in seen and _matches(phrase.words, words, start):
                found.append(Hit(start, start + len(phrase.words), phrase.category, phrase.value))
                seen.add(phrase.category)
        return seen

    def state_of(self, country: str | None) -> Actor | None:
        """The state with this ISO code, where it is an actor."""
        return next((a for a in self.actors.values() if country and a.country == country and not a.group), None)


def _by_second_word(phrases: list[Phrase]) -> _Starting:
    """Phrases that begin with one word, the longest first."""
    longer: dict[str, list[Phrase]] = {}
    single: dict[str, Phrase] = {}
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.words)):
        if len(phrase.words) > 1:
            longer.setdefault(phrase.words[1][0], []).append(phrase)
        else:
            single.setdefault(phrase.category, phrase)
    return _Starting({letter: tuple(found) for letter, found in longer.items()}, tuple(single.values()))


def _matches(words: tuple[str, ...], text: list[str], start: int) -> bool:
    if start + len(words) > len(text):
        return False
    for word, other in zip(words[1:], text[start + 1 : start + len(words)], strict=True):
        if word != other and not (word[-1] == "*" and other.startswith(word[:-1])):
            return False
    return True


def _phrases(entries: Iterable[str], category: str, value: str = "") -> Iterator[Phrase]:
    for entry in entries:
        words = tuple(fold(word) for word in entry.split())
        if words:
            yield Phrase(words, category, value)


def _language_phrases(table: dict[str, Any]) -> Iterator[Phrase]:
    for section in ("strike", "not_strike", "outcome", "harm", "speech", "person", "grammar", "launch", "bounds"):
        for key, entries in table[section].items():
            yield from _phrases(entries, f"{section}.{key}")
    for section in ("weapons", "targets", "place"):
        for key, entries in table[section].items():
            yield from _phrases(entries, section, key)
    for section, key in _VALUED:
        for value, entries in table[section][key].items():
            yield from _phrases(entries, f"{section}.{key}", value)
    for section, key in _PLAIN:
        yield from _phrases(table[section][key], f"{section}.{key}")
    for number, entries in table["numbers"]["words"].items():
        yield from _phrases(entries, "number", number)


def _actor_phrases(table: dict[str, Any]) -> Iterator[Phrase]:
    for entry in table["actor"]:
        for key in ("words", "adjectives", "voices", "weapons"):
            yield from _phrases(entry.get(key, ()), f"actor.{key}", entry["name"])
    for name, entries in table["flags"].items():
        yield from _phrases(entries, "flag", name)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise DataError(f"The vocabulary file {path.name} is missing; install mapapp again.") from problem
    except tomllib.TOMLDecodeError as problem:
        raise DataError(
            f"The vocabulary file {path.name} is not valid TOML: {problem}; correct that line."
        ) from problem


@lru_cache(maxsize=2)
def load(data: Path) -> Vocabulary:
    """The vocabulary in `data/vocabulary/`. Raises DataError that names the file which cannot be read."""
    folder = data / "vocabulary"
    actors = _read(folder / "actors.toml")
    # Hand-kept actors go first: a state in both files is taken from theirs.
    known = {actor["country"] for actor in actors["actor"] if not actor.get("group") and actor["country"]}
    states = _read(folder / "states.toml")["actor"]
    actors["actor"] += [state for state in states if state["country"] not in known]
    tables = {language: _read(folder / f"{language}.toml") for language in LANGUAGES}
    words = {language: frozenset(map(fold, table["words"]["common"])) for language, table in tables.items()}
    telling = {language: frozenset(map(fold, table["words"].get("telling", ()))) for language, table in tables.items()}
    vocabulary = Vocabulary(
        actors={a["name"]: Actor(a["name"], a["country"], a.get("group", False)) for a in actors["actor"]},
        wars=[frozenset((war["a"], war["b"])) for war in actors["war"]],
        open_wars=frozenset(frozenset((war["a"], war["b"])) for war in actors["war"] if war.get("open")),
        held=[
            Held(h["by"], h["country"], frozenset(h["admin1"]), frozenset(h.get("places", ()))) for h in actors["held"]
        ],
        common=frozenset().union(*words.values()),
        telling=telling,
        abbreviations=frozenset(fold(a) for table in tables.values() for a in table["words"]["abbreviations"]),
    )
    for table in tables.values():
        vocabulary.add(_language_phrases(table))
    vocabulary.add(_actor_phrases(actors))
    return vocabulary
