"""One strike, or one place that was named without one, as the frame's cards are given it."""

from dataclasses import asdict
from typing import Any

from mapapp.gazetteer.display import LANGUAGES, local_name
from mapapp.model import NamedPlace, Strike, strike_to_dict

_PLACES = ("place", "admin1", "launch_place")


def strike_record(strike: Strike, side: str) -> dict[str, Any]:
    """The strike as JSON values, with its side, and its places as other languages call them under `local`."""
    named = {field: getattr(strike, field) for field in _PLACES}
    return {**strike_to_dict(strike), "side": side, "local": _local(named, strike.country)}


def place_record(place: NamedPlace) -> dict[str, Any]:
    """The place as JSON values, with its names in other languages."""
    return {**asdict(place), "local": _local({"place": place.place}, place.country)}


def _local(named: dict[str, str | None], country: str | None) -> dict[str, dict[str, str]]:
    return {
        language: {
            field: other
            for field, name in named.items()
            if name and (other := local_name(name, country, language)) != name
        }
        for language in LANGUAGES
    }
