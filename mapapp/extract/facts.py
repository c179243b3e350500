"""What each sentence has in it: the vocabulary's hits by category, and whether it tells of an attack that happened."""

from collections import defaultdict
from dataclasses import dataclass, field

from mapapp.extract.tokens import Document, Sentence
from mapapp.vocabulary import Hit

_QUOTES = frozenset('"“”«»')


@dataclass
class Facts:
    """One sentence. `hits[category]` are its hits in order; `why_not` says why it tells of no attack."""

    number: int
    sentence: Sentence
    hits: dict[str, list[Hit]]
    strong: list[Hit] = field(default_factory=list)
    weak: list[Hit] = field(default_factory=list)
    why_not: str | None = None

    def of(self, category: str) -> list[Hit]:
        """The hits of a category, in order."""
        return self.hits.get(category, [])

    @property
    def triggers(self) -> list[Hit]:
        """Words that tell of an attack, strong ones first."""
        return self.strong or self.weak

    @property
    def harm(self) -> bool:
        """Whether somebody was hurt or something was damaged."""
        return bool(self.of("harm.killed") or self.of("harm.injured") or self.of("outcome.damage"))

    @property
    def is_strike(self) -> bool:
        """Whether the sentence by itself tells of an attack that happened."""
        return self.why_not is None

    @property
    def is_harm(self) -> bool:
        """Whether it tells of harm without saying by what; an attack where the text is about one."""
        return self.why_not in (None, "no attack") and self.harm


def collect(document: Document) -> list[Facts]:
    """Facts of every sentence."""
    table: list[dict[str, list[Hit]]] = [defaultdict(list) for _ in document.sentences]
    for hit in document.hits:
        number = document.sentence_of[hit.start]
        if hit.end <= document.sentences[number].last:
            table[number][hit.category].append(hit)
    found = []
    for number, sentence in enumerate(document.sentences):
        facts = Facts(number, sentence, table[number])
        _sort_triggers(facts)
        facts.why_not = _why_not(document, facts)
        found.append(facts)
    return found


def _sort_triggers(facts: Facts) -> None:
    weak = {(hit.start, hit.end) for hit in facts.of("strike.weak")}
    weak_starts = {hit.start for hit in facts.of("strike.weak")}
    for hit in (*facts.of("strike.verbs"), *facts.of("strike.nouns")):
        is_weak = (hit.start, hit.end) in weak or (hit.end - hit.start == 1 and hit.start in weak_starts)
        (facts.weak if is_weak else facts.strong).append(hit)
    facts.strong.sort()
    facts.weak.sort()


def _why_not(document: Document, facts: Facts) -> str | None:
    if facts.of("not_strike.phrases"):
        return "other than an attack"
    if facts.of("not_strike.negation"):
        return "denied or negated"
    facts.weak = sorted({*facts.weak, *_launches(facts)})
    trigger = _real(document, facts, facts.strong)
    if trigger is None and (facts.of("weapons") or facts.of("harm.killed") or facts.of("harm.injured")):
        trigger = _real(document, facts, facts.weak)
    if trigger is None and facts.of("targets") and facts.weak:
        trigger = _real(document, facts, facts.weak)
    if trigger is None and facts.of("weapons"):
        # Whom a weapon killed was attacked, though no word of attack is there.
        trigger = _real(document, facts, [*facts.of("harm.killed"), *facts.of("harm.injured")])
    if trigger is None and facts.of("outcome.intercepted") and facts.of("weapons"):
        trigger = _real(document, facts, facts.of("outcome.intercepted"))
    if trigger is not None:
        return None
    return "not happened" if facts.strong else "no attack"


def _launches(facts: Facts) -> list[Hit]:
    """Verbs of launching with their weapon: "fired an Oreshnik", "launched 63 drones"."""
    return [
        hit._replace(category="strike.verbs")
        for hit in facts.of("grammar.launches")
        if any(0 <= weapon.start - hit.end <= 5 for weapon in facts.of("weapons"))
    ]


def _real(document: Document, facts: Facts, triggers: list[Hit]) -> Hit | None:
    """The first trigger that is not under a word of intention, threat or condition before it."""
    for trigger in triggers:
        if not any(_governs(document, irrealis, trigger) for irrealis in facts.of("not_strike.irrealis")):
            return trigger
    return None


def _governs(document: Document, irrealis: Hit, trigger: Hit) -> bool:
    """Whether the word stands before the trigger in one clause, or is part of it ("to strike")."""
    if irrealis.start <= trigger.start < irrealis.end:
        return True
    if irrealis.start > trigger.start:
        return False
    between = document.tokens[irrealis.end : trigger.start]
    return len(between) <= 12 and not any(token.text in ";:—–" or token.text in _QUOTES for token in between)
