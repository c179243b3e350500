"""The online tiles that a reader may choose; none is asked for before."""

import html
from typing import Any

import xyzservices.providers as providers

_CHOICES = {
    "osm": providers.OpenStreetMap.Mapnik,
    "relief": providers.OpenTopoMap,
    "satellite": providers.Esri.WorldImagery,
}


def tile_sources() -> list[dict[str, Any]]:
    """The choices, each with `name`, `url` for Leaflet, `attribution` as HTML text without markup, `max_zoom`."""
    return [
        {
            "name": name,
            # Leaflet fills in {s}, {z}, {x}, {y}; what is the provider's own is filled in here.
            "url": provider.build_url(x="{x}", y="{y}", z="{z}", fill_subdomain=False),
            "attribution": html.escape(provider.attribution.replace("(C)", "©").replace("--", "–")),
            "max_zoom": provider.get("max_zoom", 17),
        }
        for name, provider in _CHOICES.items()
    ]
