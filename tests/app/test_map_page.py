"""The map page: what its filters, headline and table show, without a browser."""

import json
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from mapapp.columns import FACETS
from mapapp.exchange import filter_from_params
from mapapp.store import open_store

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


def test_the_first_run_shows_all_shipped_strikes(open_app: OpenApp) -> None:
    app = open_app()
    assert not app.exception
    assert _headline(app) == "120 strikes, 15 Nov 2025 to 28 Feb 2026"
    assert any(text.value.startswith("120 of 120 strikes.") for text in app.markdown)
    assert len(app.dataframe[0].value) == 120


def test_every_option_of_every_facet_shows_as_many_strikes_as_its_count_says(open_app: OpenApp) -> None:
    app = open_app()
    boxes = [(box.key, box.label) for box in app.checkbox if box.key.startswith("filter:")]
    assert {key.split(":")[1] for key, _ in boxes} == set(FACETS)
    for key, label in boxes[::4]:
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
    assert str(app.date_input(key="filter:since").value) == "2025-12-01"
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


def test_the_table_shows_the_strikes_of_the_filter_latest_first(open_app: OpenApp, store_in_use: str) -> None:
    app = open_app(target="airfield")
    store = open_store(store_in_use)
    wanted = [strike for strike in store.strikes() if strike.target_type == "airfield"]
    store.close()
    shown = app.dataframe[0].value
    assert list(shown["Place"]) == [strike.place for strike in wanted]


def test_a_tampered_address_gives_a_sentence_until_something_is_changed(open_app: OpenApp) -> None:
    app = open_app(target="<b>tank</b>", strike="nobody")
    assert len(app.warning) == 2
    assert not app.exception
    assert _headline(app).startswith("120 strikes")
    app.checkbox(key="filter:attackers:Russia").check().run()
    assert "target" not in app.query_params


def test_nothing_found_is_said(open_app: OpenApp) -> None:
    app = open_app(words="zzzz")
    assert _headline(app) == "No strikes match these filters"
    assert not app.exception


def test_ukrainian_words_by_the_address(open_app: OpenApp) -> None:
    app = open_app(lang="uk", target="port")
    count = int(_headline(app).split()[0])
    assert _headline(app).split()[1].startswith("удар")
    assert count == len(app.dataframe[0].value)


def test_the_address_means_the_same_filter_as_the_parameters_of_the_command_line(open_app: OpenApp) -> None:
    app = open_app()
    app.checkbox(key="filter:statuses:denied").check().run()
    assert filter_from_params(_address(app)).statuses == {"denied"}
