"""The card: what it says of places, and that it stays with its strike."""

import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser

from mapapp.columns import StrikeTable
from mapapp.model import StrikeFilter
from tests.browser.frame_page import ODESA, ROW, SHIPPED, opened, place
from tests.browser.map_harness import harness

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    return chromium


def test_a_place_without_a_strike_has_a_card_with_its_credit_by_pointer_and_by_keys(browser: Browser) -> None:
    credit = "GeoNames (CC BY 4.0)"
    places = [
        replace(place(name), country=country, latitude=latitude, longitude=longitude, place_source=credit)
        for name, country, latitude, longitude in (("Kharkiv", "UA", 50.0, 41.0), ("Tbilisi", "GE", 41.7, 44.8))
    ]
    with harness(StrikeTable.build(SHIPPED[:3], places), {}) as url:
        frame = opened(browser, url, language="uk")
        frame.page.locator("[data-name=layers]").click()
        frame.page.locator("[data-name=places]").focus()
        frame.page.keyboard.press("Enter")
        assert "Харків" in frame.card()
        assert credit in frame.card()
        frame.page.keyboard.press("ArrowRight")
        assert "“Tbilisi”" in frame.card()
        frame.page.keyboard.press("Escape")
        assert frame.page.locator(".mapapp-card").is_hidden()
        at = frame.page.evaluate(
            "(() => { const b = mapapp.frame.map.getContainer().getBoundingClientRect(),"
            " p = mapapp.frame.map.latLngToContainerPoint([41.7, 44.8]); return [b.left + p.x, b.top + p.y]; })()"
        )
        frame.page.mouse.click(*at)
        frame.page.get_by_text("“Tbilisi”").wait_for()
        frame.page.context.close()


def test_the_card_names_other_places_of_the_name_and_how_far_they_are(browser: Browser) -> None:
    strike = replace(SHIPPED[ROW], place="Odesa", country="UA", latitude=46.48, longitude=30.73)
    with harness(StrikeTable.build([strike]), {}) as url:
        frame = opened(browser, url, strike=ODESA)
        frame.page.locator("[data-name=namesakes]").get_by_text("Texas, United States").first.wait_for()
        assert "km away" in frame.card()
        frame.page.context.close()


def test_the_card_credits_the_place_to_its_source_where_one_is_known(browser: Browser) -> None:
    credit = "© OpenStreetMap contributors (ODbL 1.0)"
    with harness(StrikeTable.build([replace(SHIPPED[ROW], place_source=credit)]), {}) as url:
        frame = opened(browser, url, strike=ODESA)
        assert f"Place from\n{credit}" in frame.card()
        frame.page.context.close()


def test_an_open_card_follows_its_strike_into_newer_columns(browser: Browser) -> None:
    tables = [StrikeTable.build(SHIPPED)]
    with harness(lambda: tables[-1], {}) as url:
        frame = opened(browser, url, strike=ODESA)
        frame.card()
        tables.append(StrikeTable.build([replace(SHIPPED[ROW], summary="Corrected."), *SHIPPED[ROW + 1 :]]))
        frame.set(StrikeFilter(), selected=ODESA, version=tables[-1].version)
        frame.page.get_by_text("Corrected.").wait_for()
        assert frame.stats()["selected"] == 0
        assert frame.stats()["count"] == len(SHIPPED) - ROW
        tables.append(StrikeTable.build(SHIPPED[ROW + 1 :]))
        frame.set(StrikeFilter(), selected=ODESA, version=tables[-1].version)
        assert frame.stats()["selected"] is None
        assert not frame.page.locator(".mapapp-card").is_visible()
        frame.page.context.close()


def test_the_card_shows_the_ends_of_a_toll_and_of_a_time(browser: Browser) -> None:
    ends = {"killed": 10, "killed_low": 10, "killed_high": 15, "injured": 30, "injured_low": 30}
    days = {"date": date(2025, 12, 3), "date_start": date(2025, 12, 3), "date_end": date(2025, 12, 5)}
    with harness(StrikeTable.build([replace(SHIPPED[ROW], **ends, **days)]), {}) as url:  # type: ignore[arg-type]
        frame = opened(browser, url, strike=ODESA)
        card = frame.card()
        assert "10–15\nkilled" in card
        assert "30\ninjured (at least)" in card
        assert re.search(r"3 December 2025 – \w*,? ?5 December 2025", card), card
        frame.page.context.close()
