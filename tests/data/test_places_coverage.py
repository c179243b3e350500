"""What the hand-kept places must hold, and that each lies in its country, once, with a radius that fits its kind."""

from collections import Counter, defaultdict
from itertools import combinations

import pytest

from mapapp.model import PlaceKind
from tests.data import borders
from tests.data.kept import ALL, ROWS, Row, kilometres, names

K = PlaceKind
# First-order regions of the countries whose regions are kept by hand: the build takes none from elsewhere for these.
# Some hold an older or a wider region too (Darfur, the Gaza Strip), never fewer than the country has.
REGIONS = {
    "UA": 27, "RU": 83, "BY": 7, "IL": 6, "LB": 9, "SY": 14, "IR": 31, "IQ": 19, "YE": 22, "SD": 18, "PS": 18,
    "JO": 12, "SA": 13, "TR": 81, "AF": 34, "PK": 7, "IN": 36, "MM": 15, "ET": 13, "SO": 18, "LY": 22, "ML": 11,
    "NE": 8, "BF": 13, "NG": 37, "CD": 26, "SS": 10, "MZ": 11, "GE": 12, "AM": 10, "RO": 42, "PL": 16,
}  # fmt: skip
# The narrowest and the widest radius in kilometres.
RADII = {
    K.SETTLEMENT: (1, 25), K.CITY_DISTRICT: (1, 12), K.DISTRICT: (8, 120), K.REGION: (3, 1400), K.COUNTRY: (5, 2500),
    K.AREA: (2, 6000), K.SEA: (5, 8000), K.STRAIT: (4, 2500), K.RIVER: (15, 2000), K.ISLAND: (2, 3500),
    K.MOUNTAIN: (2, 200), K.FIELD: (5, 130), K.PLATFORM: (2, 50), K.PIPELINE: (50, 2000), K.REFINERY: (2, 25),
    K.TERMINAL: (2, 15), K.DEPOT: (2, 25), K.NUCLEAR_PLANT: (1, 6), K.POWER_STATION: (1, 25), K.HYDRO_PLANT: (1, 10),
    K.PLANT: (2, 25), K.PORT: (2, 16), K.AIRPORT: (2, 10), K.AIR_BASE: (2, 15), K.NAVAL_BASE: (2, 15),
    K.BASE: (2, 40), K.ARSENAL: (2, 20), K.SHIPYARD: (2, 10), K.BRIDGE: (1, 12), K.DAM: (1, 10), K.STATION: (1, 6),
    K.BUILDING: (0.5, 15),
}  # fmt: skip
WATER = {K.SEA, K.STRAIT, K.RIVER}
# What can lie far off the land that a map of 1:50m draws.
OFFSHORE = {K.ISLAND, K.FIELD, K.PLATFORM, K.TERMINAL, K.PIPELINE}
SLACK_KM, OFFSHORE_KM = 13, 450
# These must be there under this name, one of the main or the other ones, and be of this kind.
REQUIRED = {
    K.SEA: "Black Sea|Sea of Azov|Caspian Sea|Red Sea|Baltic Sea|Mediterranean Sea|Eastern Mediterranean|Persian Gulf|"
    "Gulf of Oman|Gulf of Aden|Arabian Sea|White Sea|Barents Sea|Kara Sea|Norwegian Sea|North Sea|Gulf of Finland|"
    "Gulf of Bothnia|Gulf of Riga|Aegean Sea|Adriatic Sea|Ionian Sea|Tyrrhenian Sea|Sea of Marmara|Levantine Sea|"
    "Alboran Sea|Gulf of Aqaba|Gulf of Suez|Taganrog Bay|South China Sea|East China Sea|Yellow Sea|Sea of Japan|"
    "Philippine Sea|Sea of Okhotsk|Bering Sea|Coral Sea|Tasman Sea|Caribbean Sea|Gulf of Mexico|Gulf of Guinea|"
    "Hudson Bay|Bay of Bengal|Andaman Sea|Atlantic Ocean|Pacific Ocean|Indian Ocean|Arctic Ocean|Southern Ocean|"
    "Lake Victoria|Lake Superior|Lake Michigan|Lake Baikal|Dead Sea|Sea of Galilee",
    K.STRAIT: "Bosporus|Dardanelles|Kerch Strait|Strait of Hormuz|Bab el-Mandeb|Suez Canal|Strait of Gibraltar|"
    "English Channel|Taiwan Strait|Strait of Malacca|Øresund|Great Belt|Panama Canal|Bering Strait|Kattegat",
    K.RIVER: "Dnipro River|Siverskyi Donets|Southern Bug|Dniester|Danube|Don River|Volga|Nile|Euphrates|Tigris|"
    "Jordan River|Litani River|Mississippi River|Amazon River|Mekong|Yangtze|Rhine|Ganges|Indus|Congo River",
    K.AREA: "Donbas|Golan Heights|Galilee|Sinai|Kurdistan|Rojava|Sahel|Horn of Africa|Levant|Caucasus|Transnistria|"
    "Kashmir|Crimean Peninsula|Zaporizhzhia front|Kursk salient|Pokrovsk direction|Africa|Europe|Asia|"
    "West Africa|Middle East|Latin America|Southeast Asia|Scandinavia|Balkans|Gulf states|New England|Midwest|"
    "Bay Area|Silicon Valley|Gulf Coast|Himalayas|Alps|Andes|Rocky Mountains|Sahara|Dahieh",
    K.REGION: "Gaza Strip|West Bank|Darfur|Kordofan|Tigray|Nagorno-Karabakh|Somaliland|Tibet",
    K.ISLAND: "Snake Island|Kharg Island|Socotra|Crete|Sicily|Kuril Islands|Sakhalin|Spratly Islands|Okinawa Island",
    K.NUCLEAR_PLANT: "Zaporizhzhia Nuclear Power Plant|Khmelnytskyi Nuclear Power Plant|Rivne Nuclear Power Plant|"
    "South Ukraine Nuclear Power Plant|Chornobyl Nuclear Power Plant|Kursk Nuclear Power Plant|"
    "Bushehr Nuclear Power Plant|Akkuyu Nuclear Power Plant|Fukushima Daiichi|Three Mile Island",
    K.HYDRO_PLANT: "Dnipro Hydroelectric Station|Kakhovka Hydroelectric Station|Kyiv Hydroelectric Station|"
    "Kaniv Hydroelectric Station|Kremenchuk Hydroelectric Station|Dniester Hydroelectric Station",
    K.DAM: "Kakhovka Dam|Grand Ethiopian Renaissance Dam|Mosul Dam|Tishrin Dam",
    K.BRIDGE: "Crimean Bridge|Antonivka Road Bridge|Chonhar Bridge|Zatoka Bridge",
    K.PIPELINE: "Druzhba|TurkStream|Nord Stream|Caspian Pipeline Consortium Pipeline|Togliatti–Odesa pipeline",
    K.DEPOT: "Unecha pumping station|Andreapol pumping station|Kombinat Kristall|Feodosia Oil Terminal",
    K.PLATFORM: "Filanovsky Platform|Boyko Towers",
    K.AIR_BASE: "Engels-2|Saki air base|Olenya Air Base|Belaya Air Base|Dyagilevo Air Base|Belbek Air Base|"
    "Starokostiantyniv Air Base|Nevatim Air Base|Khmeimim Air Base|Al Udeid Air Base",
    K.NAVAL_BASE: "Sevastopol Naval Base|Novorossiysk Naval Base|Donuzlav Naval Base",
    K.SHIPYARD: "Zaliv Shipyard|Sevmorzavod|Okean Shipyard|Sevmash",
    K.ARSENAL: "Toropets Arsenal|Tikhoretsk Arsenal|Kotluban Arsenal",
    K.SETTLEMENT: "Robotyne|Klishchiivka|Pisky|Urozhaine|Krokhmalne|Hroza|Lyman Pershyi|Terny|Novoselivka Persha|"
    "Yuzhny|Jabalia refugee camp|Nuseirat refugee camp|Khan Younis refugee camp|Zamzam camp",
}  # fmt: skip
DISTRICTS = {
    "Kyiv": 10, "Kharkiv": 9, "Odesa": 4, "Dnipro": 8, "Zaporizhzhia": 7, "Mykolaiv": 4, "Kherson": 3,
}  # fmt: skip
# Words that begin sentences, and names of people: alone, none may be a place of ours.
NEVER = {
    "ru": {"Победа", "Затишье", "Северное", "Красное", "Тихое", "Дальнее", "Западное", "Волна", "Высокий", "Южный",
           "Лена", "Магдалена", "Запад", "Восток"},
    "uk": {"Перемога", "Затишок", "Затишшя", "Тихе", "Красне", "Дальнє", "Філія", "Плавні", "Високий", "Рівне",
           "Анатолія", "Лена", "Захід", "Схід"},
    "en": {"Victory", "Progress", "Amazon", "Magdalena", "Kama", "Ob", "West", "East", "North", "South", "Gulf",
           "The West", "The South"},
}  # fmt: skip


