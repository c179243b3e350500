"""The store's strikes as a table. Columns of very many are made by a process of its own: its memory goes with it."""

import subprocess
import sys

from mapapp.columns import StrikeTable
from mapapp.columns.kept import Keeper
from mapapp.columns.large import CHUNK, KEPT, build_table
from mapapp.errors import StoreError
from mapapp.settings import kept_columns
from mapapp.store import Store, open_store

_APART = "import sys; from mapapp.app.reading import keep; keep(sys.argv[1], int(sys.argv[2]))"


def read_table(store: Store, store_url: str, kept: int = KEPT) -> StrikeTable:
    """The table of all that the store holds. Raises `StoreError` where a row of it is damaged."""
    if store.count() <= kept:
        return _build(store, None, kept)
    keeper = Keeper(kept_columns(store_url), store.mark())
    if keeper.load() is None:
        # Where this cannot be done, it is done below, in this process.
        subprocess.run([sys.executable, "-c", _APART, store_url, str(kept)], check=False)  # noqa: S603
    return _build(store, keeper, kept)


def keep(store_url: str, kept: int = KEPT) -> None:
    """Make the columns of a store of more than `kept` strikes and keep them on the disk."""
    store = open_store(store_url)
    try:
        _build(store, Keeper(kept_columns(store_url), store.mark()), kept)
    finally:
        store.close()


def _build(store: Store, keeper: Keeper | None, kept: int) -> StrikeTable:
    def say(done: int) -> None:
        if done == many or done % 100_000 < CHUNK:
            print(f"mapapp reads the strikes: {done:,} of {many:,}", flush=True)

    many = store.count()
    try:
        return build_table(store.each_row(), store.places(), store.strike, kept, say, keeper)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError("The store holds a row that is damaged; put a backup in its place.") from error
