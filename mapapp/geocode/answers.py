"""From what a service answers to a `Place`: one reader a format. Everything in an answer is a stranger's text.

A reader raises LookupError, TypeError, ValueError or AttributeError where an answer is not in its format, and gives
None for what is no place of ours (a shop, a street): a report's village is none of these.
"""

import math
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from mapapp.gazetteer.rows import distance_km, settlement_radius
from mapapp.geocode.ports import Found
from mapapp.model import Place, PlaceKind

_MOST_NAME = 200
_MOST_NAMES = 40
_LANGUAGES = ("en", "uk", "ru")
_MOST_RADIUS = 3_000.0
_K = PlaceKind
_DEFAULT_RADIUS = {_K.REGION: 90.0, _K.DISTRICT: 30.0, _K.AREA: 50.0, _K.COUNTRY: 400.0, _K.ISLAND: 5.0}
_LEAST_RADIUS = {_K.SETTLEMENT: 1.0}

# OpenStreetMap's tags (key, value) that name a place of ours; "*" stands for any value.
_OSM: dict[tuple[str, str], PlaceKind] = {
    ("place", "country"): _K.COUNTRY, ("place", "state"): _K.REGION, ("place", "region"): _K.REGION,
    ("place", "province"): _K.REGION, ("place", "county"): _K.DISTRICT, ("place", "district"): _K.DISTRICT,
    ("place", "municipality"): _K.DISTRICT, ("place", "borough"): _K.CITY_DISTRICT,
    ("place", "suburb"): _K.CITY_DISTRICT, ("place", "quarter"): _K.CITY_DISTRICT,
    ("place", "neighbourhood"): _K.CITY_DISTRICT, ("place", "island"): _K.ISLAND, ("place", "islet"): _K.ISLAND,
    ("place", "sea"): _K.SEA, ("place", "locality"): _K.AREA,
    **{("place", value): _K.SETTLEMENT for value in ("city", "town", "village", "hamlet", "isolated_dwelling")},
    ("natural", "bay"): _K.SEA, ("natural", "strait"): _K.STRAIT, ("natural", "peak"): _K.MOUNTAIN,
    ("waterway", "river"): _K.RIVER, ("waterway", "dam"): _K.DAM, ("aeroway", "aerodrome"): _K.AIRPORT,
    ("military", "airfield"): _K.AIR_BASE, ("military", "naval_base"): _K.NAVAL_BASE, ("military", "*"): _K.BASE,
    ("landuse", "military"): _K.BASE, ("landuse", "port"): _K.PORT, ("industrial", "port"): _K.PORT,
    ("industrial", "refinery"): _K.REFINERY, ("industrial", "*"): _K.PLANT, ("man_made", "works"): _K.PLANT,
    ("man_made", "bridge"): _K.BRIDGE, ("power", "plant"): _K.POWER_STATION, ("harbour", "*"): _K.PORT,
    ("railway", "station"): _K.STATION, ("bridge", "*"): _K.BRIDGE,
}  # fmt: skip
# Pelias (Who's On First), OpenCage and others say the layer in words.
_LAYERS: dict[str, PlaceKind] = {
    "country": _K.COUNTRY, "macroregion": _K.REGION, "region": _K.REGION, "state": _K.REGION,
    "macrocounty": _K.DISTRICT, "county": _K.DISTRICT, "state_district": _K.DISTRICT, "district": _K.DISTRICT,
    "localadmin": _K.SETTLEMENT, "locality": _K.SETTLEMENT, "city": _K.SETTLEMENT, "town": _K.SETTLEMENT,
    "village": _K.SETTLEMENT, "hamlet": _K.SETTLEMENT, "borough": _K.CITY_DISTRICT, "suburb": _K.CITY_DISTRICT,
    "neighbourhood": _K.CITY_DISTRICT, "island": _K.ISLAND, "body_of_water": _K.SEA, "marinearea": _K.SEA,
    "ocean": _K.SEA,
}  # fmt: skip
_FEATURES: dict[str, PlaceKind] = {
    "PCL": _K.COUNTRY, "ADM1": _K.REGION, "ADM2": _K.DISTRICT, "ADM3": _K.DISTRICT, "PPLX": _K.CITY_DISTRICT,
    "PPL": _K.SETTLEMENT, "ISL": _K.ISLAND, "AIRB": _K.AIR_BASE, "AIRP": _K.AIRPORT, "AIRF": _K.AIRPORT,
    "SEA": _K.SEA, "GULF": _K.SEA, "BAY": _K.SEA, "STRT": _K.STRAIT, "STM": _K.RIVER, "BDG": _K.BRIDGE,
    "DAM": _K.DAM, "RSTN": _K.STATION, "PRT": _K.PORT, "INSM": _K.BASE, "OILR": _K.REFINERY, "PS": _K.POWER_STATION,
    "MT": _K.MOUNTAIN, "RGN": _K.AREA, "LCTY": _K.AREA,
}  # fmt: skip

