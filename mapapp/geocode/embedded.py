"""The embedded gazetteer as a geopy geocoder: it can stand wherever a geopy geocoder can, without a network."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.normal import normal
from mapapp.geocode.candidates import Link, Named
from mapapp.geocode.heard import Ear
from mapapp.geocode.misspelt import Speller, capped
from mapapp.geocode.near import Near
from mapapp.geocode.resolve import Resolver
from mapapp.model import Mention, Place, PlaceKind, RunnerUp

_MOST = 100
_NARROWEST_FIRST = ("city", "county", "state", "country")
_KINDS_OF = {
    "county": frozenset({PlaceKind.DISTRICT, PlaceKind.CITY_DISTRICT}),
    "state": frozenset({PlaceKind.REGION, PlaceKind.AREA}),
    "country": frozenset({PlaceKind.COUNTRY}),
}
_IN_VIEW = 1.5
Query = str | Mapping[str, str]


class Embedded(Geocoder):  # type: ignore[misc]
    """Looks names and points up in the gazetteer that comes with mapapp.

    `Location.raw` holds id, kind, country, admin1, population, radius_km and source of the place. Answers are in
    English: `timeout`, `language`, `addressdetails` and `namedetails` are taken for geopy's sake and change nothing.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__()
        self.gazetteer = gazetteer
        self._resolver = Resolver(gazetteer)
        self._speller = Speller(self._resolver.lexicon)
        self._ear = Ear(self._resolver.lexicon)

    @cached_property
    def _near(self) -> Near:
        return Near(self.gazetteer)

    def geocode(
        self,
        query: Query,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        viewbox: Sequence[Any] | None = None,
        bounded: bool = False,
        timeout: Any = None,
        language: Any = None,
        addressdetails: bool = False,
        namedetails: bool = False,
    ) -> Location | list[Location] | None:
        """The likeliest place of a name, or with `exactly_one=False` all of them, the likeliest first.

        `query` may name a container behind a comma ("Pokrovsk, Ukraine"), or be Nominatim's structured query, a dict of
        `city`, `county`, `state` and `country`, in which the wider ones must hold the narrowest. A name that nothing
        has is read by its sound ("Хермель, Lebanon"), or as a misspelling of a well-known one; `raw` then says in
        `read_as` of which. None where nothing is found. `country_codes` keeps to ISO 3166-1 alpha-2 codes; `viewbox`,
        two corners, prefers what lies in it, with `bounded` keeps to it. Raises ValueError where `limit` is under 1.
        """
        if limit is not None and int(limit) < 1:
            raise ValueError("Limit cannot be less than 1")
        ranked = self.explained(query, country_codes, viewbox)
        if bounded and viewbox:
            box = _box(viewbox)
            ranked = [one for one in ranked if _in_box(one.place.latitude, one.place.longitude, box)]
        found = [_location(one) for one in ranked[: int(limit or _MOST)]]
        if not found:
            return None
        return found[0] if exactly_one else found

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        within_km: float = 25.0,
        timeout: Any = None,
        language: Any = None,
        addressdetails: bool = False,
        namedetails: bool = False,
    ) -> Location | list[Location] | None:
        """The nearest place to a point, or with `exactly_one=False` the nearest ones, `limit` of them (10).

        `query` is whatever geopy takes for a point: (latitude, longitude), "latitude, longitude", a `Point`; ValueError
        where it is none. None where no town, village or site is within `within_km`.
        """
        point = Point(query)
        most = 1 if exactly_one else int(limit or 10)
        near = self._near.rows(point.latitude, point.longitude, within_km, most)
        found = [location_of(self.gazetteer.place(row), distance_km=round(apart, 2)) for row, apart in near]
        if not found:
            return None
        return found[0] if exactly_one else found

    def ranked(
        self,
        query: Query,
        country_codes: str | Sequence[str] | None = None,
        viewbox: Sequence[Any] | None = None,
    ) -> list[Place]:
        """Every place of a name, the likeliest first."""
        return [ranked.place for ranked in self.explained(query, country_codes, viewbox)]

    def explained(
        self,
        query: Query,
        country_codes: str | Sequence[str] | None = None,
        viewbox: Sequence[Any] | None = None,
    ) -> list[RunnerUp]:
        """Every place of a name with its share of belief, the likeliest first; the others with the reason they lost.

        Where nothing has the name, it is read by its sound in the countries asked for, or as a misspelling: at most
        half the belief, and `read_as` says so.
        """
        name, containers, kinds = _parts(query)
        codes = {country_codes} if isinstance(country_codes, str) else set(country_codes or ())
        codes = {code.upper() for code in codes}
        keys, strict = (normal(name),), not isinstance(query, str)
        heard = self._heard(keys[0], codes, containers)
        slips = () if heard else self._speller.keys_like(keys[0])
        every = self._rank(heard or slips or keys, containers, strict)
        if heard or slips:
            meant = [one for one in every if heard or self._speller.may_be_meant(one.place)]
            every = [replace(capped(one), read_as=one.place.name) for one in meant]
        found = [
            one for one in every if (not codes or one.place.country in codes) and (not kinds or one.place.kind in kinds)
        ]
        return sorted(found, key=_BoxFirst(_box(viewbox))) if viewbox else found

    def _heard(self, key: str, codes: set[str], containers: Sequence[str]) -> tuple[str, ...]:
        """The keys that one which nothing has sounds like, in the countries asked for or named behind a comma."""
        if self.gazetteer.find(key):
            return ()
        homes = {one.place.country or "" for part in containers for one in self._rank((normal(part),), (), False)[:1]}
        return self._ear.keys_like(key, tuple(sorted(codes or homes)))

    def _rank(self, keys: tuple[str, ...], containers: Sequence[str], strict: bool) -> list[RunnerUp]:
        """Everything that has one of the keys, weighed by the names of what it is said to lie in."""
        named = [Named(Mention(start=0, end=1, name=keys[0]), keys, 0, 1)] + [
            Named(Mention(start=at, end=at + len(part), name=part), (normal(part),), at, at + 1)
            for at, part in enumerate(containers, 1)
        ]
        links = [Link(0, outer) for outer in range(1, len(named))]
        return self._resolver.rank(named, links, strict=strict)


