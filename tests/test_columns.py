"""Columns against a plain filter in Python, and the packed bytes read back as their format says."""

import json
import math
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.columns import (
    FACETS,
    SIDES,
    StrikeTable,
    facets,
    histogram,
    loosened,
    mask,
    row_of,
    search,
)
from mapapp.filter_parts import active_parts, without
from mapapp.model import (
    GeoPrecision,
    Outcome,
    Source,
    Status,
    Strike,
    StrikeFilter,
    TargetType,
    WeaponType,
)
from mapapp.packed import UNKNOWN, pack

ACTORS = ["Russia", "Ukraine", "Israel", "unknown"]
FIRST = date(2025, 11, 1)
WORDS = ["Odesa", "порт", "Straße", "HARBOUR", "late night"]


def placed(point: tuple[int, int] | None, **rest: Any) -> Strike:
    """Points lie between the lines that areas are drawn along, so that no rounding decides."""
    latitude, longitude = (point[0] / 10 + 0.05, point[1] / 10 + 0.05) if point else (None, None)
    return Strike(latitude=latitude, longitude=longitude, **rest)


def boxes() -> st.SearchStrategy[tuple[tuple[float, float], ...]]:
    sides = st.tuples(st.integers(43, 47), st.integers(20, 29), st.integers(48, 53), st.integers(30, 41))
    return sides.map(lambda b: ((b[1], b[0]), (b[3], b[0]), (b[3], b[2]), (b[1], b[2])))


def strikes() -> st.SearchStrategy[list[Strike]]:
    one = st.builds(
        placed,
        id=st.uuids().map(str),
        date=st.none() | st.integers(0, 40).map(lambda days: FIRST + timedelta(days)),
        attacker=st.sampled_from(ACTORS),
        attacked=st.sampled_from(ACTORS),
        weapon_type=st.sampled_from(WeaponType),
        target_type=st.sampled_from(TargetType),
        outcome=st.sampled_from(Outcome),
        status=st.sampled_from(Status),
        country=st.sampled_from(["UA", "RU", None]),
        killed=st.none() | st.integers(0, 200),
        point=st.none() | st.tuples(st.integers(440, 520), st.integers(220, 400)),
        geo_precision=st.none() | st.sampled_from(GeoPrecision),
        confidence=st.none() | st.sampled_from([0.0, 0.59, 0.6, 0.85, 1.0]),
        operator=st.none() | st.sampled_from(["Rosneft", "DTEK"]),
        dataset=st.sampled_from(["reports", "ucdp"]),
        place=st.none() | st.sampled_from(WORDS),
        summary=st.none() | st.sampled_from(WORDS),
        sources=st.sampled_from([(), (Source(publisher="Straße 5"),)]),
    )
    return st.lists(one, max_size=25, unique_by=lambda strike: strike.id)


def some(values: list[Any]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from([str(value) for value in values]), max_size=3)


FILTERS = st.builds(
    StrikeFilter,
    since=st.none() | st.integers(0, 40).map(lambda days: FIRST + timedelta(days)),
    until=st.none() | st.integers(0, 40).map(lambda days: FIRST + timedelta(days)),
    attackers=some([*ACTORS, "nobody"]),
    attacked=some(ACTORS),
    weapon_types=some(list(WeaponType)),
    target_types=some(list(TargetType)),
    outcomes=some(list(Outcome)),
    statuses=some(list(Status)),
    countries=some(["UA", "RU", "sea"]),
    geo_precisions=some([*GeoPrecision, "unknown"]),
    confidence_min=st.sampled_from([0.0, 0.5, 0.6, 0.9]),
    operators=some(["Rosneft", "DTEK", "unknown"]),
    datasets=some(["reports", "ucdp"]),
    licences=some(["own reports", "CC BY 4.0"]),
    near=st.none() | st.just((46.48, 30.73, 301.3)),
    area=st.just(()) | boxes(),
    killed_min=st.integers(0, 50),
    words=st.sampled_from(["", "odesa", "ПОРТ", "strasse", "late NIGHT", "missing"]),
)


