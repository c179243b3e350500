"""The active parts of the filter as chips that are taken off one by one, and what to loosen where nothing is found."""

from collections.abc import Callable

import streamlit as st

from mapapp.app import filters, near
from mapapp.app.plain import plain
from mapapp.app.words import Words
from mapapp.columns import FACETS, StrikeTable, loosened
from mapapp.filter_parts import active_parts, without
from mapapp.model import StrikeFilter

MOST_NAMES, MOST_OFFERED = 3, 2


def row(chosen: StrikeFilter, words: Words) -> None:
    """A chip for each active part; a press takes it off."""
    parts = active_parts(chosen)
    if not parts:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        for part in parts:
            label = words("chip", name=text_of(chosen, part, words))
            st.button(plain(label), key=f"chip:{part}", on_click=filters.put, args=(without(chosen, part),))


def loosen(table: StrikeTable, chosen: StrikeFilter, words: Words) -> None:
    """Where nothing matches: the parts whose removal brings most back, with how many, else all of them."""
    offered = loosened(table, chosen)[:MOST_OFFERED]
    if not offered:
        st.markdown(words("loosen_none"))
        st.button(words("clear"), key="loosen:all", on_click=filters.clear)
        return
    st.markdown(words("loosen"))
    with st.container(horizontal=True, gap="small"):
        for part, count in offered:
            label = words("loosen_one", name=text_of(chosen, part, words), count=words.strikes(count))
            st.button(plain(label), key=f"loosen:{part}", on_click=filters.put, args=(without(chosen, part),))


def text_of(chosen: StrikeFilter, part: str, words: Words) -> str:
    """A part of the filter in words, such as `Struck by: Russia`."""
    if part in FACETS:
        names = sorted(words.value(option) for option in getattr(chosen, part))
        more = f" +{len(names) - MOST_NAMES}" if len(names) > MOST_NAMES else ""
        return f"{words(part)}: {', '.join(names[:MOST_NAMES])}{more}"
    return _OTHERS[part](chosen, words)


def _dates(chosen: StrikeFilter, words: Words) -> str:
    if chosen.since and chosen.until:
        return words.days(chosen.since, chosen.until)
    if chosen.since:
        return words("from_day", day=words.day(chosen.since))
    return words("to_day", day=words.day(chosen.until))


_OTHERS: dict[str, Callable[[StrikeFilter, Words], str]] = {
    "dates": _dates,
    "killed_min": lambda chosen, words: f"{words('killed_min')} {words.number(chosen.killed_min)}",
    "confidence_min": lambda chosen, words: f"{words('confidence')} ≥ {chosen.confidence_min:.2f}",
    "words": lambda chosen, words: words("with_words", words=chosen.words),
    "near": lambda chosen, words: words("within", where=near.text_of(chosen.near, words)),
    "area": lambda chosen, words: words("in_area"),
}
