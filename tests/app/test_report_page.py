"""The report page: reading, saving, saving again, bad input."""

import json
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer

import pytest
from streamlit.testing.v1 import AppTest

from mapapp import pipeline
from mapapp.app.tables import tables
from tests.extract.model_server import model_server
from tests.extract.model_server import says as answers
from tests.geocode.services import Service, Spot, knows, says

OpenApp = Callable[..., AppTest]


@pytest.fixture
def read_sample(open_app: OpenApp) -> AppTest:
    app = open_app(page="report_page")
    app.button(key="sample").click().run()
    return app.button(key="find").click().run()


def test_the_sample_is_read_with_the_words_that_prove_it(read_sample: AppTest) -> None:
    assert not read_sample.exception
    assert "found" in read_sample.header[0].value
    sent = {one.proto.component_name: json.loads(one.proto.json) for one in read_sample.get("bidi_component")}
    text, cards = sent["mapapp_report_text"], sent["mapapp_report_list"]
    roles = {words: {text["marks"][mark][0] for mark in marked} for words, marked in text["pieces"]}
    assert "place-name" in roles["Miami"]
    assert {"place-name", "quote", "place"} <= roles["Odesa"]
    assert [card["title"] for card in cards["cards"] if "port" in card["title"]] == ["Odesa: port facilities"]
    assert "Miami" in set(read_sample.dataframe[0].value["Place"])


def test_saving_adds_to_the_store_and_saving_again_says_that_it_is_there(read_sample: AppTest) -> None:
    before = len(tables().store.strikes())
    read_sample.button(key="save").click().run()
    assert read_sample.success[0].value.startswith("Saved: ")
    after = len(tables().store.strikes())
    assert after > before
    read_sample.button(key="save").click().run()
    assert "there already" in read_sample.info[0].value
    assert len(tables().store.strikes()) == after
    assert len(tables().current()) == after


def test_a_saved_report_can_be_opened_and_removed(read_sample: AppTest) -> None:
    read_sample.button(key="save").click().run()
    read_sample.text_area(key="draft:text").input("").run()
    read_sample.button(key="open_report").click().run()
    assert read_sample.text_area(key="draft:text").value.startswith("Russian ballistic missiles")
    read_sample.button(key="remove_report").click().run()
    assert tables().store.reports() == []
    assert len(tables().store.strikes()) == 120


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("draft:text", "", "The text is empty"),
        ("draft:date", "31.12.2025", "is no day"),
        ("draft:url", "javascript:alert(1)", "must begin with http"),
        ("draft:url", "https://a b", "must begin with http"),
    ],
)
def test_bad_input_gives_one_sentence_and_keeps_the_rest(
    open_app: OpenApp, key: str, value: str, sentence: str
) -> None:
    app = open_app(page="report_page")
    app.button(key="sample").click().run()
    field = app.text_area(key=key) if key == "draft:text" else app.text_input(key=key)
    field.input(value)
    app.button(key="find").click().run()
    assert not app.exception
    assert len(app.warning) == 1
    assert sentence in app.warning[0].value.replace("\\", "")
    assert app.text_input(key="draft:title").value.startswith("Eight dead")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """A geocoding service on loopback that the environment names."""
    running = Service(behaviour=knows("nominatim", Spot(name="Vyhadane<b>", local="Vyhadane")))
    running.start()
    monkeypatch.setenv("MAPAPP_GEOCODER", "nominatim")
    monkeypatch.setenv("MAPAPP_GEOCODER_URL", running.url)
    yield running
    running.stop()


VILLAGE = "Russian forces shelled the village of Vyhadane in Ukraine on Monday, killing two people."


def read_village(open_app: OpenApp) -> AppTest:
    app = open_app(page="report_page")
    app.text_area(key="draft:text").input(VILLAGE)
    return app.button(key="find").click().run()


def captions(app: AppTest) -> list[str]:
    return [caption.value.replace("\\", "") for caption in app.caption]


def test_who_would_be_asked_is_said_before_and_what_was_asked_after(service: Service, open_app: OpenApp) -> None:
    app = open_app(page="report_page")
    assert any("Only their names leave this computer" in caption for caption in captions(app))
    assert service.asked == []
    app = read_village(open_app)
    assert not app.exception
    assert any(
        "nothing else: Vyhadane." in caption and "OpenStreetMap contributors" in caption for caption in captions(app)
    )
    assert [asked["q"] for asked in service.asked] == ["Vyhadane"]
    app.button(key="save").click().run()
    [saved] = [strike for strike in tables().store.strikes() if strike.report]
    assert (saved.place, saved.place_source) == ("Vyhadane<b>", "© OpenStreetMap contributors (ODbL 1.0)")


