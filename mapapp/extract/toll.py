"""Killed and injured: each figure or number word goes to the word of harm that it stands closest to."""

from dataclasses import dataclass

from mapapp.extract.facts import Facts
from mapapp.extract.figures import Figure, bounded, hyphened, joined, ranged
from mapapp.extract.people import People, is_of_one
from mapapp.extract.tokens import Document
from mapapp.vocabulary import Hit

_OLDEST = 110
_FAR_LEFT = 12
_SPEAKERS = ("speech.local", "grammar.speakers", "speech.sources", "actor.voices", "bounds.counters")
_FAR_SPEAKER = 5
_YEARS = range(1900, 2101)
_FAR_RIGHT = 4
_FAR_RISEN = 30
_BREAKS = frozenset(";:()—–.!?")
# Participles and verbs that take their figure behind them ("killing eight", "поранено двох").
_TAKES_BEHIND = ("ing", "но", "ло", "ли", "ла", "are", "were")


Bounds = tuple[int | None, int | None]
"""The low and the high end of a count, None where the text does not give it."""


@dataclass(frozen=True)
class Toll:
    """Figures of one clause; None where it gives none.

    `outdated` where it says itself that they were corrected, `claimed` where the attacker counts its victims.
    `killed_at` and `injured_at` are the tokens of figure and word, (0, 0) where there are none. The bounds
    are those that the words of a range give; `by` are those who say it, empty where it is the report's own.
    """

    killed: int | None = None
    injured: int | None = None
    outdated: bool = False
    claimed: bool = False
    killed_at: tuple[int, int] = (0, 0)
    injured_at: tuple[int, int] = (0, 0)
    killed_bounds: Bounds = (None, None)
    injured_bounds: Bounds = (None, None)
    by: frozenset[str] = frozenset()


