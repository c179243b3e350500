"""Words that news uses for attacks, and everyday words that look like them, each in a short report of its own."""

import pytest

from tests.extract.reading import strike, strikes

VERBS = [
    ("Russian artillery pounded Nikopol on Friday, injuring two people.", "Nikopol"),
    ("A missile slammed into a bakery in Kharkiv, killing three people.", "Kharkiv"),
    ("Rockets rained down on a market in El Fasher, killing 12 people.", "El Fasher"),
    ("A Shahed drone ploughed into a block of flats in Sumy.", "Sumy"),
    ("A glide bomb levelled a library in Kharkiv.", "Kharkiv"),
    ("Russian troops used 30 drones to attack the port of Odesa overnight.", "Odesa"),
    ("Russian forces continued to shell Nikopol on Friday, injuring two people.", "Nikopol"),
    ("Nikopol came under artillery fire on Friday; two houses burned.", "Nikopol"),
    ("Gunmen raided a village in Zamfara, killing 10 people.", "Zamfara State"),
    ("Росіяни вгатили ракетою по Харкову, постраждали троє людей.", "Kharkiv"),
    ("Дрон поцілив у теплицю в Херсоні.", "Kherson"),
    ("Удар припав на двоповерхівку у Краматорську, загинула жінка.", "Kramatorsk"),
    ("Росіяни накрили градами Нікополь, двоє поранених.", "Nikopol"),
    ("Ворог завдав авіаудару по Харкову.", "Kharkiv"),
    ("Прильоти по підстанції у Сумах, місто без світла.", "Sumy"),
    ("ВСУ отработали по складу в Шебекино, ранен водитель.", "Shebekino"),
    ("Беспилотник влетел в теплицу в Белгороде.", "Belgorod"),
    ("Прилёт по котельной в Белгороде, пострадавших нет.", "Belgorod"),
    ("Шебекино попало под обстрел, ранены двое.", "Shebekino"),
]
WEAPONS = [
    ("A Fateh-110 missile hit a base in Erbil.", "missile"),
    ("A Kh-47M2 missile hit a school in Kharkiv.", "missile"),
    ("A one-way attack drone hit a depot in Kharkiv.", "drone"),
    ("A fibre-optic drone hit a minibus in Kramatorsk.", "drone"),
    ("A motorised paraglider bombed a school in Sagaing.", "drone"),
    ("Uncrewed surface vessels hit a tanker in the Black Sea.", "naval drone"),
    ("A FAB-9000 hit a school in Kharkiv.", "aerial bomb"),
    ("A UMPB-5 hit a school in Kharkiv.", "aerial bomb"),
    ("A self-propelled howitzer shelled a clinic in Nikopol.", "artillery"),
    ("A TOS-2 hit a house in Nikopol.", "artillery"),
    ("A roadside bomb killed six soldiers near Peshawar in Pakistan.", "explosive"),
    ("A motorcycle bomb killed six people in Quetta.", "explosive"),
    ("Ракета ЗУР влучила у школу в Харкові.", "missile"),
    ("Дрон-камікадзе влучив у школу в Харкові.", "drone"),
    ("Безпілотні катери атакували танкер у Чорному морі.", "naval drone"),
    ("УМПБ влучила у школу в Харкові.", "aerial bomb"),
    ("Ворог обстріляв Нікополь з гаубиць.", "artillery"),
    ("БПЛА-камикадзе ударил по школе в Белгороде.", "drone"),
    ("Планирующие бомбы попали в школу в Харькове.", "aerial bomb"),
    ("ВСУ обстреляли Горловку из РСЗО.", "artillery"),
    ("БЭКи атаковали танкер в Чёрном море.", "naval drone"),
]
TARGETS = [
    ("Russian drones hit a grain silo in Odesa.", "industry"),
    ("Russian drones hit a boiler house in Kharkiv.", "energy"),
    ("Russian drones hit a gas compressor station in Poltava.", "oil and gas"),
    ("Ukrainian drones hit a Kilo-class submarine in Novorossiysk.", "ship"),
    ("Ukrainian drones hit a command bunker near Donetsk.", "military"),
    ("Ukrainian drones hit a Nebo-SVU radar in Crimea.", "air defence"),
    ("Ukrainian drones hit parked planes at Saky in Crimea.", "airfield"),
    ("Russian drones hit a coal mine in Dobropillia.", "industry"),
    ("Russian drones hit a trolleybus depot in Kharkiv.", "transport"),
    ("A Russian missile hit a 24-storey building in Kyiv.", "residential"),
    ("A Russian missile hit an outpatient clinic in Kharkiv.", "health"),
    ("Russian drones hit a nursery school in Kharkiv.", "education"),
    ("Russian drones hit a fire station in Kharkiv.", "government"),
    ("Russian drones hit a post office in Kharkiv.", "other"),
    ("Russian drones hit a greenhouse in Kherson.", "other"),
    ("Дрони влучили в зерносховище в Одесі.", "port"),
    ("Дрони влучили у котельню в Харкові.", "energy"),
    ("Дрони влучили у компресорну станцію на Полтавщині.", "oil and gas"),
    ("Дрони влучили у фабрику в Полтаві.", "industry"),
    ("Дрони влучили в пожежне депо в Харкові.", "government"),
    ("Дрони влучили у заправку в Харкові.", "other"),
    ("Дрони влучили у госпіталь у Харкові.", "health"),
    ("Беспилотники атаковали химкомбинат в Череповце.", "industry"),
    ("Беспилотник попал в лицей в Белгороде.", "education"),
    ("Беспилотник попал в поликлинику в Белгороде.", "health"),
    ("Беспилотник попал в легковушку в Шебекино.", "other"),
    ("Беспилотник попал в маршрутку в Шебекино.", "transport"),
    ("Беспилотники атаковали нефтеперекачивающую станцию в Брянске.", "oil and gas"),
]
TOLLS = [
    ("A missile hit a school in Kharkiv. Five people lost their lives.", 5, None),
    ("A drone hit a bus in Kherson. Three people sought medical help.", None, 3),
    ("A drone hit a bus in Kherson. Two people sustained shrapnel wounds.", None, 2),
    ("A drone hit a bus in Kherson. Twelve people are feared dead.", 12, None),
    ("A drone hit a house in Sumy. No injuries have been reported.", 0, 0),
    ("A drone hit a house in Sumy, and the residents escaped unharmed.", 0, 0),
    ("Дрон влучив у будинок у Сумах. Троє людей госпіталізовані.", None, 3),
    ("Дрон влучив у будинок у Сумах. Двоє людей зазнали уламкових поранень.", None, 2),
    ("Дрон влучив у будинок у Сумах. Обійшлося без травмованих.", 0, 0),
    ("Дрон влучив у будинок у Сумах. Життя забрала атака: загинули двоє людей.", 2, None),
    ("Беспилотник попал в дом в Белгороде. Двое мужчин госпитализированы.", None, 2),
    ("Беспилотник попал в дом в Белгороде. Погибли пять школьников.", 5, None),
    ("Беспилотник попал в дом в Белгороде. К счастью, никто не пострадал.", 0, 0),
    ("Беспилотник попал в дом в Белгороде. Погибла ученица.", 1, None),
]
OUTCOMES = [
    ("Air defences destroyed in the air 12 Russian drones over Odesa.", "intercepted"),
    ("Twelve drones over Odesa failed to reach their targets and were downed.", "intercepted"),
    ("Falling debris of a drone smashed windows in Odesa.", "hit"),
    ("Захисники неба знешкодили 12 дронів над Одесою.", "intercepted"),
    ("Збитків завдала атака дронів на порт в Одесі.", "hit"),
    ("Дежурными средствами ПВО перехвачены 12 беспилотников над Рязанью.", "intercepted"),
]
ATTACKERS = [
    ("Jaish al-Adl gunmen attacked a courthouse in Zahedan, killing six people.", "Jaish al-Adl"),
    ("Maoists blew up a vehicle in Raipur in India, killing eight police officers.", "Maoists"),
    ("Boko Haram fighters stormed a village in Borno, killing 60 people.", "Boko Haram"),
    ("US forces struck an alleged drug boat in the Caribbean Sea, killing six people.", "United States"),
    ("Israeli forces shelled a camp in Rafah, killing six people.", "Israel"),
    ("Загарбники обстріляли Нікополь, двоє поранених.", "Russia"),
    ("Хусити атакували танкер у Червоному морі.", "Houthis"),
    ("Израильская авиация нанесла удар по Бейруту.", "Israel"),
    ("Хуситы атаковали танкер в Красном море.", "Houthis"),
]
NOT_GOVERNED = [
    "On 3 May Russian missiles hit a school in Kharkiv.",
    "Without warning, a missile hit a hospital in Kharkiv on Friday.",
    "The president urged allies to act after Russian missiles hit a school in Kharkiv.",
    "Officials said a possible Shahed drone struck the port of Odesa.",
    "Fears of a leak grew after drones hit a nuclear plant in Enerhodar.",
    "Дрони влучили у футбольне поле в Харкові.",
]
NOT_HAPPENED = [
    "Russia may strike the port of Odesa with missiles, officials said.",
    "Israel planned to attack Isfahan with missiles.",
    "Possible strikes on Tehran are under discussion in Washington.",
    "Officials warned of an attack on the port of Odesa.",
    "Росія збирається вдарити ракетами по Одесі.",
    "Россия планирует ударить ракетами по Одессе.",
]
NOT_ATTACKS = [
    "A truck slammed into a bus near Lahore on Friday, killing 12 people.",
    "A storm battered houses in Miami on Friday, killing two people.",
    "Floods destroyed 40 houses in Derna on Friday.",
    "A fire destroyed a warehouse in Leeds on Friday.",
    "Police raided the offices of a newspaper in Istanbul on Friday.",
    "A blast at a coal mine in Shanxi killed 12 miners.",
    "A train derailed near Toledo on Friday, killing three people.",
    "The economy of Kharkiv was hit hard by the closure of its factories.",
    "Pilots in Paris called a strike over pay that hit flights on Friday.",
    "Shakhtar hammered Dynamo in Kyiv on Friday.",
    "Swarms of locusts attacked fields near Jodhpur on Friday.",
    "The minister came under fire for his remarks in Madrid on Friday.",
    "Шахтар завдав поразки Дніпру в Одесі.",
    "Буревій пошкодив дахи будинків у Львові.",
    "Вдарили морози в Харкові.",
    "Двоє загинули в ДТП у Львові.",
    "Пожежа знищила склад у Львові.",
    "Самолёт с делегацией прилетел в Минск.",
    "В Казани загорелся жилой дом, погибли двое.",
    "В Казани грузовик врезался в автобус, погибли трое.",
    "Санкции ударили по заводу в Казани.",
    "На фабрике в Казани начались учения.",
]


