"""The words of `data/vocabulary/*.toml`, and one pass that finds all of them in a text.

A phrase is a list of words; a word that ends in * stands for every word that begins so. The phrases of all languages
are matched together, so that a report in two languages needs nothing special.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from mapapp.vocabulary_files import endings_of, read_actors, read_languages

# Lists whose phrases have a value of their own, such as the month's number, and those that have none.
_VALUED = (
    *(("time", key) for key in ("months", "weekdays", "feasts", "units", "ago", "stretches", "weeks", "zones")),
    ("sea", "units"), ("sea", "bearings"),
)  # fmt: skip
_TIMES = (
    "today", "yesterday", "day_after", "two_days_ago", "said_on", "night_of", "later", "day_later", "same_day",
    "range_from", "range_between", "range_to", "parts", "local",
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


# What the named tuple's own constructor does, in a third of the time: there is one a word.
_new: Callable[[type[Hit], tuple[int, int, str, str]], Hit] = tuple.__new__
_NONE: frozenset[str] = frozenset()


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


class Found(NamedTuple):
    """The phrases found in a text: `hits` in order, and by token what begins and ends there and what covers it.

    `begins` and `ends` (by the token behind) give value by category, `inside` the categories. Only to be read: words
    that come again share them.
    """

    hits: list[Hit]
    begins: dict[int, Mapping[str, str]]
    ends: dict[int, Mapping[str, str]]
    inside: dict[int, frozenset[str]]


class _Longer(NamedTuple):
    """A phrase of several words; `rank` is its turn among those that begin with the same word."""

    rank: int
    rest: tuple[str, ...]
    category: str
    value: str


class Language(NamedTuple):
    """How a language is called and told apart: words that are common in it, letters that its script has for it alone.

    `endings` are what names of places end in within a sentence, with what they may end in alone.
    """

    name: str
    telling: frozenset[str]
    letters: str
    endings: dict[str, tuple[str, ...]]


class _Starting(NamedTuple):
    """The phrases that a word can begin.

    Those of several words stand by their second word, or by its stem, whose `lengths` are given; those of this one word
    alone are in `single`, value by category.
    """

    second: dict[str, tuple[_Longer, ...]]
    stems: dict[str, tuple[_Longer, ...]]
    lengths: tuple[int, ...]
    single: dict[str, str]
    categories: frozenset[str]

    def longer(self, words: Sequence[str], start: int) -> list[_Longer]:
        """The phrases of several words that begin at `start`, within a category only the longest."""
        following = words[start + 1]
        known = self.second.get(following, ())
        for length in self.lengths:
            by_stem = self.stems.get(following[:length]) if length <= len(following) else None
            if by_stem:
                known = tuple(sorted((*known, *by_stem)))
        found: list[_Longer] = []
        seen: set[str] = set()
        for phrase in known:
            if phrase.category not in seen and _goes_on(phrase.rest, words, start + 2):
                found.append(phrase)
                seen.add(phrase.category)
        return found


@dataclass
class Vocabulary:
    """All words and actors, ready to be matched. Build it once a process by `load`."""

    actors: dict[str, Actor]
    wars: list[frozenset[str]]
    open_wars: frozenset[frozenset[str]]
    held: list[Held]
    common: frozenset[str]
    languages: dict[str, Language]
    abbreviations: frozenset[str]
    _longest_stem: int = 0
    _first: dict[str, list[Phrase]] = field(default_factory=dict)
    _stems: dict[str, list[Phrase]] = field(default_factory=dict)
    _cache: dict[str, _Starting | None] = field(default_factory=dict)

    def add(self, phrases: Iterable[Phrase]) -> None:
        """Take phrases in."""
        for phrase in phrases:
            head = phrase.words[0]
            table, key = (self._stems, head[:-1]) if head.endswith("*") else (self._first, head)
            table.setdefault(key, []).append(phrase)
            if head.endswith("*"):
                self._longest_stem = max(self._longest_stem, len(key))

    def _starting(self, word: str) -> _Starting | None:
        found = list(self._first.get(word, ()))
        for length in range(2, min(len(word), self._longest_stem) + 1):
            found += self._stems.get(word[:length], ())
        if len(self._cache) > 100_000:
            self._cache.clear()
        known = self._cache[word] = _by_second_word(found) if found else None
        return known

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """Every phrase in the folded words of a text, in order; within a category only the longest at a place."""
        return self.find(words).hits

    def find(self, words: Sequence[str]) -> Found:
        """The same, by token too, in one pass over the words."""
        hits, begins, ends, inside = found = Found([], {}, {}, {})
        cache, last = self._cache, len(words) - 1
        for start, word in enumerate(words):
            known = cache[word] if word in cache else self._starting(word)
            if known is None:
                continue
            if start < last and (known.second or known.stems) and (longer := known.longer(words, start)):
                _add(found, start, known, longer)
                continue
            end, single = start + 1, known.single
            if not single:
                continue
            for category, value in single.items():
                hits.append(_new(Hit, (start, end, category, value)))
            begins[start] = single
            ends[end] = {**ends[end], **single} if end in ends else single
            inside[start] = inside[start] | known.categories if start in inside else known.categories
        return found

    def state_of(self, country: str | None) -> Actor | None:
        """The state with this ISO code, where it is an actor."""
        return next((a for a in self.actors.values() if country and a.country == country and not a.group), None)


def _by_second_word(phrases: list[Phrase]) -> _Starting:
    """Phrases that begin with one word: their turn is by length, those with any word at all behind it last."""
    exact: dict[str, list[_Longer]] = {}
    stems: dict[str, list[_Longer]] = {}
    single: dict[str, str] = {}
    for phrase in phrases:
        if len(phrase.words) == 1:
            single.setdefault(phrase.category, phrase.value)
    longer = [phrase for phrase in phrases if len(phrase.words) > 1]
    longer.sort(key=lambda phrase: (phrase.words[1] == "*", -len(phrase.words)))
    for rank, phrase in enumerate(longer):
        second, rest = phrase.words[1], phrase.words[2:]
        table, key = (stems, second[:-1]) if second[-1] == "*" else (exact, second)
        table.setdefault(key, []).append(_Longer(rank, rest, phrase.category, phrase.value))
    return _Starting(
        {word: tuple(found) for word, found in exact.items()},
        {stem: tuple(found) for stem, found in stems.items()},
        tuple(sorted({len(stem) for stem in stems})),
        single,
        frozenset(single),
    )


def _goes_on(rest: tuple[str, ...], text: Sequence[str], at: int) -> bool:
    """Whether the words of a text from `at` on are those of a phrase."""
    if at + len(rest) > len(text):
        return False
    for word, other in zip(rest, text[at : at + len(rest)], strict=True):
        if word != other and not (word[-1] == "*" and other.startswith(word[:-1])):
            return False
    return True


def _add(found: Found, start: int, known: _Starting, longer: list[_Longer]) -> None:
    """Take in what begins at `start`: phrases of several words, and the word alone where it is of other categories."""
    hits, begins, ends, inside = found
    seen = {phrase.category for phrase in longer}
    here = [Hit(start, start + 2 + len(phrase.rest), phrase.category, phrase.value) for phrase in longer]
    here += [Hit(start, start + 1, *one) for one in known.single.items() if one[0] not in seen]
    hits += here
    begun: dict[str, str] = {}
    for _, end, category, value in here:
        begun[category] = value
        ends[end] = {**ends.get(end, {}), category: value}
        for at in range(start, end):
            inside[at] = inside.get(at, _NONE) | {category}
    begins[start] = begun


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
    numbers = {int(number): entries for number, entries in table["numbers"]["words"].items()}
    if table["numbers"]["hyphenated"]:
        numbers |= _hyphenated(numbers)
    for value, entries in numbers.items():
        yield from _phrases(entries, "number", str(value))


def _hyphenated(numbers: dict[int, list[str]]) -> dict[int, list[str]]:
    """Tens and units in one word: "seventy-six"."""
    return {
        tens + unit: [f"{numbers[tens][0]}-{word}" for word in numbers[unit] if len(word) > 2]
        for tens in range(20, 100, 10)
        for unit in range(1, 10)
        if tens in numbers and unit in numbers
    }


def _actor_phrases(table: dict[str, Any]) -> Iterator[Phrase]:
    for entry in table["actor"]:
        for key in ("words", "adjectives", "voices", "weapons", "loose"):
            yield from _phrases(entry.get(key, ()), f"actor.{key}", entry["name"])
    for name, entries in table["flags"].items():
        yield from _phrases(entries, "flag", name)


@lru_cache(maxsize=2)
def load(data: Path) -> Vocabulary:
    """The vocabulary in `data/vocabulary/`. Raises DataError that says which file is wrong, and what is wrong in it."""
    folder = data / "vocabulary"
    tables, actors = read_languages(folder), read_actors(folder)
    vocabulary = Vocabulary(
        actors={a["name"]: Actor(a["name"], a["country"], a.get("group", False)) for a in actors["actor"]},
        wars=[frozenset((war["a"], war["b"])) for war in actors["war"]],
        open_wars=frozenset(frozenset((war["a"], war["b"])) for war in actors["war"] if war.get("open")),
        held=[
            Held(h["by"], h["country"], frozenset(h["admin1"]), frozenset(h.get("places", ()))) for h in actors["held"]
        ],
        common=frozenset(fold(word) for table in tables.values() for word in table["words"]["common"]),
        languages={code: _language(code, table) for code, table in tables.items()},
        abbreviations=frozenset(fold(a) for table in tables.values() for a in table["words"]["abbreviations"]),
    )
    for table in tables.values():
        vocabulary.add(_language_phrases(table))
    vocabulary.add(_actor_phrases(actors))
    return vocabulary


def _language(code: str, table: dict[str, Any]) -> Language:
    words = table["words"]
    telling = frozenset(map(fold, words["telling"]))
    return Language(words.get("language") or code, telling, fold(words.get("letters", "")), endings_of(table))
