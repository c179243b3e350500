"""The map page in Chromium: filters, clicks, links, keyboard; no request leaves this machine."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mapapp.app.words import Words
from mapapp.model import Strike
from mapapp.store import open_store
from tests.browser.conftest import Server, click_row, map_frame, shot

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def strikes(server: Server) -> list[Strike]:
    """The rows of the map's table, in its order."""
    store = open_store(f"{server.store_url}?mode=ro")
    rows = store.strikes()
    store.close()
    return rows


def _headline(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def _tick(page: Page, label: str) -> None:
    page.locator("[data-testid=stCheckbox]").filter(has_text=re.compile(f"^{label} · ")).first.click()


def _lone(page: Page, strikes: list[Strike], chosen: Callable[[Strike], bool]) -> tuple[int, dict[str, float]]:
    """A row that the filter of the page shows with a mark of its own, and where it stands in the frame."""
    frame = map_frame(page)
    for row, strike in enumerate(strikes):
        point = frame.evaluate("row => mapapp.where(row)", row) if chosen(strike) else None
        if point and point["rows"] == [row] and 60 < point["x"] < 500 and 200 < point["y"] < 500:
            return row, point
    pytest.fail("no mark stands alone")


def test_the_first_page_draws_map_headline_and_table_without_a_request_elsewhere(
    server: Server, open_page: OpenPage, strikes: list[Strike]
) -> None:
    page = open_page(1280, 1000)
    page.goto(server.url)
    frame = map_frame(page)
    _headline(page, "120 strikes, 15 Nov 2025 to 28 Feb 2026")
    expect(page.get_by_text("120 of 120 strikes.")).to_be_visible()
    assert frame.evaluate("mapapp.stats().count") == len(strikes) == 120
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    page.wait_for_timeout(500)
    shot(page, "map-1280")


def test_a_filter_changes_all_views_and_neither_remounts_the_map_nor_moves_it(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{server.url}/?view=48.5,35.2,6")
    frame = map_frame(page)
    before = frame.evaluate("mapapp.stats()")
    navigated: list[str] = []
    page.on("framenavigated", lambda moved: navigated.append(moved.url) if moved != page.main_frame else None)
    _tick(page, "Russia")
    _headline(page, "50 strikes")
    frame.wait_for_function("() => mapapp.stats().count === 50")
    after = frame.evaluate("mapapp.stats()")
    assert (after["mount"], after["zoom"]) == (before["mount"], before["zoom"])
    # The key may lose a row, which gives the map some pixels more and moves its centre by half of them.
    assert after["center"] == pytest.approx(before["center"], abs=0.3)
    assert navigated == []
    expect(page.get_by_text("50 of 120 strikes.")).to_be_visible()
    page.wait_for_url(re.compile("by=Russia"))
    page.wait_for_url(re.compile("view=48"))
    page.get_by_role("button", name="Clear all filters").click()
    _headline(page, "120 strikes")
    frame.wait_for_function("() => mapapp.stats().count === 120")
    assert frame.evaluate("mapapp.stats().mount") == before["mount"]
    assert "by=" not in page.url


def test_a_click_on_a_mark_opens_its_strike_and_a_fresh_browser_reopens_the_link(
    server: Server, open_page: OpenPage, strikes: list[Strike]
) -> None:
    page = open_page()
    page.goto(f"{server.url}/?by=Russia")
    frame = map_frame(page)
    row, point = _lone(page, strikes, lambda strike: strike.attacker == "Russia" and strike.placed)
    box = page.locator("iframe[title*=folium]").bounding_box()
    assert box
    page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
    frame.wait_for_function("row => mapapp.stats().selected === row", arg=row)
    page.wait_for_url(re.compile(f"strike={re.escape(strikes[row].id)}"))
    page.wait_for_timeout(1500)
    shot(page, "map-card-1280")
    shown = frame.evaluate("mapapp.stats()")
    link = page.url
    assert "view=" in link
    assert "by=Russia" in link

    again = open_page()
    again.goto(link)
    other = map_frame(again)
    other.wait_for_function("row => mapapp.stats().selected === row", arg=row)
    _headline(again, "50 strikes")
    reopened = other.evaluate("mapapp.stats()")
    assert reopened["zoom"] == shown["zoom"]
    assert reopened["center"] == pytest.approx(shown["center"], abs=0.02)
    assert reopened["count"] == 50
    expect(other.locator("body")).to_contain_text(re.compile("Close"))


def test_every_strike_is_reached_by_arrow_keys_and_opens_on_the_map(
    server: Server, open_page: OpenPage, strikes: list[Strike]
) -> None:
    page = open_page(1280, 1400)
    page.goto(f"{server.url}/?target=energy")
    frame = map_frame(page)
    wanted = [strike.id for strike in strikes if strike.target_type == "energy"]
    _headline(page, Words("en").strikes(len(wanted)))
    _tab_into_table(page)
    reached: list[str] = []
    page.keyboard.press("ArrowDown")
    page.wait_for_url(re.compile("strike="))
    page.keyboard.press("ArrowUp")
    for strike_id in wanted:
        page.wait_for_url(re.compile(f"strike={re.escape(strike_id)}(&|$)"))
        frame.wait_for_function("id => mapapp.frame.strike === id", arg=strike_id)
        reached.append(strike_id)
        page.keyboard.press("ArrowDown")
    assert reached == wanted


def _tab_into_table(page: Page) -> None:
    """By Tab alone, from the top of the page, as a reader without a pointer does it."""
    inside = "() => !!document.activeElement.closest('[data-testid=stDataFrame] canvas')"
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(inside):
            return
    pytest.fail("Tab does not lead into the table")


def test_a_row_chosen_in_the_table_opens_the_card_and_keeps_the_focus(
    server: Server, open_page: OpenPage, strikes: list[Strike]
) -> None:
    page = open_page(1280, 1400)
    page.goto(server.url)
    frame = map_frame(page)
    click_row(page, 2)
    frame.wait_for_function("id => mapapp.frame.strike === id", arg=strikes[2].id)
    expect(frame.locator("body")).to_contain_text(strikes[2].summary or "")
    assert page.evaluate("!!document.activeElement.closest('[data-testid=stDataFrame]')")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("since=2026-13-40", "is no day"),
        ("until=<script>alert(1)</script>", "is no day"),
        ("killed=-1", "is no number of killed"),
        ("killed=1e9999", "is no number of killed"),
        ("target=tank%24%7Balert(1)%7D", "is no value"),
        ("country=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "is no country"),
        ("view=NaN,NaN,5", "the place of the map is not one"),
        ("view=1,2", "the place of the map is not one"),
        ("view=91,0,5", "the place of the map is not one"),
        ("strike=%27%3Balert(1)%2F%2F", "there is no strike of this name"),
        ("since=2026-02-01&until=2025-12-01", "both are left out"),
        ("words=" + "a" * 5000, "at most 200 characters"),
        ("by=" + "x," * 500, "more than 60 values"),
    ],
)
def test_a_tampered_address_gives_one_sentence_and_the_rest_as_it_should_be(
    server: Server, open_page: OpenPage, query: str, sentence: str
) -> None:
    page = open_page()
    page.goto(f"{server.url}/?{query}")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    expect(page.get_by_test_id("stAlert")).to_contain_text(sentence)
    _headline(page, "120 strikes")
    assert map_frame(page).evaluate("mapapp.stats().count") == 120
    assert page.get_by_test_id("stException").count() == 0


def test_downloads_hold_exactly_the_filtered_strikes(server: Server, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    page.goto(f"{server.url}/?target=port&status=reported")
    map_frame(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="GeoJSON").click()
    started.value.save_as(tmp_path / "strikes.geojson")
    features = json.loads((tmp_path / "strikes.geojson").read_text())["features"]
    assert features
    assert {(f["properties"]["target_type"], f["properties"]["status"]) for f in features} == {("port", "reported")}
    expect(page.get_by_role("heading", level=1)).to_contain_text(Words("en").strikes(len(features)))


def test_no_match_says_so_and_keeps_the_map(server: Server, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{server.url}/?words=zzzz")
    _headline(page, "No strikes match these filters")
    expect(page.locator("iframe[title*=folium]")).to_be_visible()
    shot(page, "map-empty-1280")


def test_a_phone_shows_headline_map_and_table_without_scrolling_sideways(server: Server, open_page: OpenPage) -> None:
    page = open_page(390, 844, has_touch=True, is_mobile=True, device_scale_factor=2)
    page.goto(server.url)
    map_frame(page)
    _headline(page, "120 strikes")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = page.locator("iframe[title*=folium]").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["width"] > 330
    page.wait_for_timeout(500)
    shot(page, "map-390")


def test_on_a_phone_a_button_opens_the_filters_which_stay_open_while_they_are_ticked(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page(390, 844, has_touch=True, is_mobile=True)
    page.goto(f"{server.url}/?by=Russia")
    map_frame(page)
    button = page.get_by_role("button", name="Filters (1)")
    for _ in range(2):
        button.click()
        expect(page.get_by_test_id("stSidebarUserContent")).to_be_in_viewport()
        _tick(page, "residential")
        page.wait_for_timeout(800)
        expect(page.get_by_test_id("stSidebarUserContent")).to_be_in_viewport()
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
        expect(page.get_by_test_id("stSidebarUserContent")).not_to_be_in_viewport()
        button = page.get_by_role("button", name="Filters (")


def test_the_dark_theme_reaches_page_and_frame(server: Server, open_page: OpenPage) -> None:
    page = open_page(1280, 1000, color_scheme="dark")
    page.goto(server.url)
    frame = map_frame(page)
    frame.wait_for_function("() => mapapp.stats().theme === 'dark'")
    ground = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert ground == "rgb(20, 24, 28)"
    page.wait_for_timeout(500)
    shot(page, "map-dark-1280")


def test_a_ukrainian_browser_gets_ukrainian_words_and_the_address_can_say_otherwise(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page(locale="uk-UA")
    page.goto(server.url)
    frame = map_frame(page)
    _headline(page, "120 ударів")
    assert frame.evaluate("mapapp.stats().language") == "uk"
    page.wait_for_timeout(500)
    shot(page, "map-uk-1280")
    page.goto(f"{server.url}/?lang=en")
    map_frame(page)
    _headline(page, "120 strikes")


def test_the_server_says_nothing_of_itself_to_strangers(server: Server) -> None:
    """An unknown data address is answered by JSON without a traceback."""
    request = urllib.request.Request(f"{server.url}/mapdata/nothing/strike/0.json")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=5)
    content = refused.value.read().decode()
    refused.value.close()
    assert refused.value.code == 404
    assert "Traceback" not in content
