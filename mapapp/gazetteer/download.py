"""Fetches one file over HTTP with bounds, going on where an earlier try broke off.

What has come so far stays beside the target as NAME.part, with what the server said of it in NAME.part.json. The
server is asked to go on only if its file is still the same (If-Range), so that two versions are never mixed.
"""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mapapp.errors import DownloadError
from mapapp.gazetteer.web import RedirectedError, open_url, refusal, unreachable

_PIECE = 65_536

BytesSeen = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class NetLimits:
    """Bounds of one download; times in seconds. Slower than `least_bytes` in each `window` is given up."""

    most_bytes: int = 300_000_000
    read_timeout: float = 20.0
    window: float = 30.0
    least_bytes: int = 15_000
    deadline: float = 3600.0
    attempts: int = 3
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Version:
    """What the server says of a file's state, so as to ask later whether it has changed."""

    url: str
    etag: str = ""
    modified: str = ""

    @property
    def if_range(self) -> str:
        """The value of an If-Range header; empty where none is safe. A weak ETag is not."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified

    def if_changed(self) -> dict[str, str]:
        """Headers that ask for the file only if it has changed."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in headers.items() if value}


class _BrokenOffError(Exception):
    """The connection ended before the file did."""


def fetch(
    url: str, part: Path, limits: NetLimits, seen: BytesSeen, kept: Version | None = None
) -> tuple[Path, Version] | None:
    """The whole file at `url`, in `part`; None where it is still that of `kept`.

    `seen` is told the bytes so far and, where known, of how many. Raises DownloadError with one sentence; what has
    come by then stays in `part` for the next try.
    """
    _check_address(url)
    deadline = time.monotonic() + limits.deadline
    for left in reversed(range(limits.attempts)):
        try:
            return _Attempt(url, part, limits, seen, deadline).run(kept)
        except _BrokenOffError as broken:
            if not left:
                raise DownloadError(f"{broken}; run the command again to go on from there.") from None
            time.sleep(limits.pause)
    raise AssertionError("the last attempt returns or raises")


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise DownloadError(
            f"The address {url} is none that can be fetched; give one such as https://example.org/dump."
        )


class _Attempt:
    def __init__(self, url: str, part: Path, limits: NetLimits, seen: BytesSeen, deadline: float) -> None:
        self.url, self.part, self.limits, self.seen, self.deadline = url, part, limits, seen, deadline
        self.notes = part.with_name(part.name + ".json")

    def run(self, kept: Version | None) -> tuple[Path, Version] | None:
        have, noted = self._begun()
        resume = {"Range": f"bytes={have}-", "If-Range": noted.if_range} if noted else {}
        try:
            answer = open_url(self.url, resume or (kept.if_changed() if kept else {}), self.limits.read_timeout)
        except urllib.error.HTTPError as error:
            error.close()
            return self._refused(error, kept, resuming=bool(resume))
        except RedirectedError as error:
            raise DownloadError(str(error)) from None
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise DownloadError(unreachable(self.url, problem)) from None
        try:
            with answer:
                return self._take(answer, have, noted)
        except OSError as problem:
            raise DownloadError(f"{self.part} cannot be written ({problem.strerror}); make room there.") from None

    def _refused(
        self, error: urllib.error.HTTPError, kept: Version | None, resuming: bool
    ) -> tuple[Path, Version] | None:
        if error.code == 304 and kept and not resuming:
            return None
        if error.code in (412, 416) and resuming:
            self.discard()
            return self.run(kept)
        raise DownloadError(refusal(self.url, error.code)) from None

    def _begun(self) -> tuple[int, Version | None]:
        """How many bytes an earlier try left, and of which version; none where that cannot be told."""
        try:
            noted = Version(**json.loads(self.notes.read_text("utf-8")))
            have = self.part.stat().st_size
        except (OSError, ValueError, TypeError):
            return 0, None
        return (have, noted) if have and noted.url == self.url and noted.if_range else (0, None)

    def discard(self) -> None:
        """Forget what has come so far."""
        self.notes.unlink(missing_ok=True)
        self.part.unlink(missing_ok=True)

    def _take(self, answer: http.client.HTTPResponse, have: int, noted: Version | None) -> tuple[Path, Version]:
        version = Version(self.url, answer.headers.get("ETag") or "", answer.headers.get("Last-Modified") or "")
        start, total = _extent(answer)
        if start and (start != have or not noted or version.if_range not in ("", noted.if_range)):
            # The server goes on with something else than what it was asked for.
            self.discard()
            raise _BrokenOffError(f"{_name(self.url)} has changed while it was fetched")
        if total is not None and total > self.limits.most_bytes:
            raise DownloadError(self._too_large())
        if not start:
            self.discard()
            self._note(version)
        done = self._copy(answer, start, total)
        if total is not None and done != total:
            size = f"{done / 1e6:,.2f} of {total / 1e6:,.2f} MB"
            raise _BrokenOffError(f"The connection broke off after {size} of {_name(self.url)}")
        return self.part, version if version.if_range or not noted else noted

    def _note(self, version: Version) -> None:
        self.part.parent.mkdir(parents=True, exist_ok=True)
        self.notes.write_text(json.dumps(asdict(version)), "utf-8")

    def _copy(self, answer: http.client.HTTPResponse, start: int, total: int | None) -> int:
        done, pace = start, _Pace(self.limits, self.deadline)
        with self.part.open("ab") as file:
            while piece := self._piece(answer, total, done):
                done += len(piece)
                if done > self.limits.most_bytes:
                    self.discard()
                    raise DownloadError(self._too_large())
                file.write(piece)
                self.seen(done, total)
                pace.check(len(piece), self.url)
        return done

    def _piece(self, answer: http.client.HTTPResponse, total: int | None, done: int) -> bytes:
        try:
            return answer.read1(_PIECE)
        except TimeoutError:
            raise DownloadError(_slow(self.url)) from None
        except (OSError, http.client.HTTPException):
            size = f"{done / 1e6:,.2f} MB" + (f" of {total / 1e6:,.2f}" if total else "")
            raise _BrokenOffError(f"The connection broke off after {size} of {_name(self.url)}") from None

    def _too_large(self) -> str:
        size = f"{self.limits.most_bytes / 1e6:,.1f} MB"
        return f"{_name(self.url)} has over {size}, which no country file has; check the address that it comes from."


class _Pace:
    """Gives up a download that crawls, so that a server which sends a byte a minute holds nobody."""

    def __init__(self, limits: NetLimits, deadline: float) -> None:
        self.limits, self.deadline = limits, deadline
        self.since, self.bytes = time.monotonic(), 0

    def check(self, more: int, url: str) -> None:
        now = time.monotonic()
        self.bytes += more
        if now > self.deadline:
            raise DownloadError(_slow(url))
        if now - self.since > self.limits.window:
            if self.bytes < self.limits.least_bytes:
                raise DownloadError(_slow(url))
            self.since, self.bytes = now, 0


def _slow(url: str) -> str:
    return f"{_name(url)} comes too slowly from {urlsplit(url).netloc}; run the command again to go on from there."


def _name(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


def _extent(answer: http.client.HTTPResponse) -> tuple[int, int | None]:
    """Where the answer's body starts in the file (-1 unknown), and the file's whole length where it is told."""
    if answer.status != 206:
        return 0, _count(answer.headers.get("Content-Length"))
    unit, _, span = (answer.headers.get("Content-Range") or "").partition(" ")
    start = _count(span.partition("-")[0]) if unit == "bytes" else None
    return start or -1, _count(span.rpartition("/")[2])


def _count(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None
