"""The map's data over a real server on the loopback: what it answers, keeps, refuses."""

import gzip
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from streamlit import config

from mapapp import pipeline
from mapapp.app.routes import Providers, map_routes
from mapapp.columns import StrikeTable
from mapapp.map import map_assets
from mapapp.model import GeoPrecision, NamedPlace, PlaceKind, Source, Strike
from mapapp.packed import pack
from tests.bench.synthetic import synthetic_table
from tests.unpacking import unpack

STRIKES = [
    Strike(
        id="odesa/1?&#",
        date=date(2025, 12, 19),
        attacker="Russia",
        attacked="Ukraine",
        place="<img src=x onerror=alert(1)>",
        latitude=46.48,
        longitude=30.73,
        killed=8,
        sources=(Source(url="https://example.org/a", published=date(2025, 12, 20)),),
    ),
    Strike(id="b", date=None, place="Одеса", summary="порт"),
    *(Strike(id=f"n{i}", date=date(2026, 1, 1)) for i in range(20)),
]
PLACE = NamedPlace(
    report="r",
    name="Miami",
    place="Miami",
    place_id="p",
    kind=PlaceKind.SETTLEMENT,
    country="US",
    latitude=25.8,
    longitude=-80.2,
    geo_precision=GeoPrecision.SETTLEMENT,
    uncertainty_km=10.0,
    confidence=0.9,
    quote="in Miami",
    quote_start=3,
)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Served:
    port: int
    table: StrikeTable
    asked: list[list[str]]

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@contextmanager
def serving(routes: list[Route]) -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        app = Starlette(routes=routes)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    table, asked = StrikeTable.build(STRIKES, [PLACE]), []

    def areas(ids: list[str]) -> dict[str, Any]:
        asked.append(ids)
        return {"type": "FeatureCollection", "features": []}

    with serving(map_routes(lambda: table, Providers(areas))) as port:
        yield Served(port, table, asked)


