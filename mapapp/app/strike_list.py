"""Strikes as a table that the keyboard reaches, and their downloads."""

import io
from collections.abc import Sequence
from typing import Any

import streamlit as st

from mapapp.app.words import Words
from mapapp.exchange import write
from mapapp.model import Strike

ROW_HEIGHT, MOST_ROWS_SHOWN = 35, 12


def rows_of(strikes: Sequence[Strike], words: Words) -> dict[str, list[Any]]:
    """The columns of the table, those that a phone shows first."""
    return {
        words("date"): [words.day(strike.date) for strike in strikes],
        words("place"): [strike.place or "–" for strike in strikes],
        words("attackers"): [words.value(strike.attacker) for strike in strikes],
        words("killed"): [strike.killed for strike in strikes],
        words("injured"): [strike.injured for strike in strikes],
        words("weapon_types"): [words.value(strike.weapon_type) for strike in strikes],
        words("target"): [strike.target or words.value(strike.target_type) for strike in strikes],
        words("outcomes"): [words.value(strike.outcome) for strike in strikes],
        words("statuses"): [words.value(strike.status) for strike in strikes],
        words("precision"): [words.value(strike.geo_precision or "unknown") for strike in strikes],
        words("summary"): [strike.summary or strike.quote or "" for strike in strikes],
    }


def choose(strikes: Sequence[Strike], selected: str | None, words: Words) -> str | None:
    """Draw the table and return the id of the chosen strike.

    A strike that was chosen elsewhere (on the map, in the address) is marked; that needs a new table, so its
    key changes then and only then: a reader who walks through the rows keeps the focus.
    """
    state = st.session_state
    rows = {strike.id: row for row, strike in enumerate(strikes)}
    if selected != state.get("table_strike"):
        state["table_number"] = state.get("table_number", 0) + 1
        state["table_strike"] = selected
    at = rows.get(selected or "")
    event = st.dataframe(
        rows_of(strikes, words),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        selection_default={"selection": {"cells": [] if at is None else [(at, words("date"))]}},
        height=ROW_HEIGHT * (min(len(strikes), MOST_ROWS_SHOWN) + 1) + 2,
        placeholder="–",
        key=f"table:{state.get('table_number', 0)}",
        column_config=_columns(words),
        alt=words("table"),
    )
    return _chosen(event, strikes)


def _columns(words: Words) -> dict[str, Any]:
    text = st.column_config.TextColumn
    return {
        words("date"): text(width=105, pinned=True),
        words("place"): text(width=130),
        words("attackers"): text(width=80),
        words("killed"): st.column_config.NumberColumn(width=60),
        words("injured"): st.column_config.NumberColumn(width=70),
        words("summary"): text(width="large"),
    }


def _chosen(event: Any, strikes: Sequence[Strike]) -> str | None:
    cells = event["selection"]["cells"]
    row = cells[0][0] if cells else None
    return strikes[row].id if row is not None and row < len(strikes) else None


def downloads(strikes: Sequence[Strike], words: Words) -> None:
    """Buttons that hand out the strikes as they are filtered."""
    left, right, _ = st.columns([2, 2, 3])
    count = words.strikes(len(strikes))
    for column, name, shown, mime in (
        (left, "csv", "CSV", "text/csv"),
        (right, "geojson", "GeoJSON", "application/geo+json"),
    ):
        column.download_button(
            words("export", count=count, format=shown),
            data=lambda name=name: exported(strikes, name),  # type: ignore[misc]
            file_name=f"strikes.{name}",
            mime=mime,
            on_click="ignore",
            key=f"download:{name}",
            disabled=not strikes,
        )


def exported(strikes: Sequence[Strike], format: str) -> bytes:
    """The strikes in a format of `mapapp.exchange`, as UTF-8."""
    out = io.StringIO(newline="")
    write(strikes, (), format, out)
    return out.getvalue().encode()