@pytest.mark.parametrize(("country", "count"), REGIONS.items())
def test_all_first_order_regions_of_a_country_are_kept(country: str, count: int) -> None:
    """As many regions as the country has, each with a name of its own."""
    found = {row["name_en"] for row in ALL if row["kind"] == K.REGION and row["country"] == country}
    assert len(found) >= count, sorted(found)


def test_no_country_has_only_some_of_its_regions() -> None:
    """Four regions of a country or more hide those of the packages, so its number must be known here."""
    count = Counter(row["country"] for row in ALL if row["kind"] == K.REGION)
    assert {country for country, times in count.items() if times >= 4} == set(REGIONS)


@pytest.mark.parametrize("country", ["UA", "RU"])
def test_the_capitals_and_crimea_are_regions_too(country: str) -> None:
    """Kyiv, Sevastopol and Crimea are of Ukraine, Moscow and Saint Petersburg of Russia."""
    wanted = {
        "UA": {"Kyiv City", "Sevastopol City", "Autonomous Republic of Crimea"},
        "RU": {"Moscow City", "Saint Petersburg City"},
    }[country]
    found = {row["name_en"] for row in ROWS["regions-ua-ru.csv"] if row["country"] == country}
    assert wanted <= found


@pytest.mark.parametrize("kind", REQUIRED)
def test_required_places_are_kept(kind: PlaceKind) -> None:
    """Each place of the list is there with the kind that it has in the news."""
    found = {name for row in ALL if row["kind"] == kind for name in names(row, "en")}
    assert [name for name in REQUIRED[kind].split("|") if name not in found] == []


