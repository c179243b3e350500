"""Names of a text → their candidates with every part of the score, and the belief in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from mapapp.geocode import weights
from mapapp.geocode.candidates import Candidates, Floats, Lexicon, Link, Named, context_scores, cue_scores, gather
from mapapp.geocode.evidence import Evidence
from mapapp.model import PlaceKind

_Form = tuple[tuple[str, ...], frozenset[PlaceKind], int, str]


@dataclass
class Names:
    """The distinct names of a text: which mention is which, and what links them."""

    of_mention: list[int]
    keys: list[tuple[str, ...]]
    cues: list[frozenset[PlaceKind]]
    contexts: list[frozenset[PlaceKind]]
    doubtful: list[bool]

    def links(self, links: Sequence[Link]) -> list[tuple[int, int]]:
        """Links between mentions as pairs (inner, outer) of names, each once."""
        pairs = ((self.of_mention[link.inner], self.of_mention[link.outer]) for link in links)
        return [pair for pair in dict.fromkeys(pairs) if pair[0] != pair[1]]


@dataclass
class Scored:
    """The candidates of a text, each part of their score, their score, and the belief in each within its name."""

    candidates: Candidates
    parts: dict[str, Floats]
    score: Floats
    share: Floats
    _orders: dict[int, list[int]] = field(default_factory=dict)

    def order(self, name: int) -> list[int]:
        """The candidates of a name, the likeliest first."""
        known = self._orders.get(name)
        if known is None:
            here = self.candidates.of_name(name)
            ranked = sorted(
                zip((-self.score[here]).tolist(), self.rows[here], range(here.start, here.stop), strict=True)
            )
            known = self._orders[name] = [at for _, _, at in ranked]
        return known

    @cached_property
    def rows(self) -> list[int]:
        """The row of each candidate in the gazetteer."""
        rows: list[int] = self.candidates.rows.tolist()
        return rows

    @cached_property
    def shares(self) -> list[float]:
        """The belief in each candidate."""
        shares: list[float] = self.share.tolist()
        return shares

    @cached_property
    def losses(self) -> list[tuple[str, list[float]]]:
        """The parts of the score by name, in which a candidate can lose to another."""
        return [(part, figures.tolist()) for part, figures in self.parts.items()]


def distinct(named: Sequence[Named], apart: Mapping[int, int]) -> Names:
    """Mentions of one name and cue are one; those in `apart` are one with their likes of the same container."""
    numbers: dict[_Form, int] = {}
    names = Names([], [], [], [], [])
    for at, one in enumerate(named):
        form = (one.keys, one.mention.cue, apart.get(at, -1), "" if one.keys else one.mention.name)
        if form not in numbers:
            numbers[form] = len(numbers)
            names.keys.append(one.keys)
            names.cues.append(one.mention.cue)
            names.contexts.append(one.context)
            names.doubtful.append(one.doubtful)
        else:
            names.contexts[numbers[form]] |= one.context
            names.doubtful[numbers[form]] &= one.doubtful
        names.of_mention.append(numbers[form])
    return names


def score_names(lexicon: Lexicon, names: Names, links: list[tuple[int, int]], votes: Mapping[int, float]) -> Scored:
    """Weigh all candidates, several times over, each time in the light of what is believed of the others.

    `links` are pairs (inner, outer) of names, `votes` weights of countries by their number in the gazetteer.
    """
    candidates = gather(lexicon, names.keys)
    parts = _own_parts(candidates, names)
    own = score = parts["prior"] + parts["cue"] + parts["context"]
    share = candidates.shares(score / weights.COOLING[0])
    evidence = Evidence(candidates, links, votes)
    found: dict[str, Floats] = {}
    for heat in weights.COOLING if len(score) else ():
        found = evidence.weigh(share)
        score = own.copy()
        for figures in found.values():
            score += figures
        share = candidates.shares(score / heat if heat != 1.0 else score)
    parts |= found
    return Scored(candidates, parts, score, share)


def _own_parts(candidates: Candidates, names: Names) -> dict[str, Floats]:
    """What each candidate has of itself: its prior, and how its kind fits the words around the name."""
    cue, context = np.zeros(len(candidates.rows)), np.zeros(len(candidates.rows))
    for number, (asked, spoken) in enumerate(zip(names.cues, names.contexts, strict=True)):
        here = candidates.of_name(number)
        if asked:
            cue[here] = weights.WEIGHTS["cue"] * cue_scores(asked)[candidates.kind[here]]
        if spoken:
            context[here] = weights.WEIGHTS["context"] * context_scores(spoken)[candidates.kind[here]]
    return {"prior": candidates.prior, "cue": cue, "context": context}
