"""A table of very many strikes: columns in memory, the strikes themselves read only when one is asked for."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mapapp.columns.table import StrikeTable
from mapapp.errors import DataError
from mapapp.model import NamedPlace, Strike

# Up to so many strikes are kept as they are; of more, so many at a time become columns.
KEPT, CHUNK = 50_000, 20_000
Launch = tuple[NDArray[np.float32], NDArray[np.float32]]


class StoredStrikes(Sequence[Strike]):
    """The strikes of a table by row, each read by its id when it is asked for."""

    def __init__(self, ids: pa.Array, read: Callable[[str], Strike | None]) -> None:
        self._ids = ids
        self._read = read

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, row: int) -> Strike: ...
    @overload
    def __getitem__(self, row: slice) -> list[Strike]: ...
    def __getitem__(self, row: int | slice) -> Strike | list[Strike]:
        if isinstance(row, slice):
            return [self._strike(one) for one in range(*row.indices(len(self)))]
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        return self._strike(row % len(self))

    def __iter__(self) -> Iterator[Strike]:
        return map(self._strike, range(len(self)))

    def row_of(self, strike_id: str) -> int | None:
        """The row of an id, None where there is none."""
        row: int = pc.index(self._ids, pa.scalar(strike_id, self._ids.type)).as_py()
        return row if row >= 0 else None

    def _strike(self, row: int) -> Strike:
        found = self._read(self._ids[row].as_py())
        if found is None:
            raise DataError("This strike is no longer in the store; load the page again.")
        return found


def build_table(
    strikes: Iterable[Strike], places: Sequence[NamedPlace], read: Callable[[str], Strike | None], kept: int = KEPT
) -> StrikeTable:
    """The table of `strikes`, in their order. More than `kept` of them are not held but read again by `read(id)`."""
    rest = iter(strikes)
    first = list(islice(rest, kept + 1))
    if len(first) <= kept:
        return StrikeTable.build(first, places)
    ids: list[pa.Array] = []
    texts: list[pa.Array] = []
    names: dict[str, list[pa.Array]] = {}
    parts = []
    every = chain(first, rest)
    del first
    while chunk := list(islice(every, CHUNK)):
        part = StrikeTable.build(chunk)
        ids.append(pa.array([strike.id for strike in chunk], pa.large_string()))
        texts.append(part.texts)
        for name, column in part.names.items():
            names.setdefault(name, []).append(column)
        parts.append(_without_strikes(part))
    table = _joined(parts, StoredStrikes(pa.concat_arrays(ids), read), tuple(places))
    # What the words of a filter are looked up in, and what the views count by, was read on the way.
    table.__dict__["texts"] = pa.concat_arrays(texts)
    table.__dict__["names"] = {name: _one_dictionary(columns) for name, columns in names.items()}
    return table


def _one_dictionary(columns: list[pa.Array]) -> pa.Array:
    return pa.chunked_array(columns).unify_dictionaries().combine_chunks()


def _without_strikes(part: StrikeTable) -> StrikeTable:
    columns = {name: getattr(part, name) for name in StrikeTable.__dataclass_fields__}
    return StrikeTable(**columns | {"strikes": ()})


def _joined(parts: list[StrikeTable], strikes: Sequence[Strike], places: tuple[NamedPlace, ...]) -> StrikeTable:
    codes, vocabularies = {}, {}
    for name in parts[0].codes:
        vocabularies[name], codes[name] = _joined_codes(
            [part.vocabularies[name] for part in parts], [part.codes[name] for part in parts]
        )
    digest = hashlib.sha256("".join(part.version for part in parts).encode())
    digest.update(repr(places).encode("utf-8", "surrogatepass"))
    numbers = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in ("day", "killed", "injured", "confidence", "uncertainty", "x", "y")
    }
    return StrikeTable(
        strikes=strikes,
        places=places,
        version=digest.hexdigest()[:16],
        codes=codes,
        vocabularies=vocabularies,
        launch=_joined_launch(parts),
        **numbers,
    )


def _joined_codes(
    words: list[tuple[str, ...]], codes: list[NDArray[np.uint16]]
) -> tuple[tuple[str, ...], NDArray[np.uint16]]:
    if all(one == words[0] for one in words):
        return words[0], np.concatenate(codes)
    every = tuple(sorted(set(chain.from_iterable(words))))
    index = {word: code for code, word in enumerate(every)}
    moved = [
        np.array([index[word] for word in one] or [0], np.uint16)[part] for one, part in zip(words, codes, strict=True)
    ]
    return every, np.concatenate(moved)


def _joined_launch(parts: list[StrikeTable]) -> Launch | None:
    if all(part.launch is None for part in parts):
        return None
    nowhere = [np.full(len(part.day), np.nan, np.float32) for part in parts]
    pairs = [part.launch or (none, none) for part, none in zip(parts, nowhere, strict=True)]
    return np.concatenate([pair[0] for pair in pairs]), np.concatenate([pair[1] for pair in pairs])
