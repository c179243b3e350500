"""Which language a text is in, by its letters and its commonest words."""

import re

from mapapp.vocabulary import Vocabulary, fold

_LEAST_SHARE = 0.04
_MATTER = ("strike.", "harm.", "outcome.", "grammar.launches")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# Letters of other Cyrillic alphabets: Serbian, Macedonian, Kazakh, Bashkir and so on.
_FOREIGN = "ўћђљњџәғқңөұүһѓѕјќ"


def detect(text: str, vocabulary: Vocabulary) -> str | None:
    """The language of most of a text ("en", "uk" or "ru"), None where it is none of them."""
    words = [fold(word) for word in _WORD.findall(text)]
    if not words:
        return None
    letters = "".join(words)
    if 2 * len(_CYRILLIC.findall(letters)) > len(letters):
        return _cyrillic(letters)
    telling, least = vocabulary.telling["en"], _LEAST_SHARE * len(words)
    small = sum(word in telling for word in words)
    if small >= least:
        return "en"
    # Agency style has few small words; then the words of the matter tell the language too.
    matter = sum(hit.category.startswith(_MATTER) for hit in vocabulary.hits(words))
    return "en" if small + matter >= least else None


def _cyrillic(letters: str) -> str | None:
    """Ukrainian or Russian by the letters that the other does not have; None for other Cyrillic alphabets."""
    if sum(letters.count(char) for char in _FOREIGN) > 0.01 * len(letters):
        return None
    ukrainian, russian = (sum(letters.count(char) for char in own) for own in ("іїєґ", "ыэъ"))
    return "uk" if ukrainian > russian else "ru"
