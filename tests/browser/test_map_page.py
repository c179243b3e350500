"""The map page in Chromium: filters, clicks, links, keyboard; no request leaves this machine."""

import csv
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
from tests.browser.conftest import Server, click_row, headline, map_frame, shot, table_rows

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

# Every size that the map's frame has from now on, as width and height; a frame that is hidden has none.
WATCH_SIZE = """() => {
    const frame = document.querySelector("iframe[title*=folium]"), sizes = window.sizes = [];
    const look = () => {
        const size = [frame.clientWidth, frame.clientHeight].join();
        if (size !== sizes.at(-1)) sizes.push(size);
    };
    new MutationObserver(look).observe(document.body, {childList: true, subtree: true, attributes: true});
    look();
    return sizes[0];
}"""
# Where Dnipro stands in the frame, in pixels.
ON_SCREEN = """() => {
    const box = mapapp.frame.map.getContainer().getBoundingClientRect();
    const at = mapapp.frame.map.latLngToContainerPoint([48.46, 35.04]);
    return [box.left + at.x, box.top + at.y];
}"""


def _tick(page: Page, label: str) -> None:
    page.locator("[data-testid=stCheckbox]").filter(has_text=re.compile(f"^{label} · ")).first.click()


def _frame_height(page: Page) -> float:
    box = page.locator("iframe[title*=folium]").bounding_box()
    assert box
    return box["height"]


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
    headline(page, "120 strikes, 15 Nov 2025 to 28 Feb 2026")
    expect(page.get_by_text("120 of 120 strikes.")).to_be_visible()
    assert frame.evaluate("mapapp.stats().count") == len(strikes) == 120
    expect(table_rows(page)).to_have_count(50)
    assert _frame_height(page) == 686
    page.wait_for_timeout(500)
    shot(page, "map-1280")


