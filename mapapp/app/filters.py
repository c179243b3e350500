"""The filters in the sidebar: search, days, a check box with its count for each option, distance, figures."""

from dataclasses import replace
from datetime import date

import streamlit as st

from mapapp.app import near, option_style
from mapapp.app.parts import mount
from mapapp.app.plain import plain
from mapapp.app.words import Words
from mapapp.columns import FACETS, StrikeTable, confidence_counts, facets
from mapapp.errors import InputError
from mapapp.exchange.filters import MAX_WORDS
from mapapp.model import StrikeFilter

OPEN = ("attackers", "target_types", "statuses")
# A facet of more options than this shows those of most strikes, and a field that finds the others.
MOST_OPTIONS = 16
CONFIDENCES = (0.6, 0.85)
_PREFIX, _CONFIDENCE = "filter:", "filter:confidence:"


def now(table: StrikeTable, chosen: StrikeFilter, words: Words) -> StrikeFilter:
    """What the filters are set to now, before they are drawn: so that the map need not wait for their boxes."""
    _fill(table, chosen, words)
    return _read(table, words)


def sidebar(table: StrikeTable, now: StrikeFilter, words: Words) -> None:
    """Draw the filters, with the counts that they have under `now`."""
    with st.sidebar:
        mount("skip", key="skip", data={"label": words("skip")})
        left, right = st.columns([2, 3], vertical_alignment="center")
        left.subheader(words("filters"), anchor=False)
        right.button(words("clear"), on_click=clear, type="tertiary", key="clear")
        st.text_input(
            words("words"), key=_PREFIX + "words", max_chars=MAX_WORDS, placeholder=words("words"),
            label_visibility="collapsed",
        )  # fmt: skip
        _days(table, words)
        _near(words)
        counts = facets(table, now)
        st.html(option_style.imported())
        st.html(option_style.style_of(table, counts))
        for facet in (*OPEN, *(name for name in FACETS if name not in OPEN)):
            _facet(facet, counts[facet], words)
        _confidence(confidence_counts(table, now, _levels(now)), words)
        st.number_input(words("killed_min"), min_value=0, max_value=1_000_000, step=1, key=_PREFIX + "killed_min")


def put(chosen: StrikeFilter) -> None:
    """Set the filter from outside the widgets, before they are drawn: they then show it."""
    for key in [key for key in st.session_state if str(key).startswith(_PREFIX)]:
        del st.session_state[key]
    st.session_state["filter"] = chosen


def clear() -> None:
    """Take every part of the filter off."""
    put(StrikeFilter())


def _key(facet: str, option: str) -> str:
    return f"{_PREFIX}{facet}:{option}"


def _fill(table: StrikeTable, chosen: StrikeFilter, words: Words) -> None:
    """Set each widget that is not drawn yet; one that is keeps what the reader gave it."""
    values: dict[str, object] = {
        "since": chosen.since.isoformat() if chosen.since else "",
        "until": chosen.until.isoformat() if chosen.until else "",
        "words": chosen.words,
        "killed_min": chosen.killed_min,
        "near": near.text_of(chosen.near, words),
    }
    for name, value in values.items():
        st.session_state.setdefault(_PREFIX + name, value)
    for level in _levels(chosen):
        st.session_state.setdefault(f"{_CONFIDENCE}{level:g}", level == chosen.confidence_min)
    for facet, column in FACETS.items():
        ticked, words_of = getattr(chosen, facet), table.vocabularies[column]
        for option in {*(words_of if len(words_of) <= MOST_OPTIONS else ()), *ticked}:
            st.session_state.setdefault(_key(facet, option), option in ticked)


def _days(table: StrikeTable, words: Words) -> None:
    """Two fields of text: a date field of Streamlit is cut here, and its parts are too small to be met."""
    for column, name, day in zip(st.columns(2), ("since", "until"), table.days or (None, None), strict=True):
        shown = day.isoformat() if day else "2025-12-31"
        column.text_input(words(name), key=_PREFIX + name, max_chars=10, placeholder=shown)
    for name in ("since", "until"):
        text = (st.session_state[_PREFIX + name] or "").strip()
        if text and _day(text) is None:
            st.warning(words("bad_day", day=plain(text)))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def _near(words: Words) -> None:
    """A field for the distance, and below it what the name was taken for, or why it could not be used."""
    st.text_input(
        words("near"), key=_PREFIX + "near", max_chars=near.MOST_CHARS, placeholder=words("near_hint")
    )  # fmt: skip
    try:
        found = near.near_of(st.session_state[_PREFIX + "near"] or "", words)
    except InputError as problem:
        st.warning(plain(str(problem)))
        return
    name = near.place_of(found) if found else None
    if name:
        place = near.places(name)[0]
        taken = ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))
        st.markdown(plain(taken))


