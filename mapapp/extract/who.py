"""Who struck whom, and who says so."""

from collections import Counter
from dataclasses import dataclass

from mapapp.extract.facts import Facts
from mapapp.extract.tokens import Document
from mapapp.model import UNKNOWN_ACTOR, Place, Status
from mapapp.vocabulary import Hit, Vocabulary


class Sides:
    """Knows the actors that a text speaks of."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document, self.vocabulary = document, vocabulary
        self.counts = Counter(hit.value for hit in document.hits if hit.category.startswith("actor."))

    def issuer(self) -> str | None:
        """The only actor that speaks in a text without reporters, such as a ministry's bulletin; None elsewhere."""
        said = sum(hit.category == "speech.verbs" for hit in self.document.hits)
        voices = {hit.value for hit in self.document.hits if hit.category == "actor.voices"}
        return voices.pop() if said <= 1 and len(voices) == 1 else None

    def at_war(self) -> list[str]:
        """Actors of the text that are at war with another actor of the text."""
        return [actor for actor in self.counts if self.opponents(actor)]

    def fights_at_home(self, actor: str | None) -> bool:
        """Whether a state strikes on its own ground: it fights an armed group there, or no other state at all."""
        against = [self.vocabulary.actors[o] for war in self.vocabulary.wars if actor in war for o in war - {actor}]
        return all(other.group for other in against)

    def opponents(self, actor: str) -> list[str]:
        """Those at war with an actor, the one that the text speaks of most first."""
        found = [next(iter(war - {actor})) for war in self.vocabulary.wars if actor in war]
        return sorted((name for name in found if self.counts[name]), key=lambda name: -self.counts[name])

    def opponent(self, actor: str | None) -> str | None:
        """The only one at war with an actor that can be meant, None where there are several or none."""
        if actor is None:
            return None
        known = [next(iter(war - {actor})) for war in self.vocabulary.wars if actor in war]
        present = self.opponents(actor)
        if len(present) == 1:
            return present[0]
        return known[0] if len(known) == 1 else None

    def owner(self, place: Place | None) -> str | None:
        """The actor on whose ground a place lies: its holder, its state, or the armed group that the text speaks of."""
        if place is None or place.country is None:
            return None
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
        if groups and (state is None or not any(state.name in war for war in self.vocabulary.wars)):
            return max(groups, key=lambda name: self.counts[name])
        return state.name if state else None

    def attacker_in(self, facts: Facts) -> tuple[str, int] | None:
        """The attacker that a sentence names, with the token at which it does."""
        found = [hit for hit in facts.of("actor.adjectives") if self._owns_force(facts, hit)]
        found = [hit for hit in found if not self._is_speaker(facts, hit)]
        found += [hit for hit in facts.of("actor.words") if self._is_agent(facts, hit)]
        first = min(found, default=None)
        return (first.value, first.start) if first else None

    def _is_speaker(self, facts: Facts, hit: Hit) -> bool:
        """Whether a force is only quoted: "according to the Israeli military", "the Ukrainian navy said"."""
        said = (*facts.of("speech.verbs"), *facts.of("speech.deny"))
        return any(0 <= hit.start - verb.end <= 1 or 0 <= verb.start - hit.end <= 2 for verb in said)

    def _owns_force(self, facts: Facts, hit: Hit) -> bool:
        """Whether a weapon, force or attack follows the adjective before anything that can be struck."""
        for at in range(hit.end, min(hit.end + 4, facts.sentence.last)):
            categories = ("weapons", "strike.nouns", "grammar.forces")
            starting = any(h.start == at for category in categories for h in facts.of(category))
            struck = [h for h in facts.of("targets") if h.start == at]
            if self.document.tokens[at].text in ",;:.":
                return False
            if starting:
                if self._describes_target(facts, at):
                    return False
                return not any(h.end - h.start > 1 and h.value == "ship" for h in struck)
            if struck:
                return False
        return False

    @staticmethod
    def _describes_target(facts: Facts, at: int) -> bool:
        """Whether a word for a force only says whose a target is: "an Israeli army intelligence site"."""
        if any(h.start == at for h in (*facts.of("weapons"), *facts.of("strike.nouns"))):
            return False
        return any(at <= target.start <= at + 1 and target.end > at + 1 for target in facts.of("targets"))

    def _is_agent(self, facts: Facts, hit: Hit) -> bool:
        tokens = self.document.tokens
        before = tokens[hit.start - 1].fold if hit.start > facts.sentence.first else ""
        two_before = tokens[hit.start - 2].fold if hit.start > facts.sentence.first + 1 else ""
        if any(accusing.end == hit.start for accusing in facts.of("grammar.accusing")):
            return True
        if before == "by" or (before == "the" and two_before == "by"):
            return True
        if before in ("of", "the") and any(0 <= hit.start - weapon.end <= 2 for weapon in facts.of("weapons")):
            return True
        if before in (
            "at",
            "on",
            "over",
            "in",
            "against",
            "with",
            "from",
            "to",
            "of",
            "по",
            "на",
            "в",
            "у",
            "над",
        ):
            return before == "from" and any(0 <= hit.start - verb.end <= 3 for verb in facts.of("strike.verbs"))
        for verb in (*facts.of("strike.verbs"), *facts.of("grammar.launches")):
            between = tokens[hit.end : verb.start]
            if hit.end <= verb.start and len(between) <= 5 and not any(t.text in ",;:" for t in between):
                return not any(hit.end <= passive.start < verb.start for passive in facts.of("grammar.passive"))
        return False

    def attacked_in(self, facts: Facts) -> str | None:
        """The side whose thing the sentence says was struck: "the Russian patrol ship", "a Greek-owned tanker"."""
        for hit in (*facts.of("actor.adjectives"), *facts.of("flag")):
            if hit.category == "actor.adjectives" and self._owns_force(facts, hit):
                continue
            if any(0 <= target.start - hit.end <= 3 for target in facts.of("targets")):
                return hit.value
        return None


