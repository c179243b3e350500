"""Whether a little-known name is meant as a place: one mention of it at least must stand where only places stand."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from mapapp.extract.cues import CUES
from mapapp.extract.not_places import POSSESSIVE, Match, Surroundings, is_name

_SMALL = 50_000
_MIDDLING = 300_000
_NEAR = 7
_DESCRIBING = frozenset(
    {
        "the",
        "occupied",
        "annexed",
        "nearby",
        "besieged",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "coastal",
    }
)
# Endings of Ukrainian and Russian adjectives behind a preposition: "в окупованому Луганську".
_ADJECTIVES = ("ому", "ій", "ої", "ем", "ом", "ой", "ых", "их", "ого")
_ATTACK = frozenset({"strike.verbs", "strike.nouns"})
_INSIDE = frozenset({"in", "on", "near", "у", "в", "на", "під", "под", "біля"})
_JOINS = frozenset({",", "and", "та", "і", "й", "и"})
# What stands before a place and seldom before a person.
_BEFORE = frozenset({"place", "strike.verbs", "strike.nouns"})


class Support:
    """Looks at all matches of a document together."""

    def __init__(self, around: Surroundings, weight: Callable[[str], int]) -> None:
        self.around, self.weight = around, weight

    def keep(self, matches: Sequence[Match]) -> list[Match]:
        """The matches without those that only happen to be spelt like a small place or a person's home.

        Those that are kept for their size alone are marked as doubtful.
        """
        starts = {match.first for match in matches}
        firm = {key for match in matches if self._stands_firm(match, starts) for key in match.keys}
        sure = {match.last for match in matches if not self._needs_support(match) or firm.intersection(match.keys)}
        firm |= {key for match in matches if self._is_joined(match, sure) for key in match.keys}
        kept = [match for match in matches if not self._needs_support(match) or firm.intersection(match.keys)]
        return [
            replace(match, doubtful=True) if match.last - match.first == 1 and firm.isdisjoint(match.keys) else match
            for match in kept
        ]

    def _is_joined(self, match: Match, ends: set[int]) -> bool:
        """Whether the name stands in a list behind one that is sure."""
        before = match.first - 1
        return before > 0 and self.around.tokens[before].fold in _JOINS and before in ends

    def _needs_support(self, match: Match) -> bool:
        if match.last - match.first > 1 or match.part:
            return False
        word = self.around.tokens[match.first].fold.removesuffix("'s")
        weight = max(map(self.weight, match.keys), default=0)
        if word in self.around.words.surnames or word in self.around.words.given:
            return weight < _MIDDLING
        return weight < _SMALL or (weight < _MIDDLING and word in self.around.written_small)

    def _stands_firm(self, match: Match, starts: set[int]) -> bool:
        around, after = self.around, match.last
        if self._comes_behind_preposition(match.first - 1):
            return True
        if self._is_struck_or_followed(match, starts):
            return True
        if around.has_cue(match) or around.heads_paragraph(match):
            return True
        if after + 1 < len(around.tokens) and around.tokens[after].text == "," and after + 1 in starts:
            return True
        if self._is_explained(after) or (around.heads_region(after) and around.tokens[after].text > "\u0400"):
            return True
        return (
            after < len(around.tokens)
            and is_name(around.tokens[after])
            and around.tokens[after].fold in around.words.institutions
            and not around.tokens[match.last - 1].text.endswith(POSSESSIVE)
        )

    def _is_explained(self, after: int) -> bool:
        """Whether a comma and what kind of place it is come next: "Shebekino, the largest town on the border"."""
        around = self.around
        if after + 2 >= len(around.tokens) or around.tokens[after].text != ",":
            return False
        for at in range(after + 1, min(after + 6, len(around.tokens))):
            if not around.tokens[at].text[0].isalnum():
                return False
            if around.begins.get(at, {}).get("place") in CUES:
                return True
        return False

    def _comes_behind_preposition(self, at: int) -> bool:
        """Whether token `at`, or one before it with only what describes the name between, is a word before places."""
        around = self.around
        for before in range(at, max(-1, at - 3), -1):
            categories: set[str] | frozenset[str] = around.inside.get(before, frozenset())
            if categories & _BEFORE:
                return True
            fold = around.tokens[before].fold
            if not (
                fold in _DESCRIBING or "-" in fold or fold.endswith(_ADJECTIVES) or "actor.adjectives" in categories
            ):
                return False
        return False

    def _is_struck_or_followed(self, match: Match, starts: set[int]) -> bool:
        """An attack in the next words ("Yarova was hit"), a thing before ("terminal of Primorsk"), a place behind."""
        around, first, last = self.around, match.first, match.last
        for at in range(last, min(last + _NEAR, len(around.tokens))):
            if at >= last + 4 and not all(token.text[0].isalnum() for token in around.tokens[last:at]):
                break
            if around.inside.get(at, frozenset()) & _ATTACK:
                return True
        if first > 1 and around.tokens[first - 1].fold == "of" and "targets" in around.inside.get(first - 2, ()):
            return True
        if last < len(around.tokens) and around.tokens[last].text == ",":
            last += 1
        joint = around.tokens[last].fold if last < len(around.tokens) else ""
        return joint in _INSIDE and not starts.isdisjoint(range(last + 1, last + 4))
