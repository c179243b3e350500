"""The app as a real process and a real Chromium; a missing browser fails the tests, it does not skip them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect, sync_playwright

from mapapp.model import Strike
from mapapp.store import open_store

ROOT = Path(__file__).parents[2]
SHOTS = Path(__file__).parent / "shots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-unsafe-swiftshader",
]
WAIT = 30_000
# A server that just started reads its vocabulary at the first report; a loaded machine takes more than five seconds.
expect.set_options(timeout=WAIT)
LOOKING = tuple(f"/{page}/_stcore/" for page in ("report", "stories", "embed", "about"))


def find_chromium() -> str:
    """The path of a Chromium. Fails the test where there is none."""
    for name in (os.environ.get("MAPAPP_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name) if name else None
        if found:
            return found
    pytest.fail("No Chromium is installed; the second command of the README installs it.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`mapapp serve` as a process of its own."""

    def __init__(self, store_url: str, log: Path) -> None:
        self.store_url, self.log = store_url, log
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "mapapp", "serve", "--no-browser"]
        command += ["--port", str(self.port), "--store", self.store_url]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self.log.parent, stdout=log, stderr=log)
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                    if answer.read() == b"ok":
                        return
            except OSError:
                time.sleep(0.1)
        pytest.fail(f"The server did not start: {self.log.read_text()}")

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(timeout=20)
            self._process = None


@pytest.fixture(scope="session")
def make_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Starts servers, each with a store of its own unless one is given, and stops them at the end."""
    started: list[Server] = []

    def make(store_url: str | None = None) -> Server:
        folder = tmp_path_factory.mktemp("server")
        server = Server(store_url or f"sqlite:///{folder / 'strikes.sqlite'}", folder / "log.txt")
        server.start()
        started.append(server)
        return server

    yield make
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(make_server: Callable[..., Server]) -> Server:
    """The app with the shipped strikes; tests that use it do not write."""
    return make_server()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A Chromium for the tests of a file: only one Playwright may run in a process at a time."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


class Watched:
    """What a page did that it must not: requests to other hosts, errors, dialogs."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.bad: list[str] = []
        page.on("request", lambda request: self._request(request.url))
        page.on("pageerror", lambda error: self.bad.append(f"script error: {error}"))
        page.on("console", lambda said: self._console(said.type, said.text, said.location["url"]))
        page.on("dialog", self._dialog)

    def _request(self, url: str) -> None:
        self.requests.append(url)
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.bad.append(f"request to another host: {url}")

    def _console(self, kind: str, text: str, url: str) -> None:
        # Streamlit looks for its server below the page's own address first and then at the root.
        looking = "404" in text and urlsplit(url).path.startswith(LOOKING)
        if kind == "error" and not looking:
            self.bad.append(f"console error: {text} {url}")

    def _dialog(self, dialog: object) -> None:
        self.bad.append("a dialog was opened")
        dialog.dismiss()  # type: ignore[attr-defined]


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages; at the end no page may have asked another host, failed in a script or opened a dialog."""
    opened: list[tuple[Page, Watched]] = []

    def make(width: int = 1280, height: int = 1000, **options: object) -> Page:
        options.setdefault("locale", "en-GB")
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(WAIT)
        opened.append((page, Watched(page)))
        return page

    yield make
    for page, watched in opened:
        page.context.close()
        assert watched.bad == []
        assert watched.requests


def map_frame(page: Page) -> Frame:
    """The map's frame, once the layer has drawn."""
    page.wait_for_selector("iframe[title*=folium]")
    handle = page.query_selector("iframe[title*=folium]")
    assert handle
    frame = handle.content_frame()
    assert frame
    frame.wait_for_function(
        "() => window.mapapp && mapapp.frame && mapapp.frame.settled && mapapp.stats().drawings > 0"
    )
    # Fonts and key come after the first drawing and may still move the map.
    last = None
    while last != (last := frame.evaluate("JSON.stringify(mapapp.stats())")):
        page.wait_for_timeout(250)
    return frame


@pytest.fixture(scope="module")
def strikes(server: Server) -> list[Strike]:
    """The rows of the map's table, in its order."""
    store = open_store(f"{server.store_url}?mode=ro")
    rows = store.strikes()
    store.close()
    return rows


def headline(page: Page, text: str) -> None:
    """Wait for the page's headline to hold the text."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def click_row(page: Page, row: int) -> None:
    """Click into the row (from 0) of the table of strikes."""
    table_rows(page).nth(row).locator("td").nth(1).click()


def table_rows(page: Page) -> Locator:
    """The rows of the page of the table that is shown, without its head."""
    return page.locator("table[role=grid] tbody tr")


def shot(page: Page, name: str) -> None:
    """Keep what the page looks like, for people."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")
