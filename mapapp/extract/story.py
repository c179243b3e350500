"""How far a report has been read: its strikes so far, and what the next sentence can go on about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from mapapp.extract.event import Event
from mapapp.extract.facts import Facts
from mapapp.extract.sites import Site
from mapapp.extract.statements import Said

# A sentence tells again of one of the strikes told last; looking no further back keeps time linear.
_LOOK_BACK = 120


@dataclass
class Topic:
    """A place that clause `number` of a paragraph, which it `opens` or not, speaks of without telling of a strike."""

    number: int
    paragraph: int
    site: Site
    opens: bool = False


@dataclass
class Story:
    """`current` are the strikes that the last clause was about, `pending` is an attack still without a place.

    `said` are the actors quoted last, `claims` what sides say of their attacks in general with the clause's number,
    `attacker` is the side that the text has named last for an attack, `day` the day of the strike told last, `day_here`
    the one that the paragraph speaks of, `day_headed` that of the last line which is only a day.
    """

    events: list[Event] = field(default_factory=list)
    current: list[Event] = field(default_factory=list)
    pending: Facts | None = None
    said: set[str] = field(default_factory=set)
    claims: list[tuple[int, Said]] = field(default_factory=list)
    heading: Site | None = None
    topic: Topic | None = None
    paragraph: int = -1
    opens_paragraph: bool = False
    day: date | None = None
    day_here: date | None = None
    day_headed: date | None = None
    attacker: str | None = None

    def recent(self) -> Iterator[Event]:
        """The strikes told so far, the last first."""
        return reversed(self.events[-_LOOK_BACK:])

    def enter_paragraph(self, number: int) -> None:
        """Note that a clause of paragraph `number` is read; a new one has no heading and no day yet."""
        self.opens_paragraph = number != self.paragraph
        if self.opens_paragraph:
            self.paragraph = number
            self.heading = None
            self.day_here = None

    def begin_anew(self) -> None:
        """Note that what follows is an entry of its own, which goes on about nothing told before."""
        self.current, self.pending, self.topic = [], None, None

    def first_day(self) -> date | None:
        """The first day that the text says of a strike."""
        return next((event.day for event in self.events[:_LOOK_BACK] if event.dated), None)
