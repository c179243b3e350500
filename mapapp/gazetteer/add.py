"""Adds and removes countries: fetch → check → keep → merge → put in use. Whatever fails, what was in use stays."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from mapapp.errors import CountryFileError, DataError, DownloadError, InputError
from mapapp.gazetteer.added import MERGE_VERSION, POINTER, Current, fingerprint, is_stale, read_current, write_current
from mapapp.gazetteer.country_files import FileLimits, read_country
from mapapp.gazetteer.download import NetLimits, Version, fetch
from mapapp.gazetteer.index import Gazetteer, open_gazetteer
from mapapp.gazetteer.merge import merge
from mapapp.gazetteer.rows import Row

CREDIT = "GeoNames (geonames.org), CC BY 4.0"


class Progress(Protocol):
    """Is told how far a step has come; `total` is None where it is not known."""

    def __call__(self, step: str, unit: str, done: int, total: int | None) -> None:
        """`unit` is "bytes" or "rows"."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is kept of a country file besides the file: where and when it came, its size and hash, its rows."""

    code: str
    url: str
    fetched: str
    bytes: int
    sha256: str
    rows: int
    places: int
    unusable: int
    etag: str = ""
    modified: str = ""
    licence: str = CREDIT


@dataclass
class Added:
    """What an `add` did: notes by country, those that had not changed, sentences on those that failed, the counts."""

    notes: dict[str, Note] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class CountryShelf:
    """The user's folder of added places, and the data folder whose index they are merged into."""

    folder: Path
    data: Path
    net: NetLimits = field(default_factory=NetLimits)
    files: FileLimits = field(default_factory=FileLimits)

    @property
    def countries(self) -> Path:
        """Where the country files are kept."""
        return self.folder / "countries"

    def kept(self) -> dict[str, Note]:
        """The country files kept, by code. Those whose note or file is damaged are left out: they are fetched anew."""
        found = {}
        for path in sorted(self.countries.glob("[A-Z][A-Z].json")):
            try:
                note = Note(**json.loads(path.read_text("utf-8")))
            except (OSError, ValueError, TypeError):
                continue
            if note.code == path.stem and path.with_suffix(".zip").is_file():
                found[note.code] = note
        return found

    def add(self, codes: Sequence[str], url: str, progress: Progress) -> Added:
        """Fetch these countries where they have changed and merge all that are kept; without codes only merge.

        A country that fails is said in `problems`, and the others are added. Raises InputError for unknown codes,
        DataError where the folder cannot be written.
        """
        wanted = self.check_codes(codes)
        if not wanted and not self.kept():
            raise InputError("No country has been added yet; name at least one, such as: mapapp gazetteer add UA.")
        done = Added()
        with self._locked():
            for code in wanted:
                try:
                    self._fetch(code, url, progress, done)
                except (DownloadError, CountryFileError) as problem:
                    done.problems += [str(problem)] if str(problem) not in done.problems else []
            if not done.problems or done.notes:
                done.counts = self._merge(progress)
        return done

    def remove(self, codes: Sequence[str], progress: Progress) -> dict[str, int]:
        """Take these countries out; returns the counts of what is left, empty where no added country is."""
        kept = self.kept()
        wrong = sorted({code.upper() for code in codes} - set(kept))
        if wrong:
            have = f"these are: {', '.join(kept)}" if kept else "none is"
            raise InputError(f"Not added: {', '.join(wrong)}; {have}.")
        with self._locked():
            for code in {code.upper() for code in codes}:
                (self.countries / f"{code}.json").unlink(missing_ok=True)
                (self.countries / f"{code}.zip").unlink(missing_ok=True)
            return self._merge(progress)

    def check_codes(self, codes: Sequence[str]) -> list[str]:
        """The codes in capitals, each once. Raises InputError that names all that are no country's."""
        known = set(open_gazetteer(self.data).header["countries"]) - {""}
        wanted = list(dict.fromkeys(code.upper() for code in codes))
        wrong = [code for code in wanted if code not in known]
        if wrong:
            said = ", ".join(repr(code[:20]) for code in wrong)
            raise InputError(f"No country has the code {said}; use ISO 3166 codes of two letters, such as UA or RU.")
        return wanted

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One process at a time. A lock of SQLite ends with its process, on every system."""
        try:
            self.countries.mkdir(parents=True, exist_ok=True)
            lock = sqlite3.connect(self.folder / "lock", timeout=0, isolation_level=None)
        except (OSError, sqlite3.Error) as problem:
            raise DataError(f"The folder {self.folder} cannot be written ({problem}); set MAPAPP_GAZETTEER.") from None
        try:
            lock.execute("BEGIN EXCLUSIVE")
            yield
        except sqlite3.Error:
            raise DataError("Another `mapapp gazetteer` is at work; wait until it is done.") from None
        except OSError as problem:
            raise DataError(f"{self.folder} cannot be written ({problem.strerror}); make room there.") from None
        finally:
            lock.close()

    def _fetch(self, code: str, url: str, progress: Progress, done: Added) -> None:
        kept = self.kept().get(code)
        address = f"{url.rstrip('/')}/{code}.zip"
        version = Version(kept.url, kept.etag, kept.modified) if kept and kept.url == address else None
        part = self.countries / f"{code}.zip.part"
        came = fetch(address, part, self.net, lambda now, total: progress(f"{code}.zip", "bytes", now, total), version)
        if came is None:
            assert kept is not None
            done.notes[code] = kept
            done.unchanged.append(code)
            return
        try:
            found = read_country(part, code, self.files, lambda rows: progress(f"{code}.txt", "rows", rows, None))
        except CountryFileError:
            _discard(part)
            raise
        progress(f"{code}.txt", "rows", found.read, found.read)
        note = Note(
            code=code, url=address, fetched=datetime.now(UTC).date().isoformat(), bytes=part.stat().st_size,
            sha256=_sha256(part), rows=found.read, places=len(found.rows), unusable=found.bad,
            etag=came[1].etag, modified=came[1].modified,
        )  # fmt: skip
        part.replace(self.countries / f"{code}.zip")
        (self.countries / f"{code}.json").write_text(json.dumps(asdict(note), indent=1) + "\n", "utf-8")
        _discard(part)
        done.notes[code] = note

    def _merge(self, progress: Progress) -> dict[str, int]:
        kept = self.kept()
        if not kept:
            (self.folder / POINTER).unlink(missing_ok=True)
            self._tidy("")
            return {}
        embedded = fingerprint(self.data / "gazetteer")
        made_of = json.dumps([embedded, MERGE_VERSION, [[note.code, note.sha256] for note in kept.values()]])
        name = f"index-{hashlib.sha256(made_of.encode()).hexdigest()[:16]}"
        target, building = self.folder / name, self.folder / f"building-{name}"
        counts = _counts(target)
        if counts is None:
            shutil.rmtree(building, ignore_errors=True)
            merge(open_gazetteer(self.data), self._rows(kept, progress), building, partial(progress, "names", "rows"))
            shutil.rmtree(target, ignore_errors=True)
            building.replace(target)
            counts = _counts(target) or {}
        notes = {code: asdict(note) for code, note in kept.items()}
        write_current(self.folder, Current(name, embedded, notes))
        self._tidy(name)
        return counts

    def _rows(self, kept: dict[str, Note], progress: Progress) -> list[Row]:
        rows: list[Row] = []
        for code, note in kept.items():
            path = self.countries / f"{code}.zip"
            if _sha256(path) != note.sha256:
                path.with_suffix(".json").unlink(missing_ok=True)
                raise DataError(f"The kept file {path} is damaged; run `mapapp gazetteer add {code}` to fetch it anew.")
            rows += read_country(path, code, self.files).rows
            progress(f"{code}.txt, to be merged", "rows", note.rows, note.rows)
        return rows

    def _tidy(self, keep: str) -> None:
        """Remove indexes that are no longer in use; one that another process holds open can stay where it must."""
        for path in self.folder.glob("*index-*"):
            if path.name != keep:
                shutil.rmtree(path, ignore_errors=True)

    def state(self) -> tuple[Current | None, bool]:
        """What is in use, and whether it is not used because it is made for another version."""
        current = read_current(self.folder)
        return current, current is not None and is_stale(current, self.data)


def _counts(index: Path) -> dict[str, int] | None:
    """How many places and names an index has; None where there is no whole one."""
    try:
        gazetteer = Gazetteer.open(index)
    except DataError:
        return None
    added = len(gazetteer) - int(gazetteer.header.get("embedded", 0))
    return {"places": len(gazetteer), "new": added, "names": len(gazetteer.names)}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _discard(part: Path) -> None:
    part.unlink(missing_ok=True)
    part.with_name(part.name + ".json").unlink(missing_ok=True)
