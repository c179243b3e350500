"""Names at spans that somebody else has marked, made ready for the resolver."""

from bisect import bisect_left
from collections.abc import Sequence

from mapapp.errors import InputError
from mapapp.extract.mentions import CUES, word_lemmas
from mapapp.extract.tokens import Document
from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.normal import LEMMA, languages_of, normal
from mapapp.geocode.resolve import Named
from mapapp.model import Mention, PlaceKind
from mapapp.vocabulary import Vocabulary, fold


def named_at(
    document: Document, spans: Sequence[Sequence[int]], gazetteer: Gazetteer, vocabulary: Vocabulary
) -> list[Named]:
    """One name a span `[start, end]` of characters, in their order; what lies behind the text's end names nothing.

    Raises InputError where a span is none.
    """
    starts = [token.start for token in document.tokens]
    return [_named(document, span, starts, gazetteer, vocabulary) for span in spans]


def _named(
    document: Document, span: Sequence[int], starts: list[int], gazetteer: Gazetteer, vocabulary: Vocabulary
) -> Named:
    if len(span) != 2 or not all(type(at) is int for at in span) or not 0 <= span[0] < span[1]:
        raise InputError(f"The mention {list(span)} is no [start, end]; give character offsets, the end last.")
    start, end = span
    name = document.text[start:end]
    keys, cue = keys_of(name, gazetteer, vocabulary)
    mention = Mention(start=start, end=end, name=name, cue=cue)
    return Named(mention, keys, bisect_left(starts, start), bisect_left(starts, end))


def keys_of(name: str, gazetteer: Gazetteer, vocabulary: Vocabulary) -> tuple[tuple[str, ...], frozenset[PlaceKind]]:
    """The keys under which the gazetteer has a name, and the kind that a word such as "Region" at its end asks for."""
    key = normal(name.removesuffix("'s").removesuffix("’s"))
    found = [key] if gazetteer.find(key) else []
    for variant in _variants(key):
        if variant not in found and gazetteer.find(variant):
            found.append(variant)
    cue: frozenset[PlaceKind] = frozenset()
    words = name.split()
    if len(words) > 1:
        last = vocabulary.hits([fold(words[-1])])
        cue = next((CUES[hit.value] for hit in last if hit.category == "place" and hit.value in CUES), cue)
        shorter = normal(" ".join(words[:-1]))
        if cue and not found and gazetteer.find(shorter):
            found.append(shorter)
    return tuple(found) or _country_of(name, vocabulary), cue


def _country_of(adjective: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The key of the state that an adjective speaks of: whoever marks "Syrian" as a place means the country."""
    words = [fold(word) for word in adjective.split()]
    for hit in vocabulary.hits(words):
        actor = vocabulary.actors.get(hit.value)
        if hit.category == "actor.adjectives" and hit.end == len(words) and actor and not actor.group:
            return (normal(actor.name),)
    return ()


def _variants(key: str) -> list[str]:
    words = key.split()
    variants = [key.removeprefix("the ")]
    if "st" in words:
        variants.append(" ".join("saint" if word == "st" else word for word in words))
    for language in languages_of(key) if any("\u0400" <= char <= "\u04ff" for char in key) else ():
        form = " ".join(word_lemmas(word, language)[0] for word in words)
        variants += [form, LEMMA + form]
    return variants
