"""The pages in Streamlit's own test runner, on a real store."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mapapp.app import tables as tables_module

MAIN = Path(tables_module.__file__).with_name("main.py")


@pytest.fixture
def store_in_use(store_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The store that the pages use: new, in a folder of this test."""
    monkeypatch.setenv("MAPAPP_STORE", store_url)
    tables_module.tables.cache_clear()
    yield store_url
    tables_module.tables().store.close()
    tables_module.tables.cache_clear()


@pytest.fixture
def open_app(store_in_use: str) -> Callable[..., AppTest]:
    """Runs the main script with parameters in its address; `page` runs another page than the map."""

    def make(page: str = "", **params: str) -> AppTest:
        if page:
            app = AppTest.from_string(f"from mapapp.app import {page}\n{page}.show()", default_timeout=30)
        else:
            app = AppTest.from_file(str(MAIN), default_timeout=30)
        for name, value in params.items():
            app.query_params[name] = value
        return app.run()

    return make
