"""The map page: what its filters, headline and table show, without a browser."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from mapapp.columns import FACETS
from mapapp.exchange import filter_from_params
from mapapp.exchange.short import shorten

OpenApp = Callable[..., AppTest]


def _headline(app: AppTest) -> str:
    return str(app.title[0].value)


def _address(app: AppTest) -> dict[str, str]:
    values = {name: app.query_params[name] for name in app.query_params}
    return {name: value if isinstance(value, str) else ",".join(value) for name, value in values.items()}


def _map_arguments(app: AppTest) -> dict[str, object]:
    component = app.get("component_instance")[0]
    arguments: dict[str, object] = json.loads(component.proto.json_args)
    return arguments


def _table(app: AppTest) -> dict[str, Any]:
    """What the table's script is told."""
    part = next(one for one in app.get("bidi_component") if "strike_table" in one.proto.component_name)
    data: dict[str, Any] = json.loads(part.proto.json)
    return data


def _chips(app: AppTest) -> list[str]:
    return [button.key for button in app.button if button.key and button.key.startswith("chip:")]


def test_the_first_run_shows_all_shipped_strikes(open_app: OpenApp) -> None:
    app = open_app()
    assert not app.exception
    assert _headline(app) == "120 strikes, 15 Nov 2025 to 28 Feb 2026"
    assert any(text.value.startswith("120 of 120 strikes.") for text in app.markdown)
    assert _table(app)["selected"] is None
    assert not _chips(app)


def test_every_option_of_every_facet_shows_as_many_strikes_as_its_count_says(open_app: OpenApp) -> None:
    app = open_app()
    boxes = [(box.key, box.label) for box in app.checkbox if box.key.startswith("filter:")]
    assert {key.split(":")[1] for key, _ in boxes} == {*FACETS, "confidence"}
    for key, label in boxes[::5]:
        count = int(label.rsplit(" · ", 1)[1])
        app.checkbox(key=key).check().run()
        assert _headline(app).split()[0] == str(count)
        app.checkbox(key=key).uncheck().run()
    assert _headline(app).startswith("120 strikes")


def test_a_filter_goes_into_the_address_and_one_button_clears_all(open_app: OpenApp) -> None:
    app = open_app()
    app.checkbox(key="filter:attackers:Russia").check()
    app.number_input(key="filter:killed_min").set_value(5)
    app.text_input(key="filter:words").input("odesa").run()
    assert _address(app) == {"by": "Russia", "killed": "5", "words": "odesa"}
    app.button(key="clear").click().run()
    assert _address(app) == {}
    assert _headline(app).startswith("120 strikes")
    assert not app.checkbox(key="filter:attackers:Russia").value


def test_an_address_sets_filter_widgets_and_map(open_app: OpenApp) -> None:
    app = open_app(by="Ukraine", target="ship", since="2025-12-01", view="44.5,34.1,6")
    assert app.checkbox(key="filter:attackers:Ukraine").value
    assert app.checkbox(key="filter:target_types:ship").value
    assert app.text_input(key="filter:since").value == "2025-12-01"
    state = str(_map_arguments(app)["feature_group"]).replace("\\u005f", "_")
    assert '"target_types":["ship"]' in state
    assert '"view":[44.5,34.1,6]' in state


def test_the_script_of_the_map_is_the_same_whatever_the_filter(open_app: OpenApp) -> None:
    app = open_app()
    before = _map_arguments(app)
    app.checkbox(key="filter:target_types:port").check().run()
    after = _map_arguments(app)
    assert before["script"] == after["script"]
    assert before["feature_group"] != after["feature_group"]


