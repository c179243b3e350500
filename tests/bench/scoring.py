"""How well extracted strikes and places agree with annotated reports, by the rules of the annotation guide.

Answers are matched one to one with the annotated strikes: within the tolerance, and the same attacker (an annotated
"unknown" matches any). Optional strikes are neither rewarded nor punished; countries and metonyms are left out.
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from mapapp import pipeline
from mapapp.gazetteer.rows import distance_km
from mapapp.model import Extraction, Strike

FIELDS = ("date", "weapon_type", "target_type", "killed", "injured", "outcome", "status")


def load(folder: Path) -> list[dict[str, Any]]:
    """The annotated reports of a folder, by name."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def read(entry: dict[str, Any]) -> Extraction:
    """What mapapp reads out of the text of an annotated report."""
    day = date.fromisoformat(entry["published"])
    report = pipeline.read_report(entry["text"], title=entry["title"], published=day, report_id=entry["id"])
    return pipeline.extract(report)


def _value(strike: Strike, field: str) -> Any:
    value = getattr(strike, field)
    return value.isoformat() if isinstance(value, date) else value


def _fits(strike: Strike, gold: dict[str, Any]) -> bool:
    if strike.latitude is None or strike.longitude is None or gold["attacker"] not in ("unknown", strike.attacker):
        return False
    apart = distance_km((strike.latitude, strike.longitude), (gold["latitude"], gold["longitude"]))
    return apart <= gold["tolerance_km"]


def pair(strikes: list[Strike], golds: list[dict[str, Any]]) -> dict[int, int]:
    """Gold number → strike number, pairs that agree on most fields first."""
    options = sorted(
        (-sum(_value(strike, field) == gold[field] for field in FIELDS), g, s)
        for g, gold in enumerate(golds)
        for s, strike in enumerate(strikes)
        if _fits(strike, gold)
    )
    pairs: dict[int, int] = {}
    for _, g, s in options:
        if g not in pairs and s not in pairs.values():
            pairs[g] = s
    return pairs


def count(entry: dict[str, Any], extraction: Extraction) -> Counter[str]:
    """The counts of one report, to be added up."""
    counts: Counter[str] = Counter()
    strikes = [strike for strike in extraction.strikes if strike.placed]
    golds = [gold for gold in entry["strikes"] if not gold["optional"]]
    pairs = pair(strikes, golds)
    rest = [strike for number, strike in enumerate(strikes) if number not in pairs.values()]
    spare = pair(rest, [gold for gold in entry["strikes"] if gold["optional"]])
    counts.update({"annotated": len(golds), "found": len(pairs), "false": len(rest) - len(spare)})
    if not entry["strikes"]:
        counts.update({"controls": 1, "clean": not strikes})
    for g, s in pairs.items():
        counts["compared"] += 1
        counts.update({field: _value(strikes[s], field) == golds[g][field] for field in FIELDS})
    counts.update(_places(entry, extraction))
    return counts


def _places(entry: dict[str, Any], extraction: Extraction) -> dict[str, int]:
    points = [(place.latitude, place.longitude) for place in extraction.places]
    struck = [(s.latitude, s.longitude) for s in extraction.strikes if s.placed]
    wanted = [p for p in entry["places"] if not p.get("metonym") and p["tolerance_km"] < 300]
    known = entry["places"] + entry["strikes"]
    return {
        "places": len(wanted),
        "places found": sum(_near(place, points + struck) for place in wanted),
        "places named": len(points),
        "places right": sum(any(_near(place, [point]) for place in known) for point in points),
    }


def _near(place: dict[str, Any], points: Iterable[tuple[float, float]]) -> bool:
    return any(distance_km(point, (place["latitude"], place["longitude"])) <= place["tolerance_km"] for point in points)


def shares(counts: Counter[str]) -> dict[str, float]:
    """Precision, recall, F1, the share right of each field, clean controls, and places found and right."""
    precision = counts["found"] / max(1, counts["found"] + counts["false"])
    recall = counts["found"] / max(1, counts["annotated"])
    compared = max(1, counts["compared"])
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        **{field: counts[field] / compared for field in FIELDS},
        "controls clean": counts["clean"] / max(1, counts["controls"]),
        "place recall": counts["places found"] / max(1, counts["places"]),
        "place precision": counts["places right"] / max(1, counts["places named"]),
    }


def score(folder: Path) -> dict[str, float]:
    """All figures of the reports in a folder."""
    total: Counter[str] = Counter()
    for entry in load(folder):
        total += count(entry, read(entry))
    return shares(total)
