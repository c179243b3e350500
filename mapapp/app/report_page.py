"""The report page: paste a text, see what was found and the words that prove it, save it."""

import json
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

import streamlit as st

from mapapp import pipeline
from mapapp.app import asked, found, state
from mapapp.app.plain import plain
from mapapp.app.tables import tables
from mapapp.app.words import Words
from mapapp.errors import MapappError
from mapapp.model import Extraction

DRAFT = ("draft:text", "draft:title", "draft:date", "draft:url")
_LONG = 50_000
SAMPLE = "2025-12-20-odesa-port.json"


def show() -> None:
    """Draw the page."""
    words = state.words()
    st.title(words("report"), anchor=False)
    _saved_reports(words)
    _form(words)
    problem = st.session_state.get("report_problem")
    if problem:
        st.warning(plain(words.error(problem)))
    extraction: Extraction | None = st.session_state.get("extraction")
    if extraction is not None:
        asked.show(extraction, words)
        found.show(extraction, words)
        _save(extraction, words)


def _form(words: Words) -> None:
    # Streamlit forgets a widget's value when another page is shown. It is put back when the page is entered
    # again, and only then: writing it in every run would undo what is being typed.
    for key in DRAFT:
        st.session_state.setdefault(key, st.session_state.get(f"kept {key}", ""))
    _fill_again()
    st.text_area(words("text"), height=220, placeholder=words("text_hint"), key="draft:text")
    title, day, url = st.columns([3, 2, 3])
    title.text_input(words("report_title"), key="draft:title", max_chars=500)
    day.text_input(words("report_date"), key="draft:date", max_chars=40, placeholder="2025-12-20")
    url.text_input(words("report_url"), key="draft:url", max_chars=2000)
    for key in DRAFT:
        st.session_state[f"kept {key}"] = st.session_state[key]
    asked.announce(tables().settings, words)
    left, right, _ = st.columns([2, 2, 4])
    left.button(words("find"), type="primary", on_click=_find, key="find", width="stretch")
    right.button(words("sample"), on_click=_load_sample, key="sample", width="stretch")


def _load_sample() -> None:
    row = json.loads((tables().settings.data / "reports" / SAMPLE).read_text(encoding="utf-8"))
    _fill(row["text"], row["title"], row["published"], row.get("url"))


def _fill(text: str, title: str | None, published: str | None, url: str | None) -> None:
    for key, value in zip(DRAFT, (text, title, published, url), strict=True):
        st.session_state[key] = value or ""
    st.session_state["filled"] = ({key: st.session_state[key] for key in DRAFT}, 0)
    for key in ("extraction", "report_problem", "added"):
        st.session_state.pop(key, None)


def _fill_again() -> None:
    """Fill the boxes once more where a run that was asked for before the browser had their values emptied them all."""
    filled, runs = st.session_state.get("filled") or ({}, 0)
    if any(filled.values()) and not any(st.session_state[key] for key in DRAFT):
        st.session_state.update(filled)
    elif filled:
        # In the first run they are what `_fill` wrote; in the second they are what the browser has.
        st.session_state["filled"] = (filled, 1) if runs == 0 else None


def _find() -> None:
    """Read the draft. What cannot be read becomes a sentence; the draft stays as it was typed."""
    st.session_state.pop("added", None)
    st.session_state["report_problem"] = None
    words = state.words()
    try:
        with _patience(words):
            st.session_state["extraction"] = _extract(words)
    except MapappError as problem:
        st.session_state["extraction"] = None
        st.session_state["report_problem"] = str(problem)


def _patience(words: Words) -> AbstractContextManager[None]:
    """What is shown while a long text, or a model, takes its time."""
    long = len(str(st.session_state.get("draft:text") or "")) > _LONG
    slow = long or tables().settings.extractor.name == "endpoint"
    return st.spinner(words("reading")) if slow else nullcontext()


def _extract(words: Words) -> Extraction:
    draft = {key: str(st.session_state.get(key) or "").strip() for key in DRAFT[1:]}
    report = pipeline.read_report(
        str(st.session_state.get("draft:text") or ""),
        title=draft["draft:title"] or None,
        published=_day(draft["draft:date"], words),
        url=_url(draft["draft:url"], words),
    )
    return asked.extract(report, tables().settings)


def _day(text: str, words: Words) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MapappError(words("bad_date")) from None


def _url(text: str, words: Words) -> str | None:
    if not text:
        return None
    if not text.lower().startswith(("http://", "https://")) or any(sign.isspace() for sign in text):
        raise MapappError(words("bad_url"))
    return text


def _save(extraction: Extraction, words: Words) -> None:
    st.button(words("save"), type="primary", on_click=_add, args=(extraction,), key="save")
    added = st.session_state.get("added")
    if added is None:
        return
    if added.already:
        st.info(words("already"))
    else:
        st.success(words("saved", strikes=words.strikes(added.strikes), places=added.places))
    pages = st.session_state.get("pages")
    if pages:
        st.page_link(pages["map"], label=words("to_map"))


def _add(extraction: Extraction) -> None:
    st.session_state["report_problem"] = None
    try:
        st.session_state["added"] = tables().store.add_extraction(extraction)
    except MapappError as problem:
        st.session_state["report_problem"] = str(problem)


def _saved_reports(words: Words) -> None:
    reports = {report.id: report for report in tables().store.reports()}
    if not reports:
        return
    with st.expander(f"{words('saved_reports')} · {len(reports):,}", key="open:saved"):
        names = {name: _name(report.title or report.text) for name, report in reports.items()}
        picked = st.selectbox(
            words("saved_reports"), list(reports), format_func=lambda key: names.get(key, key),
            label_visibility="collapsed", key="saved_report",
        )  # fmt: skip
        left, right, _ = st.columns([1, 2, 4])
        left.button(words("open"), on_click=_open, args=(reports.get(picked),), key="open_report")
        right.button(words("remove"), on_click=_remove, args=(picked,), key="remove_report")


def _name(text: str) -> str:
    first = " ".join(text.split())
    return first if len(first) <= 90 else first[:89] + "…"


def _open(report: Any) -> None:
    if report is not None:
        published = report.published.isoformat() if report.published else None
        _fill(report.text, report.title, published, report.url)
        _find()


def _remove(report_id: str) -> None:
    st.session_state.pop("added", None)
    try:
        tables().store.remove_report(report_id)
    except MapappError as problem:
        st.session_state["report_problem"] = str(problem)
