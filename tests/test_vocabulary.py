"""The words of the data folder, found in a text."""

import shutil
import tomllib
from collections import Counter

import pytest

from mapapp import vocabulary
from mapapp.errors import DataError
from mapapp.settings import data_dir
from mapapp.vocabulary_files import SHIPPED


@pytest.fixture
def words():
    return vocabulary.load(data_dir())


@pytest.fixture
def copied(tmp_path):
    """A copy of the vocabulary that a test may change."""
    shutil.copytree(data_dir() / "vocabulary", tmp_path / "vocabulary")
    return tmp_path


def table(code):
    return tomllib.loads((data_dir() / "vocabulary" / f"{code}.toml").read_text("utf-8"))


def found(words, text):
    return {(hit.category, hit.value, text.split()[hit.start : hit.end][0]) for hit in words.hits(text.split())}


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("ODESA", "odesa"),
        ("п’ять", "п'ять"),
        ("п`ять", "п'ять"),
        ("пʼять", "п'ять"),
        ("Ёлка", "елка"),
        ("Straße", "strasse"),
    ],
)
def test_words_are_compared_without_case_kind_of_apostrophe_and_dots_of_yo(written, compared):
    assert vocabulary.fold(written) == compared


def test_a_phrase_is_found_word_by_word_and_the_longest_of_a_category_wins(words):
    hits = [
        hit for hit in words.hits(["the", "naval", "drone", "came"]) if hit.category == "weapons" and hit.start == 1
    ]
    assert [(hit.end, hit.value) for hit in hits] == [(3, "naval drone")]


@pytest.mark.parametrize("word", ["дрон", "дроном", "дронами"])
def test_a_star_stands_for_every_ending(words, word):
    assert ("weapons", "drone", word) in found(words, word)


def test_a_word_without_a_star_does_not_match_a_longer_one(words):
    assert not [hit for hit in words.hits(["dronelike"]) if hit.category == "weapons"]


def test_actors_have_words_adjectives_and_voices(words):
    assert ("actor.words", "Russia", "russia") in found(words, "russia")
    assert ("actor.adjectives", "Ukraine", "ukrainian") in found(words, "ukrainian")
    assert ("actor.voices", "United States", "pentagon") in found(words, "pentagon")


def test_a_state_is_known_by_its_code_and_a_group_is_none(words):
    assert words.state_of("UA").name == "Ukraine"
    assert words.state_of("SD").name == "Sudan"
    assert words.state_of(None) is None
    assert words.state_of("XX") is None
    assert words.actors["Hezbollah"].group


def test_no_words_no_hits(words):
    assert words.hits([]) == []


def test_every_actor_that_is_named_in_a_war_or_as_a_holder_is_there(words):
    assert {name for war in words.wars for name in war} <= words.actors.keys()
    assert {held.by for held in words.held} <= words.actors.keys()
    assert all(len(war) == 2 for war in words.wars)


def test_the_three_languages_have_the_same_sections_and_kinds():
    tables = [tomllib.loads((data_dir() / "vocabulary" / f"{code}.toml").read_text("utf-8")) for code in SHIPPED]
    for section in ("weapons", "targets"):
        kinds = [set(one[section]) for one in tables]
        assert kinds[0] == kinds[1] == kinds[2], section
    for key, count in (("months", 12), ("weekdays", 7)):
        assert all(len(one["time"][key]) == count for one in tables)


def test_a_number_word_stands_for_one_number():
    for code in SHIPPED:
        numbers = table(code)["numbers"]["words"]
        counts = Counter(word for entries in numbers.values() for word in set(entries))
        assert [word for word, count in counts.items() if count > 1] == []


def test_a_missing_file_is_named(copied):
    (copied / "vocabulary" / "uk.toml").unlink()
    with pytest.raises(DataError, match=r"uk\.toml is missing"):
        vocabulary.load(copied)


def test_a_damaged_file_is_named(copied):
    (copied / "vocabulary" / "ru.toml").write_text("[strike\n", "utf-8")
    with pytest.raises(DataError, match=r"ru\.toml is not valid TOML"):
        vocabulary.load(copied)


def test_a_word_added_to_a_file_is_found(copied):
    path = copied / "vocabulary" / "en.toml"
    text = path.read_text("utf-8").replace("drone = [", 'drone = ["hoverkite",', 1)
    path.write_text(text, "utf-8")
    assert ("weapons", "drone", "hoverkite") in found(vocabulary.load(copied), "hoverkite")
