"""Sentences that have the words of an attack and tell of none."""

import pytest

from tests.extract.reading import strikes

NEGATED = [
    "The missile did not hit the port of Odesa.",
    "No attack on Odesa took place overnight, the governor said.",
    "The reported drone strike on the port of Odesa never took place.",
    "Russian drones have never struck the port of Reni.",
    "There were no strikes on Kharkiv on Friday.",
    "Атаки на порт Одеси не було.",
    "Ракета не влучила в порт Одеси.",
    "Атаки на порт Одессы не было.",
    "Ракета не попала в порт Одессы.",
]
NOT_HAPPENED = [
    "Russia threatened to strike the port of Odesa with missiles.",
    "Russia could attack Kharkiv with missiles in the coming days, officials warned.",
    "If Russia strikes Odesa again, the port will close.",
    "The president ordered the army to strike Tehran.",
    "Israel is planning to attack nuclear sites near Isfahan.",
    "Washington warned Iran against an attack on Haifa.",
    "Росія може вдарити ракетами по Одесі, попередили військові.",
    "Росія погрожує вдарити ракетами по порту Одеси.",
    "Якщо Росія вдарить по Одесі, порт закриють.",
    "Россия может ударить ракетами по порту Одессы, предупредили военные.",
    "Россия угрожает ударить по порту Одессы.",
    "Если Россия ударит по порту Одессы, порт закроют.",
]
OTHER_MEANINGS = [
    "Dock workers in the port of Genoa went on strike on Friday over pay.",
    "A general strike closed the port of Marseille on Friday.",
    "Railway unions in Berlin called a strike that hit passengers on Friday.",
    "Lightning struck a church in Patna, killing three people.",
    "An earthquake hit the city of Izmir, killing 12 people.",
    "A heart attack killed a policeman in Paris on Friday.",
    "The two sides struck a deal in Geneva on Friday.",
    "NATO soldiers fired missiles at targets during a drill on the island of Gotland.",
    "Sanctions hit the oil port of Primorsk on Friday.",
    "A cyberattack hit the airport in Brussels on Friday.",
    "Arsenal beat Shakhtar in Donetsk with a late strike on Friday.",
    "A gas explosion in Lyon killed two people on Friday.",
    "Робітники порту Гданськ оголосили страйк.",
    "Блискавка влучила в будинок у Полтаві.",
    "Під час навчань кораблі випустили ракети в Балтійському морі.",
    "Портовики Генуи объявили забастовку.",
    "Молния попала в дом в Воронеже.",
    "В ходе учений корабли выпустили ракеты в Японском море.",
]


@pytest.mark.parametrize("text", NEGATED)
def test_an_attack_that_is_negated_is_none(text):
    assert strikes(text) == ()


@pytest.mark.parametrize("text", NOT_HAPPENED)
def test_a_threat_plan_or_condition_is_no_strike(text):
    assert strikes(text) == ()


@pytest.mark.parametrize("text", OTHER_MEANINGS)
def test_a_labour_strike_lightning_drill_or_deal_is_no_strike(text):
    assert strikes(text) == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Russia, which had threatened the city for weeks, struck Odesa with missiles on Friday.", "Odesa"),
        ("Russian missiles hit the port of Odesa on Friday. Russia threatened to strike Kyiv next.", "Odesa"),
        ("No one was hurt when a drone hit a house in Sumy.", "Sumy"),
        ("Drones struck an oil refinery in Saratov, two days after sanctions were announced.", "Saratov"),
    ],
)
def test_an_attack_that_happened_is_found_beside_such_words(text, place):
    assert [one.place for one in strikes(text)] == [place]
