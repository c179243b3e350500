"""The server: Streamlit's pages and the map's data routes in one process.

`mapapp serve` calls `serve`; a host runs this file: `streamlit run mapapp/app/server.py`.
"""

import importlib
import logging
import os
import socket
import sys
import threading
import time
import tomllib
import urllib.request
import webbrowser
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

if __name__ == "__main__" and str(Path(__file__).parents[2]) not in sys.path:
    sys.path.append(str(Path(__file__).parents[2]))

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mapapp.aggregates import warm_view
from mapapp.app.routes import Providers, map_routes
from mapapp.app.tables import asked_version, tables
from mapapp.app.view_routes import view_routes
from mapapp.columns import warm
from mapapp.errors import InputError, MapappError
from mapapp.model import Place, Strike
from mapapp.settings import Settings, data_dir, read_settings

DEFAULT_PORT, PORTS_TRIED = 8501, 50
# Where the map opens: `mapapp.map.layer.START`, which is not imported before the server answers.
START_ZOOM = 5
ADDRESS = "127.0.0.1"
_SAFE: dict[str, Any] = {
    "server.headless": True,
    "server.address": ADDRESS,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 10,
    "server.maxMessageSize": 50,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    # Streamlit's own CSV of a table lets formulas through; the page has downloads of its own.
    "client.disableDataExport": True,
    "client.toolbarMode": "minimal",
    "runner.magicEnabled": False,
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "localhost",
    "logger.level": "warning",
}


def _areas(ids: list[str]) -> dict[str, Any]:
    from mapapp import pipeline

    return pipeline.areas(ids)


def _locate(text: str) -> list[Place]:
    from mapapp import pipeline

    return pipeline.locate(text)


def _namesakes(strike: Strike) -> list[Place]:
    from mapapp import pipeline

    return pipeline.namesakes(strike)


def _routes() -> list[Route]:
    """The map's routes, each told which table its address asks for."""
    routes = map_routes(lambda: tables().asked(), Providers(_areas, _locate, _namesakes), read_settings().map_switch)
    routes += view_routes(lambda: tables().current())
    return [Route(route.path, _answering(route.endpoint), methods=["GET"]) for route in routes]


def _answering(handler: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        asked_version.set(request.path_params.get("version"))
        try:
            return await run_in_threadpool(handler, request)
        except MapappError as problem:
            return JSONResponse({"error": str(problem)}, 503, {"Cache-Control": "no-store"})

    return answer


def _say_failed(error: Exception) -> bool:
    """What no one foresaw is told in one sentence, in place of a traceback; the log has the rest."""
    from mapapp.app import state

    print(f"mapapp: {type(error).__name__}: {error}", file=sys.stderr)
    st.warning(state.words()("failed"))
    return True


app = st.App(Path(__file__).with_name("main.py"), routes=_routes(), on_script_error=_say_failed)


def config_file() -> Path:
    """The settings of theme and server: in the installed package, else beside `data/` in a checkout."""
    data = data_dir()
    installed = data / "streamlit-config.toml"
    return installed if installed.is_file() else data.parent / ".streamlit" / "config.toml"


def options(port: int) -> dict[str, Any]:
    """Streamlit's options by dotted name: those of the file, then those that keep the server safe."""
    path = config_file()
    try:
        flat = dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError) as error:
        raise InputError(f"The settings file {path} is missing or damaged; install mapapp again.") from error
    return {**flat, **_SAFE, "server.port": port, "browser.serverPort": port}


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for name, value in table.items():
        key = prefix + name
        pairs += _flat(value, key + ".") if isinstance(value, dict) else [(key, value)]
    return pairs


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the server itself: a port that only waits for the last packets of an old connection is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
        return True


def free_port(wanted: int) -> int:
    """The wanted port, else where it is taken the next free one. Raises `InputError` where there is none."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        if _is_free(port):
            return port
    raise InputError(f"Port {wanted} and those after it are taken; choose another with --port.")


def serve(port: int = DEFAULT_PORT, store_url: str | None = None, browser: bool = True) -> None:
    """Run the app until it is stopped. Raises `MapappError` where the store or a port cannot be had."""
    settings = read_settings(store_url)
    os.environ["MAPAPP_STORE"] = settings.store_url
    tables().current()
    _check_geocoder(settings)
    chosen = free_port(port)
    if chosen != port:
        print(f"Port {port} is taken; mapapp uses {chosen}.", flush=True)
    address = f"http://localhost:{chosen}"
    threading.Thread(target=_announce, args=(chosen, address, browser), daemon=True).start()
    threading.Thread(target=_warm_up, daemon=True).start()
    # Streamlit warns that its options change while it starts: they do, on purpose.
    logging.getLogger("streamlit.config").setLevel(logging.ERROR)
    app.run(config=options(chosen))


def _check_geocoder(settings: Settings) -> None:
    """A geocoder that is set up wrong is told at the start, not at the first report."""
    if settings.geocoder.name is not None:
        from mapapp import pipeline

        with pipeline.second_opinion(settings):
            return


def _warm_up() -> None:
    """Import folium and pandas while the browser still loads Streamlit's own files; then ready the views.

    Only what does not speak to Streamlit: a component that is declared in this thread is not found by the pages.
    """
    importlib.import_module("mapapp.map.layer")
    importlib.import_module("pandas")
    table = tables().current()
    warm(table)
    if len(table) > read_settings().map_switch:
        warm_view(table, START_ZOOM)


def _announce(port: int, address: str, browser: bool) -> None:
    """Say the address, and open it, once the server answers there."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://{ADDRESS}:{port}/_stcore/health", timeout=1):
                break
        except OSError:
            time.sleep(0.1)
    print(f"mapapp is at {address} (stop with Ctrl+C)", flush=True)
    if browser:
        webbrowser.open(address)
