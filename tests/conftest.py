"""What many tests start from: a sample extraction, strikes and stores."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from mapapp.settings import Settings
from mapapp.store import Store, open_store
from mapapp.store.shipped import fill

# How long an example takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_HOME = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """No test, nor a process that one starts, sees what the developer has in the user's data directory."""
    home = config.stash[_HOME] = tempfile.mkdtemp(prefix="mapapp-tests-")
    os.environ["XDG_DATA_HOME"] = home
    os.environ["MAPAPP_GAZETTEER"] = f"{home}/gazetteer"


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_HOME], ignore_errors=True)


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    """The address of a store that is not there yet."""
    return f"sqlite:///{tmp_path / 'folder' / 'strikes.sqlite'}"


@pytest.fixture
def shipped_store(store_url: str) -> Iterator[Store]:
    """A store filled with what mapapp ships."""
    store = open_store(store_url)
    fill(store, Settings(store_url=store_url))
    yield store
    store.close()
