"""Readers of answers: whatever a service sends is a place, no place, or an error that the provider expects."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.geocode import answers
from mapapp.geocode.ports import Found
from tests.geocode.services import FORMATS, Spot

READERS = {
    "nominatim": answers.nominatim, "photon": answers.photon, "pelias": answers.pelias, "opencage": answers.opencage,
    "geonames": answers.geonames,
}  # fmt: skip
LISTS = {"photon": "features", "pelias": "features", "opencage": "results", "geonames": "geonames"}
EXPECTED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
leaves = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5) | st.sampled_from(["place", "R"])
anything = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner))


def item(name: str, **spot: Any) -> Any:
    body = FORMATS[name]([Spot(**spot)])
    return body[LISTS[name]][0] if name in LISTS else body[0]


def paths(value: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where anything stands in an answer."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, one in inner for path in ((*before, key), *paths(one, (*before, key)))]


@pytest.mark.parametrize("name", sorted(READERS))
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_part_of_an_answer_may_be_anything(name: str, data: st.DataObject) -> None:
    raw = item(name)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(paths(raw)))
        holder = raw
        try:
            for key in path[:-1]:
                holder = holder[key]
            holder[path[-1]] = data.draw(anything)
        except (TypeError, LookupError):
            continue
    try:
        found = READERS[name](raw, "service", "credit")
    except EXPECTED:
        return
    assert found is None or isinstance(found, Found)
    if found is not None:
        place = found.place
        assert abs(place.latitude) <= 90
        assert abs(place.longitude) <= 180
        assert 0 < place.radius_km <= 3_000
        assert 0 < len(place.name) <= 200
        assert place.country is None or len(place.country) == 2
        assert place.source == "credit"


@pytest.mark.parametrize(
    ("key", "value", "layer", "kind"),
    [
        ("place", "town", "town", "settlement"),
        ("place", "suburb", "suburb", "city district"),
        ("boundary", "administrative", "state", "region"),
        ("boundary", "administrative", "county", "district"),
        ("boundary", "administrative", "city", "settlement"),
        ("military", "airfield", "military", "air base"),
        ("military", "barracks", "military", "military base"),
        ("power", "plant", "power", "power station"),
        ("industrial", "refinery", "industrial", "refinery"),
        ("natural", "bay", "natural", "sea"),
        ("shop", "bakery", "shop", None),
        ("highway", "residential", "road", None),
        ("boundary", "postal_code", "postcode", None),
    ],
)
def test_the_kind_follows_from_the_tags_of_openstreetmap(key: str, value: str, layer: str, kind: str | None) -> None:
    raw = item("nominatim") | {"class": key, "type": value, "addresstype": layer}
    found = answers.nominatim(raw, "nominatim", "credit")
    assert (found.place.kind if found else None) == kind


def test_the_radius_is_half_the_box_and_a_usual_one_where_the_box_says_nothing() -> None:
    boxes = {
        ("47.0", "49.0", "36.5", "38.8"): (130, 150),
        ("48.33", "48.33", "37.04", "37.04"): (1.5, 3),
        ("-10", "-5", "37", "38"): (1.5, 3),
        ("48", "49", "179", "-179"): (1.5, 3),
    }
    for box, (least, most) in boxes.items():
        found = answers.nominatim(item("nominatim") | {"boundingbox": list(box)}, "nominatim", "credit")
        assert found is not None
        assert least <= found.place.radius_km <= most, box


def test_names_of_languages_that_reports_come_in_are_kept_for_comparing() -> None:
    raw = item("nominatim") | {"namedetails": {"name": "A", "old_name:uk": "Б", "name:zh": "C", "name:ru": "Д"}}
    found = answers.nominatim(raw, "nominatim", "credit")
    assert found is not None
    assert found.names == ("Vyhadane", "A", "Б", "Д")


def test_an_answer_of_geonames_has_the_id_that_the_gazetteer_gives() -> None:
    found = answers.geonames(item("geonames", number=698740), "geonames", "credit")
    assert found is not None
    assert found.place.id == "geonames:698740"
