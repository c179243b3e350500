"""The columns of a table as bytes, in the format that the map's layer reads in the browser."""

import json
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mapapp.columns import NO_DAY, SIDES, StrikeTable

Column = NDArray[np.generic]
EPOCH = date(1900, 1, 1)
UNKNOWN = 65_535
# There where a strike of the table has a launch place; NaN for those without.
LAUNCH = ("launch_x", "launch_y")


def pack(table: StrikeTable) -> bytes:
    """The drawn and filtered columns as bytes.

    Little endian throughout: u32 length of the header; the header, UTF-8 JSON padded with spaces to a
    multiple of four bytes; then the columns, one after the other, in the order, type ("f4", "u2", "u1") and
    length that the header names. `x`, `y` are as in `StrikeTable`; `day` counts from the header's `epoch` and
    is cut to 0 … 65,534; `killed` is cut to 65,534 and `uncertainty` is in tenths of a kilometre; 65,535
    means not known. `confidence` is in hundredths, 255 where people coded the strike. The others are indexes into
    the header's `vocabularies`, `side` into its `sides`.
    """
    return _packed(table, slice(None), len(table), [], {})


def packed_rows(
    table: StrikeTable, rows: NDArray[np.int64], more: list[tuple[str, Column]], extra: dict[str, Any]
) -> bytes:
    """Some rows in the same format, with `more` columns (of a name, rows by width) and `extra` in the header.

    A column of several values a row stands in the header as [name, type, width]. Vocabularies hold the words that
    occur and the attackers of the first two sides.
    """
    return _packed(table, rows, len(rows), more, extra)


def _packed(
    table: StrikeTable,
    rows: NDArray[np.int64] | slice,
    count: int,
    more: list[tuple[str, Column]],
    extra: dict[str, Any],
) -> bytes:
    codes, vocabularies = _vocabularies(table, rows)
    columns = _packed_columns(table, rows, codes, vocabularies) + more
    # The widest first, so that each column starts on a multiple of its own size.
    columns.sort(key=lambda column: -column[1].dtype.itemsize)
    header = {
        "version": table.version,
        "count": count,
        "epoch": EPOCH.isoformat(),
        "sides": list(SIDES),
        "columns": [[name, values.dtype.str[1:], *values.shape[1:]] for name, values in columns],
        "vocabularies": vocabularies,
        "side_of": [table.sides[name] for name in vocabularies["attacker"]],
        **extra,
    }
    return with_header(header, b"".join(values.tobytes() for _, values in columns))


def with_header(header: dict[str, Any], content: bytes) -> bytes:
    """u32 length of the header, the header as JSON padded to a multiple of four bytes, the content."""
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return len(text).to_bytes(4, "little") + text + content


def _vocabularies(
    table: StrikeTable, rows: NDArray[np.int64] | slice
) -> tuple[dict[str, NDArray[np.uint16]], dict[str, list[str]]]:
    if isinstance(rows, slice):
        return table.codes, {name: list(words) for name, words in table.vocabularies.items()}
    codes, vocabularies = {}, {}
    for name, whole in table.codes.items():
        words = table.vocabularies[name]
        fixed = [i for i, word in enumerate(words) if name == "attacker" and table.sides[word] in "ab"]
        used, index = np.unique(np.concatenate([whole[rows], np.array(fixed, np.uint16)]), return_inverse=True)
        codes[name] = index[: len(rows)].astype(np.uint16)
        vocabularies[name] = [words[code] for code in used]
    return codes, vocabularies


def _packed_columns(
    table: StrikeTable,
    rows: NDArray[np.int64] | slice,
    codes: dict[str, NDArray[np.uint16]],
    vocabularies: dict[str, list[str]],
) -> list[tuple[str, Column]]:
    day, killed, uncertainty = table.day[rows], table.killed[rows], table.uncertainty[rows]
    days = np.clip(day - EPOCH.toordinal(), 0, UNKNOWN - 1)
    kilometres = np.nan_to_num(uncertainty.astype(np.float64))
    tenths = np.where(np.isnan(uncertainty), UNKNOWN, np.minimum(np.rint(kilometres * 10), UNKNOWN - 1))
    wide: list[tuple[str, Column]] = [
        ("x", table.x[rows].astype("<f4")),
        ("y", table.y[rows].astype("<f4")),
        ("day", np.where(day == NO_DAY, UNKNOWN, days).astype("<u2")),
        ("killed", np.where(killed < 0, UNKNOWN, np.minimum(killed, UNKNOWN - 1)).astype("<u2")),
        ("uncertainty", tenths.astype("<u2")),
    ]
    categories = [
        (name, values.astype("<u2" if len(vocabularies[name]) > 256 else "u1")) for name, values in codes.items()
    ]
    if table.launch is not None:
        wide += [(name, values[rows].astype("<f4")) for name, values in zip(LAUNCH, table.launch, strict=True)]
    return [*wide, *categories, ("side", table.side[rows]), ("confidence", table.confidence[rows])]