def test_a_filter_changes_all_views_and_neither_remounts_the_map_nor_moves_it(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{server.url}/?view=48.5,35.2,6")
    frame = map_frame(page)
    before, place = frame.evaluate("mapapp.stats()"), frame.evaluate(ON_SCREEN)
    before_size = page.evaluate(WATCH_SIZE)
    navigated: list[str] = []
    page.on("framenavigated", lambda moved: navigated.append(moved.url) if moved != page.main_frame else None)
    _tick(page, "Russia")
    headline(page, "50 strikes")
    frame.wait_for_function("() => mapapp.stats().count === 50")
    page.wait_for_timeout(500)
    after = frame.evaluate("mapapp.stats()")
    assert (after["mount"], after["zoom"]) == (before["mount"], before["zoom"])
    # The key may lose a row, which gives the map some pixels more at its upper edge: what is drawn stays.
    assert frame.evaluate(ON_SCREEN) == pytest.approx(place, abs=1.5)
    assert navigated == []
    expect(page.get_by_text("50 of 120 strikes.")).to_be_visible()
    page.wait_for_url(re.compile("by=Russia"))
    page.wait_for_url(re.compile("view=48"))
    page.get_by_role("button", name="Clear all filters").click()
    headline(page, "120 strikes")
    frame.wait_for_function("() => mapapp.stats().count === 120")
    assert frame.evaluate("mapapp.stats().mount") == before["mount"]
    assert "by=" not in page.url
    assert page.evaluate("window.sizes") == [before_size]


def test_on_a_tall_screen_the_map_takes_its_share_of_it(server: Server, open_page: OpenPage) -> None:
    page = open_page(1900, 1440)
    page.goto(server.url)
    map_frame(page)
    assert _frame_height(page) == 950


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
    page.wait_for_timeout(800)
    shot(page, "map-card-1280")
    shown = frame.evaluate("mapapp.stats()")
    link = page.url
    assert "view=" in link
    assert "by=Russia" in link

    again = open_page()
    again.goto(link)
    other = map_frame(again)
    other.wait_for_function("row => mapapp.stats().selected === row", arg=row)
    headline(again, "50 strikes")
    reopened = other.evaluate("mapapp.stats()")
    assert reopened["zoom"] == shown["zoom"]
    assert reopened["center"] == pytest.approx(shown["center"], abs=0.02)
    assert reopened["count"] == 50
    expect(other.locator("body")).to_contain_text(re.compile("Close"))


def test_from_the_filter_to_the_card_by_keyboard_alone_and_every_strike_on_the_way(
    server: Server, open_page: OpenPage, strikes: list[Strike]
) -> None:
    page = open_page(1280, 1400)
    page.goto(server.url)
    frame = map_frame(page)
    _tab_to(page, "element => element.getAttribute('aria-label') === 'Place, target or source'")
    page.keyboard.type("energy")
    page.keyboard.press("Enter")
    headline(page, "strikes")
    page.wait_for_url(re.compile("words=energy"))
    wanted = [strike.id for strike in strikes if "energy" in _searched(strike)]
    headline(page, Words("en").strikes(len(wanted)))
    # The table is drawn after the headline; until then its rows are those of the filter before.
    expect(table_rows(page)).to_have_count(len(wanted))
    _tab_to(page, "element => element.textContent === 'Past the filters, to the strikes'", back=True)
    page.keyboard.press("Enter")
    expect(table_rows(page).first).to_be_focused()
    page.keyboard.press("Enter")
    for at, strike_id in enumerate(wanted):
        frame.wait_for_function("id => mapapp.frame.strike === id", arg=strike_id)
        expect(table_rows(page).nth(at)).to_be_focused()
        if at < len(wanted) - 1:
            page.keyboard.press("ArrowDown")
    page.wait_for_url(re.compile(f"strike={re.escape(wanted[-1])}(&|$)"))
    expect(frame.locator("body")).to_contain_text(strikes[[s.id for s in strikes].index(wanted[-1])].summary or "")
    _tab_to(page, "element => element.matches('[class*=chip], .st-key-chips button')", back=True)
    page.keyboard.press("Enter")
    headline(page, "120 strikes")


def _searched(strike: Strike) -> str:
    texts = (strike.summary, strike.quote, strike.place, strike.target, strike.weapon, strike.operator)
    more = (text for source in strike.sources for text in (source.title, source.publisher))
    return "\n".join(text for text in (*texts, *more) if text).casefold()


def _tab_to(page: Page, wanted: str, back: bool = False) -> None:
    """By Tab alone, as a reader without a pointer does it."""
    script = f"""() => {{
      let element = document.activeElement;
      while (element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
      return ({wanted})(element);
    }}"""
    for _ in range(150):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate(script):
            return
    pytest.fail(f"Tab does not lead to {wanted}")


def test_a_row_chosen_in_the_table_opens_the_card_and_keeps_the_focus(
    server: Server, open_page: OpenPage, strikes: list[Strike]
) -> None:
    page = open_page(1280, 1400)
    page.goto(server.url)
    frame = map_frame(page)
    click_row(page, 2)
    frame.wait_for_function("id => mapapp.frame.strike === id", arg=strikes[2].id)
    expect(frame.locator("body")).to_contain_text(strikes[2].summary or "")
    expect(table_rows(page).nth(2)).to_be_focused()
    expect(table_rows(page).nth(2)).to_have_attribute("aria-selected", "true")


def test_the_table_is_sorted_and_paged_by_the_server_and_its_file_has_the_same_order(
    server: Server, open_page: OpenPage, strikes: list[Strike], tmp_path: Path
) -> None:
    page = open_page(1280, 1400)
    page.goto(server.url)
    map_frame(page)
    page.get_by_role("button", name="Killed", exact=True).click()
    most = max(strike.killed or 0 for strike in strikes)
    expect(table_rows(page).first.locator("td.killed")).to_have_text(str(most))
    expect(page.get_by_role("columnheader", name="Killed ↓")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_text("51 to 100 of 120")).to_be_visible()
    page.get_by_role("spinbutton", name="Page").fill("3")
    page.get_by_role("spinbutton", name="Page").press("Enter")
    expect(table_rows(page)).to_have_count(20)
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_disabled()
    expect(page.get_by_role("link", name="CSV")).to_have_attribute("href", re.compile("sort=killed"))
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    started.value.save_as(tmp_path / "strikes.csv")
    with (tmp_path / "strikes.csv").open(encoding="utf-8", newline="") as file:
        killed = [row["killed"] for row in csv.DictReader(file)]
    known = [int(value) for value in killed if value]
    assert len(killed) == 120
    assert known == sorted(known, reverse=True)
    assert killed[: len(known)] == list(map(str, known))


def test_a_strike_of_another_page_of_the_table_is_shown_there(
    server: Server, open_page: OpenPage, strikes: list[Strike]
) -> None:
    page = open_page(1280, 1400)
    page.goto(f"{server.url}/?strike={strikes[70].id}")
    map_frame(page)
    expect(page.locator("tr[aria-selected=true]")).to_have_attribute("data-id", strikes[70].id)
    expect(page.get_by_text("51 to 100 of 120")).to_be_visible()


def test_a_chip_takes_its_filter_off_and_leaves_the_others(server: Server, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{server.url}/?by=Russia&killed=1&near=46.48,30.73,300&place=Odesa")
    frame = map_frame(page)
    chips = page.locator(".st-key-chips button")
    expect(chips).to_have_text(["Struck by: Russia ×", "Killed, at least 1 ×", "Within 300 km of Odesa ×"])
    mount = frame.evaluate("mapapp.stats().mount")
    chips.nth(1).click()
    expect(chips).to_have_count(2)
    headline(page, "11 strikes")
    frame.wait_for_function("() => mapapp.stats().count === 11")
    assert frame.evaluate("mapapp.stats().mount") == mount
    assert "killed=" not in page.url


@pytest.mark.parametrize("view", ["Over time", "By side", "By region"])
def test_a_side_view_counts_the_strikes_of_the_filter(
    server: Server, open_page: OpenPage, strikes: list[Strike], view: str, tmp_path: Path
) -> None:
    page = open_page(1280, 1400)
    page.goto(f"{server.url}/?target=energy")
    map_frame(page)
    page.locator("[data-testid=stRadio] label").filter(has_text=view).click()
    expect(page.locator(".figures")).to_be_visible()
    # The link of the view before stands until this one is drawn.
    link = page.get_by_role("link", name="CSV")
    expect(link).to_have_attribute("href", re.compile(r"/views/(timeline|totals)\.csv"))
    with page.expect_download() as started:
        link.click()
    started.value.save_as(tmp_path / "view.csv")
    with (tmp_path / "view.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    counted = sum(int(cell) for row in rows for cell in (row[1:] if view == "Over time" else row[1:2]))
    assert counted == sum(strike.target_type == "energy" for strike in strikes)
    page.wait_for_timeout(300)
    shot(page, f"view-{view.split()[-1]}-1280")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("until=<script>alert(1)</script>", "is no day"),
        ("country=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "is no country"),
        ("strike=%27%3Balert(1)%2F%2F&view=NaN,NaN,5", "there is no strike of this name"),
    ],
)
def test_a_tampered_address_runs_nothing_and_the_map_is_as_it_should_be(
    server: Server, open_page: OpenPage, query: str, sentence: str
) -> None:
    page = open_page()
    page.goto(f"{server.url}/?{query}")
    assert map_frame(page).evaluate("mapapp.stats().count") == 120
    expect(page.get_by_test_id("stAlert").filter(has_text=sentence)).to_be_visible()
    headline(page, "120 strikes")
    assert page.get_by_test_id("stException").count() == 0


def test_downloads_hold_exactly_the_filtered_strikes(server: Server, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    page.goto(f"{server.url}/?target=port&status=reported")
    map_frame(page)
    with page.expect_download() as started:
        page.get_by_role("link", name="GeoJSON").click()
    started.value.save_as(tmp_path / "strikes.geojson")
    features = json.loads((tmp_path / "strikes.geojson").read_text())["features"]
    assert features
    assert {(f["properties"]["target_type"], f["properties"]["status"]) for f in features} == {("port", "reported")}
    expect(page.get_by_role("heading", level=1)).to_contain_text(Words("en").strikes(len(features)))


def test_no_match_says_so_and_keeps_the_map(server: Server, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{server.url}/?words=zzzz")
    map_frame(page)
    headline(page, "No strikes match these filters")
    shot(page, "map-empty-1280")


def test_a_phone_shows_headline_map_and_table_without_scrolling_sideways(server: Server, open_page: OpenPage) -> None:
    page = open_page(390, 844, has_touch=True, is_mobile=True, device_scale_factor=2)
    page.goto(server.url)
    map_frame(page)
    headline(page, "120 strikes")
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
    headline(page, "120 ударів")
    assert frame.evaluate("mapapp.stats().language") == "uk"
    page.wait_for_timeout(500)
    shot(page, "map-uk-1280")
    page.goto(f"{server.url}/?lang=en")
    map_frame(page)
    headline(page, "120 strikes")


def test_the_server_says_nothing_of_itself_to_strangers(server: Server) -> None:
    """An unknown data address is answered by JSON without a traceback."""
    request = urllib.request.Request(f"{server.url}/mapdata/nothing/strike/0.json")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=5)
    content = refused.value.read().decode()
    refused.value.close()
    assert refused.value.code == 404
    assert "Traceback" not in content
