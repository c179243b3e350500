"""When a strike was: the phrase is found by rules, the day worked out by dateutil from the day of publication."""

import re
from bisect import bisect_left
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta, weekday

from mapapp.extract.facts import Facts
from mapapp.extract.phrases import Phrase
from mapapp.extract.ranges import Ranges
from mapapp.extract.tokens import Document
from mapapp.extract.zones import clock_of
from mapapp.vocabulary import Hit

_FROM_TODAY = frozenset({"yesterday", "yesterday's", "вчера", "вчора", "учора"})
FROM_PUBLICATION = "counted from the day of publication"
_YEAR = range(1900, 2101)
_FIGURES = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
# "3-5 May": the range is read from its last day.
_DAYS = re.compile(r"^\d{1,2}-(\d{1,2})$")
_ISO = re.compile(r"(\d{4})-(\d{2})")


class Calendar:
    """Works out days for one report. `published` is the base; without it only full dates can be known."""

    def __init__(self, document: Document, published: date | None) -> None:
        self.document, self.published = document, published
        self.ranges = Ranges(document.tokens)
        self._known: dict[tuple[int, date | None], list[Phrase]] = {}
        self.in_figures = self._all_in_figures()
        self.figures_at = [phrase.start for phrase in self.in_figures]

    def day_of(self, facts: Facts, near: int, before: date | None = None) -> date | None:
        """The day of the strike whose word stands at token `near`, None where the clause does not say."""
        phrase = self.phrase_of(facts, near, before)
        return phrase.day if phrase else None

    def phrase_of(self, facts: Facts, near: int, before: date | None = None) -> Phrase | None:
        """The phrase that says when the strike at token `near` was.

        `before` is the day of the strike told last, from which "the night before" counts.
        """
        try:
            form = facts.number, before
            if form not in self._known:
                told = self.ranges.joined(facts, self._phrases(facts, before))
                told = [one for one in told if not self._is_speech(facts, one)]
                self._known[form] = self._outside_brackets(facts, told)
            phrases = self._known[form]
            if not phrases:
                return None
            owned = [phrase for phrase in phrases if self._belongs_to_attack(facts, phrase)]
            one = min(owned or phrases, key=lambda phrase: (_distance(phrase, near), phrase.start))
            one = one._replace(day=one.day - timedelta(days=1)) if self._is_day_before(facts, one) else one
            return one._replace(clock=clock_of(self.document, facts, one))
        except OverflowError:
            # The calendar ends at the years 1 and 9999.
            return None

    def _belongs_to_attack(self, facts: Facts, phrase: Phrase) -> bool:
        """Whether it is the attack's own day: "Saturday's double strike"."""
        if not self.document.tokens[phrase.end - 1].text.endswith(("'s", "’s")):
            return False
        return any(0 <= noun.start - phrase.end <= 2 for noun in facts.of("strike.nouns"))

    def is_vague(self, facts: Facts) -> bool:
        """Whether a clause tells of some day of an earlier month and does not say which: "in July it was shelled"."""
        months = facts.of("time.months")
        if not months or self.published is None or self.phrase_of(facts, facts.sentence.first) is not None:
            return False
        prepositions = {"in", "since", "у", "в", "with"}
        named = [hit for hit in months if self.document.tokens[hit.start - 1].fold in prepositions]
        return any(int(hit.value) != self.published.month for hit in named)

    @staticmethod
    def _is_day_before(facts: Facts, phrase: Phrase) -> bool:
        """Whether the attack was the day before the one named: "on Saturday, a day after missiles hit …"."""
        return any(0 <= after.start - phrase.end <= 3 for after in facts.of("time.day_after"))

    def _outside_brackets(self, facts: Facts, phrases: list[Phrase]) -> list[Phrase]:
        """Phrases less those in brackets, where others stand outside: "the night of 13 May (from 19:00 on 12 May)"."""
        if len(phrases) < 2:
            return phrases
        inside: set[int] = set()
        depth = 0
        for at in range(facts.sentence.first, facts.sentence.last):
            depth += {"(": 1, ")": -1}.get(self.document.tokens[at].text, 0)
            if depth > 0:
                inside.add(at)
        return [one for one in phrases if one.start not in inside] or phrases

    def _phrases(self, facts: Facts, before: date | None) -> list[Phrase]:
        found = [one for hit in facts.of("time.months") if (one := self._month_day(hit)) is not None]
        first, last = facts.sentence.first, facts.sentence.last
        found += self.in_figures[bisect_left(self.figures_at, first) : bisect_left(self.figures_at, last)]
        if self.published is None:
            return found
        covered = {one.start for one in found}
        for hit in facts.of("time.feasts"):
            month, of_month = map(int, hit.value.split("-"))
            past = self._past(month, of_month, None)
            if past is not None:
                found.append(Phrase(hit.start, hit.end, past, "a day that has a name"))
        for hit in facts.of("time.weekdays"):
            if not any(abs(hit.start - start) <= 3 for start in covered):
                found.append(Phrase(hit.start, hit.end, self._weekday(int(hit.value)), "the last such weekday"))
        found += self._days_back(facts, before)
        if before is not None:
            found += self._from_before(facts, before, alone=not found)
        for category, back in (("time.today", 0), ("time.yesterday", 1), ("time.two_days_ago", 2)):
            base = before if back and before and category == "time.yesterday" and self._is_relative(facts) else None
            for hit in facts.of(category):
                if not found or back:
                    day = (base or self.published) - timedelta(days=back)
                    found.append(Phrase(hit.start, hit.end, day, FROM_PUBLICATION))
        return self._with_stretches(facts, found)

    def _with_stretches(self, facts: Facts, found: list[Phrase]) -> list[Phrase]:
        """The phrases with those that mean several days up to publication: "over the past 24 hours"."""
        assert self.published is not None
        stretches = {(hit.start, hit.end): int(hit.value) for hit in facts.of("time.stretches")}
        for hit in facts.of("time.stretches"):
            days = stretches[hit.start, hit.end]
            known = next((n for n, one in enumerate(found) if (one.start, one.end) == (hit.start, hit.end)), None)
            if known is not None:
                found[known] = self.ranges.past(hit, self.published, days, found[known].day)
            elif not found:
                found.append(self.ranges.past(hit, self.published, days, self.published))
        if not found:
            found = [self.ranges.week(hit, self.published) for hit in facts.of("time.weeks")]
        return found

    @staticmethod
    def _from_before(facts: Facts, before: date, alone: bool) -> list[Phrase]:
        """Phrases that count from the strike told before: "the same night" where no other says when, "a day later"."""
        same = facts.of("time.same_day") if alone else []
        after = before + timedelta(days=1)
        return [
            *(Phrase(hit.start, hit.end, before, "the same day") for hit in same),
            *(
                Phrase(hit.start, hit.end, after, "the day after the strike told before")
                for hit in facts.of("time.day_later")
            ),
        ]

    def _days_back(self, facts: Facts, before: date | None) -> list[Phrase]:
        """ "Four days earlier" from the strike told before, "four days ago" from publication."""
        assert self.published is not None
        found = []
        for unit in facts.of("time.units"):
            count = self._count_before(facts, unit)
            later = next((h for h in facts.of("time.ago") if 0 <= h.start - unit.end <= 1), None)
            if count is None or later is None:
                continue
            base = before if later.value == "earlier" and before else self.published
            found.append(
                Phrase(unit.start - 1, later.end, base - timedelta(days=count * int(unit.value)), "counted back")
            )
        return found

    def _count_before(self, facts: Facts, unit: Hit) -> int | None:
        number = next((h for h in facts.of("number") if h.end == unit.start), None)
        if number is not None:
            return int(number.value)
        text = self.document.tokens[unit.start - 1].text if unit.start > facts.sentence.first else ""
        return int(text) if text.isdecimal() and len(text) <= 2 else None

    def _is_relative(self, facts: Facts) -> bool:
        """Whether "the night before" opens the sentence and so counts from the strike told last."""
        opening = [hit for hit in facts.of("time.yesterday") if hit.start - facts.sentence.first <= 2]
        return bool(opening) and self.document.tokens[opening[0].start].fold not in _FROM_TODAY

    def _all_in_figures(self) -> list[Phrase]:
        """Dates such as 17.12.2025, 17/12/2025 and 2025-12-17, of the whole text."""
        found = []
        for at, token in enumerate(self.document.tokens):
            if not token.text[0].isdecimal() or self.document.text[token.start + 2 : token.start + 5].isalpha():
                continue
            written = self.document.text[token.start : token.start + 10]
            figures = _FIGURES.match(written)
            iso = _ISO.fullmatch(written[:7]) if written[7:8] == "-" and written[8:].isdecimal() else None
            if figures:
                day, month, year = map(int, figures.groups())
            elif iso and len(written) == 10:
                year, month, day = int(iso[1]), int(iso[2]), int(written[8:])
            else:
                continue
            past = self._past(month, day, year) if year in _YEAR and 1 <= month <= 12 else None
            if past is not None:
                found.append(Phrase(at, at + 1, past, "a date in figures"))
        return found

    def _weekday(self, number: int) -> date:
        assert self.published is not None
        day: date = self.published + relativedelta(weekday=weekday(number)(-1))
        return day

    def _month_day(self, hit: Hit) -> Phrase | None:
        tokens = self.document.tokens
        behind = hit.end + 1 if hit.end < len(tokens) and tokens[hit.end].text == "." else hit.end
        before = self._number(hit.start - 1)
        day = before or self._number(behind)
        year_at = hit.end if before else behind + 1
        year = self._year(year_at) or self._year(year_at + 1 if year_at < len(tokens) else year_at)
        if day is None or not 1 <= day <= 31:
            return None
        past = self._past(int(hit.value), day, year)
        if past is None:
            return None
        return Phrase(
            hit.start - 1 if before else hit.start, hit.end if before else behind + 1, past, "a day of a month"
        )

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
        text = _DAYS.sub(r"\1", text)
        return int(text) if text.isdecimal() and len(text) <= 2 else None

    def _year(self, at: int) -> int | None:
        if not 0 <= at < len(self.document.tokens):
            return None
        text = self.document.tokens[at].text
        return int(text) if text.isdecimal() and int(text[:5]) in _YEAR else None

    def _is_speech(self, facts: Facts, phrase: Phrase) -> bool:
        """Whether the day is that of the statement ("said on Saturday") or of something still to come."""
        for said in facts.of("time.said_on"):
            if 0 <= phrase.start - said.end <= 1:
                return True
        for said in facts.of("speech.verbs"):
            gap = self.document.tokens[said.end : phrase.start]
            if (
                said.end <= phrase.start
                and len(gap) <= 2
                and all(token.fold in ("on", "late", "early", "в", "у", "at") for token in gap)
            ):
                return True
        if any(0 <= said.start - phrase.end <= 1 for said in facts.of("speech.verbs")):
            return self.document.tokens[phrase.start - 1].fold in ("on", "late", "early")
        return any(0 <= phrase.start - later.end <= 4 for later in facts.of("time.later"))


def _distance(phrase: Phrase, near: int) -> int:
    return min(abs(phrase.start - near), abs(phrase.end - near))
