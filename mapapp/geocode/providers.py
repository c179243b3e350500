"""The services that can be asked besides the embedded gazetteer, by the names that the settings know: `SERVICES`.

All go through geopy's own classes. Services whose terms forbid keeping an answer (Google, Bing, HERE, TomTom, Mapbox,
ArcGIS without an account) are left out: a strike keeps its place.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import geopy.geocoders
from geopy import exc
from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.location import Location

from mapapp import __version__
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
from mapapp.geocode import answers
from mapapp.geocode.embedded import location_of
from mapapp.geocode.ports import Found
from mapapp.geocode.transport import Moved, OneRequest
from mapapp.settings import GeocoderSettings

_MOST_FOUND = 20
_MOST_QUERY = 300
_LONGEST_WAIT = 86_400.0
_OSM = "© OpenStreetMap contributors (ODbL 1.0)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How one service is asked: geopy's class, where it is, what it needs, how its answers are read and credited.

    `items` names the list in its answers; `countries` is geopy's argument that keeps an answer to countries.
    """

    geocoder: Any
    host: str | None
    read: answers.Reader
    credit: str
    items: str | None = None
    key: str | None = None
    countries: str | None = None
    options: dict[str, Any] = field(default_factory=dict)


_NOMINATIM = {"addressdetails": True, "namedetails": True, "language": "en", "limit": 10}
SERVICES: dict[str, Service] = {
    "nominatim": Service(
        geocoder=geopy.geocoders.Nominatim, host="nominatim.openstreetmap.org", read=answers.nominatim, credit=_OSM,
        countries="country_codes", options=_NOMINATIM,
    ),
    "photon": Service(
        geocoder=geopy.geocoders.Photon, host="photon.komoot.io", read=answers.photon, credit=_OSM, items="features",
        options={"language": "en", "limit": 10},
    ),
    "pelias": Service(
        geocoder=geopy.geocoders.Pelias, host=None, read=answers.pelias, items="features", countries="countries",
        credit=f"Pelias: {_OSM}, Who's On First, GeoNames", options={"language": "en"},
    ),
    "geocodeearth": Service(
        geocoder=geopy.geocoders.GeocodeEarth, host="api.geocode.earth", read=answers.pelias, items="features",
        credit=f"geocode.earth: {_OSM}, Who's On First, GeoNames", key="api_key", countries="countries",
        options={"language": "en"},
    ),
    "opencage": Service(
        geocoder=geopy.geocoders.OpenCage, host="api.opencagedata.com", read=answers.opencage, items="results",
        credit=f"OpenCage: {_OSM}", key="api_key", countries="country",
        options={"language": "en", "annotations": False},
    ),
    "geonames": Service(
        geocoder=geopy.geocoders.GeoNames, host="secure.geonames.org", read=answers.geonames, items="geonames",
        credit="GeoNames (CC BY 4.0)", key="username", countries="country",
    ),
    "pickpoint": Service(
        geocoder=geopy.geocoders.PickPoint, host="api.pickpoint.io", read=answers.nominatim,
        credit=f"PickPoint: {_OSM}", key="api_key", countries="country_codes", options=_NOMINATIM,
    ),
}  # fmt: skip


