"""The files that the map's frame loads: Leaflet, the layer, its style sheet, the base map and the fonts.

All come from the installation; `map_assets` reads them once into memory, so that a request never names a path.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

from mapapp.errors import DataError
from mapapp.map.tiles import tile_sources
from mapapp.map.words import LANGUAGES, words
from mapapp.settings import data_dir

_HERE = Path(__file__).parent
# In this order each part finds those it builds on.
_PARTS = (
    "dom",
    "inside",
    "columns",
    "pane_canvas",
    "sprites",
    "groups",
    "areas",
    "strike_layer",
    "heat",
    "drawn",
    "basemap",
    "labels",
    "card",
    "card_place",
    "key",
    "track_bins",
    "track_paint",
    "track_drag",
    "player",
    "track",
    "controls",
    "ground",
    "locate",
    "overlay",
    "overlays",
    "tools",
    "picture",
    "data",
    "inline",
    "source",
    "chosen_layers",
    "frame_parts",
    "frame",
    "frame_filter",
    "frame_choice",
    "frame_places",
    "host",
)
BASE_MAP = ("land.json", "lines.json", "labels.json")
_FONTS = {
    "source-sans.woff2": "SourceSansVF-Upright*.woff2",
    "source-serif.woff2": "SourceSerifVariable-Roman*.woff2",
    "source-serif-italic.woff2": "SourceSerifVariable-Italic*.woff2",
}
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is served. `version` is a short hash of its content."""

    content: bytes
    media_type: str
    version: str


@cache
def map_assets(fonts: Path | None = None) -> dict[str, Asset]:
    """Each asset by the name it is asked for under.

    `fonts` is a folder that holds, at any depth, the fonts that Streamlit ships; without it, or where it has
    none, the frame falls back to the fonts of the system. Raises DataError where a file of ours is missing.
    """
    assets = _leaflet() | _base_map()
    assets["mapapp.css"] = asset_of("mapapp.css", _read(_HERE / "css" / "frame.css"))
    assets["mapapp.js"] = asset_of("mapapp.js", _bundle(assets))
    return assets | _fonts(fonts)


def asset_url(name: str) -> str:
    """The asset's name with its version, below the route of the assets, so that it can be kept for ever."""
    return f"{name}?v={map_assets()[name].version}"


def tokens() -> dict[str, object]:
    """The design's tokens: every colour, size and glyph of the map."""
    content: dict[str, object] = json.loads(_read(data_dir() / "design" / "tokens.json"))
    return content


def _bundle(assets: dict[str, Asset]) -> bytes:
    """The parts of the layer in one file, after the tokens, the words and the names of the data they load."""
    drawn = {key: value for key, value in tokens().items() if key != "measured"}
    given = {
        "tokens": drawn,
        "words": {language: words(language) for language in LANGUAGES},
        "tileSources": tile_sources(),
        "assets": {name: f"{name}?v={assets[name].version}" for name in BASE_MAP},
    }
    parts = [f"window.mapapp = Object.assign(window.mapapp || {{}}, {json.dumps(given)});".encode()]
    parts += [_read(_HERE / "js" / f"{name}.js") for name in _PARTS]
    return b"\n".join(parts)


def _leaflet() -> dict[str, Asset]:
    folder = Path(leaflet.BASE_DIR)
    names = ["leaflet.js", "leaflet.css", *(f"images/{path.name}" for path in (folder / "images").glob("*.png"))]
    return {name: asset_of(name, _read(folder / name)) for name in names}


def _base_map() -> dict[str, Asset]:
    folder = data_dir() / "basemap"
    return {name: asset_of(name, _read(folder / name)) for name in BASE_MAP}


def _fonts(folder: Path | None) -> dict[str, Asset]:
    found = {}
    for name, pattern in _FONTS.items():
        path = next(iter(sorted(folder.rglob(pattern))), None) if folder else None
        if path:
            found[name] = asset_of(name, _read(path))
    return found


def asset_of(name: str, content: bytes) -> Asset:
    """The content as it is served under a name, whose ending says what it is."""
    return Asset(content, _MEDIA_TYPES[Path(name).suffix], hashlib.sha256(content).hexdigest()[:16])


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path.name}, a file of the map, is missing; install mapapp again.") from error
