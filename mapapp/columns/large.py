"""A table of very many strikes: columns in memory, the strikes themselves read only when one is asked for."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mapapp.columns.bulk import Joined, Part, joined, read_part
from mapapp.columns.kept import Keeper
from mapapp.columns.table import StrikeTable
from mapapp.errors import DataError
from mapapp.licences import licence_of
from mapapp.model import NamedPlace, Strike, strike_from_dict

# Up to so many strikes are kept as they are; of more, so many at a time become columns.
KEPT, CHUNK = 50_000, 20_000


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
    rows: Iterable[str],
    places: Sequence[NamedPlace],
    read: Callable[[str], Strike | None],
    kept: int = KEPT,
    told: Callable[[int], None] = lambda done: None,
    keeper: Keeper | None = None,
) -> StrikeTable:
    """The table of the strikes whose JSON objects are `rows`, in any order: the latest first, then by id.

    More than `kept` of them are not held but read again by `read(id)`; `keeper` then keeps their columns for the next
    time, when `rows` are not looked at. `told` is told how many are read so far.
    Raises ValueError, KeyError or TypeError where a row is no strike.
    """
    found = keeper.load() if keeper else None
    if found:
        return _table(*found, places=tuple(places), read=read)
    rest = iter(rows)
    first = list(islice(rest, kept + 1))
    if len(first) <= kept:
        strikes = [strike_from_dict(json.loads(row)) for row in first]
        return StrikeTable.build(sorted(strikes, key=_newest_first), places)
    digest, parts, done = hashlib.sha256(), [], 0
    pending = first
    while pending:
        for start in range(0, len(pending), CHUNK):
            parts.append(_part(pending[start : start + CHUNK], digest))
        done += len(pending)
        told(done)
        pending = list(islice(rest, CHUNK))
    digest.update(repr(places).encode("utf-8", "surrogatepass"))
    made, version = joined(parts, licence_of), digest.hexdigest()[:16]
    if keeper:
        keeper.save(made, version)
    # From here on the kept columns stand for those in memory, which go.
    return _table(*((keeper and keeper.load()) or (made, version)), places=tuple(places), read=read)


def _newest_first(strike: Strike) -> tuple[int, bytes]:
    return -strike.date.toordinal() if strike.date else 0, strike.id.encode("utf-8", "surrogatepass")


def _part(rows: list[str], digest: "hashlib._Hash") -> Part:
    digest.update("\n".join(rows).encode())
    return read_part(rows)


def _table(
    made: Joined, version: str, places: tuple[NamedPlace, ...], read: Callable[[str], Strike | None]
) -> StrikeTable:
    numbers = dict(made.numbers)
    launch = numbers.pop("launch_x"), numbers.pop("launch_y")
    table = StrikeTable(
        strikes=StoredStrikes(made.ids, read),
        places=places,
        version=version,
        codes=made.codes,
        vocabularies=made.vocabularies,
        launch=None if np.isnan(launch[0]).all() else launch,  # type: ignore[arg-type]
        **numbers,  # type: ignore[arg-type]
    )
    # What the words of a filter are looked up in, and what the views count by, was read on the way.
    table.__dict__["texts"] = made.texts
    table.__dict__["names"] = made.names
    return table
