"""Opening an SQLite file safely, and its errors in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mapapp.errors import StoreError

# Before this version several connections in WAL mode could damage a file (sqlite.org/wal.html, "WAL-reset bug").
_SAFE_WAL = (3, 51, 3)

_SENTENCES = {
    sqlite3.SQLITE_NOTADB: "The file {path} is no SQLite database; choose another file for the store.",
    sqlite3.SQLITE_CORRUPT: "The store {path} is damaged; put a backup in its place or choose another file.",
    sqlite3.SQLITE_BUSY: "The store {path} is locked by another program; close that and try again.",
    sqlite3.SQLITE_LOCKED: "The store {path} is locked by another program; close that and try again.",
    sqlite3.SQLITE_READONLY: "The store {path} cannot be written to, only read; check its permissions.",
    sqlite3.SQLITE_CANTOPEN: "The store {path} cannot be opened; check the folder and its permissions.",
    sqlite3.SQLITE_PERM: "The store {path} cannot be opened; check its permissions.",
    sqlite3.SQLITE_FULL: "The disk of the store {path} is full; nothing was saved. Free some space and try again.",
    sqlite3.SQLITE_IOERR: "The disk of the store {path} cannot be read or written; nothing was saved.",
}


def _sentence(error: sqlite3.Error, path: str) -> str:
    # The low byte is the kind; the rest says where in SQLite it arose.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    known = _SENTENCES.get(code)
    return known.format(path=path) if known else f"The store {path} cannot be used: {error}."


@contextmanager
def in_words(path: str) -> Iterator[None]:
    """Turns what SQLite raises into a `StoreError` of one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_sentence(error, path)) from error


def path_of(url: str) -> tuple[Path, bool]:
    """The file of a `sqlite:///` address, and whether `?mode=ro` asks for reading only."""
    rest = url.removeprefix("sqlite:///")
    name = rest.removesuffix("?mode=ro")
    if not name or rest == url:
        raise StoreError(f"The store address {url!r} names no file; it must look like sqlite:////path/to/file.")
    return Path(name).absolute(), name != rest


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {path.parent} of the store cannot be made ({error.strerror}); choose another file."
        ) from error
    if path.is_dir():
        raise StoreError(f"The store {path} is a folder; name a file in it.")


def connect(path: Path, *, read_only: bool = False, timeout: float = 10.0) -> sqlite3.Connection:
    """A connection in autocommit mode, durable (a commit is on the disk) and with foreign keys on.

    `timeout` is how many seconds to wait for another writer.
    """
    if not read_only:
        _make_folder(path)
    mode = "ro" if read_only else "rwc"
    with in_words(str(path)):
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode={mode}",
            uri=True,
            timeout=timeout,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            if not read_only:
                _set_journal(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _set_journal(connection: sqlite3.Connection) -> None:
    wanted = "wal" if sqlite3.sqlite_version_info >= _SAFE_WAL else "delete"
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        connection.execute(f"PRAGMA journal_mode = {wanted}")