def test_the_table_is_told_the_filter_and_not_sent_the_strikes(open_app: OpenApp) -> None:
    app = open_app(target="airfield", by="Ukraine")
    data = _table(app)
    assert parse_qs(data["query"]) == {"by": ["Ukraine"], "target": ["airfield"], "lang": ["en"]}
    assert "rows" not in data


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"since": "2026-13-40"}, "is no day"),
        ({"until": "<script>alert(1)</script>"}, "is no day"),
        ({"killed": "-1"}, "is no number of killed"),
        ({"killed": "1e9999"}, "is no number of killed"),
        ({"target": "tank${alert(1)}"}, "is no value"),
        ({"country": "<img src=x onerror=alert(1)>"}, "is no country"),
        ({"view": "NaN,NaN,5"}, "place of the map is not one"),
        ({"view": "1,2"}, "place of the map is not one"),
        ({"view": "91,0,5"}, "place of the map is not one"),
        ({"layers": "../../heat"}, "layers of the map are not a list"),
        ({"strike": "';alert(1)//"}, "there is no strike of this name"),
        ({"since": "2026-02-01", "until": "2025-12-01"}, "both are left out"),
        ({"words": "a" * 5000}, "at most 200 characters"),
        ({"by": "x," * 500}, "more than 60 values"),
        ({"area": "1,2,3"}, "The area is none"),
        ({"near": "46,30,-5"}, "The circle is none"),
        ({"confidence": "2"}, "is no confidence"),
        ({"s": "azzz!"}, "short link is damaged"),
    ],
)
def test_a_tampered_address_gives_one_sentence_and_the_rest_as_it_should_be(
    open_app: OpenApp, query: dict[str, str], sentence: str
) -> None:
    app = open_app(**query)
    assert not app.exception
    assert len(app.warning) == 1
    assert sentence in app.warning[0].value.replace("\\", "")
    assert _headline(app).startswith("120 strikes")


def test_a_tampered_address_gives_a_sentence_until_something_is_changed(open_app: OpenApp) -> None:
    app = open_app(target="<b>tank</b>", strike="nobody")
    assert len(app.warning) == 2
    assert not app.exception
    assert _headline(app).startswith("120 strikes")
    app.checkbox(key="filter:attackers:Russia").check().run()
    assert "target" not in app.query_params
    assert not app.warning


def test_nothing_found_says_which_filter_to_loosen_and_a_press_loosens_it(open_app: OpenApp) -> None:
    app = open_app(words="zzzz", by="Russia")
    assert _headline(app) == "No strikes match these filters"
    offered = [button for button in app.button if button.key and button.key.startswith("loosen:")]
    assert [button.key for button in offered] == ["loosen:words"]
    assert offered[0].label.endswith("50 strikes")
    offered[0].click().run()
    assert _headline(app).startswith("50 strikes")
    assert _address(app) == {"by": "Russia"}


def test_where_no_single_filter_is_the_reason_all_can_be_taken_off(open_app: OpenApp) -> None:
    app = open_app(words="zzzz", by="nobody")
    app.button(key="loosen:all").click().run()
    assert _headline(app).startswith("120 strikes")


def test_each_active_filter_is_a_chip_that_takes_off_it_alone(open_app: OpenApp) -> None:
    app = open_app(
        by="Russia", since="2025-12-01", killed="1", words="odesa", near="46.4775,30.7326,60", place="Odesa",
        area="29,44,33,48", precision="settlement", dataset="mapapp", licence="MIT",
    )  # fmt: skip
    assert len(_chips(app)) == 9
    assert app.button(key="chip:near").label.replace("\\", "") == "Within 60 km of Odesa ×"
    shown = [int(_headline(app).split()[0])]
    for key in _chips(app):
        app.button(key=key).click().run()
        shown.append(int(_headline(app).split()[0]))
    assert shown == sorted(shown)
    assert (shown[-1], _address(app), _chips(app)) == (120, {}, [])


def test_days_are_typed_and_a_wrong_one_is_said(open_app: OpenApp) -> None:
    app = open_app()
    app.text_input(key="filter:until").input("2025-12-19")
    app.text_input(key="filter:since").input("2025-12-31").run()
    assert _address(app) == {"since": "2025-12-19", "until": "2025-12-31"}
    app.text_input(key="filter:since").input("31.12.2025").run()
    assert "is no day" in app.warning[0].value
    assert _address(app) == {"until": "2025-12-19"}


