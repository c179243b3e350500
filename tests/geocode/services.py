"""A server on loopback that answers as geocoding services do, each in its own format, or as badly as they can."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Spot:
    """A place that a service knows; coordinates may be anything, to see what becomes of it."""

    name: str = "Vyhadane"
    latitude: Any = 48.33
    longitude: Any = 37.04
    country: str = "ua"
    kind: str = "village"
    local: str = "Вигадане"
    number: int = 4


def nominatim(spots: list[Spot]) -> Any:
    return [
        {
            "place_id": 100000 + spot.number,
            "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
            "osm_type": "node",
            "osm_id": spot.number,
            "lat": _text(spot.latitude),
            "lon": _text(spot.longitude),
            "class": "amenity" if spot.kind == "cafe" else "place",
            "type": spot.kind,
            "place_rank": 19,
            "importance": 0.1467,
            "addresstype": spot.kind,
            "name": spot.name,
            "display_name": f"{spot.name}, Donetsk Oblast, Ukraine",
            "address": {spot.kind: spot.name, "state": "Donetsk Oblast", "country_code": spot.country},
            "namedetails": {"name": spot.local, "name:en": spot.name, "name:uk": spot.local},
            "boundingbox": ["48.31", "48.35", "37.02", "37.06"],
        }
        for spot in spots
    ]


def photon(spots: list[Spot]) -> Any:
    features = [
        {
            "type": "Feature",
            "geometry": {"coordinates": [spot.longitude, spot.latitude], "type": "Point"},
            "properties": {
                "osm_type": "N",
                "osm_id": spot.number,
                "osm_key": "amenity" if spot.kind == "cafe" else "place",
                "osm_value": spot.kind,
                "type": "city",
                "name": spot.name,
                "countrycode": spot.country.upper(),
                "country": "Ukraine",
                "state": "Donetsk Oblast",
                "extent": [37.02, 48.35, 37.06, 48.31],
            },
        }
        for spot in spots
    ]
    return {"features": features, "type": "FeatureCollection"}


def pelias(spots: list[Spot]) -> Any:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [spot.longitude, spot.latitude]},
            "properties": {
                "id": str(spot.number),
                "gid": f"whosonfirst:locality:{spot.number}",
                "layer": "venue" if spot.kind == "cafe" else "locality",
                "source": "whosonfirst",
                "name": spot.name,
                "confidence": 1,
                "match_type": "exact",
                "country_code": spot.country.upper(),
                "country_a": {"ua": "UKR", "de": "DEU"}.get(spot.country, "UKR"),
                "region": "Donetsk",
                "label": f"{spot.name}, Ukraine",
            },
            "bbox": [37.02, 48.31, 37.06, 48.35],
        }
        for spot in spots
    ]
    return {"geocoding": {"version": "0.2"}, "type": "FeatureCollection", "features": features}


def opencage(spots: list[Spot]) -> Any:
    results = [
        {
            "bounds": {"northeast": {"lat": 48.35, "lng": 37.06}, "southwest": {"lat": 48.31, "lng": 37.02}},
            "components": {
                "_category": "commerce" if spot.kind == "cafe" else "place",
                "_type": spot.kind,
                "_normalized_city": spot.name,
                "country_code": spot.country,
                "state": "Donetsk Oblast",
                spot.kind: spot.name,
            },
            "confidence": 7,
            "formatted": f"{spot.name}, Donetsk Oblast, Ukraine",
            "geometry": {"lat": spot.latitude, "lng": spot.longitude},
        }
        for spot in spots
    ]
    status = {"code": 200, "message": "OK"}
    return {"results": results, "status": status, "total_results": len(results)}


def geonames(spots: list[Spot]) -> Any:
    rows = [
        {
            "geonameId": spot.number,
            "name": spot.name,
            "toponymName": spot.name,
            "lat": _text(spot.latitude),
            "lng": _text(spot.longitude),
            "fcl": "S" if spot.kind == "cafe" else "P",
            "fcode": "REST" if spot.kind == "cafe" else "PPL",
            "countryCode": spot.country.upper(),
            "countryName": "Ukraine",
            "adminName1": "Donetsk",
            "population": 0,
        }
        for spot in spots
    ]
    return {"totalResultsCount": len(rows), "geonames": rows}


def _text(value: Any) -> Any:
    return str(value) if type(value) in (int, float) and value == value else value


FORMATS: dict[str, Callable[[list[Spot]], Any]] = {
    "nominatim": nominatim, "pickpoint": nominatim, "photon": photon, "pelias": pelias, "geocodeearth": pelias,
    "opencage": opencage, "geonames": geonames,
}  # fmt: skip

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Service:
    """A running server: `behaviour` answers every request, `asked` has the parameters and headers of each."""

    url: str = ""
    behaviour: Behaviour = lambda handler: None
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    _server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = urlsplit(self.path).query
                service.asked.append({name: ",".join(values) for name, values in parse_qs(query).items()})
                service.agents.append(self.headers["User-Agent"])
                try:
                    service.behaviour(self)
                except OSError:
                    # The client has gone, as it should from a service like this.
                    self.close_connection = True

            def log_message(self, *arguments: Any) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}).start()

    def stop(self) -> None:
        self.ended.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()


def says(
    body: Any, status: int = 200, headers: dict[str, str] | None = None, kind: str = "application/json"
) -> Behaviour:
    """Answers with a body: bytes as they are, anything else as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def knows(name: str, *spots: Spot) -> Behaviour:
    """Answers as the service `name` does that knows these places, whatever is asked."""
    return says(FORMATS[name](list(spots)))


def waits(service: Service) -> Behaviour:
    """Takes the request and never answers."""
    return lambda handler: service.ended.wait(20) and None


def drips(service: Service) -> Behaviour:
    """Answers at once, and then sends a byte now and then without end: no single wait is long."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not service.ended.wait(0.03):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    return answer


def writes(content: bytes) -> Behaviour:
    """Writes these bytes in place of an answer in HTTP, and hangs up."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(content)
        handler.close_connection = True

    return answer
