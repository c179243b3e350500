"""Writes an index: names.marisa and places.bin. The build and the merge of country files both end here."""

import hashlib
import json
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import marisa_trie
from rapidfuzz import fuzz

from mapapp.gazetteer.cases import case_forms
from mapapp.gazetteer.index import (
    ALTERNATE,
    BLOCK,
    COLUMNS,
    COORDINATE_UNIT,
    FORMAT,
    KINDS,
    LEMMATISED,
    RADIUS_UNIT,
)
from mapapp.gazetteer.normal import LEMMA, languages_of, lemmas, normal
from mapapp.gazetteer.rows import Row
from mapapp.model import PlaceKind

TABLES = {"country": "countries", "admin1": "admin1", "feature": "features", "source": "sources"}
"""Columns whose values are numbers of a table in the header, by the table's name."""
NUMBERED_SOURCES = frozenset({"geonames", "postal"})
"""Sources whose ids are numbers, or made of country, region and name (postal); for the others the column holds the id's
place in the header's `idents`."""
CREDITS = {
    "geonames": "GeoNames (CC BY 4.0)",
    "airportsdata": "airportsdata (MIT)",
    "postal": "GeoNames postal codes (CC BY 4.0)",
    "searoute": "searoute, from the World Port Index (public domain)",
    "mapapp": "mapapp, kept by hand (MIT)",
}
MOST_POSTINGS = 255


def _is_cyrillic(key: str) -> bool:
    return any("\u0400" <= char <= "\u04ff" for char in key)


def lemma_keys(key: str) -> set[str]:
    """The keys under which a Cyrillic name is found by its words' dictionary forms, where these differ from it."""
    found = set()
    for language in languages_of(key):
        form = " ".join(lemmas(word, language)[0] if _is_cyrillic(word) else word for word in key.split())
        if form != key:
            found.add(LEMMA + form)
    return found


def keys_of(row: Row) -> Iterator[tuple[str, int]]:
    """The keys under which a place is found, each with its flags; a key may come more than once."""
    # The first names of a hand-kept place are its names in three languages: none of them is lesser.
    main = 3 if row.source == "mapapp" else 1
    own = romanised(normal(row.name))
    names = [row.name, *row.others]
    names += [bare for name in names if (bare := _RIVER.sub("", name)) != name] if row.kind == PlaceKind.RIVER else []
    for position, name in enumerate(names):
        key = normal(name)
        lesser = position >= main and row.kind != PlaceKind.COUNTRY and not _is_alike(romanised(key), own)
        flags = ALTERNATE if lesser else 0
        if len(key) > 1:
            yield key, flags
        if _is_cyrillic(key):
            for other in lemma_keys(key) | (case_forms(name) if _is_often_named(row) else set()):
                yield other, flags | LEMMATISED


_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ы": "i", "э": "e",
    "ю": "iu", "я": "ia", "ь": "", "ъ": "",
}  # fmt: skip
_RIVER = re.compile(r"^(?:the )?river | river$|^(?:річка|ріка|река) ", re.IGNORECASE)
_ROMAN = str.maketrans(_LATIN)
_ALIKE = 70
_TOWN, _METROPOLIS = 10_000, 500_000
_CYRILLIC_COUNTRIES = frozenset({"UA", "RU", "BY"})


def romanised(key: str) -> str:
    """A normalised name in Latin letters, roughly: good enough to see whether two spellings are one name."""
    return key.translate(_ROMAN)


def _is_alike(one: str, other: str) -> bool:
    """Whether a name is another spelling ("Kharkov") rather than another name ("Pokrovsk" of Engels)."""
    return not one.isascii() or fuzz.ratio(one, other) >= _ALIKE


def _is_often_named(row: Row) -> bool:
    """Whether a place is worth a key for each case of its name: hand-kept ones, and towns that such texts name."""
    least = _TOWN if row.country in _CYRILLIC_COUNTRIES else _METROPOLIS
    return row.source == "mapapp" or row.population >= least


