"""Where things are, read once at each entry point."""

import dataclasses

import pytest

from mapapp import settings
from mapapp.errors import DataError, InputError
from mapapp.settings import Settings, data_dir, default_store_url, read_settings


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


def test_settings_cannot_be_changed_afterwards():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().store_url = "sqlite:////tmp/x"


def test_the_switch_of_the_map_is_a_setting(monkeypatch):
    monkeypatch.setenv("MAPAPP_MAP_SWITCH", "5000")
    assert read_settings().map_switch == 5000
    monkeypatch.setenv("MAPAPP_MAP_SWITCH", "many")
    with pytest.raises(InputError, match="number of strikes"):
        read_settings()
