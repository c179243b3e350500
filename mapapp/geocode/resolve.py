"""All names of a text together → places, or an honest abstention.

Each candidate's score is a sum of log-odds (`weights.py`): its prior (people living there, kind, main or other name),
cue words for the kind, then what the other names of the text say (`evidence.py`), weighed again as their own answers
settle. One sense a name in a text, unless the text itself puts the same name into two different places. A name that
the gazetteer does not have where the text puts it is somewhere in that region: its answer is the region, with the
region's radius. The runners-up keep the reason why they lost.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from mapapp.gazetteer.index import KINDS, Gazetteer
from mapapp.geocode import weights
from mapapp.geocode.candidates import Lexicon, Link, Named
from mapapp.geocode.evidence import lies_in
from mapapp.geocode.score import Names, Scored, distinct, score_names
from mapapp.model import PlaceKind, Resolution, RunnerUp

__all__ = ["Named", "Resolver"]

_MOST_RUNNERS_UP = 4
_AREAS = np.array([kind in (PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA) for kind in KINDS])
_WIDEST_STAND_IN_KM = 250.0
_LEAST_STAND_IN = 0.5
_LITTLE_KNOWN = 8.0
_REASONS = {
    "prior": "smaller or less known",
    "country": "the text is about another country",
    "admin1": "the text is about another region",
    "near": "farther from the other places named",
    "inside": "not in the region that the text names",
    "holds": "does not hold what the text puts in it",
    "context": "not of the kind that the sentence is about",
    "cue": "not of the kind that the words around it ask for",
}


class Resolver:
    """Resolves the names of one text. `votes` are weights of countries by ISO code from outside its place names."""

    def __init__(
        self, gazetteer: Gazetteer, votes: Mapping[str, float] | None = None, lexicon: Lexicon | None = None
    ) -> None:
        self.gazetteer = gazetteer
        self.lexicon = lexicon or Lexicon(gazetteer)
        codes = self.lexicon.countries
        self.votes = {codes[code]: weight for code, weight in (votes or {}).items() if code in codes}

    def resolve(
        self, named: Sequence[Named], links: Sequence[Link] = (), marked: int | None = None
    ) -> list[Resolution]:
        """One resolution a mention, in their order.

        Where somebody has marked the first `marked` of the names as places, only these are answered: the others are
        context, and a name is not doubted for being little known.
        """
        if not named:
            return []
        names = distinct(named, {})
        scored = score_names(self.lexicon, names, names.links(links), self.votes)
        apart = _apart(names, scored, links)
        if apart:
            names = distinct(named, apart)
            scored = score_names(self.lexicon, names, names.links(links), self.votes)
        stand_ins = _stand_ins(names, scored, links)
        wanted = names.of_mention[:marked]
        answers = {
            number: self._stand_in(scored, *stand_ins[number])
            if number in stand_ins
            else self._answer(scored, number, 0.0 if marked is not None else _least_score(names, number))
            for number in dict.fromkeys(wanted)
        }
        return [Resolution(mention=one.mention, **answers[number]) for one, number in zip(named, wanted, strict=False)]

    def rank(self, named: Sequence[Named], links: Sequence[Link] = (), *, strict: bool = False) -> list[RunnerUp]:
        """Everything that the first mention can mean, the likeliest first, without abstaining.

        `strict` leaves out what does not lie in every name that it is linked to.
        """
        names = distinct(named, {})
        scored = score_names(self.lexicon, names, names.links(links), self.votes)
        fits = np.ones(len(scored.score), dtype=bool)
        for pair in names.links(links) if strict else ():
            within = lies_in(scored.candidates, *pair)
            here = scored.candidates.of_name(pair[0])
            fits[here] &= within.any(axis=1) if within is not None else False
        order = scored.order(0)
        return [self._runner_up(scored, order[0], one, 1.0) for one in order if fits[one]]

    def _answer(self, scored: Scored, number: int, abstain_below: float) -> dict[str, Any]:
        order = scored.order(number)
        if not order:
            return {"place": None, "confidence": 0.0}
        top = order[0]
        # A place without people, votes or company is a coincidence of letters more often than not.
        trust = 1 / (1 + math.exp(abstain_below - scored.score[top])) if abstain_below else 1.0
        confidence = round(trust * scored.shares[top], 3)
        sure = not abstain_below or (trust >= 0.5 and confidence >= weights.LEAST_CONFIDENCE)
        return {
            "place": self.gazetteer.place(scored.rows[top]) if sure else None,
            "confidence": confidence,
            "runners_up": tuple(
                self._runner_up(scored, top, other, trust) for other in order[1 : 1 + _MOST_RUNNERS_UP]
            ),
        }

    def _stand_in(self, scored: Scored, outer: int, inner: int) -> dict[str, Any]:
        """The region that a name is said to lie in, in place of the name."""
        order = scored.order(inner)
        return {
            "place": self.gazetteer.place(scored.rows[outer]),
            "confidence": round(scored.shares[outer] * _LEAST_STAND_IN, 3),
            "approximate": True,
            "runners_up": tuple(self._runner_up(scored, outer, other, 0.5) for other in order[:_MOST_RUNNERS_UP]),
        }

    def _runner_up(self, scored: Scored, top: int, other: int, trust: float) -> RunnerUp:
        return RunnerUp(
            place=self.gazetteer.place(scored.rows[other]),
            score=round(trust * scored.shares[other], 3),
            reason=_reason(scored, top, other) if other != top else "",
        )


def _least_score(names: Names, number: int) -> float:
    return weights.ABSTAIN_BELOW + (weights.DOUBT if names.doubtful[number] else 0.0)


def _apart(names: Names, scored: Scored, links: Sequence[Link]) -> dict[int, int]:
    """Mentions that the text puts elsewhere than the place chosen for their name, by the container's name."""
    apart = {}
    for link in links:
        inner, outer = names.of_mention[link.inner], names.of_mention[link.outer]
        order = scored.order(inner)
        if inner == outer or len(order) < 2:
            continue
        within = lies_in(scored.candidates, inner, outer)
        if within is None:
            continue
        inside = within @ scored.share[scored.candidates.of_name(outer)]
        top = order[0] - scored.candidates.of_name(inner).start
        if inside.max() > 0.3 and inside[top] < 0.2 * inside.max():
            apart[link.inner] = outer
    return apart


