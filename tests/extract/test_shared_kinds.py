"""Lists whose last name alone has the word for its kind: each is that kind of place, not the town of the name."""

import pytest

from tests.extract.reading import strikes

LISTS = [
    (
        "Russian drones hit substations in Kharkiv, Sumy and Poltava regions.",
        ["Kharkiv Oblast", "Sumy Oblast", "Poltava Oblast"],
    ),
    ("Shelling in Kherson and Zaporizhzhia oblasts damaged houses.", ["Kherson Oblast", "Zaporizhzhia Oblast"]),
    (
        "Missiles hit depots in Zaporizhzhia, Dnipropetrovsk, and Donetsk provinces.",
        ["Zaporizhzhia Oblast", "Dnipropetrovsk Oblast", "Donetsk Oblast"],
    ),
    ("Drones hit substations in Kyiv, Kharkiv and the Sumy region.", ["Kyiv", "Kharkiv", "Sumy Oblast"]),
    ("Drones hit the city of Kharkiv and Sumy region, damaging houses.", ["Kharkiv", "Sumy Oblast"]),
    (
        "У Чернігівській і Сумській областях дрони влучили в підстанції.",
        ["Chernihiv Oblast", "Sumy Oblast"],
    ),
    (
        "Удари по Київській, Одеській та Запорізькій областях пошкодили енергетичні об'єкти.",
        ["Kyiv Oblast", "Odesa Oblast", "Zaporizhzhia Oblast"],
    ),
    (
        "Росіяни обстріляли Нікопольський та Синельниківський райони, пошкоджено будинки.",
        ["Nikopol Raion", "Synelnykove Raion"],
    ),
    ("Дрони влучили в підстанції в Харкові та Сумській області.", ["Kharkiv", "Sumy Oblast"]),
    ("Над Рязанской и Тульской областями сбиты 12 беспилотников.", ["Ryazan Oblast", "Tula Oblast"]),
    (
        "Беспилотники атаковали Брянскую, Курскую и Белгородскую области, повреждены подстанции.",
        ["Bryansk Oblast", "Kursk Oblast", "Belgorod Oblast"],
    ),
    (
        "Удар по Днепропетровской и Харьковской области повредил дома.",
        ["Dnipropetrovsk Oblast", "Kharkiv Oblast"],
    ),
]


@pytest.mark.parametrize(("text", "places"), LISTS)
def test_each_name_of_a_list_is_of_the_kind_that_the_last_one_says(text, places):
    assert [one.place for one in strikes(text)] == places
