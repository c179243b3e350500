"""What struck and what was struck: the weapon and the target as the text names them, and their types."""

from typing import NamedTuple

from mapapp.extract.facts import Facts
from mapapp.extract.tokens import Document
from mapapp.model import TargetType, WeaponType
from mapapp.vocabulary import Hit

_STOP = frozenset(',;:.!?()[]"“”«»—–')
_SUBJECT_REACH = 18
_NOT_TARGETS = frozenset({"defence", "defense", "health", "interior", "foreign"})
_HOMEWARD = frozenset({"sent", "went", "go", "goes", "came", "come", "return", "returned", "at", "back", "flew", "way"})
_PLAIN, _VAGUE, _BESIDE, PEOPLE = range(4)
_CARRIED = frozenset({"missile", "explosive", "aerial bomb", "artillery"})


class Thing(NamedTuple):
    """A weapon or target: its words, its type, the tokens it stands in, and how far it is from a plain target."""

    words: str
    type: str
    start: int
    end: int
    rank: int = _PLAIN

    @property
    def vague(self) -> bool:
        """Whether a plainer word for the target may still come: "the building", "an enterprise"."""
        return self.rank != _PLAIN


def weapons(document: Document, facts: Facts) -> list[Thing]:
    """The weapons of a clause that struck, in order; those that defended, or were themselves hit, are left out."""
    return list(facts.worked_out("weapons", lambda: _weapons(document, facts)))


def _weapons(document: Document, facts: Facts) -> list[Thing]:
    found: list[Thing] = []
    for hit in _joined(_longest(facts.of("weapons"))):
        if _is_air_defence(document, hit) or _is_struck(document, facts, hit) or _defends(document, facts, hit):
            continue
        words = document.text[document.tokens[hit.start].start : document.tokens[hit.end - 1].end]
        found.append(Thing(words, hit.value, hit.start, hit.end))
    return _without_carried(document, facts, found)


def _is_air_defence(document: Document, hit: Hit) -> bool:
    before = {token.fold for token in document.tokens[max(0, hit.start - 2) : hit.start]}
    after = {token.fold for token in document.tokens[hit.end : hit.end + 1]}
    return bool(
        before & {"anti-aircraft", "interceptor", "зенітна", "зенитная"}
        or after & {"troops", "system", "systems", "alert", "alerts", "alarm", "warning"}
    )


def _defends(document: Document, facts: Facts, hit: Hit) -> bool:
    """Whether it is a plane that shot something down: "brought down by F-16s"."""
    downed = facts.of("outcome.intercepted")
    if hit.value != "aerial bomb" or not downed or hit.start < downed[0].end:
        return False
    before = {token.fold for token in document.tokens[max(downed[0].start, hit.start - 5) : hit.start]}
    return bool(before & {"by", "with", "help"})


def _is_struck(document: Document, facts: Facts, hit: Hit) -> bool:
    """Whether the word belongs to what was struck: "a drone factory", "a plant that makes missiles", "fuel tanks"."""
    if any(
        t.start <= hit.start and hit.end <= t.end and t.end - t.start > hit.end - hit.start for t in facts.of("targets")
    ):
        return True
    made = {h.end for h in facts.of("grammar.making")}
    return bool(made & set(range(hit.start - 2, hit.start + 1)))


def _without_carried(document: Document, facts: Facts, found: list[Thing]) -> list[Thing]:
    """A drone that fires a missile or drops a charge struck as a drone."""
    drones = [thing for thing in found if thing.type == "drone"]
    if not drones or len(found) == len(drones):
        return found
    verbs = [hit.start for hit in (*facts.of("grammar.launches"), *facts.of("grammar.carrying"))]
    return [thing for thing in found if not _is_carried(document, thing, drones, verbs)]


def _is_carried(document: Document, thing: Thing, drones: list[Thing], verbs: list[int]) -> bool:
    if thing.type == "explosive" and any(0 <= drone.start - thing.end <= 1 for drone in drones):
        return True
    carrier = next((drone for drone in reversed(drones) if drone.end <= thing.start), None)
    if thing.type not in _CARRIED or carrier is None or thing.start - carrier.end > 8:
        return False
    between = range(carrier.end, thing.start)
    joined = any(document.tokens[at].fold in ("and", "та", "і", "и") for at in between)
    return not joined and any(at in between for at in verbs)


def weapon_type(found: list[Thing]) -> WeaponType:
    """The type of what struck: `several` where more than one kind did."""
    kinds = {thing.type for thing in found}
    if "naval drone" in kinds and "drone" in kinds:
        naval = [thing for thing in found if thing.type == "naval drone"]
        if all(any(n.start <= thing.start < n.end for n in naval) for thing in found if thing.type == "drone"):
            kinds.discard("drone")
    if "explosive" in kinds and kinds & {"aerial bomb", "drone", "missile"}:
        kinds.discard("explosive")
    # A verb such as "shelled" or "bombed" names a type only where no weapon is named.
    named = {thing.type for thing in found if not _is_verb(thing.words)}
    kinds = kinds & named or kinds
    if not kinds:
        return WeaponType.UNKNOWN
    return WeaponType(kinds.pop()) if len(kinds) == 1 else WeaponType.SEVERAL


def _is_verb(words: str) -> bool:
    return words.casefold().endswith(("ed", "ing", "up", "бомбили", "бомбил", "бомбив", "підірвали", "взорвали"))


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
    """The things of a clause that can be targets, in order, each with the words that belong to it."""
    return list(facts.worked_out("targets", lambda: _targets(document, facts)))


