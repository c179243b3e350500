"""Which names of a text lie in which, by the words between them: "X, Y", "X in Y", "X (Y)", "X is a town in Y"."""

import re
from collections.abc import Sequence

from mapapp.geocode.candidates import Link

_FARTHEST = 140
_CLOSE = re.compile(
    r"\s?,? ?\(?(?:(?:in|within|inside|у|в|во|ув|і)(?: the)?)?(?: occupied| annexed)?"
    r"(?: (?:north|south|east|west|central|upper|lower)[\w-]*)?(?: part)?(?: of)?(?: the)?\s?"
)
_DESCRIBED = re.compile(
    r"(?:,| is| was| are| were|\s?\([^)]*\) (?:is|was),?)? (?:an?|the|one|another)\b[^.;!?\n]*"
    r"\b(?:in|of|within)(?: the)?(?: (?:north|south|east|west|central|upper|lower)[\w-]*)?(?: part of)?(?: the)? "
)
_LONGEST_CHAIN = 4


def containment(text: str, spans: Sequence[tuple[int, int]]) -> list[Link]:
    """Links between names, given by their spans in the order of the text; chains ("X, Y, Z") go to their end."""
    follows = [_is_inside(text[spans[n][1] : spans[n + 1][0]]) for n in range(len(spans) - 1)]
    links = []
    for inner in range(len(follows)):
        said = True
        for outer in range(inner + 1, min(inner + _LONGEST_CHAIN, len(spans))):
            kind = follows[outer - 1]
            if not kind:
                break
            said = said and kind == "said"
            links.append(Link(inner, outer, said))
    return links


def _is_inside(between: str) -> str:
    """ "said" where words put one name into the other, "beside" where only a comma does, else empty."""
    if not 0 < len(between) <= _FARTHEST or "\n\n" in between or between in (" ", "-", "—", " - "):
        return ""
    if _CLOSE.fullmatch(between):
        return "said" if between.strip(" ,") else "beside"
    return "said" if _DESCRIBED.fullmatch(between) else ""
