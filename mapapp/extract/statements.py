"""Who says what: each verb of speech with its speaker."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from mapapp.extract.tokens import Document
from mapapp.vocabulary import Hit, Vocabulary

LOCAL = "local"
OTHER = "other"
# "The military" where the text does not say whose.
FORCES = "forces"
_SPOKEN = ("speech.", "actor.", "grammar.", "place", "person.", "weapons")
_FAR = 9
_FAR_BEHIND = 6
_HEADER = 16
_ACTORS = ("actor.words", "actor.adjectives", "actor.voices")
_BANDS = frozenset({"group", "movement", "militia", "rebels", "paramilitaries", "militants", "insurgents", "group's"})
_OFFICES = frozenset({"ministry", "army", "military", "staff", "command", "navy", "force", "ведомство", "минобороны"})
_JOINS = frozenset({"and", "or", "та", "і", "й", "и", ","})
_ARMED = frozenset(
    {
        "military",
        "army",
        "forces",
        "troops",
        "army's",
        "military's",
        "armed",
        "армия",
        "армії",
        "армія",
        "военные",
        "військові",
    }
)
_NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "не", "ні", "ни"})


class Stance(StrEnum):
    """What a speaker does with the strike."""

    AFFIRMS = "affirms"
    DENIES = "denies"


@dataclass(frozen=True)
class Said:
    """One act of speech in sentence `sentence`: `who` are actors, `local` officials, or `other` people."""

    sentence: int
    who: frozenset[str]
    stance: Stance
    first: int
    last: int


@dataclass(frozen=True)
class _Subject:
    start: int
    end: int
    who: frozenset[str]


class Speech:
    """Finds the acts of speech of one document, in one pass over its sentences."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document, self.tokens = document, document.tokens
        self.groups = {actor.name for actor in vocabulary.actors.values() if actor.group}
        self.last_group: frozenset[str] = frozenset()
        self.names: dict[str, frozenset[str]] = {}
        self.before: frozenset[str] = frozenset()
        self.by_sentence: dict[int, list[Said]] = defaultdict(list)
        self.opening: set[int] = set()
        self.answering: set[int] = set()
        self.forces: dict[str, frozenset[str]] = {}
        self.home: frozenset[str] = frozenset()
        self.header: str | None = None
        hits: dict[int, dict[str, list[Hit]]] = defaultdict(lambda: defaultdict(list))
        sentence_of = document.sentence_of
        for hit in document.hits:
            if hit[2].startswith(_SPOKEN):
                hits[sentence_of[hit[0]]][hit[2]].append(hit)
        for number in range(len(document.sentences)):
            self._read(number, hits[number])

    def _read(self, number: int, hits: dict[str, list[Hit]]) -> None:
        self._note(number, hits)
        first = self.document.sentences[number].first
        verbs = [(hit, Stance.AFFIRMS) for hit in hits["speech.verbs"]]
        verbs += [(hit, Stance.DENIES) for hit in hits["speech.deny"]]
        if not verbs:
            return
        subjects = self._subjects(number, hits)
        accusing = {hit.start for hit in hits["grammar.accusing"]}
        acts: list[Said] = []
        silent = {at for hit in hits["speech.silent"] for at in range(hit.start, hit.end)}
        sources = {hit.start for hit in hits["speech.sources"]}
        for verb, stance in sorted(verbs):
            if verb.start in silent or self._is_negated(verb, stance, first):
                continue
            subject = self._subject(verb, subjects, verb.start in sources, number)
            if verb.start in accusing:
                subject = subjects[0] if subjects and subjects[0].end <= verb.start else None
            who = subject.who if subject else frozenset({OTHER})
            if subject is not None and not who:
                who = self._meant(subject, subjects)
            if subject is not None:
                self._remember(subject, verb)
            self.before = who if who != {OTHER} else self.before
            start = min(verb.start, subject.start) if subject else verb.start
            end = max(verb.end, subject.end) if subject else verb.end
            acts.append(Said(number, who, stance, start, end))
        if acts:
            self.by_sentence[number] = _settled(acts)

    def _note(self, number: int, hits: dict[str, list[Hit]]) -> None:
        """Keep what later sentences refer back to: the group named last, the dateline, what opens with "also"."""
        named = [hit for key in _ACTORS for hit in hits[key] if hit.value in self.groups]
        if named:
            self.last_group = frozenset({max(named).value})
        if number == 0:
            self._read_header(hits)
        if hits["grammar.responsibility"]:
            self.answering.add(number)
        if any(hit.start - self.document.sentences[number].first < 2 for hit in hits["grammar.moreover"]):
            self.opening.add(number)

    def _read_header(self, hits: dict[str, list[Hit]]) -> None:
        """Whose capital the dateline names: "the Defence Ministry" in a report from Moscow is Russia's."""
        sentence = self.document.sentences[0]
        opening = [hit for hit in hits["actor.voices"] if hit.start - sentence.first <= 1]
        if opening and self.tokens[opening[0].start].text.isupper():
            self.home = frozenset({opening[0].value})
            words = self.tokens[sentence.first : sentence.last]
            shouted = all(token.text.isupper() for token in words if token.text[0].isalpha())
            if sentence.last - sentence.first <= _HEADER and (shouted or not hits["speech.verbs"]):
                self.header = opening[0].value if opening[0].end - opening[0].start > 1 else None

    def _meant(self, subject: _Subject, subjects: list[_Subject]) -> frozenset[str]:
        """Whom "the army" or "it" means: the army named before, who opens the sentence, else whoever spoke last."""
        words = [self.tokens[at].fold for at in range(subject.start, subject.end)]
        named = next((self.forces[word] for word in words if word in self.forces), None)
        if named is None and _BANDS & set(words):
            named = self.last_group
        if not named:
            named = self._at_home(subject)
        if not named and _OFFICES & set(words):
            named = self.home
        if not named and _ARMED & set(words):
            return frozenset({FORCES})
        opening = subjects[0] if subjects and subjects[0].end <= subject.start else None
        return named or (opening.who if opening else None) or self.before or frozenset({OTHER})

    def _at_home(self, subject: _Subject) -> frozenset[str]:
        """The side in whose country somebody is said to speak: "In Israel, the military said"."""
        first = self.document.sentences[self.document.sentence_of[subject.start]].first
        for hit in self.document.hits_at(first + 1):
            if hit.category == "actor.words" and self.tokens[first].fold in ("in", "у", "в", "на"):
                behind = self.tokens[hit.end].text if hit.end < len(self.tokens) else ""
                if behind == "," and 0 <= subject.start - hit.end <= 3:
                    return frozenset({hit.value})
        return frozenset()

    def _is_negated(self, verb: Hit, stance: Stance, first: int) -> bool:
        before = self.tokens[max(first, verb.start - 2) : verb.start]
        return stance == Stance.AFFIRMS and any(token.fold in _NEGATIONS for token in before)

    def _subjects(self, number: int, hits: dict[str, list[Hit]]) -> list[_Subject]:
        """Everybody in a sentence who can speak, in order; those side by side are one."""
        prepositions = {hit.end for hit in hits["place"] if hit.value in ("at", "from")}
        prepositions -= {hit.end for hit in hits["speech.sources"]}
        found = [
            _Subject(hit.start, hit.end, frozenset({hit.value}))
            for hit in hits["actor.voices"]
            if (hit.start not in prepositions or self.tokens[hit.start - 1].text == ",") and not self._is_object_of(hit)
        ]
        found += [_Subject(hit.start, hit.end, frozenset({LOCAL})) for hit in hits["speech.local"]]
        found += [
            _Subject(hit.start, hit.end, frozenset({hit.value}))
            for hit in self._not_governed(hits)
            if self.tokens[hit.start - 1].fold not in ("of", "by", "with")
        ]
        arms = {hit.start for hit in hits["weapons"]}
        roles = [hit.start for hit in (*hits["grammar.speakers"], *hits["grammar.forces"], *hits["person.titles"])]
        roles = [at for at in roles if at not in arms]
        found += [_Subject(hit.start, hit.end, frozenset({hit.value})) for hit in self._seated(hits)]
        verbs = [*hits["speech.verbs"], *hits["speech.deny"]]
        press = {at for hit in hits["grammar.press"] for at in range(hit.start, hit.end)}
        function = {hit.start for hit in hits["grammar.function"]}
        for hit in hits["actor.adjectives"]:
            near = [at for at in roles if hit.end <= at <= hit.end + 2]
            if near and near[0] in press:
                found.append(_Subject(hit.start, near[0] + 1, frozenset({OTHER})))
                continue
            verb = next((v.start for v in verbs if 0 < v.start - hit.end <= 5), None)
            if near:
                found.append(_Subject(hit.start, near[0] + 1, frozenset({hit.value})))
                self.forces[self.tokens[near[0]].fold] = frozenset({hit.value})
            elif verb is not None and not any(at in function for at in range(hit.end, verb)):
                found.append(_Subject(hit.start, verb, frozenset({hit.value})))
        found += [_Subject(hit.start, hit.end, frozenset()) for hit in hits["grammar.pronouns"]]
        sentence = self.document.sentences[number]
        if self.names:
            for at in range(sentence.first, sentence.last):
                who = self.names.get(self.tokens[at].fold.removesuffix("'s"))
                if who and self.tokens[at].text[0].isupper():
                    found.append(_Subject(at, at + 1, who))
        return self._merged(sorted(found, key=lambda one: (one.start, one.end)))

    def _not_governed(self, hits: dict[str, list[Hit]]) -> list[Hit]:
        """Names of sides that stand behind no preposition, nor in a list that does: not "in Iraq and Syria"."""
        behind = {hit.end for hit in hits["place"]}
        listed: set[int] = set()
        found = []
        for hit in sorted(hits["actor.words"]):
            before = self.tokens[hit.start - 1].fold if hit.start else ""
            if hit.start in behind or (before in _JOINS and hit.start - 1 in listed):
                listed.add(hit.end)
            else:
                found.append(hit)
        return found

    def _is_object_of(self, hit: Hit) -> bool:
        """Whether a group is only whose things are spoken of: "dozens of targets of Hezbollah"."""
        return hit.value in self.groups and self.tokens[hit.start - 1].fold == "of" and hit.start > 0

    def _seated(self, hits: dict[str, list[Hit]]) -> list[Hit]:
        """Sides named as where an office sits: "the army's press wing in Pakistan"."""
        roles = [*hits["grammar.speakers"], *hits["grammar.forces"], *hits["grammar.pronouns"]]
        prepositions = {hit.end for hit in hits["place"] if hit.value == "at" and self.tokens[hit.start].fold == "in"}
        return [
            hit
            for hit in hits["actor.words"]
            if hit.start in prepositions and any(0 < hit.start - role.end <= 5 for role in roles)
        ]

    def _merged(self, subjects: list[_Subject]) -> list[_Subject]:
        """Those that overlap or stand side by side put together: "Ukraine's security service, the SBU"."""
        found: list[_Subject] = []
        for one in subjects:
            last = found[-1] if found else None
            between = [token.text for token in self.tokens[last.end : one.start]] if last else []
            if last and not between and not last.who and one.who and last.end == one.start:
                found[-1] = _Subject(last.start, one.end, one.who)
            elif last and between in ([], [","], [",", "the"], ["the"]) and (last.who or not one.who):
                # A force named after its side is that side's: "the Israeli air force".
                who = last.who if last.who - {LOCAL} and one.who - {LOCAL} and not between else last.who | one.who
                found[-1] = _Subject(last.start, max(last.end, one.end), who)
            else:
                found.append(one)
        return found

    def _subject(self, verb: Hit, subjects: list[_Subject], source: bool, number: int) -> _Subject | None:
        """The speaker: behind "according to"; else before the verb, or behind it in "said the governor"."""
        behind = next((s for s in subjects if s.start >= verb.end), None)
        if behind and (behind.start - verb.end > _FAR_BEHIND + 3 * source or self._broken(verb.end, behind.start)):
            behind = None
        if source:
            return behind
        before = [s for s in subjects if s.end <= verb.start and verb.start - s.end <= _FAR]
        before = [s for s in before if not self._broken(s.end, verb.start)]
        cyrillic = "\u0400" <= self.tokens[verb.start].fold[0] <= "\u04ff"
        inverted = (
            verb.start > self.document.sentences[number].first and not self.tokens[verb.start - 1].text[0].isalnum()
        )
        if inverted and behind and behind.who:
            return behind
        return self._nearest(before, verb) or (behind if inverted or cyrillic else None)

    def _nearest(self, before: list[_Subject], verb: Hit) -> _Subject | None:
        """The last of those before the verb; a pronoun only where it stands right beside it."""
        named = [s for s in before if s.who or verb.start - s.end <= 1]
        return named[-1] if named else None

    def _broken(self, start: int, end: int) -> bool:
        return any(token.text in ";:" for token in self.tokens[start:end])

    def _remember(self, subject: _Subject, verb: Hit) -> None:
        """Keep the surname beside a title: "governor Oleh Kiper said" lets "Kiper said" be read."""
        if not subject.who:
            return
        around = [*range(subject.end, min(subject.end + 4, len(self.tokens)))]
        if verb.start > subject.end:
            around = [at for at in around if at < verb.start]
        names = [at for at in around if self.tokens[at].text[:1].isupper() and len(self.tokens[at].text) > 2]
        if names and names[0] == subject.end and len(names) <= 3:
            self.names[self.tokens[names[-1]].fold.removesuffix("'s")] = subject.who


def _settled(acts: list[Said]) -> list[Said]:
    """A denial without a speaker of its own is that of the sentence: "it had no fire missions, the ministry stated"."""
    orphans = [one for one in acts if one.stance == Stance.DENIES and one.who == {OTHER}]
    others = [one for one in acts if one.who != {OTHER}]
    if not orphans or not others:
        return acts
    return [Said(one.sentence, one.who, Stance.DENIES, one.first, one.last) for one in others]
