"""What stands around marked names decides what they mean; [brackets] mark names here."""

import re

import pytest

from mapapp import pipeline
from mapapp.extract.scan import Context
from mapapp.gazetteer.rows import distance_km

TEXAS, FRANCE = (33.66, -95.55), (48.86, 2.35)


def read(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its brackets, and the spans that stood in them."""
    text, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        start = len(text)
        text += part.strip("[]") if part.startswith("[") else part
        if part.startswith("["):
            spans.append((start, len(text)))
    return text, spans


def places(marked: str):
    text, spans = read(marked)
    return [one.place for one in pipeline.resolve_names(text, spans)]


def scan(marked: str) -> Context:
    text, spans = read(marked)
    return pipeline.extractor().scanner.scan(text, spans)


def found(marked: str) -> list[str]:
    """The names found outside the brackets."""
    return [one.mention.name for one in scan(marked).named]


def near(place, point, within=60):
    return place is not None and distance_km((place.latitude, place.longitude), point) < within


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("The mayor of [Paris] spoke.", FRANCE),
        ("The mayor of [Paris] spoke. Farmers in Texas and Oklahoma want rain; Dallas is dry.", TEXAS),
        ("The sheriff of Lamar County drove to [Paris]. Texas wants rain.", TEXAS),
        ("A fair opened in [Paris], Texas.", TEXAS),
        ("A fair opened in [Paris], Tex.", TEXAS),
        ("A fair opened in [Paris], TX, on Friday.", TEXAS),
        ("Lyon and Marseille wait; [Paris] votes.", FRANCE),
        ("Lebanese troops left [Tripoli]. Beirut was calm.", (34.43, 35.85)),
        ("Libyan troops left [Tripoli]. Benghazi was calm.", (32.89, 13.19)),
        ("Танки стояли біля [Покровська]. Бої тривають у Краматорську.", (48.28, 37.18)),
    ],
)
def test_names_that_are_not_marked_decide_between_namesakes(text, point):
    (place,) = places(text)
    assert near(place, point), place


def test_only_the_marked_names_are_answered():
    assert len(places("[Paris], Texas, is in Lamar County near [Dallas].")) == 2


def test_well_known_names_are_found_in_the_order_of_the_text():
    assert found("From Berlin by way of South Sudan to the Black Sea and New York City.") == [
        "Berlin",
        "South Sudan",
        "Black Sea",
        "New York City",
    ]


def test_the_longest_name_is_taken():
    assert found("Snow fell in North Rhine-Westphalia.") == ["North Rhine-Westphalia"]


def test_a_marked_name_is_not_found_once_more():
    assert found("From [Berlin] to Paris, and from [South Sudan] to Kenya.") == ["Paris", "Kenya"]


@pytest.mark.parametrize(
    "text",
    [
        "The book of Paris Hilton sold well.",
        "They met Denzel Washington there.",
        "An editor of the Houston Chronicle Media spoke.",
        "We asked Jack London about it.",
    ],
)
def test_a_person_or_firm_lends_no_place(text):
    assert found(text) == []


def test_a_person_does_not_move_a_marked_name():
    (place,) = places("The mayor of [Paris] met Dallas Smith and the singer Austin Texas Ranger.")
    assert near(place, FRANCE), place


def test_a_village_is_passed_over():
    assert found("It was near Chirton that day.") == []


def test_demonyms_vote_for_their_country_and_are_no_names():
    context = scan("Syrian and Turkish officers met; Syrian radio was silent.")
    assert context.named == []
    assert context.votes["SY"] > context.votes["TR"] > 0


def test_a_group_votes_for_no_country():
    assert scan("Hezbollah fighters and Hamas gunmen met.").votes == {}


def test_a_short_form_behind_a_comma_is_its_region():
    context = scan("He moved from Springfield, Ill., to Hartford, CT, and to Salem, W. Va.")
    assert {"illinois", "connecticut", "west virginia"} <= {key for one in context.named for key in one.keys}


def test_spans_of_names_are_those_of_the_text_and_in_order():
    text, spans = read("Kyiv's mayor, in [Odesa], spoke of Kharkiv; of Ga., and of Athens, Ga., too.")
    named = pipeline.extractor().scanner.scan(text, spans).named
    starts = [one.mention.start for one in named]
    assert starts == sorted(starts)
    assert all(text[one.mention.start : one.mention.end] == one.mention.name for one in named)


def test_a_text_of_very_many_names_is_read_and_no_more_than_some_hundreds_are_kept():
    assert 100 < len(found("Berlin. " * 5_000)) < 500


@pytest.mark.parametrize("text", ["", "no names here", "A", "\n\n", "É", "…"])
def test_a_text_without_names_lends_nothing(text):
    context = scan(text)
    assert (context.named, context.votes) == ([], {})
