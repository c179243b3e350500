"""The table of strikes: a numpy column for each thing that is filtered, sorted or drawn."""

import hashlib
import math
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mapapp.gazetteer.display import all_names
from mapapp.licences import licence_of
from mapapp.mercator import project
from mapapp.model import (
    UNKNOWN_ACTOR,
    GeoPrecision,
    NamedPlace,
    Outcome,
    Status,
    Strike,
    TargetType,
    WeaponType,
)

Mask = NDArray[np.bool_]
T = TypeVar("T")

SIDES = ("a", "b", "c", "unknown")
SEA = "sea"
NO_OPERATOR = "unknown"
NO_DAY, NO_NUMBER, BY_PEOPLE = 0, -1, 255
MOST_NUMBER = 2**31 - 1
# Codes are 16 bits wide: of more names than this the rarest are kept as "other".
MOST_NAMES = 65_000
# What views of a table may keep: at a million strikes a filter takes one to eight of these megabytes.
MEMO_BYTES = 96_000_000
# Known no closer than these, a strike is drawn as its place's outline where the gazetteer has one.
OUTLINED = (GeoPrecision.DISTRICT, GeoPrecision.REGION, GeoPrecision.WATER)

# The filter's field and the column that it filters.
FACETS = {
    "attackers": "attacker",
    "attacked": "attacked",
    "weapon_types": "weapon_type",
    "target_types": "target_type",
    "outcomes": "outcome",
    "statuses": "status",
    "countries": "country",
    "geo_precisions": "geo_precision",
    "operators": "operator",
    "datasets": "dataset",
    "licences": "licence",
}
ENUMS: dict[str, tuple[str, ...]] = {
    "weapon_type": tuple(WeaponType),
    "target_type": tuple(TargetType),
    "outcome": tuple(Outcome),
    "status": tuple(Status),
    "geo_precision": (*GeoPrecision, "unknown"),
}


@dataclass(frozen=True, eq=False)
class StrikeTable:
    """Strikes with a numpy column for each thing that is filtered or drawn.

    `codes[name]` are uint16 indexes into `vocabularies[name]`; `day` is the proleptic ordinal of the date (0:
    no date); `killed` and `injured` are int32 (-1: not known); `confidence` is in hundredths (255: coded by
    people), `uncertainty` in kilometres (NaN: not known); `x`, `y` are Web Mercator as shares of the world's width
    from its north-western corner (NaN: no place, so not drawn), `launch` the same of the launch places, None where
    no strike has one. Row i of each column is `strikes[i]`; a sequence that reads a strike only when it is asked
    for may have a method `row_of(id)`.
    """

    strikes: Sequence[Strike]
    places: tuple[NamedPlace, ...]
    version: str
    codes: dict[str, NDArray[np.uint16]]
    vocabularies: dict[str, tuple[str, ...]]
    day: NDArray[np.int32]
    killed: NDArray[np.int32]
    injured: NDArray[np.int32]
    confidence: NDArray[np.uint8]
    uncertainty: NDArray[np.float32]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    launch: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None

    @classmethod
    def build(cls, strikes: Sequence[Strike], places: Sequence[NamedPlace] = ()) -> "StrikeTable":
        """The table of `strikes`, in their order, and of the places that were named without a strike."""
        codes, vocabularies = _categories(strikes)
        degrees = [(s.longitude, s.latitude) if s.placed else (math.nan, math.nan) for s in strikes]
        x, y = project(*np.array(degrees, np.float64).reshape(-1, 2).T)
        return cls(
            strikes=tuple(strikes),
            places=tuple(places),
            version=_version(strikes, places),
            codes=codes,
            vocabularies=vocabularies,
            day=np.array([s.date.toordinal() if s.date else NO_DAY for s in strikes], np.int32),
            killed=_numbers(s.killed for s in strikes),
            injured=_numbers(s.injured for s in strikes),
            confidence=np.array([_hundredths(s.confidence) for s in strikes], np.uint8),
            uncertainty=np.array(
                [math.nan if s.uncertainty_km is None else s.uncertainty_km for s in strikes], np.float32
            ),
            x=x,
            y=y,
            launch=_launch(strikes),
        )

    def __len__(self) -> int:
        return len(self.day)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each strike's id."""
        return {strike.id: row for row, strike in enumerate(self.strikes)}

    @cached_property
    def texts(self) -> pa.Array:
        """What the words of a filter are looked up in, a case-folded text for each strike."""
        return pa.array((_searchable(strike) for strike in self.strikes), pa.large_string())

    @cached_property
    def names(self) -> dict[str, pa.Array]:
        """Columns that views sort and count by and the browser is not sent, dictionary-encoded."""
        made = {"region": region_of, "place": place_of}
        return {
            column: pa.array((text(strike) for strike in self.strikes), pa.large_string()).dictionary_encode()
            for column, text in made.items()
        }

    @cached_property
    def days(self) -> tuple[date, date] | tuple[()]:
        """The first and the last day that has a strike; empty where none has a date."""
        dated = self.day[self.day != NO_DAY]
        return (date.fromordinal(int(dated.min())), date.fromordinal(int(dated.max()))) if len(dated) else ()

    @cached_property
    def occurs(self) -> dict[str, NDArray[np.int64]]:
        """How many strikes each word of a vocabulary has, by column."""
        return {name: np.bincount(codes, minlength=len(self.vocabularies[name])) for name, codes in self.codes.items()}

    @cached_property
    def memo(self) -> "Memo":
        """What views of this table keep of what they have worked out; it goes with the table."""
        return Memo()

    @cached_property
    def sides(self) -> dict[str, str]:
        """The side ("a", "b", "c", "unknown") of each attacker, which fixes its colour in every view."""
        return _sides(self.vocabularies, self.occurs)

    @cached_property
    def side(self) -> NDArray[np.uint8]:
        """The index into SIDES of each strike's attacker."""
        table = [SIDES.index(self.sides[name]) for name in self.vocabularies["attacker"]]
        return np.array(table or [0], np.uint8)[self.codes["attacker"]]


