"""A table whose strikes are read again when asked for shows the same as one that holds them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.columns import (
    SORTS,
    TOTALS,
    StrikeTable,
    facets,
    mask,
    ranked,
    row_of,
    search,
    summary,
    totals,
    warm,
)  # fmt: skip
from mapapp.columns import large as module
from mapapp.columns.kept import Keeper
from mapapp.columns.large import build_table
from mapapp.errors import DataError
from mapapp.model import Strike, StrikeFilter, strike_to_dict
from mapapp.packed import pack
from tests.test_columns import FILTERS, strikes
from tests.unpacking import unpack


def table_of(rows: list[Strike], kept: int) -> StrikeTable:
    by_id = {strike.id: strike for strike in rows}
    return build_table(map(row_of_json, rows), (), by_id.get, kept)


def row_of_json(strike: Strike) -> str:
    return json.dumps(strike_to_dict(strike), ensure_ascii=False)


def newest_first(rows: list[Strike]) -> list[Strike]:
    return sorted(rows, key=lambda strike: (-strike.date.toordinal() if strike.date else 0, strike.id.encode()))


@given(strikes(), FILTERS, st.integers(1, 7))
def test_filters_counts_and_words_are_the_same(rows, chosen, size) -> None:  # type: ignore[no-untyped-def]
    before, module.CHUNK = module.CHUNK, size
    try:
        stored = table_of(rows, 0)
    finally:
        module.CHUNK = before
    rows = newest_first(rows)
    held = StrikeTable.build(rows)
    assert list(mask(stored, chosen)) == list(mask(held, chosen))
    assert facets(stored, chosen) == facets(held, chosen)
    assert list(search(stored, "odesa")) == list(search(held, "odesa"))
    for by in TOTALS:
        assert totals(stored, chosen, by) == totals(held, chosen, by)
    assert list(ranked(stored, chosen, "place", False)) == list(ranked(held, chosen, "place", False))
    assert summary(stored, chosen) == summary(held, chosen)
    assert list(stored.strikes) == rows
    assert stored.sides == held.sides
    if rows:
        header, columns = unpack(pack(stored))
        other, expected = unpack(pack(held))
        assert header["vocabularies"] == other["vocabularies"]
        for name, values in expected.items():
            assert np.array_equal(values, columns[name], equal_nan=values.dtype.kind == "f"), name


def test_few_strikes_are_held_and_many_are_not() -> None:
    rows = [Strike(id=str(i), date=date(2025, 1, 1)) for i in range(10)]
    assert isinstance(table_of(rows, 10).strikes, tuple)
    stored = table_of(rows, 9)
    assert not isinstance(stored.strikes, tuple)
    assert (row_of(stored, "7"), row_of(stored, "x")) == (7, None)
    assert stored.strikes[-1] == rows[-1]
    assert stored.strikes[2:4] == rows[2:4]
    with pytest.raises(IndexError):
        stored.strikes[10]


def test_no_view_reads_the_strikes_one_by_one() -> None:
    rows = [Strike(id=str(i), date=None, place="Odesa") for i in range(5)]
    stored = build_table(map(row_of_json, rows), (), lambda _: pytest.fail("a strike was read"), 0)
    warm(stored)
    for by in TOTALS:
        assert totals(stored, StrikeFilter(words="odesa"), by)[0].strikes == 5
    for sort in SORTS:
        assert len(ranked(stored, StrikeFilter(), sort)) == 5


def test_launch_places_of_some_parts_alone_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)
    rows = [Strike(id=str(i), date=None) for i in range(5)]
    rows[3] = replace(rows[3], launch_latitude=46.0, launch_longitude=38.0)
    launch = table_of(rows, 0).launch
    assert launch is not None
    assert [bool(np.isnan(x)) for x in launch[0]] == [True, True, True, False, True]


def test_kept_columns_are_the_same_and_the_rows_are_not_read_again(tmp_path: Path) -> None:
    rows = [Strike(id=str(i), date=date(2025, 1, 1 + i), place="Odesa", country="UA", killed=i) for i in range(9)]
    rows[4] = replace(rows[4], launch_latitude=46.0, launch_longitude=38.0, quote="Die STRASSE, ß und ς")
    texts, by_id = list(map(row_of_json, rows)), {strike.id: strike for strike in rows}
    keeper = Keeper(tmp_path / "cache" / "x.arrow", "state 1")
    first = build_table(iter(texts), (), by_id.get, 0, keeper=keeper)
    again = build_table(iter(()), (), by_id.get, 0, keeper=keeper)
    assert (again.version, list(again.strikes)) == (first.version, list(reversed(rows)))
    assert pack(again) == pack(first)
    for words in ("одеса", "strasse", "ß", "Σ"):
        assert list(search(again, words)) == list(search(StrikeTable.build(list(reversed(rows))), words))
    assert totals(again, StrikeFilter(words="одеса"), "region")[0].killed == 36


@pytest.mark.parametrize("damage", ["another mark", "cut off", "another format"])
def test_kept_columns_of_another_state_or_damaged_ones_are_not_used(tmp_path: Path, damage: str) -> None:
    texts = [row_of_json(Strike(id=str(i), date=None)) for i in range(5)]
    keeper = Keeper(tmp_path / "x.arrow", "state 1")
    build_table(iter(texts), (), lambda _: None, 0, keeper=keeper)
    if damage == "another mark":
        keeper = Keeper(keeper.path, "state 2")
    elif damage == "cut off":
        keeper.path.write_bytes(keeper.path.read_bytes()[:-900])
    else:
        keeper.path.write_bytes(b"not arrow at all")
    assert keeper.load() is None
    assert len(build_table(iter(texts), (), lambda _: None, 0, keeper=keeper)) == 5
    assert keeper.load() is not None


@pytest.mark.parametrize(
    "row", ["{}", "[]", "no JSON", '{"id": "1", "date": "yesterday"}', '{"id": "1", "date": null, "status": "x"}']
)
def test_a_row_that_is_no_strike_is_an_error_in_bulk_too(row: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        build_table(iter([row]), (), lambda _: None, 0)


def test_any_change_changes_the_version_and_a_strike_that_is_gone_is_said() -> None:
    rows = [Strike(id=str(i), date=None) for i in range(5)]
    changed = [*rows[:4], replace(rows[4], killed=3)]
    assert table_of(rows, 0).version == table_of(rows, 0).version != table_of(changed, 0).version
    gone = build_table(map(row_of_json, rows), (), lambda _: None, 0)
    with pytest.raises(DataError, match="no longer in the store"):
        gone.strikes[0]