@pytest.mark.parametrize("name", ["nominatim", "nominatm"])
def test_a_service_that_fails_or_is_unknown_is_one_sentence_beside_what_was_found(
    service: Service, open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    service.behaviour = says(b"", 403)
    monkeypatch.setenv("MAPAPP_GEOCODER", name)
    app = read_village(open_app)
    assert not app.exception
    assert len(app.warning) == 1
    assert ("refuses" if name == "nominatim" else "choose one of") in app.warning[0].value.replace("\\", "")
    assert app.header


def test_without_a_geocoder_nothing_is_said_of_one(open_app: OpenApp) -> None:
    app = read_village(open_app)
    assert not any("leave this computer" in caption for caption in captions(app))


PORT = "Russian missiles hit the port of Odesa on Friday, killing eight people, the governor said."
PROPOSED = {
    "quote": PORT, "place": "Odesa", "attacker": "Russia", "attacker_words": "Russian", "weapon_words": "hail",
    "killed": "eight", "killed_words": "killing eight people", "outcome": "hit",
}  # fmt: skip


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    """A model on loopback that the environment names."""
    with model_server(answers({"strikes": [PROPOSED, {**PROPOSED, "quote": "Invented."}]})) as server:
        monkeypatch.setenv("MAPAPP_EXTRACTOR", "endpoint")
        monkeypatch.setenv("MAPAPP_EXTRACTOR_URL", f"http://127.0.0.1:{server.server_port}/v1")
        monkeypatch.setenv("MAPAPP_EXTRACTOR_MODEL", "small")
        for cached in (pipeline._settings, pipeline.chosen_extractor):
            cached.cache_clear()
        yield server
    monkeypatch.undo()
    for cached in (pipeline._settings, pipeline.chosen_extractor):
        cached.cache_clear()


def test_what_a_model_proposes_is_shown_as_the_rules_are_with_what_was_dropped(
    model: ThreadingHTTPServer, open_app: OpenApp
) -> None:
    app = open_app(page="report_page")
    assert any("the whole text is sent to http" in caption for caption in captions(app))
    assert model.asked == []  # type: ignore[attr-defined]
    app.text_area(key="draft:text").input(PORT)
    app.button(key="find").click().run()
    assert not app.exception
    [card] = json.loads(app.get("bidi_component")[1].proto.json)["cards"]
    facts = {fact["label"]: (fact["value"], fact["told"]) for fact in card["facts"]}
    assert (facts["Killed"], facts["Weapon"]) == (("8", ["killing eight people"]), ("not known", []))
    assert ["Killed", "killing eight people", "proposed by small"] in card["why"]
    told = [one.value.replace("\\", "") for one in app.warning]
    assert "Proposal 1: not in the report and dropped: weapon." in told
    assert "Proposal 2 was dropped: its quote does not stand in the report." in told


def test_a_model_that_fails_is_one_sentence_in_the_readers_language(
    model: ThreadingHTTPServer, open_app: OpenApp
) -> None:
    model.answer = lambda handler, _: handler.send(b"no", 500)  # type: ignore[attr-defined]
    app = open_app(page="report_page", lang="uk")
    app.text_area(key="draft:text").input(PORT)
    app.button(key="find").click().run()
    assert not app.exception
    [told] = [one.value.replace("\\", "") for one in app.warning]
    assert "відповів кодом 500; перевірте адресу, модель і ключ." in told
    assert app.text_area(key="draft:text").value == PORT


def test_boxes_that_were_filled_are_not_emptied_by_a_run_that_had_not_seen_it(open_app: OpenApp) -> None:
    app = open_app(page="report_page")
    app.button(key="sample").click().run()
    text = app.text_area(key="draft:text").value
    assert text
    app.text_area(key="draft:text").set_value("")
    for key in ("draft:title", "draft:date", "draft:url"):
        app.text_input(key=key).set_value("")
    app.run()
    assert app.text_area(key="draft:text").value == text
    app.run()
    app.text_area(key="draft:text").set_value("").run()
    for key in ("draft:title", "draft:date", "draft:url"):
        app.text_input(key=key).set_value("").run()
    assert app.text_area(key="draft:text").value == ""
