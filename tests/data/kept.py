"""The hand-kept places as the tests of their files read them."""

import csv
import math
from pathlib import Path

PLACES = Path(__file__).parents[2] / "data" / "places"
FILES = sorted(PLACES.glob("*.csv"))
AREAS = sorted(PLACES.glob("*.geojson"))

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {path.name: read(path) for path in FILES}
ALL = [row for rows in ROWS.values() for row in rows]


def kilometres(a: Row, b: Row) -> float:
    lat_a, lat_b = math.radians(float(a["latitude"])), math.radians(float(b["latitude"]))
    across = math.radians(float(b["longitude"]) - float(a["longitude"]))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(across / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def names(row: Row, language: str) -> list[str]:
    others = row[f"other_{language}"]
    return [row[f"name_{language}"], *(others.split("|") if others else [])]
