"""Ukrainian and Russian names in the cases that texts put them in: "Кривий Ріг" → "Кривому Розі"."""

import re
from itertools import product
from typing import Any

from mapapp.gazetteer.normal import analyzer, languages_of, normal

_MOST_FORMS = 3
_DEGREES = frozenset({"Supr", "COMP", "compr", "supr"})
_CASES = ("gent", "datv", "accs", "ablt", "loct")


def case_forms(name: str) -> set[str]:
    """The keys of a Cyrillic name in every case but the first; of those words that the dictionary can inflect."""
    key, found = normal(name), set()
    for language in languages_of(key):
        parses = [_nominative(word, language) for word in re.split(r"[\s-]+", name.casefold().replace("’", "'"))]
        for case in _CASES:
            words = [_forms(parse, case) if parse is not None else [] for parse in parses]
            found |= {normal(" ".join(forms)) for forms in product(*words)}
    return found - {key}


def _forms(parse: Any, case: str) -> list[str]:
    """A word's forms in a case, in its own number and gender: there may be two ("рогові", "розі")."""
    own = {parse.tag.number, parse.tag.gender} - {None}
    tags = ((form.word, form.tag.grammemes) for form in parse.lexeme)
    forms = (word for word, tag in tags if case in tag and own <= tag and not tag & _DEGREES)
    return list(dict.fromkeys(forms))[:_MOST_FORMS]


def _nominative(word: str, language: str) -> Any:
    """The reading of a word as a name in the first case, a place's name before others; None where there is none."""
    parses = [parse for parse in analyzer(language).parse(word) if "nomn" in parse.tag.grammemes]
    return next((parse for parse in parses if "Geox" in parse.tag.grammemes), parses[0] if parses else None)
