"""The map: strikes as one layer of our own on a Folium map, drawn on a canvas from packed columns."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mapapp.map.assets import Asset, asset_of, asset_url, map_assets, tokens
from mapapp.map.words import LANGUAGES, words

if TYPE_CHECKING:
    from mapapp.map.inline import StrikeLayer
    from mapapp.map.layer import HEIGHT_PHONE, HEIGHT_WIDE, strike_map
    from mapapp.map.state import map_state

__all__ = [
    "HEIGHT_PHONE",
    "HEIGHT_WIDE",
    "LANGUAGES",
    "Asset",
    "StrikeLayer",
    "asset_of",
    "asset_url",
    "map_assets",
    "map_state",
    "strike_map",
    "tokens",
    "words",
]

# folium takes half a second to import, which the server's routes, needing only the assets, need not wait for.
_LATER = {
    "HEIGHT_PHONE": "layer",
    "HEIGHT_WIDE": "layer",
    "StrikeLayer": "inline",
    "map_state": "state",
    "strike_map": "layer",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
