"""Other recognisers of place names, plugged in beside the rules: what they find is added, the resolver decides.

None is used unless the settings name one. To plug in another: a callable from a text to spans, and a line in `FINDERS`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Protocol

from mapapp.errors import DataError, UnknownNameError
from mapapp.extract.spans import NameReader
from mapapp.extract.tokens import Document
from mapapp.geocode.candidates import Named

Span = tuple[int, int]
_PLACES = frozenset({"GPE", "LOC", "FAC"})


class NameFinder(Protocol):
    """Whatever finds the names of places in a text."""

    def __call__(self, text: str) -> Iterable[Span]:
        """Spans (start, end) of characters, the end exclusive, in any order."""
        ...


class ListedNames:
    """Finds the names of a list, each where it first stands: for tests, and for whoever has a list."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __call__(self, text: str) -> Iterable[Span]:
        """The spans of those names that the text has."""
        starts = ((text.find(name), name) for name in self.names)
        return [(start, start + len(name)) for start, name in starts if start >= 0]


class SpacyNames:
    """Entities GPE, LOC and FAC of a spaCy model that the user has installed, by its name or folder.

    The model is loaded when the first text is read. Raises DataError where spaCy or the model is missing.
    """

    def __init__(self, model: str) -> None:
        self.model = model

    @cached_property
    def _pipeline(self) -> Any:
        try:
            import spacy
        except ImportError:
            raise DataError(
                "MAPAPP_SPACY names a model, but spaCy is missing; run `pip install spacy`, or unset MAPAPP_SPACY."
            ) from None
        try:
            return spacy.load(self.model)
        except (OSError, ValueError, ImportError):
            raise DataError(
                f"spaCy cannot load the model {self.model!r}; run `python -m spacy download {self.model}`, "
                "or unset MAPAPP_SPACY."
            ) from None

    def __call__(self, text: str) -> Iterable[Span]:
        """The spans of a text, of its beginning where it is longer than the model takes."""
        read = self._pipeline(text[: self._pipeline.max_length])
        return [(entity.start_char, entity.end_char) for entity in read.ents if entity.label_ in _PLACES]


FINDERS: dict[str, Callable[[str], NameFinder]] = {"spacy": SpacyNames}


def open_finder(name: str, model: str) -> NameFinder:
    """The recogniser of that name. Raises UnknownNameError that lists the right names."""
    if name not in FINDERS:
        raise UnknownNameError("recogniser", name, sorted(FINDERS))
    return FINDERS[name](model)


def with_found(document: Document, named: Sequence[Named], spans: Iterable[Span], reader: NameReader) -> list[Named]:
    """The mentions, and those of `spans` that overlap none of them nor one another, in the order of the text.

    Spans that do not lie in the text or hold no word are passed over.
    """
    text, tokens = document.text, document.tokens
    taken = bytearray(len(tokens))
    for one in named:
        taken[one.first : one.last] = b"\1" * (one.last - one.first)
    added = []
    for start, end in sorted(set(spans)):
        if not 0 <= start < end <= len(text):
            continue
        first = bisect_left(tokens, start, key=lambda token: token.start)
        last = bisect_left(tokens, end, key=lambda token: token.start)
        if first >= last or any(taken[first:last]) or tokens[last - 1].end > end + 2:
            continue
        taken[first:last] = b"\1" * (last - first)
        [one] = reader.at(text, [(tokens[first].start, min(end, tokens[last - 1].end))])
        added.append(replace(one, first=first, last=last))
    return sorted([*named, *added], key=lambda one: one.first)
