"""One report → its strikes, its places, and the words that show them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from mapapp.extract.facts import Facts, collect
from mapapp.extract.finders import NameFinder, with_found
from mapapp.extract.links import containment
from mapapp.extract.mentions import MentionFinder
from mapapp.extract.place_words import PlaceWords
from mapapp.extract.respell import Respeller
from mapapp.extract.scan import Scanner
from mapapp.extract.spans import NameReader
from mapapp.extract.strikes import StrikeReader
from mapapp.extract.tokens import Document, read_document
from mapapp.extract.unknown import ask
from mapapp.extract.where import Locator, Site, precision
from mapapp.extract.who import Sides
from mapapp.gazetteer.index import Gazetteer
from mapapp.geocode.candidates import Lexicon, Link
from mapapp.geocode.misspelt import Speller
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
    """Reads reports by vocabulary and rules; every field comes from words of the text.

    `finder` adds names of places that the rules do not see.
    """

    def __init__(
        self, gazetteer: Gazetteer, vocabulary: Vocabulary, words: PlaceWords, finder: NameFinder | None = None
    ) -> None:
        self.gazetteer, self.vocabulary, self.words, self.finder = gazetteer, vocabulary, words, finder
        self.lexicon = Lexicon(gazetteer)
        self.reader = NameReader(gazetteer, vocabulary, words)
        self.scanner = Scanner(gazetteer, vocabulary, words)
        self.respeller = Respeller(Speller(self.lexicon), vocabulary, words)

    def extract(self, report: Report, opinion: SecondOpinion | None = None) -> Extraction:
        """Strikes, places and marked spans of one report; `opinion` is asked for names the gazetteer does not know."""
        document = read_document(report.text, self.vocabulary)
        facts = collect(document)
        named = self.find(document)
        resolutions = self.resolve(document, named)
        named, resolutions, told = ask(document, self.vocabulary, named, resolutions, opinion)
        named, resolutions = self.respell(document, named, resolutions)
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
            warnings=(*told.warnings, *_misspelt(resolutions)),
        )

    def find(self, document: Document) -> list[Named]:
        """The names of a document that are places, in order."""
        named = MentionFinder(document, self.gazetteer, self.vocabulary, self.words).find()
        if self.finder is None:
            return named
        return with_found(document, named, self.finder(document.text), self.reader)

    def places(self, document: Document) -> list[Resolution]:
        """What the names of a document were resolved to, in order, misspelt ones too."""
        named = self.find(document)
        return self.respell(document, named, self.resolve(document, named))[1]

    def respell(
        self, document: Document, named: list[Named], resolutions: list[Resolution]
    ) -> tuple[list[Named], list[Resolution]]:
        """Mentions and resolutions with those among them that are misspelt."""
        return self.respeller.add(document, named, resolutions, lambda every: self.resolve(document, every))

    def resolve_marked(self, text: str, spans: Sequence[Sequence[int]]) -> list[Resolution]:
        """Resolve names that somebody else has marked, one a span, with the other names of the text as context."""
        marked = self.reader.at(text, spans)
        context = self.scanner.scan(text, [(one.first, one.last) for one in marked])
        named = [*marked, *context.named]
        order = sorted(range(len(named)), key=lambda number: (named[number].first, number))
        links = containment(text, [(named[number].first, named[number].last) for number in order])
        sorted_links = [Link(order[one.inner], order[one.outer], one.said) for one in links]
        resolver = Resolver(self.gazetteer, context.votes, self.lexicon)

        def resolve(names: list[Named]) -> list[Resolution]:
            return resolver.resolve([*names, *context.named], sorted_links, marked=len(marked))

        return self.respeller.reread(marked, resolve(marked), resolve)

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
        return Resolver(self.gazetteer, votes, self.lexicon).resolve(
            named, containment(document.text, [(one.mention.start, one.mention.end) for one in named])
        )


def _misspelt(resolutions: Sequence[Resolution]) -> tuple[str, ...]:
    """One sentence a name that was corrected."""
    read = {(one.mention.name, one.read_as) for one in resolutions if one.read_as}
    return tuple(f"“{name}” is no place that mapapp knows; it was read as {right}." for name, right in sorted(read))


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
