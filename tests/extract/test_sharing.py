"""What a text says of a whole wave of attacks holds for the strikes that it is made of."""

from datetime import date

from mapapp import pipeline


def strikes(text):
    return pipeline.extract(pipeline.read_report(text, title="", published=date(2026, 3, 4), report_id="t")).strikes


def test_the_weapon_of_a_wave_is_that_of_the_places_told_one_by_one():
    text = (
        "India fired missiles at nine sites in Pakistan early on Wednesday.\n\nPakistan's army listed the places. "
        "At Bahawalpur, it said, thirteen people were killed; in Muridke one man died."
    )
    assert [str(one.weapon_type) for one in strikes(text)] == ["missile", "missile"]


def test_a_weapon_named_later_in_the_sentence_is_that_of_its_places():
    text = "A woman was killed in Uri, and a man died in Poonch, as Pakistani troops kept up artillery fire overnight."
    found = [one for one in strikes(text) if one.place in ("Uri", "Pūnch")]
    assert found
    assert {str(one.weapon_type) for one in found} == {"artillery"}


def test_planes_that_shot_a_drone_down_are_no_weapon_of_the_attack():
    text = "A Russian drone was brought down by F-16s over Lutsk, the air force said."
    assert [str(one.weapon_type) for one in strikes(text)] == ["drone"]


def test_a_next_paragraph_can_say_when_the_attack_was():
    text = (
        "At least 33 people were killed when a Myanmar military aircraft dropped two bombs on the hospital of Mrauk-U."
        "\n\nThe attack came on the night of 28 February. Seventy-six people were injured, said a rescuer."
    )
    (one,) = strikes(text)
    assert (one.date, one.killed, one.injured) == (date(2026, 2, 28), 33, 76)
