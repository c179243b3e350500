"""The nearest places to a point, against a search through all of them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapapp import pipeline
from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.rows import distance_km
from mapapp.geocode.near import _WITHOUT_A_POINT, Near


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return pipeline.gazetteer()


@pytest.fixture(scope="module")
def near(gazetteer: Gazetteer) -> Near:
    return Near(gazetteer)


@pytest.fixture(scope="module")
def points(gazetteer: Gazetteer) -> list[tuple[int, tuple[float, float]]]:
    """Every fiftieth place, and all near the date line and the poles: enough to find a wrong cell."""
    rows = (row for row in gazetteer.rows() if gazetteer.kind(row) not in _WITHOUT_A_POINT)
    placed = ((row, gazetteer.coordinates(row)) for row in rows)
    return [(row, at) for row, at in placed if row % 50 == 0 or abs(at[1]) > 178 or abs(at[0]) > 75]


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([5.0, 60.0, 300.0]))
@example(-16.8, 180.0, 300.0)
@example(-16.8, -180.0, 300.0)
@example(89.9, 0.0, 2_000.0)
@example(78.2, 15.6, 300.0)
@example(46.48, 30.73, 60.0)
@settings(max_examples=40, deadline=None)
def test_nothing_within_reach_is_missed_and_nothing_beyond_is_given(
    near: Near, points: list[tuple[int, tuple[float, float]]], latitude: float, longitude: float, km: float
) -> None:
    found = near.rows(latitude, longitude, km, 1_000_000)
    rows = {row for row, _ in found}
    distances = [apart for _, apart in found]
    assert distances == sorted(distances)
    assert all(apart <= km for apart in distances)
    within = {row for row, at in points if distance_km((latitude, longitude), at) < km - 0.01}
    assert within <= rows


def test_areas_and_seas_are_no_nearest_place(near: Near, gazetteer: Gazetteer) -> None:
    kinds = {gazetteer.kind(row) for row, _ in near.rows(46.48, 30.73, 200, 100_000)}
    assert not kinds & _WITHOUT_A_POINT
