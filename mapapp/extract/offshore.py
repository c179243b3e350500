"""Places that a text gives by distance from a named one: "30 miles off Sinop", "40 km south-west of Hodeidah"."""

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from mapapp.extract.sites import Displaced, Site
from mapapp.extract.tokens import Document
from mapapp.gazetteer.land import Land
from mapapp.inside import EARTH_KM
from mapapp.model import Place, PlaceKind, Resolution, RunnerUp
from mapapp.vocabulary import Hit

_FARTHEST_KM = 1000.0
# The territorial sea, within which the coast's country is the place's too.
_TERRITORIAL_KM = 22.3
# A bearing of the compass is meant to within some 17 degrees.
_SPREAD = 0.3
_STEP = 10
_TO_NAME = 5
_OWNED = 4
_MOST = 200
_COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_AT_SEA = frozenset({PlaceKind.SEA, PlaceKind.STRAIT})


class Offset(NamedTuple):
    """A distance in kilometres that tokens `first` to `last` give; `bearing` in degrees, None where none is said.

    `shore`: the words say that it is out at sea.
    """

    first: int
    last: int
    km: float
    bearing: float | None
    shore: bool


class Offsets:
    """Moves the places of one document that it names only to say how far off something was."""

    def __init__(self, document: Document, sites: Sequence[Site], land: Callable[[], Land]) -> None:
        self.document, self.tokens, self.sites, self.land = document, document.tokens, sites, land
        self.starts = [site.named.first for site in sites]
        self.known: dict[tuple[str, float, float | None], Displaced | None] = {}

    def moved(self) -> list[Site]:
        """All sites in their order, those with an offset as a point at sea or on land."""
        found = list(self.sites)
        for offset in self._offsets():
            number = bisect_left(self.starts, offset.last)
            if number < len(found) and self._belongs(offset, number):
                found[number] = self._at(found[number], offset)
        return found

    def _at(self, site: Site, offset: Offset) -> Site:
        """The site moved; another place of the name where the one taken has no sea so near, and the words want one."""
        others = site.resolution.runners_up if offset.shore and site.place.kind != PlaceKind.COUNTRY else ()
        for anchor, reason in [(site.place, None), *((other.place, other) for other in others)]:
            place = self._place_once(anchor, offset)
            if place is not None:
                moved = replace(site, place=replace(place, first=offset.first))
                return moved if reason is None else replace(moved, resolution=_taken(site.resolution, anchor))
        return site

    def _offsets(self) -> list[Offset]:
        """The distances of the text that are measured from something."""
        hits = self.document.by_category
        units = hits["sea.units"]
        ends: dict[int, list[Hit]] = {}
        for one in (*hits["sea.bearings"], *hits["sea.from"], *hits["sea.shore"]) if units else ():
            ends.setdefault(one.start, []).append(one)
        found, last = [], -1
        for unit in units:
            number = self._number(unit.start - 1)
            if unit.start < last or number is None or not 0 < number * float(unit.value) <= _FARTHEST_KM:
                continue
            behind = ends.get(self._behind_brackets(unit.end), ())
            hit = max(behind, key=lambda one: one.end, default=None)
            if hit is not None:
                found.append(self._offset(unit, hit, number * float(unit.value)))
                last = hit.end
        return found

    def _offset(self, unit: Hit, hit: Hit, km: float) -> Offset:
        bearing = float(hit.value) if hit.category == "sea.bearings" else None
        return Offset(unit.start - 1, hit.end, km, bearing, hit.category == "sea.shore")

    def _number(self, at: int) -> float | None:
        """The number in a token, or in the number word that ends with it."""
        if at < 0:
            return None
        text = self.tokens[at].text
        text = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text.replace(",", ".")
        try:
            return float(text) if text[0].isdecimal() and len(text) <= 6 else self._worded(at)
        except ValueError:
            return None

    def _worded(self, at: int) -> float | None:
        numbers = [hit for hit in self.document.hits_at(at) if hit.category == "number" and hit.end == at + 1]
        return float(numbers[0].value) if numbers and int(numbers[0].value) > 1 else None

    def _behind_brackets(self, at: int) -> int:
        """The token behind "(62 miles)", where one stands there."""
        if at < len(self.tokens) and self.tokens[at].text == "(":
            close = next((n for n in range(at, min(at + 6, len(self.tokens))) if self.tokens[n].text == ")"), None)
            return at if close is None else close + 1
        return at

    def _belongs(self, offset: Offset, number: int) -> bool:
        """Whether the distance is that of an attack from this place, and not of another named place from it."""
        site = self.sites[number]
        gap = self.tokens[offset.last : site.named.first]
        if len(gap) > _TO_NAME or not all(token.text[0].isalpha() for token in gap):
            return False
        if site.place.kind == PlaceKind.COUNTRY:
            return offset.shore
        if number:
            before = self.sites[number - 1]
            near = 0 <= offset.first - before.named.last <= _OWNED
            if near and before.place.kind not in {*_AT_SEA, PlaceKind.COUNTRY}:
                return False
        return offset.bearing is not None or offset.shore or self._is_about_sea(site)

    def _is_about_sea(self, site: Site) -> bool:
        """Whether the sentence speaks of a ship or a sea."""
        sentence = self.document.sentences[self.document.sentence_of[site.named.first]]
        first = bisect_left(self.document.hits, sentence.first, key=lambda hit: hit.start)
        last = bisect_left(self.document.hits, sentence.last, key=lambda hit: hit.start)
        hits = self.document.hits[first:last]
        if any(hit.value in ("ship", "naval drone") for hit in hits if hit.category in ("targets", "weapons")):
            return True
        lo, hi = bisect_left(self.starts, sentence.first), bisect_left(self.starts, sentence.last)
        return any(one.place.kind in _AT_SEA for one in self.sites[lo:hi])

    def _place_once(self, anchor: Place, offset: Offset) -> Displaced | None:
        """The point, worked out once a text, and for so many a text that no text can make it slow."""
        key = (anchor.id, offset.km, offset.bearing)
        if key not in self.known:
            self.known[key] = self._place(anchor, offset) if len(self.known) < _MOST else None
        return self.known[key]

    def _place(self, anchor: Place, offset: Offset) -> Displaced | None:
        """The point; None where the words do not give one."""
        if anchor.kind in _AT_SEA or (anchor.kind == PlaceKind.COUNTRY and offset.bearing is not None):
            return None
        wide = anchor.kind == PlaceKind.COUNTRY
        away = offset.km + (anchor.radius_km if wide else 0.0)
        bearing = self._seaward(anchor, away, wide) if offset.bearing is None else offset.bearing
        if bearing is None:
            return self._sea(anchor, offset) if wide else None
        latitude, longitude = destination(anchor.latitude, anchor.longitude, away, bearing)
        at_sea = bool(self.land().at_sea(np.array([[longitude, latitude]]))[0])
        near_coast = not at_sea or (offset.km <= _TERRITORIAL_KM and not wide)
        said = f"{offset.km:.0f} km off" if offset.bearing is None else f"{offset.km:.0f} km {_named(bearing)} of"
        way = f"towards the sea, {_named(bearing)}" if offset.bearing is None else f"to the {_named(bearing)}"
        radius = max(offset.km, anchor.radius_km) if offset.bearing is None else anchor.radius_km + _SPREAD * offset.km
        return Displaced(
            id=f"{anchor.id}+{offset.km:.0f}km{bearing:.0f}",
            name=f"{said} {anchor.name}",
            kind=PlaceKind.SEA if at_sea else anchor.kind,
            country=anchor.country if near_coast else None,
            admin1=None if at_sea else anchor.admin1,
            latitude=round(latitude, 5),
            longitude=round(longitude, 5),
            radius_km=round(radius, 1),
            source=anchor.source,
            rule=f"{away:.0f} km from {anchor.name} {way}",
            first=offset.first,
        )

    def _sea(self, country: Place, offset: Offset) -> Displaced | None:
        """The only sea that the text names, where a country has coasts on several sides."""
        seas = {site.place.id: site.place for site in self.sites if site.place.kind in _AT_SEA}
        if len(seas) != 1:
            return None
        [sea] = seas.values()
        fields = {name: getattr(sea, name) for name in Place.__slots__}
        rule = f"{offset.km:.0f} km from {country.name} leaves open which coast; the sea that the text names"
        return Displaced(**fields, rule=rule, first=offset.first)

    def _seaward(self, anchor: Place, km: float, wide: bool) -> float | None:
        """The middle of the widest stretch of bearings at which it is sea; None where there is none, or all is.

        Of a country, also where its coasts look more than half around: then nobody can tell which is meant.
        """
        bearings = range(0, 360, _STEP)
        points = [destination(anchor.latitude, anchor.longitude, km, bearing) for bearing in bearings]
        at_sea = self.land().at_sea(np.array([(lon, lat) for lat, lon in points]))
        start, length = _longest_run([bool(one) for one in at_sea])
        many = wide and int(at_sea.sum()) * _STEP > 180
        if length == 0 or length == len(at_sea) or many:
            return None
        return float((start + length // 2) * _STEP % 360)


def _taken(resolution: Resolution, place: Place) -> Resolution:
    """The resolution with this runner-up as its answer, no surer than its first answer was."""
    lost = [RunnerUp(place=resolution.place, score=0.0, reason="no sea lies so near")] if resolution.place else []
    others = [other for other in resolution.runners_up if other.place.id != place.id]
    return replace(resolution, place=place, runners_up=(*lost, *others))


def retold(resolutions: Sequence[Resolution], sites: Sequence[Site]) -> list[Resolution]:
    """The resolutions as the sites have them now."""
    changed = {site.resolution.mention: site.resolution for site in sites}
    return [changed.get(one.mention, one) for one in resolutions]


def destination(latitude: float, longitude: float, km: float, bearing: float) -> tuple[float, float]:
    """Latitude and longitude of the point so many kilometres away on a great circle that starts at a bearing."""
    angle, course = km / EARTH_KM, math.radians(bearing)
    lat, lon = math.radians(latitude), math.radians(longitude)
    there = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(course))
    turn = math.atan2(
        math.sin(course) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(there)
    )
    return math.degrees(there), (math.degrees(lon + turn) + 540) % 360 - 180


def _named(bearing: float) -> str:
    return _COMPASS[round(bearing / 45) % 8]


def _longest_run(ring: list[bool]) -> tuple[int, int]:
    """Start and length of the longest run of true values in a ring."""
    if all(ring):
        return 0, len(ring)
    best, start, length = (0, 0), 0, 0
    for at in range(2 * len(ring)):
        if ring[at % len(ring)]:
            start, length = (start, length + 1) if length else (at, 1)
            best = max(best, (start % len(ring), length), key=lambda one: one[1])
        else:
            length = 0
    return best
