"""Every row of the hand-kept places, and every outline, can be used by the gazetteer as it stands."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mapapp.model import PlaceKind
from tests.data.kept import ALL, AREAS, FILES, ROWS, Row, kilometres, names

POSITION = ["id", "kind", "country", "admin1", "latitude", "longitude", "radius_km"]
NAMES = ["name_en", "other_en", "name_uk", "other_uk", "name_ru", "other_ru"]
COLUMNS = [*POSITION, *NAMES, "source", "note"]
OURS = {"regions-ua-ru.csv", "facilities-ua.csv", "facilities-ru.csv", "districts-villages.csv"}

ID = re.compile(r"mapapp:[a-z0-9]+(-[a-z0-9]+)*")
DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,4})?")
MARKUP = re.compile(r"[<>{}\x00-\x1f]")
LATIN, CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[\u0400-\u04ff]")
WORD = re.compile(r"[^\W\d_]+")
NOT_UKRAINIAN, NOT_RUSSIAN = re.compile(r"[ыэъё]", re.I), re.compile(r"[іїєґ]", re.I)
# The widest that still tells a reader where something is.
WIDEST_SITE_KM, WIDEST_KM = 60, 8000
SITES = {
    PlaceKind.REFINERY, PlaceKind.TERMINAL, PlaceKind.DEPOT, PlaceKind.NUCLEAR_PLANT,
    PlaceKind.POWER_STATION, PlaceKind.HYDRO_PLANT, PlaceKind.PLANT, PlaceKind.PORT, PlaceKind.AIRPORT,
    PlaceKind.AIR_BASE, PlaceKind.NAVAL_BASE, PlaceKind.BASE, PlaceKind.ARSENAL, PlaceKind.SHIPYARD,
    PlaceKind.BRIDGE, PlaceKind.DAM, PlaceKind.STATION, PlaceKind.BUILDING, PlaceKind.PLATFORM,
}  # fmt: skip
TOP = {PlaceKind.REGION, PlaceKind.COUNTRY}

Ring = list[list[float]]


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def rows(request: pytest.FixtureRequest) -> list[Row]:
    return ROWS[request.param.name]


def test_the_files_of_the_war_are_there() -> None:
    """The four files of the Russia-Ukraine war exist, none is nearly empty, and they hold 500 places or more."""
    assert set(ROWS) >= OURS
    assert all(len(ROWS[name]) >= 100 for name in OURS)
    assert sum(len(ROWS[name]) for name in OURS) >= 500


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_header_and_width(path: Path) -> None:
    """Each file has the agreed columns, and each row as many fields as the header."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == COLUMNS
    assert [line for line in lines if len(line) != len(COLUMNS)] == []


def test_ids_are_unique() -> None:
    """No id is given twice, in whichever files."""
    count = Counter(row["id"] for row in ALL)
    assert [place for place, times in count.items() if times > 1] == []


def test_ids_kinds_and_countries(rows: list[Row]) -> None:
    """Ids have the agreed form, kinds are those of the model, countries are two capitals or empty."""
    assert [row["id"] for row in rows if not ID.fullmatch(row["id"])] == []
    assert [row["id"] for row in rows if row["kind"] not in set(PlaceKind)] == []
    assert [row["id"] for row in rows if not re.fullmatch(r"([A-Z]{2})?", row["country"])] == []


def test_points_and_radii(rows: list[Row]) -> None:
    """Coordinates are degrees in range, never 0,0; a radius is above zero and a site's is narrow."""
    for row in rows:
        assert DEGREES.fullmatch(row["latitude"]), row["id"]
        assert DEGREES.fullmatch(row["longitude"]), row["id"]
        latitude, longitude, radius = (float(row[key]) for key in ("latitude", "longitude", "radius_km"))
        assert abs(latitude) <= 90, row["id"]
        assert abs(longitude) <= 180, row["id"]
        assert (latitude, longitude) != (0, 0), row["id"]
        assert 0 < radius <= (WIDEST_SITE_KM if row["kind"] in SITES else WIDEST_KM), row["id"]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_names_are_whole(rows: list[Row], language: str) -> None:
    """Each place has a name in each language; none is blank, padded or given twice."""
    for row in rows:
        given = names(row, language)
        assert all(name and name == " ".join(name.split()) for name in given), row["id"]
        assert len(given) == len(set(given)), (row["id"], given)


