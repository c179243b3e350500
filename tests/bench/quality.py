"""How well strikes and places are found, on annotated reports: a table of shares, with the simplest rival beside it.

    .venv/bin/python tests/bench/quality.py [FOLDER …]

Without a folder: the reports in tests/reports, tests/extract/reports and tests/held, which mapapp's own people wrote;
those in tests/held are longer and harder, and their authors had not seen the rules.
Each folder is shown whole and as its two halves (every second report by name): rules are written on half A, half B is
only measured. The rival takes each place in a sentence with a verb of attack for a strike.
"""

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from mapapp.model import Extraction  # noqa: E402
from tests.bench.rival import read as rival  # noqa: E402
from tests.bench.scoring import count, load, read, shares  # noqa: E402

PASSES = 5
FOLDERS = [ROOT / "tests" / "reports", ROOT / "tests" / "extract" / "reports", ROOT / "tests" / "held"]


def column(entries: list[dict[str, Any]], reader: Callable[[dict[str, Any]], Extraction]) -> dict[str, float]:
    """The shares of some reports, how many they are, and how many of them are read in a second of one core."""
    total: Counter[str] = Counter()
    # The first pass loads dictionaries and is not timed; of the others the median counts.
    for entry in entries:
        total += count(entry, reader(entry))
    passes = [_seconds(entries, reader) for _ in range(PASSES)]
    speed = len(entries) / max(statistics.median(passes), 1e-9)
    return {"reports": len(entries), **shares(total), "reports a second": speed}


def _seconds(entries: list[dict[str, Any]], reader: Callable[[dict[str, Any]], Extraction]) -> float:
    start = time.process_time()
    for entry in entries:
        reader(entry)
    return time.process_time() - start


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or FOLDERS
    columns: dict[str, dict[str, float]] = {}
    for folder in folders:
        entries = load(folder)
        name = f"{folder.parent.name}/{folder.name}"[-14:] if len(folders) > 1 else "all"
        columns[name] = column(entries, read)
        columns[f"{name} A"] = column(entries[::2], read)
        columns[f"{name} B"] = column(entries[1::2], read)
        columns[f"{name} rival"] = column(entries, rival)
    print(f"{'':17}" + "".join(f"{name:>20}" for name in columns))
    for row in next(iter(columns.values())):
        digits = 0 if row.startswith("reports") else 3
        print(f"{row:17}" + "".join(f"{figures[row]:20.{digits}f}" for figures in columns.values()))


if __name__ == "__main__":
    main()
