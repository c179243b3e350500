"""What every command shares: how problems are told."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from mapapp.errors import MapappError


def complain(problem: object) -> None:
    """Say a problem on standard error."""
    typer.echo(f"mapapp: {problem}", err=True)


@contextmanager
def one_sentence() -> Iterator[None]:
    """Errors that mapapp raises on purpose end as one sentence and exit status 2."""
    try:
        yield
    except MapappError as problem:
        complain(problem)
        raise typer.Exit(2) from None
    except BrokenPipeError:
        raise typer.Exit(0) from None
