"""One HTTP request by the standard library, and what its failures mean in words."""

import http.client
import queue
import socket
import ssl
import threading
import urllib.error
import urllib.request
from typing import Any, cast
from urllib.parse import urlsplit

from mapapp import __version__

_AGENT = f"mapapp/{__version__} (gazetteer add)"
_REFUSALS = {
    401: "asks for a password, which mapapp does not have; check the address",
    403: "refuses to give it; wait a while and try again, or check the address",
    404: "does not have it; check the country code and the address",
    410: "does not have it any more; check the address",
    429: "asks to wait because of too many requests; try again in an hour",
}


class RedirectedError(Exception):
    """The server sends to an address that was not asked for; the message is one sentence."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows redirects within the host that was asked, never away from it nor from https to http."""

    max_redirections = 3

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Any:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        upgraded = old.scheme == "http" and new.scheme == "https" and old.hostname == new.hostname
        if (old.scheme, old.netloc) != (new.scheme, new.netloc) and not upgraded:
            raise RedirectedError(
                f"{old.netloc} sends on to {new.scheme}://{new.netloc}, which mapapp does not follow; "
                "if you trust that address, give it with --from."
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def http_error_302(self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any) -> Any:
        try:
            return super().http_error_302(req, fp, code, msg, headers)
        except Exception:
            fp.close()
            raise

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def open_url(url: str, headers: dict[str, str], timeout: float) -> http.client.HTTPResponse:
    """The server's answer to a GET. Raises HTTPError, RedirectedError, OSError, HTTPException or ValueError.

    `timeout` holds for each step; all until the body begins may take three times as long. A thread waits for it,
    because neither finding a host nor headers that come a byte at a time can be given a time otherwise.
    """
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
    given_up = threading.Event()

    def ask() -> None:
        try:
            request = urllib.request.Request(url, headers={"User-Agent": _AGENT, **headers})  # noqa: S310 - see fetch
            answer: Any = urllib.request.build_opener(_SameHost).open(request, timeout=timeout)
        except Exception as problem:
            answer = problem
        answers.put(answer)
        if given_up.is_set() and hasattr(answer, "close"):
            answer.close()

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=3 * timeout)
    except queue.Empty:
        given_up.set()
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise answer
    return cast(http.client.HTTPResponse, answer)


def refusal(url: str, status: int) -> str:
    """What a status that is no success means, in one sentence."""
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    means = _REFUSALS.get(status, "cannot give it now; try again later" if status >= 500 else "does not give it")
    return f"{name} was not fetched: {parts.netloc} {means} (status {status})."


def unreachable(url: str, problem: Exception) -> str:
    """Why there was no answer at all, in one sentence."""
    reason = problem.reason if isinstance(problem, urllib.error.URLError) else problem
    host = urlsplit(url).netloc
    if isinstance(reason, TimeoutError):
        return f"{host} does not answer in time; check the connection and run the command again."
    if isinstance(reason, socket.gaierror):
        return f"{host} is not found: there is no connection to the internet, or the address is wrong."
    if isinstance(reason, ssl.SSLError):
        return f"The connection to {host} is not secure ({reason.reason}); nothing was fetched."
    if isinstance(reason, OSError):
        return (
            f"{host} cannot be reached ({reason.strerror or reason}); check the connection and run the command again."
        )
    return f"{host} does not answer as a web server does; check the address."
