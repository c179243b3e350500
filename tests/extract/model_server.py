"""A real HTTP server on loopback that answers as an OpenAI-compatible endpoint does: well, badly, slowly."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """One request; what it was is kept in the server's `asked`."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), body))  # type: ignore[attr-defined]
        self.server.answer(self, body)  # type: ignore[attr-defined]

    def send(self, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def says(content: Any) -> Answer:
    """Answers with this as the model's words."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()
    return lambda handler, _: handler.send(body)


def drips(handler: Handler, _: dict[str, Any]) -> None:
    """A byte now and then, so that no single read is slow."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(100):
        try:
            handler.wfile.write(b" " * 100)
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


def drips_headers(handler: Handler, _: dict[str, Any]) -> None:
    """A line of the head now and then: the body never begins."""
    for number in range(60):
        try:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if not number else b"X-Wait-%d: yes\r\n" % number)
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


@contextmanager
def model_server(answer: Answer) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.answer, server.asked = answer, []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
