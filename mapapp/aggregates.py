"""What is in a view of the map, counted: for tables that are too large to be sent as they are.

A view is answered in the format of `mapapp.packed`: a row stands for the strikes of one cell of a grid, with the
values of the one that killed most, so that the layer draws both in the same way. Few strikes come one by one.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mapapp.by_cell import ByCell
from mapapp.columns import NO_DAY, SIDES, Mask, StrikeTable, mask
from mapapp.model import StrikeFilter
from mapapp.packed import EPOCH, packed_rows, with_header

# The finest cell in pixels; cells are joined by four until no more than MOST_CELLS hold strikes.
CELL, MOST_CELLS, MOST_EXPANDED = 16, 330, 300
_TILE, _NEAR_PX, _MAX_ZOOM = 256, 12, 17
# Views start at a multiple of so many cells, so that joined cells are the same in every view.
BLOCK = 8
_LAST_DAY = date.max.toordinal()
# Up to this zoom the cells of all strikes are worked out once and kept: 8 bytes a strike.
_WHOLE_WORLD = 5


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world: x0, y0, x1, y1 in shares of its width, at a zoom (the world is 256 · 2^zoom pixels)."""

    box: tuple[float, float, float, float]
    zoom: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows that come by themselves: the selected one, and those at the point (x, y) that is to be unfolded."""

    selected: int | None = None
    point: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class _ByToll:
    """The drawn rows, those that killed most last, with what is counted; the last in a cell speaks for it."""

    rows: NDArray[np.int32]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    side: NDArray[np.uint8]
    day: NDArray[np.int32]


def shown_rows(table: StrikeTable, chosen: StrikeFilter) -> Mask:
    """Which rows pass the filter. Dates are looked at anew each time: they are dragged, all else is kept."""
    return _dated(mask(table, _undated(chosen)), table.day, chosen)


def _undated(chosen: StrikeFilter) -> StrikeFilter:
    return replace(chosen, since=None, until=None)


def _dated(passed: Mask, day: NDArray[np.int32], chosen: StrikeFilter) -> Mask:
    if chosen.since is None and chosen.until is None:
        return passed
    first, last = _ordinals(chosen)
    dated: Mask = day >= np.int32(first)
    dated &= day <= np.int32(last)
    dated &= passed
    return dated


def pack_view(table: StrikeTable, chosen: StrikeFilter, view: View, apart: Chosen) -> bytes:
    """What is drawn in the view, packed; the header's `total` counts all strikes of the filter, in view or not."""
    single, expanded = np.zeros(0, np.int64), np.zeros(0, np.uint8)
    if apart != Chosen():
        single, expanded = _apart(table, shown_rows(table, chosen), apart)
    total = _total(table, chosen)
    rows, shares = _cells(table, chosen, view, single)
    ones = np.zeros((len(single), len(SIDES)), np.uint32)
    ones[np.arange(len(single)), table.side[single]] = 1
    every = np.concatenate([single, rows]).astype(np.int64)
    unfolded = np.zeros(len(every), np.uint8)
    unfolded[: len(single)] = expanded
    more = [
        ("shares", np.concatenate([ones, shares]).astype("<u4")),
        ("global", every.astype("<u4")),
        ("expanded", unfolded),
    ]
    return packed_rows(table, every, more, {"per_view": True, "total": total})


def _total(table: StrikeTable, chosen: StrikeFilter) -> int:
    """How many strikes pass, drawn or not: of dates that are dragged, two look-ups in the sorted days."""
    undated = _undated(chosen)
    days = table.memo.get(("days", undated), lambda: np.sort(table.day[mask(table, undated)]))
    if chosen == undated:
        return len(days)
    first, last = _ordinals(chosen)
    # Of the same type as the days: for another numpy would copy them all.
    low, high = np.array([first, last], days.dtype)
    return int(np.searchsorted(days, high, "right") - np.searchsorted(days, low, "left"))


