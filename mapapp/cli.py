"""The command line: `mapapp` alone starts the app; the other commands work without it."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from mapapp.cli_gazetteer import gazetteer_commands
from mapapp.cli_shared import complain as _complain
from mapapp.cli_shared import one_sentence as _one_sentence
from mapapp.errors import InputError

app = typer.Typer(
    help="Turns news reports of armed strikes into a map, offline, with the words that prove each strike.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(gazetteer_commands, name="gazetteer")
_Out = Annotated[Path | None, typer.Option("-o", "--output", help="File to write; standard output without it.")]
_Text = Annotated[str | None, typer.Option()]
_Many = Annotated[list[str] | None, typer.Option()]
_Store = Annotated[str | None, typer.Option("--store", help="Store address, sqlite:////path/to/file.")]


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    """The file to write, put in place only when it is complete; standard output without a path."""
    if path is None:
        yield sys.stdout
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(path)
    except OSError as problem:
        raise InputError(f"{path} cannot be written ({problem.strerror}); choose another file.") from None
    finally:
        part.unlink(missing_ok=True)


class _Progress:
    """A count on standard error while many inputs are read; silent where nobody watches."""

    def __init__(self, what: str) -> None:
        self.what, self.done, self.shown = what, 0, sys.stderr.isatty()

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        if self.shown and (self.done < 10 or self.done % 25 == 0):
            sys.stderr.write(f"\r{self.done:,} {self.what}")
            sys.stderr.flush()

    def end(self) -> None:
        """The count is complete."""
        if self.shown and self.done:
            sys.stderr.write(f"\r{self.done:,} {self.what}\n")


@app.callback(invoke_without_command=True)
def _default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        _serve(8501, None, True)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8501,
    store: _Store = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
) -> None:
    """Start the app (what `mapapp` alone does)."""
    _serve(port, store, browser)


def _serve(port: int, store: str | None, browser: bool) -> None:
    from mapapp.app.server import serve as run

    with _one_sentence():
        run(port=port, store_url=store, browser=browser)


@app.command()
def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help=".txt, .md, .json, .jsonl files or -")],
    output: _Out = None,
    format: Annotated[str, typer.Option(help="geojson, jsonl or csv.")] = "geojson",
    published: Annotated[str | None, typer.Option(help="Day of publication where the input has none.")] = None,
    title: Annotated[str | None, typer.Option(help="Title where the input has none.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say which rule and words gave each field.")] = False,
) -> None:
    """Strikes and places of reports, with the words that prove them. MAPAPP_GEOCODER=NAME asks for unknown places."""
    from mapapp import exchange
    from mapapp.cli_services import Told, opinion
    from mapapp.reports import parse_day

    with _one_sentence(), opinion() as asked:
        exchange.check_format(format)
        day = parse_day(published) if published else None
        problems: list[str] = []
        strikes, places, reasons = [], [], []
        told = Told()
        for extraction in _extractions(inputs, {"published": day, "title": title}, problems, asked):
            strikes += extraction.strikes
            places += extraction.places
            reasons += [exchange.explained(extraction)] if explain else []
            told.add(extraction)
        told.end()
        with _output(output) as out:
            if explain:
                out.write("\n".join(reasons))
            else:
                exchange.write(strikes, places, format, out)
        _exit(problems)


def _exit(problems: list[str]) -> None:
    if problems:
        raise typer.Exit(2)


def _extractions(
    inputs: list[str], defaults: Mapping[str, Any], problems: list[str], opinion: Any = None
) -> Iterator[Any]:
    """An Extraction of each readable report; what is not readable is said at once and remembered in `problems`."""
    from mapapp import pipeline
    from mapapp.reports import RawReport

    progress = _Progress("reports read")
    for raw in _raw_reports(inputs):
        try:
            if not isinstance(raw, RawReport):
                raise raw
            report = _named(raw, pipeline.read_report, defaults)
            yield pipeline.extract(report, opinion)
        except InputError as problem:
            problems.append(str(problem))
            _complain(problem)
        progress.step()
    progress.end()


def _named(raw: Any, read: Any, defaults: Mapping[str, Any]) -> Any:
    try:
        return read(
            raw.text,
            title=raw.title or defaults["title"],
            published=raw.published or defaults["published"],
            url=raw.url,
            publisher=raw.publisher,
            report_id=raw.id,
        )
    except InputError as problem:
        raise InputError(f"{raw.name}: {problem}") from None


def _raw_reports(inputs: list[str]) -> Iterator[Any]:
    from mapapp.reports import read_raw

    for source in inputs:
        try:
            yield from read_raw(source)
        except InputError as problem:
            yield problem


@app.command()
def places(
    source: Annotated[str, typer.Argument(metavar="INPUT.jsonl")],
    output: _Out = None,
) -> None:
    """Places of texts: lines {"id", "text"}, with "mentions" [[start, end], …] exactly those spans."""
    from mapapp.cli_places import place_line
    from mapapp.reports.files import read_objects

    with _one_sentence():
        problems: list[str] = []
        progress = _Progress("texts read")
        with _output(output) as out:
            for entry in read_objects(source):
                try:
                    out.write(json.dumps(place_line(entry), ensure_ascii=False) + "\n")
                except InputError as problem:
                    problems.append(str(problem))
                    _complain(problem)
                progress.step()
        progress.end()
        _exit(problems)


@app.command()
def geocode(
    name: Annotated[str, typer.Argument(help='A name, also with its container: "Pokrovsk, Ukraine".')],
    country: Annotated[str | None, typer.Option(help="ISO code of the country to keep to.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many places at the most.")] = 5,
    format: Annotated[str, typer.Option(help="text or geojson.")] = "text",
    provider: Annotated[str | None, typer.Option(help="Ask this service, such as nominatim, instead.")] = None,
    store: _Store = None,
) -> None:
    """Places of a name from the embedded gazetteer: the likeliest, then the others and why they are less likely."""
    from mapapp import pipeline
    from mapapp.cli_places import as_geojson, as_line, as_text
    from mapapp.cli_services import ask_provider
    from mapapp.geocode.embedded import Embedded

    with _one_sentence():
        if format not in ("text", "geojson"):
            raise InputError(f"There is no format called {format!r}; choose one of: geojson, text.")
        if provider is not None:
            found = ask_provider(provider, name, country, store)[:limit]
            typer.echo(as_geojson(found) if format == "geojson" else "\n".join(map(as_line, found)))
            return
        ranked = Embedded(pipeline.gazetteer()).explained(name, country)[:limit]
        if not ranked:
            raise InputError(f"The gazetteer has no place called {name!r}; check the spelling.")
        places = [one.place for one in ranked]
        typer.echo(as_geojson(places, ranked) if format == "geojson" else as_text(name, ranked))


@app.command()
def export(
    output: _Out = None,
    format: Annotated[str, typer.Option(help="geojson, csv or jsonl.")] = "geojson",
    store: _Store = None,
    since: _Text = None,
    until: _Text = None,
    by: _Many = None,
    against: _Many = None,
    weapon: _Many = None,
    target: _Many = None,
    outcome: _Many = None,
    status: _Many = None,
    country: _Many = None,
    precision: _Many = None,
    operator: _Many = None,
    dataset: _Many = None,
    licence: _Many = None,
    confidence: Annotated[float | None, typer.Option(min=0, max=1, help="Least confidence of what rules read.")] = None,
    near: Annotated[str | None, typer.Option(help="latitude,longitude,kilometres.")] = None,
    area: Annotated[str | None, typer.Option(help="longitude,latitude of two corners or of an outline.")] = None,
    killed: Annotated[int | None, typer.Option(min=0, help="Least number of killed.")] = None,
    words: _Text = None,
) -> None:
    """Strikes of the store, as the app's filters would show them; the options are those of its address."""
    given = {
        "since": since, "until": until, "by": by, "against": against, "weapon": weapon, "target": target,
        "outcome": outcome, "status": status, "country": country, "words": words, "precision": precision,
        "operator": operator, "dataset": dataset, "licence": licence, "near": near, "area": area,
        "confidence": str(confidence) if confidence else None,
        "killed": str(killed) if killed else None,
    }  # fmt: skip
    with _one_sentence():
        _export(output, format, store, {name: value for name, value in given.items() if value})


def _export(output: Path | None, format_name: str, store_url: str | None, params: Mapping[str, Any]) -> None:
    from mapapp import exchange
    from mapapp.columns import StrikeTable, mask
    from mapapp.settings import read_settings
    from mapapp.store import open_store
    from mapapp.store.shipped import fill

    exchange.check_format(format_name)
    chosen = exchange.filter_from_params(params)
    settings = read_settings(store_url)
    store = open_store(settings.store_url)
    fill(store, settings)
    table = StrikeTable.build(store.strikes())
    kept = [strike for strike, shown in zip(table.strikes, mask(table, chosen), strict=True) if shown]
    with _output(output) as out:
        exchange.write(kept, [], format_name, out)
    store.close()


def main() -> None:
    """The entry point of the `mapapp` command."""
    app(prog_name="mapapp")
