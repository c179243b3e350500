"""Clock times with a time zone, and the day that they are where the strike was."""

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mapapp.extract.facts import Facts
from mapapp.extract.phrases import Clock, Phrase
from mapapp.extract.tokens import Document
from mapapp.gazetteer.rows import distance_km
from mapapp.model import Place

_TIME = re.compile(
    r"(?<![\d(.,])(\d{1,2})(?:[:.]?(\d{2}))?(?:\s?(?:hrs|hours|h|годин\w*|час\w*))?\s?(?:([ap])\.?\s?m\.?)?\s?$",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"(?<![\d(])(\d{1,2})[:.](\d{2})(?![\d.])")
_BEFORE = 24
_NEAR = 8
_DEGREES_AN_HOUR = 15
_MOST_OF = 0.4


class _Zone(NamedTuple):
    """A time zone with its main town; `reach` is what a kilometre to it counts for."""

    latitude: float
    longitude: float
    name: str
    reach: float


def clock_of(document: Document, facts: Facts, phrase: Phrase) -> Clock | None:
    """The clock time of another zone that a clause gives beside its day; None where it is local, or none is given."""
    if phrase.first is not None or facts.of("time.local"):
        return None
    for hit in facts.of("time.zones"):
        if min(abs(hit.start - phrase.end), abs(phrase.start - hit.end)) > _NEAR:
            continue
        at = document.tokens[hit.start].start
        before = document.text[max(facts.sentence.start, at - _BEFORE) : at]
        if before.rstrip().endswith("("):
            continue
        own = _TIME.search(before) if hit.start != phrase.end else None
        within = document.text[facts.sentence.start : document.tokens[phrase.end - 1].end]
        found = own or _last(within)
        if found is not None and (clock := _clock(found, hit.value)) is not None:
            return clock
        if hit.start == phrase.end and _is_late(document, phrase):
            return Clock(hit.value)
    return None


def _last(text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(_ANYWHERE.finditer(text[-80:])))), None)


def _clock(match: re.Match[str], zone: str) -> Clock | None:
    hour, minute = int(match[1]), int(match[2] or 0)
    half = match[3].lower() if match.re is _TIME and match[3] else ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Clock(zone, hour, minute) if hour < 24 and minute < 60 else None


def _is_late(document: Document, phrase: Phrase) -> bool:
    return any(token.fold in ("late", "пізно", "поздно") for token in document.tokens[phrase.start - 2 : phrase.start])


def local(phrase: Phrase, place: Place | None) -> Phrase:
    """The phrase with the day that its clock time is at the place."""
    clock = phrase.clock
    if clock is None or place is None:
        return phrase
    zone = zone_at(place.country, place.latitude, place.longitude)
    hour = 23 if clock.hour is None else clock.hour
    minute = 30 if clock.hour is None else clock.minute
    there = _there(phrase.day, hour, minute, ZoneInfo(clock.zone), zone)
    if there is None:
        return phrase
    day = date(there.year, there.month, there.day)
    if day == phrase.day:
        return phrase
    if clock.hour is None:
        rule = f"{phrase.rule}; late in {clock.zone} is there the day after"
        return phrase._replace(rule=rule, first=phrase.day, last=day)
    rule = f"{phrase.rule}; {hour:02}:{minute:02} in {clock.zone} is there {there:%H:%M} on {day.isoformat()}"
    return phrase._replace(day=day, rule=rule)


def _there(day: date, hour: int, minute: int, said: tzinfo, zone: tzinfo) -> datetime | None:
    """The time in another zone; None where the calendar ends."""
    try:
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=said).astimezone(zone)
    except OverflowError:
        return None


def zone_at(country: str | None, latitude: float, longitude: float) -> tzinfo:
    """The time zone of a point: its country's whose main town is nearest; at sea the nautical one.

    A zone that most of a country has reaches farther than those of its corners.
    """
    zones = _zones().get(country or "", ())
    if not zones:
        return timezone(timedelta(hours=round(longitude / _DEGREES_AN_HOUR)))
    nearest = min(zones, key=lambda one: one.reach * distance_km((latitude, longitude), (one.latitude, one.longitude)))
    return ZoneInfo(nearest.name)


@lru_cache(maxsize=1)
def _zones() -> dict[str, list[_Zone]]:
    """The zones of each country, of the table that comes with the IANA zones."""
    found: dict[str, list[_Zone]] = {}
    for line in files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            country, point, name, *about = line.split("\t")
            reach = _MOST_OF if about and about[0].startswith("most of") else 1.0
            match = re.fullmatch(r"([+-]\d+)([+-]\d+)", point)
            if match:
                zone = _Zone(_degrees(match[1], 2), _degrees(match[2], 3), name, reach)
                found.setdefault(country, []).append(zone)
    return found


def _degrees(text: str, digits: int) -> float:
    """Degrees of "+5026" or "-0733042"."""
    sign, figures = (-1 if text[0] == "-" else 1), text[1:].ljust(digits + 4, "0")
    minutes, seconds = int(figures[digits : digits + 2]), int(figures[digits + 2 : digits + 4])
    return sign * (int(figures[:digits]) + minutes / 60 + seconds / 3600)
