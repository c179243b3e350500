"""How names sound, whatever the script and romanisation: "Хермель" and "El Hermel", "Qusayr" and "Кусейр".

A sound is a string of one letter a sound: S is sh, C is ch, J is zh or dzh, c is ts, x is kh; others are themselves.
Articles, spaces, double letters and words for the kind of place are left out. Its skeleton has only the consonants that
every romanisation keeps, those that are taken for one another as one letter.
"""

import re

_LONGEST = 80
_CYRILLIC = str.maketrans(
    {
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "ғ": "g", "д": "d", "е": "e", "є": "ye", "э": "e",
        "ё": "e", "ж": "J", "җ": "J", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "y", "к": "k", "қ": "k", "л": "l",
        "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "w",
        "ү": "u", "ұ": "u", "ф": "f", "х": "x", "ҳ": "h", "һ": "h", "ц": "c", "ч": "C", "ҷ": "J", "ш": "S", "щ": "S",
        "ъ": "", "ы": "i", "ь": "", "ю": "yu", "я": "ya",
        "ј": "y", "љ": "l", "њ": "n", "ћ": "C", "ђ": "J", "џ": "J",
    }
)  # fmt: skip
_CYRILLIC_PAIRS = (("дж", "ж"), ("чж", "ж"), ("цз", "ж"), ("дз", "з"), ("тс", "ц"))
_FRENCH = frozenset(
    ["DZ", "MA", "TN", "LB", "SY", "ML", "NE", "BF", "TD", "SN", "CI", "GN", "CM", "CF", "CD", "CG", "GA", "TG", "BJ",
     "MR", "MG", "DJ", "KM", "BI", "FR", "BE", "HT"]
)  # fmt: skip
_SPANISH = frozenset(
    ("ES", "MX", "AR", "CO", "VE", "PE", "CL", "EC", "BO", "CU", "GT", "HN", "NI", "SV", "PA", "UY", "PY")
)
_J_IS_Y = frozenset(
    ("DE", "AT", "NL", "SE", "NO", "DK", "FI", "IS", "PL", "CZ", "SK", "SI", "HR", "RS", "BA", "ME", "HU")
)
_C_IS_J = frozenset(("TR", "AZ", "CY"))
_LATIN = (
    ("dzh", "J"), ("dj", "J"), ("zh", "J"), ("x", "ks"), ("kh", "x"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("dh", "d"), ("bh", "b"), ("jh", "J"), ("ts", "c"), ("tz", "c"), ("oo", "u"), ("ou", "u"), ("ee", "i"),
    ("q", "k"), ("j", "J"),
)  # fmt: skip
_KIND = re.compile(
    r"(?: (?:district|province|governorate|region|state|township|tehsil|division|county|department|prefecture|city|town"
    r"|international|domestic|airport|air base|airbase|air force base|airfield|refugee camp|camp|municipality|oblast"
    r"|raion|refinery|dam|port|power station|power plant))+$",
    re.MULTILINE,
)
_ARTICLE = re.compile(r"\b(?:[aeu]l (?=\w)|[aeiu]([SsdrntzlJC]) (?=\1))")
_CLASSES = str.maketrans({"f": "p", "S": "s", "C": "j", "J": "j", "c": "j"} | dict.fromkeys("aeiouywvhxg "))


def sounds(keys: list[str], country: str = "") -> list[str]:
    """The sounds of normalised Latin and Cyrillic names of a country (ISO 3166-1 alpha-2), in their order.

    All are turned in one go, so that a hundred thousand take a second.
    """
    if not keys:
        return []
    text = "\n".join(key[:_LONGEST] for key in keys)
    text = _of_latin(_KIND.sub("", text), country)
    for pair, one in _CYRILLIC_PAIRS:
        text = text.replace(pair, one)
    text = text.translate(_CYRILLIC)
    text = re.sub(r" +", " ", re.sub(r"^ +| +$", "", text, flags=re.MULTILINE))
    text = _ARTICLE.sub("", text).replace(" ", "")
    text = re.sub(r"ng(?![aeiouyw])", "n", text)
    text = re.sub(r"([^\n])\1+", r"\1", text)
    text = re.sub(r"[ao]u", "o", text)
    return re.sub(r"[ae][iy](?![aeiou])", "e", text).split("\n")


def _of_latin(text: str, country: str) -> str:
    if country in _FRENCH:
        text = re.sub(r"(?<!t)ch", "S", text).replace("gu", "g")
    if country in _C_IS_J:
        text = text.replace("ch", "C").replace("c", "J")
    if country in _J_IS_Y:
        text = text.replace("j", "y")
    if country in _SPANISH:
        text = text.replace("j", "h")
    for pair, one in (("sch", "S"), ("tch", "C"), ("sh", "S"), ("ch", "C")):
        text = text.replace(pair, one)
    text = re.sub(r"c(?=[eiy])", "s", text).replace("c", "k")
    for pair, one in _LATIN:
        text = text.replace(pair, one)
    text = re.sub(r"ku(?=[aeo])", "kw", text)
    return re.sub(r"(?<=[ao])w(?![aeiouyw])", "u", text)


def names_kind(key: str) -> bool:
    """Whether a key ends with a word for the kind of place, which its sound leaves out."""
    return _KIND.search(key) is not None


def skeleton(sound: str) -> str:
    """The consonants of a sound that no romanisation drops."""
    return sound.translate(_CLASSES)


_VOWELS = frozenset("aeiou")
_ALIKE = {
    "ei": 0.15, "iy": 0.05, "ey": 0.15, "ou": 0.15, "ow": 0.2, "uw": 0.1, "uv": 0.2, "ov": 0.4, "ae": 0.25, "ao": 0.25,
    "vw": 0.0, "hx": 0.05, "gh": 0.15, "gx": 0.25, "Ss": 0.4, "CJ": 0.25, "Cc": 0.4, "Jc": 0.4, "fp": 0.25, "ay": 0.5,
}  # fmt: skip
_OTHER_VOWEL, _OTHER_SOUND = 0.55, 1.1
_LEFT_OUT = {
    "y": 0.12,
    "h": 0.12,
    "w": 0.35,
    "v": 0.6,
    "x": 0.6,
    "g": 0.8,
    "e": 0.35,
    "i": 0.4,
    "a": 0.4,
    "o": 0.45,
    "u": 0.45,
}
_AT_THE_END = 0.15


def unlikeness(one: str, other: str) -> float:
    """How unlike two sounds are: 0 for the same, about 1 for a consonant of difference."""
    ends = sum(sound[-1:] in _VOWELS for sound in (one, other))
    if ends == 1 or (ends == 2 and one[-1] != other[-1]):
        one, other, start = _less_end(one), _less_end(other), _AT_THE_END
    else:
        start = 0.0
    above = [start]
    for sound in other:
        above.append(above[-1] + _LEFT_OUT.get(sound, _OTHER_SOUND))
    for sound in one:
        left_out = _LEFT_OUT.get(sound, _OTHER_SOUND)
        row = [above[0] + left_out]
        for at, wanted in enumerate(other):
            row.append(
                min(
                    above[at] + _change(sound, wanted),
                    above[at + 1] + left_out,
                    row[at] + _LEFT_OUT.get(wanted, _OTHER_SOUND),
                )
            )
        above = row
    return above[-1]


def _less_end(sound: str) -> str:
    return sound.rstrip("aeiouyh")


def _change(one: str, other: str) -> float:
    if one == other:
        return 0.0
    known = _ALIKE.get(one + other if one < other else other + one)
    if known is not None:
        return known
    return _OTHER_VOWEL if one in _VOWELS and other in _VOWELS else _OTHER_SOUND
