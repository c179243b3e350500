"""What each kind of evidence is worth in the resolver, in natural log-odds.

The figures were found by maximising the likelihood of right answers over mixed news texts and then rounded; only their
order of magnitude matters. Features and classes are those of GeoNames.
"""

import numpy as np
import numpy.typing as npt

from mapapp.gazetteer.index import KINDS
from mapapp.model import PlaceKind

# Prior of a place of a kind: a start, and what ten times as many people add.
_PRIOR: dict[PlaceKind, tuple[float, float]] = {
    PlaceKind.SETTLEMENT: (0.0, 1.6),
    PlaceKind.CITY_DISTRICT: (-1.1, 1.6),
    PlaceKind.COUNTRY: (12.0, 0.32),
    PlaceKind.REGION: (0.5, 1.5),
    PlaceKind.DISTRICT: (-0.6, 1.2),
    PlaceKind.SEA: (11.2, 0.0),
    PlaceKind.AREA: (9.0, 0.0),
}
_OTHER_KINDS = (8.3, 0.0)
# Hand-kept rows carry no population: news names them because of what they are.
_HAND_KEPT: dict[PlaceKind, float] = {
    PlaceKind.REGION: 9.0,
    PlaceKind.DISTRICT: 7.0,
    PlaceKind.CITY_DISTRICT: 6.4,
    PlaceKind.SETTLEMENT: 6.2,
}
_FEATURES = {"PPLC": 2.2, "PPLA": 0.64, "PPLH": -4.8, "PPLQ": -4.8, "PPLW": -4.8}

WEIGHTS = {
    "country": 4.0,
    "admin1": 6.0,
    "near": 2.4,
    "inside": 7.0,
    "holds": 2.5,
    "cue": 4.8,
    "context": 2.0,
}
NEAR_KM = 50.0
NEAR_GAIN = 4.0
PSEUDO_VOTES = 2.5
NEUTRAL_SHARE = 0.2
ALTERNATE = 2.6
SPELLING = 1.4
SHORT_FORM = 2.5
VARIANT = 1.0
ABSTAIN_BELOW = 5.0
DOUBT = 3.6
LEAST_CONFIDENCE = 0.3
COOLING = (2.0, 1.5, 1.0, 1.0)
"""Belief is spread at first, so that two doubtful names can hold each other up, and settles from round to round."""


def kind_tables() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Start and slope by kind's number, and the start of a hand-kept row (NaN: as any other)."""
    start = np.array([_PRIOR.get(kind, _OTHER_KINDS)[0] for kind in KINDS])
    slope = np.array([_PRIOR.get(kind, _OTHER_KINDS)[1] for kind in KINDS])
    kept = np.array([_HAND_KEPT.get(kind, np.nan) for kind in KINDS])
    return start, slope, kept


def feature_bonus(features: list[str]) -> npt.NDArray[np.float64]:
    """What GeoNames' feature code adds, by the code's number in the gazetteer."""
    return np.array([_FEATURES.get(code, 0.0) for code in features])
