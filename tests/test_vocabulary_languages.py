"""What a newcomer does by files alone: a language, an actor, a word; and what is told where a file is wrong."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mapapp import pipeline, vocabulary
from mapapp.errors import DataError
from mapapp.extract.language import detect, named
from mapapp.extract.report import RuleExtractor
from mapapp.model import Report, Strike
from mapapp.settings import data_dir

EXAMPLES = re.findall(r"```toml\n(.*?)```", (data_dir() / "vocabulary" / "README.md").read_text("utf-8"), re.DOTALL)
POLISH = (
    "Rosyjskie drony uderzyły w blok mieszkalny w Charkowie w piątek, zabijając dwoje ludzi i raniąc pięcioro, podał "
    "gubernator. Rakieta trafiła w szkołę w Odessie 19 grudnia. Dron może zaatakować dom w Kijowie."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the vocabulary that a test may change."""
    shutil.copytree(data_dir() / "vocabulary", tmp_path / "vocabulary")
    return tmp_path


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], None]:
    """Puts one text for another in a file of the copy, or adds it at the end."""

    def put(name: str, old: str, new: str) -> None:
        path = folder / "vocabulary" / name
        text = path.read_text("utf-8") if path.exists() else ""
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")

    return put


def strikes(folder: Path, text: str, language: str) -> tuple[Strike, ...]:
    shipped = pipeline.extractor()
    reader = RuleExtractor(shipped.gazetteer, vocabulary.load(folder), shipped.words)
    assert detect(text, reader.vocabulary) == language
    return reader.extract(Report(id="r", text=text, published=date(2025, 12, 20))).strikes


def test_the_language_of_the_readme_is_read_once_its_file_is_there(folder: Path, change: Callable) -> None:
    assert detect(POLISH, vocabulary.load(data_dir())) is None
    change("pl.toml", "", EXAMPLES[1])
    change("actors.toml", '"ворож*"', '"rosyjsk*", "ворож*"')
    first, second = strikes(folder, POLISH, "pl")
    assert (first.place, first.attacker, first.weapon_type, first.target) == ("Kharkiv", "Russia", "drone", "blok")
    assert (first.killed, first.injured, first.date) == (2, 5, date(2025, 12, 19))
    assert (second.place, second.target_type, second.date) == ("Odesa", "education", date(2025, 12, 19))
    assert named(vocabulary.load(folder)) == "English, Ukrainian, Russian or Polish"


def test_a_further_language_changes_nothing_for_the_others(folder: Path, change: Callable) -> None:
    text = "Russian drones hit a school in Kharkiv on Friday, killing two people, the governor said."
    before = strikes(folder, text, "en")
    vocabulary.load.cache_clear()
    change("pl.toml", "", EXAMPLES[1])
    assert strikes(folder, text, "en") == before


def test_the_actor_of_the_readme_is_known_once_it_is_added(folder: Path, change: Callable) -> None:
    change("actors.toml", "", "\n" + EXAMPLES[0])
    text = "Marsh Front fighters attacked an army base in Maiduguri on Thursday, the Marsh Front said."
    [strike] = strikes(folder, text, "en")
    assert (strike.attacker, strike.status) == ("Marsh Front", "claimed")


@pytest.mark.parametrize(
    ("language", "verb", "weapon", "text"),
    [
        ("en", "zonked", "hexakite*", "Russian hexakites zonked a school in Kharkiv on Friday, killing two people."),
        ("uk", "бабахнули", "гексаліт*", "Російські гексаліти бабахнули по школі в Харкові, двоє людей загинули."),
        ("ru", "бабахнули", "гексалет*", "Российские гексалеты бабахнули по школе в Харькове, два человека погибли."),
    ],
)
def test_a_verb_and_a_weapon_added_to_a_file_give_a_strike(
    folder: Path, change: Callable, language: str, verb: str, weapon: str, text: str
) -> None:
    change(f"{language}.toml", "verbs = [", f'verbs = ["{verb}",')
    change(f"{language}.toml", "drone = [", f'drone = ["{weapon}",')
    [strike] = strikes(folder, text, language)
    assert (strike.place, strike.attacker, strike.weapon_type, strike.killed) == ("Kharkiv", "Russia", "drone", 2)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("en.toml", "verbs = [", 'verbs = ["a" "b",', r"en.toml is not valid TOML: .* line \d+"),
        ("en.toml", "verbs = [", 'verbs = "zonked"\nx = [', "strike.verbs must be a list of words in quotes"),
        ("en.toml", "verbs = [", 'verbs = [7, ', "strike.verbs must be a list of words in quotes"),
        ("en.toml", "verbs = [", 'verbs = ["z*", ', r"strike.verbs has 'z\*'; write at least two letters"),
        ("en.toml", "verbs = [", "verbz = [", "en.toml, strike.verbs is missing"),
        ("uk.toml", "verbs = [", "verbz = [", r"\[strike\] has nothing called 'verbz'; choose one of: nouns, verbs"),
        ("en.toml", "[weapons]", "[weapon]", "there is no section called 'weapon'; choose one of: bounds, grammar"),
        ("en.toml", "drone = [", "kite = [", r"\[weapons\] has nothing called 'kite'; choose one of: aerial bomb"),
        ("en.toml", "months = { 1 =", "months = { jan =", "time.months has 'jan', which is no whole number"),
        ("en.toml", "zones = { UTC =", "zones = { Mars =", "time.zones has 'Mars', which is no time zone"),
        ("en.toml", 'units = { "1" =', "units = { far =", "sea.units has 'far', which is no number"),
        ("en.toml", 'language = "English"', "language = 7", "words.language must be a text in quotes"),
        ("pl.toml", "", "strike = 1", r"strike must be a section; write \[strike\]"),
        ("pl.toml", "", "[time]\nmonths = []", "time.months must be a table"),
        ("actors.toml", "", '\n[[actor]]\ncountry = "YE"', r"an \[\[actor\]\] has no name"),
        ("actors.toml", "", '\n[[actor]]\nname = "X"', "the actor 'X' has no country"),
        ("actors.toml", "", '\n[[actor]]\nname = "X"\ncountry = "YE"\nwords = "x"', "words of X must be a list"),
        ("actors.toml", "", '\n[[war]]\na = "X"\nb = "Russia"', "a war is with 'X', who is no actor"),
        ("actors.toml", "", '\n[[held]]\nby = "X"\ncountry = "UA"', "ground is held by 'X'"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_one_sentence_that_says_where(
    folder: Path, change: Callable, file: str, old: str, new: str, sentence: str
) -> None:
    change(file, old, new)
    with pytest.raises(DataError, match=sentence) as raised:
        vocabulary.load(folder)
    assert file in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_utf_8_is_named(folder: Path) -> None:
    (folder / "vocabulary" / "ru.toml").write_bytes("[strike]\nverbs = ['удар']".encode("cp1251"))
    with pytest.raises(DataError, match=r"ru\.toml is not in UTF-8; save it as UTF-8"):
        vocabulary.load(folder)
