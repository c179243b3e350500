"""What a name may be in another script or romanisation than the gazetteer has it in: names that sound alike.

Only the names of the countries that a text speaks of are compared, and of these only those with the same consonants.
What a country's names sound like is worked out when first asked for and kept for the countries used last.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np

from mapapp.gazetteer.index import LEMMATISED
from mapapp.gazetteer.normal import normal
from mapapp.geocode.candidates import Lexicon
from mapapp.geocode.sounds import names_kind, skeleton, sounds, unlikeness
from mapapp.model import PlaceKind

_COUNTRIES_KEPT = 12
_MOST_COUNTRIES = 6
_MOST_COMPARED = 400
_MOST_KEYS = 4
_SHORTEST, _LONGEST = 4, 60
_NEARLY_AS_GOOD = 0.15
_OTHER_KIND = 0.2
_AREAS = frozenset({PlaceKind.REGION, PlaceKind.DISTRICT})
_FACILITIES = frozenset({PlaceKind.AIRPORT, PlaceKind.AIR_BASE})
# Unlikeness that is borne, by the number of consonants; the more there are, the less a likeness is chance.
_BORNE = {0: -1.0, 1: 0.15, 2: 0.35, 3: 0.5}
_BORNE_OF_MANY = 0.8
_BORNE_IF_STRICT = 0.2
# The gazetteer has nearly every name of these in Cyrillic, and ten thousand villages are called much alike: a Cyrillic
# name that it lacks is a slip (`misspelt.py`) or a village that it lacks.
_WRITTEN_IN_CYRILLIC = frozenset(("UA", "RU", "BY"))
# Where names are written in Latin letters, another way to write one is a slip or another name.
_ROMANISED = frozenset(
    ["AE", "AF", "AM", "AZ", "BD", "BF", "BG", "BH", "BT", "BY", "CN", "DZ", "EG", "ER", "ET", "GE", "GR", "IL", "IN",
     "IQ", "IR", "JO", "JP", "KG", "KH", "KP", "KR", "KW", "KZ", "LA", "LB", "LK", "LY", "MA", "ML", "MM", "MN", "MR",
     "NE", "NP", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SS", "SY", "TD", "TH", "TJ", "TM", "TN", "UA", "UZ",
     "YE"]
)  # fmt: skip
_ENDINGS = (
    "ами", "ями", "ого", "ому", "ему", "ою", "ею", "єю", "ом", "ем", "єм", "ам", "ям", "ах", "ях", "ой",
    "ей", "ів", "ов", "ої",
)  # fmt: skip
_SOFTENED = (("ці", "ка"), ("зі", "га"), ("сі", "ха"))
_ADJECTIVE = (
    "ський", "ського", "ському", "ським", "ська", "ської", "ській", "ську", "ською", "ське",
    "ский", "ского", "скому", "ским", "ском", "ская", "ской", "скую", "ское",
)  # fmt: skip


class Ear:
    """Looks names up by their sound in given countries."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon, self.gazetteer = lexicon, lexicon.gazetteer
        self._of_country = lru_cache(maxsize=_COUNTRIES_KEPT)(self._sounds_of)
        self.keys_like = lru_cache(maxsize=20_000)(self._keys_like)

    def _keys_like(
        self, name: str, countries: tuple[str, ...], cue: frozenset[PlaceKind] = frozenset(), strict: bool = False
    ) -> tuple[str, ...]:
        """Keys of places in `countries` (ISO 3166-1 alpha-2) that sound like `name`, normalised, the likeliest first.

        `cue` are the kinds that the words beside it ask for: then the name may be an adjective. `strict`: only what
        sounds all but the same.
        """
        if not _SHORTEST <= len(name) <= _LONGEST:
            return ()
        costs = self._costs(name, countries, cue, _BORNE_IF_STRICT if strict else _BORNE_OF_MANY)
        found = {key: cost for key, cost in costs.items() if self._is_own_name(key, countries)}
        for key in found if not cue & _AREAS else ():
            found[key] += _OTHER_KIND * (names_kind(key) != bool(cue & _FACILITIES))
        best = min(found.values(), default=0.0)
        near = [key for key, cost in found.items() if cost <= best + _NEARLY_AS_GOOD]
        near = [key for key in near if self._is_of(key, cue)] or near
        return tuple(sorted(near, key=lambda key: (-self._prior(key), key))[:_MOST_KEYS])

    def _costs(self, name: str, countries: tuple[str, ...], cue: frozenset[PlaceKind], most: float) -> dict[str, float]:
        """How unlike `name` the keys are that sound like it, `most` at most."""
        forms = list(dict.fromkeys(sounds(list(_stems(name, bool(cue & (_AREAS | _FACILITIES)))))))
        cyrillic = is_cyrillic(name)
        found: dict[str, float] = {}
        for country in countries[:_MOST_COUNTRIES]:
            if country in _WRITTEN_IN_CYRILLIC if cyrillic else country not in _ROMANISED:
                continue
            for form in forms:
                for key, cost in self._alike(form, country, most):
                    found[key] = min(cost, found.get(key, cost))
        return found

    def _is_of(self, key: str, kinds: frozenset[PlaceKind]) -> bool:
        return any(self.gazetteer.kind(posting.row) in kinds for posting in self.gazetteer.find(key))

    def _is_own_name(self, key: str, countries: tuple[str, ...]) -> bool:
        """Whether a place of these countries has a main name that a key is but another way to write.

        Big places have dozens of other names, and some village is called nearly like each of them.
        """
        gazetteer = self.gazetteer
        for posting in gazetteer.find(key):
            country = gazetteer.country(posting.row)
            if country is None or country not in countries:
                continue
            written, main = map(skeleton, sounds([key, normal(gazetteer.name(posting.row))], country))
            if not posting.alternate or written == main:
                return True
        return False

    def _prior(self, key: str) -> float:
        return float(self.lexicon.of_keys((key,))[1][0])

    def _alike(self, sound: str, country: str, most: float) -> Iterator[tuple[str, float]]:
        """The keys of a country that sound like this one, with their unlikeness, `most` at most."""
        bones = skeleton(sound)
        borne = min(most, _BORNE.get(len(bones), most))
        for key, other in self._of_country(country).get(bones, ())[:_MOST_COMPARED] if borne > 0 else ():
            cost = unlikeness(sound, other)
            if cost <= borne:
                yield key, cost

    def _sounds_of(self, country: str) -> dict[str, list[tuple[str, str]]]:
        """The keys of a country's places with their sounds, by skeleton."""
        keys = list(self._keys_of(country))
        found: dict[str, list[tuple[str, str]]] = {}
        for key, sound in zip(keys, sounds(keys, country), strict=True):
            found.setdefault(skeleton(sound), []).append((key, sound))
        return found

    def _keys_of(self, country: str) -> Iterator[str]:
        """The Latin and Cyrillic keys of a country's places, dictionary forms and what is never asked for left out."""
        number = self.lexicon.countries.get(country)
        if not number:
            return
        gazetteer = self.gazetteer
        postings = np.frombuffer(gazetteer.postings, dtype=np.uint32)
        here = (gazetteer.arrays["country"][postings >> 2] == number) & ((postings & LEMMATISED) == 0)
        ends = np.cumsum(np.frombuffer(gazetteer.counts, dtype=np.uint8), dtype=np.uint32)
        for number in np.unique(np.searchsorted(ends, np.flatnonzero(here), side="right")):
            key: str = gazetteer.names.restore_key(int(number))
            if key.isascii() or (is_cyrillic(key) and country not in _WRITTEN_IN_CYRILLIC):
                yield key


def is_cyrillic(name: str) -> bool:
    """Whether a normalised name begins in Cyrillic."""
    return "\u0400" <= name[:1] <= "\u04ff"


def spoken_of(weights: Iterable[tuple[str | None, float]]) -> tuple[str, ...]:
    """The countries that a text is about, of those it speaks of with their weights, the weightiest first."""
    total: dict[str, float] = {}
    for country, weight in weights:
        if country:
            total[country] = total.get(country, 0.0) + weight
    most = max(total.values(), default=0.0)
    return tuple(sorted((c for c in total if total[c] >= most / 5), key=lambda c: (-total[c], c)))[:_MOST_COUNTRIES]


def _stems(name: str, adjective: bool) -> Iterator[str]:
    """A name as written and, in Cyrillic, without what its case may have added."""
    yield name
    if not is_cyrillic(name):
        return
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) > 2:
            yield name.removesuffix(ending)
    for softened, plain in _SOFTENED:
        if name.endswith(softened):
            yield name.removesuffix(softened) + plain
    for ending in _ADJECTIVE if adjective else ():
        if name.endswith(ending):
            yield name.removesuffix(ending)
