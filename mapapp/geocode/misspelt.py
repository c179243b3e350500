"""What a name may be a misspelling of, where nothing has it as written: well-known places a letter or two away.

The first letter is hardly ever mistaken, and a slip changes one word of a name. Only keys that share the beginning, or
the beginning but for one slip, are compared, so that the whole index is never walked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from mapapp.gazetteer.index import LEMMATISED, Posting
from mapapp.gazetteer.normal import LEMMA
from mapapp.gazetteer.rows import distance_km
from mapapp.geocode.candidates import Lexicon
from mapapp.model import Place, PlaceKind, Resolution, RunnerUp

MOST_CONFIDENCE = 0.5
_CITY, _WORLD_CITY = 100_000, 3_000_000
_HEAD, _BEHIND = 4, 2
_SHORTEST, _LONG, _LONGEST = 5, 8, 60
_LEAST_PEOPLE = 1_000
_MOST_KEYS = 4
_LATIN = "abcdefghijklmnopqrstuvwxyz "
_CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюя "
_SETTLED = frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT})
_WIDEST = frozenset({PlaceKind.COUNTRY, PlaceKind.SEA})
_ALWAYS = _WIDEST | {PlaceKind.REGION, PlaceKind.AREA}


class Speller:
    """Looks names up by similarity; the same name gives the same keys."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon, self.gazetteer = lexicon, lexicon.gazetteer
        self.keys_like = lru_cache(maxsize=20_000)(self._keys_like)

    def _keys_like(self, key: str) -> tuple[str, ...]:
        """Keys of well-known places that `key`, a normalised name which nothing has, is a slip of.

        One slip (a letter wrong, missing, too many, or two exchanged) in a word of 5 to 7 letters, two in a longer one,
        never in a shorter. Of several only the nearest, the likeliest first.
        """
        if self.gazetteer.find(key) or not _SHORTEST <= len(key) <= _LONGEST or key.startswith(LEMMA):
            return ()
        found: dict[int, list[str]] = {}
        for near, slips in self._near(key):
            if _is_slip(key, near) and self._is_well_known(near):
                found.setdefault(slips, []).append(near)
        nearest = found[min(found)] if found else []
        return tuple(sorted(nearest, key=lambda near: (-self._prior(near), near))[:_MOST_KEYS])

    def _prior(self, key: str) -> float:
        return float(self.lexicon.of_keys((key,))[1][0])

    def _near(self, key: str) -> list[tuple[str, int]]:
        most = 2 if max(map(len, key.split())) >= _LONG else 1
        names, lengths = self.gazetteer.names, range(len(key) - most, len(key) + most + 1)
        keys = {near for start in set(_starts(key)) for near in names.keys(start) if len(near) in lengths}
        near = process.extract(key, sorted(keys), scorer=OSA.distance, score_cutoff=most, limit=None, processor=None)
        return [(other, int(slips)) for other, slips, _ in near]

    def _is_well_known(self, key: str) -> bool:
        postings = (posting for posting in self.gazetteer.find(key) if not posting.flags & LEMMATISED)
        return any(self._well_known(posting, key.isascii()) for posting in postings)

    def _well_known(self, posting: Posting, latin: bool) -> bool:
        gazetteer, row = self.gazetteer, posting.row
        if gazetteer.feature(row) == "HAND":
            return True
        # Big places have dozens of other names in Latin letters, and some village is called nearly like each of them.
        if posting.alternate and latin:
            return False
        if gazetteer.kind(row) in _ALWAYS:
            return True
        return gazetteer.kind(row) in _SETTLED and gazetteer.population(row) >= _LEAST_PEOPLE

    def may_be_meant(self, place: Place) -> bool:
        """Whether a place is known well enough for somebody to have mistyped it."""
        if place.kind in _ALWAYS or not place.id.startswith("geonames:"):
            return True
        return place.kind in _SETTLED and (place.population or 0) >= _LEAST_PEOPLE


def misread(resolution: Resolution) -> Resolution:
    """An answer to a name that was corrected: never surer than a guess, and it says as what the name was read."""
    place = resolution.place
    return replace(
        resolution,
        confidence=min(MOST_CONFIDENCE, resolution.confidence),
        read_as=place.name if place else None,
        runners_up=tuple(capped(one) for one in resolution.runners_up),
    )


def capped(ranked: RunnerUp) -> RunnerUp:
    """A place of a corrected name with half its belief."""
    return replace(ranked, score=round(MOST_CONFIDENCE * ranked.score, 3))


def fits(place: Place, others: Sequence[Place]) -> bool:
    """Whether a text that names `others` may mean a place: it is in one of their countries, or known to everybody."""
    if place.kind in _WIDEST or place.country in {one.country for one in others}:
        return True
    if others:
        return place.kind in _SETTLED and (place.population or 0) >= _WORLD_CITY
    return place.kind in _ALWAYS or (place.population or 0) >= _CITY


def is_within(place: Place, region: Place) -> bool:
    """Whether a place lies in the region that the text puts it in."""
    apart = distance_km((place.latitude, place.longitude), (region.latitude, region.longitude))
    return place.country == region.country and apart <= region.radius_km


def _is_slip(one: str, other: str) -> bool:
    """Whether one word alone differs, by no more slips than its length allows, its first letter kept."""
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return one.replace(" ", "") == other.replace(" ", "")
    unlike = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if len(unlike) != 1:
        return False
    word, wanted = unlike[0]
    most = 0 if len(word) < _SHORTEST else 1 if len(word) < _LONG else 2
    return word[0] == wanted[0] and word.isalpha() and OSA.distance(word, wanted) <= most


def _starts(key: str) -> Iterator[str]:
    """What a key like this one can begin with: the same letters, or the same but for one slip behind the first."""
    blank = key.find(" ", 0, _HEAD)
    size = _HEAD if blank < 0 else blank + 1 + _HEAD // 2
    head, behind = key[:size], key[size : size + _BEHIND]
    yield head
    letters = _CYRILLIC if "\u0400" <= key[0] <= "\u04ff" else _LATIN
    for at in range(1, len(head)):
        before, after = head[:at], head[at:]
        yield before + after[1:] + behind
        if at + 1 < len(head):
            yield before + after[1] + after[0] + after[2:] + behind
        for letter in letters:
            yield before + letter + after + behind
            yield before + letter + after[1:] + behind
    if behind:
        yield head[:-1] + behind[0] + head[-1] + behind[1:]
