"""Whether a report is about something else than attacks: a drill, sanctions, a match, a commemoration."""

import re

from mapapp.extract.facts import Facts
from mapapp.extract.when import Calendar
from mapapp.model import Report
from mapapp.vocabulary import Vocabulary, fold

_MANY = 3


class Subject:
    """What one report is about."""

    def __init__(self, report: Report, facts: list[Facts], vocabulary: Vocabulary, calendar: Calendar) -> None:
        self.report, self.facts, self.vocabulary, self.calendar = report, facts, vocabulary, calendar
        self.by_title = self._has_topic_in_title()
        self.off = self._is_off()

    def hides(self, facts: Facts) -> bool:
        """Whether a clause counts for nothing, as the report is about something else and it is not told in full."""
        return self.off and (self.by_title or not self._is_told_in_full(facts))

    def _is_off(self) -> bool:
        """Whether title or opening say that the report is about something else: a drill, sanctions, a match."""
        if any(facts.is_strike and facts.of("weapons") and facts.hurt for facts in self.facts[:2]):
            return False
        if self.by_title:
            return True
        if self._leads_with_attack():
            return False
        opening = [one for one in self.facts[:2] if one.of("not_strike.topics")]
        off = self.by_title or any(not (one.is_strike and one.of("weapons")) for one in opening)
        return off or self._is_of_many_other_words()

    def _leads_with_attack(self) -> bool:
        """Whether the first sentence tells an attack by a side and nothing else: "Pakistani aircraft bombed …"."""
        lead = self.facts[0] if self.facts else None
        if lead is None or not lead.is_strike or not lead.strong or lead.of("not_strike.topics"):
            return False
        return bool(lead.of("weapons") or (lead.of("actor.adjectives") and lead.of("grammar.forces")))

    def _has_topic_in_title(self) -> bool:
        """Whether the title speaks of something else, and not of weapons that struck: "Drones hit refinery as …"."""
        words = [fold(word) for word in re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", self.report.title or "")]
        categories = {hit.category for hit in self.vocabulary.hits(words)}
        return "not_strike.topics" in categories and not {"weapons", "strike.verbs"} <= categories

    def _is_of_many_other_words(self) -> bool:
        """Whether words of other matters, such as a match, stand all over the text and weapons hardly anywhere."""
        others = sum(bool(one.of("not_strike.topics")) for one in self.facts)
        return others >= _MANY and others > sum(bool(one.of("weapons")) for one in self.facts)

    def _is_told_in_full(self, facts: Facts) -> bool:
        """Whether a sentence tells an attack with its weapon, its day and what it did."""
        full = bool(facts.strong and facts.of("weapons") and facts.hurt)
        return full and self.calendar.day_of(facts, facts.sentence.first) is not None