def test_a_distance_is_typed_as_words_and_goes_into_the_address(open_app: OpenApp) -> None:
    app = open_app()
    app.text_input(key="filter:near").input("50 km of Odesa").run()
    assert _address(app) == {"near": "46.4857,30.7438,50", "place": "Odesa"}
    assert 0 < int(_headline(app).split()[0]) < 30
    app.text_input(key="filter:near").input("40 км від Києва").run()
    assert _address(app)["near"] == "50.4547,30.5238,40"
    app.text_input(key="filter:near").input("9 km of Qqqqzz").run()
    assert "no place called" in app.warning[0].value
    assert _headline(app).startswith("120 strikes")


def test_a_place_that_is_not_there_gives_the_distance_no_name(open_app: OpenApp) -> None:
    app = open_app(near="46.4775,30.7326,60", place="Moscow")
    assert app.button(key="chip:near").label.replace("\\", "") == "Within 60 km of 46.4775, 30.7326 ×"


def test_confidence_counts_and_filters_what_rules_have_read(open_app: OpenApp) -> None:
    app = open_app(confidence="0.7")
    boxes = [box for box in app.checkbox if box.key.startswith("filter:confidence:")]
    assert [(box.key.rsplit(":", 1)[1], box.value) for box in boxes] == [("0.6", False), ("0.7", True), ("0.85", False)]
    boxes[2].check().run()
    assert _address(app) == {"confidence": "0.85"}


def test_a_short_link_opens_the_view_it_was_made_of(open_app: OpenApp) -> None:
    app = open_app(s=shorten("by=Ukraine&target=ship&view=44.5,34.1,6&lang=uk"))
    assert _address(app)["by"] == "Ukraine"
    assert "s" not in _address(app)
    assert '"view":[44.5,34.1,6]' in str(_map_arguments(app)["feature_group"]).replace("\\u005f", "_")


def test_a_story_leads_from_view_to_view_and_can_be_left(open_app: OpenApp) -> None:
    app = open_app(story="2025-12-19-night")
    assert _headline(app).startswith("4 strikes")
    seen = []
    for _ in range(4):
        app.button(key="story:on").click().run()
        seen.append(str(_map_arguments(app)["feature_group"]).split('"selected":"')[1].split('"')[0])
    assert app.button(key="story:on").disabled
    assert [name.split("-")[3] for name in seen] == ["odesa", "caspian", "filanovsky", "krasnosilske"]
    assert _address(app)["step"] == "5"
    app.button(key="story:end").click().run()
    assert not {"story", "step"} & set(_address(app))


def test_a_story_that_is_not_there_is_said(open_app: OpenApp) -> None:
    app = open_app(story="../../etc/passwd", step="99999999999")
    assert "no story of this name" in app.warning[0].value
    assert not app.exception


@pytest.mark.parametrize("view", ["timeline", "attacker", "target_type", "region"])
def test_every_side_view_shows_the_filter_and_names_its_file(open_app: OpenApp, view: str) -> None:
    app = open_app(by="Russia")
    app.radio(key="side:shown").set_value(view).run()
    assert not app.exception
    html = "".join(str(element.proto.body) for element in app.get("html"))
    assert 'class="figures"' in html
    part = next(one for one in app.get("bidi_component") if "share" in one.proto.component_name)
    assert [file["label"] for file in json.loads(part.proto.json)["files"]] == ["CSV"]


def test_ukrainian_words_by_the_address(open_app: OpenApp) -> None:
    app = open_app(lang="uk", target="port")
    count = int(_headline(app).split()[0])
    assert _headline(app).split()[1].startswith("удар")
    assert f"{count} з 120 ударів." in app.markdown[0].value


def test_the_address_means_the_same_filter_as_the_parameters_of_the_command_line(open_app: OpenApp) -> None:
    app = open_app()
    app.checkbox(key="filter:statuses:denied").check().run()
    assert filter_from_params(_address(app)).statuses == {"denied"}
