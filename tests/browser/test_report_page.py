"""The report page in Chromium: a text is read, saved, and found again after a restart."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Server, map_frame, shot

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
SAMPLE = json.loads((ROOT / "data" / "reports" / "2025-12-20-odesa-port.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def own_server(make_server: Callable[..., Server]) -> Server:
    """A server whose store these tests write to."""
    return make_server()


def _paste(page: Page, text: str, title: str = "", day: str = "") -> None:
    page.get_by_label("Text of the report").fill(text)
    if title:
        page.get_by_label("Title (optional)").fill(title)
    if day:
        page.get_by_label("Day of publication (optional)").fill(day)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Find strikes").click()


def test_a_pasted_report_is_read_saved_and_found_again_after_a_restart(own_server: Server, open_page: OpenPage) -> None:
    page = open_page(1280, 1200)
    page.goto(f"{own_server.url}/report")
    _paste(page, SAMPLE["text"], SAMPLE["title"], SAMPLE["published"])
    expect(page.get_by_role("heading", level=2).first).to_contain_text("found")
    expect(page.locator(".report-text .quote").first).to_be_visible()
    proof = "".join(page.locator(".report-text .quote").all_text_contents())
    assert proof.startswith("Russian ballistic missiles slammed into port facilities in Odesa")
    expect(page.locator(".report-text .place-name", has_text="Miami")).to_be_visible()
    frame = map_frame(page)
    _walk_through_the_strikes(page)
    assert frame.evaluate("mapapp.stats().count") < 10
    page.wait_for_timeout(800)
    shot(page, "report-1280")
    page.get_by_role("button", name="Save to the map").click()
    expect(page.get_by_text("Saved: ")).to_be_visible()
    page.get_by_role("button", name="Save to the map").click()
    expect(page.get_by_text("This report is there already")).to_be_visible()

    page.goto("about:blank")
    own_server.stop()
    own_server.start()
    again = open_page()
    again.goto(f"{own_server.url}/?words=slammed")
    expect(again.get_by_role("heading", level=1)).to_contain_text("1 strike, 19 Dec 2025")
    assert map_frame(again).evaluate("mapapp.stats().count") == 1
    again.goto(f"{own_server.url}/report")
    expect(again.get_by_role("button", name="Find strikes")).to_be_visible()
    again.get_by_text("Saved reports · 1").click()
    again.locator("button").filter(has_text="Open").click()
    expect(again.get_by_label("Text of the report")).to_have_value(SAMPLE["text"])


def _walk_through_the_strikes(page: Page) -> None:
    """By keyboard: a strike and a field that have the focus light up their words; Enter keeps and names them."""
    heads = page.locator(".found h3 button")
    heads.first.focus()
    for _ in range(heads.count() - 1):
        page.keyboard.press("ArrowDown")
    last = heads.last
    expect(last).to_be_focused()
    title = last.inner_text()
    lit = page.locator(".report-text .lit")
    assert title.split(":")[0] in lit.all_inner_texts()
    assert page.locator(".report-text .tag").all_inner_texts() != []
    page.keyboard.press("Enter")
    expect(page.locator(".card.chosen h3 button")).to_have_text(title)
    page.keyboard.press("Tab")
    field = page.locator(".card.chosen .told").first
    expect(field).to_be_focused()
    expect(page.locator(".report-text .pointed").first).to_have_text(field.inner_text())
    tags = page.locator(".report-text .tag").all_inner_texts()
    assert {"place struck", "weapon"} <= set(tags)
    page.locator(".found .none summary").click()
    page.locator("[data-skipped]").first.hover()
    clause = page.locator("[data-skipped]").first.locator("q").inner_text()
    assert "".join(page.locator(".report-text .active").all_inner_texts()).startswith(clause[:30])
    page.locator(".report-text .number").first.click()
    expect(page.locator(".card.chosen .number")).to_have_text("[1]")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   ", "The text is empty"),
        ("\ufffd\x01\x02" * 400, "This is not a text"),
        ("Ein Raketenangriff traf gestern den Hafen und tötete acht Menschen, sagte die Polizei." * 3, "language"),
        ("x1 " * 340_000, "mapapp reads up to"),
    ],
    ids=["empty", "binary", "german", "a megabyte"],
)
def test_a_text_that_cannot_be_read_gives_a_sentence_and_is_not_lost(
    own_server: Server, open_page: OpenPage, text: str, sentence: str
) -> None:
    page = open_page()
    page.goto(f"{own_server.url}/report")
    _paste(page, text, title="Kept title")
    expect(page.get_by_test_id("stAlert")).to_contain_text(sentence)
    assert len(page.get_by_label("Text of the report").input_value()) == len(text)
    expect(page.get_by_label("Title (optional)")).to_have_value("Kept title")
    assert page.get_by_test_id("stException").count() == 0


def test_a_day_that_is_none_gives_a_sentence(own_server: Server, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{own_server.url}/report")
    _paste(page, SAMPLE["text"], day="2025-02-31")
    expect(page.get_by_test_id("stAlert")).to_contain_text("is no day")
    expect(page.get_by_label("Text of the report")).to_have_value(SAMPLE["text"])


def test_what_was_typed_is_still_there_after_a_look_at_the_map(own_server: Server, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{own_server.url}/report")
    page.get_by_label("Text of the report").fill("A draft that is not sent.")
    page.keyboard.press("Tab")
    page.get_by_role("link", name="Map", exact=True).click()
    map_frame(page)
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_label("Text of the report")).to_have_value("A draft that is not sent.")


def test_the_sample_is_one_click_away_on_a_phone_in_the_dark(own_server: Server, open_page: OpenPage) -> None:
    page = open_page(390, 844, color_scheme="dark", has_touch=True, is_mobile=True)
    page.goto(f"{own_server.url}/report")
    page.get_by_role("button", name="Try the sample").click()
    expect(page.get_by_label("Text of the report")).to_have_value(SAMPLE["text"])
    page.get_by_role("button", name="Find strikes").click()
    map_frame(page)
    shown = "e => getComputedStyle(e).backgroundColor"
    assert page.locator(".key [data-field=weapon]").evaluate(shown) == "rgb(58, 44, 82)"
    text, found = page.locator(".report-text").bounding_box(), page.locator(".found").bounding_box()
    assert text
    assert found
    assert text["y"] + text["height"] <= found["y"]
    page.locator(".card.chosen .show").click()
    expect(page.locator(".report-text .lit").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.wait_for_timeout(800)
    shot(page, "report-dark-390")
