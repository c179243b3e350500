"""Weapon, target and outcome of a strike."""

import pytest

from tests.extract.reading import strike

WEAPONS = [
    ("Russian missiles hit a school in Kharkiv.", "missile"),
    ("An Iskander ballistic missile hit a school in Kharkiv.", "missile"),
    ("A Shahed drone hit a school in Kharkiv.", "drone"),
    ("Russian FPV drones hit a bus in Kherson.", "drone"),
    ("Ukrainian naval drones hit a tanker in the Black Sea.", "naval drone"),
    ("Russian aircraft dropped glide bombs on a school in Kharkiv.", "aerial bomb"),
    ("Russian artillery shelled a school in Nikopol.", "artillery"),
    ("A rocket hit a school in Nikopol.", "artillery"),
    ("Israeli warplanes bombed a school in Gaza.", "aerial bomb"),
    ("A planted bomb blew up a railway bridge near Bryansk in Russia, killing two people.", "explosive"),
    ("Russian missiles and drones hit a school in Kharkiv.", "several"),
    ("Russia attacked a school in Kharkiv, killing two people.", "unknown"),
    ("Російська ракета влучила у школу в Харкові.", "missile"),
    ("Шахеди влучили у школу в Харкові.", "drone"),
    ("Морські дрони атакували танкер у Чорному морі.", "naval drone"),
    ("Росіяни скинули на Харків керовані авіабомби.", "aerial bomb"),
    ("Ворог обстріляв Нікополь з артилерії.", "artillery"),
    ("Росіяни вдарили по Харкову ракетами і дронами.", "several"),
    ("Ракета попала в школу в Харькове.", "missile"),
    ("Беспилотник попал в школу в Белгороде.", "drone"),
    ("Морские дроны атаковали танкер в Чёрном море.", "naval drone"),
    ("Авиация сбросила авиабомбы на склад в Купянске.", "aerial bomb"),
    ("Артиллерия обстреляла школу в Горловке.", "artillery"),
    ("ВСУ атаковали Белгород ракетами и беспилотниками.", "several"),
]
TARGETS = [
    ("Russian missiles hit the port of Odesa.", "port"),
    ("A Houthi missile hit a tanker in the Red Sea.", "ship"),
    ("Russian drones hit a substation in Odesa.", "energy"),
    ("Ukrainian drones hit an oil refinery in Ryazan.", "oil and gas"),
    ("Russian missiles hit a training ground near Kryvyi Rih.", "military"),
    ("Ukrainian drones hit an S-400 radar near Feodosia.", "air defence"),
    ("Ukrainian drones hit the airfield at Saky in Crimea.", "airfield"),
    ("Russian missiles hit a factory in Kharkiv.", "industry"),
    ("Russian drones hit a passenger train in Shostka.", "transport"),
    ("Russian drones hit a block of flats in Kharkiv.", "residential"),
    ("Russian missiles hit a maternity hospital in Kharkiv.", "health"),
    ("Russian drones hit a kindergarten in Kharkiv.", "education"),
    ("Ukrainian drones hit an administration building in Luhansk.", "government"),
    ("RSF drones hit a mosque in El Fasher.", "other"),
    ("Russian missiles struck Kharkiv, killing two people.", "unknown"),
    ("Дрони влучили в підстанцію в Одесі.", "energy"),
    ("Дрони влучили у лікарню в Харкові.", "health"),
    ("Дрони влучили у дитячий садок у Харкові.", "education"),
    ("Дрони влучили в багатоповерхівку в Харкові.", "residential"),
    ("Дрони атакували потяг на вокзалі в Шостці.", "transport"),
    ("Беспилотники атаковали НПЗ в Рязани.", "oil and gas"),
    ("Беспилотники атаковали аэродром в Энгельсе.", "airfield"),
    ("Беспилотники атаковали завод в Таганроге.", "industry"),
    ("Беспилотник попал в жилой дом в Белгороде.", "residential"),
    ("Беспилотник атаковал танкер в Чёрном море.", "ship"),
]
OUTCOMES = [
    ("Air defences shot down 12 Russian drones over Odesa overnight.", "intercepted"),
    ("All 12 drones were intercepted over Odesa and there was no damage.", "intercepted"),
    ("Air defences shot down a drone over Odesa, and its debris set a house on fire.", "hit"),
    ("Debris of a downed drone damaged a house in Odesa.", "hit"),
    ("Twelve drones attacked Odesa; ten were shot down and two hit a warehouse.", "hit"),
    ("Russian missiles hit a school in Kharkiv.", "hit"),
    ("Сили ППО збили 12 дронів над Одесою.", "intercepted"),
    ("Уламки збитого дрона пошкодили будинок в Одесі.", "hit"),
    ("Дрони атакували порт Одеси, сталася пожежа.", "hit"),
    ("ПВО сбила 12 беспилотников над Рязанью.", "intercepted"),
    ("Обломки сбитого беспилотника повредили дом в Рязани.", "hit"),
    ("Беспилотники атаковали порт Одессы, возник пожар.", "hit"),
]
WORDS = [
    ("Russian missiles hit a maternity hospital in Kharkiv.", "missiles", "maternity hospital"),
    ("A Shahed drone struck the Odesa oil depot.", "Shahed drone", "Odesa oil depot"),
]


@pytest.mark.parametrize(("text", "weapon"), WEAPONS)
def test_the_weapon_type(text, weapon):
    assert strike(text).weapon_type == weapon


@pytest.mark.parametrize(("text", "target"), TARGETS)
def test_the_target_type(text, target):
    assert strike(text).target_type == target


@pytest.mark.parametrize(("text", "outcome"), OUTCOMES)
def test_the_outcome(text, outcome):
    assert strike(text).outcome == outcome


@pytest.mark.parametrize(("text", "weapon", "target"), WORDS)
def test_weapon_and_target_are_kept_in_the_words_of_the_text(text, weapon, target):
    told = strike(text)
    assert told.weapon in text
    assert told.target in text
    assert told.weapon in weapon
    assert told.target.endswith(target)


def test_the_operator_of_a_target_is_kept():
    assert strike("Ukrainian drones hit a refinery in Volgograd run by Lukoil.").operator == "Lukoil"
