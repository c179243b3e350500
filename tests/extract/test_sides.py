"""Attacker and attacked."""

import pytest

from tests.extract.reading import strike

NAMED = [
    ("Russian missiles hit the port of Odesa on Friday.", "Russia", "Ukraine"),
    ("Russia's missiles hit the port of Odesa on Friday.", "Russia", "Ukraine"),
    ("Russia struck the port of Odesa with missiles on Friday.", "Russia", "Ukraine"),
    ("The port of Odesa was hit by Russian drones on Friday.", "Russia", "Ukraine"),
    ("Odesa was attacked by Russia with drones on Friday.", "Russia", "Ukraine"),
    ("Russian troops shelled the town of Nikopol on Friday.", "Russia", "Ukraine"),
    ("Ukrainian drones hit an oil refinery in Ryazan on Friday.", "Ukraine", "Russia"),
    ("An oil refinery in Ryazan was set on fire by Ukrainian drones.", "Ukraine", "Russia"),
    ("Ukraine attacked an oil refinery in Ryazan with drones.", "Ukraine", "Russia"),
    ("Israel struck the city of Isfahan with missiles on Friday.", "Israel", "Iran"),
    ("Iranian missiles struck a hospital in Haifa on Friday.", "Iran", "Israel"),
    ("Israeli warplanes bombed a Hezbollah depot near Nabatieh in Lebanon.", "Israel", "Hezbollah"),
    ("Houthi missiles hit a Greek-owned tanker in the Red Sea on Friday.", "Houthis", "Greece"),
    ("A Liberian-flagged tanker was struck by a Houthi missile in the Red Sea.", "Houthis", "Liberia"),
    ("RSF drones hit a mosque in El Fasher, killing 75 people.", "RSF", "Sudan"),
    ("Cambodian rockets hit a petrol station in Surin, Thailand, killing six people.", "Cambodia", "Thailand"),
    ("Pakistani artillery shelled the town of Poonch, killing three people.", "Pakistan", "India"),
    ("Turkish jets struck PKK positions near Erbil on Friday.", "Turkey", "PKK"),
    ("A Myanmar junta jet bombed a hospital in Mrauk-U, a town that the Arakan Army holds.", "Myanmar", "Arakan Army"),
    ("Російські дрони атакували порт Одеси.", "Russia", "Ukraine"),
    ("Ворог обстріляв Нікополь з артилерії.", "Russia", "Ukraine"),
    ("Росія вдарила ракетами по порту Одеси.", "Russia", "Ukraine"),
    ("Порт Одеси було атаковано російськими дронами.", "Russia", "Ukraine"),
    ("Українські безпілотники атакували нафтопереробний завод у Рязані.", "Ukraine", "Russia"),
    ("Сили оборони уразили нафтопереробний завод у Рязані.", "Ukraine", "Russia"),
    ("Російські війська вдарили дронами по Сумах.", "Russia", "Ukraine"),
    ("Украинские беспилотники атаковали НПЗ в Рязани.", "Ukraine", "Russia"),
    ("ВСУ обстреляли Горловку из артиллерии.", "Ukraine", "Russia"),
    ("Российские войска нанесли ракетный удар по порту Одессы.", "Russia", "Ukraine"),
    ("Порт Одессы был атакован российскими беспилотниками.", "Russia", "Ukraine"),
    ("Израильская авиация нанесла удар по городу Хомс.", "Israel", "Syria"),
]
NAMED.append(("Israel's military said it struck a weapons depot near Nabatieh in Lebanon.", "Israel", "Lebanon"))
FROM_THE_GROUND = [
    ("Drones hit an oil refinery in Ryazan on Friday.", "Ukraine", "Russia"),
    ("Missiles hit a block of flats in Kharkiv on Friday.", "Russia", "Ukraine"),
    ("Drones hit an ammunition depot in Crimea on Friday.", "Ukraine", "Russia"),
    ("Drones hit an oil depot in occupied Luhansk on Friday.", "Ukraine", "Russia"),
    ("Drones hit an oil depot in Sevastopol on Friday.", "Ukraine", "Russia"),
    ("Drones hit an oil depot in Russian-occupied Melitopol on Friday.", "Ukraine", "Russia"),
    ("Безпілотники атакували нафтобазу в окупованому Луганську.", "Ukraine", "Russia"),
    ("Безпілотники атакували нафтобазу у Феодосії.", "Ukraine", "Russia"),
    ("Беспилотники атаковали нефтебазу в Феодосии.", "Ukraine", "Russia"),
    ("Ракеты попали в жилой дом в Харькове.", "Russia", "Ukraine"),
]
UNKNOWN = [
    ("A car bomb exploded at a market in Mogadishu, killing seven people.", "unknown", "Somalia"),
    ("Gunmen attacked a village market near Jos in Nigeria, killing 12 people.", "unknown", "Nigeria"),
    ("A drone of unknown origin struck a gas field near Erbil in Iraq, the authorities said.", "unknown", "Iraq"),
    ("A drone hit a fuel depot near Bamako on Friday, killing two people.", "unknown", "Mali"),
]


@pytest.mark.parametrize(("text", "attacker", "attacked"), NAMED)
def test_the_sides_are_those_that_the_sentence_names(text, attacker, attacked):
    told = strike(text)
    assert (told.attacker, told.attacked) == (attacker, attacked)


@pytest.mark.parametrize(("text", "attacker", "attacked"), FROM_THE_GROUND)
def test_where_no_side_is_named_they_follow_from_who_holds_the_ground(text, attacker, attacked):
    told = strike(text)
    assert (told.attacker, told.attacked) == (attacker, attacked)


@pytest.mark.parametrize(("text", "attacker", "attacked"), UNKNOWN)
def test_an_attacker_that_nothing_tells_of_is_unknown(text, attacker, attacked):
    told = strike(text)
    assert (told.attacker, told.attacked) == (attacker, attacked)


def test_a_source_that_accuses_is_not_taken_for_the_attacker():
    told = strike("Ukraine accused Russia of a missile strike on the port of Odesa on Friday.")
    assert (told.attacker, told.attacked) == ("Russia", "Ukraine")
