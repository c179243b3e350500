"""Every error that mapapp raises on purpose.

The message of each is one sentence for a person: what is wrong and what to do about it. Interfaces show
it as it stands and never a traceback.
"""


class MapappError(Exception):
    """The base of all errors that mapapp raises on purpose."""


class InputError(MapappError):
    """What was handed in (text, file, date, address, option) cannot be used as it is."""


class DataError(MapappError):
    """A file of mapapp's own data, or a model that the settings name, is missing or damaged."""


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


class ServiceError(MapappError):
    """A service (a geocoder, a model's endpoint) gave no answer that can be used; the kinds say why.

    `service` is its name in the settings. `stops` says that asking on would be wrong for the rest of the run.
    """

    stops = False

    def __init__(self, service: str, sentence: str) -> None:
        super().__init__(sentence)
        self.service = service


class ServiceTimeoutError(ServiceError):
    """The service did not answer in time."""


class ServiceUnavailableError(ServiceError):
    """The service cannot be reached, is broken, or has moved."""


class BadAnswerError(ServiceError):
    """The service answered with something that is no answer in its format."""


class RefusedError(ServiceError):
    """The service refuses this installation or its key."""

    stops = True


class QuotaError(ServiceError):
    """The service asks to be left alone for a while: `retry_after` seconds, None where it does not say."""

    stops = True

    def __init__(self, service: str, sentence: str, retry_after: float | None = None) -> None:
        super().__init__(service, sentence)
        self.retry_after = retry_after
