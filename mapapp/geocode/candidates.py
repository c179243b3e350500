"""What each name of a text could mean, as parallel arrays: one entry a candidate, the candidates of a name together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mapapp.gazetteer.index import COORDINATE_UNIT, KINDS, RADIUS_UNIT, Gazetteer
from mapapp.gazetteer.normal import LEMMA, normal
from mapapp.geocode import weights
from mapapp.model import Mention, PlaceKind

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_MOST = 48
_CAPITAL_PEOPLE = 10_000


@dataclass(frozen=True)
class Named:
    """A mention and the keys of the gazetteer that it matched; tokens `first` to `last` of its document.

    `context` are the kinds of facility that its sentence speaks of. `doubtful`: nothing around it says that it is a
    place at all.
    """

    mention: Mention
    keys: tuple[str, ...]
    first: int
    last: int
    context: frozenset[PlaceKind] = frozenset()
    doubtful: bool = False


class Link(NamedTuple):
    """Name `inner` lies in name `outer`; `said` where words say so ("in"), not a comma alone, which may be a list's."""

    inner: int
    outer: int
    said: bool = True


_WIDE = frozenset({PlaceKind.SEA, PlaceKind.REGION, PlaceKind.DISTRICT})
_SETTLED = frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT})
_IS_SETTLED = [kind in _SETTLED for kind in KINDS]
_ADMIN1 = 65_536
_COLUMNS = 9


class Lexicon:
    """Candidates by key, with their prior, kept from text to text: the same names come again and again."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        start, slope, kept = weights.kind_tables()
        self._start, self._slope, self._kept = start.tolist(), slope.tolist(), kept.tolist()
        self._bonus = weights.feature_bonus(gazetteer.header["features"]).tolist()
        self._hand = gazetteer.header["features"].index("HAND")
        self._columns = gazetteer.columns
        self.countries = {code: number for number, code in enumerate(gazetteer.header["countries"])}
        self.table = lru_cache(maxsize=20_000)(self._table)

    def prior(self, row: int) -> float:
        """How likely a place is meant before anything of the text is known, in log-odds."""
        columns = self._columns
        kind, feature = columns["kind"][row], columns["feature"][row]
        kept: float = self._kept[kind]
        if feature == self._hand and not math.isnan(kept):
            return kept
        people = math.log10(columns["population"][row] + 50.0)
        prior: float = self._start[kind] + self._slope[kind] * people + self._bonus[feature]
        return prior

    def of_keys(self, keys: tuple[str, ...]) -> tuple[Ints, Floats]:
        """Rows and priors of what these keys can mean, the likeliest first, at most a few dozen."""
        table = self.table(keys)
        return table[0].astype(np.int64), table[4]

    def _table(self, keys: tuple[str, ...]) -> Floats:
        """What these keys can mean, one column a place; the lines are those that `Candidates` takes apart."""
        loss: dict[int, float] = {}
        for key in keys:
            variant = weights.VARIANT if key.startswith(LEMMA) or key != keys[0] else 0.0
            for posting in self.gazetteer.find(key):
                less = variant + (weights.ALTERNATE if posting.alternate else self._misspelt(posting.row, key))
                loss[posting.row] = min(less, loss.get(posting.row, 99.0))
        found = sorted((less - self.prior(row), row) for row, less in loss.items())[:_MOST]
        return np.array([self._figures(row, -cost) for cost, row in found]).reshape(-1, _COLUMNS).T

    def _figures(self, row: int, prior: float) -> tuple[float, ...]:
        columns = self._columns
        country, admin1 = columns["country"][row], columns["admin1"][row]
        region = country * _ADMIN1 + admin1 if admin1 else 0
        phi, lam = (math.radians(columns[name][row] * COORDINATE_UNIT) for name in ("latitude", "longitude"))
        radius, level = columns["radius"][row] * RADIUS_UNIT, math.cos(phi)
        point = level * math.cos(lam), level * math.sin(lam), math.sin(phi)
        return row, columns["kind"][row], country, region, prior, radius, *point

    def _misspelt(self, row: int, key: str) -> float:
        """What a spelling costs that is not the one the place's own name has, in the same script."""
        if self._columns["feature"][row] == self._hand:
            return weights.SHORT_FORM if self._is_short_form(row, key) else 0.0
        if not key.isascii():
            return 0.0
        if normal(self.gazetteer.name(row)) == key:
            return 0.0
        return weights.SPELLING + (weights.SHORT_FORM if self._is_short_form(row, key) else 0.0)

    def _is_short_form(self, row: int, key: str) -> bool:
        """Whether a hand-kept region is called by the bare name of its capital: "Zaporizhzhia" means the city first."""
        columns = self._columns
        if KINDS[columns["kind"][row]] not in (PlaceKind.REGION, PlaceKind.DISTRICT):
            return False
        return any(
            _IS_SETTLED[columns["kind"][posting.row]]
            and (columns["population"][posting.row] >= _CAPITAL_PEOPLE or columns["feature"][posting.row] == self._hand)
            and columns["country"][posting.row] == columns["country"][row]
            for posting in self.gazetteer.find(key)
        )


