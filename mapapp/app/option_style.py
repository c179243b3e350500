"""How the options of the filters look: the sign that the map draws for each, and a bar as long as its share.

What never changes is a style sheet of its own, which a browser keeps; what follows the filter is a short one. An
option is named in them by Streamlit's class for its key, which has no sign that could end a rule.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from mapapp.app.parts import base_path
from mapapp.columns import StrikeTable
from mapapp.map import Asset, asset_of, tokens
from mapapp.terms import TargetType

# Facet to counts by option.
Counts = Mapping[str, Mapping[str, int]]
SHEET = "options.css"

_SIDE = '[data-testid="stSidebar"]'
_BOX = f'{_SIDE} [data-testid="stCheckbox"]'
_GREY = "light-dark(#71787E, #98A0A6)"
_COMMON = f"""
{_SIDE} [data-testid="stElementContainer"]:has([data-testid="stCheckbox"]), {_BOX} label,
{_BOX} [data-testid="stMarkdownContainer"] {{width: 100%;}}
{_BOX} label > div:last-of-type {{flex: 1; min-width: 0;}}
{_BOX} p {{display: flex; align-items: center; gap: 8px; line-height: 20px; padding-bottom: 3px;
  background: linear-gradient(RULE, RULE) 0 100% / calc(100% * var(--share, 0)) 2px no-repeat;}}
{_BOX} p::before {{flex: none; width: 14px; height: 14px; border-radius: 50%;}}
"""
# As the key of the map draws them: filled, ringed, dashed, hollow with two rings.
_STATUSES = {
    "reported": f"background: radial-gradient(circle, {_GREY} 5px, transparent 5.5px);",
    "acknowledged": "background: "
    f"radial-gradient(circle, {_GREY} 3.5px, transparent 4px 5px, {_GREY} 5.5px 6.5px, transparent 7px);",
    "claimed": f"border: 2px dashed {_GREY}; box-sizing: border-box;",
    "denied": "background: radial-gradient(circle, "
    f"transparent 2px, {_GREY} 2.5px 3.5px, transparent 4px 5px, {_GREY} 5.5px 6.5px, transparent 7px);",
}


@cache
def sheet() -> Asset:
    """The signs of target types and statuses, and how every option is laid out."""
    rules = [_COMMON.replace("RULE", _both("rule"))]
    rules += [_before("target_types", name, _glyph(name)) for name in TargetType]
    rules += [_before("statuses", name, sign) for name, sign in _STATUSES.items()]
    return asset_of(SHEET, "".join(rules).encode())


def imported() -> str:
    """`sheet` as HTML: an element that never changes, so that no filter makes the signs flicker."""
    return f'<style>@import url("{base_path()}/mapdata/assets/{SHEET}?v={sheet().version}");</style>'


def style_of(table: StrikeTable, counts: Counts) -> str:
    """The style, as HTML, for the options of each facet and their counts under the filter."""
    keys = {(facet, option): class_of(facet, option) for facet in counts for option in counts[facet]}
    shared = Counter(keys.values())
    rules: list[str] = []
    for (facet, option), name in keys.items():
        # Names of one length in another script have one class: none of them is told from the others by it.
        if shared[name] == 1:
            rules += _rules(table, facet, option, counts[facet])
    return f"<style>{''.join(rules)}</style>"


def class_of(facet: str, option: str) -> str:
    """The class that Streamlit gives the box of an option, for its key."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", f"filter:{facet}:{option}".strip())


def _rules(table: StrikeTable, facet: str, option: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts[option]:
        yield f".{class_of(facet, option)} {{--share: {counts[option] / max(counts.values()):.2f};}}"
    if facet in ("attackers", "attacked"):
        colour = _both("side", table.sides.get(option, "unknown"))
        yield _before(facet, option, f"background: radial-gradient(circle, {colour} 5px, transparent 5.5px);")


def _before(facet: str, option: str, sign: str) -> str:
    return f'{_SIDE} .{class_of(facet, option)} p::before {{content: ""; {sign}}}\n'


def _glyph(target: str) -> str:
    """The sign of a target type, as the mask of a box."""
    design: Any = tokens()
    glyph, given = design["glyph"].get(target, {}), design["glyph_defaults"]
    width = glyph.get("stroke_width", given["stroke_width"])
    ends = f'stroke-linecap="{given["linecap"]}" stroke-linejoin="{given["linejoin"]}"'
    parts = [f'<path d="{glyph["fill"]}" fill-rule="{given["fill_rule"]}"/>'] if "fill" in glyph else []
    if "stroke" in glyph:
        parts.append(f'<path d="{glyph["stroke"]}" fill="none" stroke="#000" stroke-width="{width}" {ends}/>')
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{"".join(parts)}</svg>'
    address = json.dumps(f"data:image/svg+xml,{quote(picture)}")
    return f"background: {_both('ink2')}; border-radius: 0; mask: url({address}) center / contain no-repeat;"


@cache
def _colours() -> Any:
    return tokens()["colour"]


def _both(name: str, side: str = "") -> str:
    """The colour of this name, or of this side under it, in the light and the dark theme."""
    light, dark = (_colours()[theme][name] for theme in ("light", "dark"))
    return f"light-dark({light[side]}, {dark[side]})" if side else f"light-dark({light}, {dark})"