class TollReader:
    """Reads the tolls of one document."""

    def __init__(self, document: Document) -> None:
        self.document, self.tokens = document, document.tokens
        self.people = People(document, self.figures)

    def read(self, facts: Facts, start: int = 0, end: int | None = None) -> Toll:
        """The toll of a sentence, or of its tokens `start` to `end`; 0 only where it says that nobody was hurt."""
        last = len(self.tokens) if end is None else end
        old = facts.of("grammar.outdated")
        newer = next((hit for hit in facts.of("grammar.now") if old and hit.start > old[0].end), None)
        if newer is not None and start < newer.start and end is None:
            return self.read(facts, newer.start, len(self.tokens))
        from_older = next((hit for hit in facts.of("grammar.up_from") if start < hit.start < last), None)
        if from_older is not None:
            last, old = from_older.start, []
        outdated = bool(old) and newer is None
        none = [hit for hit in facts.of("harm.none") if not self._is_silence(hit, facts)] or self.people.nobody(facts)
        if none:
            at = (none[0].start, none[0].end)
            return Toll(0, 0, outdated, killed_at=at, injured_at=at)
        words = sorted([*facts.of("harm.killed"), *facts.of("harm.injured")])
        words = [word for word in words if start <= word.start and word.end <= last]
        found: dict[str, int] = {}
        where: dict[str, tuple[int, int]] = {}
        bounds: dict[str, Bounds] = {}
        pairs = self._pairs(facts, words)
        for word, figure in pairs:
            if not (start <= figure.start < last):
                continue
            kind = word.category.removeprefix("harm.")
            if kind not in found or (figure.start >= word.end and self._is_risen(figure, facts)):
                found[kind] = figure.value
                bounds[kind] = self._bounds(facts, word, figure, pairs, range(start, last))
                where[kind] = (min(figure.first, word.start), max(figure.end, word.end))
        for word in words:
            kind = word.category.removeprefix("harm.")
            if kind not in found and (count := self.people.named(facts, word)):
                found[kind] = count
                where[kind] = (word.start, word.end)
        at, hurt_at = where.get("killed", (0, 0)), where.get("injured", (0, 0))
        dead, hurt = bounds.get("killed", (None, None)), bounds.get("injured", (None, None))
        return Toll(
            found.get("killed"),
            found.get("injured"),
            outdated,
            killed_at=at,
            injured_at=hurt_at,
            killed_bounds=dead,
            injured_bounds=hurt,
        )

    def _bounds(self, facts: Facts, word: Hit, figure: Figure, pairs: list[tuple[Hit, Figure]], part: range) -> Bounds:
        """The bounds of a figure: by its own words, or by another source's count in the same sentence."""
        taken = {one.start for _, one in pairs}
        rivals = [
            one.value
            for one in self.figures(facts)
            if one.start in part and one.start not in taken and self._is_of_other_source(facts, word, one)
        ]
        if not rivals:
            return figure.low, figure.high
        return min(figure.value, *rivals), max(figure.value, *rivals)

    def _is_of_other_source(self, facts: Facts, word: Hit, figure: Figure) -> bool:
        """Whether somebody else counts the same people: "police said eight people were killed, a hospital 11"."""
        if figure.start < word.end or not facts.of("speech.verbs") + facts.of("speech.sources"):
            return False
        words = [*facts.of("harm.killed"), *facts.of("harm.injured")]
        if max(hit for hit in words if hit.end <= figure.start).category != word.category:
            return False
        speakers = [hit for key in _SPEAKERS for hit in facts.of(key)]
        before = [hit.end for hit in speakers if word.end <= hit.start and 0 <= figure.start - hit.end <= _FAR_SPEAKER]
        if not before or self._broken(max(before), figure.start):
            return False
        behind = self.tokens[figure.end] if figure.end < len(self.tokens) else None
        return (
            behind is None
            or not behind.text[0].isalnum()
            or any(hit.start == figure.end for hit in facts.of("harm.people"))
        )

    def _is_silence(self, none: Hit, facts: Facts) -> bool:
        """Whether no figure is only not given yet: "gave no casualties", "no casualties had been announced"."""
        silent = facts.of("grammar.silent")
        return any(hit.end == none.start or 0 <= hit.start - none.end <= 2 for hit in silent)

    def _pairs(self, facts: Facts, words: list[Hit]) -> list[tuple[Hit, Figure]]:
        """Words of harm with their figures, by closeness, each figure once; in the order of the text."""
        figures = self.figures(facts) if words else []
        options = [
            (cost, word, figure)
            for word in words
            for figure in figures
            if (cost := self._cost(word, figure, words, facts)) is not None
        ]
        taken: set[int] = set()
        pairs = []
        for _, word, figure in sorted(options, key=lambda option: option[0]):
            if word.start not in taken and figure.start not in taken:
                taken |= {word.start, figure.start}
                pairs.append((word, figure))
        return sorted(pairs, key=lambda pair: pair[0].start)

    def _cost(self, word: Hit, figure: Figure, words: list[Hit], facts: Facts) -> float | None:
        """How far a figure is from a word of harm; None where it cannot belong to it."""
        behind = figure.start >= word.end
        start, end = (word.end, figure.start) if behind else (figure.end, word.start)
        if behind and is_of_one(self.tokens[word.start].fold):
            return None
        risen = behind and self._is_risen(figure, facts)
        if end < start or end - start > (_FAR_RISEN if risen else _FAR_RIGHT if behind else _FAR_LEFT):
            return None
        if risen and not any(start <= other.start < end for other in words):
            return 3.0
        if any(start <= other.start < end for other in words) or self._broken(start, end):
            return None
        commas = sum(token.text == "," for token in self.tokens[start:end])
        if behind and self._is_object(word, figure, facts):
            return 0.1 * (end - start)
        if behind:
            eager = self.tokens[word.end - 1].fold.endswith(_TAKES_BEHIND)
            return end - start + 2 * commas + (0.0 if eager else 2.0)
        return end - start + commas + 0.5 - self._counts_people(figure, facts)

    def _is_object(self, word: Hit, figure: Figure, facts: Facts) -> bool:
        """Whether the verb takes the figure as its object: "killed at least three", not "eight killed, 27 hurt"."""
        approx = {hit.start for hit in facts.of("grammar.approx")}
        if not all(at in approx for at in range(word.end, figure.start)):
            return False
        before = self.tokens[word.start - 1] if word.start > facts.sentence.first else None
        if before is None or before.text[0].isdecimal():
            return False
        counted = {hit.end for hit in (*facts.of("harm.people"), *facts.of("number"), *facts.of("grammar.passive"))}
        return word.start not in counted

    def _is_risen(self, figure: Figure, facts: Facts) -> bool:
        """Whether a count has come "to" this figure: "bringing the number of dead to 32"."""
        before = self.tokens[figure.start - 1].fold
        counted = any(hit.end <= figure.start for hit in facts.of("harm.update"))
        return counted and any(before == word for word in ("to", "at", "до"))

    def _broken(self, start: int, end: int) -> bool:
        return any(token.text in _BREAKS for token in self.tokens[start:end])

    @staticmethod
    def _counts_people(figure: Figure, facts: Facts) -> float:
        return 0.3 if any(0 <= hit.start - figure.end <= 1 for hit in facts.of("harm.people")) else 0.0

    def figures(self, facts: Facts) -> list[Figure]:
        """The numbers of a clause that can count people hurt, in order."""
        found = []
        people = {hit.start for hit in facts.of("harm.people")}
        for hit in facts.of("number"):
            article = self.tokens[hit.start].fold in ("a", "an")
            if not article or {hit.end, hit.end + 1} & people or self._is_number(hit.end, facts):
                found.append(Figure(hit.start, hit.end, int(hit.value)))
        for at in range(facts.sentence.first, facts.sentence.last):
            text = self.tokens[at].text.replace(",", "")
            if text.isdecimal() and len(text) <= 6:
                found.append(Figure(at, at + 1, int(text), digits=True))
        found = joined(sorted([*found, *hyphened(self.tokens, facts)], key=lambda figure: (figure.start, -figure.end)))
        found = ranged(found, self.tokens, facts)
        return [bounded(figure, self.tokens, facts) for figure in found if self._is_toll(figure, facts)]

    def figure_before(self, facts: Facts, at: int) -> Figure | None:
        """A figure that stands right before a place: "two in Sumy", "один у Лимані"."""
        prepositions = [hit.start for hit in facts.of("place") if hit.value == "at" and 0 < at - hit.start <= 3]
        if not prepositions:
            return None
        end = min(prepositions)
        return next((figure for figure in self.figures(facts) if 0 <= end - figure.end <= 1), None)

    def _is_number(self, at: int, facts: Facts) -> bool:
        return any(hit.start == at for hit in facts.of("number"))

    def _is_toll(self, figure: Figure, facts: Facts) -> bool:
        """Whether a figure can count people hurt: no age, no unit, no part of those counted already."""
        unit = next((hit for hit in facts.of("grammar.units") if 0 <= hit.start - figure.end <= 1), None)
        if unit is not None and not self._are_harmed(unit, facts):
            return False
        if any(0 <= figure.start - hit.end <= 1 for hit in facts.of("grammar.age")):
            return False
        if any(hit.start == figure.end for hit in facts.of("grammar.age_after")) or self._is_aside(figure):
            return False
        if any(figure.end == hit.start for hit in (*facts.of("time.months"), *facts.of("harm.subset"))):
            return False
        if any(0 <= figure.start - hit.end <= 2 for hit in facts.of("harm.subset")):
            return False
        if figure.value in _YEARS and any(0 <= figure.start - hit.end <= 2 for hit in facts.of("time.months")):
            return False
        if (
            figure.start > 1
            and self.tokens[figure.start - 1].text == ":"
            and self.tokens[figure.start - 2].text.isdecimal()
        ):
            return False
        before = self.tokens[figure.start - 1].fold if figure.start else ""
        if before == "," and self._is_listed(figure, facts):
            return False
        if before == "of" and self._is_age(figure, facts):
            return False
        after = self.tokens[figure.end].fold if figure.end < len(self.tokens) else ""
        return before not in ("not", "from", "$", "€", "/", "-") and after not in ("to", "%")

    def _is_listed(self, figure: Figure, facts: Facts) -> bool:
        """Whether a figure only says who those counted before a comma were: "Three people, two novices and a cook,"."""
        people = next((hit for hit in facts.of("harm.people") if hit.end == figure.start - 1), None)
        if people is None:
            return False
        counted = (
            any(hit.end == people.start for hit in facts.of("number")) or self.tokens[people.start - 1].text.isdecimal()
        )
        words = [hit.start for hit in (*facts.of("harm.killed"), *facts.of("harm.injured")) if hit.start > figure.end]
        return counted and bool(words) and any(self.tokens[at].text == "," for at in range(figure.end, words[0]))

    @staticmethod
    def _are_harmed(unit: Hit, facts: Facts) -> bool:
        """Whether what is counted are people after all: "three customers were injured"."""
        passive = next((hit for hit in facts.of("grammar.passive") if hit.start == unit.end), None)
        harmed = (*facts.of("harm.injured"), *facts.of("harm.killed"))
        return passive is not None and any(0 <= word.start - passive.end <= 1 for word in harmed)

    def _is_age(self, figure: Figure, facts: Facts) -> bool:
        """Whether "of" and a figure say how old one person is: "a boy of 12", "an apprentice of 15"."""
        if any(hit.end == figure.start - 1 for hit in facts.of("grammar.singular")):
            return True
        return figure.start >= 3 and self.tokens[figure.start - 3].fold in ("a", "an") and figure.value < _OLDEST

    def _is_aside(self, figure: Figure) -> bool:
        """An age between commas behind a name: "Yona Feldbaum, 37, died"."""
        around = [self.tokens[at].text for at in (figure.start - 1, figure.end) if 0 <= at < len(self.tokens)]
        named = figure.start > 1 and self.tokens[figure.start - 2].text[:1].isupper()
        return around == [",", ","] and named and self.tokens[figure.start].text.isdecimal()