def option(strike: Strike, facet: str) -> str:
    if facet == "licences":
        return {"reports": "own reports", "ucdp": "CC BY 4.0"}[strike.dataset]
    value = getattr(strike, FACETS[facet])
    if value is None:
        return "sea" if facet == "countries" else "unknown"
    return str(value)


def kilometres(strike: Strike, near: tuple[float, float, float]) -> float:
    """Along the great circle, by another formula than the columns use."""
    if strike.latitude is None or strike.longitude is None:
        return math.inf
    one, two = math.radians(strike.latitude), math.radians(near[0])
    turned = math.radians(strike.longitude - near[1])
    cosine = math.sin(one) * math.sin(two) + math.cos(one) * math.cos(two) * math.cos(turned)
    return 6371.0088 * math.acos(max(-1.0, min(1.0, cosine)))


def in_box(strike: Strike, box: tuple[tuple[float, float], ...]) -> bool:
    """Inside a rectangle, which is all that this file's filters draw."""
    (west, south), (east, north) = box[0], box[2]
    if strike.latitude is None or strike.longitude is None:
        return False
    return south < strike.latitude < north and west < strike.longitude < east


def passes(strike: Strike, chosen: StrikeFilter) -> bool:
    """The filter as its documentation says it, one strike at a time."""
    if strike.date is None and (chosen.since or chosen.until):
        return False
    if chosen.since and strike.date and strike.date < chosen.since:
        return False
    if chosen.until and strike.date and strike.date > chosen.until:
        return False
    if chosen.killed_min and (strike.killed is None or strike.killed < chosen.killed_min):
        return False
    texts = [strike.place, strike.summary, *(source.publisher for source in strike.sources)]
    text = " ".join(filter(None, texts)).casefold()
    if not all(word in text for word in chosen.words.casefold().split()):
        return False
    if chosen.confidence_min and strike.confidence is not None and strike.confidence < chosen.confidence_min:
        return False
    if chosen.near and kilometres(strike, chosen.near) > chosen.near[2]:
        return False
    if chosen.area and not in_box(strike, chosen.area):
        return False
    return all(not getattr(chosen, facet) or option(strike, facet) in getattr(chosen, facet) for facet in FACETS)


@given(strikes(), FILTERS)
def test_the_mask_is_what_a_plain_filter_lets_through(rows: list[Strike], chosen: StrikeFilter) -> None:
    assert list(mask(StrikeTable.build(rows), chosen)) == [passes(strike, chosen) for strike in rows]


@given(strikes(), FILTERS)
def test_a_count_at_an_option_is_what_ticking_it_alone_shows(rows: list[Strike], chosen: StrikeFilter) -> None:
    counted = facets(StrikeTable.build(rows), chosen)
    for facet, options in counted.items():
        occurring = {option(strike, facet) for strike in rows}
        assert set(options) == occurring | getattr(chosen, facet)
        for name, count in options.items():
            values = {field: getattr(chosen, field) for field in StrikeFilter.__slots__}
            ticked = StrikeFilter(**(values | {facet: frozenset({name})}))
            assert count == sum(passes(strike, ticked) for strike in rows)


@given(strikes(), FILTERS)
def test_a_part_is_loosened_by_as_many_as_come_back_without_it(rows: list[Strike], chosen: StrikeFilter) -> None:
    shown = sum(passes(strike, chosen) for strike in rows)
    gained = dict(loosened(StrikeTable.build(rows), chosen))
    for part in active_parts(chosen):
        more = sum(passes(strike, without(chosen, part)) for strike in rows) - shown
        assert gained.pop(part, 0) == more
    assert gained == {}


