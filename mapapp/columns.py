"""Strikes as numpy columns: one filter gives one mask, and every view counts from it.

`StrikeTable.build` is done once for a data set; `mask`, `facets` and `histogram` then cost milliseconds for
100,000 strikes. `pack` writes the columns in the format that the map's layer reads in the browser.
"""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mapapp.model import (
    UNKNOWN_ACTOR,
    GeoPrecision,
    NamedPlace,
    Outcome,
    Status,
    Strike,
    StrikeFilter,
    TargetType,
    WeaponType,
)

Mask = NDArray[np.bool_]

SIDES = ("a", "b", "c", "unknown")
SEA = "sea"
EPOCH = date(1900, 1, 1)
UNKNOWN = 65_535
_NO_DAY, _NO_NUMBER = 0, -1
# Known no closer than these, a strike is drawn as its place's outline where the gazetteer has one.
_OUTLINED = (GeoPrecision.DISTRICT, GeoPrecision.REGION, GeoPrecision.WATER)
_MAX_LATITUDE = 85.05112878

# The filter's field and the column that it filters.
FACETS = {
    "attackers": "attacker",
    "attacked": "attacked",
    "weapon_types": "weapon_type",
    "target_types": "target_type",
    "outcomes": "outcome",
    "statuses": "status",
    "countries": "country",
}
_ENUMS: dict[str, tuple[str, ...]] = {
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
    no date); `killed` is int64 (-1: not known); `x`, `y` are Web Mercator as shares of the world's width from
    its north-western corner (NaN: no place, so not drawn). Row i of each column is `strikes[i]`.
    """

    strikes: tuple[Strike, ...]
    places: tuple[NamedPlace, ...]
    version: str
    codes: dict[str, NDArray[np.uint16]]
    vocabularies: dict[str, tuple[str, ...]]
    day: NDArray[np.int64]
    killed: NDArray[np.int64]
    x: NDArray[np.float32]
    y: NDArray[np.float32]

    @classmethod
    def build(cls, strikes: Sequence[Strike], places: Sequence[NamedPlace] = ()) -> "StrikeTable":
        """The table of `strikes`, in their order, and of the places that were named without a strike."""
        codes, vocabularies = _categories(strikes)
        x, y = _mercator(strikes)
        return cls(
            strikes=tuple(strikes),
            places=tuple(places),
            version=_version(strikes, places),
            codes=codes,
            vocabularies=vocabularies,
            day=np.array([s.date.toordinal() if s.date else _NO_DAY for s in strikes], np.int64),
            killed=np.array([_NO_NUMBER if s.killed is None else s.killed for s in strikes], np.int64),
            x=x,
            y=y,
        )

    def __len__(self) -> int:
        return len(self.strikes)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each strike's id."""
        return {strike.id: row for row, strike in enumerate(self.strikes)}

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What the words of a filter are looked up in, a case-folded text for each strike."""
        return tuple(_searchable(strike) for strike in self.strikes)

    @cached_property
    def sides(self) -> dict[str, str]:
        """The side ("a", "b", "c", "unknown") of each attacker, which fixes its colour in every view."""
        return _sides(self.strikes)

    @cached_property
    def side(self) -> NDArray[np.uint8]:
        """The index into SIDES of each strike's attacker."""
        table = [SIDES.index(self.sides[name]) for name in self.vocabularies["attacker"]]
        return np.array(table or [0], np.uint8)[self.codes["attacker"]]


@dataclass(frozen=True, eq=False)
class Histogram:
    """Strikes by day and side: `counts[i, j]` are those of day `first + i` by `SIDES[j]`."""

    first: date | None
    counts: NDArray[np.int64]


def mask(table: StrikeTable, chosen: StrikeFilter) -> Mask:
    """Which rows pass the filter."""
    passed = _base_mask(table, chosen)
    for facet in FACETS:
        passed &= _facet_mask(table, facet, getattr(chosen, facet))
    return passed


