"""What the report page says of each strike, as texts: the browser sets them as text, never as HTML."""

from typing import Any

from mapapp.app.marks import FIELDS, KEY, Mark, marks, pieces
from mapapp.app.words import Words
from mapapp.exchange.doubts import Doubt, doubtful_first, doubts
from mapapp.model import UNKNOWN_ACTOR, Evidence, Explanation, Extraction, Strike

MOST_CARDS, MOST_SKIPPED = 200, 300
_FACTS = (
    ("date", "date"), ("attacker", "attackers"), ("attacked", "attacked"), ("weapon", "weapon"), ("target", "target"),
    ("operator", "operators"), ("place", "place"), ("launch_place", "launched"), ("killed", "killed"),
    ("injured", "injured"), ("outcome", "outcomes"), ("status", "statuses"),
)  # fmt: skip
_LABELS = {**dict(_FACTS), "confidence": "confidence"}


class Cards:
    """The cards of one extraction, those that need a look first."""

    def __init__(self, extraction: Extraction, words: Words) -> None:
        self.extraction, self.words = extraction, words
        self.doubts = doubts(extraction)
        self.order = doubtful_first(extraction.strikes, self.doubts)[:MOST_CARDS]
        self.reasons = {one.strike: one for one in extraction.explanations}
        self.marks = marks(extraction, self.order)
        self._of: dict[int, list[Mark]] = {}
        for mark in self.marks:
            if mark.role in KEY:
                self._of.setdefault(mark.number, []).append(mark)

    def key(self) -> list[list[str]]:
        """The names of the kinds of words and what they are called."""
        return [[name, self.words(f"key_{name}")] for name in KEY]

    def cards(self) -> list[dict[str, Any]]:
        """A card a strike, in the order in which they are to be looked at."""
        return [self._card(number) for number in self.order]

    def _card(self, number: int) -> dict[str, Any]:
        strike, words = self.extraction.strikes[number], self.words
        why = self.reasons.get(strike.id)
        own = self._of.get(number, [])
        start, quote = strike.quote_start or 0, strike.quote or ""
        return {
            "number": number,
            "id": strike.id,
            "title": self._title(strike),
            "confidence": words.confidence(strike.confidence),
            "doubts": [words(f"doubt_{doubt.name.lower()}") for doubt in self.doubts[number]],
            "contested": Doubt.DENIED in self.doubts[number],
            "facts": [self._fact(strike, name, why) for name, _ in _FACTS if self._is_told(strike, name)],
            "quote": pieces(self.extraction.report.text, own, start, start + len(quote)) if quote else [],
            "roles": [mark.role for mark in own],
            "said": self._said(why),
            "why": [self._why(strike, one) for one in (why.evidence if why else ())],
        }

    def _title(self, strike: Strike) -> str:
        place = strike.place or self.words("place_unknown")
        return f"{place}: {strike.target}" if strike.target else place

    @staticmethod
    def _is_told(strike: Strike, name: str) -> bool:
        """Whether a card has a line for the field: operator and place of launching only where there is one."""
        return name not in ("operator", "launch_place") or getattr(strike, name) is not None

    def _fact(self, strike: Strike, name: str, why: Explanation | None) -> dict[str, Any]:
        """A line of a card: the value, the words that it was read from, and what more there is to say of it."""
        text = self.extraction.report.text
        own = getattr(strike, name) if name in ("weapon", "target") else None
        told = [one for one in (why.evidence if why else ()) if one.field == name and one.start is not None]
        words = [own] if own else list(dict.fromkeys(_short(text[one.start : one.end]) for one in told))
        value = self._value(strike, name)
        precision = strike.geo_precision if name == "place" else None
        return {
            "label": self.words(_LABELS[name]),
            "role": FIELDS.get(name, ""),
            "value": "" if words == [value] else value,
            "told": words,
            "note": self.words.value(precision) if precision else "",
        }

    def _value(self, strike: Strike, name: str) -> str:
        """A field as a person reads it; what is not known says so."""
        words, value = self.words, getattr(strike, name)
        if name == "date":
            return words.day(strike.date) if strike.date else words("unknown")
        if name in ("weapon", "target"):
            return words.value(getattr(strike, f"{name}_type"))
        if value is None or value == UNKNOWN_ACTOR:
            return words("unknown")
        return words.number(value) if isinstance(value, int) else words.value(str(value))

    def _said(self, why: Explanation | None) -> list[list[str]]:
        said = why.statements if why else ()
        return [[self.words.speakers(one.who), self.words(f"stance_{one.stance}"), one.quote] for one in said]

    def _why(self, strike: Strike, one: Evidence) -> list[str]:
        text = self.extraction.report.text
        told = _short(text[one.start : one.end]) if one.start is not None else ""
        return [self.words(_LABELS.get(one.field, one.field)), told, self.words.rule(one.rule)]

    def skipped(self) -> list[dict[str, Any]]:
        """The clauses with words of attack that gave no strike, the words that were seen, and why not."""
        text = self.extraction.report.text
        return [
            {
                "number": number,
                "text": _short(text[one.start : one.end], 300),
                "seen": list(dict.fromkeys(one.words)),
                "reason": self.words.rule(one.reason),
            }
            for number, one in enumerate(self.extraction.skipped[:MOST_SKIPPED])
        ]

    def left_out(self) -> str:
        """A sentence where there are more strikes than cards."""
        count = len(self.extraction.strikes)
        shown = {"shown": self.words.number(len(self.order)), "all": self.words.number(count)}
        return self.words("cards_cut", **shown) if count > len(self.order) else ""


def _short(words: str, most: int = 120) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1] + "…"
