"""GeoNames' country files: UA.zip with UA.txt inside, a place a line in 19 columns between tabs.

Nothing of a file is trusted: the archive is read as a stream with bounds, each row is checked, a few bad rows are
counted and left out, a file with many is refused.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from mapapp.errors import CountryFileError
from mapapp.gazetteer.features import KIND_OF, radius_km
from mapapp.gazetteer.rows import Row
from mapapp.gazetteer.sources import usable

_COLUMNS = 19
_MOST_NUMBER = 2**32 - 1
_MOST_NAME = 200
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,12})?", re.ASCII)
_NUMBER = re.compile(r"\d{1,10}", re.ASCII)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, struct.error, ValueError)
_CHECK = "check the address that it comes from"
_END_OF_ZIP = b"PK\x05\x06"

RowsSeen = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What a country file may be at most: bytes unpacked and of a line, unpacked over packed, share of bad rows."""

    unpacked_bytes: int = 1_000_000_000
    ratio: int = 60
    line_bytes: int = 100_000
    members: int = 16
    bad_share: float = 0.01
    places: int = 2_000_000


@dataclass
class CountryFile:
    """The places of a file. `read` counts its rows, `bad` those that could not be used."""

    rows: list[Row] = field(default_factory=list)
    read: int = 0
    bad: int = 0


class RowError(CountryFileError):
    """A row that is no place; the message says what is wrong with it."""


def parse_row(line: bytes, country: str) -> Row | None:
    """A place of one line, None where its feature code is none that is taken.

    `admin1` of the row is GeoNames' code; the merge puts the region's name there. Raises RowError.
    """
    try:
        columns = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        raise RowError("is not in UTF-8") from None
    if len(columns) != _COLUMNS:
        raise RowError(f"has {len(columns)} columns, not {_COLUMNS}")
    name, feature, population = columns[1].strip(), columns[7], columns[14] or "0"
    if not (name and len(name) <= _MOST_NAME and name.isprintable()):
        raise RowError("has no usable name")
    if columns[8] != country:
        raise RowError(f"is not of the country {country}")
    latitude, longitude = _point(columns[4], columns[5])
    ident, people = _number(columns[0], "id"), _number(population, "population")
    if feature not in KIND_OF:
        return None
    others = dict.fromkeys(other.strip() for other in columns[3].split(","))
    return Row(
        source="geonames", ident=str(ident), name=name, kind=KIND_OF[feature], country=country,
        latitude=latitude, longitude=longitude, radius_km=radius_km(feature, people), population=people,
        admin1=columns[10] if columns[10].isalnum() else "", feature=feature,
        others=[other for other in others if other != name and _is_name(other)],
    )  # fmt: skip


def _is_name(text: str) -> bool:
    return 1 < len(text) <= _MOST_NAME and text.isprintable() and usable(text)


def _number(text: str, what: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) > _MOST_NUMBER:
        raise RowError(f"has no usable {what}")
    return int(text)


def _point(latitude: str, longitude: str) -> tuple[float, float]:
    if not (_DEGREES.fullmatch(latitude) and _DEGREES.fullmatch(longitude)):
        raise RowError("has no usable coordinates")
    point = float(latitude), float(longitude)
    if abs(point[0]) > 90 or abs(point[1]) > 180 or point == (0.0, 0.0):
        raise RowError("has coordinates that are none on Earth's land or sea")
    return point


def read_country(
    path: Path, country: str, limits: FileLimits | None = None, seen: RowsSeen | None = None
) -> CountryFile:
    """The places of a country file on disk, for the country of this ISO code.

    `seen` is told the number of rows read now and then. Raises CountryFileError with one sentence.
    """
    limits = limits or FileLimits()
    found, problem = CountryFile(), ""
    for number, line in enumerate(_lines(path, country, limits), 1):
        found.read = number
        try:
            row = parse_row(line, country) if len(line) <= limits.line_bytes else _too_long()
        except RowError as error:
            found.bad += 1
            problem = problem or f"line {number} {error}"
            continue
        if row is not None:
            found.rows.append(row)
        _check_number(found, country, limits)
        if seen and number % 5_000 == 0:
            seen(number)
    if problem and found.bad > limits.bad_share * found.read:
        raise CountryFileError(f"{country}.txt is not in GeoNames' format ({problem}); {_CHECK}.")
    if not found.rows:
        raise CountryFileError(f"{country}.txt has no places in it; {_CHECK}.")
    return found


def _too_long() -> Row:
    raise RowError("is too long")


def _check_number(found: CountryFile, country: str, limits: FileLimits) -> None:
    if len(found.rows) > limits.places:
        raise CountryFileError(f"{country}.txt has more than {limits.places:,} places; mapapp cannot hold so many.")


def _lines(path: Path, country: str, limits: FileLimits) -> Iterator[bytes]:
    try:
        _check_directory(path, country)
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive, country, limits)) as file:
            yield from _split(file, limits.line_bytes)  # type: ignore[arg-type]
    except _BROKEN:
        raise CountryFileError(f"{country}.zip is damaged; run the command again to fetch it anew.") from None
    except OSError as problem:
        raise CountryFileError(f"{country}.zip cannot be read ({problem.strerror or problem}).") from None


def _check_directory(path: Path, country: str) -> None:
    """Look at the archive's end before zipfile reads its directory, which could be as large as the file."""
    with path.open("rb") as file:
        start = file.read(512)
        file.seek(max(0, path.stat().st_size - 66_000))
        tail = file.read()
    if not start.startswith(b"PK"):
        page = re.match(rb"\s*<(?:!doctype|html|\?xml|head|body)", start, re.IGNORECASE)
        what = "a web page" if page else "no zip archive"
        raise CountryFileError(f"What came as {country}.zip is {what}; {_CHECK}.")
    place = tail.rfind(_END_OF_ZIP)
    if place < 0 or struct.unpack("<I", tail[place + 12 : place + 16])[0] > 64_000:
        raise zipfile.BadZipFile


def _member(archive: zipfile.ZipFile, country: str, limits: FileLimits) -> zipfile.ZipInfo:
    members = archive.infolist()
    found = [info for info in members if info.filename == f"{country}.txt"]
    if len(found) != 1 or len(members) > limits.members:
        raise CountryFileError(f"{country}.zip has no {country}.txt in it; {_CHECK}.")
    info = found[0]
    if info.file_size > limits.unpacked_bytes or info.file_size > limits.ratio * max(1_000, info.compress_size):
        size = f"{info.file_size / 1e6:,.1f} MB from {info.compress_size / 1e6:,.1f} MB"
        raise CountryFileError(f"{country}.zip would unpack to {size}, which no country file does; {_CHECK}.")
    return info


def _split(file: BinaryIO, most: int) -> Iterator[bytes]:
    """Lines without their ends; of one that is longer than `most` a piece that is too long, the rest is dropped."""
    while line := file.readline(most + 2):
        whole = line.endswith(b"\n")
        yield line.rstrip(b"\r\n")
        while not whole and (rest := file.readline(most)):
            whole = rest.endswith(b"\n")
