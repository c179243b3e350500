"""Killed and injured, as a sentence or a short text gives them."""

import pytest

from tests.extract.reading import strike, strikes, toll

ENGLISH = [
    ("A Russian missile hit a block of flats in Kharkiv, killing 8 people and wounding 27.", 8, 27),
    ("A drone struck a bus in Kherson, killing two people and injuring five.", 2, 5),
    ("Eight people were killed and 27 were wounded in the missile strike.", 8, 27),
    ("Russian shelling killed at least three people and wounded more than a dozen in Kherson.", 3, 12),
    ("At least 19 people died and as many as 66 were injured when a missile hit Ternopil.", 19, 66),
    ("Five people, including two children, were killed when a missile hit a market.", 5, None),
    ("The strike killed 31 people, six of them children, and injured 94.", 31, 94),
    ("The death toll of the missile strike on Ternopil rose to 31.", 31, None),
    ("The death toll rose from 25 to 31 after rescuers found more bodies in Ternopil.", 31, None),
    ("Two more people died in hospital, bringing the number of dead in Ternopil to 34.", 34, None),
    ("Twenty-five people were killed in the bombing.", 25, None),
    ("Twenty five people were killed in the bombing.", 25, None),
    ("A hundred people were wounded in the bombing.", None, 100),
    ("Two dozen people were wounded in the bombing.", None, 24),
    ("The airstrike killed 1,200 people.", 1200, None),
    ("Nobody was hurt when a drone hit a house in Sumy.", 0, 0),
    ("A drone hit a house in Sumy and there were no casualties.", 0, 0),
    ("One person was killed and another was wounded when a drone hit a car.", 1, 1),
    ("A 71-year-old man was killed when a shell hit his house.", 1, None),
    ("A drone wounded a woman aged 64 in Kherson.", None, 1),
    ("The driver was killed when a drone hit a lorry near Sumy.", 1, None),
    ("Three missiles hit the port of Odesa.", None, None),
    ("Drones damaged 12 houses in Sumy and wounded two people.", None, 2),
    ("A drone killed a man and wounded two people 40 km from the front.", 1, 2),
    ("The attack on 19 December 2025 killed four people.", 4, None),
    ("Four people were killed by a drone at 6 p.m. in Kherson.", 4, None),
    ("Drones struck a power station in Odesa and left 40,000 people without light.", None, None),
    ("Six people were killed, not nine, in the drone strike.", 6, None),
    ("Seventy-six people were injured, twenty-seven of them critically.", None, 76),
]
UKRAINIAN = [
    ("Російська ракета влучила в будинок у Харкові, загинули 8 людей, 27 поранено.", 8, 27),
    ("Унаслідок удару дрона по Херсону двоє людей загинули, п'ятеро поранені.", 2, 5),
    ("Щонайменше троє людей загинули внаслідок обстрілу Херсона.", 3, None),
    ("Загинуло троє людей, серед них одна дитина, ще дванадцять поранено.", 3, 12),
    ("Кількість загиблих унаслідок ракетного удару по Тернополю зросла до 31.", 31, None),
    ("Кількість постраждалих унаслідок атаки зросла до 94 людей.", None, 94),
    ("Безпілотник атакував Суми, постраждалих немає.", 0, 0),
    ("Внаслідок атаки ніхто не постраждав.", 0, 0),
    ("Унаслідок обстрілу Нікополя загинув 71-річний чоловік.", 1, None),
    ("Дрон поранив жінку в Херсоні.", None, 1),
    ("Поранено двох людей, пошкоджено 12 будинків.", None, 2),
    ("Ворог випустив по Одесі 12 ракет.", None, None),
    ("Двадцять п'ять людей загинули внаслідок удару.", 25, None),
    ("Загинули сто тридцять людей, триста двоє поранені.", 130, 302),
]
RUSSIAN = [
    ("Ракета попала в жилой дом в Харькове, погибли 8 человек, 27 ранены.", 8, 27),
    ("В результате удара дрона по Белгороду погибли два человека, пятеро получили ранения.", 2, 5),
    ("По меньшей мере трое человек погибли при обстреле Горловки.", 3, None),
    ("Погибли пять человек, в том числе двое детей, 14 ранены.", 5, 14),
    ("Число погибших при ударе по Тернополю выросло до 31.", 31, None),
    ("Число пострадавших при атаке выросло до 94 человек.", None, 94),
    ("Беспилотник атаковал завод в Рязани, пострадавших нет.", 0, 0),
    ("В результате атаки никто не пострадал.", 0, 0),
    ("При обстреле Горловки погиб 71-летний мужчина.", 1, None),
    ("Дрон ранил женщину в Белгороде.", None, 1),
    ("Ранены двое мирных жителей, повреждены 12 домов.", None, 2),
    ("Над областью сбито 12 беспилотников.", None, None),
    ("Двадцать пять человек погибли в результате удара.", 25, None),
    ("Сто двадцать пять человек погибли, двести ранены.", 125, 200),
]


@pytest.mark.parametrize(("sentence", "killed", "injured"), [*ENGLISH, *UKRAINIAN, *RUSSIAN])
def test_a_sentence_gives_its_own_figures(sentence, killed, injured):
    found = toll(sentence)
    assert (found.killed, found.injured) == (killed, injured)


def test_a_later_higher_count_stands_at_the_end():
    told = strike(
        "A Russian missile hit a block of flats in Ternopil on Friday. At first, 19 people were reported killed. "
        "By Saturday the death toll rose to 31, and 94 people were wounded."
    )
    assert (told.killed, told.injured) == (31, 94)


def test_nobody_hurt_in_the_next_sentence_is_said_of_the_strike():
    told = strike("Russian drones hit a warehouse in Odesa overnight and set it on fire. Nobody was hurt.")
    assert (told.killed, told.injured) == (0, 0)


SEVERAL = [
    (
        "Russian attacks killed three people in Kharkiv, two in Sumy and one in Kherson.",
        {"Kharkiv": 3, "Sumy": 2, "Kherson": 1},
    ),
    (
        "Russian strikes on Kharkiv, Sumy and Kherson killed six people.",
        {"Kharkiv": None, "Sumy": None, "Kherson": None},
    ),
    (
        "Two people were killed by shelling in Kherson. In Nikopol a drone killed four people.",
        {"Kherson": 2, "Nikopol": 4},
    ),
    (
        "Двоє людей загинули внаслідок обстрілу Херсона. У Нікополі дрон убив чотирьох людей.",
        {"Kherson": 2, "Nikopol": 4},
    ),
    (
        "При обстреле Горловки погибли два человека. В Белгороде от удара дрона погибли четыре человека.",
        {"Horlivka": 2, "Belgorod": 4},
    ),
]


@pytest.mark.parametrize(("text", "killed"), SEVERAL)
def test_each_of_several_places_has_its_own_figure_and_none_where_it_is_for_all_together(text, killed):
    assert {one.place: one.killed for one in strikes(text)} == killed


def test_who_was_hurt_is_not_counted_among_the_killed_of_the_words_before():
    text = "Ворог обстріляв Великий Бурлук: загинув чоловік 70 років, поранена 66-річна жінка."
    (strike,) = strikes(text)
    assert (strike.killed, strike.injured) == (1, 1)
