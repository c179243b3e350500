"""A place on its way into the index, and its radius where the source has none."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from mapapp.model import PlaceKind


@dataclass(slots=True)
class Row:
    """One place with all its names. `ident` is the source's own id, a number for GeoNames.

    `adds_to` is the GeoNames id of a place to which the row only gives further names.
    """

    source: str
    ident: str
    name: str
    kind: PlaceKind
    country: str
    latitude: float
    longitude: float
    radius_km: float
    population: int = 0
    admin1: str = ""
    feature: str = ""
    others: list[str] = field(default_factory=list)
    adds_to: str = ""


def settlement_radius(population: int) -> float:
    """Half the extent in km that a settlement of so many people usually has (1,000: 2.4, 1 million: 14)."""
    return round(min(25.0, 2.0 + 0.012 * math.sqrt(population)), 1)


def centre(points: Iterable[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Weighted mean (latitude, longitude) of (latitude, longitude, weight), and its spread in km.

    The mean is taken on the sphere, so that a region across the date line does not end up in Africa.
    """
    x = y = z = total = 0.0
    points = list(points)
    for latitude, longitude, weight in points:
        phi, lam = math.radians(latitude), math.radians(longitude)
        x += weight * math.cos(phi) * math.cos(lam)
        y += weight * math.cos(phi) * math.sin(lam)
        z += weight * math.sin(phi)
        total += weight
    mean = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    spread = sum(weight * distance_km(mean, (lat, lon)) ** 2 for lat, lon, weight in points) / total
    return mean[0], mean[1], math.sqrt(spread)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in km between two (latitude, longitude) in degrees."""
    la1, lo1, la2, lo2 = map(math.radians, (*a, *b))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, h)))
