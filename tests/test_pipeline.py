"""The way of the data: text → report → strikes and places."""

from datetime import date

import pytest

from mapapp import pipeline
from mapapp.errors import InputError
from mapapp.model import Report

TEXT = "Russian missiles hit the port of Odesa on Friday. Talks went on in Miami."


def test_a_report_keeps_its_text_to_the_character():
    text = "\ufeff  Russian missiles hit the port of Odesa.\r\n\r\nTalks went on in Miami. \u00a0"
    assert pipeline.read_report(text).text == text


def test_a_report_carries_what_it_was_given_and_empty_is_unknown():
    report = pipeline.read_report(TEXT, title="T", published=date(2025, 12, 20), url="", publisher="", report_id="mine")
    assert report == Report(id="mine", text=TEXT, title="T", published=date(2025, 12, 20), language="en")


def test_the_same_words_are_the_same_report_whatever_the_white_space():
    one, two = pipeline.read_report(TEXT), pipeline.read_report("  " + TEXT.replace(" ", "\n") + "\n")
    assert one.id == two.id
    assert pipeline.read_report(TEXT + " More.").id != one.id
    assert pipeline.text_id("й на") == pipeline.text_id("и\u0306 на")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        (" \n\t\u00a0 ", "is empty"),
        ("x" * 1_000_001, "1,000,001 characters"),
        ("The port\x00 of Odesa", "binary data"),
        ("%PDF-1.7 " + "\x01\x02\x03\x04" * 50, "binary data"),
        ("\ufffd" * 100 + "the port of Odesa", "binary data"),
        ("אאא בבב גגג", "in no language"),
        ("1234 ... !!!", "no words in it"),
        ("qwrtz plmk " * 100, "in no language"),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(text, words):
    with pytest.raises(InputError, match=words) as problem:
        pipeline.read_report(text)
    assert str(problem.value).endswith(".")
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize("word", ["Odesa", "missile", "x", "удар", "Одеса", "missile strike"])
def test_a_word_alone_is_read_and_gives_no_strike(word):
    assert pipeline.extract(pipeline.read_report(word)).strikes == ()


def test_the_names_of_a_text_are_found_and_resolved():
    found = {one.mention.name: one.place.country for one in pipeline.resolve_names(TEXT) if one.place}
    assert found == {"Odesa": "UA", "Miami": "US"}


def test_exactly_the_spans_given_are_resolved_in_their_order():
    text = "odesa and Kharkiv and nothing at all"
    answers = pipeline.resolve_names(text, [[10, 17], [0, 5], [22, 29]])
    assert [one.mention.name for one in answers] == ["Kharkiv", "odesa", "nothing"]
    assert [one.place.country if one.place else None for one in answers] == ["UA", "UA", None]


@pytest.mark.parametrize(
    ("text", "span", "country"),
    [
        ("They met in St. Petersburg in Russia.", [12, 26], "RU"),
        ("Odesa's port burned in Ukraine.", [0, 7], "UA"),
        ("They live in the Odesa Region of Ukraine.", [17, 29], "UA"),
        ("Вони живуть у Харкові в Україні.", [14, 21], "UA"),
    ],
)
def test_a_span_is_resolved_as_it_is_written(text, span, country):
    (answer,) = pipeline.resolve_names(text, [span])
    assert answer.place is not None
    assert answer.place.country == country


@pytest.mark.parametrize("span", [[0, 0], [5, 2], [-1, 3], [0], [], [0, 1, 2], ["0", "5"], [0.0, 5.0], [None, 3]])
def test_a_span_that_is_none_is_an_input_error(span):
    with pytest.raises(InputError, match="offsets"):
        pipeline.resolve_names("Odesa and Miami", [span])


def test_no_spans_no_answers():
    assert pipeline.resolve_names("Odesa and Miami", []) == []


def test_an_empty_text_has_no_names():
    assert pipeline.resolve_names("") == []


def test_reading_a_report_changes_nothing_and_needs_nothing_but_the_text():
    report = Report(id="r", text=TEXT)
    taken = pipeline.extract(report)
    assert taken.report is report
    assert [one.place for one in taken.strikes] == ["Odesa"]
    assert pipeline.extract(Report(id="r", text="")).strikes == ()


def test_the_ids_of_strikes_are_those_of_the_report_and_differ():
    text = "Russian missiles hit the port of Odesa. Russian drones hit a school in Kharkiv."
    ids = [one.id for one in pipeline.extract(pipeline.read_report(text, report_id="mine")).strikes]
    assert ids == ["mine-1", "mine-2"]


def test_areas_have_outlines_and_points_have_none():
    resolved = pipeline.resolve_names("The ship lay in the Caspian Sea. Talks went on in Miami.")
    ids = {one.mention.name: one.place.id for one in resolved if one.place}
    outlines = pipeline.areas(list(ids.values()))
    assert outlines["type"] == "FeatureCollection"
    assert [one["geometry"]["type"] for one in outlines["features"]] in (["Polygon"], ["MultiPolygon"])
    assert pipeline.areas([])["features"] == []
    assert pipeline.areas(["no such place"])["features"] == []