def _facet(facet: str, counts: dict[str, int], words: Words) -> None:
    if not counts:
        return
    ticked = sum(bool(st.session_state.get(_key(facet, option))) for option in counts)
    state = f"{ticked} / {len(counts)}" if ticked else words("any")
    if facet in OPEN:
        with st.container(gap="xxsmall"):
            st.markdown(f"**{words(facet)}**")
            _boxes(facet, counts, words)
        return
    with st.expander(f"{words(facet)} · {state}", key=f"open:{facet}"), st.container(gap="xxsmall"):
        _boxes(facet, counts, words)


def _boxes(facet: str, counts: dict[str, int], words: Words) -> None:
    for option, count in _offered(facet, counts, words):
        st.checkbox(f"{plain(words.value(option))} · {words.number(count)}", key=_key(facet, option))


def _offered(facet: str, counts: dict[str, int], words: Words) -> list[tuple[str, int]]:
    """The options to show, most strikes first: all of a short facet, else those found, and those ticked."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) <= MOST_OPTIONS:
        return ranked
    asked = st.text_input(
        words("find_option", facet=words(facet)), key=f"find:{facet}", max_chars=100,
        placeholder=words("find_option", facet=words(facet)), label_visibility="collapsed",
    )  # fmt: skip
    wanted = (asked or "").casefold()
    found = [entry for entry in ranked if wanted in entry[0].casefold() or wanted in words.value(entry[0]).casefold()]
    ticked = [entry for entry in ranked if st.session_state.get(_key(facet, entry[0]))]
    return sorted({*ticked, *found[:MOST_OPTIONS]}, key=lambda item: (-item[1], item[0]))


def _levels(chosen: StrikeFilter) -> tuple[float, ...]:
    return tuple(sorted({*CONFIDENCES, *([chosen.confidence_min] if chosen.confidence_min else [])}))


def _confidence(counts: dict[float, int], words: Words) -> None:
    def only(level: float) -> None:
        for other in counts:
            if other != level:
                st.session_state[f"{_CONFIDENCE}{other:g}"] = False

    ticked = next((level for level in counts if st.session_state.get(f"{_CONFIDENCE}{level:g}")), None)
    state = f"≥ {ticked:.2f}" if ticked else words("any")
    with st.expander(f"{words('confidence')} · {state}", key="open:confidence"), st.container(gap="xxsmall"):
        for level, count in counts.items():
            st.checkbox(
                f"{words('at_least', level=f'{level:.2f}')} · {words.number(count)}", key=f"{_CONFIDENCE}{level:g}",
                on_change=only, args=(level,),
            )  # fmt: skip


def _read(table: StrikeTable, words: Words) -> StrikeFilter:
    state = st.session_state
    since, until = _day(state[_PREFIX + "since"]), _day(state[_PREFIX + "until"])
    if since and until and since > until:
        since, until = until, since
    chosen: StrikeFilter = state["filter"]
    levels = [level for level in _levels(chosen) if state.get(f"{_CONFIDENCE}{level:g}")]
    return replace(
        chosen,
        since=since,
        until=until,
        words=" ".join((state[_PREFIX + "words"] or "").split()),
        killed_min=int(state[_PREFIX + "killed_min"] or 0),
        confidence_min=max(levels, default=0.0),
        near=_read_near(chosen, words),
        **_ticked(),  # type: ignore[arg-type]
    )


def _ticked() -> dict[str, frozenset[str]]:
    """What is ticked in each facet, from the state of its boxes: drawn or not, a ticked one filters."""
    found: dict[str, set[str]] = {facet: set() for facet in FACETS}
    for key, value in st.session_state.items():
        prefix, _, rest = str(key).partition(":")
        facet, _, option = rest.partition(":")
        if value is True and prefix == "filter" and facet in found:
            found[facet].add(option)
    return {facet: frozenset(options) for facet, options in found.items()}


def _read_near(chosen: StrikeFilter, words: Words) -> tuple[float, float, float] | None:
    text = st.session_state[_PREFIX + "near"] or ""
    if text == near.text_of(chosen.near, words):
        return chosen.near
    try:
        return near.near_of(text, words)
    except InputError:
        return None
