"""Names that a text calls places and the gazetteer does not know: what a second opinion may be asked for.

A capitalised word alone is no place. The text must say so: "the village of X", "X district", or, in a sentence of an
attack, "in X". People, arms, days and whatever else the vocabulary has words for are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mapapp.extract.cues import CUES
from mapapp.extract.inflection import word_lemmas
from mapapp.extract.not_places import POSSESSIVE, is_name
from mapapp.extract.tokens import Document
from mapapp.gazetteer.normal import is_everyday, languages_of
from mapapp.geocode.resolve import Named
from mapapp.geocode.second_opinion import Opinion, Question, SecondOpinion
from mapapp.model import Mention, PlaceKind, Resolution
from mapapp.vocabulary import Vocabulary

_MOST_WORDS = 3
_LEAST_LETTERS = 3
_ARTICLES = frozenset({"al", "el", "um", "as", "ad", "ar", "at", "az", "an", "es", "ed", "er", "et", "ez", "en"})
_LISTED = "settlements"
_ADJECTIVE = re.compile(r"(.+?[сцз]ь?к)\w{1,3}$")
_AREAS = frozenset({PlaceKind.REGION, PlaceKind.DISTRICT})


@dataclass(frozen=True)
class _Run:
    """Capitalised tokens `first` to `last` (exclusive) that name a place, and what says so.

    `worded` is where the class word that belongs to the name ends: that of "X district", not that of "village of X".
    """

    first: int
    last: int
    cue: frozenset[PlaceKind]
    worded: int


class UnknownNames:
    """Finds the unknown names of one document; `taken` are tokens that the gazetteer has resolved."""

    def __init__(self, document: Document, vocabulary: Vocabulary, taken: frozenset[int]) -> None:
        self.document, self.tokens, self.vocabulary, self.taken = document, document.tokens, vocabulary, taken
        self.inside = document.found.inside
        self.starts: dict[int, str] = {}
        self.ends: dict[int, set[str]] = {}
        for start, end, _, value in document.by_category["place"]:
            if value in CUES:
                self.starts[start] = value
            self.ends.setdefault(end, set()).add(value)
        self._lists: dict[int, set[str]] = {}
        self.openings = {sentence.first for sentence in document.sentences}
        self.listed = {hit.start for hit in document.by_category["grammar.joining"]}

    @cached_property
    def struck(self) -> set[int]:
        """The sentences that have a word of attack."""
        hits = self.document.by_category
        sentence_of = self.document.sentence_of
        return {sentence_of[hit.start] for key in list(hits) if key.startswith("strike.") for hit in hits[key]}

    def find(self) -> list[_Run]:
        """The runs in the order of the text, each name of a village again wherever the text repeats it."""
        found: list[_Run] = []
        runs = list(self._runs())
        for first, last in runs:
            run = self._cued(first, last, found[-1] if found else None)
            if run is not None:
                found.append(run)
        if not found:
            return []
        names = {self._words(run.first, run.last): run for run in found if not run.cue & _AREAS}
        known = {run.first for run in found}
        again = [
            _Run(first, last, names[self._words(first, last)].cue, last)
            for first, last in runs
            if first not in known and self._words(first, last) in names
        ]
        return sorted(found + again, key=lambda run: run.first)

    def struck_outright(self) -> list[_Run]:
        """Cyrillic runs that stand right behind a verb of attack: "обстріляли X"; they may be people too."""
        ends = {hit.end for hit in self.document.by_category["strike.verbs"] if hit.end < len(self.tokens)}
        ends = {at for at in ends if is_name(self.tokens[at]) and self.tokens[at].text >= "\u0400"}
        return [_Run(first, last, frozenset(), last) for first, last in self._runs() if first in ends] if ends else []

    def _runs(self) -> Iterator[tuple[int, int]]:
        at = 0
        for number in self.document.capitals:
            if number < at:
                continue
            at = last = number
            while last < len(self.tokens) and last - at < _MOST_WORDS and self._is_part(last, at):
                last += 1
            if last > at:
                yield at, last
            at = last

    def _is_part(self, at: int, first: int) -> bool:
        token = self.tokens[at]
        if at in self.taken or not is_name(token) or _is_acronym(token.text):
            return False
        if len(token.text) < _LEAST_LETTERS and not (token.fold in _ARTICLES and self._leads_on(at)):
            return False
        if not self._joins(at) if at > first else self._ends_a_known_name(at):
            return False
        word = _bare(token.fold)
        known = self.inside.get(at) or (word != token.fold and self.vocabulary.hits([word]))
        return not known and not any(char.isdigit() for char in token.text)

    def _leads_on(self, at: int) -> bool:
        """Whether a further word of the name comes next."""
        return at + 1 < len(self.tokens) and is_name(self.tokens[at + 1]) and self._joins(at + 1)

    def _joins(self, at: int) -> bool:
        """Whether only a blank stands before a token."""
        return at > 0 and self.document.text[self.tokens[at - 1].end : self.tokens[at].start] in (" ", "\u00a0")

    def _ends_a_known_name(self, at: int) -> bool:
        """Whether a token is the rest of a longer name: "Black Sea Fleet", "President X"."""
        if not self._joins(at):
            return False
        before = self.tokens[at - 1]
        return is_name(before) and at - 1 not in self.openings and not before.text.endswith(POSSESSIVE)

    def _words(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(_bare(token.fold) for token in self.tokens[first:last])

    def _cued(self, first: int, last: int, before: _Run | None) -> _Run | None:
        after = self.starts.get(last)
        if after in CUES and self.tokens[last].text[0].islower() and not self._goes_on_with_of(last + 1):
            return _Run(first, last, CUES[after], last + 1)
        ended = self.ends.get(first, set())
        cue = next((CUES[value] for value in sorted(ended) if value in CUES and value != "region"), None)
        if cue is not None:
            return _Run(first, last, cue, last)
        if _LISTED in ended or (before is not None and self._goes_on(before, first)):
            return _Run(first, last, CUES["settlement"], last)
        if "at" in ended and self._is_struck(first) and not self.is_common(first, last):
            return _Run(first, last, frozenset(), last)
        return None

    def _goes_on_with_of(self, at: int) -> bool:
        """Whether "of" follows: in "the Druze town of X" the capitalised word is no place."""
        return at < len(self.tokens) and self.tokens[at].fold == "of"

    def _goes_on(self, before: _Run, first: int) -> bool:
        """Whether a name goes on the list that "the villages of" has begun."""
        between = {token.fold for token in self.tokens[before.last : first]}
        gap = range(before.last, first)
        joins = all(at in self.listed or self.tokens[at].text == "," for at in gap) and 0 < len(gap) <= 2
        start = before.first
        return joins and bool(between) and before.cue == CUES["settlement"] and _LISTED in self._list_words(start)

    def _list_words(self, at: int) -> set[str]:
        """What stands before the list that a name at `at` belongs to: back over names and what joins them."""
        walked = [at]
        while at > 0 and at not in self._lists and _LISTED not in self.ends.get(at, set()):
            at = at - 1 if self._may_be_listed(at - 1) else 0
            walked.append(at)
        found = self._lists.get(at, self.ends.get(at, set()))
        self._lists.update(dict.fromkeys(walked, found))
        return found

    def _may_be_listed(self, at: int) -> bool:
        token = self.tokens[at]
        return is_name(token) or token.text == "," or "grammar.joining" in self.inside.get(at, ())

    def _is_struck(self, at: int) -> bool:
        return self.document.sentence_of[at] in self.struck and at not in self.openings

    def is_common(self, first: int, last: int) -> bool:
        """Whether the words are everyday ones that only begin with a capital letter: "in Parliament"."""
        folds = [token.fold for token in self.tokens[first:last]]
        return any(fold in self.document.small or fold in self.vocabulary.common or is_everyday(fold) for fold in folds)

    def question(self, run: _Run) -> tuple[Named, Question]:
        """The mention of a run and what to ask for it."""
        start, last = self.tokens[run.first].start, self.tokens[run.last - 1]
        end = start + len(_bare(self.document.text[start : last.end]))
        mention = Mention(start=start, end=end, name=self.document.text[start:end], cue=run.cue)
        bare = tuple(dict.fromkeys((mention.name, *self._in_dictionary_form(run.first, run.last))))
        asked = bare
        if run.cue & _AREAS and run.worded > run.last:
            whole = self.document.text[start : self.tokens[run.worded - 1].end]
            asked = tuple(dict.fromkeys((*self._in_dictionary_form(run.first, run.worded), whole)))
        return Named(mention, (), run.first, run.last), Question(mention=mention, spellings=asked[:2], bare=bare)

    def _in_dictionary_form(self, first: int, last: int) -> tuple[str, ...]:
        """A Cyrillic name as a dictionary would have it: "Іванівці" → "Іванівка"; nothing for a Latin one."""
        words = [token.fold for token in self.tokens[first:last]]
        if not any("\u0400" <= char <= "\u04ff" for char in words[0]):
            return ()
        language = languages_of("".join(words))[0]
        forms = [word_lemmas(word, language)[0] for word in words]
        if last - first > 1 and not is_name(self.tokens[last - 1]):
            forms[-2] = _agreeing(words[-2], forms[-1], language)
        shown = [
            lemma.title() if is_name(token) else lemma
            for lemma, token in zip(forms, self.tokens[first:last], strict=True)
        ]
        return (" ".join(shown),)


def ask(
    document: Document,
    vocabulary: Vocabulary,
    named: list[Named],
    resolutions: list[Resolution],
    opinion: SecondOpinion | None,
) -> tuple[list[Named], list[Resolution], Opinion]:
    """Mentions and resolutions with those of the second opinion among them, in the order of the text."""
    if opinion is None:
        return named, resolutions, Opinion()
    pairs = list(zip(named, resolutions, strict=True))
    taken = frozenset(at for one, r in pairs if r.place is not None for at in range(one.first, one.last))
    names = UnknownNames(document, vocabulary, taken)
    asked = [names.question(run) for run in names.find()]
    told = opinion.about([question for _, question in asked], resolutions)
    new = [(one, r) for (one, _), r in zip(asked, told.resolutions, strict=True)]
    # A name that the gazetteer left open is told once: by the service where it knows better.
    covered = {at for one, _ in new for at in range(one.first, one.last)}
    kept = [(one, r) for one, r in pairs if r.place is not None or not covered & set(range(one.first, one.last))]
    merged = sorted(kept + new, key=lambda pair: (pair[0].first, pair[0].last))
    return [one for one, _ in merged], [r for _, r in merged], told


def _is_acronym(text: str) -> bool:
    return any(part.isupper() and len(part) > 1 for part in text.split("-"))


def _agreeing(word: str, noun: str, language: str) -> str:
    """A region's adjective as a dictionary has it, in the gender of its noun: "Нікопольській" → "Нікопольська".

    Dictionaries lack most of these and guess; nearly all end alike.
    """
    stem = _ADJECTIVE.match(word)
    if stem is None:
        return word_lemmas(word, language)[0]
    if noun.endswith(("а", "ь")):
        return stem[1] + ("а" if language == "uk" else "ая")
    return stem[1] + "ий"


def _bare(text: str) -> str:
    return next((text.removesuffix(ending) for ending in POSSESSIVE if text.endswith(ending)), text)
