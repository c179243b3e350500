"""What every geocoder promises: the embedded gazetteer, and each service, against a server that answers as it does."""

import math
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from geopy.location import Location

from mapapp import __version__, pipeline
from mapapp.errors import (
    BadAnswerError,
    InputError,
    QuotaError,
    RefusedError,
    ServiceError,
    ServiceTimeoutError,
    ServiceUnavailableError,
    UnknownNameError,
)
from mapapp.geocode.embedded import Embedded
from mapapp.geocode.providers import SERVICES, Provider, open_provider
from mapapp.model import Place
from mapapp.settings import GeocoderSettings
from tests.geocode.services import FORMATS, Behaviour, Service, Spot, drips, knows, says, waits, writes

NAMES = sorted(SERVICES)


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service()
    running.start()
    yield running
    running.stop()


def provider(name: str, service: Service, **more: Any) -> Provider:
    settings = {"name": name, "url": service.url, "contact": "desk@example.org", "timeout": 5.0, **more}
    if SERVICES[name].key:
        settings.setdefault("key", "secret-key")
    return open_provider(GeocoderSettings(**settings))


@pytest.fixture(params=["embedded", *NAMES])
def geocoder(request: pytest.FixtureRequest, service: Service) -> Any:
    """A geocoder that knows two places called Pokrovsk, one in Ukraine first and one in Russia, and no Xyzzyqqq."""
    if request.param == "embedded":
        return Embedded(pipeline.gazetteer())
    there = Spot("Pokrovsk", 48.28, 37.18, "ua", "town"), Spot("Pokrovsk", 61.48, 129.15, "ru", "town", number=3)

    def behaviour(handler: Any) -> None:
        knows(request.param, *(there if "Pokrovsk" in handler.path else ()))(handler)

    service.behaviour = behaviour
    return provider(request.param, service)


class TestGeocoderContract:
    def test_the_likeliest_place_comes_as_a_location_of_geopy(self, geocoder: Any) -> None:
        location = geocoder.geocode("Pokrovsk")
        assert isinstance(location, Location)
        assert (location.latitude, location.longitude) == pytest.approx((48.28, 37.18), abs=0.05)
        assert location.address.startswith("Pokrovsk")
        assert set(location.raw) == set(Place.__slots__)
        assert (location.raw["kind"], location.raw["country"]) == ("settlement", "UA")
        assert location.raw["radius_km"] > 0
        assert location.raw["source"]
        assert location.raw["id"].count(":") >= 1

    def test_not_found_is_none_in_either_form(self, geocoder: Any) -> None:
        assert geocoder.geocode("Xyzzyqqq") is None
        assert geocoder.geocode("Xyzzyqqq", exactly_one=False) is None

    def test_all_of_a_name_come_as_a_list_the_likeliest_first(self, geocoder: Any) -> None:
        found = geocoder.geocode("Pokrovsk", exactly_one=False)
        assert [type(one) for one in found] == [Location] * len(found)
        assert len(found) >= 2
        assert found[0] == geocoder.geocode("Pokrovsk")
        assert len(geocoder.geocode("Pokrovsk", exactly_one=False, limit=1)) == 1

    def test_country_codes_keep_to_countries_in_either_case(self, geocoder: Any) -> None:
        for codes in ("RU", "ru", ["ru"], ("RU", "BY")):
            assert geocoder.geocode("Pokrovsk", country_codes=codes).raw["country"] == "RU"
        assert geocoder.geocode("Pokrovsk", country_codes="IS") is None

    def test_a_timeout_is_taken_as_geopy_takes_one(self, geocoder: Any) -> None:
        assert geocoder.geocode("Pokrovsk", timeout=3) is not None


