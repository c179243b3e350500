"""The sentences on services, models, settings and vocabulary files in Ukrainian, as `words_errors` has the others."""

TABLE: dict[str, str] = {
    "The model did not answer with the JSON asked for; try again, or another model.": (
        "Модель відповіла не тим JSON, який просили; спробуйте ще раз або іншу модель."
    ),
    "The model did not answer with a list of strikes; try again, or another model.": (
        "Модель не дала переліку ударів; спробуйте ще раз або іншу модель."
    ),
    "The endpoint {url} answered with status {status}; check its address, model and key.": (
        "Сервер моделі {url} відповів кодом {status}; перевірте адресу, модель і ключ."
    ),
    "The endpoint {url} did not answer within {time} seconds; raise MAPAPP_EXTRACTOR_TIMEOUT, or unset "
    "MAPAPP_EXTRACTOR.": (
        "Сервер моделі {url} не відповів за {time} с; збільште MAPAPP_EXTRACTOR_TIMEOUT або приберіть MAPAPP_EXTRACTOR."
    ),
    "The endpoint {url} did not answer as an OpenAI-compatible one does; check its address.": (
        "Сервер моделі {url} відповідає не так, як сумісний з OpenAI; перевірте адресу."
    ),
    "The endpoint {url} cannot be reached; start it, or unset MAPAPP_EXTRACTOR.": (
        "Сервер моделі {url} недоступний; запустіть його або приберіть MAPAPP_EXTRACTOR."
    ),
    "The endpoint {url} answered with too much; choose another model.": (
        "Сервер моделі {url} відповів задовгим текстом; виберіть іншу модель."
    ),
    "The endpoint needs MAPAPP_EXTRACTOR_URL, which begins with http:// or https://, and MAPAPP_EXTRACTOR_MODEL; "
    "set both.": (
        "Для сервера моделі потрібні MAPAPP_EXTRACTOR_URL, що починається з http:// або https://, і "
        "MAPAPP_EXTRACTOR_MODEL; задайте обидва."
    ),
    "Proposal {n}: the rules see no attack in its words; look at it.": (
        "Пропозиція {n}: правила не бачать нападу в її словах; перевірте."
    ),
    "Proposal {n} was dropped: its quote does not stand in the report.": (
        "Пропозицію {n} відкинуто: її цитати немає в повідомленні."
    ),
    "Proposal {n} was dropped: its place is not named in the report, or unknown.": (
        "Пропозицію {n} відкинуто: її місце не назване в повідомленні або невідоме."
    ),
    "Proposal {n} was dropped: it says the same as proposal {first}.": (
        "Пропозицію {n} відкинуто: вона повторює пропозицію {first}."
    ),
    "Proposal {n}: not in the report and dropped: {fields}.": (
        "Пропозиція {n}: немає в повідомленні, тому відкинуто: {fields}."
    ),
    "The model proposed {count} strikes; only the first {most} were read.": (
        "Модель запропонувала ударів: {count}; прочитано лише перші {most}."
    ),
    "“{name}” is no place that mapapp knows; it was read as {right}.": (
        "Місця «{name}» mapapp не знає; прочитано як {right}."
    ),
    "In the vocabulary file {name}, {what}.": "У файлі словника {name}: {what}.",
    "The vocabulary file {name} is missing; install mapapp again.": (
        "Немає файлу словника {name}; встановіть mapapp знову."
    ),
    "The vocabulary file {name} is not in UTF-8; save it as UTF-8.": (
        "Файл словника {name} не в UTF-8; збережіть його як UTF-8."
    ),
    "The vocabulary file {name} is not valid TOML: {what}; correct that line.": (
        "Файл словника {name} — хибний TOML: {what}; виправте цей рядок."
    ),
    "The vocabulary file {name} lacks the table or list {what}; add it.": (
        "У файлі словника {name} немає таблиці або списку {what}; додайте."
    ),
    "The geocoder {name} wants not to be asked for {time} s more; try again after that.": (
        "Служба {name} просить не питати її ще {time} с; спробуйте потім."
    ),
    "Others of this installation are asking the geocoder {name} all the time; try again later.": (
        "Службу {name} весь час питають інші з цієї установки; спробуйте пізніше."
    ),
    "The report names more unknown places than the {most} that the geocoder {name} may be asked for; the others stay "
    "open.": ("У повідомленні більше невідомих місць, ніж {most}, про які можна спитати {name}; решта — без місця."),
    "The address {url} of the geocoder is none; it must look like https://server.example/path.": (
        "{url} — не адреса служби; вона має виглядати як https://server.example/path."
    ),
    "{name} gave an answer that cannot be read; check its address or ask another service.": (
        "Відповідь {name} не читається; перевірте адресу або спитайте іншу службу."
    ),
    "{name} did not answer within {time} s; try again later.": "{name} не відповіла за {time} с; спробуйте пізніше.",
    "{name} refuses to answer this installation; {what}.": "{name} відмовляє цій установці; {what}.",
    "{name} was asked too often; try again {when}.": "{name} питали зачасто; спробуйте знову: {when}.",
    "{name} cannot be reached or is broken; check the network and try again later.": (
        "{name} недоступна або не працює; перевірте мережу і спробуйте пізніше."
    ),
    "{name} has moved to another address; give the new one in MAPAPP_GEOCODER_URL.": (
        "{name} має іншу адресу; вкажіть її в MAPAPP_GEOCODER_URL."
    ),
    "The geocoder {name} needs a key; give it in MAPAPP_GEOCODER_KEY.": (
        "Службі {name} потрібен ключ; вкажіть його в MAPAPP_GEOCODER_KEY."
    ),
    "The key of the geocoder {name} would be sent unprotected; give an https address.": (
        "Ключ служби {name} пішов би незахищеним; вкажіть адресу https."
    ),
    "MAPAPP_GEOCODER_CONTACT must be an e-mail or web address in Latin letters; correct it.": (
        "MAPAPP_GEOCODER_CONTACT має бути електронною або вебадресою латинкою; виправте."
    ),
    "A name to look up has 1 to {most} characters; shorten it.": "Назва для пошуку має 1–{most} знаків; скоротіть її.",
    "The geocoder {name} has no public address; give your server's in MAPAPP_GEOCODER_URL.": (
        "Служба {name} не має публічної адреси; вкажіть адресу свого сервера в MAPAPP_GEOCODER_URL."
    ),
    "The store {path} cannot keep a geocoder's answers; use one at sqlite:////path/to/file.": (
        "Сховище {path} не може зберігати відповіді служби; візьміть sqlite:////шлях/до/файлу."
    ),
    "MAPAPP_SPACY names a model, but spaCy is missing; run `pip install spacy`, or unset MAPAPP_SPACY.": (
        "MAPAPP_SPACY називає модель, але spaCy немає; виконайте `pip install spacy` або приберіть MAPAPP_SPACY."
    ),
}
