"""Every text of the interface stands in both languages, and every sentence of an error in Ukrainian."""

import ast
import re
from pathlib import Path

import pytest

import mapapp
from mapapp.app import words, words_errors
from mapapp.app.words import Words
from mapapp.errors import InputError
from mapapp.exchange import filter_from_params
from mapapp.exchange.short import expand

PACKAGE = Path(mapapp.__file__).parent
# Where the sentences arise that the map, report, stories and embed pages can show.
RAISING = (
    "exchange/filters.py", "exchange/short.py", "shapes.py", "store/views.py", "exchange/views.py", "pipeline.py",
    "vocabulary_files.py", "extract/endpoint.py", "extract/endpoint_http.py", "extract/gate.py", "extract/reading.py",
    "extract/place_words.py", "geocode/providers.py", "geocode/second_opinion.py",
)  # fmt: skip


def test_every_text_has_two_languages_with_the_same_parts() -> None:
    for key, (english, ukrainian) in words._TABLE.items():
        assert english, key
        assert ukrainian, key
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", ukrainian)), key


def test_every_key_that_the_pages_ask_for_is_in_the_table() -> None:
    asked = set()
    for path in (PACKAGE / "app").glob("*.py"):
        asked |= set(re.findall(r"\bwords\(\s*\"([a-z_]+)\"", path.read_text("utf-8")))
    assert asked <= set(words._TABLE)
    assert len(asked) > 60


def _sentences(path: Path) -> list[str]:
    """The texts of a file that end as a sentence, with `X` for what varies."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
    docs = {ast.get_docstring(node, clean=False) for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)}  # fmt: skip
    return [text for text in found if text not in docs and re.fullmatch(r"(?s)[A-ZX“].* .*[.]", text)]


@pytest.mark.parametrize("name", RAISING)
def test_every_sentence_that_a_visitor_can_meet_is_translated(name: str) -> None:
    sentences = _sentences(PACKAGE / name)
    assert sentences
    left = [text for text in sentences if words_errors.ukrainian(text) == text and "\n" not in text]
    assert left == []


def test_what_varies_is_kept_in_the_translation() -> None:
    with pytest.raises(InputError) as raised:
        filter_from_params({"since": "<b>{x}</b>"})
    said = Words("uk").error(str(raised.value))
    assert "'<b>{x}</b>' — не день для 'since'" in said
    assert Words("en").error(str(raised.value)) == str(raised.value)
    with pytest.raises(InputError) as raised:
        expand("?")
    assert Words("uk").error(str(raised.value)).startswith("Коротке посилання")


def test_a_sentence_that_is_not_in_the_table_stays_as_it_is() -> None:
    assert Words("uk").error("Something else went wrong.") == "Something else went wrong."