class Provider:
    """One service as it was set up. Called as geopy's geocoders are; not found is None, a failure a `ServiceError`.

    `ident` is the service with its address, such as "nominatim@nominatim.openstreetmap.org".
    """

    def __init__(self, name: str, service: Service, settings: GeocoderSettings) -> None:
        scheme, self.host = _address(settings.url, service.host, name)
        self.name, self.credit, self.timeout = name, service.credit, settings.timeout
        self.ident = f"{name}@{self.host}"
        self._service = service
        key = _key(name, service, settings.key, f"{scheme}://{self.host}")
        self._geocoder = service.geocoder(
            **key, scheme=scheme, domain=self.host, timeout=settings.timeout, user_agent=_user_agent(settings.contact),
            adapter_factory=partial(OneRequest, key=service.items, read=self._read),
        )  # fmt: skip

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        timeout: float | None = None,
    ) -> Location | list[Location] | None:
        """The service's first place of a name, or with `exactly_one=False` all of them, in its order."""
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or ())
        found = [location_of(one.place) for one in self.find(query, codes, timeout)][: limit or None]
        if not found:
            return None
        return found[0] if exactly_one else found

    def find(self, query: str, countries: Sequence[str] = (), timeout: float | None = None) -> list[Found]:
        """The places in the service's answer, in its order; shops, streets and the like are none. One request."""
        query = " ".join(query.split())
        if not query or len(query) > _MOST_QUERY:
            raise InputError(f"A name to look up has 1 to {_MOST_QUERY} characters; shorten it.")
        codes = {code.upper() for code in countries}
        found = map(self._read, self._raws(query, sorted(codes), timeout)[:_MOST_FOUND])
        return [one for one in found if one and (not codes or one.place.country is None or one.place.country in codes)]

    def _read(self, raw: Any) -> Found | None:
        return self._service.read(raw, self.name, self.credit)

    def _raws(self, query: str, countries: list[str], timeout: float | None) -> list[Any]:
        options = dict(self._service.options)
        if self._service.countries and countries:
            lower = self._service.countries == "country_codes"
            options[self._service.countries] = [code.lower() if lower else code for code in countries]
        seconds = self.timeout if timeout is None else timeout
        try:
            locations = self._geocoder.geocode(query, exactly_one=False, timeout=seconds, **options)
            return [location.raw for location in locations or ()]
        except exc.GeopyError as problem:
            raise self._failure(problem, seconds) from None
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
            raise self._bad() from None

    def _bad(self) -> BadAnswerError:
        return BadAnswerError(
            self.name, f"{self._label} gave an answer that cannot be read; check its address or ask another service."
        )

    @property
    def _label(self) -> str:
        return f"The geocoder {self.name} ({self.host})"

    def _failure(self, problem: exc.GeopyError, seconds: float) -> ServiceError:
        cause = problem.__cause__
        if isinstance(cause, AdapterHTTPError):
            return self._status(cause.status_code, get_retry_after(cause.headers))
        if isinstance(problem, exc.GeocoderQuotaExceeded):
            return self._quota(getattr(problem, "retry_after", None))
        if isinstance(problem, exc.GeocoderAuthenticationFailure | exc.GeocoderInsufficientPrivileges):
            return self._refused()
        if isinstance(problem, exc.GeocoderTimedOut):
            sentence = f"{self._label} did not answer within {seconds:g} s; try again later."
            return ServiceTimeoutError(self.name, sentence)
        if isinstance(problem, Moved):
            return ServiceUnavailableError(
                self.name, f"{self._label} has moved to another address; give the new one in MAPAPP_GEOCODER_URL."
            )
        if isinstance(problem, exc.GeocoderParseError | exc.GeocoderQueryError):
            return self._bad()
        return self._unavailable()

    def _status(self, status: int, retry_after: float | None) -> ServiceError:
        if status in (401, 403, 407):
            return self._refused()
        if status in (402, 429) or (status == 503 and retry_after):
            return self._quota(retry_after)
        if status in (400, 412, 413, 414, 422):
            return self._bad()
        return self._unavailable()

    def _refused(self) -> RefusedError:
        remedy = "check MAPAPP_GEOCODER_KEY" if self._service.key else "read its usage policy and set a contact"
        return RefusedError(self.name, f"{self._label} refuses to answer this installation; {remedy}.")

    def _quota(self, retry_after: float | None) -> QuotaError:
        seconds = min(float(retry_after), _LONGEST_WAIT) if retry_after is not None else None
        when = f"in {seconds:,.0f} s" if seconds is not None else "later"
        return QuotaError(self.name, f"{self._label} was asked too often; try again {when}.", seconds)

    def _unavailable(self) -> ServiceUnavailableError:
        return ServiceUnavailableError(
            self.name, f"{self._label} cannot be reached or is broken; check the network and try again later."
        )


def open_provider(settings: GeocoderSettings) -> Provider:
    """The service that the settings name. Raises `UnknownNameError` with those there are, InputError what it lacks."""
    name = (settings.name or "").lower()
    if name not in SERVICES:
        raise UnknownNameError("geocoder", name, list(SERVICES))
    return Provider(name, SERVICES[name], settings)


def _address(url: str | None, host: str | None, name: str) -> tuple[str, str]:
    """Scheme and host (with port and path) of an address, the service's own where none is given."""
    if url is None:
        if host is None:
            raise InputError(f"The geocoder {name} has no public address; give your server's in MAPAPP_GEOCODER_URL.")
        return "https", host
    wrong = InputError(f"The address {url!r} of the geocoder is none; it must look like https://server.example/path.")
    try:
        parts = urlsplit(url)
        plain = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        raise wrong from None
    if not plain or parts.username or parts.query or parts.fragment or any(not "!" <= char <= "~" for char in url):
        raise wrong
    return parts.scheme, (parts.netloc + parts.path).rstrip("/")


def _key(name: str, service: Service, key: str | None, url: str) -> dict[str, str]:
    if service.key is None:
        return {}
    if not key:
        raise InputError(f"The geocoder {name} needs a key; give it in MAPAPP_GEOCODER_KEY.")
    if url.startswith("http:") and not _is_loopback(urlsplit(url).hostname or ""):
        raise InputError(f"The key of the geocoder {name} would be sent unprotected; give an https address.")
    return {service.key: key}


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _user_agent(contact: str | None) -> str:
    if contact and any(not " " <= char <= "~" for char in contact):
        raise InputError("MAPAPP_GEOCODER_CONTACT must be an e-mail or web address in Latin letters; correct it.")
    return f"mapapp/{__version__} ({contact})" if contact else f"mapapp/{__version__}"
