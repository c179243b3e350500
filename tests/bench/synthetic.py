"""Synthetic strikes, any number, always the same for a seed: columns at once, a strike only when it is asked for.

No row tells of anything that happened. They lie round the cities that the base map labels, more in the east of
Ukraine, over four years, with tolls and statuses in shares like those of the shipped selection.
"""

import json
import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, overload

import numpy as np

from mapapp.columns import StrikeTable
from mapapp.columns.table import BY_PEOPLE
from mapapp.mercator import project
from mapapp.model import GeoPrecision, Outcome, Status, Strike, TargetType, WeaponType
from mapapp.settings import data_dir

SEED = 20251219
FIRST, DAYS = date(2022, 2, 24), 1460
ACTORS = ("Israel", "Russia", "Ukraine", "unknown")
COUNTRIES = ("RU", "UA", "sea")
DATASETS = ("synthetic",)
OPERATORS = tuple(sorted(["unknown", *(f"Operator {i:02}" for i in range(40))]))


class SyntheticStrikes(Sequence[Strike]):
    """The strikes of a table, each made of its columns when it is read."""

    def __init__(self, columns: dict[str, Any]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns["day"])

    @overload
    def __getitem__(self, row: int) -> Strike: ...
    @overload
    def __getitem__(self, row: slice) -> list[Strike]: ...
    def __getitem__(self, row: int | slice) -> Strike | list[Strike]:
        if isinstance(row, slice):
            return [self._strike(one) for one in range(*row.indices(len(self)))]
        return self._strike(row if row >= 0 else row + len(self))

    def __iter__(self) -> Iterator[Strike]:
        return map(self._strike, range(len(self)))

    def row_of(self, strike_id: str) -> int | None:
        """The row of an id, which is its number."""
        head, _, number = strike_id.partition("-")
        return int(number) if head == "s" and number.isdigit() and int(number) < len(self) else None

    def _strike(self, row: int) -> Strike:
        if not 0 <= row < len(self):
            raise IndexError(row)
        c = self.columns
        killed = int(c["killed"][row])
        operator = OPERATORS[c["operator"][row]]
        return Strike(
            id=f"s-{row}",
            date=FIRST + timedelta(int(c["day"][row])),
            attacker=ACTORS[c["attacker"][row]],
            attacked=ACTORS[c["attacked"][row]],
            weapon_type=tuple(WeaponType)[c["weapon"][row]],
            target_type=tuple(TargetType)[c["target"][row]],
            operator=None if operator == "unknown" else operator,
            place=f"Place {int(c['city'][row])}",
            country="UA" if c["country"][row] else "RU",
            latitude=float(c["latitude"][row]),
            longitude=float(c["longitude"][row]),
            geo_precision=tuple(GeoPrecision)[c["precision"][row]],
            uncertainty_km=float(c["uncertainty"][row]),
            killed=None if killed < 0 else killed,
            outcome=tuple(Outcome)[c["outcome"][row]],
            status=tuple(Status)[c["status"][row]],
            summary=f"Synthetic strike {row}.",
            dataset=DATASETS[0],
        )


def _columns(count: int, seed: int) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    cities = json.loads((data_dir() / "basemap" / "labels.json").read_text("utf-8"))["cities"]
    near = [c for c in cities if 22 < c[2] < 60 and 42 < c[3] < 60]
    points = np.array([[c[2], c[3], math.sqrt(c[4]) / (1 + ((c[2] - 36) / 5) ** 2)] for c in near])
    city = random.choice(len(points), count, p=points[:, 2] / points[:, 2].sum())
    spread = random.gamma(1.2, 0.22, count)
    turn = random.uniform(0, 2 * math.pi, count)
    longitude = np.round(points[city, 0] + spread * np.cos(turn) * 1.5, 3)
    latitude = np.round(points[city, 1] + spread * np.sin(turn), 3)
    in_ukraine = (longitude < 38.5) & (latitude < 51.5)
    attacker = np.where(random.random(count) < 0.9, np.where(in_ukraine, 1, 2), random.choice([0, 2, 3], count))
    pick = random.choice
    return {
        "city": city,
        "longitude": longitude,
        "latitude": latitude,
        "country": in_ukraine.astype(np.uint8),
        "attacker": attacker.astype(np.uint16),
        "attacked": np.where(attacker == 1, 2, 1).astype(np.uint16),
        # A war's year has louder and quieter weeks.
        "day": (DAYS * random.beta(1.1, 0.9, count)).astype(np.int32).clip(0, DAYS - 1),
        "weapon": pick(len(WeaponType), count).astype(np.uint16),
        "target": pick(len(TargetType), count).astype(np.uint16),
        "operator": pick(len(OPERATORS), count).astype(np.uint16),
        "outcome": pick(len(Outcome), count, p=[0.7, 0.2, 0.1]).astype(np.uint16),
        "status": pick(len(Status), count, p=[0.6, 0.2, 0.15, 0.05]).astype(np.uint16),
        "precision": pick(len(GeoPrecision), count, p=[0.3, 0.5, 0.1, 0.06, 0.04, 0, 0]).astype(np.uint16),
        "uncertainty": pick([0.5, 3.0, 5.0, 25.0], count, p=[0.3, 0.3, 0.3, 0.1]).astype(np.float32),
        "killed": np.where(random.random(count) < 0.4, -1, random.geometric(0.45, count) - 1).astype(np.int32),
    }


def synthetic_table(count: int, seed: int = SEED) -> StrikeTable:
    """A table of so many synthetic strikes; a million cost about 60 MB."""
    c = _columns(count, seed)
    x, y = project(c["longitude"], c["latitude"])
    zero = np.zeros(count, np.uint16)
    codes = {
        "attacker": c["attacker"],
        "attacked": c["attacked"],
        "country": c["country"].astype(np.uint16),
        "operator": c["operator"],
        "dataset": zero,
        "geo_precision": c["precision"],
        "area": zero,
        "licence": zero,
        "weapon_type": c["weapon"],
        "target_type": c["target"],
        "outcome": c["outcome"],
        "status": c["status"],
    }
    vocabularies = {
        "attacker": ACTORS,
        "attacked": ACTORS,
        "country": COUNTRIES,
        "operator": OPERATORS,
        "dataset": DATASETS,
        "geo_precision": (*GeoPrecision, "unknown"),
        "area": ("",),
        "licence": ("unknown",),
        "weapon_type": tuple(WeaponType),
        "target_type": tuple(TargetType),
        "outcome": tuple(Outcome),
        "status": tuple(Status),
    }
    return StrikeTable(
        strikes=SyntheticStrikes(c),
        places=(),
        version=f"synthetic-{count}-{seed}",
        codes=codes,
        vocabularies={name: tuple(map(str, words)) for name, words in vocabularies.items()},
        day=c["day"] + np.int32(FIRST.toordinal()),
        killed=c["killed"],
        injured=np.full(count, -1, np.int32),
        confidence=np.full(count, BY_PEOPLE, np.uint8),
        uncertainty=c["uncertainty"],
        x=x,
        y=y,
    )
