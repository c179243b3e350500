"""Names together → places, or an honest abstention."""

import pytest

from mapapp import pipeline
from mapapp.gazetteer.rows import distance_km
from mapapp.geocode.resolve import Named, Resolver
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
    inner, _ = resolve(*words, links=[(0, 1)])
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
    answers = resolve("Odessa", "Texas", "Odessa", links=[(0, 1)])
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


def test_what_lies_in_what():
    gazetteer = pipeline.gazetteer()
    resolver = Resolver(gazetteer)

    def row(name, kind):
        return max((p.row for p in gazetteer.find(name) if gazetteer.kind(p.row) == kind), key=resolver.prior)

    odesa = row("odesa", PlaceKind.SETTLEMENT)
    assert resolver.lies_in(odesa, row("ukraine", PlaceKind.COUNTRY))
    assert not resolver.lies_in(odesa, row("russia", PlaceKind.COUNTRY))
    assert resolver.lies_in(odesa, row("odesa oblast", PlaceKind.REGION))
    assert not resolver.lies_in(odesa, row("kharkiv oblast", PlaceKind.REGION))
    assert not resolver.lies_in(odesa, odesa)
