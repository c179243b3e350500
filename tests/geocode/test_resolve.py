"""Names together → places, or an honest abstention."""

import pytest

from mapapp import pipeline
from mapapp.gazetteer.rows import distance_km
from mapapp.geocode.candidates import Link, Named
from mapapp.geocode.resolve import Resolver
from mapapp.model import Mention, PlaceKind


def name_at(word: str, start: int = 0, cue: frozenset[PlaceKind] = frozenset()) -> Named:
    mention = Mention(start=start, end=start + len(word), name=word, cue=cue)
    return Named(mention, (word.lower(),), start, start + 1)


def resolve(*words, votes=None, links=(), cue=frozenset()):
    names = [name_at(word, 20 * number, cue) for number, word in enumerate(words)]
    return Resolver(pipeline.gazetteer(), votes).resolve(names, list(links))


def near(place, latitude, longitude, within=30):
    return place is not None and distance_km((place.latitude, place.longitude), (latitude, longitude)) < within


def test_one_answer_for_each_name_in_their_order():
    answers = resolve("Odesa", "Nowhereville-on-Nothing", "Kharkiv")
    assert [one.mention.name for one in answers] == ["Odesa", "Nowhereville-on-Nothing", "Kharkiv"]
    assert answers[1].place is None
    assert answers[1].confidence == 0
    assert answers[1].runners_up == ()


def test_no_names_no_answers():
    assert resolve() == []


@pytest.mark.parametrize(
    ("words", "latitude", "longitude"),
    [
        (("Odessa", "Texas"), 31.85, -102.37),
        (("Paris", "Texas"), 33.66, -95.55),
        (("Tripoli", "Lebanon"), 34.43, 35.85),
        (("Birmingham", "Alabama"), 33.52, -86.8),
        (("Cordoba", "Argentina"), -31.41, -64.18),
        (("Hyderabad", "Pakistan"), 25.39, 68.37),
    ],
)
def test_a_name_lies_in_the_container_named_behind_it(words, latitude, longitude):
    inner, _ = resolve(*words, links=[Link(0, 1)])
    assert near(inner.place, latitude, longitude), inner.place


@pytest.mark.parametrize(
    ("votes", "latitude", "longitude"),
    [({"UA": 3.0}, 48.28, 37.18), ({"US": 6.0}, 31.85, -102.37)],
)
def test_the_countries_that_the_text_speaks_of_decide_between_namesakes(votes, latitude, longitude):
    word = "Pokrovsk" if "UA" in votes else "Odessa"
    (answer,) = resolve(word, votes=votes)
    assert near(answer.place, latitude, longitude), answer.place


def test_a_city_of_a_million_is_not_taken_for_a_namesake_because_of_one_other_name():
    assert near(resolve("Odesa", "Miami")[0].place, 46.48, 30.73)


def test_neighbours_decide_between_namesakes():
    answers = resolve("Alexandria", "Cairo", "Giza")
    assert near(answers[0].place, 31.2, 29.92), answers[0].place


def test_one_sense_a_name_in_a_text():
    answers = resolve("Odessa", "Texas", "Odessa", links=[Link(0, 1)])
    assert answers[0].place == answers[2].place


def test_a_word_for_the_kind_makes_that_kind_likelier():
    (city,) = resolve("Washington", votes={"US": 2.0})
    (state,) = resolve("Washington", votes={"US": 2.0}, cue=frozenset({PlaceKind.REGION}))
    assert city.place.kind == PlaceKind.SETTLEMENT
    assert (state.place.kind, state.place.name) == (PlaceKind.REGION, "Washington")


def test_confidence_and_runners_up_are_shares_of_one_whole_and_in_order():
    for answer in resolve("Washington", "Springfield", "Alexandria", "Odesa"):
        scores = [answer.confidence, *(one.score for one in answer.runners_up)]
        assert scores == sorted(scores, reverse=True)
        assert sum(scores) <= 1.01
        assert all(one.reason for one in answer.runners_up)


def test_the_order_of_names_does_not_change_the_answer():
    words = ["Tripoli", "Lebanon", "Homs", "Alexandria", "Paris", "Odessa"]
    there = {one.mention.name: one.place for one in resolve(*words)}
    back = {one.mention.name: one.place for one in resolve(*words[::-1])}
    assert there == back


def test_two_places_of_one_name_are_told_apart_where_the_text_puts_them_into_two_regions():
    answers = resolve("Paris", "Texas", "Paris", "France", links=[Link(0, 1), Link(2, 3)])
    assert near(answers[0].place, 33.66, -95.55)
    assert near(answers[2].place, 48.85, 2.35)


def test_a_name_that_nobody_knows_stands_for_the_region_that_the_text_puts_it_in():
    answer, region = resolve("Nowhereville-on-Nothing", "Kharkiv Oblast", links=[Link(0, 1)])
    assert answer.approximate
    assert answer.place == region.place
    assert answer.confidence < region.confidence
    alone, _ = resolve("Nowhereville-on-Nothing", "Kharkiv Oblast")
    assert alone.place is None


def test_a_marked_name_is_not_doubted_for_being_little_known():
    named = [name_at("Chirton")]
    (marked,) = Resolver(pipeline.gazetteer()).resolve(named, marked=1)
    assert marked.place is not None


def test_every_candidate_is_ranked_with_the_reason_why_it_lost():
    first, *others = Resolver(pipeline.gazetteer()).rank([name_at("Pokrovsk")])
    assert near(first.place, 48.28, 37.18)
    assert first.reason == ""
    assert {one.place.country for one in others} >= {"RU"}
    assert all(one.reason for one in others)
