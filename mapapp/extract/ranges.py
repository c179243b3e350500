"""Ranges of days: "between 3 and 5 May", "from 18:00 on Friday to 09:00 on Saturday", "over the past 24 hours"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from mapapp.extract.facts import Facts
from mapapp.extract.phrases import Phrase
from mapapp.extract.tokens import Token
from mapapp.vocabulary import Hit

_GAP = 9
_LONGEST_DAYS = 62
_NOON = 12
_HYPHENED = re.compile(r"(\d{1,2})-(\d{1,2})")
_AND = frozenset({"and", "та", "і", "и"})
_DASHES = frozenset("-–—")
# What may stand between the ends of a range besides the word that joins them: clock times and their prepositions.
_BESIDE = frozenset({":", ".", ",", "on", "at", "the", "of", "в", "у", "о", "об", "на", "до"})


class Ranges:
    """Joins the days of a clause that are the ends of one range."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def joined(self, facts: Facts, phrases: list[Phrase]) -> list[Phrase]:
        """The phrases, those that make a range as one; its day is the first, for one night the second."""
        found: list[Phrase] = []
        for phrase in sorted(phrases, key=lambda one: one.start):
            whole = self._with_number(facts, phrase)
            before = found[-1] if found else None
            both = self._both(facts, before, whole) if before else None
            if both is not None:
                found[-1] = both
            else:
                found.append(whole)
        return found

    def past(self, hit: Hit, published: date, days: int, day: date) -> Phrase:
        """A stretch of so many days up to publication: "over the past 24 hours"."""
        first = published - timedelta(days=days)
        return Phrase(hit.start, hit.end, day, "a stretch of days up to publication", first, published)

    def week(self, hit: Hit, published: date) -> Phrase:
        """A week, or the days of it up to publication: "last week", "earlier this week", "over the weekend"."""
        monday = published - timedelta(days=published.weekday())
        if hit.value == "this":
            return Phrase(hit.start, hit.end, published, "the week of publication", monday, published)
        if hit.value == "last":
            monday -= timedelta(days=7)
            return Phrase(hit.start, hit.end, monday, "the week before", monday, monday + timedelta(days=6))
        saturday = published - timedelta(days=(published.weekday() - 5) % 7)
        last = min(saturday + timedelta(days=1), published)
        return Phrase(hit.start, hit.end, saturday, "the last weekend", saturday, last)

    def _both(self, facts: Facts, a: Phrase, b: Phrase) -> Phrase | None:
        """Two days as the ends of one range, where the words between and before them say so."""
        if a.first or b.first or not a.end <= b.start <= a.end + _GAP:
            return None
        if not 0 < (b.day - a.day).days <= _LONGEST_DAYS or not self._joins(facts, a, b.start):
            return None
        if self._is_night(facts, a.start) or self._is_till_morning(a, b):
            night = Phrase(a.start, b.end, b.day, "the second day of a night")
            return night._replace(first=a.day, last=b.day) if self._has_clock(a, b) else night
        return Phrase(a.start, b.end, a.day, "the first day of a range", a.day, b.day)

    def _joins(self, facts: Facts, a: Phrase, end: int) -> bool:
        """Whether a word such as "to" and nothing but clock times stand between two days."""
        gap = range(a.end, end)
        to = {hit.start for hit in facts.of("time.range_to")}
        joints = [at for at in gap if at in to or self.tokens[at].text in _DASHES]
        allowed = {at for key in ("time.range_to", "time.parts") for hit in facts.of(key) for at in range(*hit[:2])}
        if not joints and self._opens(facts, a.start):
            joints = [at for at in gap if self.tokens[at].fold in _AND]
        rest = [self.tokens[at] for at in gap if at not in joints and at not in allowed]
        return bool(joints) and all(token.fold in _BESIDE or token.text[0].isdecimal() for token in rest)

    def _opens(self, facts: Facts, at: int) -> bool:
        """Whether a word such as "between" stands before the first day."""
        return any(0 <= at - hit.end <= 1 for hit in facts.of("time.range_between"))

    def _is_night(self, facts: Facts, at: int) -> bool:
        return any(at - 5 <= hit.start < at for hit in facts.of("time.night_of"))

    def _has_clock(self, a: Phrase, b: Phrase) -> bool:
        return any(self.tokens[at].text[0].isdecimal() for at in range(a.end, b.start))

    def _is_till_morning(self, a: Phrase, b: Phrase) -> bool:
        """Whether the range is one night by its hours: to 09:00 on the day after."""
        hours = [int(t.text[:2]) for t in self.tokens[a.end : b.start] if t.text[:2].isdecimal()]
        return bool(hours) and (b.day - a.day).days == 1 and hours[0] <= _NOON

    def _with_number(self, facts: Facts, phrase: Phrase) -> Phrase:
        """The range of a day of a month that has another number beside it: "3 to 5 May", "May 3–5"."""
        if phrase.rule != "a day of a month":
            return phrase
        for at in (phrase.start, phrase.end - 1):
            match = _HYPHENED.fullmatch(self.tokens[at].text)
            if match:
                return self._from(facts, phrase, int(match[1]), phrase.start)
        start, end = phrase.start, phrase.end
        before, behind = self._number(start - 2), self._number(end + 1)
        if before is not None and self.tokens[start].text[0].isdecimal() and self._spans(facts, start - 1, start - 2):
            return self._from(facts, phrase, before, start - 2)
        if behind is not None and self.tokens[end - 1].text[0].isdecimal() and self._spans(facts, end, start):
            return self._until(phrase, behind, end + 2)
        return phrase

    def _number(self, at: int) -> int | None:
        if not 0 <= at < len(self.tokens):
            return None
        text = self.tokens[at].text.removesuffix("-го").removesuffix("th").removesuffix("rd").removesuffix("nd")
        return int(text) if text.isdecimal() and len(text) <= 2 else None

    def _spans(self, facts: Facts, joint: int, first: int) -> bool:
        """Whether token `joint` joins two numbers to a range that begins at `first`."""
        if self.tokens[joint].text in _DASHES:
            return True
        opened = any(0 <= first - hit.end <= 1 for key in ("from", "between") for hit in facts.of(f"time.range_{key}"))
        to = any(hit.start == joint for hit in facts.of("time.range_to"))
        both = self.tokens[joint].fold in _AND and self._opens(facts, first)
        return opened and (to or both)

    def _from(self, facts: Facts, phrase: Phrase, number: int, start: int) -> Phrase:
        """The phrase as the end of a range that begins with day `number` of its month, or as a night's second day."""
        first = _with_day(phrase.day, number)
        if first is None or first >= phrase.day:
            return phrase
        if self._is_night(facts, start):
            return phrase._replace(start=start, rule="the second day of a night")
        return Phrase(start, phrase.end, first, "the first day of a range", first, phrase.day)

    def _until(self, phrase: Phrase, number: int, end: int) -> Phrase:
        last = _with_day(phrase.day, number)
        if last is None or last <= phrase.day:
            return phrase
        return Phrase(phrase.start, end, phrase.day, "the first day of a range", phrase.day, last)


def _with_day(day: date, number: int) -> date | None:
    try:
        return day.replace(day=number)
    except ValueError:
        return None
