"""The filters in the sidebar: search, days, a check box with its count for each option, killed."""

from dataclasses import replace
from datetime import date

import streamlit as st

from mapapp.app.plain import plain
from mapapp.app.words import Words
from mapapp.columns import FACETS, StrikeTable, facets
from mapapp.exchange.filters import MAX_WORDS
from mapapp.model import StrikeFilter

OPEN = ("attackers", "target_types", "statuses")
_PREFIX = "filter:"


def sidebar(table: StrikeTable, chosen: StrikeFilter, words: Words) -> StrikeFilter:
    """Draw the filters as `chosen` sets them and return what they are set to now."""
    _fill(table, chosen)
    with st.sidebar:
        left, right = st.columns([2, 3], vertical_alignment="center")
        left.subheader(words("filters"), anchor=False)
        right.button(words("clear"), on_click=_clear, type="tertiary", key="clear")
        st.text_input(
            words("words"), key=_PREFIX + "words", max_chars=MAX_WORDS, placeholder=words("words"),
            label_visibility="collapsed",
        )  # fmt: skip
        _days(table, words)
        counts = facets(table, _read(table))
        for facet in (*OPEN, *(name for name in FACETS if name not in OPEN)):
            _facet(facet, counts[facet], words)
        st.number_input(words("killed_min"), min_value=0, max_value=1_000_000, step=1, key=_PREFIX + "killed_min")
    return _read(table)


def put(chosen: StrikeFilter) -> None:
    """Set the filter from outside the widgets, before they are drawn: they then show it."""
    for key in [key for key in st.session_state if str(key).startswith(_PREFIX)]:
        del st.session_state[key]
    st.session_state["filter"] = chosen


def _clear() -> None:
    put(StrikeFilter())


def _key(facet: str, option: str) -> str:
    return f"{_PREFIX}{facet}:{option}"


def _options(table: StrikeTable, facet: str) -> list[str]:
    chosen: StrikeFilter = st.session_state["filter"]
    occur = {table.vocabularies[FACETS[facet]][code] for code in set(table.codes[FACETS[facet]].tolist())}
    return sorted(occur | getattr(chosen, facet))


def _fill(table: StrikeTable, chosen: StrikeFilter) -> None:
    """Set each widget that is not drawn yet; one that is keeps what the reader gave it."""
    values: dict[str, object] = {
        "since": chosen.since,
        "until": chosen.until,
        "words": chosen.words,
        "killed_min": chosen.killed_min,
    }
    for name, value in values.items():
        st.session_state.setdefault(_PREFIX + name, value)
    for facet in FACETS:
        for option in _options(table, facet):
            st.session_state.setdefault(_key(facet, option), option in getattr(chosen, facet))


def _days(table: StrikeTable, words: Words) -> None:
    dated = table.day[table.day > 0]
    first, last = (date.fromordinal(int(day)) for day in (dated.min(), dated.max())) if len(dated) else (None, None)
    asked = [st.session_state[_PREFIX + name] for name in ("since", "until")]
    limits = [day for day in (first, last, *asked) if day]
    for column, name in zip(st.columns(2), ("since", "until"), strict=True):
        column.date_input(
            words(name),
            value=None,
            min_value=min(limits, default=date(1900, 1, 1)),
            max_value=max(limits, default=date(2100, 1, 1)),
            format="YYYY-MM-DD",
            key=_PREFIX + name,
        )


def _facet(facet: str, counts: dict[str, int], words: Words) -> None:
    ticked = sum(bool(st.session_state.get(_key(facet, option))) for option in counts)
    state = f"{ticked} / {len(counts)}" if ticked else words("any")
    title = words(facet)
    if facet in OPEN:
        with st.container(gap="xxsmall"):
            st.markdown(f"**{title}**")
            _boxes(facet, counts, words)
        return
    with st.expander(f"{title} · {state}", key=f"open:{facet}"), st.container(gap="xxsmall"):
        _boxes(facet, counts, words)


def _boxes(facet: str, counts: dict[str, int], words: Words) -> None:
    for option, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        st.checkbox(f"{plain(words.value(option))} · {count:,}", key=_key(facet, option))


def _read(table: StrikeTable) -> StrikeFilter:
    state = st.session_state
    since, until = state[_PREFIX + "since"], state[_PREFIX + "until"]
    if since and until and since > until:
        since, until = until, since
    ticked = {
        facet: frozenset(option for option in _options(table, facet) if state.get(_key(facet, option)))
        for facet in FACETS
    }
    chosen: StrikeFilter = state["filter"]
    return replace(
        chosen,
        since=since,
        until=until,
        words=" ".join((state[_PREFIX + "words"] or "").split()),
        killed_min=int(state[_PREFIX + "killed_min"] or 0),
        **ticked,  # type: ignore[arg-type]
    )
