"""The embedded gazetteer as a geopy geocoder: it can stand wherever a geopy geocoder can, without a network."""

from typing import Any

from geopy.geocoders.base import Geocoder
from geopy.location import Location

from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.normal import normal
from mapapp.geocode.candidates import Link, Named
from mapapp.geocode.resolve import Resolver
from mapapp.model import Mention, Place, RunnerUp

_MOST = 100


class Embedded(Geocoder):  # type: ignore[misc]
    """Looks names up in the gazetteer that comes with mapapp.

    `Location.raw` holds id, kind, country, admin1, population, radius_km and source of the place.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__()
        self.gazetteer = gazetteer
        self._resolver = Resolver(gazetteer)

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        country_codes: str | list[str] | None = None,
        timeout: Any = None,
    ) -> Location | list[Location] | None:
        """The likeliest place of a name, or with `exactly_one=False` all of them, the likeliest first.

        `query` may name a container behind a comma ("Pokrovsk, Ukraine"). None where nothing is found.
        `country_codes` keeps to ISO 3166-1 alpha-2 codes. `timeout` is taken for geopy's sake: nothing can time out.
        """
        found = [self._location(place) for place in self.ranked(query, country_codes)[: limit or _MOST]]
        if not found:
            return None
        return found[0] if exactly_one else found

    def ranked(self, query: str, country_codes: str | list[str] | None = None) -> list[Place]:
        """Every place of a name, the likeliest first."""
        return [ranked.place for ranked in self.explained(query, country_codes)]

    def explained(self, query: str, country_codes: str | list[str] | None = None) -> list[RunnerUp]:
        """Every place of a name with its share of belief, the likeliest first; the others with the reason they lost."""
        named: list[Named] = []
        at = 0
        for part in query.split(","):
            start = at + len(part) - len(part.lstrip())
            mention = Mention(start=start, end=start + len(part.strip()), name=part.strip())
            named.append(Named(mention, (normal(part),), len(named), len(named) + 1))
            at += len(part) + 1
        codes = {country_codes} if isinstance(country_codes, str) else set(country_codes or ())
        codes = {code.upper() for code in codes}
        links = [Link(number, number + 1) for number in range(len(named) - 1)]
        found = self._resolver.rank(named, links)
        return [one for one in found if not codes or one.place.country in codes]

    @staticmethod
    def _location(place: Place) -> Location:
        parts = [place.name, place.admin1, place.country]
        address = ", ".join(dict.fromkeys(part for part in parts if part))
        raw = {name: getattr(place, name) for name in Place.__slots__}
        return Location(address, (place.latitude, place.longitude), raw)