def _targets(document: Document, facts: Facts) -> list[Thing]:
    found: list[Thing] = []
    for hit in _longest(facts.of("targets")):
        if _is_institution(document, facts, hit) or _is_shelter_for_the_hurt(document, facts, hit):
            continue
        if _is_defender(facts, hit) or _is_origin(facts, hit) or _is_else(document, facts, hit):
            continue
        start, end = _phrase(document, facts, hit)
        words = document.text[document.tokens[start].start : document.tokens[end - 1].end]
        found.append(Thing(words, hit.value, hit.start, hit.end, _rank(document, facts, hit)))
    return found


def _is_else(document: Document, facts: Facts, hit: Hit) -> bool:
    """Whether the word is part of a weapon's ("unmanned aerial vehicles") or only says whither: "sent home"."""
    if any(w.start <= hit.start and hit.end <= w.end and w.end - w.start > 1 for w in facts.of("weapons")):
        return True
    before = document.tokens[hit.start - 1].fold if hit.start > facts.sentence.first else ""
    return document.tokens[hit.start].fold == "home" and before in _HOMEWARD


def _rank(document: Document, facts: Facts, hit: Hit) -> int:
    span = (hit.start, hit.end)
    inside = {
        key for key in ("people", "vague") for h in facts.of(f"grammar.{key}_targets") if (h.start, h.end) == span
    }
    if "people" in inside:
        return PEOPLE
    beside = {h.end for h in facts.of("grammar.beside")}
    if beside & set(range(hit.start - 2, hit.start + 1)):
        return _BESIDE
    return _VAGUE if "vague" in inside else _PLAIN


def _is_defender(facts: Facts, hit: Hit) -> bool:
    """Whether it is the air defence that shot something down."""
    return hit.value == "air defence" and bool(facts.of("outcome.intercepted")) and not facts.strong


def _is_origin(facts: Facts, hit: Hit) -> bool:
    """Whether it is where somebody or something came from or went: "launched from a ship", "bound for the port"."""
    ends = {h.end for h in facts.of("place") if h.value == "from" and h.end - h.start > 1}
    ends |= {h.end for h in facts.of("grammar.from")}
    return bool(ends & set(range(hit.start - 2, hit.start + 1)))


def _is_institution(document: Document, facts: Facts, hit: Hit) -> bool:
    """Whether the word is part of somebody's title or name: "the health ministry", "the army said"."""
    after = document.tokens[hit.end : hit.end + 1]
    if any(h.start == hit.end for h in facts.of("grammar.seats")) or (after and after[0].text in ("'s", "’s")):
        return False
    for category in ("actor.voices", "speech.local", "actor.words", "person.titles"):
        if any(other.start <= hit.start < other.end and other.end >= hit.end for other in facts.of(category)):
            return not (category == "actor.voices" and facts.strong and _is_object(facts, hit))
    if any(other.start <= hit.start < other.end for other in facts.of("grammar.not_targets")):
        return True
    if any(other.start == hit.end for other in facts.of("speech.verbs")):
        return not any(other.start == hit.end for other in (*facts.strong, *facts.weak))
    before = document.tokens[hit.start - 1 : hit.start]
    return bool(before) and before[0].fold in _NOT_TARGETS and hit.end - hit.start == 1


def _is_object(facts: Facts, hit: Hit) -> bool:
    """Whether a verb of attack stands right before it: "bombed the Syrian defence ministry"."""
    return any(h.category == "strike.verbs" and 0 <= hit.start - h.end <= 2 for h in facts.strong)


def _is_shelter_for_the_hurt(document: Document, facts: Facts, hit: Hit) -> bool:
    """Hospitals to which the wounded were brought."""
    if hit.value != "health":
        return False
    before = [token.fold for token in document.tokens[max(0, hit.start - 3) : hit.start]]
    if not any(word in ("in", "to", "у", "в", "до", "at") for word in before[-2:]):
        return False
    if facts.hurt and not facts.of("weapons") and before[-1:] != ["at"]:
        return True
    hit_there = any(0 <= hit.start - verb.end <= 2 for verb in (*facts.strong, *facts.weak))
    return not hit_there


def _phrase(document: Document, facts: Facts, hit: Hit) -> tuple[int, int]:
    """The noun phrase around a target word, at most four words before it."""
    start, first = hit.start, facts.sentence.first
    function = {word.start for word in facts.of("grammar.function")}
    function |= {at for verb in (*facts.strong, *facts.weak) for at in range(verb.start, verb.end)}
    while start > first and hit.start - start < 4:
        token = document.tokens[start - 1]
        if token.text in _STOP or start - 1 in function or not token.text[0].isalnum():
            break
        start -= 1
    end = hit.end
    for other in facts.of("targets"):
        if other.start == end and other.end > end:
            end = other.end
    return start, end


def choose(found: list[Thing], trigger: Hit, passive: bool) -> Thing | None:
    """The target that the attack word is about: behind it, or before it in the passive; plain words go first."""
    for rank in (_PLAIN, _VAGUE, _BESIDE, PEOPLE):
        chosen = _nearest([thing for thing in found if thing.rank == rank], trigger, passive)
        if chosen is not None and not (rank == PEOPLE and _acts(chosen, trigger, passive)):
            return chosen
    return None


def _acts(thing: Thing, trigger: Hit, passive: bool) -> bool:
    """Whether people stand before the verb and so did it: "fighters stormed …"."""
    return thing.end <= trigger.start and not passive and trigger.category == "strike.verbs"


def _nearest(found: list[Thing], trigger: Hit, passive: bool) -> Thing | None:
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
    """The things in a part of a clause; the last before it where it has none, as in "the airfields of A and B"."""
    inside = [thing for thing in things if thing.start in part]
    if inside:
        return inside
    before = [thing for thing in things if thing.end <= part.start]
    return before[-1:] if before else things
