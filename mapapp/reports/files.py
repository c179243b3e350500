"""Reports in files: `.txt` and `.md` hold one text, `.json` one report, `.jsonl` a report a line."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mapapp.errors import InputError

MOST_BYTES = 50_000_000
_TEXT = (".txt", ".md", "")
_KEYS = ("id", "title", "published", "text", "url", "publisher")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReport:
    """A report as its file has it, not yet checked. `name` says where it stands, for messages."""

    name: str
    text: str
    id: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None
    publisher: str | None = None


def parse_day(value: str) -> date:
    """An ISO date. Raises InputError that shows how one looks."""
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        raise InputError(f"{value[:40]!r} is no date; write it as year-month-day, for example 2025-12-20.") from None


def read_raw(source: str) -> Iterator[RawReport | InputError]:
    """The reports of a file, or of standard input for "-"; a bad line comes as the error it is, the others go on.

    Raises InputError where the file as a whole cannot be read.
    """
    path = Path(source)
    text = _content(path, source)
    stem = "stdin" if source == "-" else path.stem
    suffix = _suffix(path.suffix.lower(), text) if source == "-" else path.suffix.lower()
    if suffix == ".jsonl":
        yield from read_lines(text, source)
    elif suffix == ".json":
        yield _from_object(_json(text, source), source, stem)
    elif suffix in _TEXT:
        yield RawReport(name=source, text=text, id=stem)
    else:
        raise InputError(f"{source}: files of this kind are not read; give .txt, .md, .json or .jsonl.")


def read_lines(text: str, source: str) -> Iterator[RawReport | InputError]:
    """A report of each line of JSON that is not empty."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            name = f"{source}, line {number}"
            try:
                yield _from_object(_json(line, name), name, f"{Path(source).stem}-{number}")
            except InputError as problem:
                yield problem


def _suffix(suffix: str, text: str) -> str:
    """What standard input holds: JSON begins with a brace, more than one line of it is JSON Lines."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or not lines[0].lstrip().startswith("{"):
        return suffix or ".txt"
    return ".jsonl" if all(line.lstrip().startswith("{") for line in lines) else ".json"


def _content(path: Path, source: str) -> str:
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if source == "-" else _bytes(path)
    except (OSError, ValueError) as problem:
        reason = "does not exist" if isinstance(problem, FileNotFoundError) else "cannot be read"
        raise InputError(f"{source}: the file {reason}; check its name.") from None
    if len(data) > MOST_BYTES:
        raise InputError(f"{source}: the file is larger than {MOST_BYTES // 10**6} MB; split it.")
    return decode(data, source)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def decode(data: bytes, name: str) -> str:
    """Bytes as text: UTF-8, or UTF-16 with its mark. Raises InputError for anything else."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError(f"{name}: this is not text in UTF-8; save it as UTF-8 and try again.") from None


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise InputError(f"{name}: this is not valid JSON; correct it.") from None


def _from_object(value: Any, name: str, default_id: str) -> RawReport:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise InputError(f'{name}: a report is an object with a "text"; add it.')
    fields = {key: value[key] for key in _KEYS if isinstance(value.get(key), str)}
    published = fields.pop("published", None)
    fields["id"] = fields.get("id") or str(value.get("id") or default_id)
    try:
        return RawReport(name=name, published=parse_day(published) if published else None, **fields)
    except InputError as problem:
        raise InputError(f"{name}: {problem}") from None


def read_objects(source: str) -> Iterator[tuple[str, Any] | InputError]:
    """Each line of a JSON Lines file as (where it stands, its value); a bad line comes as the error it is."""
    for number, line in enumerate(_content(Path(source), source).split("\n"), 1):
        if line.strip():
            name = f"{source}, line {number}"
            try:
                yield name, _json(line, name)
            except InputError as problem:
                yield problem
