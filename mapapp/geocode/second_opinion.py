"""A second opinion on the names that the gazetteer does not know, from the service that the settings name.

Only names that the text itself calls places are asked, a bounded number a report; only the name leaves the machine.
An answer is taken where its kind, its name and its country fit the text and nothing else does as well: a place that is
left open costs less than a wrong one. Nothing here raises: what went wrong is one sentence in the opinion.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from mapapp.errors import MapappError, ServiceError
from mapapp.gazetteer.normal import normal
from mapapp.gazetteer.rows import distance_km
from mapapp.geocode.ports import Answer, Found
from mapapp.model import Inquiry, Mention, Place, PlaceKind, Resolution, RunnerUp

if TYPE_CHECKING:
    # Its import brings geopy, which a report that asks nobody need not wait for.
    from mapapp.geocode.asker import Asker

_MOST_COUNTRIES, _MOST_RUNNERS_UP, _MOST_FAILURES = 6, 4, 3
_SAME_KM, _NEAR_KM = 25.0, 150.0
_ALIKE, _ALIKE_ACROSS = 0.8, 0.7
# Below what the gazetteer's resolver gives to what it is sure of: nobody has checked how the service ranks.
_CLEAR, _NEAREST, _ANYWHERE = 0.6, 0.5, 0.3
_SETTLED = frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT})
_WITH_CLASS = frozenset({PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.CITY_DISTRICT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A name to ask: its mention, its spellings (as written, in the dictionary form), and these without class words."""

    mention: Mention
    spellings: tuple[str, ...]
    bare: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One resolution a question, in their order; what was asked, and what went wrong in sentences."""

    resolutions: tuple[Resolution, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass
class SecondOpinion:
    """Asks for one run: after a refusal or a full quota, or three failures in a row, it asks no more."""

    asker: "Asker"
    most_requests: int
    stopped: bool = False
    failures: int = 0
    _inquiries: list[Inquiry] = field(default_factory=list)
    _warnings: list[str] = field(default_factory=list)
    _sent: int = 0

    def about(self, questions: Sequence[Question], context: Sequence[Resolution]) -> Opinion:
        """What the service says of one report's names; `context` are those that the gazetteer resolved."""
        self._inquiries, self._warnings, self._sent = [], [], 0
        places = [resolution.place for resolution in context if resolution.place is not None]
        answered: dict[tuple[str, ...], Resolution] = {}
        resolutions = []
        for question in questions:
            if question.spellings not in answered:
                answered[question.spellings] = self._resolve(question, places)
            resolutions.append(replace(answered[question.spellings], mention=question.mention))
        return Opinion(resolutions=tuple(resolutions), inquiries=tuple(self._inquiries), warnings=tuple(self._warnings))

    def _resolve(self, question: Question, places: Sequence[Place]) -> Resolution:
        countries = _countries(places)
        for spelling in question.spellings:
            answer = self._ask(spelling, countries)
            chosen = choose(question, answer.found, places, countries) if answer else None
            if chosen is not None:
                return chosen
        return Resolution(mention=question.mention, place=None, confidence=0.0)

    def _ask(self, name: str, countries: list[str]) -> Answer | None:
        """The answer, None where the service may not be asked or fails; what is remembered costs nothing."""
        try:
            answer = self.asker.known(name, countries)
            if answer is None:
                if self.stopped or not self._within_bound():
                    return None
                self._sent += 1
                answer = self.asker.ask(name, countries)
                self.failures = 0
        except ServiceError as problem:
            self.failures += 1
            self.stopped = self.stopped or problem.stops or self.failures >= _MOST_FAILURES
            self._warn(str(problem))
            return None
        except MapappError as problem:
            self.stopped = True
            self._warn(str(problem))
            return None
        provider = self.asker.provider
        self._inquiries.append(
            Inquiry(
                name=name, service=provider.ident, at=answer.at, cached=answer.cached, found=len(answer.found),
                credit=provider.credit,
            )
        )  # fmt: skip
        return answer

    def _within_bound(self) -> bool:
        if self._sent < self.most_requests:
            return True
        self._warn(
            f"The report names more unknown places than the {self.most_requests} that the geocoder "
            f"{self.asker.provider.name} may be asked for; the others stay open."
        )
        return False

    def _warn(self, sentence: str) -> None:
        if sentence not in self._warnings:
            self._warnings.append(sentence)


def choose(
    question: Question, found: Sequence[Found], places: Sequence[Place], countries: Sequence[str]
) -> Resolution | None:
    """The one place of an answer that fits, else an abstention with runners-up; None where nothing fits at all."""
    fitting = [one.place for one in found if _fits(one, question, countries)]
    distinct = [place for n, place in enumerate(fitting) if not any(_apart(place, p) < _SAME_KM for p in fitting[:n])]
    if not distinct:
        return None
    points = [place for place in places if place.kind != PlaceKind.COUNTRY]
    near = [place for place in distinct if any(_apart(place, other) <= _NEAR_KM for other in points)]
    if len(distinct) == 1:
        return Resolution(
            mention=question.mention, place=distinct[0], confidence=_CLEAR if near or countries else _ANYWHERE
        )
    chosen = near[0] if len(near) == 1 else None
    reason = "farther from the other places named" if chosen else "several of that name are as likely"
    others = [place for place in distinct if place is not chosen][:_MOST_RUNNERS_UP]
    return Resolution(
        mention=question.mention,
        place=chosen,
        confidence=_NEAREST if chosen else round(1 / (len(distinct) + 1), 3),
        runners_up=tuple(RunnerUp(place=place, score=0.0, reason=reason) for place in others),
    )


def _countries(places: Sequence[Place]) -> list[str]:
    """The countries that the text is about, those named most first; a place in none of them is not meant."""
    counts = Counter(place.country for place in places if place.country)
    return [code for code, _ in counts.most_common(_MOST_COUNTRIES)]


def _fits(one: Found, question: Question, countries: Sequence[str]) -> bool:
    place, cue = one.place, question.mention.cue
    if countries and place.country is not None and place.country not in countries:
        return False
    wanted = cue | _SETTLED if cue & _SETTLED else cue
    if wanted and place.kind not in wanted:
        return False
    return any(_alike(asked, name, place.kind) for asked in question.bare for name in one.names)


def _alike(asked: str, name: str, kind: PlaceKind) -> bool:
    one, other = normal(asked), normal(name)
    others = [other, other.rpartition(" ")[0]] if kind in _WITH_CLASS else [other]
    if one in others:
        return True
    # A fuzzy service answers with what begins like the name; a letter or an ending may differ, not the name.
    across = _cyrillic(one) != _cyrillic(other)
    one, others = (latin(one), [latin(other) for other in others]) if across else (one, others)
    least = _ALIKE_ACROSS if across else _ALIKE
    return any(SequenceMatcher(None, one, other, autojunk=False).ratio() >= least for other in others)


def _cyrillic(text: str) -> bool:
    return any("\u0400" <= char <= "\u04ff" for char in text)


def latin(text: str) -> str:
    """Lower-case Cyrillic in Latin letters, roughly: good enough to compare names, not to show them."""
    return text.translate(_LATIN)


_CYRILLIC_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщюяыэёьъ"
_LATIN_LETTERS = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia y e e - -"
_LATIN = str.maketrans(dict(zip(_CYRILLIC_LETTERS, _LATIN_LETTERS.replace("-", "").split(" "), strict=True)))


def _apart(one: Place, other: Place) -> float:
    return distance_km((one.latitude, one.longitude), (other.latitude, other.longitude))
