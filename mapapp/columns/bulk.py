"""Very many strikes as columns: their JSON objects are parsed and worked on whole columns at a time.

`read_part` gives of some JSON texts the same columns as `StrikeTable.build` of the strikes; `joined` puts the parts
into one table. A text that is no strike raises ValueError, as `strike_from_dict` does.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj
from numpy.typing import NDArray

from mapapp.columns.table import (
    BY_PEOPLE,
    ENUMS,
    MOST_NAMES,
    MOST_NUMBER,
    NO_DAY,
    NO_NUMBER,
    NO_OPERATOR,
    OUTLINED,
    SEA,
)
from mapapp.gazetteer.display import all_names
from mapapp.mercator import project
from mapapp.model import UNKNOWN_ACTOR

Numbers = dict[str, NDArray[np.generic]]

_TEXTS = (
    "id", "date", "attacker", "attacked", "weapon", "weapon_type", "target", "target_type", "operator", "place",
    "place_id", "admin1", "country", "geo_precision", "outcome", "status", "summary", "quote", "dataset",
)  # fmt: skip
_FIGURES = ("latitude", "longitude", "uncertainty_km", "confidence", "launch_latitude", "launch_longitude")
_COUNTS = ("killed", "injured")
_SOURCE = pa.struct([("title", pa.string()), ("publisher", pa.string())])
_SCHEMA = pa.schema(
    [(name, pa.string()) for name in _TEXTS]
    + [(name, pa.float64()) for name in _FIGURES]
    + [(name, pa.int64()) for name in _COUNTS]
    + [("sources", pa.list_(_SOURCE))]
)
# What a strike is that its object does not say it of.
_DEFAULTS = {
    "attacker": UNKNOWN_ACTOR, "attacked": UNKNOWN_ACTOR, "weapon_type": "unknown", "target_type": "unknown",
    "outcome": "unknown", "status": "reported", "geo_precision": "unknown", "dataset": "reports",
}  # fmt: skip
# Signs whose folded form is not their lower case: texts that hold one are folded by Python.
_FOLDED = "".join(
    char
    for char in map(chr, range(0x80, 0x1E944))
    if not 0xD800 <= ord(char) < 0xE000 and char.casefold() != char.lower()
)
# Columns that views sort and count by and the browser is not sent.
_NAMES = ("region", "place")
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Part:
    """The columns of some strikes: words as dictionary-encoded Arrow arrays, figures as in `StrikeTable`."""

    ids: pa.Array
    texts: pa.Array
    words: dict[str, pa.Array]
    numbers: Numbers


def read_part(rows: Sequence[str]) -> Part:
    """The columns of the JSON objects of strikes, in their order. Raises ValueError where one is none."""
    content = "\n".join(rows).encode()
    options = pj.ParseOptions(explicit_schema=_SCHEMA, unexpected_field_behavior="ignore")
    reading = pj.ReadOptions(use_threads=True, block_size=max(len(content) + 1, 1024))
    parsed = pj.read_json(io.BytesIO(content), reading, options).combine_chunks()
    if len(parsed) != len(rows) or parsed["id"].null_count:
        raise ValueError("a row is no strike")
    columns = {name: _one(parsed[name]) for name in parsed.column_names}
    for name, value in _DEFAULTS.items():
        columns[name] = pc.fill_null(columns[name], value)
    return Part(columns["id"].cast(pa.large_string()), _searched(columns), _words(columns), _numbers(columns))


def _one(column: pa.ChunkedArray) -> pa.Array:
    combined = column.combine_chunks()
    return combined if isinstance(combined, pa.Array) else pa.concat_arrays(combined.chunks)


def _words(columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
    country = _or(columns["country"], SEA)
    outlined = pc.is_in(columns["geo_precision"], pa.array([str(level) for level in OUTLINED]))
    region = pc.if_else(
        pc.and_(_given(columns["admin1"]), _given(columns["country"])),
        pc.binary_join_element_wise(columns["admin1"], columns["country"], ", ", null_handling="replace"),
        country,
    )
    made = {
        "country": country,
        "operator": _or(columns["operator"], NO_OPERATOR),
        "area": pc.if_else(outlined, pc.fill_null(columns["place_id"], ""), ""),
        "region": region,
        "place": pc.fill_null(columns["place"], ""),
    }
    made |= {name: columns[name] for name in ("attacker", "attacked", "dataset", *ENUMS)}
    for name, words in ENUMS.items():
        if not pc.all(pc.is_in(made[name], pa.array(list(map(str, words))))).as_py() and len(made[name]):
            raise ValueError(f"a strike has a {name} that is none")
    return {name: column.cast(pa.large_string()).dictionary_encode() for name, column in made.items()}


def _given(column: pa.Array) -> pa.Array:
    return pc.fill_null(pc.not_equal(column, ""), False)


def _or(column: pa.Array, other: str) -> pa.Array:
    return pc.if_else(_given(column), column, other)


def _numbers(columns: dict[str, pa.Array]) -> Numbers:
    days = pc.fill_null(columns["date"].cast(pa.date32()).cast(pa.int32()), NO_DAY - _EPOCH).to_numpy()
    known = {name: pc.fill_null(columns[name], np.nan).to_numpy() for name in _FIGURES}
    placed = np.isnan(known["latitude"]) | np.isnan(known["longitude"])
    x, y = project(*(np.where(placed, np.nan, known[name]) for name in ("longitude", "latitude")))
    launched = np.isnan(known["launch_latitude"]) | np.isnan(known["launch_longitude"])
    launch = project(*(np.where(launched, np.nan, known[f"launch_{name}"]) for name in ("longitude", "latitude")))
    sure = np.rint(known["confidence"] * 100).clip(0, 100)
    numbers: Numbers = {
        "day": days.astype(np.int32) + np.int32(_EPOCH),
        "confidence": np.where(np.isnan(sure), BY_PEOPLE, np.nan_to_num(sure)).astype(np.uint8),
        "uncertainty": known["uncertainty_km"].astype(np.float32),
        "x": x, "y": y, "launch_x": launch[0], "launch_y": launch[1],
    }  # fmt: skip
    for name in _COUNTS:
        counts = pc.fill_null(columns[name], NO_NUMBER).to_numpy()
        numbers[name] = np.minimum(counts, MOST_NUMBER).astype(np.int32)
    return numbers


def _searched(columns: dict[str, pa.Array]) -> pa.Array:
    """What the words of a filter are looked up in: as `StrikeTable.texts`, a case-folded text for each strike."""
    texts = [columns[name] for name in ("summary", "quote", "place", "target", "weapon", "operator")]
    texts += [_other_names(columns["place"], columns["country"]), _of_sources(columns["sources"])]
    texts = [pc.if_else(_given(text), text, None) for text in texts]
    joined = _lines(texts).cast(pa.large_string())
    lower = pc.utf8_lower(joined)
    odd = pc.match_substring_regex(joined, f"[{_FOLDED}]").to_numpy(zero_copy_only=False)
    if not odd.any():
        return lower
    folded = [text.as_py().casefold() for text in joined.filter(pa.array(odd))]
    return pc.replace_with_mask(lower, pa.array(odd), pa.array(folded, pa.large_string()))


def _other_names(place: pa.Array, country: pa.Array) -> pa.Array:
    """The places' names in other languages, worked out once for each place."""
    pairs = pc.binary_join_element_wise(
        pc.fill_null(place, ""), pc.fill_null(country, ""), "\x00", null_handling="replace"
    ).dictionary_encode()
    names = []
    for pair in pairs.dictionary.to_pylist():
        name, _, where = pair.partition("\x00")
        names.append("\n".join(all_names(name, where or None)) if name else "")
    return pa.array(names, pa.string()).take(pairs.indices)


