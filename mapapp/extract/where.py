"""Which of the places that a sentence names is the place of the strike."""

from mapapp.extract.clauses import Clause
from mapapp.extract.datelines import datelines
from mapapp.extract.facts import Facts
from mapapp.extract.launch import Launches
from mapapp.extract.sites import Site, covers, precision
from mapapp.extract.standing import Standing
from mapapp.extract.tokens import Document, Token
from mapapp.model import GeoPrecision, PlaceKind

_REACH = 6
_CLEARLY = 1.2
_NO_NAMES = (
    "time.weekdays", "time.months", "actor.words", "actor.adjectives", "actor.voices", "weapons", "person.titles",
    "flag", "grammar.networks",
)  # fmt: skip


class Locator:
    """Finds the places of strikes in the sentences of one document."""

    def __init__(self, document: Document, sites: list[Site], clauses: list[Clause]) -> None:
        self.document, self.tokens = document, document.tokens
        self.by_clause: dict[int, list[Site]] = {}
        self._known_scores: dict[int, list[tuple[Site, float]]] = {}
        self.datelines = datelines(document)
        self.launches = Launches(document, sites)
        self.standing = Standing(document, sites, self.launches)
        self.known = {at for site in sites for at in range(site.named.first, site.named.last)}
        clause_of = {at: n for n, one in enumerate(clauses) for at in range(one.part.first, one.part.last)}
        for site in sites:
            if site.named.first in self.datelines:
                continue
            if site.place.kind != PlaceKind.COUNTRY and site.named.first in clause_of:
                self.by_clause.setdefault(clause_of[site.named.first], []).append(site)

    def heading(self, facts: Facts) -> Site | None:
        """The place that a line begins with as its heading: "ODESA. …", "Дружківка: …"."""
        sites = self.by_clause.get(facts.number, [])
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
        chosen = [(site, score) for site, score in self._scored(facts) if score > 0]
        best = max((score for _, score in chosen), default=0.0)
        kept = [site for site, score in chosen if score >= 1.0 or best < _CLEARLY]
        return _narrowest(_without_repeats(kept))

    def _scored(self, facts: Facts) -> list[tuple[Site, float]]:
        """Each name of a clause with how much speaks for it, what its neighbours say taken in."""
        if facts.number not in self._known_scores:
            self._known_scores[facts.number] = self._score_all(facts)
        return self._known_scores[facts.number]

    def _score_all(self, facts: Facts) -> list[tuple[Site, float]]:
        found: list[tuple[Site, float]] = []
        chosen: list[tuple[Site, float]] = []
        before: tuple[Site, float] | None = None
        for site in self.by_clause.get(facts.number, []):
            score = self.standing.of(site, facts)
            if self.standing.is_offshore(site):
                before = (site, score)
                found.append(before)
                chosen.append(before)
                continue
            if before and before[1] <= -2 and score > -3 and self._shares(before[0], site, facts):
                score = before[1]
            elif before and before[1] > 0 and self._says_where(before[0], site, facts):
                score = -1.0
            elif before and before[1] > 0 and self._joined(before[0], site, facts) and score > -1.5:
                score = max(score, before[1])
            elif chosen and score > 0 and self._contains(chosen[-1][0], site):
                score = max(score, 1.0)
            elif chosen and score > 0 and not self._told_anew(chosen[-1][0], site, facts):
                score = -1.0 if score <= chosen[-1][1] or not self._contains(site, chosen[-1][0]) else 0.1
            if before and self._is_owner_of(before[0], site):
                found[-1] = (before[0], -1.0)
                chosen = [one for one in chosen if one[0] is not before[0]]
                score = max(score, before[1])
            before = (site, score)
            found.append(before)
            if score > 0:
                chosen.append(before)
        return found

    def _shares(self, before: Site, site: Site, facts: Facts) -> bool:
        """Whether what speaks against a name speaks against the next of its list; launch places have their own."""
        return before.named.first not in self.launches.at and self._joined(before, site, facts)

    def _is_owner_of(self, before: Site, site: Site) -> bool:
        """Whether the name before is that of the town in which this one lies: "Gaza City's Rimal neighbourhood"."""
        return before.named.last == site.named.first and self.tokens[before.named.last - 1].text.endswith(("'s", "’s"))

    def is_only_seat(self, facts: Facts) -> bool:
        """Whether the names of a clause are only where its officials sit: "Rostov's governor reported a fire there"."""
        scored = self._scored(facts)
        seats = any(self.standing.seats_locals(facts, site.named.first) for site, _ in scored)
        return seats and all(score < 1.0 for _, score in scored)

    def topic(self, facts: Facts, opens_paragraph: bool) -> Site | None:
        """The first town or site that a clause is plainly about."""
        scored = self._scored(facts)
        for site, score in scored:
            if opens_paragraph and len(scored) == 1 and score > -0.5 and not site.wide:
                return site
            if opens_paragraph and self._turns_to(facts, site):
                return site
            opens = score > -0.5 and site.named.first - facts.sentence.first <= 2
            if not site.wide and (opens or score > 0.1) and not self.standing.seats_locals(facts, site.named.first):
                return site
        return None

    def _turns_to(self, facts: Facts, site: Site) -> bool:
        """Whether a text leads its reader there: "Back to Velyka Pysarivka, on the Ukrainian side"."""
        first = facts.sentence.first
        opening = [self.tokens[at].fold for at in range(first, site.named.first)]
        return not site.wide and len(opening) <= 3 and opening[:1] == ["back"] and opening[-1:] == ["to"]

    def names_unknown(self, facts: Facts) -> bool:
        """Whether "in X" names a place that the gazetteer does not have or that was left open."""
        meant = {hit.start for key in _NO_NAMES for hit in facts.of(key)}
        for hit in facts.of("place"):
            at = hit.end
            if hit.value != "at" or at >= facts.sentence.last or at in self.known or at in meant:
                continue
            if self.tokens[at].text[:1].isupper() and not self.tokens[at].text.isupper():
                return True
        return False

    def named(self, facts: Facts) -> list[Site]:
        """The places that a sentence gives for an attack told before it: sites first, else what stands behind "in"."""
        sites = [site for site in self.by_clause.get(facts.number, []) if not site.resolution.mention.metonym]
        exact = [s for s in sites if precision(s.place.kind) == GeoPrecision.SITE and self.standing.of(s, facts) > -1]
        if exact:
            return _without_repeats(exact)
        return _narrowest(_without_repeats([site for site in sites if self.standing.of(site, facts) > 1]))

    def _contains(self, site: Site, other: Site) -> bool:
        return covers(site.place, other.place)

    def _says_where(self, before: Site, site: Site, facts: Facts) -> bool:
        """Whether a name only says where the one before it lies: "A, in B", "A near B", "A, north of B"."""
        if self._contains(before, site):
            return False
        gap = self.tokens[before.named.last : site.named.first]
        words = [token.fold for token in gap if token.text not in ",("]
        if len(gap) > 6 or not words:
            return len(gap) == 1 and gap[0].text in ",(" and self._contains(site, before)
        if any(token.text in ";:" for token in gap) or words[0] in ("and", "та", "і", "и"):
            return False
        container = {hit.start for hit in facts.of("grammar.container")}
        if before.named.last + (gap[0].text in ",(") not in container:
            return False
        return len(words) <= 2 or not self._told_anew(before, site, facts)

    def _told_anew(self, before: Site, site: Site, facts: Facts) -> bool:
        """Whether an attack or harm is told between two places, or right behind the later: each has its own."""
        words = [*facts.strong, *facts.weak, *facts.of("outcome.intercepted")]
        words += [*facts.of("harm.killed"), *facts.of("harm.injured"), *facts.of("number")]
        start, end = before.named.last, site.named.last + _REACH
        if self._has_own_target(start, site, facts):
            return True
        if any(token.text.isdecimal() for token in self.tokens[start : site.named.first]):
            return True
        breaks = [at for at in range(site.named.last, min(end, len(self.tokens))) if self.tokens[at].text in ",;:."]
        return any(start <= hit.start < (breaks[0] if breaks else end) for hit in words)

    def _has_own_target(self, start: int, site: Site, facts: Facts) -> bool:
        """Whether a thing of its own was struck there: "a workshop in Kharkiv and a berth in Odesa"."""
        between = range(start, site.named.first)
        joined = any(hit.start in between for hit in facts.of("grammar.conjunctions"))
        joined = joined or any(self.tokens[at].text == "," for at in between)
        return joined and any(hit.start in between for hit in facts.of("targets"))

    def _joined(self, before: Site, site: Site, facts: Facts) -> bool:
        """Whether two names stand in one list: "at A, B and C"."""
        gap = range(before.named.last, site.named.first)
        joining = {hit.start for hit in facts.of("grammar.joining")}
        counted = [at for at in gap if at in joining or self.tokens[at].text in "-–—" or self._is_figure(at, facts)]
        return len(gap) <= 6 and len(counted) == len(gap) and not self._contains(site, before)

    def _is_figure(self, at: int, facts: Facts) -> bool:
        return self.tokens[at].text.isdecimal() or any(hit.start == at for hit in facts.of("number"))


def _without_repeats(sites: list[Site]) -> list[Site]:
    return list({site.place.id: site for site in reversed(sites)}.values())[::-1]


def _narrowest(sites: list[Site]) -> list[Site]:
    """The sites less those regions and seas that only say where a narrower one lies."""
    return [site for site in sites if not any(s is not site and covers(site.place, s.place) for s in sites)]
