"""From an event to the record of a strike, with the words for weapon, target and operator."""

from mapapp.extract import what
from mapapp.extract.event import Event, confidence, final_toll, outcome
from mapapp.extract.facts import Facts
from mapapp.extract.tokens import Document
from mapapp.extract.where import precision
from mapapp.model import Report, Source, Strike, WeaponType
from mapapp.vocabulary import Hit


class Recorder:
    """Writes the strikes of one document."""

    def __init__(self, report: Report, document: Document, facts: list[Facts]) -> None:
        self.report, self.document, self.facts = report, document, facts

    def _weapon_type(self, event: Event) -> WeaponType:
        """The type; a plain "drone" that ran into a ship is a naval one where the text has spoken of such before."""
        kind = what.weapon_type(event.weapons)
        ship = event.target is not None and event.target.type == "ship"
        if kind == WeaponType.DRONE and ship and any(hit.value == "naval drone" for hit in self._weapons_before(event)):
            return WeaponType.NAVAL_DRONE
        return kind

    def _operator(self, event: Event) -> str | None:
        """Who runs the target, where the sentence says so: "run by Lukoil"."""
        for hit in self.facts[event.first].of("grammar.operated"):
            end = hit.end
            while end < len(self.document.tokens) and self.document.tokens[end].text[0].isupper():
                end += 1
            if end > hit.end:
                return self.document.text[self.document.tokens[hit.end].start : self.document.tokens[end - 1].end]
        return None

    def _weapons_before(self, event: Event) -> list[Hit]:
        end = self.facts[event.first].sentence.first
        return [hit for hit in self.document.hits if hit.category == "weapons" and hit.start < end]

    def strike(self, number: int, event: Event) -> Strike:
        """The strike that an event came to be, the `number`th of its report."""
        start, quote = self.document.quote(event.first, event.first)
        killed, injured = final_toll(event.tolls)
        place = event.place
        kind = self._weapon_type(event)
        return Strike(
            id=f"{self.report.id}-{number}",
            date=event.day,
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
            killed=killed,
            injured=injured,
            outcome=outcome(event),
            status=event.ledger.status(),
            quote=quote,
            quote_start=start,
            confidence=confidence(event),
            report=self.report.id,
            sources=(source(self.report),),
        )


def source(report: Report) -> Source:
    """The report as the source of its strikes."""
    return Source(url=report.url, publisher=report.publisher, published=report.published, title=report.title)
