"""What was found in a report: the text with its proofs, the strikes, their pins, the places, the open ends."""

from collections.abc import Sequence

import streamlit as st
from streamlit_folium import st_folium

from mapapp.app import explained
from mapapp.app.highlight import MOST_CHARS, report_html
from mapapp.app.plain import plain
from mapapp.app.strike_list import rows_of
from mapapp.app.tables import report_table, tables
from mapapp.app.words import Words
from mapapp.map import map_state, strike_map
from mapapp.model import Extraction, Strike, StrikeFilter

DATA_URL = "../../mapdata"
HEIGHT = 380


def show(extraction: Extraction, words: Words) -> None:
    """Draw what was found: text on the left, map and lists on the right."""
    count = len(extraction.strikes)
    title = words("found", count=words.strikes(count)) if count else words("found_none")
    st.header(title, anchor=False)
    left, right = st.columns([7, 5], gap="large")
    with left:
        _text(extraction, words)
    with right:
        _pins(extraction, words)
    _strikes(extraction, words)
    explained.show(extraction, words)
    _places(extraction, words)
    _open_ends(extraction, words)


def _text(extraction: Extraction, words: Words) -> None:
    if extraction.report.title:
        st.subheader(plain(extraction.report.title), anchor=False)
    st.markdown(words("legend"))
    with st.container(height=HEIGHT + 120 if len(extraction.report.text) > MOST_CHARS // 20 else "content"):
        st.html(report_html(extraction.report, extraction.spans, extraction.strikes, _active(extraction.strikes)))


def _active(strikes: Sequence[Strike]) -> Strike | None:
    """The strike whose row is chosen in the list below the text."""
    chosen = st.session_state.get("found-strikes")
    rows = chosen["selection"]["rows"] if chosen else []
    return strikes[rows[0]] if rows and rows[0] < len(strikes) else None


def _pins(extraction: Extraction, words: Words) -> None:
    placed = [strike for strike in extraction.strikes if strike.placed] or extraction.places
    table = report_table(extraction)
    tables().keep(table)
    st_folium(
        strike_map(data_url=DATA_URL, height=HEIGHT, track=False, address=False),
        key="report-map",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=map_state(
            StrikeFilter(), version=table.version, view=_view(placed), language=words.language
        ),
    )


def _view(placed: object) -> tuple[float, float, int] | None:
    points = [(p.latitude, p.longitude) for p in placed]  # type: ignore[attr-defined]
    if not points:
        return None
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    wide = max(east - west, 1.6 * (north - south))
    zoom = next((zoom for zoom in range(7, 2, -1) if wide * 2**zoom < 360), 3)
    return ((south + north) / 2, (west + east) / 2, zoom)


def _strikes(extraction: Extraction, words: Words) -> None:
    strikes = extraction.strikes
    if not strikes:
        return
    columns = rows_of(strikes, words)
    columns.pop(words("summary"))
    rows = {
        "#": [f"[{number}]" for number in range(1, len(strikes) + 1)],
        **columns,
        words("confidence"): [words.confidence(strike.confidence) for strike in strikes],
        words("quote"): [strike.quote or "" for strike in strikes],
    }
    config = {words("quote"): st.column_config.TextColumn(width="large")}
    st.markdown(words("found_help"))
    st.dataframe(
        rows, hide_index=True, placeholder="–", column_config=config, key="found-strikes", on_select="rerun",
        selection_mode="single-row",
    )  # fmt: skip


def _places(extraction: Extraction, words: Words) -> None:
    if not extraction.places:
        return
    st.subheader(words("named"), anchor=False)
    rows = {
        words("name"): [place.name for place in extraction.places],
        words("place"): [place.place for place in extraction.places],
        words("countries"): [place.country or "–" for place in extraction.places],
        words("confidence"): [words.confidence(place.confidence) for place in extraction.places],
        words("quote"): [place.quote for place in extraction.places],
    }
    st.dataframe(rows, hide_index=True, key="found-places")


def _open_ends(extraction: Extraction, words: Words) -> None:
    """Strikes and names that could not be placed, each with the reason."""
    rows: list[tuple[str, str]] = []
    for number, strike in enumerate(extraction.strikes, 1):
        if not strike.placed:
            rows.append((f"[{number}] {strike.place or strike.target or '–'}", words("no_place_named")))
    for resolution in extraction.resolutions:
        if resolution.place is None:
            figure = f"{resolution.confidence:.2f}"
            rows.append((resolution.mention.name, words("doubtful", confidence=figure)))
    if rows:
        st.subheader(words("not_placed"), anchor=False)
        names, reasons = zip(*rows, strict=True)
        columns = {words("name"): list(names), words("reason"): list(reasons)}
        st.dataframe(columns, hide_index=True, key="found-open")
