"""Names in another script or romanisation than the gazetteer has them: read by their sound, and said to be.

They are looked for in the countries that the text speaks of and nowhere else: those of its places and sides, and of the
Ukrainian and Russian words for countries and peoples.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from mapapp.extract.inflection import is_cyrillic
from mapapp.extract.place_words import PlaceWords
from mapapp.extract.tokens import Document
from mapapp.extract.unknown import UnknownNames
from mapapp.gazetteer.normal import normal
from mapapp.geocode.candidates import Named
from mapapp.geocode.heard import Ear, spoken_of
from mapapp.geocode.misspelt import is_within, misread
from mapapp.model import PlaceKind, Resolution

Resolve = Callable[[list[Named], Mapping[str, float] | None], list[Resolution]]
"""Answers for names, in their order; with votes for countries beside its own, it doubts no little-known place."""

_MOST, _MOST_TRIED = 50, 200
_OF_COUNTRY = 0.5
_WELL_KNOWN = 100_000
_SETTLED = frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT})
_REGIONS = frozenset({PlaceKind.REGION, PlaceKind.DISTRICT})
_MOST_BETWEEN = 2


class Hearer:
    """Reads the names of one text at a time by their sound."""

    def __init__(self, ear: Ear, words: PlaceWords) -> None:
        self.ear, self.words = ear, words

    def hear(
        self,
        named: Sequence[Named],
        resolutions: Sequence[Resolution],
        resolve: Resolve,
        votes: Mapping[str, float],
        homes: Mapping[str, float],
    ) -> list[Resolution]:
        """The resolutions, with those among them of names that nothing has and that sound like a known place.

        `votes` are weights of countries that `resolve` knows of, `homes` such that it does not.
        """
        together = Counter(votes) + Counter(homes)
        keys, countries = {}, {}
        alone = Counter(one.place.country for one in resolutions if one.place is not None)
        tried = (
            at
            for at, (one, old) in enumerate(zip(named, resolutions, strict=True))
            if (_is_astray(one, old, alone) if one.keys else is_open(old))
        )
        for at in islice(tried, _MOST_TRIED):
            name = named[at].mention.name
            others = [one for one in resolutions if one.mention.name != name] if named[at].keys else resolutions
            countries[at] = _countries(others, together)
            keys[at] = self._keys(named[at], countries[at], strict=bool(named[at].keys) or named[at].doubtful)
        keys = some(keys)
        answers = again(named, keys, resolve, homes)
        return [
            misread(answers[at]) if at in keys and _stands(named, answers, at, old, countries[at]) else old
            for at, old in enumerate(resolutions)
        ]

    def struck_outright(self, names: UnknownNames, known: Collection[int]) -> list[Named]:
        """Names right behind a verb of attack: doubtful ones, that must sound all but the same as a place."""
        runs = (run for run in names.struck_outright() if run.first not in known)
        found = (names.question(run)[0] for run in runs if not names.is_common(run.first, run.last))
        return [replace(one, doubtful=True) for one in found]

    def homes(self, document: Document) -> dict[str, float]:
        """How much the Ukrainian and Russian words of a document speak of a country."""
        found: Counter[str] = Counter()
        for token in document.tokens:
            if token.fold >= "\u0400":
                found.update(self.words.homes_of(token.text, token.fold))
        return {country: _OF_COUNTRY * count for country, count in found.items()}

    def with_facility(self, document: Document, one: Named) -> Named:
        """A Cyrillic name with the cue of a word such as "аеропорту" before it."""
        if one.mention.cue or not one.first or not is_cyrillic(one.mention.name):
            return one
        kind = self.words.facility_of(document.tokens[one.first - 1].fold)
        if kind is None:
            return one
        return replace(one, mention=replace(one.mention, cue=frozenset({PlaceKind(kind), PlaceKind.SETTLEMENT})))

    def _keys(self, one: Named, countries: tuple[str, ...], *, strict: bool) -> tuple[str, ...]:
        """The keys that a name sounds like in these countries; none where it is a person's."""
        words = normal(one.mention.name).split()
        if not countries or (len(words) == 1 and self.words.is_persons(words[0])):
            return ()
        return self.ear.keys_like(" ".join(words), countries, one.mention.cue, strict)


def some(keys: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """The first of the names, by number, that have keys."""
    return dict(islice(((at, found) for at, found in keys.items() if found), _MOST))


def again(
    named: Sequence[Named], keys: Mapping[int, tuple[str, ...]], resolve: Resolve, homes: Mapping[str, float] | None
) -> list[Resolution]:
    """What all names are where some, by number, have other keys; nothing where none has."""
    if not keys:
        return []
    return resolve([replace(one, keys=keys.get(at, one.keys)) for at, one in enumerate(named)], homes)


def fits_cue(new: Resolution) -> bool:
    """Whether an answer is a place of a kind that the words around its name ask for."""
    place, cue = new.place, new.mention.cue
    if place is None or new.approximate:
        return False
    return not cue or place.kind in (cue | _SETTLED if cue & _SETTLED else cue)


def is_open(resolution: Resolution) -> bool:
    """Whether a name has no place of its own yet."""
    return resolution.place is None or resolution.approximate


def _countries(resolutions: Sequence[Resolution], votes: Mapping[str, float]) -> tuple[str, ...]:
    """The countries that a text is about: those of its places, the narrower ones first, and of its sides."""
    places = [one.place for one in resolutions if one.place is not None]
    spoken = [(one.country, _OF_COUNTRY if one.kind == PlaceKind.COUNTRY else 1.0) for one in places]
    return spoken_of([*spoken, *votes.items()])


def _is_astray(one: Named, old: Resolution, alone: Mapping[str | None, int]) -> bool:
    """Whether a Cyrillic name was taken for a little town in a country where nothing else of the text lies.

    Or for a town, where the text calls it a region; or for nothing, where the text calls it a place.
    """
    place = old.place
    if old.approximate or not is_cyrillic(one.mention.name):
        return False
    if one.mention.cue & _REGIONS and not fits_cue(old):
        return True
    if place is None:
        return not one.doubtful
    if place.kind != PlaceKind.SETTLEMENT or (place.population or 0) >= _WELL_KNOWN:
        return False
    return alone[place.country] == 1


def _stands(
    named: Sequence[Named], answers: Sequence[Resolution], at: int, old: Resolution, countries: tuple[str, ...]
) -> bool:
    """Whether what a name was read as is where the text speaks of, and of the kind it speaks of."""
    new = answers[at]
    if new.place is None or new.place.country not in countries or not fits_cue(new):
        return False
    if old.place is not None and old.approximate and not is_within(new.place, old.place):
        return False
    return not _is_contradicted(named, answers, at)


def _is_contradicted(named: Sequence[Named], answers: Sequence[Resolution], at: int) -> bool:
    """Whether a region of its country comes next in which a place does not lie: "Pauktaw, Rakhine State"."""
    place, after = answers[at].place, answers[at + 1].place if at + 1 < len(answers) else None
    if place is None or after is None or after.kind not in _REGIONS:
        return False
    follows = 0 <= named[at + 1].first - named[at].last <= _MOST_BETWEEN
    return follows and after.country == place.country and not is_within(place, after)
