"""Namesakes that have misplaced pins before: each sense of a name is reached by a text that means it."""

import pytest

from mapapp import pipeline
from mapapp.gazetteer.rows import distance_km
from mapapp.model import PlaceKind, Resolution

REGION, SETTLEMENT, RIVER = PlaceKind.REGION, PlaceKind.SETTLEMENT, PlaceKind.RIVER

# Text, the name in it, latitude, longitude, kilometres off at most.
PLACES = [
    # Pokrovsk: Ukraine, Yakutia, an old name of Engels
    ("Russian infantry entered the southern outskirts of Pokrovsk, Ukraine's General Staff said.", "Pokrovsk",
     48.28, 37.18, 20),
    ("За добу на Покровському напрямку відбулося 40 боїв. Найважче біля Покровська.", "Покровська", 48.28, 37.18, 20),
    ("Военные сообщили о боях в Покровске и Мирнограде.", "Покровске", 48.28, 37.18, 20),
    ("A ferry across the Lena stopped at Pokrovsk, a town in Yakutia, because of ice.", "Pokrovsk",
     61.48, 129.14, 20),
    ("В Покровске, в Якутии, закрыли паромную переправу через Лену.", "Покровске", 61.48, 129.14, 20),
    # Engels
    ("Drones hit a fuel depot in Engels, in Russia's Saratov region.", "Engels", 51.48, 46.13, 25),
    ("Strategic bombers took off from Engels air base before the missile attack on Ukraine.", "Engels",
     51.48, 46.2, 15),
    ("Безпілотники атакували Енгельс у Саратовській області.", "Енгельс", 51.48, 46.13, 25),
    ("В Энгельсе Саратовской области горит нефтебаза.", "Энгельсе", 51.48, 46.13, 25),
    # Washington
    ("Zelensky flew to Washington for talks at the White House.", "Washington", 38.9, -77.04, 25),
    ("У Вашингтоні відбулася зустріч міністрів оборони США та України.", "Вашингтоні", 38.9, -77.04, 25),
    ("Wildfires burned homes in eastern Washington state, near Spokane and Yakima.", "Washington", 47.4, -120.5, 300),
    ("Salmon runs have fallen in Oregon and in the state of Washington.", "Washington", 47.4, -120.5, 300),
    # Odesa
    ("A missile hit a hotel in Odesa overnight, wounding seven people.", "Odesa", 46.48, 30.73, 25),
    ("Вночі дрони атакували Одесу, горить порт.", "Одесу", 46.48, 30.73, 25),
    ("Взрывы прогремели в Одессе ночью.", "Одессе", 46.48, 30.73, 25),
    ("A power plant in the Odesa region was hit by drones, the governor said.", "Odesa", 46.75, 29.8, 190),
    ("Oil workers in Odessa, Texas, were laid off as prices fell in the Permian Basin.", "Odessa", 31.85, -102.37, 25),
    ("Police in West Texas said a gunman opened fire between Midland and Odessa on Saturday.", "Odessa",
     31.85, -102.37, 25),
    # Three Novofedorivkas
    ("Explosions tore through the Saky airfield at Novofedorivka in occupied Crimea.", "Novofedorivka",
     45.09, 33.58, 15),
    ("Вибухи на аеродромі в Новофедорівці, Крим.", "Новофедорівці", 45.09, 33.58, 15),
    ("Росіяни обладнали позиції біля Новофедорівки та Скадовська на Херсонщині.", "Новофедорівки", 46.17, 32.32, 15),
    ("A drone fell in a field near Novofedorivka in the Mykolaiv region.", "Novofedorivka", 46.77, 31.31, 15),
    # Pivdennyi, once Yuzhnyi
    ("A tanker was damaged in the port of Pivdennyi near Odesa.", "Pivdennyi", 46.62, 31.02, 15),
    ("Grain ships left the port of Yuzhny on Tuesday, Ukraine's ministry said.", "Yuzhny", 46.62, 31.02, 15),
    ("Росія вдарила дронами по порту Південний на Одещині.", "Південний", 46.62, 31.02, 15),
    ("Ракета попала по порту Южный в Одесской области.", "Южный", 46.62, 31.02, 15),
    # Primorsk on the Baltic, Prymorsk on the Sea of Azov
    ("Drones struck the oil terminal of Primorsk on the Baltic Sea, Russia's largest.", "Primorsk", 60.35, 28.65, 15),
    ("У порту Приморськ у Ленінградській області дрони пошкодили два танкери.", "Приморськ", 60.35, 28.65, 15),
    ("Partisans blew up a railway line near Prymorsk in the occupied part of the Zaporizhzhia region.", "Prymorsk",
     46.73, 36.35, 15),
    ("Окупанти вивозять зерно з Приморська та Бердянська через Азовське море.", "Приморська", 46.73, 36.35, 15),
    # Zaporizhzhia: city, region, nuclear power station
    ("Guided bombs hit an apartment block in Zaporizhzhia, killing three.", "Zaporizhzhia", 47.84, 35.14, 25),
    ("В Запорожье авиабомба попала в жилой дом.", "Запорожье", 47.84, 35.14, 25),
    ("Russian forces shelled 15 villages in the Zaporizhzhia region, the governor said.", "Zaporizhzhia",
     47.25, 35.75, 130),
    ("The Zaporizhzhia nuclear power plant lost its last power line, the IAEA said.", "Zaporizhzhia",
     47.51, 34.59, 10),
    ("На Запорізькій АЕС сталося відключення електроенергії.", "Запорізькій АЕС", 47.51, 34.59, 10),
    # Dnipro: city, river
    ("Four people were killed in a missile attack on Dnipro; a clinic was damaged.", "Dnipro", 48.46, 35.04, 25),
    ("У Дніпрі ракета влучила в п'ятиповерхівку.", "Дніпрі", 48.46, 35.04, 25),
    # Mykolaiv
    ("The Black Sea city of Mykolaiv was shelled for a third night.", "Mykolaiv", 46.97, 32.0, 25),
    ("В Николаеве повреждены портовые склады.", "Николаеве", 46.97, 32.0, 25),
    ("Nikolaev came under fire from Kherson's direction, Russian officials said.", "Nikolaev", 46.97, 32.0, 25),
    ("У Миколаєві на Львівщині зупинили цементний завод.", "Миколаєві", 49.53, 23.98, 25),
    # Alexandria and Oleksandriia
    ("Storms flooded the coast road in Alexandria, Egypt's second city.", "Alexandria", 31.2, 29.92, 30),
    ("The museum in Alexandria, Virginia, opens on Friday across the river from Washington.", "Alexandria",
     38.8, -77.05, 20),
    ("Drones damaged an energy site in Oleksandriia in Ukraine's Kirovohrad region.", "Oleksandriia",
     48.67, 33.12, 20),
    ("В Олександрії на Кіровоградщині оголосили жалобу.", "Олександрії", 48.67, 33.12, 20),
    # Tripoli
    ("Rival militias fought in Tripoli, and Libya's unity government called for calm.", "Tripoli", 32.89, 13.19, 30),
    ("Israel struck a refugee camp near Tripoli in northern Lebanon, the Lebanese health ministry said.", "Tripoli",
     34.43, 35.84, 20),
    # Georgia
    ("Thousands rallied in Tbilisi as Georgia's government froze talks with the European Union.", "Georgia",
     42.0, 43.5, 250),
    ("A judge in Atlanta ruled on the recount of votes in Georgia.", "Georgia", 32.7, -83.5, 300),
    ("У Грузії тривають протести, поліція у Тбілісі застосувала водомети.", "Грузії", 42.0, 43.5, 250),
    # Victoria
    ("Wind warnings were issued for Victoria and Vancouver in British Columbia.", "Victoria", 48.43, -123.36, 30),
    ("The president of Seychelles received the envoys in Victoria, the capital.", "Victoria", -4.62, 55.45, 30),
    ("Bushfires spread in Victoria, and Melbourne was covered in smoke; Australia's army was called in.", "Victoria",
     -37.0, 144.5, 400),
    # Lebanon
    ("Israeli jets struck southern Beirut, and Lebanon's army closed roads.", "Lebanon", 33.85, 35.85, 120),
    ("A tornado tore through Lebanon, Tennessee, east of Nashville.", "Lebanon", 36.21, -86.29, 25),
    # Paris and Jordan
    ("The tower was lit in blue and yellow in Paris, and France's president spoke.", "Paris", 48.86, 2.35, 25),
    ("A hailstorm broke windows in Paris, Texas, the sheriff of Lamar County said.", "Paris", 33.66, -95.55, 25),
    ("Jordan's air force intercepted drones over Amman.", "Jordan", 31.2, 36.5, 200),
    # A city has the name of villages that news named too
    ("A guided bomb hit a block of flats in Kostiantynivka, the Donetsk governor said.", "Kostiantynivka",
     48.53, 37.71, 15),
    ("Двоє людей загинули в Добропіллі через удар дрона.", "Добропіллі", 48.47, 37.08, 15),
    ("A drone hit the railway at Synelnykove in the Dnipropetrovsk region.", "Synelnykove", 48.32, 35.51, 15),
    # Towns whose names are words
    ("A lorry ploughed into a crowd in Nice on the French Riviera.", "Nice", 43.7, 7.27, 25),
    ("Three people were stabbed in a park in Reading, England.", "Reading", 51.45, -0.97, 25),
    ("The ferry from Ancona reached Split in Croatia at dawn.", "Split", 43.51, 16.44, 25),
    ("Roman ruins draw crowds to Bath in Somerset, England.", "Bath", 51.38, -2.36, 25),
    # Cities from which ships, papers and banks have their names
    ("A drone damaged a submarine in the port of Novorossiysk.", "Novorossiysk", 44.72, 37.77, 25),
    ("Air defence shot down drones over Rostov-on-Don.", "Rostov-on-Don", 47.24, 39.71, 25),
]  # fmt: skip