def test_the_columns_are_the_packed_bytes_compressed_and_kept(served: Served) -> None:
    path = f"/mapdata/{served.table.version}/columns.bin"
    answer = served.get(path, **{"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == pack(served.table)
    assert "immutable" in answer.headers["cache-control"]
    assert served.get(path).body == pack(served.table)
    again = served.get(path, **{"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_another_version_is_told_the_current_one(served: Served) -> None:
    for path in ("columns.bin", "strike/0.json", "row?id=b", "rows?words=a", "places.json"):
        answer = served.get(f"/mapdata/0123456789abcdef/{path}")
        assert answer.status == 404
        assert answer.json["version"] == served.table.version
        assert answer.headers["cache-control"] == "no-store"


def test_a_strike_comes_with_all_that_the_card_needs(served: Served) -> None:
    answer = served.get(f"/mapdata/{served.table.version}/strike/0.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json["id"] == STRIKES[0].id
    assert (answer.json["side"], answer.json["killed"], answer.json["date"]) == ("a", 8, "2025-12-19")
    assert answer.json["sources"][0]["url"] == "https://example.org/a"


@pytest.mark.parametrize("row", ["22", "-1", "1e3", "٣", "99999999999999999999", "0x1", "%2e%2e"])
def test_a_row_that_is_none_is_refused_in_a_sentence(served: Served, row: str) -> None:
    answer = served.get(f"/mapdata/{served.table.version}/strike/{quote(row, safe='%')}.json")
    assert answer.status == 404
    if answer.headers["content-type"] == "application/json":
        assert answer.json["error"] == "There is no strike in this row."


def test_a_row_is_found_by_an_id_with_any_sign_in_it(served: Served) -> None:
    path = f"/mapdata/{served.table.version}/row?id="
    assert served.get(path + quote("odesa/1?&#", safe="")).json == {"row": 0}
    assert served.get(path + "missing").status == 404


def test_rows_with_words_come_as_bits(served: Served) -> None:
    answer = served.get(f"/mapdata/{served.table.version}/rows?words={quote('ОДЕСА порт')}")
    bits = np.unpackbits(np.frombuffer(answer.body, np.uint8), bitorder="little")[: len(STRIKES)]
    assert list(np.flatnonzero(bits)) == [1]


@pytest.mark.parametrize(
    "path",
    ["{v}/row", "{v}/row?id=", "{v}/row?id=" + "x" * 201, "{v}/rows?words=" + "x" * 201, "areas.json"],
)
def test_parameters_out_of_bounds_are_refused(served: Served, path: str) -> None:
    answer = served.get("/mapdata/" + path.format(v=served.table.version))
    assert answer.status == 400
    assert answer.json["error"].startswith("The parameter")


@pytest.fixture(scope="module")
def counted() -> Iterator[Served]:
    table = synthetic_table(3_000)
    providers = Providers(lambda ids: {}, pipeline.locate, pipeline.namesakes)
    with serving(map_routes(lambda: table, providers, switch=2_999)) as port:
        yield Served(port, table, [])


def test_a_large_table_is_not_sent_but_counted_for_each_view(counted: Served) -> None:
    base = f"/mapdata/{counted.table.version}"
    header, columns = unpack(counted.get(f"{base}/columns.bin").body)
    assert (header["per_view"], header["total"], header["count"]) == (True, 3_000, 0)
    chosen = quote('{"attackers":["Russia"]}')
    answer = counted.get(f"{base}/view.bin?box=0,0,1,1&zoom=5&filter={chosen}", **{"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < 10_000
    header, columns = unpack(gzip.decompress(answer.body))
    russian = int((counted.table.side == 0).sum())
    assert header["total"] == russian == columns["shares"].sum() == columns["shares"][:, 0].sum()
    again = counted.get(
        f"{base}/view.bin?box=0,0,1,1&zoom=5&filter={chosen}", **{"If-None-Match": answer.headers["etag"]}
    )
    assert again.status == 304


def test_days_and_neighbours_are_asked_of_the_same_route(counted: Served) -> None:
    base = f"/mapdata/{counted.table.version}"
    assert counted.get(f"{base}/days.bin?filter={quote('{}')}").status == 200
    found = counted.get(f"{base}/neighbour?row=5&steps=1&filter={quote('{}')}").json
    assert found["count"] == 3_000
    assert counted.table.day[found["row"]] >= counted.table.day[5]


@pytest.mark.parametrize(
    "path",
    [
        "view.bin?zoom=5",
        "view.bin?zoom=5&box=0,0,1",
        "view.bin?zoom=5&box=0,0,nan,1",
        "view.bin?zoom=5&box=1,1,0,0",
        "view.bin?zoom=99&box=0,0,1,1",
        "view.bin?zoom=5&box=0,0,1,1&filter=x",
        "view.bin?zoom=5&box=0,0,1,1&selected=-1",
        "days.bin?filter=[1]",
        "neighbour?row=1",
        "neighbour?row=x&steps=1",
    ],
)
def test_a_view_that_is_none_is_refused_in_a_sentence(counted: Served, path: str) -> None:
    answer = counted.get(f"/mapdata/{counted.table.version}/{path}")
    assert answer.status == 400
    assert answer.json["error"].endswith(".")


def test_a_view_as_large_as_no_screen_costs_no_more_than_one(counted: Served) -> None:
    answer = counted.get(f"/mapdata/{counted.table.version}/view.bin?box=-4,-4,4,4&zoom=20")
    assert answer.status == 200


def test_a_place_is_found_as_it_is_typed_in_any_of_the_languages(counted: Served) -> None:
    for typed in ("Odes", "Одес", "odesa"):
        places = counted.get(f"/mapdata/locate.json?name={quote(typed)}").json["places"]
        assert any(place["name"].startswith("Odes") and place["country"] == "UA" for place in places[:3]), typed
        assert len(places) <= 8
    assert counted.get("/mapdata/locate.json?name=o").json["places"] == []
    assert counted.get("/mapdata/locate.json?name=" + "x" * 81).status == 400


def test_places_without_a_strike_come_as_a_list(served: Served) -> None:
    assert served.get(f"/mapdata/{served.table.version}/places.json").json[0]["place"] == "Miami"


def test_areas_are_asked_by_id_and_only_so_many_at_once(served: Served) -> None:
    answer = served.get("/mapdata/areas.json?ids=black%20sea,azov")
    assert answer.json == {"type": "FeatureCollection", "features": []}
    assert served.asked[-1] == ["black sea", "azov"]
    before = len(served.asked)
    assert served.get("/mapdata/areas.json?ids=" + ",".join("abc" for _ in range(65))).status == 400
    assert len(served.asked) == before


def test_every_asset_is_served_with_its_type_and_kept_by_version(served: Served) -> None:
    for name, asset in map_assets().items():
        answer = served.get(f"/mapdata/assets/{name}?v={asset.version}")
        assert (answer.status, answer.body) == (200, asset.content)
        assert answer.headers["content-type"] == asset.media_type
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "immutable" in answer.headers["cache-control"]
        assert served.get(f"/mapdata/assets/{name}").headers["cache-control"] == "no-cache"


def test_the_fonts_of_the_installed_streamlit_are_found(served: Served) -> None:
    for name in ("source-sans.woff2", "source-serif.woff2", "source-serif-italic.woff2"):
        answer = served.get(f"/mapdata/assets/{name}")
        assert answer.body[:4] == b"wOF2"


@pytest.mark.parametrize("name", ["../routes.py", "..%2f..%2fetc%2fpasswd", "%00", "images", "images/../land.json"])
def test_no_path_leads_out_of_the_assets(served: Served, name: str) -> None:
    assert served.get(f"/mapdata/assets/{name}").status == 404


def test_nothing_answers_html(served: Served) -> None:
    for path in ("strike/0.json", "places.json", "rows?words=img", "row?id=<script>"):
        answer = served.get(f"/mapdata/{served.table.version}/{quote(path, safe='/?=')}")
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_new_strikes_are_served_without_a_restart() -> None:
    tables = [StrikeTable.build(STRIKES)]
    with serving(map_routes(lambda: tables[-1], Providers(lambda ids: {}))) as port:
        served = Served(port, tables[0], [])
        assert served.get(f"/mapdata/{tables[0].version}/strike/0.json").json["killed"] == 8
        tables.append(StrikeTable.build([replace(STRIKES[0], killed=9)]))
        assert served.get(f"/mapdata/{tables[0].version}/strike/0.json").status == 404
        assert served.get(f"/mapdata/{tables[1].version}/strike/0.json").json["killed"] == 9


def test_a_base_path_of_the_server_is_kept() -> None:
    before = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", "/strikes/map/")
    try:
        routes = map_routes(lambda: StrikeTable.build([]), Providers(lambda ids: {}))
    finally:
        config.set_option("server.baseUrlPath", before)
    assert all(route.path.startswith("/strikes/map/mapdata/") for route in routes)
