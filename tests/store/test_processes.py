"""The SQLite store with real processes: killed while writing, and writing at once."""

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from mapapp.store import open_store

ROOT = Path(__file__).parents[2]


def _start(url: str, prefix: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", url, prefix, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def _read_into(process: subprocess.Popen[str], said: list[str]) -> None:
    assert process.stdout
    said.extend(line.strip() for line in process.stdout if line.endswith("\n"))


def test_kill_9_while_writing_loses_nothing_that_was_said_to_be_saved(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'strikes.sqlite'}"
    chance = random.Random(7)
    saved: set[str] = set()
    for round_number in range(12):
        process = _start(url, f"p{round_number}", 100_000)
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        said: list[str] = []
        reader = threading.Thread(target=_read_into, args=(process, said))
        reader.start()
        time.sleep(chance.uniform(0.01, 0.25))
        process.send_signal(signal.SIGKILL)
        process.wait()
        reader.join()
        process.stdout.close()
        saved.update(said)
        store = open_store(url)
        kept = {report.id for report in store.reports()}
        assert saved <= kept
        assert len(store.strikes()) == len(store.places()) == len(kept)
        store.close()
    assert len(saved) > 12


def test_two_processes_that_write_at_once_both_get_everything_in(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'strikes.sqlite'}"
    processes = [_start(url, prefix, 40) for prefix in ("a", "b")]
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    store = open_store(url)
    assert len(store.reports()) == len(store.strikes()) == 80
    store.close()
