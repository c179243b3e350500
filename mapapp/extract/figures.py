"""Numbers of a sentence that can count people, with the bounds that the words around them give."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mapapp.extract.facts import Facts
from mapapp.extract.tokens import Token

_HYPHENED = re.compile(r"(\d{1,6})-(\d{1,6})")
_AGAIN = frozenset({"another", "a", "an", "some", "ще", "еще", "як", "чем", "ніж", "the"})
_DASHES = frozenset("-–—")


@dataclass(frozen=True)
class Figure:
    """A number in tokens `start` to `end` that can count people.

    `low` and `high` are the bounds that its words give ("at least", "up to", "between 10 and 15"), else None; the words
    begin at `bound`. `digits` tells it from a number in words.
    """

    start: int
    end: int
    value: int
    low: int | None = None
    high: int | None = None
    bound: int | None = None
    digits: bool = False

    @property
    def first(self) -> int:
        """The first token of the figure with the words that bound it."""
        return self.start if self.bound is None else self.bound


def joined(figures: list[Figure]) -> list[Figure]:
    """Number words that make one figure ("a hundred", "twenty five") put together."""
    found: list[Figure] = []
    for figure in figures:
        last = found[-1] if found else None
        if last and last.start == figure.start:
            continue
        if last and last.end == figure.start and figure.value in (12, 100):
            found[-1] = Figure(last.start, figure.end, last.value * figure.value)
        elif last and last.end == figure.start and _goes_below(last, figure):
            found[-1] = Figure(last.start, figure.end, last.value + figure.value)
        else:
            found.append(figure)
    return found


def _goes_below(above: Figure, below: Figure) -> bool:
    """Whether a number word adds to the one before it: "сто двадцять п'ять", "a hundred five"."""
    if above.digits or below.digits or above.value % 10:
        return False
    return 0 < below.value < (100 if above.value % 100 == 0 else 10) and above.value >= 20


def hyphened(tokens: Sequence[Token], facts: Facts) -> list[Figure]:
    """Ranges that are written as one word: "10-15"."""
    found = []
    for at in range(facts.sentence.first, facts.sentence.last):
        match = _HYPHENED.fullmatch(tokens[at].text)
        if match and int(match[1]) < int(match[2]):
            low, high = int(match[1]), int(match[2])
            found.append(Figure(at, at + 1, low, low, high))
    return found


def ranged(figures: list[Figure], tokens: Sequence[Token], facts: Facts) -> list[Figure]:
    """The figures with two that make a range ("five to seven", "between 10 and 15") as one: the low one, with both."""
    found: list[Figure] = []
    for figure in figures:
        last = found[-1] if found else None
        if last is not None and last.high is None and last.value < figure.value and _spans(last, figure, tokens, facts):
            start = last.start - 1 if _is_between(last, tokens, facts) else last.start
            found[-1] = Figure(start, figure.end, last.value, last.value, figure.value)
        else:
            found.append(figure)
    return found


def _is_between(figure: Figure, tokens: Sequence[Token], facts: Facts) -> bool:
    return any(hit.end == figure.start for hit in facts.of("bounds.between"))


def _spans(low: Figure, high: Figure, tokens: Sequence[Token], facts: Facts) -> bool:
    """Whether the words around two numbers make them the ends of a range; "from three to five" is a rise."""
    gap = tokens[low.end : high.start]
    if len(gap) != 1:
        return False
    if _is_between(low, tokens, facts):
        return gap[0].text in _DASHES or any(hit.start == low.end for hit in facts.of("bounds.and"))
    before = tokens[low.start - 1].fold if low.start else ""
    rise = before in ("from", "з", "із", "с", "со") or bool(facts.of("grammar.up_from"))
    if rise or before in _DASHES:
        return False
    return gap[0].text in _DASHES or any(hit.start == low.end for hit in facts.of("bounds.to"))


def bounded(figure: Figure, tokens: Sequence[Token], facts: Facts) -> Figure:
    """The figure with the bound that the words before it give: "at least 20", "up to 12"."""
    if figure.low is not None or figure.high is not None:
        return figure
    at = figure.start
    ends = {at, at - 1} if at and tokens[at - 1].fold in _AGAIN else {at}
    bounds = [hit for key in ("bounds.at_least", "bounds.at_most") for hit in facts.of(key) if hit.end in ends]
    # "No more than 12" has "more than" in it.
    hit = min(bounds, key=lambda one: one.start, default=None)
    if hit is None:
        return figure
    if hit.category == "bounds.at_least":
        return replace(figure, low=figure.value, bound=hit.start)
    if tokens[hit.start].fold == "до" and any(one.end <= hit.start for one in facts.of("harm.update")):
        return figure
    return replace(figure, high=figure.value, bound=hit.start)
