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
_MOST_COUNTRIES = 256
_FACTORS = np.array([[weights.WEIGHTS["country"]], [weights.WEIGHTS["admin1"]]])
_COUNTRY = KINDS.index(PlaceKind.COUNTRY)
_REGION = KINDS.index(PlaceKind.REGION)
_DISTRICT = KINDS.index(PlaceKind.DISTRICT)
_AREAS = np.array([kind in (PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA, PlaceKind.ISLAND) for kind in KINDS])


class _Shares:
    """How much of a text speaks of the same country, and of the same region, as each candidate.

    Both are worked out together: in arrays of twice the candidates' length those of the regions stand behind.
    """

    def __init__(self, candidates: Candidates, votes: Mapping[int, float]) -> None:
        family = np.concatenate((candidates.family, candidates.family))
        regions: dict[int, int] = {0: 0}
        region = [regions.setdefault(one, len(regions)) for one in candidates.admin1.tolist()]
        known = np.array((candidates.country, region)) > 0
        codes = np.concatenate((candidates.country, np.array(region, dtype=np.int64) + _MOST_COUNTRIES))
        voted = np.zeros(_MOST_COUNTRIES + len(regions))
        for code, vote in votes.items():
            voted[code] += vote if code else 0.0
        self.votes, self.voted = voted[codes].reshape(known.shape), np.array([[voted.sum()], [0.0]])
        # Belief is summed up by code, by code within the own family, by family, and in all: country and region apart.
        half = np.repeat(np.arange(2), len(region))
        own = np.unique(family * len(voted) + codes, return_inverse=True)[1]
        groups = (codes, own, 2 * family + half, half)
        sizes = [int(group.max(initial=-1)) + 1 for group in groups]
        self.bins = np.concatenate([group + sum(sizes[:at]) for at, group in enumerate(groups)])
        self.neutral = np.where(known, 0.0, weights.NEUTRAL_SHARE)
        heavy = np.array((candidates.kind == _COUNTRY, candidates.kind == _REGION))
        self.weight = known * np.where(heavy, 1.5, 1.0)
        self.factor = _FACTORS * (known | [[True], [False]])

    def of_others(self, share: Floats) -> Floats:
        """What the belief of all other names and the votes give, weighted: a row for the country, one for the region.

        It is the square root of the share that a candidate's code has in them.
        """
        used = (share * self.weight).ravel()
        sums = np.bincount(self.bins, np.concatenate((used, used, used, used)))
        codes, own, family, whole = sums[self.bins].reshape(4, *self.weight.shape)
        total = whole - family + self.voted
        others = np.maximum(codes - own + self.votes, 0.0) / (total + weights.PSEUDO_VOTES)
        root: Floats = self.factor * np.sqrt(others + (total > _LEAST_TOTAL) * self.neutral)
        return root


class Evidence:
    """The evidence among the candidates of one text. `links` are pairs of names (inner, outer).

    `votes` are weights of countries by their number in the gazetteer.
    """

    def __init__(self, candidates: Candidates, links: Sequence[tuple[int, int]], votes: Mapping[int, float]) -> None:
        self.candidates = candidates
        self._shares = _Shares(candidates, votes)
        self._kernel: Floats | None = None
        self._narrow = weights.WEIGHTS["near"] * (candidates.kind != _COUNTRY)
        self._anchors = np.zeros(0, dtype=np.int64)
        self._links = [
            (candidates.of_name(inner), candidates.of_name(outer), within)
            for inner, outer in links
            if (within := lies_in(candidates, inner, outer)) is not None
        ]

    def weigh(self, share: Floats) -> dict[str, Floats]:
        """All figures, weighted, by the names that `weights.WEIGHTS` has for them."""
        country, region = self._shares.of_others(share)
        found = {"country": country, "admin1": region}
        near = self.near(share)
        if near is not None:
            found["near"] = near
        if self._links:
            inside, holds = self.containers(share)
            found["inside"], found["holds"] = weights.WEIGHTS["inside"] * inside, weights.WEIGHTS["holds"] * holds
        return found

    def near(self, share: Floats) -> Floats | None:
        """Logarithm of how much else of the text lies around a candidate, weighted; None where nothing can."""
        if self._kernel is None:
            self._anchors, self._kernel = self._measure(share)
        if not len(self._anchors):
            return None
        near: Floats = self._narrow * np.log1p(self._kernel @ share[self._anchors])
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
        kernel = weights.NEAR_GAIN * np.exp(-0.5 * squared)
        kernel[candidates.family[:, None] == candidates.family[anchors]] = 0.0
        return anchors, kernel

    def containers(self, share: Floats) -> tuple[Floats, Floats]:
        """Belief that a candidate lies in the name that the text puts it in, and that it holds what is put into it."""
        inside, holds = np.zeros(len(share)), np.zeros(len(share))
        for one, other, within in self._links:
            inside[one] = np.maximum(inside[one], within @ share[other])
            holds[other] = np.maximum(holds[other], share[one] @ within)
        return inside, holds


def lies_in(candidates: Candidates, inner: int, outer: int) -> Floats | None:
    """1 where a candidate of `inner` (rows) lies in one of `outer` (columns), else 0; None where none does."""
    if (inner, outer) not in candidates.within:
        within = _inside(candidates, candidates.of_name(inner), candidates.of_name(outer))
        candidates.within[inner, outer] = within.astype(np.float64) if within.any() else None
    return candidates.within[inner, outer]


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