# Text, the name in it, what it must be: the same point can be a city, a region, a river or a plant.
KINDS = [
    ("A power plant in the Odesa region was hit by drones.", "Odesa", REGION),
    ("На Одещині пошкоджено енергооб'єкт.", "Одещині", REGION),
    ("A missile hit a hotel in Odesa.", "Odesa", SETTLEMENT),
    ("Wildfires burned homes in Washington state.", "Washington", REGION),
    ("The talks in Washington, D.C., ended without a deal.", "Washington", SETTLEMENT),
    ("Guided bombs hit an apartment block in Zaporizhzhia.", "Zaporizhzhia", SETTLEMENT),
    ("Russian forces shelled villages in Zaporizhzhia oblast.", "Zaporizhzhia", REGION),
    ("The Zaporizhzhia nuclear power plant lost its last power line.", "Zaporizhzhia", PlaceKind.NUCLEAR_PLANT),
    ("Запорожская АЭС потеряла внешнее питание.", "Запорожская АЭС", PlaceKind.NUCLEAR_PLANT),
    ("Troops crossed to the left bank of the Dnipro River near Krynky.", "Dnipro", RIVER),
    ("Marines hold positions on the eastern bank of the Dnipro.", "Dnipro", RIVER),
    ("Військові форсували Дніпро біля Кринок і тримають плацдарм на лівому березі.", "Дніпро", RIVER),
    ("Вночі обстріляли Дніпро, поранено дітей.", "Дніпро", SETTLEMENT),
    ("Mykolaiv oblast was attacked by drones.", "Mykolaiv", REGION),
    ("Flows through the Druzhba pipeline to Hungary and Slovakia stopped.", "Druzhba", PlaceKind.PIPELINE),
    ("Druzhba oil supplies to Hungary stopped after the strike on the Unecha pumping station.", "Druzhba",
     PlaceKind.PIPELINE),
    ("Дрони вдарили по нафтопроводу «Дружба» у Брянській області.", "Дружба", PlaceKind.PIPELINE),
    ("Обстріляли місто Дружба Шосткинського району на Сумщині.", "Дружба", SETTLEMENT),
    ("Russian drones hit the town of Druzhba in the Shostka district of Ukraine's Sumy region.", "Druzhba", SETTLEMENT),
    ("Bombers took off from Engels air base.", "Engels", PlaceKind.AIR_BASE),
    ("Georgia's parliament in Tbilisi passed the law.", "Georgia", PlaceKind.COUNTRY),
    ("Votes were counted again in the U.S. state of Georgia.", "Georgia", REGION),
    ("Bushfires spread in the Australian state of Victoria.", "Victoria", REGION),
]  # fmt: skip

