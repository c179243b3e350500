"""What `mapapp places` and `mapapp geocode` print: places with their confidence, and why the others lost."""

import json
from collections.abc import Sequence
from typing import Any

from mapapp.errors import InputError
from mapapp.model import Place, Resolution, RunnerUp


def place_line(entry: Any) -> dict[str, Any]:
    """The answer to one line of `mapapp places`. Raises InputError where the line is not as it should be."""
    from mapapp import pipeline

    if isinstance(entry, InputError):
        raise entry
    name, value = entry
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise InputError(f'{name}: a line is an object with "id" and "text"; add what is missing.')
    spans = value.get("mentions")
    if spans is not None and not (isinstance(spans, list) and all(isinstance(span, list) for span in spans)):
        raise InputError(f'{name}: "mentions" is a list of [start, end]; correct it.')
    try:
        resolutions = pipeline.resolve_names(value["text"], spans)
    except InputError as problem:
        raise InputError(f"{name}: {problem}") from None
    return {"id": value.get("id"), "mentions": [mention(resolution) for resolution in resolutions]}


def mention(resolution: Resolution) -> dict[str, Any]:
    """One mention: its span, and its place; `latitude` to `uncertainty_km` are null where it was left open."""
    from mapapp.extract.sites import precision

    named, place = resolution.mention, resolution.place
    return {
        "start": named.start,
        "end": named.end,
        "name": named.name,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "kind": place.kind if place else None,
        "id": place.id if place else None,
        "geo_precision": precision(place.kind) if place else None,
        "uncertainty_km": place.radius_km if place else None,
        "confidence": resolution.confidence,
        "approximate": resolution.approximate,
        "metonym": named.metonym,
        "read_as": resolution.read_as,
        "runners_up": [
            {"name": other.place.name, "id": other.place.id, "confidence": other.score, "reason": other.reason}
            for other in resolution.runners_up
        ],
    }


def as_text(name: str, ranked: Sequence[RunnerUp]) -> str:
    """The likeliest place of a name, and below it the others, each with the reason why it lost."""
    best, *others = ranked
    asked = f"{name.partition(',')[0].strip()}, read as " if best.read_as else ""
    lost = [f"not {as_line(other.place)}: {other.score:.2f}, {other.reason}" for other in others]
    return "\n".join([asked + as_line(best.place, best.score), *lost])


def as_line(place: Place, confidence: float | None = None) -> str:
    """A place in one line, with its source."""
    where = ", ".join(part for part in (place.admin1, place.country) if part)
    people = f", {place.population:,} people" if place.population else ""
    point = f"{place.latitude:.4f}, {place.longitude:.4f}, within {place.radius_km:g} km"
    sure = "" if confidence is None else f"{confidence:.2f} · "
    return f"{place.name} ({place.kind}{people}) · {where or 'no country'} · {point} · {sure}{place.id}, {place.source}"


def as_geojson(places: Sequence[Place], ranked: Sequence[RunnerUp] = ()) -> str:
    """Points with what is known of the places; `confidence` and `reason` are null where nobody weighed them."""
    weighed = {one.place.id: one for one in ranked}
    features = [
        {
            "type": "Feature",
            "id": place.id,
            "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
            "properties": {
                "name": place.name, "kind": place.kind, "country": place.country, "admin1": place.admin1,
                "population": place.population, "uncertainty_km": place.radius_km, "source": place.source,
                **_weighed(weighed.get(place.id)),
            },
        }
        for place in places
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _weighed(one: RunnerUp | None) -> dict[str, Any]:
    if one is None:
        return {"confidence": None, "reason": None, "read_as": None}
    return {"confidence": one.score, "reason": one.reason or None, "read_as": one.read_as}
