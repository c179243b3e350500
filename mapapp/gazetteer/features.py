"""GeoNames' feature codes: which become places, of what kind, and how far their point can be off.

What is in no row here is left out: schools, churches, hotels, streams (GeoNames has the point of their mouth only),
roads, forests, undersea features, and countries, which the embedded index has with all their names.
"""

from mapapp.gazetteer.rows import settlement_radius
from mapapp.model import PlaceKind

_CODES: dict[PlaceKind, str] = {
    PlaceKind.SETTLEMENT: "PPL PPLA PPLA2 PPLA3 PPLA4 PPLA5 PPLC PPLCH PPLF PPLG PPLH PPLL PPLQ PPLR PPLS PPLW STLMT",
    PlaceKind.CITY_DISTRICT: "PPLX",
    PlaceKind.REGION: "ADM1",
    PlaceKind.DISTRICT: "ADM2 ADM2H ADM3 ADM3H ADM4 ADM4H ADM5 ADM5H ADMD ADMDH",
    PlaceKind.AREA: "ADM1H AREA LCTY LTER RGN RGNE RGNH TERR TRB ZN ZNB CAPE PEN PENX SPIT ISTH DSRT PLAT PLN UPLD",
    PlaceKind.SEA: "OCN SEA GULF BAY BAYS BGHT SD LGN LGNS LK LKN LKS RSV",
    PlaceKind.STRAIT: "STRT CHN CHNM NRWS",
    PlaceKind.ISLAND: "ISL ISLF ISLS ISLT ATOL",
    PlaceKind.MOUNTAIN: "MT MTS PK PKS HLL HLLS RDGE PASS VLC MND",
    PlaceKind.FIELD: "OILF GASF",
    PlaceKind.REFINERY: "OILR",
    PlaceKind.TERMINAL: "TRMO",
    PlaceKind.DEPOT: "OILT PMPO",
    PlaceKind.NUCLEAR_PLANT: "PSN",
    PlaceKind.POWER_STATION: "PS",
    PlaceKind.HYDRO_PLANT: "PSH",
    PlaceKind.PLANT: "INDS GOSP CTRA MFG MFGB MFGC MFGCU MFGLM MFGM MFGN MFGPH MFGSG",
    PlaceKind.PORT: "PRT HBR HBRX",
    PlaceKind.AIRPORT: "AIRP AIRF AIRH",
    PlaceKind.AIR_BASE: "AIRB",
    PlaceKind.NAVAL_BASE: "NVB",
    PlaceKind.BASE: "MILB INSM MVA",
    PlaceKind.SHIPYARD: "DCKY",
    PlaceKind.BRIDGE: "BDG CSWY",
    PlaceKind.DAM: "DAM",
    PlaceKind.STATION: "RSTN RSTP",
    PlaceKind.BUILDING: "HSP PSTB PSTC PRN",
}
KIND_OF: dict[str, PlaceKind] = {code: kind for kind, codes in _CODES.items() for code in codes.split()}
"""The kind of place by feature code."""

_RADIUS_OF_CODE = {
    "ADM2": 25.0, "ADM2H": 25.0, "ADM3": 12.0, "ADM3H": 12.0, "ADM4": 6.0, "ADM4H": 6.0, "ADM5": 4.0, "ADM5H": 4.0,
    "LCTY": 3.0, "CAPE": 5.0, "SPIT": 8.0, "OCN": 1000.0, "SEA": 200.0, "GULF": 60.0, "LK": 5.0, "LKN": 5.0,
    "MTS": 30.0, "HLL": 2.0, "MND": 1.0,
}  # fmt: skip
_RADIUS_OF_KIND = {
    PlaceKind.REGION: 95.0, PlaceKind.DISTRICT: 15.0, PlaceKind.AREA: 20.0, PlaceKind.SEA: 10.0,
    PlaceKind.STRAIT: 10.0, PlaceKind.ISLAND: 5.0, PlaceKind.MOUNTAIN: 4.0, PlaceKind.FIELD: 15.0,
}  # fmt: skip
_RADIUS_OF_SITE = 3.0


def radius_km(feature: str, population: int) -> float:
    """The radius of uncertainty of a place of this code, in km; GeoNames has none of its own."""
    kind = KIND_OF[feature]
    if kind in (PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT):
        return settlement_radius(population)
    return _RADIUS_OF_CODE.get(feature, _RADIUS_OF_KIND.get(kind, _RADIUS_OF_SITE))
