"""What one clause says about a strike, entered into it: day, things, toll, outcome, and who says so."""

from dataclasses import replace

from mapapp.extract import what
from mapapp.extract.event import Event, Reason
from mapapp.extract.facts import Facts
from mapapp.extract.launch import Launches
from mapapp.extract.ledger import Attribution
from mapapp.extract.parties import Parties
from mapapp.extract.sites import Site
from mapapp.extract.statements import FORCES, OTHER, Said, Stance
from mapapp.extract.story import Story
from mapapp.extract.tokens import Document
from mapapp.extract.tolls import Tolls
from mapapp.extract.what import Thing
from mapapp.extract.when import Calendar
from mapapp.vocabulary import Hit

_OLD_DAYS = 45
_NEXT = 2
_ATTACK_WORDS = ("strike.verbs", "strike.nouns", "weapons", "grammar.launches", "grammar.aimed", "grammar.claiming")


def _speaks_of_attack(facts: Facts) -> bool:
    """Whether a clause has any word for an attack that happened, be it ever so weak: "confirmed the strike"."""
    if facts.of("grammar.responsibility"):
        return True
    return facts.why_not == "no attack" and any(facts.of(key) for key in _ATTACK_WORDS)


def _first_in(triggers: list[Hit], part: range) -> Hit:
    inside = [hit for hit in triggers if hit.start in part]
    return min(inside or triggers)


