"""The map page: the filters, the map and the table, all showing the strikes of one filter."""

from collections.abc import Sequence

import streamlit as st
from streamlit_folium import st_folium

from mapapp.app import filters, phone_filters, state, strike_list
from mapapp.app.plain import plain
from mapapp.app.tables import tables
from mapapp.app.words import Words
from mapapp.columns import StrikeTable, mask
from mapapp.exchange import filter_to_params
from mapapp.map import map_state, strike_map
from mapapp.model import Strike, StrikeFilter

DATA_URL = "../../mapdata"


def show() -> None:
    """Draw the page."""
    words = state.words()
    table = tables().current()
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    for problem in state.start(params, table.rows):
        st.warning(words("address_problem", problem=plain(problem)))
    if not len(table):
        st.info(words("empty"))
    chosen = filters.sidebar(table, st.session_state["filter"], words)
    state.follow(chosen)
    phone_filters.button(_filters_label(chosen, words))
    shown = [table.strikes[row] for row in mask(table, chosen).nonzero()[0].tolist()]
    _headline(shown, len(table), words)
    _take_choices()
    _map(table, chosen, words)
    _table(shown, words)


def _filters_label(chosen: StrikeFilter, words: Words) -> str:
    changed = len(filter_to_params(chosen))
    return f"{words('filters')} ({changed})" if changed else words("filters")


def _headline(shown: Sequence[Strike], total: int, words: Words) -> None:
    days = [strike.date for strike in shown if strike.date]
    if not shown:
        st.title(words("nothing"), anchor=False)
        st.markdown(words("of_strikes", shown=0, all=total) + ". " + words("nothing_more"))
        return
    dates = f", {words.days(min(days), max(days))}" if days else ""
    st.title(words.strikes(len(shown)) + dates, anchor=False)
    st.markdown(" ".join(_sentences(shown, total, words)))


def _sentences(shown: Sequence[Strike], total: int, words: Words) -> list[str]:
    known = [strike.killed for strike in shown if strike.killed is not None]
    without = sum(not strike.placed for strike in shown)
    sentences = [words("of_strikes", shown=f"{len(shown):,}", all=f"{total:,}") + "."]
    if without:
        sentences.append(words("drawn", n=f"{without:,}"))
    if known:
        figures = {"killed": f"{sum(known):,}", "without": f"{len(shown) - len(known):,}"}
        sentences.append(words("killed_sum", **figures))
    else:
        sentences.append(words("killed_none"))
    return sentences


def _take_choices() -> None:
    """A click in the map's frame chooses a strike, or none; each click counts once."""
    told = (st.session_state.get("map") or {}).get("last_active_drawing") or {}
    properties = told.get("properties") or {}
    click = (properties.get("mount"), properties.get("click"))
    if properties and click != st.session_state.get("map_click"):
        st.session_state["map_click"] = click
        st.session_state["strike"] = properties.get("id")


def _map(table: StrikeTable, chosen: StrikeFilter, words: Words) -> None:
    st_folium(
        strike_map(data_url=DATA_URL),
        key="map",
        height=686,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=map_state(
            chosen,
            version=table.version,
            selected=st.session_state["strike"],
            view=st.session_state["view"],
            language=words.language,
        ),
    )


def _table(shown: Sequence[Strike], words: Words) -> None:
    st.subheader(words("table"), anchor=False)
    if not shown:
        return
    st.markdown(words("table_help"))
    before = st.session_state["strike"]
    picked = strike_list.choose(shown, before, words)
    if picked is not None and picked != before:
        st.session_state["strike"] = st.session_state["table_strike"] = picked
        st.rerun()
    strike_list.downloads(shown, words)
