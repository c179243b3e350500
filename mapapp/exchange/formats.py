"""Strikes and places written as GeoJSON, JSON Lines and CSV."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from mapapp.exchange.properties import COLUMNS, place_properties, strike_properties
from mapapp.model import NamedPlace, Strike

# A spreadsheet reads a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def _rows(strikes: Iterable[Strike], places: Iterable[NamedPlace]) -> Iterator[dict[str, Any]]:
    yield from map(strike_properties, strikes)
    yield from map(place_properties, places)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    properties = {name: value for name, value in row.items() if name not in ("latitude", "longitude", "id")}
    placed = row["latitude"] is not None and row["longitude"] is not None
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if placed else None
    feature = {"type": "Feature", "geometry": point, "properties": properties}
    if "id" in row:
        feature["id"] = properties["id"] = row["id"]
    return feature


def geojson_lines(strikes: Iterable[Strike], places: Iterable[NamedPlace]) -> Iterator[str]:
    """One FeatureCollection (RFC 7946), a feature a line; geometry is null where a strike is not placed."""
    yield '{"type":"FeatureCollection","features":['
    for number, row in enumerate(_rows(strikes, places)):
        yield ("," if number else "") + "\n" + _json(_feature(row))
    yield "\n]}\n"


def jsonl_lines(strikes: Iterable[Strike], places: Iterable[NamedPlace]) -> Iterator[str]:
    """An object a line, with the same names as the properties of GeoJSON."""
    for row in _rows(strikes, places):
        yield _json(row) + "\n"


def cell(value: Any) -> Any:
    """A value as a cell of CSV: text that could be a formula gets a leading quote, numbers stay numbers."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, list):
        return cell(" ".join(source["url"] for source in value if source["url"]))
    return value


def csv_lines(strikes: Iterable[Strike], places: Iterable[NamedPlace]) -> Iterator[str]:
    """A table for spreadsheets, safe from formulas. The column `sources` holds the addresses, parted by spaces."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    yield line.text
    for row in _rows(strikes, places):
        writer.writerow([cell(row.get(name)) for name in COLUMNS])
        yield line.text


class _Line:
    """Keeps the last line that was written."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def write_geojson(strikes: Iterable[Strike], places: Iterable[NamedPlace], out: TextIO) -> None:
    """See `geojson_lines`."""
    out.writelines(geojson_lines(strikes, places))


def write_jsonl(strikes: Iterable[Strike], places: Iterable[NamedPlace], out: TextIO) -> None:
    """See `jsonl_lines`."""
    out.writelines(jsonl_lines(strikes, places))


def write_csv(strikes: Iterable[Strike], places: Iterable[NamedPlace], out: TextIO) -> None:
    """See `csv_lines`."""
    out.writelines(csv_lines(strikes, places))
