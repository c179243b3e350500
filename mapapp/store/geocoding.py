"""The store's part for geocoding services: their answers, and one rhythm of asking for all processes.

It implements `AnswerCache` and `Pace` of `mapapp.geocode.ports`. A connection of its own keeps a report that is being
saved from waiting for a service, and the other way round.
"""

import dataclasses
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from mapapp.errors import StoreError
from mapapp.geocode.ports import Answer, Found
from mapapp.model import Place, PlaceKind
from mapapp.store import schema
from mapapp.store.connection import in_words, path_of
from mapapp.store.rows import to_json

DAY = 86_400.0
FOUND_DAYS, NOT_FOUND_DAYS = 90, 7


class SqliteGeocoding:
    """`AnswerCache` and `Pace` in the file of the SQLite store; `clock` gives seconds since 1970."""

    def __init__(self, path: Path, *, read_only: bool = False, clock: Callable[[], float] = time.time) -> None:
        self._path, self._clock = str(path), clock
        self._lock = threading.RLock()
        self._connection = schema.open_current(path, read_only=read_only)

    @classmethod
    def from_url(cls, url: str) -> Self:
        """The part of the store at `sqlite:////path/to/file`."""
        path, read_only = path_of(url)
        return cls(path, read_only=read_only)

    def get(self, service: str, query: str) -> Answer | None:
        """An answer that found something is good for 90 days, one that did not for 7: maps gain places."""
        with self._lock, in_words(self._path):
            row = self._connection.execute(
                "SELECT at, json FROM geocoder_answers WHERE service = ? AND query = ? "
                "AND at > ? - CASE WHEN found THEN ? ELSE ? END",
                (service, query, self._clock(), FOUND_DAYS * DAY, NOT_FOUND_DAYS * DAY),
            ).fetchone()
        if row is None:
            return None
        try:
            return Answer(found=tuple(map(_found_of, json.loads(row[1]))), at=_iso(row[0]), cached=True)
        except (ValueError, KeyError, TypeError):
            # A row that cannot be read is as good as none: the service is asked again and writes over it.
            return None

    def put(self, service: str, query: str, found: Sequence[Found]) -> Answer:
        """Remember an answer in place of an older one; forget all that are too old."""
        at = self._clock()
        text = to_json({"found": [dataclasses.asdict(one) for one in found]})[len('{"found":') : -1]
        with self._writing() as connection:
            connection.execute("DELETE FROM geocoder_answers WHERE at <= ?", (at - FOUND_DAYS * DAY,))
            connection.execute(
                "INSERT OR REPLACE INTO geocoder_answers (service, query, at, found, json) VALUES (?, ?, ?, ?, ?)",
                (service, query, at, bool(found), text),
            )
        return Answer(found=tuple(found), at=_iso(at), cached=False)

    def take(self, service: str, interval: float) -> float:
        """See `Pace.take`. The turn is taken under the writer's lock, so that two processes never get the same."""
        with self._writing() as connection:
            now = self._clock()
            asked, held = self._row(connection, service)
            # A clock that was set back must not stop everybody until it has caught up: nothing is held for over a day.
            wait = max(min(held - now, DAY), min(interval, asked + interval - now))
            if wait > 0:
                return wait
            self._write(connection, service, now, held)
            return 0.0

    def hold(self, service: str, seconds: float) -> None:
        """See `Pace.hold`; a shorter one does not end a longer one."""
        with self._writing() as connection:
            asked, held = self._row(connection, service)
            self._write(connection, service, asked, max(held, self._clock() + seconds))

    def held(self, service: str) -> float:
        """See `Pace.held`."""
        with self._lock, in_words(self._path):
            return min(DAY, max(0.0, self._row(self._connection, service)[1] - self._clock()))

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, in_words(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @staticmethod
    def _row(connection: sqlite3.Connection, service: str) -> tuple[float, float]:
        row = connection.execute("SELECT asked, held_until FROM geocoder_pace WHERE service = ?", (service,)).fetchone()
        return (row[0], row[1]) if row else (0.0, 0.0)

    @staticmethod
    def _write(connection: sqlite3.Connection, service: str, asked: float, held: float) -> None:
        connection.execute(
            "INSERT OR REPLACE INTO geocoder_pace (service, asked, held_until) VALUES (?, ?, ?)", (service, asked, held)
        )


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _found_of(row: dict[str, Any]) -> Found:
    place = row["place"]
    return Found(place=Place(**{**place, "kind": PlaceKind(place["kind"])}), names=tuple(row["names"]))


GEOCODING: dict[str, Callable[[str], SqliteGeocoding]] = {"sqlite": SqliteGeocoding.from_url}


def open_geocoding(url: str) -> SqliteGeocoding:
    """The geocoding part of the store at an address. Raises `StoreError` where it cannot be opened."""
    name = url.partition("://")[0]
    if name not in GEOCODING:
        raise StoreError(f"The store {url!r} cannot keep a geocoder's answers; use one at sqlite:////path/to/file.")
    return GEOCODING[name](url)
