"""Who says that a strike happened: claimed, reported, acknowledged, denied."""

import pytest

from tests.extract.reading import strike

CASES = [
    ("Ukraine's General Staff said its drones hit an oil refinery in Ryazan.", "claimed"),
    ("The Russian defence ministry said its missiles struck an ammunition depot in Odesa.", "claimed"),
    ("Israel's military said it struck a weapons depot near Nabatieh in Lebanon.", "claimed"),
    ("A Russian drone hit a house in Sumy, the regional governor said.", "reported"),
    ("A Russian drone hit a house in Sumy, killing two people.", "reported"),
    ("Ukrainian drones hit an oil refinery in Ryazan, governor Pavel Malkov said.", "reported"),
    (
        "Ukraine's General Staff said its drones hit an oil refinery in Ryazan. "
        "Ryazan governor Pavel Malkov confirmed that the drones set the refinery on fire.",
        "acknowledged",
    ),
    (
        "Russia's defence ministry said its missiles struck an ammunition depot in Odesa. "
        "Ukraine's military confirmed that the depot was hit.",
        "acknowledged",
    ),
    (
        "A drone hit the market in Donetsk, the Russian-installed mayor said. "
        "Ukraine's General Staff denied that its drones had attacked the market.",
        "denied",
    ),
    (
        "Ukraine's General Staff said its drones hit an oil refinery in Saratov. "
        "The Russian defence ministry denied that the refinery had been struck.",
        "denied",
    ),
    ("Генштаб ЗСУ повідомив, що дрони уразили нафтопереробний завод у Рязані.", "claimed"),
    ("Російський дрон влучив у будинок у Сумах, повідомив голова ОВА.", "reported"),
    (
        "Генштаб ЗСУ повідомив про ураження нафтопереробного заводу в Рязані. "
        "Губернатор Рязанської області підтвердив пожежу на заводі після атаки дронів.",
        "acknowledged",
    ),
    ("Минобороны РФ сообщило, что ракеты поразили склад боеприпасов в Одессе.", "claimed"),
    ("Беспилотник попал в жилой дом в Белгороде, сообщил губернатор.", "reported"),
    (
        "Генштаб ВСУ заявил, что беспилотники поразили НПЗ в Рязани. "
        "Губернатор Рязанской области подтвердил пожар на заводе после атаки.",
        "acknowledged",
    ),
]


@pytest.mark.parametrize(("text", "status"), CASES)
def test_the_status_follows_from_who_says_so(text, status):
    assert strike(text).status == status
