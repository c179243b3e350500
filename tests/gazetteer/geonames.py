"""Country files in GeoNames' format and a server on loopback that gives them as GeoNames does, or as told to fail."""

import hashlib
import io
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def row(
    ident=90000001, name="Zelenyi Hai", others="Зелений Гай,Зелёный Гай", latitude="47.91234", longitude="36.81234",
    feature="PPL", country="UA", admin1="05", population="312",
):  # fmt: skip
    """One line of a country file; every column can be anything."""
    kind = "P" if str(feature).startswith(("PPL", "STLMT")) else "A" if str(feature).startswith("ADM") else "S"
    columns = [
        ident, name, name, others, latitude, longitude, kind, feature, country, "", admin1, "", "", "", population, "",
        "120", "Europe/Kyiv", "2024-05-01",
    ]  # fmt: skip
    return "\t".join(map(str, columns))


def archive(lines, country="UA", method=zipfile.ZIP_DEFLATED, name=None):
    """A zip file as GeoNames has it: a readme and the country's table."""
    if not isinstance(lines, bytes):
        lines = ("\n".join(lines) + "\n").encode()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as out:
        for member, data in (("readme.txt", b"Readme for GeoNames"), (name or f"{country}.txt", lines)):
            out.writestr(zipfile.ZipInfo(member, (2024, 5, 1, 0, 0, 0)), data, compress_type=method)
    return content.getvalue()


def villages(count, first=100_000_000):
    """So many villages, each of a name of its own in three spellings."""
    for number in range(count):
        name = f"Verbivka {_word(number)}"
        others = f"Вербівка {_word(number, 'бвгджзклмн', 'аоуи')},{name.replace('i', 'y')}"
        place = f"{44.6 + number % 700 / 100:.5f}", f"{23.2 + number % 1600 / 100:.5f}"
        yield row(first + number, name, others, *place, population=number % 900)


def _word(number, consonants="bvhdzklmnp", vowels="aoui"):
    letters = []
    for _ in range(4):
        number, letter = divmod(number, len(consonants))
        number, vowel = divmod(number, len(vowels))
        letters.append(consonants[letter] + vowels[vowel])
    return "".join(letters).capitalize()


class GeonamesServer:
    """Serves `files` by path with ETag, Last-Modified, Range and If-Range. The switches make it misbehave.

    `break_after`: bytes of a body after which the connection ends, once a number in the list. `status`: answer this.
    `drip`: seconds between bytes. `redirect`: an address to send to. `headers` are added; None takes one away.
    """

    def __init__(self):
        self.files, self.requests = {}, []
        self.break_after, self.status, self.drip, self.redirect, self.headers = [], None, None, None, {}
        self.ignore_range = False
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.requests.append((self.path, dict(self.headers)))
                _answer(outer, self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/export/dump"

    def put(self, name, content):
        self.files[f"/export/dump/{name}"] = content

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    def start(self):
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()


def _answer(server, request):
    content = server.files.get(request.path)
    if server.redirect or server.status or content is None:
        request.send_response(302 if server.redirect else server.status or 404)
        if server.redirect:
            request.send_header("Location", server.redirect)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return
    tag = f'"{hashlib.sha256(content).hexdigest()[:12]}"'
    if request.headers.get("If-None-Match") == tag:
        request.send_response(304)
        request.end_headers()
        return
    start, asked = 0, request.headers.get("Range")
    if asked and request.headers.get("If-Range") == tag and not server.ignore_range:
        start = int(asked.removeprefix("bytes=").rstrip("-"))
    if start >= len(content) > 0:
        request.send_response(416)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return
    headers = {
        "Content-Length": len(content) - start, "ETag": tag, "Last-Modified": "Wed, 01 May 2024 02:00:00 GMT",
        "Content-Type": "application/zip",
    }  # fmt: skip
    request.send_response(206 if start else 200)
    if start:
        headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
    for name, value in {**headers, **server.headers}.items():
        if value is not None:
            request.send_header(name, str(value))
    request.end_headers()
    _send(server, request, content[start:])


def _send(server, request, body):
    if server.break_after:
        body = body[: server.break_after.pop(0)]
        request.close_connection = True
    if "Content-Length" in server.headers:
        request.close_connection = True
    try:
        if server.drip is None:
            request.wfile.write(body)
        else:
            for number in range(len(body)):
                request.wfile.write(body[number : number + 1])
                request.wfile.flush()
                time.sleep(server.drip)
    except OSError:
        pass  # the client gave up, as it should


@contextmanager
def geonames_server() -> Iterator[GeonamesServer]:
    server = GeonamesServer()
    server.start()
    yield server
    server.stop()
