"""The words of the pages in English and Ukrainian, and how numbers and days are said in each."""

from datetime import date

from mapapp.app import words_actors, words_errors, words_report, words_views
from mapapp.gazetteer.display import local_name

LANGUAGES = {"en": "English", "uk": "Українська"}

_TABLE: dict[str, tuple[str, str]] = {
    "title": ("Strike map", "Карта ударів"),
    "map": ("Map", "Карта"),
    "report": ("Report", "Повідомлення"),
    "about": ("About the data", "Про дані"),
    "language": ("Language", "Мова"),
    "filters": ("Filters", "Фільтри"),
    "clear": ("Clear all filters", "Скинути всі фільтри"),
    "words": ("Place, target or source", "Місце, ціль або джерело"),
    "since": ("From", "Від"),
    "until": ("To", "До"),
    "attackers": ("Struck by", "Хто завдав удару"),
    "attacked": ("Against", "Проти кого"),
    "weapon_types": ("Weapon", "Зброя"),
    "target_types": ("Target", "Ціль"),
    "outcomes": ("Outcome", "Наслідок"),
    "statuses": ("Who says so", "Хто повідомляє"),
    "countries": ("Country", "Країна"),
    "geo_precisions": ("Precision of place", "Точність місця"),
    "operators": ("Run by", "Оператор"),
    "datasets": ("Data set", "Набір даних"),
    "licences": ("Licence", "Ліцензія"),
    "killed_min": ("Killed, at least", "Загиблих, щонайменше"),
    "any": ("any", "усі"),
    "of_strikes": ("{shown} of {all} strikes", "{shown} з {all} ударів"),
    "drawn": ("{n} listed, not drawn.", "{n} у списку, немає на карті."),
    "killed_sum": (
        "In the strikes that give a figure, {killed} people were killed; {without} give none.",
        "За ударами з відомою кількістю, загинуло {killed}; для {without} даних немає.",
    ),
    "killed_none": ("None of them gives a figure of people killed.", "Для жодного немає кількості загиблих."),
    "nothing": ("No strikes match these filters", "За цими фільтрами ударів немає"),
    "empty": (
        "There are no strikes yet; paste a report to add some.",
        "Ударів ще немає; вставте повідомлення, щоб додати.",
    ),
    "table": ("Strikes in this selection, latest first", "Удари за цими фільтрами, останні спочатку"),
    "table_help": (
        "Choose a row to see it on the map: with the arrow keys in the table, or with the pointer.",
        "Виберіть рядок, щоб побачити удар на карті: стрілками в таблиці або вказівником.",
    ),
    "address_problem": (
        "A part of the address could not be used and was left out: {problem}",
        "Частину адреси не вдалося використати, її пропущено: {problem}",
    ),
    "bad_view": ("the place of the map is not one.", "місце на карті вказано хибно."),
    "bad_strike": ("there is no strike of this name.", "удару з такою назвою немає."),
    "date": ("Date", "Дата"),
    "place": ("Place", "Місце"),
    "killed": ("Killed", "Загиблі"),
    "injured": ("Injured", "Поранені"),
    "weapon": ("Weapon", "Зброя"),
    "target": ("Target", "Ціль"),
    "precision": ("Precision of place", "Точність місця"),
    "summary": ("What happened", "Що сталося"),
    "find": ("Find strikes", "Знайти удари"),
    "text": ("Text of the report", "Текст повідомлення"),
    "text_hint": ("Paste the text of a news report", "Вставте текст новини"),
    "report_title": ("Title (optional)", "Заголовок (необов’язково)"),
    "report_date": ("Day of publication (optional)", "День публікації (необов’язково)"),
    "report_url": ("Address of the source (optional)", "Адреса джерела (необов’язково)"),
    "sample": ("Try the sample", "Спробувати приклад"),
    "found_none": ("No strikes were found in this text", "У цьому тексті ударів не знайдено"),
    "found": ("{count} found", "Знайдено: {count}"),
    "confidence": ("Confidence", "Упевненість"),
    "high": ("high", "висока"),
    "medium": ("medium", "середня"),
    "low": ("low", "низька"),
    "quote": ("The words that prove it", "Слова, що це доводять"),
    "named": ("Places named, not struck", "Згадані місця, удару не було"),
    "name": ("As named", "Як названо"),
    "not_placed": ("Not placed", "Місце не визначено"),
    "no_place_named": (
        "The report names no place for it that could be placed.",
        "У повідомленні немає місця, яке вдалося б визначити.",
    ),
    "doubtful": (
        "No place of this name is certain enough ({confidence}).",
        "Жодне місце з такою назвою не є достатньо певним ({confidence}).",
    ),
    "reason": ("Reason", "Причина"),
    "asks_service": (
        "Places that the gazetteer does not know are looked up at {service}. Only their names leave this computer, "
        "never the text.",
        "Місця, яких немає в довіднику, шукаються в {service}. Цей комп’ютер надсилає лише їхні назви, не текст.",
    ),
    "service_asked": (
        "Sent to {service}, nothing else: {names}. Its answers: {credit}.",
        "Надіслано до {service}, і більше нічого: {names}. Відповіді: {credit}.",
    ),
    "service_remembered": (
        "Remembered from {service}, nothing was sent: {names}. Its answers: {credit}.",
        "Збережена відповідь {service}, нічого не надіслано: {names}. Відповіді: {credit}.",
    ),
    "save": ("Save to the map", "Зберегти на карту"),
    "saved": (
        "Saved: {strikes} and places named without a strike: {places}. They are on the map.",
        "Збережено: {strikes}; місць без удару: {places}. Вони є на карті.",
    ),
    "already": (
        "This report is there already; nothing was added.",
        "Це повідомлення вже є; нічого не додано.",
    ),
    "to_map": ("Go to the map", "До карти"),
    "saved_reports": ("Saved reports", "Збережені повідомлення"),
    "open": ("Open", "Відкрити"),
    "remove": ("Remove with its strikes", "Вилучити разом з ударами"),
    "bad_url": (
        "The address of the source must begin with http:// or https://; correct it or leave it empty.",
        "Адреса джерела має починатися з http:// або https://; виправте або залиште порожньою.",
    ),
    "bad_date": (
        "The day of publication is no day; write it as 2025-12-20 or leave it empty.",
        "День публікації хибний; напишіть як 2025-12-20 або залиште порожнім.",
    ),
    "failed": (
        "This page could not be shown to the end. What you typed is kept; reload the page to try again.",
        "Сторінку не вдалося показати до кінця. Введене збережено; перезавантажте сторінку.",
    ),
    "Russia": ("Russia", "Росія"),
    "Ukraine": ("Ukraine", "Україна"),
    "unknown": ("not known", "невідомо"),
    "sea": ("at sea", "у морі"),
    "port": ("port", "порт"),
    "ship": ("ship", "судно"),
    "energy": ("energy", "енергетика"),
    "oil and gas": ("oil and gas", "нафта і газ"),
    "military": ("military", "військовий об’єкт"),
    "air defence": ("air defence", "ППО"),
    "airfield": ("airfield", "аеродром"),
    "industry": ("industry", "промисловість"),
    "transport": ("transport", "транспорт"),
    "residential": ("residential", "житло"),
    "health": ("health", "медицина"),
    "education": ("education", "освіта"),
    "government": ("government", "органи влади"),
    "other": ("other", "інше"),
    "missile": ("missile", "ракета"),
    "drone": ("drone", "безпілотник"),
    "naval drone": ("naval drone", "морський безпілотник"),
    "aerial bomb": ("aerial bomb", "авіабомба"),
    "artillery": ("artillery", "артилерія"),
    "explosive": ("explosive", "вибухівка"),
    "several": ("several", "кілька видів"),
    "hit": ("hit", "влучання"),
    "intercepted": ("intercepted", "перехоплено"),
    "reported": ("reported", "повідомлено"),
    "acknowledged": ("acknowledged: both sides", "визнали обидві сторони"),
    "claimed": ("claimed: the attacker only", "заявляє лише сторона, що завдала удару"),
    "denied": ("denied: one side denies it", "одна зі сторін заперечує"),
    "site": ("known to the site", "відомо з точністю до об’єкта"),
    "settlement": ("known to the town", "відомо з точністю до населеного пункту"),
    "near": ("within about 25 km", "у межах близько 25 км"),
    "district": ("known to the district", "відомо з точністю до району"),
    "region": ("known to the region", "відомо з точністю до області"),
    "country": ("known to the country only", "відомо лише країну"),
    "water": ("at sea", "у морі"),
    **words_views.TABLE,
    **words_report.TABLE,
    **words_actors.TABLE,
}  # fmt: skip

