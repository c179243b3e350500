"""What somebody else proposes as strikes, checked against the report: words that are not in it are dropped."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from mapapp.extract.event import NO_DAY
from mapapp.extract.explain import statements, status_rule
from mapapp.extract.facts import Facts, collect
from mapapp.extract.ledger import Ledger
from mapapp.extract.reading import Reading
from mapapp.extract.record import source
from mapapp.extract.sites import Site, precise
from mapapp.extract.tokens import read_document
from mapapp.extract.toll import TollReader
from mapapp.extract.when import Calendar
from mapapp.model import (
    UNKNOWN_ACTOR,
    Evidence,
    Explanation,
    Extraction,
    Outcome,
    Report,
    Statement,
    Status,
    Strike,
    TargetType,
    WeaponType,
)
from mapapp.vocabulary import Vocabulary

_MOST_STRIKES = 200
_MOST_QUOTE = 2_000
_MOST_FIGURE = 60
# Of one kind of words or the other; nobody has measured a model that a user may name.
_SEEN, _UNSEEN = 0.75, 0.4
_Kind = TypeVar("_Kind", WeaponType, TargetType, Outcome)


@dataclass
class _Checked:
    """One proposal on its way through: what was dropped, and the evidence for what was not."""

    number: int
    proposal: dict[str, Any]
    quote: str
    start: int
    dropped: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    said: tuple[Statement, ...] = ()

    def drop(self, name: str, why: str = "") -> None:
        """Leave a field out, and say so; its words prove nothing then."""
        self.dropped.append(f"{name} ({why})" if why else name)
        self.evidence = [one for one in self.evidence if one.field != name]


class Gate:
    """Lets the fields of proposed strikes through whose words stand in the report."""

    def __init__(self, report: Report, reading: Reading, vocabulary: Vocabulary, rule: str) -> None:
        self.report, self.reading, self.vocabulary, self.rule = report, reading, vocabulary, rule
        self.tolls = TollReader(reading.document)
        self.warnings: list[str] = []

    def extraction(self, proposals: Sequence[dict[str, Any]]) -> Extraction:
        """The strikes that passed, with a warning for every proposal or field that did not."""
        strikes: list[Strike] = []
        explanations: list[Explanation] = []
        seen: dict[tuple[Any, ...], int] = {}
        for number, proposal in enumerate(proposals[:_MOST_STRIKES], 1):
            checked = self._quoted(number, proposal)
            strike = self._strike(checked, len(strikes) + 1) if checked else None
            if checked is not None and checked.dropped:
                self.warnings.append(f"Proposal {number}: not in the report and dropped: {', '.join(checked.dropped)}.")
            if strike is None or checked is None:
                continue
            first = seen.setdefault((strike.place_id, strike.date, strike.attacker, strike.target), number)
            if first != number:
                self.warnings.append(f"Proposal {number} was dropped: it says the same as proposal {first}.")
                continue
            strikes.append(strike)
            explanations.append(
                Explanation(strike=strike.id, evidence=tuple(checked.evidence), statements=tuple(checked.said))
            )
        if len(proposals) > _MOST_STRIKES:
            self.warnings.append(
                f"The model proposed {len(proposals):,} strikes; only the first {_MOST_STRIKES} were read."
            )
        return self.reading.extraction(strikes, explanations, self.warnings)

    def _quoted(self, number: int, proposal: dict[str, Any]) -> _Checked | None:
        quote = proposal.get("quote")
        words = quote.strip() if isinstance(quote, str) else ""
        found = _find(words, self.report.text) if 0 < len(words) <= _MOST_QUOTE else None
        if found is None:
            self.warnings.append(f"Proposal {number} was dropped: its quote does not stand in the report.")
            return None
        return _Checked(number, proposal, self.report.text[found[0] : found[1]], found[0])

    def _strike(self, one: _Checked, number: int) -> Strike | None:
        site = self._site(one)
        if site is None:
            self.warnings.append(
                f"Proposal {one.number} was dropped: its place is not named in the report, or unknown."
            )
            return None
        facts = self._facts(one)
        attacker = self._attacker(one)
        attacked = self._attacked(site, attacker)
        status = self._status(one, facts, attacker, attacked)
        place = site.place
        weapon, target = self._words(one, "weapon"), self._words(one, "target")
        return Strike(
            id=f"{self.report.id}-{number}",
            date=self._date(one, facts),
            time_precision=1 if any(e.field == "date" and e.start is not None for e in one.evidence) else 2,
            attacker=attacker,
            attacked=attacked,
            weapon=weapon,
            weapon_type=_kind(WeaponType, one.proposal.get("weapon_type")) if weapon else WeaponType.UNKNOWN,
            target=target,
            target_type=_kind(TargetType, one.proposal.get("target_type")) if target else TargetType.UNKNOWN,
            place=place.name,
            place_id=place.id,
            place_source=place.source,
            admin1=place.admin1,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            geo_precision=precise(place),
            uncertainty_km=place.radius_km,
            killed=self._figure(one, "killed"),
            injured=self._figure(one, "injured"),
            outcome=_kind(Outcome, one.proposal.get("outcome")),
            status=status,
            quote=one.quote,
            quote_start=one.start,
            confidence=round(self._trust(one, facts) * site.resolution.confidence, 2),
            report=self.report.id,
            sources=(source(self.report),),
        )

    def _trust(self, one: _Checked, facts: list[Facts]) -> float:
        """How far a proposal is trusted: less where the rules see no attack in its words, whoever put them there."""
        if any(clause.is_strike for clause in facts):
            return _SEEN
        self.warnings.append(f"Proposal {one.number}: the rules see no attack in its words; look at it.")
        return _UNSEEN

    def _site(self, one: _Checked) -> Site | None:
        """The resolved mention that the proposal names, inside the quote where it is there."""
        name = one.proposal.get("place")
        if not isinstance(name, str) or not name.strip():
            return None
        words = name.strip()
        named = [s for s in self.reading.sites if _overlaps(s.resolution.mention.name, words)]
        end = one.start + len(one.quote)
        inside = [s for s in named if one.start <= s.resolution.mention.start < end]
        site = next(iter(inside or named), None)
        if site is not None:
            mention = site.resolution.mention
            one.evidence.append(Evidence(field="place", rule=self.rule, start=mention.start, end=mention.end))
        return site

    def _facts(self, one: _Checked) -> list[Facts]:
        """The clauses that the quote touches."""
        starts = [facts.sentence.start for facts in self.reading.facts]
        first = max(0, bisect_right(starts, one.start) - 1)
        return self.reading.facts[first : max(first + 1, bisect_left(starts, one.start + len(one.quote)))]

    def _words(self, one: _Checked, name: str) -> str | None:
        """The proposal's words for a field where they stand in the report, else None, and it is said."""
        words = one.proposal.get(f"{name}_words")
        if words is None or (isinstance(words, str) and not words.strip()):
            return None
        at = self._find(one, name, words.strip()) if isinstance(words, str) else None
        if at is None:
            one.drop(name)
            return None
        one.evidence.append(Evidence(field=name, rule=self.rule, start=at[0], end=at[1]))
        return self.report.text[at[0] : at[1]]

    def _find(self, one: _Checked, name: str, words: str) -> tuple[int, int] | None:
        """Where words stand in the report: in the quote, else anywhere but for figures; None where they do not."""
        inside = _find(words, one.quote)
        if inside is not None:
            return one.start + inside[0], one.start + inside[1]
        return None if name in ("killed", "injured") else _find(words, self.report.text)

    def _attacker(self, one: _Checked) -> str:
        name = one.proposal.get("attacker")
        words = self._words(one, "attacker")
        if words is None or name == UNKNOWN_ACTOR:
            return UNKNOWN_ACTOR
        document = read_document(words, self.vocabulary)
        meant = {hit.value for hit in document.hits if hit.category.startswith("actor.")}
        if isinstance(name, str) and name in meant:
            return name
        one.drop("attacker", "its words do not name it")
        return UNKNOWN_ACTOR

    def _attacked(self, site: Site, attacker: str) -> str:
        owner = self.reading.sides.owner(site.place)
        return owner if owner and owner != attacker else self.reading.sides.opponent(attacker) or UNKNOWN_ACTOR

    def _date(self, one: _Checked, facts: list[Facts]) -> date | None:
        """The day that the proposal's words come to by the calendar; without words, that of the quote's clauses."""
        words = self._words(one, "date")
        if words is not None:
            document = read_document(words, self.vocabulary)
            calendar = Calendar(document, self.report.published)
            days = [calendar.day_of(clause, clause.sentence.first) for clause in collect(document)]
            day = next((found for found in days if found), None)
            if day is not None:
                return day
            one.drop("date", "its words give none")
        calendar = Calendar(self.reading.document, self.report.published)
        phrases = (calendar.phrase_of(clause, clause.sentence.first) for clause in facts)
        phrase = next((found for found in phrases if found and found.day), None)
        if phrase is not None:
            tokens = self.reading.document.tokens
            start, end = tokens[phrase.start].start, tokens[phrase.end - 1].end
            one.evidence.append(Evidence(field="date", rule=phrase.rule, start=start, end=end))
            return phrase.day
        one.evidence.append(Evidence(field="date", rule=NO_DAY))
        return self.report.published

    def _figure(self, one: _Checked, name: str) -> int | None:
        """A count of people where its words stand in the report and give that number."""
        value = one.proposal.get(name)
        if value is None:
            return None
        words = self._words(one, name)
        if words is None:
            if name not in one.dropped:
                one.drop(name)
            return None
        document = read_document(words, self.vocabulary)
        clauses = collect(document)
        figures = {figure.value for clause in clauses for figure in TollReader(document).figures(clause)}
        if any(clause.of("harm.none") for clause in clauses):
            figures.add(0)
        if any(clause.of("grammar.singular") for clause in clauses):
            figures.add(1)
        number = self._number(value)
        if number in figures:
            return number
        one.drop(name, "its words do not give it")
        return None

    def _number(self, value: Any) -> int | None:
        """A count that a model gives as a number, in digits or in words; None for anything else."""
        if isinstance(value, str) and len(value) < _MOST_FIGURE:
            document = read_document(value, self.vocabulary)
            figures = [figure.value for clause in collect(document) for figure in TollReader(document).figures(clause)]
            return figures[0] if len(figures) == 1 else None
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def _status(self, one: _Checked, facts: list[Facts], attacker: str, attacked: str) -> Status:
        """What follows from who says so in the quote; the statements go into the explanation."""
        ledger = self._ledger(facts)
        status = ledger.status(attacker, attacked)
        one.said = statements(self.reading.document, ledger)
        one.evidence.append(Evidence(field="status", rule=status_rule(len(one.said), ledger.told, status)))
        return status

    def _ledger(self, facts: list[Facts]) -> Ledger:
        ledger = Ledger()
        for clause in facts:
            said = self.reading.attribution.of(clause.whole)
            ledger.enter(said, bool(clause.of("outcome.intercepted")) and not clause.of("outcome.damage"))
            ledger.told += not said
        return ledger


def _overlaps(mention: str, words: str) -> bool:
    """Whether a mention and proposed words name the same: all words of one stand in the other."""
    a, b = mention.casefold().split(), words.casefold().split()
    short, long = sorted((a, b), key=len)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _find(words: str, text: str) -> tuple[int, int] | None:
    """Where words stand in a text, whatever white space is between them; None where they do not."""
    at = text.find(words)
    if at >= 0:
        return at, at + len(words)
    found = re.search(r"\s+".join(map(re.escape, words.split())), text) if words.split() else None
    return found.span() if found else None


def _kind(kinds: type[_Kind], value: Any) -> _Kind:
    try:
        return kinds(value)
    except ValueError:
        return kinds("unknown")
