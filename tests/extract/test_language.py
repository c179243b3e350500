"""Which language a text is in."""

import json

import pytest

from mapapp import vocabulary
from mapapp.extract.language import detect
from mapapp.settings import data_dir
from tests.extract.garbage import REPORTS
from tests.extract.reading import wrong

TEXTS = [
    ("A drone hit the port of Odesa on Friday and two people were wounded.", "en"),
    ("Дрон влучив у порт Одеси, двоє людей поранені.", "uk"),
    ("Беспилотник попал в порт Одессы, двое ранены, это был второй удар.", "ru"),
    ("«Shahed» влучив у склад у місті Суми, повідомили в ДСНС.", "uk"),
    ("Дрон је погодио луку у Одеси, двоје људи је повређено, њихово стање је стабилно.", None),
    ("Одессадағы портқа дрон соқты, екі адам жараланды, өрт сөндірілді.", None),
    ("无人机袭击了敖德萨港口", None),
    ("أصابت طائرة مسيرة ميناء أوديسا", None),
    ("1234 5678 !!! ---", None),
    ("", None),
]


OTHERS = {
    "French": (
        "Un drone a touché vendredi le port d'Odessa et deux personnes ont été blessées, a annoncé le "
        "gouverneur. Selon lui, l'incendie a été maîtrisé dans la nuit et on ne compte pas de mort. "
        "L'armée a dit avoir abattu dix drones sur douze."
    ),
    "Polish": (
        "Dron uderzył w piątek w port w Odessie, a dwie osoby zostały ranne, poinformował gubernator "
        "obwodu. Jak dodał, pożar ugaszono w nocy i nie ma ofiar. Armia podała, że zestrzeliła dziesięć z "
        "dwunastu dronów, a szkoły zamknięto."
    ),
    "German": (
        "Eine Drohne hat am Freitag den Hafen von Odessa getroffen, zwei Menschen wurden verletzt, sagte "
        "der Gouverneur. Das Feuer war in der Nacht gelöscht, Tote gab es nicht. Die Stadt war mehrere "
        "Stunden ohne Strom."
    ),
    "Spanish": (
        "Un dron alcanzó el viernes el puerto de Odesa y dos personas resultaron heridas, dijo el "
        "gobernador. El incendio fue apagado por la noche y no hay muertos. El ejército dijo que derribó "
        "diez de doce drones a causa del ataque."
    ),
    "Italian": (
        "Un drone ha colpito venerdì il porto di Odessa e due persone sono rimaste ferite, ha detto il "
        "governatore. L'incendio è stato spento nella notte e non ci sono morti. La città è rimasta senza "
        "luce per diverse ore."
    ),
    "Dutch": (
        "Een drone heeft vrijdag de haven van Odessa geraakt, twee mensen raakten gewond, zei de "
        "gouverneur. De brand is in de nacht geblust en er zijn geen doden. De stad zat uren zonder "
        "stroom."
    ),
    "Portuguese": (
        "Um drone atingiu na sexta o porto de Odessa e duas pessoas ficaram feridas, disse o governador. "
        "O incêndio foi apagado à noite e não há mortos. O exército disse que abateu dez de doze drones."
    ),
    "Romanian": (
        "O dronă a lovit vineri portul Odesa și două persoane au fost rănite, a spus guvernatorul. "
        "Incendiul a fost stins în noapte și nu sunt morți. Armata a spus că a doborât zece din "
        "douăsprezece drone. Orașul a rămas fără curent."
    ),
    "Swedish": (
        "En drönare träffade i fredags hamnen i Odessa och två personer skadades, sade guvernören i "
        "regionen. Branden släcktes i natt och ingen dog. Staden var utan ström i flera timmar."
    ),
    "Bulgarian": (
        "Дрон удари в петък пристанището на Одеса и двама души бяха ранени, каза губернаторът на "
        "областта. Пожарът беше потушен през нощта и няма загинали. Украинската армия съобщи, че е "
        "свалила десет от дванадесет дрона."
    ),
    "Belarusian": (
        "Дрон у пятніцу трапіў у порт Адэсы, два чалавекі паранены, паведаміў губернатар вобласці. Пажар "
        "патушылі ўночы, загінулых няма. Украінская армія паведаміла, што збіла дзесяць з дванаццаці "
        "дронаў."
    ),
}


MISTAKEN = [
    *(name for name in ("French", "Polish", "German", "Spanish", "Romanian", "Swedish")),
    pytest.param("Bulgarian", marks=wrong("Cyrillic with ъ and without і is taken for Russian")),
]
KNOWN = ["Italian", "Dutch", "Portuguese", "Belarusian"]


@pytest.mark.parametrize("language", [*KNOWN, *MISTAKEN])
def test_a_text_in_another_language_is_refused(language):
    assert detect(OTHERS[language], vocabulary.load(data_dir())) is None


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_a_language_that_is_read_is_known_and_any_other_is_refused(text, language):
    assert detect(text, vocabulary.load(data_dir())) == language


def test_every_annotated_report_is_in_the_language_that_it_says():
    for path in sorted(REPORTS.glob("*.json")):
        entry = json.loads(path.read_text("utf-8"))
        assert detect(entry["text"], vocabulary.load(data_dir())) == entry["language"], path.name
