"""A small index in place of the embedded one, so that a merge takes no time, and a server of country files."""

import pytest

from mapapp.gazetteer.rows import Row
from mapapp.gazetteer.writer import write
from mapapp.model import PlaceKind
from tests.gazetteer.geonames import geonames_server


def embedded_rows():
    """A few places of each source, as the build collects them."""
    return [
        Row("mapapp", "donetsk-oblast", "Donetsk Oblast", PlaceKind.REGION, "UA", 48.05, 37.8, 140.0, feature="HAND",
            others=["Донецька область", "Донецкая область"]),
        Row("mapapp", "saky-air-base", "Saky Air Base", PlaceKind.AIR_BASE, "UA", 45.09, 33.6, 4.0, feature="HAND",
            others=["Авіабаза Саки", "Авиабаза Саки"]),
        Row("geonames-admin1", "UA.26", "Zaporizhzhia", PlaceKind.REGION, "UA", 47.3, 35.5, 90.0, feature="ADM1"),
        Row("geonames", "690791", "Ukraine", PlaceKind.COUNTRY, "UA", 49.0, 32.0, 430.0, 44_000_000, feature="PCLI"),
        Row("geonames", "2017370", "Russia", PlaceKind.COUNTRY, "RU", 60.0, 100.0, 2300.0, 144_000_000, feature="PCLI"),
        Row("geonames", "709717", "Donetsk", PlaceKind.SETTLEMENT, "UA", 48.023, 37.80224, 13.0, 901_645, "Donetsk",
            "PPLA", ["Донецьк", "Донецк"]),
        Row("geonames", "704147", "Kramatorsk", PlaceKind.SETTLEMENT, "UA", 48.72305, 37.55629, 7.0, 147_000, "Donetsk",
            "PPLA2", ["Краматорськ"]),
        Row("geonames", "687700", "Zaporizhzhia", PlaceKind.SETTLEMENT, "UA", 47.82289, 35.19031, 12.0, 710_000,
            "Zaporizhzhia", "PPLA", ["Запоріжжя", "Запорожье"]),
    ]  # fmt: skip


@pytest.fixture
def data(tmp_path):
    """A data folder with the small index."""
    write(embedded_rows(), tmp_path / "data" / "gazetteer")
    return tmp_path / "data"


@pytest.fixture
def server():
    with geonames_server() as server:
        yield server
