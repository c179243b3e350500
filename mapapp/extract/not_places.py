"""What a capitalised word is that the gazetteer knows and the text does not mean: a person, a ship, a thing, a day."""

from dataclasses import dataclass

from mapapp.extract.cues import CUES
from mapapp.extract.place_words import PlaceWords
from mapapp.extract.renown import Renown
from mapapp.extract.tokens import Document, Token
from mapapp.gazetteer.normal import is_everyday, normal
from mapapp.model import PlaceKind
from mapapp.vocabulary import Vocabulary

POSSESSIVE = ("'s", "’s", "'", "’")
_QUOTES = frozenset('«"“„')
_NONE: frozenset[str] = frozenset()
_SMALL = 15_000
_NEAR = 7
_ATTACK = frozenset({"strike.verbs", "strike.nouns"})
_LARGE = 100_000
# Words of these categories are things, roles and deeds; a village of that name needs more than a capital letter.
_OTHER_WORDS = frozenset(
    {"targets", "weapons", "place", "person.titles", "person.given", "person.ships", "speech.local", "speech.verbs",
     "harm.people", "strike.nouns", "strike.verbs", "not_strike.phrases", "actor.voices", "actor.words"}
)  # fmt: skip


@dataclass(frozen=True)
class Match:
    """Tokens `first` to `last` (exclusive) and the keys of the gazetteer that they are.

    `part` is the length of the name where it is but the head of a hyphened word ("Houston-based"). `doubtful` where
    nothing around it says that it is a place.
    """

    first: int
    last: int
    keys: tuple[str, ...]
    part: int = 0
    doubtful: bool = False


