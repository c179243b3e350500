"""What each sentence has in it: the vocabulary's hits by category, and whether it tells of an attack that happened."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeVar

from mapapp.extract.clauses import Clause
from mapapp.extract.tokens import Document, Sentence
from mapapp.vocabulary import Hit

_T = TypeVar("_T")
_QUOTES = frozenset('"“”«»')


@dataclass
class Facts:
    """One clause, mostly a whole sentence, which is number `whole`. `hits[category]` are its hits in order.

    `why_not` says why it tells of no attack, `accidental` that it tells of an explosion that nobody is said to have
    caused.
    """

    number: int
    whole: int
    sentence: Sentence
    hits: defaultdict[str, list[Hit]]
    strong: list[Hit] = field(default_factory=list)
    weak: list[Hit] = field(default_factory=list)
    why_not: str | None = None
    accidental: bool = False
    _known: dict[str, Any] = field(default_factory=dict)

    def worked_out(self, name: str, work: Callable[[], _T]) -> _T:
        """What `work` gives, kept under a name: the rules ask for the same things of a clause again and again."""
        if name not in self._known:
            self._known[name] = work()
        known: _T = self._known[name]
        return known

    def of(self, category: str) -> list[Hit]:
        """The hits of a category, in order."""
        return self.hits[category]

    @property
    def triggers(self) -> list[Hit]:
        """Words that tell of an attack, strong ones first."""
        return self.strong or self.weak

    @property
    def harm(self) -> bool:
        """Whether somebody was hurt or something was damaged."""
        return bool(self.of("harm.killed") or self.of("harm.injured") or self.of("outcome.damage"))

    @property
    def hurt(self) -> bool:
        """Whether somebody was killed or injured."""
        return bool(self.of("harm.killed") or self.of("harm.injured"))

    @property
    def is_strike(self) -> bool:
        """Whether the sentence by itself tells of an attack that happened."""
        return self.why_not is None

    @property
    def is_harm(self) -> bool:
        """Whether it tells of harm without saying by what; an attack where the text is about one."""
        return self.why_not in (None, "no attack") and self.harm


def collect(document: Document, clauses: list[Clause] | None = None) -> list[Facts]:
    """Facts of every clause; of every sentence where they were not cut."""
    parts = clauses or [Clause(sentence, number) for number, sentence in enumerate(document.sentences)]
    table: list[defaultdict[str, list[Hit]]] = [defaultdict(list) for _ in parts]
    clause_of = [number for number, one in enumerate(parts) for _ in range(one.part.first, one.part.last)]
    ends = [one.part.last for one in parts]
    for hit in document.hits:
        start, end, category, _ = hit
        number = clause_of[start]
        if end <= ends[number]:
            table[number][category].append(hit)
    found = []
    for number, clause in enumerate(parts):
        facts = Facts(number, clause.sentence, clause.part, table[number])
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
    if facts.of("not_strike.negation") or _is_of_none(document, facts):
        return "denied or negated"
    facts.weak = sorted({*facts.weak, *_launches(facts)})
    facts.hits["not_strike.background"] = _near_background(document, facts)
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
        facts.accidental = not _is_armed(facts, trigger)
        return None
    if facts.strong or _is_unreal(document, facts):
        return "not happened"
    return "no attack"


def _is_unreal(document: Document, facts: Facts) -> bool:
    """Whether every weak word of attack stands under a threat, a plan or a condition."""
    unreal = facts.of("not_strike.irrealis")
    return bool(facts.weak and unreal) and _real(document, facts, facts.weak) is None


def _is_of_none(document: Document, facts: Facts) -> bool:
    """Whether no weapon or attack at all is the subject: "no missiles hit the port", "жодна ракета не влучила"."""
    words = {hit.start for hit in facts.of("grammar.no")}
    if not words:
        return False
    named = [hit for key in ("weapons", "strike.nouns") for hit in facts.of(key)]
    return any(0 < hit.start - at <= 2 and document.tokens[at + 1].text[0].isalpha() for hit in named for at in words)


def _is_armed(facts: Facts, trigger: Hit) -> bool:
    """Whether anything but an explosion or a fire is told: a weapon, a side, or a plain word of attack."""
    accidental = {hit.start for hit in facts.of("grammar.accidental")}
    if trigger.start not in accidental or any(hit.value != "explosive" for hit in facts.of("weapons")):
        return True
    others = [hit for hit in (*facts.strong, *facts.weak) if hit.start not in accidental]
    sides = [hit for key in ("actor.adjectives", "actor.words") for hit in facts.of(key)]
    return bool([hit for hit in others if hit.category == "strike.nouns"] or sides)


def _near_background(document: Document, facts: Facts) -> list[Hit]:
    """Words for what was long ago, less those in an aside behind the attack: "in Goma, which it has held since …"."""
    triggers = [*facts.strong, *facts.weak, *facts.of("outcome.intercepted")]
    if not triggers:
        return facts.of("not_strike.background")
    last = max(hit.end for hit in triggers)
    return [
        hit
        for hit in facts.of("not_strike.background")
        if hit.start < last or not any(token.text == "," for token in document.tokens[last : hit.start])
    ]


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
        unreal = facts.of("not_strike.irrealis")
        if any(_governs(document, irrealis, trigger, facts) for irrealis in unreal):
            continue
        unreal = [*unreal, *facts.of("grammar.was_not")]
        if trigger.category == "strike.nouns" and any(_follows(document, trigger, modal) for modal in unreal):
            continue
        return trigger
    return None


def _follows(document: Document, noun: Hit, modal: Hit) -> bool:
    """Whether a noun of attack is the subject of something unreal: "a strike on the plant would end the talks"."""
    between = document.tokens[noun.end : modal.start]
    return noun.end <= modal.start and len(between) <= 6 and not any(t.text in ",;:—–" for t in between)


def _has_moved(facts: Facts, irrealis: Hit) -> bool:
    """Whether "to strike" is what somebody came for: "planes had crossed the Red Sea to strike the port"."""
    return any(0 <= irrealis.start - hit.end <= 6 for hit in facts.of("grammar.moved_in"))


def _governs(document: Document, irrealis: Hit, trigger: Hit, facts: Facts) -> bool:
    """Whether the word stands before the trigger in one clause, or is part of it ("to strike")."""
    if irrealis.start <= trigger.start < irrealis.end:
        return not (document.tokens[irrealis.start].fold == "to" and _has_moved(facts, irrealis))
    if irrealis.start > trigger.start:
        return False
    if document.tokens[irrealis.start].fold == "to" and _has_moved(facts, irrealis):
        return False
    if any(irrealis.end <= hit.start < trigger.start for hit in facts.of("grammar.when")):
        return False
    between = document.tokens[irrealis.end : trigger.start]
    if any(a.text == "," and b.fold in ("and", "but", "а", "але", "но") for a, b in pairwise(between)):
        return False
    if len(between) > 12 or any(token.text in ";:—–" or token.text in _QUOTES for token in between):
        return False
    relative = any(0 <= irrealis.start - hit.end <= 3 for hit in facts.of("grammar.relative"))
    return not (relative and any(token.text == "," for token in between))
