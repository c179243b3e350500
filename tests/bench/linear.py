"""Whether reading takes time in proportion to the text: seconds and memory for texts of 1 kB to 1 MB of eight kinds.

    .venv/bin/python tests/bench/linear.py [LARGEST_KB]

A line a kind: milliseconds for each size (the whole way, `read_report` and `extract`; places alone for what is refused
as no language), how many times as long a text of ten times the size takes, and the process's peak memory so far. Ten
times is linear; what grows with the square would take a hundred times.
"""

import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from mapapp import pipeline  # noqa: E402
from mapapp.errors import InputError  # noqa: E402

NEWS = (
    "The ministry said on Monday that the talks would go on in Vienna next week. Prices rose by 3.5 percent in May, "
    "the bank told reporters. A court in Warsaw heard two witnesses, and the mayor of Odesa, Hennadii Trukhanov, spoke "
    "of a hard winter.\n\n"
)
STRIKES = (
    "Russian drones hit a power station in Sumy region overnight, killing {0} people and injuring {1}, the governor "
    "said. A missile struck the port of Odesa on Tuesday. Ukrainian forces attacked an oil refinery in Ryazan, the "
    "General Staff said; Moscow denied it.\n\n"
)


@lru_cache(maxsize=1)
def _names() -> list[str]:
    gazetteer = pipeline.gazetteer()
    rows = random.Random(1).sample(range(len(gazetteer)), 1000)
    return [gazetteer.name(row) for row in rows]


def _filled(part: Callable[[int], str], size: int) -> str:
    parts, length = [], 0
    while length < size:
        parts.append(part(len(parts)))
        length += len(parts[-1])
    return "".join(parts)[:size]


def _with_names(size: int) -> str:
    names = _names()
    return _filled(lambda n: f"A drone hit {names[n % 1000]} on Monday, officials said. ", size)


CONTROLS = "the dro\u200bne hit Odesa \ufeffin\r the north of\x0b the region {} times "
KINDS: dict[str, Callable[[int], str]] = {
    "news": lambda size: _filled(lambda _: NEWS, size),
    "without full stops": lambda size: _filled(lambda _: NEWS.replace(".", "").replace("\n", " "), size),
    "in capitals": lambda size: _filled(lambda _: NEWS.upper(), size),
    "one word": lambda size: _filled(lambda _: "attack ", size),
    "mixed scripts": lambda size: _filled(lambda n: f"Oдеsа{n % 7} Кyїv-Хarkiv сhеmical з'їzd the ", size),
    "strikes": lambda size: _filled(lambda n: STRIKES.format(n % 9, n % 31), size),
    "1,000 names": _with_names,
    "control characters": lambda size: _filled(CONTROLS.format, size),
}
"""Makers of texts of a given length."""


def read(text: str) -> str:
    """Read a text the whole way; only its places where it is refused. Says which."""
    try:
        pipeline.extract(pipeline.read_report(text, published=date(2025, 6, 1)))
    except InputError as refused:
        pipeline.resolve_names(text)
        return f"refused: {refused}"
    return ""


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    sizes = [size for size in (1, 10, 100, 1000) if size <= largest]
    read(NEWS + STRIKES.format(1, 2))
    print(f"{'ms for kB':20}" + "".join(f"{size:>9}" for size in sizes) + "   times as long   peak MB")
    for name, make in KINDS.items():
        spent = []
        for size in sizes:
            text = make(1000 * size)
            start = time.process_time()
            said = read(text)
            spent.append(time.process_time() - start)
        grown = " ".join(f"{after / before:5.1f}" for before, after in pairwise(spent))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name:20}" + "".join(f"{1000 * one:9.0f}" for one in spent) + f"   {grown:>15}{peak:10.0f}  {said}")


if __name__ == "__main__":
    main()
