import pytest

from mapapp.errors import DataError
from mapapp.gazetteer import areas, open_gazetteer
from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.normal import normal
from mapapp.model import PlaceKind
from mapapp.settings import data_dir


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer(data_dir())


def found(gazetteer, name):
    return [gazetteer.place(posting.row) for posting in gazetteer.find(normal(name))]


def test_a_name_in_any_script_finds_the_same_city(gazetteer):
    for name in ("Odesa", "Odessa", "Одеса", "Одесса"):
        assert "geonames:698740" in {place.id for place in found(gazetteer, name)}


def test_a_name_that_is_nowhere_finds_nothing(gazetteer):
    assert gazetteer.find("no such place at all") == []


def test_every_place_has_an_id_a_kind_a_point_and_a_radius(gazetteer):
    for row in range(0, len(gazetteer), 997):
        place = gazetteer.place(row)
        assert ":" in place.id
        assert place.kind in PlaceKind
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert place.radius_km > 0


def test_countries_have_their_own_points_and_names_in_three_languages(gazetteer):
    for name in ("Ukraine", "Україна", "Украина"):
        assert any(place.kind == PlaceKind.COUNTRY and place.country == "UA" for place in found(gazetteer, name))


def test_missing_or_damaged_files_are_told_in_one_sentence(tmp_path):
    with pytest.raises(DataError, match="install mapapp again"):
        Gazetteer.open(tmp_path)
    (tmp_path / "names.marisa").write_bytes(b"nonsense")
    (tmp_path / "places.bin").write_bytes(b"\0" * 64)
    with pytest.raises(DataError, match="install mapapp again"):
        Gazetteer.open(tmp_path)


def test_outlines_come_only_for_places_that_have_one():
    assert areas(["no:such", "geonames:698740"], data_dir())["features"] == []
    sea = areas(["mapapp:black-sea"], data_dir())["features"]
    assert [feature["id"] for feature in sea] == ["mapapp:black-sea"]


def test_the_files_in_git_are_small():
    folder = data_dir() / "gazetteer"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 25_000_000
