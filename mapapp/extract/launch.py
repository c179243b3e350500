"""Places from which weapons were sent: they are never the place of the strike, but its launch place."""

from bisect import bisect_left
from typing import NamedTuple

from mapapp.extract.facts import Facts
from mapapp.extract.sites import Site, covers
from mapapp.extract.tokens import Document, Sentence
from mapapp.model import PlaceKind
from mapapp.vocabulary import Hit

_BEHIND_VERB = 16
_TO_NAME = 8
_TO_VERB = 8
_IN_LIST = 7
_OPENING = 2
# What stands between a word of launching and its "from" and says that the "from" is another's.
_OTHERS = frozenset({"harm.killed", "harm.injured", "speech.verbs", "grammar.relative", "outcome.damage"})
_TIMES = frozenset({"time.weekdays", "time.months", "time.today", "time.yesterday", "time.feasts"})
_BREAKS = frozenset(';:.!?…—–"“”«»')
_JOINTS = frozenset(",()—–&")


class Launch(NamedTuple):
    """A place of launching, and the tokens `first` to `last` (exclusive) that say so."""

    site: Site
    first: int
    last: int
    rule: str


class _Words:
    """The hits of one sentence that tell of launches."""

    def __init__(self, sentence: Sentence, hits: list[Hit]) -> None:
        self.sentence = sentence
        self.hits: dict[str, list[Hit]] = {}
        for hit in hits:
            if hit.end <= sentence.last:
                self.hits.setdefault(hit.category, []).append(hit)

    def of(self, *categories: str) -> list[Hit]:
        return [hit for category in categories for hit in self.hits.get(category, ())]

    def any_within(self, first: int, last: int, categories: frozenset[str]) -> bool:
        return any(first <= hit.start < last for hit in self.of(*categories))


