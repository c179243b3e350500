"""A page that runs the map's script as streamlit-folium does, without Streamlit, for the browser tests."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from streamlit_folium import _get_feature_group_string, _get_header, _get_map_string

from mapapp import pipeline
from mapapp.app.routes import Providers, map_routes
from mapapp.columns import StrikeTable
from mapapp.map import map_state, strike_map
from mapapp.model import StrikeFilter

PAGE = "/component/harness/index.html"


def page(table: StrikeTable, query: dict[str, str]) -> str:
    """The frame's page with the map's script and one state, as the component's own page holds them."""
    bare = "bare" in query
    strikes = strike_map(data_url="../../mapdata", height=260 if bare else 686, track=not bare, address=not bare)
    strikes.get_root().render()
    header = _get_header(strikes)
    script = _get_map_string(strikes)
    view = [float(part) for part in query["view"].split(",")] if "view" in query else None
    state = map_state(
        StrikeFilter(words=query.get("words", "")),
        version=query.get("version", table.version),
        selected=query.get("strike"),
        view=(view[0], view[1], int(view[2])) if view else None,
        language=query.get("language", "en"),
    )
    group = _get_feature_group_string(state, map=strikes)
    ground = "#14181C" if query.get("theme") == "dark" else "#FBFAF7"
    links = "".join(f'<link rel="stylesheet" href="{url}">' for _, url in strikes.default_css)
    scripts = "".join(f'<script src="{url}"></script>' for _, url in strikes.default_js)
    box = '<div id="parent" class="single"><div class="float-child"><div id="map_div"></div></div></div>'
    return (
        f'<!doctype html><html lang="en" style="--background-color: {ground}"><head><meta charset="utf-8">'
        f'<title>Frame</title><link rel="icon" href="data:,">{links}{header}</head><body>{box}{scripts}'
        f"<script>{script}; window.map = map_div; {group}</script></body></html>"
    )


def outer_page(query: str) -> str:
    """A page of the same host with the frame in it, as Streamlit's page has."""
    return (
        '<!doctype html><html lang="en"><title>Outer</title><link rel="icon" href="data:,">'
        f'<iframe id="frame" width="900" height="686" src="{PAGE}?{query}"></iframe></html>'
    )


@contextmanager
def harness(
    given: StrikeTable | Callable[[], StrikeTable], areas: dict[str, Any], switch: int = 200_000
) -> Iterator[str]:
    """The harness's address while it runs; `areas` are GeoJSON geometries by id of a place."""

    def table() -> StrikeTable:
        return given if isinstance(given, StrikeTable) else given()

    def found(ids: list[str]) -> dict[str, Any]:
        features = [
            {"type": "Feature", "id": one, "properties": {}, "geometry": areas[one]} for one in ids if one in areas
        ]
        return {"type": "FeatureCollection", "features": features}

    async def frame(request: Request) -> Response:
        return HTMLResponse(page(table(), dict(request.query_params)))

    async def outer(request: Request) -> Response:
        return HTMLResponse(outer_page(request.url.query))

    app = Starlette(
        routes=[
            Route(PAGE, frame),
            Route("/outer", outer),
            *map_routes(table, Providers(found, pipeline.locate, pipeline.namesakes), switch),
        ]
    )
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
