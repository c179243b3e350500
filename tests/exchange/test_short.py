"""Short links: read back whatever was put in, short for a typical view, refused where damaged."""

from contextlib import suppress
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.errors import InputError
from mapapp.exchange.short import MAX_QUERY, MAX_SHORT, expand, shorten

TYPICAL = {
    "since": "2025-12-01", "until": "2026-01-31", "by": "Russia", "target": "energy,oil and gas,port",
    "status": "acknowledged,reported", "words": "порт Одеса вночі", "near": "46.4775,30.7326,50", "place": "Одеса",
    "view": "47.8123,33.4412,6", "layers": "heat,places", "strike": "2025-12-19-odesa-port",
}  # fmt: skip


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=400))
def test_any_query_is_read_back(query: str) -> None:
    assert expand(shorten(query)) == query


def test_a_typical_view_fits_into_300_characters_with_its_host() -> None:
    query = urlencode(TYPICAL)
    link = f"https://strikes.example.org/?s={shorten(query)}"
    assert len(link) < 300
    assert len(shorten(query)) < len(query) / 2


@given(st.text(max_size=80) | st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", max_size=80))
def test_a_damaged_link_is_refused_or_gives_a_query_of_bounded_length(text: str) -> None:
    with suppress(InputError):
        assert len(expand("a" + text)) <= MAX_QUERY


def test_a_link_that_unpacks_to_too_much_is_refused() -> None:
    bomb = shorten("x" * 1_000_000)
    assert len(bomb) < MAX_SHORT
    with pytest.raises(InputError):
        expand(bomb)


def test_a_link_made_by_the_first_version_still_opens() -> None:
    assert expand("aQwoYaDoARQHUXBOwgcYmYD-YAQA") == "by=Ukraine&target=ship&view=44.5%2C34.1%2C6"