def _ordinals(chosen: StrikeFilter) -> tuple[int, int]:
    """The first and the last day of the filter; a strike without a date is before both."""
    first = chosen.since.toordinal() if chosen.since else NO_DAY + 1
    return first, chosen.until.toordinal() if chosen.until else _LAST_DAY


def _apart(table: StrikeTable, shown: Mask, apart: Chosen) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    at_point = np.zeros(0, np.int64)
    if apart.point is not None:
        x, y = apart.point
        slack = _NEAR_PX / (_TILE * 2.0**_MAX_ZOOM)
        near = shown & (np.abs(table.x - x) <= slack) & (np.abs(table.y - y) <= slack)
        at_point = near.nonzero()[0][:MOST_EXPANDED]
    selected = apart.selected
    if selected is None or selected >= len(table) or selected in at_point or np.isnan(table.x[selected]):
        return at_point, np.ones(len(at_point), np.uint8)
    flags = np.concatenate([np.ones(len(at_point), np.uint8), np.zeros(1, np.uint8)])
    return np.concatenate([at_point, [selected]]), flags


def _by_toll(table: StrikeTable) -> _ByToll:
    def sort() -> _ByToll:
        drawn = np.flatnonzero(~np.isnan(table.x))
        rows = drawn[np.argsort(table.killed[drawn], kind="stable")].astype(np.int32)
        return _ByToll(rows, table.x[rows], table.y[rows], table.side[rows], table.day[rows])

    return table.memo.get(("by toll",), sort)


