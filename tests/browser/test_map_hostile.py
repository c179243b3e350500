"""Sixteen hostile texts in ten fields of a strike, 160 combinations: none runs, on the served map or in a file."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from mapapp.columns import StrikeTable
from mapapp.map import StrikeLayer
from mapapp.model import GeoPrecision, Source, Strike, StrikeFilter
from tests.browser.frame_page import ROW, SHIPPED, opened, place
from tests.browser.map_harness import harness

pytestmark = pytest.mark.browser

RUN = "window.top.ran=1"
# Those that ran somewhere in folium, and those that end what a script, a template or an attribute stands in.
TEXTS = (
    f"<img src=x onerror={RUN}>",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"`+({RUN})+`",
    f"`<img src=x onerror={RUN}>`",
    f"${{{RUN}}}",
    f"`${{{RUN}}}`",
    f"</script><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"<svg onload={RUN}>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<a href='javascript:{RUN}'>Odesa</a>",
    f"\";{RUN}//",
    f"';{RUN}//",
    f"\\\";{RUN}//",
    f"{{{{constructor.constructor('{RUN}')()}}}}{{% raw %}}",
    f"\u2028{RUN}\u2029",
)  # fmt: skip
FIELDS = ("id", "attacker", "attacked", "weapon", "target", "operator", "place", "launch_place", "quote", "source")


def strike(number: int, field: str, text: str) -> Strike:
    """A strike with the text in one field, and a place of its own on the map."""
    given: dict[str, Any] = {"sources": (Source(url=f"javascript:{RUN}", title=text, publisher=text),)}
    value = given if field == "source" else {field: text}
    base = replace(
        SHIPPED[ROW], id=f"h-{number}", sources=(), geo_precision=GeoPrecision.SETTLEMENT, uncertainty_km=9.0
    )
    return replace(base, latitude=44.0 + number % 16 / 1.6, longitude=24.0 + number // 16 * 2.2, **value)


ROWS = [strike(16 * i + j, field, text) for i, field in enumerate(FIELDS) for j, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


def test_160_combinations_run_nothing_on_the_served_map(browser: Browser) -> None:
    assert len(ROWS) == 160
    with harness(StrikeTable.build(ROWS, [place(text) for text in TEXTS]), {}) as url:
        frame = opened(browser, url)
        frame.page.evaluate("mapapp.frame.map.addLayer(mapapp.frame.layers.places)")
        for row, one in enumerate(ROWS):
            frame.page.evaluate(f"mapapp.frame.open({row}, [{row}], [{row}])")
            frame.page.wait_for_function(f"mapapp.frame.strike === {json.dumps(one.id)}", timeout=5_000)
            text, field = TEXTS[row % 16], FIELDS[row // 16]
            if field != "id":
                assert text in (frame.page.locator(".mapapp-card").text_content() or ""), (row, field)
            assert frame.page.locator(".mapapp-card a").count() == 0
        for text in TEXTS:
            frame.set(StrikeFilter(attackers=frozenset({text})))
            assert frame.stats()["count"] == 1, text
            frame.set(StrikeFilter(words=text), selected=ROWS[9 * 16].id)
            assert frame.stats()["count"] >= 6, text
            frame.set(StrikeFilter(attackers=frozenset({text})))
            assert text.strip() in (frame.page.locator(".mapapp-key").text_content() or "")
        frame.set(StrikeFilter())
        for x in range(80, 900, 20):
            frame.page.mouse.move(x, 330)
        frame.page.evaluate("mapapp.picture(mapapp.frame).then((blob) => { window.picture = blob.size; })")
        frame.page.wait_for_function("window.picture > 1000")
        assert frame.page.evaluate("window.top.ran") is None
        assert frame.page.evaluate("mapapp.frame.root.querySelectorAll('img, script, iframe, svg').length") == 0
        assert frame.errors == []
        frame.page.context.close()


def test_160_combinations_run_nothing_in_a_file(browser: Browser, tmp_path: Path) -> None:
    path = StrikeLayer(ROWS, [place(text) for text in TEXTS], title=TEXTS[0], selected="h-40").save(
        tmp_path / "map.html"
    )
    context = browser.new_context(offline=True, bypass_csp=True)
    page = context.new_page()
    bad: list[str] = []
    page.on("pageerror", lambda error: bad.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector(".mapapp-card h2")
    # Without the page's policy, so that it is the page itself that holds.
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.querySelectorAll('img, iframe, svg').length") == 0
    assert page.evaluate("document.scripts.length") == 3
    assert bad == []
    context.close()


def test_a_folium_map_that_holds_the_layer_runs_none_of_them(browser: Browser, tmp_path: Path) -> None:
    import folium

    base = folium.Map(tiles=None)
    StrikeLayer(ROWS).add_to(base)
    content = base.get_root().render()
    assert "onerror" not in content.split("mapapp.mountAlone(map")[-1]
