"""Who struck whom: the sides that a text speaks of, and the attacker that a clause names."""

from collections import Counter
from typing import NamedTuple

from mapapp.extract.facts import Facts
from mapapp.extract.statements import FORCES, LOCAL, OTHER, Speech, Stance
from mapapp.extract.tokens import Document
from mapapp.model import Place
from mapapp.vocabulary import Hit, Vocabulary

_NEAR = 5
_QUOTES = frozenset('"“«„')
_NOBODY = frozenset({LOCAL, OTHER, FORCES})
_ACTORS = ("actor.words", "actor.adjectives", "actor.voices")


class Named(NamedTuple):
    """An actor that a clause names as a side, with the tokens and the rule that say so."""

    actor: str
    start: int
    end: int
    rule: str


class Sides:
    """Knows the actors that a text speaks of."""

    def __init__(self, document: Document, vocabulary: Vocabulary, speech: Speech) -> None:
        self.document, self.vocabulary, self.speech = document, vocabulary, speech
        self.tokens = document.tokens
        self.attacks: Counter[str] = Counter()
        self._owners: dict[str, str | None] = {}
        self._named: dict[int, Named | None] = {}
        self.counts = Counter(document.actors)

    def issuer(self) -> str | None:
        """The only actor that speaks in a text without reporters, such as a ministry's bulletin; None elsewhere."""
        said = {who for acts in self.speech.by_sentence.values() for one in acts for who in one.who} - {OTHER, FORCES}
        voices = {hit.value for hit in self.document.by_category["actor.voices"]}
        if said:
            only = said.pop() if len(said) == 1 else LOCAL
            return None if only == LOCAL or voices - {only} else only
        return voices.pop() if len(voices) == 1 else None

    def at_war(self) -> list[str]:
        """Actors of the text that are at war with another actor of the text."""
        return [actor for actor in self.counts if self.opponents(actor)]

    def fights_at_home(self, actor: str | None) -> bool:
        """Whether a state strikes on its own ground: it fights an armed group that the text speaks of there."""
        against = [self.vocabulary.actors[o] for war in self.vocabulary.wars if actor in war for o in war - {actor}]
        if all(other.group for other in against):
            return True
        return any(other.group and self.counts[other.name] for other in against)

    def opponents(self, actor: str) -> list[str]:
        """Those at war with an actor, the one that the text speaks of most first."""
        found = [next(iter(war - {actor})) for war in self.vocabulary.wars if actor in war]
        return sorted((name for name in found if self.counts[name]), key=lambda name: -self.counts[name])

    def opponent(self, actor: str | None) -> str | None:
        """The one at war with an actor that must be meant, None where several can be or none."""
        if actor is None:
            return None
        known = [next(iter(war - {actor})) for war in self.vocabulary.wars if actor in war]
        present = self._fighting(self.opponents(actor))
        if len(present) == 1:
            return present[0]
        attacking = [name for name in present if self.attacks[name]]
        if len(attacking) == 1:
            return attacking[0]
        if present and self.counts[present[0]] >= 2 * self.counts[present[1]]:
            return present[0]
        return known[0] if frozenset((actor, *known)) in self.vocabulary.open_wars else None

    def at_war_with(self, one: str, other: str) -> bool:
        """Whether two sides are at war with each other."""
        return frozenset((one, other)) in self.vocabulary.wars

    def _fighting(self, rivals: list[str]) -> list[str]:
        """Rivals less the states on whose ground an armed group among them fights: Hezbollah, not Lebanon."""
        actors = self.vocabulary.actors
        ground = {actors[name].country for name in rivals if actors[name].group}
        return [name for name in rivals if actors[name].group or actors[name].country not in ground]

    def owner(self, place: Place | None) -> str | None:
        """The actor on whose ground a place lies: its holder, its state, or the armed group that the text speaks of."""
        if place is None or place.country is None:
            return None
        if place.id not in self._owners:
            self._owners[place.id] = self._find_owner(place)
        return self._owners[place.id]

    def _find_owner(self, place: Place) -> str | None:
        for held in self.vocabulary.held:
            if place.country == held.country and (
                place.admin1 in held.admin1 or place.name in held.admin1 or place.name in held.places
            ):
                return held.by
        groups = [
            a.name
            for a in self.vocabulary.actors.values()
            if a.group and a.country == place.country and self.counts[a.name]
        ]
        state = self.vocabulary.state_of(place.country)
        if groups and (state is None or not self.opponents(state.name)):
            return max(groups, key=lambda name: self.counts[name])
        return state.name if state else None

    def attacker_in(self, facts: Facts) -> Named | None:
        """The attacker that a clause names, the surest word for it first."""
        if facts.number not in self._named:
            self._named[facts.number] = self._find(facts)
        return self._named[facts.number]

    def survey(self, facts: list[Facts]) -> None:
        """Count how often each side is named as the attacker: whom a text shows to attack is meant where it is open."""
        for one in facts:
            named = self.attacker_in(one) if one.triggers or one.of("grammar.launches") else None
            if named is not None:
                self.attacks[named.actor] += 1

    def _find(self, facts: Facts) -> Named | None:
        named = self._accused(facts) or self._speaker_did(facts) or self._claims(facts) or self._agent(facts)
        named = named or self._by_weapon(facts)
        return named._replace(actor=self._fighter(named.actor)) if named else None

    def _by_weapon(self, facts: Facts) -> Named | None:
        """The side that alone has the weapon, where the text speaks of its war: Shahed, Sea Baby, Qassam."""
        for hit in facts.of("actor.weapons"):
            if self.counts[hit.value] or self.opponents(hit.value):
                return Named(hit.value, hit.start, hit.end, "the side that this weapon belongs to")
        return None

    def _fighter(self, actor: str) -> str:
        """The armed group that is meant by the name of a country in which only it fights: "a missile from Yemen"."""
        state = self.vocabulary.actors.get(actor)
        if state is None or state.group or any(actor in war for war in self.vocabulary.wars):
            return actor
        groups = [a.name for a in self.vocabulary.actors.values() if a.group and a.country == state.country]
        present = [name for name in groups if self.counts[name]]
        return present[0] if len(present) == 1 else actor

    def _agent(self, facts: Facts) -> Named | None:
        found = [
            Named(hit.value, hit.start, hit.end, "the side's own weapon, force or attack")
            for hit in self._own_adjectives(facts)
            if self._owns_force(facts, hit) and not self._is_speaker(facts, hit) and not self._helps(facts, hit)
        ]
        found += [
            Named(hit.value, hit.start, hit.end, "the side that the verb of attack is about")
            for hit in facts.of("actor.words")
            if self._is_agent(facts, hit)
        ]
        return min(found, key=lambda one: one.start, default=None)

    def _own_adjectives(self, facts: Facts) -> list[Hit]:
        """The adjectives of sides that are no part of a group's name nor a weapon's make: not "Pakistani Taliban"."""
        longer = {hit.start: hit.value for hit in facts.of("actor.words") if hit.end - hit.start > 1}
        return [
            hit
            for hit in facts.of("actor.adjectives")
            if longer.get(hit.start, hit.value) == hit.value
            and self.tokens[min(hit.end, len(self.tokens) - 1)].text not in _QUOTES
        ]

    def _helps(self, facts: Facts, hit: Hit) -> bool:
        """Whether its weapons shot something down: "were downed with the help of Dutch F-35s"."""
        if facts.strong or not facts.of("outcome.intercepted"):
            return False
        before = self.tokens[max(facts.sentence.first, hit.start - 2) : hit.start]
        return any(token.fold in ("by", "of", "with") for token in before)

    def _accused(self, facts: Facts) -> Named | None:
        """Whom somebody blames: "accused the RSF of", "blamed Indian shelling"."""
        for accusing in facts.of("grammar.accusing"):
            near = [hit for category in _ACTORS for hit in facts.of(category) if 0 <= hit.start - accusing.end <= _NEAR]
            first = min(near, default=None)
            if first is not None and self._of_attack(facts, first):
                return Named(first.value, first.start, first.end, "the side that is blamed")
        return None

    def _of_attack(self, facts: Facts, accused: Hit) -> bool:
        """Whether somebody is accused of an attack and not of something else: "of supplying them", "of lying"."""
        behind = range(accused.end, min(accused.end + 4, facts.sentence.last))
        of = next((at for at in behind if self.tokens[at].fold in ("of", "у", "в")), None)
        if of is None:
            return True
        words = [*facts.strong, *facts.weak, *facts.of("grammar.launches"), *facts.of("harm.killed")]
        return any(0 <= hit.start - of <= 6 for hit in words)

    def _speaker_did(self, facts: Facts) -> Named | None:
        """Whoever says "it had struck" or "its drones hit" speaks of its own side's attack."""
        acts = self.speech.by_sentence.get(facts.whole, [])
        if not acts or facts.of("grammar.accusing"):
            return None
        downed = {hit.start for hit in facts.of("outcome.intercepted")}
        deeds = [*facts.strong, *facts.weak, *facts.of("grammar.launches")]
        deeds = [deed for deed in deeds if deed.start not in downed]
        for pronoun in facts.of("grammar.self"):
            if not any(self._is_deed(pronoun, deed, facts) for deed in deeds):
                continue
            for act in reversed([act for act in acts if act.last <= pronoun.start] or acts):
                sides = [who for who in act.who if who not in _NOBODY]
                if len(sides) == 1 and (self.opponents(sides[0]) or self.counts[sides[0]]):
                    return Named(sides[0], act.first, act.last, "the speaker says that its own side did it")
        return None

    def _claims(self, facts: Facts) -> Named | None:
        """Whoever confirms "air strikes" or claims "the attack" without naming another as its author."""
        if facts.of("grammar.responsibility"):
            return self._who_answers_for_it(facts)
        for claim in facts.of("grammar.claiming"):
            deed = next((n for n in facts.of("strike.nouns") if 0 <= n.start - claim.end <= 3), None)
            if deed is None or any(0 <= hit.start - deed.end <= 3 for hit in facts.of("actor.words")):
                continue
            if any(claim.end <= hit.start <= deed.start for hit in facts.of("actor.adjectives")):
                continue
            for act in self.speech.by_sentence.get(facts.whole, []):
                sides = [who for who in act.who if who not in _NOBODY]
                if act.first <= claim.start <= act.last and len(sides) == 1 and LOCAL not in act.who:
                    return Named(sides[0], act.first, act.last, "the side that claims the attack")
        return None

    def _who_answers_for_it(self, facts: Facts) -> Named | None:
        """Whoever takes responsibility, unless it is denied: "Hezbollah took responsibility within minutes"."""
        words = facts.of("grammar.responsibility")[0]
        for act in self.speech.by_sentence.get(facts.whole, []):
            sides = [who for who in act.who if who not in _NOBODY]
            if act.stance == Stance.AFFIRMS and len(sides) == 1 and act.first <= words.start:
                return Named(sides[0], act.first, act.last, "the side that claims the attack")
        return None

    def _is_deed(self, pronoun: Hit, deed: Hit, facts: Facts) -> bool:
        between = range(pronoun.end, deed.start)
        if not 0 <= len(between) <= 4 or any(self.tokens[at].text in ",;:" for at in between):
            return False
        passive = any(hit.start in between and hit.end == deed.start for hit in facts.of("grammar.passive"))
        targets = any(hit.start in between for hit in facts.of("targets"))
        return not (passive or targets)

    def _is_speaker(self, facts: Facts, hit: Hit) -> bool:
        """Whether a force is only quoted: "according to the Israeli military", "the Ukrainian navy said"."""
        said = (*facts.of("speech.verbs"), *facts.of("speech.deny"), *facts.of("speech.silent"))
        return any(0 <= hit.start - verb.end <= 1 or 0 <= verb.start - hit.end <= 2 for verb in said)

    def _owns_force(self, facts: Facts, hit: Hit) -> bool:
        """Whether a weapon, force or attack follows the adjective before anything that can be struck."""
        for at in range(hit.end, min(hit.end + 4, facts.sentence.last)):
            categories = ("weapons", "strike.nouns", "grammar.forces")
            starting = any(h.start == at for category in categories for h in facts.of(category))
            struck = [h for h in facts.of("targets") if h.start == at]
            if self.tokens[at].text in ",;:.":
                return False
            if starting:
                if self._describes_target(facts, at) or self._is_struck(facts, hit, at):
                    return False
                if not self._arms(facts, at) and not self._force_acts(facts, hit, at):
                    return False
                return not any(h.end - h.start > 1 and h.value == "ship" for h in struck)
            if struck:
                return False
        return False

    @staticmethod
    def _arms(facts: Facts, at: int) -> bool:
        """Whether the word is a weapon or an attack, not people, who can do other things than attack."""
        return any(h.start == at for h in (*facts.of("weapons"), *facts.of("strike.nouns")))

    def _force_acts(self, facts: Facts, hit: Hit, at: int) -> bool:
        before = self.tokens[hit.start - 1].fold if hit.start > facts.sentence.first else ""
        if before in ("by", "of", "from", "with") or (before == "the" and hit.start - 2 >= facts.sentence.first):
            before = self.tokens[hit.start - 1 - (before == "the")].fold
            if before == "by":
                return True
        return self._acts(facts, hit._replace(end=at + 1))

    @staticmethod
    def _describes_target(facts: Facts, at: int) -> bool:
        """Whether a word for a force only says whose a target is: "an Israeli army intelligence site"."""
        if any(h.start == at for h in (*facts.of("weapons"), *facts.of("strike.nouns"))):
            return any(h.start <= at < h.end and h.end - h.start > 1 for h in facts.of("targets"))
        return any(at <= target.start <= at + 1 and target.end > at + 1 for target in facts.of("targets"))

    def _is_struck(self, facts: Facts, hit: Hit, at: int) -> bool:
        """Whether the force is what the attack was on: "strikes on Hamas fighters", "killed six Russian soldiers"."""
        if any(h.start == at for h in (*facts.of("weapons"), *facts.of("strike.nouns"))):
            return False
        before = self.tokens[max(facts.sentence.first, hit.start - 2) : hit.start]
        plain = not before or before[-1].text[0].isalnum()
        if plain and {token.fold for token in before} & {"on", "against", "at", "of", "по"}:
            return True
        objects = [*facts.of("strike.verbs"), *facts.of("harm.killed"), *facts.of("harm.injured")]
        if any(0 <= hit.start - verb.end <= 2 for verb in objects):
            return True
        passive = [h for h in facts.of("grammar.passive") if 0 <= h.start - at <= 6]
        return bool(passive) and any(0 <= verb.start - passive[0].end <= 2 for verb in objects)

    def _is_agent(self, facts: Facts, hit: Hit) -> bool:
        tokens = self.tokens
        before = tokens[hit.start - 1].fold if hit.start > facts.sentence.first else ""
        two_before = tokens[hit.start - 2].fold if hit.start > facts.sentence.first + 1 else ""
        by = hit.start - 1 if before == "by" else hit.start - 2 if before == "the" and two_before == "by" else None
        if by is not None:
            deeds = [*facts.strong, *facts.weak, *facts.of("grammar.launches"), *facts.of("harm.killed")]
            return any(0 <= by - deed.end <= 3 for deed in [*deeds, *facts.of("harm.injured"), *facts.of("weapons")])
        if before in ("of", "the") and any(0 <= hit.start - weapon.end <= 2 for weapon in facts.of("weapons")):
            return True
        fighters = before == "of" and self._are_fighters(facts, hit.start - 2)
        if not fighters and (
            any(place.end == hit.start for place in facts.of("place")) or before in ("of", "with", "to")
        ):
            return before == "from" and any(0 <= hit.start - verb.end <= 3 for verb in facts.of("strike.verbs"))
        if any(0 <= hit.start - noun.end <= 0 for noun in facts.of("strike.nouns")):
            # "ударом ВСУ", "атаки окупантів": whose attack it was stands behind in the genitive.
            return "\u0400" <= tokens[hit.start].fold[0] <= "\u04ff"
        return self._acts(facts, hit)

    @staticmethod
    def _are_fighters(facts: Facts, at: int) -> bool:
        """Whether people stand at a token who fight for whom "of" names: "jihadists of JNIM"."""
        return any(h.start <= at < h.end for key in ("grammar.forces", "harm.people") for h in facts.of(key))

    def _acts(self, facts: Facts, hit: Hit) -> bool:
        """Whether a verb of attack or launching follows that is not in the passive."""
        for verb in sorted((*facts.of("strike.verbs"), *facts.of("grammar.launches"), *facts.of("harm.killed"))):
            if hit.end <= verb.start and self._is_beside(hit.end, verb.start):
                return not any(hit.end <= passive.start < verb.start for passive in facts.of("grammar.passive"))
        return False

    def _is_beside(self, start: int, end: int) -> bool:
        """Whether a verb stands near its subject, an aside between two commas not counted."""
        between = [token.text for token in self.tokens[start:end]]
        if between[:1] == [","] and between[-1:] == [","] and 2 <= len(between) <= 16:
            return True
        return len(between) <= 5 and not any(text in ",;:" for text in between)

    def attacked_in(self, facts: Facts) -> str | None:
        """The side whose thing the sentence says was struck: "the Russian patrol ship", "a Greek-owned tanker"."""
        for hit in (*self._own_adjectives(facts), *facts.of("flag")):
            if hit.category == "actor.adjectives" and self._owns_force(facts, hit):
                continue
            if any(0 <= target.start - hit.end <= 3 for target in facts.of("targets")):
                return hit.value
        return None
