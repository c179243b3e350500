"""The words of `data/vocabulary/places.toml`."""

import shutil

import pytest

from mapapp.errors import DataError
from mapapp.extract import place_words
from mapapp.extract.cues import CUES
from mapapp.settings import data_dir


@pytest.fixture(scope="module")
def words():
    return place_words.load(data_dir())


@pytest.fixture
def copied(tmp_path):
    """A copy of the vocabulary that a test may change."""
    shutil.copytree(data_dir() / "vocabulary", tmp_path / "vocabulary")
    return tmp_path


def test_every_kind_that_a_word_asks_for_is_one_that_a_cue_can_be(words):
    assert {*words.cues.values(), *words.cue_stems.values()} <= CUES.keys()


@pytest.mark.parametrize(
    ("form", "region"),
    [
        ("Ky.", "kentucky"),
        ("KY", "kentucky"),
        ("Calif", "california"),
        ("W. Va.", "west virginia"),
        ("W.Va.", "west virginia"),
        ("N. Y.", "new york state"),
        ("B.C.", "british columbia"),
        ("ky.", None),
        ("Nowhere.", None),
        ("", None),
    ],
)
def test_a_short_form_stands_for_its_region_with_or_without_its_blanks_and_last_stop(words, form, region):
    assert words.abbreviated(form) == region


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Texan", "texas"),
        ("Texans", "texas"),
        ("Texan's", "texas"),
        ("Palestinians", "palestine"),
        ("Québécois", "quebec"),
        ("Swiss", "switzerland"),
        ("Muscovites", "moscow"),
        ("New Yorkers", "new york city"),
        ("Texas", None),
        ("Dan", None),
        ("", None),
    ],
)
def test_a_demonym_speaks_of_its_place_in_singular_plural_and_possessive(words, word, place):
    assert words.home_of(word) == place


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        (["the", "city", "of"], "settlement"),
        (["village", "of", "the"], "settlement"),
        (["banks", "of", "the"], "river"),
        (["state", "of"], "region"),
        (["берегу"], "river"),
        (["city"], None),
        (["talked", "of"], None),
        (["of", "the"], None),
        ([], None),
    ],
)
def test_the_word_before_a_name_asks_for_a_kind_only_with_of_behind_it_in_english(words, before, kind):
    assert words.kind_before(before) == kind


def test_a_damaged_file_is_named_with_the_line_to_correct(copied):
    (copied / "vocabulary" / "places.toml").write_text("[abbreviations]\n[broken\n", "utf-8")
    with pytest.raises(DataError, match=r"places\.toml is not valid TOML: .*line 2.*correct that line\.$"):
        place_words.load(copied)


@pytest.mark.parametrize("name", ["places.toml", "given-names.txt", "surnames.txt"])
def test_a_missing_file_is_named(copied, name):
    (copied / "vocabulary" / name).unlink()
    with pytest.raises(DataError, match=rf"{name.replace('.', '[.]')} is missing; install mapapp again\.$"):
        place_words.load(copied)


def test_a_short_form_added_to_the_file_is_read(copied):
    path = copied / "vocabulary" / "places.toml"
    path.write_text(path.read_text("utf-8").replace('"Ky."', '"Kntky." = "Kentucky"\n"Ky."', 1), "utf-8")
    assert place_words.load(copied).abbreviated("Kntky.") == "kentucky"