def facets(table: StrikeTable, chosen: StrikeFilter) -> dict[str, dict[str, int]]:
    """For each facet, how many strikes each option would show under all the other filters.

    Options are those that occur in the table and those that are ticked; an option of 0 stays.
    """
    base = _base_mask(table, chosen)
    masks = {facet: _facet_mask(table, facet, getattr(chosen, facet)) for facet in FACETS}
    counted = {}
    for facet, column in FACETS.items():
        others = base.copy()
        for other, passed in masks.items():
            if other != facet:
                others &= passed
        counted[facet] = _option_counts(table, column, others, getattr(chosen, facet))
    return counted


def histogram(table: StrikeTable, shown: Mask) -> Histogram:
    """The dated strikes of `shown` by day and side."""
    dated = shown & (table.day != _NO_DAY)
    days = table.day[dated]
    if not len(days):
        return Histogram(None, np.zeros((0, len(SIDES)), np.int64))
    first = int(days.min())
    cells = (days - first) * len(SIDES) + table.side[dated]
    length = (int(days.max()) - first + 1) * len(SIDES)
    counts = np.bincount(cells, minlength=length).reshape(-1, len(SIDES))
    return Histogram(date.fromordinal(first), counts)


def search(table: StrikeTable, words: str) -> Mask:
    """Which rows hold every word of `words`, case-folded, in any of their texts."""
    wanted = words.casefold().split()
    if not wanted:
        return np.ones(len(table), np.bool_)
    return np.fromiter((all(word in text for word in wanted) for text in table.texts), np.bool_, count=len(table))


def row_of(table: StrikeTable, strike_id: str) -> int | None:
    """The row of the strike with this id, None where there is none."""
    return table.rows.get(strike_id)


def pack(table: StrikeTable) -> bytes:
    """The drawn and filtered columns as bytes.

    Little endian throughout: u32 length of the header; the header, UTF-8 JSON padded with spaces to a
    multiple of four bytes; then the columns, one after the other, in the order, type ("f4", "u2", "u1") and
    length that the header names. `x`, `y` are as in `StrikeTable`; `day` counts from the header's `epoch` and
    is cut to 0 … 65,534; `killed` is cut to 65,534 and `uncertainty` is in tenths of a kilometre; 65,535
    means not known. The others are indexes into the header's `vocabularies`, `side` into its `sides`.
    """
    columns = _packed_columns(table)
    header = {
        "version": table.version,
        "count": len(table),
        "epoch": EPOCH.isoformat(),
        "sides": list(SIDES),
        "columns": [[name, values.dtype.str[1:]] for name, values in columns],
        "vocabularies": {name: list(words) for name, words in table.vocabularies.items()},
        "side_of": [table.sides[name] for name in table.vocabularies["attacker"]],
    }
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return b"".join([len(text).to_bytes(4, "little"), text, *(values.tobytes() for _, values in columns)])


def _packed_columns(table: StrikeTable) -> list[tuple[str, NDArray[np.generic]]]:
    days = np.clip(table.day - EPOCH.toordinal(), 0, UNKNOWN - 1)
    tenths = [
        UNKNOWN if s.uncertainty_km is None else min(round(s.uncertainty_km * 10), UNKNOWN - 1) for s in table.strikes
    ]
    wide: list[tuple[str, NDArray[np.generic]]] = [
        ("x", table.x.astype("<f4")),
        ("y", table.y.astype("<f4")),
        ("day", np.where(table.day == _NO_DAY, UNKNOWN, days).astype("<u2")),
        ("killed", np.where(table.killed < 0, UNKNOWN, np.minimum(table.killed, UNKNOWN - 1)).astype("<u2")),
        ("uncertainty", np.array(tenths, "<u2")),
    ]
    categories = [
        (name, codes.astype("<u2" if len(table.vocabularies[name]) > 256 else "u1"))
        for name, codes in table.codes.items()
    ]
    # The widest first, so that each column starts on a multiple of its own size.
    categories.sort(key=lambda column: -column[1].dtype.itemsize)
    return [*wide, *categories, ("side", table.side)]


