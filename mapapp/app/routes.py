"""The map's data by address: assets, packed columns, one strike's record, rows that hold words, areas.

Everything is read only, and answers bytes or JSON, never HTML. The routes stand beside Streamlit's own in one
process: `st.App("main.py", routes=map_routes(...))`.
"""

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import streamlit
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit import config

from mapapp.aggregates import neighbour, pack_days, pack_view, warm_view
from mapapp.app import option_style
from mapapp.app.view_query import asked_number, asked_rows, asked_view
from mapapp.columns import StrikeTable, row_of, search
from mapapp.errors import InputError
from mapapp.filter_values import filter_from_json
from mapapp.gazetteer.display import LANGUAGES, local_name
from mapapp.map import Asset, map_assets
from mapapp.map.record import place_record, strike_record
from mapapp.model import Place, Strike
from mapapp.packed import pack, packed_rows

MAX_WORDS, MAX_ID, MAX_AREAS, MAX_PLACE = 200, 200, 64, 80
_BYTES = "application/octet-stream"
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_COMPRESSED = ("text/", "application/")

TableProvider = Callable[[], StrikeTable]
Handler = Callable[[Request], Response]


@dataclass(frozen=True)
class Providers:
    """Where the routes have what is no strike: outlines by the ids of places, places by the start of a name, and the
    other places that a strike's place could be taken for."""

    areas: Callable[[list[str]], dict[str, Any]]
    places: Callable[[str], list[Place]] = lambda text: []
    namesakes: Callable[[Strike], list[Place]] = lambda strike: []


class _RefusedError(Exception):
    """A request that cannot be answered; the message is one sentence for the person behind it."""

    def __init__(self, status: int, message: str, **more: str) -> None:
        super().__init__(message)
        self.status = status
        self.content = {"error": message, **more}


def map_routes(
    table_provider: TableProvider,
    providers: Providers,
    switch: int = 200_000,
) -> list[Route]:
    """The routes under `/mapdata`, below Streamlit's base path where one is set.

    `table_provider` gives the current table: it is asked in every request, from any thread, and so must be cheap.
    `providers.areas` gives a GeoJSON FeatureCollection, each feature with its place's id. From more than `switch`
    strikes on, a table is counted for each view and not sent.
    """
    handlers = _Handlers(table_provider, providers, switch)
    base = config.get_option("server.baseUrlPath").strip("/")
    prefix = f"/{base}/mapdata" if base else "/mapdata"
    paths = {
        "/assets/{name:path}": handlers.asset,
        "/areas.json": handlers.areas,
        "/locate.json": handlers.locate,
        "/{version}/columns.bin": handlers.columns,
        "/{version}/view.bin": handlers.view,
        "/{version}/days.bin": handlers.days,
        "/{version}/neighbour": handlers.neighbour,
        "/{version}/strike/{row}.json": handlers.strike,
        "/{version}/row": handlers.row,
        "/{version}/rows": handlers.rows,
        "/{version}/places.json": handlers.places,
    }
    return [Route(prefix + path, _guarded(handler), methods=["GET"]) for path, handler in paths.items()]


def font_folder() -> Path:
    """Where the installed Streamlit keeps the fonts of its pages."""
    return Path(streamlit.__file__).parent / "static"


