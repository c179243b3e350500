"""A quick look over a text for what tells where it is at home: well-known names, short forms of regions, demonyms.

It is for texts whose names are marked already: there it only lends context, so that it may pass over what is doubtful.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from mapapp.extract.place_words import PlaceWords
from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.normal import normal
from mapapp.geocode.candidates import Named
from mapapp.model import Mention, PlaceKind
from mapapp.vocabulary import Vocabulary, fold

_CAPITAL = re.compile(r"(?<![\w'’.-])[A-ZÀ-ÖØ-ÞЀ-Я][\w'’]")
_PART = r"(?:(?:St|Mt|Ft)\.|[^\W_][\w'’-]*(?:\.[\w'’-]+)*)"
_FIRST = re.compile(_PART)
_RUN = re.compile(f"{_PART}(?: {_PART}){{0,4}}")
_POSSESSIVE = re.compile(r"['’]s\b.*", re.DOTALL)
_WORD = re.compile(r"[^\s\-‐‑–—]+")
_SHORT_FORM = re.compile(r", ((?:[A-Z]\. ?)?[A-Z][A-Za-z]{1,5}\b\.?|(?:[A-Z]\.){2,3}|[A-Z]{2,3}\b)")
_KNOWN_KINDS = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.SEA, PlaceKind.AREA})
_KNOWN_PEOPLE = 50_000
_MOST = 200
_MOST_KEPT = 100_000
_DEMONYM_VOTE = 0.5


@dataclass
class Context:
    """Names found, in the order of the text, and votes for countries by ISO code."""

    named: list[Named] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=dict)


class _First(NamedTuple):
    """A capitalised word: whether names begin with it, how long it is, and the country that it is a demonym of."""

    names: bool
    length: int
    home: str | None


class Scanner:
    """Scans texts; what it has learnt about a name it keeps."""

    def __init__(self, gazetteer: Gazetteer, vocabulary: Vocabulary, words: PlaceWords) -> None:
        self.gazetteer, self.vocabulary, self.words = gazetteer, vocabulary, words
        self._first = lru_cache(maxsize=_MOST_KEPT)(self._look_up)
        self._is_known = lru_cache(maxsize=_MOST_KEPT)(self._is_well_known)

    def scan(self, text: str, taken: list[tuple[int, int]]) -> Context:
        """What stands outside the spans `taken`, which are in order and are passed over."""
        context = Context()
        covered = bytearray(len(text))
        for start, end in taken:
            covered[start:end] = b"\1" * (min(end, len(text)) - start)
        self._short_forms(text, covered, context)
        at = 0
        for match in _CAPITAL.finditer(text):
            start = match.start()
            if start < at or covered[start] or len(context.named) >= _MOST:
                continue
            at = self._read(text, start, context)
        context.named.sort(key=lambda one: one.mention.start)
        return context

    def known_names(self, title: str) -> list[str]:
        """Keys of the well-known places that a short text such as a newspaper's title speaks of."""
        words = normal(title).split()
        found, at = [], 0
        while at < len(words):
            runs = (" ".join(words[at : at + size]) for size in (3, 2, 1))
            key = next((run for run in runs if self.gazetteer.find(run) and self._is_known(run)), None)
            found += [key] if key else []
            at += len(key.split()) if key else 1
        return found

    def _short_forms(self, text: str, covered: bytearray, context: Context) -> None:
        for match in _SHORT_FORM.finditer(text):
            key = self.words.abbreviated(match.group(1))
            start, end = match.span(1)
            if key and not covered[start]:
                context.named.append(self._named(text, start, end, key))
                covered[start:end] = b"\1" * (end - start)

    def _read(self, text: str, start: int, context: Context) -> int:
        """Take in what begins at `start`; returns where to go on."""
        part = _FIRST.match(text, start)
        first = self._first(part.group() if part else text[start])
        if first.names:
            end = self._read_name(text, start, context)
            if end:
                return end
        if first.home:
            context.votes[first.home] = context.votes.get(first.home, 0.0) + _DEMONYM_VOTE
        return start + first.length

    def _look_up(self, part: str) -> _First:
        names, key = self.gazetteer.names, _key(part)
        named = next(names.iterkeys(f"{key} "), None) is not None
        named = named or any(len(p) == len(key) or key[len(p)] == " " for p in names.prefixes(key))
        word = _WORD.match(part)
        first = word.group() if word else part
        return _First(named, len(first), self._home(first))

    def _read_name(self, text: str, start: int, context: Context) -> int:
        """Take in the longest well-known name that begins at `start`; returns its end, 0 where there is none."""
        run = _RUN.match(text, start)
        window = run.group() if run else text[start : start + 1]
        key = _key(window)
        found = [p for p in self.gazetteer.prefixes(key) if len(p) == len(key) or key[len(p)] == " "]
        words: list[re.Match[str]] = list(_WORD.finditer(window)) if found else []
        for prefix in reversed(found):
            count = prefix.count(" ") + 1
            if count > len(words):
                continue
            end = start + words[count - 1].end()
            if self._is_known(prefix) and not _in_longer_name(text, start, end):
                context.named.append(self._named(text, start, end, prefix))
                return end
        return 0

    def _is_well_known(self, key: str) -> bool:
        if len(key) <= 2 or key in self.vocabulary.common:
            return False
        gazetteer = self.gazetteer
        return any(
            gazetteer.kind(p.row) in _KNOWN_KINDS
            or (gazetteer.kind(p.row) == PlaceKind.DISTRICT and " " in key)
            or gazetteer.population(p.row) >= _KNOWN_PEOPLE
            for p in gazetteer.find(key)
        )

    def _home(self, word: str) -> str | None:
        """The country that a demonym speaks of."""
        hits = self.vocabulary.hits([fold(word)])
        actors = (self.vocabulary.actors[hit.value] for hit in hits if hit.category == "actor.adjectives")
        return next((actor.country for actor in actors if not actor.group), None)

    @staticmethod
    def _named(text: str, start: int, end: int, key: str) -> Named:
        return Named(Mention(start=start, end=end, name=text[start:end]), (key,), start, end)


@lru_cache(maxsize=50_000)
def _key(window: str) -> str:
    return normal(_POSSESSIVE.sub("", window.rstrip(".")))


def _in_longer_name(text: str, start: int, end: int) -> bool:
    """Whether another capitalised word stands right before or behind: then it may be a person or a firm."""
    before = text[max(0, start - 24) : start].rstrip(" ")
    word = before.rsplit(" ", 1)[-1]
    joined = start > 0 and text[start - 1] == " " and word[:1].isupper() and word[-1:].isalpha() and len(word) > 1
    first_of_sentence = before[: len(before) - len(word)].rstrip().endswith((".", "!", "?", "\n")) or before == word
    return (joined and not first_of_sentence) or bool(re.match(r" [A-ZЀ-Я][\w]", text[end : end + 3]))
