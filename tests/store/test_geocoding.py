"""The store's memory of geocoding services: answers with their age, and one rhythm for all processes."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from mapapp.errors import StoreError
from mapapp.geocode.ports import Found
from mapapp.model import Place, PlaceKind, Strike
from mapapp.store import open_store, schema
from mapapp.store.geocoding import DAY, SqliteGeocoding, open_geocoding
from tests.store import samples

ROOT = Path(__file__).parents[2]
SERVICE, OTHER = "nominatim@example.org", "photon@example.org"
FOUND = Found(
    place=Place(
        id="nominatim:node/4", name="Vyhadane", kind=PlaceKind.SETTLEMENT, country="UA", latitude=48.33,
        longitude=37.04, radius_km=2.7, admin1="Donetsk Oblast", source="© OpenStreetMap contributors (ODbL 1.0)",
    ),
    names=("Vyhadane", "Вигадане"),
)  # fmt: skip


class Clock:
    """A clock that a test sets."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "strikes.sqlite"


@pytest.fixture
def memory(path: Path, clock: Clock) -> Iterator[SqliteGeocoding]:
    opened = SqliteGeocoding(path, clock=clock)
    yield opened
    opened.close()


def test_an_answer_comes_back_with_its_age_and_marked_as_remembered(memory: SqliteGeocoding, clock: Clock) -> None:
    assert memory.get(SERVICE, "q") is None
    fresh = memory.put(SERVICE, "q", [FOUND])
    assert (fresh.found, fresh.cached) == ((FOUND,), False)
    clock.now += 3 * DAY
    again = memory.get(SERVICE, "q")
    assert again is not None
    assert (again.found, again.cached) == ((FOUND,), True)
    assert again.at == datetime.fromtimestamp(Clock.now, UTC).isoformat()


def test_answers_of_another_service_or_to_another_question_are_not_mixed_up(memory: SqliteGeocoding) -> None:
    memory.put(SERVICE, "q", [FOUND])
    assert memory.get(OTHER, "q") is None
    assert memory.get(SERVICE, "Q") is None


def test_not_found_is_remembered_too_and_forgotten_sooner(memory: SqliteGeocoding, clock: Clock) -> None:
    memory.put(SERVICE, "nowhere", [])
    memory.put(SERVICE, "somewhere", [FOUND])
    remembered = memory.get(SERVICE, "nowhere")
    assert remembered is not None
    assert remembered.found == ()
    clock.now += 8 * DAY
    assert memory.get(SERVICE, "nowhere") is None
    assert memory.get(SERVICE, "somewhere") is not None
    clock.now += 90 * DAY
    assert memory.get(SERVICE, "somewhere") is None


def test_what_is_too_old_leaves_the_file(memory: SqliteGeocoding, clock: Clock, path: Path) -> None:
    memory.put(SERVICE, "old", [FOUND])
    clock.now += 91 * DAY
    memory.put(SERVICE, "new", [])
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT query FROM geocoder_answers").fetchall() == [("new",)]
    connection.close()


def test_answers_outlive_the_process_and_leave_strikes_and_history_alone(path: Path) -> None:
    store = open_store(f"sqlite:///{path}")
    store.add_extraction(samples.extraction())
    revision = store.revision()
    memory = open_geocoding(f"sqlite:///{path}")
    memory.put(SERVICE, "q", [FOUND])
    memory.close()
    memory = open_geocoding(f"sqlite:///{path}")
    answer = memory.get(SERVICE, "q")
    assert answer is not None
    assert answer.found == (FOUND,)
    assert (store.revision(), len(store.strikes())) == (revision, 1)
    memory.close()
    store.close()


def test_a_row_that_cannot_be_read_is_as_good_as_none(memory: SqliteGeocoding, path: Path) -> None:
    memory.put(SERVICE, "q", [FOUND])
    for text in ("{broken", "5", '[{"place": {}}]', '[{"place": {"kind": "moon"}, "names": []}]'):
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE geocoder_answers SET json = ?", (text,))
        connection.close()
        assert memory.get(SERVICE, "q") is None
    memory.put(SERVICE, "q", [FOUND])
    assert memory.get(SERVICE, "q") is not None


def test_a_turn_comes_once_an_interval_and_a_service(memory: SqliteGeocoding, clock: Clock) -> None:
    assert memory.take(SERVICE, 1.1) == 0
    assert memory.take(SERVICE, 1.1) == pytest.approx(1.1)
    assert memory.take(OTHER, 1.1) == 0
    clock.now += 1.0
    assert memory.take(SERVICE, 1.1) == pytest.approx(0.1)
    clock.now += 0.2
    assert memory.take(SERVICE, 1.1) == 0


def test_a_service_that_wants_to_be_left_alone_is_by_everyone_and_longest_counts(
    memory: SqliteGeocoding, clock: Clock, path: Path
) -> None:
    memory.hold(SERVICE, 600)
    memory.hold(SERVICE, 5)
    other = SqliteGeocoding(path, clock=clock)
    assert other.held(SERVICE) == pytest.approx(600)
    assert other.take(SERVICE, 1.1) == pytest.approx(600)
    clock.now += 601
    assert other.held(SERVICE) == 0
    assert other.take(SERVICE, 1.1) == 0
    other.close()


def test_a_clock_that_was_set_back_stops_nobody_for_long(memory: SqliteGeocoding, clock: Clock) -> None:
    memory.take(SERVICE, 1.1)
    memory.hold(OTHER, 600)
    clock.now -= 365 * DAY
    assert memory.take(SERVICE, 1.1) <= 1.1
    assert memory.held(OTHER) <= DAY


def test_processes_share_one_rhythm(path: Path) -> None:
    """Four real processes, five turns each: every turn comes an interval after the one before, whoever had it."""
    interval = 0.05
    command = [sys.executable, "-m", "tests.store.asking", f"sqlite:///{path}", "5", str(interval)]
    processes = [
        subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(4)
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    said = []
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        said.append([float(line) for line in out.split()])
    assert [len(one) for one in said] == [5, 5, 5, 5]
    turns = sorted(turn for one in said for turn in one)
    assert min(after - before for before, after in pairwise(turns)) >= interval - 1e-6
    owners = [next(n for n, one in enumerate(said) if turn in one) for turn in turns]
    assert owners != sorted(owners), "the processes took turns one after the other, not at once"


def test_a_store_of_the_first_schema_is_brought_up_to_date_and_keeps_its_strikes(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        for statement in schema.MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        row = '{"id":"s1","date":null,"attacker":"Russia","place":"Odesa","sources":[]}'
        connection.execute("INSERT INTO strikes VALUES ('s1', 'mine', NULL, NULL, ?)", (row,))
    connection.close()
    store = open_store(f"sqlite:///{path}")
    assert store.strikes() == [Strike(id="s1", date=None, attacker="Russia", place="Odesa")]
    store.close()
    memory = open_geocoding(f"sqlite:///{path}")
    assert memory.take(SERVICE, 1) == 0
    memory.close()


def test_a_store_that_cannot_be_had_says_so(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("no database " * 100)
    with pytest.raises(StoreError, match="no SQLite database"):
        open_geocoding(f"sqlite:///{tmp_path / 'text.sqlite'}")
    with pytest.raises(StoreError, match="sqlite:////path/to/file"):
        open_geocoding("mysql://x")
