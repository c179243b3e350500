"""Rows sorted by the cell of a grid and there by day: dates cut a stretch out of each cell, no row is looked at."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

# More than there are days: what a cell's number is multiplied by, so that a day fits behind it.
_DAYS = 1 << 22


@dataclass(frozen=True, eq=False)
class Cut:
    """What dates leave of each cell that has any: `key` its number, `low` to `high` its rows, `best` the highest."""

    key: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    best: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class ByCell:
    """`code` is a cell's number times `_DAYS` and the day, ascending; `rows` are the rows' numbers in that order."""

    code: NDArray[np.int64]
    rows: NDArray[np.int32]

    @classmethod
    def sort(cls, key: NDArray[np.intp], day: NDArray[np.int32]) -> "ByCell":
        """All rows, numbered as they stand, by the number of their cell and their day."""
        code = key.astype(np.int64) * _DAYS + day
        order = np.argsort(code, kind="stable").astype(np.int32)
        return cls(code[order], order)

    @property
    def nbytes(self) -> int:
        """Bytes of memory, for who bounds what is kept."""
        return self.code.nbytes + self.rows.nbytes

    def only(self, passed: NDArray[np.bool_]) -> "ByCell":
        """Of these, the rows that pass; `passed` is by their numbers."""
        kept = passed[self.rows]
        return ByCell(self.code[kept], self.rows[kept])

    def keys(self) -> NDArray[np.int64]:
        """The number of each cell that has rows, once, ascending."""
        cells = self.code // _DAYS
        return cells[np.flatnonzero(np.diff(cells, prepend=-1))]

    def cut(self, keys: NDArray[np.int64], first: int, last: int) -> Cut:
        """The rows of these cells from the `first` to the `last` day."""
        ends: tuple[tuple[int, Literal["left", "right"]], ...] = ((first, "left"), (last, "right"))
        low, high = (np.searchsorted(self.code, keys * _DAYS + day, side).astype(np.int64) for day, side in ends)
        full = high > low
        low, high = low[full], high[full]
        if not len(low):
            return Cut(low, low, high, np.zeros(0, np.int32))
        # The end of a stretch may be the end of all rows, which `reduceat` does not take.
        end = len(self.rows) - 1
        best = np.maximum.reduceat(self.rows, np.minimum(np.column_stack([low, high]).ravel(), end))[::2]
        best = np.maximum(best, np.where(high > end, self.rows[end], -1))
        return Cut(keys[full], low, high, best)
