"""From an event to the record of a strike, with the words for weapon, target and operator, and why each is so."""

from mapapp.extract import what
from mapapp.extract.confidence import confidence
from mapapp.extract.event import Event, Reason, final_tolls, outcome
from mapapp.extract.facts import Facts
from mapapp.extract.sites import precision
from mapapp.extract.tokens import Document
from mapapp.model import Report, Source, Strike, WeaponType
from mapapp.vocabulary import Hit

_PROVES = ("weapon", "target", "killed", "injured", "date")


class Recorder:
    """Writes the strikes of one document."""

    def __init__(self, report: Report, document: Document, facts: list[Facts]) -> None:
        self.report, self.document, self.facts = report, document, facts
        self.naval = [hit.start for hit in document.hits if hit.category == "weapons" and hit.value == "naval drone"]

    def strike(self, number: int, event: Event) -> Strike:
        """The strike that an event came to be, the `number`th of its report."""
        dead, hurt = final_tolls(event.tolls)
        for name, toll in (("killed", dead), ("injured", hurt)):
            at = getattr(toll, f"{name}_at", (0, 0))
            if at != (0, 0):
                event.because(name, Reason("the figure nearest to the word of harm", *at))
        start, quote = self._quote(event)
        place = event.place
        kind = self._weapon_type(event)
        return Strike(
            id=f"{self.report.id}-{number}",
            date=event.day,
            time_precision=1 if event.dated else 2,
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
            geo_precision=precision(place.kind) if place else None,
            uncertainty_km=place.radius_km if place else None,
            killed=dead.killed if dead else None,
            injured=hurt.injured if hurt else None,
            outcome=outcome(event),
            status=event.ledger.status(event.attacker, event.attacked),
            quote=quote,
            quote_start=start,
            confidence=confidence(event),
            report=self.report.id,
            sources=(source(self.report),),
        )

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


def source(report: Report) -> Source:
    """The report as the source of its strikes."""
    return Source(url=report.url, publisher=report.publisher, published=report.published, title=report.title)
