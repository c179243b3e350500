"""What one clause tells for several strikes: the weapon of a wave, and a region's for the places in it."""

from collections.abc import Iterable

from mapapp.extract import what
from mapapp.extract.event import Event, Reason, summaries
from mapapp.extract.facts import Facts
from mapapp.extract.tokens import Document
from mapapp.extract.what import Thing
from mapapp.extract.who import Sides

_LEAD = 12
_LEAD_PARAGRAPHS = 3
_WHOLE = "named in the same sentence, for the same wave"
_WAVE = "named for the wave of attacks that the text then tells place by place"


class Wave:
    """Hands what the text says of a whole wave of attacks to the strikes that it is made of."""

    def __init__(self, document: Document, facts: list[Facts], sides: Sides) -> None:
        self.document, self.facts, self.sides = document, facts, sides

    def share(self, events: list[Event], skipped: Iterable[int]) -> list[Event]:
        """The strikes less those that only sum up others, each with what was said of them all."""
        found = summaries(events)
        gone = {id(whole) for whole, _ in found}
        for whole, parts in found:
            for part in parts:
                self._hand_down(whole, part)
        kept = [event for event in events if id(event) not in gone]
        leads = set(skipped)
        for event in kept:
            if not event.weapons:
                self._arm(event, leads)
        return kept

    @staticmethod
    def _hand_down(whole: Event, part: Event) -> None:
        if whole.attacker != part.attacker:
            return
        part.ledger.enter(whole.ledger.said)
        if not part.weapons and whole.weapons and whole.first <= part.first:
            part.weapons = list(whole.weapons)
            part.because("weapon", Reason(_WAVE, whole.weapons[0].start, whole.weapons[0].end))

    def _arm(self, event: Event, leads: set[int]) -> None:
        first = self.facts[event.first]
        near = range(max(0, first.number - _LEAD), min(len(self.facts), first.number + _LEAD))
        same = sorted(
            (self.facts[n] for n in near if self.facts[n].whole == first.whole),
            key=lambda one: abs(one.number - first.number),
        )
        ahead = [self.facts[n] for n in reversed(near) if n < first.number and n in leads]
        for rule, clauses in ((_WHOLE, same), (_WAVE, ahead)):
            for one in clauses:
                found = self._used(one, event, by_name=rule == _WAVE)
                if found and first.sentence.paragraph - one.sentence.paragraph <= _LEAD_PARAGRAPHS:
                    event.weapons = found
                    event.because("weapon", Reason(rule, found[0].start, found[0].end))
                    return

    def _used(self, facts: Facts, event: Event, by_name: bool) -> list[Thing]:
        """The weapons of a clause that tells of an attack by the same side."""
        if not facts.is_strike:
            return []
        named = self.sides.attacker_in(facts)
        if named is None:
            return [] if by_name else what.weapons(self.document, facts)
        return what.weapons(self.document, facts) if named.actor == event.attacker else []
