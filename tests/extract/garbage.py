"""Texts for property tests: made of the vocabulary's own words, names, figures, marks and sentences of real reports."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from mapapp.settings import data_dir

REPORTS = Path(__file__).parents[1] / "reports"


def _phrases(value: Any) -> Iterator[str]:
    """Every phrase in a table of the vocabulary, the star of an open ending left off."""
    if isinstance(value, str):
        yield value.replace("*", "")
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _phrases(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _phrases(inner)


def _words() -> list[str]:
    tables = (tomllib.loads(path.read_text("utf-8")) for path in sorted((data_dir() / "vocabulary").glob("*.toml")))
    return sorted({phrase for table in tables for phrase in _phrases(table) if phrase})


WORDS = _words()
TEXTS = [json.loads(path.read_text("utf-8"))["text"] for path in sorted(REPORTS.glob("*.json"))]
SENTENCES = sorted({part for text in TEXTS for part in re.split(r"(?<=[.!?])\s+", text) if part})
NAMES = [
    "Odesa", "Pokrovsk", "Kharkiv's", "Rostov-on-Don", "Washington", "Black Sea", "the Caspian Sea",
    "Donetsk Oblast", "St. Louis", "New York", "Nova Kakhovka", "Israel Katz", "El Fasher",
    "Mrauk-U", "U.S.", "Одеса", "Одесі", "Харковом", "Кривому Розі", "Одесская область",
    "Ростове-на-Дону", "Чёрное море", "Белгороде", "Slov’yansk", "Türkiye", "São Paulo", "Łódź",
    "ODESA", "Paris, Texas", "Kremlin", "Moscow", "Ракетне", "Мирный", "May", "Sunday", "Reading",
    "Of", "Batman", "Filanovsky field", "Engels airfield",
]  # fmt: skip
FIGURES = [
    "0", "1", "8", "27", "1,200", "3.5", "31", "2025", "1999", "99999999999", "12-13", "19th",
    "31 February", "29 February 2023", "٣", "५", "Ⅻ", "½", "-5", "$5", "5%", "17.12.2025",
    "2025-12-17", "1.", "twenty five", "двадцять п'ять",
]  # fmt: skip
ODD_FIGURES = ["²", "①", "⁵", "¹⁰"]
MARKS = [
    ".", ",", ";", ":", "!", "?", "…", "-", "–", "—", "(", ")", "[", "]", "«", "»", "“", "”", '"',
    "'", "’", "/", "|", "•", "▪", "*", "\n", "\n\n", "\n- ", "\t", "\r\n", "\u00a0", "\u2028",
    "\u200b", "\u202e", "\u00ad", "<script>", "${x}", "{{", "\\", "_", "😀", "🇺🇦", "e\u0301", "İ",
    "ß", "ﬁ", "Ǆ", "ǅ", "漢字", "עברית", "العربية", "ქართული", "ა", "Ꭰ", "ʼ", "\ufeff",
]  # fmt: skip
CONTROL = ["\x00", "\x01", "\x1b[31m", "\x7f", "\x85", "\ufffd", "\ue000"]

_piece = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(str.capitalize),
    st.sampled_from(NAMES),
    st.sampled_from(FIGURES),
    st.sampled_from(MARKS),
    st.sampled_from(
        ["the", "in", "of", "a", "was", "in the", "на", "в", "у", "і", "и", "killed", "hit", "drone", "ракета"]
    ),
)
_sentence = st.sampled_from(SENTENCES)
_cut = st.builds(lambda text, start, end: text[start : start + end], _sentence, st.integers(0, 80), st.integers(1, 120))
_passage = st.builds(
    lambda text, start, length: text[start : start + length],
    st.sampled_from(TEXTS),
    st.integers(0, 900),
    st.integers(100, 600),
)


def _join(pieces: list[str], gaps: list[str]) -> str:
    return "".join(piece + gaps[number % len(gaps)] for number, piece in enumerate(pieces))


_gaps = st.lists(st.sampled_from([" ", " ", " ", " ", ", ", ". ", "", "\n"]), min_size=1, max_size=7)
# Text that mostly is read: passages of reports with words, names and figures thrown between them.
prose = st.builds(_join, st.lists(st.one_of(_passage, _sentence, _cut, _piece), min_size=1, max_size=10), _gaps)
# Anything: also control characters and any letters there are.
_any = st.one_of(_piece, _piece, _cut, _cut, _sentence, st.text(max_size=8), st.sampled_from(CONTROL))
anything = st.builds(_join, st.lists(_any, max_size=24), _gaps)
days = st.none() | st.dates()
