"""A filter as a few short, readable parameters: in the app's address and in the command line's options."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from mapapp.errors import InputError
from mapapp.model import GeoPrecision, Outcome, Status, StrikeFilter, TargetType, WeaponType
from mapapp.shapes import area_of, area_text, near_of, near_text

# Parameter → field of StrikeFilter, for the facets.
FACET_PARAMS = {
    "by": "attackers",
    "against": "attacked",
    "weapon": "weapon_types",
    "target": "target_types",
    "outcome": "outcomes",
    "status": "statuses",
    "country": "countries",
    "precision": "geo_precisions",
    "operator": "operators",
    "dataset": "datasets",
    "licence": "licences",
}
FILTER_PARAMS = ("since", "until", *FACET_PARAMS, "killed", "confidence", "words", "area", "near")
MAX_VALUES, MAX_VALUE, MAX_WORDS, MAX_KILLED = 60, 100, 200, 1_000_000
_KNOWN: dict[str, frozenset[str]] = {
    "weapon": frozenset(WeaponType),
    "target": frozenset(TargetType),
    "outcome": frozenset(Outcome),
    "status": frozenset(Status),
    "precision": frozenset({*GeoPrecision, "unknown"}),
}
_COUNTRY = re.compile(r"[A-Z]{2}|sea")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# A comma parts values; a comma that belongs to a value is written with a backslash before it.
_VALUE = re.compile(r"(?:[^,\\]|\\.)+")

Params = Mapping[str, str | list[str]]
Value = date | int | float | str | frozenset[str] | tuple[tuple[float, float], ...] | tuple[float, float, float]


def filter_from_params(params: Params) -> StrikeFilter:
    """The filter that the parameters ask for; others are not looked at.

    Raises `InputError` with one sentence for the first that cannot be used.
    """
    chosen, problems = read_params(params)
    if problems:
        raise InputError(problems[0])
    return chosen


def read_params(params: Params) -> tuple[StrikeFilter, list[str]]:
    """The filter of those parameters that can be used, and a sentence for each that cannot."""
    problems: list[str] = []
    values: dict[str, Value] = {}
    for name in FILTER_PARAMS:
        try:
            texts = _texts(params.get(name))
            if texts:
                values[FACET_PARAMS.get(name, _FIELDS.get(name, name))] = _value(name, texts)
        except InputError as problem:
            problems.append(str(problem))
    if _since_after_until(values):
        problems.append("The first day is after the last; both are left out.")
        values = {name: value for name, value in values.items() if name not in ("since", "until")}
    return StrikeFilter(**values), problems  # type: ignore[arg-type]


_FIELDS = {"killed": "killed_min", "confidence": "confidence_min"}


def _since_after_until(values: Mapping[str, object]) -> bool:
    since, until = values.get("since"), values.get("until")
    return isinstance(since, date) and isinstance(until, date) and since > until


def _texts(given: str | list[str] | None) -> list[str]:
    if given is None:
        return []
    return [text for text in ([given] if isinstance(given, str) else given) if text]


def _value(name: str, texts: list[str]) -> Value:
    if name in FACET_PARAMS:
        return _options(name, texts)
    return _READERS[name](texts[-1])


def _day(name: str, text: str) -> date:
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InputError(f"{_shown(text)} is no day for {name!r}; write it as 2025-12-31.")


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= MAX_KILLED:
        return int(text)
    raise InputError(f"{_shown(text)} is no number of killed; write a whole number such as 5.")


def _share(text: str) -> float:
    try:
        if len(text) < 20 and 0 <= float(text) <= 1:
            return float(text)
    except ValueError:
        pass
    raise InputError(f"{_shown(text)} is no confidence; write a number from 0 to 1 such as 0.6.")


def _words(text: str) -> str:
    if len(text) > MAX_WORDS or _CONTROL.search(text):
        raise InputError(f"The words to look for must be text of at most {MAX_WORDS} characters.")
    return " ".join(text.split())


_READERS: dict[str, Callable[[str], Value]] = {
    "since": lambda text: _day("since", text),
    "until": lambda text: _day("until", text),
    "killed": _count,
    "confidence": _share,
    "words": _words,
    "area": area_of,
    "near": near_of,
}


def _options(name: str, texts: list[str]) -> frozenset[str]:
    values = [value for text in texts for value in _split(text)]
    if len(values) > MAX_VALUES:
        raise InputError(f"There are more than {MAX_VALUES} values for {name!r}; give fewer.")
    for value in values:
        _check(name, value)
    return frozenset(values)


def _split(text: str) -> list[str]:
    parts = (re.sub(r"\\(.)", r"\1", part).strip() for part in _VALUE.findall(text))
    return [part for part in parts if part]


def _check(name: str, value: str) -> None:
    known = _KNOWN.get(name)
    if known is not None and value not in known:
        raise InputError(f"{_shown(value)} is no value of {name!r}; choose from: {', '.join(sorted(known))}.")
    if name == "country" and not _COUNTRY.fullmatch(value):
        raise InputError(f"{_shown(value)} is no country; write two capital letters such as UA, or sea.")
    if len(value) > MAX_VALUE or _CONTROL.search(value):
        raise InputError(f"A value of {name!r} is too long or no text; leave it out.")


def _shown(text: str) -> str:
    short = _CONTROL.sub("?", text[:40])
    return repr(short + ("…" if len(text) > 40 else ""))


def filter_to_params(chosen: StrikeFilter) -> dict[str, str]:
    """The parameters of a filter; what does not filter is left out. `filter_from_params` reads them back."""
    params = {
        "since": chosen.since.isoformat() if chosen.since else "",
        "until": chosen.until.isoformat() if chosen.until else "",
    }
    for name, field in FACET_PARAMS.items():
        params[name] = ",".join(sorted(re.sub(r"([,\\])", r"\\\1", v) for v in getattr(chosen, field)))
    params["killed"] = str(chosen.killed_min) if chosen.killed_min else ""
    params["confidence"] = f"{chosen.confidence_min:g}" if chosen.confidence_min else ""
    params["words"] = chosen.words
    params["area"] = area_text(chosen.area)
    params["near"] = near_text(chosen.near) if chosen.near else ""
    return {name: text for name, text in params.items() if text}
