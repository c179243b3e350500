"""Inflected Ukrainian and Russian names: the forms under which the gazetteer may have them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from mapapp.gazetteer.normal import LEMMA, languages_of, lemmas


def is_cyrillic(word: str) -> bool:
    """Whether a word has a Cyrillic letter."""
    return any("\u0400" <= char <= "\u04ff" for char in word)


_ENDINGS = (
    "ами",
    "ями",
    "ого",
    "ому",
    "ой",
    "ою",
    "ею",
    "ом",
    "ем",
    "ах",
    "ях",
    "ов",
    "ів",
    "у",
    "ю",
    "а",
    "я",
    "е",
    "і",
    "и",
    "ы",
)
_NOMINATIVE = ("", "а", "о", "е", "ь", "и", "ы", "я", "ка")


@lru_cache(maxsize=65536)
def uninflected(word: str) -> tuple[str, ...]:
    """What a Cyrillic name that no dictionary has may be without its ending: "рыльску" → "рыльск"."""
    ending = next((ending for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) > 3), None)
    if ending is None or " " in word:
        return ()
    return tuple(word.removesuffix(ending) + other for other in _NOMINATIVE if other != ending)


def by_endings(word: str, endings: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """What a name may be outside a sentence, by the endings that its language's vocabulary file lists."""
    ending = next((end for end in endings if word.endswith(end) and len(word) - len(end) > 2), None)
    return () if ending is None else tuple(word.removesuffix(ending) + other for other in endings[ending])


@lru_cache(maxsize=100_000)
def word_lemmas(word: str, language: str) -> tuple[str, ...]:
    """Dictionary forms of a normalised word; the word itself where it is not Cyrillic."""
    if not is_cyrillic(word):
        return (word,)
    parts = word.split()
    return lemmas(word, language) if len(parts) == 1 else (" ".join(lemmas(p, language)[0] for p in parts),)


@lru_cache(maxsize=100_000)
def variants(key: str) -> tuple[str, ...]:
    """The normalised name itself, then the other keys that it may stand under, the likeliest first."""
    words = key.split()
    found = [key, key.removeprefix("the ")]
    if "st" in words:
        found.append(" ".join("saint" if word == "st" else word for word in words))
    if words and words[0] in ("mt", "ft"):
        found.append(" ".join([{"mt": "mount", "ft": "fort"}[words[0]], *words[1:]]))
    for language in languages_of(key) if is_cyrillic(key) else ():
        form = " ".join(word_lemmas(word, language)[0] for word in words)
        found += [form, LEMMA + form]
    if len(words) == 1 and is_cyrillic(key):
        found += uninflected(key)
    return tuple(dict.fromkeys(found))
