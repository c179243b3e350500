"""Whether a clause tells again of a strike told before, or of another one."""

from datetime import date

from mapapp.extract.event import Event, same_place
from mapapp.extract.facts import Facts
from mapapp.extract.filling import Filler
from mapapp.extract.parties import Sided
from mapapp.extract.sites import covers, precision
from mapapp.extract.story import Story
from mapapp.model import GeoPrecision, Place


class Matcher:
    """Finds the strikes of the story that a clause is about."""

    def __init__(self, story: Story, filler: Filler) -> None:
        self.story, self.filler = story, filler

    def known(self, facts: Facts, place: Place | None, day: date | None, sided: Sided) -> Event | None:
        """The strike told before that this clause tells of again."""
        another = self.is_another(facts)
        for event in self.story.recent():
            if not same_place(event.place, place) and not _sums_up(event, place):
                continue
            if self._is_apart(event, place) or not event.may_be_by(sided.attacker, sided.named is not None):
                continue
            if day is not None and event.dated and event.day != day:
                continue
            if another and facts.is_strike and self.other_target(facts, event):
                return None
            return event
        return None

    def is_another(self, facts: Facts) -> bool:
        """Whether the clause opens with a word for one more attack: "a separate raid", "another drone"."""
        return any(hit.start - facts.sentence.first < 4 for hit in facts.of("grammar.another"))

    def other_target(self, facts: Facts, event: Event) -> bool:
        """Whether the clause's target is another thing than the strike's."""
        target = self.filler.target(facts)
        if target is None or event.target is None or target.type == event.target.type == "residential":
            return False
        return target.type != event.target.type or target.words.split()[-1:] != event.target.words.split()[-1:]

    def _is_apart(self, event: Event, place: Place | None) -> bool:
        """Whether a heading of its own sets a site apart from the town that was told of before."""
        heading = self.story.heading
        if heading is None or place is None or event.place is None or event.place.id == place.id:
            return False
        return event.paragraph != self.story.paragraph and heading.place.id == place.id


def _sums_up(event: Event, place: Place | None) -> bool:
    """Whether a region is named for the site inside it that was told before: "at airfields in the X region"."""
    if place is None or event.place is None or precision(event.place.kind) != GeoPrecision.SITE:
        return False
    return precision(place.kind) == GeoPrecision.REGION and covers(place, event.place)
