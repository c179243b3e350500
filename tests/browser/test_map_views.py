"""The map counted for each view by the server, and the frame as people without a mouse or with a phone meet it."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from mapapp.aggregates import BLOCK, CELL
from mapapp.columns import StrikeTable, mask
from mapapp.map import words
from mapapp.model import StrikeFilter
from tests.bench.synthetic import synthetic_table
from tests.browser.frame_page import SHIPPED, Frame, opened
from tests.browser.map_harness import harness

pytestmark = pytest.mark.browser

SQUARE = {"type": "Polygon", "coordinates": [[[30, 46], [36, 46], [36, 50], [30, 50], [30, 46]]]}


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with harness(StrikeTable.build(SHIPPED), {}) as url:
        yield url


def test_a_large_table_is_counted_for_the_view_with_the_same_drawing(browser: Browser) -> None:
    table = synthetic_table(20_000)
    with harness(table, {}, switch=1_000) as url:
        frame = opened(browser, url)
        assert frame.page.evaluate("mapapp.frame.source.perView")
        assert frame.stats()["count"] == 20_000
        assert words("en")["per_view"] in frame.page.locator(".mapapp-key").inner_text()
        chosen = StrikeFilter(attackers=frozenset({"Ukraine"}), since=date(2023, 1, 1))
        frame.set(chosen)
        assert frame.stats()["count"] == mask(table, chosen).sum()
        frame.page.evaluate("mapapp.frame.brushed('2023-01-01', '2023-03-01', true)")
        brushed = mask(
            table, StrikeFilter(attackers=frozenset({"Ukraine"}), since=date(2023, 1, 1), until=date(2023, 3, 1))
        )
        frame.page.wait_for_function(f"mapapp.stats().count === {int(brushed.sum())}")
        assert frame.errors == []
        frame.page.context.close()


def test_a_view_of_the_same_blocks_is_not_asked_for_again(browser: Browser) -> None:
    with harness(synthetic_table(20_000), {}, switch=1_000) as url:
        frame = opened(browser, url, view="48.5,35.2,6")
        asked: list[str] = []
        frame.page.on("request", lambda request: asked.append(request.url) if "view.bin" in request.url else None)
        for step in (4, -4, 4, -4, 300, -300):
            frame.page.evaluate(
                """async (step) => {
                    const drawn = new Promise((done) => window.addEventListener("mapapp:drawn", done, {once: true}));
                    mapapp.frame.map.panBy([step, 0], {animate: false});
                    await drawn;
                }""",
                step,
            )
        frame.page.wait_for_timeout(300)
        assert 2 <= len(set(asked)) <= 3
        box = [float(edge) for edge in parse_qs(urlsplit(asked[-1]).query)["box"][0].split(",")]
        pixels = CELL * BLOCK / (256 * 2**6)
        assert all(min(edge % pixels, -edge % pixels) * 256 * 2**6 == pytest.approx(1, abs=0.01) for edge in box)
        frame.page.context.close()


def test_in_a_counted_view_a_strike_opens_and_the_next_is_asked_for(browser: Browser) -> None:
    table = synthetic_table(20_000)
    with harness(table, {}, switch=1_000) as url:
        frame = opened(browser, url, strike="s-1234")
        assert "Synthetic strike 1234." in frame.card()
        assert frame.stats()["selected"] == 1234
        frame.page.locator("[data-name=next]").click()
        frame.page.wait_for_function("mapapp.frame.strike && mapapp.frame.strike !== 's-1234'")
        row = int(frame.page.evaluate("mapapp.frame.strike").split("-")[1])
        assert table.day[row] >= table.day[1234]
        frame.page.wait_for_function(f"mapapp.where({row}) !== null")
        frame.page.context.close()


def test_counted_strikes_at_one_point_can_each_be_opened(browser: Browser) -> None:
    table = synthetic_table(2_000)
    table.x[:5], table.y[:5] = table.x[0], table.y[0]
    with harness(table, {}, switch=1_000) as url:
        point = table.strikes[0]
        frame = opened(browser, url, view=f"{point.latitude},{point.longitude},17")
        frame.page.evaluate(
            "mapapp.frame.layers.strikes.pick(mapapp.frame.layers.strikes.groups.find((g) => g.count >= 5))"
        )
        frame.page.wait_for_selector(".mapapp-here")
        assert frame.page.locator(".mapapp-here li").count() == 5
        frame.page.context.close()


AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def open_tools(frame: Frame) -> None:
    frame.page.locator("[data-name=tools]").click()
    frame.page.locator("input[role=combobox]").fill("odesa")
    frame.page.locator(".mapapp-places li").first.wait_for()


def open_form(frame: Frame) -> None:
    frame.page.locator("[data-name=layers]").click()
    file = {"name": "front.geojson", "mimeType": "application/json", "buffer": json.dumps(SQUARE).encode()}
    frame.page.set_input_files(".mapapp-panel input[type=file]", file)  # type: ignore[arg-type]
    frame.page.locator("[name=mapapp-overlay-source]").wait_for()


def start_drawing(frame: Frame) -> None:
    frame.page.locator("[data-name=tools]").click()
    frame.page.locator("[data-name=measure]").click()


@pytest.mark.parametrize("query", [{}, {"theme": "dark", "language": "uk"}])
@pytest.mark.parametrize("size", [(1000, 686), (390, 620)])
@pytest.mark.parametrize("act", [open_tools, open_form, start_drawing])
def test_no_state_of_the_panels_has_a_serious_finding_of_axe(
    browser: Browser, address: str, act: Callable[[Frame], None], size: tuple[int, int], query: dict[str, str]
) -> None:
    frame = opened(browser, address, *size, **query)
    act(frame)
    frame.page.evaluate(AXE)
    result = frame.page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    found = [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
        for rule in result["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
    assert not found, "\n".join(found)
    assert frame.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    frame.page.context.close()


@pytest.mark.parametrize("width", [390, 720, 1280, 2560])
def test_nothing_of_the_frame_is_cut_off_at_any_width(browser: Browser, address: str, width: int) -> None:
    frame = opened(browser, address, width, 760)
    for name in ("[data-name=play]", "[data-name=tools]", ".leaflet-control-zoom-in", ".mapapp-bars"):
        box = frame.page.locator(name).bounding_box()
        assert box
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= width, name
        assert box["y"] + box["height"] <= 760, name
    frame.page.context.close()
