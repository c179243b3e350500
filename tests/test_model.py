"""The core types and their JSON form."""

import dataclasses
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.model import (
    GeoPrecision,
    Outcome,
    Source,
    Status,
    Strike,
    StrikeFilter,
    TargetType,
    WeaponType,
    strike_from_dict,
    strike_to_dict,
)
from mapapp.settings import data_dir

words = st.none() | st.text(max_size=20)
counts = st.none() | st.integers(0, 10**6)
sources = st.builds(Source, url=words, publisher=words, published=st.none() | st.dates(), title=words)
strikes = st.builds(
    Strike,
    id=st.text(max_size=20),
    date=st.none() | st.dates(),
    weapon=words,
    weapon_type=st.sampled_from(WeaponType),
    target_type=st.sampled_from(TargetType),
    outcome=st.sampled_from(Outcome),
    status=st.sampled_from(Status),
    geo_precision=st.none() | st.sampled_from(GeoPrecision),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    killed=counts,
    injured=counts,
    quote=words,
    sources=st.lists(sources, max_size=3).map(tuple),
)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(strikes)
def test_a_strike_is_read_back_from_its_json_as_it_was(strike):
    assert strike_from_dict(json.loads(json.dumps(strike_to_dict(strike)))) == strike


def test_every_shipped_strike_is_read_back_as_it_was():
    for line in (data_dir() / "strikes.jsonl").read_text("utf-8").splitlines():
        strike = strike_from_dict(json.loads(line))
        assert strike_from_dict(strike_to_dict(strike)) == strike


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"id": "a"},
        {"id": "a", "date": "soon"},
        {"id": "a", "date": None, "weapon_type": "spear"},
        {"id": "a", "date": None, "colour": "red"},
        {"id": "a", "date": 5},
        {"id": "a", "date": None, "sources": [{"link": "x"}]},
    ],
)
def test_an_object_that_is_no_strike_is_refused(row):
    with pytest.raises((ValueError, KeyError, TypeError)):
        strike_from_dict(row)


@pytest.mark.parametrize(
    ("latitude", "longitude", "placed"),
    [(46.5, 30.7, True), (0.0, 0.0, True), (None, None, False), (46.5, None, False), (None, 30.7, False)],
)
def test_a_strike_is_placed_where_it_has_both_coordinates(latitude, longitude, placed):
    assert Strike(id="a", date=None, latitude=latitude, longitude=longitude).placed is placed


def test_what_a_strike_does_not_say_is_unknown_and_no_zero():
    strike = Strike(id="a", date=None)
    assert (strike.killed, strike.injured, strike.latitude, strike.longitude, strike.place) == (None,) * 5
    assert (strike.attacker, strike.attacked) == ("unknown", "unknown")
    assert (strike.outcome, strike.weapon_type) == (Outcome.UNKNOWN, WeaponType.UNKNOWN)


@pytest.mark.parametrize(
    "one",
    [
        StrikeFilter(since=date(2025, 1, 1)),
        StrikeFilter(killed_min=1),
        StrikeFilter(words="odesa"),
        StrikeFilter(countries=frozenset({"UA"})),
    ],
)
def test_a_filter_is_empty_only_where_nothing_is_set(one):
    assert StrikeFilter().empty
    assert not one.empty


def test_the_types_cannot_be_changed_afterwards():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Strike(id="a", date=None).killed = 5
