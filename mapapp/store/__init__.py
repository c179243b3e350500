"""Where reports and strikes are kept: `open_store(url)` gives a `Store`."""

from collections.abc import Callable

from mapapp.errors import InputError, UnknownNameError
from mapapp.store.base import Added, HistoryEntry, SavedView, Store
from mapapp.store.sqlite import SqliteStore

__all__ = ["STORES", "Added", "HistoryEntry", "SavedView", "Store", "open_store"]

STORES: dict[str, Callable[[str], Store]] = {"sqlite": SqliteStore.from_url}


def open_store(url: str) -> Store:
    """The store at an address such as `sqlite:////home/me/mapapp.sqlite`; it is made where there is none.

    Raises `UnknownNameError` for an address of another kind, `StoreError` where it cannot be opened.
    """
    name, separator, _ = url.partition("://")
    if not separator:
        raise InputError(f"The store address {url!r} is not known; it must look like sqlite:////path/to/file.")
    if name not in STORES:
        raise UnknownNameError("store", name, list(STORES))
    return STORES[name](url)