def _lines(texts: list[pa.Array]) -> pa.Array:
    """The texts of each row, one a line; those that are null left out."""
    # Arrow 26 leaves a row out where all its texts are null: one that is empty goes before them.
    empty = pa.array([""] * len(texts[0]), pa.string())
    made = pc.binary_join_element_wise(empty, *texts, "\n", null_handling="skip")
    return pc.ascii_ltrim(made, "\n")


def _of_sources(sources: pa.Array) -> pa.Array:
    kept = pc.fill_null(sources, pa.scalar([], sources.type))
    flat = kept.flatten()
    titles, publishers = (pc.if_else(_given(flat.field(at)), flat.field(at), None) for at in range(2))
    each = _lines([titles, publishers])
    offsets = np.concatenate([[0], np.cumsum(pc.list_value_length(kept).to_numpy())]).astype(np.int32)
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), each), "\n")


@dataclass(frozen=True)
class Joined:
    """All parts in one: `order` are the rows of the parts, the latest day first, those without one last, then by id."""

    ids: pa.Array
    texts: pa.Array
    codes: dict[str, NDArray[np.uint16]]
    vocabularies: dict[str, tuple[str, ...]]
    names: dict[str, pa.Array]
    numbers: Numbers


def joined(parts: Sequence[Part], licence_of: Callable[[str], str]) -> Joined:
    """The columns of all parts, the latest strikes first and then by id; those without a date come last."""
    ids = pa.concat_arrays([part.ids for part in parts])
    numbers = {name: np.concatenate([part.numbers[name] for part in parts]) for name in parts[0].numbers}
    order = _order(ids, numbers["day"])
    words = {}
    for name in parts[0].words:
        column = pa.chunked_array([part.words[name] for part in parts]).unify_dictionaries().combine_chunks()
        words[name] = column if isinstance(column, pa.Array) else pa.concat_arrays(column.chunks)
    codes, vocabularies = {}, {}
    for name in (name for name in words if name not in _NAMES):
        codes[name], vocabularies[name] = _coded(words[name], name, order)
    licences = [licence_of(word) for word in vocabularies["dataset"]]
    vocabularies["licence"] = tuple(sorted(set(licences)))
    codes["licence"] = np.array([vocabularies["licence"].index(one) for one in licences] or [0], np.uint16)[
        codes["dataset"]
    ]
    taken = pa.array(order)
    return Joined(
        ids=ids.take(taken),
        texts=pa.concat_arrays([part.texts for part in parts]).take(taken),
        codes=codes,
        vocabularies=vocabularies,
        names={name: words[name].take(taken) for name in _NAMES},
        numbers={name: values[order] for name, values in numbers.items()},
    )