# Months that stand without a day, where Ukrainian has another form.
_ALONE = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "uk": (
        "січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень",
        "листопад", "грудень",
    ),
}  # fmt: skip
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "uk": ("січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру"),
}


class Words:
    """The words of one language. `words(key)` is the text of a key, `words.value(v)` that of a value."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._column = list(LANGUAGES).index(self.language)

    def __call__(self, key: str, **parts: object) -> str:
        """The text of a key, with its parts filled in."""
        return _TABLE[key][self._column].format(**parts)

    def pattern(self, key: str) -> str:
        """The text of a key with its parts still in braces, for a script that fills them in."""
        return _TABLE[key][self._column]

    def value(self, value: str) -> str:
        """A value of the model in this language; a name that no table has stays as it is."""
        return _TABLE[value][self._column] if value in _TABLE else value

    def rule(self, rule: str) -> str:
        """The rule that gave a field, or the reason why a clause gave no strike, in this language."""
        return words_report.ukrainian(rule, self.value) if self.language == "uk" else rule

    def speakers(self, who: str) -> str:
        """Who says something: sides by name, "officials there", "others"."""
        return ", ".join(
            self.rule(name) if name in words_report.RULES else self.value(name) for name in who.split(", ")
        )

    def region(self, name: str) -> str:
        """A first-order region with its country, as `mapapp.columns.region_of` writes it, in this language."""
        region, _, country = name.rpartition(", ")
        if not region:
            return self.value(name)
        return f"{local_name(region, country, self.language)}, {self.value(country)}"

    def error(self, message: str) -> str:
        """The sentence of an error in this language; one that is not translated stays as it is."""
        return words_errors.ukrainian(message) if self.language == "uk" else message

    def number(self, value: int) -> str:
        """A number with its thousands parted as the language does it."""
        return f"{value:,}".replace(",", "," if self.language == "en" else "\u00a0")

    def strikes(self, count: int) -> str:
        """A count of strikes, in the grammar of the language."""
        shown = self.number(count)
        if self.language == "en":
            return f"{shown} strike" if count == 1 else f"{shown} strikes"
        last, teen = count % 10, count % 100 in range(11, 15)
        if last == 1 and not teen:
            return f"{shown} удар"
        return f"{shown} удари" if last in (2, 3, 4) and not teen else f"{shown} ударів"

    def day(self, day: date | None, *, year: bool = True) -> str:
        """A day such as 17 Nov 2025; a dash where there is none."""
        if day is None:
            return "–"
        return f"{day.day} {_MONTHS[self.language][day.month - 1]}" + (f" {day.year}" if year else "")

    def month(self, day: date) -> str:
        """The month of a day, such as Nov 2025."""
        return f"{_ALONE[self.language][day.month - 1]} {day.year}"

    def days(self, first: date, last: date) -> str:
        """A range of days such as 17 Nov 2025 to 9 Feb 2026."""
        if first == last:
            return self.day(first)
        joint = " to " if self.language == "en" else " – "
        return self.day(first, year=first.year != last.year) + joint + self.day(last)

    def confidence(self, value: float | None) -> str:
        """A confidence as word and figure; a dash where people coded it."""
        if value is None:
            return "–"
        word = "high" if value >= 0.85 else "medium" if value >= 0.6 else "low"
        return f"{self(word)} {value:.2f}"
