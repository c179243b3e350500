import json
import os
import re
import subprocess
import sys

import pytest

from mapapp.settings import data_dir
from tests.geocode.services import Service, Spot, knows, says

SAMPLE = data_dir() / "reports" / "2025-12-20-odesa-port.json"


def run(*arguments, stdin=None, timeout=120, **environment):
    return subprocess.run(
        [sys.executable, "-m", "mapapp", *map(str, arguments)], env={**os.environ, **environment},
        input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=timeout, check=False,
    )  # fmt: skip


def features(result):
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)["features"]


def strikes_of(result):
    return [f for f in features(result) if f["properties"]["kind"] == "strike"]


def test_the_sample_gives_three_strikes_and_the_places_of_the_talks():
    found = features(run("extract", SAMPLE))
    strikes = [f["properties"] for f in found if f["properties"]["kind"] == "strike"]
    places = {f["properties"]["place"] for f in found if f["properties"]["kind"] == "place"}
    fields = ("attacker", "weapon_type", "target_type", "killed", "injured", "date", "status")
    told = {tuple(strike[field] for field in fields) for strike in strikes}
    assert told == {
        ("Russia", "missile", "port", 8, 27, "2025-12-19", "reported"),
        ("Ukraine", "drone", "ship", None, None, "2025-12-19", "claimed"),
        ("Ukraine", "drone", "oil and gas", None, None, "2025-12-19", "claimed"),
    }
    assert {"Miami", "Berlin", "Washington"} <= places
    text = json.loads(SAMPLE.read_text("utf-8"))["text"]
    assert all(s["quote"] in text for s in strikes)


def test_explain_says_which_words_and_rule_gave_each_field_and_why_other_clauses_gave_none():
    result = run("extract", SAMPLE, "--explain")
    assert result.returncode == 0, result.stderr
    assert "attacker   Russia ← “Russian” at 0" in result.stdout
    assert "killed     8 ← “killing eight”" in result.stdout
    assert "Sentences with words of attack that gave no strike, and why:" in result.stdout


def test_text_from_standard_input_takes_the_day_from_the_option():
    text = "Russian drones struck a port in Izmail on Monday, killing two people, the governor said."
    [strike] = strikes_of(run("extract", "-", "--published", "2025-11-19", stdin=text))
    assert strike["properties"]["date"] == "2025-11-17"
    assert strike["properties"]["report"] == "stdin"
    assert strike["properties"]["killed"] == 2


