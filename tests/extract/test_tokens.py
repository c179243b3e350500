"""A text taken apart: words, sentences, paragraphs, and every offset kept."""

import pytest
from hypothesis import given, settings

from tests.extract.garbage import anything
from tests.extract.reading import document

WORDS = [
    ("The U.S. Navy fired 1,200 shells.", ["The", "U.S.", "Navy", "fired", "1,200", "shells", "."]),
    ("A 71-річний man; Rostov-on-Don.", ["A", "71-річний", "man", ";", "Rostov-on-Don", "."]),
    ("Slov’yansk’s mayor", ["Slov’yansk’s", "mayor"]),
    ("Сім'я, п’ять осіб", ["Сім'я", ",", "п’ять", "осіб"]),
    ("«Іскандер-М»", ["«", "Іскандер-М", "»"]),
]
SENTENCES = [
    ("A drone hit Odesa. Two people died.", ["A drone hit Odesa.", "Two people died."]),
    ("Gen. Smith spoke at 6 p.m. in Kyiv. He left.", ["Gen. Smith spoke at 6 p.m. in Kyiv.", "He left."]),
    ("“It was loud.” She ran.", ["“It was loud.”", "She ran."]),
    ("Odesa: a drone\nSumy: a missile", ["Odesa: a drone", "Sumy: a missile"]),
    ("Що сталося? Вибух! Горить склад.", ["Що сталося?", "Вибух!", "Горить склад."]),
    ("У м. Суми вибух. На вул. Миру пожежа.", ["У м. Суми вибух.", "На вул. Миру пожежа."]),
    ("В г. Рязань взрыв. Горит склад.", ["В г. Рязань взрыв.", "Горит склад."]),
    ("Prices rose 3.5 percent. Nothing else.", ["Prices rose 3.5 percent.", "Nothing else."]),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words_are_kept_whole(text, words):
    assert [token.text for token in document(text).tokens] == words


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences_end_where_a_reader_would_end_them(text, sentences):
    taken = document(text)
    assert [taken.text[one.start : one.end] for one in taken.sentences] == sentences


def test_a_blank_line_begins_a_paragraph_and_a_line_break_only_a_sentence():
    taken = document("One drone.\nTwo drones.\n\nThree drones.")
    assert [one.paragraph for one in taken.sentences] == [0, 0, 1]


def test_a_text_without_full_stops_is_cut_so_that_work_stays_bounded():
    taken = document("drone " * 1000)
    assert len(taken.sentences) > 1
    assert max(one.last - one.first for one in taken.sentences) <= 250


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(anything)
def test_tokens_and_sentences_cover_the_text_in_order_and_nothing_twice(text):
    taken = document(text)
    ends = 0
    for token in taken.tokens:
        assert ends <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        ends = token.end
    numbers = [at for one in taken.sentences for at in range(one.first, one.last)]
    assert numbers == list(range(len(taken.tokens)))
    assert all(taken.sentences[n].first <= at < taken.sentences[n].last for at, n in enumerate(taken.sentence_of))
    assert all(0 <= hit.start < hit.end <= len(taken.tokens) for hit in taken.hits)
