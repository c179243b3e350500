"""The sentences of errors in Ukrainian. Errors are raised in English, wherever they arise; pages translate them.

A `{name}` stands for what varies. A test looks for every sentence that the app can raise in this table.
"""

import re
from functools import cache

from mapapp.app import words_services

TABLE: dict[str, str] = {
    "{value} is no day for {name}; write it as 2025-12-31.": "{value} — не день для {name}; напишіть як 2025-12-31.",
    "{value} is no number of killed; write a whole number such as 5.": (
        "{value} — не кількість загиблих; напишіть ціле число, наприклад 5."
    ),
    "{value} is no confidence; write a number from 0 to 1 such as 0.6.": (
        "{value} — не впевненість; напишіть число від 0 до 1, наприклад 0.6."
    ),
    "The words to look for must be text of at most {most} characters.": (
        "Слова для пошуку мають бути текстом щонайбільше з {most} знаків."
    ),
    "There are more than {most} values for {name}; give fewer.": "Для {name} більше ніж {most} значень; залиште менше.",
    "{value} is no value of {name}; choose from: {known}.": "{value} — не значення {name}; виберіть з: {known}.",
    "{value} is no country; write two capital letters such as UA, or sea.": (
        "{value} — не країна; напишіть дві великі літери, наприклад UA, або sea."
    ),
    "A value of {name} is too long or no text; leave it out.": (
        "Значення {name} задовге або не є текстом; приберіть його."
    ),
    "The first day is after the last; both are left out.": "Перший день пізніший за останній; обидва пропущено.",
    "The area is none; write longitude,latitude of two corners, or of three to 100 points of its outline.": (
        "Це не ділянка; напишіть довготу,широту двох кутів або від трьох до 100 точок контуру."
    ),
    "The circle is none; write latitude,longitude,kilometres such as 46.48,30.73,50.": (
        "Це не коло; напишіть широту,довготу,кілометри, наприклад 46.48,30.73,50."
    ),
    "The short link is damaged; ask for it again, or open the map without it.": (
        "Коротке посилання пошкоджене; попросіть його знову або відкрийте карту без нього."
    ),
    "The text is in no language that mapapp reads; give it in {languages}.": (
        "mapapp не читає цієї мови; подайте текст однією з цих мов: {languages}."
    ),
    "The text is empty; paste or name a report with words in it.": "Текст порожній; вставте повідомлення зі словами.",
    "The text has no words in it; paste or name a report.": "У тексті немає слів; вставте або назвіть повідомлення.",
    "The text has {count} characters; mapapp reads up to {most}, so give it in parts.": (
        "У тексті {count} знаків; mapapp читає до {most}, тож подайте його частинами."
    ),
    "This is not a text (it holds binary data); give plain text, Markdown or JSON in UTF-8.": (
        "Це не текст (у ньому двійкові дані); подайте звичайний текст, Markdown або JSON в UTF-8."
    ),
    "The text holds half characters (lone UTF-16 surrogates); save it as UTF-8 and try again.": (
        "У тексті є пошкоджені знаки (половини пар UTF-16); збережіть його як UTF-8 і спробуйте ще раз."
    ),
    "The text holds characters that are no Unicode text; save it as UTF-8.": (
        "У тексті є знаки поза Unicode; збережіть його як UTF-8."
    ),
    "The store address {url} names no file; it must look like sqlite:////path/to/file.": (
        "Адреса сховища {url} не називає файлу; вона має виглядати як sqlite:////шлях/до/файлу."
    ),
    "The store address {url} is not known; it must look like sqlite:////path/to/file.": (
        "Адреса сховища {url} невідома; вона має виглядати як sqlite:////шлях/до/файлу."
    ),
    "There is no {kind} called {name}; choose one of: {known}.": (
        "Немає {kind} з назвою {name}; виберіть одне з: {known}."
    ),
    "The folder {path} of the store cannot be made ({why}); choose another file.": (
        "Теку сховища {path} не можна створити ({why}); виберіть інший файл."
    ),
    "The store {path} is a folder; name a file in it.": "Сховище {path} — це тека; назвіть файл у ній.",
    "The file {path} is no SQLite database; choose another file for the store.": (
        "Файл {path} — не база SQLite; виберіть для сховища інший файл."
    ),
    "The store {path} is damaged; put a backup in its place or choose another file.": (
        "Сховище {path} пошкоджене; поставте на його місце резервну копію або виберіть інший файл."
    ),
    "The store {path} is locked by another program; close that and try again.": (
        "Сховище {path} зайняте іншою програмою; закрийте її і спробуйте ще раз."
    ),
    "The store {path} cannot be written to, only read; check its permissions.": (
        "У сховище {path} не можна записати, лише читати; перевірте права доступу."
    ),
    "The store {path} cannot be opened; check the folder and its permissions.": (
        "Сховище {path} не відкривається; перевірте теку та права доступу."
    ),
    "The store {path} cannot be opened; check its permissions.": (
        "Сховище {path} не відкривається; перевірте права доступу."
    ),
    "The disk of the store {path} is full; nothing was saved. Free some space and try again.": (
        "Диск сховища {path} заповнений; нічого не збережено. Звільніть місце і спробуйте ще раз."
    ),
    "The disk of the store {path} cannot be read or written; nothing was saved.": (
        "Диск сховища {path} не читається або не записується; нічого не збережено."
    ),
    "The place of the map is not one; write latitude,longitude,zoom such as 48.6,36.5,5.": (
        "Місце на карті вказано хибно; напишіть широту,довготу,масштаб, наприклад 48.6,36.5,5."
    ),
    "The layers of the map are not a list of names; leave them out.": "Шари карти — не перелік назв; приберіть їх.",
    "There is no such view beside the map; choose from: {names}.": (
        "Такого вигляду поруч із картою немає; виберіть із: {names}."
    ),
    "The file {path} is a database of another program; choose another file for the store.": (
        "Файл {path} — база іншої програми; виберіть для сховища інший файл."
    ),
    "The store {path} was written by a newer mapapp (schema {one}, this one reads {two}); install the newer mapapp "
    "or choose another file.": (
        "Сховище {path} записав новіший mapapp (схема {one}, цей читає {two}); встановіть новіший "
        "або виберіть інший файл."
    ),
    "The store {path} holds a row that is damaged; put a backup in its place.": (
        "У сховищі {path} пошкоджений рядок; поставте на його місце резервну копію."
    ),
    "mapapp's file {name} is missing or damaged; install mapapp again.": (
        "Файл mapapp {name} відсутній або пошкоджений; встановіть mapapp знову."
    ),
    "mapapp's data folder is missing; install mapapp again.": "Теки даних mapapp немає; встановіть mapapp знову.",
    "The gazetteer's files are missing or damaged; install mapapp again.": (
        "Файли покажчика місць відсутні або пошкоджені; встановіть mapapp знову."
    ),
    "The gazetteer's files are of another version; install mapapp again.": (
        "Файли покажчика місць іншої версії; встановіть mapapp знову."
    ),
    "{name}, a file of the map, is missing; install mapapp again.": (
        "Немає {name}, файлу карти; встановіть mapapp знову."
    ),
    "The story {name} cannot be shown: {why}; correct the file.": (
        "Розповідь {name} не можна показати: {why}; виправте файл."
    ),
    "There are {most} saved views; delete one before you save another.": (
        "Збережено вже {most} виглядів; вилучіть один, перш ніж зберегти інший."
    ),
    "A view needs a name of 1 to {most} characters; give it one.": (
        "Виглядові потрібна назва з 1–{most} знаків; назвіть його."
    ),
}
_PART = re.compile(r"\{(\w+)\}")


def ukrainian(message: str) -> str:
    """The sentence in Ukrainian, with what varies in it; as it is where the table does not have it."""
    for english, other in (TABLE | words_services.TABLE).items():
        found = _pattern(english).fullmatch(message)
        if found:
            return _PART.sub(lambda part, found=found: found[part[1]], other)  # type: ignore[misc]
    return message


@cache
def _pattern(english: str) -> re.Pattern[str]:
    pieces = _PART.split(english)
    text = "".join(f"(?P<{piece}>.*?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
    return re.compile(text, re.DOTALL)
