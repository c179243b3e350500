"""The simplest rival: each place in a sentence with a verb of attack is a strike, with no more known of it."""

from datetime import date
from typing import Any

from mapapp import pipeline
from mapapp.model import Extraction, Strike


def read(entry: dict[str, Any]) -> Extraction:
    """A strike on the day of publication for every named place of such a sentence, by the side first named there."""
    report = pipeline.read_report(
        entry["text"], title=entry["title"], published=date.fromisoformat(entry["published"]), report_id=entry["id"]
    )
    rules = pipeline.extractor()
    reading = rules.read(report)
    struck = _sentences_of_attack(reading)
    strikes = []
    for site in reading.sites:
        sentence = reading.document.sentence_of[site.named.first]
        if sentence in struck and site.place.kind != "country":
            strikes.append(_strike(report.id, len(strikes), site.place, report.published, _side(reading, sentence)))
    return reading.extraction(strikes, [])


def _sentences_of_attack(reading: Any) -> set[int]:
    hits = reading.document.hits
    return {reading.document.sentence_of[hit.start] for hit in hits if hit.category == "strike.verbs"}


def _side(reading: Any, sentence: int) -> str:
    for hit in reading.document.hits:
        if reading.document.sentence_of[hit.start] == sentence and hit.category in ("actor.adjectives", "actor.words"):
            return str(hit.value)
    return "unknown"


def _strike(report: str, number: int, place: Any, day: date | None, attacker: str) -> Strike:
    return Strike(
        id=f"{report}-rival-{number}", date=day, attacker=attacker, place=place.name, place_id=place.id,
        latitude=place.latitude, longitude=place.longitude, report=report,
    )  # fmt: skip
