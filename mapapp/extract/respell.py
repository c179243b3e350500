"""Names that a text clearly calls places and nothing has: read as known ones in another script, or misspelt.

Everything else of the text is resolved first and never changes: a corrected name gives evidence for no other. Each
says how it was read.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from mapapp.extract.inflection import is_cyrillic, variants
from mapapp.extract.place_words import PlaceWords
from mapapp.extract.tokens import Document
from mapapp.extract.unknown import UnknownNames
from mapapp.gazetteer.normal import LEMMA, normal
from mapapp.geocode.candidates import Named
from mapapp.geocode.heard import Ear, spoken_of
from mapapp.geocode.misspelt import Speller, fits, is_within, misread
from mapapp.model import Place, PlaceKind, Resolution
from mapapp.vocabulary import Vocabulary

Resolve = Callable[[list[Named], Mapping[str, float] | None], list[Resolution]]
_MOST = 50
_OF_COUNTRY = 0.5
_WELL_KNOWN = 100_000
_WORDED = frozenset({PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AIRPORT, PlaceKind.AIR_BASE})
_MOST_BETWEEN = 2
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
        votes: Mapping[str, float],
        homes: Mapping[str, float] = MappingProxyType({}),
    ) -> list[Resolution]:
        """The resolutions, with those of names that sound like, or are slips of, known ones where nothing has them.

        `resolve` answers for the names with other keys than before, in their order; with `homes`, weights of
        countries beside those that it has, it answers for little-known places too. `votes` are the others' weights.
        """
        heard = self._hear(named, resolutions, resolve, votes, homes)
        keys = {
            at: self._keys(named[at].mention.name)
            for at, one in enumerate(heard)
            if _is_open(one) and not named[at].keys
        }
        answers = self._again(named, heard, keys, resolve, None)
        places = [one.place for one in resolutions if one.place and not one.approximate]
        read = [
            misread(answers[at]) if at in answers and self._stands(answers[at], old, places) else old
            for at, old in enumerate(heard)
        ]
        return [
            resolutions[at] if one.read_as and _contradicts(named, read, at) else one for at, one in enumerate(read)
        ]

    def _hear(
        self,
        named: Sequence[Named],
        resolutions: list[Resolution],
        resolve: Resolve,
        votes: Mapping[str, float],
        homes: Mapping[str, float],
    ) -> list[Resolution]:
        """The resolutions, with those of names that sound like places of the countries that the text is about."""
        votes = Counter(votes) + Counter(homes)
        countries = _countries(resolutions, votes)
        keys = {
            at: self._heard(named[at], countries)
            for at, one in enumerate(resolutions)
            if _is_open(one) and not named[at].keys
        }
        for at in _astray(named, resolutions):
            others = [one for one in resolutions if one.mention.name != named[at].mention.name]
            keys[at] = self._heard(named[at], _countries(others, votes), strict=True)
        heard = list(resolutions)
        for at, new in self._again(named, resolutions, keys, resolve, homes).items():
            if self._fits_cue(new) and _country(new) in countries and _is_in_region(new, resolutions[at]):
                heard[at] = misread(new)
        return heard

    def _again(
        self,
        named: Sequence[Named],
        resolutions: list[Resolution],
        keys: Mapping[int, tuple[str, ...]],
        resolve: Resolve,
        votes: Mapping[str, float] | None,
    ) -> dict[int, Resolution]:
        """What names are by other keys, by their number; none where there are no keys."""
        keys = dict(islice(((at, found) for at, found in keys.items() if found), _MOST))
        if not keys:
            return {}
        again = resolve([replace(one, keys=keys.get(at, one.keys)) for at, one in enumerate(named)], votes)
        return {at: again[at] for at in keys}

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
        pairs += [(one, Resolution(mention=one.mention, place=None, confidence=0.0)) for one in unread]
        pairs.sort(key=lambda pair: (pair[0].first, pair[0].last))
        ordered = [self._of_facility(document, one) for one, _ in pairs]
        answers = self.reread(ordered, [r for _, r in pairs], resolve, votes, self._homes(document))
        before = {id(one) for one in named}
        kept = [(one, r) for (one, _), r in zip(pairs, answers, strict=True) if r.place or id(one) in before]
        return [one for one, _ in kept], [r for _, r in kept]

    def _keys(self, name: str) -> tuple[str, ...]:
        """The keys of which a name is a slip; none where it is a person's."""
        words = normal(name).split()
        if self._is_persons(words):
            return ()
        spellings = (key for key in variants(" ".join(words)) if not key.startswith(LEMMA))
        return next(filter(None, map(self.speller.keys_like, spellings)), ())

    def _heard(self, one: Named, countries: tuple[str, ...], *, strict: bool = False) -> tuple[str, ...]:
        """The keys that a name sounds like in these countries; none where it is a person's."""
        words = normal(one.mention.name).split()
        if not countries or (len(words) == 1 and self._is_persons(words)):
            return ()
        return self.ear.keys_like(" ".join(words), countries, bool(one.mention.cue & _WORDED), strict)

    def _of_facility(self, document: Document, one: Named) -> Named:
        """A name with the cue of the word for an airport before it."""
        if one.mention.cue or not one.first or not is_cyrillic(one.mention.name):
            return one
        kind = self.words.facility_of(document.tokens[one.first - 1].fold)
        cue = frozenset({PlaceKind(kind), PlaceKind.SETTLEMENT}) if kind else one.mention.cue
        return replace(one, mention=replace(one.mention, cue=cue)) if kind else one

    def _homes(self, document: Document) -> Mapping[str, float]:
        """How much Ukrainian and Russian words speak of a country."""
        found: Counter[str] = Counter()
        for token in document.tokens:
            found.update(self.words.homes_of(token.text, token.fold) if is_cyrillic(token.fold) else ())
        return {country: _OF_COUNTRY * count for country, count in found.items()}

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


