"""Places that mentions were resolved to, how narrowly each is known, and which lies in which."""

from dataclasses import dataclass

from mapapp.gazetteer.rows import distance_km
from mapapp.geocode.resolve import Named
from mapapp.model import GeoPrecision, Place, PlaceKind, Resolution

_SETTLED = frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT})
_WIDE = frozenset({PlaceKind.REGION, PlaceKind.AREA, PlaceKind.DISTRICT})
_WATER = frozenset({PlaceKind.SEA, PlaceKind.STRAIT, PlaceKind.RIVER})
_EXTENDED = frozenset(
    {PlaceKind.REGION, PlaceKind.AREA, PlaceKind.ISLAND, PlaceKind.MOUNTAIN, PlaceKind.PIPELINE, PlaceKind.RIVER}
)
_NEAR_KM = 150.0
# The beginnings of words that many regions share: "Oblast", "Province", "Governorate".
_KINDS_OF_REGION = frozenset({"obla", "regi", "prov", "gove", "terr", "repu", "dist", "coun", "stat", "krai"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Displaced(Place):
    """A point that a text gives by its distance from a named place, from token `first` on; `rule` says how."""

    rule: str
    first: int


@dataclass(frozen=True)
class Site:
    """A mention that was resolved to a place, with its tokens."""

    resolution: Resolution
    named: Named
    place: Place

    @property
    def wide(self) -> bool:
        """Whether it is a region or a larger area."""
        return precision(self.place.kind) in (GeoPrecision.REGION, GeoPrecision.COUNTRY)


def precision(kind: PlaceKind) -> GeoPrecision:
    """How narrowly a place of this kind is known."""
    if kind in _SETTLED:
        return GeoPrecision.SETTLEMENT
    if kind == PlaceKind.DISTRICT:
        return GeoPrecision.DISTRICT
    if kind in (PlaceKind.SEA, PlaceKind.STRAIT):
        return GeoPrecision.WATER
    if kind in _EXTENDED:
        return GeoPrecision.REGION
    return GeoPrecision.COUNTRY if kind == PlaceKind.COUNTRY else GeoPrecision.SITE


def precise(place: Place) -> GeoPrecision:
    """How narrowly this place is known."""
    near = isinstance(place, Displaced) and place.radius_km <= _NEAR_KM
    return GeoPrecision.NEAR if near else precision(place.kind)


def covers(place: Place, inner: Place) -> bool:
    """Whether a region or sea is only where the narrower place lies: it then adds no place of its own."""
    if isinstance(place, Displaced) or place.kind not in _WIDE | _WATER or place.radius_km <= inner.radius_km:
        return False
    if place.kind in _WIDE and place.country != inner.country:
        return False
    if place.kind == inner.kind == PlaceKind.REGION:
        return False
    if place.kind == PlaceKind.REGION and inner.admin1 and not _share_a_name(place.name, inner.admin1):
        return False
    apart = distance_km((place.latitude, place.longitude), (inner.latitude, inner.longitude))
    return apart <= 1.3 * place.radius_km + 10


def _share_a_name(region: str, admin1: str) -> bool:
    """Whether a region's name and that of a place's first-order area have a word in common, endings aside."""
    words = ({word[:4].casefold() for word in text.split() if len(word) > 3} for text in (region, admin1))
    names = [own - _KINDS_OF_REGION for own in words]
    return not (names[0] and names[1]) or bool(names[0] & names[1])
