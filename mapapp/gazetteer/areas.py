"""Outlines of seas and regions, for the map: `data/places/areas-*.geojson` by place id."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from mapapp.errors import DataError


@lru_cache(maxsize=2)
def _outlines(data: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((data / "places").glob("areas-*.geojson")):
        try:
            features = json.loads(path.read_text("utf-8"))["features"]
            found |= {feature["properties"]["id"]: feature["geometry"] for feature in features}
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise DataError(f"The file {path.name} is damaged; install mapapp again.") from problem
    return found


def areas(ids: Iterable[str], data: Path) -> dict[str, Any]:
    """A GeoJSON FeatureCollection of the outlines of these places; places without one are left out."""
    outlines = _outlines(data)
    features = [
        {"type": "Feature", "id": place, "properties": {"id": place}, "geometry": outlines[place]}
        for place in dict.fromkeys(ids)
        if place in outlines
    ]
    return {"type": "FeatureCollection", "features": features}
