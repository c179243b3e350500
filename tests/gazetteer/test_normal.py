from hypothesis import given
from hypothesis import strategies as st

from mapapp.gazetteer.normal import lemmas, normal


def test_accents_apostrophes_and_hyphens_do_not_tell_names_apart():
    assert normal("Slov’yans’k") == normal("Slovyansk")
    assert normal("Rostov-on-Don") == normal("rostov on  don")
    assert normal("Čačak") == "cacak"


def test_cyrillic_letters_that_look_composed_stay_themselves():
    assert normal("Київ") == "київ"
    assert normal("Запорожьё") == "запорожье"


def test_inflected_names_have_the_dictionary_form_of_the_name():
    assert "одеса" in lemmas("одесі", "uk")
    assert "курск" in lemmas("курском", "ru")


@given(st.text(max_size=60))
def test_making_a_name_comparable_twice_changes_nothing_more(name):
    assert normal(normal(name)) == normal(name)
