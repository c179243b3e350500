"""A report's extraction as text for a person: each field with its words and rule, and why other clauses gave none."""

from collections.abc import Iterator, Sequence

from mapapp.exchange.doubts import Doubt, doubts
from mapapp.model import UNKNOWN_ACTOR, Evidence, Explanation, Extraction, Skipped, Strike

_MOST_WORDS = 160
_KEY = "Each line: field, value ← “its words” at their offset · the rule. Without words the rule alone gave the value."


def explained(extraction: Extraction) -> str:
    """Lines for every strike, its fields, its statements, and the clauses with words of attack that gave none."""
    return "\n".join(_lines(extraction)) + "\n"


def _lines(extraction: Extraction) -> Iterator[str]:
    report, count = extraction.report, len(extraction.strikes)
    yield f"{report.title or report.id}: {_counted(count, 'strike')}"
    if count:
        yield _KEY
    reasons = {one.strike: one for one in extraction.explanations}
    for number, (strike, found) in enumerate(zip(extraction.strikes, doubts(extraction), strict=True), 1):
        yield f"\n[{number}] {_title(strike)}, confidence {strike.confidence}"
        yield f"    quote      “{_short(strike.quote or '')}”"
        yield from _fields(strike, reasons.get(strike.id), report.text)
        yield from _look(found)
    if extraction.skipped:
        yield "\nSentences with words of attack that gave no strike, and why:"
        yield from (_skipped(one, report.text) for one in extraction.skipped)
    elif not count:
        yield "No sentence has a word of attack that the vocabulary knows."
    yield from (f"\n{warning}" for warning in extraction.warnings)


def _title(strike: Strike) -> str:
    sides = f"{strike.attacker} against {strike.attacked}" if strike.attacker != UNKNOWN_ACTOR else "by whom is unknown"
    return f"{strike.place or 'place unknown'}, {strike.date or 'day unknown'}, {sides}"


def _look(found: Sequence[Doubt]) -> Iterator[str]:
    if found:
        yield f"    look at    {'; '.join(found)}"


def _fields(strike: Strike, explanation: Explanation | None, text: str) -> Iterator[str]:
    if explanation is None:
        return
    for one in explanation.evidence:
        yield f"    {one.field:10} {_value(strike, one.field)}{_words(one, text)} · {one.rule}"
    for statement in explanation.statements:
        yield f"      {statement.who} {statement.stance}: “{_short(statement.quote)}”"


def _value(strike: Strike, field: str) -> str:
    value = getattr(strike, field)
    kind = {"weapon": strike.weapon_type, "target": strike.target_type}.get(field)
    shown = "unknown" if value is None else str(value)
    return f"{shown} ({kind})" if kind else shown


def _words(evidence: Evidence, text: str) -> str:
    if evidence.start is None or evidence.end is None:
        return ""
    return f" ← “{_short(text[evidence.start : evidence.end])}” at {evidence.start}"


def _skipped(one: Skipped, text: str) -> str:
    seen = ", ".join(dict.fromkeys(one.words))
    return f"  “{_short(text[one.start : one.end])}”\n      {one.reason} (words seen: {seen})"


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _MOST_WORDS else line[: _MOST_WORDS - 1] + "…"
