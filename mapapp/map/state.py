"""What changes on the map, handed to the layer in the frame without a new frame."""

import json
import re
from collections.abc import Sequence
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from mapapp.filter_values import filter_json
from mapapp.map.words import LANGUAGES
from mapapp.model import StrikeFilter

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
# What could end a script, open a template, or be taken for a variable's name by streamlit-folium.
_UNSAFE = re.compile(r"[<>&{}'`$%#/_]")


class StateElement(MacroElement):
    """A line of script that hands a state to the layer of the page it runs in."""

    _template = Template("{% macro script(this, kwargs) %}window.mapapp.set({{ this.state }});{% endmacro %}")

    def __init__(self, state: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "State"
        self._id = "state"
        self.state = script_json(state)


def script_json(value: Any) -> str:
    """JSON that stays data wherever a script may stand: ASCII only, and no sign in a string that means markup."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return _STRING.sub(lambda string: _UNSAFE.sub(_escaped, string.group()), text)


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign.group()):04x}"


def map_state(
    chosen: StrikeFilter,
    *,
    version: str,
    selected: str | None = None,
    view: tuple[float, float, int] | None = None,
    language: str = "en",
    layers: Sequence[str] | None = None,
) -> folium.FeatureGroup:
    """The state of the map as `feature_group_to_add` of `st_folium`.

    `version` is the table's; `selected` a strike's id; `view` latitude, longitude and zoom, which moves the map
    only where it is another than the frame itself has told; a `language` without words falls back to English.
    `layers` are the names of exactly those that are to be on, None for as they are.
    """
    group = folium.FeatureGroup(name="state", control=False)
    group._id = "state"
    state = {
        "version": version,
        "filter": filter_json(chosen),
        "selected": selected,
        "view": list(view) if view else None,
        "layers": None if layers is None else list(layers),
        "language": language if language in LANGUAGES else "en",
    }
    StateElement(state).add_to(group)
    return group
