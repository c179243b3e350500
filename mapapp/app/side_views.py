"""The views beside the map, of the same filter: the table, strikes over time, totals; and what each hands out."""

from urllib.parse import urlencode

import streamlit as st

from mapapp.app import stories, table_page
from mapapp.app.bars import timeline_html, totals_html
from mapapp.app.parts import base_path, mount
from mapapp.app.timeline import periods
from mapapp.app.words import Words
from mapapp.columns import StrikeTable, totals
from mapapp.exchange import filter_to_params
from mapapp.exchange.views import SIDE_VIEWS
from mapapp.model import StrikeFilter

MOST_ROWS = 60


def show(table: StrikeTable, chosen: StrikeFilter, words: Words) -> None:
    """Draw the view that is chosen."""
    st.session_state.setdefault("side:shown", st.session_state["side"])
    view = st.radio(
        words("views"), SIDE_VIEWS, format_func=lambda name: words(f"view_{name}"), horizontal=True, key="side:shown",
        label_visibility="collapsed",
    )  # fmt: skip
    _address(view)
    if view == "table":
        _table(table, chosen, words)
    elif view == "timeline":
        _timeline(table, chosen, words)
    else:
        _totals(table, chosen, view, words)
    stories.keep(words)


def _address(view: str) -> None:
    """The view is kept while other pages are shown, and stands in the address unless it is the first."""
    st.session_state["side"] = view
    if view == SIDE_VIEWS[0]:
        st.query_params.pop("side", None)
    elif st.query_params.get("side") != view:
        st.query_params["side"] = view


def share(chosen: StrikeFilter, words: Words) -> None:
    """The button that copies the link, and a link for each file of what is shown."""
    labels = {name: words(f"link_{name}") for name in ("copy", "copied", "by_hand", "link")}
    mount("share", key="share", data={"labels": labels, "base": base_path(), "files": _files(chosen, words)})


def _files(chosen: StrikeFilter, words: Words) -> list[dict[str, str]]:
    """The view that is shown as files, in the order that its reader gave it."""
    view = st.session_state.get("side:shown", st.session_state["side"])
    query = urlencode(filter_to_params(chosen))
    if view == "timeline":
        return [{"label": "CSV", "href": f"/views/timeline.csv?{query}"}]
    if view != "table":
        return [{"label": "CSV", "href": f"/views/totals.csv?{query}&each={view}"}]
    sort, _, order = str(getattr(st.session_state.get("strikes"), "sorted", None) or "date desc").partition(" ")
    ordered = f"{query}&{urlencode({'sort': sort, 'order': order, 'lang': words.language})}"
    return [
        {"label": "CSV", "href": f"/views/strikes.csv?{ordered}"},
        {"label": "GeoJSON", "href": f"/views/strikes.geojson?{ordered}"},
    ]


def _table(table: StrikeTable, chosen: StrikeFilter, words: Words) -> None:
    st.markdown(words("table_help"))
    labels = {name: words.pattern(f"table_{name}") for name in ("before", "after", "more", "page", "shown", "failed")}
    labels |= {"caption": words("table"), "language": words.language}
    data = {
        "base": base_path(),
        "version": table.version,
        "query": f"{urlencode(filter_to_params(chosen))}&lang={words.language}",
        "columns": table_page.columns(words),
        "selected": st.session_state.get("strike"),
        "labels": labels,
    }
    mount("strike_table", key="strikes", data=data, on_chosen_change=_chosen, on_sorted_change=_nothing)


def _chosen() -> None:
    """A row was chosen in the table. Its id comes from a browser: one that no strike has selects nothing."""
    picked = getattr(st.session_state.get("strikes"), "chosen", None)
    if isinstance(picked, str) and len(picked) <= 200:
        st.session_state["strike"] = picked


def _nothing() -> None:
    """A new order of the rows changes what the links hand out, nothing else."""


def _timeline(table: StrikeTable, chosen: StrikeFilter, words: Words) -> None:
    made = periods(table, chosen)
    if made.bars:
        st.html(timeline_html(made, words))
    else:
        st.markdown(words("no_days"))


def _totals(table: StrikeTable, chosen: StrikeFilter, by: str, words: Words) -> None:
    found = totals(table, chosen, by)
    st.html(totals_html(found[:MOST_ROWS], by, words))
    if len(found) > MOST_ROWS:
        st.markdown(words("more_rows", count=words.number(len(found) - MOST_ROWS)))
