"""Country files on disk: what is read, what is left out, what is refused."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.errors import CountryFileError
from mapapp.gazetteer.country_files import FileLimits, RowError, parse_row, read_country
from mapapp.gazetteer.features import KIND_OF, radius_km
from mapapp.model import PlaceKind
from tests.gazetteer.geonames import archive, row, villages


@pytest.fixture
def read(tmp_path):
    def read(content, country="UA", limits=None):
        path = tmp_path / f"{country}.zip"
        path.write_bytes(content)
        return read_country(path, country, limits)

    return read


def test_a_row_becomes_a_place_with_all_its_names():
    place = parse_row(row(others="Зелений Гай,,IAT,zelenyi hai,Зелёный Гай").encode(), "UA")
    assert (place.ident, place.name, place.kind) == ("90000001", "Zelenyi Hai", PlaceKind.SETTLEMENT)
    assert (place.latitude, place.longitude, place.population) == (47.91234, 36.81234, 312)
    assert place.others == ["Зелений Гай", "Зелёный Гай"]
    assert (place.country, place.admin1, place.feature, place.source) == ("UA", "05", "PPL", "geonames")
    assert place.radius_km == 2.2


@pytest.mark.parametrize(
    ("feature", "kind"),
    [
        ("PPLX", PlaceKind.CITY_DISTRICT), ("ADM1", PlaceKind.REGION), ("ADM2", PlaceKind.DISTRICT),
        ("AIRB", PlaceKind.AIR_BASE), ("AIRP", PlaceKind.AIRPORT), ("MILB", PlaceKind.BASE), ("DAM", PlaceKind.DAM),
        ("OILR", PlaceKind.REFINERY), ("PSN", PlaceKind.NUCLEAR_PLANT), ("NVB", PlaceKind.NAVAL_BASE),
        ("BDG", PlaceKind.BRIDGE), ("RSTN", PlaceKind.STATION),
        ("SEA", PlaceKind.SEA), ("ISL", PlaceKind.ISLAND), ("PRT", PlaceKind.PORT),
    ],
)  # fmt: skip
def test_feature_codes_become_kinds(feature, kind):
    assert parse_row(row(feature=feature).encode(), "UA").kind == kind


def test_every_feature_code_has_a_radius():
    assert all(0 < radius_km(code, 0) <= 1000 for code in KIND_OF)


@pytest.mark.parametrize("feature", ["STM", "SCH", "RD", "PCLI", "", "NEW"])
def test_features_that_are_no_place_of_the_news_are_left_out(feature):
    assert parse_row(row(feature=feature).encode(), "UA") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"latitude": "95.0"}, {"longitude": "181"}, {"latitude": "nan"}, {"latitude": "inf"}, {"latitude": ""},
        {"latitude": "4_7.1"}, {"latitude": "47,9"}, {"latitude": "0", "longitude": "0"}, {"latitude": "٤٧.1"},
        {"ident": "x"}, {"ident": ""}, {"ident": "-3"}, {"ident": str(2**32)}, {"name": ""}, {"name": "a" * 201},
        {"name": "Za\x00hir"}, {"name": "Za\u202ehir"}, {"country": "RU"}, {"population": "many"},
        {"population": "99999999999"},
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_right_is_said_to_be_wrong(wrong):
    with pytest.raises(RowError):
        parse_row(row(**wrong).encode(), "UA")


@settings(deadline=None)
@given(
    st.binary(max_size=400)
    | st.lists(st.text(max_size=12), min_size=17, max_size=21).map(lambda c: "\t".join(c).encode(errors="replace"))
)
def test_no_line_at_all_raises_anything_but_the_typed_error(line):
    try:
        place = parse_row(line, "UA")
    except RowError:
        return
    assert place is None or -90 <= place.latitude <= 90


_CELL = st.text(max_size=15) | st.sampled_from(["0", "47.5", "-181", "PPL", "UA", "9999999", "nan", "1e5", "Київ,Kiev"])


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ident", "name", "others", "latitude", "longitude", "feature", "admin1", "population"]),
            _CELL,
        ),
        max_size=3,
    )
)
def test_a_row_with_any_cell_changed_is_a_sound_place_or_counted_as_unusable(changes):
    try:
        place = parse_row(row(**dict(changes)).encode(errors="replace"), "UA")
    except RowError:
        return
    if place is not None:
        assert 0 <= int(place.ident) < 2**32
        assert 0 <= place.population < 2**32
        assert (abs(place.latitude), abs(place.longitude)) != (0, 0)
        assert all(name.isprintable() and 0 < len(name) <= 200 for name in [place.name, *place.others])


@settings(deadline=None)
@given(content=st.binary(max_size=300))
def test_no_file_at_all_raises_anything_but_the_typed_error(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.zip"
    for data in (content, b"PK\x03\x04" + content, archive([row()])[: len(content)]):
        path.write_bytes(data)
        with pytest.raises(CountryFileError):
            read_country(path, "UA")


@settings(deadline=None)
@given(at=st.integers(0, 10_000), value=st.integers(0, 255))
def test_a_file_with_any_byte_changed_is_read_or_refused(tmp_path_factory, at, value):
    content = bytearray(archive(villages(40)))
    content[at % len(content)] = value
    path = tmp_path_factory.getbasetemp() / "changed.zip"
    path.write_bytes(content)
    try:
        found = read_country(path, "UA")
    except CountryFileError:
        return
    assert len(found.rows) == 40


def test_a_few_bad_rows_are_counted_and_the_rest_is_taken(read):
    found = read(archive([*villages(300), row(latitude="x"), row(feature="STM")]))
    assert (found.read, found.bad, len(found.rows)) == (302, 1, 300)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([line.replace("\t", ",") for line in villages(20)], "line 1 has 1 columns, not 19"),
        ([line + "\tmore" for line in villages(20)], "line 1 has 20 columns, not 19"),
        ([*villages(20), *[row(latitude="147.1")] * 5], "line 21 has coordinates that are none"),
        ([row(country="RU")] * 5, "not of the country UA"),
        ([row(feature="STM")] * 5, "no places in it"),
        (b"", "no places in it"),
        ("\n".join(villages(20)).encode("utf-16"), "not in UTF-8"),
    ],
)
def test_a_file_of_another_format_is_refused_with_what_is_wrong(read, lines, says):
    with pytest.raises(CountryFileError, match=says):
        read(archive(lines))


def test_a_line_of_any_length_costs_no_more_than_a_piece_of_it(read):
    long = row(others="x" * 500_000)
    found = read(archive([long, *villages(150)], method=zipfile.ZIP_STORED))
    assert (found.read, found.bad) == (151, 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is no zip archive"),
        (b"nothing of the kind", "is no zip archive"),
        (b"<!DOCTYPE html><title>Sorry</title>", "is a web page"),
        (b"\n <HTML>Sorry</HTML>", "is a web page"),
        (archive(villages(900))[:9000], "is damaged"),
        (archive(villages(9), name="RU.txt"), "has no UA.txt in it"),
        (archive(villages(9), name="../UA.txt"), "has no UA.txt in it"),
    ],
)
def test_a_file_that_is_no_whole_country_file_is_refused(read, content, says):
    with pytest.raises(CountryFileError, match=says):
        read(content)


def test_a_damaged_byte_is_noticed_by_the_checksum(read):
    content = bytearray(archive(villages(200), method=zipfile.ZIP_STORED))
    place = content.find(b"Verbivka")
    content[place] = ord("W")
    with pytest.raises(CountryFileError, match="is damaged"):
        read(bytes(content))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(read):
    with pytest.raises(CountryFileError, match=r"would unpack to 50\.0 MB"):
        read(archive(b"0" * 50_000_000))


def test_bounds_hold_for_size_places_and_members(read):
    content = archive(villages(50))
    with pytest.raises(CountryFileError, match="would unpack"):
        read(content, limits=FileLimits(unpacked_bytes=1_000))
    with pytest.raises(CountryFileError, match="more than 20 places"):
        read(content, limits=FileLimits(places=20))
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as out:
        for number in range(3_000):
            out.writestr(f"{number}.txt", b"")
    with pytest.raises(CountryFileError, match="damaged"):
        read(many.getvalue())


def test_an_archive_with_a_password_is_refused(read):
    content = bytearray(archive([row()]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.rfind(mark)
        content[place + offset] |= 1
    with pytest.raises(CountryFileError, match="damaged"):
        read(bytes(content))
