"""Which strike a clause's figures belong to: its only one, one place of a list, or none where they sum up several."""

from dataclasses import replace
from itertools import pairwise

from mapapp.extract.event import Event
from mapapp.extract.facts import Facts
from mapapp.extract.sites import Site
from mapapp.extract.story import Story
from mapapp.extract.tokens import Document
from mapapp.extract.toll import Toll, TollReader
from mapapp.extract.who import Sides
from mapapp.vocabulary import Hit


class Tolls:
    """Shares the figures of one document out among its strikes."""

    def __init__(self, document: Document, sides: Sides, story: Story) -> None:
        self.reader, self.sides, self.story = TollReader(document), sides, story

    def of_clause(self, facts: Facts) -> Toll:
        """The figures of a clause; none where they sum up several strikes; marked where the attacker counts them."""
        if facts.of("harm.total") and len(self.story.events) > 1:
            return Toll()
        toll = self.reader.read(facts)
        speakers = {who for one in self.sides.speech.by_sentence.get(facts.whole, []) for who in one.who}
        attackers = {event.attacker for event in self.story.current}
        claimed = bool(speakers) and speakers <= attackers
        by = frozenset() if facts.of("bounds.not_victims") else frozenset(speakers)
        return replace(toll, claimed=claimed, by=by) if claimed or by else toll

    def counts_for(self, facts: Facts, toll: Toll, events: list[Event]) -> bool:
        """Whether a clause's figures are those of its strike: of one, or that nobody was hurt in any."""
        if toll.killed == 0 and toll.injured == 0:
            here = all(event.paragraph == facts.sentence.paragraph for event in events)
            return here or (len(events) == 1 and self.story.opens_paragraph)
        return len(events) == 1

    def at(self, facts: Facts, event: Event, places: list[Site]) -> Toll:
        """The figures that stand beside one of several places of a clause."""
        at = next((n for n, site in enumerate(places) if event.place and site.place.id == event.place.id), None)
        words = sorted([*facts.of("harm.killed"), *facts.of("harm.injured")])
        if at is None or not words:
            return Toll()
        own = self._own_figure(facts, places[at], words)
        if own is not None:
            return own
        if self._is_one_list(facts, places):
            return Toll()
        if words[0].start < places[0].named.first:
            start = places[at - 1].named.last if at else facts.sentence.first
            return self.reader.read(facts, start, places[at].named.last)
        end = places[at + 1].named.first if at + 1 < len(places) else facts.sentence.last
        return self.reader.read(facts, places[at].named.first, end)

    def _own_figure(self, facts: Facts, site: Site, words: list[Hit]) -> Toll | None:
        """The figure right before one place of a list: "killed three people in Kharkiv, two in Sumy"."""
        figure = self.reader.figure_before(facts, site.named.first)
        if figure is None:
            return None
        kind = max((word for word in words if word.start < site.named.first), default=words[0]).category
        at, bounds = (figure.first, figure.end), (figure.low, figure.high)
        return (
            Toll(killed=figure.value, killed_at=at, killed_bounds=bounds)
            if kind == "harm.killed"
            else Toll(injured=figure.value, injured_at=at, injured_bounds=bounds)
        )

    @staticmethod
    def _is_one_list(facts: Facts, places: list[Site]) -> bool:
        """Whether names stand side by side, so that a figure is that of all of them together."""
        joining = {hit.start for hit in facts.of("grammar.joining")}
        gaps = [range(a.named.last, b.named.first) for a, b in pairwise(places)]
        return all(len(gap) <= 4 and all(at in joining for at in gap) for gap in gaps)
