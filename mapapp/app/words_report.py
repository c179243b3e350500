"""The words of the report page, and in Ukrainian the rules by which reports are read.

Rules and reasons are English wherever they arise; a test reads many reports and looks for each of them here.
"""

import re
from collections.abc import Callable

TABLE: dict[str, tuple[str, str]] = {
    "found_help": (
        "Those that need a look come first. Choose one, or go through them with the arrow keys, and its words light up "
        "in the text.",
        "Спочатку ті, які варто перевірити. Виберіть удар або переходьте стрілками, і його слова підсвітяться "
        "в тексті.",
    ),
    "why_not": ("Words of attack that gave no strike", "Слова про напад, що не дали удару"),
    "field": ("Field", "Поле"),
    "in_words": ("In the words", "Словами тексту"),
    "rule": ("Rule", "Правило"),
    "key_who": ("who struck", "хто завдав удару"),
    "key_weapon": ("weapon", "зброя"),
    "key_target": ("target", "ціль"),
    "key_place": ("place struck", "місце удару"),
    "key_when": ("when", "коли"),
    "key_toll": ("killed, injured", "загиблі, поранені"),
    "key_outcome": ("outcome", "наслідок"),
    "key_name": ("other places", "інші місця"),
    "place_unknown": ("Place not known", "Місце невідоме"),
    "asks_model": (
        "Strikes are proposed by the model {model}: the whole text is sent to {url}. Only what stands in the text is "
        "taken from its answer.",
        "Удари пропонує модель {model}: увесь текст надсилається до {url}. З відповіді береться лише те, що є "
        "в тексті.",
    ),
    "reading": (
        "Reading the report; a very long one can take a minute.",
        "Читаю повідомлення; дуже довге може забрати хвилину.",
    ),
    "marked_text": ("The report with its words marked", "Повідомлення з позначеними словами"),
    "launched": ("Launched from", "Запущено з"),
    "go_to_strike": ("Strike {n}", "Удар {n}"),
    "card_look": ("Needs a look:", "Варто перевірити:"),
    "card_and": ("; ", "; "),
    "card_show": ("Show in the text", "Показати в тексті"),
    "card_said": ("Who says what", "Хто що каже"),
    "card_why": ("Why each field is what it is", "Чому кожне поле саме таке"),
    "cards_cut": (
        "{shown} of {all} strikes are listed here, those that need a look first; all are saved.",
        "Тут показано {shown} з {all} ударів, спочатку ті, які варто перевірити; зберігаються всі.",
    ),
    "text_cut": (
        "The first {shown} of {all} characters are shown; all were read.",
        "Показано перші {shown} з {all} знаків; прочитано всі.",
    ),
    "doubt_denied": ("one side denies it", "одна зі сторін заперечує"),
    "doubt_toll": ("the report gives more than one figure", "у повідомленні кілька різних чисел"),
    "doubt_unplaced": ("no place that is known", "немає відомого місця"),
    "doubt_place": ("the name may mean another place", "назва може означати інше місце"),
    "doubt_attacker": ("nothing says who struck", "не сказано, хто завдав удару"),
    "doubt_day": (
        "no day is named; that of publication is taken",
        "день не названо; взято день публікації",
    ),
    "doubt_low": ("low confidence", "низька впевненість"),
    "stance_affirms": ("says so", "стверджує"),
    "stance_denies": ("denies it", "заперечує"),
}  # fmt: skip

