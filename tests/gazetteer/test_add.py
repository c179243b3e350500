"""Adding countries to the user's own folder: what was in use stays until what is new is whole."""

import hashlib
import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from mapapp.errors import DataError, InputError
from mapapp.gazetteer import added
from mapapp.gazetteer.add import CountryShelf
from mapapp.gazetteer.added import open_places
from mapapp.gazetteer.describe import as_text, describe
from mapapp.gazetteer.download import NetLimits
from mapapp.gazetteer.normal import normal
from mapapp.gazetteer.writer import write
from tests.gazetteer.conftest import embedded_rows
from tests.gazetteer.geonames import archive, row, villages

QUICK = NetLimits(read_timeout=5.0, pause=0.0, attempts=1)
UKRAINE = archive([row(), *villages(120)])
RUSSIA = archive([row(ident=7, name="Dubki", others="Дубки", country="RU", admin1="41")], "RU")


@pytest.fixture
def shelf(tmp_path, data):
    return CountryShelf(tmp_path / "user" / "gazetteer", data, net=QUICK)


@pytest.fixture
def add(shelf, server):
    server.put("UA.zip", UKRAINE)
    server.put("RU.zip", RUSSIA)

    def add(*codes, steps=None):
        return shelf.add(codes, server.url, lambda *step: steps.append(step) if steps is not None else None)

    return add


@pytest.fixture
def opened(shelf):
    def opened():
        return open_places(shelf.data, shelf.folder)

    return opened


def state(shelf):
    """The bytes of all that is in use: the index, the file that names it, the country files."""
    files = [path for path in sorted(shelf.folder.rglob("*")) if path.is_file() and ".part" not in path.name]
    return {path.relative_to(shelf.folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def has(gazetteer, name):
    return bool(gazetteer.find(normal(name)))


def test_without_added_countries_the_embedded_index_is_opened(opened, shelf):
    assert not has(opened(), "Zelenyi Hai")
    assert not shelf.folder.exists()


def test_added_countries_are_in_the_index_that_is_opened(add, opened):
    done = add("ua", "RU", "UA")
    assert done.problems == []
    assert (done.notes["UA"].places, done.notes["UA"].rows, done.notes["RU"].places) == (121, 121, 1)
    assert done.counts["new"] == 122
    assert all(has(opened(), name) for name in ("Zelenyi Hai", "Дубки", "Donetsk"))


def test_progress_is_told_in_bytes_and_in_rows(add):
    steps = []
    add("UA", steps=steps)
    assert ("UA.zip", "bytes", len(UKRAINE), len(UKRAINE)) in steps
    assert ("UA.txt", "rows", 121, 121) in steps


def test_an_unchanged_country_is_not_fetched_again_and_a_changed_one_is(add, server, opened):
    add("UA")
    assert add("UA").unchanged == ["UA"]
    server.put("UA.zip", archive([row(name="Nova Nazva")]))
    assert add("UA").unchanged == []
    assert has(opened(), "Nova Nazva")
    assert not has(opened(), "Zelenyi Hai")


def test_countries_added_one_by_one_are_as_those_added_at_once(add, shelf):
    add("RU")
    add("UA")
    one = {name: digest for name, digest in state(shelf).items() if "index-" in str(name)}
    shutil.rmtree(shelf.folder)
    add("UA", "RU")
    assert {name: digest for name, digest in state(shelf).items() if "index-" in str(name)} == one


def test_only_the_index_in_use_stays_on_disk(add, shelf):
    add("UA")
    add("RU")
    assert len(list(shelf.folder.glob("index-*"))) == 1
    assert not list(shelf.folder.glob("building-*"))


BROKEN = {
    "truncated": UKRAINE[:2_000],
    "page": b"<!doctype html><h1>Too many requests</h1>",
    "empty": b"",
    "bomb": archive(b"0" * 20_000_000),
    "columns": archive([line.rpartition("\t")[0] for line in villages(50)]),
    "coordinates": archive([row(ident=number, latitude="95.5") for number in range(1, 50)]),
    "country": RUSSIA,
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_told_in_one_sentence_and_changes_nothing(add, server, shelf, opened, kind):
    add("UA")
    before = state(shelf)
    server.put("UA.zip", BROKEN[kind])
    done = add("UA")
    assert len(done.problems) == 1
    assert done.problems[0].startswith(("UA", "What came as UA.zip"))
    assert state(shelf) == before
    assert has(opened(), "Zelenyi Hai")
    server.put("UA.zip", archive([row(name="Nova Nazva")]))
    assert add("UA").problems == []


@pytest.mark.parametrize("status", [403, 404, 429, 500])
def test_a_refusal_changes_nothing(add, server, shelf, status):
    add("UA")
    before = state(shelf)
    server.status = status
    assert f"(status {status})" in add("UA").problems[0]
    assert state(shelf) == before


def test_without_a_connection_one_sentence_says_so_for_all_countries(add, server, shelf):
    add("UA")
    before = state(shelf)
    server.stop()
    [problem] = add("UA", "RU").problems
    assert "cannot be reached" in problem
    assert state(shelf) == before


def test_one_country_that_fails_does_not_keep_the_others_out(add, server, opened):
    server.put("RU.zip", b"nonsense")
    done = add("RU", "UA")
    assert list(done.notes) == ["UA"]
    assert len(done.problems) == 1
    assert has(opened(), "Zelenyi Hai")


@pytest.mark.parametrize("codes", [["ZZ"], ["UA", "Ukraine"], ["../UA"], [""], ["*"], ["U" * 500]])
def test_unknown_codes_are_told_before_anything_is_fetched(add, server, codes):
    with pytest.raises(InputError, match="No country has the code") as problem:
        add(*codes)
    assert len(str(problem.value)) < 200
    assert server.requests == []


def test_adding_nothing_to_nothing_says_what_to_do(add):
    with pytest.raises(InputError, match="mapapp gazetteer add UA"):
        add()


def test_another_embedded_index_is_never_hidden_by_an_old_merge(add, shelf, server, tmp_path, caplog):
    add("UA")
    rows = embedded_rows()
    rows[-1].latitude += 0.5
    write(rows, tmp_path / "newer" / "gazetteer")
    newer = replace(shelf, data=tmp_path / "newer")
    gazetteer = open_places(newer.data, newer.folder)
    assert not has(gazetteer, "Zelenyi Hai")
    assert gazetteer.place(len(rows) - 1).latitude == 48.32289
    assert "run `mapapp gazetteer add`" in caplog.text
    requests = len(server.requests)
    newer.add([], server.url, lambda *_: None)
    merged = open_places(newer.data, newer.folder)
    assert has(merged, "Zelenyi Hai")
    assert merged.place(len(rows) - 1).latitude == 48.32289
    assert len(server.requests) == requests


def test_a_merge_by_other_rules_is_not_used(add, opened, monkeypatch, caplog):
    add("UA")
    monkeypatch.setattr(added, "MERGE_VERSION", added.MERGE_VERSION + 1)
    assert not has(opened(), "Zelenyi Hai")
    assert "run `mapapp gazetteer add`" in caplog.text


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"index": 3, "embedded": 4}', '{"index": "../..", "embedded": ""}']
)
def test_a_damaged_pointer_leaves_the_embedded_index_and_add_mends_it(add, opened, shelf, caplog, content):
    add("UA")
    (shelf.folder / "current.json").write_text(content)
    assert not has(opened(), "Zelenyi Hai")
    assert "run `mapapp gazetteer add`" in caplog.text
    add()
    assert has(opened(), "Zelenyi Hai")


def test_a_damaged_index_leaves_the_embedded_one_and_add_mends_it(add, opened, shelf, caplog):
    add("UA")
    next(shelf.folder.glob("index-*/places.bin")).write_bytes(b"x" * 100)
    assert not has(opened(), "Zelenyi Hai")
    assert "are damaged" in caplog.text
    add()
    assert has(opened(), "Zelenyi Hai")


def test_what_a_killed_merge_left_behind_does_no_harm(add, opened, shelf):
    add("UA")
    name = next(shelf.folder.glob("index-*")).name
    (shelf.folder / name).rename(shelf.folder / f"building-{name}")
    (shelf.folder / f"building-{name}" / "names.marisa").write_bytes(b"half")
    assert not has(opened(), "Zelenyi Hai")
    add()
    assert has(opened(), "Zelenyi Hai")


def test_a_kept_file_that_was_damaged_is_told_and_then_fetched_anew(add, opened, shelf):
    add("UA")
    (shelf.countries / "UA.zip").write_bytes(b"PK")
    with pytest.raises(DataError, match="mapapp gazetteer add UA"):
        add("RU")
    assert has(opened(), "Zelenyi Hai")
    add("UA", "RU")
    assert has(opened(), "Дубки")


def test_two_at_once_do_not_meet(add, shelf):
    add("UA")
    lock = sqlite3.connect(shelf.folder / "lock", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DataError, match="Another `mapapp gazetteer` is at work"):
        add("RU")
    lock.close()
    add("RU")


def test_a_folder_that_cannot_be_made_is_told(data, tmp_path, server):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataError, match="cannot be written"):
        CountryShelf(tmp_path / "file" / "user", data).add(["UA"], server.url, lambda *_: None)


