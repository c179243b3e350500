"""Which words of a text name a place: capitalised runs that the gazetteer knows, less people, ships and firms."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from mapapp.extract.tokens import Document, Token
from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.normal import LEMMA, languages_of, lemmas, normal
from mapapp.geocode.resolve import Named
from mapapp.model import Mention, PlaceKind
from mapapp.vocabulary import Hit, Vocabulary

_MOST_WORDS = 6
_STOPS = frozenset(',;:!?…()[]{}"“”«»—–/|▪•')
CUES: dict[str, frozenset[PlaceKind]] = {
    "region": frozenset({PlaceKind.REGION, PlaceKind.AREA}),
    "district": frozenset({PlaceKind.DISTRICT, PlaceKind.CITY_DISTRICT}),
    "sea": frozenset({PlaceKind.SEA, PlaceKind.STRAIT}),
    "field": frozenset({PlaceKind.FIELD}),
    "air base": frozenset({PlaceKind.AIR_BASE, PlaceKind.AIRPORT}),
    "port": frozenset({PlaceKind.PORT, PlaceKind.SETTLEMENT, PlaceKind.TERMINAL}),
    "power station": frozenset({PlaceKind.POWER_STATION, PlaceKind.NUCLEAR_PLANT, PlaceKind.HYDRO_PLANT}),
    "refinery": frozenset({PlaceKind.REFINERY}),
    "bridge": frozenset({PlaceKind.BRIDGE}),
    "island": frozenset({PlaceKind.ISLAND}),
    "settlement": frozenset({PlaceKind.SETTLEMENT}),
}
_FACILITIES: dict[str, frozenset[PlaceKind]] = {
    "airfield": frozenset({PlaceKind.AIR_BASE, PlaceKind.AIRPORT}),
    "oil and gas": frozenset({PlaceKind.REFINERY, PlaceKind.FIELD, PlaceKind.TERMINAL, PlaceKind.DEPOT}),
    "energy": frozenset({PlaceKind.POWER_STATION, PlaceKind.NUCLEAR_PLANT, PlaceKind.HYDRO_PLANT}),
    "military": frozenset({PlaceKind.ARSENAL, PlaceKind.BASE, PlaceKind.NAVAL_BASE}),
}
_CUE_WORDS = (
    (PlaceKind.REGION, ("region", "oblast", "область")),
    (PlaceKind.DISTRICT, ("district", "район")),
)
_POSSESSIVE = ("'s", "’s", "'", "’")
_SMALL = 15_000
_LARGE = 100_000
# Words of these categories are things, roles and deeds; a village of that name needs more than a capital letter.
_OTHER_WORDS = frozenset(
    {"targets", "weapons", "place", "person.titles", "person.given", "person.ships", "speech.local", "speech.verbs",
     "harm.people", "strike.nouns", "strike.verbs", "not_strike.phrases", "actor.voices", "actor.words"}
)  # fmt: skip


@dataclass(frozen=True)
class _Match:
    first: int
    last: int
    keys: tuple[str, ...]


class MentionFinder:
    """Finds the mentions of one document. `hits_at` maps a token to the categories that begin or run there."""

    def __init__(self, document: Document, gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
        self.document, self.gazetteer, self.vocabulary = document, gazetteer, vocabulary
        self.tokens = document.tokens
        self.inside: dict[int, set[str]] = {}
        self.begins: dict[int, dict[str, str]] = {}
        self.ends: dict[int, dict[str, str]] = {}
        self.hits_from: dict[int, list[Hit]] = {}
        for hit in document.hits:
            self.begins.setdefault(hit.start, {})[hit.category] = hit.value
            self.hits_from.setdefault(hit.start, []).append(hit)
            self.ends.setdefault(hit.end, {})[hit.category] = hit.value
            for at in range(hit.start, hit.end):
                self.inside.setdefault(at, set()).add(hit.category)
        self.sentence_starts = {sentence.first for sentence in document.sentences}
        self.contexts: dict[int, frozenset[PlaceKind]] = {}
        self.surnames = self._surnames()
        self.capitals_inside = {
            token.fold for at, token in enumerate(self.tokens) if _is_name(token) and at not in self._openings()
        }

    def _openings(self) -> set[int]:
        """Tokens whose capital letter may only be the sentence's."""
        if not hasattr(self, "_opening_tokens"):
            self._opening_tokens = set()
            for first in self.sentence_starts:
                at = first
                while at < len(self.tokens) and not self.tokens[at].text[0].isalnum():
                    at += 1
                self._opening_tokens.add(at)
        return self._opening_tokens

    def _surnames(self) -> set[str]:
        """Words that stand behind a given name or a title somewhere in the text: people, also later on."""
        found = set()
        for at in range(1, len(self.tokens)):
            token, before = self.tokens[at], self.ends.get(at, {})
            if not _is_name(token):
                continue
            if "person.given" in before and _is_name(self.tokens[at - 1]):
                found.add(token.fold)
                if at + 1 < len(self.tokens) and _is_name(self.tokens[at + 1]):
                    found.add(self.tokens[at + 1].fold)
            elif "person.titles" in before and at + 1 < len(self.tokens) and _is_name(self.tokens[at + 1]):
                found.update((token.fold, self.tokens[at + 1].fold))
        return found - {"of"}

    def find(self) -> list[Named]:
        """All mentions in the order of the text, none inside another."""
        found, at = [], 0
        while at < len(self.tokens):
            match = self._match(at) if _is_name(self.tokens[at]) else None
            if match is not None and not self._is_something_else(match):
                found.append(self._named(match))
                at = match.last + (self.begins.get(match.last, {}).get("place") in CUES)
            else:
                at += 1
        return self._share_cues(found)

    def _share_cues(self, found: list[Named]) -> list[Named]:
        """A kind in the plural holds for the whole list before it: "the Irkutsk and Murmansk regions"."""
        for number in range(len(found) - 1, 0, -1):
            after, before = found[number], found[number - 1]
            between = [token.fold for token in self.tokens[before.last : after.first]]
            plural = self.tokens[min(after.last, len(self.tokens) - 1)].fold.endswith("s")
            if after.mention.cue and not before.mention.cue and plural and between in ([","], ["and"], [",", "and"]):
                found[number - 1] = replace(before, mention=replace(before.mention, cue=after.mention.cue))
        return [self._with_cue_in_key(named) for named in found]

    def _with_cue_in_key(self, named: Named) -> Named:
        """The name as the gazetteer writes it with its kind: "Irkutsk" of "the Irkutsk and Murmansk regions"."""
        words = next((words for kind, words in _CUE_WORDS if kind in named.mention.cue), ())
        longer = [f"{key} {word}" for key in named.keys for word in words]
        found = tuple(key for key in longer if self.gazetteer.find(key))
        return replace(named, keys=(*named.keys, *found)) if found else named

    def _match(self, at: int) -> _Match | None:
        words = list(self._run(at))
        best: _Match | None = None
        for text, exact in self._spellings([word for _, word in words]):
            for key in self.gazetteer.prefixes(text):
                if len(key) < len(text) and text[len(key)] != " ":
                    continue
                count = _count_words(key, words)
                if count and (best is None or at + count > best.last):
                    best = _Match(at, words[count - 1][0] + 1, (key,))
                elif count and best is not None and at + count == best.last and not exact and key not in best.keys:
                    best = _Match(at, best.last, (*best.keys, key))
        return best

    def _run(self, at: int) -> Iterator[tuple[int, str]]:
        """Token numbers and normal forms of the words that a name beginning at `at` could have."""
        taken = 0
        for number in range(at, min(at + _MOST_WORDS + 2, len(self.tokens))):
            token = self.tokens[number]
            if token.text == "." and number > at and self.tokens[number - 1].fold in ("st", "ft", "mt"):
                continue
            if token.text in _STOPS or token.text == "." or taken == _MOST_WORDS:
                return
            if number > at and "\n" in self.document.text[self.tokens[number - 1].end : token.start]:
                return
            word = _bare(token.text)
            yield number, word
            taken += 1
            if token.text.endswith(_POSSESSIVE):
                return

    def _spellings(self, words: list[str]) -> Iterator[tuple[str, bool]]:
        """The run as it stands, then with its Cyrillic words in their dictionary forms."""
        yield " ".join(words), True
        if words[0] == "st":
            yield " ".join(["saint", *words[1:]]), False
        if not _cyrillic(words[0]):
            return
        for language in languages_of("".join(words[:3])):
            rest = [word_lemmas(word, language)[0] for word in words[1:4]]
            for first in word_lemmas(words[0], language):
                text = " ".join([first, *rest])
                yield text, False
                yield LEMMA + text, False

    def _is_something_else(self, match: _Match) -> bool:
        first, last = match.first, match.last
        single = last - first == 1
        word = self.tokens[first].fold
        categories = self.inside.get(first, set())
        if single and ("time.weekdays" in categories or "time.months" in categories):
            return True
        if single and word in self.vocabulary.common and not self._heads_paragraph(match):
            return True
        if "actor.adjectives" in categories and "actor.words" not in categories and not self._is_country(match):
            return True
        if self._is_group(match):
            return True
        if single and categories & _OTHER_WORDS and not self._is_large(match) and not self._heads_paragraph(match):
            return True
        if self._is_phrase(match) or self._is_inside_a_name(match) or self._is_acronym(match):
            return True
        return self._is_person(match) or self._is_ship(match) or self._is_chance(match)

    def _is_group(self, match: _Match) -> bool:
        """Whether the words are those of an armed group: Hamas is no town in Germany."""
        return any(
            hit.category.startswith("actor.") and self.vocabulary.actors[hit.value].group and hit.end >= match.last
            for hit in self.hits_from.get(match.first, ())
        )

    def _is_large(self, match: _Match) -> bool:
        return max((self._weight(key) for key in match.keys), default=0) >= _LARGE

    def _is_phrase(self, match: _Match) -> bool:
        """A function word and a common noun at the head of a sentence, as in "The village"."""
        rest = self.tokens[match.first + 1 : match.last]
        return bool(rest) and self.tokens[match.first].fold in self.vocabulary.common and not any(map(_is_name, rest))

    def _is_inside_a_name(self, match: _Match) -> bool:
        """The later part of a longer capitalised name that the gazetteer does not have, such as "Boko Haram"."""
        before = match.first - 1
        if before < 0 or not _is_name(self.tokens[before]) or not self._adjoin(before):
            return False
        if before in self._openings() and self.tokens[before].fold in self.vocabulary.common:
            return False
        if self.inside.get(before, set()) & {
            "actor.adjectives",
            "person.titles",
            "place",
            "time.weekdays",
            "flag",
        }:
            return False
        if self.tokens[before].text.endswith(_POSSESSIVE):
            return False
        return not self._is_large(match) or "person.given" in self.inside.get(before, ())

    def _is_acronym(self, match: _Match) -> bool:
        word = self.tokens[match.first].text
        if match.last - match.first > 1 or not word.isupper() or len(word) > 5:
            return False
        return not self._heads_paragraph(match) and not self._is_country(match)

    def _is_person(self, match: _Match) -> bool:
        before, after = match.first - 1, match.last
        own = self.inside.get(match.first, set())
        if "person.given" in own and after < len(self.tokens) and _is_name(self.tokens[after]):
            return self._adjoin(after - 1)
        if match.last - match.first == 1 and self.tokens[match.first].fold in self.surnames:
            return not self._is_country(match)
        if before >= 0 and self._adjoin(before) and "person.given" in self.inside.get(before, ()):
            return True
        if after < len(self.tokens) and _is_name(self.tokens[after]) and self._adjoin(after - 1):
            return not self._goes_on_as_place(after)
        return False

    def _goes_on_as_place(self, after: int) -> bool:
        """Whether a capitalised word behind a name leaves it a place: "Odesa Oblast", "Tula Governor", "Kyiv Oleh"."""
        categories = self.inside.get(after, set())
        if self.tokens[after - 1].text.endswith(_POSSESSIVE):
            return True
        if categories & {"place", "targets", "person.titles", "speech.local", "actor.voices"}:
            return True
        return self.tokens[after].text.isupper() and not self.tokens[after - 1].text.isupper()

    def _is_ship(self, match: _Match) -> bool:
        return "person.ships" in self.ends.get(match.first, {}) and self._adjoin(match.first - 1)

    def _is_chance(self, match: _Match) -> bool:
        """A little place whose name only looks like one: a sentence's first word, a word in capitals."""
        if match.last - match.first > 1 or match.first not in self._openings() or self._heads_paragraph(match):
            return False
        if self.tokens[match.first].fold in self.capitals_inside:
            return False
        return max((self._weight(key) for key in match.keys), default=0) < _SMALL

    def _weight(self, key: str) -> int:
        gazetteer = self.gazetteer
        return max(
            (
                10**9 if gazetteer.feature(p.row) in ("HAND", "PCLI", "ADM1") else gazetteer.population(p.row)
                for p in gazetteer.find(key)
            ),
            default=0,
        )

    def _heads_paragraph(self, match: _Match) -> bool:
        """Whether the name stands alone before a full stop, colon or comma at the head of a line."""
        if match.first not in self._openings() or match.last >= len(self.tokens):
            return False
        sentence = self.document.sentences[self.document.sentence_of[match.first]]
        follows = self.tokens[match.last].text
        return follows in (":", ".", "-", "–", "—") and (follows != "." or match.last + 1 >= sentence.last)

    def _is_country(self, match: _Match) -> bool:
        return any(
            self.gazetteer.kind(posting.row) == PlaceKind.COUNTRY
            for key in match.keys
            for posting in self.gazetteer.find(key)
        )

    def _is_building(self, match: _Match) -> bool:
        """Whether the name is that of a seat of power, such as the Kremlin."""
        rows = (posting.row for key in match.keys for posting in self.gazetteer.find(key))
        return any(self.gazetteer.kind(row) == PlaceKind.BUILDING for row in rows)

    def _adjoin(self, at: int) -> bool:
        """Whether only a blank stands between token `at` and the next."""
        return self.document.text[self.tokens[at].end : self.tokens[at + 1].start] in (" ", "\u00a0")

    def _named(self, match: _Match) -> Named:
        first, last = self.tokens[match.first], self.tokens[match.last - 1]
        end = last.end - next((len(s) for s in _POSSESSIVE if last.text.endswith(s)), 0)
        mention = Mention(
            start=first.start,
            end=end,
            name=self.document.text[first.start : end],
            cue=self._cue(match),
            metonym=self._is_metonym(match),
        )
        return Named(mention, match.keys, match.first, match.last, self._context(match))

    def _context(self, match: _Match) -> frozenset[PlaceKind]:
        """The kinds of facility that the sentence speaks of."""
        number = self.document.sentence_of[match.first]
        if number not in self.contexts:
            sentence = self.document.sentences[number]
            spoken = {
                self.begins[at]["targets"]
                for at in range(sentence.first, sentence.last)
                if "targets" in self.begins.get(at, ())
            }
            self.contexts[number] = frozenset().union(*(_FACILITIES.get(kind, frozenset()) for kind in spoken))
        return self.contexts[number]

    def _cue(self, match: _Match) -> frozenset[PlaceKind]:
        for value in (
            self.begins.get(match.last, {}).get("place"),
            self.ends.get(match.first, {}).get("place"),
        ):
            if value in CUES:
                return CUES[value]
        return frozenset()

    def _is_seat_of_locals(self, match: _Match) -> bool:
        """Whether local officials are said to be there, so that the place itself is meant: "rescuers in Ternopil"."""
        before = match.first - 1
        if self.tokens[match.last - 1].text.endswith(_POSSESSIVE):
            return "speech.local" in self.begins.get(match.last, {}) and not self._is_country(match)
        return (
            before > 0
            and "place" in self.inside.get(before, ())
            and "speech.local" in self.ends.get(before, {})
            and "actor.voices" not in self.inside.get(before - 1, ())
        )

    def _is_metonym(self, match: _Match) -> bool:
        """A capital or country that stands for its government: "Moscow denied", "the General Staff in Kyiv"."""
        if self.tokens[match.last - 1].text.endswith(_POSSESSIVE):
            return True
        if self._is_seat_of_locals(match):
            return False
        after = self.begins.get(match.last, {})
        if "actor.voices" in self.inside.get(match.first, ()) and self._is_building(match):
            return True
        if after.keys() & {"speech.verbs", "speech.deny", "speech.silent", "not_strike.irrealis"}:
            return True
        before = match.first - 1
        if before < 1 or "place" not in self.inside.get(before, ()):
            return "speech.verbs" in self.ends.get(match.first, {})
        return bool({"actor.voices", "actor.words"} & set(self.ends.get(before, {}))) or (
            "actor.voices" in self.inside.get(before, ())
        )


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and len(token.text) > 1


def _cyrillic(word: str) -> bool:
    return any("\u0400" <= char <= "\u04ff" for char in word)


@lru_cache(maxsize=100_000)
def _bare(word: str) -> str:
    for ending in _POSSESSIVE:
        word = word.removesuffix(ending)
    return normal(word)


@lru_cache(maxsize=100_000)
def word_lemmas(word: str, language: str) -> tuple[str, ...]:
    """Dictionary forms of a normalised word; the word itself where it is not Cyrillic."""
    if not _cyrillic(word):
        return (word,)
    parts = word.split()
    return lemmas(word, language) if len(parts) == 1 else (" ".join(lemmas(p, language)[0] for p in parts),)


def _count_words(key: str, words: list[tuple[int, str]]) -> int:
    """How many of the words a key of the index covers, 0 where it ends inside one."""
    length = key.removeprefix(LEMMA).count(" ") + 1
    taken = 0
    for count, (_, word) in enumerate(words, 1):
        taken += word.count(" ") + 1
        if taken >= length:
            return count if taken == length else 0
    return 0
