"""One report → its strikes, its places, and the words that show them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from mapapp.extract.clauses import Splitter
from mapapp.extract.explain import explanation, skipped
from mapapp.extract.facts import collect
from mapapp.extract.finders import NameFinder, with_found
from mapapp.extract.hearing import Hearer
from mapapp.extract.ledger import Attribution
from mapapp.extract.links import containment
from mapapp.extract.loose import drop_loose, drop_names, drop_people, firm_actors
from mapapp.extract.mentions import MentionFinder
from mapapp.extract.offshore import Offsets, retold
from mapapp.extract.place_words import PlaceWords
from mapapp.extract.reading import Reading
from mapapp.extract.record import Recorder
from mapapp.extract.renown import Renown
from mapapp.extract.respell import Respeller
from mapapp.extract.scan import Scanner
from mapapp.extract.sites import Site
from mapapp.extract.spans import NameReader
from mapapp.extract.statements import Speech
from mapapp.extract.strikes import StrikeReader
from mapapp.extract.tokens import Document, read_document
from mapapp.extract.unknown import ask
from mapapp.extract.where import Locator
from mapapp.extract.who import Sides
from mapapp.gazetteer import land
from mapapp.gazetteer.index import Gazetteer
from mapapp.geocode.candidates import Lexicon, Link
from mapapp.geocode.heard import Ear
from mapapp.geocode.misspelt import Speller
from mapapp.geocode.resolve import Named, Resolver
from mapapp.geocode.second_opinion import SecondOpinion
from mapapp.model import Extraction, Report, Resolution
from mapapp.settings import data_dir
from mapapp.vocabulary import Vocabulary

_OTHER_SIDE = 0.15
_PUBLISHER_VOTE = 0.5
_CLEARLY = 2.0
_LONGEST_PUBLISHER = 200


class Extractor(Protocol):
    """Whatever turns a report into strikes and places."""

    def extract(self, report: Report, opinion: SecondOpinion | None = None) -> Extraction:
        """Read one report; `opinion` is asked for names that the gazetteer does not know."""
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
        self.renown = Renown(gazetteer)
        self.reader = NameReader(gazetteer, vocabulary, words)
        self.scanner = Scanner(gazetteer, vocabulary, words)
        self._votes: dict[str, list[tuple[str, float]]] = {}
        self.respeller = Respeller(Speller(self.lexicon), Hearer(Ear(self.lexicon), words), vocabulary, words)

    def extract(self, report: Report, opinion: SecondOpinion | None = None) -> Extraction:
        """Strikes, places and marked spans of one report; `opinion` is asked for names the gazetteer does not know."""
        reading = self.read(report, opinion)
        document, facts = reading.document, reading.facts
        reader = StrikeReader(report, reading, Locator(document, reading.sites, reading.clauses))
        events = reader.read()
        recorder = Recorder(report, document, facts)
        strikes = [recorder.strike(number, event) for number, event in enumerate(events, 1)]
        reasons = [explanation(document, event, strike) for event, strike in zip(events, strikes, strict=True)]
        return reading.extraction(strikes, reasons, skipped=skipped(document, facts, reader.skipped, events))

    def read(self, report: Report, opinion: SecondOpinion | None = None) -> Reading:
        """The report taken apart, its names resolved."""
        document = read_document(report.text, self.vocabulary)
        named = self.find(document)
        resolutions = self.resolve(document, named, self._home_of(report.publisher))
        named, resolutions, told = ask(document, self.vocabulary, named, resolutions, opinion)
        named, resolutions = self.respell(document, named, resolutions)
        sites = [Site(r, one, r.place) for r, one in zip(resolutions, named, strict=True) if r.place is not None]
        sites = Offsets(document, sites, lambda: land.load(data_dir())).moved()
        resolutions = retold(resolutions, sites)
        drop_names(document, sites)
        drop_people(document, self.words.given)
        drop_loose(document, self.vocabulary, (site.place.country for site in sites))
        clauses = Splitter(document, sites).clauses()
        sides = Sides(document, self.vocabulary, Speech(document, self.vocabulary))
        attribution = Attribution(document, sides.speech, sides.issuer())
        facts = collect(document, clauses)
        return Reading(report, document, clauses, facts, sites, resolutions, sides, attribution, told)

    def find(self, document: Document) -> list[Named]:
        """The names of a document that are places, in order."""
        named = MentionFinder(document, self.renown, self.vocabulary, self.words).find()
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

        def resolve(every: list[Named], homes: Mapping[str, float] | None = None) -> list[Resolution]:
            return self.resolve(document, every, homes or {}, sure=homes is not None)

        return self.respeller.add(document, named, resolutions, resolve, self._votes_in(document))

    def resolve_marked(self, text: str, spans: Sequence[Sequence[int]]) -> list[Resolution]:
        """Resolve names that somebody else has marked, one a span, with the other names of the text as context."""
        marked = self.reader.at(text, spans)
        context = self.scanner.scan(text, [(one.first, one.last) for one in marked])
        named = [*marked, *context.named]
        order = sorted(range(len(named)), key=lambda number: (named[number].first, number))
        links = containment(text, [(named[number].first, named[number].last) for number in order])
        sorted_links = [Link(order[one.inner], order[one.outer], one.said) for one in links]
        resolver = Resolver(self.gazetteer, context.votes, self.lexicon)

        def resolve(names: list[Named], _: Mapping[str, float] | None = None) -> list[Resolution]:
            return resolver.resolve([*names, *context.named], sorted_links, marked=len(marked))

        return self.respeller.reread(marked, resolve(marked), resolve, context.votes)

    def _votes_of(self, actor: str) -> list[tuple[str, float]]:
        """Votes for countries of one word that names an actor: who is at war with it is where it strikes."""
        known = self._votes.get(actor)
        if known is None:
            actors = self.vocabulary.actors
            others = [other for war in self.vocabulary.wars if actor in war for other in war - {actor}]
            known = [(actors[actor].country, 0.5), *((actors[other].country, _OTHER_SIDE) for other in others)]
            self._votes[actor] = known
        return known

    def _home_of(self, publisher: str | None) -> dict[str, float]:
        """Votes for the country that a publisher's name speaks of: "The Kyiv Independent"."""
        if not publisher:
            return {}
        names = self.scanner.known_names(publisher[:_LONGEST_PUBLISHER])
        return {country: _PUBLISHER_VOTE for name in names if (country := self._only_country(name))}

    def _only_country(self, key: str) -> str | None:
        """The country of a name that hardly means a place in another."""
        rows, prior = self.lexicon.of_keys((key,))
        first = self.gazetteer.country(int(rows[0]))
        rivals = zip(rows[1:], prior[1:], strict=True)
        clear = all(prior[0] - other > _CLEARLY or self.gazetteer.country(int(row)) == first for row, other in rivals)
        return first if clear else None

    def resolve(
        self,
        document: Document,
        named: list[Named],
        home: Mapping[str, float] = MappingProxyType({}),
        *,
        sure: bool = False,
    ) -> list[Resolution]:
        """Resolve mentions with the votes of the actors that the text speaks of.

        `sure`: a name is not doubted for being little known.
        """
        votes = self._votes_in(document)
        for country, weight in home.items():
            votes[country] += weight
        return Resolver(self.gazetteer, votes, self.lexicon).resolve(
            named,
            containment(document.text, [(one.mention.start, one.mention.end) for one in named]),
            len(named) if sure else None,
        )

    def _votes_in(self, document: Document) -> dict[str, float]:
        """What the actors that a text speaks of say for countries."""
        votes: dict[str, float] = defaultdict(float)
        for actor in firm_actors(document):
            for country, vote in self._votes_of(actor):
                votes[country] += vote
        votes.pop("", None)
        return votes
