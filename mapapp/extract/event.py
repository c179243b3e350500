"""A strike in the making, and what it comes to once the whole report is read."""

from dataclasses import dataclass, field
from datetime import date

from mapapp.extract.toll import Toll
from mapapp.extract.what import Thing
from mapapp.extract.where import covers, precision
from mapapp.extract.who import Ledger
from mapapp.gazetteer.rows import distance_km
from mapapp.model import UNKNOWN_ACTOR, GeoPrecision, Outcome, Place

_SAME_PLACE_KM = 12.0


@dataclass
class Event:
    """A strike in the making."""

    place: Place | None
    day: date | None
    attacker: str
    attacked: str
    first: int
    last: int
    paragraph: int
    weapons: list[Thing] = field(default_factory=list)
    target: Thing | None = None
    toll: Toll = field(default_factory=Toll)
    tolls: list[Toll] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    intercepted: bool = False
    damaged: bool = False
    unconfirmed: bool = False
    strong: bool = False
    dated: bool = False
    place_confidence: float = 0.0


def same_place(a: Place | None, b: Place | None) -> bool:
    """Whether two places are one for a strike: the same, or a site and the town that it lies in."""
    if a is None or b is None:
        return a is b
    if a.id == b.id:
        return True
    if precision(a.kind) in (GeoPrecision.REGION, GeoPrecision.WATER) or precision(b.kind) in (
        GeoPrecision.REGION,
        GeoPrecision.WATER,
    ):
        return False
    sites = GeoPrecision.SITE in (precision(a.kind), precision(b.kind))
    return sites and distance_km((a.latitude, a.longitude), (b.latitude, b.longitude)) < _SAME_PLACE_KM


def final_toll(tolls: list[Toll]) -> tuple[int | None, int | None]:
    """The figures that stand at the end: the highest that no sentence calls a first count."""
    killed = [toll.killed for toll in tolls if toll.killed is not None and not toll.outdated]
    injured = [toll.injured for toll in tolls if toll.injured is not None and not toll.outdated]
    killed = killed or [toll.killed for toll in tolls if toll.killed is not None]
    injured = injured or [toll.injured for toll in tolls if toll.injured is not None]
    dead, hurt = max(killed, default=None), max(injured, default=None)
    # "Nobody was hurt" does not stand beside a figure of people killed.
    if dead and hurt == 0:
        hurt = None
    if hurt and dead == 0:
        dead = None
    return dead, hurt


def outcome(event: Event) -> Outcome:
    """Hit, unless all was intercepted without damage, or nobody could say."""
    if event.intercepted and not event.damaged:
        return Outcome.INTERCEPTED
    if event.unconfirmed and not any(toll.killed or toll.injured for toll in event.tolls):
        return Outcome.UNKNOWN
    return Outcome.HIT


def confidence(event: Event) -> float:
    """A first estimate: clear words, a known attacker, weapon, target and day, and the place's own confidence."""
    score = 0.35 + 0.25 * event.strong + 0.08 * bool(event.weapons) + 0.08 * bool(event.target)
    score += 0.1 * (event.attacker != UNKNOWN_ACTOR) + 0.08 * event.dated
    return round(min(0.98, score) * (0.4 + 0.6 * event.place_confidence if event.place else 0.3), 2)


def is_summary(event: Event, events: list[Event]) -> bool:
    """Whether an event at a region only sums up those inside it that the text tells one by one."""
    if event.place is None or event.intercepted:
        return False
    inside = [
        other
        for other in events
        if other is not event and other.place and other.day == event.day and covers(event.place, other.place)
    ]
    bare = event.target is None and final_toll(event.tolls) == (None, None)
    return len(inside) > 1 or (bool(inside) and bare)
