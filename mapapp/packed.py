"""The columns of a table as bytes, in the format that the map's layer reads in the browser."""

import json
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mapapp.columns import NO_DAY, SIDES, StrikeTable

Column = NDArray[np.generic]
EPOCH = date(1900, 1, 1)
UNKNOWN = 65_535


def pack(table: StrikeTable) -> bytes:
    """The drawn and filtered columns as bytes.

    Little endian throughout: u32 length of the header; the header, UTF-8 JSON padded with spaces to a
    multiple of four bytes; then the columns, one after the other, in the order, type ("f4", "u2", "u1") and
    length that the header names. `x`, `y` are as in `StrikeTable`; `day` counts from the header's `epoch` and
    is cut to 0 … 65,534; `killed` is cut to 65,534 and `uncertainty` is in tenths of a kilometre; 65,535
    means not known. `confidence` is in hundredths, 255 where people coded the strike. The others are indexes into
    the header's `vocabularies`, `side` into its `sides`.
    """
    columns = _packed_columns(table)
    header = {
        "version": table.version,
        "count": len(table),
        "epoch": EPOCH.isoformat(),
        "sides": list(SIDES),
        "columns": [[name, values.dtype.str[1:]] for name, values in columns],
        "vocabularies": {name: list(words) for name, words in table.vocabularies.items()},
        "side_of": [table.sides[name] for name in table.vocabularies["attacker"]],
    }
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return b"".join([len(text).to_bytes(4, "little"), text, *(values.tobytes() for _, values in columns)])


def _packed_columns(table: StrikeTable) -> list[tuple[str, Column]]:
    days = np.clip(table.day - EPOCH.toordinal(), 0, UNKNOWN - 1)
    kilometres = np.nan_to_num(table.uncertainty.astype(np.float64))
    tenths = np.where(np.isnan(table.uncertainty), UNKNOWN, np.minimum(np.rint(kilometres * 10), UNKNOWN - 1))
    wide: list[tuple[str, Column]] = [
        ("x", table.x.astype("<f4")),
        ("y", table.y.astype("<f4")),
        ("day", np.where(table.day == NO_DAY, UNKNOWN, days).astype("<u2")),
        ("killed", np.where(table.killed < 0, UNKNOWN, np.minimum(table.killed, UNKNOWN - 1)).astype("<u2")),
        ("uncertainty", tenths.astype("<u2")),
    ]
    categories = [
        (name, codes.astype("<u2" if len(table.vocabularies[name]) > 256 else "u1"))
        for name, codes in table.codes.items()
    ]
    # The widest first, so that each column starts on a multiple of its own size.
    categories.sort(key=lambda column: -column[1].dtype.itemsize)
    return [*wide, *categories, ("side", table.side), ("confidence", table.confidence)]
