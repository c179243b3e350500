"""What the tests of extraction read with: short texts through the public entry points."""

from datetime import date

import pytest

from mapapp import pipeline, vocabulary
from mapapp.extract.facts import collect
from mapapp.extract.tokens import Document, read_document
from mapapp.extract.toll import Toll, TollReader
from mapapp.model import Extraction, Resolution, Strike
from mapapp.settings import data_dir

SATURDAY = date(2025, 12, 20)


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks a case that mapapp gets wrong; strict, so that mending it asks for the mark to go."""
    return pytest.mark.xfail(strict=True, reason=reason)


def document(text: str) -> Document:
    return read_document(text, vocabulary.load(data_dir()))


def extraction(text: str, published: date | None = SATURDAY, title: str | None = None) -> Extraction:
    return pipeline.extract(pipeline.read_report(text, published=published, title=title))


def strikes(text: str, published: date | None = SATURDAY, title: str | None = None) -> tuple[Strike, ...]:
    return extraction(text, published, title).strikes


def strike(text: str, published: date | None = SATURDAY) -> Strike:
    """The only strike of a text."""
    found = strikes(text, published)
    assert len(found) == 1, [(one.place, one.date, one.attacker) for one in found]
    return found[0]


def toll(sentence: str) -> Toll:
    """The toll of one sentence by itself."""
    taken = document(sentence)
    assert len(taken.sentences) == 1
    return TollReader(taken).read(collect(taken)[0])


def named(text: str) -> dict[str, Resolution]:
    """What the names of a text were resolved to, by name; a name that was left open is not among them."""
    return {one.mention.name: one for one in pipeline.resolve_names(text) if one.place is not None}
