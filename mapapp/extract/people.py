"""People whom a clause counts one by one ("killing the cook and a motorman"), and clauses in which nobody was hurt."""

from collections.abc import Callable

from mapapp.extract.facts import Facts
from mapapp.extract.figures import Figure
from mapapp.extract.tokens import Document
from mapapp.vocabulary import Hit

_NOT_PEOPLE = ("actor.words", "actor.adjectives", "actor.voices", "place", "flag", "time.weekdays", "time.months")
_BREAKS = frozenset(";:()—–.!?")
_HARM = ("harm.killed", "harm.injured")
_JOINS = frozenset({"and", ",", "та", "і", "й", "и"})
# What stands before one person: "killing the cook, a motorman and her son".
_ONE = frozenset({"the", "a", "an", "his", "her", "their", "one"})
_MANY = frozenset({"crew", "family", "staff", "population", "group", "people", "police", "rest", "others", "couple"})
_PHRASE = 4
# Forms of the verb that have one person as their subject.
_OF_ONE = frozenset(
    {"загинув", "загинула", "помер", "померла", "погиб", "погибла", "умер", "умерла", "скончался", "скончалась"}
)


def is_of_one(fold: str) -> bool:
    """Whether a verb's form says that one person died: "охоронниця загинула"."""
    return fold in _OF_ONE


class People:
    """Counts them in one document; `figures` finds the numbers of a clause."""

    def __init__(self, document: Document, figures: Callable[[Facts], list[Figure]]) -> None:
        self.tokens, self.figures = document.tokens, figures

    def nobody(self, facts: Facts) -> list[Hit]:
        """The words that say that nobody was hurt: "no peacekeeper was hurt", "nobody was harmed"."""
        people = {*facts.of("harm.people"), *facts.of("grammar.singular")}
        harmed = sorted({*facts.of("harm.injured"), *facts.of("harm.killed")})
        for no in facts.of("grammar.nobody"):
            if any(0 <= word.start - no.end <= 4 and not self._broken(no.end, word.start) for word in harmed):
                counted = [one for one in self.figures(facts) if not no.start <= one.start < no.end]
                return [] if counted else [no]
        for no in facts.of("grammar.no"):
            named = next((one for one in people if 0 <= one.start - no.end <= 2), None)
            if named and any(0 <= word.start - named.end <= 3 for word in harmed) and not self.figures(facts):
                return [no]
        return []

    def named(self, facts: Facts, word: Hit) -> int:
        """How many persons are named one by one beside a word of harm; 0 where none is."""
        if is_of_one(self.tokens[word.start].fold):
            return 1
        listed = max(self._objects(facts, word), self._listed(facts, word))
        if listed:
            return max(listed, int(self._is_one(facts, word)))
        return self._subjects(facts, word) if self._is_one(facts, word) else 0

    def _objects(self, facts: Facts, word: Hit) -> int:
        """How many single persons a verb of harm has as its object: "killing a boy of ten and his grandmother"."""
        at, count = word.end, 0
        others = [hit.start for kind in _HARM for hit in facts.of(kind) if hit.start > word.start]
        for hit in facts.of("grammar.singular"):
            if any(at <= other < hit.start for other in others):
                break
            between = self.tokens[at : hit.start]
            if hit.start < at or len(between) > 5 or self._broken(at, hit.start):
                continue
            joined = any(token.fold in _JOINS for token in between)
            if count and not joined:
                continue
            count, at = count + 1, hit.end
        return count

    def _listed(self, facts: Facts, word: Hit) -> int:
        """How many an English participle of harm has as its object, whatever they are called."""
        if not self.tokens[word.end - 1].fold.endswith("ing") or not self.tokens[word.end - 1].text.isascii():
            return 0
        count, at, last = 0, word.end, facts.sentence.last
        while at < last and self.tokens[at].fold in _ONE:
            end = next((n for n in range(at + 1, min(at + 1 + _PHRASE, last)) if self._ends_phrase(n)), None)
            head = self.tokens[(end or min(at + 1 + _PHRASE, last)) - 1].fold
            if head in _ONE or head in _MANY or head.endswith("s"):
                break
            count += 1
            if end is None or self.tokens[end].fold not in _JOINS:
                break
            at = end + 1
            while at < last and self.tokens[at].fold in _JOINS:
                at += 1
        return count

    def _ends_phrase(self, at: int) -> bool:
        token = self.tokens[at]
        return (
            token.fold in _JOINS or not token.text[0].isalnum() or token.fold in ("in", "at", "of", "on", "who", "when")
        )

    def _subjects(self, facts: Facts, word: Hit) -> int:
        """How many single persons stand before a verb of harm as its subject: "a woman and a boy of 12 are injured"."""
        count, end = 0, word.start
        for hit in reversed([hit for hit in facts.of("grammar.singular") if hit.end <= word.start]):
            between = self.tokens[hit.end : end]
            if len(between) > 5 or self._broken(hit.end, end):
                break
            if count and not any(token.fold in _JOINS for token in between):
                break
            count, end = count + 1, hit.start
        return max(1, count)

    def _is_one(self, facts: Facts, word: Hit) -> bool:
        """A single person named as such beside the word ("the driver was hurt", "a man of 71 was killed")."""
        for hit in facts.of("grammar.singular"):
            start, end = min(hit.end, word.end), max(hit.start, word.start)
            subject = hit.end <= word.start and not any(0 <= f.start - start < end - start for f in self.figures(facts))
            if end - start <= (9 if subject else 5) and not self._broken(start, end):
                return True
        return self._is_pronoun(facts, word) or self._is_by_name(facts, word)

    def _is_pronoun(self, facts: Facts, word: Hit) -> bool:
        """ "He died in hospital": one person of whom the text has spoken."""
        before = self.tokens[max(facts.sentence.first, word.start - 2) : word.start]
        return word.category == "harm.killed" and any(token.fold in ("he", "she") for token in before)

    def _is_by_name(self, facts: Facts, word: Hit) -> bool:
        """A person by name behind the verb: "had killed Ali Shadmani"."""
        pair = self.tokens[word.end : word.end + 2]
        if word.category != "harm.killed" or len(pair) < 2 or not self.tokens[word.start].fold.endswith(("ed", "ing")):
            return False
        known = any(hit.start == word.end for key in _NOT_PEOPLE for hit in facts.of(key))
        return not known and all(token.text[0].isupper() and token.text[1:].islower() for token in pair)

    def _broken(self, start: int, end: int) -> bool:
        return any(token.text in _BREAKS for token in self.tokens[start:end])
