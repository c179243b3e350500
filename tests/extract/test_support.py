"""Little-known names are places only where something says so."""

import pytest

from mapapp import pipeline


def places(text: str) -> set[str]:
    """The names that got a place."""
    return {one.mention.name for one in pipeline.resolve_names(text) if one.place is not None}


def found(text: str) -> set[str]:
    """The names that are taken for those of places, also where it stays open which."""
    return {one.mention.name for one in pipeline.resolve_names(text)}


def times(text: str, name: str) -> int:
    return sum(one.mention.name == name for one in pipeline.resolve_names(text) if one.place is not None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The witness Brown said so.", "Brown"),
        ("“It was loud,” Brown said.", "Brown"),
        ("Later Jackson came and thanked Clinton for it.", "Jackson"),
        ("Later Jackson came and thanked Clinton for it.", "Clinton"),
        ("Sergeant Jackson spoke to reporters.", "Jackson"),
        ("Andy Lincoln spoke, and Lincoln was heard.", "Lincoln"),
        ("It pleased Harrison a lot.", "Harrison"),
    ],
)
def test_a_surname_alone_is_no_place(text, name):
    assert name not in places(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A barn burned down in Jackson on Friday.", "Jackson"),
        ("A barn burned down near Clinton on Friday.", "Clinton"),
        ("A barn burned down in Harrison, Arkansas, on Friday.", "Harrison"),
        ("The Harrison Police Department was called.", "Harrison"),
        ("Troops entered the village of Hudson.", "Hudson"),
        ("Drones hit Lincoln at night.", "Lincoln"),
    ],
)
def test_the_same_word_is_a_place_where_only_places_stand(text, name):
    assert name in found(text)


def test_a_small_place_named_firmly_once_is_known_in_the_whole_text():
    weak = "Later Robotyne fell silent again, and nobody could say who held what was left of it."
    text = f"Fighting went on near Robotyne. {weak} They called Robotyne lost."
    assert times(text, "Robotyne") == 3


def test_a_small_place_in_a_list_behind_a_sure_one_is_sure():
    assert {"Orikhiv", "Robotyne"} <= found("Shells fell in Orikhiv and Robotyne.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Moscow Times wrote about it.", "Moscow"),
        ("The Washington Post wrote about it.", "Washington"),
        ("The Houston Chronicle wrote about it.", "Houston"),
        ("The Denver Post and the Boston Globe wrote about it.", "Boston"),
        ("Bank of America raised its forecast.", "America"),
        ("Voice of America went off the air.", "America"),
        ("Queen Victoria reigned for long.", "Victoria"),
        ("The tomb of King Jordan was opened.", "Jordan"),
        ("The Duke of Wellington was there.", "Wellington"),
        ("Принцеса Вікторія приїхала.", "Вікторія"),
    ],
)
def test_papers_firms_and_the_crowned_are_no_places(text, name):
    assert name not in places(text)


@pytest.mark.parametrize("word", ["based", "born", "led", "backed"])
def test_a_place_before_a_hyphen_and_such_a_word_is_found_without_them(word):
    assert "Houston" in found(f"The Houston-{word} firm closed.")


def test_other_hyphened_words_hold_no_place():
    assert "Paris" not in found("The Paris-like streets were full.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Henry County Sheriff was called.", "Henry County"),
        ("Odesa City Council met.", "Odesa"),
        ("Reporters asked the Houston Police Department.", "Houston"),
        ("They asked the Lviv Mayor about it.", "Lviv"),
    ],
)
def test_an_office_behind_a_name_leaves_it_a_place(text, name):
    assert name in found(text)


@pytest.mark.parametrize("title", ["Sheriff", "Police", "Council"])
def test_the_office_itself_is_no_place(title):
    assert title not in found(f"The Henry County {title} met in the evening.")
