"""An area or a circle as text in an address: `30.1,46.2,31,46.9` and `46.48,30.73,50`."""

import re

from mapapp.errors import InputError

MAX_POINTS, MAX_KM, MAX_TEXT = 100, 5000.0, 3000
# The half of the map's width lies at 180; a view may go a little further.
_MAX_LONGITUDE, _MAX_LATITUDE = 200.0, 90.0
_NUMBER = re.compile(r"-?\d{1,4}(?:\.\d{1,12})?")

Area = tuple[tuple[float, float], ...]
Near = tuple[float, float, float]

_NO_AREA = "The area is none; write longitude,latitude of two corners, or of three to 100 points of its outline."
_NO_NEAR = "The circle is none; write latitude,longitude,kilometres such as 46.48,30.73,50."


def area_of(text: str) -> Area:
    """The area that the text names: two corners of a rectangle, or the points of a polygon.

    Raises `InputError` where it is none.
    """
    numbers = _numbers(text)
    points = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    if len(numbers) % 2 == 0 and is_area(points):
        return points
    raise InputError(_NO_AREA)


def near_of(text: str) -> Near:
    """The circle that the text names, as (latitude, longitude, kilometres). Raises `InputError` where it is none."""
    numbers = _numbers(text)
    if is_near(tuple(numbers)):
        return numbers[0], numbers[1], numbers[2]
    raise InputError(_NO_NEAR)


def is_area(points: tuple[tuple[float, ...], ...]) -> bool:
    """Whether the points are two to MAX_POINTS of (longitude, latitude)."""
    return 2 <= len(points) <= MAX_POINTS and all(len(point) == 2 and _on_earth(*point) for point in points)


def is_near(numbers: tuple[float, ...]) -> bool:
    """Whether the numbers are (latitude, longitude, kilometres)."""
    return len(numbers) == 3 and _on_earth(numbers[1], numbers[0]) and 0 < numbers[2] <= MAX_KM


def area_text(area: Area) -> str:
    """The text of an area, to a ten-thousandth of a degree, about ten metres."""
    return ",".join(_short(number) for point in area for number in point)


def near_text(near: Near) -> str:
    """The text of a circle."""
    return ",".join(_short(number) for number in near)


def _numbers(text: str) -> list[float]:
    if len(text) > MAX_TEXT:
        return []
    parts = text.split(",")
    return [float(part) for part in parts] if all(map(_NUMBER.fullmatch, parts)) else []


def _on_earth(longitude: float, latitude: float) -> bool:
    return abs(longitude) <= _MAX_LONGITUDE and abs(latitude) <= _MAX_LATITUDE


def _short(number: float) -> str:
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
