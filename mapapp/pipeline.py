"""The way of the data, top to bottom: read a report, find and resolve its places, extract its strikes.

1. `read_report`: text → Report, bounded and checked
2. to 4. `extract`: Report → mentions → places → strikes (`mapapp.extract`, `mapapp.geocode`, `mapapp.gazetteer`);
   names that the gazetteer does not know go to a `second_opinion` where one is set up, and to nobody otherwise
5. merging the same strike across reports comes with the review desk
6. the store keeps an Extraction (`mapapp.store`)
7. the map, the table and the exports show it through one StrikeFilter (`mapapp.columns`)
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mapapp import vocabulary
from mapapp.errors import InputError, UnknownNameError
from mapapp.extract import place_words
from mapapp.extract.finders import open_finder
from mapapp.extract.language import detect, named
from mapapp.extract.report import Extractor, RuleExtractor
from mapapp.extract.tokens import read_document
from mapapp.gazetteer.added import open_places
from mapapp.gazetteer.areas import areas as outlines
from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.locate import locate as find_places
from mapapp.gazetteer.locate import namesakes as places_of_name
from mapapp.geocode.second_opinion import SecondOpinion
from mapapp.model import Extraction, Place, Report, Resolution, Strike
from mapapp.settings import ExtractorSettings, Settings, read_settings

if TYPE_CHECKING:
    from mapapp.geocode.asker import Asker

_MOST_CONTROL_SHARE = 0.02
_FIRST_CHARS = 2_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_HALF_PAIR = re.compile(r"[\ud800-\udfff]")


@lru_cache(maxsize=1)
def _settings() -> Settings:
    return read_settings()


@lru_cache(maxsize=1)
def extractor() -> RuleExtractor:
    """The extractor on the gazetteer (with the places that the user has added) and vocabulary, made once a process."""
    settings = _settings()
    places = open_places(settings.data, settings.gazetteer_dir)
    finder = open_finder("spacy", settings.spacy) if settings.spacy else None
    return RuleExtractor(places, vocabulary.load(settings.data), place_words.load(settings.data), finder)


def gazetteer() -> Gazetteer:
    """The gazetteer that the extractor uses."""
    return extractor().gazetteer


def read_report(
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    url: str | None = None,
    publisher: str | None = None,
    report_id: str | None = None,
) -> Report:
    """A Report of a text. Its id is that given, else a hash of the text, so that the same text is the same report.

    Raises InputError with one sentence where the text is empty, too long, no text, or in no language that is read.
    """
    _check(text)
    words = extractor().vocabulary
    language = detect(text[:_FIRST_CHARS], words)
    if language is None:
        raise InputError(f"The text is in no language that mapapp reads; give it in {named(words)}.")
    return Report(
        id=report_id or text_id(text),
        text=text,
        title=title or None,
        published=published,
        publisher=publisher or None,
        url=url or None,
        language=language,
    )


def text_id(text: str) -> str:
    """The id of a text: a hash of its words, blind to white space."""
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()[:16]


def _check(text: str) -> None:
    most = _settings().max_text_chars
    if not text.strip():
        raise InputError("The text is empty; paste or name a report with words in it.")
    if len(text) > most:
        raise InputError(f"The text has {len(text):,} characters; mapapp reads up to {most:,}, so give it in parts.")
    control = len(_CONTROL.findall(text))
    _check_characters(text)
    if not any(map(str.isalpha, text)) and not control:
        raise InputError("The text has no words in it; paste or name a report.")
    if control > _MOST_CONTROL_SHARE * len(text) or "\x00" in text:
        raise InputError("This is not a text (it holds binary data); give plain text, Markdown or JSON in UTF-8.")


def _check_characters(text: str) -> None:
    if _HALF_PAIR.search(text):
        raise InputError("The text holds half characters (lone UTF-16 surrogates); save it as UTF-8 and try again.")


def extract(report: Report, opinion: SecondOpinion | None = None) -> Extraction:
    """Strikes and places of a report, by rules unless the settings name another extractor.

    By rules and without `opinion` no network, and the same report gives the same answer. Raises `ServiceError` where
    an endpoint that the user has set up gives no answer that can be used.
    """
    return chosen_extractor().extract(report, opinion)


EXTRACTORS: dict[str, Callable[[ExtractorSettings], Extractor]] = {
    "rules": lambda _: extractor(),
    "endpoint": lambda settings: _endpoint(settings),
}


@lru_cache(maxsize=1)
def chosen_extractor() -> Extractor:
    """The extractor that the settings name. Raises `UnknownNameError`, which lists them, for a wrong name."""
    settings = _settings().extractor
    if settings.name not in EXTRACTORS:
        raise UnknownNameError("extractor", settings.name, list(EXTRACTORS))
    return EXTRACTORS[settings.name](settings)


def _endpoint(settings: ExtractorSettings) -> Extractor:
    from mapapp.extract.endpoint import EndpointExtractor

    return EndpointExtractor(extractor(), settings)


@contextmanager
def asker(settings: Settings) -> "Iterator[Asker]":
    """The geocoding service that the settings name, with the store's memory of it.

    Raises `InputError` where it is unknown or lacks something, `StoreError` where the store cannot be opened.
    """
    from mapapp.geocode.asker import Asker
    from mapapp.geocode.providers import open_provider
    from mapapp.store.geocoding import open_geocoding

    provider = open_provider(settings.geocoder)
    memory = open_geocoding(settings.store_url)
    try:
        yield Asker(provider, memory, memory, settings.geocoder)
    finally:
        memory.close()


@contextmanager
def second_opinion(settings: Settings) -> Iterator[SecondOpinion | None]:
    """What `extract` may ask in one run: None unless the settings name a geocoder. Raises as `asker` does."""
    if settings.geocoder.name is None:
        yield None
        return
    with asker(settings) as service:
        yield SecondOpinion(service, settings.geocoder.most_requests)


def resolve_names(text: str, spans: Sequence[Sequence[int]] | None = None) -> list[Resolution]:
    """The places of a text: those that it is found to name, or exactly those at `spans` ([start, end] each)."""
    _check_characters(text)
    reader = extractor()
    if spans is not None:
        return reader.resolve_marked(text, spans)
    return reader.places(read_document(text, reader.vocabulary))


def areas(ids: Sequence[str]) -> dict[str, Any]:
    """GeoJSON outlines of those of the places that have one."""
    return outlines(ids, _settings().data)


def namesakes(strike: Strike) -> list[Place]:
    """Other places of the name of the strike's place, which a reader could take it for; none without a place."""
    if not (strike.place and strike.latitude is not None and strike.longitude is not None):
        return []
    return places_of_name(gazetteer(), strike.place, (strike.latitude, strike.longitude))


def locate(text: str) -> list[Place]:
    """Places whose names begin with the text, the best known first; none for less than two letters."""
    return find_places(gazetteer(), text)