@dataclass
class Ledger:
    """Who affirms and who denies one strike, by side. `told` counts sentences that nobody is quoted for."""

    attacker: int = 0
    attacked: int = 0
    told: int = 0
    denied: bool = False

    def status(self) -> Status:
        """The status that follows from the statements."""
        if self.denied:
            return Status.DENIED
        if self.attacker:
            return Status.ACKNOWLEDGED if self.attacked or self.told else Status.CLAIMED
        return Status.REPORTED


def speakers(facts: Facts, before: set[str]) -> set[str]:
    """Actors quoted in a sentence, "local" for officials of the place; `before` where only "it said" stands."""
    prepositions = {hit.end for hit in facts.of("place") if hit.value in ("at", "from")}
    found = {hit.value for hit in facts.of("actor.voices") if hit.start not in prepositions}
    roles = {hit.start for hit in facts.of("grammar.speakers")}
    found |= {hit.value for hit in facts.of("actor.adjectives") if hit.end in roles}
    said = (*facts.of("speech.verbs"), *facts.of("speech.deny"))
    found |= {hit.value for hit in facts.of("actor.words") if any(0 <= verb.start - hit.end <= 3 for verb in said)}
    if facts.of("speech.local"):
        found.add("local")
    if not found and _goes_on_speaking(facts):
        return set(before)
    return found


def _goes_on_speaking(facts: Facts) -> bool:
    """Whether only "it said" or "the source said" stands, so that the speaker is the one before."""
    pronouns = {hit.end for hit in facts.of("grammar.pronouns")}
    return any(verb.start in pronouns for verb in facts.of("speech.verbs"))


def enter(ledger: Ledger, facts: Facts, who: set[str], attacker: str, attacked: str) -> None:
    """Write a sentence about a strike into its ledger."""
    denies = bool(facts.of("speech.deny"))
    silent = bool(facts.of("speech.silent"))
    if silent and not denies:
        return
    if attacker in who:
        if denies:
            ledger.denied = True
        else:
            ledger.attacker += 1
    if who & {attacked, "local"}:
        if denies and attacker != UNKNOWN_ACTOR and attacked in who:
            ledger.denied = ledger.denied or bool(ledger.attacker)
        else:
            ledger.attacked += 1
    if not who and not facts.of("speech.verbs") and (facts.is_strike or facts.of("harm.killed")):
        ledger.told += 1
