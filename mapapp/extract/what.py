"""What struck and what was struck: the weapon and the target as the text names them, and their types."""

from typing import NamedTuple

from mapapp.extract.facts import Facts
from mapapp.extract.tokens import Document
from mapapp.model import TargetType, WeaponType
from mapapp.vocabulary import Hit

_STOP = frozenset(',;:.!?()[]"“”«»—–')
_SUBJECT_REACH = 18
_NOT_TARGETS = frozenset({"defence", "defense", "health", "interior", "foreign"})


class Thing(NamedTuple):
    """A weapon or target: its words, its type, the tokens it stands in."""

    words: str
    type: str
    start: int
    end: int


def weapons(document: Document, facts: Facts) -> list[Thing]:
    """The weapons of a sentence that struck, in order; those that only defended are left out."""
    found: list[Thing] = []
    for hit in _joined(_longest(facts.of("weapons"))):
        if _is_air_defence(document, hit):
            continue
        words = document.text[document.tokens[hit.start].start : document.tokens[hit.end - 1].end]
        found.append(Thing(words, hit.value, hit.start, hit.end))
    return found


def _is_air_defence(document: Document, hit: Hit) -> bool:
    before = {token.fold for token in document.tokens[max(0, hit.start - 2) : hit.start]}
    after = {token.fold for token in document.tokens[hit.end : hit.end + 1]}
    return bool(
        before & {"anti-aircraft", "interceptor", "зенітна", "зенитная"}
        or after & {"troops", "system", "systems", "alert"}
    )


def weapon_type(found: list[Thing]) -> WeaponType:
    """The type of what struck: `several` where more than one kind did."""
    kinds = {thing.type for thing in found}
    if "naval drone" in kinds and "drone" in kinds:
        naval = [thing for thing in found if thing.type == "naval drone"]
        if all(any(n.start <= thing.start < n.end for n in naval) for thing in found if thing.type == "drone"):
            kinds.discard("drone")
    if kinds == {"explosive", "aerial bomb"}:
        kinds.discard("explosive")
    # A verb such as "shelled" or "bombed" names a type only where no weapon is named.
    named = {thing.type for thing in found if not _is_verb(thing.words)}
    kinds = kinds & named or kinds
    if not kinds:
        return WeaponType.UNKNOWN
    return WeaponType(kinds.pop()) if len(kinds) == 1 else WeaponType.SEVERAL


def _is_verb(words: str) -> bool:
    return words.casefold().endswith(("ed", "ing", "up"))


def _joined(hits: list[Hit]) -> list[Hit]:
    """Neighbours of one type as one: "ballistic missiles"."""
    found: list[Hit] = []
    for hit in hits:
        if found and found[-1].end == hit.start and found[-1].value == hit.value:
            found[-1] = found[-1]._replace(end=hit.end)
        else:
            found.append(hit)
    return found


def _longest(hits: list[Hit]) -> list[Hit]:
    """Hits less those that lie inside a longer one."""
    return [
        hit
        for hit in hits
        if not any(
            other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
            for other in hits
        )
    ]


def targets(document: Document, facts: Facts) -> list[Thing]:
    """The things of a sentence that can be targets, in order, each with the words that belong to it."""
    found: list[Thing] = []
    for hit in _longest(facts.of("targets")):
        if _is_institution(document, facts, hit) or _is_shelter_for_the_hurt(document, hit):
            continue
        start, end = _phrase(document, facts, hit)
        words = document.text[document.tokens[start].start : document.tokens[end - 1].end]
        found.append(Thing(words, hit.value, hit.start, hit.end))
    return found


def _is_institution(document: Document, facts: Facts, hit: Hit) -> bool:
    """Whether the word is part of somebody's title or name: "the health ministry", "the army said"."""
    for category in ("actor.voices", "speech.local", "actor.words", "person.titles"):
        if any(other.start <= hit.start < other.end for other in facts.of(category)):
            return True
    after = document.tokens[hit.end : hit.end + 1]
    if after and any(other.start == hit.end for other in facts.of("speech.verbs")):
        return True
    before = document.tokens[hit.start - 1 : hit.start]
    return bool(before) and before[0].fold in _NOT_TARGETS


def _is_shelter_for_the_hurt(document: Document, hit: Hit) -> bool:
    """Hospitals to which the wounded were brought."""
    before = [token.fold for token in document.tokens[max(0, hit.start - 3) : hit.start]]
    return hit.value == "health" and any(word in ("in", "to", "у", "в", "до") for word in before[-2:])


def _phrase(document: Document, facts: Facts, hit: Hit) -> tuple[int, int]:
    """The noun phrase around a target word, at most four words before it."""
    start, first = hit.start, facts.sentence.first
    function = {word.start for word in facts.of("grammar.function")}
    while start > first and hit.start - start < 4:
        token = document.tokens[start - 1]
        if token.text in _STOP or start - 1 in function or not token.text[0].isalnum():
            break
        start -= 1
    return start, hit.end


def choose(found: list[Thing], trigger: Hit, passive: bool) -> Thing | None:
    """The target that the attack word is about: behind it, or before it in the passive."""
    if not found:
        return None
    behind = [thing for thing in found if thing.start >= trigger.end]
    before = [thing for thing in found if thing.end <= trigger.start]
    near = [thing for thing in before if thing.start >= trigger.start - _SUBJECT_REACH]
    if passive and before:
        return near[0] if near else before[-1]
    return behind[0] if behind else near[0] if near else found[0]


def as_target_type(thing: Thing | None) -> TargetType:
    """The type of a target, `unknown` where none is named."""
    return TargetType(thing.type) if thing else TargetType.UNKNOWN


def within(things: list[Thing], part: range) -> list[Thing]:
    """The things in a part of a sentence; all where that part has none, as in a list of places for one attack."""
    inside = [thing for thing in things if thing.start in part]
    return inside or things