def _base_mask(table: StrikeTable, chosen: StrikeFilter) -> Mask:
    passed = search(table, chosen.words)
    if chosen.since is not None:
        passed &= table.day >= chosen.since.toordinal()
    if chosen.until is not None:
        passed &= (table.day <= chosen.until.toordinal()) & (table.day != _NO_DAY)
    if chosen.killed_min > 0:
        passed &= table.killed >= chosen.killed_min
    return passed


def _facet_mask(table: StrikeTable, facet: str, ticked: frozenset[str]) -> Mask:
    column = FACETS[facet]
    if not ticked:
        return np.ones(len(table), np.bool_)
    allowed = np.array([word in ticked for word in table.vocabularies[column]] or [False])
    return allowed[table.codes[column]]


def _option_counts(table: StrikeTable, column: str, shown: Mask, ticked: frozenset[str]) -> dict[str, int]:
    words, codes = table.vocabularies[column], table.codes[column]
    occurs = np.bincount(codes, minlength=len(words))
    counts = np.bincount(codes[shown], minlength=len(words))
    options = {word: int(counts[code]) for code, word in enumerate(words) if occurs[code] or word in ticked}
    return options | {word: 0 for word in sorted(ticked) if word not in options}


def _categories(
    strikes: Sequence[Strike],
) -> tuple[dict[str, NDArray[np.uint16]], dict[str, tuple[str, ...]]]:
    values: dict[str, list[str]] = {
        "attacker": [s.attacker for s in strikes],
        "attacked": [s.attacked for s in strikes],
        "country": [s.country or SEA for s in strikes],
        "dataset": [s.dataset for s in strikes],
        "geo_precision": [s.geo_precision or "unknown" for s in strikes],
        "area": [(s.place_id or "") if s.geo_precision in _OUTLINED else "" for s in strikes],
    }
    values |= {name: [getattr(s, name) for s in strikes] for name in _ENUMS if name not in values}
    vocabularies = {name: _ENUMS.get(name) or tuple(sorted(set(words))) for name, words in values.items()}
    codes = {}
    for name, words in values.items():
        index = {str(word): code for code, word in enumerate(vocabularies[name])}
        codes[name] = np.array([index[word] for word in words], np.uint16)
    return codes, {name: tuple(str(word) for word in words) for name, words in vocabularies.items()}


def _mercator(strikes: Sequence[Strike]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    longitude = np.array([s.longitude if s.placed else math.nan for s in strikes], np.float64)
    latitude = np.array([s.latitude if s.placed else math.nan for s in strikes], np.float64)
    sine = np.sin(np.radians(np.clip(latitude, -_MAX_LATITUDE, _MAX_LATITUDE)))
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (longitude / 360 + 0.5).astype(np.float32), y.astype(np.float32)


def _sides(strikes: Sequence[Strike]) -> dict[str, str]:
    """Russia is a, Ukraine b; where neither occurs, the two attackers of most strikes in order of name."""
    named = Counter(s.attacker for s in strikes if s.attacker != UNKNOWN_ACTOR)
    pair = ["Russia", "Ukraine"]
    if not any(actor in pair for s in strikes for actor in (s.attacker, s.attacked)):
        most = sorted(named.items(), key=lambda item: (-item[1], item[0]))[:2]
        pair = sorted(name for name, _ in most)
    sides = dict(zip(pair, SIDES, strict=False))
    return {name: sides.get(name, "c") for name in named} | {UNKNOWN_ACTOR: "unknown"}


def _searchable(strike: Strike) -> str:
    texts = [strike.summary, strike.quote, strike.place, strike.target, strike.weapon, strike.operator]
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
