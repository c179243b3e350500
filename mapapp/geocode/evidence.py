"""What the names of a text say of one another: countries and regions shared, nearness, one inside another.

Each takes the share of belief that every candidate of a text holds at the moment within its name, and gives a figure a
candidate, 0 where nothing speaks for it. A name never speaks for itself. What does not change from round to round is
worked out once a text.
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
_LEAST_SHARE = 0.02
_LEAST_TOTAL = 0.5
_COUNTRY = KINDS.index(PlaceKind.COUNTRY)
_REGION = KINDS.index(PlaceKind.REGION)
_DISTRICT = KINDS.index(PlaceKind.DISTRICT)
_AREAS = np.array([kind in (PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA, PlaceKind.ISLAND) for kind in KINDS])


class _Shares:
    """How much of a text speaks of the same code (a country, a region) as each candidate."""

    def __init__(self, candidates: Candidates, codes: Ints, votes: Floats, weight: Floats) -> None:
        self.known = codes > 0
        self.codes, self.votes = codes, votes
        self.neutral = np.where(self.known, 0.0, weights.NEUTRAL_SHARE)
        self.weight = np.where(self.known, weight, 0.0)
        self.family = candidates.family
        self.families = int(self.family.max()) + 1 if len(self.family) else 0
        self.own = self.family * len(votes) + codes

    def of_others(self, share: Floats) -> Floats:
        """Square root of the share of a candidate's code in the belief of all other names and in the votes."""
        used = share * self.weight
        size = len(self.votes)
        by_code = np.bincount(self.codes, weights=used, minlength=size) + self.votes
        by_code[0] = 0.0
        family = self.family
        own = np.bincount(self.own, weights=used, minlength=self.families * size)
        total = by_code.sum() - np.bincount(family, weights=used)[family]
        others = np.maximum(by_code[self.codes] - own[self.own], 0.0) / (total + weights.PSEUDO_VOTES)
        root: Floats = np.sqrt(others * self.known + (total > _LEAST_TOTAL) * self.neutral)
        return root


class Evidence:
    """The evidence among the candidates of one text. `links` are pairs of names (inner, outer).

    `votes` are weights of countries by their number in the gazetteer.
    """

    def __init__(self, candidates: Candidates, links: Sequence[tuple[int, int]], votes: Mapping[int, float]) -> None:
        self.candidates = candidates
        self._countries = self._of_countries(votes)
        self._regions = self._of_regions()
        self._kernel: Floats | None = None
        self._narrow = candidates.kind != _COUNTRY
        self._anchors = np.zeros(0, dtype=np.int64)
        self._links = [
            (candidates.of_name(inner), candidates.of_name(outer), lies_in(candidates, inner, outer))
            for inner, outer in links
        ]

    def weigh(self, share: Floats) -> dict[str, Floats]:
        """All figures, weighted, by the names that `weights.WEIGHTS` has for them."""
        found = {
            "country": weights.WEIGHTS["country"] * self._countries.of_others(share),
            "admin1": weights.WEIGHTS["admin1"] * self._regions.known * self._regions.of_others(share),
        }
        near = self.near(share)
        if near is not None:
            found["near"] = weights.WEIGHTS["near"] * near
        if any(within is not None for _, _, within in self._links):
            inside, holds = self.containers(share)
            found["inside"], found["holds"] = weights.WEIGHTS["inside"] * inside, weights.WEIGHTS["holds"] * holds
        return found

    def _of_countries(self, votes: Mapping[int, float]) -> _Shares:
        by_code = np.zeros(256)
        for code, vote in votes.items():
            by_code[code] += vote
        weight = np.where(self.candidates.kind == _COUNTRY, 1.5, 1.0)
        return _Shares(self.candidates, self.candidates.country, by_code, weight)

    def _of_regions(self) -> _Shares:
        codes, compact = np.unique(np.append(self.candidates.admin1, 0), return_inverse=True)
        weight = np.where(self.candidates.kind == _REGION, 1.5, 1.0)
        return _Shares(self.candidates, compact[:-1].astype(np.int64), np.zeros(len(codes)), weight)

    def near(self, share: Floats) -> Floats | None:
        """Logarithm of how much else of the text lies around a candidate; None where nothing can."""
        if self._kernel is None:
            self._anchors, self._kernel = self._measure(share)
        if not len(self._anchors):
            return None
        around = self._kernel @ share[self._anchors]
        near: Floats = self._narrow * np.log1p(weights.NEAR_GAIN * around)
        return near

    def _measure(self, share: Floats) -> tuple[Ints, Floats]:
        """The candidates that others can be near to, and how near each candidate is to each of them, 0 to 1."""
        candidates = self.candidates
        narrow = (candidates.radius < _WIDEST_ANCHOR_KM) & (candidates.kind != _COUNTRY)
        anchors = np.flatnonzero(narrow & (share > _LEAST_SHARE))
        if len(anchors) > _MOST_ANCHORS:
            anchors = np.sort(anchors[np.argsort(-share[anchors], kind="stable")[:_MOST_ANCHORS]])
        points = candidates.points
        squared = np.maximum(2.0 - 2.0 * points @ points[anchors].T, 0.0) * (_EARTH_KM / weights.NEAR_KM) ** 2
        kernel = np.exp(-0.5 * squared)
        kernel[candidates.family[:, None] == candidates.family[anchors]] = 0.0
        return anchors, kernel

    def containers(self, share: Floats) -> tuple[Floats, Floats]:
        """Belief that a candidate lies in the name that the text puts it in, and that it holds what is put into it."""
        inside, holds = np.zeros(len(share)), np.zeros(len(share))
        for one, other, within in self._links:
            if within is not None:
                inside[one] = np.maximum(inside[one], within @ share[other])
                holds[other] = np.maximum(holds[other], share[one] @ within)
        return inside, holds


def lies_in(candidates: Candidates, inner: int, outer: int) -> Floats | None:
    """1 where a candidate of `inner` (rows) lies in one of `outer` (columns), else 0; None where none does."""
    within = _inside(candidates, candidates.of_name(inner), candidates.of_name(outer))
    return within.astype(np.float64) if within.any() else None


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
