"""What asking a service needs from elsewhere: a memory of its answers and the installation's turn to ask.

The store keeps both (`mapapp.store.geocoding`); this layer must not know of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mapapp.model import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place in a service's answer, with the names it is known by there: `names` are compared, never shown."""

    place: Place
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a service answered; nothing found: it knows no such place. `at` is UTC in ISO 8601.

    `cached` says that the service was not asked now.
    """

    found: tuple[Found, ...]
    at: str
    cached: bool


class AnswerCache(Protocol):
    """Remembers answers, those without a place too, beyond the end of the process."""

    def get(self, service: str, query: str) -> Answer | None:
        """The answer that is still good, else None."""
        ...

    def put(self, service: str, query: str, found: Sequence[Found]) -> Answer:
        """Remember what the service has just answered."""
        ...


class Pace(Protocol):
    """One rhythm for all processes of an installation. Services are known by name and address."""

    def take(self, service: str, interval: float) -> float:
        """Take the turn to ask: 0 where it is taken, else the seconds after which to try again."""
        ...

    def hold(self, service: str, seconds: float) -> None:
        """Let nobody ask for so long: the service wants to be left alone."""
        ...

    def held(self, service: str) -> float:
        """Seconds for which nobody may ask, 0 where one may."""
        ...
