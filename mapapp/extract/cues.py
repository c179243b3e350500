"""Which kinds of place the words beside a name ask for. The words themselves are in the vocabulary, under `place`."""

from mapapp.model import PlaceKind

CUES: dict[str, frozenset[PlaceKind]] = {
    "region": frozenset({PlaceKind.REGION, PlaceKind.AREA}),
    "district": frozenset({PlaceKind.DISTRICT, PlaceKind.CITY_DISTRICT}),
    "sea": frozenset({PlaceKind.SEA, PlaceKind.STRAIT}),
    "field": frozenset({PlaceKind.FIELD}),
    "air base": frozenset({PlaceKind.AIR_BASE, PlaceKind.AIRPORT}),
    "port": frozenset({PlaceKind.PORT, PlaceKind.SETTLEMENT, PlaceKind.TERMINAL}),
    "power station": frozenset({PlaceKind.POWER_STATION, PlaceKind.NUCLEAR_PLANT, PlaceKind.HYDRO_PLANT}),
    "refinery": frozenset({PlaceKind.REFINERY}),
    "bridge": frozenset({PlaceKind.BRIDGE}),
    "island": frozenset({PlaceKind.ISLAND}),
    "river": frozenset({PlaceKind.RIVER}),
    "pipeline": frozenset({PlaceKind.PIPELINE}),
    "settlement": frozenset({PlaceKind.SETTLEMENT}),
}