@pytest.mark.parametrize(("text", "place"), VERBS)
def test_a_word_of_attack_is_known(text, place):
    assert strike(text).place == place


@pytest.mark.parametrize(("text", "weapon"), WEAPONS)
def test_a_weapon_has_its_type(text, weapon):
    assert strike(text).weapon_type == weapon


@pytest.mark.parametrize(("text", "target"), TARGETS)
def test_a_target_has_its_type(text, target):
    assert strike(text).target_type == target


@pytest.mark.parametrize(("text", "killed", "injured"), TOLLS)
def test_a_word_of_harm_takes_its_figure(text, killed, injured):
    told = strike(text)
    assert (told.killed, told.injured) == (killed, injured)


@pytest.mark.parametrize(("text", "outcome"), OUTCOMES)
def test_a_word_of_outcome_is_known(text, outcome):
    assert strike(text).outcome == outcome


@pytest.mark.parametrize(("text", "attacker"), ATTACKERS)
def test_a_side_is_known_by_its_names(text, attacker):
    assert strike(text).attacker == attacker


@pytest.mark.parametrize("text", NOT_GOVERNED)
def test_may_the_month_or_a_warning_beside_an_attack_hides_nothing(text):
    assert len(strikes(text)) == 1


@pytest.mark.parametrize("text", NOT_HAPPENED)
def test_a_word_for_what_may_come_hides_the_attack(text):
    assert strikes(text) == ()


@pytest.mark.parametrize("text", NOT_ATTACKS)
def test_accidents_weather_crime_and_sport_are_no_attacks(text):
    assert strikes(text) == ()
