"""The page that shows the code by which another site shows this map."""

import streamlit as st

from mapapp.app import state
from mapapp.app.parts import base_path, mount


def show() -> None:
    """Draw the page."""
    words = state.words()
    st.title(words("embed"), anchor=False)
    st.markdown(words("embed_text"))
    names = ("width", "height", "theme", "auto", "light", "dark", "code", "copy", "preview")
    labels = {name: words(f"embed_{name}") for name in names}
    labels |= {"title": words("title"), "copied": words("link_copied"), "by_hand": words("link_by_hand")}
    mount("embed", key="embed", data={"labels": labels, "base": base_path()})
