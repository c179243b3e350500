"""Attacker and attacked of a strike: what its clause says, else what the ground, the war and the story imply."""

from dataclasses import dataclass

from mapapp.extract import what
from mapapp.extract.facts import Facts
from mapapp.extract.story import Story
from mapapp.extract.tokens import Document
from mapapp.extract.who import Named, Sides
from mapapp.model import UNKNOWN_ACTOR, Place
from mapapp.vocabulary import Hit


@dataclass(frozen=True)
class Sided:
    """Who struck whom. `named` is the word that names the attacker, None where `rule` only infers it."""

    attacker: str
    attacked: str
    named: Named | None
    rule: str


class Parties:
    """Works out who struck whom, from the clause and the story so far."""

    def __init__(self, document: Document, sides: Sides, story: Story) -> None:
        self.document, self.sides, self.story = document, sides, story

    def of(self, facts: Facts, place: Place | None) -> Sided:
        """Attacker and attacked: what the clause says, else what follows from whose ground it is."""
        owner = self.sides.owner(place)
        if self._is_held(facts) and place is not None and place.country == "UA":
            owner = "Russia"
        attacked = self.sides.attacked_in(facts) or owner
        named = self.sides.attacker_in(facts)
        if named is not None and self._defends(named.actor, owner, attacked):
            named = None
        rule = named.rule if named else ""
        attacker = named.actor if named else None
        if attacker is None:
            attacker, rule = self._attacker_implied(facts, attacked, owner)
        if attacked is None or attacked == attacker:
            attacked = owner if owner not in (None, attacker) else self.sides.opponent(attacker)
        return Sided(attacker or UNKNOWN_ACTOR, attacked or UNKNOWN_ACTOR, named, rule)

    def defends(self, actor: str, place: Place | None) -> bool:
        """Whether a side is at home at a place and fights nobody there."""
        owner = self.sides.owner(place)
        return self._defends(actor, owner, owner)

    def _defends(self, actor: str, owner: str | None, attacked: str | None) -> bool:
        """Whether the side named is at home, so that its weapons can only have defended."""
        return actor == owner and attacked in (actor, None) and not self.sides.fights_at_home(actor)

    @staticmethod
    def _is_held(facts: Facts) -> bool:
        """Whether the sentence says that the ground is occupied."""
        return bool(facts.of("grammar.held"))

    def _attacker_implied(self, facts: Facts, attacked: str | None, owner: str | None) -> tuple[str | None, str]:
        planted = [thing for thing in what.weapons(self.document, facts) if thing.type == "explosive"]
        if planted and facts.of("weapons")[0].value != "drone" and len(planted) == len(facts.of("weapons")):
            return None, "a planted charge says nothing about who laid it"
        army = self._home_army(facts, owner)
        if army is not None:
            return army, "the army of the country, at war with an armed group at home"
        before = self._same_attacker(facts, owner)
        if before is not None:
            return before, "the attacker named just before, on the same ground"
        opponent = self.sides.opponent(attacked) or self._last_opponent(attacked)
        if opponent is not None and self._flies(facts, owner, opponent):
            return owner, "bombs from the air, which the armed group at war with the state does not drop"
        foreign = self._attacker_from_abroad(owner, opponent)
        if foreign is not None:
            return foreign, "the attacker that the text has named last, at war with the group on this ground"
        if opponent is not None:
            return opponent, "the other side of the war on whose ground it was"
        so_far = self._attacker_so_far(attacked)
        if so_far is not None:
            return so_far, "the only attacker that the text has told of"
        return self._attacker_before(facts, attacked), "the side that speaks, or the attacker told just before"

    def _flies(self, facts: Facts, owner: str | None, opponent: str) -> bool:
        """Whether only the state whose ground it is can have done it: it has planes, and its foe is a group."""
        if owner is None or not self.sides.vocabulary.actors[opponent].group or not self.sides.fights_at_home(owner):
            return False
        used = {thing.type for thing in what.weapons(self.document, facts)}
        return used == {"aerial bomb"}

    def _attacker_from_abroad(self, owner: str | None, opponent: str | None) -> str | None:
        """The side named last as attacking, where its foe on this ground is a group that is named for no attack."""
        groups = self.sides.vocabulary.actors
        if owner is None or opponent is None or not groups[opponent].group or self.sides.attacks[opponent]:
            return None
        last = self.story.attacker
        return last if last not in (None, owner) and self.sides.at_war_with(last, opponent) else None

    def _same_attacker(self, facts: Facts, owner: str | None) -> str | None:
        """Whoever the paragraph names as the attacker of a place of the same owner."""
        last = self.story.current[-1] if self.story.current else None
        if last is None or owner is None or not last.by_name or last.paragraph != facts.sentence.paragraph:
            return None
        return last.attacker if self.sides.owner(last.place) == owner != last.attacker else None

    def _last_opponent(self, attacked: str | None) -> str | None:
        """Of several sides at war with the one attacked, the one whose strike was told last."""
        rivals = set(self.sides.opponents(attacked)) if attacked else set()
        told = [event.attacker for event in self.story.recent() if event.attacker in rivals]
        return told[0] if told else None

    def _home_army(self, facts: Facts, owner: str | None) -> str | None:
        """ "The army" without more, or a war plane, where only the country's own forces fly."""
        if owner is None or not self.sides.fights_at_home(owner) or not self.sides.opponents(owner):
            return None
        if self.sides.vocabulary.actors[owner].group:
            states = [name for name in self.sides.opponents(owner) if not self.sides.vocabulary.actors[name].group]
            if len(states) != 1:
                return None
            owner = states[0]
        verbs = [*facts.strong, *facts.of("grammar.launches")]
        for army in facts.of("grammar.army"):
            if any(self._acts(army, verb) for verb in verbs) or self._is_blamed(facts, army.start):
                return owner
        return None

    def _acts(self, army: Hit, verb: Hit) -> bool:
        between = self.document.tokens[army.end : verb.start]
        return 0 <= verb.start - army.end <= 4 and not any(token.text in ",;:" for token in between)

    @staticmethod
    def _is_blamed(facts: Facts, at: int) -> bool:
        return any(0 <= at - accusing.end <= 2 for accusing in facts.of("grammar.accusing"))

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
        so_far = {event.attacker for event in self.story.recent() if event.by_name}
        so_far = so_far or set(self.sides.attacks)
        if self.story.pending is not None and (named := self.sides.attacker_in(self.story.pending)):
            so_far = {named.actor}
        only = so_far.pop() if len(so_far) == 1 else None
        return only if only != attacked else None
