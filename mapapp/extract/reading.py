"""All that the rules know of one report before its strikes are put together, and the Extraction made of it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from mapapp.extract.clauses import Clause
from mapapp.extract.facts import Facts
from mapapp.extract.ledger import Attribution
from mapapp.extract.sites import Site, precision
from mapapp.extract.tokens import Document
from mapapp.extract.who import Sides
from mapapp.geocode.second_opinion import Opinion
from mapapp.model import Explanation, Extraction, NamedPlace, Report, Resolution, Skipped, Span, Strike

_STRIKE_WORDS = ("harm.killed", "harm.injured", "outcome.intercepted", "weapons")


@dataclass(frozen=True)
class Reading:
    """One report taken apart: its clauses with their words, its resolved names, its sides and who says what."""

    report: Report
    document: Document
    clauses: list[Clause]
    facts: list[Facts]
    sites: list[Site]
    resolutions: list[Resolution]
    sides: Sides
    attribution: Attribution
    told: Opinion

    def extraction(
        self,
        strikes: Sequence[Strike],
        explanations: Sequence[Explanation],
        warnings: Sequence[str] = (),
        skipped: Sequence[Skipped] = (),
    ) -> Extraction:
        """The Extraction with these strikes."""
        return Extraction(
            report=self.report,
            strikes=tuple(strikes),
            places=tuple(_named_places(self.report, self.document, self.resolutions, strikes)),
            resolutions=tuple(self.resolutions),
            spans=tuple(_spans(self.document, self.facts, self.resolutions, strikes)),
            explanations=tuple(explanations),
            skipped=tuple(skipped),
            inquiries=self.told.inquiries,
            warnings=(*self.told.warnings, *_misspelt(self.resolutions), *warnings),
        )


def _misspelt(resolutions: Sequence[Resolution]) -> tuple[str, ...]:
    """One sentence a name that was corrected."""
    read = {(one.mention.name, one.read_as) for one in resolutions if one.read_as}
    return tuple(f"“{name}” is no place that mapapp knows; it was read as {right}." for name, right in sorted(read))


def _named_places(
    report: Report, document: Document, resolutions: list[Resolution], strikes: Sequence[Strike]
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


def _spans(
    document: Document, facts: list[Facts], resolutions: list[Resolution], strikes: Sequence[Strike]
) -> list[Span]:
    """What to mark in the text: places, the words of strikes, and the sentences that prove them."""
    spans = [Span(start=r.mention.start, end=r.mention.end, role="place") for r in resolutions if r.place]
    quoted = [(s.quote_start, s.quote_start + len(s.quote)) for s in strikes if s.quote and s.quote_start is not None]
    spans += [Span(start=start, end=end, role="quote") for start, end in sorted(set(quoted))]
    joined = merged(quoted)
    starts, ends = [start for start, _ in joined], [end for _, end in joined]
    for one in facts:
        at = bisect_right(starts, one.sentence.start) - 1
        if at < 0 or one.sentence.start >= ends[at]:
            continue
        hits = [*one.triggers, *(hit for category in _STRIKE_WORDS for hit in one.of(category))]
        for start, end in sorted({(hit.start, hit.end) for hit in hits}):
            first, last = document.tokens[start], document.tokens[end - 1]
            spans.append(Span(start=first.start, end=last.end, role="strike word"))
    return spans


def merged(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that touch as one: a text of many strikes is then looked through once."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