def postings(rows: list[Row]) -> dict[str, list[int]]:
    """Key of the index → values `row << 2 | flags`, a row once a key with its best flags."""
    table: dict[str, dict[int, int]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for key, flags in keys_of(row):
            table[key][number] = min(flags, table[key].get(number, flags))
    return {key: sorted(row << 2 | flags for row, flags in found.items()) for key, found in table.items()}


def _number(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted({"", *values}))}


def compile_columns(rows: list[Row]) -> tuple[dict[str, bytes], dict[str, object]]:
    """The columns as bytes by name, and the tables that the header needs to read them."""
    tables = {column: _number(getattr(row, column) for row in rows) for column in TABLES}
    named = sorted({row.source for row in rows} - NUMBERED_SOURCES)
    idents = {source: sorted(row.ident for row in rows if row.source == source) for source in named}
    place = {source: {ident: number for number, ident in enumerate(known)} for source, known in idents.items()}
    columns = {name: array(code) for name, code in COLUMNS.items()}
    blob, seen = bytearray(), {}
    for row in rows:
        encoded = row.name.encode()[:255].decode(errors="ignore").encode()
        if encoded not in seen:
            seen[encoded] = len(blob)
            blob += bytes([len(encoded)]) + encoded
        values = {
            "latitude": round(row.latitude / COORDINATE_UNIT), "longitude": round(row.longitude / COORDINATE_UNIT),
            "population": row.population, "radius": min(65535, round(row.radius_km / RADIUS_UNIT)),
            "kind": KINDS.index(row.kind), "name": seen[encoded],
            "ident": place[row.source][row.ident] if row.source in place else int(row.ident or 0),
        } | {column: table[getattr(row, column)] for column, table in tables.items()}  # fmt: skip
        for name, value in values.items():
            columns[name].append(value)
    header: dict[str, object] = {TABLES[column]: sorted(table) for column, table in tables.items()}
    parts = {name: column.tobytes() for name, column in columns.items()}
    return {**parts, "blob": bytes(blob)}, header | {"idents": idents}


def write(rows: list[Row], folder: Path) -> dict[str, int]:
    """Write the index of these rows into `folder`; returns counts for the log."""
    table = postings(rows)
    parts, header = compile_columns(rows)
    counts = save(folder, sorted(table), table.__getitem__, parts, header | {"credits": CREDITS})
    return {"places": len(rows), **counts}


def save(
    folder: Path,
    names: list[str],
    values_of: Callable[[str], Sequence[int]],
    parts: dict[str, bytes],
    header: dict[str, object],
) -> dict[str, int]:
    """Write the index of sorted keys, their postings, and columns as `compile_columns` gives them."""
    trie = marisa_trie.Trie(names, order=marisa_trie.LABEL_ORDER)
    names.sort(key=trie.key_id)
    starts, counts, values = array("I"), bytearray(), array("I")
    for number, key in enumerate(names):
        if number % BLOCK == 0:
            starts.append(len(values))
        found = values_of(key)[:MOST_POSTINGS]
        counts.append(len(found))
        values.extend(found)
    parts = {**parts, "starts": starts.tobytes(), "counts": bytes(counts), "postings": values.tobytes()}
    folder.mkdir(parents=True, exist_ok=True)
    # Who has the old files mapped goes on reading them: they are replaced, not written over.
    for name, data in (
        ("names.marisa", trie.tobytes()),
        ("places.bin", _container(parts, header | {"format": FORMAT})),
    ):
        (folder / f"{name}.new").write_bytes(data)
        (folder / f"{name}.new").replace(folder / name)
    return {"names": len(names), "postings": len(values)}


def _container(parts: dict[str, bytes], header: dict[str, object]) -> bytes:
    """The parts, 8-byte aligned; the header as JSON with each part's place in the file; the header's length."""
    layout, out, digest = {}, bytearray(), hashlib.sha256()
    for name, data in sorted(parts.items()):
        layout[name] = (len(out), len(out) + len(data))
        out += data + bytes(-len(data) % 8)
        digest.update(data)
    full = {**header, "parts": layout, "digest": digest.hexdigest()}
    text = json.dumps(full, ensure_ascii=False, sort_keys=True).encode()
    return bytes(out + text + len(text).to_bytes(8, "little"))
