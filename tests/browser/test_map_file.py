"""The map as one file, opened with the network off: it draws, filters, opens cards, and runs no name as a script."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import folium
import pytest
from playwright.sync_api import Browser, Page

from mapapp.errors import InputError, UnknownNameError
from mapapp.map import StrikeLayer, map_assets, words
from mapapp.model import Source, StrikeFilter
from tests.browser.frame_page import ODESA, ROW, SHIPPED, place

pytestmark = pytest.mark.browser

RAN = "<img src=x onerror='window.ran=1'>"
HOSTILE = (RAN, "</script><script>window.ran=1</script>", "${window.ran=1}", "{{ 7*7 }}{% raw %}", "<!--<script>")


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture
def offline(browser: Browser) -> Iterator[Callable[[Path], Page]]:
    """Opens a file with the network off; at the end nothing but that file may have been asked for."""
    asked: list[str] = []
    bad: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True, locale="en-GB")

    def show(path: Path) -> Page:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: bad.append(str(error)))
        page.on("console", lambda line: bad.append(line.text) if line.type == "error" else None)
        page.goto(path.as_uri())
        page.wait_for_selector("body[data-drawn]", state="attached")
        return page

    yield show
    context.close()
    assert len(asked) == 1
    assert bad == []


def test_three_lines_of_python_make_a_file_that_opens_without_network(
    tmp_path: Path, offline: Callable[[Path], Page]
) -> None:
    page = offline(StrikeLayer(SHIPPED, selected=ODESA).save(tmp_path / "strikes.html"))
    assert "15 Nov 2025" in page.locator(".mapapp-track").inner_text()
    assert words("en")["key_several"] in page.locator(".mapapp-key").inner_text()
    first = page.get_by_role("slider", name=words("en")["first_day"])
    first.focus()
    page.keyboard.press("PageUp")
    page.get_by_text("15 Dec 2025 –").wait_for()
    # The policy of the page forbids to evaluate texts in it: it is used as a reader would, by keys and pointer.
    page.locator("[data-name=tools]").click()
    assert page.get_by_text(words("en")["draw_rectangle"]).is_visible()
    assert page.get_by_text(words("en")["locate"]).count() == 0
    page.keyboard.press("Escape")
    page.locator(".mapapp-card h2").wait_for()
    assert "of 120" in page.locator(".mapapp-turner").inner_text()
    before = page.locator(".mapapp-card").inner_text()
    page.locator("[data-name=next]").click()
    page.wait_for_timeout(200)
    assert page.locator(".mapapp-card").inner_text() != before


def test_the_file_opens_in_its_language_and_with_its_filter(tmp_path: Path, offline: Callable[[Path], Page]) -> None:
    layer = StrikeLayer(
        SHIPPED,
        chosen=StrikeFilter(attackers=frozenset({"Ukraine"}), words="novorossiysk"),
        language="uk",
        theme="dark",
    )
    page = offline(layer.save(tmp_path / "strikes.html"))
    key = page.locator(".mapapp-key").inner_text()
    assert words("uk")["actor.Ukraine"] in key
    assert words("uk")["actor.Russia"] not in key
    assert page.locator("[data-theme=dark]").count() == 1
    assert page.locator("html").get_attribute("lang") == "uk"


def test_hostile_names_stay_names_in_the_file(tmp_path: Path, offline: Callable[[Path], Page]) -> None:
    rows = [
        replace(
            SHIPPED[ROW], id=text, place=text, target=text, summary=text, quote=text, attacker=text, attacked=text,
            latitude=46.0 + 2 * i, longitude=30.0 + 2 * i, sources=(Source(url="javascript:window.ran=1", title=text),),
        )
        for i, text in enumerate(HOSTILE)
    ]  # fmt: skip
    path = StrikeLayer(rows, [place(RAN)], title=RAN).save(tmp_path / "strikes.html")
    assert RAN not in path.read_text("utf-8")
    page = offline(path)
    assert page.title() == RAN
    assert page.locator("img").count() == 0
    assert page.locator("main script").count() == 0


def test_a_notebook_shows_the_same_page_in_a_frame(tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><title>n</title>{StrikeLayer(SHIPPED[:20])._repr_html_()}", "utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 760})
    page.goto(path.as_uri())
    page.frame_locator("iframe").locator("body[data-drawn]").wait_for(state="attached")
    assert page.frame_locator("iframe").locator(".mapapp-track").is_visible()
    page.close()


def test_the_layer_can_be_added_to_a_folium_map(tmp_path: Path, browser: Browser) -> None:
    base = folium.Map(tiles=None)
    StrikeLayer(SHIPPED, selected=ODESA).add_to(base)
    # Folium asks Leaflet of a server of its own; here it stands in the file.
    base.default_js, base.default_css = [], []
    leaflet = map_assets()
    base.get_root().header.add_child(folium.Element(f"<script>{leaflet['leaflet.js'].content.decode()}</script>"))
    path = tmp_path / "folium.html"
    base.save(str(path))
    page = browser.new_page(viewport={"width": 1000, "height": 760})
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-drawn]", state="attached")
    page.locator(".mapapp-card h2").wait_for()
    assert page.evaluate("mapapp.stats().count") == len(SHIPPED)
    page.close()


def test_what_a_page_cannot_hold_is_said_in_one_sentence() -> None:
    with pytest.raises(InputError, match="at most 100,000 strikes"):
        StrikeLayer([SHIPPED[0]] * 100_001)
    with pytest.raises(InputError, match="choose from: auto, light, dark"):
        StrikeLayer([], theme="blue")
    with pytest.raises(UnknownNameError):
        StrikeLayer([], language="xx")
