"""Which words of a text name a place: capitalised runs that the gazetteer knows, less people, ships and firms."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import product

from mapapp.extract.cues import CUES
from mapapp.extract.inflection import by_endings, is_cyrillic, uninflected, word_lemmas
from mapapp.extract.language import detect
from mapapp.extract.not_places import POSSESSIVE, Match, Surroundings, is_name
from mapapp.extract.shared_kinds import KindSharer
from mapapp.extract.support import Support
from mapapp.gazetteer.normal import LEMMA, languages_of, normal
from mapapp.geocode.candidates import Named
from mapapp.model import Mention, PlaceKind

_MOST_WORDS = 6
_HAND_KEPT = "HAND"
_DIRECTIONS = frozenset({"eastern", "western", "northern", "southern", "central", "upper", "lower", "south", "north"})
_FIRST_CHARS = 2_000
_STOPS = frozenset(',;:!?…()[]{}"“”«»—–/|▪•')
_FACILITIES: dict[str, frozenset[PlaceKind]] = {
    "airfield": frozenset({PlaceKind.AIR_BASE, PlaceKind.AIRPORT}),
    "oil and gas": frozenset({PlaceKind.REFINERY, PlaceKind.FIELD, PlaceKind.TERMINAL, PlaceKind.DEPOT}),
    "energy": frozenset({PlaceKind.POWER_STATION, PlaceKind.NUCLEAR_PLANT, PlaceKind.HYDRO_PLANT}),
    "military": frozenset({PlaceKind.ARSENAL, PlaceKind.BASE, PlaceKind.NAVAL_BASE}),
}


class MentionFinder(Surroundings):
    """Finds the mentions of one document."""

    def find(self) -> list[Named]:
        """All mentions in the order of the text, none inside another."""
        short, matches, after = [], [], 0
        for at in self._starts():
            if at < after:
                continue
            token = self.tokens[at]
            form = self._short_form(at) if token.text[0].isupper() else None
            if form is not None:
                short.append(form)
                after = form.last
                continue
            match = (
                self._with_direction(at, after) or self._match(at) or self._hyphened(at)
                if is_name(token)
                else self._headed(at)
            )
            if match is not None and not self.is_something_else(match):
                matches.append(match)
                after = match.last + (self.begins.get(match.last, {}).get("place") in CUES)
        found = [*short, *map(self._named, Support(self, self.weight).keep(matches))]
        sharer = KindSharer(self.document, self.gazetteer, self._spellings)
        return sharer.share(sorted(found, key=lambda one: one.first))

    def _starts(self) -> list[int]:
        """Where a name can begin: at a capital letter, or at a word for its kind."""
        kinds = [at for at, begun in self.begins.items() if begun.get("place") in CUES]
        return sorted({*self.capitals, *kinds})

    def _with_direction(self, at: int, after: int) -> Match | None:
        """A name whose first word is written small: "the eastern Pacific", "в западной Африке"."""
        if at == after or self.tokens[at - 1].fold not in _DIRECTIONS:
            return None
        match = self._match(at - 1)
        if match is None or match.last <= at:
            return None
        rows = (posting.row for key in match.keys for posting in self.gazetteer.find(key))
        return match if any(self.gazetteer.feature(row) == _HAND_KEPT for row in rows) else None

    @cached_property
    def _endings(self) -> dict[str, list[str]]:
        """The endings of names in the text's language, as its vocabulary file lists them."""
        languages = self.vocabulary.languages
        if not any(language.endings for language in languages.values()):
            return {}
        code = detect(self.document.text[:_FIRST_CHARS], self.vocabulary)
        endings = languages[code].endings if code else {}
        return {normal(end): [normal(other) for other in others] for end, others in endings.items()}

    def _headed(self, at: int) -> Match | None:
        """A name that begins with a word for its kind in small letters: "аеродром Бельбек", "порт Південний"."""
        if self.begins.get(at, {}).get("place") not in CUES or at + 1 >= len(self.tokens):
            return None
        if not is_name(self.tokens[at + 1]):
            return None
        match = self._match(at)
        return match if match is not None and match.last > at + 1 else None

    def _hyphened(self, at: int) -> Match | None:
        """The place in "Houston-based" or "D-Moorpark"."""
        head, hyphen, tail = self.tokens[at].text.partition("-")
        if not hyphen or tail not in self.words.hyphened:
            return None
        key = normal(head)
        return Match(at, at + 1, (key,), len(head)) if self.gazetteer.find(key) else None

    def _short_form(self, at: int) -> Named | None:
        """A region's short form: behind a comma ("Paris, Ky."), or with full stops inside ("S.C.")."""
        token = self.tokens[at]
        behind_comma = at > 0 and self.tokens[at - 1].text == ","
        if not behind_comma and (token.text.count(".") < 2 or self.inside.get(at)):
            return None
        for last in range(min(at + 4, len(self.tokens)), at, -1):
            text = self.document.text[token.start : self.tokens[last - 1].end]
            key = self.words.abbreviated(text) if len(text) < 8 else None
            if key is not None and (last - at > 1 or not text[1:].islower()):
                mention = Mention(start=token.start, end=token.start + len(text), name=text, cue=CUES["region"])
                return Named(mention, (key,), at, last)
        return None

    def _match(self, at: int) -> Match | None:
        word = _bare(self.tokens[at].text)
        if word != "st" and not is_cyrillic(word) and not self._endings:
            name, goes_on = self.renown.opening(word)
            if not goes_on:
                return Match(at, at + 1, (word,)) if name else None
        words = list(self._run(at))
        best: Match | None = None
        for text, exact in self._spellings([word for _, word in words]):
            for key in self.gazetteer.prefixes(text):
                if len(key) < len(text) and text[len(key)] != " ":
                    continue
                count = _count_words(key, words)
                if count and (best is None or at + count > best.last):
                    best = Match(at, words[count - 1][0] + 1, (key,))
                elif count and best is not None and at + count == best.last and not exact and key not in best.keys:
                    best = Match(at, best.last, (*best.keys, key))
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
            if token.text.endswith(POSSESSIVE):
                return

    def _spellings(self, words: list[str]) -> Iterator[tuple[str, bool]]:
        """The run as it stands, then with its Cyrillic words in their dictionary forms."""
        yield " ".join(words), True
        if words[0] == "st":
            yield " ".join(["saint", *words[1:]]), False
        if not is_cyrillic(words[0]):
            yield from ((stem, False) for stem in by_endings(words[0], self._endings))
            return
        for language in languages_of("".join(words[:3])):
            rest = [word_lemmas(word, language)[0] for word in words[2:4]]
            seconds = word_lemmas(words[1], language) if len(words) > 1 else ("",)
            for first, second in product(word_lemmas(words[0], language), seconds):
                text = " ".join([first, second, *rest]).rstrip()
                yield text, False
                yield LEMMA + text, False
        yield from ((stem, False) for stem in uninflected(words[0]))

    def _named(self, match: Match) -> Named:
        first, last = self.tokens[match.first], self.tokens[match.last - 1]
        end = last.end - next((len(s) for s in POSSESSIVE if last.text.endswith(s)), 0)
        end = first.start + match.part if match.part else end
        mention = Mention(
            start=first.start,
            end=end,
            name=self.document.text[first.start : end],
            cue=self._cue(match),
            metonym=self._is_metonym(match),
        )
        return Named(mention, match.keys, match.first, match.last, self._context(match), match.doubtful)

    def _context(self, match: Match) -> frozenset[PlaceKind]:
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

    def _cue(self, match: Match) -> frozenset[PlaceKind]:
        for value in (
            self.begins.get(match.last, {}).get("place"),
            self.ends.get(match.first, {}).get("place"),
        ):
            if value in CUES:
                return CUES[value]
        kind = self.words.kind_before([token.fold for token in self.tokens[max(0, match.first - 3) : match.first]])
        return CUES[kind] if kind else self._river_cue(match)

    def _river_cue(self, match: Match) -> frozenset[PlaceKind]:
        """ "the Dnipro" is the river; "the Dnipro plant" is not."""
        if match.first == 0 or self.tokens[match.first - 1].fold != "the" or match.last >= len(self.tokens):
            return frozenset()
        after = self.tokens[match.last]
        if after.text[0].isalpha() and after.fold not in self.vocabulary.common:
            return frozenset()
        is_river = any(PlaceKind.RIVER in self.renown.kinds(key) for key in match.keys)
        return CUES["river"] if is_river else frozenset()

    def _is_seat_of_locals(self, match: Match) -> bool:
        """Whether local officials are said to be there, so that the place itself is meant: "rescuers in Ternopil"."""
        before = match.first - 1
        if self.tokens[match.last - 1].text.endswith(POSSESSIVE):
            return "speech.local" in self.begins.get(match.last, {}) and not self.is_country(match)
        return (
            before > 0
            and "place" in self.inside.get(before, ())
            and "speech.local" in self.ends.get(before, {})
            and "actor.voices" not in self.inside.get(before - 1, ())
        )

    def _can_govern(self, match: Match) -> bool:
        """Whether the name is that of a country or of a seat of government."""
        return self.is_country(match) or "actor.voices" in self.inside.get(match.first, ())

    def _is_metonym(self, match: Match) -> bool:
        """A capital or country that stands for its government: "Moscow denied", "the General Staff in Kyiv"."""
        if self.tokens[match.last - 1].text.endswith(POSSESSIVE):
            return True
        if self._is_seat_of_locals(match):
            return False
        after = self.begins.get(match.last, {})
        if "actor.voices" in self.inside.get(match.first, ()) and self.is_building(match):
            return True
        if after.keys() & {"speech.verbs", "speech.deny", "speech.silent", "not_strike.irrealis"}:
            return True
        follows = self.tokens[match.last].fold if match.last < len(self.tokens) else ""
        if self._can_govern(match) and self.words.is_deed_of_state(follows):
            return True
        before = match.first - 1
        if before < 1 or "place" not in self.inside.get(before, ()):
            return "speech.verbs" in self.ends.get(match.first, {})
        return bool({"actor.voices", "actor.words"} & set(self.ends.get(before, {}))) or (
            "actor.voices" in self.inside.get(before, ())
        )


@lru_cache(maxsize=100_000)
def _bare(word: str) -> str:
    for ending in POSSESSIVE:
        word = word.removesuffix(ending)
    return normal(word)


def _count_words(key: str, words: list[tuple[int, str]]) -> int:
    """How many of the words a key of the index covers, 0 where it ends inside one."""
    length = key.removeprefix(LEMMA).count(" ") + 1
    taken = 0
    for count, (_, word) in enumerate(words, 1):
        taken += word.count(" ") + 1
        if taken >= length:
            return count if taken == length else 0
    return 0
