"""Story mode: a panel above the map that leads from view to view, and the page that lists stories and saved views."""

from functools import lru_cache

import streamlit as st

from mapapp.app import filters, state
from mapapp.app.parts import mount
from mapapp.app.plain import plain
from mapapp.app.tables import tables
from mapapp.app.words import Words
from mapapp.errors import MapappError
from mapapp.exchange.views import Story, in_language, query_of, read_stories, story_json, view_of
from mapapp.store import SavedView


@lru_cache(maxsize=1)
def _stories() -> tuple[list[Story], list[str]]:
    return read_stories(tables().settings.data / "stories")


def panel(words: Words) -> None:
    """The story that the session is in, if it is in one: its step's text and the way on."""
    name = st.session_state.get("story")
    if not name:
        _address(None, 1)
        return
    story = next((story for story in _stories()[0] if story.id == name), None)
    if story is None:
        st.session_state["story"] = None
        st.warning(words("address_problem", problem=words("bad_story")))
        return
    step = st.session_state["step"] = max(1, min(st.session_state["step"], len(story.steps)))
    if st.session_state.pop("story_fresh", False):
        _show(story, step)
    _address(story.id, step)
    with st.container(border=True, key="story"):
        _draw(story, step, words)


def _draw(story: Story, step: int, words: Words) -> None:
    now = story.steps[step - 1]
    count = words("story_step", n=step, all=len(story.steps))
    st.markdown(f"{plain(in_language(story.title, words.language))} · {count}")
    st.subheader(plain(in_language(now.title, words.language)), anchor=False)
    st.markdown(plain(in_language(now.text, words.language)))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            words("story_back"), key="story:back", on_click=_go, args=(story, step - 1), disabled=step == 1,
            shortcut="Shift+Left",
        )  # fmt: skip
        st.button(
            words("story_on"), key="story:on", on_click=_go, args=(story, step + 1),
            disabled=step == len(story.steps), shortcut="Shift+Right",
        )  # fmt: skip
        st.button(words("story_end"), key="story:end", on_click=_leave, type="tertiary")


def _address(name: str | None, step: int) -> None:
    wanted = {"story": name, "step": str(step)} if name else {}
    for key in ("story", "step"):
        if key in wanted and st.query_params.get(key) != wanted[key]:
            st.query_params[key] = str(wanted[key])
        elif key not in wanted and key in st.query_params:
            del st.query_params[key]


def _go(story: Story, step: int) -> None:
    st.session_state["story"], st.session_state["step"] = story.id, step
    _show(story, max(1, min(step, len(story.steps))))


def _show(story: Story, step: int) -> None:
    view = story.steps[step - 1].view
    filters.put(view.chosen)
    state.take(view, tables().current())
    st.session_state.setdefault("address_problems", [])


def _leave() -> None:
    st.session_state["story"] = None


def show() -> None:
    """Draw the page of stories and saved views."""
    words = state.words()
    st.title(words("stories"), anchor=False)
    st.markdown(words("stories_text"))
    stories, problems = _stories()
    for problem in problems:
        st.warning(plain(words.error(problem)))
    for story in stories:
        with st.container(border=True):
            st.subheader(plain(in_language(story.title, words.language)), anchor=False)
            st.markdown(plain(in_language(story.summary, words.language)))
            if st.button(words("story_begin"), key=f"begin:{story.id}", on_click=_go, args=(story, 1)):
                _to_map()
    st.header(words("saved_views"), anchor=False)
    _saved(words)


def _to_map() -> None:
    pages = st.session_state.get("pages")
    if pages:
        st.switch_page(pages["map"])


def _saved(words: Words) -> None:
    views = tables().store.views()
    if not views:
        st.markdown(words("saved_none"))
        return
    for view in views:
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"saved:{view.number}"):
            st.markdown(f"**{plain(view.name)}**", width="stretch")
            if st.button(words("show_view"), key=f"show:{view.number}", on_click=_open, args=(view,)):
                _to_map()
            st.button(words("delete"), key=f"delete:{view.number}", on_click=_delete, args=(view.number,))
    st.download_button(
        words("saved_export"),
        data=lambda: story_json(words("saved_views"), [(view.name, view.query) for view in views]),
        file_name="story.json",
        mime="application/json",
        on_click="ignore",
        key="saved:export",
    )


def _open(saved: SavedView) -> None:
    view, problems = view_of(saved.query)
    st.session_state["story"] = None
    filters.put(view.chosen)
    state.take(view, tables().current())
    st.session_state["address_problems"] = problems


def _delete(number: int) -> None:
    tables().store.delete_view(number)


def keep(words: Words) -> None:
    """A field and a button that save the view that the browser shows, under a name."""
    labels = {"name": words("save_view"), "keep": words("keep")}
    mount("keep", key="keep", data={"labels": labels}, on_kept_change=_keep)
    problem, kept = st.session_state.pop("keep_problem", None), st.session_state.pop("view_kept", False)
    if problem:
        st.warning(plain(words.error(problem)))
    elif kept:
        st.success(words("kept"))


def _keep() -> None:
    """What the browser sent is a name and a query: read as a view, and written anew before it is kept."""
    told = getattr(st.session_state.get("keep"), "kept", None)
    if not isinstance(told, dict):
        return
    name, query = str(told.get("name") or ""), str(told.get("query") or "")
    try:
        tables().store.save_view(name, query_of(view_of(query.lstrip("?"))[0]))
        st.session_state["view_kept"] = True
    except MapappError as problem:
        st.session_state["keep_problem"] = str(problem)