@pytest.mark.parametrize(("city", "count"), DISTRICTS.items())
def test_districts_of_the_large_cities_of_ukraine_are_kept(city: str, count: int) -> None:
    """No city has fewer districts than it is divided into."""
    notes = {f"district of {city}", f"part of {city}"}
    found = [row for row in ALL if row["kind"] == K.CITY_DISTRICT and row["note"] in notes]
    assert len(found) >= count


def test_the_radius_fits_the_kind() -> None:
    """A refinery is not as wide as an oblast, nor a sea as small as a pond."""
    assert set(RADII) == set(PlaceKind)
    wrong = []
    for row in ALL:
        least, most = RADII[PlaceKind(row["kind"])]
        if not least <= float(row["radius_km"]) <= most:
            wrong.append((row["id"], row["radius_km"]))
    assert wrong == []


def test_places_lie_in_their_country() -> None:
    """On its land as the base map draws it, or not far off the coast; islands and platforms within its waters."""
    outside = []
    for row in (row for row in ALL if borders.known(row["country"]) and row["kind"] not in WATER):
        off = borders.off_country(row["country"], float(row["latitude"]), float(row["longitude"]))
        far = row["kind"] in OFFSHORE or row["note"] == "archipelago"
        reach = OFFSHORE_KM if far else SLACK_KM + float(row["radius_km"])
        if off > reach:
            outside.append((row["id"], row["country"], round(off)))
    assert outside == []


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "off"),
    [
        ("UA", 50.45, 30.52, 0), ("RU", 55.75, 37.62, 0), ("RU", 67.98, 33.0, 0), ("RU", 66.0, -172.0, 0),
        ("UA", 44.95, 34.1, 0), ("RU", 44.95, 34.1, 180), ("SY", 33.1, 35.8, 0), ("UA", 43.0, 34.0, 155),
        ("LS", -29.5, 28.2, None), ("ZA", -29.5, 28.2, 80),
    ],
)  # fmt: skip
def test_the_check_of_countries_itself(country: str, latitude: float, longitude: float, off: float | None) -> None:
    """Within, over the border, across the antimeridian, at sea, in an enclave, and a country that is not listed."""
    if off is None:
        assert not borders.known(country)
    else:
        assert borders.off_country(country, latitude, longitude) == pytest.approx(off, abs=25)


def test_no_place_is_kept_twice() -> None:
    """Two rows of a kind that share a name and stand on the same ground are one place."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in ALL:
        by_kind[row["kind"]].append(row)
    twice = []
    for rows in by_kind.values():
        named = [(row, {name.lower() for name in names(row, "en")}) for row in rows]
        for (one, its), (other, others) in combinations(named, 2):
            if its & others and kilometres(one, other) < 2:
                twice.append((one["id"], other["id"]))
    assert twice == []


@pytest.mark.parametrize("language", sorted(NEVER))
def test_no_name_is_a_word_that_begins_sentences(language: str) -> None:
    """Such a place is kept with the word for what it is ("село Затишок"), so that a sentence does not name it."""
    found = [(row["id"], name) for row in ALL for name in names(row, language) if name in NEVER[language]]
    assert found == []


def test_no_village_shares_its_name_with_a_city_of_ukraine() -> None:
    """A village kept by hand would be as likely as the city, which nearly always is meant."""
    cities = {
        "Костянтинівка", "Добропілля", "Синельникове", "Вишневе", "Покровськ", "Миколаїв", "Слов'янськ", "Ізюм",
        "Лозова", "Первомайськ", "Новомосковськ", "Вознесенськ", "Олександрія", "Жовті Води", "Токмак", "Бердянськ",
        "Рівне", "Ялта", "Суми", "Умань", "Сміла", "Самар", "Шостка", "Ромни", "Лубни", "Нікополь", "Нетішин",
    }  # fmt: skip
    villages = [row for row in ALL if row["kind"] == K.SETTLEMENT and not row["note"].startswith("adds names")]
    assert [row["id"] for row in villages if cities & set(names(row, "uk"))] == []