@dataclass
class Candidates:
    """The candidates of all names of a text. `starts[n]` to `starts[n + 1]` are those of name `n`.

    `kind` and `country` are numbers of the gazetteer, the country 0 at sea; `admin1` numbers the first-order region
    over all countries, 0 where none is known; `radius` is in km; `points` lie on the unit sphere, one row a candidate.
    `family` numbers the names written alike, which must not vouch for one another. `within` keeps what
    `evidence.lies_in` has worked out.
    """

    starts: list[int]
    family: Ints
    rows: Ints
    kind: Ints
    country: Ints
    admin1: Ints
    prior: Floats
    radius: Floats
    points: Floats
    within: dict[tuple[int, int], Floats | None] = field(default_factory=dict)

    def of_name(self, number: int) -> slice:
        """Where the candidates of a name stand."""
        return slice(self.starts[number], self.starts[number + 1])

    @cached_property
    def _runs(self) -> tuple[Ints, Ints]:
        """Where the candidates of each name that has any begin, and in which of these runs each candidate stands."""
        starts = np.array(self.starts)
        sizes = starts[1:] - starts[:-1]
        filled = np.flatnonzero(sizes)
        return starts[filled], np.repeat(np.arange(len(filled)), sizes[filled])

    def shares(self, score: Floats) -> Floats:
        """Softmax of the scores within each name."""
        if not len(score):
            return score
        begins, run = self._runs
        power = np.exp(score - np.maximum.reduceat(score, begins)[run])
        total: Floats = power / np.add.reduceat(power, begins)[run]
        return total


def gather(lexicon: Lexicon, names: Sequence[tuple[str, ...]]) -> Candidates:
    """The candidates of names, each given by its keys."""
    tables = [lexicon.table(keys) for keys in names]
    sizes = [table.shape[1] for table in tables]
    numbers: dict[tuple[str, ...], int] = {}
    families = [numbers.setdefault(keys, len(numbers)) for keys in names]
    table = np.concatenate(tables, axis=1) if tables else np.zeros((_COLUMNS, 0))
    rows, kind, country, admin1 = table[:4].astype(np.int64)
    starts = list(accumulate(sizes, initial=0))
    family = np.repeat(np.array(families, dtype=np.int64), sizes)
    return Candidates(starts, family, rows, kind, country, admin1, table[4], table[5], table[6:].T)


@lru_cache(maxsize=4096)
def cue_scores(cue: frozenset[PlaceKind]) -> Floats:
    """By kind's number: 1 for kinds that the words around the name ask for, less than 0 for the others."""
    wide = bool(cue & _WIDE) and PlaceKind.SETTLEMENT not in cue
    return np.array([1.0 if kind in cue else -0.5 if wide and kind in _SETTLED else -0.17 for kind in KINDS])


@lru_cache(maxsize=4096)
def context_scores(context: frozenset[PlaceKind]) -> Floats:
    """By kind's number: 1 for facilities of the kinds that the sentence is about, else 0."""
    return np.array([float(kind in context) for kind in KINDS])
