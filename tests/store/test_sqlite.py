"""The SQLite store and its file: what can be wrong with it is said in one sentence."""

import sqlite3
import threading
from pathlib import Path

import pytest

from mapapp.errors import DataError, StoreError
from mapapp.settings import Settings
from mapapp.store import Store, open_store
from mapapp.store.shipped import fill, read_strikes
from mapapp.store.sqlite import SqliteStore
from tests.store import samples


def _url(path: Path) -> str:
    return f"sqlite:///{path}"


def _filled(path: Path) -> None:
    store = open_store(_url(path))
    store.add_extraction(samples.extraction())
    store.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"folder .*file/sub of the store cannot be made"):
        open_store(_url(tmp_path / "file" / "sub" / "strikes.sqlite"))


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(_url(tmp_path))


def test_an_address_without_a_file_says_how_one_looks() -> None:
    with pytest.raises(StoreError, match="names no file"):
        open_store("sqlite:///")


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("notes, not a database " * 100)
    with pytest.raises(StoreError, match="is no SQLite database"):
        open_store(_url(path))
    assert path.read_text().startswith("notes")


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(StoreError, match="another program"):
        open_store(_url(path))


def test_a_damaged_file_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "strikes.sqlite"
    _filled(path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        open_store(_url(path)).strikes()


def test_a_row_that_is_no_strike_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "strikes.sqlite"
    _filled(path)
    raw = sqlite3.connect(path)
    raw.execute("UPDATE strikes SET json = '{}'")
    raw.commit()
    raw.close()
    store = open_store(_url(path))
    with pytest.raises(StoreError, match="a row that is damaged"):
        store.strikes()
    store.close()


def test_a_file_locked_by_another_program_is_told_after_the_wait(tmp_path: Path) -> None:
    path = tmp_path / "strikes.sqlite"
    _filled(path)
    store = SqliteStore(path, timeout=0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="locked by another program"):
        store.add_extraction(samples.extraction("r2", "Another text."))
    other.execute("ROLLBACK")
    other.close()
    assert store.add_extraction(samples.extraction("r2", "Another text.")).strikes == 1
    store.close()


def test_a_store_opened_for_reading_only_reads_and_refuses_to_write(tmp_path: Path) -> None:
    path = tmp_path / "strikes.sqlite"
    _filled(path)
    store = open_store(f"{_url(path)}?mode=ro")
    assert len(store.strikes()) == 1
    with pytest.raises(StoreError, match="only read"):
        store.add_extraction(samples.extraction("r2", "Another text."))
    store.close()


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "strikes.sqlite"
    _filled(path)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(StoreError, match="newer mapapp"):
        open_store(_url(path))


def test_the_history_cannot_be_changed_or_deleted(tmp_path: Path) -> None:
    path = tmp_path / "strikes.sqlite"
    _filled(path)
    raw = sqlite3.connect(path)
    for statement in ("DELETE FROM history", "UPDATE history SET what = 'nothing'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(statement)
    raw.close()


def test_a_commit_waits_for_the_disk_and_the_journal_is_the_safe_one(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "strikes.sqlite")
    connection = store._connection
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    wal = sqlite3.sqlite_version_info >= (3, 51, 3)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == ("wal" if wal else "delete")
    store.close()


def test_threads_share_one_store(tmp_path: Path) -> None:
    store = open_store(_url(tmp_path / "strikes.sqlite"))

    def write(name: str) -> None:
        for number in range(10):
            store.add_extraction(samples.extraction(f"{name}{number}", f"{name} {number}"))
            store.strikes()

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.reports()) == 40
    store.close()


def test_a_new_store_is_filled_with_the_shipped_strikes_and_their_sources(shipped_store: Store) -> None:
    strikes = shipped_store.strikes()
    assert len(strikes) == 120
    assert all(strike.sources and strike.dataset == "mapapp" for strike in strikes)


def test_filling_again_writes_nothing(shipped_store: Store, store_url: str) -> None:
    revision = shipped_store.revision()
    fill(shipped_store, Settings(store_url=store_url))
    assert shipped_store.revision() == revision


def test_a_damaged_shipped_file_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "strikes.jsonl").write_text('{"id": 1')
    with pytest.raises(DataError, match=r"strikes.jsonl is missing or damaged"):
        read_strikes(tmp_path / "strikes.jsonl")
