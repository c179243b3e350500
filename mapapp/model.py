"""The core types. All are frozen; what is unknown is None, never a zero or a centre of something.

Terms follow ACLED and UCDP GED where these have one. Latitudes and longitudes are WGS 84 degrees, distances
kilometres, offsets characters into `Report.text`, dates ISO calendar days.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from mapapp.terms import GeoPrecision as GeoPrecision
from mapapp.terms import Outcome as Outcome
from mapapp.terms import PlaceKind as PlaceKind
from mapapp.terms import Status as Status
from mapapp.terms import TargetType as TargetType
from mapapp.terms import WeaponType as WeaponType

UNKNOWN_ACTOR = "unknown"
Day: TypeAlias = date
"""A day, for fields of a class that has one called `date`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page that a strike rests on. `url` is None for a text that was pasted without its address."""

    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news text. `text` is kept to the character: every offset and quote points into it."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer. `radius_km` is the radius of uncertainty or half the extent."""

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    latitude: float
    longitude: float
    radius_km: float
    admin1: str | None = None
    population: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of a text that names a place: `text[start:end]`; `cue` is the kind its surroundings ask for."""

    start: int
    end: int
    name: str
    cue: frozenset[PlaceKind] = frozenset()
    metonym: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """A place that a mention could also be, and why it was not chosen.

    `read_as` is its name where that is not what was written, but what was written is taken for a slip of it.
    """

    place: Place
    score: float
    reason: str
    read_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a mention was resolved to. `place` is None where the resolver abstains.

    `approximate`: the gazetteer does not have the name; `place` is the region that the text puts it in. `read_as`: the
    gazetteer has nothing of the name as written; it was read as a misspelling of this one.
    """

    mention: Mention
    place: Place | None
    confidence: float
    runners_up: tuple[RunnerUp, ...] = ()
    approximate: bool = False
    read_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """One attacked location on one day by one attacker, as a report or a data set tells it.

    `quote` is `report.text[quote_start:quote_start + len(quote)]` where it comes from a report, else None.
    `confidence` is None where people, not rules, coded the strike. `place_source` is whom the place is credited to,
    with the licence. `launch_place` names where it was launched from, several with commas between; it has coordinates
    only where it is one place that is no country and no sea. `killed_low` to `injured_high` are the ends of a range
    that the source gives ("at least 20", "between 10 and 15"), None where it gives none; of a range, `killed` is the
    low end. `date_start` and `date_end` are the first and last day of a range in which `date` lies, None where the
    source gives no range.
    """

    id: str
    date: date | None
    date_start: Day | None = None
    date_end: Day | None = None
    time_precision: int = 1
    attacker: str = UNKNOWN_ACTOR
    attacked: str = UNKNOWN_ACTOR
    weapon: str | None = None
    weapon_type: WeaponType = WeaponType.UNKNOWN
    target: str | None = None
    target_type: TargetType = TargetType.UNKNOWN
    operator: str | None = None
    place: str | None = None
    place_id: str | None = None
    place_source: str | None = None
    admin1: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: GeoPrecision | None = None
    uncertainty_km: float | None = None
    killed: int | None = None
    killed_low: int | None = None
    killed_high: int | None = None
    injured: int | None = None
    injured_low: int | None = None
    injured_high: int | None = None
    outcome: Outcome = Outcome.UNKNOWN
    status: Status = Status.REPORTED
    summary: str | None = None
    quote: str | None = None
    quote_start: int | None = None
    confidence: float | None = None
    report: str | None = None
    dataset: str = "reports"
    launch_place: str | None = None
    launch_latitude: float | None = None
    launch_longitude: float | None = None
    sources: tuple[Source, ...] = ()

    @property
    def placed(self) -> bool:
        """Whether the strike has coordinates and so can be drawn."""
        return self.latitude is not None and self.longitude is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place that a report names and that no strike of it is at, such as the seat of talks."""

    report: str
    name: str
    place: str
    place_id: str
    kind: PlaceKind
    country: str | None
    latitude: float
    longitude: float
    geo_precision: GeoPrecision
    uncertainty_km: float
    confidence: float
    quote: str
    quote_start: int
    metonym: bool = False
    place_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a report's text that means something: a place, a strike word, a strike's proof."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a field of a strike is what it is: the rule that gave it, and its words `text[start:end]`.

    `start` and `end` are None where the rule infers the field and no words of its own stand for it.
    """

    field: str
    rule: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One entry of a strike's ledger: who says something of it, and in which words.

    `who` is an actor's name, "officials there" or "others"; `stance` is "affirms" or "denies"; `quote` is
    `report.text[quote_start:quote_start + len(quote)]`.
    """

    who: str
    stance: str
    quote: str
    quote_start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The evidence for one strike, by its id, and the statements from which its status follows."""

    strike: str
    evidence: tuple[Evidence, ...]
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A clause with words of attack that gave no strike, `text[start:end]`, and the reason."""

    start: int
    end: int
    words: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A name that a geocoding service was asked for, and nothing else of the report.

    `service` is its name and address; `at` UTC in ISO 8601; `cached`: an earlier answer was used, nothing was sent.
    `found` counts the places in the answer, fitting or not; `credit` is whom the answer must be credited to.
    """

    name: str
    service: str
    at: str
    cached: bool
    found: int
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read out of one report.

    `inquiries` is what a geocoding service was asked, nothing unless one is set; `warnings` are sentences on what
    could not be done for the report.
    """

    report: Report
    strikes: tuple[Strike, ...]
    places: tuple[NamedPlace, ...]
    resolutions: tuple[Resolution, ...]
    spans: tuple[Span, ...]
    explanations: tuple[Explanation, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeFilter:
    """What to show. An empty set of a facet means that the facet does not filter.

    `since` and `until` are inclusive days; a strike without a date passes only where neither is set.
    `words` are matched case-folded, all of them, in summary, quote, place, target, weapon, operator, source.
    `countries` holds ISO codes, and "sea" for strikes in no country. `geo_precisions` and `operators` hold
    "unknown" for strikes without one. `confidence_min` does not touch strikes that people coded, which have none.
    `area` is a polygon of (longitude, latitude), or two points for opposite corners of a rectangle; its edges are
    straight on the map. `near` is (latitude, longitude, kilometres). A strike without a place passes neither.
    """

    since: date | None = None
    until: date | None = None
    attackers: frozenset[str] = frozenset()
    attacked: frozenset[str] = frozenset()
    weapon_types: frozenset[str] = frozenset()
    target_types: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    geo_precisions: frozenset[str] = frozenset()
    operators: frozenset[str] = frozenset()
    datasets: frozenset[str] = frozenset()
    licences: frozenset[str] = frozenset()
    killed_min: int = 0
    confidence_min: float = 0.0
    words: str = ""
    area: tuple[tuple[float, float], ...] = ()
    near: tuple[float, float, float] | None = None

    @property
    def empty(self) -> bool:
        """Whether the filter lets everything through."""
        return self == StrikeFilter()


_ENUMS: dict[str, type[StrEnum]] = {
    "weapon_type": WeaponType,
    "target_type": TargetType,
    "outcome": Outcome,
    "status": Status,
    "geo_precision": GeoPrecision,
}


_DATES = ("date", "date_start", "date_end")


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


def strike_from_dict(row: dict[str, Any]) -> Strike:
    """A strike from its JSON object, as `data/strikes.jsonl` and the store keep it.

    Raises ValueError, KeyError or TypeError where the object is not one.
    """
    values = dict(row)
    for name in _DATES:
        if name in values:
            values[name] = _day(values[name])
    for name, enum in _ENUMS.items():
        if values.get(name) is not None:
            values[name] = enum(values[name])
    values["sources"] = tuple(
        Source(**{**source, "published": _day(source.get("published"))}) for source in values.get("sources", ())
    )
    return Strike(**values)


def strike_to_dict(strike: Strike) -> dict[str, Any]:
    """The JSON object of a strike; `strike_from_dict` reads it back."""
    row = {name: getattr(strike, name) for name in Strike.__slots__}
    for name in _DATES:
        row[name] = row[name].isoformat() if row[name] else None
    row["sources"] = [
        {
            "url": source.url,
            "publisher": source.publisher,
            "published": source.published.isoformat() if source.published else None,
            "title": source.title,
        }
        for source in strike.sources
    ]
    return row
