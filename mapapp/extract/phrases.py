"""Phrases that say when: a day, the ends of a range of days, a clock time with its zone."""

from datetime import date
from typing import NamedTuple


class Clock(NamedTuple):
    """A time of day in an IANA time zone; `hour` and `minute` are None where it is only "late" there."""

    zone: str
    hour: int | None = None
    minute: int = 0


class Phrase(NamedTuple):
    """The tokens `start` to `end` that say when, the day that they come to, and the rule that read them.

    `first` and `last` are the ends of a range of days, None where the phrase is about one day.
    """

    start: int
    end: int
    day: date
    rule: str
    first: date | None = None
    last: date | None = None
    clock: Clock | None = None
