"""Where the sea is: the land of the base map (Natural Earth 1:50m), as outlines that points are tested against."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mapapp.errors import DataError

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Land:
    """Outlines of land. Each is an array of (longitude, latitude) in degrees, closed or not."""

    def __init__(self, outlines: Sequence[Floats]) -> None:
        self.outlines = outlines
        self._low = np.array([outline.min(axis=0) for outline in outlines])
        self._high = np.array([outline.max(axis=0) for outline in outlines])

    def at_sea(self, points: Floats) -> Mask:
        """Which of the points (longitude, latitude), shape (n, 2), lie on no land."""
        low, high = points.min(axis=0), points.max(axis=0)
        near = ((self._low <= high) & (self._high >= low)).all(axis=1)
        # A point on land lies in an odd number of outlines: of its country, and not of a lake in it.
        inside = np.zeros(len(points), np.bool_)
        for number in near.nonzero()[0]:
            inside ^= _inside(points, self.outlines[number])
        return ~inside


def _inside(points: Floats, outline: Floats) -> Mask:
    """Which points lie inside one outline, by the number of its edges to their east."""
    lon, lat = points[:, :1], points[:, 1:]
    a, b = outline, np.roll(outline, -1, axis=0)
    crosses = (a[:, 1] > lat) != (b[:, 1] > lat)
    rise = np.where(b[:, 1] == a[:, 1], 1.0, b[:, 1] - a[:, 1])
    east = lon < (b[:, 0] - a[:, 0]) * (lat - a[:, 1]) / rise + a[:, 0]
    odd: Mask = ((crosses & east).sum(axis=1) % 2).astype(np.bool_)
    return odd


@lru_cache(maxsize=2)
def load(data: Path) -> Land:
    """The land of a data folder. Raises DataError where its file is missing or damaged."""
    path = data / "basemap" / "land.json"
    try:
        return Land(_outlines(json.loads(path.read_text("utf-8"))))
    except (OSError, ValueError, KeyError, IndexError, TypeError) as problem:
        raise DataError("The base map's land.json is missing or damaged; install mapapp again.") from problem


def _outlines(content: dict[str, Any]) -> list[Floats]:
    """The rings of all countries; an arc with the number ~n is arc n backwards."""
    arcs = [np.cumsum(np.array(flat, np.float64).reshape(-1, 2), axis=0) * content["step"] for flat in content["arcs"]]
    rings = [ring for _, polygons in content["countries"] for polygon in polygons for ring in polygon]
    return [np.concatenate([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]) for ring in rings]
