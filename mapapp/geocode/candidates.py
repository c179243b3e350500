"""What each name of a text could mean, as parallel arrays: one entry a candidate, the candidates of a name together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mapapp.gazetteer.index import KINDS, RADIUS_UNIT, Gazetteer
from mapapp.gazetteer.normal import LEMMA, normal
from mapapp.geocode import weights
from mapapp.model import Mention, PlaceKind

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_MOST = 48
_CAPITAL_PEOPLE = 50_000


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


@lru_cache(maxsize=4096)
def _kind_mask(kinds: frozenset[PlaceKind]) -> npt.NDArray[np.bool_]:
    return np.array([kind in kinds for kind in KINDS])


_WIDE = frozenset({PlaceKind.SEA, PlaceKind.REGION, PlaceKind.DISTRICT})
_SETTLED = _kind_mask(frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT}))


class Lexicon:
    """Candidates by key, with their prior, kept from text to text: the same names come again and again."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        columns = gazetteer.arrays
        start, slope, kept = weights.kind_tables()
        self._start, self._slope, self._kept = start, slope, kept
        self._bonus = weights.feature_bonus(gazetteer.header["features"])
        self._hand = gazetteer.header["features"].index("HAND")
        self._columns = columns
        self.countries = {code: number for number, code in enumerate(gazetteer.header["countries"])}
        self.of_keys = lru_cache(maxsize=20_000)(self._of_keys)

    def prior(self, rows: Ints) -> Floats:
        """How likely places are meant before anything of the text is known, in log-odds."""
        columns = self._columns
        kind, feature = columns["kind"][rows], columns["feature"][rows]
        people = np.log10(columns["population"][rows].astype(np.float64) + 50.0)
        prior = self._start[kind] + self._slope[kind] * people + self._bonus[feature]
        kept = self._kept[kind]
        result: Floats = np.where((feature == self._hand) & ~np.isnan(kept), kept, prior)
        return result

    def _of_keys(self, keys: tuple[str, ...]) -> tuple[Ints, Floats]:
        """Rows and priors of what these keys can mean, the likeliest first, at most a few dozen."""
        loss: dict[int, float] = {}
        for key in keys:
            variant = weights.VARIANT if key.startswith(LEMMA) or key != keys[0] else 0.0
            for posting in self.gazetteer.find(key):
                less = variant + (weights.ALTERNATE if posting.alternate else self._misspelt(posting.row, key))
                loss[posting.row] = min(less, loss.get(posting.row, 99.0))
        rows = np.fromiter(loss, dtype=np.int64, count=len(loss))
        if not len(rows):
            return rows, np.zeros(0)
        prior = self.prior(rows) - np.fromiter(loss.values(), dtype=np.float64, count=len(loss))
        order = np.lexsort((rows, -prior))[:_MOST]
        return rows[order], prior[order]

    def _misspelt(self, row: int, key: str) -> float:
        """What a spelling costs that is not the one the place's own name has, in the same script."""
        if self._columns["feature"][row] == self._hand:
            return weights.SHORT_FORM if self._is_short_form(row, key) else 0.0
        if not key.isascii():
            return 0.0
        return 0.0 if normal(self.gazetteer.name(row)) == key else weights.SPELLING

    def _is_short_form(self, row: int, key: str) -> bool:
        """Whether a hand-kept region is called by the bare name of its capital: "Zaporizhzhia" means the city first."""
        if KINDS[self._columns["kind"][row]] not in (PlaceKind.REGION, PlaceKind.DISTRICT):
            return False
        return any(
            _SETTLED[self._columns["kind"][posting.row]]
            and self._columns["population"][posting.row] >= _CAPITAL_PEOPLE
            and self._columns["country"][posting.row] == self._columns["country"][row]
            for posting in self.gazetteer.find(key)
        )


@dataclass
class Candidates:
    """The candidates of all names of a text. `starts[n]` to `starts[n + 1]` are those of name `n`."""

    gazetteer: Gazetteer
    rows: Ints
    prior: Floats
    starts: Ints
    families: Ints

    @cached_property
    def family(self) -> Ints:
        """Number of the family of each candidate: names written alike, which must not vouch for one another."""
        return self.families[self.name]

    @cached_property
    def name(self) -> Ints:
        """Number of the name of each candidate."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    @cached_property
    def kind(self) -> Ints:
        """Kind of each candidate, as a number."""
        return self._column("kind")

    @cached_property
    def country(self) -> Ints:
        """Country of each candidate, as a number; 0 at sea."""
        return self._column("country")

    @cached_property
    def admin1(self) -> Ints:
        """First-order region of each candidate within its country, as a number; 0 where none is known."""
        admin1 = self._column("admin1")
        return np.where(admin1 > 0, self.country * 65536 + admin1, 0)

    @cached_property
    def radius(self) -> Floats:
        """Radius of each candidate in km."""
        return self._column("radius").astype(np.float64) * RADIUS_UNIT

    @cached_property
    def points(self) -> Floats:
        """Points on the unit sphere, one row a candidate."""
        columns = self.gazetteer.arrays
        phi = np.radians(columns["latitude"][self.rows] * 1e-5)
        lam = np.radians(columns["longitude"][self.rows] * 1e-5)
        return np.stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)), axis=1)

    def _column(self, name: str) -> Ints:
        column: Ints = self.gazetteer.arrays[name][self.rows].astype(np.int64)
        return column

    def of_name(self, number: int) -> slice:
        """Where the candidates of a name stand."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    @cached_property
    def _runs(self) -> tuple[Ints, Ints]:
        """Where the candidates of each name that has any begin, and in which of these runs each candidate stands."""
        sizes = self.starts[1:] - self.starts[:-1]
        filled = np.flatnonzero(sizes)
        return self.starts[filled], np.repeat(np.arange(len(filled)), sizes[filled])

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
    found = [lexicon.of_keys(keys) for keys in names]
    starts = np.zeros(len(names) + 1, dtype=np.int64)
    np.cumsum([len(rows) for rows, _ in found], out=starts[1:])
    rows = np.concatenate([rows for rows, _ in found]) if found else np.zeros(0, dtype=np.int64)
    prior = np.concatenate([prior for _, prior in found]) if found else np.zeros(0)
    numbers: dict[tuple[str, ...], int] = {}
    families = np.array([numbers.setdefault(keys, len(numbers)) for keys in names], dtype=np.int64)
    return Candidates(lexicon.gazetteer, rows, prior, starts, families)


def cue_scores(kinds: Ints, cue: frozenset[PlaceKind]) -> Floats:
    """1 for candidates of a kind that the words around the name ask for, less than 0 for the others."""
    asked = _kind_mask(cue)[kinds]
    wide = bool(cue & _WIDE) and PlaceKind.SETTLEMENT not in cue
    against = np.where(_SETTLED[kinds] & wide, -0.5, -0.17)
    return np.where(asked, 1.0, against)


def context_scores(kinds: Ints, context: frozenset[PlaceKind]) -> Floats:
    """1 for facilities of the kind that the sentence is about, else 0."""
    return _kind_mask(context)[kinds].astype(np.float64)
