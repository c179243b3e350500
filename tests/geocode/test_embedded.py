import pytest
from geopy.location import Location

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