def test_names_are_in_their_script(rows: list[Row]) -> None:
    """English names have no Cyrillic, the others have some, and no word mixes look-alike letters."""
    for row in rows:
        assert not any(CYRILLIC.search(name) for name in names(row, "en")), row["id"]
        for language in ("uk", "ru"):
            assert CYRILLIC.search(row[f"name_{language}"]), row["id"]
        words = WORD.findall(" ".join(row[column] for column in NAMES))
        assert [word for word in words if LATIN.search(word) and CYRILLIC.search(word)] == [], row["id"]


def test_names_are_in_their_language(rows: list[Row]) -> None:
    """The Ukrainian name has no letter that Ukrainian lacks, the Russian one none that Russian lacks."""
    assert [row["id"] for row in rows if NOT_UKRAINIAN.search(row["name_uk"])] == []
    assert [row["id"] for row in rows if NOT_RUSSIAN.search(row["name_ru"])] == []


def test_sources_are_given_and_no_markup(rows: list[Row]) -> None:
    """Each row says where its coordinates come from, and no field could be taken for markup or a template."""
    assert [row["id"] for row in rows if not row["source"].strip()] == []
    assert [row["id"] for row in rows if any(MARKUP.search(value) for value in row.values())] == []


@pytest.mark.parametrize("name", sorted(OURS & set(ROWS)))
def test_sorted_by_kind_and_name(name: str) -> None:
    """Rows stand in the order of kind and English name, so that a change shows where it belongs."""
    keys = [(row["kind"], row["name_en"]) for row in ROWS[name]]
    assert keys == sorted(keys)


def test_places_of_the_war_lie_in_their_region() -> None:
    """The admin1 of a place in Ukraine or Russia is one of the regions, and the place is within its reach."""
    regions = {(row["country"], row["name_en"]): row for row in ROWS["regions-ua-ru.csv"] if row["kind"] in TOP}
    outside = []
    for row in (row for name in sorted(OURS) for row in ROWS[name] if row["admin1"]):
        if row["kind"] == PlaceKind.ISLAND:  # an archipelago can lie far off the rest of its region
            continue
        region = regions[row["country"], row["admin1"]]
        reach = 1.1 * float(region["radius_km"]) + float(row["radius_km"])
        if kilometres(row, region) > reach:
            outside.append((row["id"], round(kilometres(row, region)), round(reach)))
    assert outside == []


def outlines() -> Iterator[tuple[str, str, list[Ring]]]:
    """File, id and rings of each polygon."""
    for path in AREAS:
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            shape: dict[str, Any] = feature["geometry"]
            parts = {"Polygon": [shape["coordinates"]], "MultiPolygon": shape["coordinates"]}[shape["type"]]
            yield from ((path.name, feature["properties"]["id"], rings) for rings in parts)


def signed_area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def crossing(ring: Ring) -> bool:
    """Whether two edges of the ring that are not neighbours cross."""

    def side(a: list[float], b: list[float], c: list[float]) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    edges = list(pairwise(ring))
    return any(
        side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
        for i, (a, b) in enumerate(edges)
        for c, d in edges[i + 2 :]
    )


@pytest.mark.skipif(not AREAS, reason="no outlines yet")
def test_outlines_are_valid() -> None:
    """Rings are closed, do not cross themselves and turn by the right-hand rule; each id is a place's."""
    known = {row["id"] for row in ALL}
    for file, place, rings in outlines():
        assert place in known, (file, place)
        for index, ring in enumerate(rings):
            assert len(ring) >= 4, (place, index)
            assert ring[0] == ring[-1], (place, index)
            assert all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring), (place, index)
            assert (signed_area(ring) > 0) == (index == 0), (place, index, "turns the wrong way")
            assert not crossing(ring), (place, index)


@pytest.mark.skipif(not AREAS, reason="no outlines yet")
def test_outlines_are_where_their_places_are() -> None:
    """The point of a place with an outline lies within the box around the outline."""
    boxes: dict[str, list[list[float]]] = {}
    for _, place, rings in outlines():
        boxes.setdefault(place, []).extend(rings[0])
    points = {row["id"]: (float(row["longitude"]), float(row["latitude"])) for row in ALL}
    for place, corners in boxes.items():
        for axis, value in enumerate(points[place]):
            assert min(c[axis] for c in corners) <= value <= max(c[axis] for c in corners), place