PLACES = [("kyiv", 50.45, 30.52), ("odesa", 46.48, 30.73), ("warsaw", 52.23, 21.01), ("suva", -18.14, 178.44)]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (StrikeFilter(area=((29.0, 46.0), (31.0, 51.0))), {"kyiv", "odesa"}),
        (StrikeFilter(area=((31.0, 51.0), (29.0, 46.0))), {"kyiv", "odesa"}),
        (StrikeFilter(area=((29.0, 45.0), (33.0, 45.0), (31.0, 48.0))), {"odesa"}),
        (StrikeFilter(near=(46.48, 30.73, 50.0)), {"odesa"}),
        (StrikeFilter(near=(46.48, 30.73, 442.0)), {"kyiv", "odesa"}),
        (StrikeFilter(near=(46.48, 30.73, 440.0)), {"odesa"}),
        (StrikeFilter(near=(-17.0, -179.0, 400.0)), {"suva"}),
    ],
)
def test_an_area_or_a_distance_lets_through_what_lies_in_it(chosen: StrikeFilter, found: set[str]) -> None:
    rows = [Strike(id=name, date=FIRST, latitude=lat, longitude=lon) for name, lat, lon in PLACES]
    table = StrikeTable.build([*rows, Strike(id="nowhere", date=FIRST)])
    assert {table.strikes[row].id for row in mask(table, chosen).nonzero()[0]} == found


def test_confidence_filters_what_rules_have_read_and_nothing_else() -> None:
    rows = [Strike(id=str(value), date=FIRST, confidence=value) for value in (None, 0.59, 0.6, 1.0)]
    table = StrikeTable.build(rows)
    assert list(mask(table, StrikeFilter(confidence_min=0.6))) == [True, False, True, True]


@given(strikes(), FILTERS)
def test_the_histogram_counts_each_shown_dated_strike_once(rows: list[Strike], chosen: StrikeFilter) -> None:
    table = StrikeTable.build(rows)
    shown = mask(table, chosen)
    counted = histogram(table, shown)
    expected: dict[tuple[date, str], int] = {}
    for strike, visible in zip(rows, shown, strict=True):
        if visible and strike.date:
            key = (strike.date, table.sides[strike.attacker])
            expected[key] = expected.get(key, 0) + 1
    found = {
        (counted.first + timedelta(int(day)), SIDES[side]): int(counted.counts[day, side])
        for day, side in np.argwhere(counted.counts)
        if counted.first
    }
    assert found == expected