def _order(ids: pa.Array, day: NDArray[np.generic]) -> NDArray[np.int64]:
    # Days count down and "no day" is 0: the smallest, so that those without one come last by themselves.
    table = pa.table({"day": day, "id": ids.cast(pa.large_binary())})
    rows: NDArray[np.int64] = (
        pc.sort_indices(table, [("day", "descending"), ("id", "ascending")]).to_numpy().astype(np.int64)
    )
    return rows


def _coded(column: pa.Array, name: str, order: NDArray[np.int64]) -> tuple[NDArray[np.uint16], tuple[str, ...]]:
    """Codes and words: those of an enumeration in its order, others sorted; too many are cut to the commonest."""
    words, indices = column.dictionary.to_pylist(), column.indices.to_numpy()[order]
    if name in ENUMS:
        every = tuple(map(str, ENUMS[name]))
        named = words
    else:
        named = _commonest(words, indices)
        every = tuple(sorted(set(named)))
    place = {word: code for code, word in enumerate(every)}
    return np.array([place[word] for word in named] or [0], np.uint16)[indices], every


def _commonest(words: list[str], indices: NDArray[np.integer]) -> list[str]:
    if len(words) <= MOST_NAMES:
        return words
    often = np.argsort(-np.bincount(indices, minlength=len(words)), kind="stable")[: MOST_NAMES - 1]
    kept = set(often.tolist())
    return [word if at in kept else "other" for at, word in enumerate(words)]
