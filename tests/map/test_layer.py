"""The map's script stays the same for ever, and what changes reaches the frame as data alone."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import (
    _get_feature_group_string,
    _get_header,
    _get_map_string,
    generate_js_hash,
)

from mapapp.errors import UnknownNameError
from mapapp.map import LANGUAGES, map_assets, map_state, strike_map, tokens, words
from mapapp.map.state import script_json
from mapapp.model import StrikeFilter, TargetType, WeaponType

URL = "../../mapdata"
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "`${alert(1)}`",
    "{{ 7*7 }}{% raw %}{# x #}",
    "{{ 'L' }}",
    "'); alert(1); ('",
    '"]}); alert(1); ({"a":["',
    "\\",
    "\u2028\u2029\x00\x1f",
    "<img src=x onerror=alert(1)>",
    "&lt;&#x27;",
    "map_strikes_state_div",
    "\ud800",
    "Одеса 🚢",
]


def script_of(strikes: folium.Map) -> str:
    strikes.get_root().render()
    return str(_get_map_string(strikes))


def state_script(chosen: StrikeFilter, **state: Any) -> str:
    """What streamlit-folium evaluates in the frame for this state."""
    strikes = strike_map(data_url=URL)
    strikes.get_root().render()
    group = map_state(chosen, **({"version": "v"} | state))
    return str(_get_feature_group_string(group, map=strikes))


def given_state(script: str) -> dict[str, Any]:
    match = re.search(r"window\.mapapp\.set\((.*)\);$", script, re.MULTILINE)
    assert match
    return dict(json.loads(match.group(1)))


def test_every_call_gives_the_same_script_and_so_the_same_frame() -> None:
    first, second = script_of(strike_map(data_url=URL)), script_of(strike_map(data_url=URL))
    assert first == second
    assert generate_js_hash(first) == generate_js_hash(second)


def test_the_map_as_a_page_is_the_same_for_every_call_too() -> None:
    pages = {strike_map(data_url=URL).get_root().render() for _ in range(3)}
    assert len(pages) == 1


def test_the_page_around_the_map_asks_no_other_host() -> None:
    strikes = strike_map(data_url=URL)
    page = strikes.get_root().render() + _get_header(strikes)
    found: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(value or "" for name, value in attrs if name in ("src", "href"))

    Links().feed(page)
    assert len(found) == 4
    assert all(link.startswith(URL + "/assets/") for link in found)


def test_the_state_reaches_the_frame_as_it_was() -> None:
    chosen = StrikeFilter(
        since=date(2025, 12, 1),
        attackers=frozenset({"Ukraine", "Russia"}),
        target_types=frozenset({TargetType.OIL_AND_GAS}),
        weapon_types=frozenset({WeaponType.DRONE}),
        killed_min=3,
        words="порт",
        geo_precisions=frozenset({"site"}),
        confidence_min=0.6,
        area=((30.0, 46.0), (31.0, 47.0)),
        near=(46.5, 30.75, 50.0),
    )
    state = given_state(state_script(chosen, selected="a-1", view=(48.5, 33.25, 6), language="uk"))
    assert state["filter"] == {
        "since": "2025-12-01",
        "until": None,
        "attackers": ["Russia", "Ukraine"],
        "attacked": [],
        "weapon_types": ["drone"],
        "target_types": ["oil and gas"],
        "outcomes": [],
        "statuses": [],
        "countries": [],
        "geo_precisions": ["site"],
        "operators": [],
        "datasets": [],
        "licences": [],
        "killed_min": 3,
        "confidence_min": 0.6,
        "words": "порт",
        "area": [[30.0, 46.0], [31.0, 47.0]],
        "near": [46.5, 30.75, 50.0],
    }
    assert state["selected"] == "a-1"
    assert state["view"] == [48.5, 33.25, 6]
    assert state["language"] == "uk"


def test_equal_states_are_equal_scripts() -> None:
    first = StrikeFilter(attackers=frozenset({"a", "b", "c"}))
    second = StrikeFilter(attackers=frozenset({"c", "b", "a"}))
    assert state_script(first) == state_script(second)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_state_stays_text(text: str) -> None:
    script = state_script(StrikeFilter(words=text, attackers=frozenset({text})), selected=text)
    state = given_state(script)
    assert (state["filter"]["words"], state["filter"]["attackers"], state["selected"]) == (text, [text], text)
    line = next(line for line in script.splitlines() if "mapapp.set(" in line)
    assert not re.search(r"[<>&`$'%#_]|\{\{|[^\x20-\x7e]", line)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_escaped_json_is_still_the_same_json_and_holds_no_markup(value: Any) -> None:
    text = script_json(value)
    assert json.loads(text) == value
    assert not re.search(r"[<>&`$'%#/_]|[^\x20-\x7e]", text)
    inside = "".join(re.findall(r'"(?:[^"\\]|\\.)*"', text))
    assert "{" not in inside
    assert "}" not in inside


def test_a_language_without_words_falls_back_to_english() -> None:
    assert given_state(state_script(StrikeFilter(), language="fr"))["language"] == "en"
    with pytest.raises(UnknownNameError, match="en, uk"):
        words("fr")


def test_both_languages_have_every_word_with_the_same_blanks() -> None:
    english, ukrainian = (words(language) for language in LANGUAGES)
    for key, text in english.items():
        assert ukrainian[key], key
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", ukrainian[key])), key
    for kind, values in {"target": TargetType, "weapon": WeaponType}.items():
        assert all(f"{kind}.{value}" in english for value in values)


def test_every_word_that_the_frame_says_is_in_the_table() -> None:
    folder = Path(__file__).parents[2] / "mapapp" / "map" / "js"
    said = {key for path in folder.glob("*.js") for key in re.findall(r'say\("([a-z_]+)"', path.read_text())}
    assert len(said) > 40
    known = words("en")
    # A key that ends in an underscore is the start of several.
    assert {key for key in said if not key.endswith("_")} <= set(known)
    assert all(any(name.startswith(key) for name in known) for key in said)


def test_the_assets_are_the_installed_files_with_fonts_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "SourceSansVF-Upright.ttf.abc.woff2").write_bytes(b"font")
    assets = map_assets(tmp_path)
    assert assets["source-sans.woff2"].content == b"font"
    assert "source-serif.woff2" not in assets
    assert assets["leaflet.js"].media_type.startswith("text/javascript")
    assert all(len(asset.version) == 16 for asset in assets.values())
    given_tokens = json.loads(assets["mapapp.js"].content.split(b"\n")[0].decode().partition("{}, ")[2][:-2])
    assert given_tokens["tokens"]["colour"] == tokens()["colour"]


def test_no_part_of_the_frame_reads_markup_or_runs_text() -> None:
    folder = Path(__file__).parents[2] / "mapapp" / "map" / "js"
    for path in folder.glob("*.js"):
        sinks = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\""
        assert not re.search(sinks, path.read_text()), path.name
        assert len(path.read_text().splitlines()) <= 350
