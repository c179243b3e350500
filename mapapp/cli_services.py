"""The command line's part for geocoding services: asking one, and saying what was asked."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from mapapp.errors import InputError, StoreError
from mapapp.model import Extraction, Place
from mapapp.settings import read_settings

if TYPE_CHECKING:
    from mapapp.geocode.second_opinion import SecondOpinion


def say(sentence: object) -> None:
    """One line on standard error."""
    typer.echo(f"mapapp: {sentence}", err=True)


class Told:
    """What a service was asked in a run, said on standard error; each warning once."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}
        self._warned: set[str] = set()

    def add(self, extraction: Extraction) -> None:
        """Warn at once, remember the names."""
        for warning in extraction.warnings:
            if warning not in self._warned:
                self._warned.add(warning)
                say(warning)
        for one in extraction.inquiries:
            heading = f"{'Remembered from' if one.cached else 'Asked'} {one.service} ({one.credit})"
            self._names.setdefault(heading, []).append(one.name)

    def end(self) -> None:
        """Say the names that were asked, and whom the answers are credited to."""
        for heading, names in self._names.items():
            say(f"{heading}: {', '.join(dict.fromkeys(names))}")


@contextmanager
def opinion() -> Iterator["SecondOpinion | None"]:
    """The second opinion that the environment names, for one run; without the store's memory nobody is asked."""
    from mapapp import pipeline

    with ExitStack() as stack:
        try:
            found = stack.enter_context(pipeline.second_opinion(read_settings()))
        except StoreError as problem:
            say(problem)
            found = None
        yield found


def ask_provider(provider: str, name: str, country: str | None, store: str | None) -> list[Place]:
    """A service's places of a name, through the store's memory and the installation's turn; says so.

    Raises `InputError` where it knows none, a `ServiceError` where it fails.
    """
    from mapapp import pipeline

    settings: Any = read_settings(store)
    settings = replace(settings, geocoder=replace(settings.geocoder, name=provider.lower()))
    with pipeline.asker(settings) as service:
        answer = service.ask(name, [country.upper()] if country else [])
        ident, credit = service.provider.ident, service.provider.credit
    say(f"{'Remembered from' if answer.cached else 'Asked'} {ident} ({credit}), {answer.at}: {name}")
    if not answer.found:
        raise InputError(f"The geocoder {ident} has no place called {name!r}; check the spelling.")
    return [one.place for one in answer.found]
