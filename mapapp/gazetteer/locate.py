"""Places whose names begin with what is typed, the best known first."""

from itertools import islice

from mapapp.gazetteer.index import Gazetteer
from mapapp.gazetteer.normal import normal
from mapapp.gazetteer.rows import distance_km
from mapapp.model import Place, PlaceKind

MIN_CHARS, MAX_CHARS, MAX_FOUND = 2, 80, 8
# So many names are looked through for one answer; a start of two letters has more.
_MOST_NAMES = 5_000
# What counts as much as so many people: a sea is better known than a village without a count.
_WEIGHT = {PlaceKind.COUNTRY: 50_000_000, PlaceKind.SEA: 300_000}
_UNCOUNTED = 20_000
# Nearer than this, two entries of a name are taken for one place.
_ANOTHER_KM = 30.0


def locate(gazetteer: Gazetteer, text: str, limit: int = MAX_FOUND) -> list[Place]:
    """At most `limit` places with a name that begins so; those whose whole name it is come first."""
    start = normal(text[:MAX_CHARS])
    if len(start) < MIN_CHARS:
        return []
    scores: dict[int, tuple[bool, int]] = {}
    for key in islice(gazetteer.names.iterkeys(start), _MOST_NAMES):
        whole = key == start
        for posting in gazetteer.find(key):
            score = (whole, _known(gazetteer, posting.row) // (3 if posting.alternate else 1))
            scores[posting.row] = max(score, scores.get(posting.row, score))
    best = sorted(scores, key=lambda row: (scores[row], -row), reverse=True)
    return [gazetteer.place(row) for row in best[:limit]]


def namesakes(gazetteer: Gazetteer, name: str, at: tuple[float, float], limit: int = 3) -> list[Place]:
    """Other places of exactly this name, the best known first; `at` (latitude, longitude) is the one that is meant."""
    rows = {posting.row for posting in gazetteer.find(normal(name[:MAX_CHARS])) if not posting.alternate}
    found: list[Place] = []
    for row in sorted(rows, key=lambda row: (-_known(gazetteer, row), row)):
        here = gazetteer.coordinates(row)
        seen = [at, *((place.latitude, place.longitude) for place in found)]
        if all(distance_km(here, other) > _ANOTHER_KM for other in seen):
            found.append(gazetteer.place(row))
        if len(found) == limit:
            break
    return found


def _known(gazetteer: Gazetteer, row: int) -> int:
    kind = gazetteer.kind(row)
    people = gazetteer.population(row)
    if kind == PlaceKind.REGION:
        # A region is meant less often than the town it is named after.
        return people // 5
    if kind in _WEIGHT:
        return max(people, _WEIGHT[kind])
    return people or (_UNCOUNTED if gazetteer.feature(row) == "HAND" else 0)
