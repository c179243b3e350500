"""What was found in a report: the text with its proofs, the strikes, their pins, the places, the open ends."""

import streamlit as st
from streamlit_folium import st_folium

from mapapp.app.cards import Cards
from mapapp.app.marks import MOST_CHARS, pieces
from mapapp.app.parts import mount
from mapapp.app.plain import plain
from mapapp.app.tables import report_table, tables
from mapapp.app.words import Words
from mapapp.map import map_state, strike_map
from mapapp.model import Extraction, StrikeFilter

DATA_URL = "../../mapdata"
HEIGHT = 300
_UNDER_CONTROLS = 26.0
# The text stays in sight beside a list that is longer.
_STYLE = """<style>
@media (min-width: 641px) {div:has(> .st-key-report-text) {position: sticky; top: 4rem;}}
</style>"""


def show(extraction: Extraction, words: Words) -> None:
    """Draw what was found: text on the left, its map and its strikes on the right."""
    count = len(extraction.strikes)
    title = words("found", count=words.strikes(count)) if count else words("found_none")
    st.header(title, anchor=False)
    st.html(_STYLE)
    cards = Cards(extraction, words)
    left, right = st.columns([7, 5], gap="large")
    with left, st.container(key="report-text"):
        _text(cards)
    with right:
        _pins(extraction, words)
        _strikes(cards)
    _places(extraction, words)
    _open_ends(extraction, words)


def _text(cards: Cards) -> None:
    report, words = cards.extraction.report, cards.words
    if report.title:
        st.subheader(plain(report.title), anchor=False)
    shown = {"shown": words.number(MOST_CHARS), "all": words.number(len(report.text))}
    data = {
        "version": _version(cards),
        "pieces": pieces(report.text, cards.marks, 0, MOST_CHARS),
        "marks": [[mark.role, mark.number] for mark in cards.marks],
        "key": cards.key(),
        "first": cards.order[0] if cards.order else None,
        "cut": words("text_cut", **shown) if len(report.text) > MOST_CHARS else "",
        "labels": {"text": words("marked_text"), "place": words("key_name"), "quote": words("quote"),
                   "strike": words.pattern("go_to_strike")},
    }  # fmt: skip
    mount("report_text", key="found-text", data=data)


def _strikes(cards: Cards) -> None:
    words, skipped = cards.words, cards.skipped()
    names = ("look", "and", "show", "said", "why")
    labels = {name: words(f"card_{name}") for name in names} | {
        "help": words("found_help"),
        "none": f"{words('why_not')} · {words.number(len(cards.extraction.skipped))}",
        "columns": [words("field"), words("in_words"), words("rule")],
    }
    data = {
        "version": _version(cards), "cards": cards.cards(), "skipped": skipped, "labels": labels,
        "cut": cards.left_out(),
    }  # fmt: skip
    mount("report_list", key="found-strikes", data=data)


def _version(cards: Cards) -> str:
    """What tells the browser that it has these texts already."""
    extraction, report = cards.extraction, cards.extraction.report
    counts = len(extraction.strikes), len(extraction.skipped), len(cards.marks)
    return f"{cards.words.language} {report.id} {report.published} {counts}"


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
    zoom = next((zoom for zoom in range(7, 2, -1) if wide * 2**zoom < 220), 2)
    # The controls cover the upper edge: the marks are put below them.
    return ((south + north) / 2 + _UNDER_CONTROLS / 2**zoom, (west + east) / 2, zoom)


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
