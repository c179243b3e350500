"""Which of the places that a sentence names is the place of the strike."""

from dataclasses import dataclass

from mapapp.extract.facts import Facts
from mapapp.extract.tokens import Document, Token
from mapapp.gazetteer.rows import distance_km
from mapapp.geocode.resolve import Named
from mapapp.model import GeoPrecision, Place, PlaceKind, Resolution

_SETTLED = frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT})
_WIDE = frozenset({PlaceKind.REGION, PlaceKind.AREA, PlaceKind.DISTRICT})
_WATER = frozenset({PlaceKind.SEA, PlaceKind.STRAIT, PlaceKind.RIVER})
_EXTENDED = frozenset(
    {PlaceKind.REGION, PlaceKind.AREA, PlaceKind.ISLAND, PlaceKind.MOUNTAIN, PlaceKind.PIPELINE, PlaceKind.RIVER}
)
_REACH = 6
_CLEARLY = 1.2


@dataclass(frozen=True)
class Site:
    """A mention that was resolved to a place, with its tokens."""

    resolution: Resolution
    named: Named
    place: Place

    @property
    def wide(self) -> bool:
        """Whether it is a region or a larger area."""
        return precision(self.place.kind) in (GeoPrecision.REGION, GeoPrecision.COUNTRY)


def precision(kind: PlaceKind) -> GeoPrecision:
    """How narrowly a place of this kind is known."""
    if kind in _SETTLED:
        return GeoPrecision.SETTLEMENT
    if kind == PlaceKind.DISTRICT:
        return GeoPrecision.DISTRICT
    if kind in (PlaceKind.SEA, PlaceKind.STRAIT):
        return GeoPrecision.WATER
    if kind in _EXTENDED:
        return GeoPrecision.REGION
    return GeoPrecision.COUNTRY if kind == PlaceKind.COUNTRY else GeoPrecision.SITE


