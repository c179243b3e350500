"""The packed format read by its documentation alone, for tests."""

import json
from typing import Any

import numpy as np


def unpack(content: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """The header and the columns, those of several values a row as two dimensions."""
    length = int.from_bytes(content[:4], "little")
    header = json.loads(content[4 : 4 + length])
    columns, at = {}, 4 + length
    for name, kind, *width in header["columns"]:
        size = int(kind[1]) * header["count"] * (width[0] if width else 1)
        assert at % int(kind[1]) == 0
        values = np.frombuffer(content[at : at + size], "<" + kind)
        columns[name] = values.reshape(-1, width[0]) if width else values
        at += size
    assert at == len(content)
    return header, columns
