"""The side views by address: pages, files and short links, asked as a browser asks them."""

import csv
import io
import json
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from mapapp.app.table_page import PAGE
from mapapp.app.view_routes import view_routes
from mapapp.columns import StrikeTable
from mapapp.exchange.short import expand
from mapapp.model import Strike

FORMULA = '=HYPERLINK("http://evil")'
TABLE = StrikeTable.build(
    [
        *(Strike(id=f"s{n}", date=None, attacker="Russia", killed=n, place="Odesa") for n in range(120)),
        Strike(id="f", date=None, attacker=FORMULA, admin1=FORMULA, country="UA", place=FORMULA, summary=FORMULA),
    ]
)


def ask(path: str, query: str = "", **parts: str) -> Response:
    route = next(route for route in view_routes(lambda: TABLE) if route.path == f"/views/{path}")
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": path, "headers": [], "path_params": parts,
        "query_string": query.encode(),
    }  # fmt: skip
    answer: Response = route.endpoint(Request(scope))
    return answer


def rows(answer: Response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(bytes(answer.body).decode())))


async def _all(answer: StreamingResponse) -> bytes:
    return b"".join([chunk async for chunk in answer.body_iterator])  # type: ignore[misc]


def streamed(answer: Response) -> str:
    import asyncio

    assert isinstance(answer, StreamingResponse)
    return asyncio.run(_all(answer)).decode()


def test_a_page_holds_few_rows_and_says_how_many_there_are() -> None:
    page = json.loads(bytes(ask("table.json", "sort=killed&order=desc&page=1").body))
    assert (page["count"], page["pages"], page["first"], len(page["rows"])) == (121, 3, PAGE + 1, PAGE)
    assert page["rows"][0]["id"] == f"s{119 - PAGE}"


@pytest.mark.parametrize(
    "query", ["page=99999999999", "page=-1", "page=%D9%A3", "sort=__class__", "page=of&strike=no", "by="]
)
def test_a_page_that_there_is_not_gives_one_that_there_is(query: str) -> None:
    page = json.loads(bytes(ask("table.json", query).body))
    assert 0 <= page["page"] < page["pages"]
    assert page["rows"]


def test_the_page_of_a_strike_is_found() -> None:
    page = json.loads(bytes(ask("table.json", "sort=killed&order=asc&page=of&strike=s77").body))
    assert page["page"] == 1
    assert "s77" in [row["id"] for row in page["rows"]]


def test_no_file_for_a_spreadsheet_holds_a_formula() -> None:
    files = [ask("totals.csv", "each=attacker"), ask("totals.csv", "each=region"), ask("timeline.csv")]
    cells = [cell for answer in files for row in rows(answer) for cell in row]
    cells += [cell for row in csv.reader(io.StringIO(streamed(ask("strikes.{format}", format="csv")))) for cell in row]
    assert "'" + FORMULA in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]


def test_files_hold_the_filter_and_no_other_strikes() -> None:
    found = json.loads(streamed(ask("strikes.{format}", "killed=100&sort=killed&order=asc", format="geojson")))
    assert [feature["id"] for feature in found["features"]] == [f"s{n}" for n in range(100, 120)]
    assert ask("strikes.{format}", format="exe").status_code == 404


def test_a_short_link_stands_for_the_query_that_was_asked_for() -> None:
    query = f"by=Russia&words={quote('порт Одеса')}"
    short = json.loads(bytes(ask("short.json", query).body))["s"]
    assert parse_qsl(expand(short)) == [("by", "Russia"), ("words", "порт Одеса")]
    assert ask("short.json", "words=" + "x" * 9000).status_code == 400