def region_of(strike: Strike) -> str:
    """The first-order region with its country, the country alone, or "sea"."""
    return f"{strike.admin1}, {strike.country}" if strike.admin1 and strike.country else strike.country or SEA


def place_of(strike: Strike) -> str:
    """The name of the place, empty where there is none."""
    return strike.place or ""


class Memo:
    """The last results of costly questions to a table, shared by all sessions and threads, of bounded size."""

    def __init__(self, most_bytes: int = MEMO_BYTES) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self.bytes = 0

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The result kept under this key, else a new one; two threads may both make it, one is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
        made = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self.bytes += _size(made)
            while self.bytes > self._most and len(self._kept) > 1:
                self.bytes -= _size(self._kept.popitem(last=False)[1])
        return made


def _size(made: Any) -> int:
    """About how many bytes a result holds: its arrays, and a little for all else."""
    if isinstance(made, tuple | list):
        return 100 + sum(map(_size, made))
    return int(getattr(made, "nbytes", 1000))


def row_of(table: StrikeTable, strike_id: str) -> int | None:
    """The row of the strike with this id, None where there is none."""
    finder = getattr(table.strikes, "row_of", None)
    found: int | None = finder(strike_id) if finder else table.rows.get(strike_id)
    return found


def _categories(
    strikes: Sequence[Strike],
) -> tuple[dict[str, NDArray[np.uint16]], dict[str, tuple[str, ...]]]:
    values: dict[str, list[str]] = {
        "attacker": [s.attacker for s in strikes],
        "attacked": [s.attacked for s in strikes],
        "country": [s.country or SEA for s in strikes],
        "operator": _commonest([s.operator or NO_OPERATOR for s in strikes]),
        "dataset": [s.dataset for s in strikes],
        "geo_precision": [s.geo_precision or "unknown" for s in strikes],
        "area": [(s.place_id or "") if s.geo_precision in OUTLINED else "" for s in strikes],
    }
    licences = {name: licence_of(name) for name in set(values["dataset"])}
    values["licence"] = [licences[name] for name in values["dataset"]]
    values |= {name: [getattr(s, name) for s in strikes] for name in ENUMS if name not in values}
    vocabularies = {name: ENUMS.get(name) or tuple(sorted(set(words))) for name, words in values.items()}
    codes = {}
    for name, words in values.items():
        index = {str(word): code for code, word in enumerate(vocabularies[name])}
        codes[name] = np.array([index[word] for word in words], np.uint16)
    return codes, {name: tuple(str(word) for word in words) for name, words in vocabularies.items()}


def _commonest(names: list[str]) -> list[str]:
    counted = Counter(names)
    if len(counted) <= MOST_NAMES:
        return names
    kept = {name for name, _ in counted.most_common(MOST_NAMES)}
    return [name if name in kept else "other" for name in names]


def _launch(strikes: Sequence[Strike]) -> tuple[NDArray[np.float32], NDArray[np.float32]] | None:
    known = [(s.launch_longitude, s.launch_latitude) for s in strikes]
    if all(None in place for place in known):
        return None
    degrees = [(math.nan, math.nan) if None in place else place for place in known]
    return project(*np.array(degrees, np.float64).reshape(-1, 2).T)


def _hundredths(confidence: float | None) -> int:
    return BY_PEOPLE if confidence is None else min(max(round(confidence * 100), 0), 100)


def _numbers(values: Iterable[int | None]) -> NDArray[np.int32]:
    return np.array([NO_NUMBER if value is None else min(value, MOST_NUMBER) for value in values], np.int32)


def _sides(vocabularies: dict[str, tuple[str, ...]], occurs: dict[str, NDArray[np.int64]]) -> dict[str, str]:
    """Russia is a, Ukraine b; where neither occurs, the two attackers of most strikes in order of name."""
    parties = {
        name: Counter({word: int(n) for word, n in zip(vocabularies[name], occurs[name], strict=False) if n})
        for name in ("attacker", "attacked")
    }
    named = Counter({name: count for name, count in parties["attacker"].items() if name != UNKNOWN_ACTOR})
    pair = ["Russia", "Ukraine"]
    if not any(actor in parties[role] for role in parties for actor in pair):
        most = sorted(named.items(), key=lambda item: (-item[1], item[0]))[:2]
        pair = sorted(name for name, _ in most)
    sides = dict(zip(pair, SIDES, strict=False))
    return {name: sides.get(name, "c") for name in vocabularies["attacker"]} | {UNKNOWN_ACTOR: "unknown"}


def _searchable(strike: Strike) -> str:
    texts = [strike.summary, strike.quote, strike.place, strike.target, strike.weapon, strike.operator]
    texts += all_names(strike.place, strike.country) if strike.place else ()
    for source in strike.sources:
        texts += [source.title, source.publisher]
    return "\n".join(text for text in texts if text).casefold()


def _version(strikes: Sequence[Strike], places: Sequence[NamedPlace]) -> str:
    digest = hashlib.sha256()
    rows: Iterable[Strike | NamedPlace] = (*strikes, *places)
    names = {kind: [field.name for field in fields(kind)] for kind in (Strike, NamedPlace)}
    for row in rows:
        content = repr([getattr(row, name) for name in names[type(row)]])
        digest.update(content.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
