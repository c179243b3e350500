"""From an event to the record of a strike, with the words for weapon, target and operator, and why each is so."""

from mapapp.extract import what
from mapapp.extract.confidence import confidence
from mapapp.extract.event import Event, Reason, bounds, final_tolls, outcome
from mapapp.extract.facts import Facts
from mapapp.extract.phrases import Phrase
from mapapp.extract.sites import precise, precision
from mapapp.extract.tokens import Document
from mapapp.extract.toll import Bounds
from mapapp.extract.zones import local
from mapapp.model import GeoPrecision, Report, Source, Strike, WeaponType
from mapapp.vocabulary import Hit

# Launch places of these have no point: an arc from the middle of a sea would say more than the text does.
_TOO_WIDE = frozenset({GeoPrecision.COUNTRY, GeoPrecision.WATER})
_WEEK = 7
_PROVES = ("weapon", "target", "killed", "injured", "date")


class Recorder:
    """Writes the strikes of one document."""

    def __init__(self, report: Report, document: Document, facts: list[Facts]) -> None:
        self.report, self.document, self.facts = report, document, facts
        self.naval = [hit.start for hit in document.by_category["weapons"] if hit.value == "naval drone"]

    def strike(self, number: int, event: Event) -> Strike:
        """The strike that an event came to be, the `number`th of its report."""
        dead, hurt = final_tolls(event.tolls)
        for name, toll in (("killed", dead), ("injured", hurt)):
            at = getattr(toll, f"{name}_at", (0, 0))
            if at != (0, 0):
                event.because(name, Reason(_toll_rule(bounds(event.tolls, toll, name)), *at))
        when = self._when(event)
        killed, injured = bounds(event.tolls, dead, "killed"), bounds(event.tolls, hurt, "injured")
        start, quote = self._quote(event)
        launch = event.launches[0].site.place if len(event.launches) == 1 else None
        if launch is not None and precision(launch.kind) in _TOO_WIDE:
            launch = None
        place = event.place
        kind = self._weapon_type(event)
        return Strike(
            id=f"{self.report.id}-{number}",
            date=when.day if when else event.day,
            date_start=when.first if when else None,
            date_end=when.last if when else None,
            time_precision=_time_precision(event, when),
            attacker=event.attacker,
            attacked=event.attacked,
            weapon=event.weapons[0].words if event.weapons and kind != WeaponType.UNKNOWN else None,
            weapon_type=kind,
            target=event.target.words if event.target else None,
            target_type=what.as_target_type(event.target),
            operator=self._operator(event),
            place=place.name if place else None,
            place_id=place.id if place else None,
            place_source=place.source if place else None,
            admin1=place.admin1 if place else None,
            country=place.country if place else None,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            geo_precision=precise(place) if place else None,
            uncertainty_km=place.radius_km if place else None,
            killed=dead.killed if dead else None,
            killed_low=killed[0],
            killed_high=killed[1],
            injured=hurt.injured if hurt else None,
            injured_low=injured[0],
            injured_high=injured[1],
            outcome=outcome(event),
            status=event.ledger.status(event.attacker, event.attacked),
            quote=quote,
            quote_start=start,
            confidence=confidence(event),
            report=self.report.id,
            launch_place=", ".join(one.site.place.name for one in event.launches) or None,
            launch_latitude=launch.latitude if launch else None,
            launch_longitude=launch.longitude if launch else None,
            sources=(source(self.report),),
        )

    def _when(self, event: Event) -> Phrase | None:
        """When the strike was by the calendar of its place; None where nothing dates it, or not any more."""
        when = event.when
        if when is None or not event.dated or when.day != event.day:
            return None
        here = local(when, event.place)
        event.because("date", Reason(_when_rule(here), here.start, here.end))
        return here

    def _quote(self, event: Event) -> tuple[int, str]:
        """The sentence that tells of the strike, with the next one where that gives a figure, a day or a thing."""
        first = self.facts[event.first].whole
        sentences = self.document.sentences
        last = first
        if first + 1 < len(sentences) and sentences[first + 1].paragraph == sentences[first].paragraph:
            behind = sentences[first + 1]
            reasons = (event.reasons.get(name) for name in _PROVES)
            if any(one and one.first < one.last and behind.first <= one.first < behind.last for one in reasons):
                last = first + 1
        return self.document.quote(first, last)

    def _weapon_type(self, event: Event) -> WeaponType:
        """The type; a plain "drone" that ran into a ship is a naval one where the text has spoken of such before."""
        kind = what.weapon_type(event.weapons)
        ship = event.target is not None and event.target.type == "ship"
        before = bool(self.naval) and self.naval[0] < self.facts[event.first].sentence.first
        return WeaponType.NAVAL_DRONE if kind == WeaponType.DRONE and ship and before else kind

    def _operator(self, event: Event) -> str | None:
        """Who runs the target, where the sentence says so: "run by Lukoil"."""
        for hit in self.facts[event.first].of("grammar.operated"):
            end = hit.end
            while end < len(self.document.tokens) and self.document.tokens[end].text[0].isupper():
                end += 1
            if end > hit.end:
                event.because("operator", Reason("named behind a word of ownership", hit.end, end))
                return self._words(hit, end)
        return None

    def _words(self, hit: Hit, end: int) -> str:
        return self.document.text[self.document.tokens[hit.end].start : self.document.tokens[end - 1].end]


def _when_rule(when: Phrase) -> str:
    """The rule of a day, with the ends of the range that it lies in."""
    return f"{when.rule}; from {when.first} to {when.last}" if when.first else when.rule


def _time_precision(event: Event, when: Phrase | None) -> int:
    """1: the day is known, 2: within a week, 3: within a longer time."""
    if when is None or when.first is None or when.last is None:
        return 1 if event.dated else 2
    days = (when.last - when.first).days
    if when.day == when.last and days == 1:
        # One night, which is told by its morning.
        return 1
    return 2 if days <= _WEEK else 3


def _toll_rule(ends: Bounds) -> str:
    """The rule of a figure, with what its words leave open."""
    low, high = ends
    if low is not None and high is not None:
        return f"the figure nearest to the word of harm; counts go from {low} to {high}"
    if low is not None:
        return f"the figure nearest to the word of harm; it is the least, {low}"
    return "the figure nearest to the word of harm" + ("" if high is None else f"; it is the most, {high}")


def source(report: Report) -> Source:
    """The report as the source of its strikes."""
    return Source(url=report.url, publisher=report.publisher, published=report.published, title=report.title)
