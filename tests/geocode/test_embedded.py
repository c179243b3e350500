import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location
from geopy.point import Point

from mapapp import pipeline
from mapapp.geocode.embedded import Embedded


@pytest.fixture(scope="module")
def geocoder():
    return Embedded(pipeline.gazetteer())


def test_it_answers_as_a_geopy_geocoder_does(geocoder):
    location = geocoder.geocode("Kharkiv")
    assert isinstance(location, Location)
    assert location.latitude == pytest.approx(49.98, abs=0.1)
    assert geocoder.geocode("Xyzzyqqq") is None
    several = geocoder.geocode("Odessa", exactly_one=False, limit=3)
    assert len(several) == 3
    assert several[0].raw["country"] == "UA"


def test_a_country_code_or_a_container_picks_the_namesake(geocoder):
    assert geocoder.geocode("Pokrovsk", country_codes="RU").raw["country"] == "RU"
    assert geocoder.geocode("Odessa, Texas").raw["admin1"] == "Texas"
    assert geocoder.geocode("Pokrovsk").raw["country"] == "UA"


def test_geopys_rate_limiter_and_a_map_over_names_take_it_as_any_other(geocoder):
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    found = list(map(limited, ["Kharkiv", "Xyzzyqqq", "Lviv"]))
    assert [one.raw["name"] if one else None for one in found] == ["Kharkiv", None, "Lviv"]
    assert RateLimiter(geocoder.reverse, min_delay_seconds=0)((49.84, 24.03)).raw["country"] == "UA"
    with geocoder as same:
        assert same is geocoder


def test_what_nominatims_callers_pass_is_taken(geocoder):
    location = geocoder.geocode("Kharkiv", language="uk", addressdetails=True, namedetails=True, timeout=1)
    assert location == geocoder.geocode("Kharkiv")
    with pytest.raises(ValueError, match="Limit"):
        geocoder.geocode("Kharkiv", limit=0)


@pytest.mark.parametrize(
    ("query", "country", "kind"),
    [
        ({"city": "Pokrovsk", "country": "Ukraine"}, "UA", "settlement"),
        ({"city": "Odessa", "state": "Texas"}, "US", "settlement"),
        ({"city": "Odessa", "state": "Texas", "country": "United States"}, "US", "settlement"),
        ({"state": "Odesa Oblast"}, "UA", "region"),
        ({"country": "Georgia"}, "GE", "country"),
        ({"city": "Kharkiv", "postalcode": "61000", "street": "1 Sumska"}, "UA", "settlement"),
    ],
)
def test_a_structured_query_looks_for_the_narrowest_in_the_wider_ones(geocoder, query, country, kind):
    location = geocoder.geocode(query)
    assert (location.raw["country"], location.raw["kind"]) == (country, kind)


@pytest.mark.parametrize(
    "query",
    [{}, {"street": "1 Sumska"}, {"city": ""}, {"city": "Odesa", "country": "Xyzzyqqq"},
     {"city": "Kharkiv", "state": "Texas"}],
)  # fmt: skip
def test_a_structured_query_that_nothing_fits_finds_nothing(geocoder, query):
    assert geocoder.geocode(query) is None


def test_a_viewbox_prefers_and_bounded_keeps_to_it(geocoder):
    yakutia = [(64, 120), Point(58, 135)]
    assert geocoder.geocode("Pokrovsk", viewbox=yakutia).longitude > 120
    inside = geocoder.geocode("Pokrovsk", viewbox=yakutia, bounded=True, exactly_one=False)
    assert {one.raw["country"] for one in inside} == {"RU"}
    assert geocoder.geocode("Kharkiv", viewbox=yakutia, bounded=True) is None
    assert geocoder.geocode("Kharkiv", viewbox=yakutia).raw["name"] == "Kharkiv"


@pytest.mark.parametrize("point", [(48.28, 37.18), "48.28, 37.18", Point(48.28, 37.18), [48.28, 37.18]])
def test_reverse_takes_a_point_as_geopy_does_and_gives_the_nearest_place(geocoder, point):
    location = geocoder.reverse(point)
    assert isinstance(location, Location)
    assert location.raw["name"] == "Pokrovsk"
    assert location.raw["distance_km"] < 5


def test_reverse_gives_several_nearest_first_and_none_beyond_its_bound(geocoder):
    found = geocoder.reverse((48.28, 37.18), exactly_one=False, limit=4)
    assert len(found) == 4
    distances = [one.raw["distance_km"] for one in found]
    assert distances == sorted(distances)
    assert geocoder.reverse((0, -150)) is None
    assert geocoder.reverse((0, -150), exactly_one=False) is None
    assert geocoder.reverse((43.5, 33.0)) is None, "in the middle of the Black Sea"
    assert geocoder.reverse((43.5, 33.0), within_km=300) is not None


def test_reverse_of_what_is_no_point_is_a_value_error(geocoder):
    with pytest.raises(ValueError, match="Point"):
        geocoder.reverse("somewhere")
