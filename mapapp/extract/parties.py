"""Attacker and attacked of a strike: what its sentence says, else what the ground, the war and the story imply."""

from dataclasses import dataclass, field

from mapapp.extract import what
from mapapp.extract.event import Event
from mapapp.extract.facts import Facts
from mapapp.extract.tokens import Document
from mapapp.extract.who import Sides
from mapapp.model import UNKNOWN_ACTOR, Place


@dataclass
class Story:
    """How far a report has been read: its strikes, those that the last sentence was about, one still without a place.

    `said` are the actors quoted last, so that "it said" can be followed.
    """

    events: list[Event] = field(default_factory=list)
    current: list[Event] = field(default_factory=list)
    pending: Facts | None = None
    said: set[str] = field(default_factory=set)


class Parties:
    """Works out who struck whom, from the sentence and the story so far."""

    def __init__(self, document: Document, sides: Sides, story: Story) -> None:
        self.document, self.sides, self.story = document, sides, story

    def of(self, facts: Facts, place: Place | None) -> tuple[str, str]:
        """Attacker and attacked: what the sentence says, else what follows from whose ground it is."""
        owner = self.sides.owner(place)
        if self._is_held(facts) and place is not None and place.country == "UA":
            owner = "Russia"
        attacked = self.sides.attacked_in(facts) or owner
        named = self.sides.attacker_in(facts)
        attacker = named[0] if named else None
        at_home = attacker is not None and attacker == owner and attacked in (attacker, None)
        if at_home and not self.sides.fights_at_home(attacker):
            attacker = None
        if attacker is None:
            attacker = self._attacker_implied(facts, attacked)
        if attacked is None or attacked == attacker:
            attacked = owner if owner not in (None, attacker) else self.sides.opponent(attacker)
        return attacker or UNKNOWN_ACTOR, attacked or UNKNOWN_ACTOR

    @staticmethod
    def _is_held(facts: Facts) -> bool:
        """Whether the sentence says that the ground is occupied."""
        return bool(facts.of("grammar.held"))

    def _attacker_implied(self, facts: Facts, attacked: str | None) -> str | None:
        planted = [thing for thing in what.weapons(self.document, facts) if thing.type == "explosive"]
        if planted and facts.of("weapons")[0].value != "drone" and len(planted) == len(facts.of("weapons")):
            return None
        opponent = self.sides.opponent(attacked) if attacked else None
        return opponent or self._attacker_so_far(attacked) or self._attacker_before(facts, attacked)

    def _attacker_before(self, facts: Facts, attacked: str | None) -> str | None:
        """At sea, where nobody owns the place: the side that speaks, else the attacker told of just before."""
        if attacked is not None and self.sides.opponents(attacked):
            return None
        claiming = [actor for actor in self.story.said if self.sides.opponents(actor)]
        if len(claiming) == 1 and claiming[0] != attacked:
            return claiming[0]
        before = self.story.current[-1] if self.story.current and attacked is None else None
        return before.attacker if before and before.paragraph == facts.sentence.paragraph else None

    def _attacker_so_far(self, attacked: str | None) -> str | None:
        """The only attacker that the text has told of, where it is not the side that was hit here."""
        so_far = {event.attacker for event in self.story.events} - {UNKNOWN_ACTOR}
        if self.story.pending is not None and (named := self.sides.attacker_in(self.story.pending)):
            so_far = {named[0]}
        only = so_far.pop() if len(so_far) == 1 else None
        return only if attacked is not None and only != attacked else None
