"""The gazetteer with the places that the user has added, where there is one for this version of mapapp.

The folder holds `countries/` (GeoNames' files as they came, and a note beside each), `index-…/` (the merged index)
and `current.json`, which names the index in use. That file is replaced in one step, so that there is always a whole
index to open.
"""

import hashlib
import json
import logging
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mapapp.errors import DataError
from mapapp.gazetteer.index import Gazetteer, open_gazetteer

POINTER = "current.json"
MERGE_VERSION = 1
"""Raise it when the merge takes other places, or under other names, than before."""
_AGAIN = "are not used; run `mapapp gazetteer add` to merge them again."
_log = logging.getLogger("mapapp")


@dataclass(frozen=True, slots=True)
class Current:
    """Which index is in use: its folder's name, the fingerprint of the embedded index that it was made from, and
    what was added: the note of each country file by its code."""

    index: str
    embedded: str
    countries: dict[str, Any] = field(default_factory=dict)
    merge_version: int = MERGE_VERSION


def fingerprint(folder: Path) -> str:
    """What tells one embedded index from another: a hash of its header, which holds a digest, and its files' sizes."""
    try:
        with (folder / "places.bin").open("rb") as file:
            size = file.seek(0, 2)
            file.seek(size - 8)
            length = int.from_bytes(file.read(8), "little")
            file.seek(max(0, size - 8 - length))
            header = file.read()
        names = (folder / "names.marisa").stat().st_size
    except (OSError, ValueError) as problem:
        raise DataError("The gazetteer's files are missing or damaged; install mapapp again.") from problem
    return hashlib.sha256(header + f"{size} {names}".encode()).hexdigest()[:24]


def read_current(folder: Path) -> Current | None:
    """What `current.json` says; None where nothing was added. Raises DataError where it is damaged."""
    try:
        value = json.loads((folder / POINTER).read_text("utf-8"))
        current = Current(**value)
        whole = all(isinstance(part, str) for part in (current.index, current.embedded))
        if not (whole and isinstance(current.countries, dict) and Path(current.index).name == current.index):
            raise ValueError
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        raise DataError(f"The file {folder / POINTER} is damaged: the places that you added {_AGAIN}") from None
    return current


def write_current(folder: Path, current: Current) -> None:
    """Put this index in use, in one step."""
    part = folder / (POINTER + ".part")
    part.write_text(json.dumps(asdict(current), ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    part.replace(folder / POINTER)


def is_stale(current: Current, data: Path) -> bool:
    """Whether an index was made from another embedded index than that of `data`, or by another merge."""
    return (current.embedded, current.merge_version) != (fingerprint(data / "gazetteer"), MERGE_VERSION)


def open_places(data: Path, folder: Path) -> Gazetteer:
    """The gazetteer with the added places of `folder`; that of `data` alone where there are none for it.

    Added places that cannot be used are said in one sentence of the log, and nothing else fails because of them.
    """
    try:
        return _open(data, folder) or open_gazetteer(data)
    except DataError as problem:
        _log.warning("mapapp: %s", problem)
        return open_gazetteer(data)


def _open(data: Path, folder: Path, again: bool = True) -> Gazetteer | None:
    current = read_current(folder)
    if current is None:
        return None
    if is_stale(current, data):
        raise DataError(f"The places that you added were merged into another version of the gazetteer and {_AGAIN}")
    try:
        return Gazetteer.open(folder / current.index)
    except DataError:
        # Another process may have put a new index in use, and removed this one, since the file was read.
        if again and read_current(folder) != current:
            return _open(data, folder, again=False)
        raise DataError(f"The places that you added are damaged and {_AGAIN}") from None
