"""What the views beside the map say of a filter: its sums, its totals by name, and its rows in order."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mapapp.columns.masks import mask
from mapapp.columns.table import NO_DAY, NO_NUMBER, SEA, StrikeTable
from mapapp.gazetteer.display import local_name
from mapapp.model import StrikeFilter

Rows = NDArray[np.int64]

# What the totals can be counted by, and what the rows can be sorted by.
TOTALS = ("attacker", "target_type", "region")
SORTS = (
    "date", "place", "attacker", "killed", "injured", "weapon_type", "target_type", "outcome", "status",
    "geo_precision",
)  # fmt: skip
_FIGURES = ("killed", "injured")
_UKRAINIAN = {ord(letter): chr(0x430 + at) for at, letter in enumerate("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a filter shows: how many strikes, from which day to which, and what their figures add up to.

    `unplaced` are listed but not drawn; `without` are those that give no figure of people killed.
    """

    count: int
    first: date | None
    last: date | None
    unplaced: int
    killed: int
    without: int


@dataclass(frozen=True, slots=True)
class Total:
    """The strikes of one name. `without` are those that give no figure of people killed."""

    name: str
    strikes: int
    killed: int
    injured: int
    without: int


def summary(table: StrikeTable, chosen: StrikeFilter) -> Summary:
    """The sums of a filter."""

    def add() -> Summary:
        shown = mask(table, chosen)
        days = table.day[shown & (table.day != NO_DAY)]
        killed = table.killed[shown]
        known = killed != NO_NUMBER
        return Summary(
            count=len(killed),
            first=date.fromordinal(int(days.min())) if len(days) else None,
            last=date.fromordinal(int(days.max())) if len(days) else None,
            unplaced=int(np.count_nonzero(shown & np.isnan(table.x))),
            killed=int(killed[known].sum(dtype=np.int64)),
            without=int(np.count_nonzero(~known)),
        )

    return table.memo.get(("summary", chosen), add)


def totals(table: StrikeTable, chosen: StrikeFilter, by: str) -> list[Total]:
    """The strikes of a filter by one of `TOTALS`, most strikes first, then by name."""

    def add() -> list[Total]:
        codes, names = named(table, by)
        shown = mask(table, chosen)
        codes, killed, injured = codes[shown], table.killed[shown], table.injured[shown]
        count = np.bincount(codes, minlength=len(names))
        sums = [np.bincount(codes, np.maximum(figures, 0), len(names)) for figures in (killed, injured)]
        without = np.bincount(codes[killed == NO_NUMBER], minlength=len(names))
        found = [
            Total(names[code], int(count[code]), int(sums[0][code]), int(sums[1][code]), int(without[code]))
            for code in np.flatnonzero(count)
        ]
        return sorted(found, key=lambda total: (-total.strikes, total.name))

    return table.memo.get(("totals", chosen, by), add)


def named(table: StrikeTable, column: str) -> tuple[NDArray[np.integer], tuple[str, ...]]:
    """Codes and words of a column, also of those that are not packed for the browser: "region" and "place"."""
    if column in table.codes:
        return table.codes[column], table.vocabularies[column]
    encoded = table.names[column]
    return encoded.indices.to_numpy(), table.memo.get(("words", column), lambda: tuple(encoded.dictionary.to_pylist()))


def warm(table: StrikeTable) -> None:
    """Make now what the first search and the first view by region or place would wait for."""
    _ = table.texts, table.names


def ranked(
    table: StrikeTable, chosen: StrikeFilter, sort: str = "date", descending: bool = True, language: str = "en"
) -> Rows:
    """The rows of a filter in order of one of `SORTS`; what is not known comes last, whichever the direction.

    Places are in the order of their names in `language`.
    """
    language = language if sort == "place" else "en"

    def order() -> Rows:
        ordered = _order(table, sort, descending, language)
        return ordered[mask(table, chosen)[ordered]]

    return table.memo.get(("ranked", chosen, sort, descending, language), order)


def _order(table: StrikeTable, sort: str, descending: bool, language: str) -> Rows:
    def work() -> Rows:
        keys, unknown = _keys(table, sort, language)
        return np.lexsort((np.arange(len(keys)), -keys if descending else keys, unknown)).astype(np.int32)

    return table.memo.get(("order", sort, descending, language), work)


def _keys(table: StrikeTable, sort: str, language: str) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """A number a row that sorts it, and whether it is not known."""
    if sort == "date":
        return table.day.astype(np.int64), table.day == NO_DAY
    if sort in _FIGURES:
        figures: NDArray[np.int32] = getattr(table, sort)
        return figures.astype(np.int64), figures == NO_NUMBER
    codes, words = named(table, sort)
    if sort == "place" and language != "en":
        words = _called(table, codes, words, language)
    places = {word: place for place, word in enumerate(sorted(set(words), key=_alphabetic))}
    rank = np.array([places[word] for word in words] or [0], np.int64)
    missing = np.array([word in ("", "unknown") for word in words] or [True], np.bool_)
    return rank[codes], missing[codes]


def _called(table: StrikeTable, codes: NDArray[np.integer], words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The places' names in the language; the country of a name is that of the first strike there."""
    used, first = np.unique(codes, return_index=True)
    countries, named_as = table.codes["country"], list(words)
    for code, row in zip(used, first, strict=True):
        country = table.vocabularies["country"][countries[row]]
        named_as[code] = local_name(words[code], None if country == SEA else country, language)
    return tuple(named_as)


def _alphabetic(word: str) -> str:
    """What sorts words of one alphabet, the Ukrainian too, whose own letters stand behind all others in Unicode."""
    return word.casefold().translate(_UKRAINIAN)
