"""Which words name places, and which place they name."""

import pytest

from mapapp import pipeline
from mapapp.gazetteer.rows import distance_km
from tests.extract.reading import extraction, named

NAMESAKES = [
    ("Russian troops shelled Pokrovsk in the Donetsk region.", "Pokrovsk", 48.28, 37.18),
    ("Shops are open in Pokrovsk, a town in Yakutia in the far east of Russia.", "Pokrovsk", 61.48, 129.15),
    ("Talks between the United States and Ukraine went on in Washington on Friday.", "Washington", 38.9, -77.04),
    ("Shares fell in Birmingham, Alabama, on Friday.", "Birmingham", 33.52, -86.8),
    ("A fair was held in Birmingham, England, on Friday.", "Birmingham", 52.48, -1.9),
    ("Protesters met in Tripoli, Lebanon, on Friday.", "Tripoli", 34.43, 35.85),
    ("Protesters met in Tripoli, the capital of Libya, on Friday.", "Tripoli", 32.89, 13.19),
    ("A drone was seen over Odessa, Texas, on Friday.", "Odessa", 31.85, -102.37),
    ("A fair was held in Paris, Texas, on Friday.", "Paris", 33.66, -95.55),
    ("The bombers returned to Engels in the Saratov region of Russia.", "Engels", 51.48, 46.13),
    ("Ministers met in Alexandria in Egypt on Friday.", "Alexandria", 31.2, 29.92),
    ("The army holds the town of Hama in Syria.", "Hama", 35.13, 36.76),
]
FORMS = [
    ("Вибухи чули у Харкові.", "Харкові", 49.99, 36.23),
    ("Вибухи чули в Одесі.", "Одесі", 46.48, 30.73),
    ("Бої точаться під Покровськом на Донеччині.", "Покровськом", 48.28, 37.18),
    ("Вибухи чули у Сумах.", "Сумах", 50.91, 34.8),
    ("Вибухи чули у Кривому Розі.", "Кривому Розі", 47.91, 33.39),
    ("Пожежа сталася у Харківській області.", "Харківській області", 49.6, 36.4),
    ("Взрывы слышали в Белгороде.", "Белгороде", 50.6, 36.59),
    ("Взрывы слышали в Горловке.", "Горловке", 48.3, 38.05),
    ("Взрывы слышали в Ростове-на-Дону.", "Ростове-на-Дону", 47.24, 39.71),
    ("Взрывы слышали в Нижнем Новгороде.", "Нижнем Новгороде", 56.33, 44.0),
    ("Судно стояло в Чёрном море.", "Чёрном море", 43.4, 34.5),
    ("Fires were seen in Rostov-on-Don.", "Rostov-on-Don", 47.24, 39.71),
    ("The ship lay in the Caspian Sea.", "Caspian Sea", 41.8, 50.6),
]
NOT_PLACES = [
    ("Defence minister Israel Katz spoke to reporters.", {"Israel", "Katz"}),
    ("The tanker Virat was seen off the coast.", {"Virat"}),
    ("The tanker Sydney was seen off the coast.", {"Sydney"}),
    ("The newspaper Moscow Times wrote about the talks.", {"Moscow", "Moscow Times"}),
    ("The Washington Post wrote about the talks.", {"Washington"}),
    ("The Kyiv Independent wrote about the talks.", {"Kyiv"}),
    ("Sergeant Jackson spoke to reporters.", {"Jackson"}),
    ("Volodymyr Zelensky spoke to Donald Trump on Friday.", {"Zelensky", "Trump", "Donald"}),
    ("The drones were sent by Hamas and by Boko Haram.", {"Hamas", "Boko", "Haram"}),
    ("They met on Sunday in March.", {"Sunday", "March"}),
    ("Reading the report took a day.", {"Reading"}),
]
METONYMS = [
    ("Moscow denied the report.", "Moscow"),
    ("Kyiv said it had no such plans.", "Kyiv"),
    ("Washington proposed a truce and an end to the war.", "Washington"),
    ("The Kremlin rejected the plan.", "The Kremlin"),
    ("Москва заперечила це повідомлення.", "Москва"),
    ("Киев заявил, что таких планов нет.", "Киев"),
]
PLACES = [
    ("The talks in Washington ended on Friday.", "Washington"),
    ("Snow fell in Moscow on Friday.", "Moscow"),
    ("Переговори в Києві завершилися.", "Києві"),
]


@pytest.mark.parametrize(("text", "name", "latitude", "longitude"), [*NAMESAKES, *FORMS])
def test_a_name_is_the_place_that_its_surroundings_speak_of(text, name, latitude, longitude):
    place = named(text)[name].place
    apart = distance_km((place.latitude, place.longitude), (latitude, longitude))
    assert apart <= max(30, place.radius_km), (place, apart)


@pytest.mark.parametrize(("text", "words"), NOT_PLACES)
def test_people_ships_papers_groups_and_plain_words_are_no_places(text, words):
    assert not words & set(named(text))


@pytest.mark.parametrize(("text", "name"), METONYMS)
def test_a_capital_that_speaks_is_marked_as_its_government(text, name):
    marked = {place.name: place.metonym for place in extraction(text).places}
    assert marked[name] is True


@pytest.mark.parametrize(("text", "name"), PLACES)
def test_a_capital_where_something_happens_is_a_place(text, name):
    marked = {place.name: place.metonym for place in extraction(text).places}
    assert marked[name] is False


def test_the_places_of_a_strike_are_not_listed_a_second_time():
    taken = extraction("Russian missiles hit the port of Odesa on Friday. Talks went on in Miami.")
    assert {place.place for place in taken.places} == {"Miami"}
    assert not {place.place_id for place in taken.places} & {one.place_id for one in taken.strikes}


def test_a_place_comes_with_the_sentence_that_names_it():
    text = "Russian missiles hit the port of Odesa on Friday. Talks went on in Miami."
    (place,) = extraction(text).places
    assert place.quote == "Talks went on in Miami."
    assert text[place.quote_start :] == place.quote


def test_a_strike_on_odesa_stays_in_ukraine_where_talks_are_in_miami():
    (told,) = extraction("A drone hit a house in Odesa. The talks went on in Miami.").strikes
    assert told.country == "UA"


def test_runners_up_say_why_they_lost():
    resolution = named("Russian troops shelled Pokrovsk in the Donetsk region.")["Pokrovsk"]
    assert resolution.runners_up
    assert all(one.reason and one.place.id != resolution.place.id for one in resolution.runners_up)
    assert all(0 <= one.score <= resolution.confidence <= 1 for one in resolution.runners_up)


def test_a_publisher_tells_where_its_reports_are_at_home():
    text = "Explosions were heard in Odessa on Friday, and the mayor said that houses had been damaged by the storm."

    def belief(publisher):
        (place,) = pipeline.extract(pipeline.read_report(text, publisher=publisher)).places
        return place.confidence if place.country == "UA" else 1 - place.confidence

    assert belief("The Texas Tribune") < belief(None) < belief("The Kyiv Independent")
