"""The script that Streamlit runs for each session: the pages and what they share."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from mapapp.app import about_page, embed_page, map_page, report_page, state, stories
from mapapp.app.plain import plain
from mapapp.app.words import LANGUAGES, Words
from mapapp.errors import MapappError

# The app's name in the header; less air above the headline; touch targets of a finger's size.
STYLE = """<style>
[data-testid="stToolbar"]::before {content: "{name}"; font: 600 20px/24px "Source Serif", Georgia, serif;
  white-space: nowrap; padding: 0 12px 0 16px;}
[data-testid="stMainBlockContainer"] {padding: 4.25rem 1.25rem 3rem;}
[data-testid="stMainBlockContainer"] h1 {padding: 0;}
[data-testid="stMainBlockContainer"] [data-testid="stMarkdownContainer"] > p {max-width: 46rem;}
[data-testid="stSidebarContent"] {padding-inline: 1.1rem;}
@media (min-width: 769px) {[data-testid="stSidebarHeader"] {height: 3.25rem; margin-bottom: 0;}}
@media (pointer: coarse) {[data-testid="stCheckbox"] label {min-height: 44px; align-items: center;}}
</style>"""

EMBEDDED = """<style>
[data-testid="stHeader"] {display: none;}
[data-testid="stMainBlockContainer"] {padding: 0.5rem 0.75rem;}
</style>"""


def _pages(words: Words) -> dict[str, StreamlitPage]:
    return {
        "map": st.Page(map_page.show, title=words("map"), url_path="map", default=True),
        "report": st.Page(report_page.show, title=words("report"), url_path="report"),
        "stories": st.Page(stories.show, title=words("stories"), url_path="stories"),
        "embed": st.Page(embed_page.show, title=words("embed"), url_path="embed"),
        "about": st.Page(about_page.show, title=words("about"), url_path="about"),
    }


def _language(words: Words) -> None:
    def changed() -> None:
        st.session_state["language"] = st.query_params["lang"] = st.session_state["choose_language"]

    st.session_state["choose_language"] = words.language
    st.sidebar.radio(
        words("language"), list(LANGUAGES), format_func=lambda code: LANGUAGES[code], horizontal=True,
        key="choose_language", on_change=changed,
    )  # fmt: skip


def main() -> None:
    """Draw the page that the address names."""
    words = state.words()
    st.set_page_config(
        page_title=words("title"), layout="wide", initial_sidebar_state=st.session_state.get("sidebar", "auto")
    )
    st.html(EMBEDDED if st.context.is_embedded else STYLE.replace("{name}", words("title")))
    pages = _pages(words)
    st.session_state["pages"] = pages
    page = st.navigation(list(pages.values()), position="hidden" if st.context.is_embedded else "top")
    try:
        page.run()
        if not st.context.is_embedded:
            _language(words)
    except MapappError as problem:
        st.warning(plain(words.error(str(problem))))


main()
