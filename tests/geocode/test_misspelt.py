"""Names that nothing has are read as slips of well-known ones, and of nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp import pipeline
from mapapp.geocode.embedded import Embedded
from mapapp.geocode.misspelt import MOST_CONFIDENCE


@pytest.fixture(scope="module")
def speller():
    return pipeline.extractor().respeller.speller


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("khrkiv", "kharkiv"),
        ("kharkvi", "kharkiv"),
        ("mariupl", "mariupol"),
        ("pokrvsk", "pokrovsk"),
        ("sevastpol", "sevastopol"),
        ("washingtn", "washington"),
        ("los angelas", "los angeles"),
        ("краснодра", "краснодар"),
    ],
)
def test_a_slip_of_a_known_name_gives_that_name_first(speller, written, meant):
    assert speller.keys_like(written)[0] == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("kharkiv", "it is a name"),
        ("kyev", "too short"),
        ("new yrok", "the word that differs is too short"),
        ("harkiv", "its first letter is another"),
        ("khrkv", "two slips in a short word"),
        ("brqovzyna", "nothing is like it"),
        ("", "there is nothing"),
    ],
)
def test_what_is_no_slip_gives_nothing(speller, written, why):
    assert speller.keys_like(written) == (), why


@given(st.text(max_size=70))
def test_whatever_is_asked_the_answers_are_keys_of_the_gazetteer(written):
    speller = pipeline.extractor().respeller.speller
    assert all(speller.gazetteer.find(key) for key in speller.keys_like(written))


def test_the_geocoder_reads_a_slip_and_says_so_with_at_most_half_the_belief():
    geocoder = Embedded(pipeline.gazetteer())
    assert geocoder.geocode("Khrkiv").raw["read_as"] == "Kharkiv"
    assert geocoder.geocode("Pokrvsk, Ukraine").raw["country"] == "UA"
    assert all(one.score <= MOST_CONFIDENCE for one in geocoder.explained("Khrkiv"))
    assert "read_as" not in geocoder.geocode("Kharkiv").raw
    assert geocoder.geocode("Khrkiv", country_codes="FR") is None
