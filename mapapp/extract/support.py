"""Whether a little-known name is meant as a place: one mention of it at least must stand where only places stand."""

from collections.abc import Callable, Sequence

from mapapp.extract.not_places import POSSESSIVE, Match, Surroundings, is_name

_SMALL = 20_000
_MIDDLING = 300_000
_JOINS = frozenset({",", "and", "та", "і", "й", "и"})
# What stands before a place and seldom before a person.
_BEFORE = frozenset({"place", "strike.verbs", "strike.nouns"})


class Support:
    """Looks at all matches of a document together."""

    def __init__(self, around: Surroundings, weight: Callable[[str], int]) -> None:
        self.around, self.weight = around, weight

    def keep(self, matches: Sequence[Match]) -> list[Match]:
        """The matches without those that only happen to be spelt like a small place or a person's home."""
        starts, ends = {match.first for match in matches}, {match.last for match in matches}
        firm = {key for match in matches if self._stands_firm(match, starts, ends) for key in match.keys}
        return [match for match in matches if not self._needs_support(match) or firm.intersection(match.keys)]

    def _needs_support(self, match: Match) -> bool:
        if match.last - match.first > 1 or match.part:
            return False
        word = self.around.tokens[match.first].fold.removesuffix("'s")
        weight = max(map(self.weight, match.keys), default=0)
        if word in self.around.words.surnames or word in self.around.words.given:
            return weight < _MIDDLING
        return weight < _SMALL or (weight < _MIDDLING and word in self.around.written_small)

    def _stands_firm(self, match: Match, starts: set[int], ends: set[int]) -> bool:
        around, before, after = self.around, match.first - 1, match.last
        if before >= 0 and around.inside.get(before, frozenset()) & _BEFORE:
            return True
        if around.has_cue(match) or around.heads_paragraph(match):
            return True
        if after + 1 < len(around.tokens) and around.tokens[after].text == "," and after + 1 in starts:
            return True
        if before > 0 and around.tokens[before].fold in _JOINS and before in ends:
            return True
        return (
            after < len(around.tokens)
            and is_name(around.tokens[after])
            and around.tokens[after].fold in around.words.institutions
            and not around.tokens[match.last - 1].text.endswith(POSSESSIVE)
        )
