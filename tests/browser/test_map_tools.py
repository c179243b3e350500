"""What the map can do by itself: time, areas, tools, layers, overlays, counts for a view; by pointer and by key."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from mapapp.columns import StrikeTable, mask
from mapapp.map import words
from mapapp.model import StrikeFilter
from tests.browser.frame_page import SHIPPED, Frame, opened
from tests.browser.map_harness import harness

pytestmark = pytest.mark.browser

TABLE = StrikeTable.build(SHIPPED)
DAYS = sorted(strike.date for strike in SHIPPED if strike.date)
LISTEN = "mapapp.frame.layers.strikes.on('click', (e) => { window.told = e.layer.toGeoJSON().properties; })"
SQUARE = {"type": "Polygon", "coordinates": [[[30, 46], [36, 46], [36, 50], [30, 50], [30, 46]]]}


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with harness(TABLE, {}) as url:
        yield url


@pytest.fixture
def frame(browser: Browser, address: str) -> Iterator[Frame]:
    one = opened(browser, address)
    yield one
    assert one.errors == []
    one.page.context.close()


def count(chosen: StrikeFilter) -> int:
    return int(mask(TABLE, chosen).sum())


def handle(frame: Frame, name: str) -> Any:
    return frame.page.get_by_role("slider", name=words("en")[name])


def told(frame: Frame) -> dict[str, Any]:
    frame.page.wait_for_function("window.told && window.told.filter")
    return dict(frame.page.evaluate("window.told.filter"))


def test_arrow_keys_on_a_handle_move_the_dates_a_day_and_the_map_follows(frame: Frame) -> None:
    frame.page.evaluate(LISTEN)
    first = handle(frame, "first_day")
    first.focus()
    frame.page.keyboard.press("ArrowRight")
    since = date.fromordinal(DAYS[0].toordinal() + 1)
    assert frame.stats()["count"] == count(StrikeFilter(since=since))
    assert told(frame) == {"since": since.isoformat(), "until": None}
    assert first.get_attribute("aria-valuetext") == f"{since.day} {since:%b %Y}"
    frame.page.keyboard.press("PageUp")
    later = date.fromordinal(DAYS[0].toordinal() + 31)
    assert frame.stats()["count"] == count(StrikeFilter(since=later))
    frame.page.keyboard.press("Home")
    assert frame.stats()["count"] == len(SHIPPED)


def test_dragging_over_the_bars_chooses_dates_and_the_window_can_be_moved(frame: Frame) -> None:
    frame.page.evaluate(LISTEN)
    box = frame.page.locator(".mapapp-bars").bounding_box()
    assert box
    y = box["y"] + 50

    def drag(start: float, end: float) -> tuple[str, str]:
        frame.page.mouse.move(box["x"] + start, y)
        frame.page.mouse.down()
        frame.page.mouse.move(box["x"] + (start + end) / 2, y)
        frame.page.mouse.move(box["x"] + end, y)
        frame.page.mouse.up()
        given = told(frame)
        return given["since"], given["until"]

    since, until = drag(200, 300)
    chosen = StrikeFilter(since=date.fromisoformat(since), until=date.fromisoformat(until))
    assert frame.stats()["count"] == count(chosen)
    moved = drag(250, 350)
    length = date.fromisoformat(until) - date.fromisoformat(since)
    assert date.fromisoformat(moved[1]) - date.fromisoformat(moved[0]) == length
    assert moved[0] > since
    frame.page.locator("[data-name=all-dates]").click()
    assert told(frame) == {"since": None, "until": None}
    assert frame.stats()["count"] == len(SHIPPED)


def test_play_adds_days_without_asking_the_server_and_space_pauses(frame: Frame) -> None:
    asked: list[str] = []
    frame.page.on("request", lambda request: asked.append(request.url))
    frame.page.evaluate(LISTEN)
    play = frame.page.locator("[data-name=play]")
    play.click()
    frame.page.wait_for_function("mapapp.stats().count > 5 && mapapp.stats().count < 100")
    assert frame.page.evaluate("window.told") is None
    assert play.inner_text().endswith(words("en")["pause"])
    play.focus()
    frame.page.keyboard.press("Space")
    until = date.fromisoformat(told(frame)["until"])
    assert frame.stats()["count"] == count(StrikeFilter(until=until))
    assert asked == []


def test_with_reduced_motion_nothing_runs_and_a_press_is_a_week(browser: Browser, address: str) -> None:
    frame = opened(browser, address)
    frame.page.emulate_media(reduced_motion="reduce")
    frame.page.evaluate(LISTEN)
    frame.page.evaluate("mapapp.frame.track.set(null, mapapp.frame.track.days.first, true)")
    frame.page.locator("[data-name=play]").click()
    until = date.fromisoformat(told(frame)["until"])
    assert (until - DAYS[0]).days == 7
    frame.page.wait_for_timeout(600)
    assert date.fromisoformat(told(frame)["until"]) == until
    frame.page.context.close()


def test_what_was_brushed_holds_until_the_page_has_answered(frame: Frame) -> None:
    frame.page.evaluate("mapapp.frame.brushed('2025-12-01', '2025-12-10', true)")
    chosen = StrikeFilter(since=date(2025, 12, 1), until=date(2025, 12, 10))
    frame.set(StrikeFilter())
    assert frame.stats()["count"] == count(chosen)
    frame.set(chosen)
    frame.set(StrikeFilter())
    assert frame.stats()["count"] == len(SHIPPED)


def test_a_rectangle_drawn_with_the_pointer_keeps_what_lies_in_it(frame: Frame) -> None:
    frame.page.evaluate(LISTEN)
    frame.page.locator("[data-name=tools]").click()
    frame.page.locator("[data-name=draw_rectangle]").click()
    frame.page.mouse.move(300, 250)
    frame.page.mouse.down()
    frame.page.mouse.move(420, 380)
    frame.page.mouse.move(500, 450)
    frame.page.mouse.up()
    area = told(frame)["area"]
    assert len(area) == 2
    chosen = StrikeFilter(area=tuple((lon, lat) for lon, lat in area))
    assert 0 < count(chosen) < len(SHIPPED)
    assert frame.stats()["count"] == count(chosen)
    frame.page.locator("[data-name=tools]").click()
    frame.page.locator("[data-name=area_off]").click()
    assert told(frame) == {"area": None, "near": None}
    assert frame.stats()["count"] == len(SHIPPED)


def test_an_outline_is_drawn_by_keys_alone(frame: Frame) -> None:
    frame.page.evaluate(LISTEN)
    frame.page.locator("[data-name=tools]").focus()
    frame.page.keyboard.press("Enter")
    frame.page.locator("[data-name=draw_polygon]").focus()
    frame.page.keyboard.press("Enter")
    for dx, dy in ((-150, -150), (300, 0), (0, 250)):
        frame.page.evaluate(f"mapapp.frame.map.panBy([{dx}, {dy}], {{animate: false}})")
        frame.page.keyboard.press("Enter")
    frame.page.keyboard.press("Enter")
    area = told(frame)["area"]
    assert len(area) == 3
    assert frame.stats()["count"] == count(StrikeFilter(area=tuple((lon, lat) for lon, lat in area)))


def test_a_place_is_found_as_typed_and_strikes_near_it_are_kept(frame: Frame) -> None:
    frame.page.evaluate(LISTEN)
    frame.page.locator("[data-name=tools]").click()
    field = frame.page.get_by_role("combobox", name=words("en")["locate"])
    field.fill("одес")
    frame.page.locator(".mapapp-places li").first.wait_for()
    frame.page.keyboard.press("ArrowDown")
    frame.page.keyboard.press("Enter")
    assert field.input_value().startswith("Odes")
    frame.page.locator("[data-name=near]").click()
    latitude, longitude, km = told(frame)["near"]
    assert (round(latitude), round(longitude), km) == (46, 31, 50)
    assert frame.stats()["count"] == count(StrikeFilter(near=(latitude, longitude, km))) > 5


def test_a_distance_is_measured_along_the_great_circle(frame: Frame) -> None:
    frame.page.locator("[data-name=tools]").click()
    frame.page.locator("[data-name=measure]").click()
    ends = ((300, 200), (500, 300))
    points = [frame.page.evaluate(f"mapapp.frame.map.containerPointToLatLng([{x}, {y}])") for x, y in ends]
    box = frame.page.locator(".leaflet-container").bounding_box()
    assert box
    for x, y in ends:
        frame.page.mouse.click(box["x"] + x, box["y"] + y)
    shown = frame.page.locator(".mapapp-measure").inner_text()
    km = frame.page.evaluate("([a, b]) => mapapp.kilometres(a.lat, a.lng, b.lat, b.lng)", points)
    assert abs(int(re.sub(r"\D", "", shown.split("km")[0])) - km) <= 2
    frame.page.keyboard.press("Escape")
    assert not frame.page.locator(".mapapp-measure").is_visible()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{", "overlay_bad"),
        ('{"type": "Topology"}', "overlay_bad"),
        ('{"type": "FeatureCollection", "features": []}', "overlay_empty"),
        ('{"type": "Point", "coordinates": [500000, 4000000]}', "overlay_place"),
        ('{"type": "LineString", "coordinates": [[1, 1], ["<b>", 2]]}', "overlay_place"),
        (" " * 3_000_001, "overlay_large"),
    ],
)
def test_a_file_that_is_no_overlay_is_told_in_one_sentence(frame: Frame, text: str, key: str) -> None:
    frame.page.locator("[data-name=layers]").click()
    frame.page.set_input_files(
        ".mapapp-panel input[type=file]", {"name": "a.geojson", "mimeType": "application/json", "buffer": text.encode()}
    )
    assert frame.page.get_by_role("alert").inner_text() == words("en")[key]


def test_an_overlay_is_drawn_with_name_date_and_source_as_text(frame: Frame) -> None:
    hostile = "<img src=x onerror=window.ran=1>"
    feature = {"type": "Feature", "properties": {"name": hostile}, "geometry": SQUARE}
    frame.page.locator("[data-name=layers]").click()
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    frame.page.set_input_files(
        ".mapapp-panel input[type=file]",
        {"name": f"{hostile}.geojson", "mimeType": "application/json", "buffer": content},
    )
    frame.page.locator("[name=mapapp-overlay-source]").fill(hostile)
    frame.page.locator("[name=mapapp-overlay-date]").fill("2025-12-19")
    frame.page.locator("[data-name=overlay-put]").click()
    said = f"{hostile}, 2025-12-19, {hostile}"
    assert said in frame.page.locator(".leaflet-control-attribution").inner_text()
    assert said in frame.page.locator(".mapapp-key").inner_text()
    assert frame.page.locator(".leaflet-control-attribution img, .mapapp-frame img").count() == 0
    assert frame.page.evaluate("window.ran") is None
    inked = """() => {
        const layer = Object.entries(mapapp.frame.layers).find(([name]) => name.startsWith('overlay'))[1];
        const { width, height } = layer.canvas;
        return layer.canvas.getContext('2d').getImageData(0, 0, width, height).data.some((value) => value > 0);
    }"""
    frame.page.wait_for_function(inked)


def test_the_heat_layer_and_the_marks_can_be_switched(frame: Frame) -> None:
    frame.page.locator("[data-name=layers]").click()
    frame.page.get_by_label(words("en")["layer_heat"]).check()
    assert words("en")["key_heat"] in frame.page.locator(".mapapp-key").inner_text()
    frame.page.get_by_label(words("en")["layer_strikes"], exact=True).uncheck()
    frame.page.wait_for_function("mapapp.stats().groups === 0")
    frame.page.keyboard.press("Escape")
    assert not frame.page.locator(".mapapp-panel").is_visible()
    assert frame.page.evaluate("document.activeElement.dataset.name") == "layers"


def test_a_known_launch_place_is_joined_to_its_target_by_an_arc(browser: Browser) -> None:
    place = {"launch_place": "Primorsko-Akhtarsk", "launch_latitude": 46.05, "launch_longitude": 38.16}
    rows = [replace(SHIPPED[0], **place), *SHIPPED[1:]]  # type: ignore[arg-type]
    with harness(StrikeTable.build(rows), {}) as url:
        frame = opened(browser, url, strike=SHIPPED[0].id)
        assert "Primorsko-Akhtarsk" in frame.card()
        frame.page.wait_for_function("mapapp.frame.layers.arcs.arcs === 1")
        assert words("en")["key_arcs"] in frame.page.locator(".mapapp-key").inner_text()
        frame.set(StrikeFilter(killed_min=5))
        assert words("en")["key_arcs"] not in frame.page.locator(".mapapp-key").inner_text()
        frame.set(StrikeFilter())
        frame.page.locator("[data-name=layers]").click()
        frame.page.get_by_label(words("en")["layer_arcs"]).uncheck()
        assert words("en")["key_arcs"] not in frame.page.locator(".mapapp-key").inner_text()
        frame.page.context.close()


def test_without_launch_places_arcs_are_neither_offered_nor_in_the_key(frame: Frame) -> None:
    assert words("en")["key_arcs"] not in frame.page.locator(".mapapp-key").inner_text()
    frame.page.locator("[data-name=layers]").click()
    assert frame.page.get_by_label(words("en")["layer_arcs"]).count() == 0


def test_each_online_ground_is_asked_of_its_own_host_only_once_chosen(frame: Frame) -> None:
    asked: set[str] = set()

    def refuse(route: Route) -> None:
        asked.add(route.request.url.split("/")[2])
        route.abort()

    frame.page.route(re.compile("^https:"), refuse)
    frame.page.locator("[data-name=layers]").click()
    for name, host in (("osm", "openstreetmap"), ("relief", "opentopomap"), ("satellite", "arcgisonline")):
        assert asked == set()
        frame.page.get_by_label(words("en")["ground_" + name]).check()
        frame.page.wait_for_timeout(400)
        assert asked
        assert all(host in one for one in asked)
        frame.page.get_by_label(words("en")["ground_drawn"]).check()
        frame.page.wait_for_timeout(100)
        asked.clear()
    frame.errors.clear()


def test_a_picture_of_the_map_is_saved_with_key_and_attribution(frame: Frame, tmp_path: Path) -> None:
    frame.page.locator("[data-name=tools]").click()
    with frame.page.expect_download() as waiting:
        frame.page.locator("[data-name=save_picture]").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    content = path.read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    size = [int.from_bytes(content[at : at + 4], "big") for at in (16, 20)]
    box = frame.page.evaluate("mapapp.frame.map.getSize()")
    assert size[0] == 2 * box["x"]
    # Key, heading and feet take less room than the map itself.
    assert 2 * box["y"] + 300 < size[1] < 4 * box["y"]
