"""Why each field of a strike is what it is, who says so, and why other clauses with words of attack gave none."""

from mapapp.extract.confidence import told
from mapapp.extract.event import Event, Reason
from mapapp.extract.facts import Facts
from mapapp.extract.ledger import Ledger
from mapapp.extract.sites import Displaced
from mapapp.extract.statements import FORCES, LOCAL, OTHER, Said
from mapapp.extract.tokens import Document
from mapapp.model import Evidence, Explanation, Skipped, Statement, Status, Strike

_FIELDS = ("place", "date", "attacker", "weapon", "launch_place", "target", "operator", "killed", "injured", "outcome")
_ATTACK = ("strike.verbs", "strike.nouns", "strike.weak", "weapons", "outcome.intercepted")
_LONGEST = 20
_SPEAKERS = {LOCAL: "officials there", OTHER: "others", FORCES: "the military"}


def explanation(document: Document, event: Event, strike: Strike) -> Explanation:
    """The evidence and the statements of one strike."""
    evidence = [_evidence(document, name, _reason(event, name)) for name in _FIELDS if name in event.reasons]
    evidence += _other_figures(document, event, strike)
    said = statements(document, event.ledger)
    evidence.append(Evidence(field="status", rule=status_rule(len(said), event.ledger.told, strike.status)))
    evidence.append(Evidence(field="confidence", rule=told(event)))
    return Explanation(strike=strike.id, evidence=tuple(evidence), statements=said)


def statements(document: Document, ledger: Ledger) -> tuple[Statement, ...]:
    """The entries of a ledger that have words of their own, each once."""
    return tuple(dict.fromkeys(_statement(document, one) for one in ledger.said if one.last > one.first))


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


def _other_figures(document: Document, event: Event, strike: Strike) -> list[Evidence]:
    """Figures that the text gives for this strike and does not itself correct, and that were not taken."""
    told = []
    for name, taken in (("killed", strike.killed), ("injured", strike.injured)):
        for toll in event.tolls:
            figure, at = getattr(toll, name), getattr(toll, f"{name}_at")
            if figure not in (None, taken) and not toll.outdated and at != (0, 0):
                told.append(_evidence(document, name, Reason("another figure, not taken", *at)))
    return list(dict.fromkeys(told))


def _statement(document: Document, said: Said) -> Statement:
    sentence = document.sentences[said.sentence]
    who = ", ".join(sorted(_SPEAKERS.get(one, one) for one in said.who))
    return Statement(
        who=who, stance=said.stance, quote=document.text[sentence.start : sentence.end], quote_start=sentence.start
    )


def status_rule(said: int, told: int, status: Status) -> str:
    """How a status follows from so many statements of others and so many sentences of the report's own."""
    own = f"{told} of the report's own" if told else ""
    named = f"{said} by others" if said else ""
    counts = " and ".join(filter(None, (named, own))) or "none"
    return f"statements: {counts}; so {status}"


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
