"""What a session remembers, and its address: filter, view, strike and language."""

import math
from collections.abc import Mapping

import streamlit as st

from mapapp.app.words import LANGUAGES, Words
from mapapp.exchange import FILTER_PARAMS, filter_to_params, read_params
from mapapp.model import StrikeFilter

View = tuple[float, float, int]
MAX_ID, MAX_ZOOM = 200, 20


def language() -> str:
    """The language: of the address, else what was chosen before, else the browser's, else English."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["language"] = asked
    if "language" not in st.session_state:
        st.session_state["language"] = "uk" if (st.context.locale or "").startswith("uk") else "en"
    return str(st.session_state["language"])


def words() -> Words:
    """The words in the session's language."""
    return Words(language())


def view_of(text: str) -> View | None:
    """Latitude, longitude and zoom from `50.45,30.52,6`; None where it is no such text."""
    try:
        latitude, longitude, zoom = (float(part) for part in text[:60].split(","))
    except ValueError:
        return None
    if not all(map(math.isfinite, (latitude, longitude, zoom))):
        return None
    inside = abs(latitude) <= 90 and abs(longitude) <= 360 and 0 <= zoom <= MAX_ZOOM
    return (latitude, longitude, round(zoom)) if inside else None


def start(params: Mapping[str, list[str]], known: Mapping[str, int]) -> list[str]:
    """Take filter, view and strike from the address, once a session.

    `known` has the ids of all strikes. Returns a sentence for each part that cannot be used.
    """
    if "filter" in st.session_state:
        return list(st.session_state["address_problems"])
    chosen, problems = read_params(dict(params))
    say = words()
    view_text, strike = "".join(params.get("view", [])[-1:]), "".join(params.get("strike", [])[-1:])
    view = view_of(view_text) if view_text else None
    if view_text and view is None:
        problems.append(say("bad_view"))
    if strike and strike not in known:
        problems.append(say("bad_strike"))
        strike = ""
    st.session_state["filter"] = chosen
    st.session_state["view"] = view
    st.session_state["strike"] = strike or None
    st.session_state["address_problems"] = problems
    return problems


def write_address(chosen: StrikeFilter) -> None:
    """Put the filter into the address; view and strike there are kept up by the map itself."""
    wanted = filter_to_params(chosen)
    for name in FILTER_PARAMS:
        if name not in wanted and name in st.query_params:
            del st.query_params[name]
        elif name in wanted and st.query_params.get_all(name) != [wanted[name]]:
            st.query_params[name] = wanted[name]


def follow(chosen: StrikeFilter) -> None:
    """Remember the filter; the sentences on the address go once something was changed."""
    if chosen != st.session_state["filter"]:
        st.session_state["filter"] = chosen
        st.session_state["address_problems"] = []
    write_address(chosen)
