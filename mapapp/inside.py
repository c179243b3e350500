"""Which points lie in an area or within a distance, for arrays of points in Web Mercator."""

import numpy as np
from numpy.typing import NDArray

from mapapp.mercator import latitudes, longitudes, mercator_x, mercator_y

Floats = NDArray[np.floating]
Mask = NDArray[np.bool_]
EARTH_KM = 6371.0088


def in_area(x: Floats, y: Floats, area: tuple[tuple[float, float], ...]) -> Mask:
    """Which points lie inside the polygon of (longitude, latitude); two points are corners of a rectangle.

    `x`, `y` are shares of the world's width (NaN: never inside); edges are straight in Web Mercator.
    """
    ring = np.array([(mercator_x(lon), mercator_y(lat)) for lon, lat in area])
    (left, top), (right, bottom) = ring.min(axis=0), ring.max(axis=0)
    box: Mask = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    if len(area) == 2:
        return box
    rows = box.nonzero()[0]
    box[rows] = _even_odd(x[rows].astype(np.float64), y[rows].astype(np.float64), ring)
    return box


def _even_odd(x: Floats, y: Floats, ring: Floats) -> Mask:
    inside = np.zeros(len(x), np.bool_)
    for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if y1 != y2:
            crosses = (y1 > y) != (y2 > y)
            inside ^= crosses & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return inside


def within_km(x: Floats, y: Floats, near: tuple[float, float, float]) -> Mask:
    """Which points lie within the kilometres of `near`, (latitude, longitude, kilometres), on a sphere."""
    latitude, longitude, km = near
    # A box first: the great circle is worth its sines for few points only.
    reach = km / 111.0
    south, north = max(latitude - reach, -89.9), min(latitude + reach, 89.9)
    close: Mask = (y >= mercator_y(north)) & (y <= mercator_y(south))
    rows = close.nonzero()[0]
    close[rows] = _distance(x[rows], y[rows], latitude, longitude) <= km
    return close


def _distance(x: Floats, y: Floats, latitude: float, longitude: float) -> Floats:
    lat, lon = np.radians(latitudes(y)), np.radians(longitudes(x))
    lat0, lon0 = np.radians(latitude), np.radians(longitude)
    half = np.sin((lat - lat0) / 2) ** 2 + np.cos(lat) * np.cos(lat0) * np.sin((lon - lon0) / 2) ** 2
    distance: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1)))
    return distance
