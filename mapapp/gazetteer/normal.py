"""The one way in which names are made comparable, for the index and for the texts."""

import unicodedata
from functools import lru_cache
from typing import Any

_APOSTROPHES = "'’ʼ‘`´ʹʻ′"
_SPACES = "-‐‑‒–—_/\u00a0\u2009\u202f"
LEMMA = "\x01"
"""Marks keys of the index that hold dictionary forms instead of the name as written."""


class _Fold(dict[int, Any]):
    """A translation table that learns each character when it is first seen."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _APOSTROPHES or char == ".":
            folded = ""
        elif char in _SPACES or char == ",":
            folded = " "
        elif "\u0400" <= char <= "\u04ff":
            folded = "е" if char == "ё" else char
        else:
            parts = unicodedata.normalize("NFKD", char)
            folded = "".join(part for part in parts if not unicodedata.combining(part))
            folded = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}.get(folded, folded).casefold()
        self[code] = folded
        return folded


_FOLD = _Fold()


def normal(name: str) -> str:
    """The key of a name: lower case, no accents, apostrophes or full stops, single spaces for hyphens."""
    return " ".join(name.casefold().translate(_FOLD).split())


@lru_cache(maxsize=2)
def analyzer(language: str) -> Any:
    """The morphological analyzer of \"uk\" or \"ru\", loaded when it is first needed."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)


def languages_of(word: str) -> tuple[str, ...]:
    """Which of Ukrainian and Russian a Cyrillic word can be, by its letters."""
    if any(char in "іїєґ'" for char in word):
        return ("uk",)
    if any(char in "ыэъ" for char in word):
        return ("ru",)
    return ("uk", "ru")


@lru_cache(maxsize=65536)
def is_everyday(word: str) -> bool:
    """Whether a lower-case Cyrillic word is one of the dictionary and never a place, a person or a surname there."""
    if not word or not "\u0400" <= word[0] <= "\u04ff":
        return False
    parses = [parse for language in languages_of(word) for parse in analyzer(language).parse(word) if parse.is_known]
    return bool(parses) and not any({"Geox", "Name", "Surn"} & set(parse.tag.grammemes) for parse in parses)


@lru_cache(maxsize=65536)
def lemmas(word: str, language: str, most: int = 3) -> tuple[str, ...]:
    """Dictionary forms of a lower-case Cyrillic word in "uk" or "ru", the likeliest first, without repeats.

    Source of the dictionaries: pymorphy3-dicts-uk and pymorphy3-dicts-ru.
    """
    forms = (normal(parse.normal_form) for parse in analyzer(language).parse(word)[:most])
    return tuple(dict.fromkeys(forms))
