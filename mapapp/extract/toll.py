"""Killed and injured: each figure or number word goes to the word of harm that it stands closest to."""

from dataclasses import dataclass

from mapapp.extract.facts import Facts
from mapapp.extract.tokens import Document
from mapapp.vocabulary import Hit

_FAR_LEFT = 12
_YEARS = range(1900, 2101)
_FAR_RIGHT = 4
_FAR_RISEN = 16
_BREAKS = frozenset(";:()—–.!?")
# Participles and verbs that take their figure behind them ("killing eight", "поранено двох").
_TAKES_BEHIND = ("ing", "но", "ло", "ли", "ла", "are", "were")


@dataclass(frozen=True)
class Toll:
    """Figures of one sentence; None where it gives none. `outdated` where it says itself that they were corrected."""

    killed: int | None = None
    injured: int | None = None
    outdated: bool = False


@dataclass(frozen=True)
class _Figure:
    start: int
    end: int
    value: int


class TollReader:
    """Reads the tolls of one document."""

    def __init__(self, document: Document) -> None:
        self.document, self.tokens = document, document.tokens

    def read(self, facts: Facts, start: int = 0, end: int | None = None) -> Toll:
        """The toll of a sentence, or of its tokens `start` to `end`; 0 only where it says that nobody was hurt."""
        last = len(self.tokens) if end is None else end
        outdated = bool(facts.of("grammar.outdated"))
        if facts.of("harm.none"):
            return Toll(0, 0, outdated)
        words = sorted([*facts.of("harm.killed"), *facts.of("harm.injured")])
        words = [word for word in words if start <= word.start and word.end <= last]
        found: dict[str, int] = {}
        for word, figure in self._pairs(facts, words):
            if not (start <= figure.start < last):
                continue
            found.setdefault(word.category.removeprefix("harm."), figure.value)
        for word in words:
            kind = word.category.removeprefix("harm.")
            if kind not in found and self._is_one_person(facts, word):
                found[kind] = 1
        return Toll(found.get("killed"), found.get("injured"), outdated)

    def _pairs(self, facts: Facts, words: list[Hit]) -> list[tuple[Hit, _Figure]]:
        """Words of harm with their figures, by closeness, each figure once; in the order of the text."""
        figures = self._figures(facts) if words else []
        options = [
            (cost, word, figure)
            for word in words
            for figure in figures
            if (cost := self._cost(word, figure, words, facts)) is not None
        ]
        taken: set[int] = set()
        pairs = []
        for _, word, figure in sorted(options, key=lambda option: option[0]):
            if word.start not in taken and figure.start not in taken:
                taken |= {word.start, figure.start}
                pairs.append((word, figure))
        return sorted(pairs, key=lambda pair: pair[0].start)

    def _cost(self, word: Hit, figure: _Figure, words: list[Hit], facts: Facts) -> float | None:
        """How far a figure is from a word of harm; None where it cannot belong to it."""
        behind = figure.start >= word.end
        start, end = (word.end, figure.start) if behind else (figure.end, word.start)
        risen = behind and self._is_risen(figure, facts)
        if end < start or end - start > (_FAR_RISEN if risen else _FAR_RIGHT if behind else _FAR_LEFT):
            return None
        if risen and not any(start <= other.start < end for other in words):
            return 3.0
        if any(start <= other.start < end for other in words) or self._broken(start, end):
            return None
        commas = sum(token.text == "," for token in self.tokens[start:end])
        if behind:
            eager = self.tokens[word.end - 1].fold.endswith(_TAKES_BEHIND)
            return end - start + 2 * commas + (0.0 if eager else 2.0)
        return end - start + commas + 0.5 - self._counts_people(figure, facts)

    def _is_risen(self, figure: _Figure, facts: Facts) -> bool:
        """Whether a count has come "to" this figure: "bringing the number of dead to 32"."""
        before = self.tokens[figure.start - 1].fold
        counted = any(hit.end < figure.start for hit in facts.of("harm.update"))
        return counted and any(before == word for word in ("to", "at", "до"))

    def _broken(self, start: int, end: int) -> bool:
        return any(token.text in _BREAKS for token in self.tokens[start:end])

    @staticmethod
    def _counts_people(figure: _Figure, facts: Facts) -> float:
        return 0.3 if any(0 <= hit.start - figure.end <= 1 for hit in facts.of("harm.people")) else 0.0

    def _figures(self, facts: Facts) -> list[_Figure]:
        found = []
        people = {hit.start for hit in facts.of("harm.people")}
        for hit in facts.of("number"):
            article = self.tokens[hit.start].fold in ("a", "an")
            if not article or {hit.end, hit.end + 1} & people or self._is_number(hit.end, facts):
                found.append(_Figure(hit.start, hit.end, int(hit.value)))
        for at in range(facts.sentence.first, facts.sentence.last):
            text = self.tokens[at].text.replace(",", "")
            if text.isdecimal() and len(text) <= 6:
                found.append(_Figure(at, at + 1, int(text)))
        found = _joined(sorted(found, key=lambda figure: (figure.start, -figure.end)))
        return [figure for figure in found if self._is_toll(figure, facts)]

    def _is_number(self, at: int, facts: Facts) -> bool:
        return any(hit.start == at for hit in facts.of("number"))

    def _is_toll(self, figure: _Figure, facts: Facts) -> bool:
        """Whether a figure can count people hurt: no age, no unit, no part of those counted already."""
        if any(0 <= hit.start - figure.end <= 1 for hit in facts.of("grammar.units")):
            return False
        if any(0 <= figure.start - hit.end <= 1 for hit in facts.of("grammar.age")):
            return False
        if any(figure.end == hit.start for hit in (*facts.of("time.months"), *facts.of("harm.subset"))):
            return False
        if any(0 <= figure.start - hit.end <= 2 for hit in facts.of("harm.subset")):
            return False
        if figure.value in _YEARS and any(0 <= figure.start - hit.end <= 2 for hit in facts.of("time.months")):
            return False
        before = self.tokens[figure.start - 1].fold if figure.start else ""
        after = self.tokens[figure.end].fold if figure.end < len(self.tokens) else ""
        return before not in ("not", "from", "$", "€", "/", "-") and after not in ("to", "%")

    def _is_one_person(self, facts: Facts, word: Hit) -> bool:
        """A single person named as such beside the word ("the driver was hurt", "a man of 71 was killed")."""
        for hit in facts.of("grammar.singular"):
            start, end = min(hit.end, word.end), max(hit.start, word.start)
            if end - start <= 5 and not self._broken(start, end):
                return True
        return False


def _joined(figures: list[_Figure]) -> list[_Figure]:
    """Number words that make one figure ("a hundred", "twenty five") put together."""
    found: list[_Figure] = []
    for figure in figures:
        last = found[-1] if found else None
        if last and last.start == figure.start:
            continue
        if last and last.end == figure.start and figure.value in (12, 100):
            found[-1] = _Figure(last.start, figure.end, last.value * figure.value)
        elif last and last.end == figure.start and last.value % 10 == 0 and 0 < figure.value < 10 <= last.value < 100:
            found[-1] = _Figure(last.start, figure.end, last.value + figure.value)
        else:
            found.append(figure)
    return found