def test_a_disk_that_is_full_is_told_and_what_was_in_use_stays(add, opened, shelf, monkeypatch):
    add("UA")
    whole = Path.write_bytes

    def full(path, content):
        if "building-" in str(path):
            raise OSError(28, "No space left on device")
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DataError, match="No space left on device"):
        add("RU")
    assert has(opened(), "Zelenyi Hai")
    monkeypatch.undo()
    add()
    assert has(opened(), "Дубки")


def test_removed_countries_are_gone_and_with_the_last_one_the_index(add, opened, shelf):
    add("UA", "RU")
    assert shelf.remove(["ua"], lambda *_: None)["new"] == 1
    assert not has(opened(), "Zelenyi Hai")
    assert has(opened(), "Дубки")
    assert shelf.remove(["RU"], lambda *_: None) == {}
    assert not has(opened(), "Дубки")
    assert {path.name for path in shelf.folder.rglob("*")} == {"countries", "lock"}
    with pytest.raises(InputError, match="Not added: UA"):
        shelf.remove(["UA"], lambda *_: None)


def test_info_counts_what_is_in_and_names_countries_sources_and_licences(add, shelf):
    plain = describe(shelf.data, shelf.folder)
    assert (plain["places"], plain["added"], plain["countries"]) == (8, 0, {})
    add("UA")
    found = describe(shelf.data, shelf.folder)
    assert (found["places"], found["added"]) == (129, 121)
    assert found["kinds"]["settlement"] == 3 + 121
    assert found["sources"] == {"geonames": 126, "mapapp": 2, "geonames-admin1": 1}
    assert found["countries"]["UA"]["rows"] == 121
    assert found["countries"]["UA"]["licence"] == "GeoNames (geonames.org), CC BY 4.0"
    assert found["kept"] == {"UA.zip": len(UKRAINE)}
    assert json.loads(json.dumps(found)) == found
    text = as_text(found)
    assert all(part in text for part in ("129 places, 121 of them added", "UA  20", "CC BY 4.0", found["path"]))