def _is_in_region(new: Resolution, old: Resolution) -> bool:
    """Whether an answer is a place of its own, within the region where the text has put its name, if it has."""
    if new.place is None or new.approximate:
        return False
    return old.place is None or not old.approximate or is_within(new.place, old.place)


def _contradicts(named: Sequence[Named], heard: Sequence[Resolution], at: int) -> bool:
    """Whether a region of the same country comes next in which a place does not lie: "Pauktaw, Rakhine State"."""
    place, after = heard[at].place, heard[at + 1].place if at + 1 < len(heard) else None
    if place is None or after is None or after.kind not in (PlaceKind.REGION, PlaceKind.DISTRICT):
        return False
    near = named[at + 1].first - named[at].last <= _MOST_BETWEEN
    return near and after.country == place.country and not is_within(place, after)


def _country(resolution: Resolution) -> str | None:
    return resolution.place.country if resolution.place is not None else None


def _countries(resolutions: Sequence[Resolution], votes: Mapping[str, float]) -> tuple[str, ...]:
    """The countries that a text is about: those of its places, the narrower ones first, and of its actors."""
    places = [one.place for one in resolutions if one.place is not None]
    spoken = [(one.country, _OF_COUNTRY if one.kind == PlaceKind.COUNTRY else 1.0) for one in places]
    return spoken_of([*spoken, *votes.items()])


def _astray(named: Sequence[Named], resolutions: Sequence[Resolution]) -> list[int]:
    """Cyrillic names that only a little town has, in a country that nothing else in the text speaks of."""
    homes = Counter(one.place.country for one in resolutions if one.place is not None)
    return [
        at
        for at, (one, old) in enumerate(zip(named, resolutions, strict=True))
        if old.place is not None
        and is_cyrillic(one.mention.name)
        and homes[old.place.country] == 1
        and old.place.kind == PlaceKind.SETTLEMENT
        and (old.place.population or 0) < _WELL_KNOWN
    ]
