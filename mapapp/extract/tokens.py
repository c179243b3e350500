"""A text as tokens, sentences and paragraphs, with every offset kept."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mapapp.vocabulary import Found, Hit, Vocabulary, fold

# A word may hold hyphens, apostrophes and, between single letters, full stops (U.S.); a figure may hold , and .
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:-[^\W_]+)?|[^\W_]+(?:[-‑'’ʼ`][^\W_]+)*['’]?(?<![\s])|[^\w\s]"
)
_END = frozenset(".!?…")
_CLOSING = frozenset("\"'”’»)]")
_STOPS = _END | _CLOSING
# Text without full stops is cut, so that work stays linear in its length.
_LONGEST = 200
_BULLETS = frozenset("▪•●◦–—*-")


class Token(NamedTuple):
    """`text[start:end]`; `fold` is what the vocabulary is compared with."""

    text: str
    fold: str
    start: int
    end: int


# What the named tuple's own constructor does, in a third of the time: there is one a word.
_new: Callable[[type[Token], tuple[str, str, int, int]], Token] = tuple.__new__


class Sentence(NamedTuple):
    """Tokens `first` to `last` (exclusive), characters `start` to `end`, in paragraph number `paragraph`."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass
class Document:
    """A text taken apart, with the vocabulary's hits in it."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]
    found: Found
    sentence_of: list[int]

    @property
    def hits(self) -> list[Hit]:
        """The hits in the order of the text."""
        return self.found.hits

    @cached_property
    def by_category(self) -> defaultdict[str, list[Hit]]:
        """The hits of each category in the order of the text, an empty list where it has none."""
        found: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            found[hit[2]].append(hit)
        return found

    @cached_property
    def actors(self) -> list[str]:
        """The actors that the text speaks of, each as often as it does, in the order of the text."""
        return [value for _, _, category, value in self.hits if category.startswith("actor.")]

    def keep(self, hits: list[Hit]) -> None:
        """Go on with these of the hits alone, where words turn out to mean something else."""
        self.found = self.found._replace(hits=hits)
        for name in ("by_category", "actors"):
            self.__dict__.pop(name, None)

    def hits_at(self, start: int) -> list[Hit]:
        """The hits that begin at a token."""
        first = bisect_left(self.hits, start, key=lambda hit: hit.start)
        return self.hits[first : bisect_left(self.hits, start + 1, key=lambda hit: hit.start)]

    @cached_property
    def capitals(self) -> list[int]:
        """The tokens that begin with a capital letter."""
        return [at for at, token in enumerate(self.tokens) if token.text[0].isupper()]

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the text writes with a small letter, folded."""
        return frozenset(token.fold for token in self.tokens if token.text[0].islower())

    def quote(self, first: int, last: int) -> tuple[int, str]:
        """Offset and text of sentences `first` to `last` (inclusive)."""
        start, end = self.sentences[first].start, self.sentences[last].end
        return start, self.text[start:end]


def _ends_sentence(tokens: list[Token], at: int, text: str, vocabulary: Vocabulary) -> bool:
    token, after = tokens[at], tokens[at + 1]
    if not text[token.end : after.start]:
        return False
    if token.text in _CLOSING and not (at and tokens[at - 1].text in _END):
        return False
    if token.text == "." and at:
        before = tokens[at - 1]
        if before.fold in vocabulary.abbreviations or (len(before.text) == 1 and before.text.isupper()):
            return False
    return not after.text[0].islower()


def _line_ends(text: str, tokens: list[Token]) -> dict[int, int]:
    """How many line ends stand behind a token, for those that have one before the next."""
    found: dict[int, int] = {}
    starts = [token.start for token in tokens]
    at = text.find("\n")
    while at >= 0:
        before = bisect_left(starts, at) - 1
        found[before] = found.get(before, 0) + 1
        at = text.find("\n", at + 1)
    found.pop(-1, None)
    found.pop(len(tokens) - 1, None)
    return found


def _split(text: str, tokens: list[Token], vocabulary: Vocabulary) -> list[Sentence]:
    if not tokens:
        return []
    lines = _line_ends(text, tokens)
    stops = [at for at, token in enumerate(tokens[:-1]) if token.text in _STOPS]
    ends = {at for at in stops if at not in lines and _ends_sentence(tokens, at, text, vocabulary)}
    sentences: list[Sentence] = []
    first = paragraph = 0
    for end in sorted({*ends, *lines, len(tokens) - 1}):
        while first <= end:
            last = min(end, first + _LONGEST)
            sentences.append(Sentence(first, last + 1, tokens[first].start, tokens[last].end, paragraph))
            first = last + 1
        if lines.get(end, 0) > 1 or (end in lines and tokens[end + 1].text in _BULLETS):
            paragraph += 1
    return sentences


def read_document(text: str, vocabulary: Vocabulary) -> Document:
    """Take a text apart, in time linear in its length."""
    matches = list(_TOKEN.finditer(text))
    words = [match.group() for match in matches]
    folds = list(map(fold, words))
    spans = [match.span() for match in matches]
    tokens = [_new(Token, (word, form, *span)) for word, form, span in zip(words, folds, spans, strict=True)]
    sentences = _split(text, tokens, vocabulary)
    sentence_of = [n for n, sentence in enumerate(sentences) for _ in range(sentence.first, sentence.last)]
    return Document(text, tokens, sentences, vocabulary.find(folds), sentence_of)
