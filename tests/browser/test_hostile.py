"""Thirty hostile names in the data: no script runs, no dialog opens, nothing is asked of another host."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from mapapp.model import Extraction, GeoPrecision, NamedPlace, PlaceKind, Report, Source, Strike
from mapapp.store import open_store
from tests.browser.conftest import Server, click_row, map_frame, shot

pytestmark = pytest.mark.browser

RUN = "window.top.hacked=1"
NAMES = (
    f"<img src=x onerror={RUN}>",
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<a href='javascript:{RUN}'>Odesa</a>",
    f"[Odesa](javascript:{RUN})",
    "![Odesa](http://evil.invalid/a.png)",
    "<img src=http://evil.invalid/b.png>",
    "<link rel=stylesheet href=http://evil.invalid/c.css>",
    "http://evil.invalid/d",
    f"${{{RUN}}}",
    f"`${{{RUN}}}`",
    f"`+({RUN})+`",
    f"';{RUN}//",
    f'";{RUN}//',
    f"\\';{RUN}//",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    "{{ 7*7 }}{% raw %}",
    f"*/{RUN}/*",
    f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"\u2028{RUN}\u2029",
    f"<details open ontoggle={RUN}>",
    f"<math><mi href='javascript:{RUN}'>",
    "<style>@import 'http://evil.invalid/e.css';</style>",
    ":material/delete: :red[red] $\\href{http://evil.invalid}{x}$",
    "=HYPERLINK(\"http://evil.invalid\")",
    "\u202e\u0000\u0007__proto__",
)  # fmt: skip


def _strike(number: int, name: str) -> Strike:
    return Strike(
        id=f"{number}{name}",
        date=date(2025, 12, 1 + number % 28),
        attacker=name,
        attacked=name,
        weapon=name,
        target=name,
        operator=name,
        place=name,
        place_id=name,
        place_source=name,
        admin1=name,
        country=name,
        latitude=47.0 + number / 10,
        longitude=31.0 + number / 3,
        geo_precision=GeoPrecision.SETTLEMENT,
        uncertainty_km=10.0,
        killed=number,
        summary=name,
        quote=name,
        sources=(Source(url=f"javascript:{RUN}", publisher=name, title=name),),
    )


def _extraction() -> Extraction:
    strikes = tuple(_strike(number, name) for number, name in enumerate(NAMES))
    place = NamedPlace(
        report="r",
        name="x",
        place="x",
        place_id="x",
        kind=PlaceKind.SETTLEMENT,
        country="x",
        latitude=46.0,
        longitude=30.0,
        geo_precision=GeoPrecision.SETTLEMENT,
        uncertainty_km=5.0,
        confidence=0.9,
        quote="x",
        quote_start=0,
    )
    places = tuple(
        replace(place, name=name, place=name, place_id=name, place_source=name, quote=name) for name in NAMES
    )
    report = Report(id=NAMES[0], title=NAMES[0], text="\n".join(NAMES))
    return Extraction(report=report, strikes=strikes, places=places, resolutions=(), spans=())


@pytest.fixture(scope="module")
def hostile(make_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'strikes.sqlite'}"
    store = open_store(url)
    store.add_extraction(_extraction())
    store.close()
    return make_server(url)


def _unharmed(page: Page) -> None:
    for frame in page.frames:
        assert frame.evaluate("window.hacked") is None
        assert frame.evaluate("window.top.hacked") is None


def test_thirty_hostile_names_run_no_script_on_the_map_page(
    hostile: Server, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    assert len(NAMES) == 30
    page = open_page(1280, 1400)
    page.goto(f"{hostile.url}/?words=hacked")
    frame = map_frame(page)
    _unharmed(page)
    page.goto(hostile.url)
    frame = map_frame(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"1[5-7]\d strikes"))
    for expander in page.get_by_test_id("stExpander").all():
        expander.locator("summary").click()
    assert page.get_by_test_id("stSidebar").locator("a[href*='evil']").count() == 0
    for row in range(10):
        click_row(page, row)
        page.wait_for_timeout(150)
    _unharmed(page)
    seen = frame.evaluate("mapapp.stats().drawn")
    assert seen > 0
    shot(page, "hostile-1280")


def test_each_hostile_strike_opens_from_its_link_as_the_words_it_is(
    hostile: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    for number, name in list(enumerate(NAMES))[::5]:
        page.goto(f"{hostile.url}/?strike={quote(f'{number}{name}', safe='')}&words={quote(name[:60], safe='')}")
        frame = map_frame(page)
        frame.wait_for_function("() => mapapp.stats().selected !== null")
        expect(frame.locator("body")).to_contain_text(name.split()[0].strip("\u0000\u0007\u2028")[:12])
        _unharmed(page)


def test_hostile_names_in_a_pasted_report_stay_words(hostile: Server, open_page: Callable[..., Page]) -> None:
    page = open_page(1280, 1400)
    page.goto(f"{hostile.url}/report")
    text = "\n".join(f"Russian missiles struck {name} in Odesa on Friday, killing two people." for name in NAMES[:29])
    text += "\n".join(f"\n\nRussia threatened to strike {name} with missiles." for name in NAMES[:29])
    page.get_by_label("Text of the report").fill(text)
    page.get_by_label("Title (optional)").fill(NAMES[0])
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Find strikes").click()
    expect(page.locator(".report-text")).to_contain_text(NAMES[0])
    expect(page.locator(".found")).to_contain_text(NAMES[0])
    map_frame(page)
    for closed in page.locator(".found summary:visible").all():
        closed.click()
    assert page.locator("[data-skipped]").count() >= 20
    _unharmed(page)
    assert page.locator(".report a, .report img, .report iframe, .found a, .found img, .found iframe").count() == 0
    page.get_by_role("button", name="Save to the map").click()
    expect(page.get_by_text("Saved: ")).to_be_visible()
    page.get_by_text(re.compile("Saved reports · 2")).click()
    _unharmed(page)
