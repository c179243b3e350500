"""A strike in the making, and what it comes to once the whole report is read."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from mapapp.extract.sites import covers, precision
from mapapp.extract.statements import Ledger
from mapapp.extract.toll import Toll
from mapapp.extract.what import Thing
from mapapp.gazetteer.rows import distance_km
from mapapp.model import UNKNOWN_ACTOR, GeoPrecision, Outcome, Place, PlaceKind

_SAME_PLACE_KM = 12.0
_NEIGHBOURS = 100
# The rule by which a place stands in the clause of the attack itself.
NAMED = "named for the attack"


class Reason(NamedTuple):
    """Why a field is what it is: the rule, and the tokens `first` to `last` (exclusive), none where they are equal."""

    rule: str
    first: int = 0
    last: int = 0


@dataclass
class Event:
    """A strike in the making. `first` and `last` are the numbers of the clauses that tell of it."""

    place: Place | None
    day: date | None
    attacker: str
    attacked: str
    first: int
    last: int
    paragraph: int
    weapons: list[Thing] = field(default_factory=list)
    target: Thing | None = None
    tolls: list[Toll] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    reasons: dict[str, Reason] = field(default_factory=dict)
    intercepted: bool = False
    damaged: bool = False
    unconfirmed: bool = False
    strong: bool = False
    dated: bool = False
    place_confidence: float = 0.0
    by_name: bool = False

    def because(self, name: str, reason: Reason) -> None:
        """Note why a field is what it is now."""
        self.reasons[name] = reason

    def sides(self, attacker: str, attacked: str, reason: Reason | None, rule: str) -> None:
        """Take a named attacker, or any where none was known, over one that was only inferred."""
        by_name = reason is not None
        if (by_name and not self.by_name) or (self.attacker == UNKNOWN_ACTOR and attacker != UNKNOWN_ACTOR):
            self.attacker = attacker
            self.attacked = attacked if attacked not in (attacker, UNKNOWN_ACTOR) else self.attacked
            self.by_name = by_name
            self.because("attacker", reason or Reason(rule))

    def may_be_by(self, attacker: str, by_name: bool) -> bool:
        """Whether a sentence that names or infers this attacker can tell of this strike."""
        if attacker == self.attacker or UNKNOWN_ACTOR in (attacker, self.attacker):
            return True
        return not (by_name and self.by_name)


def same_place(a: Place | None, b: Place | None) -> bool:
    """Whether two places are one for a strike: the same, or a site and the town that it lies in."""
    if a is None or b is None:
        return a is b
    if a.id == b.id:
        return True
    if PlaceKind.CITY_DISTRICT in (a.kind, b.kind):
        return distance_km((a.latitude, a.longitude), (b.latitude, b.longitude)) < _SAME_PLACE_KM
    if precision(a.kind) in (GeoPrecision.REGION, GeoPrecision.WATER) or precision(b.kind) in (
        GeoPrecision.REGION,
        GeoPrecision.WATER,
    ):
        return False
    sites = GeoPrecision.SITE in (precision(a.kind), precision(b.kind))
    return sites and distance_km((a.latitude, a.longitude), (b.latitude, b.longitude)) < _SAME_PLACE_KM


def final_tolls(tolls: list[Toll]) -> tuple[Toll | None, Toll | None]:
    """The counts of killed and of injured that stand at the end: the highest that no sentence calls a first count."""
    others = [toll for toll in tolls if not toll.claimed]
    tolls = others if any(toll.killed is not None or toll.injured is not None for toll in others) else tolls
    dead = _highest([toll for toll in tolls if toll.killed is not None], "killed")
    hurt = _highest([toll for toll in tolls if toll.injured is not None], "injured")
    # "Nobody was hurt" does not stand beside a figure of people killed.
    if dead and dead.killed and hurt and hurt.injured == 0:
        hurt = None
    if hurt and hurt.injured and dead and dead.killed == 0:
        dead = None
    return dead, hurt


def _highest(tolls: list[Toll], name: str) -> Toll | None:
    standing = [toll for toll in tolls if not toll.outdated] or tolls
    return max(standing, key=lambda toll: getattr(toll, name), default=None)


def outcome(event: Event) -> Outcome:
    """Hit, unless all was intercepted without damage, or nobody could say."""
    if event.intercepted and not event.damaged:
        return Outcome.INTERCEPTED
    if event.unconfirmed and not any(toll.killed or toll.injured for toll in event.tolls):
        return Outcome.UNKNOWN
    return Outcome.HIT


def without_summaries(events: list[Event]) -> list[Event]:
    """The events less those at a region that only sum up the ones inside it that the text tells one by one."""
    return [
        event
        for number, event in enumerate(events)
        if not _is_summary(event, events[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS])
    ]


def _is_summary(event: Event, events: list[Event]) -> bool:
    if event.place is None or event.intercepted:
        return False
    inside = [
        other
        for other in events
        if other is not event and other.place and other.day == event.day and covers(event.place, other.place)
    ]
    bare = event.target is None and final_tolls(event.tolls) == (None, None)
    return len(inside) > 1 or (bool(inside) and bare)
