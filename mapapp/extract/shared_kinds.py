"""A kind that holds for a whole list of names: "Kharkiv, Sumy and Poltava regions", "Сумська і Львівська області"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from mapapp.extract.cues import CUES
from mapapp.extract.inflection import is_cyrillic
from mapapp.extract.tokens import Document
from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.normal import normal
from mapapp.geocode.candidates import Named
from mapapp.model import Mention, PlaceKind

_WRITTEN = {"region": ("region", "oblast", "область"), "district": ("district", "район")}
_JOINTS = frozenset({",", "and", "or", "as", "well", "&", "та", "і", "й", "и", "або", "или", "а", "також", "также"})
_MOST_JOINTS = 3
# "Чернігівській", "Луцького", "Рязанской": an adjective is no name by itself, it wants the word for its kind.
_ADJECTIVE = re.compile(
    r"(?:ськ|цьк|зьк|ск|цк)(?:ий|ій|ої|а|у|ою|ого|ому|им|их|ими|ім|і|ая|ой|ую|ом|ие|ою|ей)$", re.IGNORECASE
)


class KindSharer:
    """Gives the kind at the end of a list to the names before it, in one document."""

    def __init__(
        self,
        document: Document,
        gazetteer: Gazetteer,
        spellings: Callable[[list[str]], Iterator[tuple[str, bool]]],
    ) -> None:
        self.tokens, self.text, self.index = document.tokens, document.text, document.found
        self.gazetteer, self.spellings = gazetteer, spellings

    def share(self, found: list[Named]) -> list[Named]:
        """The mentions, in the order of the text, with what lists say of them; names that only a list tells added."""
        ends = {one.last: one for one in found}
        shared: dict[int, Named] = {one.first: one for one in found}
        for after in found:
            kind = self._kind_at_end(after)
            if kind is not None:
                for one in self._before(after, *kind, ends):
                    shared[one.first] = one
        return [self._with_cue_in_key(shared[first]) for first in sorted(shared)]

    def _kind_at_end(self, named: Named) -> tuple[str, int] | None:
        """The kind that the word behind a name, or its own last one, says for a list, and that word's token."""
        for at in (named.last, named.last - 1):
            if at <= named.first or at >= len(self.tokens):
                continue
            kind = self.index.begins.get(at, {}).get("place")
            fold = self.tokens[at].fold
            if kind in _WRITTEN and (is_cyrillic(fold) or fold.endswith("s")):
                return kind, at
        return None

    def _before(self, after: Named, kind: str, word: int, ends: dict[int, Named]) -> Iterator[Named]:
        """The names before the last of a list, with its kind."""
        first = after.first
        while (last := self._behind_joints(first)) is not None:
            named = ends.get(last)
            cyrillic = is_cyrillic(self.tokens[word].fold)
            one = self._adjective(last - 1, kind, word) if cyrillic else self._with_kind(named, kind)
            if one is None or (named is not None and named.first != one.first):
                return
            yield one
            first = one.first

    def _behind_joints(self, first: int) -> int | None:
        """The end of the name that stands before the commas and conjunctions at `first`."""
        at = first
        while at > 0 and first - at < _MOST_JOINTS and self.tokens[at - 1].fold in _JOINTS:
            at -= 1
        return at if 0 < at < first else None

    def _adjective(self, at: int, kind: str, word: int) -> Named | None:
        """The region or district that an adjective means together with the list's word for its kind."""
        token = self.tokens[at]
        if not token.text[0].isupper() or not _ADJECTIVE.search(token.text):
            return None
        written = self.spellings([normal(token.text), normal(self.tokens[word].text)])
        keys = tuple(dict.fromkeys(text for text, _ in written if self.gazetteer.find(text)))
        mention = Mention(start=token.start, end=token.end, name=token.text, cue=CUES[kind])
        return Named(mention, keys, at, at + 1) if keys else None

    def _with_kind(self, named: Named | None, kind: str) -> Named | None:
        """The name with the list's kind, where it has none of its own and the gazetteer has such a place."""
        if named is None or named.mention.cue or not self._has(named, kind):
            return None
        return replace(named, mention=replace(named.mention, cue=CUES[kind]))

    def _has(self, named: Named, kind: str) -> bool:
        kinds = {self.gazetteer.kind(posting.row) for key in named.keys for posting in self.gazetteer.find(key)}
        return bool(kinds & CUES[kind]) or bool(self._longer(named, _WRITTEN[kind]))

    def _with_cue_in_key(self, named: Named) -> Named:
        """The name as the gazetteer writes it with its kind: "Irkutsk" of "the Irkutsk and Murmansk regions"."""
        kinds = ((PlaceKind.REGION, "region"), (PlaceKind.DISTRICT, "district"))
        words = next((_WRITTEN[kind] for place_kind, kind in kinds if place_kind in named.mention.cue), ())
        found = self._longer(named, words)
        return replace(named, keys=(*named.keys, *found)) if found else named

    def _longer(self, named: Named, words: tuple[str, ...]) -> tuple[str, ...]:
        longer = [f"{key} {word}" for key in named.keys for word in words]
        return tuple(key for key in longer if self.gazetteer.find(key))
