"""Which view of the map a request asks for: bounded, whatever the address says."""

import math
from collections.abc import Mapping

from mapapp.aggregates import Chosen, View
from mapapp.errors import InputError

MAX_ZOOM = 20
# A view is at most so many pixels wide and high: more than any screen has.
MAX_PIXELS = 12_000


def asked_view(query: Mapping[str, str]) -> View:
    """The view of the parameters `box` (x0,y0,x1,y1 in shares of the world) and `zoom`. Raises `InputError`."""
    zoom = asked_number(query, "zoom", 0, MAX_ZOOM)
    box = _floats(query.get("box", ""), 4)
    if box is None or not (box[0] < box[2] and box[1] < box[3] and all(abs(edge) <= 4 for edge in box)):
        raise InputError("The parameter 'box' must be x0,y0,x1,y1 in shares of the world.")
    most = MAX_PIXELS / (256 * 2.0**zoom)
    return View((box[0], box[1], min(box[2], box[0] + most), min(box[3], box[1] + most)), zoom)


def asked_rows(query: Mapping[str, str]) -> Chosen:
    """The rows that are to come by themselves, of the parameters `selected` and `expand` (x,y)."""
    selected = asked_number(query, "selected", 0, 10**9) if "selected" in query else None
    point = _floats(query.get("expand", ""), 2)
    return Chosen(selected, (point[0], point[1]) if point else None)


def asked_number(query: Mapping[str, str], name: str, least: int, most: int) -> int:
    """The whole number of a parameter. Raises `InputError` where it is none between `least` and `most`."""
    text = query.get(name, "")
    try:
        if len(text) <= 12 and text.isascii() and least <= int(text) <= most:
            return int(text)
    except ValueError:
        pass
    raise InputError(f"The parameter {name!r} must be a whole number from {least} to {most}.")


def _floats(text: str, count: int) -> list[float] | None:
    try:
        numbers = [float(part) for part in text[:200].split(",")]
    except ValueError:
        return None
    return numbers if len(numbers) == count and all(map(math.isfinite, numbers)) else None
