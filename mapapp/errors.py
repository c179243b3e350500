"""Every error that mapapp raises on purpose.

The message of each is one sentence for a person: what is wrong and what to do about it. Interfaces show
it as it stands and never a traceback.
"""


class MapappError(Exception):
    """The base of all errors that mapapp raises on purpose."""


class InputError(MapappError):
    """What was handed in (text, file, date, address, option) cannot be used as it is."""


class DataError(MapappError):
    """A file of mapapp's own data is missing or damaged."""


class StoreError(MapappError):
    """The store cannot be opened, read or written."""


class UnknownNameError(InputError):
    """A name that a table of adapters does not have; the message lists those that it has."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        super().__init__(f"There is no {kind} called {name!r}; choose one of: {', '.join(sorted(known))}.")


class DownloadError(MapappError):
    """A file cannot be fetched: no connection, a refusal, a break, too slow, too large."""


class CountryFileError(MapappError):
    """A country file is not in GeoNames' format, or damaged."""
