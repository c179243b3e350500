"""The tables of the SQLite store and the way from each schema to the next."""

import sqlite3
from pathlib import Path

from mapapp.errors import StoreError
from mapapp.store.connection import connect, in_words

# "mapa" as a big-endian number: tells a file of ours from one of another program.
APPLICATION_ID = 0x6D617061

# Each entry takes a file from schema n to n + 1. Entries that were released are never changed.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE reports (
            id TEXT PRIMARY KEY, text_hash TEXT NOT NULL UNIQUE, added TEXT NOT NULL, json TEXT NOT NULL)""",
        "CREATE INDEX reports_added ON reports (added)",
        """CREATE TABLE strikes (
            id TEXT PRIMARY KEY, dataset TEXT NOT NULL, date TEXT,
            report TEXT REFERENCES reports (id) ON DELETE CASCADE, json TEXT NOT NULL)""",
        "CREATE INDEX strikes_date ON strikes (date DESC, id)",
        "CREATE INDEX strikes_report ON strikes (report)",
        "CREATE INDEX strikes_dataset ON strikes (dataset)",
        """CREATE TABLE places (
            report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
            number INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (report, number))""",
        "CREATE TABLE datasets (name TEXT PRIMARY KEY, version TEXT NOT NULL)",
        """CREATE TABLE history (
            number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, what TEXT NOT NULL,
            subject TEXT NOT NULL, json TEXT NOT NULL)""",
        """CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history
            BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END""",
        """CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history
            BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END""",
    ),
    (
        # What geocoding services answered, and when they may be asked again. Times are seconds since 1970, UTC.
        """CREATE TABLE geocoder_answers (
            service TEXT NOT NULL, query TEXT NOT NULL, at REAL NOT NULL, found INTEGER NOT NULL,
            json TEXT NOT NULL, PRIMARY KEY (service, query)) WITHOUT ROWID""",
        "CREATE INDEX geocoder_answers_at ON geocoder_answers (at)",
        """CREATE TABLE geocoder_pace (
            service TEXT PRIMARY KEY, asked REAL NOT NULL, held_until REAL NOT NULL)""",
    ),
    (
        """CREATE TABLE views (
            number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,
            query TEXT NOT NULL, saved TEXT NOT NULL)""",
    ),
    # No statement: strikes may now carry the ends of a toll and of a time in their JSON, which older versions refuse.
    (),
)

VERSION = len(MIGRATIONS)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _is_foreign(connection: sqlite3.Connection) -> bool:
    if _pragma(connection, "application_id") == APPLICATION_ID:
        return False
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return bool(tables) or _pragma(connection, "application_id") != 0


def _version(connection: sqlite3.Connection, path: str) -> int:
    if _is_foreign(connection):
        raise StoreError(f"The file {path} is a database of another program; choose another file for the store.")
    version = _pragma(connection, "user_version")
    if version > VERSION:
        raise StoreError(
            f"The store {path} was written by a newer mapapp (schema {version}, this one reads {VERSION}); "
            "install the newer mapapp or choose another file."
        )
    return version


def open_current(path: Path, *, read_only: bool = False, timeout: float = 10.0) -> sqlite3.Connection:
    """A connection as `connect` gives it to a file that has the newest schema. Raises StoreError."""
    connection = connect(path, read_only=read_only, timeout=timeout)
    try:
        with in_words(str(path)):
            migrate(connection, str(path))
    except BaseException:
        connection.close()
        raise
    return connection


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Bring the file to the newest schema. Two processes may try at once: the second finds it done."""
    if _version(connection, path) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in MIGRATIONS[_version(connection, path) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
