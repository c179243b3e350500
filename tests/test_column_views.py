"""The views beside the map against plain sums in Python."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.columns import SORTS, StrikeTable, ranked, region_of, summary, totals
from mapapp.columns.table import Memo
from mapapp.model import Strike, StrikeFilter
from tests.test_columns import FILTERS, passes, strikes


@given(strikes(), FILTERS)
def test_sums_and_totals_are_those_of_the_strikes_that_pass(rows: list[Strike], chosen: StrikeFilter) -> None:
    table = StrikeTable.build(rows)
    shown = [strike for strike in rows if passes(strike, chosen)]
    sums = summary(table, chosen)
    known = [strike.killed for strike in shown if strike.killed is not None]
    assert (sums.count, sums.killed, sums.without) == (len(shown), sum(known), len(shown) - len(known))
    assert sums.unplaced == sum(not strike.placed for strike in shown)
    assert sums.first == min((strike.date for strike in shown if strike.date), default=None)
    for by, name in (
        ("attacker", lambda s: s.attacker),
        ("target_type", lambda s: s.target_type),
        ("region", region_of),
    ):
        counted = totals(table, chosen, by)
        assert {total.name: total.strikes for total in counted} == dict(Counter(map(name, shown)))
        assert sum(total.killed for total in counted) == sum(known)
        assert sum(total.without for total in counted) == sums.without


@given(strikes(), FILTERS, st.sampled_from(SORTS), st.booleans())
def test_rows_are_sorted_with_what_is_not_known_last(
    rows: list[Strike], chosen: StrikeFilter, sort: str, descending: bool
) -> None:
    table = StrikeTable.build(rows)
    found = [rows[row] for row in ranked(table, chosen, sort, descending)]
    assert sorted(s.id for s in found) == sorted(s.id for s in rows if passes(s, chosen))
    values = [getattr(strike, sort) for strike in found]
    known = [value for value in values if value is not None and value != "unknown"]
    assert all(value is None or value == "unknown" for value in values[len(known) :])
    key = (lambda value: value) if sort in ("date", "killed", "injured") else (lambda value: value.casefold())
    assert [key(value) for value in known] == sorted(map(key, known), reverse=descending)


def test_what_views_keep_of_a_table_is_bounded_and_the_last_stays() -> None:
    kept = Memo(most_bytes=10_000)
    for number in range(50):
        made = kept.get(number, lambda number=number: np.full(500, number, np.int32))
        assert kept.get(number, lambda: pytest.fail("made twice")) is made
        assert kept.bytes <= 10_000
    assert kept.get(0, lambda: np.zeros(1)).shape == (1,)


def test_places_are_sorted_as_the_reader_s_alphabet_sorts_their_names() -> None:
    places = [
        ("Odesa", "UA"),
        ("Izmail", "UA"),
        ("Belgorod", "RU"),
        ("Kyiv", "UA"),
        ("Zhytomyr", "UA"),
        ("Yefremov", "RU"),
    ]
    table = StrikeTable.build([Strike(id=name, date=None, place=name, country=country) for name, country in places])

    def order(language: str) -> list[str]:
        return [table.strikes[row].id for row in ranked(table, StrikeFilter(), "place", False, language)]

    assert order("en") == ["Belgorod", "Izmail", "Kyiv", "Odesa", "Yefremov", "Zhytomyr"]
    # Бєлгород, Єфремов, Житомир, Ізмаїл, Київ, Одеса
    assert order("uk") == ["Belgorod", "Yefremov", "Zhytomyr", "Izmail", "Kyiv", "Odesa"]
