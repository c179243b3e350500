"""The strike map as a Folium map: one layer of our own, and a script that never changes.

streamlit-folium makes a new frame whenever the map's script changes, so nothing that changes is in it: data comes
by address, and filter, selection and view come through `map_state`.
"""

import json
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from mapapp.map.assets import asset_url

# Of the design: key, map and track beside each other; on a phone the key is one line and the card a sheet.
HEIGHT_WIDE = 86 + 508 + 92
HEIGHT_PHONE = 44 + 396 + 152
START: dict[str, Any] = {"center": [48.6, 36.5], "zoom": 5}
# As Leaflet names them.
MAP_OPTIONS: dict[str, Any] = {
    "maxBounds": [[-85, -200], [85, 200]],
    "minZoom": 2,
    "maxZoom": 17,
    "scrollWheelZoom": False,
    "zoomAnimation": False,
    "fadeAnimation": False,
    "markerZoomAnimation": False,
    "tapHold": False,
    # The frame follows its size itself: Leaflet would take each passing size for the last.
    "trackResize": False,
}


class _Mount(MacroElement):
    """Mounts the strike layer with its frame on a Folium map. `options` go to the script as JSON."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = mapapp.mount({{ this._parent.get_name() }}, {{ this.options_json }});
        {% endmacro %}
    """)

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "StrikeLayer"
        self._id = "strikes"
        self.options_json = json.dumps(options, sort_keys=True)


def strike_map(
    *,
    data_url: str,
    height: int = HEIGHT_WIDE,
    tiles: bool = True,
    track: bool = True,
    address: bool = True,
) -> folium.Map:
    """A map that draws the strikes served under `data_url` ("../../mapdata" from streamlit-folium's frame).

    `height` is in pixels on a wide screen; `tiles` offers online tiles in the layer control, never asked for
    before they are chosen; `track` shows the time track; `address` writes view and strike into the address of
    the page around. The same arguments give the same script, to the byte.
    """
    strikes = folium.Map(location=START["center"], zoom_start=START["zoom"], tiles=None, height=height)
    strikes.options |= MAP_OPTIONS
    strikes._id = "strikes"
    strikes.default_js = [(name, f"{data_url}/assets/{asset_url(name)}") for name in ("leaflet.js", "mapapp.js")]
    strikes.default_css = [(name, f"{data_url}/assets/{asset_url(name)}") for name in ("leaflet.css", "mapapp.css")]
    heights = {"wide": height, "phone": min(height, HEIGHT_PHONE)}
    options = {
        "data_url": data_url,
        "tiles": tiles,
        "track": track,
        "address": address,
        "heights": heights,
    }
    _Mount(options).add_to(strikes)
    return strikes
