"""Counts for a view against a plain count, whatever the filter, the view and the grid."""

import json
from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest

from mapapp import aggregates
from mapapp.aggregates import MOST_CELLS, Chosen, View, neighbour, pack_days, pack_view, shown_rows
from mapapp.columns import SIDES, mask
from mapapp.errors import InputError
from mapapp.filter_values import filter_from_json, filter_json
from mapapp.model import StrikeFilter
from tests.bench.synthetic import FIRST, synthetic_table
from tests.unpacking import unpack

TABLE = synthetic_table(20_000)
WORLD = View((0.0, 0.0, 1.0, 1.0), 5)
FILTERS = [
    StrikeFilter(),
    StrikeFilter(attackers=frozenset({"Russia"}), since=FIRST + timedelta(300)),
    StrikeFilter(since=FIRST + timedelta(300), until=FIRST + timedelta(310)),
    StrikeFilter(until=FIRST + timedelta(2)),
    StrikeFilter(near=(50.0, 36.2, 80.0)),
    StrikeFilter(killed_min=99_999),
]
VIEWS = [
    WORLD,
    View((0.55, 0.3, 0.65, 0.37), 5),
    View((0.59, 0.33, 0.602, 0.336), 8),
    View((-0.3, -0.1, 1.4, 1.2), 2),
    View((0.6, 0.33, 0.6005, 0.3303), 12),
]


@pytest.mark.parametrize("chosen", FILTERS)
def test_dates_that_are_looked_at_anew_give_the_mask_of_the_whole_filter(chosen: StrikeFilter) -> None:
    assert (shown_rows(TABLE, chosen) == mask(TABLE, chosen)).all()


@pytest.mark.parametrize("chosen", FILTERS)
@pytest.mark.parametrize("view", VIEWS)
def test_cells_hold_each_strike_in_view_once_by_side(chosen: StrikeFilter, view: View) -> None:
    header, columns = unpack(pack_view(TABLE, chosen, view, Chosen()))
    shares = columns["shares"]
    shown = mask(TABLE, chosen)
    x0, y0, x1, y1 = view.box
    inside = shown & (TABLE.x >= x0) & (TABLE.x <= x1) & (TABLE.y >= y0) & (TABLE.y <= y1)
    counted = shares.sum(axis=0)
    plain = np.bincount(TABLE.side[inside], minlength=len(SIDES))
    # The grid is a little wider than the view, since its cells are those of the world.
    assert (counted >= plain).all()
    assert counted.sum() <= shown.sum()
    assert header["total"] == shown.sum()
    assert header["count"] <= MOST_CELLS
    assert not len(columns["global"]) or shown[columns["global"]].all()


@pytest.mark.parametrize("days", [(0, 1460), (100, 900), (300, 301), (1459, 1460), (1600, 1700)])
@pytest.mark.parametrize("view", VIEWS[:3])
def test_dates_cut_out_of_sorted_rows_leave_what_a_look_at_each_row_leaves(
    monkeypatch: pytest.MonkeyPatch, view: View, days: tuple[int, int]
) -> None:
    chosen = StrikeFilter(
        since=FIRST + timedelta(days[0]), until=FIRST + timedelta(days[1]), attackers=frozenset({"Russia", "Ukraine"})
    )
    cut, rows = unpack(pack_view(TABLE, chosen, view, Chosen()))
    monkeypatch.setattr(aggregates, "_WHOLE_WORLD", -1)
    plain, expected = unpack(pack_view(TABLE, chosen, view, Chosen()))
    assert cut == plain
    for name, values in expected.items():
        assert np.array_equal(rows[name], values, equal_nan=values.dtype.kind == "f"), name


def test_a_whole_view_counts_every_strike_and_the_one_that_killed_most_speaks() -> None:
    _, columns = unpack(pack_view(TABLE, StrikeFilter(), WORLD, Chosen()))
    shares = columns["shares"]
    assert shares.sum() == len(TABLE)
    assert TABLE.killed[columns["global"]].max() == TABLE.killed.max()


