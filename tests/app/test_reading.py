"""Reading a store of very many strikes."""

import sqlite3
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from mapapp.app.reading import read_table
from mapapp.columns import StrikeTable
from mapapp.columns.kept import Keeper
from mapapp.errors import StoreError
from mapapp.model import Strike
from mapapp.packed import pack
from mapapp.settings import kept_columns
from mapapp.store import open_store
from tests.unpacking import unpack


def test_a_process_of_its_own_makes_the_columns_and_a_write_to_the_store_makes_them_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    url = f"sqlite:///{tmp_path / 'strikes.sqlite'}"
    store = open_store(url)
    rows = [Strike(id=str(i), date=date(2025, 1, 1 + i), place="Odesa", country="UA") for i in range(5)]
    store.seed(rows, "many", "1")
    table = read_table(store, url, kept=3)
    assert "mapapp reads the strikes: 5 of 5" in capfd.readouterr().out
    assert Keeper(kept_columns(url), store.mark()).load() is not None
    _, columns = unpack(pack(table))
    _, expected = unpack(pack(StrikeTable.build(store.strikes())))
    assert all(np.array_equal(columns[name], expected[name], equal_nan=name in "xy") for name in expected)
    assert read_table(store, url, kept=3).version == table.version
    assert capfd.readouterr().out == ""
    store.seed(rows[:4], "many", "2")
    assert len(read_table(store, url, kept=3)) == 4
    store.close()


def test_without_a_place_on_the_disk_the_strikes_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("a file, no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    url = f"sqlite:///{tmp_path / 'strikes.sqlite'}"
    store = open_store(url)
    store.seed([Strike(id=str(i), date=None) for i in range(5)], "many", "1")
    assert len(read_table(store, url, kept=3)) == 5
    store.close()


@pytest.mark.parametrize("kept", [3, 10])
def test_a_damaged_row_gives_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    url = f"sqlite:///{tmp_path / 'strikes.sqlite'}"
    store = open_store(url)
    store.seed([Strike(id=str(i), date=None) for i in range(5)], "many", "1")
    with sqlite3.connect(tmp_path / "strikes.sqlite") as other:
        other.execute("UPDATE strikes SET json = '{\"id\": 3}' WHERE id = '2'")
    other.close()
    with pytest.raises(StoreError, match="damaged"):
        read_table(store, url, kept)
    store.close()
