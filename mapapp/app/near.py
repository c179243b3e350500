"""A distance from a place as a reader types it: `50 km of Odesa`, `Odesa, US`, `20 km of 46.48, 30.73`."""

import re
from functools import lru_cache

import streamlit as st

from mapapp import pipeline
from mapapp.app.words import Words
from mapapp.errors import InputError
from mapapp.geocode.embedded import Embedded
from mapapp.model import Place
from mapapp.shapes import Near, is_near

DEFAULT_KM, MOST_CHARS, CANDIDATES, SAME_KM = 50.0, 120, 10, 5.0
_DISTANCE = re.compile(
    r"(\d{1,5}(?:[.,]\d{1,3})?)\s*(?:km|км|kilomet\w+|кілометр\w*)\.?\s*(?:of|from|around|від|навколо|:)?\s*(.+)",
    re.IGNORECASE,
)
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,8})?)[,;\s]\s*(-?\d{1,3}(?:\.\d{1,8})?)")


@lru_cache(maxsize=256)
def places(name: str) -> tuple[Place, ...]:
    """The likeliest places of a name, from the embedded gazetteer; also of one in another case, such as Києва."""
    found = tuple(Embedded(pipeline.gazetteer()).ranked(name)[:CANDIDATES])
    if found:
        return found
    resolved = pipeline.resolve_names(name, [[0, len(name)]])
    return tuple(resolution.place for resolution in resolved if resolution.place)


def near_of(text: str, words: Words) -> Near | None:
    """The distance that the text asks for, None for an empty one. Raises `InputError` where it cannot be used."""
    text = " ".join(text.split())[:MOST_CHARS]
    if not text:
        return None
    asked = _DISTANCE.fullmatch(text)
    km, name = (float(asked[1].replace(",", ".")), asked[2]) if asked else (DEFAULT_KM, text)
    point = _POINT.fullmatch(name)
    if point:
        near = (float(point[1]), float(point[2]), km)
    else:
        found = places(name)
        if not found:
            raise InputError(words("near_unknown", name=name))
        near = (round(found[0].latitude, 4), round(found[0].longitude, 4), km)
        _names()[near[:2]] = name
    if not is_near(near):
        raise InputError(words("near_wrong"))
    return near


def text_of(near: Near | None, words: Words) -> str:
    """The text that `near_of` reads as this distance."""
    if near is None:
        return ""
    return words("near_text", km=f"{near[2]:g}", place=place_of(near) or f"{near[0]:g}, {near[1]:g}")


def place_of(near: Near) -> str | None:
    """The name under which the session knows the middle of the distance."""
    return _names().get((round(near[0], 4), round(near[1], 4)))


def learn(near: Near | None, name: str) -> None:
    """Call the middle by this name, given in an address, if the gazetteer has a place of it right there."""
    if near is None or not name or len(name) > MOST_CHARS:
        return
    if any(_same(place, near) for place in places(" ".join(name.split()))):
        _names()[round(near[0], 4), round(near[1], 4)] = " ".join(name.split())


def _same(place: Place, near: Near) -> bool:
    degrees = SAME_KM / 111
    return abs(place.latitude - near[0]) < degrees and abs(place.longitude - near[1]) < 2 * degrees


def _names() -> dict[tuple[float, float], str]:
    names: dict[tuple[float, float], str] = st.session_state.setdefault("near_names", {})
    return names
