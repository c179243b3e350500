"""From rows to an index: under which names a place is found, and that what is written can be read again."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.errors import DataError
from mapapp.gazetteer.index import ALTERNATE, LEMMATISED, Gazetteer
from mapapp.gazetteer.normal import LEMMA, normal
from mapapp.gazetteer.rows import Row
from mapapp.gazetteer.writer import keys_of, write
from mapapp.model import PlaceKind

looking = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def row(name: str, *others: str, kind=PlaceKind.SETTLEMENT, source="geonames", ident="1", **more) -> Row:
    return Row(source, ident, name, kind, "UA", 48.0, 37.0, 5.0, others=list(others), **more)


def lesser(one: Row) -> dict[str, bool]:
    """Whether each name as written is a lesser one, by key; where a key comes twice its best counts."""
    found: dict[str, bool] = {}
    for key, flags in keys_of(one):
        if not flags & LEMMATISED:
            found[key] = bool(flags & ALTERNATE) and found.get(key, True)
    return found


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kharkiv", "Kharkov"),
        ("Kharkiv", "Харків"),
        ("Kharkiv", "Харьков"),
        ("Kyiv", "Київ"),
        ("Odesa", "Odessa"),
        ("Pokrovsk", "Покровськ"),
        ("Mykolayiv", "Миколаїв"),
    ],
)
def test_another_spelling_of_a_name_is_no_lesser_name(name, other):
    assert lesser(row(name, other))[normal(other)] is False


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Engels", "Покровск"),
        ("Engels", "Pokrovsk"),
        ("Bakhmut", "Artemivsk"),
        ("Pokrovsk", "Krasnoarmiysk"),
        ("Dnipro", "Дніпропетровськ"),
    ],
)
def test_another_name_is_a_lesser_one(name, other):
    assert lesser(row(name, other))[normal(other)] is True


def test_no_name_of_a_country_is_a_lesser_one():
    found = lesser(row("United States", "America", "США", "U.S.", kind=PlaceKind.COUNTRY))
    assert found == {"united states": False, "america": False, "сша": False, "us": False}


def test_the_three_languages_of_a_hand_kept_place_are_no_lesser_names_and_its_old_names_are():
    found = lesser(row("Bakhmut", "Бахмут", "Бахмут", "Artemivsk", source="mapapp", ident="bakhmut"))
    assert found == {"bakhmut": False, "бахмут": False, "artemivsk": True}


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Dnipro River", "dnipro"),
        ("River Thames", "thames"),
        ("The River Thames", "thames"),
        ("річка Сула", "сула"),
        ("Река Дон", "дон"),
    ],
)
def test_a_river_is_also_found_without_its_word_for_river(name, bare):
    assert {normal(name), bare} <= lesser(row(name, kind=PlaceKind.RIVER)).keys()


def test_a_town_keeps_its_word_for_river():
    assert lesser(row("Fall River")).keys() == {"fall river"}


def test_a_cyrillic_name_is_also_found_by_its_dictionary_form():
    keys = dict(keys_of(row("Sumy", "Суми")))
    forms = [key for key, flags in keys.items() if flags & LEMMATISED]
    assert all(key.startswith(LEMMA) for key in forms)


def test_a_name_of_one_letter_is_no_key():
    assert lesser(row("Y", "Å", "Ys")).keys() == {"ys"}


_name = st.text(alphabet="abcdefgh КиївОдеса-'́’Ünœ中", min_size=1, max_size=12).filter(lambda name: name.strip())
_place = st.builds(
    Row,
    source=st.sampled_from(["geonames", "mapapp", "airportsdata", "postal"]),
    ident=st.just("0"),
    name=_name,
    kind=st.sampled_from(PlaceKind),
    country=st.sampled_from(["UA", "RU", "", "US"]),
    latitude=st.floats(-90, 90).map(lambda value: round(value, 5)),
    longitude=st.floats(-180, 180).map(lambda value: round(value, 5)),
    radius_km=st.floats(0.1, 3000).map(lambda value: round(value, 1)),
    population=st.integers(0, 40_000_000),
    admin1=st.sampled_from(["", "Odesa Oblast", "Крим"]),
    feature=st.sampled_from(["", "HAND", "PPL"]),
    others=st.lists(_name, max_size=4),
)


def numbered(rows: list[Row]) -> list[Row]:
    """The rows with ids that tell them apart, as their source has them."""
    for number, one in enumerate(rows):
        one.ident = {"geonames": str(number + 1), "postal": ""}.get(one.source, f"place-{number}")
    return rows


_rows = st.lists(_place, max_size=8).map(numbered)


@looking
@given(_rows)
def test_the_same_rows_give_the_same_bytes(rows):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        assert write(rows, Path(one)) == write(rows, Path(two))
        for name in ("names.marisa", "places.bin"):
            assert (Path(one) / name).read_bytes() == (Path(two) / name).read_bytes()
        write(rows, Path(two))
        assert sorted(path.name for path in Path(two).iterdir()) == ["names.marisa", "places.bin"]


@looking
@given(_rows)
def test_what_is_written_is_read_again(rows):
    with tempfile.TemporaryDirectory() as folder:
        write(rows, Path(folder))
        gazetteer = Gazetteer.open(Path(folder))
        assert len(gazetteer) == len(rows)
        for number, one in enumerate(rows):
            place = gazetteer.place(number)
            assert (place.name, place.kind, place.country) == (one.name, one.kind, one.country or None)
            assert place.latitude == pytest.approx(one.latitude, abs=1e-5)
            assert place.longitude == pytest.approx(one.longitude, abs=1e-5)
            assert place.radius_km == pytest.approx(one.radius_km, abs=0.051)
            assert place.population == (one.population or None)
            assert place.admin1 == ((one.admin1 or None) if one.kind != PlaceKind.REGION else None)
            assert gazetteer.feature(number) == one.feature
            if one.source != "postal":
                assert place.id == f"{one.source}:{one.ident}"


@looking
@given(_rows)
def test_every_place_is_found_under_each_of_its_names_and_nothing_else_is(rows):
    with tempfile.TemporaryDirectory() as folder:
        write(rows, Path(folder))
        gazetteer = Gazetteer.open(Path(folder))
        expected: dict[str, set[int]] = {}
        for number, one in enumerate(rows):
            for key, _ in keys_of(one):
                expected.setdefault(key, set()).add(number)
        assert sorted(gazetteer.names.keys()) == sorted(expected)
        for key, numbers in expected.items():
            found = gazetteer.find(key)
            assert {posting.row for posting in found} == numbers
            assert len(found) == len(numbers)


def test_a_name_of_very_many_places_keeps_those_of_the_first_rows(tmp_path):
    write([row("Springfield", ident=str(number + 1)) for number in range(300)], tmp_path)
    rows = [posting.row for posting in Gazetteer.open(tmp_path).find("springfield")]
    assert rows == list(range(255))


def test_a_very_long_name_is_cut_between_letters(tmp_path):
    write([row("Ї" * 400)], tmp_path)
    name = Gazetteer.open(tmp_path).place(0).name
    assert name == "Ї" * len(name)
    assert 100 < len(name) < 400


def test_an_open_index_goes_on_being_read_while_it_is_written_anew(tmp_path):
    write([row("Kharkiv")], tmp_path)
    old = Gazetteer.open(tmp_path)
    write([row("Lviv"), row("Sumy", ident="2")], tmp_path)
    assert old.place(0).name == "Kharkiv"
    assert old.find("kharkiv")
    assert len(Gazetteer.open(tmp_path)) == 2


@pytest.mark.parametrize("keep", [0, 1, 7, 8, 100])
def test_an_index_cut_short_is_told_in_one_sentence(tmp_path, keep):
    write([row("Kharkiv")], tmp_path)
    path = tmp_path / "places.bin"
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DataError, match="install mapapp again"):
        Gazetteer.open(tmp_path)
