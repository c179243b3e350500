"""The clauses of a report put together to strikes: one attacked place, on one day, by one attacker."""

from datetime import date
from typing import NamedTuple

from mapapp.extract import what
from mapapp.extract.event import NAMED, Event, Reason, same_place
from mapapp.extract.facts import Facts
from mapapp.extract.filling import Filler
from mapapp.extract.matching import Matcher
from mapapp.extract.parties import Parties
from mapapp.extract.phrases import Phrase
from mapapp.extract.reading import Reading
from mapapp.extract.sharing import Wave
from mapapp.extract.sites import Site, covers
from mapapp.extract.story import Story, Topic
from mapapp.extract.subject import Subject
from mapapp.extract.when import FROM_PUBLICATION, Calendar
from mapapp.extract.where import Locator
from mapapp.model import UNKNOWN_ACTOR, Report

_RECENT_DAYS = 3
_NEWS_DAYS = 7
_HEADING = 4
_FAR_NOUN = 6
_VERB_BETWEEN = 8
NO_PLACE = "no place"
_FOCUS = "the place that the paragraph speaks of"
_SUMMARY = "sums up strikes that are told one by one"
_OFF_TOPIC = "the report is about something else"


class Telling(NamedTuple):
    """The places at which a clause's attack was, with the rule that gave them."""

    sites: list[Site]
    rule: str


