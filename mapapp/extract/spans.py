"""Names at spans that somebody else has marked, made ready for the resolver, with the other names of the text."""

import re
from collections.abc import Sequence
from functools import lru_cache

from mapapp.errors import InputError
from mapapp.extract.cues import CUES
from mapapp.extract.inflection import variants
from mapapp.extract.place_words import PlaceWords
from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.normal import normal
from mapapp.geocode.candidates import Named
from mapapp.model import Mention, PlaceKind
from mapapp.vocabulary import Vocabulary, fold

_FARTHEST_SLIP = 40
_MOST_KNOWN = 20_000
_POSSESSIVE = re.compile(r"['’]s?$")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_WORDS = re.compile(r"[^\W\d_]+")
_ANY: frozenset[PlaceKind] = frozenset()


class NameReader:
    """Reads what the gazetteer has for a name as a text writes it; what it has read it keeps from text to text."""

    def __init__(self, gazetteer: Gazetteer, vocabulary: Vocabulary, words: PlaceWords) -> None:
        self.gazetteer, self.vocabulary, self.words = gazetteer, vocabulary, words
        self.keys_of = lru_cache(maxsize=_MOST_KNOWN)(self._keys_of)
        self._cue_of_next = lru_cache(maxsize=_MOST_KNOWN)(self._look_up_next)
        self._cue_of_words = lru_cache(maxsize=_MOST_KNOWN)(self._look_up_before)

    def at(self, text: str, spans: Sequence[Sequence[int]]) -> list[Named]:
        """One name a span `[start, end]` of characters, in their order; what lies behind the text's end names nothing.

        A span that does not begin and end with words is moved to the nearest name of its length: offsets that were
        counted on a copy with other line ends slip by a few characters. Raises InputError where a span is none.
        """
        return [self._named(text, span) for span in spans]

    def _named(self, text: str, span: Sequence[int]) -> Named:
        if len(span) != 2 or not all(type(at) is int for at in span) or not 0 <= span[0] < span[1]:
            raise InputError(f"The mention {list(span)} is no [start, end]; give character offsets, the end last.")
        start, end = snapped(text, span[0], span[1])
        name = text[start:end]
        keys, cue = self.keys_of(name)
        before, after = text[max(0, start - 24) : start], text[end : end + 24]
        cue = cue or self._cue_around(before, after)
        mention = Mention(start=span[0], end=span[1], name=name, cue=cue)
        return Named(mention, keys, start, end)

    def _keys_of(self, name: str) -> tuple[tuple[str, ...], frozenset[PlaceKind]]:
        """The keys under which the gazetteer has a name, and the kind that a word such as "Region" in it asks for."""
        region = self.words.abbreviated(name)
        if region is not None:
            return (region,), CUES["region"]
        key = normal(_POSSESSIVE.sub("", name))
        found = [variant for variant in variants(key) if self.gazetteer.find(variant)]
        cue: frozenset[PlaceKind] = frozenset()
        words = name.split()
        if len(words) > 1:
            cue, shorter = self._kind_in(words)
            if cue and not found and self.gazetteer.find(shorter):
                found.append(shorter)
        return tuple(found) or self._home_of(name), cue

    def _kind_in(self, words: list[str]) -> tuple[frozenset[PlaceKind], str]:
        """The kind that the last or first word says, and the name without that word."""
        for word, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
            for hit in self.vocabulary.hits([fold(word)]):
                if hit.category == "place" and hit.value in CUES:
                    return CUES[hit.value], normal(" ".join(rest))
        return frozenset(), ""

    def _cue_around(self, before: str, after: str) -> frozenset[PlaceKind]:
        """The kind that the next word says ("Odesa region"), or the words before ("the city of Odesa")."""
        follows = _NEXT_WORD.match(after)
        cue = self._cue_of_next(follows.group(1)) if follows else _ANY
        return cue or self._cue_of_words(tuple(_WORDS.findall(before)[-3:]), before[-1:].isspace())

    def _look_up_next(self, written: str) -> frozenset[PlaceKind]:
        word = fold(written)
        for hit in self.vocabulary.hits([word]):
            if hit.category == "place" and hit.value in CUES:
                return CUES[hit.value]
        return CUES[self.words.cues[word]] if word in self.words.cues else _ANY

    def _look_up_before(self, written: tuple[str, ...], apart: bool) -> frozenset[PlaceKind]:
        words = [fold(word) for word in written]
        kind = self.words.kind_before(words) if apart else None
        if kind is not None:
            return CUES[kind]
        words = words[-2:]
        for hit in self.vocabulary.hits(words):
            if hit.category == "place" and hit.value in CUES and hit.end == len(words):
                return CUES[hit.value]
        return _ANY

    def _home_of(self, adjective: str) -> tuple[str, ...]:
        """The key of the place that an adjective speaks of: whoever marks "Syrian" as a place means the country."""
        words = [fold(word) for word in adjective.split()]
        for spelling in (words, [word.removesuffix("s") for word in words]):
            for hit in self.vocabulary.hits(spelling):
                actor = self.vocabulary.actors.get(hit.value)
                if hit.category == "actor.adjectives" and hit.end == len(words) and actor and not actor.group:
                    return (normal(actor.name),)
        home = self.words.home_of(adjective)
        return (home,) if home else ()


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span itself where it begins and ends with words, else the nearest capitalised words of the same length."""
    if start >= len(text):
        return start, end
    inside = (start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())) and (
        end >= len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    )
    if inside and not text[start].isspace() and not text[min(end, len(text)) - 1].isspace():
        return start, end
    size = end - start
    for slip in range(1, _FARTHEST_SLIP):
        for at in (start - slip, start + slip):
            if _is_name(text, at, at + size):
                return at, at + size
    return start, end


def _is_name(text: str, start: int, end: int) -> bool:
    if (
        start < 0
        or end > len(text)
        or not text[start].isupper()
        or not (text[end - 1].isalnum() or text[end - 1] == ".")
    ):
        return False
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
