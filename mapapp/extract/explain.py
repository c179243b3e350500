"""Why each field of a strike is what it is, who says so, and why other clauses with words of attack gave none."""

from mapapp.extract.event import Event, Reason
from mapapp.extract.facts import Facts
from mapapp.extract.sites import Displaced
from mapapp.extract.statements import FORCES, LOCAL, OTHER, Said
from mapapp.extract.tokens import Document
from mapapp.model import Evidence, Explanation, Skipped, Statement, Strike

_FIELDS = ("place", "date", "attacker", "weapon", "launch_place", "target", "operator", "killed", "injured", "outcome")
_ATTACK = ("strike.verbs", "strike.nouns", "strike.weak", "weapons", "outcome.intercepted")
_LONGEST = 20
_SPEAKERS = {LOCAL: "officials there", OTHER: "others", FORCES: "the military"}


def explanation(document: Document, event: Event, strike: Strike) -> Explanation:
    """The evidence and the statements of one strike."""
    evidence = [_evidence(document, name, _reason(event, name)) for name in _FIELDS if name in event.reasons]
    evidence.append(Evidence(field="status", rule=_status_rule(event, strike)))
    said = [one for one in event.ledger.said if one.last > one.first]
    return Explanation(
        strike=strike.id,
        evidence=tuple(evidence),
        statements=tuple(_statement(document, one) for one in said),
    )


def _reason(event: Event, name: str) -> Reason:
    """The reason for a field; of a place that is given by its distance, with that and its words."""
    reason = event.reasons[name]
    if name != "place" or not isinstance(event.place, Displaced):
        return reason
    within = reason.last - _LONGEST <= event.place.first < reason.first
    return Reason(f"{reason.rule}; {event.place.rule}", event.place.first if within else reason.first, reason.last)


def _evidence(document: Document, name: str, reason: Reason) -> Evidence:
    if reason.first >= reason.last:
        return Evidence(field=name, rule=reason.rule)
    start, end = document.tokens[reason.first].start, document.tokens[reason.last - 1].end
    return Evidence(field=name, rule=reason.rule, start=start, end=end)


def _statement(document: Document, said: Said) -> Statement:
    sentence = document.sentences[said.sentence]
    who = ", ".join(sorted(_SPEAKERS.get(one, one) for one in said.who))
    return Statement(
        who=who, stance=said.stance, quote=document.text[sentence.start : sentence.end], quote_start=sentence.start
    )


def _status_rule(event: Event, strike: Strike) -> str:
    told = f", and {event.ledger.told} sentences of the report's own" if event.ledger.told else ""
    return f"{len(event.ledger.said)} statements{told}: {strike.status}"


def skipped(document: Document, facts: list[Facts], reasons: dict[int, str], strikes: list[Event]) -> list[Skipped]:
    """The clauses with words of attack that gave no strike, each with the reason, in the order of the text."""
    gave = {event.first for event in strikes}
    found = []
    for one in facts:
        words = sorted({hit.start for key in _ATTACK for hit in one.of(key)})
        reason = reasons.get(one.number) or one.why_not
        if one.number in gave or not words or reason is None:
            continue
        found.append(
            Skipped(
                start=one.sentence.start,
                end=one.sentence.end,
                words=tuple(document.tokens[at].text for at in words),
                reason=reason,
            )
        )
    return found
