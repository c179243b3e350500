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
    The list of rows is emptied.
    """
    known = {ident: row for row, ident in enumerate(base.columns["ident"]) if _is_geonames(base, row)}
    name_regions(base, known, rows)
    fresh, met = _sort_out(base, known, rows)
    new, more = len(fresh), _posted(base, [*met, *enumerate(fresh, len(base))], seen)
    parts, header = _joined(base, *compile_columns(fresh))
    # The rows of a large country fill hundreds of megabytes, and the names below as many again.
    for done_with in (rows, fresh, met):
        done_with.clear()
    names = sorted({*base.names.keys(), *more})
    counts = save(folder, names, lambda key: _values(base, key, more.get(key)), parts, header)
    return {"places": len(base) + new, "new": new, **counts}


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
    fresh, met = [], []
    for row in sorted({row.ident: row for row in rows}.values(), key=lambda row: (-row.population, int(row.ident))):
        at = known.get(int(row.ident))
        if at is None:
            at = _twin(base, row)
        if at is None:
            fresh.append(row)
        else:
            met.append((at, row))
    return fresh, met


def _twin(base: Gazetteer, row: Row) -> int | None:
    """The row of the index that is this place from another source; None where there is none."""
    for name in (row.name, *row.others, *([row.admin1] if row.kind == PlaceKind.REGION else [])):
        for posting in base.find(normal(name)):
            if _is_same(base, posting.row, row):
                return posting.row
    return None


def _is_same(base: Gazetteer, at: int, row: Row) -> bool:
    """Whether a place of another source that shares a name is the same: of such a kind, in the country, near."""
    kind = base.kind(at)
    if _is_geonames(base, at) or _GROUP.get(kind, kind) != _GROUP.get(row.kind, row.kind):
        return False
    if base.country(at) not in (row.country, None):
        return False
    reach = max(_NEAR_KM, base.columns["radius"][at] * RADIUS_UNIT, row.radius_km)
    return bool(distance_km(base.coordinates(at), (row.latitude, row.longitude)) <= reach)


def _posted(base: Gazetteer, numbered: list[tuple[int, Row]], seen: NamesSeen | None) -> dict[str, list[int]]:
    """Key → new postings; of a row that the index has, only under keys by which it is not found there."""
    more: dict[str, list[int]] = defaultdict(list)
    for done, (number, row) in enumerate(numbered, 1):
        old = number < len(base)
        for key, flags in keys_of(row):
            if not (old and any(posting.row == number for posting in base.find(key))):
                more[key].append(number << 2 | flags | (ALTERNATE if old else 0))
        if seen and (done % 2_000 == 0 or done == len(numbered)):
            seen(done, len(numbered))
    return more


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
