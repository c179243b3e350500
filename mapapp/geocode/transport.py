"""How a service is reached: one request, no redirect, no retry, a deadline for the whole of it, a bounded answer.

geopy's own adapters follow redirects, try again by themselves and read whatever comes; each would break a promise
that mapapp makes: whom it asks, how often, and that a slow or huge answer does not stop a report.
"""

import contextlib
import http.client
import json
import socket
import threading
from collections.abc import Callable
from typing import Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter, _normalize_proxies
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

MOST_BYTES = 1_000_000
_CHUNK = 65_536


class Moved(GeocoderUnavailable):  # type: ignore[misc]
    """The service answered with a redirect."""


class TooLarge(GeocoderParseError):  # type: ignore[misc] # noqa: N818
    """The answer is longer than an answer is."""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any, **others: Any) -> NoReturn:
        raise Moved("redirect")


class _Deadline:
    """Cuts the sockets opened under it when the time is over: a socket's own timeout starts anew at every byte."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._timer.cancel()

    def watch(self, connection: http.client.HTTPConnection) -> http.client.HTTPConnection:
        """The same connection, whose socket is remembered once it is open: urllib soon takes it away from there."""
        connect = connection.connect

        def connected() -> None:
            connect()
            self._sockets.append(connection.sock)

        connection.connect = connected  # type: ignore[method-assign]
        return connection

    def _cut(self) -> None:
        self.over = True
        for opened in self._sockets:
            with contextlib.suppress(OSError):
                # Past the TLS layer, which another thread is reading from.
                socket.socket.shutdown(opened, socket.SHUT_RDWR)


class _Plain(HTTPHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)

    def _connection(self, host: str, **options: Any) -> http.client.HTTPConnection:
        return self._deadline.watch(http.client.HTTPConnection(host, **options))


class _Secure(HTTPSHandler):
    def __init__(self, deadline: _Deadline, context: Any) -> None:
        super().__init__(context=context)
        self._deadline, self._ssl = deadline, context

    def https_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req, context=self._ssl)

    def _connection(self, host: str, **options: Any) -> http.client.HTTPConnection:
        return self._deadline.watch(http.client.HTTPSConnection(host, **options))


class OneRequest(BaseSyncAdapter):  # type: ignore[misc]
    """geopy's adapter for services, see the module.

    `key` names the list that an answer of the service holds; None: the answer is the list. `read` raises where an item
    of that list is not in the service's format: geopy itself looks at less, and warns of coordinates that are none.
    """

    def __init__(self, *, proxies: Any, ssl_context: Any, key: str | None, read: Callable[[Any], object]) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._proxies, self._context = _normalize_proxies(proxies), ssl_context
        self._key, self._read_item = key, read

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The answer's JSON; `NaN` and `Infinity`, which JSON does not have, are refused."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            answer = json.loads(text, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise GeocoderParseError("not JSON") from None
        self._check(answer)
        return answer

    def _check(self, answer: Any) -> None:
        # geopy takes whatever is empty for "not found"; a service that knows no place says so with an empty list.
        failed = isinstance(answer, dict) and bool({"error", "status"} & answer.keys())
        items = answer.get(self._key) if isinstance(answer, dict) and self._key else answer
        if failed and not items:
            return
        if not isinstance(items, list):
            raise GeocoderParseError("no answer of this service")
        try:
            for item in items:
                self._read_item(item)
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
            raise GeocoderParseError("no place of this service") from None

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """The answer's text in UTF-8."""
        with _Deadline(timeout) as deadline:
            try:
                body = self._read(self._opener(deadline), Request(url, headers=headers), timeout)  # noqa: S310
                if deadline.over:
                    raise GeocoderTimedOut("timed out")
                return body.decode("utf-8")
            except HTTPError as problem:
                with problem:
                    lower = {name.lower(): value for name, value in problem.headers.items()}
                    raise AdapterHTTPError("HTTP error", status_code=problem.code, headers=lower, text=None) from None
            except UnicodeDecodeError:
                raise GeocoderParseError("not UTF-8") from None
            except (OSError, http.client.HTTPException) as problem:
                raise _failure(problem, deadline) from None

    def _opener(self, deadline: _Deadline) -> OpenerDirector:
        return build_opener(
            ProxyHandler(self._proxies), _NoRedirect(), _Plain(deadline), _Secure(deadline, self._context)
        )

    @staticmethod
    def _read(opener: OpenerDirector, request: Request, timeout: float) -> bytes:
        with opener.open(request, timeout=timeout) as page:
            body = bytearray()
            while chunk := page.read1(_CHUNK):
                body += chunk
                if len(body) > MOST_BYTES:
                    raise TooLarge("too large")
            if page.length:
                raise GeocoderUnavailable("cut off")
        return bytes(body)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _failure(problem: Exception, deadline: _Deadline) -> GeocoderServiceError:
    reason = problem.reason if isinstance(problem, URLError) else problem
    if deadline.over or isinstance(reason, TimeoutError):
        return GeocoderTimedOut("timed out")
    if isinstance(problem, GeocoderServiceError):
        return problem
    if isinstance(problem, http.client.HTTPException) and not isinstance(problem, ConnectionError):
        return GeocoderParseError("not HTTP")
    return GeocoderUnavailable("unreachable")
