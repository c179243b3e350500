"""What a store promises, whichever database is behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from mapapp.model import Extraction, NamedPlace, Report, Strike


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `Store.add_extraction` wrote. `already` says that the report was there and nothing was written."""

    report: str
    strikes: int
    places: int
    already: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One write. `at` is a UTC time in ISO 8601; `detail` is what was written, as JSON values."""

    number: int
    at: str
    what: str
    subject: str
    detail: dict[str, Any]


MOST_VIEWS, MOST_VIEW_NAME = 200, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A view that was given a name. `query` is that of the app's address; `saved` a UTC time in ISO 8601."""

    number: int
    name: str
    query: str
    saved: str


class Store(Protocol):
    """Keeps reports and what was read out of them.

    Every method raises `StoreError`, with one sentence, where the database cannot do it. What a method that
    writes has returned from is on the disk.
    """

    def strikes(self) -> list[Strike]:
        """All strikes, the latest first; those without a date last."""
        ...

    def each_row(self) -> Iterator[str]:
        """The JSON object of each strike, in no order, read one after the other: for stores that hold very many."""
        ...

    def count(self) -> int:
        """How many strikes there are."""
        ...

    def strike(self, strike_id: str) -> Strike | None:
        """The strike of this id, None where there is none."""
        ...

    def places(self) -> list[NamedPlace]:
        """All places that reports name without a strike there."""
        ...

    def reports(self) -> list[Report]:
        """All reports, the one added last first."""
        ...

    def report(self, report_id: str) -> Report | None:
        """The report of this id, None where there is none."""
        ...

    def add_extraction(self, extraction: Extraction) -> Added:
        """Add a report with its strikes and places, all or nothing; a report that is there adds nothing."""
        ...

    def seed(self, strikes: Iterable[Strike], name: str, version: str) -> int:
        """Make the data set `name` hold exactly `strikes`, unless it is at `version` already.

        Rows of reports and of other data sets stay as they are. Returns how many strikes were written.
        """
        ...

    def remove_report(self, report_id: str) -> bool:
        """Remove a report with its strikes and places; False where there is none."""
        ...

    def views(self) -> list[SavedView]:
        """The saved views, the one saved first first."""
        ...

    def save_view(self, name: str, query: str) -> int:
        """Save a view under a name, in the place of one of the same name; returns its number.

        Raises `InputError` where the name is empty or too long, or where there are MOST_VIEWS already.
        """
        ...

    def delete_view(self, number: int) -> bool:
        """Delete a saved view; False where there is none."""
        ...

    def history(self) -> list[HistoryEntry]:
        """Every write there ever was, the first one first."""
        ...

    def revision(self) -> int:
        """A number that grows with every write, of this process or another; cheap to ask for."""
        ...

    def mark(self) -> str:
        """A short text that no other state of any store has: what is worked out of the strikes can be kept under it."""
        ...

    def close(self) -> None:
        """Close the database; the store is not used after it."""
        ...
