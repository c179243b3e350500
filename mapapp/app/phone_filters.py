"""The button that opens the filters on a phone, where Streamlit's sidebar is closed and only an arrow shows it."""

import streamlit as st

_CSS = """
button {font: 600 15px/20px "Source Sans", sans-serif; min-height: 44px; padding: 0 16px; border-radius: 3px;
  border: 1px solid var(--st-primary-color); background: var(--st-primary-color); color: #fff; cursor: pointer;}
button:focus-visible {outline: 2px solid var(--st-link-color); outline-offset: 2px;}
"""
# The sidebar's own button is pressed: Streamlit ignores Python's wish to open it once a reader has closed it.
_JS = """
export default ({parentElement, data}) => {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => document.querySelector('[data-testid="stExpandSidebarButton"]')?.click();
};
"""
# Wider than this the sidebar stands beside the page.
STYLE = "<style>@media (min-width: 769px) {.st-key-phone-filters {display: none;}}</style>"


def button(label: str) -> None:
    """Draw the button, on narrow screens only."""
    st.html(STYLE)
    with st.container(key="phone-filters"):
        mount = st.components.v2.component("mapapp_phone_filters", html="<button></button>", css=_CSS, js=_JS)
        mount(key="show-filters", data={"label": label})
