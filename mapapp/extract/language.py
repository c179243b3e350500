"""Which language a text is in, by its letters and its commonest words."""

from mapapp.extract.tokens import Document
from mapapp.vocabulary import Vocabulary

_LEAST_SHARE = 0.06


def detect(document: Document, vocabulary: Vocabulary) -> str | None:
    """The language code of most of a text, None where it is none that the vocabulary has."""
    words = [token.fold for token in document.tokens if token.text[0].isalpha()]
    if not words:
        return None
    shares = {
        language: sum(word in common for word in words) / len(words)
        for language, common in vocabulary.function_words.items()
    }
    text = "".join(words)
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in text)
    if cyrillic > len(text) / 2:
        ukrainian, russian = sum(text.count(c) for c in "іїєґ"), sum(text.count(c) for c in "ыэъ")
        shares = {"uk": shares["uk"] + ukrainian, "ru": shares["ru"] + russian}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _LEAST_SHARE else None
