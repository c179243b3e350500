"""A view of the map as the query of its address, and stories: views in an order, each with a text.

A story file is JSON: {"title", "summary", "steps": [{"title", "text", "view"}]}. A text is a string, or an object of
language and string; a view is the query of an address, such as "by=Russia&view=46.5,30.7,7&strike=…".
"""

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from mapapp.errors import DataError, InputError
from mapapp.exchange.filters import filter_to_params, read_params
from mapapp.model import StrikeFilter

Text = dict[str, str]
Place = tuple[float, float, int]

MAX_BYTES, MAX_STEPS, MAX_TEXT, MAX_QUERY, MAX_ID, MAX_ZOOM = 200_000, 60, 2_000, 8_000, 200, 20
MAX_LAYERS = 20
# The views beside the map, the first of which is shown where an address names none.
SIDE_VIEWS = ("table", "timeline", "attacker", "target_type", "region")
_LAYER = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What an address shows: the filter, the map's centre and zoom, its layers, the selected strike, the view beside.

    `side` is one of `SIDE_VIEWS`; None is the first, the table.
    """

    chosen: StrikeFilter
    place: Place | None = None
    layers: tuple[str, ...] | None = None
    strike: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a story. Texts by language."""

    title: Text
    text: Text
    view: View


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story, with at least one step. `id` is the file's name."""

    id: str
    title: Text
    summary: Text
    steps: tuple[Step, ...]


def view_of(query: str) -> tuple[View, list[str]]:
    """The view of a query, and a sentence for each part that cannot be used."""
    params = parse_qs(query[:MAX_QUERY], keep_blank_values=False, max_num_fields=60)
    return read_view(dict(params))


def read_view(params: dict[str, list[str]]) -> tuple[View, list[str]]:
    """The view of an address's parameters, and a sentence for each part that cannot be used."""
    chosen, problems = read_params(dict(params))
    last = {name: values[-1] for name, values in params.items() if values}
    place = place_of(last["view"]) if "view" in last else None
    if "view" in last and place is None:
        problems.append("The place of the map is not one; write latitude,longitude,zoom such as 48.6,36.5,5.")
    layers = _layers(last["layers"]) if "layers" in last else None
    if "layers" in last and layers is None:
        problems.append("The layers of the map are not a list of names; leave them out.")
    strike, side = last.get("strike", ""), last.get("side")
    if side is not None and side not in SIDE_VIEWS:
        problems.append(f"There is no such view beside the map; choose from: {', '.join(SIDE_VIEWS)}.")
        side = None
    return View(chosen=chosen, place=place, layers=layers, strike=strike[:MAX_ID] or None, side=side), problems


def query_of(view: View) -> str:
    """The query of a view; `view_of` reads it back."""
    params = filter_to_params(view.chosen)
    if view.place:
        params["view"] = ",".join(f"{number:g}" for number in view.place)
    if view.layers:
        params["layers"] = ",".join(view.layers)
    if view.strike:
        params["strike"] = view.strike
    if view.side:
        params["side"] = view.side
    return urlencode(params)


def place_of(text: str) -> Place | None:
    """Latitude, longitude and zoom from `50.45,30.52,6`; None where it is no such text."""
    try:
        latitude, longitude, zoom = (float(part) for part in text[:60].split(","))
    except ValueError:
        return None
    if not all(map(math.isfinite, (latitude, longitude, zoom))):
        return None
    inside = abs(latitude) <= 90 and abs(longitude) <= 360 and 0 <= zoom <= MAX_ZOOM
    return (latitude, longitude, round(zoom)) if inside else None


def _layers(text: str) -> tuple[str, ...] | None:
    names = tuple(part for part in text[:1000].split(",") if part)
    return names if len(names) <= MAX_LAYERS and all(map(_LAYER.fullmatch, names)) else None


def read_stories(folder: Path) -> tuple[list[Story], list[str]]:
    """The stories of a folder, by name, and a sentence for each file that is none."""
    stories, problems = [], []
    for path in sorted(folder.glob("*.json"), reverse=True):
        try:
            stories.append(read_story(path))
        except DataError as problem:
            problems.append(str(problem))
    return stories, problems


def read_story(path: Path) -> Story:
    """The story of a file. Raises `DataError`, which says what is wrong in it."""
    try:
        content = path.read_bytes()[: MAX_BYTES + 1]
        if len(content) > MAX_BYTES or not _NAME.fullmatch(path.stem):
            raise InputError(f"it is larger than {MAX_BYTES // 1000} kB or its name is not plain")
        return _story(path.stem, json.loads(content))
    except (OSError, ValueError, RecursionError, InputError) as problem:
        why = str(problem) if isinstance(problem, InputError) else "it is not valid JSON in UTF-8"
        raise DataError(f"The story {path.name} cannot be shown: {why}; correct the file.") from problem


def _story(name: str, row: Any) -> Story:
    if not isinstance(row, dict) or not isinstance(row.get("steps"), list):
        raise InputError('it is no object with "title" and "steps"')
    if not 0 < len(row["steps"]) <= MAX_STEPS:
        raise InputError(f"it has not 1 to {MAX_STEPS} steps")
    steps = tuple(_step(step, number) for number, step in enumerate(row["steps"], 1))
    return Story(id=name, title=_text(row, "title"), summary=_text(row, "summary"), steps=steps)


def _step(row: Any, number: int) -> Step:
    if not isinstance(row, dict) or not isinstance(row.get("view"), str) or len(row["view"]) > MAX_QUERY:
        raise InputError(f'step {number} is no object with a "view"')
    view, problems = view_of(row["view"])
    if problems:
        raise InputError(f"the view of step {number} is wrong ({problems[0].rstrip('.')})")
    return Step(title=_text(row, "title"), text=_text(row, "text"), view=view)


def _text(row: dict[str, Any], name: str) -> Text:
    value = row.get(name, "")
    texts = {"en": value} if isinstance(value, str) else value
    good = isinstance(texts, dict) and all(isinstance(text, str) and len(text) <= MAX_TEXT for text in texts.values())
    if not good or not texts:
        raise InputError(f"{name!r} is no text of at most {MAX_TEXT} characters")
    return {str(language): str(text) for language, text in texts.items()}


def story_json(title: str, steps: list[tuple[str, str]]) -> str:
    """A story file of views: each step a name and the query of a view."""
    rows = [{"title": name, "text": "", "view": query} for name, query in steps]
    return json.dumps({"title": title, "summary": "", "steps": rows}, ensure_ascii=False, indent=1)


def in_language(text: Text, language: str) -> str:
    """The text in the language, else in English, else in any."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")