# Text, a phrase of it in which no place may be found.
NOT_PLACES = [
    ("Friedrich Engels wrote about the workers of Manchester.", "Friedrich Engels"),
    ("Marx and Engels published the manifesto in 1848.", "Engels"),
    ("George Washington crossed the river at night.", "George Washington"),
    ("The actor Denzel Washington was given an award.", "Denzel Washington"),
    ("The actress Victoria Beckham arrived late.", "Victoria Beckham"),
    ("Queen Victoria reigned for 63 years.", "Queen Victoria"),
    ("Paris Hilton spoke before the committee.", "Paris Hilton"),
    ("Jordan Bardella leads in the polls.", "Jordan Bardella"),
    ("Defence minister Israel Katz said the army would stay.", "Israel Katz"),
    ("Міністр оборони Ісраель Кац заявив про нову операцію.", "Ісраель Кац"),
    ("The tanker Virat was hit by naval drones off the coast of Turkey.", "Virat"),
    ("Танкер Virat атакували морські дрони.", "Virat"),
    ("The submarine Rostov-on-Don was destroyed in dock.", "Rostov-on-Don"),
    ("Подводная лодка «Ростов-на-Дону» уничтожена.", "Ростов-на-Дону"),
    ("The Moscow Times wrote that the fire burned for two days.", "Moscow Times"),
    ("The New York Times published the leaked plan.", "New York Times"),
    ("Bank of America raised its forecast for oil.", "Bank of America"),
    ("European leaders agreed on sanctions.", "European"),
    ("Європейські лідери домовилися про санкції.", "Європейські"),
    ("Ukrainian and Russian negotiators did not meet.", "Ukrainian"),
    ("The Wall Street Journal reported the talks first.", "Wall Street Journal"),
    ("Солдата Анатолія Шевченка поховали вдома.", "Анатолія"),
    ("In May, officials said, the plant may open again.", "May"),
    ("May saw more drones than March or August did.", "May"),
    ("They had agreed to meet in March, and again in August.", "March"),
    ("It will end in August, he said.", "August"),
    ("Nice weather is expected at the weekend.", "Nice"),
    ("Reading the report took him two days.", "Reading"),
    ("Of the ten drones, nine were shot down.", "Of"),
    ("Split into two groups, the drones flew on.", "Split"),
    ("Bath time is at seven, the nurse said.", "Bath"),
    ("Дружба народів була гаслом того часу.", "Дружба народів"),
    ("Победа будет за нами, сказал он.", "Победа"),
    ("Затишье продлилось недолго.", "Затишье"),
]  # fmt: skip


