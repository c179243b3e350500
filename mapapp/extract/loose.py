"""Words that can mean anybody's side ("the enemy", "the general staff"): a side's only where the text has that side."""

from collections.abc import Container, Iterable

from mapapp.extract.sites import Site
from mapapp.extract.tokens import Document
from mapapp.model import PlaceKind
from mapapp.vocabulary import Hit, Vocabulary

LOOSE = "actor.loose"


def drop_people(document: Document, given: Container[str]) -> None:
    """Take out the names of sides that are part of a person's: "Mamadou Senegal Traore", "Father Santiago Roma"."""
    tokens = document.tokens
    people = {
        at for at in document.capitals if at and tokens[at - 1].text[0].isupper() and tokens[at - 1].fold in given
    }
    if people:
        kept = [
            hit for hit in document.hits if not (_is_actor(hit) and hit.start in people and hit.end == hit.start + 1)
        ]
        document.keep(kept)


def drop_names(document: Document, sites: Iterable[Site]) -> None:
    """Take out what a town's name only spells: the port in "Port Sudan", the tyre in "Tyre"."""
    inside = {
        at
        for site in sites
        if site.place.kind == PlaceKind.SETTLEMENT
        for at in range(site.named.first, site.named.last)
    }
    things = document.by_category["targets"]
    if any(hit.start in inside and hit.end - 1 in inside for hit in things):
        kept = [
            hit
            for hit in document.hits
            if not (hit.category == "targets" and hit.start in inside and hit.end - 1 in inside)
        ]
        document.keep(kept)


def drop_loose(document: Document, vocabulary: Vocabulary, countries: Iterable[str | None]) -> None:
    """Take those words for a side out of a document that speaks neither of that side, of its foes nor of its ground."""
    loose = _loose(document)
    if not loose:
        return
    here = set(countries)
    plain = {hit.value for hit in document.hits if _is_actor(hit) and (hit.start, hit.value) not in loose}
    meant = {name for name in {value for _, value in loose} if _is_meant(name, plain, here, vocabulary)}
    dropped = {(start, value) for start, value in loose if value not in meant}
    document.keep(
        [
            hit
            for hit in document.hits
            if hit.category != LOOSE and not (_is_actor(hit) and (hit.start, hit.value) in dropped)
        ]
    )


def firm_actors(document: Document) -> list[str]:
    """The sides that a text names by their own names, each as often as it does."""
    loose = _loose(document)
    if not loose:
        return document.actors
    return [hit.value for hit in document.hits if _is_actor(hit) and (hit.start, hit.value) not in loose]


def _is_actor(hit: Hit) -> bool:
    return hit.category.startswith("actor.") and hit.category != LOOSE


def _loose(document: Document) -> set[tuple[int, str]]:
    return {(hit.start, hit.value) for hit in document.by_category[LOOSE]}


def _is_meant(name: str, plain: set[str], countries: set[str | None], vocabulary: Vocabulary) -> bool:
    sides = {name, *(other for war in vocabulary.wars if name in war for other in war)}
    return bool(sides & plain) or any(vocabulary.actors[side].country in countries for side in sides)