def _cells(
    table: StrikeTable, chosen: StrikeFilter, view: View, single: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The row that speaks for each cell, and the cell's strikes by side."""
    drawn = _by_toll(table)
    undated = _undated(chosen)
    if view.zoom <= _WHOLE_WORLD and chosen != undated and not len(single):
        return _cells_of_days(table, chosen, view)
    passed = table.memo.get(("by toll", undated), lambda: mask(table, undated)[drawn.rows])
    inside = _dated(passed, drawn.day, chosen)
    if len(single):
        inside = inside & ~np.isin(drawn.rows, single)
    per_cell = _TILE * 2.0**view.zoom / CELL
    left, top, right, bottom = _window(view, per_cell)
    if view.zoom > _WHOLE_WORLD:
        inside = inside & (drawn.x >= left / per_cell) & (drawn.x < right / per_cell)
        inside &= (drawn.y >= top / per_cell) & (drawn.y < bottom / per_cell)
        at = np.flatnonzero(inside)
        key = _keys(drawn.x[at], drawn.y[at], drawn.side[at], per_cell, (left, top), right - left)
        return _counted(drawn, at, key, (0, 0, right - left, bottom - top), (right - left, bottom - top))
    size = int(per_cell)
    keys = table.memo.get(("cells", view.zoom), lambda: _world_keys(drawn, per_cell, size))
    at = np.flatnonzero(inside)
    window = (max(left, 0), max(top, 0), min(right, size), min(bottom, size))
    return _counted(drawn, at, keys[at], window, (size, size))


def _window(view: View, per_cell: float) -> tuple[int, int, int, int]:
    """The view in cells. Cells are those of the world, not of the view: a pan does not move what it counts."""
    left, top = (int(np.floor(edge * per_cell / BLOCK)) * BLOCK for edge in view.box[:2])
    right, bottom = (int(np.ceil(edge * per_cell / BLOCK)) * BLOCK for edge in view.box[2:])
    return left, top, right, bottom


def _by_cell(table: StrikeTable, zoom: int) -> ByCell:
    def sort() -> ByCell:
        drawn, per_cell = _by_toll(table), _TILE * 2.0**zoom / CELL
        return ByCell.sort(_world_keys(drawn, per_cell, int(per_cell)), drawn.day)

    return table.memo.get(("by cell", zoom), sort)


def warm_view(table: StrikeTable, zoom: int) -> None:
    """Make now what the first dates that are dragged at this zoom would wait for."""
    if zoom <= _WHOLE_WORLD:
        _by_cell(table, zoom)


def _passed_by_cell(table: StrikeTable, undated: StrikeFilter, zoom: int) -> tuple[ByCell, NDArray[np.int64]]:
    def keep() -> tuple[ByCell, NDArray[np.int64]]:
        found = _by_cell(table, zoom).only(mask(table, undated)[_by_toll(table).rows])
        return found, found.keys()

    return table.memo.get(("passed by cell", undated, zoom), keep)


def _cells_of_days(
    table: StrikeTable, chosen: StrikeFilter, view: View
) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """`_cells` of a filter of dates, at a zoom where cells are those of the whole world."""
    drawn, size = _by_toll(table), int(_TILE * 2.0**view.zoom / CELL)
    left, top, right, bottom = _window(view, size)
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, size), min(bottom, size)
    if right <= left or bottom <= top:
        return np.zeros(0, np.int64), np.zeros((0, len(SIDES)), np.uint32)
    passed, keys = _passed_by_cell(table, _undated(chosen), view.zoom)
    row, column = np.divmod(keys // len(SIDES), size)
    inside = (row >= top) & (row < bottom) & (column >= left) & (column < right)
    found = passed.cut(keys[inside], *_ordinals(chosen))
    count = found.high - found.low
    if count.sum() <= MOST_CELLS:
        stretches = [passed.rows[a:b] for a, b in zip(found.low, found.high, strict=True)]
        return _one_by_one(drawn, np.sort(np.concatenate([*stretches, np.zeros(0, np.int32)])).astype(np.int64))
    row, column = np.divmod(found.key // len(SIDES), size)
    shares = np.zeros((bottom - top, right - left, len(SIDES)), np.int64)
    speaker = np.full(shares.shape, -1, np.int64)
    at = row - top, column - left, found.key % len(SIDES)
    # Rows stand in the order of their tolls: the highest number of a cell speaks for it.
    shares[at], speaker[at] = count, found.best
    return _joined(drawn, shares, speaker.max(axis=2))


def _keys(
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    side: NDArray[np.uint8],
    per_cell: float,
    start: tuple[int, int],
    wide: int,
) -> NDArray[np.intp]:
    """The number of each point's cell times four, and its side."""
    cx = (x.astype(np.float64) * per_cell - start[0]).astype(np.intp)
    cy = (y.astype(np.float64) * per_cell - start[1]).astype(np.intp)
    return (cy * wide + cx) * len(SIDES) + side


def _world_keys(drawn: _ByToll, per_cell: float, size: int) -> NDArray[np.intp]:
    keys = _keys(drawn.x, drawn.y, drawn.side, per_cell, (0, 0), size)
    return keys.clip(0, len(SIDES) * size**2 - 1)


def _counted(
    drawn: _ByToll,
    at: NDArray[np.intp],
    key: NDArray[np.intp],
    window: tuple[int, int, int, int],
    size: tuple[int, int],
) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    left, top, right, bottom = window
    wide, high = size
    if right <= left or bottom <= top:
        return np.zeros(0, np.int64), np.zeros((0, len(SIDES)), np.uint32)
    shape = (high, wide, len(SIDES))
    shares = np.bincount(key, minlength=wide * high * len(SIDES)).reshape(shape)[top:bottom, left:right]
    if shares.sum() <= MOST_CELLS:
        cell = key // len(SIDES)
        row, column = cell // wide, cell % wide
        return _one_by_one(drawn, at[(row >= top) & (row < bottom) & (column >= left) & (column < right)])
    # Of several that are written to one place the last stays: the one that killed most.
    speaker = np.full(wide * high * len(SIDES), -1, np.int32)
    speaker[key] = at
    return _joined(drawn, shares, speaker.reshape(shape)[top:bottom, left:right].max(axis=2).astype(np.int64))


def _one_by_one(drawn: _ByToll, at: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    shares = np.zeros((len(at), len(SIDES)), np.uint32)
    shares[np.arange(len(at)), drawn.side[at]] = 1
    return drawn.rows[at].astype(np.int64), shares


def _joined(
    drawn: _ByToll, shares: NDArray[np.int64], speaker: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    while np.count_nonzero(speaker >= 0) > MOST_CELLS and min(speaker.shape) > 1:
        high, wide = (size + size % 2 for size in speaker.shape)
        speaker = _padded(speaker, high, wide, -1)
        shares = _padded(shares, high, wide, 0)
        speaker = speaker.reshape(high // 2, 2, wide // 2, 2).max(axis=(1, 3))
        shares = shares.reshape(high // 2, 2, wide // 2, 2, len(SIDES)).sum(axis=(1, 3))
    full = speaker >= 0
    return drawn.rows[speaker[full]].astype(np.int64), shares[full].astype(np.uint32)


def _padded(grid: NDArray[np.int64], high: int, wide: int, value: int) -> NDArray[np.int64]:
    pad = [(0, high - grid.shape[0]), (0, wide - grid.shape[1]), *[(0, 0)] * (grid.ndim - 2)]
    return np.pad(grid, pad, constant_values=value)


def pack_days(table: StrikeTable, chosen: StrikeFilter) -> bytes:
    """Strikes by day and side under a filter: a header with `first`, `last` day and `seen`, then u4 counts."""
    shown = shown_rows(table, chosen)
    first, last, keys = table.memo.get(("day keys",), lambda: _day_keys(table))
    size = (last - first + 1) * len(SIDES)
    counts = np.bincount(keys[shown & (table.day != NO_DAY)], minlength=size)[:size]
    start = first - EPOCH.toordinal()
    header = {"first": start, "last": start + last - first, "seen": _seen(table, shown)}
    return with_header(header, counts.astype("<u4").tobytes())


def _day_keys(table: StrikeTable) -> tuple[int, int, NDArray[np.intp]]:
    dated = table.day[table.day != NO_DAY]
    first, last = (int(dated.min()), int(dated.max())) if len(dated) else (NO_DAY + 1, NO_DAY)
    return first, last, (table.day.astype(np.intp) - first) * len(SIDES) + table.side


def _seen(table: StrikeTable, shown: Mask) -> dict[str, Any]:
    """What occurs among the drawn strikes: what the key names."""
    drawn = shown & ~np.isnan(table.x)
    rows = np.flatnonzero(drawn)
    seen: dict[str, Any] = {"rows": len(rows), "circles": bool(np.any(drawn & (table.uncertainty > 0)))}
    seen["arcs"] = table.launch is not None and bool(np.any(drawn & ~np.isnan(table.launch[0])))
    seen["side"] = [
        side for side, occurs in zip(SIDES, _occurring(table.side[rows], len(SIDES)), strict=True) if occurs
    ]
    for name in ("target_type", "status", "outcome", "attacker"):
        words = table.vocabularies[name]
        flags = _occurring(table.codes[name][rows], len(words))
        seen[name] = [word for word, occurs in zip(words, flags, strict=True) if occurs][:100]
    return seen


def _occurring(codes: NDArray[Any], count: int) -> NDArray[np.bool_]:
    flags = np.zeros(count, np.bool_)
    flags[codes] = True
    return flags


def neighbour(table: StrikeTable, chosen: StrikeFilter, row: int, steps: int) -> dict[str, int | None]:
    """The strike `steps` after a row in the order of dates among those shown: {row, index, count}."""
    order, rank = table.memo.get(("by day",), lambda: _by_day(table))
    rows = order[shown_rows(table, chosen)[order]]
    if not len(rows):
        return {"row": None, "index": None, "count": 0}
    at = int(np.searchsorted(rank[rows], rank[row]))
    here = at < len(rows) and rows[at] == row
    index = (at + steps - (0 if here or steps < 0 else 1)) % len(rows)
    return {"row": int(rows[index]), "index": index, "count": len(rows)}


def _by_day(table: StrikeTable) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    order = np.argsort(table.day, kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return order, rank