@pytest.mark.parametrize("name", NAMES)
class TestServiceContract:
    def test_one_look_up_is_one_request_that_holds_the_name_and_who_asks(self, name: str, service: Service) -> None:
        service.behaviour = knows(name, Spot())
        provider(name, service).find("Vyhadane", ["UA"])
        [asked] = service.asked
        assert "Vyhadane" in asked.values()
        assert service.agents == [f"mapapp/{__version__} (desk@example.org)"]
        if SERVICES[name].key:
            assert "secret-key" in asked.values()
        if SERVICES[name].countries:
            assert "UA" in map(str.upper, asked.values())

    def test_an_answer_becomes_a_place_with_id_kind_radius_and_credit(self, name: str, service: Service) -> None:
        service.behaviour = knows(name, Spot())
        [found] = provider(name, service).find("Vyhadane")
        place = found.place
        assert (place.name, place.kind, place.country) == ("Vyhadane", "settlement", "UA")
        assert (place.latitude, place.longitude) == (48.33, 37.04)
        assert 1 <= place.radius_km < 5
        assert place.id.split(":")[0] == name
        assert place.source == SERVICES[name].credit
        assert "Vyhadane" in found.names

    def test_what_is_no_place_of_a_map_of_strikes_is_left_out(self, name: str, service: Service) -> None:
        service.behaviour = knows(name, Spot(kind="cafe", country="de"))
        assert provider(name, service).find("Vyhadane") == []

    def test_a_strangers_text_stays_text_and_is_bounded(self, name: str, service: Service) -> None:
        hostile = '<img src=x onerror="alert(1)">${7*7}`\u0000\u202e\r\nX-Evil: 1' + "x" * 5000
        service.behaviour = knows(name, Spot(name=hostile))
        [found] = provider(name, service).find("Vyhadane")
        assert found.place.name.startswith('<img src=x onerror="alert(1)">${7*7}`')
        assert len(found.place.name) <= 200
        assert found.place.name.isprintable()

    @pytest.mark.parametrize(
        ("latitude", "longitude"),
        [(91, 30), (-90.5, 30), (46, 180.5), (46, -1e9), (None, 30), (46, None), ("north", 30), ([46], 30),
         (math.nan, 30), (46, math.inf), (True, 30), ({}, {})],
    )  # fmt: skip
    def test_a_point_that_is_none_is_a_bad_answer(
        self, name: str, service: Service, latitude: Any, longitude: Any
    ) -> None:
        service.behaviour = knows(name, Spot(latitude=latitude, longitude=longitude))
        with pytest.raises(BadAnswerError):
            provider(name, service).find("Vyhadane")

    @pytest.mark.parametrize(
        "body",
        [b"", b"<html><body>Sign in to this network</body></html>", b'[{"lat": "48', b"\xff\xfe\x00", b'"text"', b"42",
         b"null", b"{}", b"[1, 2]", b'{"features": 5, "results": {}, "geonames": "x"}', b"[" * 200_000,
         b'{"features": [null], "results": [null], "geonames": [null]}', b"[{}]",
         b'{"features": [{}], "results": [{}], "geonames": [{}]}', b"9" * 10_000, b'{"a": NaN}'],
        ids=lambda body: repr(body[:24]),
    )  # fmt: skip
    def test_what_is_no_answer_is_a_bad_answer_and_never_not_found(
        self, name: str, service: Service, body: bytes
    ) -> None:
        service.behaviour = says(body)
        with pytest.raises(BadAnswerError) as problem:
            provider(name, service).find("Vyhadane")
        assert_one_sentence(problem.value, name)

    def test_a_huge_answer_is_not_read_to_its_end(self, name: str, service: Service) -> None:
        service.behaviour = says(FORMATS[name]([Spot(number=n) for n in range(1, 9000)]))
        with pytest.raises(BadAnswerError):
            provider(name, service).find("Vyhadane")

    @pytest.mark.parametrize("slowly", [waits, drips])
    def test_a_slow_service_times_out_as_a_whole(
        self, name: str, service: Service, slowly: Callable[[Service], Behaviour]
    ) -> None:
        service.behaviour = slowly(service)
        with pytest.raises(ServiceTimeoutError) as problem:
            provider(name, service, timeout=0.3).find("Vyhadane")
        assert_one_sentence(problem.value, name)
        assert len(service.asked) == 1

    @pytest.mark.parametrize(
        ("status", "kind"),
        [(400, BadAnswerError), (401, RefusedError), (403, RefusedError), (402, QuotaError), (429, QuotaError),
         (404, ServiceUnavailableError), (418, ServiceUnavailableError), (500, ServiceUnavailableError),
         (502, ServiceUnavailableError), (503, ServiceUnavailableError), (504, ServiceUnavailableError)],
    )  # fmt: skip
    def test_each_refusal_in_http_is_an_error_of_its_kind(
        self, name: str, service: Service, status: int, kind: type[ServiceError]
    ) -> None:
        service.behaviour = says(b"<h1>no</h1>", status, kind="text/html")
        with pytest.raises(kind) as problem:
            provider(name, service).find("Vyhadane")
        assert type(problem.value) is kind
        assert problem.value.stops is (kind in (RefusedError, QuotaError))
        assert_one_sentence(problem.value, name)
        assert len(service.asked) == 1

    @pytest.mark.parametrize(
        ("header", "seconds"), [("7", 7), ("0", 0), ("99999999", 86_400), ("soon", None), ("-5", 0)]
    )
    def test_how_long_to_leave_it_alone_is_taken_from_its_answer(
        self, name: str, service: Service, header: str, seconds: float | None
    ) -> None:
        service.behaviour = says(b"slow down", 429, {"Retry-After": header})
        with pytest.raises(QuotaError) as problem:
            provider(name, service).find("Vyhadane")
        assert problem.value.retry_after == seconds

    def test_a_date_to_come_back_at_is_read_too(self, name: str, service: Service) -> None:
        later = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 120))
        service.behaviour = says(b"slow down", 429, {"Retry-After": later})
        with pytest.raises(QuotaError) as problem:
            provider(name, service).find("Vyhadane")
        assert 100 < (problem.value.retry_after or 0) <= 120

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_a_redirect_is_not_followed_and_the_sentence_says_where_to_set_the_address(
        self, name: str, service: Service, status: int
    ) -> None:
        service.behaviour = says(b"", status, {"Location": f"{service.url}/elsewhere?q=Vyhadane"})
        with pytest.raises(ServiceUnavailableError, match="MAPAPP_GEOCODER_URL"):
            provider(name, service).find("Vyhadane")
        assert len(service.asked) == 1

    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (b"", ServiceUnavailableError),
            (b"220 smtp.example ESMTP\r\n", BadAnswerError),
            (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[", ServiceUnavailableError),
        ],
    )
    def test_a_connection_that_breaks_off_or_speaks_no_http(
        self, name: str, service: Service, content: bytes, kind: type[ServiceError]
    ) -> None:
        service.behaviour = writes(content)
        with pytest.raises(kind):
            provider(name, service).find("Vyhadane")

    def test_a_port_where_nobody_listens(self, name: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            closed = Service(url=f"http://127.0.0.1:{probe.getsockname()[1]}")
        with pytest.raises(ServiceUnavailableError) as problem:
            provider(name, closed).find("Vyhadane")
        assert_one_sentence(problem.value, name)

    def test_a_key_is_never_told(self, name: str, service: Service) -> None:
        settings = GeocoderSettings(name=name, url=service.url, key="secret-key")
        assert "secret-key" not in repr(settings)
        service.behaviour = says(b"secret-key", 500)
        with pytest.raises(ServiceError) as problem:
            provider(name, service).find("Vyhadane")
        assert "secret-key" not in str(problem.value)


def assert_one_sentence(problem: ServiceError, name: str) -> None:
    said = str(problem)
    assert problem.service == name
    assert name in said
    assert said.endswith(".")
    assert "\n" not in said
    assert ";" in said, "what to do about it is missing"


def test_the_services_status_in_its_json_is_read_as_one_in_http(service: Service) -> None:
    for value, kind in ((10, RefusedError), (18, QuotaError), (19, QuotaError), (22, ServiceUnavailableError)):
        service.behaviour = says({"status": {"message": "no", "value": value}})
        with pytest.raises(kind):
            provider("geonames", service).find("Vyhadane")
    service.behaviour = says({"results": [], "status": {"code": 402, "message": "quota exceeded"}})
    with pytest.raises(QuotaError):
        provider("opencage", service).find("Vyhadane")
    service.behaviour = says({"error": {"code": 400, "message": "Nothing to search for."}})
    with pytest.raises(BadAnswerError):
        provider("nominatim", service).find("Vyhadane")


def test_a_wrong_name_lists_the_right_ones() -> None:
    with pytest.raises(UnknownNameError, match="choose one of: geocodeearth, geonames, nominatim, opencage, pelias"):
        open_provider(GeocoderSettings(name="nominatm"))


def test_what_a_service_lacks_is_said() -> None:
    with pytest.raises(InputError, match="MAPAPP_GEOCODER_KEY"):
        open_provider(GeocoderSettings(name="opencage"))
    with pytest.raises(InputError, match="MAPAPP_GEOCODER_URL"):
        open_provider(GeocoderSettings(name="pelias"))
    with pytest.raises(InputError, match="https"):
        open_provider(GeocoderSettings(name="opencage", key="k", url="http://example.org"))


@pytest.mark.parametrize(
    "url",
    ["example.org", "ftp://example.org", "file:///etc/passwd", "https://", "https://a b.example", "https://u:p@h.example",
     "https://h.example?x=1", "https://h.example#x", "https://h.example:99999", "https://h.example/\r\nX: 1", "https://[x"],
)  # fmt: skip
def test_an_address_that_is_none_says_how_one_looks(url: str) -> None:
    with pytest.raises(InputError, match=r"https://server\.example"):
        open_provider(GeocoderSettings(name="nominatim", url=url))


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "пошта@приклад.укр"])
def test_a_contact_that_is_no_header_is_refused(contact: str) -> None:
    with pytest.raises(InputError, match="MAPAPP_GEOCODER_CONTACT"):
        open_provider(GeocoderSettings(name="nominatim", contact=contact))


@pytest.mark.parametrize("name", ["", "  ", "x" * 301])
def test_a_name_to_look_up_is_bounded(name: str, service: Service) -> None:
    with pytest.raises(InputError, match="1 to 300"):
        provider("nominatim", service).find(name)
    assert service.asked == []


def test_a_path_in_the_address_is_kept(service: Service) -> None:
    service.behaviour = knows("nominatim", Spot())
    asked = open_provider(GeocoderSettings(name="nominatim", url=f"{service.url}/nominatim/"))
    assert asked.ident.endswith("/nominatim")
    assert [one.place.name for one in asked.find("Vyhadane")] == ["Vyhadane"]
