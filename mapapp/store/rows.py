"""Reports, strikes and places as rows of JSON, and back."""

import dataclasses
import hashlib
import json
import unicodedata
from datetime import date
from typing import Any

from mapapp.errors import InputError
from mapapp.model import (
    Extraction,
    GeoPrecision,
    NamedPlace,
    PlaceKind,
    Report,
    Strike,
    strike_from_dict,
    strike_to_dict,
)


def text_hash(text: str) -> str:
    """The same for two texts that differ only in white space, case or Unicode form."""
    normal = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()


def to_json(row: dict[str, Any]) -> str:
    """Compact JSON. Raises `InputError` where a text is no Unicode text."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError("The text holds characters that are no Unicode text; save it as UTF-8.") from error
    return text


def from_json(text: str) -> dict[str, Any]:
    """The JSON object that `to_json` wrote."""
    row: dict[str, Any] = json.loads(text)
    return row


def strike_row(strike: Strike) -> dict[str, Any]:
    """A strike as JSON values."""
    return strike_to_dict(strike)


def strike_json(strike: Strike) -> str:
    """A strike as JSON."""
    return to_json(strike_to_dict(strike))


def strike_of(text: str) -> Strike:
    """A strike from its JSON."""
    return strike_from_dict(json.loads(text))


def report_json(report: Report) -> str:
    """A report as JSON."""
    row = dataclasses.asdict(report)
    row["published"] = report.published.isoformat() if report.published else None
    return to_json(row)


def report_of(text: str) -> Report:
    """A report from its JSON."""
    row = json.loads(text)
    if row["published"] is not None:
        row["published"] = date.fromisoformat(row["published"])
    return Report(**row)


def place_json(place: NamedPlace) -> str:
    """A named place as JSON."""
    return to_json(dataclasses.asdict(place))


def place_of(text: str) -> NamedPlace:
    """A named place from its JSON."""
    row = json.loads(text)
    return NamedPlace(**{**row, "kind": PlaceKind(row["kind"]), "geo_precision": GeoPrecision(row["geo_precision"])})


def renamed(extraction: Extraction, suffix: str) -> Extraction:
    """The extraction with `-suffix` behind the ids of its report and strikes, where those are taken."""
    report = dataclasses.replace(extraction.report, id=f"{extraction.report.id}-{suffix}")
    return dataclasses.replace(
        extraction,
        report=report,
        strikes=tuple(
            dataclasses.replace(strike, id=f"{strike.id}-{suffix}", report=report.id) for strike in extraction.strikes
        ),
        places=tuple(dataclasses.replace(place, report=report.id) for place in extraction.places),
    )