Box = tuple[float, float, float, float]
"""South, north, west, east in degrees."""


Reader = Callable[[Any, str, str], Found | None]
"""From a raw answer, the service's name and its attribution."""


def nominatim(raw: Any, service: str, credit: str) -> Found | None:
    """Nominatim's `format=json` with address and name details; PickPoint's too."""
    kind = _osm_kind(raw.get("class", raw.get("category")), raw["type"], raw.get("addresstype"), raw.get("address"))
    south, north, west, east = raw.get("boundingbox") or (raw["lat"], raw["lat"], raw["lon"], raw["lon"])
    name = raw.get("name") or raw["display_name"].split(",")[0]
    details = {key: value for key, value in (raw.get("namedetails") or {}).items() if _is_read(key)}
    address = raw.get("address") or {}
    return _found(
        ident=f"{service}:{_word(raw['osm_type'])}/{int(raw['osm_id'])}", kind=kind, name=name, credit=credit,
        latitude=raw["lat"], longitude=raw["lon"], box=(south, north, west, east),
        country=address.get("country_code"), admin1=address.get("state"), names=tuple(details.values()),
    )  # fmt: skip


def photon(raw: Any, service: str, credit: str) -> Found | None:
    """Photon's GeoJSON features."""
    about = raw["properties"]
    longitude, latitude = raw["geometry"]["coordinates"]
    west, north, east, south = about.get("extent") or (longitude, latitude, longitude, latitude)
    kind = _osm_kind(about["osm_key"], about["osm_value"], about.get("type"), about)
    return _found(
        ident=f"{service}:{_word(about['osm_type'])}/{int(about['osm_id'])}", kind=kind, name=about["name"],
        credit=credit, latitude=latitude, longitude=longitude, box=(south, north, west, east),
        country=about.get("countrycode"), admin1=about.get("state"),
    )  # fmt: skip


def pelias(raw: Any, service: str, credit: str) -> Found | None:
    """GeoJSON features of Pelias and geocode.earth."""
    about = raw["properties"]
    longitude, latitude = raw["geometry"]["coordinates"]
    west, south, east, north = raw.get("bbox") or (longitude, latitude, longitude, latitude)
    return _found(
        ident=f"{service}:{_word(about['gid'])}", kind=_LAYERS.get(about["layer"]), name=about["name"], credit=credit,
        latitude=latitude, longitude=longitude, box=(south, north, west, east),
        country=about.get("country_code") or _ALPHA_2.get(about.get("country_a", "")), admin1=about.get("region"),
    )  # fmt: skip


def opencage(raw: Any, service: str, credit: str) -> Found | None:
    """OpenCage's results; it gives no id of its own, so that of the point stands for it."""
    parts, point = raw["components"], raw["geometry"]
    layer = parts["_type"]
    bounds = raw.get("bounds")
    box = (
        (bounds["southwest"]["lat"], bounds["northeast"]["lat"], bounds["southwest"]["lng"], bounds["northeast"]["lng"])
        if bounds
        else (point["lat"], point["lat"], point["lng"], point["lng"])
    )
    name = parts.get("_normalized_city") or parts.get(layer) or raw["formatted"].split(",")[0]
    return _found(
        ident=f"{service}:{float(point['lat']):.5f},{float(point['lng']):.5f}", kind=_LAYERS.get(layer), name=name,
        credit=credit, latitude=point["lat"], longitude=point["lng"], box=box,
        country=parts.get("country_code"), admin1=parts.get("state"), names=(raw["formatted"].split(",")[0],),
    )  # fmt: skip


