"""How well known the places of a name are, kept from text to text: the same names come again and again."""

from functools import lru_cache
from typing import NamedTuple

from mapapp.gazetteer.index import Gazetteer
from mapapp.model import PlaceKind

_KNOWN_ANYWAY = 10**9
_KNOWN_FEATURES = frozenset({"HAND", "PCLI", "ADM1"})
_REGIONS = frozenset({"ADM1", "ADM2"})
_MOST = 200_000


class Opening(NamedTuple):
    """Whether a word is a name by itself, and whether longer names begin with it."""

    is_name: bool
    goes_on: bool


class Renown:
    """What the gazetteer has under a name, in short."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.opening = lru_cache(maxsize=_MOST)(self._opening)
        self._of = lru_cache(maxsize=_MOST)(self._look_up)

    def weight(self, key: str) -> int:
        """How many people live in the largest place of a name; very many for what is known for other reasons."""
        return self._of(key)[0]

    def kinds(self, key: str) -> frozenset[PlaceKind]:
        """The kinds of the places of a name."""
        return self._of(key)[1]

    def _opening(self, word: str) -> Opening:
        """What names begin with a normalised word."""
        names = self.gazetteer.names
        return Opening(word in names, next(names.iterkeys(f"{word} "), None) is not None)

    def _look_up(self, key: str) -> tuple[int, frozenset[PlaceKind]]:
        gazetteer, weight, kinds = self.gazetteer, 0, set()
        for posting in gazetteer.find(key):
            feature = gazetteer.feature(posting.row)
            kinds.add(gazetteer.kind(posting.row))
            if posting.alternate and feature in _REGIONS:
                continue
            weight = max(weight, _KNOWN_ANYWAY if feature in _KNOWN_FEATURES else gazetteer.population(posting.row))
        return weight, frozenset(kinds)
