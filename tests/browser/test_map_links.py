"""Views of the map that travel: links, other sites' pages, stories, saved views."""

import http.server
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mapapp.model import Strike
from tests.browser.conftest import Server, headline, map_frame, shot

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


def test_the_copied_link_is_short_and_a_fresh_browser_shows_exactly_its_view(
    server: Server, open_page: OpenPage, strikes: list[Strike]
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    chosen = next(strike for strike in strikes if strike.attacker == "Russia" and strike.placed)
    page.goto(
        f"{server.url}/?by=Russia&since=2025-11-20&until=2026-02-20&status=reported,acknowledged&near=48.5,31.5,700"
        f"&view=48.5,33.25,6&layers=heat,places&strike={chosen.id}&side=region&lang=uk"
    )
    frame = map_frame(page)
    page.get_by_role("button", name="Копіювати посилання").click()
    expect(page.get_by_text("Скопійовано")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert len(link) < 300
    assert len(link) < len(page.url)
    before = frame.evaluate("mapapp.stats()")

    again = open_page()
    again.goto(link)
    other = map_frame(again)
    other.wait_for_function("id => mapapp.frame.strike === id", arg=chosen.id)
    after = other.evaluate("mapapp.stats()")
    assert {name: after[name] for name in ("count", "zoom", "language")} == {
        name: before[name] for name in ("count", "zoom", "language")
    }
    assert after["center"] == pytest.approx(before["center"], abs=0.3)
    assert other.evaluate("mapapp.chosenLayers(mapapp.frame)") == ["heat", "places"]
    expect(again.get_by_role("radio", name="За регіонами")).to_be_checked()
    # Places are called as the reader's language calls them.
    expect(again.locator(".figures")).to_contain_text("Одеська область, Україна")
    again.wait_for_url(re.compile("layers=heat%2Cplaces"))
    again.wait_for_url(re.compile("by=Russia"))


def test_another_page_shows_the_map_by_the_code_that_the_embed_page_gives(
    server: Server, open_page: OpenPage, other_site: Callable[[str], str]
) -> None:
    page = open_page()
    page.goto(f"{server.url}/?by=Russia&view=48.5,33.25,6")
    map_frame(page)
    page.wait_for_timeout(700)
    page.get_by_role("link", name="Embed").click()
    code = page.get_by_label("Code to paste")
    expect(code).to_have_value(re.compile("by=Russia"))
    page.get_by_label("Height, px").fill("700")
    page.get_by_label("Theme").select_option("dark")
    expect(code).to_have_value(re.compile('height="700".*'))
    preview = page.frame_locator("iframe[title='Strike map']")
    expect(preview.get_by_text("50 strikes")).to_be_visible()
    shot(page, "embed-1280")

    elsewhere = open_page(800, 900)
    elsewhere.goto(other_site(code.input_value()))
    inner = elsewhere.frame_locator("iframe[title='Strike map']")
    expect(inner.get_by_text("50 strikes")).to_be_visible()
    expect(inner.locator("iframe[title*=folium]")).to_be_visible()
    expect(inner.get_by_text("Filters")).to_have_count(0)
    link = inner.get_by_role("link", name="Open the whole map")
    expect(link).to_have_attribute("href", re.compile(r"by=Russia.*view=48.5%2C33.25%2C6"))
    shot(elsewhere, "embedded-800")


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Serves a page of another origin that holds the given HTML."""
    folder = tmp_path / "site"
    folder.mkdir()
    handler = partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()

        def make(code: str) -> str:
            page = f"<!doctype html><meta charset=utf-8><link rel=icon href=data:,><h1>News</h1>{code}"
            (folder / "index.html").write_text(page, encoding="utf-8")
            return f"http://127.0.0.1:{site.server_port}/index.html"

        yield make
        site.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_a_story_is_walked_by_keyboard_and_its_link_opens_the_same_step(server: Server, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{server.url}/stories")
    page.get_by_role("button", name="Begin").click()
    frame = map_frame(page)
    mount = frame.evaluate("mapapp.stats().mount")
    expect(page.get_by_role("heading", name="One night, two sides")).to_be_visible()
    headline(page, "4 strikes, 19 Dec 2025")
    for heading, strike in (
        ("The port of Odesa", "2025-12-19-odesa-port"),
        ("The patrol ship Okhotnik", "2025-12-19-caspian-patrol-ship-okhotnik"),
        ("The platform of the Filanovsky field", "2025-12-19-filanovsky-drilling-platform"),
    ):
        page.keyboard.press("Shift+ArrowRight")
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        frame.wait_for_function("id => mapapp.frame.strike === id", arg=strike)
    page.keyboard.press("Shift+ArrowLeft")
    frame.wait_for_function("() => mapapp.frame.strike === '2025-12-19-caspian-patrol-ship-okhotnik'")
    assert frame.evaluate("mapapp.stats().mount") == mount
    page.wait_for_url(re.compile("story=2025-12-19-night.*"))
    page.wait_for_timeout(500)
    shot(page, "story-1280")

    again = open_page()
    again.goto(f"{server.url}/?story=2025-12-19-night&step=3")
    other = map_frame(again)
    other.wait_for_function("() => mapapp.frame.strike === '2025-12-19-caspian-patrol-ship-okhotnik'")
    assert other.evaluate("mapapp.stats().zoom") == 6


def test_a_view_is_saved_under_a_hostile_name_shown_again_and_deleted(
    make_server: Callable[..., Server], open_page: OpenPage
) -> None:
    own = make_server()
    name = "<img src=x onerror=alert(1)> ${alert(2)} :red[x] `y`"
    page = open_page()
    page.goto(f"{own.url}/?by=Ukraine&view=47,38,6")
    map_frame(page)
    page.wait_for_url(re.compile("view=47"))
    page.get_by_label("Save this view as").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved; it is listed under Stories.")).to_be_visible()
    page.get_by_role("link", name="Stories").click()
    expect(page.get_by_text(name)).to_be_visible()
    page.get_by_role("button", name="Show").click()
    frame = map_frame(page)
    page.wait_for_url(re.compile("by=Ukraine"))
    assert frame.evaluate("mapapp.stats().zoom") == 6
    page.get_by_role("link", name="Stories").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("None yet")).to_be_visible()
