"""Merges rows of country files into an index: another index with the places of both. The same input, the same bytes.

A place that the index already has is not doubled: by its GeoNames id, or, for places of other sources (kept by hand,
regions), by name, kind and nearness. Its names from the country file are added to it.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from mapapp.errors import DataError
from mapapp.gazetteer.index import ALTERNATE, COLUMNS, RADIUS_UNIT, Gazetteer
from mapapp.gazetteer.normal import normal
from mapapp.gazetteer.rows import Row, distance_km
from mapapp.gazetteer.sources import region_key
from mapapp.gazetteer.writer import TABLES, compile_columns, keys_of, save
from mapapp.model import PlaceKind

_SOURCE = "geonames"
_NEAR_KM = 5.0
_ALIKE = (
    (PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT),
    (PlaceKind.AIRPORT, PlaceKind.AIR_BASE, PlaceKind.BASE),
    (PlaceKind.PORT, PlaceKind.NAVAL_BASE, PlaceKind.TERMINAL, PlaceKind.SHIPYARD),
    (PlaceKind.POWER_STATION, PlaceKind.NUCLEAR_PLANT, PlaceKind.HYDRO_PLANT, PlaceKind.DAM),
    (PlaceKind.PLANT, PlaceKind.REFINERY, PlaceKind.DEPOT),
    (PlaceKind.SEA, PlaceKind.STRAIT),
    (PlaceKind.AREA, PlaceKind.ISLAND, PlaceKind.MOUNTAIN),
)
_GROUP = {kind: number for number, kinds in enumerate(_ALIKE) for kind in kinds}

NamesSeen = Callable[[int, int], None]


def merge(base: Gazetteer, rows: list[Row], folder: Path, seen: NamesSeen | None = None) -> dict[str, int]:
    """Write the index of `base` and `rows` into `folder`; returns counts of places, names and new places.

    `admin1` of the rows is GeoNames' code, as `parse_row` gives it. `seen` is told how many of how many rows are named.
    """
    known = {ident: row for row, ident in enumerate(base.columns["ident"]) if _is_geonames(base, row)}
    name_regions(base, known, rows)
    fresh, met = _sort_out(base, known, rows)
    more: dict[str, list[int]] = defaultdict(list)
    total = len(met) + len(fresh)
    for done, (number, row) in enumerate([*met, *enumerate(fresh, len(base))], 1):
        _post(base, more, number, row)
        if seen and (done % 2_000 == 0 or done == total):
            seen(done, total)
    parts, header = _joined(base, *compile_columns(fresh))
    names = sorted({*base.names.keys(), *more})
    counts = save(folder, names, lambda key: _values(base, key, more.get(key)), parts, header)
    return {"places": len(base) + len(fresh), "new": len(fresh), **counts}


def _is_geonames(base: Gazetteer, row: int) -> bool:
    source: str = base.header["sources"][base.columns["source"][row]]
    return source == _SOURCE


def name_regions(base: Gazetteer, known: dict[int, int], rows: list[Row]) -> None:
    """Put the region's name where the rows have its code, in the spelling of the index.

    Which code is which region is learnt from the places that both have; else it is the file's own name of the region.
    """
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    own = {(row.country, row.admin1): row.name for row in rows if row.feature == "ADM1"}
    for row in rows:
        at = known.get(int(row.ident))
        name = base.admin1(at) if at is not None and base.country(at) == row.country else None
        if name and row.admin1:
            votes[row.country, row.admin1][name] += 1
    learnt = {code: max(sorted(names), key=names.__getitem__) for code, names in votes.items()}
    for row in rows:
        code = row.country, row.admin1
        row.admin1 = learnt.get(code) or own.get(code) or ""


def _sort_out(base: Gazetteer, known: dict[int, int], rows: list[Row]) -> tuple[list[Row], list[tuple[int, Row]]]:
    """The rows that are new, larger places first, and those that the index has, each with its row there."""
    fresh, met, twins = [], [], _Twins(base)
    for row in sorted({row.ident: row for row in rows}.values(), key=lambda row: (-row.population, int(row.ident))):
        at = known.get(int(row.ident))
        if at is None:
            at = twins.of(row)
        if at is None:
            fresh.append(row)
        else:
            met.append((at, row))
    return fresh, met


class _Twins:
    """Finds the place of another source that a GeoNames row is."""

    def __init__(self, base: Gazetteer) -> None:
        self.base = base
        region = list(PlaceKind).index(PlaceKind.REGION)
        self.regions = {
            (base.country(row), region_key(base.name(row))): row
            for row, kind in enumerate(base.columns["kind"])
            if kind == region
        }

    def of(self, row: Row) -> int | None:
        """The row of the index that is this place; None where there is none."""
        for name in (row.name, *row.others):
            for posting in self.base.find(normal(name)):
                if self._same(posting.row, row):
                    return posting.row
        if row.kind != PlaceKind.REGION:
            return None
        keys = (region_key(row.name), region_key(row.admin1))
        return next((self.regions[row.country, key] for key in keys if (row.country, key) in self.regions), None)

    def _same(self, at: int, row: Row) -> bool:
        base, kind = self.base, self.base.kind(at)
        if _is_geonames(base, at) or _GROUP.get(kind, kind) != _GROUP.get(row.kind, row.kind):
            return False
        if base.country(at) not in (row.country, None):
            return False
        reach = max(_NEAR_KM, base.columns["radius"][at] * RADIUS_UNIT, row.radius_km)
        return bool(distance_km(base.coordinates(at), (row.latitude, row.longitude)) <= reach)


def _post(base: Gazetteer, more: dict[str, list[int]], number: int, row: Row) -> None:
    """Add the keys of a row; of one that the index has, only those by which it is not found there."""
    old = number < len(base)
    for key, flags in keys_of(row):
        if old and any(posting.row == number for posting in base.find(key)):
            continue
        more[key].append(number << 2 | flags | (ALTERNATE if old else 0))


def _values(base: Gazetteer, key: str, more: list[int] | None) -> list[int]:
    values = [posting.row << 2 | posting.flags for posting in base.find(key)]
    if not more:
        return values
    best: dict[int, int] = {}
    for value in (*values, *more):
        best[value >> 2] = min(value & 3, best.get(value >> 2, 3))
    return [row << 2 | flags for row, flags in sorted(best.items())]


def _joined(
    base: Gazetteer, parts: dict[str, bytes], header: dict[str, object]
) -> tuple[dict[str, bytes], dict[str, object]]:
    """The columns of both one after the other, their numbers turned into those of the tables of both."""
    joined: dict[str, bytes] = {"blob": bytes(base.blob) + parts["blob"]}
    tables: dict[str, object] = {}
    for name, code in COLUMNS.items():
        old, new = np.frombuffer(base.columns[name], code), np.frombuffer(parts[name], code)
        if name in TABLES:
            mine: Any = header[TABLES[name]]
            theirs = base.header[TABLES[name]]
            tables[TABLES[name]] = table = sorted({*theirs, *mine})
            old, new = _renumbered(old, theirs, table), _renumbered(new, mine, table)
        elif name == "name":
            new = new.astype(np.int64) + len(base.blob)
        joined[name] = _packed(np.concatenate([old, new]), name, code)
    kept = {name: value for name, value in base.header.items() if name not in ("parts", "digest")}
    return joined, {**kept, **tables, "embedded": len(base)}


def _renumbered(column: Any, table: list[str], full: list[str]) -> Any:
    place = {value: number for number, value in enumerate(full)}
    return np.array([place[value] for value in table], np.int64)[column]


def _packed(values: Any, name: str, code: str) -> bytes:
    if len(values) and values.max() > np.iinfo(code).max:
        raise DataError(f"There are more places than the gazetteer's column {name!r} holds; add fewer countries.")
    packed: bytes = values.astype(array(code).typecode).tobytes()
    return packed
