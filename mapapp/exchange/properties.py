"""The properties of a strike or a named place, the same in every format, in one fixed order."""

from typing import Any

from mapapp.model import NamedPlace, Strike, strike_to_dict

# The order of the columns of CSV and of the properties of GeoJSON.
COLUMNS = (
    "kind", "id", "report", "date", "time_precision", "attacker", "attacked", "weapon", "weapon_type",
    "target", "target_type", "operator", "place", "place_id", "admin1", "country", "latitude", "longitude",
    "geo_precision", "uncertainty_km", "killed", "injured", "outcome", "status", "summary", "quote",
    "quote_start", "confidence", "dataset", "sources", "place_source", "launch_place", "launch_latitude",
    "launch_longitude", "killed_low", "killed_high", "injured_low", "injured_high", "date_start",
    "date_end",
)  # fmt: skip
DECIMALS = 6


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def strike_properties(strike: Strike) -> dict[str, Any]:
    """A strike's properties, coordinates among them (None where it could not be placed)."""
    row = {**strike_to_dict(strike), "kind": "strike"}
    for name in ("latitude", "longitude", "launch_latitude", "launch_longitude"):
        row[name] = _rounded(row[name])
    return {name: row[name] for name in COLUMNS}


def place_properties(place: NamedPlace) -> dict[str, Any]:
    """A named place's properties; `place_kind` is what it is, `kind` that it is a place and no strike."""
    return {
        "kind": "place",
        "report": place.report,
        "name": place.name,
        "place": place.place,
        "place_id": place.place_id,
        "place_source": place.place_source or None,
        "place_kind": place.kind.value,
        "country": place.country,
        "latitude": _rounded(place.latitude),
        "longitude": _rounded(place.longitude),
        "geo_precision": place.geo_precision.value,
        "uncertainty_km": place.uncertainty_km,
        "confidence": place.confidence,
        "quote": place.quote,
        "quote_start": place.quote_start,
    }