def test_json_lines_give_each_report_its_id_and_a_bad_line_does_not_stop_the_others(tmp_path):
    good = {"id": "a", "published": "2025-11-18", "text": "A Russian missile hit a hospital in Kharkiv on Tuesday."}
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps(good) + "\n{broken\n" + json.dumps(good | {"id": "b"}) + "\n", "utf-8")
    out = tmp_path / "out.jsonl"
    result = run("extract", path, "--format", "jsonl", "-o", out)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "line 2" in result.stderr
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {row["report"] for row in rows if row["kind"] == "strike"} == {"a", "b"}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "UTF-8"),
        ("zeros.txt", b"A strike\x00\x00 in Kyiv", "binary"),
        ("latin.txt", "Angriff auf Kiew, größere Schäden".encode("latin-1"), "UTF-8"),
        ("german.txt", "Bei einem Angriff auf den Hafen wurden gestern acht Menschen getötet.".encode(), "language"),
        ("list.json", b"[1, 2]", "text"),
        ("deep.json", b"[" * 100_000, "JSON"),
        ("table.xlsx", b"PK\x03\x04", "not read"),
    ],
)
def test_bad_files_end_with_one_sentence_and_status_2(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    result = run("extract", path)
    assert result.returncode == 2
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_a_bad_date_a_missing_file_and_an_unknown_format_are_each_told():
    assert "year-month-day" in run("extract", SAMPLE, "--published", "yesterday").stderr
    assert "does not exist" in run("extract", "nowhere.txt").stderr
    assert "geojson" in run("extract", SAMPLE, "--format", "pdf").stderr


def test_places_resolves_exactly_the_spans_given_and_keeps_order(tmp_path):
    text = "Officials in Paris and Odesa met; Xqzzt did not."
    lines = [{"id": 1, "text": text, "mentions": [[23, 28], [34, 39], [13, 18]]}, {"id": 2, "text": text}]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert run("places", source, "-o", out).returncode == 0
    first, second = (json.loads(line) for line in out.read_text("utf-8").splitlines())
    assert [m["name"] for m in first["mentions"]] == ["Odesa", "Xqzzt", "Paris"]
    assert first["mentions"][0]["country"] == "UA"
    assert first["mentions"][1]["latitude"] is None
    assert [m["name"] for m in second["mentions"]] == ["Paris", "Odesa"]


def test_places_says_where_a_span_is_wrong_and_does_the_other_lines(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "Kyiv", "mentions": [[3, 2]]}\n{"id": 2, "text": "Kyiv"}\n', "utf-8")
    result = run("places", source)
    assert result.returncode == 2
    assert "line 1" in result.stderr
    assert json.loads(result.stdout)["id"] == 2


def test_geocode_lists_the_namesakes_and_their_source():
    result = run("geocode", "Pokrovsk", "--limit", 3)
    assert result.stdout.splitlines()[0].startswith("Pokrovsk")
    assert "Donetsk" in result.stdout.splitlines()[0]
    assert "GeoNames" in result.stdout
    shapes = json.loads(run("geocode", "Odesa", "--format", "geojson").stdout)
    assert shapes["features"][0]["geometry"]["type"] == "Point"
    nothing = run("geocode", "Qqqqzz")
    assert nothing.returncode == 2
    assert "Qqqqzz" in nothing.stderr


def test_geocode_says_why_the_others_lost_and_how_sure_it_is():
    best, *others = run("geocode", "Pokrovsk", "--limit", 3).stdout.splitlines()
    assert re.search(r" km · 0\.\d\d · geonames:704422, GeoNames", best)
    assert len(others) == 2
    assert all(re.match(r"not .* km · geonames:\d+, GeoNames.*: 0\.\d\d, \w+", line) for line in others)
    weighed = [one["properties"] for one in features(run("geocode", "Pokrovsk", "--format", "geojson"))]
    assert weighed[0]["reason"] is None
    assert all(one["reason"] for one in weighed[1:])
    confidences = [one["confidence"] for one in weighed]
    assert confidences == sorted(confidences, reverse=True)


def test_geocode_says_that_it_read_a_misspelling():
    assert run("geocode", "Khrkiv, Ukraine").stdout.startswith("Khrkiv, read as Kharkiv (settlement")
    [first, *_] = features(run("geocode", "Khrkiv", "--format", "geojson"))
    assert first["properties"]["read_as"] == "Kharkiv"
    assert first["properties"]["confidence"] <= 0.5


def test_places_says_all_it_knows_of_a_mention_and_null_where_it_knows_nothing(tmp_path):
    text = "Moscow denied that Pokrovsk in Donetsk Oblast had fallen; Xqzzt did not."
    line = {"id": 1, "text": text, "mentions": [[19, 27], [58, 63]]}
    whole, marked = tmp_path / "whole.jsonl", tmp_path / "marked.jsonl"
    whole.write_text(json.dumps({"id": 1, "text": text}), "utf-8")
    marked.write_text(json.dumps(line), "utf-8")
    known, unknown = json.loads(run("places", marked).stdout)["mentions"]
    assert (known["id"], known["admin1"], known["geo_precision"]) == ("geonames:704422", "Donetsk Oblast", "settlement")
    assert 0 < known["uncertainty_km"] < 20
    assert {"name", "id", "confidence", "reason"} == set(known["runners_up"][0])
    assert all(one["reason"] for one in known["runners_up"])
    fields = ("latitude", "longitude", "kind", "country", "admin1", "id", "geo_precision", "uncertainty_km", "read_as")
    assert [unknown[field] for field in fields] == [None] * len(fields)
    assert (unknown["approximate"], unknown["metonym"], unknown["runners_up"]) == (False, False, [])
    moscow = json.loads(run("places", whole).stdout)["mentions"][0]
    assert (moscow["name"], moscow["metonym"]) == ("Moscow", True)


def test_export_gives_the_shipped_strikes_that_pass_the_filter(tmp_path):
    store = f"sqlite:///{tmp_path / 'store.sqlite'}"
    everything = features(run("export", "--store", store))
    some = features(run("export", "--store", store, "--by", "Russia", "--target", "port", "--since", "2025-12-19"))
    assert len(everything) == 120
    assert 0 < len(some) < 10
    assert {f["properties"]["attacker"] for f in some} == {"Russia"}
    assert min(f["properties"]["date"] for f in some) >= "2025-12-19"
    near = features(run("export", "--store", store, "--near", "46.48,30.73,60", "--precision", "settlement"))
    assert 0 < len(near) < 20
    assert all(45.8 < f["geometry"]["coordinates"][1] < 47.2 for f in near)
    wrong = run("export", "--store", store, "--since", "soon")
    assert wrong.returncode == 2


def test_a_line_of_json_may_hold_any_character_that_json_allows(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": 1, "text": "Kyiv\u2028and\u0085Lviv"}, ensure_ascii=False) + "\r\n", "utf-8")
    result = run("places", source)
    assert result.returncode == 0
    assert [m["name"] for m in json.loads(result.stdout)["mentions"]] == ["Kyiv", "Lviv"]


@pytest.fixture
def service():
    running = Service(behaviour=knows("nominatim", Spot()))
    running.start()
    yield running
    running.stop()


def test_geocode_asks_a_service_by_name_once_and_says_so_and_whom_to_credit(tmp_path, service):
    where = {"MAPAPP_GEOCODER_URL": service.url, "MAPAPP_STORE": f"sqlite:///{tmp_path / 's.sqlite'}"}
    first = run("geocode", "Vyhadane", "--provider", "nominatim", **where)
    again = run("geocode", "Vyhadane", "--provider", "nominatim", "--format", "geojson", **where)
    assert first.returncode == 0, first.stderr
    assert "nominatim:node/4, © OpenStreetMap contributors (ODbL 1.0)" in first.stdout
    assert first.stderr.startswith("mapapp: Asked nominatim@127.0.0.1")
    assert again.stderr.startswith("mapapp: Remembered from nominatim@127.0.0.1")
    assert json.loads(again.stdout)["features"][0]["geometry"]["coordinates"] == [37.04, 48.33]
    assert [asked["q"] for asked in service.asked] == ["Vyhadane"]
    assert run("geocode", "Pokrovsk", **where).returncode == 0
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("provider", "body", "says_so"),
    [
        ("nominatim", says([]), "no place called"),
        ("nominatim", says(b"", 403), "refuses"),
        ("nominatm", None, "pelias"),
    ],
)
def test_geocode_ends_with_one_sentence_where_a_service_has_nothing_or_fails(
    tmp_path, service, provider, body, says_so
):
    service.behaviour = body or service.behaviour
    where = {"MAPAPP_GEOCODER_URL": service.url, "MAPAPP_STORE": f"sqlite:///{tmp_path / 's.sqlite'}"}
    result = run("geocode", "Vyhadane", "--provider", provider, **where)
    assert result.returncode == 2
    assert says_so in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_extract_asks_the_service_that_the_environment_names_and_says_which_names(tmp_path, service):
    text = "Russian forces shelled the village of Vyhadane in Ukraine on Monday, killing two people."
    where = {"MAPAPP_GEOCODER_URL": service.url, "MAPAPP_STORE": f"sqlite:///{tmp_path / 's.sqlite'}"}
    result = run("extract", "-", stdin=text, MAPAPP_GEOCODER="nominatim", **where)
    [strike] = [one["properties"] for one in strikes_of(result)]
    assert (strike["place"], strike["place_id"]) == ("Vyhadane", "nominatim:node/4")
    assert strike["place_source"] == "© OpenStreetMap contributors (ODbL 1.0)"
    assert result.stderr.strip().endswith("(© OpenStreetMap contributors (ODbL 1.0)): Vyhadane")
    quiet = run("extract", "-", stdin=text, MAPAPP_GEOCODER="off", **where)
    assert quiet.stderr == ""
    service.behaviour = says(b"", 403)
    refused = run("extract", "-", stdin=text.replace("Vyhadane", "Zabrane"), MAPAPP_GEOCODER="nominatim", **where)
    assert refused.returncode == 0
    assert "refuses" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    wrong = run("extract", "-", stdin=text, MAPAPP_GEOCODER="nominatm", **where)
    assert wrong.returncode == 2
    assert "choose one of" in wrong.stderr


def test_extract_goes_on_without_the_service_where_the_store_cannot_be_had(tmp_path, service):
    text = "Russian drones hit a school in Kharkiv on Monday."
    where = {"MAPAPP_GEOCODER_URL": service.url, "MAPAPP_STORE": f"sqlite:///{tmp_path}"}
    result = run("extract", "-", stdin=text, MAPAPP_GEOCODER="nominatim", **where)
    assert len(strikes_of(result)) == 1
    assert "is a folder" in result.stderr
    assert service.asked == []
