"""Names that a text clearly calls places and nothing has: read as misspellings of well-known ones, and said to be.

Everything else of the text is resolved first and never changes: a corrected name gives evidence for no other.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from mapapp.extract.inflection import variants
from mapapp.extract.place_words import PlaceWords
from mapapp.extract.tokens import Document
from mapapp.extract.unknown import UnknownNames
from mapapp.gazetteer.normal import LEMMA, normal
from mapapp.geocode.candidates import Named
from mapapp.geocode.misspelt import Speller, fits, is_within, misread
from mapapp.model import Place, PlaceKind, Resolution
from mapapp.vocabulary import Vocabulary

Resolve = Callable[[list[Named]], list[Resolution]]
_MOST = 50
_SETTLED = frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT})


class Respeller:
    """Corrects the names of one text at a time."""

    def __init__(self, speller: Speller, vocabulary: Vocabulary, words: PlaceWords) -> None:
        self.speller, self.vocabulary, self.words = speller, vocabulary, words

    def reread(self, named: Sequence[Named], resolutions: list[Resolution], resolve: Resolve) -> list[Resolution]:
        """The resolutions, with those of names that are slips of known ones where the gazetteer has nothing else.

        `resolve` answers for the names with other keys than before, in their order.
        """
        keys = {at: self._keys(one.mention.name) for at, one in enumerate(named) if not one.keys}
        keys = {at: found for at, found in list(keys.items())[:_MOST] if found and _is_open(resolutions[at])}
        if not keys:
            return resolutions
        again = resolve([replace(one, keys=keys[at]) if at in keys else one for at, one in enumerate(named)])
        places = [one.place for one in resolutions if one.place and not one.approximate]
        return [
            misread(again[at]) if at in keys and self._stands(again[at], old, places) else old
            for at, old in enumerate(resolutions)
        ]

    def add(
        self, document: Document, named: list[Named], resolutions: list[Resolution], resolve: Resolve
    ) -> tuple[list[Named], list[Resolution]]:
        """Mentions and resolutions with the misspelt names of a document among them, in the order of the text."""
        pairs = list(zip(named, resolutions, strict=True))
        taken = frozenset(at for one, _ in pairs for at in range(one.first, one.last))
        names = UnknownNames(document, self.vocabulary, taken)
        unread = [names.question(run)[0] for run in names.find() if not names.is_common(run.first, run.last)]
        pairs += [
            (one, Resolution(mention=one.mention, place=None, confidence=0.0))
            for one in unread
            if self._keys(one.mention.name)
        ]
        pairs.sort(key=lambda pair: (pair[0].first, pair[0].last))
        ordered = [one for one, _ in pairs]
        answers = self.reread(ordered, [r for _, r in pairs], resolve)
        before = {id(one) for one in named}
        kept = [(one, r) for one, r in zip(ordered, answers, strict=True) if r.place or id(one) in before]
        return [one for one, _ in kept], [r for _, r in kept]

    def _keys(self, name: str) -> tuple[str, ...]:
        """The keys of which a name is a slip; none where it is a person's."""
        words = normal(name).split()
        if any(word in self.words.given or word in self.words.surnames for word in words):
            return ()
        spellings = (key for key in variants(" ".join(words)) if not key.startswith(LEMMA))
        return next(filter(None, map(self.speller.keys_like, spellings)), ())

    def _stands(self, new: Resolution, old: Resolution, places: Sequence[Place]) -> bool:
        """Whether a correction is one that the rest of the text bears out, or nothing speaks against."""
        place, cue = new.place, new.mention.cue
        if place is None or new.approximate or not self.speller.may_be_meant(place):
            return False
        if cue and place.kind not in (cue | _SETTLED if cue & _SETTLED else cue):
            return False
        if old.place is not None:
            return is_within(place, old.place)
        return fits(place, places)


def _is_open(resolution: Resolution) -> bool:
    return resolution.place is None or resolution.approximate