class Locator:
    """Finds the places of strikes in the sentences of one document."""

    def __init__(self, document: Document, sites: list[Site]) -> None:
        self.document, self.tokens = document, document.tokens
        self.by_sentence: dict[int, list[Site]] = {}
        self.country_ends = {site.named.last for site in sites if site.place.kind == PlaceKind.COUNTRY}
        for site in sites:
            if site.place.kind != PlaceKind.COUNTRY:
                self.by_sentence.setdefault(document.sentence_of[site.named.first], []).append(site)

    def heading(self, facts: Facts) -> Site | None:
        """The place that a line begins with as its heading: "ODESA. …", "Дружківка: …"."""
        sites = self.by_sentence.get(facts.number, [])
        if not sites or any(t.text[0].isalpha() for t in self.tokens[facts.sentence.first : sites[0].named.first]):
            return None
        words = {hit.start for hit in facts.of("grammar.heading")}
        for at in range(sites[0].named.last, min(sites[0].named.last + 9, facts.sentence.last)):
            token = self.tokens[at]
            if token.text in (":", ".") or (token.text in "-–—" and self._opens_item(facts, token)):
                return sites[0]
            if not (token.text == "," or token.text[0].isupper() or at in words):
                return None
        return None

    def _opens_item(self, facts: Facts, dash: Token) -> bool:
        """Whether a dash stands behind a heading; in the report's first sentence it stands behind a dateline."""
        return facts.number > 0 and self.document.text[dash.start - 1] == " "

    def places(self, facts: Facts) -> list[Site]:
        """The places at which the sentence's attack was, in the order of the text."""
        chosen: list[tuple[Site, float]] = []
        before: tuple[Site, float] | None = None
        for site in self.by_sentence.get(facts.number, []):
            score = self._score(site, facts)
            if before and before[1] > 0 and self._joined(before[0], site, facts) and score > -1.5:
                score = max(score, before[1])
            elif chosen and score > 0 and not self._told_anew(chosen[-1][0], site, facts):
                score = -1.0 if score <= chosen[-1][1] or not self._contains(site, chosen[-1][0]) else 0.1
            before = (site, score)
            if score > 0:
                chosen.append(before)
        best = max((score for _, score in chosen), default=0.0)
        kept = [site for site, score in chosen if score >= 1.0 or best < _CLEARLY]
        return _narrowest(_without_repeats(kept))

    def named(self, facts: Facts) -> list[Site]:
        """The places that a sentence gives for an attack told before it: sites first, else what stands behind "in"."""
        sites = [site for site in self.by_sentence.get(facts.number, []) if not site.resolution.mention.metonym]
        exact = [s for s in sites if precision(s.place.kind) == GeoPrecision.SITE and self._score(s, facts) > -1]
        if exact:
            return _without_repeats(exact)
        return _narrowest(_without_repeats([site for site in sites if self._score(site, facts) > 1]))

    def _contains(self, site: Site, other: Site) -> bool:
        return covers(site.place, other.place)

    def _told_anew(self, before: Site, site: Site, facts: Facts) -> bool:
        """Whether an attack or harm is told between two places, or right behind the later: each has its own."""
        words = [*facts.strong, *facts.weak, *facts.of("outcome.intercepted")]
        words += [*facts.of("harm.killed"), *facts.of("harm.injured"), *facts.of("number")]
        start, end = before.named.last, site.named.last + _REACH
        if any(token.text.isdecimal() for token in self.tokens[start : site.named.first]):
            return True
        breaks = [at for at in range(site.named.last, min(end, len(self.tokens))) if self.tokens[at].text in ",;:."]
        return any(start <= hit.start < (breaks[0] if breaks else end) for hit in words)

    def _joined(self, before: Site, site: Site, facts: Facts) -> bool:
        """Whether two names stand in one list: "at A, B and C"."""
        gap = range(before.named.last, site.named.first)
        joining = {hit.start for hit in facts.of("grammar.joining")}
        return len(gap) <= 4 and all(at in joining for at in gap) and not self._contains(site, before)

    def _score(self, site: Site, facts: Facts) -> float:
        """How much speaks for a mention as the place of the attack; above 0 is for."""
        first = site.named.first
        if site.resolution.mention.metonym or self._is_office(facts, first) or self._follows_country(facts, first):
            return -3.0
        if self._seats_locals(facts, first):
            return 0.4
        score = self._preposition(facts, first) + self._beside_trigger(site, facts)
        window = range(max(0, first - 3), first)
        if any(hit.start in window for hit in facts.of("grammar.directions")) and precision(site.place.kind) not in (
            GeoPrecision.WATER,
            GeoPrecision.DISTRICT,
        ):
            return min(score, 0.5) if score > -2 else score
        return score

    def _seats_locals(self, facts: Facts, first: int) -> bool:
        """Whether local officials are there: "rescuers in X"; the place then, where the sentence has no better one."""
        at = {hit.start for hit in facts.of("place") if hit.value == "at" and hit.end == first}
        behind = {first + 1} if self.tokens[first].text.endswith(("'s", "’s")) else set()
        return any(hit.end in at or hit.start in behind for hit in facts.of("speech.local"))

    def _follows_country(self, facts: Facts, first: int) -> bool:
        """Whether the place ends a list that begins with a country: "over Russia and annexed Crimea", a total."""
        words = {hit.start for hit in (*facts.of("grammar.joining"), *facts.of("grammar.held"))}
        at = first - 1
        while at >= facts.sentence.first and at in words and first - at <= 4:
            at -= 1
        return at < first - 1 and at + 1 in self.country_ends and self.tokens[at + 1].text != ","

    def _preposition(self, facts: Facts, first: int) -> float:
        """The word before the name, a few adjectives and titles of the place between them allowed."""
        best: tuple[int, float] | None = None
        for hit in facts.of("place"):
            gap = first - hit.end
            if hit.value not in ("at", "from") or not 0 <= gap <= 3 or not self._plain(hit.end, first):
                continue
            score = -3.0 if hit.value == "from" else 2.0 - 1.5 * self._follows_speech(facts, hit.start)
            length = hit.end - hit.start
            if best is None or (-gap, length) >= (best[0], 0):
                best = (-gap, min(score, best[1]) if best and best[0] == -gap else score)
        return best[1] if best else 0.0

    def _plain(self, start: int, end: int) -> bool:
        return all(token.text[0].isalnum() for token in self.tokens[start:end])

    @staticmethod
    def _follows_speech(facts: Facts, first: int) -> bool:
        """Whether the place is where something was said: "told reporters in Kyiv", "the command in Moscow"."""
        return any(0 <= first - hit.end <= 1 for hit in (*facts.of("speech.verbs"), *facts.of("actor.voices")))

    def _is_office(self, facts: Facts, first: int) -> bool:
        """Whether the name is that of somebody's office: "the governor of X", "mayor of X"."""
        if first < 2 or self.tokens[first - 1].fold != "of":
            return False
        return any(hit.end == first - 1 for hit in (*facts.of("speech.local"), *facts.of("person.titles")))

    def _beside_trigger(self, site: Site, facts: Facts) -> float:
        """Nearness to the word of attack or harm: its object, its subject, or farther off."""
        first, last = site.named.first, site.named.last
        if self._names_target(facts, last) or self._owns_target(facts, first):
            return 2.0
        triggers = [*facts.strong, *facts.weak, *facts.of("outcome.intercepted"), *facts.of("outcome.damage")]
        if not triggers:
            return 0.0
        for hit in triggers:
            verb = hit.category == "strike.verbs"
            if 0 <= first - hit.end <= 3 and verb and self._plain(hit.end, first):
                return 2.0
            if 0 <= hit.start - last <= 2 and verb and self._plain(last, hit.start):
                return 1.5
        nearest = min(min(abs(first - hit.end), abs(hit.start - last)) for hit in triggers)
        return 0.3 - 0.03 * nearest

    def _names_target(self, facts: Facts, last: int) -> bool:
        """Whether the name belongs to a target right behind it: "the Ryazan oil refinery"."""
        if last and self.tokens[last - 1].text.endswith(("'s", "’s")):
            return False
        return any(0 <= hit.start - last <= 2 and self._plain(last, hit.start) for hit in facts.of("targets"))

    def _owns_target(self, facts: Facts, first: int) -> bool:
        """Whether a target is said to be the place's: "the general hospital of X"."""
        before = first
        while before > facts.sentence.first and self.tokens[before - 1].fold in ("of", "the"):
            before -= 1
        return any(hit.end == before for hit in facts.of("targets")) and (before < first or self._is_genitive(first))

    def _is_genitive(self, first: int) -> bool:
        return "\u0400" <= self.tokens[first].fold[0] <= "\u04ff"


def _without_repeats(sites: list[Site]) -> list[Site]:
    return list({site.place.id: site for site in reversed(sites)}.values())[::-1]


def _narrowest(sites: list[Site]) -> list[Site]:
    """The sites less those regions and seas that only say where a narrower one lies."""
    return [site for site in sites if not any(s is not site and covers(site.place, s.place) for s in sites)]


def covers(place: Place, inner: Place) -> bool:
    """Whether a region or sea is only where the narrower place lies: it then adds no place of its own."""
    if place.kind not in _WIDE | _WATER or place.radius_km <= inner.radius_km:
        return False
    if place.kind in _WIDE and place.country != inner.country:
        return False
    apart = distance_km((place.latitude, place.longitude), (inner.latitude, inner.longitude))
    return apart <= 1.3 * place.radius_km + 10
