"""The gazetteer's own figures, beside an SQLite table and a dict of the same names in the same run.

    .venv/bin/python tests/bench/gazetteer.py

Each way is opened and asked in processes of its own: opening is timed in five fresh ones (median, imports not
counted), memory is what opening and 200,000 look-ups add to the process's resident set, and look-ups a second are the
median of five passes over keys of the index, drawn with a fixed seed. A look-up gives the rows and flags of all places
of a name, whichever way is asked. Figures are of one core; on a busy machine only the ratios mean something.
"""

import gc
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from mapapp.gazetteer.index import Gazetteer  # noqa: E402
from mapapp.settings import data_dir  # noqa: E402

RUNS, LOOK_UPS, SEED = 5, 200_000, 20251220
FOLDER = data_dir() / "gazetteer"
AIMS = {"open_ms": 50.0, "resident_mb": 60.0, "per_second": 200_000.0}
Find = Callable[[str], list[tuple[int, int]]]


def open_mapapp(_: Path) -> Find:
    """The gazetteer as mapapp opens it."""
    return Gazetteer.open(FOLDER).find


def open_sqlite(folder: Path) -> Find:
    """A table of names with an index that covers it."""
    database = sqlite3.connect(f"file:{folder / 'names.sqlite'}?mode=ro", uri=True)
    query = "SELECT place, flags FROM names WHERE name = ?"
    return lambda key: database.execute(query, (key,)).fetchall()


def open_dict(folder: Path) -> Find:
    """A dict of lists, read from JSON; without the garbage collector, which would walk through it all many times."""
    gc.disable()
    table = json.loads((folder / "names.json").read_text("utf-8"))
    names = {key: [(value >> 2, value & 3) for value in values] for key, values in table.items()}
    gc.enable()
    return lambda key: names.get(key, [])


WAYS: dict[str, Callable[[Path], Find]] = {"mapapp": open_mapapp, "SQLite": open_sqlite, "dict": open_dict}
FILES = {"mapapp": ("names.marisa", "places.bin"), "SQLite": ("names.sqlite",), "dict": ("names.json",)}


def resident_mb() -> float:
    """Resident memory of this process now; the most so far where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def child(way: str, folder: Path, passes: int) -> None:
    """Open one way, look up all sampled keys `passes` times, and print the figures."""
    keys = json.loads((folder / "keys.json").read_text("utf-8"))
    before = resident_mb()
    start = time.perf_counter()
    find = WAYS[way](folder)
    open_ms = (time.perf_counter() - start) * 1000
    figures = {"open_ms": open_ms, "per_second": []}
    for number in range(passes):
        start = time.process_time()
        found = 0
        for key in keys:
            found += len(find(key))
        figures["per_second"].append(len(keys) / (time.process_time() - start))
        if number == 0:
            figures |= {"resident_mb": resident_mb() - before, "places": found}
    print(json.dumps(figures))


def run(way: str, folder: Path, passes: int) -> dict:
    """The figures of one fresh process."""
    command = [sys.executable, __file__, "--child", way, str(folder), str(passes)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return json.loads(done.stdout)


def prepare(gazetteer: Gazetteer, folder: Path) -> None:
    """Write the same names as a table and as JSON, and the keys to look up."""
    keys = sorted(gazetteer.names.keys())
    table = {key: [posting.row << 2 | posting.flags for posting in gazetteer.find(key)] for key in keys}
    (folder / "names.json").write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    database = sqlite3.connect(folder / "names.sqlite")
    database.execute("CREATE TABLE names (name TEXT, place INTEGER, flags INTEGER)")
    rows = ((key, value >> 2, value & 3) for key, values in table.items() for value in values)
    database.executemany("INSERT INTO names VALUES (?, ?, ?)", rows)
    database.execute("CREATE INDEX by_name ON names (name, place, flags)")
    database.commit()
    database.execute("VACUUM")
    database.close()
    drawn = random.Random(SEED).choices(keys, k=LOOK_UPS)
    (folder / "keys.json").write_text(json.dumps(drawn, ensure_ascii=False), "utf-8")


def measure(way: str, folder: Path) -> dict:
    """Medians of a way over fresh processes; look-ups from the passes of the first."""
    full = run(way, folder, RUNS)
    opened = [full["open_ms"], *(run(way, folder, 0)["open_ms"] for _ in range(RUNS - 1))]
    size = sum(((FOLDER if way == "mapapp" else folder) / name).stat().st_size for name in FILES[way])
    return {
        "open_ms": statistics.median(opened),
        "resident_mb": full["resident_mb"],
        "per_second": statistics.median(full["per_second"]),
        "disk_mb": size / 1e6,
        "places": full["places"],
    }


def counts(gazetteer: Gazetteer) -> None:
    """Print what is in the gazetteer."""
    header = gazetteer.header
    kinds = Counter(gazetteer.kind(row).value for row in gazetteer.rows())
    sources = Counter(header["sources"][number] for number in gazetteer.columns["source"])
    print(f"{len(gazetteer):,} places, {len(gazetteer.names):,} keys, {len(gazetteer.postings):,} postings")
    for name in FILES["mapapp"]:
        print(f"  {name:24}{(FOLDER / name).stat().st_size / 1e6:10.1f} MB")
    print(f"  digest {header['digest']}")
    for title, table in (("kind", kinds), ("source", sources)):
        print(f"by {title}: " + ", ".join(f"{name} {count:,}" for name, count in table.most_common()))


def main() -> None:
    gazetteer = Gazetteer.open(FOLDER)
    counts(gazetteer)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        prepare(gazetteer, folder)
        found = {way: measure(way, folder) for way in WAYS}
    ours = found["mapapp"]
    if len({one["places"] for one in found.values()}) != 1:
        sys.exit(f"The ways do not find the same: {found}")
    print(f"{'':10}{'opens, ms':>16}{'resident, MB':>18}{'look-ups/s':>22}{'on disk, MB':>14}   (times mapapp's)")
    for way, one in found.items():
        ratio = {key: one[key] / ours[key] for key in AIMS}
        print(
            f"{way:10}{one['open_ms']:8.1f} ({ratio['open_ms']:5.1f})"
            f"{one['resident_mb']:10.1f} ({ratio['resident_mb']:5.1f})"
            f"{one['per_second']:14,.0f} ({ratio['per_second']:5.2f}){one['disk_mb']:14.1f}"
        )
    met = {
        "opens in under 50 ms": ours["open_ms"] < AIMS["open_ms"],
        "under 60 MB resident": ours["resident_mb"] < AIMS["resident_mb"],
        "200,000 look-ups a second": ours["per_second"] >= AIMS["per_second"],
    }
    print("; ".join(f"{aim}: {'yes' if so else 'NO'}" for aim, so in met.items()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
