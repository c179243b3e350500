"""Web Mercator as shares of the world's width from its north-western corner."""

import math

import numpy as np
from numpy.typing import NDArray

MAX_LATITUDE = 85.05112878

Floats = NDArray[np.floating]


def mercator_x(longitude: float) -> float:
    """The share of the world's width of a longitude in degrees."""
    return longitude / 360 + 0.5


def mercator_y(latitude: float) -> float:
    """The share of the world's height of a latitude in degrees, cut to what the map shows."""
    sine = math.sin(math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, latitude))))
    return 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def project(longitude: Floats, latitude: Floats) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """x and y of arrays of degrees; NaN stays NaN."""
    sine = np.sin(np.radians(np.clip(latitude, -MAX_LATITUDE, MAX_LATITUDE)))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (longitude / 360 + 0.5).astype(np.float32), y.astype(np.float32)


def longitudes(x: Floats) -> Floats:
    """Degrees of shares of the world's width."""
    degrees: Floats = (x.astype(np.float64) - 0.5) * 360
    return degrees


def latitudes(y: Floats) -> Floats:
    """Degrees of shares of the world's height."""
    degrees: Floats = np.degrees(np.arctan(np.sinh(math.pi * (1 - 2 * y.astype(np.float64)))))
    return degrees
