"""The clauses of a report put together to strikes: one attacked place, on one day, by one attacker."""

from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from mapapp.extract import what
from mapapp.extract.event import NAMED, NO_DAY, Event, Reason
from mapapp.extract.facts import Facts
from mapapp.extract.filling import Filler
from mapapp.extract.matching import Matcher
from mapapp.extract.parties import Parties
from mapapp.extract.phrases import Phrase
from mapapp.extract.reading import Reading
from mapapp.extract.sharing import Wave
from mapapp.extract.sites import Site, covers
from mapapp.extract.story import Story
from mapapp.extract.subject import Subject
from mapapp.extract.thread import Thread
from mapapp.extract.when import FROM_PUBLICATION, Calendar
from mapapp.extract.where import Locator
from mapapp.model import UNKNOWN_ACTOR, Report

_RECENT_DAYS = 3
_HEADING = 4
# General claims that hold for a strike told behind them; looking no further back keeps time linear.
_CLAIMS = 50
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
        self.thread = Thread(self.document, locator, self.sides, self.calendar, self.story)
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
            if self.story.opens_paragraph and self.thread.is_entry(facts):
                self.story.begin_anew()
            self.story.heading = self.locator.heading(facts) or self.story.heading
            self.story.said = {who for one in self.attribution.of(facts.whole) for who in one.who}
            self._read_clause(facts)
            if facts.is_strike and (named := self.sides.attacker_in(facts)):
                self.story.attacker = named.actor
        numbers_of_claims = [number for number, _ in self.story.claims]
        for event in self.story.events:
            before = self.story.claims[: bisect_left(numbers_of_claims, event.first)][-_CLAIMS:]
            event.ledger.enter([one for _, one in before if event.attacker in one.who])
        leads = (number for number, why in self.skipped.items() if why == NO_PLACE)
        kept = Wave(self.document, self.facts, self.sides).share(self.story.events, leads)
        numbers = {event.first for event in kept}
        self.skipped |= {one.first: _SUMMARY for one in self.story.events if one.first not in numbers}
        return kept

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
            self.thread.note_topic(facts)
            return
        told = self._told_at(facts)
        opens = facts.is_strike or self.thread.is_item_of_attacks(facts, self.about_attacks)
        if told is None:
            self.filler.add(facts, self.thread.spoken_for(facts) or self.story.current)
        elif opens and told.sites and not facts.of("speech.deny"):
            self._tell(facts, told)
        else:
            self._read_without_place(facts, not told.sites and self.locator.names_unknown(facts))

    def _told_at(self, facts: Facts) -> Telling | None:
        """Where the clause's attack was; None where it goes on about the strikes told just before."""
        sites = self.locator.places(facts)
        rule = NAMED
        if sites and self.thread.is_about_last(facts, sites):
            self.thread.note_topic(facts)
            return None
        if sites and self.story.current and self.thread.is_said_of_there(facts, sites):
            return None
        heading = self.story.heading
        if heading is not None and all(self._is_within(site, heading) for site in sites):
            about = facts.is_strike or facts.is_harm or bool(facts.of("weapons"))
            sites, rule = [heading] if about else [], "the heading of the paragraph"
        if not sites and (facts.is_strike or self.thread.weapon_harms(facts)) and not self.locator.names_unknown(facts):
            focus = self.thread.focus(facts)
            if focus is not None:
                sites, rule = [focus], _FOCUS
            elif facts.is_strike and not self.thread.goes_on(facts):
                sites, rule = self.thread.topic_sites(facts), _FOCUS
        self.thread.note_topic(facts)
        return Telling(sites, rule)

    def _read_without_place(self, facts: Facts, unknown: bool) -> None:
        """A clause that tells no strike at a place of its own: of the last ones, of one still open, or of none."""
        story = self.story
        self.filler.deny(facts)
        spoken = self.thread.spoken_for(facts) if facts.is_strike else []
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
        elif facts.is_strike and not facts.of("speech.deny") and not self.thread.goes_on(facts):
            self.skipped[facts.number] = NO_PLACE
            story.pending, story.current = facts, []
            self.filler.note_claim(facts)
        elif story.pending is not None and self._place_pending(facts):
            return
        elif facts.why_not in (None, "no attack", "denied or negated") or facts.of("grammar.responsibility"):
            self.filler.add(facts, self.thread.meant(facts))

    def _is_one_more(self, facts: Facts) -> bool:
        return self.matcher.is_another(facts) and self.matcher.other_target(facts, self.story.current[-1])

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
        return published or first, NO_DAY