class StrikeReader:
    """Reads the strikes of one document. Call `read` once; `skipped` says then why clauses gave none."""

    def __init__(self, report: Report, reading: Reading, locator: Locator) -> None:
        self.report, self.document, self.facts = report, reading.document, reading.facts
        self.locator, self.sides, self.attribution = locator, reading.sides, reading.attribution
        self.sides.survey(self.facts)
        self.calendar = Calendar(self.document, report.published)
        self.story = Story()
        self.parties = Parties(self.document, self.sides, self.story)
        self.filler = Filler(self.document, self.calendar, self.parties, self.attribution, self.story, locator.launches)
        self.matcher = Matcher(self.story, self.filler)
        self.skipped: dict[int, str] = {}
        self.about_attacks = self._is_about_attacks()

    def read(self) -> list[Event]:
        """All strikes, in the order in which the text first tells of them."""
        subject = Subject(self.report, self.facts, self.sides.vocabulary, self.calendar)
        for facts in self.facts:
            if subject.hides(facts):
                self.skipped[facts.number] = _OFF_TOPIC
                continue
            self.story.enter_paragraph(facts.sentence.paragraph)
            if self.story.opens_paragraph and self._is_entry(facts):
                self.story.begin_anew()
            self.story.heading = self.locator.heading(facts) or self.story.heading
            self.story.said = {who for one in self.attribution.of(facts.whole) for who in one.who}
            self._read_clause(facts)
            if facts.is_strike and (named := self.sides.attacker_in(facts)):
                self.story.attacker = named.actor
        for event in self.story.events:
            claims = [one for number, one in self.story.claims if number < event.first and event.attacker in one.who]
            event.ledger.enter(claims)
        leads = (number for number, why in self.skipped.items() if why == NO_PLACE)
        kept = Wave(self.document, self.facts, self.sides).share(self.story.events, leads)
        numbers = {event.first for event in kept}
        self.skipped |= {one.first: _SUMMARY for one in self.story.events if one.first not in numbers}
        return kept

    def _is_entry(self, facts: Facts) -> bool:
        """Whether a line opens with a time of day, as each entry of a live page does: "19:40 Sirens in Haifa"."""
        opening = [token.text for token in self.document.tokens[facts.sentence.first : facts.sentence.first + 3]]
        if len(opening) < 3:
            return False
        hour, mark, minute = opening
        return hour.isdecimal() and minute.isdecimal() and mark in (":", ".") and len(hour) <= 2 == len(minute)

    def _is_about_attacks(self) -> bool:
        about = bool(self.sides.at_war() or self.sides.attacks)
        about = about or any(one.is_strike and not one.accidental for one in self.facts)
        for one in self.facts:
            if one.accidental and not about:
                one.why_not = "an explosion that nobody is said to have caused"
        return about

    def _read_clause(self, facts: Facts) -> None:
        if facts.of("not_strike.background") or (facts.is_strike and self.calendar.is_vague(facts)):
            self.skipped[facts.number] = "background"
            self._note_topic(facts)
            return
        told = self._told_at(facts)
        opens = facts.is_strike or self._is_item_of_attacks(facts)
        if told is None:
            self.filler.add(facts, self._spoken_for(facts) or self.story.current)
        elif opens and told.sites and not facts.of("speech.deny"):
            self._tell(facts, told)
        else:
            self._read_without_place(facts, not told.sites and self.locator.names_unknown(facts))

    def _told_at(self, facts: Facts) -> Telling | None:
        """Where the clause's attack was; None where it goes on about the strikes told just before."""
        sites = self.locator.places(facts)
        rule = NAMED
        if sites and self._is_about_last(facts, sites):
            self._note_topic(facts)
            return None
        if sites and self.story.current and self._is_said_of_there(facts, sites):
            return None
        heading = self.story.heading
        if heading is not None and all(self._is_within(site, heading) for site in sites):
            about = facts.is_strike or facts.is_harm or bool(facts.of("weapons"))
            sites, rule = [heading] if about else [], "the heading of the paragraph"
        if not sites and (facts.is_strike or self._weapon_harms(facts)) and not self.locator.names_unknown(facts):
            focus = self._focus(facts)
            if focus is not None:
                sites, rule = [focus], _FOCUS
            elif facts.is_strike and not self._goes_on(facts):
                sites, rule = self._topic_sites(facts), _FOCUS
        self._note_topic(facts)
        return Telling(sites, rule)

    def _note_topic(self, facts: Facts) -> None:
        site = self.locator.topic(facts, self.story.opens_paragraph)
        if site is not None:
            self.story.topic = Topic(facts.number, facts.sentence.paragraph, site)

    def _read_without_place(self, facts: Facts, unknown: bool) -> None:
        """A clause that tells no strike at a place of its own: of the last ones, of one still open, or of none."""
        story = self.story
        self.filler.deny(facts)
        spoken = self._spoken_for(facts) if facts.is_strike else []
        if spoken and not facts.of("speech.deny"):
            self.filler.add(facts, spoken)
            return
        day = self.calendar.day_of(facts, facts.sentence.first, story.day)
        story.day_here = day or story.day_here
        if day is not None and facts.sentence.last - facts.sentence.first <= _HEADING and not facts.triggers:
            story.day_headed = day
        if facts.is_strike and story.current and self._is_one_more(facts):
            self._tell_another(facts)
        elif unknown and facts.is_strike:
            self.skipped[facts.number] = "the place that it names is not known"
            story.pending, story.current = None, []
        elif facts.is_strike and not facts.of("speech.deny") and not self._goes_on(facts):
            self.skipped[facts.number] = NO_PLACE
            story.pending, story.current = facts, []
            self.filler.note_claim(facts)
        elif story.pending is not None and self._place_pending(facts):
            return
        elif facts.why_not in (None, "no attack", "denied or negated") or facts.of("grammar.responsibility"):
            self.filler.add(facts, self._meant(facts))

    def _is_one_more(self, facts: Facts) -> bool:
        return self.matcher.is_another(facts) and self.matcher.other_target(facts, self.story.current[-1])

    def _is_about_last(self, facts: Facts, sites: list[Site]) -> bool:
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

    def _is_said_of_there(self, facts: Facts, sites: list[Site]) -> bool:
        """Whether officials of another town speak of the last strike: "Rostov's governor reported a fire there"."""
        if not any(self.document.tokens[hit.start].fold in ("there", "там") for hit in facts.of("grammar.there")):
            return False
        told = any(same_place(event.place, site.place) for event in self.story.recent() for site in sites)
        return not told and self.locator.is_only_seat(facts)

    def _weapon_harms(self, facts: Facts) -> bool:
        """Whether a weapon and what it did to people or things are told without a word of attack."""
        if facts.why_not != "no attack" or not facts.of("weapons") or facts.of("not_strike.irrealis"):
            return False
        return facts.harm or self._weapon_meets_target(facts)

    def _focus(self, facts: Facts) -> Site | None:
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

    def _topic_sites(self, facts: Facts) -> list[Site]:
        """The place that the paragraph has just spoken of: "Kharkiv had a bad night. Drones hit …"."""
        topic = self.story.topic
        if topic is None or not (facts.of("weapons") or facts.of("targets") or self.sides.attacker_in(facts)):
            return []
        there = bool(facts.of("grammar.there")) and facts.number - topic.number <= 4
        here = topic.paragraph == self.story.paragraph and facts.number - topic.number <= 3
        return [topic.site] if there or here else []

    @staticmethod
    def _is_within(site: Site, heading: Site) -> bool:
        """Whether a region named under a heading only says where the heading's place lies."""
        return site.wide and (covers(site.place, heading.place) or site.place.id == heading.place.id)

    def _tell_another(self, facts: Facts) -> None:
        """One more strike at the place just told of, on something else: "a separate raid hit …"."""
        before = self.story.current[-1]
        event = Event(
            place=before.place,
            day=before.day,
            attacker=before.attacker,
            attacked=before.attacked,
            first=facts.number,
            last=facts.number,
            paragraph=facts.sentence.paragraph,
            weapons=list(before.weapons),
            reasons={
                name: before.reasons[name] for name in ("place", "date", "attacker", "weapon") if name in before.reasons
            },
            dated=before.dated,
            when=before.when,
            place_confidence=before.place_confidence,
        )
        self.story.events.append(event)
        self.filler.add(facts, [event])
        self.story.current = [before, event]

    def _goes_on(self, facts: Facts) -> bool:
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
        published = self.report.published
        recent = published is not None and 0 <= (published - day).days <= _NEWS_DAYS
        return recent and bool(facts.of("strike.nouns")) and not facts.of("weapons")

    def _place_pending(self, facts: Facts) -> bool:
        """Give the attack told without a place those that the next sentences name for it."""
        pending = self.story.pending
        assert pending is not None
        if facts.number - pending.number > 3 or facts.sentence.paragraph - pending.sentence.paragraph > 1:
            self.story.pending = None
            return False
        sites = self.locator.named(facts)
        if not sites or facts.of("speech.deny") or facts.of("not_strike.irrealis"):
            return False
        self.story.pending = None
        self.skipped.pop(pending.number, None)
        self._tell(pending, Telling(sites, "named for it in a sentence behind"))
        for event in self.story.current:
            event.paragraph = facts.sentence.paragraph
        self.filler.add(facts, self.story.current)
        return True

    def _is_item_of_attacks(self, facts: Facts) -> bool:
        """Whether harm at a place, or a weapon under its heading, is told in a text that is about attacks."""
        if facts.why_not not in (None, "no attack") or not self.about_attacks:
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

    def _meant(self, facts: Facts) -> list[Event]:
        """The strikes that a clause without a place of its own goes on about."""
        named = self._spoken_for(facts)
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
        if topic is None or topic.number != facts.number or not self.story.opens_paragraph:
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

    def _spoken_for(self, facts: Facts) -> list[Event]:
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

    def _tell(self, facts: Facts, told: Telling) -> None:
        near = facts.triggers[0].start if facts.triggers else facts.sentence.first
        phrase = self._of_the_day_told(self.calendar.phrase_of(facts, near, self.story.day))
        events = [self._event(facts, site, phrase, told.rule) for site in told.sites if self._is_about(facts, site)]
        self._inherit_weapons(facts, events)
        self.story.current = list({id(event): event for event in events}.values())
        self.story.day = phrase.day if phrase else self.story.day
        self.story.pending = None
        if not events:
            self.skipped[facts.number] = "no weapon, target, harm or side"
        self.filler.add(facts, self.story.current, told.sites)

    def _of_the_day_told(self, phrase: Phrase | None) -> Phrase | None:
        """A part of the day ("in the morning") under a heading that names another day is of that day."""
        here = self.story.day_headed
        if phrase is None or here is None or phrase.rule != FROM_PUBLICATION or phrase.day != self.report.published:
            return phrase
        return phrase._replace(day=here, rule="the day that the paragraph speaks of")

    def _is_about(self, facts: Facts, site: Site) -> bool:
        """Whether anything but a bare word for an attack ties the clause to the place."""
        if facts.of("weapons") or facts.of("targets") or facts.harm or facts.of("outcome.intercepted"):
            return True
        if any(hit.category == "strike.verbs" for hit in facts.strong):
            return True
        return self.parties.of(facts, site.place).attacker != UNKNOWN_ACTOR

    def _inherit_weapons(self, facts: Facts, events: list[Event]) -> None:
        """The weapon of an attack told just before without a place, where this clause goes on and names none."""
        if facts.of("weapons"):
            return
        before = self.story.pending or self._told_just_before(facts) or self._clause_before(facts)
        if before is None or before is facts or facts.number - before.number > 3:
            return
        named = self.sides.attacker_in(before)
        for event in events:
            if not event.weapons and (named is None or named.actor == event.attacker):
                event.weapons = what.weapons(self.document, before)
                if event.weapons:
                    first = event.weapons[0]
                    event.because("weapon", Reason("named just before, for the same attack", first.start, first.end))
                if before is self.story.pending:
                    self.filler.enter(event, before)

    def _clause_before(self, facts: Facts) -> Facts | None:
        """The clause before in the same sentence: "missiles crashed into Haifa and struck a tower in Bat Yam"."""
        before = self.facts[facts.number - 1] if facts.number else None
        return before if before and before.whole == facts.whole and before.is_strike else None

    def _told_just_before(self, facts: Facts) -> Facts | None:
        """The sentence before, where this one says that something was hit "as well"."""
        before = self.facts[facts.number - 1] if facts.number and facts.of("grammar.also") else None
        return before if before and before.is_strike and before.sentence.paragraph == facts.sentence.paragraph else None

    def _event(self, facts: Facts, site: Site, phrase: Phrase | None, rule: str) -> Event:
        place = site.place
        sided = self.parties.of(facts, place)
        reason = Reason(sided.rule, sided.named.start, sided.named.end) if sided.named else None
        known = self.matcher.known(facts, place, phrase.day if phrase else None, sided)
        if known is not None:
            known.sides(sided.attacker, sided.attacked, reason, sided.rule)
            return known
        day, day_rule = (phrase.day, phrase.rule) if phrase else self._day_told(facts)
        headed = phrase is None and day is not None and day == self.story.day_headed
        event = Event(
            place=place,
            day=day,
            attacker=sided.attacker,
            attacked=sided.attacked,
            by_name=sided.named is not None,
            first=facts.number,
            last=facts.number,
            paragraph=facts.sentence.paragraph,
            dated=phrase is not None or headed,
            when=phrase,
            place_confidence=site.resolution.confidence,
        )
        event.because("place", Reason(rule, site.named.first, site.named.last))
        event.because("date", Reason(day_rule, phrase.start, phrase.end) if phrase else Reason(day_rule))
        event.because("attacker", reason or Reason(sided.rule or "nothing says who"))
        self.story.events.append(event)
        return event

    def _day_told(self, facts: Facts) -> tuple[date | None, str]:
        """The day of the paragraph, that of the strike told just before, the text's first, or that of publication."""
        if self.story.day_here or self.story.day_headed:
            return self.story.day_here or self.story.day_headed, "the day that the paragraph speaks of"
        before = self.story.current[-1] if self.story.current else None
        if before and before.day and facts.sentence.paragraph == before.paragraph:
            return before.day, "the day of the strike told just before"
        first = self.story.first_day()
        published = self.report.published
        if first is not None and (published is None or (published - first).days <= _RECENT_DAYS):
            return first, "the first day that the text names"
        return published or first, "the day of publication, as the text names none"