class Launches:
    """Finds the launch places of one document."""

    def __init__(self, document: Document, sites: list[Site]) -> None:
        self.document, self.tokens = document, document.tokens
        self.sites = sorted(sites, key=lambda site: site.named.first)
        self.starts = [site.named.first for site in self.sites]
        self.found: list[Launch] = []
        self.at: set[int] = set()
        if self.sites:
            for number in sorted(self._sentences()):
                self._read(number)
        self._firsts = [one.site.named.first for one in self.found]

    def within(self, facts: Facts) -> list[Launch]:
        """The launch places that a clause names, less those that only say where another of them lies."""
        first = bisect_left(self._firsts, facts.sentence.first)
        found = self.found[first : bisect_left(self._firsts, facts.sentence.last)]
        return [one for one in found if not any(only_holds(one.site, other.site) for other in found)]

    def _sentences(self) -> set[int]:
        """The sentences with a "from"."""
        hits = self.document.by_category
        return {self.document.sentence_of[hit.start] for hit in (*hits["launch.from"], *hits["launch.points"])}

    def _read(self, number: int) -> None:
        sentence = self.document.sentences[number]
        first = bisect_left(self.document.hits, sentence.first, key=lambda hit: hit.start)
        last = bisect_left(self.document.hits, sentence.last, key=lambda hit: hit.start)
        words = _Words(sentence, self.document.hits[first:last])
        for hit in words.of("launch.points"):
            self._take(words, hit, hit.start, "named as where it was launched from")
        for hit in words.of("launch.from"):
            sites = self._sites_behind(words, hit)
            if not sites or sites[0].named.first in self.at:
                continue
            found = self._cause(words, hit, sites)
            if found is not None:
                self._take(words, hit, *found)

    def _take(self, words: _Words, hit: Hit, first: int, rule: str) -> None:
        for site in self._sites_behind(words, hit):
            if site.named.first not in self.at:
                self.at.add(site.named.first)
                self.found.append(Launch(site, first, site.named.last, rule))
        self.found.sort(key=lambda one: one.site.named.first)

    def _cause(self, words: _Words, hit: Hit, sites: list[Site]) -> tuple[int, str] | None:
        """Where the words begin that make a "from" that of a launch, and the rule."""
        if self._near_name(hit, sites[0]):
            weapon = self._weapon_before(words, hit)
            if weapon is not None and sites[0].place.kind != PlaceKind.COUNTRY:
                return weapon.start, "the weapon is said to be from there"
        verb = self._verb_before(words, hit)
        if verb is not None:
            return verb.start, "named behind a word of launching"
        behind = self._verb_behind(words, hit, sites[-1].named.last)
        return (hit.start, "named before a word of launching") if behind else None

    def _near_name(self, hit: Hit, site: Site) -> bool:
        return site.named.first - hit.end <= 2

    def _weapon_before(self, words: _Words, hit: Hit) -> Hit | None:
        """A weapon right before: "rockets from Gaza"."""
        return next((one for one in words.of("weapons") if one.end == hit.start), None)

    def _verb_before(self, words: _Words, hit: Hit) -> Hit | None:
        """The word of launching that the "from" goes with."""
        verbs = [one for one in words.of("launch.verbs") if hit.start - _BEHIND_VERB <= one.end <= hit.start]
        verb = max(verbs, key=lambda one: one.end, default=None)
        if verb is None or not self._is_armed(words, verb):
            return None
        if verb.end == hit.start:
            return verb
        if any(self.tokens[at].text in _BREAKS for at in range(verb.end, hit.start)):
            return None
        if words.any_within(verb.end, hit.start, _OTHERS) or not self._may_precede(words, hit):
            return None
        return verb

    def _is_armed(self, words: _Words, verb: Hit) -> bool:
        """Whether a weapon or an attack is what was launched, or something spoken of before ("they")."""
        if words.of("weapons", "strike.nouns", "targets") or verb.category == "strike.verbs":
            return True
        return any(0 <= verb.start - one.end <= 3 for one in words.of("grammar.self"))

    def _may_precede(self, words: _Words, hit: Hit) -> bool:
        """Whether the word before "from" can end what was launched, at whom or when: not "people from"."""
        before = hit.start - 1
        ends = words.of("weapons", "targets", "launch.between", "strike.nouns", *_TIMES, "actor.words")
        if any(one.end == hit.start for one in ends) or self.tokens[before].fold.endswith("ly"):
            return True
        return self.tokens[before].text[0].isdecimal() or self._is_name(before)

    def _is_name(self, at: int) -> bool:
        number = bisect_left(self.starts, at + 1) - 1
        return number >= 0 and self.sites[number].named.last == at + 1

    def _verb_behind(self, words: _Words, hit: Hit, end: int) -> bool:
        """Whether the clause opens with the "from" and tells the launch behind it: "From Crimea they fired …"."""
        opening = hit.start - words.sentence.first <= _OPENING or self.tokens[hit.start - 1].text == ","
        if not opening:
            return False
        for verb in words.of("launch.verbs"):
            if 0 <= verb.start - end <= _TO_VERB and self._is_armed(words, verb):
                between = range(end, verb.start)
                broken = any(self.tokens[at].text in _BREAKS for at in between)
                return not broken and not words.any_within(end, verb.start, _OTHERS)
        return False

    def _sites_behind(self, words: _Words, hit: Hit) -> list[Site]:
        """The places of a list that begins behind "from"."""
        number = bisect_left(self.starts, hit.end)
        if number >= len(self.sites) or not self._reaches(words, hit.end, self.starts[number]):
            return []
        sites = [self.sites[number]]
        for site in self.sites[number + 1 :]:
            if site.named.first >= words.sentence.last or not self._goes_on(words, sites[-1], site):
                break
            sites.append(site)
        return sites

    def _reaches(self, words: _Words, first: int, name: int) -> bool:
        """Whether nothing but what describes the place of launching stands between "from" and the name."""
        if name >= words.sentence.last or name - first > _TO_NAME:
            return False
        if words.any_within(first, name, _OTHERS | _TIMES):
            return False
        between = range(first, name)
        if any(words.any_within(at, at + 1, frozenset({"launch.verbs", "launch.towards"})) for at in between):
            return False
        plain = [token.text for token in self.tokens[first:name]]
        if plain[:1] in ([":"], ["—"], ["–"]):
            plain = plain[1:]
        return all(text[0].isalpha() or text in "(." for text in plain)

    def _goes_on(self, words: _Words, before: Site, site: Site) -> bool:
        """Whether two names stand in one list of launch places, or the second says where the first lies."""
        first, last = before.named.last, site.named.first
        if last - first > _IN_LIST:
            return False
        listing = {at for one in words.of("launch.list") for at in range(one.start, one.end)}
        gap = [at for at in range(first, last) if at not in listing and self.tokens[at].text not in _JOINTS]
        if not gap:
            return True
        inside = all(words.any_within(at, at + 1, frozenset({"place"})) for at in gap)
        return inside and only_holds(site, before)


def only_holds(site: Site, other: Site) -> bool:
    """Whether a place only says where another one lies."""
    if site.place.id == other.place.id:
        return site.named.first > other.named.first
    if site.place.kind == PlaceKind.COUNTRY:
        return other.place.kind != PlaceKind.COUNTRY
    return covers(site.place, other.place)
