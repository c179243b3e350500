"""The strikes of the store as one table, shared by all sessions, and the tables of reports not yet saved.

One `Tables` serves the process: pages and data routes ask it for the same tables by version.
"""

import threading
import time
from collections import OrderedDict
from contextvars import ContextVar
from functools import lru_cache

from mapapp.app.reading import read_table
from mapapp.columns import StrikeTable
from mapapp.model import Extraction
from mapapp.settings import Settings, read_settings
from mapapp.store import Store, open_store
from mapapp.store.shipped import fill

MAX_KEPT, KEPT_SECONDS = 64, 3600.0

asked_version: ContextVar[str | None] = ContextVar("asked_version", default=None)


class Tables:
    """The store and its table. `keep` holds further tables for a time, at most MAX_KEPT of them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._current: tuple[int, StrikeTable] | None = None
        self._kept: OrderedDict[str, tuple[float, StrikeTable]] = OrderedDict()

    @property
    def store(self) -> Store:
        """The store, opened and filled at the first call. Raises `StoreError`; the next call tries again."""
        with self._lock:
            if self._store is None:
                store = open_store(self.settings.store_url)
                fill(store, self.settings)
                self._store = store
            return self._store

    def current(self) -> StrikeTable:
        """The table of what the store holds now; built anew only where the store has changed."""
        store = self.store
        revision = store.revision()
        with self._lock:
            if self._current is None or self._current[0] != revision:
                table = read_table(store, self.settings.store_url)
                self._current = (revision, table)
                self._keep(table)
            return self._current[1]

    def keep(self, table: StrikeTable) -> None:
        """Serve this table under its version for the next hour."""
        with self._lock:
            self._keep(table)

    def asked(self) -> StrikeTable:
        """The table whose version the request at hand names, if it is kept; else the current one."""
        with self._lock:
            kept = self._kept.get(asked_version.get() or "")
        return kept[1] if kept else self.current()

    def _keep(self, table: StrikeTable) -> None:
        now = time.monotonic()
        self._kept[table.version] = (now, table)
        self._kept.move_to_end(table.version)
        for version, (since, _) in list(self._kept.items()):
            if len(self._kept) > MAX_KEPT or now - since > KEPT_SECONDS:
                del self._kept[version]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables of this process, of the store that MAPAPP_STORE or the default names."""
    return Tables(read_settings())


def report_table(extraction: Extraction) -> StrikeTable:
    """A table of one report's strikes and places."""
    return StrikeTable.build(extraction.strikes, extraction.places)
