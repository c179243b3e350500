"""The small parts of the app: harmless text, highlighting, words, tables, server options."""

import json
import re
import socket
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.app import server
from mapapp.app.marks import Mark, pieces
from mapapp.app.option_style import SHEET, imported, sheet, style_of
from mapapp.app.plain import JOINER, plain
from mapapp.app.tables import MAX_KEPT, Tables, asked_version
from mapapp.app.words import Words
from mapapp.columns import StrikeTable
from mapapp.errors import StoreError
from mapapp.exchange.views import place_of
from mapapp.model import Strike, TargetType, strike_from_dict
from mapapp.settings import Settings, data_dir


@given(
    text=st.text(max_size=80),
    cuts=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=8),
    window=st.tuples(st.integers(0, 40), st.integers(0, 90)),
)
@settings(max_examples=200, deadline=None)
def test_pieces_keep_every_character_and_say_exactly_which_marks_hold_there(
    text: str, cuts: list[tuple[int, int]], window: tuple[int, int]
) -> None:
    start, end = min(window[0], len(text)), max(*window)
    found = [Mark(min(cut), max(cut), "place-name") for cut in cuts if cut[0] != cut[1]]
    cut = pieces(text, found, start, end)
    assert "".join(words for words, _ in cut) == text[start:end]
    at = start
    for words, marked in cut:
        assert marked == [number for number, mark in enumerate(found) if mark.start <= at < mark.end]
        at += len(words)


@pytest.mark.parametrize("text", ["![x](http://a.b/c.png)", ":red[x]", "$x$", "**x**", "http://a.b", "<img src=x>"])
def test_plain_text_leaves_no_sign_that_markdown_reads(text: str) -> None:
    assert not re.search(r"(?<!\\)[!\[\]():$*<>`_]", plain(text))
    assert re.sub(r"\\(.)", r"\1", plain(text)).replace(JOINER, "") == text


def test_signs_that_begin_nothing_are_not_read_out_to_a_listener() -> None:
    assert plain("acknowledged: both sides") == "acknowledged: both sides"
    assert plain("Be'er-Sheva") == "Be'er-Sheva"
    assert plain("- :red[x]") == "\\- \\:red\\[x\\]"


def _table() -> StrikeTable:
    strikes = [json.loads(line) for line in (data_dir() / "strikes.jsonl").read_text("utf-8").splitlines()[:40]]
    return StrikeTable.build([strike_from_dict(strike) for strike in strikes])


def test_each_option_has_the_sign_of_the_map_and_a_bar_of_its_share() -> None:
    counts = {"attackers": {"Russia": 4, "Ukraine": 2}, "target_types": {"port": 1}, "statuses": {"denied": 0}}
    style = style_of(_table(), counts)
    assert ".st-key-filter-attackers-Russia {--share: 1.00;}" in style
    assert ".st-key-filter-attackers-Ukraine {--share: 0.50;}" in style
    assert "denied" not in style
    assert "light-dark(#5E2A63, #C688D0)" in style
    kept = sheet().content.decode()
    assert kept.count("data:image/svg+xml") == len(TargetType)
    assert ".st-key-filter-statuses-denied p::before" in kept
    assert f"{SHEET}?v={sheet().version}" in imported()


@given(names=st.lists(st.text(max_size=30), max_size=6, unique=True))
@settings(max_examples=100, deadline=None)
def test_no_name_of_an_option_ends_the_style_sheet_or_looks_like_another(names: list[str]) -> None:
    style = style_of(_table(), {"attackers": dict.fromkeys(names, 1)})
    assert style.count("<") == 2
    assert style.count("{") == style.count("}")
    chosen = re.findall(r"\.(st-key-[^ ]+) \{", style)
    assert len(chosen) == len(set(chosen))
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]+", name) for name in chosen)


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("48.5,35.2,6", (48.5, 35.2, 6)),
        ("48.5,35.2", None),
        ("a,b,c", None),
        ("nan,1,2", None),
        ("1,inf,2", None),
        ("95,0,3", None),
        ("1,2,99", None),
        ("", None),
    ],
)
def test_a_view_in_the_address_is_a_view_or_nothing(text: str, view: object) -> None:
    assert place_of(text) == view


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 удар"), (2, "2 удари"), (5, "5 ударів"), (11, "11 ударів"), (12, "12 ударів"), (21, "21 удар"),
     (43, "43 удари"), (112, "112 ударів")],
)  # fmt: skip
def test_ukrainian_counts_follow_the_grammar(count: int, words: str) -> None:
    assert Words("uk").strikes(count) == words


def test_days_are_said_as_a_range() -> None:
    say = Words("en")
    assert say.days(date(2025, 11, 17), date(2026, 2, 9)) == "17 Nov 2025 to 9 Feb 2026"
    assert say.days(date(2026, 1, 2), date(2026, 2, 9)) == "2 Jan to 9 Feb 2026"
    assert say.days(date(2026, 1, 2), date(2026, 1, 2)) == "2 Jan 2026"


def test_an_unknown_language_is_english() -> None:
    assert Words("xx")("map") == "Map"


def test_the_table_is_built_anew_only_where_the_store_has_changed(store_url: str) -> None:
    kept = Tables(Settings(store_url=store_url))
    first = kept.current()
    assert kept.current() is first
    kept.store.seed([Strike(id="more", date=None)], "more", "1")
    assert len(kept.current()) == len(first) + 1
    kept.store.close()


def test_a_request_gets_the_table_of_the_version_it_names_and_old_ones_go(store_url: str) -> None:
    kept = Tables(Settings(store_url=store_url))
    own = [StrikeTable.build([Strike(id=f"s{n}", date=None)]) for n in range(MAX_KEPT + 1)]
    for table in own:
        kept.keep(table)
    token = asked_version.set(own[-1].version)
    assert kept.asked() is own[-1]
    asked_version.set(own[0].version)
    assert kept.asked() is kept.current()
    asked_version.reset(token)
    kept.store.close()


def test_a_store_that_cannot_be_opened_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "strikes").write_text("in the way")
    kept = Tables(Settings(store_url=f"sqlite:///{tmp_path}/strikes/s.sqlite"))
    with pytest.raises(StoreError):
        kept.current()
    (tmp_path / "strikes").unlink()
    assert len(kept.current()) == 120
    kept.store.close()


def test_a_taken_port_gives_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert server.free_port(port) > port


def test_the_server_is_started_safe_and_with_the_theme_of_the_file() -> None:
    options = server.options(8501)
    assert options["server.address"] == "127.0.0.1"
    assert options["client.showErrorDetails"] == "none"
    assert options["runner.magicEnabled"] is False
    assert options["server.enableXsrfProtection"] is True
    assert options["browser.gatherUsageStats"] is False
    assert options["server.maxUploadSize"] == 10
    assert options["theme.primaryColor"] == "#2A3A45"
    assert options["theme.dark.sidebar.backgroundColor"] == "#14181C"
