"""Where things are, read once at each entry point."""

import dataclasses

import pytest

from mapapp import settings
from mapapp.errors import DataError, InputError
from mapapp.settings import (
    GeocoderSettings,
    Settings,
    data_dir,
    default_gazetteer_dir,
    default_store_url,
    read_settings,
)


def test_the_store_is_that_of_the_argument_then_of_the_environment_then_the_users_own(monkeypatch):
    monkeypatch.setenv("MAPAPP_STORE", "sqlite:////tmp/environment.sqlite")
    assert read_settings("sqlite:////tmp/argument.sqlite").store_url == "sqlite:////tmp/argument.sqlite"
    assert read_settings().store_url == "sqlite:////tmp/environment.sqlite"
    monkeypatch.delenv("MAPAPP_STORE")
    assert read_settings().store_url == default_store_url()


def test_an_empty_environment_variable_is_none(monkeypatch):
    monkeypatch.setenv("MAPAPP_STORE", "")
    assert read_settings().store_url == default_store_url()


def test_the_users_own_store_follows_the_data_directory(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_store_url() == f"sqlite:///{tmp_path}/mapapp/mapapp.sqlite"


@pytest.mark.parametrize("url", ["postgres://x", "strikes.sqlite", "sqlite:x", "/tmp/x", "https://example.org"])
def test_an_address_that_is_no_store_is_refused_with_one_that_is(url):
    with pytest.raises(InputError, match="sqlite:////path/to/file") as problem:
        Settings(store_url=url)
    assert url in str(problem.value)


def test_the_data_folder_has_what_mapapp_ships():
    for name in ("strikes.jsonl", "vocabulary/en.toml", "gazetteer/names.marisa", "reports/2025-12-20-odesa-port.json"):
        assert (data_dir() / name).is_file(), name


def test_a_missing_data_folder_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "_PACKAGE", tmp_path / "mapapp")
    with pytest.raises(DataError, match="install mapapp again"):
        data_dir()


def test_added_places_are_in_the_folder_of_the_environment_else_beside_the_store(monkeypatch, tmp_path):
    monkeypatch.setenv("MAPAPP_GAZETTEER", str(tmp_path))
    assert read_settings().gazetteer_dir == tmp_path
    monkeypatch.setenv("MAPAPP_GAZETTEER", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    assert read_settings().gazetteer_dir == default_gazetteer_dir() == tmp_path / "home" / "mapapp" / "gazetteer"


def test_no_test_sees_the_users_own_data():
    assert "mapapp-tests-" in str(read_settings().gazetteer_dir)
    assert "mapapp-tests-" in default_store_url()


def test_country_files_come_from_the_argument_then_the_environment_then_geonames(monkeypatch):
    monkeypatch.setenv("MAPAPP_GEONAMES", "http://127.0.0.1/mirror")
    assert read_settings(geonames_url="https://example.org/dump").geonames_url == "https://example.org/dump"
    assert read_settings().geonames_url == "http://127.0.0.1/mirror"
    monkeypatch.delenv("MAPAPP_GEONAMES")
    assert read_settings().geonames_url == "https://download.geonames.org/export/dump"


@pytest.mark.parametrize("url", ["ftp://example.org", "file:///etc", "download.geonames.org", "javascript:1"])
def test_an_address_that_cannot_have_country_files_is_refused(url):
    with pytest.raises(InputError, match="https:// or http://"):
        Settings(geonames_url=url)


def test_settings_cannot_be_changed_afterwards():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().store_url = "sqlite:////tmp/x"


def test_nobody_is_asked_unless_a_geocoder_is_named(monkeypatch):
    for name in ("", "_URL", "_KEY", "_CONTACT", "_REQUESTS"):
        monkeypatch.delenv(f"MAPAPP_GEOCODER{name}", raising=False)
    assert read_settings().geocoder == GeocoderSettings()
    assert GeocoderSettings().name is None
    monkeypatch.setenv("MAPAPP_GEOCODER", "off")
    assert read_settings().geocoder.name is None


def test_the_geocoder_is_read_from_the_environment(monkeypatch):
    given = {"": " Nominatim ", "_URL": "https://g.example", "_KEY": "k", "_CONTACT": "a@b.example", "_REQUESTS": "3"}
    for name, value in given.items():
        monkeypatch.setenv(f"MAPAPP_GEOCODER{name}", value)
    found = read_settings().geocoder
    assert (found.name, found.url, found.key) == ("nominatim", "https://g.example", "k")
    assert (found.contact, found.most_requests) == ("a@b.example", 3)


@pytest.mark.parametrize("value", ["many", "0", "-1", "101", "1.5"])
def test_a_wrong_bound_of_requests_is_said(monkeypatch, value):
    monkeypatch.setenv("MAPAPP_GEOCODER_REQUESTS", value)
    with pytest.raises(InputError, match="MAPAPP_GEOCODER_REQUESTS"):
        read_settings()


def test_the_switch_of_the_map_is_a_setting(monkeypatch):
    monkeypatch.setenv("MAPAPP_MAP_SWITCH", "5000")
    assert read_settings().map_switch == 5000
    monkeypatch.setenv("MAPAPP_MAP_SWITCH", "many")
    with pytest.raises(InputError, match="number of strikes"):
        read_settings()
