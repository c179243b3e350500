"""Strikes over time by side: a bar a day, a week or a month, so that there are never too many bars."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from mapapp.columns import SIDES, StrikeTable, histogram, mask
from mapapp.model import StrikeFilter

STEPS = ("day", "week", "month")
# A step of more bars than this gives way to the next longer one, unless it was asked for.
MOST_BARS, LIMIT = 120, 1500


@dataclass(frozen=True, slots=True)
class Periods:
    """Bars by their first day, each with its strikes by side in the order of `SIDES`; empty ones are among them.

    `names` holds the name of each side that has only one attacker.
    """

    step: str
    bars: list[tuple[date, tuple[int, ...]]]
    names: dict[str, str]


def periods(table: StrikeTable, chosen: StrikeFilter, step: str = "") -> Periods:
    """The dated strikes of the filter by period; without a step, by the shortest that gives few enough bars."""
    counted = histogram(table, mask(table, chosen))
    if counted.first is None:
        return Periods(step if step in STEPS else STEPS[0], [], side_names(table))
    days = [counted.first + timedelta(n) for n in range(len(counted.counts))]
    for tried in STEPS:
        starts = [_start(day, tried) for day in days]
        bars = len(set(starts))
        if tried == STEPS[-1] or (bars <= LIMIT and tried == step) or (step not in STEPS and bars <= MOST_BARS):
            break
    first: dict[date, int] = {}
    for index, start in enumerate(starts):
        first.setdefault(start, index)
    sums = np.add.reduceat(counted.counts, list(first.values()), axis=0)
    return Periods(tried, [(start, tuple(map(int, row))) for start, row in zip(first, sums, strict=True)],
                   side_names(table))  # fmt: skip


def side_names(table: StrikeTable) -> dict[str, str]:
    """The name of each of the sides that stands for one attacker."""
    of_side: dict[str, list[str]] = {side: [] for side in SIDES}
    for name, side in table.sides.items():
        of_side[side].append(name)
    return {side: names[0] for side, names in of_side.items() if len(names) == 1}


def _start(day: date, step: str) -> date:
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(day.weekday()) if step == "week" else day