class Surroundings:
    """The tokens of a document with the vocabulary's hits around each, and what they say of a name."""

    def __init__(self, document: Document, renown: Renown, vocabulary: Vocabulary, words: PlaceWords) -> None:
        self.document, self.vocabulary, self.words = document, vocabulary, words
        self.renown, self.gazetteer = renown, renown.gazetteer
        self.tokens = document.tokens
        found = document.found
        self.inside, self.begins, self.ends = found.inside, found.begins, found.ends
        self.contexts: dict[int, frozenset[PlaceKind]] = {}
        self.capitals = document.capitals
        self.openings = self._openings()
        self.surnames = self._surnames()
        self.streets = {self.tokens[at].fold for at in self.capitals if self._names_street(at)}
        self.written_small = document.small
        self.capitals_inside = {
            self.tokens[at].fold for at in self.capitals if len(self.tokens[at].text) > 1 and at not in self.openings
        }

    def _openings(self) -> set[int]:
        """Tokens whose capital letter may only be the sentence's."""
        found, at = set(), 0
        for sentence in self.document.sentences:
            at = max(at, sentence.first)
            while at < len(self.tokens) and not self.tokens[at].text[0].isalnum():
                at += 1
            found.add(at)
        return found

    def is_given(self, at: int) -> bool:
        """Whether a token is what people are called by."""
        token = self.tokens[at]
        return is_name(token) and ("person.given" in self.inside.get(at, ()) or token.fold in self.words.given)

    def _surnames(self) -> set[str]:
        """Words that stand behind a given name or a title somewhere in the text: people, also later on."""
        found = set()
        for at in self.capitals:
            token = self.tokens[at]
            if at == 0 or not is_name(token) or not self.adjoin(at - 1):
                continue
            if self.is_given(at - 1) and not self._is_known_pair(at - 1):
                found.add(token.fold)
                if at + 1 < len(self.tokens) and is_name(self.tokens[at + 1]) and self.adjoin(at):
                    found.add(self.tokens[at + 1].fold)
            elif "person.titles" in self.ends.get(at, ()):
                if at + 1 < len(self.tokens) and is_name(self.tokens[at + 1]):
                    found.update((token.fold, self.tokens[at + 1].fold))
                elif self._is_titled(at):
                    found.add(token.fold)
        return {fold.removesuffix("'s") for fold in found} - self.words.institutions - {"of"}

    def _is_titled(self, at: int) -> bool:
        """A name right behind a title in Latin letters ("Sergeant Jackson"); in Cyrillic a place may stand there."""
        title = self.tokens[at - 1]
        return title.text[0].isupper() and title.text.isascii()

    def _is_known_pair(self, at: int) -> bool:
        """Whether a given name and the word behind it are a place together ("San Diego") or name an office of it."""
        pair = normal(f"{self.tokens[at].text} {self.tokens[at + 1].text}")
        behind = self.tokens[at + 1].fold
        known = any(not posting.alternate for posting in self.gazetteer.find(pair))
        return known or behind in self.words.institutions or behind in self.words.papers

    def is_something_else(self, match: Match) -> bool:
        """Whether the words are a person, a ship, a thing or a day rather than the place of that name."""
        first, last = match.first, match.last
        single = last - first == 1
        word = self.tokens[first].fold
        categories = self.inside.get(first, _NONE)
        if single and ("time.weekdays" in categories or "time.months" in categories):
            return True
        if self._is_royal_or_firm(match) or self._is_street(match):
            return True
        pinned = single and self._is_pinned(match)
        if single and word in self.words.never and not pinned:
            return True
        if single and word in self.vocabulary.common and not pinned and not self.heads_paragraph(match):
            return True
        if "actor.adjectives" in categories and "actor.words" not in categories and not self.is_country(match):
            return True
        if self._is_group(match):
            return True
        if (
            single
            and categories & _OTHER_WORDS
            and not self._is_large(match)
            and not (pinned or self.heads_paragraph(match))
        ):
            return True
        if self._is_paper(match) or self._is_troop(match):
            return True
        if self._is_phrase(match) or self._is_inside_a_name(match) or self._is_acronym(match):
            return True
        return self._is_person(match) or self._is_ship(match) or self._is_chance(match)

    def _is_street(self, match: Match) -> bool:
        """Whether it is the name of a street, here or elsewhere in the text: "на улице Щорса", "Lenin Street"."""
        if match.last - match.first > 1:
            return False
        again = self.tokens[match.first].fold in self.streets and not self._is_large(match)
        return again or self._names_street(match.first)

    def _names_street(self, at: int) -> bool:
        words = self.words.streets
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if behind is not None and behind.text[0].isupper() and behind.fold in words:
            return True
        before = at - 2 if at > 1 and self.tokens[at - 1].text == "." else at - 1
        return before >= 0 and self.tokens[before].fold in words and not self.tokens[before].text.isascii()

    def _is_royal_or_firm(self, match: Match) -> bool:
        """ "Queen Victoria", "Bank of America", "Denzel Washington" where the text is not written in capitals."""
        tokens, first = self.tokens, match.first
        if tokens[first].fold in self.words.royal and match.last - first > 1:
            return max(map(self.weight, match.keys), default=0) < _LARGE
        before = tokens[first - 1].fold if first else ""
        if before in self.words.royal:
            return True
        return (
            before == "of"
            and first > 1
            and tokens[first - 2].fold in self.words.of_firms
            and is_name(tokens[first - 2])
        )

    def _is_pinned(self, match: Match) -> bool:
        """Whether a word that is no name elsewhere is one here: "in Reading, England", "reached Split in Croatia"."""
        tokens, after = self.tokens, match.last
        if match.first in self.openings or after + 1 >= len(tokens):
            return False
        joint = tokens[after].fold
        follows = next((t for t in tokens[after + 1 : after + 3] if t.fold != "the"), None)
        if follows is None or not is_name(follows) or joint not in (",", "in", "on", "у", "в", "на"):
            return False
        return joint != "," or "place" in self.inside.get(match.first - 1, ())

    def _is_group(self, match: Match) -> bool:
        """Whether the words are those of an armed group: Hamas is no town in Germany."""
        if not any(category.startswith("actor.") for category in self.begins.get(match.first, ())):
            return False
        return any(
            hit.category.startswith("actor.") and self.vocabulary.actors[hit.value].group and hit.end >= match.last
            for hit in self.document.hits_at(match.first)
        )

    def _is_large(self, match: Match) -> bool:
        return max((self.weight(key) for key in match.keys), default=0) >= _LARGE

    def _is_phrase(self, match: Match) -> bool:
        """A function word and a common noun at the head of a sentence, as in "The village"."""
        rest = self.tokens[match.first + 1 : match.last]
        return bool(rest) and self.tokens[match.first].fold in self.vocabulary.common and not any(map(is_name, rest))

    def _is_inside_a_name(self, match: Match) -> bool:
        """The later part of a longer capitalised name that the gazetteer does not have, such as "Boko Haram"."""
        before = match.first - 1
        if before < 0 or not is_name(self.tokens[before]) or not self.adjoin(before):
            return False
        if before in self.openings and self.tokens[before].fold in self.vocabulary.common:
            return False
        if self.inside.get(before, _NONE) & {
            "actor.adjectives",
            "person.titles",
            "place",
            "time.weekdays",
            "flag",
        }:
            return False
        if self.tokens[before].text.endswith(POSSESSIVE):
            return False
        return not self._is_large(match) or self.is_given(before)

    def _is_acronym(self, match: Match) -> bool:
        word = self.tokens[match.first].text
        if match.last - match.first > 1 or not word.isupper() or len(word) > 5:
            return False
        return not self.heads_paragraph(match) and not self.is_country(match)

    def _is_paper(self, match: Match) -> bool:
        """The home of a newspaper or a broadcaster: "Moscow Times"."""
        at = match.last
        if at >= len(self.tokens) or not is_name(self.tokens[at]) or not self.adjoin(at - 1):
            return False
        return self.tokens[at].fold in self.words.papers and not self.tokens[at - 1].text.endswith(POSSESSIVE)

    def _is_troop(self, match: Match) -> bool:
        """Whether it is what a unit is called: "drones of the Alpha unit"."""
        behind = self.tokens[match.last].fold if match.last < len(self.tokens) else ""
        return behind in self.words.troops and match.last - match.first == 1 and not self._is_large(match)

    def _is_person(self, match: Match) -> bool:
        before, after = match.first - 1, match.last
        followed = after < len(self.tokens) and is_name(self.tokens[after]) and self.adjoin(after - 1)
        if followed and self.is_given(match.first) and not self._is_known_pair(after - 1):
            return True
        if match.last - match.first == 1 and self.tokens[match.first].fold.removesuffix("'s") in self.surnames:
            return not self.is_country(match) and "place" not in self.inside.get(before, ())
        if before >= 0 and self.adjoin(before) and self.is_given(before):
            return not self._is_large(match) or "person.given" in self.inside.get(before, ())
        return followed and not self._goes_on_as_place(after)

    def _goes_on_as_place(self, after: int) -> bool:
        """Whether a capitalised word behind a name leaves it a place: "Odesa Oblast", "Tula Governor", "Kyiv Oleh"."""
        categories = self.inside.get(after, _NONE)
        if self.tokens[after - 1].text.endswith(POSSESSIVE):
            return True
        if categories & {"place", "targets", "person.titles", "speech.local", "actor.voices", "time.weekdays"}:
            return True
        if self.tokens[after].fold in self.words.institutions or self.heads_region(after):
            return True
        return self.tokens[after].text.isupper() and not self.tokens[after - 1].text.isupper()

    def heads_region(self, at: int) -> bool:
        """Whether a name and its word for region begin here: "Энгельс Саратовской области"."""
        if at >= len(self.tokens) or not is_name(self.tokens[at]):
            return False
        return any(self.begins.get(after, {}).get("place") in CUES for after in (at + 1, at + 2))

    def _is_ship(self, match: Match) -> bool:
        first = match.first
        if first and self.tokens[first - 1].text in _QUOTES:
            return "person.ships" in self.ends.get(first - 1, {})
        return "person.ships" in self.ends.get(first, {}) and self.adjoin(first - 1)

    def _is_chance(self, match: Match) -> bool:
        """A little place whose name only looks like one: a sentence's first word, a word in capitals."""
        if match.last - match.first > 1 or match.first not in self.openings or self.heads_paragraph(match):
            return False
        word = self.tokens[match.first].fold
        if word in self.capitals_inside:
            return False
        if self._is_told_of(match):
            return False
        return is_everyday(word) or max((self.weight(key) for key in match.keys), default=0) < _SMALL

    def _is_told_of(self, match: Match) -> bool:
        """Whether an attack on it or where it lies comes next: "Yarova was hit", "Klimovo, in Bryansk region"."""
        after = match.last
        if self.heads_region(after):
            return True
        near = 5 if is_everyday(self.tokens[match.first].fold) else _NEAR
        for at in range(after, min(after + near, len(self.tokens))):
            if not self.tokens[at].text[0].isalnum() or (at > after and is_name(self.tokens[at])):
                break
            if self.inside.get(at, frozenset()) & _ATTACK:
                return True
        follows = self.tokens[after + 1 : after + 3]
        return (
            len(follows) == 2
            and self.tokens[after].text == ","
            and "place" in self.inside.get(after + 1, ())
            and is_name(follows[1])
        )

    def weight(self, key: str) -> int:
        """How many people live in the largest place of a name; very many for what is known for other reasons."""
        return self.renown.weight(key)

    def heads_paragraph(self, match: Match) -> bool:
        """Whether the name stands alone before a full stop, colon or comma at the head of a line."""
        if match.first not in self.openings or match.last >= len(self.tokens):
            return False
        sentence = self.document.sentences[self.document.sentence_of[match.first]]
        follows = self.tokens[match.last].text
        return follows in (":", ".", "-", "–", "—") and (follows != "." or match.last + 1 >= sentence.last)

    def has_cue(self, match: Match) -> bool:
        """Whether a word for a kind of place stands right beside the name."""
        return (
            self.begins.get(match.last, {}).get("place") in CUES or self.ends.get(match.first, {}).get("place") in CUES
        )

    def is_country(self, match: Match) -> bool:
        """Whether the name is that of a country."""
        return any(PlaceKind.COUNTRY in self.renown.kinds(key) for key in match.keys)

    def is_building(self, match: Match) -> bool:
        """Whether the name is that of a seat of power, such as the Kremlin."""
        return any(PlaceKind.BUILDING in self.renown.kinds(key) for key in match.keys)

    def adjoin(self, at: int) -> bool:
        """Whether only a blank stands between token `at` and the next."""
        return self.document.text[self.tokens[at].end : self.tokens[at + 1].start] in (" ", "\u00a0")


def is_name(token: Token) -> bool:
    """Whether a token is written as a name: with a capital letter, and more than an initial."""
    return token.text[0].isupper() and len(token.text) > 1
