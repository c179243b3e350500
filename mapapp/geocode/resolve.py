"""All names of a text together → places, or an honest abstention.

Each candidate gets a score in rough log-odds: prior (people living there, kind, main or other name), votes of the
text for a country, nearness to what else is named, containment ("X, Y", "X in Y region"), cue words for the kind.
One sense a name in a text. The runners-up keep the reason why they lost.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.normal import LEMMA
from mapapp.gazetteer.rows import distance_km
from mapapp.model import Mention, PlaceKind, Resolution, RunnerUp

_MOST_CANDIDATES = 40
_MOST_RUNNERS_UP = 4
_AREAS = frozenset({PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA})
_SETTLED = frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT})
_HISTORIC = frozenset({"PPLH", "PPLQ", "PPLW"})
_ABSTAIN_BELOW = 4.0
_NEUTRAL_SHARE = 0.25
# One name of another country must not outweigh what a name most often means.
_PSEUDO_VOTES = 2.0
ALTERNATE_PENALTY = 1.0
_NEAR_KM = 300.0
_NEAR_DEGREES = _NEAR_KM / 111.0


@dataclass(frozen=True)
class Named:
    """A mention and the keys of the gazetteer that it matched; tokens `first` to `last` of its document.

    `context` are the kinds of facility that its sentence speaks of.
    """

    mention: Mention
    keys: tuple[str, ...]
    first: int
    last: int
    context: frozenset[PlaceKind] = frozenset()


@dataclass
class Candidate:
    """A place that a name could mean, with the parts of its score by name."""

    row: int
    prior: float
    parts: dict[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """The sum of its parts."""
        return self.prior + sum(self.parts.values())


@dataclass
class _Name:
    """All mentions of one surface form, resolved as one."""

    mentions: list[Named]
    candidates: list[Candidate]

    @property
    def best(self) -> Candidate:
        return max(self.candidates, key=lambda candidate: candidate.score)


class Resolver:
    """Resolves the names of one text. `votes` are weights of countries by ISO code from outside its place names."""

    def __init__(self, gazetteer: Gazetteer, votes: Mapping[str, float] | None = None) -> None:
        self.gazetteer = gazetteer
        self.votes = dict(votes or {})

    def resolve(self, named: list[Named], links: Sequence[tuple[int, int]] = ()) -> list[Resolution]:
        """One resolution a mention, in their order. `links` are pairs (i, j): mention i lies in mention j."""
        names = self._names(named)
        self._vote(names)
        for _ in range(2):
            self._weigh_containers(named, names, links)
            self._weigh_nearness(names)
        return [self._resolution(one, names[self._form(one)]) for one in named]

    @staticmethod
    def _form(named: Named) -> tuple[tuple[str, ...], frozenset[PlaceKind]]:
        return named.keys, named.mention.cue

    def _names(self, named: list[Named]) -> dict[tuple[tuple[str, ...], frozenset[PlaceKind]], _Name]:
        names: dict[tuple[tuple[str, ...], frozenset[PlaceKind]], _Name] = {}
        for one in named:
            form = self._form(one)
            if form in names:
                names[form].mentions.append(one)
                self._weigh_context(names[form], one)
            else:
                names[form] = _Name([one], self._candidates(one))
                self._weigh_context(names[form], one)
        return names

    def _weigh_context(self, name: _Name, named: Named) -> None:
        """A sentence about air bases makes the air base of a name likelier than its village."""
        for candidate in name.candidates if named.context else ():
            if self.gazetteer.kind(candidate.row) in named.context:
                candidate.parts["context"] = 1.3

    def _candidates(self, named: Named) -> list[Candidate]:
        best: dict[int, float] = {}
        for key in named.keys:
            for posting in self.gazetteer.find(key):
                prior = self.prior(posting.row) - (ALTERNATE_PENALTY if posting.alternate else 0.0)
                prior -= 0.6 if key.startswith(LEMMA) or key != named.keys[0] else 0.0
                best[posting.row] = max(prior, best.get(posting.row, -99.0))
        rows = sorted(best, key=lambda row: -best[row])[:_MOST_CANDIDATES]
        found = [Candidate(row, best[row]) for row in rows]
        cue = named.mention.cue
        for candidate in found if cue else ():
            candidate.parts["cue"] = self._cue_score(candidate.row, cue)
        return found

    def _cue_score(self, row: int, cue: frozenset[PlaceKind]) -> float:
        kind = self.gazetteer.kind(row)
        if kind in cue:
            return 3.0
        if kind in _SETTLED and PlaceKind.SETTLEMENT not in cue and cue & {PlaceKind.SEA, PlaceKind.REGION}:
            return -1.5
        return -0.5

    def prior(self, row: int) -> float:
        """How likely a place is meant before anything of the text is known, in log10 of people."""
        gazetteer = self.gazetteer
        kind, feature = gazetteer.kind(row), gazetteer.feature(row)
        people = math.log10(gazetteer.population(row) + 50)
        if kind == PlaceKind.COUNTRY:
            return 7.5 + 0.2 * people
        if feature == "HAND":
            return _HAND_KEPT.get(kind, 5.2)
        if kind == PlaceKind.REGION:
            return 0.75 * people
        if feature in _HISTORIC:
            return people - 3.0
        capital = 1.0 if feature == "PPLC" else 0.4 if feature == "PPLA" else 0.0
        return people + capital - (0.7 if kind == PlaceKind.CITY_DISTRICT else 0.0)

    def _vote(self, names: dict[tuple[tuple[str, ...], frozenset[PlaceKind]], _Name]) -> None:
        votes = defaultdict(float, self.votes)
        own: dict[int, tuple[str, float]] = {}
        for name in names.values():
            if not name.candidates:
                continue
            ranked = sorted(name.candidates, key=lambda c: -c.score)
            code = self.gazetteer.country(ranked[0].row)
            clear = len(ranked) == 1 or ranked[0].score - ranked[1].score > 1.0
            if code:
                country = self.gazetteer.kind(ranked[0].row) == PlaceKind.COUNTRY
                own[id(name)] = code, (2.0 if country else 1.0) * (1.0 if clear else 0.4)
                votes[code] += own[id(name)][1]
        for name in names.values():
            self._weigh_countries(name, votes, *own.get(id(name), ("", 0.0)))

    def _weigh_countries(self, name: _Name, votes: Mapping[str, float], own: str, weight: float) -> None:
        """Each candidate by its country's share of the votes of all other names: none speaks for itself."""
        total = sum(votes.values()) - weight
        for candidate in name.candidates:
            code = self.gazetteer.country(candidate.row)
            others = votes[code or ""] - (weight if code == own else 0.0)
            share = others / (total + _PSEUDO_VOTES) if code and total > 0 else _NEUTRAL_SHARE
            candidate.parts["country"] = 3.2 * math.sqrt(max(0.0, share))

    def _weigh_containers(
        self,
        named: list[Named],
        names: dict[tuple[tuple[str, ...], frozenset[PlaceKind]], _Name],
        links: Sequence[tuple[int, int]],
    ) -> None:
        for inner, outer in links:
            container = names[self._form(named[outer])]
            if not container.candidates:
                continue
            top = container.best.row
            for candidate in names[self._form(named[inner])].candidates:
                candidate.parts["container"] = 3.0 if self.lies_in(candidate.row, top) else -2.0

    def lies_in(self, row: int, container: int) -> bool:
        """Whether a place lies in a country, region or area, as far as names and distances tell."""
        gazetteer = self.gazetteer
        kind = gazetteer.kind(container)
        if kind == PlaceKind.COUNTRY:
            return gazetteer.country(row) == gazetteer.country(container)
        if row == container:
            return False
        if kind not in _AREAS:
            return distance_km(gazetteer.coordinates(row), gazetteer.coordinates(container)) < 60
        if gazetteer.country(row) != gazetteer.country(container):
            return False
        reach = 1.35 * gazetteer.columns["radius"][container] * 0.1 + 5
        return bool(distance_km(gazetteer.coordinates(row), gazetteer.coordinates(container)) <= reach)

    def _weigh_nearness(self, names: dict[tuple[tuple[str, ...], frozenset[PlaceKind]], _Name]) -> None:
        anchors: list[tuple[_Name, tuple[float, float]]] = [
            (name, self.gazetteer.coordinates(name.best.row))
            for name in names.values()
            if name.candidates and self.gazetteer.kind(name.best.row) != PlaceKind.COUNTRY
        ][:60]
        for name in names.values():
            if len(name.candidates) < 2:
                continue
            others = [point for anchor, point in anchors if anchor is not name]
            for candidate in name.candidates[:12] if others else ():
                here = self.gazetteer.coordinates(candidate.row)
                close = [point for point in others if abs(point[0] - here[0]) < _NEAR_DEGREES]
                nearest = min((distance_km(here, point) for point in close), default=math.inf)
                candidate.parts["nearness"] = 1.2 if nearest < 100 else 0.8 if nearest < _NEAR_KM else 0.0

    def _resolution(self, named: Named, name: _Name) -> Resolution:
        if not name.candidates:
            return Resolution(mention=named.mention, place=None, confidence=0.0)
        ranked = sorted(name.candidates, key=lambda candidate: (-candidate.score, candidate.row))
        top = ranked[0]
        weights = [math.exp(1.6 * (candidate.score - top.score)) for candidate in ranked]
        # A place without people, votes or company is a coincidence of letters more often than not.
        trust = 1 / (1 + math.exp(-1.6 * (top.score - _ABSTAIN_BELOW)))
        confidence = round(trust / sum(weights), 3)
        runners_up = tuple(
            RunnerUp(
                place=self.gazetteer.place(c.row),
                score=round(trust * w / sum(weights), 3),
                reason=_reason(top, c),
            )
            for c, w in zip(ranked[1 : 1 + _MOST_RUNNERS_UP], weights[1:], strict=False)
        )
        place = self.gazetteer.place(top.row) if top.score >= _ABSTAIN_BELOW else None
        return Resolution(mention=named.mention, place=place, confidence=confidence, runners_up=runners_up)


_HAND_KEPT: dict[PlaceKind, float] = defaultdict(
    lambda: 5.2,
    {
        PlaceKind.SEA: 7.0,
        PlaceKind.REGION: 5.0,
        PlaceKind.AREA: 5.6,
        PlaceKind.DISTRICT: 4.4,
        PlaceKind.SETTLEMENT: 4.2,
    },
)
_REASONS = {
    "prior": "smaller or less known",
    "country": "the text is about another country",
    "container": "not in the region that the text names",
    "nearness": "farther from the other places named",
    "context": "not of the kind that the sentence is about",
    "cue": "not of the kind that the words around it ask for",
}


def _reason(top: Candidate, other: Candidate) -> str:
    """The part of the score in which a runner-up lost most."""
    losses = {"prior": top.prior - other.prior}
    for part in ("country", "container", "nearness", "cue", "context"):
        losses[part] = top.parts.get(part, 0.0) - other.parts.get(part, 0.0)
    return _REASONS[max(losses, key=lambda part: losses[part])]
