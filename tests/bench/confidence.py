"""Fits the weights of a strike's confidence on annotated reports, and shows how often each band of it is right.

.venv/bin/python tests/bench/confidence.py [FOLDER …]

Two thirds of the reports are fitted and the rest is measured; the weights to put into `mapapp/extract/confidence.py`
are fitted on all. FOLDERs given are only measured, by the weights that stand there.
"""

import sys
import zlib
from itertools import pairwise
from math import exp, log
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from mapapp.extract import record  # noqa: E402
from mapapp.extract.confidence import signs  # noqa: E402
from mapapp.extract.event import Event  # noqa: E402
from mapapp.model import Strike  # noqa: E402
from tests.bench.quality import FOLDERS  # noqa: E402
from tests.bench.scoring import load, pair, read  # noqa: E402

ROUNDS, STEP, PULL = 3_000, 0.3, 0.01
EDGES = (0.0, 0.6, 0.75, 0.85, 0.92, 1.01)


class Sample(NamedTuple):
    """One placed strike: its report, its signs, its confidence, and whether an annotated strike is met."""

    report: str
    signs: dict[str, float]
    confidence: float
    right: bool


def samples(folders: list[Path]) -> list[Sample]:
    """Every placed strike that is read out of the reports of the folders."""
    known: dict[str, dict[str, float]] = {}
    write = record.Recorder.strike

    def noting(self: record.Recorder, number: int, event: Event) -> Strike:
        strike = write(self, number, event)
        known[strike.id] = {"bias": 1.0, **{name: float(held) for name, held in signs(event).items()}}
        return strike

    record.Recorder.strike = noting  # type: ignore[method-assign]
    found = []
    try:
        for entry in (entry for folder in folders for entry in load(folder)):
            strikes = [strike for strike in read(entry).strikes if strike.placed]
            right = set(pair(strikes, entry["strikes"]).values())
            found += [
                Sample(entry["id"], known[one.id], one.confidence or 0.0, n in right) for n, one in enumerate(strikes)
            ]
    finally:
        record.Recorder.strike = write  # type: ignore[method-assign]
    return found


def fit(rows: list[Sample]) -> dict[str, float]:
    """Weights of a logistic regression, pulled a little towards zero."""
    weights = dict.fromkeys(rows[0].signs, 0.0)
    for _ in range(ROUNDS):
        slope = dict.fromkeys(weights, 0.0)
        for row in rows:
            likely = by(weights, row)
            for name, value in row.signs.items():
                slope[name] += (likely - row.right) * value
        for name in weights:
            weights[name] -= STEP * (slope[name] / len(rows) + PULL * weights[name] * (name != "bias"))
    return weights


def by(weights: dict[str, float], row: Sample) -> float:
    """How likely a strike is right by these weights."""
    return 1 / (1 + exp(-sum(weights[name] * value for name, value in row.signs.items())))


def show(title: str, rows: list[Sample], likely: list[float]) -> None:
    """The share right of each band, how well right ones are told from wrong ones, and the loss."""
    good = [value for value, row in zip(likely, rows, strict=True) if row.right]
    bad = [value for value, row in zip(likely, rows, strict=True) if not row.right]
    told = sum((a > b) + (a == b) / 2 for a in good for b in bad) / (len(good) * len(bad) or 1)
    loss = -(sum(map(log, good)) + sum(log(1 - value) for value in bad)) / len(rows)
    print(f"{title}: {len(rows)} strikes, {len(good) / len(rows):.2f} right, told apart {told:.2f}, loss {loss:.3f}")
    for low, high in pairwise(EDGES):
        band = [row.right for value, row in zip(likely, rows, strict=True) if low <= value < high]
        if band:
            print(f"  {low:.2f} to {min(high, 1):.2f}: {len(band):4} strikes, {sum(band) / len(band):.2f} right")


def main() -> None:
    given = [Path(name) for name in sys.argv[1:]]
    if given:
        rows = samples(given)
        return show("as it is", rows, [row.confidence for row in rows])
    rows = samples(FOLDERS)
    held = [row for row in rows if zlib.crc32(row.report.encode()) % 3 == 0]
    weights = fit([row for row in rows if row not in held])
    show("the third that was not fitted", held, [by(weights, row) for row in held])
    show("as it is, all", rows, [row.confidence for row in rows])
    print("fitted on all:", {name: round(value, 2) for name, value in fit(rows).items()})
    return None


if __name__ == "__main__":
    main()
