"""The map page: the filters, the map and the views beside it, all showing the strikes of one filter."""

import streamlit as st
from streamlit_folium import st_folium

from mapapp.app import chips, filters, phone_filters, side_views, state, stories
from mapapp.app.plain import plain
from mapapp.app.tables import tables
from mapapp.app.words import Words
from mapapp.columns import StrikeTable, Summary, summary
from mapapp.filter_parts import active_parts
from mapapp.map import map_state, strike_map
from mapapp.map.told import read_told
from mapapp.model import StrikeFilter

DATA_URL = "../../mapdata"


def show() -> None:
    """Draw the page."""
    words = state.words()
    table = tables().current()
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    state.start(params, table, words)
    # Every part has a place that is there even when it shows nothing: where one comes or goes above the map,
    # Streamlit hides the map's frame until it has drawn all that follows.
    said, story, head, active = (st.container() for _ in range(4))
    with said:
        if not len(table):
            st.info(words("empty"))
    _take_choices()
    if st.context.is_embedded:
        with said:
            _say(words)
        _embedded(table, words)
        return
    with story:
        stories.panel(words)
    chosen = filters.now(table, st.session_state["filter"], words)
    state.follow(chosen)
    with said:
        _say(words)
    sums = summary(table, chosen)
    with head:
        phone_filters.button(_filters_label(chosen, words))
        _headline(sums, len(table), chosen, words)
    with active:
        chips.row(chosen, words)
        if not sums.count and len(table):
            chips.loosen(table, chosen, words)
    _map(table, chosen, words)
    filters.sidebar(table, chosen, words)
    side_views.show(table, chosen, words)


def _say(words: Words) -> None:
    """The sentences on the address, until something was changed."""
    for problem in st.session_state["address_problems"]:
        st.warning(words("address_problem", problem=plain(words.error(problem))))


def _embedded(table: StrikeTable, words: Words) -> None:
    """In another site's page: headline and map alone, and a way to all the rest."""
    chosen: StrikeFilter = st.session_state["filter"]
    sums = summary(table, chosen)
    dates = f", {words.days(sums.first, sums.last)}" if sums.first and sums.last else ""
    st.markdown(f"**{words.strikes(sums.count)}{dates}**" if sums.count else f"**{words('nothing')}**")
    _map(table, chosen, words)
    st.link_button(words("open_full"), state.full_address(chosen), type="tertiary")


def _filters_label(chosen: StrikeFilter, words: Words) -> str:
    changed = len(active_parts(chosen))
    return f"{words('filters')} ({changed})" if changed else words("filters")


def _headline(sums: Summary, total: int, chosen: StrikeFilter, words: Words) -> None:
    dates = f", {words.days(sums.first, sums.last)}" if sums.first and sums.last else ""
    st.title(words.strikes(sums.count) + dates if sums.count else words("nothing"), anchor=False)
    shown = words("of_strikes", shown=words.number(sums.count), all=words.number(total)) + "."
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.markdown(" ".join([shown, *(_sentences(sums, words) if sums.count else [])]))
    with right:
        side_views.share(chosen, words)


def _sentences(sums: Summary, words: Words) -> list[str]:
    sentences = [words("drawn", n=words.number(sums.unplaced))] if sums.unplaced else []
    if sums.without == sums.count:
        return [*sentences, words("killed_none")]
    figures = {"killed": words.number(sums.killed), "without": words.number(sums.without)}
    return [*sentences, words("killed_sum", **figures)]


def _take_choices() -> None:
    """What was done in the map's frame: a strike was chosen, or none, or a filter set. Each message counts once."""
    told = read_told((st.session_state.get("map") or {}).get("last_active_drawing"))
    if told is None or (told.mount, told.count) == st.session_state.get("map_told"):
        return
    st.session_state["map_told"] = (told.mount, told.count)
    if told.changes:
        filters.put(told.apply(st.session_state["filter"]))
    else:
        st.session_state["strike"] = told.strike


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
            layers=st.session_state["layers"],
            language=words.language,
        ),
    )