def test_few_strikes_come_one_by_one_with_their_own_values() -> None:
    chosen = StrikeFilter(since=FIRST + timedelta(100), until=FIRST + timedelta(101))
    header, columns = unpack(pack_view(TABLE, chosen, WORLD, Chosen()))
    rows = mask(TABLE, chosen).nonzero()[0]
    assert sorted(columns["global"]) == list(rows)
    assert set(columns["shares"].sum(axis=1)) == {1}
    for i, row in enumerate(columns["global"]):
        strike = TABLE.strikes[row]
        assert header["vocabularies"]["attacker"][columns["attacker"][i]] == strike.attacker
        assert header["vocabularies"]["status"][columns["status"][i]] == strike.status


def test_the_selected_strike_and_those_at_one_point_come_by_themselves() -> None:
    row = 7
    point = (float(TABLE.x[row]), float(TABLE.y[row]))
    _, columns = unpack(pack_view(TABLE, StrikeFilter(), WORLD, Chosen(11, point)))
    alone = columns["shares"].sum(axis=1) == 1
    assert {7, 11} <= {int(one) for one, single in zip(columns["global"], alone, strict=True) if single}
    unfolded = [int(one) for one, flag in zip(columns["global"], columns["expanded"], strict=True) if flag]
    assert 7 in unfolded
    assert 11 not in unfolded
    assert columns["shares"].sum() == len(TABLE)


def test_days_count_each_dated_strike_and_name_what_occurs() -> None:
    chosen = StrikeFilter(attackers=frozenset({"Russia"}))
    content = pack_days(TABLE, chosen)
    length = int.from_bytes(content[:4], "little")
    header = json.loads(content[4 : 4 + length])
    counts = np.frombuffer(content[4 + length :], "<u4").reshape(-1, 4)
    rows = mask(TABLE, chosen).nonzero()[0]
    plain = Counter(TABLE.day[rows].tolist())
    first = date(1900, 1, 1).toordinal() + header["first"]
    assert {first + i: int(n) for i, n in enumerate(counts.sum(axis=1)) if n} == plain
    assert header["last"] - header["first"] + 1 == len(counts)
    assert header["seen"]["attacker"] == ["Russia"]
    assert header["seen"]["rows"] == len(rows)


def test_next_and_previous_go_through_all_shown_strikes_by_date() -> None:
    chosen = StrikeFilter(near=(50.0, 36.2, 15.0))
    rows = mask(TABLE, chosen).nonzero()[0]
    by_date = sorted(rows.tolist(), key=lambda row: (TABLE.day[row], row))
    assert len(by_date) > 3
    row, seen = by_date[0], []
    for _ in by_date:
        seen.append(row)
        found = neighbour(TABLE, chosen, row, 1)
        assert found["count"] == len(by_date)
        row = int(found["row"] or 0)
    assert seen == by_date
    assert row == by_date[0]
    assert neighbour(TABLE, chosen, by_date[0], -1)["row"] == by_date[-1]


def test_from_a_strike_that_the_filter_hides_the_next_is_the_next_by_date() -> None:
    chosen = StrikeFilter(since=FIRST + timedelta(200))
    early = int(np.argmin(TABLE.day))
    found = neighbour(TABLE, chosen, early, 1)
    rows = mask(TABLE, chosen).nonzero()[0]
    assert found["row"] == min(rows.tolist(), key=lambda row: (TABLE.day[row], row))
    assert neighbour(TABLE, StrikeFilter(killed_min=99_999), early, 1)["row"] is None


@pytest.mark.parametrize("chosen", FILTERS)
def test_a_filter_is_read_back_from_its_json(chosen: StrikeFilter) -> None:
    assert filter_from_json(json.dumps(filter_json(chosen))) == chosen


NO_FILTERS = ["", "[]", "{", '{"since": 5}', '{"nothing": 1}', '{"area": [[1]]}', '{"near": [1, 2]}', "[" * 9_000]


@pytest.mark.parametrize("text", [*NO_FILTERS, "x" * 12_001])
def test_a_text_that_is_no_filter_gives_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match="filter"):
        filter_from_json(text)
