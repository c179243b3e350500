"""Airports and ports of the world, for names such as "Heathrow" that stand for no settlement.

airportsdata (MIT) and searoute (Apache-2.0; ports of the World Port Index, public domain).
"""

import json
import re
from importlib.resources import files

from mapapp.gazetteer.normal import normal
from mapapp.gazetteer.rows import Row
from mapapp.model import PlaceKind

_MILITARY = re.compile(r"\b(?:air base|air force base|airbase|afb|air station|air force|military|raf)\b", re.IGNORECASE)
_KIND_OF_AIRPORT = re.compile(
    r"\s*\b(?:international|regional|municipal|airport|airfield|aerodrome|air base|afld)\b\s*", re.IGNORECASE
)


def airports(cities: set[str]) -> list[Row]:
    """Airports with an IATA code, and air bases. A short name ("Heathrow") is given where no city has it."""
    import airportsdata

    rows = []
    for code, entry in sorted(airportsdata.load("ICAO").items()):
        military = bool(_MILITARY.search(entry["name"]))
        if not entry["name"] or not (entry["iata"] or military):
            continue
        name = entry["name"] if _KIND_OF_AIRPORT.search(entry["name"]) else f"{entry['name']} Airport"
        short = _KIND_OF_AIRPORT.sub(" ", name).strip().removeprefix(entry["city"]).strip(" -/")
        others = [short] if len(short) > 4 and normal(short) not in cities else []
        rows.append(
            Row(
                source="airportsdata", ident=code, name=name, country=entry["country"],
                kind=PlaceKind.AIR_BASE if military else PlaceKind.AIRPORT,
                latitude=round(entry["lat"], 4), longitude=round(entry["lon"], 4), radius_km=3.0,
                feature="AIRB" if military else "AIRP", others=others,
            )
        )  # fmt: skip
    return rows


def ports() -> list[Row]:
    """The ports of the World Port Index, as "Port of X"."""
    text = files("searoute").joinpath("data", "ports.geojson").read_text("utf-8")
    rows = []
    for feature in json.loads(text)["features"]:
        longitude, latitude = feature["geometry"]["coordinates"][:2]
        entry = feature["properties"]
        name = str(entry.get("name") or "").strip().title()
        if len(name) > 2 and entry["port"]:
            rows.append(
                Row(
                    source="searoute", ident=entry["port"], name=f"Port of {name}",
                    country=entry["port"][:2], kind=PlaceKind.PORT,
                    latitude=round(latitude, 4), longitude=round(longitude, 4), radius_km=4.0, feature="PRT",
                )
            )  # fmt: skip
    return rows
