"""A filter in an address: written, read back, and every wrong part told in one sentence."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.errors import InputError
from mapapp.exchange import FILTER_PARAMS, filter_from_params, filter_to_params, read_params
from mapapp.model import Outcome, Status, StrikeFilter, TargetType, WeaponType

_name = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
_days = st.none() | st.dates()


def _degrees(most: int) -> st.SearchStrategy[float]:
    return st.integers(-most * 10_000, most * 10_000).map(lambda n: n / 10_000)


_points = st.tuples(_degrees(200), _degrees(90))
_filters = st.builds(
    lambda since, until, **rest: StrikeFilter(
        since=min(since, until) if since and until else since,
        until=max(since, until) if since and until else until,
        **rest,
    ),
    since=_days,
    until=_days,
    attackers=st.frozensets(_name, max_size=4),
    attacked=st.frozensets(_name, max_size=4),
    weapon_types=st.frozensets(st.sampled_from([str(kind) for kind in WeaponType])),
    target_types=st.frozensets(st.sampled_from([str(kind) for kind in TargetType])),
    outcomes=st.frozensets(st.sampled_from([str(kind) for kind in Outcome])),
    statuses=st.frozensets(st.sampled_from([str(kind) for kind in Status])),
    countries=st.frozensets(st.sampled_from(["UA", "RU", "sea"])),
    killed_min=st.integers(0, 1_000_000),
    words=_name | st.just(""),
    geo_precisions=st.frozensets(st.sampled_from(["site", "water", "unknown"])),
    operators=st.frozensets(_name, max_size=3),
    licences=st.frozensets(_name, max_size=2),
    datasets=st.frozensets(_name, max_size=3),
    confidence_min=st.sampled_from([0.0, 0.25, 0.6, 1.0]),
    area=st.just(()) | st.lists(_points, min_size=2, max_size=100).map(tuple),
    near=st.none() | st.tuples(_degrees(90), _degrees(200), st.integers(1, 50_000).map(lambda n: n / 10)),
)


@given(chosen=_filters)
@settings(max_examples=200, deadline=None)
def test_any_filter_is_read_back_from_its_parameters(chosen: StrikeFilter) -> None:
    assert filter_from_params(filter_to_params(chosen)) == chosen


def test_parameters_are_short_and_readable() -> None:
    chosen = StrikeFilter(
        since=date(2025, 12, 1), attackers=frozenset({"Russia"}), target_types=frozenset({"port", "ship"}), killed_min=5
    )
    params = filter_to_params(chosen)
    assert params == {"since": "2025-12-01", "by": "Russia", "target": "port,ship", "killed": "5"}
    assert filter_to_params(StrikeFilter()) == {}


def test_values_may_be_repeated_instead_of_parted_by_commas() -> None:
    assert filter_from_params({"target": ["port", "ship"]}).target_types == {"port", "ship"}


@given(params=st.dictionaries(
    st.sampled_from(FILTER_PARAMS),
    st.text(max_size=300) | st.lists(st.text(max_size=20), max_size=5),
))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_no_parameter_whatever_breaks_the_reader(params: dict[str, str | list[str]]) -> None:
    chosen, problems = read_params(params)
    assert filter_from_params(filter_to_params(chosen)) == chosen
    assert all(problem.endswith(".") and "\n" not in problem for problem in problems)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"since": "yesterday"}, "is no day"),
        ({"since": "20251231"}, "is no day"),
        ({"killed": "many"}, "is no number of killed"),
        ({"killed": "٣"}, "is no number of killed"),
        ({"outcome": "win"}, "choose from: hit, intercepted, unknown"),
        ({"country": "Ukraine"}, "two capital letters"),
        ({"words": "x" * 201}, "at most 200"),
        ({"by": ",".join("abcdefgh" * 10)}, "more than 60"),
        ({"by": "x" * 101}, "too long"),
        ({"confidence": "2"}, "no confidence"),
        ({"precision": "exact"}, "choose from: country"),
        ({"area": "30,46"}, "The area is none"),
        ({"area": "30,46,31,nan"}, "The area is none"),
        ({"area": ",".join(["1"] * 202)}, "The area is none"),
        ({"near": "46.5,30.7"}, "The circle is none"),
        ({"near": "46.5,30.7,0"}, "The circle is none"),
        ({"near": "91,30.7,10"}, "The circle is none"),
        ({"since": "2026-01-02", "until": "2026-01-01"}, "both are left out"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_told(params: dict[str, str], sentence: str) -> None:
    chosen, problems = read_params(params)
    assert chosen == StrikeFilter()
    assert len(problems) == 1
    assert sentence in problems[0]
    with pytest.raises(InputError, match=sentence):
        filter_from_params(params)


def test_a_wrong_part_does_not_take_the_right_ones_with_it() -> None:
    chosen, problems = read_params({"by": "Russia", "target": "tank", "country": "UA"})
    assert chosen == StrikeFilter(attackers=frozenset({"Russia"}), countries=frozenset({"UA"}))
    assert len(problems) == 1
