"""The map: strikes as one layer of our own on a Folium map, drawn on a canvas from packed columns."""

from mapapp.map.assets import Asset, asset_url, map_assets, tokens
from mapapp.map.layer import HEIGHT_PHONE, HEIGHT_WIDE, strike_map
from mapapp.map.state import map_state
from mapapp.map.words import LANGUAGES, words

__all__ = [
    "HEIGHT_PHONE",
    "HEIGHT_WIDE",
    "LANGUAGES",
    "Asset",
    "asset_url",
    "map_assets",
    "map_state",
    "strike_map",
    "tokens",
    "words",
]
