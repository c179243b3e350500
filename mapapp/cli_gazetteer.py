"""`mapapp gazetteer`: add countries from GeoNames, take them out, say what is in."""

import json
import sys
import time
from typing import Annotated, Any

import typer

from mapapp.cli_shared import complain, one_sentence
from mapapp.errors import InputError
from mapapp.settings import Settings, read_settings

gazetteer_commands = typer.Typer(
    help="The places that mapapp knows: what is in, and adding all villages of a country.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_RESTART = "A mapapp that is running uses it after a restart."


class _Progress:
    """Steps on standard error: on a terminal one line that counts, elsewhere a line for each step that is done."""

    def __init__(self) -> None:
        self.shown, self.last, self.step = sys.stderr.isatty(), 0.0, ""

    def __call__(self, step: str, unit: str, done: int, total: int | None) -> None:
        """Show how far a step has come."""
        whole = total is not None and done >= total
        if self.shown and (whole or step != self.step or time.monotonic() - self.last > 0.1):
            sys.stderr.write("\r" + _amount(step, unit, done, total).ljust(60) + ("\n" if whole else ""))
        elif whole and not self.shown:
            sys.stderr.write(_amount(step, unit, done, total) + "\n")
        else:
            return
        sys.stderr.flush()
        self.last, self.step = time.monotonic(), step


def _amount(step: str, unit: str, done: int, total: int | None) -> str:
    if unit == "bytes":
        return f"{step}: {done / 1e6:.2f}" + (f" of {total / 1e6:.2f} MB" if total else " MB")
    return f"{step}: {done:,}" + (f" of {total:,}" if total and total != done else "") + f" {unit}"


def _shelf(settings: Settings) -> Any:
    from mapapp.gazetteer.add import CountryShelf

    return CountryShelf(settings.gazetteer_dir, settings.data)


@gazetteer_commands.command()
def add(
    countries: Annotated[list[str] | None, typer.Argument(metavar="[UA RU ...]", help="ISO codes.")] = None,
    base: Annotated[str | None, typer.Option("--from", help="Address that has UA.zip; GeoNames' without it.")] = None,
) -> None:
    """Fetch GeoNames' files of these countries and add all their villages; without a code, merge those kept again."""
    with one_sentence():
        settings = read_settings(geonames_url=base)
        done = _shelf(settings).add(countries or [], settings.geonames_url, _Progress())
        for code, note in done.notes.items():
            state = "has not changed" if code in done.unchanged else f"fetched from {note.url}"
            bad = f", {note.unusable:,} rows that could not be used" if note.unusable else ""
            typer.echo(f"{code}: {note.places:,} places of {note.rows:,} rows{bad}; {state}.")
        for problem in done.problems:
            complain(problem)
        if done.counts:
            _say_counts(done.counts)
        if done.problems:
            raise typer.Exit(2)


def _say_counts(counts: dict[str, int]) -> None:
    places, new, names = (f"{counts[name]:,}" for name in ("places", "new", "names"))
    typer.echo(f"The gazetteer has {places} places now, {new} of them added, under {names} names. {_RESTART}")


@gazetteer_commands.command()
def remove(countries: Annotated[list[str], typer.Argument(metavar="UA RU ...", help="ISO codes.")]) -> None:
    """Take added countries out again."""
    with one_sentence():
        counts = _shelf(read_settings()).remove(countries, _Progress())
        if counts:
            _say_counts(counts)
        else:
            typer.echo(f"The gazetteer is again the one that comes with mapapp. {_RESTART}")


@gazetteer_commands.command()
def info(format: Annotated[str, typer.Option(help="text or json.")] = "text") -> None:
    """What the gazetteer has: places by kind and source, countries added, files, licences."""
    from mapapp.gazetteer.describe import as_text, describe

    with one_sentence():
        if format not in ("text", "json"):
            raise InputError(f"There is no format called {format!r}; choose one of: json, text.")
        settings = read_settings()
        found = describe(settings.data, settings.gazetteer_dir)
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1) if format == "json" else as_text(found))
