"""How likely a strike is one that a reader would find too, and what speaks for it."""

from math import exp

from mapapp.extract.event import NAMED, NO_DAY, Event
from mapapp.extract.sites import precision
from mapapp.model import GeoPrecision, Status

# What speaks for a strike, as a person reads it, by the names of the weights.
SIGNS = {
    "weapon": "a weapon is named",
    "target": "a target is named",
    "placed": "the place stands with the attack",
    "narrow": "the place is no wide area",
    "again": "more than one clause tells of it",
    "day": "the text names a day",
    "others": "not only the attacker says so",
}
# Fitted by logistic regression: `tests/bench/confidence.py` fits them anew and shows how often each band is right.
_BASE = -1.8
_WEIGHTS = {"weapon": 0.55, "target": 0.6, "placed": 1.05, "narrow": 0.9, "again": 0.45, "day": 0.35, "others": 0.95}
_HEADED = "the heading of the paragraph"
_WIDE = frozenset({GeoPrecision.DISTRICT, GeoPrecision.REGION, GeoPrecision.COUNTRY, GeoPrecision.WATER})


def signs(event: Event) -> dict[str, bool]:
    """Which of `SIGNS` a strike has."""
    rules = {name: reason.rule for name, reason in event.reasons.items()}
    return {
        "weapon": bool(event.weapons),
        "target": event.target is not None,
        "placed": rules.get("place") in (NAMED, _HEADED),
        "narrow": event.place is not None and precision(event.place.kind) not in _WIDE,
        "again": event.last > event.first,
        "day": rules.get("date", NO_DAY) != NO_DAY,
        "others": event.ledger.status(event.attacker, event.attacked) != Status.CLAIMED,
    }


def confidence(event: Event) -> float:
    """From 0 to 1; a third of what the signs come to where no place is known."""
    likely = 1 / (1 + exp(-_BASE - sum(_WEIGHTS[name] for name, held in signs(event).items() if held)))
    return round(likely if event.place else likely / 3, 2)


def told(event: Event) -> str:
    """What speaks for a strike and what is missing, in words."""
    held = signs(event)
    parts = (("for it", [SIGNS[name] for name in SIGNS if held[name]]),
             ("missing", [SIGNS[name] for name in SIGNS if not held[name]]))  # fmt: skip
    return "; ".join(f"{head}: {', '.join(words)}" for head, words in parts if words)
