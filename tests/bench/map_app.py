"""A Streamlit app with one map and one check box, drawn in the way that the address asks for: `?way=layer&count=10000`.

Run by `tests/bench/map.py`. Every way shows the same synthetic strikes and filters by the same box.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import folium
import numpy as np
import pandas as pd
import streamlit as st
from branca.element import MacroElement
from folium.plugins import FastMarkerCluster, MarkerCluster
from folium.template import Template
from starlette.routing import Route

from mapapp.app.routes import Providers, map_routes
from mapapp.columns import StrikeTable
from mapapp.map import map_state, strike_map
from mapapp.model import StrikeFilter
from tests.bench.synthetic import synthetic_table

# streamlit_folium is imported by the page: a component declared outside it is not found.
HERE = Path(__file__)
COLOURS = {"Russia": "#5E2A63", "Ukraine": "#0F7562"}
_last: dict[str, int] = {"count": 100}


@lru_cache(maxsize=1)
def table(count: int) -> StrikeTable:
    """The strikes of this run; only the last size is kept."""
    return synthetic_table(count)


def current() -> StrikeTable:
    """The table that the routes serve."""
    return table(_last["count"])


def frame(shown: StrikeTable, russian: bool) -> pd.DataFrame:
    """Latitude, longitude and attacker of what the box lets through."""
    strikes: Any = shown.strikes
    columns = strikes.columns
    rows = np.flatnonzero(columns["attacker"] == 1) if russian else np.arange(len(shown))
    names = np.array(shown.vocabularies["attacker"])[columns["attacker"][rows]]
    return pd.DataFrame({"lat": columns["latitude"][rows], "lon": columns["longitude"][rows], "by": names})


def marked(base: folium.Map, russian: bool) -> folium.Map:
    """The map with a word in its script that says which filter it shows."""
    tag = MacroElement()
    tag._template = Template(
        f"{{% macro script(this, kwargs) %}}window.benchTag = 'russian={russian}';{{% endmacro %}}"
    )
    tag.add_to(base)
    return base


def base_map() -> folium.Map:
    """A folium map without tiles, at the place where the strike map starts."""
    base = folium.Map(location=[48.6, 36.5], zoom_start=5, tiles=None, prefer_canvas=True)
    base.options["maxZoom"] = 17  # folium gives it to tiles only, and a cluster fails without
    return base


def markers(shown: StrikeTable, russian: bool) -> folium.Map:
    """One folium.Marker with a popup a strike, in a MarkerCluster."""
    base = base_map()
    cluster = MarkerCluster().add_to(base)
    for row in frame(shown, russian).itertuples():
        folium.Marker([row.lat, row.lon], popup=f"By {row.by}").add_to(cluster)
    return marked(base, russian)


def fast(shown: StrikeTable, russian: bool) -> folium.Map:
    """FastMarkerCluster, without popups."""
    base = base_map()
    FastMarkerCluster(frame(shown, russian)[["lat", "lon"]].to_numpy().tolist()).add_to(base)
    return marked(base, russian)


def geojson(shown: StrikeTable, russian: bool) -> folium.Map:
    """One GeoJson layer of circle markers, on canvas."""
    rows = frame(shown, russian).to_dict("records")
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {"by": row["by"]},
        }
        for row in rows
    ]
    base = base_map()
    circle = folium.CircleMarker(radius=5, weight=1, fill=True, fill_opacity=0.8, color="#5E2A63")
    folium.GeoJson({"type": "FeatureCollection", "features": features}, marker=circle).add_to(base)
    return marked(base, russian)


def show_deck(shown: StrikeTable, russian: bool) -> None:
    """st.pydeck_chart with a scatter plot."""
    import pydeck

    data = frame(shown, russian)
    layer = pydeck.Layer(
        "ScatterplotLayer", data, get_position="[lon, lat]", get_fill_color=[255, 0, 255], get_radius=9000
    )
    view = pydeck.ViewState(latitude=48.6, longitude=36.5, zoom=4)
    st.pydeck_chart(pydeck.Deck(layers=[layer], initial_view_state=view, map_style=None), key="deck")


def show_layer(shown: StrikeTable, russian: bool) -> None:
    """The strike layer of mapapp."""
    from streamlit_folium import st_folium

    chosen = StrikeFilter(attackers=frozenset({"Russia"})) if russian else StrikeFilter()
    st_folium(
        strike_map(data_url="../../mapdata"),
        key="map",
        height=686,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=map_state(chosen, version=shown.version),
    )


WAYS = {"marker": markers, "fast": fast, "geojson": geojson}


def page() -> None:
    """The page that the address asks for."""
    st.set_page_config(layout="wide")
    way, count = st.query_params.get("way", "layer"), int(st.query_params.get("count", "100"))
    _last["count"] = count
    shown, russian = table(count), st.checkbox("Only Russia", key="russian")
    if way == "layer":
        show_layer(shown, russian)
    elif way == "deck":
        show_deck(shown, russian)
    else:
        from streamlit_folium import st_folium

        st_folium(WAYS[way](shown, russian), height=686, use_container_width=True, returned_objects=[], key="map")


def routes() -> list[Route]:
    """The routes of the map, over the synthetic table."""
    return map_routes(current, Providers(lambda ids: {"type": "FeatureCollection", "features": []}))


def main(port: int) -> None:
    """Serve until stopped."""
    app = st.App(HERE.with_name("map_page.py"), routes=routes())
    app.run(
        config={
            "server.port": port,
            "server.address": "127.0.0.1",
            "server.headless": True,
            "server.fileWatcherType": "none",
            "server.maxMessageSize": 500,
            "browser.gatherUsageStats": False,
            "logger.level": "error",
        }
    )
