"""A text as tokens, sentences and paragraphs, with every offset kept."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from mapapp.vocabulary import Hit, Vocabulary, fold

# A word may hold hyphens, apostrophes and, between single letters, full stops (U.S.); a figure may hold , and .
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:-[^\W_]+)?|[^\W_]+(?:[-‑'’ʼ`][^\W_]+)*['’]?(?<![\s])|[^\w\s]"
)
_END = frozenset(".!?…")
_CLOSING = frozenset("\"'”’»)]")
# Text without full stops is cut, so that work stays linear in its length.
_LONGEST = 200
_BULLETS = frozenset("▪•●◦–—*-")


class Token(NamedTuple):
    """`text[start:end]`; `fold` is what the vocabulary is compared with."""

    text: str
    fold: str
    start: int
    end: int


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
    hits: list[Hit]
    sentence_of: list[int] = field(default_factory=list)

    def quote(self, first: int, last: int) -> tuple[int, str]:
        """Offset and text of sentences `first` to `last` (inclusive)."""
        start, end = self.sentences[first].start, self.sentences[last].end
        return start, self.text[start:end]


def _ends_sentence(tokens: list[Token], at: int, text: str, vocabulary: Vocabulary) -> bool:
    token, after = tokens[at], tokens[at + 1]
    gap = text[token.end : after.start]
    if not gap:
        return False
    if token.text not in _END and not (token.text in _CLOSING and at and tokens[at - 1].text in _END):
        return False
    if token.text == "." and at:
        before = tokens[at - 1]
        if before.fold in vocabulary.abbreviations or (len(before.text) == 1 and before.text.isupper()):
            return False
    return not after.text[0].islower()


def _split(text: str, tokens: list[Token], vocabulary: Vocabulary) -> list[Sentence]:
    sentences: list[Sentence] = []
    first = paragraph = 0
    for at, token in enumerate(tokens):
        last = at + 1 == len(tokens)
        gap = "" if last else text[token.end : tokens[at + 1].start]
        if last or "\n" in gap or at - first >= _LONGEST or _ends_sentence(tokens, at, text, vocabulary):
            sentences.append(Sentence(first, at + 1, tokens[first].start, token.end, paragraph))
            first = at + 1
        if gap.count("\n") > 1 or ("\n" in gap and tokens[at + 1].text in _BULLETS):
            paragraph += 1
    return sentences


def read_document(text: str, vocabulary: Vocabulary) -> Document:
    """Take a text apart, in time linear in its length."""
    tokens = [Token(match.group(), fold(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    sentences = _split(text, tokens, vocabulary)
    document = Document(text, tokens, sentences, vocabulary.hits([token.fold for token in tokens]))
    document.sentence_of = [n for n, sentence in enumerate(sentences) for _ in range(sentence.first, sentence.last)]
    return document
