"""geopy's Nominatim adapter, and all of mapapp behind it, against a real Nominatim over a hand-made map.

Not among the tests that run by themselves. To run it (Debian; one to three minutes, most of it the import):

    tests/nominatim/install && .venv/bin/pytest -m nominatim

MAPAPP_NOMINATIM names another `nominatim` command than that of tests/nominatim/.venv.
"""

import dataclasses
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapapp import pipeline
from mapapp.geocode.providers import Provider, open_provider
from mapapp.settings import GeocoderSettings, Settings
from tests.nominatim.service import PROGRAM, nominatim

pytestmark = pytest.mark.nominatim


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a Nominatim that was imported for this run."""
    program = os.environ.get("MAPAPP_NOMINATIM") or PROGRAM
    if not Path(program).is_file():
        pytest.skip("there is no Nominatim; run tests/nominatim/install")
    # Not pytest's own folder, which only its owner may enter: PostgreSQL does not run as root.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, nominatim(Path(folder), program) as address:
        yield address


@pytest.fixture(scope="module")
def settings(url: str) -> GeocoderSettings:
    return GeocoderSettings(name="nominatim", url=url, interval=0.05, timeout=20)


@pytest.fixture(scope="module")
def provider(settings: GeocoderSettings) -> Provider:
    return open_provider(settings)


@pytest.mark.parametrize("name", ["Odesa", "Одеса", "Одесса", "odesa"])
def test_a_city_is_found_by_its_name_in_each_language(provider: Provider, name: str) -> None:
    location = provider.geocode(name)
    assert (location.latitude, location.longitude) == (46.4775, 30.7326)
    assert location.raw["id"] == "nominatim:node/1"
    assert (location.raw["name"], location.raw["country"], location.raw["kind"]) == ("Odesa", "UA", "settlement")
    assert location.raw["source"] == "© OpenStreetMap contributors (ODbL 1.0)"


def test_not_found_is_none(provider: Provider) -> None:
    assert provider.geocode("Xyzzyqqq") is None
    assert provider.geocode("Xyzzyqqq", exactly_one=False) is None


def test_a_country_keeps_namesakes_apart(provider: Provider) -> None:
    both = provider.geocode("Pokrovsk", exactly_one=False)
    assert {one.raw["country"] for one in both} == {"UA", "RU"}
    assert provider.geocode("Pokrovsk", country_codes="ru").raw["id"] == "nominatim:node/3"
    assert provider.geocode("Pokrovsk", country_codes="UA").raw["id"] == "nominatim:node/2"
    assert provider.geocode("Pokrovsk", country_codes="IS") is None


def test_a_cafe_of_a_villages_name_is_not_the_village(provider: Provider) -> None:
    assert [one.place.id for one in provider.find("Vyhadane")] == ["nominatim:node/4"]


def test_a_region_is_as_wide_as_its_boundary(provider: Provider) -> None:
    [found] = provider.find("Donetsk Oblast")
    assert (found.place.id, found.place.kind) == ("nominatim:relation/31", "region")
    assert 120 < found.place.radius_km < 150


def test_an_old_name_is_known(provider: Provider) -> None:
    assert provider.geocode("Krasnoarmiisk").raw["id"] == "nominatim:node/2"


def test_a_report_is_placed_by_it_asked_once_and_remembered(settings: GeocoderSettings, tmp_path: Path) -> None:
    text = "Russian forces shelled the village of Vyhadane near Pokrovsk in Ukraine on Monday, killing two people."
    chosen = Settings(store_url=f"sqlite:///{tmp_path}/s.sqlite", geocoder=dataclasses.replace(settings))
    cached = []
    for _ in range(2):
        with pipeline.second_opinion(chosen) as opinion:
            extraction = pipeline.extract(pipeline.read_report(text), opinion)
        placed = {one.mention.name: one.place.id for one in extraction.resolutions if one.place}
        assert placed["Vyhadane"] == "nominatim:node/4"
        assert extraction.warnings == ()
        cached += [(one.name, one.cached) for one in extraction.inquiries]
    assert cached == [("Vyhadane", False), ("Vyhadane", True)]
