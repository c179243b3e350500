"""Names that a text clearly calls places and nothing has: read as known ones in another script or misspelt, and said so.

Everything else of the text is resolved first and never changes: a corrected name gives evidence for no other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from mapapp.extract.inflection import variants
from mapapp.extract.place_words import PlaceWords
from mapapp.extract.tokens import Document
from mapapp.extract.unknown import UnknownNames
from mapapp.gazetteer.normal import LEMMA, normal
from mapapp.geocode.candidates import Named
from mapapp.geocode.heard import Ear, spoken_of
from mapapp.geocode.misspelt import Speller, fits, is_within, misread
from mapapp.model import Place, PlaceKind, Resolution
from mapapp.vocabulary import Vocabulary

Resolve = Callable[[list[Named]], list[Resolution]]
_MOST = 50
_OF_COUNTRY = 0.5
_AREAS = frozenset({PlaceKind.REGION, PlaceKind.DISTRICT})
_SETTLED = frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT})


class Respeller:
    """Corrects the names of one text at a time."""

    def __init__(self, speller: Speller, ear: Ear, vocabulary: Vocabulary, words: PlaceWords) -> None:
        self.speller, self.ear, self.vocabulary, self.words = speller, ear, vocabulary, words

    def reread(
        self,
        named: Sequence[Named],
        resolutions: list[Resolution],
        resolve: Resolve,
        votes: Mapping[str, float] = MappingProxyType({}),
    ) -> list[Resolution]:
        """The resolutions, with those of names that sound like, or are slips of, known ones where nothing has them.

        `resolve` answers for the names with other keys than before, in their order. `votes` are weights of countries
        that the text speaks of beside its places.
        """
        places = [one.place for one in resolutions if one.place and not one.approximate]
        countries = _countries(places, votes)

        def sounds_so(old: Resolution, new: Resolution) -> bool:
            return self._fits_cue(new) and _is_in(new, countries) and _is_in_region(new, old)

        def is_slip(old: Resolution, new: Resolution) -> bool:
            return self._stands(new, old, places)

        heard = self._again(named, resolutions, resolve, lambda one: self._heard(one, countries), sounds_so)
        return self._again(named, heard, resolve, lambda one: self._keys(one.mention.name), is_slip)

    def _again(
        self,
        named: Sequence[Named],
        resolutions: list[Resolution],
        resolve: Resolve,
        keys_of: Callable[[Named], tuple[str, ...]],
        stands: Callable[[Resolution, Resolution], bool],
    ) -> list[Resolution]:
        """The resolutions, those that are open answered by other keys where the answer stands."""
        unread = [at for at, one in enumerate(named) if not one.keys and _is_open(resolutions[at])][:_MOST]
        keys = {at: found for at in unread if (found := keys_of(named[at]))}
        if not keys:
            return resolutions
        again = resolve([replace(one, keys=keys[at]) if at in keys else one for at, one in enumerate(named)])
        return [
            misread(again[at]) if at in keys and stands(old, again[at]) else old for at, old in enumerate(resolutions)
        ]

    def add(
        self,
        document: Document,
        named: list[Named],
        resolutions: list[Resolution],
        resolve: Resolve,
        votes: Mapping[str, float] = MappingProxyType({}),
    ) -> tuple[list[Named], list[Resolution]]:
        """Mentions and resolutions with the misspelt names of a document among them, in the order of the text."""
        pairs = list(zip(named, resolutions, strict=True))
        taken = frozenset(at for one, _ in pairs for at in range(one.first, one.last))
        names = UnknownNames(document, self.vocabulary, taken)
        unread = [names.question(run)[0] for run in names.find() if not names.is_common(run.first, run.last)]
        if not unread and all(one.keys for one in named):
            return named, resolutions
        pairs += [(one, Resolution(mention=one.mention, place=None, confidence=0.0)) for one in unread]
        pairs.sort(key=lambda pair: (pair[0].first, pair[0].last))
        ordered = [one for one, _ in pairs]
        answers = self.reread(ordered, [r for _, r in pairs], resolve, votes)
        before = {id(one) for one in named}
        kept = [(one, r) for one, r in zip(ordered, answers, strict=True) if r.place or id(one) in before]
        return [one for one, _ in kept], [r for _, r in kept]

    def _keys(self, name: str) -> tuple[str, ...]:
        """The keys of which a name is a slip; none where it is a person's."""
        words = normal(name).split()
        if self._is_persons(words):
            return ()
        spellings = (key for key in variants(" ".join(words)) if not key.startswith(LEMMA))
        return next(filter(None, map(self.speller.keys_like, spellings)), ())

    def _heard(self, one: Named, countries: tuple[str, ...]) -> tuple[str, ...]:
        """The keys that a name sounds like in these countries; none where it is a person's."""
        words = normal(one.mention.name).split()
        if not countries or self._is_persons(words):
            return ()
        return self.ear.keys_like(" ".join(words), countries, bool(one.mention.cue & _AREAS))

    def _is_persons(self, words: list[str]) -> bool:
        return any(word in self.words.given or word in self.words.surnames for word in words)

    def _fits_cue(self, new: Resolution) -> bool:
        """Whether a place is of a kind that the words around its name ask for."""
        place, cue = new.place, new.mention.cue
        return place is not None and (not cue or place.kind in (cue | _SETTLED if cue & _SETTLED else cue))

    def _stands(self, new: Resolution, old: Resolution, places: Sequence[Place]) -> bool:
        """Whether a correction is one that the rest of the text bears out, or nothing speaks against."""
        place = new.place
        if place is None or new.approximate or not self.speller.may_be_meant(place) or not self._fits_cue(new):
            return False
        if old.place is not None:
            return is_within(place, old.place)
        return fits(place, places)


def _is_open(resolution: Resolution) -> bool:
    return resolution.place is None or resolution.approximate


def _countries(places: Sequence[Place], votes: Mapping[str, float]) -> tuple[str, ...]:
    """The countries that a text is about: those of its places, the narrower ones first, and of its actors."""
    spoken = [(one.country, _OF_COUNTRY if one.kind == PlaceKind.COUNTRY else 1.0) for one in places]
    return spoken_of([*spoken, *votes.items()])


def _is_in(new: Resolution, countries: tuple[str, ...]) -> bool:
    return new.place is not None and not new.approximate and new.place.country in countries


def _is_in_region(new: Resolution, old: Resolution) -> bool:
    """Whether a place lies in the region that the text has put its name in, if it has."""
    return old.place is None or (new.place is not None and is_within(new.place, old.place))
