"""What a clause goes on about: the strikes told just before, the place that its paragraph has turned to, or neither."""

from datetime import date

from mapapp.extract import what
from mapapp.extract.event import Event, same_place
from mapapp.extract.facts import Facts
from mapapp.extract.sites import Site, covers
from mapapp.extract.story import Story, Topic
from mapapp.extract.tokens import Document
from mapapp.extract.when import Calendar
from mapapp.extract.where import Locator
from mapapp.extract.who import Sides
from mapapp.model import UNKNOWN_ACTOR

_RECENT_DAYS = 3
_NEWS_DAYS = 7
_FAR_NOUN = 6
_VERB_BETWEEN = 10


class Thread:
    """Follows the thread of one report through its clauses."""

    def __init__(self, document: Document, locator: Locator, sides: Sides, calendar: Calendar, story: Story) -> None:
        self.document, self.locator, self.sides = document, locator, sides
        self.calendar, self.story = calendar, story

    def is_entry(self, facts: Facts) -> bool:
        """Whether a line opens with a time of day, as each entry of a live page does: "19:40 Sirens in Haifa"."""
        opening = [token.text for token in self.document.tokens[facts.sentence.first : facts.sentence.first + 3]]
        if len(opening) < 3:
            return False
        hour, mark, minute = opening
        return hour.isdecimal() and minute.isdecimal() and mark in (":", ".") and len(hour) <= 2 == len(minute)

    def note_topic(self, facts: Facts) -> None:
        """Keep the place that a clause is plainly about, for the clauses behind it."""
        site = self.locator.topic(facts, self.story.opens_paragraph)
        if site is not None:
            self.story.topic = Topic(facts.number, facts.sentence.paragraph, site, self.story.opens_paragraph)

    def is_about_last(self, facts: Facts, sites: list[Site]) -> bool:
        """Whether "the blast" or "the attack" opens a sentence that tells what else the strike just told did."""
        if not self.story.current or facts.sentence.paragraph - self.story.current[-1].paragraph > 1:
            return False
        first = facts.sentence.first
        opening = self.document.tokens[first].fold
        if opening not in ("the", "this", "both", "it"):
            return False
        reach = _FAR_NOUN if opening == "it" else 2
        noun = next((hit for hit in facts.of("strike.nouns") if hit.start - first <= reach), None)
        if noun is not None and any(first < hit.start < noun.start for hit in facts.of("grammar.next")):
            return False
        return noun is not None and all(site.named.first - noun.end > 2 for site in sites)

    def is_said_of_there(self, facts: Facts, sites: list[Site]) -> bool:
        """Whether officials of another town speak of the last strike: "Rostov's governor reported a fire there"."""
        if not any(self.document.tokens[hit.start].fold in ("there", "там") for hit in facts.of("grammar.there")):
            return False
        told = any(same_place(event.place, site.place) for event in self.story.recent() for site in sites)
        return not told and self.locator.is_only_seat(facts)

    def weapon_harms(self, facts: Facts) -> bool:
        """Whether a weapon and what it did to people or things are told without a word of attack."""
        if facts.why_not != "no attack" or not facts.of("weapons") or facts.of("not_strike.irrealis"):
            return False
        return facts.harm or self._weapon_meets_target(facts)

    def focus(self, facts: Facts) -> Site | None:
        """The place that the paragraph has turned to since the last strike was told: "Sirens in Haifa. Rockets …"."""
        topic, story = self.story.topic, self.story
        if topic is None or topic.paragraph != story.paragraph or facts.number - topic.number > 3:
            return None
        last = story.current[-1] if story.current else None
        if last is not None and (last.paragraph == story.paragraph and last.last >= topic.number):
            return None
        if last is not None and same_place(topic.site.place, last.place):
            return None
        told = facts.strong or facts.of("weapons") or facts.of("targets") or self.sides.attacker_in(facts)
        return topic.site if told else None

    def topic_sites(self, facts: Facts) -> list[Site]:
        """The place that the paragraph has just spoken of: "Kharkiv had a bad night. Drones hit …"."""
        topic = self.story.topic
        if topic is None or not (facts.of("weapons") or facts.of("targets") or self.sides.attacker_in(facts)):
            return []
        there = bool(facts.of("grammar.there")) and facts.number - topic.number <= 4
        here = topic.paragraph == self.story.paragraph and facts.number - topic.number <= 3
        return [topic.site] if there or here else []

    def goes_on(self, facts: Facts) -> bool:
        """Whether an attack told without a place is the one told just before it in the paragraph."""
        if not self.story.current:
            return False
        last, topic = self.story.current[-1], self.story.topic
        named = self.sides.attacker_in(facts)
        newer = topic is not None and topic.paragraph == self.story.paragraph and topic.number > last.last
        if newer and topic and not same_place(topic.site.place, last.place) and (facts.of("weapons") or named):
            return False
        if last.paragraph == facts.sentence.paragraph:
            return True
        if facts.sentence.paragraph - last.paragraph > 2:
            return False
        mine = named is None or named.actor == last.attacker or last.attacker == UNKNOWN_ACTOR
        day = self.calendar.day_of(facts, facts.sentence.first)
        return mine and (day in (None, last.day) or (not last.dated and self._dates_it(facts, day)))

    def _dates_it(self, facts: Facts, day: date) -> bool:
        """Whether a clause only adds the day to the attack told before: "The attack came on the night of 3 May"."""
        published = self.calendar.published
        recent = published is not None and 0 <= (published - day).days <= _NEWS_DAYS
        return recent and bool(facts.of("strike.nouns")) and not facts.of("weapons")

    def is_item_of_attacks(self, facts: Facts, about_attacks: bool) -> bool:
        """Whether harm at a place, or a weapon under its heading, is told in a text that is about attacks."""
        if facts.why_not not in (None, "no attack") or not about_attacks:
            return False
        if facts.hurt or facts.of("harm.none") or (facts.of("outcome.damage") and facts.of("targets")):
            return True
        if facts.of("outcome.damage") and self._is_listed(facts):
            return True
        if not facts.of("weapons"):
            return False
        return bool(self.story.heading) or self._weapon_meets_target(facts)

    def _is_listed(self, facts: Facts) -> bool:
        """Whether the paragraph is telling strikes place by place and this clause opens with a next place."""
        last = self.story.current[-1] if self.story.current else None
        if last is None or last.paragraph != facts.sentence.paragraph:
            return False
        return any(site.named.first - facts.sentence.first <= 2 for site in self.locator.places(facts))

    def _weapon_meets_target(self, facts: Facts) -> bool:
        """Whether a weapon stands before a target, whatever the verb between them: "a Shahed went through a roof"."""
        weapons = what.weapons(self.document, facts)
        targets = [thing for thing in what.targets(self.document, facts) if thing.rank != what.PEOPLE]
        near = any(0 < t.start - w.end <= _VERB_BETWEEN for w in weapons for t in targets)
        return near and not facts.of("not_strike.irrealis")

    def meant(self, facts: Facts) -> list[Event]:
        """The strikes that a clause without a place of its own goes on about."""
        named = self.spoken_for(facts)
        if named:
            return named
        near = [event for event in self.story.current if facts.sentence.paragraph - event.paragraph <= 1]
        if self._turns_away(facts, near):
            return []
        day = self.calendar.day_of(facts, facts.sentence.first, self.story.day)
        if facts.is_strike or not facts.of("harm.update"):
            near = [event for event in near if self._may_be_of(facts, event, day)]
        if self._is_item(facts) and any(event.paragraph != facts.sentence.paragraph for event in near):
            return []
        return near if near and facts.number - max(event.last for event in near) <= 4 else []

    def _turns_away(self, facts: Facts, near: list[Event]) -> bool:
        """Whether a new paragraph begins with a place that none of the strikes told before is at."""
        topic = self.story.topic
        if topic is None or not topic.opens or topic.paragraph != self.story.paragraph:
            return False
        if any(event.first > topic.number for event in near):
            return False
        return not any(
            event.place and (same_place(event.place, topic.site.place) or covers(event.place, topic.site.place))
            for event in near
        )

    @staticmethod
    def _may_be_of(facts: Facts, event: Event, day: date | None) -> bool:
        """Whether a clause with a day can be about a strike; what rescuers found can be told a day or two later."""
        if day is None or event.day is None or not event.dated or event.day == day:
            return True
        near = abs((day - event.day).days) <= _RECENT_DAYS
        return near and not facts.is_strike and event.paragraph == facts.sentence.paragraph

    def spoken_for(self, facts: Facts) -> list[Event]:
        """Strikes told before at the place whose official a clause quotes: "the governor of Yaroslavl region said"."""
        sites = self.locator.by_clause.get(facts.number, [])[:2]
        return [
            event
            for event in (self.story.recent() if sites else ())
            if event.place and any(s.place.id == event.place.id or covers(s.place, event.place) for s in sites)
        ]

    def _is_item(self, facts: Facts) -> bool:
        """Whether the line is an item of a list, about something of its own."""
        first = facts.sentence.first
        return not self.document.tokens[first].text[0].isalnum() and self.document.tokens[first].text not in "\"“«'("
