"""A second opinion on unknown names: what is asked, what is taken of the answer, and what happens when it fails."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mapapp import pipeline
from mapapp.errors import StoreError
from mapapp.geocode.asker import Asker
from mapapp.geocode.providers import open_provider
from mapapp.geocode.second_opinion import SecondOpinion
from mapapp.model import Extraction
from mapapp.settings import GeocoderSettings, Settings
from mapapp.store.geocoding import open_geocoding
from tests.geocode.services import Service, Spot, knows, says, waits

TEXT = "Russian forces shelled the village of Vyhadane near Kharkiv on Monday, killing two people, officials said."
CAFE = Spot(kind="cafe", country="de", latitude=52.52, longitude=13.4, number=5)
FAR = Spot(latitude=50.9, longitude=24.4, number=6)


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service(behaviour=knows("nominatim", CAFE, Spot()))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def settings(service: Service, tmp_path: Path) -> Settings:
    geocoder = GeocoderSettings(name="nominatim", url=service.url, interval=0.0, timeout=5.0)
    return Settings(store_url=f"sqlite:///{tmp_path}/strikes.sqlite", geocoder=geocoder)


def changed(settings: Settings, **geocoder: Any) -> Settings:
    return dataclasses.replace(settings, geocoder=dataclasses.replace(settings.geocoder, **geocoder))


def read(text: str, settings: Settings) -> Extraction:
    with pipeline.second_opinion(settings) as opinion:
        return pipeline.extract(pipeline.read_report(text), opinion)


def villages(count: int) -> str:
    """A report that names so many unknown villages, none alike."""
    starts = ("Ba", "Ce", "Di", "Fo", "Gu", "Ha", "Je", "Ki", "Lo", "Mu", "Na", "Pe", "Ri", "So", "Tu", "Vo")
    names = [f"{start}rqovzyn{'abcdefghijklmnop'[n]}" for n, start in enumerate(starts[:count])]
    return " ".join(f"Russian drones hit the village of {name} in Ukraine on Monday." for name in names)


def test_a_village_that_the_gazetteer_does_not_know_is_placed_with_its_credit_and_less_confidence(
    settings: Settings, service: Service
) -> None:
    extraction = read(TEXT, settings)
    strike = next(strike for strike in extraction.strikes if strike.place == "Vyhadane")
    assert (strike.latitude, strike.longitude, strike.country) == (48.33, 37.04, "UA")
    assert strike.place_id == "nominatim:node/4"
    assert strike.place_source == "© OpenStreetMap contributors (ODbL 1.0)"
    assert strike.geo_precision == "settlement"
    assert 1 <= (strike.uncertainty_km or 0) < 5
    resolved = {one.mention.name: one for one in extraction.resolutions}
    assert resolved["Vyhadane"].confidence < resolved["Kharkiv"].confidence
    assert extraction.warnings == ()


def test_only_names_leave_the_machine_and_each_is_told(settings: Settings, service: Service) -> None:
    extraction = read(TEXT, settings)
    assert [asked["q"] for asked in service.asked] == ["Vyhadane"]
    [inquiry] = extraction.inquiries
    assert (inquiry.name, inquiry.cached, inquiry.found) == ("Vyhadane", False, 1)
    assert inquiry.service == f"nominatim@{service.url.removeprefix('http://')}"
    assert inquiry.credit == "© OpenStreetMap contributors (ODbL 1.0)"
    assert "shelled" not in json.dumps(service.asked)


def test_off_by_default_nothing_is_asked_and_nothing_changes(settings: Settings, service: Service) -> None:
    off = changed(settings, name=None)
    report = pipeline.read_report(TEXT)
    assert read(TEXT, off) == pipeline.extract(report)
    assert service.asked == []
    assert not Path(settings.store_url.removeprefix("sqlite:///")).exists()


def test_what_was_answered_once_is_not_asked_again_by_a_later_run(settings: Settings, service: Service) -> None:
    first = read(TEXT, settings)
    again = read(TEXT, settings)
    assert len(service.asked) == 1
    assert again.strikes == first.strikes
    assert [one.cached for one in again.inquiries] == [True]


def test_not_found_is_remembered_too_and_stays_open(settings: Settings, service: Service) -> None:
    service.behaviour = says([])
    for _ in range(2):
        extraction = read(TEXT, settings)
        open_ones = [one.mention.name for one in extraction.resolutions if one.place is None]
        assert "Vyhadane" in open_ones
    assert len(service.asked) == 1


def test_a_name_that_comes_again_without_its_cue_is_the_same_place(settings: Settings, service: Service) -> None:
    extraction = read(TEXT + " Rescuers reached Vyhadane in the evening.", settings)
    named = [one for one in extraction.resolutions if one.mention.name == "Vyhadane"]
    assert [one.place.id if one.place else None for one in named] == ["nominatim:node/4"] * 2
    assert len(service.asked) == 1
    text = extraction.report.text
    assert [text[one.mention.start : one.mention.end] for one in named] == ["Vyhadane"] * 2
    starts = [one.mention.start for one in extraction.resolutions]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "spots",
    [
        [CAFE],
        [Spot(country="us", latitude=40, longitude=-100)],
        [Spot(name="Vyhadanske Horishnie", local="Вигаданське Горішнє")],
        [Spot(), FAR, dataclasses.replace(FAR, latitude=51.5, longitude=33.0, number=7)],
        [Spot(kind="state")],
    ],
    ids=["no place", "another country", "another name", "several", "another kind"],
)
def test_what_does_not_fit_the_text_is_not_taken(settings: Settings, service: Service, spots: list[Spot]) -> None:
    service.behaviour = knows("nominatim", *spots)
    extraction = read("Russian forces shelled the village of Vyhadane in Ukraine on Monday.", settings)
    assert [one.place for one in extraction.resolutions if one.mention.name == "Vyhadane"] == [None]


def test_of_several_the_one_near_the_other_places_is_taken_and_the_others_are_told_with_a_reason(
    settings: Settings, service: Service
) -> None:
    service.behaviour = knows("nominatim", FAR, Spot())
    extraction = read("Russian forces shelled the village of Vyhadane near Pokrovsk in Ukraine on Monday.", settings)
    [resolution] = [one for one in extraction.resolutions if one.mention.name == "Vyhadane"]
    assert resolution.place is not None
    assert resolution.place.id == "nominatim:node/4"
    assert [(one.place.id, one.reason) for one in resolution.runners_up] == [
        ("nominatim:node/6", "farther from the other places named")
    ]


def test_a_ukrainian_name_is_asked_as_written_and_compared_with_all_its_names(
    settings: Settings, service: Service
) -> None:
    extraction = read("Російські війська обстріляли село Вигадане в Україні, загинули двоє людей.", settings)
    assert service.asked[0]["q"] == "Вигадане"
    assert "nominatim:node/4" in [one.place.id for one in extraction.resolutions if one.place]


def test_a_service_without_local_names_is_compared_by_sound(settings: Settings, service: Service) -> None:
    service.behaviour = knows("photon", Spot())
    extraction = read("Російські війська обстріляли село Вигадане в Україні.", changed(settings, name="photon"))
    assert "photon:N/4" in [one.place.id for one in extraction.resolutions if one.place]


def test_a_report_asks_no_more_than_its_bound_and_says_so(settings: Settings, service: Service) -> None:
    service.behaviour = says([])
    extraction = read(villages(6), changed(settings, most_requests=3))
    assert len(service.asked) == 3
    assert len(extraction.warnings) == 1
    assert "more unknown places than the 3" in extraction.warnings[0]


@pytest.mark.parametrize(
    ("status", "words"), [(403, "refuses"), (429, "asked too often")], ids=["refused", "quota"]
)  # fmt: skip
def test_after_a_refusal_or_a_quota_nobody_asks_for_the_rest_of_the_run_nor_other_runs_for_a_while(
    settings: Settings, service: Service, status: int, words: str
) -> None:
    service.behaviour = says(b"", status, {"Retry-After": "600"})
    with pipeline.second_opinion(settings) as opinion:
        first = pipeline.extract(pipeline.read_report(villages(3)), opinion)
        second = pipeline.extract(pipeline.read_report(TEXT), opinion)
    assert len(service.asked) == 1
    assert len(first.warnings) == 1
    assert words in first.warnings[0]
    assert first.strikes == pipeline.extract(pipeline.read_report(villages(3))).strikes
    assert second.warnings == ()
    other_run = read(TEXT, settings)
    assert len(service.asked) == 1
    assert "wants not to be asked" in other_run.warnings[0]


def test_what_is_remembered_still_counts_after_a_refusal(settings: Settings, service: Service) -> None:
    read(TEXT, settings)
    service.behaviour = says(b"", 403)
    with pipeline.second_opinion(settings) as opinion:
        refused = pipeline.extract(pipeline.read_report(villages(2)), opinion)
        extraction = pipeline.extract(pipeline.read_report(TEXT), opinion)
    assert len(refused.warnings) == 1
    assert "Vyhadane" in [strike.place for strike in extraction.strikes]


@pytest.mark.parametrize("behaviour", ["broken", "slow", "html"])
def test_three_failures_in_a_row_end_it_and_the_report_goes_on(
    settings: Settings, service: Service, behaviour: str
) -> None:
    service.behaviour = {"broken": says(b"", 500), "slow": waits(service), "html": says(b"<html>")}[behaviour]
    text = TEXT + " " + villages(6)
    extraction = read(text, changed(settings, timeout=0.2))
    assert len(service.asked) == 3
    assert len(extraction.warnings) == 1
    assert extraction.strikes == pipeline.extract(pipeline.read_report(text)).strikes
    assert extraction.strikes


def test_a_failed_answer_is_not_remembered(settings: Settings, service: Service) -> None:
    service.behaviour = says(b"", 500)
    read(TEXT, settings)
    service.behaviour = knows("nominatim", Spot())
    assert "Vyhadane" in [strike.place for strike in read(TEXT, settings).strikes]


def test_who_does_not_get_a_turn_in_time_goes_on_without(settings: Settings, service: Service) -> None:
    memory = open_geocoding(settings.store_url)
    slow = dataclasses.replace(settings.geocoder, interval=3600.0, patience=5.0)
    provider = open_provider(slow)
    memory.take(provider.ident, 3600.0)
    slept: list[float] = []
    opinion = SecondOpinion(Asker(provider, memory, memory, slow, slept.append), 10)
    extraction = pipeline.extract(pipeline.read_report(TEXT), opinion)
    assert "Others of this installation" in extraction.warnings[0]
    assert (slept, service.asked) == ([], [])
    memory.close()


def test_a_turn_that_comes_soon_is_waited_for(settings: Settings, service: Service) -> None:
    memory = open_geocoding(settings.store_url)
    paced = dataclasses.replace(settings.geocoder, interval=0.05)
    provider = open_provider(paced)
    asker = Asker(provider, memory, memory, paced)
    for name in ("Vyhadane", "Other"):
        asker.ask(name)
    assert len(service.asked) == 2
    memory.close()


class _Broken:
    """A memory whose disk is gone."""

    def get(self, service: str, query: str) -> None:
        raise StoreError("The disk of the store is full; nothing was saved.")

    put = take = hold = held = get


def test_a_store_that_fails_is_one_sentence_and_nobody_is_asked_unpaced(settings: Settings, service: Service) -> None:
    broken: Any = _Broken()
    opinion = SecondOpinion(Asker(open_provider(settings.geocoder), broken, broken, settings.geocoder), 10)
    extraction = pipeline.extract(pipeline.read_report(TEXT), opinion)
    assert extraction.warnings == ("The disk of the store is full; nothing was saved.",)
    assert extraction.strikes
    assert service.asked == []
