"""The services on the report page, geocoder and model: what they would be asked, what they were, what went wrong."""

from contextlib import ExitStack
from dataclasses import replace

import streamlit as st

from mapapp import pipeline
from mapapp.app.plain import plain
from mapapp.app.words import Words
from mapapp.errors import MapappError
from mapapp.model import Extraction, Report
from mapapp.settings import Settings


def extract(report: Report, settings: Settings) -> Extraction:
    """Read a report with the second opinion that the settings name; where it cannot be had, without, and say why."""
    with ExitStack() as stack:
        opinion, problems = None, []
        try:
            opinion = stack.enter_context(pipeline.second_opinion(settings))
        except MapappError as problem:
            problems.append(str(problem))
        extraction = pipeline.extract(report, opinion)
        return replace(extraction, warnings=(*extraction.warnings, *problems))


def announce(settings: Settings, words: Words) -> None:
    """Say before anything is sent that names, or the whole text, would be, and to whom."""
    name = settings.geocoder.name
    if name is not None:
        address = f"{name} ({settings.geocoder.url})" if settings.geocoder.url else name
        st.caption(words("asks_service", service=plain(address)))
    model = settings.extractor
    if model.name == "endpoint":
        st.caption(words("asks_model", url=plain(model.url), model=plain(model.model)))


def show(extraction: Extraction, words: Words) -> None:
    """Say what the service was asked and whom its answers are credited to."""
    for warning in extraction.warnings:
        st.warning(plain(words.error(warning)))
    for cached in (False, True):
        told = [inquiry for inquiry in extraction.inquiries if inquiry.cached is cached]
        if told:
            names = ", ".join(dict.fromkeys(inquiry.name for inquiry in told))
            key = "service_remembered" if cached else "service_asked"
            service, credit = plain(told[0].service), plain(told[0].credit)
            st.caption(words(key, service=service, names=plain(names), credit=credit))
