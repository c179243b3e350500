"""The strike layer with its data in the page: one HTML file that needs neither a server nor a network.

from mapapp.map import StrikeLayer
StrikeLayer(strikes).save("strikes.html")    # or, as the last line of a notebook's cell: StrikeLayer(strikes)
"""

import base64
import gzip
import hashlib
import html
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from branca.element import MacroElement
from folium.template import Template

from mapapp.columns import StrikeTable
from mapapp.errors import InputError
from mapapp.filter_values import filter_json
from mapapp.gazetteer.areas import areas
from mapapp.map.assets import BASE_MAP, map_assets
from mapapp.map.layer import HEIGHT_WIDE, MAP_OPTIONS, START
from mapapp.map.record import place_record, strike_record
from mapapp.map.state import script_json
from mapapp.map.words import words
from mapapp.model import NamedPlace, Strike, StrikeFilter
from mapapp.packed import pack
from mapapp.settings import data_dir

MAX_STRIKES = 100_000
THEMES = ("auto", "light", "dark")


class StrikeLayer(MacroElement):
    """The strikes as a layer of their own page, or of a Folium map that it is added to.

    `strikes` are at most 100,000; `view` is (latitude, longitude, zoom), `selected` a strike's id; `tiles` offers
    online tiles, which are asked for only once a reader chooses them; `theme` is "auto", "light" or "dark". Raises
    `InputError` for more strikes or another theme, `UnknownNameError` for a language without words.
    """

    _template = Template("""
        {% macro header(this, kwargs) %}{{ this.header }}{% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = mapapp.mountAlone({{ this._parent.get_name() }}, {{ this.given }});
        {% endmacro %}
    """)

    def __init__(
        self,
        strikes: Sequence[Strike],
        places: Sequence[NamedPlace] = (),
        *,
        chosen: StrikeFilter | None = None,
        view: tuple[float, float, int] | None = None,
        selected: str | None = None,
        language: str = "en",
        theme: str = "auto",
        tiles: bool = False,
        title: str = "",
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "StrikeLayer"
        words(language)
        if len(strikes) > MAX_STRIKES:
            raise InputError(f"A page of its own holds at most {MAX_STRIKES:,} strikes; filter them, or serve the map.")
        if theme not in THEMES:
            raise InputError(f"{theme!r} is no theme; choose from: {', '.join(THEMES)}.")
        table = StrikeTable.build(strikes, places)
        self.language, self.title, self.tiles = language, title or words(language)["map_title"], tiles
        state = {
            "version": table.version,
            "filter": filter_json(chosen or StrikeFilter()),
            "selected": selected,
            "view": list(view) if view else None,
            "language": language,
        }
        options = {"tiles": tiles, "track": True, "address": False, "theme": theme, "heights": _HEIGHTS}
        given = {"parts": _parts(table), "options": options, "state": state, "map": MAP_OPTIONS | START}
        self.given = script_json(given)

    @property
    def header(self) -> str:
        """Style and script of the layer, for the head of a page that has Leaflet."""
        assets = map_assets()
        style, script = (assets[name].content.decode() for name in ("mapapp.css", "mapapp.js"))
        return f"<style>{_without_fonts(style)}</style><script>{_closed(script)}</script>"

    def html(self) -> str:
        """The whole page. It runs its own scripts and no others, and asks no address unless `tiles` were allowed."""
        assets = map_assets()
        start = f'mapapp.mountAlone(document.getElementById("map"), {self.given});'
        scripts = [_closed(assets[name].content.decode()) for name in ("leaflet.js", "mapapp.js")] + [start]
        style = assets["leaflet.css"].content.decode() + _without_fonts(assets["mapapp.css"].content.decode())
        policy = _policy(scripts, self.tiles)
        run = "".join(f"<script>{text}</script>" for text in scripts)
        return (
            f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{html.escape(self.title)}</title><style>{style}</style></head>"
            f'<body><main><div id="map"></div></main>{run}</body></html>'
        )

    def save(self, outfile: Any, close_file: bool = True, **kwargs: Any) -> Path:
        """Write the page to a file of this path, and give the path. The rest is for Folium's sake."""
        target = Path(outfile)
        target.write_text(self.html(), "utf-8")
        return target

    def _repr_html_(self) -> str:
        page = html.escape(self.html(), quote=True)
        style = f"width: 100%; height: {HEIGHT_WIDE}px; border: 0"
        return f'<iframe title="{html.escape(self.title)}" style="{style}" srcdoc="{page}"></iframe>'


_HEIGHTS = {"wide": HEIGHT_WIDE, "phone": HEIGHT_WIDE}


def _parts(table: StrikeTable) -> dict[str, str]:
    """What the page would ask a server for, each in base64 of gzip."""
    assets = map_assets()
    ids = [name for name in table.vocabularies["area"] if name]
    contents = {
        "columns": pack(table),
        "records": _json([strike_record(strike, table.sides[strike.attacker]) for strike in table.strikes]),
        "places": _json([place_record(place) for place in table.places]),
        "areas": _json(areas(ids, data_dir())),
        **{name: assets[name].content for name in BASE_MAP},
    }
    return {name: base64.b64encode(gzip.compress(text, 9, mtime=0)).decode() for name, text in contents.items()}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode("utf-8", "replace")


def _without_fonts(style: str) -> str:
    """The style sheet without its faces, which are files: the page falls back to the reader's own."""
    return "\n".join(line for line in style.splitlines() if not line.startswith("@font-face"))


def _closed(script: str) -> str:
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(scripts: list[str], tiles: bool) -> str:
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    images = "data: blob: https:" if tiles else "data: blob:"
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src {images}; base-uri 'none'"
