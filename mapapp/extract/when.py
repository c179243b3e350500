"""When a strike was: the phrase is found by rules, the day worked out by dateutil from the day of publication."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta, weekday

from mapapp.extract.facts import Facts
from mapapp.extract.tokens import Document
from mapapp.vocabulary import Hit

_YEAR = range(1900, 2101)


class Calendar:
    """Works out days for one report. `published` is the base; without it only full dates can be known."""

    def __init__(self, document: Document, published: date | None) -> None:
        self.document, self.published = document, published

    def day_of(self, facts: Facts, near: int, before: date | None = None) -> date | None:
        """The day of the strike whose word stands at token `near`, None where the sentence does not say.

        `before` is the day of the strike told last, from which "the night before" counts.
        """
        try:
            days = [(hit, day) for hit, day in self._phrases(facts, before) if not self._is_speech(facts, hit)]
        except OverflowError:
            # The calendar ends at the years 1 and 9999.
            return None
        if not days:
            return None
        hit, day = min(days, key=lambda pair: (_distance(pair[0], near), pair[0].start))
        return day - timedelta(days=1) if self._is_day_before(facts, hit) else day

    @staticmethod
    def _is_day_before(facts: Facts, hit: Hit) -> bool:
        """Whether the attack was the day before the one named: "on Saturday, a day after missiles hit …"."""
        return any(0 <= after.start - hit.end <= 3 for after in facts.of("time.day_after"))

    def _phrases(self, facts: Facts, before: date | None) -> list[tuple[Hit, date]]:
        found = [(hit, day) for hit in facts.of("time.months") if (day := self._month_day(hit)) is not None]
        if self.published is None:
            return found
        covered = {hit.start for hit, _ in found}
        for hit in facts.of("time.weekdays"):
            if not any(abs(hit.start - start) <= 3 for start in covered):
                found.append((hit, self._weekday(int(hit.value))))
        for category, back in (("time.today", 0), ("time.yesterday", 1), ("time.two_days_ago", 2)):
            base = before if back and before and category == "time.yesterday" and self._is_relative(facts) else None
            for hit in facts.of(category):
                if not found or back:
                    found.append((hit, (base or self.published) - timedelta(days=back)))
        return found

    @staticmethod
    def _is_relative(facts: Facts) -> bool:
        """Whether "the night before" opens the sentence and so counts from the strike told last."""
        return any(hit.start - facts.sentence.first <= 2 for hit in facts.of("time.yesterday"))

    def _weekday(self, number: int) -> date:
        assert self.published is not None
        day: date = self.published + relativedelta(weekday=weekday(number)(-1))
        return day

    def _month_day(self, hit: Hit) -> date | None:
        tokens = self.document.tokens
        day = self._number(hit.start - 1) or self._number(hit.end)
        year_at = hit.end if self._number(hit.start - 1) else hit.end + 1
        year = self._year(year_at) or self._year(year_at + 1 if year_at < len(tokens) else year_at)
        if day is None or not 1 <= day <= 31:
            return None
        return self._past(int(hit.value), day, year)

    def _past(self, month: int, day: int, year: int | None) -> date | None:
        """That day of the year given, else the last one that is not after publication."""
        base = self.published
        if year is None and base is None:
            return None
        try:
            found = date(year or (base.year if base else 1), month, day)
            if year is None and base is not None and found > base:
                found += relativedelta(years=-1)
        except ValueError:
            return None
        return found

    def _number(self, at: int) -> int | None:
        if not 0 <= at < len(self.document.tokens):
            return None
        text = self.document.tokens[at].text
        for ending in ("th", "st", "nd", "rd", "-го", "-го"):
            text = text.removesuffix(ending)
        return int(text) if text.isdecimal() and len(text) <= 2 else None

    def _year(self, at: int) -> int | None:
        if not 0 <= at < len(self.document.tokens):
            return None
        text = self.document.tokens[at].text
        return int(text) if text.isdecimal() and int(text[:5]) in _YEAR else None

    def _is_speech(self, facts: Facts, hit: Hit) -> bool:
        """Whether the day is that of the statement ("said on Saturday") or of something still to come."""
        for said in facts.of("time.said_on"):
            if 0 <= hit.start - said.end <= 1:
                return True
        for said in facts.of("speech.verbs"):
            gap = self.document.tokens[said.end : hit.start]
            if (
                said.end <= hit.start
                and len(gap) <= 2
                and all(token.fold in ("on", "late", "early", "в", "у", "at") for token in gap)
            ):
                return True
        return any(0 <= hit.start - later.end <= 4 for later in facts.of("time.later"))


def _distance(hit: Hit, near: int) -> int:
    return min(abs(hit.start - near), abs(hit.end - near))