def geonames(raw: Any, service: str, credit: str) -> Found | None:
    """GeoNames' searchJSON. Its ids are those of the gazetteer, and so are written as there."""
    code = str(raw.get("fcode") or "")
    starts = [start for start in _FEATURES if code.startswith(start)]
    kind = _FEATURES[max(starts, key=len)] if starts else None
    population = int(raw.get("population") or 0)
    latitude, longitude = raw["lat"], raw["lng"]
    return _found(
        ident=f"geonames:{int(raw['geonameId'])}", kind=kind, name=raw["name"], credit=credit, latitude=latitude,
        longitude=longitude, box=(latitude, latitude, longitude, longitude), country=raw.get("countryCode"),
        admin1=raw.get("adminName1"), population=population, names=(raw.get("toponymName") or raw["name"],),
    )  # fmt: skip


def _is_read(key: str) -> bool:
    """Whether a name's tag ("name", "old_name:uk") is in no language or one that reports come in."""
    _, _, language = key.partition(":")
    return not language or language in _LANGUAGES


def _osm_kind(key: Any, value: Any, layer: Any, about: Any) -> PlaceKind | None:
    if (key, value) == ("boundary", "administrative"):
        # An administrative boundary is a town or a region; only the layer tells them apart.
        return _LAYERS.get(layer) if isinstance(layer, str) else None
    kind = _OSM.get((key, value)) or _OSM.get((key, "*"))
    if kind is None and not isinstance(about, Mapping | None):
        raise TypeError("no object")
    return kind


def _found(
    *,
    ident: str,
    kind: PlaceKind | None,
    name: Any,
    credit: str,
    latitude: Any,
    longitude: Any,
    box: tuple[Any, Any, Any, Any],
    country: Any,
    admin1: Any,
    population: int = 0,
    names: tuple[Any, ...] = (),
) -> Found | None:
    point = _checked(latitude, 90), _checked(longitude, 180)
    south, north, west, east = _checked(box[0], 90), _checked(box[1], 90), _checked(box[2], 180), _checked(box[3], 180)
    shown = _text(name)
    if not shown:
        raise ValueError("no name")
    if kind is None:
        return None
    place = Place(
        id=ident[:_MOST_NAME], name=shown, kind=kind, country=_country(country),
        latitude=round(point[0], 6), longitude=round(point[1], 6),
        radius_km=_radius(kind, population, point, (south, north, west, east)), admin1=_text(admin1) or None,
        population=population if population > 0 else None, source=credit,
    )  # fmt: skip
    return Found(place=place, names=tuple(dict.fromkeys((shown, *filter(None, map(_text, names[:_MOST_NAMES]))))))


def _checked(value: Any, most: int) -> float:
    if isinstance(value, bool):
        raise TypeError("no number")
    number = float(value)
    if not math.isfinite(number) or abs(number) > most:
        raise ValueError("no coordinate")
    return number


def _radius(kind: PlaceKind, population: int, point: tuple[float, float], box: Box) -> float:
    """Half the box's diagonal; where a service gives no box, what a place of this kind usually has."""
    south, north, west, east = box
    half = distance_km((south, west), (north, east)) / 2
    # A box that is a point or does not hold it (as at the date line, west > east) says nothing.
    if half < 0.3 or west > east or not south <= point[0] <= north:
        half = _DEFAULT_RADIUS.get(kind) or (settlement_radius(population) if kind == PlaceKind.SETTLEMENT else 1.5)
    return round(min(_MOST_RADIUS, max(half, _LEAST_RADIUS.get(kind, 0.3))), 1)


def _text(value: Any) -> str:
    """A text without control and format characters, bounded; empty where it is none."""
    if not isinstance(value, str):
        return ""
    clean = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in value[: 2 * _MOST_NAME])
    return " ".join(clean.split())[:_MOST_NAME]


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value or not all(char.isalnum() or char in ":_-/." for char in value):
        raise ValueError("no id")
    return value


def _country(value: Any) -> str | None:
    code = value.upper() if isinstance(value, str) else ""
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


# Pelias gives alpha-3 codes where it has no country_code; those of the wars that reports tell of.
_ALPHA_2 = {
    "UKR": "UA", "RUS": "RU", "BLR": "BY", "MDA": "MD", "POL": "PL", "ROU": "RO", "ISR": "IL", "LBN": "LB",
    "SYR": "SY", "IRN": "IR", "IRQ": "IQ", "YEM": "YE", "SDN": "SD", "PSE": "PS", "TUR": "TR", "SAU": "SA",
    "PAK": "PK", "IND": "IN", "AFG": "AF", "MMR": "MM", "ETH": "ET", "SOM": "SO", "LBY": "LY", "MLI": "ML",
    "ARM": "AM", "AZE": "AZ", "GEO": "GE", "USA": "US",
}  # fmt: skip
