"""The report page: reading, saving, saving again, bad input."""

import json
from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from mapapp.app.tables import tables
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
