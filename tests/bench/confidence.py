"""Fits the weights of a strike's confidence on annotated reports, and shows how often each band of it is right.

.venv/bin/python tests/bench/confidence.py [FOLDER …]
"""

import sys
from math import exp
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from mapapp.extract import record  # noqa: E402
from mapapp.extract.event import Event, signs  # noqa: E402
from mapapp.model import Strike  # noqa: E402
from tests.bench.quality import FOLDERS  # noqa: E402
from tests.bench.scoring import load, pair, read  # noqa: E402

ROUNDS, STEP, PULL = 4_000, 0.3, 0.01
BANDS = ((0.0, 0.75), (0.75, 0.85), (0.85, 0.92), (0.92, 1.01))


def samples(folders: list[Path]) -> list[tuple[dict[str, float], float, float]]:
    """Signs, confidence now, and 1 where an annotated strike is met, else 0, of every placed strike."""
    known: dict[str, dict[str, float]] = {}
    write = record.Recorder.strike

    def noting(self: record.Recorder, number: int, event: Event) -> Strike:
        strike = write(self, number, event)
        known[strike.id] = {"bias": 1.0, **signs(event)}
        return strike

    record.Recorder.strike = noting  # type: ignore[method-assign]
    found = []
    for entry in (entry for folder in folders for entry in load(folder)):
        strikes = [strike for strike in read(entry).strikes if strike.placed]
        right = set(pair(strikes, entry["strikes"]).values())
        found += [(known[one.id], one.confidence or 0.0, float(n in right)) for n, one in enumerate(strikes)]
    return found


def fit(rows: list[tuple[dict[str, float], float, float]]) -> dict[str, float]:
    """Weights of a logistic regression, pulled a little towards zero."""
    weights = dict.fromkeys(rows[0][0], 0.0)
    for _ in range(ROUNDS):
        slope = dict.fromkeys(weights, 0.0)
        for features, _, right in rows:
            likely = 1 / (1 + exp(-sum(weights[name] * value for name, value in features.items())))
            for name, value in features.items():
                slope[name] += (likely - right) * value
        for name in weights:
            weights[name] -= STEP * (slope[name] / len(rows) + PULL * weights[name] * (name != "bias"))
    return weights


def main() -> None:
    rows = samples([Path(name) for name in sys.argv[1:]] or FOLDERS)
    print({name: round(value, 2) for name, value in fit(rows).items()})
    for low, high in BANDS:
        band = [right for _, confidence, right in rows if low <= confidence < high]
        if band:
            print(
                f"confidence {low:.2f} to {min(high, 1):.2f}: {len(band):4} strikes, {sum(band) / len(band):.2f} right"
            )


if __name__ == "__main__":
    main()
