"""The parts of a filter: what a reader sees as one thing and takes off in one go."""

from dataclasses import fields, replace
from typing import Any

from mapapp.model import StrikeFilter

# The dates are one part; every other field is its own.
_SEVERAL = {"dates": ("since", "until")}
PARTS = ("dates", *(field.name for field in fields(StrikeFilter) if field.name not in ("since", "until")))
_NONE = StrikeFilter()


def active_parts(chosen: StrikeFilter) -> list[str]:
    """The parts that filter, in the order of `PARTS`."""
    return [part for part in PARTS if any(getattr(chosen, name) != getattr(_NONE, name) for name in _names(part))]


def without(chosen: StrikeFilter, part: str) -> StrikeFilter:
    """The filter with this part taken off."""
    off: dict[str, Any] = {name: getattr(_NONE, name) for name in _names(part)}
    return replace(chosen, **off)


def _names(part: str) -> tuple[str, ...]:
    return _SEVERAL.get(part, (part,))
