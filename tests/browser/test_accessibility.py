"""axe-core on every page, in the page and in the map's frame: nothing serious, nothing critical."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, map_frame, shot

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def findings(page: Page) -> list[str]:
    """What axe finds serious or critical, each with the element it is about."""
    found = []
    for frame in page.frames:
        if frame.url.startswith("about:"):
            continue
        frame.evaluate(AXE)
        result: dict[str, Any] = frame.evaluate(
            "tags => axe.run(document, {iframes: false, runOnly: {type: 'tag', values: tags}})", TAGS
        )
        for rule in result["violations"]:
            if rule["impact"] in ("serious", "critical"):
                found += [f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}" for node in rule["nodes"]]
    return found


def _read_the_sample(page: Page) -> None:
    """Fill in the sample, read it, and open all that the page folds away."""
    page.get_by_role("button", name="Спробувати приклад").click()
    expect(page.get_by_label("Текст повідомлення")).not_to_have_value("")
    page.get_by_role("button", name="Знайти удари").click()
    map_frame(page)
    for closed in page.locator(".found summary").all():
        closed.click()


@pytest.mark.parametrize(
    ("name", "path", "options"),
    [
        ("map", "/?by=Russia&strike=2025-12-19-odesa-port", {}),
        ("map-dark-uk", "/?story=2025-12-19-night&step=2", {"color_scheme": "dark", "locale": "uk-UA"}),
        ("nothing", "/?words=zzzz", {}),
        ("embedded", "/?embed=true", {"color_scheme": "dark"}),
        ("report", "/report", {"locale": "uk-UA"}),
        ("stories", "/stories", {"color_scheme": "dark"}),
        ("embed", "/embed", {}),
        ("about", "/about", {}),
    ],
)
def test_a_page_has_no_serious_finding(
    server: Server, open_page: Callable[..., Page], name: str, path: str, options: dict[str, str]
) -> None:
    page = open_page(1280, 1000, **options)
    page.goto(server.url + path)
    if path.startswith("/?"):
        map_frame(page)
    else:
        page.get_by_role("heading", level=1).wait_for()
        if name == "report":
            _read_the_sample(page)
        page.wait_for_timeout(500)
    shot(page, f"axe-{name}")
    found = findings(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("view", ["У часі", "За сторонами"])
def test_a_phone_and_a_side_view_have_no_serious_finding(
    server: Server, open_page: Callable[..., Page], view: str
) -> None:
    page = open_page(390, 844, has_touch=True, is_mobile=True, locale="uk-UA", color_scheme="dark")
    page.goto(f"{server.url}/?by=Ukraine")
    map_frame(page)
    page.locator("[data-testid=stRadio] label").filter(has_text=view).click()
    page.locator(".figures").wait_for()
    found = findings(page)
    assert not found, "\n".join(found)
