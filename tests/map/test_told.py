"""What the map's frame tells the page is read with care: it comes from a browser."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.map.told import read_told
from mapapp.model import StrikeFilter

_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_PARTS = ["id", "click", "mount", "filter", "layers"]
_filter = st.dictionaries(st.sampled_from(["since", "until", "area", "near"]), _json)


def message(**properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"mount": "m", "click": 1, "id": None} | properties}


def test_a_brushed_time_and_a_drawn_area_become_the_filter() -> None:
    told = read_told(message(filter={"since": "2025-12-01", "until": "2025-12-05", "area": [[30, 46], [31, 47]]}))
    assert told
    before = StrikeFilter(words="port", near=(1.0, 2.0, 3.0))
    expected = StrikeFilter(
        words="port",
        near=(1.0, 2.0, 3.0),
        since=date(2025, 12, 1),
        until=date(2025, 12, 5),
        area=((30.0, 46.0), (31.0, 47.0)),
    )
    assert told.apply(before) == expected


def test_an_area_taken_away_and_dates_opened_again_are_told_too() -> None:
    told = read_told(message(filter={"since": None, "until": None, "area": None, "near": None}))
    assert told
    chosen = StrikeFilter(since=date(2025, 1, 1), area=((1.0, 1.0), (2.0, 2.0)), near=(1.0, 2.0, 3.0))
    assert told.apply(chosen) == StrikeFilter()


@pytest.mark.parametrize("value", [None, {}, [], "x", {"properties": {"mount": "m"}}, {"properties": {"click": 1}}])
def test_what_is_no_message_is_none(value: Any) -> None:
    assert read_told(value) is None


@given(st.fixed_dictionaries({}, optional={"properties": st.dictionaries(st.sampled_from(_PARTS), _json | _filter)}))
def test_no_value_from_the_browser_breaks_the_reader(value: Any) -> None:
    told = read_told(value)
    if told:
        told.apply(StrikeFilter())
