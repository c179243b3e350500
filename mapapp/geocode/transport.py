"""How a service is reached: one request, no redirect, no retry, a deadline for the whole of it, a bounded answer.

geopy's own adapters follow redirects, try again by themselves and read whatever comes; each would break a promise
that mapapp makes: whom it asks, how often, and that a slow or huge answer does not stop a report.
"""

import http.client
import json
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
    """Cuts the connections made under it when the time is over: a socket's own timeout starts anew at every byte."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._connections: list[http.client.HTTPConnection] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._timer.cancel()

    def watching(self, make: Callable[..., http.client.HTTPConnection]) -> Callable[..., http.client.HTTPConnection]:
        """The same maker of connections, with each remembered."""

        def made(*arguments: Any, **others: Any) -> http.client.HTTPConnection:
            connection = make(*arguments, **others)
            self._connections.append(connection)
            return connection

        return made

    def _cut(self) -> None:
        self.over = True
        for connection in self._connections:
            if connection.sock is not None:
                try:
                    connection.sock.shutdown(2)
                except OSError:
                    continue


class _Plain(HTTPHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._make = deadline.watching(http.client.HTTPConnection)

    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(self._make, req)


class _Secure(HTTPSHandler):
    def __init__(self, deadline: _Deadline, context: Any) -> None:
        super().__init__(context=context)
        self._make, self._ssl = deadline.watching(http.client.HTTPSConnection), context

    def https_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(self._make, req, context=self._ssl)


class OneRequest(BaseSyncAdapter):  # type: ignore[misc]
    """geopy's adapter for services, see the module.

    `key` names the list that an answer of the service holds; None: the answer is the list.
    """

    def __init__(self, *, proxies: Any, ssl_context: Any, key: str | None) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._proxies, self._context, self._key = _normalize_proxies(proxies), ssl_context, key

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The answer's JSON; `NaN` and `Infinity`, which JSON does not have, are refused."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            answer = json.loads(text, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise GeocoderParseError("not JSON") from None
        # geopy takes whatever is empty for "not found"; a service that knows no place says so with an empty list.
        failed = isinstance(answer, dict) and bool({"error", "status"} & answer.keys())
        items = answer.get(self._key) if isinstance(answer, dict) and self._key else answer
        if not failed and not (isinstance(items, list) and all(isinstance(item, dict) for item in items)):
            raise GeocoderParseError("no answer of this service")
        return answer

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
    if isinstance(problem, GeocoderServiceError):
        return problem
    reason = problem.reason if isinstance(problem, URLError) else problem
    if deadline.over or isinstance(reason, TimeoutError):
        return GeocoderTimedOut("timed out")
    if isinstance(problem, http.client.HTTPException) and not isinstance(problem, ConnectionError):
        return GeocoderParseError("not HTTP")
    return GeocoderUnavailable("unreachable")