def answers(text: str, phrase: str) -> list[Resolution]:
    """What the mentions that touch the last `phrase` of the text were resolved to, where to anything."""
    start = text.rindex(phrase)
    end = start + len(phrase)
    found = pipeline.resolve_names(text)
    return [one for one in found if one.place and one.mention.start < end and start < one.mention.end]


@pytest.mark.parametrize(("text", "name", "latitude", "longitude", "within"), PLACES)
def test_a_namesake_is_the_one_that_the_text_means(text, name, latitude, longitude, within):
    """The name is found, resolved, and lies where its text says."""
    found = answers(text, name)
    assert found, "not found, or left open"
    off = [round(distance_km((one.place.latitude, one.place.longitude), (latitude, longitude))) for one in found]
    assert min(off) <= within, [(one.place.id, one.place.name, km) for one, km in zip(found, off, strict=True)]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_a_name_shared_by_a_city_and_more_is_of_the_kind_that_the_text_means(text, name, kind):
    """City, region, river, pipeline or plant: the words around the name decide."""
    found = answers(text, name)
    assert found, "not found, or left open"
    assert kind in {one.place.kind for one in found}, [(one.place.id, one.place.kind) for one in found]


@pytest.mark.parametrize(("text", "phrase"), NOT_PLACES)
def test_a_person_ship_paper_month_or_word_is_no_place(text, phrase):
    """No mention that touches the phrase is resolved to a place."""
    assert [(one.mention.name, one.place.id) for one in answers(text, phrase)] == []