def _stand_ins(names: Names, scored: Scored, links: Sequence[Link]) -> dict[int, tuple[int, int]]:
    """For each name that nothing in the gazetteer fits: the candidate of its container that stands for it."""
    found: dict[int, tuple[int, int]] = {}
    for link in links:
        inner, outer = names.of_mention[link.inner], names.of_mention[link.outer]
        order, around = scored.order(inner), scored.order(outer)
        if inner == outer or inner in found or not around or not _can_stand_in(scored, around[0]):
            continue
        if not order:
            found[inner] = around[0], inner
        elif link.said and scored.candidates.prior[order[0]] < _LITTLE_KNOWN:
            within = lies_in(scored.candidates, inner, outer)
            if within is None or not (within @ scored.share[scored.candidates.of_name(outer)]).any():
                found[inner] = around[0], inner
    return found


def _can_stand_in(scored: Scored, candidate: int) -> bool:
    candidates = scored.candidates
    return bool(
        _AREAS[candidates.kind[candidate]]
        and candidates.radius[candidate] <= _WIDEST_STAND_IN_KM
        and scored.share[candidate] >= _LEAST_STAND_IN
    )


def _reason(scored: Scored, top: int, other: int) -> str:
    """The part of the score in which a runner-up lost most."""
    most, found = -math.inf, ""
    for part, figures in scored.losses:
        loss = figures[top] - figures[other]
        if loss > most:
            most, found = loss, part
    return _REASONS[found]
