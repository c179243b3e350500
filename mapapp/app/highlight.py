"""A report's text as HTML: its places underlined, the words that prove a strike on coloured ground."""

import html
from collections.abc import Sequence
from itertools import pairwise

from mapapp.model import Report, Span, Strike

# light-dark() follows the page's theme without a new run. Colours are mark and mark_active of the design.
_STYLE = """<style>
.report-text {font: 400 17px/27px "Source Serif", Georgia, serif; max-width: 68ch; white-space: pre-wrap;
  overflow-wrap: anywhere;}
.report-text .quote {background: light-dark(#EFE6C8, #3D3A2B);}
.report-text .strike-word {background: light-dark(#E2CF8E, #5A5230);}
.report-text .active {background: light-dark(#E2CF8E, #5A5230); border-bottom: 2px solid;}
.report-text .place {text-decoration: underline dotted 2px; text-underline-offset: 4px;}
.report-text sup {font: 600 12px/1 "Source Sans", sans-serif;}
</style>"""
_CLASSES = {"place": "place", "strike word": "strike-word", "quote": "quote", "active": "active"}
MOST_CHARS = 100_000


def report_html(report: Report, spans: Sequence[Span], strikes: Sequence[Strike], active: Strike | None = None) -> str:
    """The text, every piece of it escaped, with its spans marked and `[n]` before the n-th strike's quote.

    The words of the `active` strike are lit up.
    """
    text = report.text[:MOST_CHARS]
    if active is not None and active.quote_start is not None and active.quote:
        lit = Span(start=active.quote_start, end=active.quote_start + len(active.quote), role="active")
        spans = [*spans, lit]
    numbers = _numbers(strikes)
    edges = {0, len(text), *(at for at in numbers if at <= len(text))}
    for span in spans:
        edges |= {min(span.start, len(text)), min(span.end, len(text))}
    cuts = sorted(edges)
    pieces = []
    roles = _Active(spans)
    for start, end in pairwise(cuts):
        pieces.append(numbers.get(start, "") + _piece(text[start:end], roles.at(start)))
    return f'{_STYLE}<div class="report-text">{"".join(pieces)}</div>'


def _numbers(strikes: Sequence[Strike]) -> dict[int, str]:
    at: dict[int, list[int]] = {}
    for number, strike in enumerate(strikes, 1):
        if strike.quote_start is not None:
            at.setdefault(strike.quote_start, []).append(number)
    return {start: f"<sup>[{', '.join(map(str, numbers))}]</sup>" for start, numbers in at.items()}


def _piece(text: str, roles: Sequence[str]) -> str:
    classes = " ".join(_CLASSES[role] for role in roles)
    escaped = html.escape(text)
    return f'<span class="{classes}">{escaped}</span>' if classes else escaped


class _Active:
    """Which roles hold at an offset, asked for from left to right."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._coming = sorted((span for span in spans if span.role in _CLASSES), key=lambda span: -span.start)
        self._here: list[Span] = []

    def at(self, offset: int) -> list[str]:
        while self._coming and self._coming[-1].start <= offset:
            self._here.append(self._coming.pop())
        self._here = [span for span in self._here if span.end > offset]
        return sorted({span.role for span in self._here})