RULES: dict[str, str] = {
    "officials there": "місцева влада",
    "others": "інші",
    "named for the attack": "названо місцем удару",
    "named for it in a sentence behind": "названо в наступному реченні",
    "the heading of the paragraph": "заголовок абзацу",
    "the place that the paragraph speaks of": "місце, про яке йдеться в абзаці",
    "said to have hit or done damage": "сказано про влучання або пошкодження",
    "said to be stopped": "сказано, що зупинено",
    "the figure nearest to the word of harm": "число, найближче до слова про жертви",
    "another figure, not taken": "інше число, не взяте",
    "the thing that the word of attack is about": "предмет, якого стосується слово про напад",
    "named in the clause": "названо в цій частині речення",
    "named just before, for the same attack": "названо перед тим, про той самий напад",
    "named behind a word of ownership": "названо після слова про власника",
    "the other side of the war on whose ground it was": "інша сторона війни, не та, на чиїй землі це сталося",
    "the side's own weapon, force or attack": "власна зброя, сила або атака сторони",
    "the side that the verb of attack is about": "сторона, якої стосується дієслово нападу",
    "the speaker says that its own side did it": "мовець каже, що це зробила його сторона",
    "the side that speaks, or the attacker told just before": "сторона, що говорить, або щойно названий нападник",
    "the side that this weapon belongs to": "сторона, якій належить ця зброя",
    "the side that is blamed": "сторона, яку звинувачують",
    "the side that claims the attack": "сторона, що бере відповідальність",
    "the attacker named just before, on the same ground": "щойно названий нападник, на тій самій землі",
    "the only attacker that the text has told of": "єдиний нападник, про якого йшлося в тексті",
    "the army of the country, at war with an armed group at home": "армія країни, що воює з озброєною групою вдома",
    "a planted charge says nothing about who laid it": "закладений заряд не каже, хто його заклав",
    "nothing says who": "не сказано хто",
    "the last such weekday": "останній такий день тижня",
    "counted from the day of publication": "відлічено від дня публікації",
    "counted back": "відлічено назад",
    "a day of a month": "день місяця",
    "a day that has a name": "день, що має назву",
    "a date in figures": "дата цифрами",
    "the day after the strike told before": "наступний день після попереднього удару",
    "the day of publication, as the text names none": "день публікації, бо текст не називає іншого",
    "the first day that the text names": "перший день, названий у тексті",
    "the day of the strike told just before": "день попереднього удару",
    "the day that the paragraph speaks of": "день, про який ідеться в абзаці",
    "the military": "військові",
    "named in the same sentence, for the same wave": "названо в тому самому реченні, для тієї самої хвилі",
    "named for the wave of attacks that the text then tells place by place": (
        "названо для хвилі атак, про яку далі сказано місце за місцем"
    ),
    "the attacker that the text has named last, at war with the group on this ground": (
        "останній названий нападник, що воює з групою на цій землі"
    ),
    "bombs from the air, which the armed group at war with the state does not drop": (
        "бомби з повітря, яких озброєна група, що воює з державою, не скидає"
    ),
    "named as where it was launched from": "названо місцем запуску",
    "a stretch of days up to publication": "кілька днів до дня публікації",
    "the same day": "той самий день",
    "the weapon is said to be from there": "сказано, що зброя звідти",
    "named behind a word of launching": "названо після слова про запуск",
    "named before a word of launching": "названо перед словом про запуск",
    "the week of publication": "тиждень публікації",
    "the week before": "попередній тиждень",
    "the last weekend": "останні вихідні",
    "the first day of a range": "перший день проміжку",
    "the second day of a night": "другий день ночі",
    "no attack": "нападу немає",
    "no place": "місця не названо",
    "no weapon, target, harm or side": "немає ні зброї, ні цілі, ні шкоди, ні сторони",
    "not happened": "не відбулося",
    "other than an attack": "щось інше, не напад",
    "sums up strikes that are told one by one": "підсумовує удари, про які сказано окремо",
    "a weapon is named": "названо зброю",
    "a target is named": "названо ціль",
    "the place stands with the attack": "місце стоїть при нападі",
    "the place is no wide area": "місце не широке",
    "more than one clause tells of it": "про удар сказано не раз",
    "the text names a day": "текст називає день",
    "not only the attacker says so": "каже не лише нападник",
    "background": "тло, раніші події",
    "denied or negated": "заперечено",
    "the place that it names is not known": "назване місце невідоме",
    "the report is about something else": "повідомлення про інше",
    "an explosion that nobody is said to have caused": "вибух, якого, за текстом, ніхто не спричинив",
}
_LEDGER = re.compile(r"statements: (?:none|(?:(\d+) by others)?(?: and )?(?:(\d+) of the report's own)?); so (.+)")
_SIGNS = re.compile(r"(?:for it: ([^;]+))?(?:; )?(?:missing: ([^;]+))?")
_BOUNDS = re.compile(
    r"the figure nearest to the word of harm; (?:counts go from (\d+) to (\d+)|it is the (least|most), (\d+))"
)
_SPAN = re.compile(r"(.+); from (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)")
_OFFSHORE = re.compile(r"(.+); (\d+) km from (.+) (?:to the|towards the sea,) (.+)", re.DOTALL)
_ZONE = re.compile(r"(.+); (?:late in (\S+) is there the day after|([\d:]+) in (\S+) is there ([\d:]+) on (\S+))")
_BEARINGS = {
    "north": "північ", "north-east": "північний схід", "east": "схід", "south-east": "південний схід",
    "south": "південь", "south-west": "південний захід", "west": "захід", "north-west": "північний захід",
}  # fmt: skip
_MODEL = re.compile(r"proposed by (.+)", re.DOTALL)


def ukrainian(rule: str, value: Callable[[str], str]) -> str:
    """A rule or reason in Ukrainian; one that is not in the table stays as it is. `value` translates a status."""
    if rule in RULES:
        return RULES[rule]
    if ledger := _LEDGER.fullmatch(rule):
        counts = ((ledger[1], "інших"), (ledger[2], "самого повідомлення"))
        told = " і ".join(f"{count} {whose}" for count, whose in counts if count)
        return f"твердження: {told or 'немає'}; отже: {value(ledger[3])}"
    if (signs := _SIGNS.fullmatch(rule)) and rule:
        heads = ((signs[1], "за"), (signs[2], "бракує"))
        named = [(head, [RULES.get(word, word) for word in words.split(", ")]) for words, head in heads if words]
        return "; ".join(f"{head}: {', '.join(words)}" for head, words in named)
    if model := _MODEL.fullmatch(rule):
        return f"запропонувала модель {model[1]}"
    return _measured(rule, value) or rule


def _measured(rule: str, value: Callable[[str], str]) -> str | None:
    """A rule with figures in it: ends of a toll, a distance at sea, a clock time of another zone."""
    if bounds := _BOUNDS.fullmatch(rule):
        nearest = RULES["the figure nearest to the word of harm"]
        if bounds[1]:
            return f"{nearest}; підрахунки від {bounds[1]} до {bounds[2]}"
        return f"{nearest}; це {'найменше' if bounds[3] == 'least' else 'найбільше'}, {bounds[4]}"
    if span := _SPAN.fullmatch(rule):
        return f"{ukrainian(span[1], value)}; від {span[2]} до {span[3]}"
    if offshore := _OFFSHORE.fullmatch(rule):
        way = _BEARINGS.get(offshore[4], offshore[4])
        return f"{ukrainian(offshore[1], value)}; {offshore[2]} км від {value(offshore[3])} на {way}"
    if zone := _ZONE.fullmatch(rule):
        base = ukrainian(zone[1], value)
        if zone[2]:
            return f"{base}; пізно за {zone[2]} там уже наступний день"
        return f"{base}; {zone[3]} за {zone[4]} там {zone[5]} {zone[6]}"
    return None
