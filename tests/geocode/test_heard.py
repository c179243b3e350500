"""What names sound like in any script, and which keys of a country sound alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp import pipeline
from mapapp.gazetteer.normal import normal
from mapapp.geocode.embedded import Embedded
from mapapp.geocode.heard import Ear, spoken_of
from mapapp.geocode.sounds import skeleton, sounds, unlikeness


@pytest.fixture(scope="module")
def ear() -> Ear:
    return pipeline.extractor().respeller.hearer.ear


def sound(name: str, country: str = "") -> str:
    return sounds([normal(name)], country)[0]


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Хермель", "El Hermel", "LB"),
        ("Бахавалпур", "Bahawalpur", "PK"),
        ("Пунч", "Poonch", "IN"),
        ("Сіді-Бу-Саїд", "Sidi Bou Saïd", "TN"),
        ("Мьявади", "Myawaddy", "MM"),
        ("Кветта", "Quetta", "PK"),
        ("Джибути", "Djibouti", "DJ"),
        ("Шлеф", "Chlef", "DZ"),
        ("Чамчамаль", "Chamchamal", "IQ"),
        ("Джейхан", "Ceyhan", "TR"),
        ("Эш-Шейх", "Ash Shaykh", "EG"),
        ("Дейр-эз-Зор", "Dayr az Zawr", "SY"),
        ("Уагадугу", "Ouagadougou", "BF"),
        ("Al-Qusayr", "Qusair", "SY"),
        ("Hodeidah", "Al Ḩudaydah", "YE"),
    ],
)
def test_one_name_in_two_ways_of_writing_has_one_skeleton_and_nearly_one_sound(
    one: str, other: str, country: str
) -> None:
    first, second = sound(one), sound(other, country)
    assert skeleton(first) == skeleton(second)
    assert unlikeness(first, second) <= 0.5


@pytest.mark.parametrize(("one", "other"), [("Хермель", "Рамла"), ("Пунч", "Пуна"), ("Забид", "Сада")])
def test_different_names_sound_different(one: str, other: str) -> None:
    assert skeleton(sound(one)) != skeleton(sound(other)) or unlikeness(sound(one), sound(other)) > 0.5


@given(st.text(max_size=60), st.text(max_size=60))
def test_unlikeness_is_nought_for_the_same_and_the_same_both_ways(one: str, other: str) -> None:
    first, second = sounds([normal(one), normal(other)])
    assert unlikeness(first, first) == 0.0
    assert unlikeness(first, second) == pytest.approx(unlikeness(second, first))
    assert unlikeness(first, second) >= 0.0


@given(st.lists(st.text(max_size=30), max_size=20))
def test_each_of_many_names_sounds_as_it_does_alone(names: list[str]) -> None:
    keys = [normal(name) for name in names]
    assert sounds(keys, "LB")[: len(keys)] == [sounds([key], "LB")[0] for key in keys]


@given(st.text(min_size=4, max_size=40))
def test_whatever_is_asked_the_answers_are_keys_of_places_in_that_country(ear: Ear, written: str) -> None:
    for key in ear.keys_like(normal(written), ("LB",)):
        assert any(ear.gazetteer.country(posting.row) == "LB" for posting in ear.gazetteer.find(key))


def test_a_name_is_looked_for_in_no_other_country(ear: Ear) -> None:
    assert "el hermel" in ear.keys_like("хермель", ("LB",))
    assert ear.keys_like("хермель", ("YE", "MM")) == ()
    assert ear.keys_like("хермель", ()) == ()
    assert ear.keys_like("хермель", ("ZZ",)) == ()


def test_a_latin_name_is_not_looked_for_where_names_are_written_in_latin_letters(ear: Ear) -> None:
    assert ear.keys_like("chicagho", ("US",)) == ()


def test_the_countries_of_a_text_are_those_it_speaks_of_most() -> None:
    assert spoken_of([("LB", 1.0), ("IL", 0.5), (None, 3.0), ("LB", 1.0)]) == ("LB", "IL")
    assert spoken_of([("LB", 9.0), ("US", 0.5)]) == ("LB",)
    assert spoken_of([]) == ()


def test_the_geocoder_reads_a_name_by_its_sound_in_the_country_asked_for() -> None:
    geocoder = Embedded(pipeline.gazetteer())
    assert geocoder.geocode("Батрун, Lebanon").raw["read_as"] == "Batroûn"
    assert geocoder.geocode("Батрун", country_codes="lb").raw["country"] == "LB"
    assert geocoder.geocode("Батрун") is None
    assert geocoder.geocode("Батрун, Yemen") is None