class _Handlers:
    def __init__(self, table_provider: TableProvider, providers: Providers, switch: int) -> None:
        self._table = table_provider
        self._providers = providers
        self._switch = switch

    def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        asset = option_style.sheet() if name == option_style.SHEET else map_assets(font_folder()).get(name)
        if asset is None:
            raise _RefusedError(404, "The map has no file of this name.")
        for_ever = request.query_params.get("v") == asset.version
        zipped = _zipped_asset(asset) if asset.media_type.startswith(_COMPRESSED) else None
        return _answer(request, asset.content, asset.media_type, asset.version, for_ever, zipped)

    def columns(self, request: Request) -> Response:
        table = self._current(request)
        if len(table) > self._switch:
            content = packed_rows(table, np.zeros(0, np.int64), [], {"per_view": True, "total": len(table)})
            return _answer(request, content, _BYTES, f"{table.version}-counted", True, gzip.compress(content, 6))
        content, zipped = _packed(table)
        return _answer(request, content, _BYTES, table.version, True, zipped)

    def view(self, request: Request) -> Response:
        table = self._current(request)
        chosen = filter_from_json(request.query_params.get("filter", "{}"))
        view = asked_view(request.query_params)
        content = pack_view(table, chosen, view, asked_rows(request.query_params))
        answer = _answer(request, content, _BYTES, _digest(content), True, gzip.compress(content, 5, mtime=0))
        # Who sees a view may drag its dates next.
        answer.background = BackgroundTask(warm_view, table, view.zoom)
        return answer

    def days(self, request: Request) -> Response:
        table = self._current(request)
        content = pack_days(table, filter_from_json(request.query_params.get("filter", "{}")))
        return _answer(request, content, _BYTES, _digest(content), True, gzip.compress(content, 5, mtime=0))

    def neighbour(self, request: Request) -> Response:
        table = self._current(request)
        row, steps = (asked_number(request.query_params, name, -1_000, 10**9) for name in ("row", "steps"))
        if not 0 <= row < len(table):
            raise _RefusedError(404, "There is no strike in this row.")
        found = neighbour(table, filter_from_json(request.query_params.get("filter", "{}")), row, steps)
        return _json(request, found, f"{table.version}-{row}-{steps}-{found['row']}")

    def locate(self, request: Request) -> Response:
        places = [_located(place) for place in self._providers.places(_text(request, "name", MAX_PLACE))]
        content = _bytes({"places": places})
        return _answer(request, content, "application/json", _digest(content), False)

    def strike(self, request: Request) -> Response:
        table = self._current(request)
        text = request.path_params["row"]
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) < len(table)):
            raise _RefusedError(404, "There is no strike in this row.")
        strike = table.strikes[int(text)]
        record = strike_record(strike, table.sides[strike.attacker])
        record["namesakes"] = [_located(place) for place in self._providers.namesakes(strike)]
        return _json(request, record, f"{table.version}-{int(text)}")

    def row(self, request: Request) -> Response:
        table = self._current(request)
        row = row_of(table, _text(request, "id", MAX_ID))
        if row is None:
            raise _RefusedError(404, "There is no strike with this id.")
        return _json(request, {"row": row}, f"{table.version}-row-{row}")

    def rows(self, request: Request) -> Response:
        table = self._current(request)
        bits = np.packbits(search(table, _text(request, "words", MAX_WORDS)), bitorder="little").tobytes()
        return _answer(request, bits, _BYTES, _digest(bits), True)

    def places(self, request: Request) -> Response:
        table = self._current(request)
        return _json(request, [place_record(place) for place in table.places], f"{table.version}-places")

    def areas(self, request: Request) -> Response:
        ids = [part for part in _text(request, "ids", MAX_AREAS * MAX_ID).split(",") if part]
        if len(ids) > MAX_AREAS or any(len(part) > MAX_ID for part in ids):
            raise _RefusedError(400, f"Ask for at most {MAX_AREAS} places at once.")
        content = _bytes(self._providers.areas(ids))
        return _answer(request, content, "application/geo+json", _digest(content), False, gzip.compress(content, 6))

    def _current(self, request: Request) -> StrikeTable:
        table = self._table()
        if request.path_params["version"] != table.version:
            message = "The strikes have changed since this address was made; use the version given here."
            raise _RefusedError(404, message, version=table.version)
        return table


@lru_cache(maxsize=8)
def _packed(table: StrikeTable) -> tuple[bytes, bytes]:
    content = pack(table)
    return content, gzip.compress(content, 6, mtime=0)


@lru_cache(maxsize=64)
def _zipped_asset(asset: Asset) -> bytes:
    return gzip.compress(asset.content, 9, mtime=0)


def _located(place: Place) -> dict[str, Any]:
    names = {language: local_name(place.name, place.country, language) for language in LANGUAGES}
    return {**asdict(place), "local": {language: {"name": name} for language, name in names.items()}}


def _text(request: Request, name: str, most: int) -> str:
    text = request.query_params.get(name, "")
    if not text or len(text) > most:
        raise _RefusedError(400, f"The parameter {name!r} must have 1 to {most} characters.")
    return text


def _guarded(handler: Handler) -> Handler:
    def answer(request: Request) -> Response:
        try:
            return handler(request)
        except InputError as problem:
            refused = _RefusedError(400, str(problem))
        except _RefusedError as problem:
            refused = problem
        headers = {**_SAFE, "Cache-Control": "no-store"}
        return Response(_bytes(refused.content), refused.status, headers, "application/json")

    return answer


def _json(request: Request, value: Any, tag: str) -> Response:
    return _answer(request, _bytes(value), "application/json", tag, True)


def _answer(
    request: Request,
    content: bytes,
    media_type: str,
    tag: str,
    for_ever: bool,
    zipped: bytes | None = None,
) -> Response:
    """The content, compressed where that was done before and is accepted; 304 where the reader has it."""
    headers = {
        **_SAFE,
        "ETag": f'W/"{tag}"',
        "Cache-Control": _FOR_EVER if for_ever else _ASK_AGAIN,
        "Vary": "Accept-Encoding",
    }
    if f'"{tag}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if zipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = zipped, "gzip"
    return Response(content, 200, headers, media_type)


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode("utf-8", "replace")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
