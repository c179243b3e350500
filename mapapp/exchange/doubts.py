"""What of a strike a person should look at before it is used, told by kind; and the order that puts it first."""

from collections.abc import Sequence
from enum import StrEnum

from mapapp.model import UNKNOWN_ACTOR, Evidence, Explanation, Extraction, Resolution, Status, Strike

LOW, FIRM_PLACE = 0.6, 0.7


class Doubt(StrEnum):
    """A reason to look, in English; pages have their own words for each."""

    DENIED = "one side denies it"
    TOLL = "the report gives more than one figure"
    UNPLACED = "no place that is known"
    PLACE = "the name may mean another place"
    ATTACKER = "nothing says who struck"
    DAY = "no day is named; that of publication is taken"
    LOW = "low confidence"


def doubts(extraction: Extraction) -> list[tuple[Doubt, ...]]:
    """The doubts of each strike, in the order of the strikes; none for one that is told plainly."""
    reasons = {one.strike: one for one in extraction.explanations}
    named = {one.mention.start: one for one in extraction.resolutions}
    return [tuple(_doubts(strike, reasons.get(strike.id), named)) for strike in extraction.strikes]


def doubtful_first(strikes: Sequence[Strike], found: Sequence[Sequence[Doubt]]) -> list[int]:
    """The numbers (from 0) of the strikes: those with a doubt first, and of either the least confident first."""

    def rank(number: int) -> tuple[bool, float, int]:
        confidence = strikes[number].confidence
        return not found[number], 1.0 if confidence is None else confidence, number

    return sorted(range(len(strikes)), key=rank)


def _doubts(strike: Strike, why: Explanation | None, named: dict[int, Resolution]) -> list[Doubt]:
    evidence = why.evidence if why else ()
    holds = {
        Doubt.DENIED: strike.status == Status.DENIED or _contradicts(why),
        Doubt.TOLL: any(sum(one.field == name for one in evidence) > 1 for name in ("killed", "injured")),
        Doubt.UNPLACED: not strike.placed,
        Doubt.PLACE: any(_is_unsure(one, named) for one in evidence if one.field == "place"),
        Doubt.ATTACKER: strike.attacker == UNKNOWN_ACTOR,
        Doubt.DAY: any(one.field == "date" and "of publication, as" in one.rule for one in evidence),
        Doubt.LOW: strike.confidence is not None and strike.confidence < LOW,
    }
    return [doubt for doubt, held in holds.items() if held]


def _contradicts(why: Explanation | None) -> bool:
    """Whether one statement affirms what another denies."""
    return why is not None and len({one.stance for one in why.statements}) > 1


def _is_unsure(place: Evidence, named: dict[int, Resolution]) -> bool:
    resolution = named.get(place.start) if place.start is not None else None
    return resolution is not None and resolution.confidence < FIRM_PLACE
