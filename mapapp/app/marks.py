"""A report's text cut into pieces, each with what it means: places, and for each strike its proof and its fields."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from mapapp.model import Extraction, Strike

MOST_CHARS = 100_000
# The fields of a strike that have words of their own, by the name under which their words are coloured.
FIELDS = {
    "date": "when", "place": "place", "attacker": "who", "weapon": "weapon", "target": "target", "operator": "target",
    "launch_place": "place",
    "killed": "toll", "injured": "toll", "outcome": "outcome",
}  # fmt: skip
KEY = ("who", "weapon", "target", "place", "when", "toll", "outcome")


class Mark(NamedTuple):
    """Characters `start` to `end` of a text and what they are: "place", "quote", "word", "skipped", or a name of KEY.

    `number` counts strikes, or clauses without one, from 0; -1 for what belongs to none.
    """

    start: int
    end: int
    role: str
    number: int = -1


def marks(extraction: Extraction, numbers: Sequence[int]) -> list[Mark]:
    """What there is to mark in a text, of the strikes with these numbers alone."""
    found = [Mark(one.start, one.end, "place-name") for one in extraction.spans if one.role == "place"]
    wanted = {extraction.strikes[number].id: number for number in numbers}
    found += [Mark(*_quote(extraction.strikes[number]), "quote", number) for number in numbers]
    for reason in extraction.explanations:
        for one in reason.evidence:
            if one.start is not None and one.end is not None and reason.strike in wanted and one.field in FIELDS:
                found.append(Mark(one.start, one.end, FIELDS[one.field], wanted[reason.strike]))
    found += [Mark(one.start, one.end, "skipped", number) for number, one in enumerate(extraction.skipped)]
    return [mark for mark in found if mark.start < mark.end]


def _quote(strike: Strike) -> tuple[int, int]:
    start = strike.quote_start
    return (0, 0) if start is None or not strike.quote else (start, start + len(strike.quote))


def pieces(text: str, found: Sequence[Mark], start: int = 0, end: int | None = None) -> list[list[Any]]:
    """The text from `start` to `end` as [words, indices into `found` of what they are] in order.

    The words of all pieces together are the text, to the character.
    """
    last = len(text) if end is None else min(end, len(text))
    edges = {start, last}
    for mark in found:
        edges |= {min(max(mark.start, start), last), min(max(mark.end, start), last)}
    coming = sorted(range(len(found)), key=lambda index: -found[index].start)
    here: list[int] = []
    cut: list[list[Any]] = []
    for low, high in pairwise(sorted(edges)):
        while coming and found[coming[-1]].start <= low:
            here.append(coming.pop())
        here = [index for index in here if found[index].end > low]
        cut.append([text[low:high], sorted(here)])
    return cut
