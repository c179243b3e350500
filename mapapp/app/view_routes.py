"""The side views by address: a page of the table, downloads of what is shown, and short links.

All read only, and told the filter by the parameters of the app's own address, so that none of them keeps anything
for a session. What is wrong in an address is left out, as on the page.
"""

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from streamlit import config

from mapapp.app.table_page import page_of
from mapapp.app.timeline import periods
from mapapp.app.words import Words
from mapapp.columns import SIDES, SORTS, TOTALS, StrikeTable, ranked, totals
from mapapp.exchange import read_params
from mapapp.exchange.formats import cell, csv_lines, geojson_lines, jsonl_lines
from mapapp.exchange.short import MAX_QUERY, shorten
from mapapp.model import StrikeFilter

MAX_PARAMS, CHUNK = 60, 2_000
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_CSV = "text/csv; charset=utf-8"
_FILES = {
    "csv": (csv_lines, _CSV),
    "geojson": (geojson_lines, "application/geo+json"),
    "jsonl": (jsonl_lines, "application/x-ndjson"),
}

Tables = Callable[[], StrikeTable]


def view_routes(table_provider: Tables) -> list[Route]:
    """The routes under `/views`, below Streamlit's base path where one is set."""
    handlers = _Handlers(table_provider)
    base = config.get_option("server.baseUrlPath").strip("/")
    prefix = f"/{base}/views" if base else "/views"
    paths = {
        "/table.json": handlers.table,
        "/strikes.{format}": handlers.strikes,
        "/totals.csv": handlers.totals,
        "/timeline.csv": handlers.timeline,
        "/short.json": handlers.short,
    }
    return [Route(prefix + path, handler, methods=["GET"]) for path, handler in paths.items()]


class _Handlers:
    def __init__(self, table_provider: Tables) -> None:
        self._table = table_provider

    def table(self, request: Request) -> Response:
        """One page of the rows, as texts in the language asked for."""
        asked, words = request.query_params, Words(request.query_params.get("lang", "en"))
        sort, descending = _sort(request)
        number = asked.get("page", "0")
        selected = asked.get("strike") if number == "of" else None
        page = page_of(
            self._table(), _filter(request), words, sort, descending,
            page=int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0, holding=selected,
        )  # fmt: skip
        return JSONResponse(page, headers=_SAFE)

    def strikes(self, request: Request) -> Response:
        """All strikes of the filter in the table's order, written while they are sent."""
        format = request.path_params["format"]
        if format not in _FILES:
            return JSONResponse({"error": "Choose csv, geojson or jsonl."}, 404, _SAFE)
        table = self._table()
        language = Words(request.query_params.get("lang", "en")).language
        rows = ranked(table, _filter(request), *_sort(request), language)
        lines, media = _FILES[format]
        content = _written(lines((table.strikes[row] for row in rows), ()))
        return StreamingResponse(content, 200, _as_file(f"strikes.{format}"), media)

    def totals(self, request: Request) -> Response:
        """The totals by side, target or region, as a table for spreadsheets."""
        by = request.query_params.get("each", "")
        by = by if by in TOTALS else TOTALS[0]
        rows = [
            (total.name, total.strikes, total.killed, total.injured, total.without)
            for total in totals(self._table(), _filter(request), by)
        ]
        return _csv(f"totals-{by}.csv", [by, "strikes", "killed", "injured", "without_figure"], rows)

    def timeline(self, request: Request) -> Response:
        """Strikes a day, week or month by side."""
        table = self._table()
        made = periods(table, _filter(request), request.query_params.get("each", ""))
        rows = [(first.isoformat(), *counts) for first, counts in made.bars]
        names = [made.names.get(side, side) for side in SIDES]
        return _csv(f"timeline-{made.step}.csv", [made.step, *names], rows)

    def short(self, request: Request) -> Response:
        """The value of the parameter `s` that stands for the query of this request."""
        query = urlencode(request.query_params.multi_items())
        if len(query) > MAX_QUERY or len(request.query_params) > MAX_PARAMS:
            return JSONResponse({"error": "The view has too many parts for a short link."}, 400, _SAFE)
        return JSONResponse({"s": shorten(query)}, headers=_SAFE)


def _filter(request: Request) -> StrikeFilter:
    items = request.query_params.multi_items()[:MAX_PARAMS]
    params: dict[str, list[str]] = {}
    for name, value in items:
        params.setdefault(name, []).append(value)
    return read_params(dict(params))[0]


def _sort(request: Request) -> tuple[str, bool]:
    sort = request.query_params.get("sort", "")
    return (sort if sort in SORTS else SORTS[0]), request.query_params.get("order") != "asc"


def _written(lines: Iterator[str]) -> Iterator[bytes]:
    while chunk := "".join(islice(lines, CHUNK)):
        yield chunk.encode()


def _csv(name: str, head: list[str], rows: list[tuple[Any, ...]]) -> Response:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(value) for value in head])
    writer.writerows([cell(value) for value in row] for row in rows)
    return Response(out.getvalue().encode(), 200, _as_file(name), _CSV)


def _as_file(name: str) -> dict[str, str]:
    return {**_SAFE, "Content-Disposition": f'attachment; filename="{name}"'}
