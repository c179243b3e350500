"""One report → its strikes, its places, and the words that show them."""

from bisect import bisect_right
from collections import defaultdict
from typing import Protocol

from mapapp.extract.facts import Facts, collect
from mapapp.extract.mentions import MentionFinder
from mapapp.extract.strikes import StrikeReader
from mapapp.extract.tokens import Document, read_document
from mapapp.extract.unknown import ask
from mapapp.extract.where import Locator, Site, precision
from mapapp.extract.who import Sides
from mapapp.gazetteer.index import Gazetteer
from mapapp.geocode.resolve import Named, Resolver
from mapapp.geocode.second_opinion import SecondOpinion
from mapapp.model import Extraction, NamedPlace, Report, Resolution, Span, Strike
from mapapp.vocabulary import Vocabulary

_OTHER_SIDE = 0.15


class Extractor(Protocol):
    """Whatever turns a report into strikes and places."""

    def extract(self, report: Report) -> Extraction:
        """Read one report; deterministic, without side effects."""
        ...


class RuleExtractor:
    """Reads reports by vocabulary and rules; every field comes from words of the text."""

    def __init__(self, gazetteer: Gazetteer, vocabulary: Vocabulary) -> None:
        self.gazetteer, self.vocabulary = gazetteer, vocabulary

    def extract(self, report: Report, opinion: SecondOpinion | None = None) -> Extraction:
        """Strikes, places and marked spans of one report; `opinion` is asked for names the gazetteer does not know."""
        document = read_document(report.text, self.vocabulary)
        facts = collect(document)
        named = MentionFinder(document, self.gazetteer, self.vocabulary).find()
        resolutions = self.resolve(document, named)
        named, resolutions, told = ask(document, self.vocabulary, named, resolutions, opinion)
        sites = [Site(r, one, r.place) for r, one in zip(resolutions, named, strict=True) if r.place is not None]
        sides = Sides(document, self.vocabulary)
        strikes = StrikeReader(report, document, facts, Locator(document, sites), sides).read()
        return Extraction(
            report=report,
            strikes=tuple(strikes),
            places=tuple(_named_places(report, document, resolutions, strikes)),
            resolutions=tuple(resolutions),
            spans=tuple(_spans(document, facts, resolutions, strikes)),
            inquiries=told.inquiries,
            warnings=told.warnings,
        )

    def resolve(self, document: Document, named: list[Named]) -> list[Resolution]:
        """Resolve mentions with the votes of the actors that the text speaks of."""
        votes: dict[str, float] = defaultdict(float)
        for hit in document.hits:
            if hit.category.startswith("actor."):
                votes[self.vocabulary.actors[hit.value].country] += 0.5
                for war in self.vocabulary.wars:
                    # Who is at war with somebody is where that somebody strikes.
                    for other in war - {hit.value} if hit.value in war else ():
                        votes[self.vocabulary.actors[other].country] += _OTHER_SIDE
        votes.pop("", None)
        return Resolver(self.gazetteer, votes).resolve(named, containment(document, named))


def containment(document: Document, named: list[Named]) -> list[tuple[int, int]]:
    """Pairs (inner, outer) of mentions written "X, Y", "X in Y" or "X (Y)"."""
    links = []
    for number in range(len(named) - 1):
        between = [token.fold for token in document.tokens[named[number].last : named[number + 1].first]]
        text = " ".join(between)
        if text in _CONTAINERS or (len(between) <= 5 and between[:1] in ([","], ["in"]) and between[-1:] == ["of"]):
            links.append((number, number + 1))
    return links


_CONTAINERS = frozenset(
    {
        ",",
        "district , in",
        "district in the",
        "in occupied",
        "in annexed",
        "in",
        "in the",
        ", in",
        ", in the",
        "(",
        "in southern",
        "in northern",
        "in eastern",
        "in western",
        "у",
        "в",
    }
)


def _named_places(
    report: Report, document: Document, resolutions: list[Resolution], strikes: list[Strike]
) -> list[NamedPlace]:
    """Each place that is named and not struck, once."""
    struck = {strike.place_id for strike in strikes}
    found: dict[str, NamedPlace] = {}
    for resolution in resolutions:
        place, mention = resolution.place, resolution.mention
        if place is None or place.id in struck or place.id in found:
            continue
        sentence = document.sentences[_sentence_at(document, mention.start)]
        found[place.id] = NamedPlace(
            report=report.id,
            name=mention.name,
            place=place.name,
            place_id=place.id,
            kind=place.kind,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            geo_precision=precision(place.kind),
            uncertainty_km=place.radius_km,
            confidence=resolution.confidence,
            quote=document.text[sentence.start : sentence.end],
            quote_start=sentence.start,
            metonym=mention.metonym,
            place_source=place.source,
        )
    return list(found.values())


def _sentence_at(document: Document, offset: int) -> int:
    return max(0, bisect_right(document.sentences, offset, key=lambda sentence: sentence.start) - 1)


_STRIKE_WORDS = ("harm.killed", "harm.injured", "outcome.intercepted", "weapons")


def _spans(document: Document, facts: list[Facts], resolutions: list[Resolution], strikes: list[Strike]) -> list[Span]:
    """What to mark in the text: places, the words of strikes, and the sentences that prove them."""
    spans = [Span(start=r.mention.start, end=r.mention.end, role="place") for r in resolutions if r.place]
    quoted = [(s.quote_start, s.quote_start + len(s.quote)) for s in strikes if s.quote and s.quote_start is not None]
    spans += [Span(start=start, end=end, role="quote") for start, end in sorted(set(quoted))]
    for one in facts:
        if not any(start <= one.sentence.start < end for start, end in quoted):
            continue
        hits = [*one.triggers, *(hit for category in _STRIKE_WORDS for hit in one.of(category))]
        for start, end in sorted({(hit.start, hit.end) for hit in hits}):
            first, last = document.tokens[start], document.tokens[end - 1]
            spans.append(Span(start=first.start, end=last.end, role="strike word"))
    return spans
