"""Which language a text is in, by its letters and its commonest words."""

import re

from mapapp.vocabulary import Language, Vocabulary, fold

_LEAST_SHARE = 0.04
_FEW = 2
_MATTER = ("strike.", "harm.", "outcome.", "grammar.launches")
_WORD = re.compile(r"[^\W\d_]+")
# Letters of other Cyrillic alphabets: Serbian, Macedonian, Kazakh, Bashkir and so on.
_FOREIGN = "ўћђљњџәғқңөұүһѓѕјќ"


def detect(text: str, vocabulary: Vocabulary) -> str | None:
    """The code of the language of most of a text, None where it is none that the vocabulary has."""
    words = [fold(word) for word in _WORD.findall(text)]
    if not words:
        return None
    letters = "".join(words)
    if 2 * sum(map(_is_cyrillic, letters)) > len(letters):
        return _cyrillic(words, letters, vocabulary)
    if len(words) <= _FEW and letters.isascii():
        # Too few to tell a language by; who names a town alone is not sent away for it.
        return "en"
    found = {code: _told(words, one) for code, one in vocabulary.languages.items() if not _writes_cyrillic(one)}
    best = max(found, key=lambda code: found[code])
    # Agency style has few small words; then the words of the matter tell that it can be read.
    matter = sum(hit.category.startswith(_MATTER) for hit in vocabulary.hits(words))
    return best if found[best] + matter >= _LEAST_SHARE * len(words) else None


def named(vocabulary: Vocabulary) -> str:
    """The languages by name: "English, Ukrainian or Russian"."""
    names = [one.name for one in vocabulary.languages.values()]
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _is_cyrillic(char: str) -> bool:
    return "\u0400" <= char <= "\u04ff"


def _writes_cyrillic(language: Language) -> bool:
    return any(map(_is_cyrillic, language.letters))


def _told(words: list[str], language: Language) -> int:
    """How many words are common in a language, or have a letter of its own."""
    own = frozenset(language.letters)
    return sum(word in language.telling or not own.isdisjoint(word) for word in words)


def _cyrillic(words: list[str], letters: str, vocabulary: Vocabulary) -> str | None:
    """The language that has most of its own letters and words in a text; None for alphabets that nobody has."""
    ours = {code: one for code, one in vocabulary.languages.items() if _writes_cyrillic(one)}
    known = "".join(one.letters for one in ours.values())
    if sum(letters.count(char) for char in _FOREIGN if char not in known) > 0.01 * len(letters):
        return None
    found = {
        code: sum(letters.count(char) for char in one.letters) + sum(word in one.telling for word in words)
        for code, one in ours.items()
    }
    return max(found, key=lambda code: (found[code], code == "ru"))
