"""What a session remembers, and its address: filter, view, layers, strike, story and language."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode, urlsplit

import streamlit as st

from mapapp.app import near
from mapapp.app.words import LANGUAGES, Words
from mapapp.columns import StrikeTable, row_of
from mapapp.errors import InputError
from mapapp.exchange import FILTER_PARAMS, filter_to_params
from mapapp.exchange.short import expand
from mapapp.exchange.views import SIDE_VIEWS, View, query_of, read_view
from mapapp.model import StrikeFilter

MAX_ID = 200
_QUIET = ("s", "place")


def language() -> str:
    """The language: of the address, else what was chosen before, else the browser's, else English."""
    asked = st.query_params.get("lang") or _short_language()
    if asked in LANGUAGES:
        st.session_state["language"] = asked
    if "language" not in st.session_state:
        st.session_state["language"] = "uk" if (st.context.locale or "").startswith("uk") else "en"
    return str(st.session_state["language"])


def _short_language() -> str | None:
    """The language that a short link stands for; the rest of it is read by `start`."""
    short = st.query_params.get("s")
    return "".join(_expanded({"s": [short]})[0].get("lang", [])[-1:]) or None if short else None


def words() -> Words:
    """The words in the session's language."""
    return Words(language())


def start(params: Mapping[str, list[str]], table: StrikeTable, say: Words) -> None:
    """Take filter, view, layers and strike from the address, once a session.

    A sentence for each part that cannot be used is kept for the page.
    """
    if "filter" in st.session_state:
        return
    params, problems = _expanded(params)
    view, more = read_view(params)
    problems += more
    near.learn(view.chosen.near, "".join(params.get("place", [])[-1:]))
    if view.strike and row_of(table, view.strike) is None:
        problems.append(say("bad_strike"))
    take(view, table)
    st.session_state["address_problems"] = problems
    st.session_state["story"] = "".join(params.get("story", [])[-1:])[:MAX_ID] or None
    step = "".join(params.get("step", [])[-1:])
    st.session_state["step"] = int(step) if step.isascii() and step.isdigit() and len(step) < 4 else 1
    # A story's own view is taken only where the address names no other.
    st.session_state["story_fresh"] = not any(name in params for name in (*FILTER_PARAMS, "view", "strike"))


def take(view: View, table: StrikeTable) -> None:
    """Show this view."""
    st.session_state["filter"] = view.chosen
    st.session_state["view"] = view.place
    st.session_state["layers"] = view.layers
    st.session_state["side"] = st.session_state["side:shown"] = view.side or SIDE_VIEWS[0]
    st.session_state["strike"] = view.strike if view.strike and row_of(table, view.strike) is not None else None


def _expanded(params: Mapping[str, list[str]]) -> tuple[dict[str, list[str]], list[str]]:
    """The parameters with those that a short link stands for; what the address says itself goes first."""
    given = dict(params)
    if "s" not in given:
        return given, []
    try:
        query = expand(given["s"][-1])
    except InputError as problem:
        return given, [str(problem)]
    return parse_qs(query, max_num_fields=60) | {name: value for name, value in given.items() if name != "s"}, []


def write_address(chosen: StrikeFilter) -> None:
    """Put the filter into the address; view, layers and strike there are kept up by the map itself."""
    wanted = _params(chosen)
    for name in (*FILTER_PARAMS, *_QUIET):
        if name not in wanted and name in st.query_params:
            del st.query_params[name]
        elif name in wanted and st.query_params.get_all(name) != [wanted[name]]:
            st.query_params[name] = wanted[name]


def _params(chosen: StrikeFilter) -> dict[str, str]:
    name = near.place_of(chosen.near) if chosen.near else None
    return filter_to_params(chosen) | ({"place": name} if name else {})


def full_address(chosen: StrikeFilter) -> str:
    """The address of the page that is not embedded, with this filter, and the view that the session came with."""
    parts = urlsplit(st.context.url or "/")
    kept = st.session_state
    view = View(chosen=chosen, place=kept["view"], layers=kept["layers"], strike=kept["strike"])
    return f"{parts.scheme}://{parts.netloc}{parts.path}?{query_of(view)}&{urlencode({'lang': language()})}"


def follow(chosen: StrikeFilter) -> None:
    """Remember the filter; the sentences on the address go once something was changed."""
    if chosen != st.session_state["filter"]:
        st.session_state["filter"] = chosen
        st.session_state["address_problems"] = []
    write_address(chosen)
