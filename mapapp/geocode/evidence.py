"""What the names of a text say of one another: countries and regions shared, nearness, one inside another.

Each function takes the candidates of a text and the share of belief that each holds at the moment within its name, and
gives a figure a candidate, 0 where nothing speaks for it. A name never speaks for itself.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from mapapp.gazetteer.index import KINDS
from mapapp.geocode import weights
from mapapp.geocode.candidates import Candidates, Floats, Ints
from mapapp.model import PlaceKind

_EARTH_KM = 6371.0
_WIDEST_ANCHOR_KM = 150.0
_MOST_ANCHORS = 150
_COUNTRY = KINDS.index(PlaceKind.COUNTRY)
_REGION = KINDS.index(PlaceKind.REGION)
_DISTRICT = KINDS.index(PlaceKind.DISTRICT)
_AREAS = np.array([kind in (PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA, PlaceKind.ISLAND) for kind in KINDS])


def _share_of_others(candidates: Candidates, codes: Ints, weight: Floats, votes: Floats) -> Floats:
    """For each candidate, the share of its code in the belief of all other names and in `votes` (by code)."""
    used = np.where(codes > 0, weight, 0.0)
    by_code = np.bincount(codes, weights=used, minlength=len(votes)) + votes
    by_code[0] = 0.0
    size = len(by_code)
    family = candidates.family
    own = np.bincount(family * size + codes, weights=used, minlength=(int(family.max()) + 1) * size)
    own_total = np.bincount(family, weights=used)
    others = by_code[codes] - own[family * size + codes]
    total = by_code.sum() - own_total[family]
    share = np.maximum(others, 0.0) / (total + weights.PSEUDO_VOTES)
    return np.where(codes > 0, share, np.where(total > 0.5, weights.NEUTRAL_SHARE, 0.0))


def country(candidates: Candidates, share: Floats, votes: Mapping[int, float]) -> Floats:
    """Square root of the share of the text that a candidate's country has."""
    by_code: Floats = np.zeros(256)
    for code, vote in votes.items():
        by_code[code] += vote
    weight = share * np.where(candidates.kind == _COUNTRY, 1.5, 1.0)
    return np.sqrt(_share_of_others(candidates, candidates.country, weight, by_code))


def admin1(candidates: Candidates, share: Floats) -> Floats:
    """Square root of the share of the text that a candidate's first-order region has."""
    codes, compact = np.unique(np.append(candidates.admin1, 0), return_inverse=True)
    compact = compact[:-1]
    weight = share * np.where(candidates.kind == _REGION, 1.5, 1.0)
    votes = np.zeros(len(codes))
    found = _share_of_others(candidates, compact.astype(np.int64), weight, votes)
    return np.sqrt(np.where(compact > 0, found, 0.0))


def near(candidates: Candidates, share: Floats) -> Floats:
    """Logarithm of how much else of the text lies around a candidate."""
    usable = (candidates.radius < _WIDEST_ANCHOR_KM) & (candidates.kind != _COUNTRY) & (share > 0.04)
    anchors = np.flatnonzero(usable)
    if len(anchors) > _MOST_ANCHORS:
        anchors = anchors[np.argsort(-share[anchors], kind="stable")[:_MOST_ANCHORS]]
    if not len(anchors):
        return np.zeros(len(share))
    points = candidates.points
    squared = np.maximum(2.0 - 2.0 * points @ points[anchors].T, 0.0) * (_EARTH_KM / weights.NEAR_KM) ** 2
    kernel = np.exp(-0.5 * squared) * share[anchors]
    kernel[candidates.family[:, None] == candidates.family[anchors]] = 0.0
    return np.where(candidates.kind == _COUNTRY, 0.0, np.log1p(weights.NEAR_GAIN * kernel.sum(axis=1)))


def _inside(candidates: Candidates, inner: slice, outer: slice) -> npt.NDArray[np.bool_]:
    """Whether candidates of one name (rows) lie in candidates of another (columns)."""
    same_country = candidates.country[inner][:, None] == candidates.country[outer]
    area = _AREAS[candidates.kind[outer]]
    dots = candidates.points[inner] @ candidates.points[outer].T
    distance = _EARTH_KM * np.arccos(np.clip(dots, -1.0, 1.0))
    reach = np.where(area, 1.35 * candidates.radius[outer] + 5.0, 60.0)
    close = distance <= reach
    outer_region, inner_region = candidates.admin1[outer], candidates.admin1[inner][:, None]
    same_region = (inner_region == outer_region) & (outer_region > 0)
    other_region = (inner_region != outer_region) & (outer_region > 0) & (inner_region > 0)
    in_region = same_country & (same_region | (close & ~other_region))
    in_district = close & same_country & ~other_region
    kinds = candidates.kind[outer]
    at_sea = candidates.country[outer] == 0
    small = np.where(
        kinds == _REGION, in_region, np.where(kinds == _DISTRICT, in_district, close & (same_country | at_sea))
    )
    within = np.where(kinds == _COUNTRY, same_country & (candidates.kind[inner] != _COUNTRY)[:, None], small)
    inside: npt.NDArray[np.bool_] = within & (candidates.rows[inner][:, None] != candidates.rows[outer])
    return inside


def containers(candidates: Candidates, share: Floats, links: Sequence[tuple[int, int]]) -> tuple[Floats, Floats]:
    """Belief that a candidate lies in the name that the text puts it in, and that it holds what is put into it.

    `links` are pairs of names (inner, outer).
    """
    inside, holds = np.zeros(len(share)), np.zeros(len(share))
    for inner, outer in links:
        one, other = candidates.of_name(inner), candidates.of_name(outer)
        within = _inside(candidates, one, other)
        if not within.any():
            continue
        inside[one] = np.maximum(inside[one], within @ share[other])
        holds[other] = np.maximum(holds[other], within.T @ share[one])
    return inside, holds
