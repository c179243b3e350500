"""How well strikes and places are found, on annotated reports: a table of shares.

    .venv/bin/python tests/bench/quality.py [FOLDER …]

Without a folder: the reports in tests/reports, which mapapp's own people wrote and annotated.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.scoring import load, score  # noqa: E402


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [ROOT / "tests" / "reports"]
    results = [score(folder) for folder in folders]
    print(f"{'':16}" + "".join(f"{folder.name[-20:]:>22}" for folder in folders))
    print(f"{'reports':16}" + "".join(f"{len(load(folder)):22}" for folder in folders))
    for name in results[0]:
        print(f"{name:16}" + "".join(f"{result[name]:22.3f}" for result in results))


if __name__ == "__main__":
    main()
