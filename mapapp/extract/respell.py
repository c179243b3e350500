"""Names that a text clearly calls places and nothing has: read by sound or as misspellings, and said to be.

Everything else of the text is resolved first and never changes: a corrected name gives evidence for no other.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from mapapp.extract.hearing import Hearer, Resolve, again, fits_cue, is_open, some
from mapapp.extract.inflection import variants
from mapapp.extract.place_words import PlaceWords
from mapapp.extract.tokens import Document
from mapapp.extract.unknown import UnknownNames
from mapapp.gazetteer.normal import LEMMA, normal
from mapapp.geocode.candidates import Named
from mapapp.geocode.misspelt import Speller, fits, is_within, misread
from mapapp.model import Place, Resolution
from mapapp.vocabulary import Vocabulary


class Respeller:
    """Corrects the names of one text at a time: by their sound, then as slips of the pen."""

    def __init__(self, speller: Speller, hearer: Hearer, vocabulary: Vocabulary, words: PlaceWords) -> None:
        self.speller, self.hearer, self.vocabulary, self.words = speller, hearer, vocabulary, words

    def reread(
        self,
        named: Sequence[Named],
        resolutions: list[Resolution],
        resolve: Resolve,
        votes: Mapping[str, float],
        homes: Mapping[str, float] = MappingProxyType({}),
    ) -> list[Resolution]:
        """The resolutions, with those of names that sound like, or are slips of, known ones where nothing has them.

        `resolve` answers for the names with other keys than before. `votes` are weights of countries that it knows of,
        `homes` such that it does not.
        """
        heard = self.hearer.hear(named, resolutions, resolve, votes, homes)
        unread = [at for at, one in enumerate(heard) if is_open(one) and not named[at].keys and not named[at].doubtful]
        keys = some({at: self._keys(named[at].mention.name) for at in unread})
        answers = again(named, keys, resolve, None)
        places = [one.place for one in resolutions if one.place and not one.approximate]
        return [
            misread(answers[at]) if at in keys and self._stands(answers[at], old, places) else old
            for at, old in enumerate(heard)
        ]

    def add(
        self,
        document: Document,
        named: list[Named],
        resolutions: list[Resolution],
        resolve: Resolve,
        votes: Mapping[str, float],
    ) -> tuple[list[Named], list[Resolution]]:
        """Mentions and resolutions with the misspelt names of a document among them, in the order of the text."""
        pairs = list(zip(named, resolutions, strict=True))
        taken = frozenset(at for one, _ in pairs for at in range(one.first, one.last))
        names = UnknownNames(document, self.vocabulary, taken)
        unread = [names.question(run)[0] for run in names.find() if not names.is_common(run.first, run.last)]
        unread += self.hearer.struck_outright(names, {one.first for one in unread})
        pairs += [(one, Resolution(mention=one.mention, place=None, confidence=0.0)) for one in unread]
        pairs.sort(key=lambda pair: (pair[0].first, pair[0].last))
        ordered = [self.hearer.with_facility(document, one) for one, _ in pairs]
        answers = self.reread(ordered, [r for _, r in pairs], resolve, votes, self.hearer.homes(document))
        before = {id(one) for one in named}
        kept = [(one, r) for (one, _), r in zip(pairs, answers, strict=True) if r.place or id(one) in before]
        return [one for one, _ in kept], [r for _, r in kept]

    def _keys(self, name: str) -> tuple[str, ...]:
        """The keys of which a name is a slip; none where it is a person's."""
        words = normal(name).split()
        if any(map(self.words.is_persons, words)):
            return ()
        spellings = (key for key in variants(" ".join(words)) if not key.startswith(LEMMA))
        return next(filter(None, map(self.speller.keys_like, spellings)), ())

    def _stands(self, new: Resolution, old: Resolution, places: Sequence[Place]) -> bool:
        """Whether a correction is one that the rest of the text bears out, or nothing speaks against."""
        place = new.place
        if place is None or not fits_cue(new) or not self.speller.may_be_meant(place):
            return False
        if old.place is not None:
            return is_within(place, old.place)
        return fits(place, places)
