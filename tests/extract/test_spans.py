"""Names at spans that somebody else has marked: one answer a span, whatever the spans are."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp import pipeline
from mapapp.errors import InputError
from mapapp.extract.spans import snapped
from mapapp.gazetteer.rows import distance_km
from mapapp.model import PlaceKind
from tests.extract.garbage import anything

looking = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def at(text: str, name: str, slip: int = 0):
    """The answer to the last `name` of a text, its span moved by some characters."""
    start = text.rindex(name) + slip
    (answer,) = pipeline.resolve_names(text, [[start, start + len(name)]])
    return answer


def near(place, latitude, longitude, within=60):
    return place is not None and distance_km((place.latitude, place.longitude), (latitude, longitude)) < within


@pytest.mark.parametrize("slip", [-15, -3, -1, 0, 1, 2, 4])
def test_a_span_that_slipped_is_read_at_the_name_and_given_back_as_it_came(slip):
    text = "by night a missile hit the port of Odesa and set fire to a silo."
    answer = at(text, "Odesa", slip)
    assert near(answer.place, 46.48, 30.73)
    start = text.rindex("Odesa") + slip
    assert (answer.mention.start, answer.mention.end) == (start, start + 5)
    assert answer.mention.name == "Odesa"


def test_a_span_on_a_name_is_not_moved_to_its_neighbour():
    text = "From Kyiv, Lviv and Sumy."
    assert text[slice(*snapped(text, 11, 15))] == "Lviv"


def test_a_span_far_from_any_name_stays_where_it_is():
    text = "x" * 200
    assert snapped(text, 20, 25) == (20, 25)


@pytest.mark.parametrize("span", [[100, 105], [27, 30], [1000, 2000]])
def test_a_span_behind_the_end_names_nothing(span):
    (answer,) = pipeline.resolve_names("A missile hit Odesa port.", [span])
    assert answer.place is None
    assert (answer.mention.start, answer.mention.end) == tuple(span)


@pytest.mark.parametrize(
    "span", [[5, 5], [7, 3], [-1, 4], [1], [], [1, 2, 3], [0.0, 4.0], [True, 4], ["0", "4"], [None, None]]
)
def test_what_is_no_span_is_told_in_one_sentence(span):
    with pytest.raises(InputError, match=r"is no \[start, end\]; give character offsets, the end last\.$"):
        pipeline.resolve_names("Odesa was hit.", [span])


def test_no_spans_have_no_answers():
    assert pipeline.resolve_names("Odesa was hit.", []) == []


def test_answers_come_in_the_order_of_the_spans_and_one_each_where_spans_repeat_or_overlap():
    text = "From Kyiv to Odesa."
    spans = [[13, 18], [5, 9], [13, 18], [5, 18]]
    answers = pipeline.resolve_names(text, spans)
    assert [[one.mention.start, one.mention.end] for one in answers] == spans
    assert answers[0].place == answers[2].place
    assert near(answers[1].place, 50.45, 30.52)


@pytest.mark.parametrize(
    ("text", "name", "latitude", "longitude"),
    [
        ("A barn burned down in Paris, Ky., on Friday.", "Paris", 38.21, -84.25),
        ("A barn burned down in Paris, Tenn., on Friday.", "Paris", 36.3, -88.33),
        ("The mayor of Springfield, MA, said so.", "Springfield", 42.1, -72.59),
        ("The mayor of London, Ont., said so.", "London", 42.98, -81.25),
    ],
)
def test_a_short_form_of_a_region_behind_a_name_places_it(text, name, latitude, longitude):
    assert near(at(text, name).place, latitude, longitude)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("A barn burned down in Paris, Ky., on Friday.", "Ky.", "Kentucky"),
        ("The senator (D-Calif.) spoke.", "Calif.", "California"),
        ("He moved to W. Va. last year.", "W. Va.", "West Virginia"),
    ],
)
def test_a_marked_short_form_is_its_region(text, name, place):
    answer = at(text, name)
    assert (answer.place.name, answer.place.kind) == (place, PlaceKind.REGION)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Two Palestinians were hurt.", "Palestinians", "PS"),
        ("A Texan won the race.", "Texan", "Texas"),
        ("Syrian officials spoke.", "Syrian", "SY"),
        ("The Ukrainians answered.", "Ukrainians", "UA"),
        ("Русские военные ответили.", "Русские", "RU"),
        ("Most Londoners stayed at home.", "Londoners", "London"),
    ],
)
def test_a_marked_demonym_is_the_place_it_speaks_of(text, name, place):
    answer = at(text, name)
    assert place in (answer.place.name, answer.place.country)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shells fell in the Odesa region.", "Odesa", PlaceKind.REGION),
        ("Shells fell in the Odesa region.", "Odesa region", PlaceKind.REGION),
        ("Snow fell in the city of Washington.", "Washington", PlaceKind.SETTLEMENT),
        ("Snow fell in the state of Washington.", "Washington", PlaceKind.REGION),
        ("Вони вийшли на берег Дніпра.", "Дніпра", PlaceKind.RIVER),
        ("Обстріляли Сумську область.", "Сумську область", PlaceKind.REGION),
    ],
)
def test_a_word_for_the_kind_in_or_beside_the_span_decides_between_namesakes(text, name, kind):
    assert at(text, name).place.kind == kind


@pytest.mark.parametrize("name", ["Odesa's", "Odesa’s", "Odesa"])
def test_a_possessive_ending_in_the_span_does_not_hide_the_name(name):
    assert near(at(f"It was {name} worst night.", name).place, 46.48, 30.73)


def test_an_unknown_name_alone_stays_open_without_belief_or_runners_up():
    answer = at("They came to Qwrtzuville at noon.", "Qwrtzuville")
    assert (answer.place, answer.confidence, answer.runners_up) == (None, 0.0, ())


_offsets = st.integers(-5, 400)
_spans = st.lists(
    st.one_of(st.tuples(_offsets, _offsets), st.tuples(st.integers(0, 60), st.integers(1, 90))), max_size=6
)


@looking
@given(anything, _spans)
def test_any_text_and_spans_give_one_answer_a_span_or_an_input_error(text, spans):
    with contextlib.suppress(InputError):
        answers = pipeline.resolve_names(text, spans)
        assert [(one.mention.start, one.mention.end) for one in answers] == spans
        assert all(0 <= one.confidence <= 1 for one in answers)


@looking
@given(anything, st.integers(0, 300), st.integers(1, 40))
def test_a_moved_span_keeps_its_length_and_never_leaves_the_text(text, start, length):
    end = start + length
    moved = snapped(text, start, end)
    assert moved[1] - moved[0] == length
    if moved != (start, end):
        assert 0 <= moved[0] < moved[1] <= len(text)
        assert text[moved[0]].isupper()
