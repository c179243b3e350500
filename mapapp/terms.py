"""The vocabularies of strikes and places. Terms follow ACLED, UCDP GED and GeoNames where these have one."""

from enum import StrEnum


class WeaponType(StrEnum):
    """What struck."""

    MISSILE = "missile"
    DRONE = "drone"
    NAVAL_DRONE = "naval drone"
    AERIAL_BOMB = "aerial bomb"
    ARTILLERY = "artillery"
    EXPLOSIVE = "explosive"
    SEVERAL = "several"
    UNKNOWN = "unknown"


class TargetType(StrEnum):
    """What was struck."""

    PORT = "port"
    SHIP = "ship"
    ENERGY = "energy"
    OIL_AND_GAS = "oil and gas"
    MILITARY = "military"
    AIR_DEFENCE = "air defence"
    AIRFIELD = "airfield"
    INDUSTRY = "industry"
    TRANSPORT = "transport"
    RESIDENTIAL = "residential"
    HEALTH = "health"
    EDUCATION = "education"
    GOVERNMENT = "government"
    OTHER = "other"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What came of the attack."""

    HIT = "hit"
    INTERCEPTED = "intercepted"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Who says that it happened: see `claimed`, `reported`, `acknowledged`, `denied` in the guide."""

    CLAIMED = "claimed"
    REPORTED = "reported"
    ACKNOWLEDGED = "acknowledged"
    DENIED = "denied"


class GeoPrecision(StrEnum):
    """How narrowly the place is known; the scales of UCDP and ACLED map onto it."""

    SITE = "site"
    SETTLEMENT = "settlement"
    NEAR = "near"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    WATER = "water"


class PlaceKind(StrEnum):
    """What a place of the gazetteer is."""

    SETTLEMENT = "settlement"
    CITY_DISTRICT = "city district"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    AREA = "area"
    SEA = "sea"
    STRAIT = "strait"
    RIVER = "river"
    ISLAND = "island"
    MOUNTAIN = "mountain"
    FIELD = "oil or gas field"
    PLATFORM = "platform"
    REFINERY = "refinery"
    TERMINAL = "terminal"
    DEPOT = "depot"
    PIPELINE = "pipeline"
    NUCLEAR_PLANT = "nuclear power station"
    POWER_STATION = "power station"
    HYDRO_PLANT = "hydroelectric station"
    PLANT = "industrial plant"
    PORT = "port"
    AIRPORT = "airport"
    AIR_BASE = "air base"
    NAVAL_BASE = "naval base"
    BASE = "military base"
    ARSENAL = "arsenal"
    SHIPYARD = "shipyard"
    BRIDGE = "bridge"
    DAM = "dam"
    STATION = "railway station"
    BUILDING = "building"
