"""For the report page: which rule and words gave each field, who says so, and why other clauses gave no strike."""

from collections.abc import Sequence

import streamlit as st

from mapapp.app.words import Words
from mapapp.model import Explanation, Extraction, Strike

_MOST_ROWS = 500


def show(extraction: Extraction, words: Words) -> None:
    """Draw the reasons under the list of strikes, closed until somebody asks."""
    reasons = {one.strike: one for one in extraction.explanations}
    if reasons:
        with st.expander(words("why"), key="open:why"):
            _fields(extraction, reasons, words)
    if extraction.skipped:
        with st.expander(f"{words('why_not')} · {len(extraction.skipped):,}", key="open:why-not"):
            _skipped(extraction, words)


def _fields(extraction: Extraction, reasons: dict[str, Explanation], words: Words) -> None:
    rows: list[tuple[str, str, str, str, str]] = []
    said: list[tuple[str, str, str, str]] = []
    for number, strike in enumerate(extraction.strikes, 1):
        one = reasons.get(strike.id)
        if one is None:
            continue
        name = f"[{number}]"
        for piece in one.evidence:
            quoted = extraction.report.text[piece.start : piece.end] if piece.start is not None else ""
            rows.append((name, piece.field, _value(strike, piece.field), quoted, piece.rule))
        said += [(name, statement.who, statement.stance, statement.quote) for statement in one.statements]
    _table(rows, ("#", words("field"), words("value"), words("in_words"), words("rule")), "found-why")
    _table(said, ("#", words("who_says"), words("stance"), words("quote")), "found-said")


def _value(strike: Strike, field: str) -> str:
    value = getattr(strike, field)
    return "–" if value is None else str(value)


def _skipped(extraction: Extraction, words: Words) -> None:
    text = extraction.report.text
    rows = [(text[one.start : one.end], ", ".join(one.words), one.reason) for one in extraction.skipped]
    _table(rows, (words("clause"), words("words"), words("reason")), "found-why-not")


def _table(rows: Sequence[tuple[str, ...]], names: tuple[str, ...], key: str) -> None:
    if rows:
        columns = zip(*rows[:_MOST_ROWS], strict=True)
        st.dataframe(
            {name: list(column) for name, column in zip(names, columns, strict=True)}, hide_index=True, key=key
        )
