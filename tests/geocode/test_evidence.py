"""What the names of a text say of one another, through whole answers: belief grows with what speaks for a place."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp import pipeline
from mapapp.gazetteer.normal import normal
from mapapp.gazetteer.rows import distance_km
from mapapp.geocode.candidates import Lexicon, Link, Named, gather
from mapapp.geocode.resolve import Resolver
from mapapp.geocode.score import distinct, score_names
from mapapp.model import Mention, PlaceKind

looking = settings(max_examples=60, deadline=None, derandomize=True, database=None)
NAMES = [
    "Tripoli", "Lebanon", "Homs", "Alexandria", "Paris", "Odessa", "Texas", "Victoria", "Georgia", "Pokrovsk",
    "Springfield", "London", "Ontario", "Washington", "Black Sea", "Nowhereville", "Donetsk Oblast", "Cordoba",
]  # fmt: skip


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(pipeline.gazetteer())


def name_at(word: str, start: int = 0, **more) -> Named:
    cue = more.pop("cue", frozenset())
    mention = Mention(start=start, end=start + len(word), name=word, cue=cue)
    return Named(mention, (normal(word),), start, start + 1, **more)


def resolve(*words, votes=None, links=(), marked=None, **more):
    named = [name_at(word, 20 * number, **more) for number, word in enumerate(words)]
    return Resolver(pipeline.gazetteer(), votes).resolve(named, links, marked)


def near(place, latitude, longitude, within=40):
    return place is not None and distance_km((place.latitude, place.longitude), (latitude, longitude)) < within


def belief(answer, latitude, longitude):
    """How much an answer believes in the place at a point."""
    all_of_it = [(answer.place, answer.confidence), *((one.place, one.score) for one in answer.runners_up)]
    return sum(score for place, score in all_of_it if near(place, latitude, longitude))


@pytest.mark.parametrize(
    ("words", "point"),
    [
        (["Springfield", "Chicago", "Peoria", "Illinois"], (39.8, -89.64)),
        (["Tripoli", "Beirut", "Sidon", "Homs"], (34.43, 35.85)),
        (["Cordoba", "Rosario", "Mendoza", "Argentina"], (-31.41, -64.18)),
    ],
)
def test_belief_grows_with_every_name_that_speaks_for_a_place(words, point):
    figures = [belief(resolve(*words[:count], marked=1)[0], *point) for count in range(1, len(words) + 1)]
    assert figures == sorted(figures), figures
    assert figures[-1] > figures[0] + 0.1
    assert near(resolve(*words, marked=1)[0].place, *point)


@pytest.mark.parametrize("country", ["US", "GB", "AU", "ZA"])
def test_more_votes_for_a_country_never_lessen_the_belief_in_its_places(lexicon, country):
    gazetteer = pipeline.gazetteer()
    number = gazetteer.header["countries"].index(country)
    names = distinct([name_at("Newcastle")], {})
    figures = []
    for votes in (0.0, 0.5, 1.0, 2.0, 5.0, 20.0):
        scored = score_names(lexicon, names, [], {number: votes})
        figures.append(float(scored.share[scored.candidates.country == number].sum()))
    assert figures == sorted(figures)
    assert figures[-1] > figures[0]


def test_a_container_counts_for_more_than_a_name_that_only_stands_near():
    beside = belief(resolve("Paris", "Texas", marked=1)[0], 33.66, -95.55)
    within = belief(resolve("Paris", "Texas", links=[Link(0, 1)], marked=1)[0], 33.66, -95.55)
    assert within > beside


def test_what_is_put_into_a_name_says_which_place_the_name_is():
    country = resolve("Tbilisi", "Georgia", links=[Link(0, 1)])[1].place
    state = resolve("Savannah", "Georgia", links=[Link(0, 1)])[1].place
    assert (country.kind, state.kind) == (PlaceKind.COUNTRY, PlaceKind.REGION)


def test_a_name_does_not_speak_for_itself_however_often_it_comes():
    once = resolve("Springfield", marked=1)[0]
    often = resolve(*["Springfield"] * 9, marked=1)[0]
    assert (often.place, often.confidence) == (once.place, once.confidence)


def test_belief_in_all_that_a_name_can_mean_is_one(lexicon):
    scored = score_names(lexicon, distinct([name_at(word) for word in NAMES], {}), [], {})
    for number in range(len(NAMES)):
        here = scored.candidates.of_name(number)
        if here.stop > here.start:
            assert scored.share[here].sum() == pytest.approx(1.0)


@looking
@given(st.permutations(NAMES))
def test_the_order_of_names_changes_neither_place_nor_belief(words):
    straight = {one.mention.name: (one.place, one.confidence) for one in resolve(*NAMES)}
    for one in resolve(*words):
        place, confidence = straight[one.mention.name]
        assert one.place == place
        assert one.confidence == pytest.approx(confidence, abs=0.002)


@looking
@given(
    st.lists(st.sampled_from(NAMES), max_size=7),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=6),
    st.booleans(),
)
def test_any_names_and_links_give_one_answer_a_name_with_belief_between_none_and_whole(words, pairs, doubtful):
    links = [Link(*pair) for pair in pairs if pair[0] < len(words) and pair[1] < len(words)]
    answers = resolve(*words, links=links, doubtful=doubtful)
    assert [one.mention.name for one in answers] == words
    for one in answers:
        scores = [one.confidence, *(other.score for other in one.runners_up)]
        assert all(0 <= score <= 1 for score in scores)
        assert one.place is None or one.confidence > 0


@looking
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.integers(0, 6))
def test_only_the_marked_names_are_answered(words, marked):
    answers = resolve(*words, marked=min(marked, len(words)))
    assert [one.mention.name for one in answers] == words[:marked]


def test_a_doubtful_name_is_left_open_where_the_same_name_is_answered_once_it_is_sure():
    (sure,) = resolve("Hama")
    (doubtful,) = resolve("Hama", doubtful=True)
    assert doubtful.confidence < sure.confidence
    assert resolve("Chirton", doubtful=True)[0].place is None


def test_a_doubtful_name_is_answered_where_the_text_speaks_of_its_surroundings():
    doubtful = name_at("Idlib", doubtful=True)
    around = [name_at(word, 20 * number) for number, word in enumerate(["Aleppo", "Hama", "Homs", "Syria"], 1)]
    answer = Resolver(pipeline.gazetteer()).resolve([doubtful, *around])[0]
    assert near(answer.place, 35.93, 36.63)


def test_one_sure_mention_of_a_name_makes_all_of_them_sure():
    named = [name_at("Hama", doubtful=True), name_at("Hama", 20)]
    first, second = Resolver(pipeline.gazetteer()).resolve(named)
    assert (first.place, first.confidence) == (second.place, second.confidence)
    assert first.confidence == resolve("Hama")[0].confidence


@pytest.mark.parametrize("words", [["Qwrtzuville"], ["Qwrtzuville", "Odesa"], ["Qwrtzuville", "Qwrtzuville"]])
def test_an_unknown_name_that_is_put_nowhere_stays_open(words):
    answer = resolve(*words)[0]
    assert (answer.place, answer.confidence, answer.runners_up, answer.approximate) == (None, 0.0, (), False)


@pytest.mark.parametrize("region", ["Donetsk Oblast", "Aleppo Governorate"])
def test_an_unknown_name_in_a_region_is_somewhere_in_it(region):
    answer, outer = resolve("Qwrtzuville", region, links=[Link(0, 1)])
    assert (answer.approximate, answer.place) == (True, outer.place)
    assert 0 < answer.confidence < outer.confidence
    assert not outer.approximate


@pytest.mark.parametrize("outer", ["Ukraine", "Odesa", "Black Sea"])
def test_no_country_town_or_sea_stands_for_an_unknown_name(outer):
    assert resolve("Qwrtzuville", outer, links=[Link(0, 1)])[0].place is None


def test_a_known_village_elsewhere_gives_way_to_the_region_that_the_text_says_it_is_in():
    said = resolve("Chirton", "Donetsk Oblast", links=[Link(0, 1, True)], marked=2)[0]
    beside = resolve("Chirton", "Donetsk Oblast", links=[Link(0, 1, False)], marked=2)[0]
    assert said.approximate
    assert said.place.country == "UA"
    assert not beside.approximate


def test_two_senses_of_a_name_are_told_apart_and_the_bare_mention_takes_the_likelier():
    answers = resolve("Tripoli", "Lebanon", "Tripoli", "Libya", "Tripoli", links=[Link(0, 1), Link(2, 3)])
    assert near(answers[0].place, 34.43, 35.85)
    assert near(answers[2].place, 32.89, 13.19)
    assert answers[4].place in (answers[0].place, answers[2].place)


def test_a_sentence_about_air_bases_makes_an_air_base_likelier():
    figures = []
    for context in (frozenset(), frozenset({PlaceKind.AIR_BASE})):
        named = Named(Mention(start=0, end=8, name="Engels-2"), ("engels", "engels air base"), 0, 1, context)
        ranked = Resolver(pipeline.gazetteer()).rank([named])
        figures.append(sum(one.score for one in ranked if one.place.kind == PlaceKind.AIR_BASE))
    assert 0 < figures[0] < figures[1]


def test_a_strict_ranking_holds_only_what_lies_in_the_region():
    ranked = Resolver(pipeline.gazetteer()).rank(
        [name_at("Springfield"), name_at("Illinois", 20)], [Link(0, 1)], strict=True
    )
    assert ranked
    assert all(one.place.country == "US" and one.place.admin1 == "Illinois" for one in ranked)


def test_the_likeliest_places_of_a_name_come_first(lexicon):
    for word in NAMES:
        rows, prior = lexicon.of_keys((normal(word),))
        assert list(prior) == sorted(prior, reverse=True)
        assert len(set(rows)) == len(rows)


def test_another_name_and_another_form_cost_a_place_some_of_its_likelihood(lexicon):
    def prior(row_id, *keys):
        rows, figures = lexicon.of_keys(keys)
        return {lexicon.gazetteer.place_id(int(row)): value for row, value in zip(rows, figures, strict=True)}[row_id]

    main = prior("geonames:702658", "luhansk")
    assert prior("geonames:702658", "voroshilovgrad") < main
    assert prior("geonames:702658", "nothing at all", "luhansk") < main


def test_names_without_candidates_are_empty_between_the_others(lexicon):
    candidates = gather(lexicon, [("odesa",), ("qwrtzuville",), ("kharkiv",), ()])
    sizes = [candidates.of_name(number).stop - candidates.of_name(number).start for number in range(4)]
    assert sizes[0] > 0 < sizes[2]
    assert (sizes[1], sizes[3]) == (0, 0)
    assert sum(sizes) == len(candidates.rows)


def test_confidence_is_lower_for_a_name_with_rivals_than_for_one_without():
    rivals = [resolve(word)[0].confidence for word in ("Springfield", "Kostiantynivka")]
    alone = [resolve(word)[0].confidence for word in ("Reykjavik", "Zaporizhzhia Oblast")]
    for few, many in itertools.product(alone, rivals):
        assert few > many
