"""A strike in the making, and what it comes to once the whole report is read."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from mapapp.extract.launch import Launch
from mapapp.extract.ledger import Ledger
from mapapp.extract.phrases import Phrase
from mapapp.extract.sites import covers, precision
from mapapp.extract.toll import Bounds, Toll
from mapapp.extract.what import Thing
from mapapp.gazetteer.rows import distance_km
from mapapp.model import UNKNOWN_ACTOR, GeoPrecision, Outcome, Place, PlaceKind

_SAME_PLACE_KM = 12.0
_BESIDE_KM = 2.0
_NEIGHBOURS = 100
# The rule by which a place stands in the clause of the attack itself.
NAMED = "named for the attack"
NO_DAY = "the day of publication, as the text names none"


class Reason(NamedTuple):
    """Why a field is what it is: the rule, and the tokens `first` to `last` (exclusive), none where they are equal."""

    rule: str
    first: int = 0
    last: int = 0


@dataclass
class Event:
    """A strike in the making. `first` and `last` are the numbers of the clauses that tell of it.

    `ruined` where damage is told in so many words, `all_stopped` where the text says that all weapons were.
    """

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
    ruined: bool = False
    all_stopped: bool = False
    unconfirmed: bool = False
    strong: bool = False
    dated: bool = False
    when: Phrase | None = None
    place_confidence: float = 0.0
    by_name: bool = False
    launches: list[Launch] = field(default_factory=list)

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

    def sent_from(self, launch: Launch) -> None:
        """Take in a place of launching, unless it is known already or is where the strike was."""
        place = launch.site.place
        inside = self.place is not None and (
            place.country == self.place.country if place.kind == PlaceKind.COUNTRY else covers(place, self.place)
        )
        if inside or any(same_place(place, known) for known in (self.place, *(x.site.place for x in self.launches))):
            return
        self.launches.append(launch)
        known = self.reasons.get("launch_place")
        if known is None or known.first == launch.first:
            self.because("launch_place", Reason(launch.rule, launch.first, launch.last))

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
        reach = min(_SAME_PLACE_KM, max(a.radius_km, b.radius_km) + _BESIDE_KM)
        return distance_km((a.latitude, a.longitude), (b.latitude, b.longitude)) < reach
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


def bounds(tolls: list[Toll], best: Toll | None, name: str) -> Bounds:
    """The low and high end of a count: of its own words, and of the counts that others than its source give."""
    if best is None:
        return None, None
    low, high = getattr(best, f"{name}_bounds")
    value = getattr(best, name)
    others = [toll for toll in tolls if toll.by and best.by and not toll.by & best.by and not toll.claimed]
    rivals = [getattr(toll, name) for toll in others if not toll.outdated]
    # "Nobody was hurt" is no low end: it denies the toll.
    rivals = [count for count in rivals if count and count != value]
    if not rivals or not value:
        return low, high
    return min([*rivals, value if low is None else low]), max([*rivals, value if high is None else high])


def _highest(tolls: list[Toll], name: str) -> Toll | None:
    standing = [toll for toll in tolls if not toll.outdated] or tolls
    return max(standing, key=lambda toll: getattr(toll, name), default=None)


def outcome(event: Event) -> Outcome:
    """Hit, unless all was intercepted without damage, or nobody could say."""
    if event.intercepted and not event.damaged:
        return Outcome.INTERCEPTED
    if event.all_stopped and not event.ruined and not any(toll.killed or toll.injured for toll in event.tolls):
        return Outcome.INTERCEPTED
    if event.unconfirmed and not any(toll.killed or toll.injured for toll in event.tolls):
        return Outcome.UNKNOWN
    return Outcome.HIT


def summaries(events: list[Event]) -> list[tuple[Event, list[Event]]]:
    """The events at a region that only sum up those inside it which the text tells one by one, each with these."""
    found = []
    for number, event in enumerate(events):
        parts = _parts(event, events[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS])
        if parts:
            found.append((event, parts))
    return found


def _parts(event: Event, events: list[Event]) -> list[Event]:
    if event.place is None or event.intercepted:
        return []
    inside = [
        other
        for other in events
        if other is not event and other.place and _same_day(event, other) and covers(event.place, other.place)
    ]
    bare = event.target is None and final_tolls(event.tolls) == (None, None)
    return inside if len(inside) > 1 or bare else []


def _same_day(whole: Event, part: Event) -> bool:
    """Whether one sums up the other: of one day, or of the day before where no day is said of the whole."""
    if whole.day == part.day or whole.day is None or part.day is None:
        return whole.day == part.day
    land = whole.place is not None and precision(whole.place.kind) == GeoPrecision.REGION
    return land and not whole.dated and 0 < (whole.day - part.day).days <= 1
