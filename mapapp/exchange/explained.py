"""A report's extraction as text for a person: each field with its words and rule, and why other clauses gave none."""

from collections.abc import Iterator

from mapapp.model import Evidence, Explanation, Extraction, Skipped, Strike

_MOST_WORDS = 160


def explained(extraction: Extraction) -> str:
    """Lines for every strike, its fields, its statements, and the clauses with words of attack that gave none."""
    return "\n".join(_lines(extraction)) + "\n"


def _lines(extraction: Extraction) -> Iterator[str]:
    report = extraction.report
    yield f"{report.title or report.id}: {len(extraction.strikes)} strikes"
    reasons = {one.strike: one for one in extraction.explanations}
    for number, strike in enumerate(extraction.strikes, 1):
        yield f"\n[{number}] {_value(strike, 'place')}, {_value(strike, 'date')}, confidence {strike.confidence}"
        yield f"    quote: {_short(strike.quote or '')}"
        yield from _fields(strike, reasons.get(strike.id), report.text)
    if extraction.skipped:
        yield "\nClauses with words of attack that gave no strike:"
        yield from (_skipped(one, report.text) for one in extraction.skipped)
    yield from (f"\n{warning}" for warning in extraction.warnings)


def _fields(strike: Strike, explanation: Explanation | None, text: str) -> Iterator[str]:
    if explanation is None:
        return
    for one in explanation.evidence:
        yield f"    {one.field:9} {_value(strike, one.field)}{_words(one, text)} · {one.rule}"
    for statement in explanation.statements:
        yield f"    {statement.who} {statement.stance}: {_short(statement.quote)}"


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
    return f"  {one.reason} ({', '.join(one.words)}): {_short(text[one.start : one.end])}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _MOST_WORDS else line[: _MOST_WORDS - 1] + "…"
