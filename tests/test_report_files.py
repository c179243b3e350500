"""Reports read from files, and what is wrong with those that cannot be read."""

import io
import json
import sys
from datetime import date

import pytest

from mapapp.errors import InputError
from mapapp.reports import files
from mapapp.reports.files import RawReport, decode, parse_day, read_lines, read_objects, read_raw

TEXT = "Дрон влучив у порт Одеси. A drone hit the port."


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


def read(folder, name, content):
    return list(read_raw(written(folder, name, content)))


@pytest.mark.parametrize("name", ["odesa.txt", "odesa.md", "odesa", "odesa.TXT"])
def test_a_text_file_is_one_report_with_the_name_of_its_file(tmp_path, name):
    (report,) = read(tmp_path, name, TEXT)
    assert (report.id, report.text, report.published) == ("odesa", TEXT, None)


def test_a_json_file_is_one_report_with_its_fields(tmp_path):
    entry = {
        "id": "a",
        "title": "T",
        "published": "2025-12-20T09:00:00Z",
        "text": TEXT,
        "url": "https://example.org/a",
        "extra": 1,
    }
    (report,) = read(tmp_path, "x.json", json.dumps(entry))
    assert report == RawReport(
        name=str(tmp_path / "x.json"),
        id="a",
        title="T",
        published=date(2025, 12, 20),
        text=TEXT,
        url="https://example.org/a",
    )


def test_a_line_of_json_lines_is_a_report_and_empty_lines_are_passed_over(tmp_path):
    lines = "\n".join(["", json.dumps({"text": "One."}), "   ", json.dumps({"id": 7, "text": "Two."}), ""])
    assert [(one.id, one.text) for one in read(tmp_path, "many.jsonl", lines)] == [("many-2", "One."), ("7", "Two.")]


def test_a_bad_line_is_an_error_with_its_number_and_the_others_are_read(tmp_path):
    lines = '{"text": "One."}\n{broken\n{"title": "no text"}\n{"text": "Four.", "published": "soon"}\n{"text": "Five."}'
    found = read(tmp_path, "many.jsonl", lines)
    assert [type(one) for one in found] == [RawReport, InputError, InputError, InputError, RawReport]
    assert ["line 2" in str(found[1]), "line 3" in str(found[2]), "line 4" in str(found[3])] == [True] * 3


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\u0085"], ids=["line", "paragraph", "next line"])
def test_an_unusual_line_break_inside_a_text_does_not_cut_its_line(mark):
    line = json.dumps({"text": f"One{mark}two."}, ensure_ascii=False)
    (report,) = read_lines(line, "x.jsonl")
    assert isinstance(report, RawReport)
    assert report.text == f"One{mark}two."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode("utf-8"), TEXT),
        (TEXT.encode("utf-8-sig"), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT),
        (b"", ""),
    ],
)
def test_utf_8_and_marked_utf_16_are_read(data, text):
    assert decode(data, "x") == text


@pytest.mark.parametrize("data", [TEXT.encode("cp1251"), TEXT.encode("koi8-u"), b"\xff\xd8\xff\xe0JFIF", b"\xff\xfea"])
def test_other_encodings_are_refused_in_one_sentence(data):
    with pytest.raises(InputError, match=r"^x: .*UTF-8.*\.$"):
        decode(data, "x")


@pytest.mark.parametrize("value", ["2025-12-20", " 2025-12-20 ", "2025-12-20T23:59:59+02:00"])
def test_a_day_is_read_from_a_date_or_a_time(value):
    assert parse_day(value) == date(2025, 12, 20)


@pytest.mark.parametrize(
    "value", ["", "20.12.2025", "2025-02-30", "2025-13-01", "yesterday", "0000-00-00", "٢٠٢٥-١٢-٢٠", "x" * 1000]
)
def test_what_is_no_date_is_said_in_a_short_sentence(value):
    with pytest.raises(InputError, match="is no date; write it as year-month-day") as problem:
        parse_day(value)
    assert len(str(problem.value)) < 200


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.json", "{broken", "not valid JSON"),
        ("x.json", "[1, 2]", 'an object with a "text"'),
        ("x.json", '{"text": 5}', 'an object with a "text"'),
        ("x.json", '{"text": "One.", "published": "soon"}', "is no date"),
        ("x.json", "[" * 100_000, "not valid JSON"),
        ("x.json", '{"text": "One", "n": ' + "9" * 5000 + "}", "not valid JSON"),
        ("x.pdf", "%PDF", "files of this kind are not read"),
        ("x.txt", b"\xff\xff\xff", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path, name, content, words):
    with pytest.raises(InputError, match=r"\.$") as problem:
        read(tmp_path, name, content)
    assert words in str(problem.value)
    assert name in str(problem.value)


def test_a_file_that_is_not_there_and_a_folder_are_named(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        list(read_raw(str(tmp_path / "none.txt")))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_raw(str(tmp_path)))


@pytest.mark.parametrize(
    "name",
    ["a\0b.txt", "x" * 5000 + ".txt"],
    ids=["null character", "too long"],
)
def test_a_name_that_no_file_can_have_is_an_input_error(name):
    with pytest.raises(InputError):
        list(read_raw(name))


def test_a_file_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    with pytest.raises(InputError, match="larger than"):
        read(tmp_path, "x.txt", "x" * 11)


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ("A drone hit Odesa.", ["stdin"]),
        ('{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n', ["a", "b"]),
        ('{\n "id": "a",\n "text": "One."\n}\n', ["a"]),
        ('{"id": "a", "text": "One."}\n', ["a"]),
    ],
)
def test_standard_input_may_hold_a_text_a_report_or_a_report_a_line(monkeypatch, content, ids):
    stdin = io.TextIOWrapper(io.BytesIO(content.encode("utf-8")), "utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    assert [one.id for one in read_raw("-")] == ids


def test_objects_of_a_file_come_with_where_they_stand(tmp_path):
    path = written(tmp_path, "x.jsonl", '{"id": 1}\n\nbroken\n[2]\n')
    first, second, third = read_objects(path)
    assert first == (f"{path}, line 1", {"id": 1})
    assert isinstance(second, InputError)
    assert third == (f"{path}, line 4", [2])
