"""The SQLite store: one file, Python's own sqlite3, safe against a kill at any moment."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from mapapp.errors import StoreError
from mapapp.model import Extraction, NamedPlace, Report, Strike
from mapapp.store import rows, schema, views
from mapapp.store.base import Added, HistoryEntry, SavedView
from mapapp.store.connection import in_words, path_of

_T = TypeVar("_T")
_INSERT_STRIKE = "INSERT INTO strikes (id, dataset, date, report, json) VALUES (?, ?, ?, ?, ?)"
_INSERT_HISTORY = "INSERT INTO history (at, what, subject, json) VALUES (?, ?, ?, ?)"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


_STRIKES = "SELECT json FROM strikes ORDER BY date IS NULL, date DESC, id"


class SqliteStore:
    """A `Store` in one file. One connection behind a lock serves all threads of the process."""

    def __init__(self, path: Path, *, read_only: bool = False, timeout: float = 10.0) -> None:
        self._path = str(path)
        self._lock = threading.RLock()
        self._connection = schema.open_current(path, read_only=read_only, timeout=timeout)

    @classmethod
    def from_url(cls, url: str) -> Self:
        """The store at `sqlite:////path/to/file`; with `?mode=ro` behind it, for reading only."""
        path, read_only = path_of(url)
        return cls(path, read_only=read_only)

    def strikes(self) -> list[Strike]:
        """See `Store.strikes`."""
        return self._all(_STRIKES, rows.strike_of)

    def each_row(self) -> Iterator[str]:
        """See `Store.each_row`; the store is read until the last row is."""
        with self._reading() as connection:
            for (text,) in connection.execute("SELECT json FROM strikes"):
                yield text

    def count(self) -> int:
        """See `Store.count`."""
        with self._reading() as connection:
            return int(connection.execute("SELECT count(*) FROM strikes").fetchone()[0])

    def strike(self, strike_id: str) -> Strike | None:
        """The strike of this id, None where there is none."""
        found = self._all("SELECT json FROM strikes WHERE id = ?", rows.strike_of, (strike_id,))
        return found[0] if found else None

    def places(self) -> list[NamedPlace]:
        """See `Store.places`."""
        return self._all("SELECT json FROM places ORDER BY report, number", rows.place_of)

    def reports(self) -> list[Report]:
        """See `Store.reports`."""
        return self._all("SELECT json FROM reports ORDER BY added DESC, id", rows.report_of)

    def report(self, report_id: str) -> Report | None:
        """See `Store.report`."""
        found = self._all("SELECT json FROM reports WHERE id = ?", rows.report_of, (report_id,))
        return found[0] if found else None

    def add_extraction(self, extraction: Extraction) -> Added:
        """See `Store.add_extraction`."""
        digest = rows.text_hash(extraction.report.text)
        with self._writing() as connection:
            there = connection.execute("SELECT id FROM reports WHERE text_hash = ?", (digest,)).fetchone()
            if there:
                return Added(report=there[0], strikes=0, places=0, already=True)
            if self._ids_taken(connection, extraction):
                extraction = rows.renamed(extraction, digest[:8])
            return self._insert(connection, extraction, digest)

    def seed(self, strikes: Iterable[Strike], name: str, version: str) -> int:
        """See `Store.seed`."""
        if self._seeded(name) == version:
            return 0
        with self._writing() as connection:
            if self._seeded(name) == version:
                return 0
            connection.execute("DELETE FROM strikes WHERE dataset = ? AND report IS NULL", (name,))
            written = [self._insert_seed(connection, strike, name) for strike in strikes]
            connection.execute(
                "INSERT INTO datasets (name, version) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET version = excluded.version",
                (name, version),
            )
            _note(connection, "seed", name, {"version": version, "strikes": written})
            return len(written)

    def remove_report(self, report_id: str) -> bool:
        """See `Store.remove_report`."""
        with self._writing() as connection:
            detail = self._removed(connection, report_id)
            if detail is None:
                return False
            connection.execute("DELETE FROM reports WHERE id = ?", (report_id,))
            _note(connection, "remove report", report_id, detail)
            return True

    def views(self) -> list[SavedView]:
        """See `Store.views`."""
        with self._reading() as connection:
            return views.listed(connection)

    def save_view(self, name: str, query: str) -> int:
        """See `Store.save_view`."""
        with self._writing() as connection:
            return views.save(connection, name, query, _now())

    def delete_view(self, number: int) -> bool:
        """See `Store.delete_view`."""
        with self._writing() as connection:
            return views.delete(connection, number)

    def history(self) -> list[HistoryEntry]:
        """See `Store.history`."""
        with self._reading() as connection:
            found = connection.execute("SELECT number, at, what, subject, json FROM history ORDER BY number")
            return [
                HistoryEntry(number=number, at=at, what=what, subject=subject, detail=rows.from_json(text))
                for number, at, what, subject, text in found
            ]

    def revision(self) -> int:
        """See `Store.revision`."""
        with self._reading() as connection:
            return int(connection.execute("SELECT coalesce(max(number), 0) FROM history").fetchone()[0])

    def mark(self) -> str:
        """See `Store.mark`: number and time of the last write."""
        with self._reading() as connection:
            last = connection.execute("SELECT number, at FROM history ORDER BY number DESC LIMIT 1").fetchone()
            return f"{last[0]} {last[1]}" if last else ""

    def close(self) -> None:
        """See `Store.close`."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, in_words(self._path):
            try:
                yield self._connection
            except (ValueError, KeyError, TypeError) as error:
                raise StoreError(
                    f"The store {self._path} holds a row that is damaged; put a backup in its place."
                ) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, in_words(self._path):
            # IMMEDIATE takes the writer's lock before the first read: a plain BEGIN that reads and then
            # writes fails as soon as two processes do it at once.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _all(self, query: str, read: Callable[[str], _T], values: tuple[str, ...] = ()) -> list[_T]:
        with self._reading() as connection:
            return [read(text) for (text,) in connection.execute(query, values)]

    def _seeded(self, name: str) -> str | None:
        with self._reading() as connection:
            row = connection.execute("SELECT version FROM datasets WHERE name = ?", (name,)).fetchone()
            return str(row[0]) if row else None

    def _ids_taken(self, connection: sqlite3.Connection, extraction: Extraction) -> bool:
        report = extraction.report.id
        if connection.execute("SELECT 1 FROM reports WHERE id = ?", (report,)).fetchone():
            return True
        return any(_has_strike(connection, strike.id) for strike in extraction.strikes)

    def _insert(self, connection: sqlite3.Connection, extraction: Extraction, digest: str) -> Added:
        report = extraction.report
        connection.execute(
            "INSERT INTO reports (id, text_hash, added, json) VALUES (?, ?, ?, ?)",
            (report.id, digest, _now(), rows.report_json(report)),
        )
        for strike in extraction.strikes:
            _insert_strike(connection, replace(strike, report=report.id), report.id)
        connection.executemany(
            "INSERT INTO places (report, number, json) VALUES (?, ?, ?)",
            [(report.id, n, rows.place_json(place)) for n, place in enumerate(extraction.places)],
        )
        detail = {
            "title": report.title,
            "text_hash": digest,
            "strikes": [rows.strike_row(strike) for strike in extraction.strikes],
            "places": len(extraction.places),
        }
        _note(connection, "add report", report.id, detail)
        return Added(report=report.id, strikes=len(extraction.strikes), places=len(extraction.places))

    def _insert_seed(self, connection: sqlite3.Connection, strike: Strike, name: str) -> str:
        free = f"{strike.id}-{name}" if _has_strike(connection, strike.id) else strike.id
        _insert_strike(connection, replace(strike, id=free, dataset=name), None)
        return free

    def _removed(self, connection: sqlite3.Connection, report_id: str) -> dict[str, Any] | None:
        found = connection.execute("SELECT json FROM reports WHERE id = ?", (report_id,)).fetchone()
        if found is None:
            return None
        return {
            "report": rows.from_json(found[0]),
            "strikes": _json_of(connection, "SELECT json FROM strikes WHERE report = ?", report_id),
            "places": _json_of(connection, "SELECT json FROM places WHERE report = ?", report_id),
        }


def _json_of(connection: sqlite3.Connection, query: str, value: str) -> list[dict[str, Any]]:
    return [rows.from_json(text) for (text,) in connection.execute(query, (value,))]


def _has_strike(connection: sqlite3.Connection, strike_id: str) -> bool:
    return connection.execute("SELECT 1 FROM strikes WHERE id = ?", (strike_id,)).fetchone() is not None


def _insert_strike(connection: sqlite3.Connection, strike: Strike, report: str | None) -> None:
    day = strike.date.isoformat() if strike.date else None
    connection.execute(_INSERT_STRIKE, (strike.id, strike.dataset, day, report, rows.strike_json(strike)))


def _note(connection: sqlite3.Connection, what: str, subject: str, detail: dict[str, Any]) -> None:
    connection.execute(_INSERT_HISTORY, (_now(), what, subject, rows.to_json(detail)))
