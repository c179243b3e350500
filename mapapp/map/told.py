"""What the map's frame tells its host: the chosen strike, and filters that were set in the map itself."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mapapp.model import StrikeFilter
from mapapp.shapes import Area, Near, is_area, is_near

MAX_TEXT, MAX_LAYERS = 200, 20


@dataclass(frozen=True, slots=True)
class Told:
    """One message. `count` and `mount` tell a new message from one that was seen before.

    `strike` is the chosen strike's id, None for none. `changes` holds the fields of `StrikeFilter` that were set
    in the map: `since` and `until`, `area`, `near`; it is empty where a strike was chosen. `layers` are the names
    of the layers that are switched on.
    """

    mount: str
    count: int
    strike: str | None = None
    changes: dict[str, date | Area | Near | None] = field(default_factory=dict)
    layers: tuple[str, ...] | None = None

    def apply(self, chosen: StrikeFilter) -> StrikeFilter:
        """The filter with what was set in the map."""
        return replace(chosen, **self.changes)  # type: ignore[arg-type]


def read_told(feature: Any) -> Told | None:
    """The message in a value of streamlit-folium's `last_active_drawing`; None where it holds none.

    The value comes from a browser: whatever is not what the frame sends is left out.
    """
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return None
    mount, count, strike = properties.get("mount"), properties.get("click"), properties.get("id")
    if not (_is_text(mount) and isinstance(count, int)):
        return None
    changes = _changes(properties.get("filter"))
    return Told(str(mount), count, strike if _is_text(strike) else None, changes, _layers(properties.get("layers")))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_TEXT


def _layers(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list) or len(value) > MAX_LAYERS or not all(map(_is_text, value)):
        return None
    return tuple(value)


def _changes(value: Any) -> dict[str, date | Area | Near | None]:
    changes: dict[str, date | Area | Near | None] = {}
    if not isinstance(value, dict):
        return changes
    if "since" in value or "until" in value:
        since, until = _day(value.get("since")), _day(value.get("until"))
        if not (since and until and since > until):
            changes |= {"since": since, "until": until}
    if "area" in value:
        area = _points(value["area"])
        changes["area"] = area if is_area(area) else ()
    if "near" in value:
        near = _numbers(value["near"])
        changes["near"] = near if is_near(near) else None
    return changes


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def _numbers(value: Any) -> Any:
    good = isinstance(value, list) and all(isinstance(number, int | float) for number in value)
    return tuple(map(float, value)) if good else ()


def _points(value: Any) -> Any:
    return tuple(_numbers(point) for point in value) if isinstance(value, list) and len(value) <= 100 else ()
