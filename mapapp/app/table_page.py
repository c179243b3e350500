"""A page of the table of strikes, as texts: what the browser is sent of a table of any size."""

from typing import Any

import numpy as np

from mapapp.app.words import Words
from mapapp.columns import SORTS, StrikeTable, ranked, row_of
from mapapp.gazetteer.display import local_name
from mapapp.model import Strike, StrikeFilter

PAGE = 50
# In order; those of SORTS can be sorted by.
COLUMNS = (
    "date", "place", "attacker", "killed", "injured", "weapon_type", "target_type", "outcome", "status",
    "geo_precision", "summary",
)  # fmt: skip
_TITLES = {
    "attacker": "attackers", "weapon_type": "weapon_types", "target_type": "target", "outcome": "outcomes",
    "status": "statuses", "geo_precision": "precision",
}  # fmt: skip


def columns(words: Words) -> list[dict[str, Any]]:
    """Name and title of each column, whether it can be sorted by and whether it holds numbers."""
    return [
        {
            "name": name,
            "title": words(_TITLES.get(name, name)),
            "sortable": name in SORTS,
            "number": name in ("killed", "injured"),
        }
        for name in COLUMNS
    ]


def page_of(
    table: StrikeTable,
    chosen: StrikeFilter,
    words: Words,
    sort: str = "date",
    descending: bool = True,
    *,
    page: int = 0,
    holding: str | None = None,
) -> dict[str, Any]:
    """A page from 0, cut to those that there are; with `holding`, that which has this strike, if one has."""
    rows = ranked(table, chosen, sort, descending, words.language)
    pages = max(1, -(-len(rows) // PAGE))
    at = None if holding is None else row_of(table, holding)
    if at is not None:
        found = np.flatnonzero(rows == at)
        page = int(found[0]) // PAGE if len(found) else page
    page = min(page, pages - 1)
    shown = [table.strikes[row] for row in rows[page * PAGE : (page + 1) * PAGE]]
    return {
        "count": len(rows),
        "page": page,
        "pages": pages,
        "first": page * PAGE + 1,
        "rows": [{"id": strike.id, "cells": cells(strike, words)} for strike in shown],
    }


def cells(strike: Strike, words: Words) -> list[str]:
    """The texts of a strike's cells, in the order of `COLUMNS`; what is not known says so."""
    return [
        words.day(strike.date) if strike.date else words("unknown"),
        local_name(strike.place, strike.country, words.language) if strike.place else words("unknown"),
        words.value(strike.attacker),
        _figure(strike.killed, words),
        _figure(strike.injured, words),
        words.value(strike.weapon_type),
        strike.target or words.value(strike.target_type),
        words.value(strike.outcome),
        words.value(strike.status),
        words.value(strike.geo_precision or "unknown"),
        strike.summary or strike.quote or "",
    ]


def _figure(value: int | None, words: Words) -> str:
    return "–" if value is None else words.number(value)
