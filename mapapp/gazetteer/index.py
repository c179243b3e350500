"""The gazetteer as it is used: a memory-mapped trie of names beside memory-mapped columns of places."""

import json
import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie

from mapapp.errors import DataError
from mapapp.model import Place, PlaceKind

KINDS = tuple(PlaceKind)
ALTERNATE = 1
LEMMATISED = 2
COORDINATE_UNIT = 1e-5
RADIUS_UNIT = 0.1
BLOCK = 32
"""So many keys share one start in the list of postings; the counts between give the rest."""
FORMAT = 1
_MOST_KEPT = 20_000

COLUMNS = {
    "latitude": "i", "longitude": "i", "population": "I", "radius": "H", "kind": "B", "country": "B",
    "admin1": "H", "feature": "B", "source": "B", "ident": "I", "name": "I",
}  # fmt: skip


class Posting(NamedTuple):
    """One place that a name can mean; `flags` says whether the name is its main one, and in which form."""

    row: int
    flags: int

    @property
    def alternate(self) -> bool:
        """Whether the name is one of the place's other names."""
        return bool(self.flags & ALTERNATE)


@dataclass(frozen=True)
class Gazetteer:
    """A read-only index of places. Rows are small integers, valid for this file only; ids last."""

    names: Any
    header: dict[str, Any]
    columns: dict[str, Any]
    starts: Any
    counts: Any
    postings: Any
    blob: Any

    @classmethod
    def open(cls, folder: Path) -> "Gazetteer":
        """Map the index in `folder`. Raises DataError where it is missing or of another format."""
        try:
            names = marisa_trie.Trie()
            names.mmap(str(folder / "names.marisa"))
            with (folder / "places.bin").open("rb") as file:
                data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            length = int.from_bytes(data[-8:], "little")
            header = json.loads(bytes(data[-8 - length : -8]))
        except (OSError, RuntimeError, ValueError) as problem:
            raise DataError("The gazetteer's files are missing or damaged; install mapapp again.") from problem
        if header.get("format") != FORMAT:
            raise DataError("The gazetteer's files are of another version; install mapapp again.")
        parts = {name: data[start:end] for name, (start, end) in header["parts"].items()}
        columns: dict[str, Any] = {name: _cast(parts[name], code) for name, code in COLUMNS.items()}
        starts, postings = parts["starts"].cast("I"), parts["postings"].cast("I")
        return cls(names, header, columns, starts, parts["counts"], postings, parts["blob"])

    @cached_property
    def arrays(self) -> dict[str, Any]:
        """The columns as NumPy arrays on the same memory, for work on many rows at once."""
        import numpy as np

        return {name: np.frombuffer(column, dtype=column.format) for name, column in self.columns.items()}

    def __len__(self) -> int:
        return len(self.columns["latitude"])

    def find(self, key: str) -> list[Posting]:
        """The places that a normalised name can mean; empty where the gazetteer does not have it."""
        number = self.names.get(key)
        if number is None:
            return []
        block, counts = number // BLOCK, self.counts
        start, count = self.starts[block] + sum(counts[block * BLOCK : number]), counts[number]
        # Most names have one place: a slice and a loop would take longer than all the rest.
        if count == 1:
            value = self.postings[start]
            return [Posting(value >> 2, value & 3)]
        return [Posting(value >> 2, value & 3) for value in self.postings[start : start + count]]

    def prefixes(self, text: str) -> list[str]:
        """Every key of the index that `text` begins with, the shortest first."""
        found: list[str] = self.names.prefixes(text)
        return found

    def coordinates(self, row: int) -> tuple[float, float]:
        """Latitude and longitude of a row in degrees."""
        columns = self.columns
        return columns["latitude"][row] * COORDINATE_UNIT, columns["longitude"][row] * COORDINATE_UNIT

    def population(self, row: int) -> int:
        """Inhabitants of a row; 0 where none is known."""
        count: int = self.columns["population"][row]
        return count

    def kind(self, row: int) -> PlaceKind:
        """What kind of place a row is."""
        kind: int = self.columns["kind"][row]
        return KINDS[kind]

    def country(self, row: int) -> str | None:
        """ISO 3166-1 alpha-2 code of a row's country, None at sea."""
        code: str = self.header["countries"][self.columns["country"][row]]
        return code or None

    def admin1(self, row: int) -> str | None:
        """The English name of the first-order region that a row lies in."""
        name: str = self.header["admin1"][self.columns["admin1"][row]]
        return name or None

    def feature(self, row: int) -> str:
        """GeoNames' feature code where the source has one, else an empty string."""
        code: str = self.header["features"][self.columns["feature"][row]]
        return code

    def name(self, row: int) -> str:
        """The main name of a row."""
        start = self.columns["name"][row]
        end = start + self.blob[start] + 1
        return bytes(self.blob[start + 1 : end]).decode()

    def place_id(self, row: int) -> str:
        """The id that the row's source gives it, such as "geonames:698740"."""
        source: str = self.header["sources"][self.columns["source"][row]]
        if source == "postal":
            return f"{source}:{self.country(row)}/{self.admin1(row)}/{self.name(row)}"
        ident = self.columns["ident"][row]
        return f"{source}:{self.header['idents'][source][ident] if source in self.header['idents'] else ident}"

    def place(self, row: int) -> Place:
        """The whole record of a row."""
        known = self._places.get(row)
        if known is None:
            if len(self._places) >= _MOST_KEPT:
                self._places.clear()
            known = self._places[row] = self._read_place(row)
        return known

    @cached_property
    def _places(self) -> dict[int, Place]:
        return {}

    def _read_place(self, row: int) -> Place:
        latitude, longitude = self.coordinates(row)
        source = self.header["sources"][self.columns["source"][row]]
        return Place(
            id=self.place_id(row),
            name=self.name(row),
            kind=self.kind(row),
            country=self.country(row),
            latitude=round(latitude, 5),
            longitude=round(longitude, 5),
            radius_km=round(self.columns["radius"][row] * RADIUS_UNIT, 1),
            admin1=self.admin1(row) if self.kind(row) != PlaceKind.REGION else None,
            population=self.population(row) or None,
            source=self.header["credits"].get(source, source),
        )

    def rows(self) -> Iterator[int]:
        """All rows."""
        return iter(range(len(self)))


def _cast(part: memoryview, code: str) -> Any:
    # The code comes from a table, which the stubs of `cast` do not take.
    return part.cast(code)  # type: ignore[call-overload]


@lru_cache(maxsize=4)
def open_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer of a data folder, opened once in a process."""
    return Gazetteer.open(folder / "gazetteer")