def _location(ranked: RunnerUp) -> Location:
    return location_of(ranked.place, **({"read_as": ranked.read_as} if ranked.read_as else {}))


def location_of(place: Place, **more: Any) -> Location:
    """A place as geopy gives one: address, point, and everything known of it in `raw`."""
    parts = [place.name, place.admin1, place.country]
    address = ", ".join(dict.fromkeys(part for part in parts if part))
    raw = {name: getattr(place, name) for name in Place.__slots__}
    return Location(address, (place.latitude, place.longitude), raw | more)


def _parts(query: Query) -> tuple[str, list[str], frozenset[PlaceKind]]:
    """The name that is looked for, what it lies in, and the kinds it may be of (any where empty)."""
    if isinstance(query, str):
        name, *containers = [part.strip() for part in query.split(",")]
        return name, containers, frozenset()
    given = [(part, str(query[part])) for part in _NARROWEST_FIRST if query.get(part)]
    if not given:
        return "", [], frozenset()
    (part, name), *wider = given
    return name, [value for _, value in wider], _KINDS_OF.get(part, frozenset())


def _box(viewbox: Sequence[Any]) -> tuple[float, float, float, float]:
    """South, west, north, east of two opposite corners. Raises ValueError where they are none."""
    one, other = map(Point, viewbox)
    latitudes = sorted((one.latitude, other.latitude))
    longitudes = sorted((one.longitude, other.longitude))
    return latitudes[0], longitudes[0], latitudes[1], longitudes[1]


class _BoxFirst:
    """Sorts places in a view before equals outside of it."""

    def __init__(self, box: tuple[float, float, float, float]) -> None:
        self.box = box

    def __call__(self, ranked: RunnerUp) -> float:
        """The key of a place: the smaller, the earlier."""
        seen = _in_box(ranked.place.latitude, ranked.place.longitude, self.box)
        return -math.log(ranked.score + 1e-6) - _IN_VIEW * seen


def _in_box(latitude: float, longitude: float, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= latitude <= box[2] and box[1] <= longitude <= box[3]
