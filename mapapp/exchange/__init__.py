"""Strikes out of mapapp, in the formats that others read: `write(strikes, places, format, out)`."""

from collections.abc import Callable, Iterable
from typing import TextIO

from mapapp.errors import UnknownNameError
from mapapp.exchange.explained import explained
from mapapp.exchange.filters import FILTER_PARAMS, filter_from_params, filter_to_params, read_params
from mapapp.exchange.formats import write_csv, write_geojson, write_jsonl
from mapapp.model import NamedPlace, Strike

__all__ = [
    "FILTER_PARAMS",
    "FORMATS",
    "Exporter",
    "check_format",
    "explained",
    "filter_from_params",
    "filter_to_params",
    "read_params",
    "write",
]

Exporter = Callable[[Iterable[Strike], Iterable[NamedPlace], TextIO], None]

FORMATS: dict[str, Exporter] = {"geojson": write_geojson, "csv": write_csv, "jsonl": write_jsonl}


def check_format(format: str) -> None:
    """Raises `UnknownNameError`, which lists the formats, where there is none of this name."""
    if format not in FORMATS:
        raise UnknownNameError("format", format, list(FORMATS))


def write(
    strikes: Iterable[Strike],
    places: Iterable[NamedPlace],
    format: str,
    out: TextIO,
) -> None:
    """Write strikes and named places to `out`, a text stream in UTF-8 that does not translate line ends.

    Raises `UnknownNameError` where there is no such format.
    """
    check_format(format)
    FORMATS[format](strikes, places, out)