def unpack(content: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The packed columns, read by their documented format alone."""
    length = int.from_bytes(content[:4], "little")
    header = json.loads(content[4 : 4 + length])
    columns, at = {}, 4 + length
    for name, kind in header["columns"]:
        size = int(kind[1]) * header["count"]
        assert at % int(kind[1]) == 0
        columns[name] = np.frombuffer(content[at : at + size], "<" + kind)
        at += size
    assert at == len(content)
    return header, columns


@given(strikes())
def test_packed_columns_give_back_every_strike(rows: list[Strike]) -> None:
    table = StrikeTable.build(rows)
    header, columns = unpack(pack(table))
    assert (header["version"], header["count"]) == (table.version, len(rows))
    epoch = date.fromisoformat(header["epoch"])
    for i, strike in enumerate(rows):
        day = int(columns["day"][i])
        assert (None if day == UNKNOWN else epoch + timedelta(day)) == strike.date
        assert (None if columns["killed"][i] == UNKNOWN else columns["killed"][i]) == strike.killed
        for name in ("attacker", "attacked", "weapon_type", "target_type", "outcome", "status"):
            assert header["vocabularies"][name][columns[name][i]] == getattr(strike, name)
        assert header["sides"][columns["side"][i]] == table.sides[strike.attacker]
        assert np.isnan(columns["x"][i]) == (strike.latitude is None)


def test_places_are_web_mercator_to_three_metres() -> None:
    places = [(46.4825, 30.7233), (-33.9, 18.4), (0.0, -180.0), (84.0, 179.9)]
    rows = [Strike(id=str(i), date=None, latitude=lat, longitude=lon) for i, (lat, lon) in enumerate(places)]
    _, columns = unpack(pack(StrikeTable.build(rows)))
    for i, (latitude, longitude) in enumerate(places):
        back = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * float(columns["y"][i])))))
        assert abs(back - latitude) * 111_000 < 3
        assert abs((float(columns["x"][i]) - 0.5) * 360 - longitude) * 111_000 < 3


def test_more_than_256_attackers_still_have_each_its_own_code() -> None:
    rows = [Strike(id=str(i), date=FIRST, attacker=f"group {i:03}") for i in range(400)]
    header, columns = unpack(pack(StrikeTable.build(rows)))
    assert [header["vocabularies"]["attacker"][code] for code in columns["attacker"]] == [
        strike.attacker for strike in rows
    ]


def test_figures_beyond_the_format_are_cut_and_stay_known() -> None:
    rows = [
        Strike(id="a", date=date(1812, 9, 7), killed=70_000, uncertainty_km=9_999.0),
        Strike(id="b", date=date(2300, 1, 1)),
    ]
    _, columns = unpack(pack(StrikeTable.build(rows)))
    assert list(columns["day"]) == [0, UNKNOWN - 1]
    assert (columns["killed"][0], columns["uncertainty"][0]) == (UNKNOWN - 1, UNKNOWN - 1)


def test_unplaced_strikes_are_in_the_table_and_found_by_id() -> None:
    table = StrikeTable.build([Strike(id="a", date=None), Strike(id="b", date=FIRST, latitude=1.0, longitude=2.0)])
    assert (row_of(table, "a"), row_of(table, "b"), row_of(table, "c")) == (0, 1, None)
    assert np.isnan(table.x[0])
    assert not np.isnan(table.x[1])


def test_search_wants_every_word_whatever_its_case() -> None:
    rows = [
        Strike(id="1", date=None, place="Odesa", summary="A strike on the PORT"),
        Strike(id="2", date=None, place="Odesa"),
        Strike(id="3", date=None, sources=(Source(publisher="Порт новин"),)),
    ]
    table = StrikeTable.build(rows)
    assert list(search(table, "port odesa")) == [True, False, False]
    assert list(search(table, "ПОРТ")) == [False, False, True]
    assert list(search(table, "  ")) == [True, True, True]


def test_without_russia_and_ukraine_the_two_most_active_are_a_and_b_by_name() -> None:
    actors = ["Zed"] * 5 + ["Abe"] * 3 + ["Mid"] + ["unknown"] * 9
    table = StrikeTable.build([Strike(id=str(i), date=None, attacker=a) for i, a in enumerate(actors)])
    assert table.sides == {"Abe": "a", "Zed": "b", "Mid": "c", "unknown": "unknown"}


def test_russia_and_ukraine_keep_their_colours_though_only_one_attacks() -> None:
    table = StrikeTable.build([Strike(id="1", date=None, attacker="Iran", attacked="Ukraine")])
    assert table.sides["Iran"] == "c"


@pytest.mark.parametrize("change", [{"summary": "other"}, {"killed": 1}, {"sources": (Source(url="x"),)}])
def test_any_change_of_a_strike_changes_the_version(change: dict[str, Any]) -> None:
    base: dict[str, Any] = {"id": "a", "date": FIRST, "geo_precision": GeoPrecision.SITE}
    first, second = Strike(**base), Strike(**(base | change))
    assert StrikeTable.build([first]).version == StrikeTable.build([Strike(**base)]).version
    assert StrikeTable.build([first]).version != StrikeTable.build([second]).version


def test_an_empty_table_has_every_view() -> None:
    table = StrikeTable.build([])
    assert list(mask(table, StrikeFilter(attackers=frozenset({"Russia"})))) == []
    assert facets(table, StrikeFilter())["countries"] == {}
    assert histogram(table, mask(table, StrikeFilter())).first is None
    assert unpack(pack(table))[0]["count"] == 0
