"""Strikes by day and side."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mapapp.columns.table import NO_DAY, SIDES, Mask, StrikeTable


@dataclass(frozen=True, eq=False)
class Histogram:
    """Strikes by day and side: `counts[i, j]` are those of day `first + i` by `SIDES[j]`."""

    first: date | None
    counts: NDArray[np.int64]


def histogram(table: StrikeTable, shown: Mask) -> Histogram:
    """The dated strikes of `shown` by day and side."""
    dated = shown & (table.day != NO_DAY)
    days = table.day[dated]
    if not len(days):
        return Histogram(None, np.zeros((0, len(SIDES)), np.int64))
    first = int(days.min())
    cells = (days - first) * len(SIDES) + table.side[dated]
    length = (int(days.max()) - first + 1) * len(SIDES)
    counts = np.bincount(cells, minlength=length).reshape(-1, len(SIDES))
    return Histogram(date.fromordinal(first), counts)
