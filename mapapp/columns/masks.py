"""One filter gives one mask; counts at each option follow the other parts of the filter."""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from mapapp.columns.table import FACETS, NO_DAY, Mask, StrikeTable
from mapapp.filter_parts import active_parts, without
from mapapp.inside import in_area, within_km
from mapapp.model import StrikeFilter

Counts = dict[str, dict[str, int]]


def mask(table: StrikeTable, chosen: StrikeFilter) -> Mask:
    """Which rows pass the filter. The array is shared: it is not to be written to."""
    return _passing(table, chosen)[0]


def facets(table: StrikeTable, chosen: StrikeFilter) -> Counts:
    """For each facet, how many strikes each option would show under all the other parts of the filter.

    Options are those that occur in the table and those that are ticked; an option of 0 stays.
    """

    def count() -> Counts:
        passed, alone = _passing(table, chosen)
        parts = active_parts(chosen)
        return {
            facet: _option_counts(
                table,
                column,
                passed | alone[parts.index(facet)] if facet in parts else passed,
                getattr(chosen, facet),
            )
            for facet, column in FACETS.items()
        }

    return table.memo.get(("facets", chosen), count)


def confidence_counts(table: StrikeTable, chosen: StrikeFilter, levels: Sequence[float]) -> dict[float, int]:
    """How many strikes each least confidence would show under all the other parts of the filter."""
    others = table.confidence[mask(table, without(chosen, "confidence_min"))]
    return {level: int(np.count_nonzero(others >= min(round(level * 100), 100))) for level in levels}


def loosened(table: StrikeTable, chosen: StrikeFilter) -> list[tuple[str, int]]:
    """Each part of the filter with how many strikes it alone keeps away, those that keep away most first."""
    _, alone = _passing(table, chosen)
    counts = [(part, int(np.count_nonzero(rows))) for part, rows in zip(active_parts(chosen), alone, strict=True)]
    return sorted((entry for entry in counts if entry[1]), key=lambda entry: -entry[1])


def search(table: StrikeTable, words: str) -> Mask:
    """Which rows hold every word of `words`, case-folded, in any of their texts."""
    found = np.ones(len(table), np.bool_)
    for word in words.casefold().split():
        # A word that no text can hold has signs that UTF-8 does not.
        if not word.isprintable() and word.encode("utf-8", "replace") != word.encode("utf-8", "surrogatepass"):
            return np.zeros(len(table), np.bool_)
        found &= _holding(table, word)
    return found


def _holding(table: StrikeTable, word: str) -> Mask:
    def look() -> Mask:
        hits: Mask = pc.match_substring(table.texts, word).to_numpy(zero_copy_only=False)
        return hits

    return table.memo.get(("word", word), look)


def _passing(table: StrikeTable, chosen: StrikeFilter) -> tuple[Mask, list[Mask]]:
    """Which rows pass all parts, and for each active part which rows fail that one alone."""

    def work() -> tuple[Mask, list[Mask]]:
        if len(parts) == 1:
            passed = part_mask(table, chosen, parts[0])
            return _frozen(passed), [_frozen(~passed)]
        # Worked out once and not kept part by part: a byte a row and part is all the memory it takes.
        failed = [~part_mask(table, chosen, part) for part in parts]
        fails = np.zeros(len(table), np.uint8)
        for rows in failed:
            fails += rows
        once = fails == 1
        return _frozen(fails == 0), [_frozen(rows & once) for rows in failed]

    parts = active_parts(chosen)
    return table.memo.get(("mask", chosen), work)


def _frozen(rows: Mask) -> Mask:
    rows.flags.writeable = False
    return rows


def part_mask(table: StrikeTable, chosen: StrikeFilter, part: str) -> Mask:
    """Which rows pass this one part of the filter."""
    if part in FACETS:
        return _facet_mask(table, part, getattr(chosen, part))
    return _OTHERS[part](table, chosen)


def _dates(table: StrikeTable, chosen: StrikeFilter) -> Mask:
    passed = table.day != NO_DAY
    if chosen.since is not None:
        passed &= table.day >= chosen.since.toordinal()
    if chosen.until is not None:
        passed &= table.day <= chosen.until.toordinal()
    return np.asarray(passed, np.bool_)


def _confidence(table: StrikeTable, chosen: StrikeFilter) -> Mask:
    return table.confidence >= min(round(chosen.confidence_min * 100), 100)


def _near(table: StrikeTable, chosen: StrikeFilter) -> Mask:
    everywhere = np.ones(len(table), np.bool_)
    return within_km(table.x, table.y, chosen.near) if chosen.near else everywhere


_OTHERS: dict[str, Callable[[StrikeTable, StrikeFilter], Mask]] = {
    "dates": _dates,
    "killed_min": lambda table, chosen: table.killed >= chosen.killed_min,
    "confidence_min": _confidence,
    "words": lambda table, chosen: search(table, chosen.words),
    "near": _near,
    "area": lambda table, chosen: in_area(table.x, table.y, chosen.area),
}


def _facet_mask(table: StrikeTable, facet: str, ticked: frozenset[str]) -> Mask:
    column = FACETS[facet]
    allowed = np.array([word in ticked for word in table.vocabularies[column]] or [False])
    return np.asarray(allowed[table.codes[column]], np.bool_)


def _option_counts(table: StrikeTable, column: str, shown: Mask, ticked: frozenset[str]) -> dict[str, int]:
    words, codes, occurs = table.vocabularies[column], table.codes[column], table.occurs[column]
    counts: NDArray[np.int64] = occurs if shown.all() else np.bincount(codes[shown], minlength=len(words))
    options = {word: int(counts[code]) for code, word in enumerate(words) if occurs[code] or word in ticked}
    return options | {word: 0 for word in sorted(ticked) if word not in options}
