"""How much speaks for a place that a sentence names as the place of its attack."""

from mapapp.extract.facts import Facts
from mapapp.extract.launch import Launches
from mapapp.extract.sites import Displaced, Site, precision
from mapapp.extract.tokens import Document
from mapapp.model import GeoPrecision, PlaceKind

_MOVED = 5
_AVENGED = 12
_GOVERNS = frozenset({"governs", "heads", "leads", "runs", "governing"})
_WHERE = frozenset({"where", "де", "где"})


class Standing:
    """Weighs the places of one document."""

    def __init__(self, document: Document, sites: list[Site], launches: Launches) -> None:
        self.tokens, self.launches = document.tokens, launches
        self.known = {at for site in sites for at in range(site.named.first, site.named.last)}
        self.country_ends = {site.named.last for site in sites if site.place.kind == PlaceKind.COUNTRY}

    def of(self, site: Site, facts: Facts) -> float:
        """How much speaks for a mention as the place of the attack; above 0 is for."""
        first = site.named.first
        if self.is_offshore(site):
            return 2.0
        if self._stands_for_side(site, facts) or self._is_office(facts, first) or self._follows_country(facts, first):
            return -3.0
        if self._has_hospital_of_hurt(facts, first) or first in self.launches.at or self._is_goal(facts, first):
            return -3.0
        if any(0 <= first - hit.end <= _MOVED for hit in facts.of("grammar.moved")):
            return -3.0
        if self._is_avenged(facts, first):
            return -3.0
        if self._is_aside(facts, site):
            return -1.0
        if self.seats_locals(facts, first):
            return 0.4
        score = self._preposition(facts, first) + self._beside_trigger(site, facts)
        window = range(max(0, first - 3), first)
        if any(hit.start in window for hit in facts.of("grammar.directions")) and precision(site.place.kind) not in (
            GeoPrecision.WATER,
            GeoPrecision.DISTRICT,
        ):
            return min(score, 0.5) if score > -2 else score
        return score

    @staticmethod
    def is_offshore(site: Site) -> bool:
        """Whether the text gives a point at sea by its distance: it then names it for nothing else."""
        return isinstance(site.place, Displaced) and site.place.kind == PlaceKind.SEA

    def _stands_for_side(self, site: Site, facts: Facts) -> bool:
        """Whether the name is its government's: a metonym, or a capital that is not plainly where something was."""
        first, last = site.named.first, site.named.last
        voice = any(hit.start <= first < hit.end for hit in facts.of("actor.voices"))
        at = any(hit.value == "at" and hit.end == first for hit in facts.of("place"))
        if site.resolution.mention.metonym:
            if self._is_defended(site, facts):
                return False
            return (voice or not at) and not self.seats_locals(facts, first)
        if voice and at and self._is_where_said(facts, last):
            return True
        if not voice or at or self._names_target(facts, last):
            return voice and at and self.seats_locals(facts, first)
        verbs = [*facts.strong, *facts.weak]
        return not any(0 <= first - hit.end <= 1 and hit.category == "strike.verbs" for hit in verbs)

    def _is_aside(self, facts: Facts, site: Site) -> bool:
        """Whether it stands behind "where" with nothing of the attack: "hit a house where a team had come from X"."""
        words = [*facts.strong, *facts.weak, *facts.of("harm.killed"), *facts.of("harm.injured")]
        for at in range(facts.sentence.first, site.named.first):
            if self.tokens[at].fold in _WHERE and any(word.end <= at for word in words):
                return not any(word.start > at for word in words)
        return False

    def _is_avenged(self, facts: Facts, first: int) -> bool:
        """Whether it is where the attack was that this one answers: "in retaliation for the killings in X"."""
        reasons = [hit for hit in facts.of("grammar.retaliation") if 0 <= first - hit.end <= _AVENGED]
        return any(not any(hit.end <= verb.start < first for verb in facts.strong) for hit in reasons)

    def _is_defended(self, site: Site, facts: Facts) -> bool:
        """Whether a region's own air defence shot something down: "Tula Region's air defences downed 11 drones"."""
        last = site.named.last
        behind = any(hit.value == "air defence" and 0 <= hit.start - last <= 1 for hit in facts.of("targets"))
        return behind and site.wide and bool(facts.of("outcome.intercepted"))

    @staticmethod
    def _is_where_said(facts: Facts, last: int) -> bool:
        """Whether somebody spoke in a capital and the attack is only spoken of: "in Kyiv a source confirmed"."""
        said = next((hit for hit in facts.of("speech.verbs") if 0 <= hit.start - last <= 6), None)
        if said is None or any(last <= hit.start < said.start for hit in facts.of("speech.local")):
            return False
        words = [*facts.strong, *facts.weak, *facts.of("weapons"), *facts.of("harm.killed"), *facts.of("targets")]
        return all(hit.start >= said.end for hit in words) and not facts.of("weapons")

    def _is_goal(self, facts: Facts, first: int) -> bool:
        """Whether something went there or came from there: "heading to the port of X", "struck on the way from X"."""
        at = [hit for hit in facts.of("place") if hit.value == "at"]
        for hit in facts.of("place"):
            if hit.value == "from" and 0 < first - hit.end <= 5 and self._reaches(hit.end, first):
                settled = any(h.start in range(hit.end, first) for h in at)
                verbs = [*facts.of("grammar.launches"), *(() if settled else facts.strong)]
                bound = hit.end - hit.start > 1 and self.tokens[hit.end - 1].fold in ("to", "for")
                bound = bound and not any(h.start in range(hit.end, first) and h.end - h.start == 1 for h in at)
                return bound or any(0 <= hit.start - verb.end <= 3 for verb in verbs)
        return False

    def _has_hospital_of_hurt(self, facts: Facts, first: int) -> bool:
        """Whether it is the town of the hospital to which the wounded were brought: "в больницу Курска"."""
        for hit in facts.of("targets"):
            if hit.value == "health" and 0 <= first - hit.end <= 2:
                before = {token.fold for token in self.tokens[max(facts.sentence.first, hit.start - 2) : hit.start]}
                hit_there = facts.strong or (facts.weak and facts.of("weapons"))
                return bool(before & {"in", "to", "у", "в", "до", "into"}) and not hit_there
        return False

    def seats_locals(self, facts: Facts, first: int) -> bool:
        """Whether local officials are there: "rescuers in X"; the place then, where the sentence has no better one."""
        at = {hit.start for hit in facts.of("place") if hit.value == "at" and hit.end == first}
        behind = {first + 1} if self.tokens[first].text.endswith(("'s", "’s")) else set()
        return any(hit.end in at or hit.start in behind for hit in facts.of("speech.local"))

    def _follows_country(self, facts: Facts, first: int) -> bool:
        """Whether the place ends a list that begins with a country: "over Russia and annexed Crimea", a total."""
        if not self.country_ends:
            return False
        words = {hit.start for hit in (*facts.of("grammar.joining"), *facts.of("grammar.held"))}
        at = first - 1
        while at >= facts.sentence.first and at in words and first - at <= 4:
            at -= 1
        return at < first - 1 and at + 1 in self.country_ends and self.tokens[at + 1].text != ","

    def _preposition(self, facts: Facts, first: int) -> float:
        """The word before the name, a few adjectives and titles of the place between them allowed."""
        best: tuple[int, int, float] | None = None
        for hit in facts.of("place"):
            gap = first - hit.end
            named = hit.value == "settlement" and self.tokens[hit.end - 1].fold == "of"
            if (hit.value not in ("at", "from") and not named) or not 0 <= gap <= 3 or not self._plain(hit.end, first):
                continue
            if any(hit.end <= verb.start < first for verb in (*facts.strong, *facts.weak)):
                continue
            score = -3.0 if hit.value == "from" else 2.0 - 1.5 * self._follows_speech(facts, hit.start)
            # The nearest preposition counts, of those at one place the longest: "on the road from X" is at X.
            if hit.value == "from" and not self._reaches(hit.end, first):
                continue
            length = hit.end - hit.start
            if best is None or (-gap, length) > best[:2]:
                best = (-gap, length, score)
            elif (-gap, length) == best[:2]:
                best = (-gap, length, min(score, best[2]))
        return best[2] if best else 0.0

    def _reaches(self, start: int, end: int) -> bool:
        """Whether a "from" can still be that of a name: no other name stands between them."""
        return self._plain(start, end) and not any(at in self.known for at in range(start, end))

    def _plain(self, start: int, end: int) -> bool:
        return all(token.text[0].isalnum() for token in self.tokens[start:end])

    @staticmethod
    def _follows_speech(facts: Facts, first: int) -> bool:
        """Whether the place is where something was said: "told reporters in Kyiv", "the command in Moscow"."""
        speakers = (*facts.of("speech.verbs"), *facts.of("actor.voices"), *facts.of("grammar.speakers"))
        speakers += tuple(facts.of("grammar.offices"))
        return any(0 <= first - hit.end <= 1 for hit in speakers)

    def _is_office(self, facts: Facts, first: int) -> bool:
        """Whether the name is that of somebody's office: "the governor of X", "mayor of X"."""
        if first and self.tokens[first - 1].fold in _GOVERNS:
            return True
        if first < 2 or self.tokens[first - 1].fold != "of":
            return False
        return any(hit.end == first - 1 for hit in (*facts.of("speech.local"), *facts.of("person.titles")))

    def _beside_trigger(self, site: Site, facts: Facts) -> float:
        """Nearness to the word of attack or harm: its object, its subject, or farther off."""
        first, last = site.named.first, site.named.last
        if self._names_target(facts, last) or self._owns_target(facts, first):
            return 2.0
        triggers = [*facts.strong, *facts.weak, *facts.of("outcome.intercepted"), *facts.of("outcome.damage")]
        if not triggers:
            return 0.0
        for hit in triggers:
            verb = hit.category == "strike.verbs"
            if 0 <= first - hit.end <= 3 and verb and self._plain(hit.end, first):
                relative = any(self.tokens[at].fold in ("what", "which", "that", "who") for at in range(hit.end, first))
                return 0.2 if relative else 2.0
            if 0 <= hit.start - last <= 2 and verb and self._plain(last, hit.start):
                return 1.5
        nearest = min(min(abs(first - hit.end), abs(hit.start - last)) for hit in triggers)
        return 0.3 - 0.03 * nearest

    def _names_target(self, facts: Facts, last: int) -> bool:
        """Whether the name belongs to a target right behind it: "the Ryazan oil refinery"."""
        if last and self.tokens[last - 1].text.endswith(("'s", "’s")):
            return False
        if any(hit.end == last for hit in facts.of("actor.voices")):
            return any(hit.start == last for hit in facts.of("targets"))
        return any(0 <= hit.start - last <= 2 and self._plain(last, hit.start) for hit in facts.of("targets"))

    def _owns_target(self, facts: Facts, first: int) -> bool:
        """Whether a target is said to be the place's: "the general hospital of X"."""
        before = first
        while before > facts.sentence.first and self.tokens[before - 1].fold in ("of", "the"):
            before -= 1
        return any(hit.end == before for hit in facts.of("targets")) and (before < first or self._is_genitive(first))

    def _is_genitive(self, first: int) -> bool:
        return "\u0400" <= self.tokens[first].fold[0] <= "\u04ff"
