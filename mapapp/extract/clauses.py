"""Sentences cut where one tells of several attacks: each clause with a place and an attack of its own is read alone."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from mapapp.extract.sites import Site, covers, precision
from mapapp.extract.tokens import Document, Sentence
from mapapp.model import GeoPrecision

_EVENTS = frozenset(
    {
        "strike.verbs", "strike.nouns", "harm.killed", "harm.injured", "outcome.intercepted", "outcome.damage",
        "grammar.launches",
    }
)  # fmt: skip
_LEAST = 4


@dataclass(frozen=True)
class Clause:
    """Tokens `first` to `last` (exclusive) of sentence number `sentence`; `opens` where it begins that sentence."""

    part: Sentence
    sentence: int
    opens: bool = True


class Splitter:
    """Cuts the sentences of one document."""

    def __init__(self, document: Document, sites: Iterable[Site]) -> None:
        self.document, self.tokens = document, document.tokens
        self.sites = sorted(
            (s for s in sites if not s.resolution.mention.metonym and precision(s.place.kind) != GeoPrecision.COUNTRY),
            key=lambda site: site.named.first,
        )
        self.starts = [site.named.first for site in self.sites]
        hits = document.by_category
        self.events = sorted({hit.start for category in _EVENTS for hit in hits[category]})
        self.conjunctions = {hit.start for hit in hits["grammar.conjunctions"]}
        self.inside = {hit.start for hit in hits["place"] if hit.value == "at"}

    def clauses(self) -> list[Clause]:
        """Every sentence, whole or cut, in the order of the text."""
        found = []
        for number, sentence in enumerate(self.document.sentences):
            cuts = self._cuts(sentence)
            edges = [sentence.first, *cuts, sentence.last]
            for first, last in pairwise(edges):
                start, end = self.tokens[first].start, self.tokens[last - 1].end
                part = Sentence(first, last, start, end, sentence.paragraph)
                found.append(Clause(part, number, first == sentence.first))
        return found

    def _cuts(self, sentence: Sentence) -> list[int]:
        several = bool(self._sites(sentence.first, sentence.last))
        if not self._events(sentence.first, sentence.last):
            return []
        cuts: list[int] = []
        first = sentence.first
        for at in range(sentence.first + _LEAST, sentence.last - 2):
            if at - first < _LEAST or not self._may_cut(at, sentence):
                continue
            if self.tokens[at - 1].text == ";" or (several and self._is_own(first, at, sentence.last)):
                cuts.append(at)
                first = at
        return cuts

    def _may_cut(self, at: int, sentence: Sentence) -> bool:
        """Whether a new clause may begin at a token: at a conjunction, behind a semicolon, or at ", in Sumy"."""
        before = self.tokens[at - 1].text
        if before == ";":
            return True
        if at in self.conjunctions:
            return True
        return before == "," and at in self.inside

    def _is_own(self, first: int, at: int, last: int) -> bool:
        """Whether both what stands before and what begins here tell of an attack at a place of its own."""
        before = self._sites(first, at)
        after = self._sites(at, last)
        reported = at in self.conjunctions and self.tokens[at + 1].fold in ("that", "що", "что")
        if not after or not self._events(first, at) or not (before or reported):
            return False
        place = after[0]
        if any(covers(place.place, site.place) or place.place.id == site.place.id for site in before):
            return False
        lead = at + (at in self.conjunctions)
        if self._opens_with(lead, place):
            return self._has_event_behind(place, after[1:], last)
        told = self._events(at, place.named.first)
        return bool(told) and self._is_clause(at, told[0], place)

    def _opens_with(self, lead: int, place: Site) -> bool:
        """Whether a clause begins "in X": a preposition and the name, few words between them."""
        words = range(lead, min(lead + 3, place.named.first))
        return any(at in self.inside and place.named.first - at <= 3 for at in words)

    def _has_event_behind(self, place: Site, others: list[Site], last: int) -> bool:
        end = others[0].named.first if others else last
        behind = self._events(place.named.last, end)
        # A participle behind a name goes on about what stands before it: "in Kharkiv, killing two".
        return any(not self.tokens[at].fold.endswith("ing") for at in behind)

    def _is_clause(self, at: int, event: int, place: Site) -> bool:
        """Whether a word of attack belongs to the new clause and not to a list of names that goes on."""
        return place.named.first - event <= 25 and not self._only_lists(at, event)

    def _only_lists(self, at: int, event: int) -> bool:
        return any(at <= site.named.first < event for site in self._sites(at, event))

    def _sites(self, first: int, last: int) -> list[Site]:
        return self.sites[bisect_left(self.starts, first) : bisect_left(self.starts, last)]

    def _events(self, first: int, last: int) -> list[int]:
        return self.events[bisect_left(self.events, first) : bisect_left(self.events, last)]
