"""A page that holds the map's frame alone, and what tests ask it."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page

from mapapp.filter_values import filter_json
from mapapp.model import GeoPrecision, NamedPlace, PlaceKind, StrikeFilter, strike_from_dict
from mapapp.settings import data_dir
from tests.browser.map_harness import PAGE

SHIPPED = [
    strike_from_dict(json.loads(line)) for line in (data_dir() / "strikes.jsonl").read_text("utf-8").splitlines()
]
ODESA = "2025-12-19-odesa-port"
ROW = next(i for i, strike in enumerate(SHIPPED) if strike.id == ODESA)


def place(name: str) -> NamedPlace:
    return NamedPlace(
        report="r", name=name, place=name, place_id="p", kind=PlaceKind.SETTLEMENT, country="PL", latitude=52.2,
        longitude=21.0, geo_precision=GeoPrecision.SETTLEMENT, uncertainty_km=5.0, confidence=0.9, quote=name,
        quote_start=0,
    )  # fmt: skip


@dataclass
class Frame:
    """A page with the frame in it, and what it asked for and complained of."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def drawn(self) -> None:
        self.page.wait_for_function("Number(document.body.dataset.drawn || 0) >= 1", timeout=20_000)
        self.page.wait_for_function("window.mapapp.frame.settled", timeout=5_000)

    def stats(self) -> dict[str, Any]:
        return dict(self.page.evaluate("mapapp.stats()"))

    def set(self, chosen: StrikeFilter, **state: Any) -> None:
        """A new state, and the drawing that follows it."""
        version = self.page.evaluate("mapapp.frame.state.version")
        given = {"version": version, "filter": filter_json(chosen), "selected": None, "view": None, "language": "en"}
        self.page.evaluate(
            """async (state) => {
                const drawn = new Promise((done) => window.addEventListener("mapapp:drawn", done, {once: true}));
                await mapapp.set(state);
                await Promise.race([drawn, new Promise((done) => setTimeout(done, 2000))]);
            }""",
            given | state,
        )

    def click_row(self, row: int) -> None:
        at = self.page.evaluate(f"mapapp.where({row})")
        self.page.mouse.click(at["x"], at["y"])

    def single(self) -> int:
        """A row whose mark stands alone in the middle of the map."""
        return int(
            self.page.evaluate(
                """() => {
                    const box = mapapp.frame.map.getContainer().getBoundingClientRect();
                    const inside = ({x, y}) =>
                        x > box.left + 150 && x < box.right - 150 && y > box.top + 120 && y < box.bottom - 80;
                    const alone = ({rows}) => rows.length === 1 && rows[0] !== mapapp.stats().selected;
                    const groups = mapapp.frame.layers.strikes.groups;
                    return groups.find((group) => alone(group) && inside(mapapp.where(group.rows[0]))).rows[0];
                }"""
            )
        )

    def card(self) -> str:
        self.page.wait_for_selector(".mapapp-card h2", timeout=5_000)
        return self.page.locator(".mapapp-card").inner_text()

    def colour_at(self, row: int) -> list[int]:
        """The colour of the marks' canvas beside the middle of the row's mark, where no glyph is."""
        return list(
            self.page.evaluate(
                """(row) => {
                    const at = mapapp.where(row), canvas = mapapp.frame.layers.strikes.canvas;
                    const box = canvas.getBoundingClientRect(), ratio = canvas.width / box.width;
                    const x = (at.x - box.left - 8) * ratio, y = (at.y - box.top - 5) * ratio;
                    return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
                }""",
                row,
            )
        )


def opened(browser: Browser, address: str, width: int = 900, height: int = 686, **query: str) -> Frame:
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=width < 720, is_mobile=width < 720
    )
    frame = Frame(context.new_page())
    frame.page.on("request", lambda request: frame.hosts.add(urlsplit(request.url).netloc))
    frame.page.on("pageerror", lambda error: frame.errors.append(str(error)))
    frame.page.on("console", lambda line: frame.errors.append(line.text) if line.type == "error" else None)
    frame.page.goto(f"{address}{PAGE}?{urlencode(query)}")
    frame.drawn()
    return frame
