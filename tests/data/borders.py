"""Which country a point lies in, by the land that the base map draws (Natural Earth 1:50m)."""

import json
import math
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

LAND = Path(__file__).parents[2] / "data" / "basemap" / "land.json"
KM_A_DEGREE = 111.2
# ISO 3166-1: the two letters of `data/places/` and the three of the base map.
_CODES = """
    AE:ARE AF:AFG AM:ARM AR:ARG AT:AUT AU:AUS AZ:AZE BA:BIH BD:BGD BE:BEL BF:BFA BG:BGR BH:BHR BR:BRA BY:BLR CA:CAN
    CD:COD CH:CHE CL:CHL CM:CMR CN:CHN CO:COL CU:CUB CY:CYP CZ:CZE DE:DEU DJ:DJI DK:DNK DZ:DZA EC:ECU EE:EST EG:EGY
    ER:ERI ES:ESP ET:ETH FI:FIN FK:FLK FR:FRA GB:GBR GE:GEO GH:GHA GR:GRC GU:GUM HK:HKG HU:HUN ID:IDN IL:ISR IN:IND
    IO:IOT IQ:IRQ IR:IRN IS:ISL IT:ITA JO:JOR JP:JPN KE:KEN KG:KGZ KH:KHM KP:PRK KR:KOR KW:KWT KZ:KAZ LB:LBN LT:LTU
    LV:LVA LY:LBY MD:MDA MH:MHL ML:MLI MM:MMR MX:MEX MY:MYS MZ:MOZ NA:NAM NE:NER NG:NGA NI:NIC NL:NLD NO:NOR NZ:NZL
    OM:OMN PA:PAN PH:PHL PK:PAK PL:POL PS:PSE QA:QAT RO:ROU RS:SRB RU:RUS SA:SAU SD:SDN SE:SWE SG:SGP SI:SVN SK:SVK
    SO:SOM SS:SSD SY:SYR TD:TCD TH:THA TJ:TJK TM:TKM TN:TUN TR:TUR TT:TTO TW:TWN TZ:TZA UA:UKR UG:UGA US:USA VE:VEN
    VN:VNM XK:XKX YE:YEM ZA:ZAF
"""
ALPHA_3 = dict(pair.split(":") for pair in _CODES.split())
# The source draws these apart; `data/places/` follows the United Nations.
ALSO = {"SO": ["SOL"], "FI": ["ALA"], "SY": ["ISR"], "CY": ["CYN"], "XK": ["KAS"], "RS": ["KAS"]}

Point = tuple[float, float]
Ring = list[Point]


@cache
def _rings() -> dict[str, list[Ring]]:
    """Longitude and latitude of each ring, outer and inner alike, by the three letters of the country."""
    land: dict[str, Any] = json.loads(LAND.read_text(encoding="utf-8"))
    arcs = [_arc(steps, land["step"]) for steps in land["arcs"]]
    rings: dict[str, list[Ring]] = {}
    for country, polygons in land["countries"]:
        for polygon in polygons:
            rings.setdefault(country, []).extend(_joined(arcs, ring) for ring in polygon)
    return rings


def _arc(steps: list[int], unit: float) -> Ring:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * unit, y * unit))
    return points


def _joined(arcs: list[Ring], ring: list[int]) -> Ring:
    """One line, also across the antimeridian: longitudes go on past 180 degrees there."""
    line: Ring = []
    for x, y in (point for index in ring for point in (arcs[~index][::-1] if index < 0 else arcs[index])):
        turn = 360 * round((line[-1][0] - x) / 360) if line else 0
        line.append((x + turn, y))
    return line


def known(country: str) -> bool:
    return ALPHA_3.get(country) in _rings()


def off_country(country: str, latitude: float, longitude: float) -> float:
    """Kilometres from the point to the country's land, 0 within it."""
    codes = [ALPHA_3[country], *ALSO.get(country, [])]
    lands = [_rings().get(code, []) for code in codes]
    turns = [longitude, longitude + 360, longitude - 360]
    if any(_inside(rings, x, latitude) for rings in lands for x in turns):
        return 0.0
    lines = [pair for rings in lands for ring in rings for pair in pairwise(ring)]
    return min(_off_line(a, b, (x, latitude)) for a, b in lines for x in turns)


def _inside(rings: list[Ring], x: float, y: float) -> bool:
    """Even-odd rule over all rings: what lies in a hole lies outside."""
    crossed = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossed += 1
    return crossed % 2 == 1


def _off_line(a: Point, b: Point, point: Point) -> float:
    """Kilometres from the point to the segment, on a plane that is true near the point."""
    narrow = math.cos(math.radians(point[1]))
    ax, ay, bx, by = ((a[0] - point[0]) * narrow, a[1] - point[1], (b[0] - point[0]) * narrow, b[1] - point[1])
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0.0 if length == 0 else min(1.0, max(0.0, -(ax * (bx - ax) + ay * (by - ay)) / length))
    return math.hypot(ax + along * (bx - ax), ay + along * (by - ay)) * KM_A_DEGREE
