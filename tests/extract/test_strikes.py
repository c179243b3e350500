"""How sentences come together to strikes."""

import pytest

from mapapp.model import GeoPrecision
from tests.extract.reading import SATURDAY, extraction, strike, strikes

WHERE = [
    ("Russian drones hit a school in Kharkiv on Friday.", ["Kharkiv"]),
    ("Russian drones hit Kharkiv, Sumy and Kherson on Friday.", ["Kharkiv", "Sumy", "Kherson"]),
    ("Russian drones launched from Kursk hit a school in Kharkiv.", ["Kharkiv"]),
    ("Drones hit a school in Kharkiv, the mayor told reporters in Kyiv.", ["Kharkiv"]),
    ("The wounded were taken to a hospital in Dnipro after drones hit a market in Nikopol.", ["Nikopol"]),
    ("Ukrainian drones hit a school in Belgorod. Talks went on in Istanbul on Friday.", ["Belgorod"]),
    ("Росіяни вдарили дронами по Харкову, Сумах і Херсону.", ["Kharkiv", "Sumy", "Kherson"]),
    ("Дрони, випущені з Курська, влучили у школу в Харкові.", ["Kharkiv"]),
    ("ВСУ атаковали беспилотниками Белгород и Курск.", ["Belgorod", "Kursk"]),
]


@pytest.mark.parametrize(("text", "places"), WHERE)
def test_strikes_are_at_the_places_that_were_attacked_in_the_order_of_the_text(text, places):
    assert [one.place for one in strikes(text)] == places


def test_sentences_about_one_attack_make_one_strike():
    told = strike(
        "Russian missiles hit the port of Odesa late on Friday. Eight people were killed. "
        "Another 27 were wounded, the governor said. The port was still burning on Saturday."
    )
    assert (told.place, told.killed, told.injured, told.target_type) == ("Odesa", 8, 27, "port")


def test_a_list_under_headings_gives_a_strike_for_each_line():
    found = strikes(
        "Russian attacks over the past day:\n\n"
        "Kharkiv: a drone hit a house, two people were wounded.\n\n"
        "Sumy: a missile hit a school, one person was killed.\n\n"
        "Kherson: artillery hit a hospital, nobody was hurt.\n"
    )
    assert [(one.place, one.weapon_type, one.killed, one.injured) for one in found] == [
        ("Kharkiv", "drone", None, 2),
        ("Sumy", "missile", 1, None),
        ("Kherson", "artillery", 0, 0),
    ]


def test_both_sides_are_read_by_the_same_rules():
    found = strikes(
        "Russian drones hit a school in Kharkiv, killing two people.\n\n"
        "Ukrainian drones hit a school in Belgorod, killing two people."
    )
    assert [(one.attacker, one.attacked, one.killed, one.target_type) for one in found] == [
        ("Russia", "Ukraine", 2, "education"),
        ("Ukraine", "Russia", 2, "education"),
    ]


PRECISIONS = [
    ("Russian drones hit a school in Kharkiv.", GeoPrecision.SETTLEMENT),
    ("Russian drones hit a school in the Kharkiv region.", GeoPrecision.REGION),
    ("A Houthi missile hit a tanker in the Red Sea.", GeoPrecision.WATER),
    ("Ukrainian drones hit the Crimean Bridge.", GeoPrecision.SITE),
]


@pytest.mark.parametrize(("text", "precision"), PRECISIONS)
def test_a_place_is_no_more_precise_than_the_text(text, precision):
    told = strike(text)
    assert told.geo_precision == precision
    assert told.uncertainty_km is not None
    assert told.uncertainty_km > 0


def test_a_strike_carries_its_report_and_the_words_that_prove_it():
    text = "Snow fell in Kyiv. Russian missiles hit the port of Odesa on Friday. Talks went on in Miami."
    taken = extraction(text)
    (told,) = taken.strikes
    assert told.quote == "Russian missiles hit the port of Odesa on Friday."
    assert told.quote_start == text.index("Russian")
    assert told.report == taken.report.id
    assert told.sources[0].published == SATURDAY
    assert 0 < told.confidence <= 1


def test_spans_mark_places_strike_words_and_proofs():
    text = "Russian missiles hit the port of Odesa on Friday."
    marked = {(text[span.start : span.end], span.role) for span in extraction(text).spans}
    assert ("Odesa", "place") in marked
    assert ("hit", "strike word") in marked
    assert ("missiles", "strike word") in marked
    assert (text, "quote") in marked


def test_a_report_about_a_drill_gives_none_even_where_its_title_alone_says_so():
    text = "Navy ships fired missiles at targets near the island of Gotland on Friday and hit all of them."
    assert strikes(text, title="Baltic drill ends") == ()


def test_a_text_without_strikes_gives_none():
    taken = extraction("The ministers of Poland and Romania met in Warsaw on Friday and talked about trade.")
    assert taken.strikes == ()
    assert {place.place for place in taken.places} >= {"Warsaw"}
