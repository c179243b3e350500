"""Screenshots of every state of the app, wide and narrow, light and dark, to be looked at by people.

PYTHONPATH=. .venv/bin/python tests/browser/gallery.py [--states map,card] [--folder tests/browser/shots/gallery]
"""

import argparse
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, SHOTS, WAIT, Server, find_chromium, map_frame

SIZES = {"1280": (1280, 1000), "390": (390, 844)}
THEMES = ("light", "dark")
ODESA = "2025-12-19-odesa-port"


def _nothing(page: Page) -> None:
    """What the address opens is the state."""


def _press(name: str) -> Callable[[Page], None]:
    return lambda page: map_frame(page).get_by_role("button", name=re.compile(f"^{name}")).first.click()


def _play(page: Page) -> None:
    _press("Play")(page)
    page.wait_for_timeout(1500)


def _sample(page: Page) -> None:
    page.locator(".st-key-sample button").click()
    page.get_by_label("Text of the report").and_(page.locator(":not(:empty)")).wait_for()
    page.locator(".st-key-find button").click()
    page.wait_for_selector(".found h3")


def _hover(page: Page) -> None:
    frame = map_frame(page)
    box = page.locator("iframe[title*=folium]").bounding_box()
    at = frame.evaluate("mapapp.frame.layers.strikes.groups.map((one) => mapapp.where(one.rows[0]))[4]")
    assert box
    page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])


def _filters(page: Page) -> None:
    button = page.locator(".st-key-phone-filters button")
    if button.is_visible():
        button.click()
        page.wait_for_timeout(700)


def _below(page: Page) -> None:
    page.get_by_role("radiogroup").first.scroll_into_view_if_needed()


AREA = "area=29,45.5,33,47.5"
STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "map": ("/", _nothing),
    "hover": ("/", _hover),
    "card": (f"/?by=Russia&strike={ODESA}", _nothing),
    "near": (f"/?strike={ODESA}&view=46.45,30.7,9", _nothing),
    "nothing": ("/?words=xyzzy&by=Russia", _nothing),
    "brushed": ("/?since=2025-12-10&until=2025-12-31&by=Ukraine", _nothing),
    "area": (f"/?{AREA}", _nothing),
    "play": ("/", _play),
    "layers": ("/", _press("Layers")),
    "tools": ("/", _press("Tools")),
    "heat": ("/?layers=heat", _nothing),
    "places": ("/?layers=strikes,places", _nothing),
    "story": ("/?story=2025-12-19-night&step=2", _nothing),
    "embedded": ("/?embed=true", _nothing),
    "filters": ("/", _filters),
    "table": ("/?side=table", _below),
    "timeline": ("/?side=timeline", _below),
    "side": ("/?side=side", _below),
    "target": ("/?side=target", _below),
    "region": ("/?side=region", _below),
    "ukrainian": ("/?lang=uk", _nothing),
    "report": ("/report", _sample),
    "stories": ("/stories", _nothing),
    "embed": ("/embed", _nothing),
    "about": ("/about", _nothing),
}
WITHOUT_MAP = ("stories", "embed", "about", "report")


def keep(browser: Browser, url: str, name: str, size: str, theme: str, folder: Path) -> None:
    """One picture of a state."""
    width, height = SIZES[size]
    options = {"color_scheme": theme, "locale": "en-GB", "viewport": {"width": width, "height": height}}
    if width < 720:
        options |= {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(WAIT)
    address, act = STATES[name]
    page.goto(url + address)
    if name in WITHOUT_MAP:
        page.wait_for_selector("h1")
    else:
        map_frame(page)
    act(page)
    page.wait_for_timeout(800)
    page.screenshot(path=folder / f"{name}-{size}-{theme}.png")
    context.close()


def main() -> None:
    """Make the pictures that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--states", default=",".join(STATES))
    parser.add_argument("--folder", type=Path, default=SHOTS / "gallery")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(f"sqlite:///{folder}/strikes.sqlite", Path(folder) / "log.txt")
        server.start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        try:
            for name in given.states.split(","):
                for size in SIZES:
                    for theme in THEMES:
                        keep(browser, server.url, name, size, theme, given.folder)
                        print(f"{name}-{size}-{theme}.png", flush=True)
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()
