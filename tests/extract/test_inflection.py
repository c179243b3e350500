"""Inflected Ukrainian and Russian names lead to the keys of their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp import pipeline
from mapapp.extract.inflection import is_cyrillic, uninflected, variants
from mapapp.gazetteer.normal import normal


@pytest.mark.parametrize(
    ("written", "ident"),
    [
        ("Одесі", "geonames:698740"),
        ("Одессе", "geonames:698740"),
        ("Харковом", "geonames:706483"),
        ("Курском", "geonames:538560"),
        ("Ростове-на-Дону", "geonames:501175"),
        ("Нижнем Новгороде", "geonames:520555"),
    ],
)
def test_an_inflected_name_reaches_its_city(written, ident):
    gazetteer = pipeline.gazetteer()
    found = {gazetteer.place_id(p.row) for key in variants(normal(written)) for p in gazetteer.find(key)}
    assert ident in found


@pytest.mark.parametrize(
    ("written", "key"),
    [("St Petersburg", "saint petersburg"), ("Mt Hermon", "mount hermon"), ("Ft Worth", "fort worth")],
)
def test_a_shortened_first_word_is_also_looked_for_in_full(written, key):
    assert key in variants(normal(written))


def test_a_name_with_the_is_also_looked_for_without():
    assert variants("the hague") == ("the hague", "hague")


def test_a_name_that_no_dictionary_has_is_looked_for_without_its_ending():
    assert "рыльск" in uninflected("рыльску")


@pytest.mark.parametrize("word", ["odesa", "сум", "", "кривому розі"])
def test_latin_short_and_several_words_have_no_ending_to_take_off(word):
    assert uninflected(word) == ()


@given(st.text(max_size=30))
def test_the_name_as_written_comes_first_and_no_key_comes_twice(text):
    key = normal(text)
    found = variants(key)
    assert found[0] == key
    assert len(found) == len(set(found))


@pytest.mark.parametrize(("word", "whether"), [("Kyiv", False), ("Київ", True), ("Kyїv", True), ("", False)])
def test_one_cyrillic_letter_makes_a_word_cyrillic(word, whether):
    assert is_cyrillic(word) is whether
