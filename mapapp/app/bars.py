"""Totals and the timeline as HTML: numbers in a table, bars beside them that say the same."""

import html
from collections.abc import Sequence
from datetime import date

from mapapp.app.timeline import Periods
from mapapp.app.words import Words
from mapapp.columns import SIDES, Total

# Sides in the design's colours for light and dark.
_STYLE = """<style>
.figures {font: 400 15px/22px "Source Sans", sans-serif; overflow-x: auto;}
.figures table {border-collapse: collapse; font-variant-numeric: lining-nums tabular-nums; min-width: 60%;}
.figures th {text-align: left; font: 600 13px/18px "Source Sans", sans-serif; padding: 6px 12px 6px 0;}
.figures td {padding: 5px 12px 5px 0; border-top: 1px solid light-dark(#DAD6CC, #343B42);}
.figures .n {text-align: right;}
.figures .share {display: block; height: 2px; margin-top: 2px; background: light-dark(#82888E, #727A81);}
.figures .bars {display: flex; align-items: flex-end; gap: 1px; height: 180px;
  border-bottom: 1px solid light-dark(#82888E, #727A81);}
.figures .bars > span {flex: 1 1 0; min-width: 2px; max-width: 22px; display: flex; flex-direction: column-reverse;
  height: 100%;}
.figures .bars i {display: block;}
.figures .a {background: light-dark(#5E2A63, #C688D0);}
.figures .b {background: light-dark(#0F7562, #7FD6C4);}
.figures .c {background: light-dark(#A36210, #EFC078);}
.figures .unknown {background: light-dark(#888E93, #7D858C);}
.figures .ends {display: flex; justify-content: space-between; font-size: 13px; line-height: 20px;}
.figures .key {display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 8px 0;}
.figures .key b {display: inline-block; width: 11px; height: 11px; border-radius: 50%; margin-right: 6px;}
.figures summary {cursor: pointer; padding: 6px 0;}
</style>"""


def totals_html(found: Sequence[Total], by: str, words: Words) -> str:
    """A row a name; a hairline as long as its share of the longest."""
    most = max((total.strikes for total in found), default=1)
    name = words.region if by == "region" else words.value
    rows = [
        (
            f"{_text(name(total.name))}{_hairline(total.strikes / most)}",
            *(words.number(figure) for figure in (total.strikes, total.killed, total.injured, total.without)),
        )
        for total in found
    ]
    head = [words(f"view_{by}"), *(words(name) for name in ("strikes", "killed", "injured", "without_figure"))]
    return f'{_STYLE}<div class="figures">{_table(words(f"view_{by}"), head, rows)}</div>'


def _hairline(share: float) -> str:
    return f'<span class="share" style="width: {100 * share:.1f}%"></span>'


def timeline_html(made: Periods, words: Words) -> str:
    """Bars by side stacked from the axis, what the colours mean, and the same figures as a table."""
    most = max(sum(counts) for _, counts in made.bars)
    bars = "".join(_bar(counts, most) for _, counts in made.bars)
    sides = [side for at, side in enumerate(SIDES) if any(counts[at] for _, counts in made.bars)]
    names = {side: _text(_side(side, made, words)) for side in sides}
    key = "".join(f'<span><b class="{side}"></b>{names[side]}</span>' for side in sides)
    title = _text(words("highest", title=words(f"per_{made.step}"), most=words.number(most)))
    first, last = made.bars[0][0], made.bars[-1][0]
    ends = f"<span>{words.day(first)}</span><span>{words.day(last)}</span>"
    shown = [SIDES.index(side) for side in sides]
    rows = [
        (_period(day, made.step, words), *(words.number(counts[at]) for at in shown))
        for day, counts in made.bars
        if any(counts)
    ]
    table = _table(words(f"per_{made.step}"), [words("date"), *(_side(side, made, words) for side in sides)], rows)
    return (
        f'{_STYLE}<div class="figures"><p>{title}</p><div class="bars" role="img" aria-label="{title}">{bars}</div>'
        f'<div class="ends">{ends}</div><div class="key">{key}</div>'
        f"<details><summary>{_text(words('as_numbers'))}</summary>{table}</details></div>"
    )


def _bar(counts: Sequence[int], most: int) -> str:
    pieces = (
        f'<i class="{side}" style="height: {100 * count / most:.2f}%"></i>'
        for side, count in zip(SIDES, counts, strict=True)
        if count
    )
    return f"<span>{''.join(pieces)}</span>"


def _side(side: str, made: Periods, words: Words) -> str:
    return words.value(made.names.get(side, "unknown" if side == "unknown" else "other_actors"))


def _period(day: date, step: str, words: Words) -> str:
    return words.month(day) if step == "month" else words.day(day)


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Cells of rows are HTML already; caption and head are text."""
    titles = "".join(f'<th scope="col"{_number(at)}>{_text(title)}</th>' for at, title in enumerate(head))
    lines = "".join(
        "<tr>" + "".join(f"<td{_number(at)}>{cell}</td>" for at, cell in enumerate(row)) + "</tr>" for row in rows
    )
    return f'<table aria-label="{_text(caption)}"><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table>'


def _number(at: int) -> str:
    return ' class="n"' if at else ""


def _text(text: str) -> str:
    return html.escape(text)
