"""The sentences of a report put together to strikes: one attacked place, on one day, by one attacker."""

import re
from datetime import date

from mapapp.extract import what
from mapapp.extract.event import Event, is_summary, same_place
from mapapp.extract.facts import Facts
from mapapp.extract.parties import Parties, Story
from mapapp.extract.record import Recorder
from mapapp.extract.tokens import Document
from mapapp.extract.toll import Toll, TollReader
from mapapp.extract.what import Thing
from mapapp.extract.when import Calendar
from mapapp.extract.where import Locator, Site, covers, precision
from mapapp.extract.who import Sides, enter, speakers
from mapapp.model import UNKNOWN_ACTOR, GeoPrecision, Place, Report, Strike
from mapapp.vocabulary import fold


class StrikeReader:
    """Reads the strikes of one document. Call `read` once."""

    def __init__(self, report: Report, document: Document, facts: list[Facts], locator: Locator, sides: Sides) -> None:
        self.report, self.document, self.facts = report, document, facts
        self.locator, self.sides = locator, sides
        self.calendar = Calendar(document, report.published)
        self.tolls = TollReader(document)
        self.recorder = Recorder(report, document, facts)
        self.story = Story()
        self.parties = Parties(document, sides, self.story)
        self.heading: Site | None = None
        self.paragraph = -1
        issuer = sides.issuer()
        self.issuer = {issuer} if issuer else set()
        self.day: date | None = None
        self.day_here: date | None = None
        self.about_attacks = any(one.is_strike for one in facts) or bool(sides.at_war())
        self.told = [one for one in facts if self._is_told_in_full(one)] if self._is_off_topic() else facts

    def read(self) -> list[Strike]:
        """All strikes, in the order in which the text first tells of them."""
        for facts in self.told:
            self._enter_paragraph(facts)
            self.story.said = speakers(facts, self.story.said) or self.issuer
            self._read_sentence(facts)
        kept = [event for event in self.story.events if not is_summary(event, self.story.events)]
        return [self.recorder.strike(number, event) for number, event in enumerate(kept, 1)]

    def _enter_paragraph(self, facts: Facts) -> None:
        if facts.sentence.paragraph != self.paragraph:
            self.paragraph = facts.sentence.paragraph
            self.heading = None
            self.story.said = set()
            self.day_here = None
        heading = self.locator.heading(facts)
        if heading is not None:
            self.heading = heading

    def _read_sentence(self, facts: Facts) -> None:
        places = self.locator.places(facts)
        if self.heading is not None and all(site.wide for site in places):
            places = [self.heading] if facts.is_strike or facts.is_harm or facts.of("weapons") else []
        opens = facts.is_strike or self._is_item_of_attacks(facts)
        if opens and places and not facts.of("not_strike.background") and not facts.of("speech.deny"):
            self._tell(facts, places)
            return
        if facts.of("not_strike.background"):
            return
        self.day_here = self.calendar.day_of(facts, facts.sentence.first, self.day) or self.day_here
        if (
            facts.is_strike
            and self.story.current
            and self._is_another(facts)
            and self._other_target(facts, self.story.current[-1])
        ):
            self._tell_another(facts)
        elif facts.is_strike and not facts.of("speech.deny") and not self._goes_on(facts):
            self.story.pending, self.story.current = facts, []
        elif self.story.pending is not None and self._place_pending(facts):
            return
        elif facts.why_not in (None, "no attack", "denied or negated"):
            self._add(facts, self._meant(facts))

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
            dated=before.dated,
            place_confidence=before.place_confidence,
        )
        self.story.events.append(event)
        self._add(facts, [event])
        self.story.current = [before, event]

    def _goes_on(self, facts: Facts) -> bool:
        """Whether an attack told without a place is the one told just before it in the paragraph."""
        if not self.story.current:
            return False
        if self.story.current[-1].paragraph == facts.sentence.paragraph:
            return True
        named = self.sides.attacker_in(facts)
        day = self.calendar.day_of(facts, facts.sentence.first)
        return (named is None or named[0] == self.story.current[-1].attacker) and day in (
            None,
            self.story.current[-1].day,
        )

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
        self._tell(pending, sites)
        for event in self.story.current:
            event.paragraph = facts.sentence.paragraph
        self._add(facts, self.story.current)
        return True

    def _is_item_of_attacks(self, facts: Facts) -> bool:
        """Whether harm at a place, or a weapon under its heading, is told in a text that is about attacks."""
        if facts.why_not not in (None, "no attack") or not self.about_attacks:
            return False
        return facts.is_harm or bool(self.heading and facts.of("weapons"))

    def _is_off_topic(self) -> bool:
        """Whether title or opening say that the report is about something else: a drill, sanctions, a match."""
        if any(facts.is_strike and facts.of("weapons") and facts.harm for facts in self.facts[:2]):
            return False
        words = [fold(word) for word in re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", self.report.title or "")]
        title = any(hit.category == "not_strike.topics" for hit in self.sides.vocabulary.hits(words))
        return title or any(facts.of("not_strike.topics") for facts in self.facts[:2])

    def _is_told_in_full(self, facts: Facts) -> bool:
        """Whether a sentence tells an attack with its weapon and what it did."""
        return bool(facts.strong and facts.of("weapons") and (facts.of("harm.killed") or facts.of("harm.injured")))

    def _meant(self, facts: Facts) -> list[Event]:
        """The strikes that a sentence without a place of its own goes on about."""
        near = [event for event in self.story.current if facts.sentence.paragraph - event.paragraph <= 1]
        day = self.calendar.day_of(facts, facts.sentence.first, self.day)
        near = [event for event in near if day is None or not event.dated or event.day == day]
        if self._is_item(facts) and any(event.paragraph != facts.sentence.paragraph for event in near):
            return []
        return near if near and facts.number - max(event.last for event in near) <= 4 else []

    def _is_item(self, facts: Facts) -> bool:
        """Whether the line is an item of a list, about something of its own."""
        first = facts.sentence.first
        return not self.document.tokens[first].text[0].isalnum() and self.document.tokens[first].text not in "\"“«'("

    def _tell(self, facts: Facts, places: list[Site]) -> None:
        trigger = facts.triggers[0] if facts.triggers else None
        near = trigger.start if trigger else facts.sentence.first
        day = self.calendar.day_of(facts, near, self.day)
        told = [self._event(facts, site, day) for site in places if self._is_about(facts, site)]
        self._inherit_weapons(facts, told)
        self.story.current = list({id(event): event for event in told}.values())
        self.day = day or self.day
        self.story.pending = None
        self._add(facts, self.story.current, places)

    def _is_about(self, facts: Facts, site: Site) -> bool:
        """Whether anything but a bare word for an attack ties the sentence to the place."""
        if facts.of("weapons") or facts.of("targets") or facts.harm or facts.of("outcome.intercepted"):
            return True
        return self.parties.of(facts, site.place)[0] != UNKNOWN_ACTOR

    def _inherit_weapons(self, facts: Facts, told: list[Event]) -> None:
        """The weapon of an attack told just before without a place, where this sentence goes on and names none."""
        if facts.of("weapons"):
            return
        before = self.story.pending or self._told_just_before(facts)
        if before is None or before is facts or facts.number - before.number > 3:
            return
        named = self.sides.attacker_in(before)
        for event in told:
            if not event.weapons and (named is None or named[0] == event.attacker):
                event.weapons = what.weapons(self.document, before)
                if before is self.story.pending:
                    enter(event.ledger, before, speakers(before, set()), event.attacker, event.attacked)

    def _told_just_before(self, facts: Facts) -> Facts | None:
        """The sentence before, where this one says that something was hit "as well"."""
        before = self.facts[facts.number - 1] if facts.number and facts.of("grammar.also") else None
        return before if before and before.is_strike and before.sentence.paragraph == facts.sentence.paragraph else None

    def _event(self, facts: Facts, site: Site, day: date | None) -> Event:
        place = site.place
        attacker, attacked = self.parties.of(facts, place)
        known = self._known(facts, place, day, attacker)
        if known is not None:
            known.dated = known.dated or day is not None
            return known
        event = Event(
            place=place,
            day=day or self._day_told(facts),
            attacker=attacker,
            attacked=attacked,
            first=facts.number,
            last=facts.number,
            paragraph=facts.sentence.paragraph,
            dated=day is not None,
            place_confidence=site.resolution.confidence,
        )
        self.story.events.append(event)
        return event

    def _day_told(self, facts: Facts) -> date | None:
        """The day that the paragraph is about, that of the strike told just before, the text's first, publication."""
        if self.day_here:
            return self.day_here
        if (
            self.story.current
            and self.story.current[-1].day
            and facts.sentence.paragraph - self.story.current[-1].paragraph <= 1
        ):
            return self.story.current[-1].day
        return next((event.day for event in self.story.events if event.dated), None) or self.report.published

    def _known(self, facts: Facts, place: Place | None, day: date | None, attacker: str) -> Event | None:
        """The strike told before that this sentence tells of again."""
        another = self._is_another(facts)
        for event in reversed(self.story.events):
            if not same_place(event.place, place) and not self._sums_up(event, place):
                continue
            if attacker != event.attacker and UNKNOWN_ACTOR not in (attacker, event.attacker):
                continue
            if day is not None and event.dated and event.day != day:
                continue
            if another and facts.is_strike and self._other_target(facts, event):
                return None
            return event
        return None

    @staticmethod
    def _sums_up(event: Event, place: Place | None) -> bool:
        """Whether a region is named for the site inside it that was told before: "at airfields in the X region"."""
        if place is None or event.place is None or precision(event.place.kind) != GeoPrecision.SITE:
            return False
        return precision(place.kind) == GeoPrecision.REGION and covers(place, event.place)

    @staticmethod
    def _is_another(facts: Facts) -> bool:
        """Whether the sentence opens with a word for one more attack: "a separate raid", "another drone"."""
        return any(hit.start - facts.sentence.first < 4 for hit in facts.of("grammar.another"))

    def _other_target(self, facts: Facts, event: Event) -> bool:
        target = self._target(facts)
        return target is not None and event.target is not None and target.type != event.target.type

    def _target(self, facts: Facts, part: range | None = None) -> Thing | None:
        found = what.targets(self.document, facts)
        if part is not None:
            found = what.within(found, part)
        if not facts.triggers:
            return found[0] if found else None
        trigger = facts.triggers[0]
        verb = trigger.category == "strike.verbs"
        passive = verb and any(0 <= trigger.start - hit.end <= 1 for hit in facts.of("grammar.passive"))
        return what.choose(found, trigger, passive)

    def _toll_at(self, facts: Facts, event: Event, places: list[Site]) -> Toll:
        """The figures that stand beside one of several places of a sentence."""
        at = next((n for n, site in enumerate(places) if event.place and site.place.id == event.place.id), None)
        words = sorted([*facts.of("harm.killed"), *facts.of("harm.injured")])
        if at is None or not words:
            return Toll()
        behind = words[0].start < places[0].named.first
        if behind:
            start = places[at - 1].named.last if at else facts.sentence.first
            return self.tolls.read(facts, start, places[at].named.last)
        end = places[at + 1].named.first if at + 1 < len(places) else facts.sentence.last
        return self.tolls.read(facts, places[at].named.first, end)

    def _add(self, facts: Facts, events: list[Event], places: list[Site] | None = None) -> None:
        """Enter what a sentence says about the strikes that it is about."""
        toll = self.tolls.read(facts)
        for event in events:
            event.last = max(event.last, facts.number)
            event.paragraph = facts.sentence.paragraph
            self._add_day(facts, event)
            self._add_things(facts, event, self._part(facts, event, places or []))
            self._add_outcome(facts, event)
            if len(events) == 1 or (toll.killed == 0 and toll.injured == 0):
                event.tolls.append(toll)
            elif places:
                event.tolls.append(self._toll_at(facts, event, places))
            enter(event.ledger, facts, self.story.said, event.attacker, event.attacked)

    def _add_day(self, facts: Facts, event: Event) -> None:
        """The day, where the sentence that opened the strike did not say and this one does."""
        if not event.dated and facts.is_strike:
            day = self.calendar.day_of(facts, facts.triggers[0].start if facts.triggers else facts.sentence.first)
            event.day, event.dated = day or event.day, day is not None

    @staticmethod
    def _part(facts: Facts, event: Event, places: list[Site]) -> range:
        """The tokens of a sentence that are about one of its places: from the place before it to the one behind."""
        at = next((n for n, site in enumerate(places) if event.place and site.place.id == event.place.id), None)
        if at is None:
            return range(facts.sentence.first, facts.sentence.last)
        start = places[at - 1].named.last if at else facts.sentence.first
        return range(start, places[at + 1].named.first if at + 1 < len(places) else facts.sentence.last)

    def _add_things(self, facts: Facts, event: Event, part: range) -> None:
        if facts.is_strike or not event.weapons:
            found = what.within(what.weapons(self.document, facts), part)
            if facts.number == event.first or not event.weapons:
                event.weapons += found
        if event.target is None and (facts.is_strike or facts.harm):
            event.target = self._target(facts, part)
        event.strong = event.strong or (facts.is_strike and bool(facts.strong))

    def _add_outcome(self, facts: Facts, event: Event) -> None:
        if facts.of("outcome.intercepted"):
            event.intercepted = True
        if facts.of("outcome.unconfirmed"):
            event.unconfirmed = True
        spans = self._inside_none(facts)
        real = [hit for hit in facts.of("outcome.damage") if hit.start not in spans]
        if (real and not facts.of("outcome.no_damage")) or (
            facts.strong and facts.is_strike and not facts.of("outcome.intercepted")
        ):
            event.damaged = True

    @staticmethod
    def _inside_none(facts: Facts) -> set[int]:
        spans = [*facts.of("harm.none"), *facts.of("outcome.no_damage")]
        if facts.of("outcome.intercepted"):
            # What was shot down was destroyed too, and that is no damage on the ground.
            spans += facts.of("outcome.destroyed")
        return {at for hit in spans for at in range(hit.start, hit.end)}
