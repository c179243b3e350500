"""The parts of the pages that Streamlit has no widget for: each a script and a style sheet beside this file."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import config

_HERE = Path(__file__).parent
_HTML = {
    "strike_table": """<div class="box">
<div class="scroll" role="region" tabindex="0"><table role="grid"><caption class="hidden"></caption>
<thead></thead><tbody></tbody></table></div>
<nav><button type="button" class="before"></button><button type="button" class="after"></button>
<span class="said" role="status"></span>
<label><span class="page-word"></span><input type="number" min="1"></label><span class="pages"></span>
<button type="button" class="more" aria-pressed="false"></button></nav></div>""",
    "share": """<div class="share"><button type="button"></button><span class="files share"></span>
<span class="status" role="status"></span><input type="text" readonly hidden></div>""",
    "skip": '<button type="button"></button>',
    "keep": """<form class="share"><label></label><input type="text" maxlength="100" required autocomplete="off">
<button type="submit"></button></form>""",
    "embed": """<div class="embed"><div class="fields">
<label><span class="l-width"></span><input class="width" type="number" min="0" max="4000" step="10" value="0"></label>
<label><span class="l-height"></span><input class="height" type="number" min="300" max="4000" step="10" value="780">
</label>
<label><span class="l-theme"></span><select class="theme"></select></label></div>
<label class="code"><span class="l-code"></span><textarea readonly rows="4" spellcheck="false"></textarea></label>
<p><button type="button"></button> <span class="status" role="status"></span></p>
<h2></h2><div class="preview"></div></div>""",
    "report_text": """<div class="report"><ul class="key"></ul>
<div class="report-text" role="region" tabindex="0"></div><p class="cut"></p></div>""",
    "report_list": """<div class="found"><p class="help"></p><ol class="cards"></ol><p class="cut"></p>
<details class="none"><summary></summary><ol></ol></details></div>""",
}
# The parts that look or work like another one: the files that each is made of, in their order.
_CSS = {"keep": ("share",), "report_text": ("marked", "report_text"), "report_list": ("marked", "report_list")}
_JS = {name: ("marked", name) for name in ("report_text", "report_list")}


@cache
def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def mount(name: str, *, key: str, data: dict[str, Any], **callbacks: Any) -> Any:
    """Draw a part. `data` reaches its script as JSON; the script sets it as text, never as HTML."""
    css = "".join(_read(f"{file}.css") for file in _CSS.get(name, (name,)))
    js = "".join(_read(f"{file}.js") for file in _JS.get(name, (name,)))
    part = st.components.v2.component(f"mapapp_{name}", html=_HTML[name], css=css, js=js)
    return part(key=key, data=data, **callbacks)


def base_path() -> str:
    """What stands before the app's own paths: empty, or `/maps` behind a proxy."""
    base = str(config.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}" if base else ""
