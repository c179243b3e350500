"""A filter as plain JSON values: what the map's layer reads, and sends back to ask for counts."""

import json
from datetime import date
from typing import Any

from mapapp.columns import FACETS
from mapapp.errors import InputError
from mapapp.model import StrikeFilter
from mapapp.shapes import is_area, is_near

MAX_JSON, MAX_VALUES, MAX_VALUE, MAX_WORDS = 12_000, 60, 200, 200


def filter_json(chosen: StrikeFilter) -> dict[str, Any]:
    """The filter as JSON values; sets are sorted, so that one filter has one text."""
    return {
        "since": chosen.since.isoformat() if chosen.since else None,
        "until": chosen.until.isoformat() if chosen.until else None,
        **{name: sorted(getattr(chosen, name)) for name in FACETS},
        "killed_min": chosen.killed_min,
        "confidence_min": chosen.confidence_min,
        "words": chosen.words,
        "area": [list(point) for point in chosen.area] or None,
        "near": list(chosen.near) if chosen.near else None,
    }


def filter_from_json(text: str) -> StrikeFilter:
    """The filter that `filter_json` wrote. Raises `InputError` where the text is none."""
    try:
        if len(text) > MAX_JSON:
            raise ValueError
        given = json.loads(text)
        return StrikeFilter(**{name: _READERS[name](value) for name, value in given.items() if value})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError("The filter is none that the map's layer sends.") from error


def _names(value: Any) -> frozenset[str]:
    if len(value) > MAX_VALUES or not all(isinstance(name, str) and len(name) <= MAX_VALUE for name in value):
        raise ValueError
    return frozenset(value)


def _area(value: Any) -> tuple[tuple[float, ...], ...]:
    points = tuple(tuple(float(number) for number in point) for point in value)
    if not is_area(points):
        raise ValueError
    return points


def _near(value: Any) -> tuple[float, ...]:
    numbers = tuple(float(number) for number in value)
    if not is_near(numbers):
        raise ValueError
    return numbers


def _words(value: Any) -> str:
    if len(value) > MAX_WORDS:
        raise ValueError
    return " ".join(value.split())


_READERS: dict[str, Any] = {
    "since": date.fromisoformat,
    "until": date.fromisoformat,
    **dict.fromkeys(FACETS, _names),
    "killed_min": int,
    "confidence_min": float,
    "words": _words,
    "area": _area,
    "near": _near,
}