class Filler:
    """Fills the strikes of one document."""

    def __init__(
        self,
        document: Document,
        calendar: Calendar,
        parties: Parties,
        attribution: Attribution,
        story: Story,
        launches: Launches,
    ) -> None:
        self.document, self.calendar, self.parties, self.sides = document, calendar, parties, parties.sides
        self.attribution, self.story, self.launches = attribution, story, launches
        self.tolls = Tolls(document, parties.sides, story)

    def add(self, facts: Facts, events: list[Event], places: list[Site] | None = None) -> None:
        """Enter what a clause says about the strikes that it is about."""
        toll = self.tolls.of_clause(facts)
        self._add_attacker(facts, events)
        for event in events:
            if facts.number == event.first or self._adds_to(facts):
                event.last = max(event.last, facts.number)
                event.paragraph = facts.sentence.paragraph
            self._add_day(facts, event)
            self._add_things(facts, event, self._part(facts, event, places or []))
            self._add_outcome(facts, event)
            if self.tolls.counts_for(facts, toll, events):
                event.tolls.append(toll)
            elif places:
                event.tolls.append(self.tolls.at(facts, event, places))
            self.enter(event, facts)
            if facts.of("grammar.unmentioned"):
                event.ledger.retract(facts.whole - 1)

    def _adds_to(self, facts: Facts) -> bool:
        """Whether a clause says anything of a strike, so that what comes next may go on about it."""
        if facts.is_strike or facts.harm or facts.of("harm.none") or facts.of("speech.deny"):
            return True
        return bool(self.sides.speech.by_sentence.get(facts.whole)) or _speaks_of_attack(facts)

    def enter(self, event: Event, facts: Facts) -> None:
        """Write who vouches for a sentence into the strike's ledger, and whence the sentence says that it came."""
        self._add_launches(facts, event)
        said = [self._whose(one, facts, event) for one in self.attribution.of(facts.whole)]
        if not (facts.is_strike or facts.is_harm or _speaks_of_attack(facts)):
            # A side that speaks of something else says nothing about its strike.
            said = [one for one in said if event.attacker not in one.who or one.stance == Stance.DENIES]
        if not facts.is_strike:
            said = [one for one in said if one.who != {OTHER} or one.stance == Stance.DENIES]
        repelled = bool(facts.of("outcome.intercepted")) and not facts.of("outcome.damage")
        event.ledger.enter(said, repelled or bool(facts.of("outcome.no_damage")))
        if not said and (facts.is_strike or facts.of("harm.killed")):
            event.ledger.told += 1

    def _whose(self, one: Said, facts: Facts, event: Event) -> Said:
        """What "the military" says as a side's: the state's against a group, else whose words they would be."""
        if FORCES not in one.who:
            return one
        actors = self.sides.vocabulary.actors
        groups = [side for side in (event.attacker, event.attacked) if side in actors and actors[side].group]
        if len(groups) == 1:
            state = event.attacked if groups[0] == event.attacker else event.attacker
            return replace(one, who=frozenset({state}))
        deed = (
            facts.of("grammar.aimed") or (facts.is_strike and facts.of("grammar.self")) or facts.of("grammar.claiming")
        )
        mine = one.stance == Stance.DENIES or (bool(deed) and not facts.of("outcome.intercepted"))
        return replace(one, who=frozenset({event.attacker if mine else event.attacked}))

    def _add_launches(self, facts: Facts, event: Event) -> None:
        """Take in where the weapon was launched; another clause's only where the attacked side does not hold it."""
        for one in self.launches.within(facts):
            if facts.number == event.first or self.sides.owner(one.site.place) != event.attacked:
                event.sent_from(one)

    def deny(self, facts: Facts) -> None:
        """Enter what a side denies into all its strikes told so far, where the sentence names none of their places."""
        denials = [one for one in self.sides.speech.by_sentence.get(facts.whole, []) if one.stance == Stance.DENIES]
        meant = [event for event in self.story.current if any(event.attacker in one.who for one in denials)]
        for event in meant or (list(self.story.recent()) if denials else []):
            event.ledger.enter([one for one in denials if event.attacker in one.who])

    def note_claim(self, facts: Facts) -> None:
        """Remember what a side says of its attacks in general; it holds for those that the text tells one by one."""
        said = self.sides.speech.by_sentence.get(facts.whole, [])
        self.story.claims += [(facts.number, one) for one in said if one.stance == Stance.AFFIRMS]

    def target(self, facts: Facts, part: range | None = None) -> Thing | None:
        """What a clause, or a part of it, says was struck."""
        found = what.targets(self.document, facts)
        if part is not None:
            found = what.within(found, part)
        if not facts.triggers:
            return found[0] if found else None
        trigger = min(facts.triggers) if part is None else _first_in(facts.triggers, part)
        verb = trigger.category == "strike.verbs"
        passive = verb and any(0 <= trigger.start - hit.end <= 1 for hit in facts.of("grammar.passive"))
        return what.choose(found, trigger, passive)

    def _add_attacker(self, facts: Facts, events: list[Event]) -> None:
        """The attacker, where only a later sentence names it: "the governor blamed the RSF"."""
        named = self.sides.attacker_in(facts)
        for event in events:
            if named and not event.by_name and not self.parties.defends(named.actor, event.place):
                reason = Reason(named.rule, named.start, named.end)
                event.sides(named.actor, event.attacked, reason, named.rule)

    def _add_day(self, facts: Facts, event: Event) -> None:
        """The day, where the sentence that opened the strike did not say and this one does."""
        if event.dated or not (facts.is_strike or facts.is_harm):
            return
        phrase = self.calendar.phrase_of(facts, min(facts.triggers).start if facts.triggers else facts.sentence.first)
        published = self.calendar.published
        if phrase is None or (published and abs((published - phrase.day).days) > _OLD_DAYS):
            return
        event.day, event.dated, event.when = phrase.day, True, phrase
        event.because("date", Reason(phrase.rule, phrase.start, phrase.end))

    @staticmethod
    def _part(facts: Facts, event: Event, places: list[Site]) -> range:
        """The tokens of a clause that are about one of its places: up to it, or from it on where it opens it."""
        at = next((n for n, site in enumerate(places) if event.place and site.place.id == event.place.id), None)
        if at is None or len(places) == 1:
            return range(facts.sentence.first, facts.sentence.last)
        if any(hit.start < places[0].named.first for hit in facts.of("targets")):
            start = places[at - 1].named.last if at else facts.sentence.first
            return range(start, places[at].named.last if at + 1 < len(places) else facts.sentence.last)
        end = places[at + 1].named.first if at + 1 < len(places) else facts.sentence.last
        return range(places[at].named.first, end)

    def _add_things(self, facts: Facts, event: Event, part: range) -> None:
        if (facts.is_strike or not event.weapons) and not self._names_other_attacker(facts, event):
            found = what.within(what.weapons(self.document, facts), part)
            if found and (facts.number == event.first or not event.weapons):
                event.weapons += found
                event.because("weapon", Reason("named in the clause", found[0].start, found[0].end))
        if event.target is None or event.target.vague:
            self._add_target(facts, event, part)
        event.strong = event.strong or (facts.is_strike and bool(facts.strong))

    def _add_target(self, facts: Facts, event: Event, part: range) -> None:
        """The target, where none is known yet or only a vague one, such as "an enterprise"."""
        if not (facts.is_strike or facts.harm or facts.of("grammar.aimed")) or facts.of("speech.deny"):
            return
        named = self.target(facts, part)
        if named is None or (event.target is not None and named.vague):
            return
        if facts.number != event.first and (named.rank == what.PEOPLE or self._names_other_attacker(facts, event)):
            return
        event.target = named
        event.because("target", Reason("the thing that the word of attack is about", named.start, named.end))

    def _names_other_attacker(self, facts: Facts, event: Event) -> bool:
        named = self.sides.attacker_in(facts)
        return named is not None and named.actor != event.attacker

    def _add_outcome(self, facts: Facts, event: Event) -> None:
        intercepted = facts.of("outcome.intercepted")
        if intercepted:
            event.intercepted = True
            event.reasons.setdefault("outcome", Reason("said to be stopped", intercepted[0].start, intercepted[0].end))
            before = facts.of("grammar.all")
            near = facts.number - event.first <= _NEXT
            event.all_stopped |= near and any(0 <= d.start - hit.end <= 4 for hit in before for d in intercepted)
        event.ruined |= self._is_ruin(facts)
        if facts.of("outcome.unconfirmed"):
            event.unconfirmed = True
        real = self._damage(facts)
        if real and not event.damaged:
            event.damaged = True
            event.because("outcome", Reason("said to have hit or done damage", real[0].start, real[0].end))

    def _is_ruin(self, facts: Facts) -> bool:
        spans = self._inside_none(facts)
        told = [hit for hit in facts.of("outcome.damage") if hit.start not in spans]
        return bool(told) and not facts.of("outcome.no_damage")

    def _damage(self, facts: Facts) -> list[Hit]:
        """The words by which a clause says that something was hit."""
        spans = self._inside_none(facts)
        real = [hit for hit in facts.of("outcome.damage") if hit.start not in spans]
        if real and not facts.of("outcome.no_damage"):
            return real
        return facts.strong if facts.is_strike and not facts.of("outcome.intercepted") else []

    @staticmethod
    def _inside_none(facts: Facts) -> set[int]:
        spans = [*facts.of("harm.none"), *facts.of("outcome.no_damage")]
        if facts.of("outcome.intercepted"):
            # What was shot down was destroyed too, and that is no damage on the ground.
            spans += facts.of("outcome.destroyed")
        return {at for hit in spans for at in range(hit.start, hit.end)}
