"""What the gazetteer in use has: counts, countries added, files and licences."""

from collections import Counter
from pathlib import Path
from typing import Any

from mapapp.errors import DataError
from mapapp.gazetteer.added import open_places, read_current
from mapapp.gazetteer.index import KINDS


def describe(data: Path, folder: Path) -> dict[str, Any]:
    """Plain values: `places`, `added`, `names`, counts by `kinds` and `sources`, `countries`, `files`, `licences`.

    `folder` is that of the added places, `data` mapapp's own. Sizes are bytes.
    """
    gazetteer = open_places(data, folder)
    try:
        current = read_current(folder)
    except DataError:
        current = None
    embedded = int(gazetteer.header.get("embedded", 0))
    used = current is not None and embedded > 0
    path = folder / current.index if current and used else data / "gazetteer"
    kinds, sources = Counter(gazetteer.columns["kind"]), Counter(gazetteer.columns["source"])
    names = {gazetteer.header["sources"][number]: count for number, count in sources.most_common()}
    return {
        "places": len(gazetteer),
        "added": len(gazetteer) - embedded if used else 0,
        "names": len(gazetteer.names),
        "kinds": {str(KINDS[number]): count for number, count in kinds.most_common()},
        "sources": names,
        "countries": current.countries if current else {},
        "countries_used": used,
        "path": str(path),
        "files": {file.name: file.stat().st_size for file in sorted(path.iterdir()) if file.is_file()},
        "kept": {file.name: file.stat().st_size for file in sorted((folder / "countries").glob("*.zip"))},
        "kept_path": str(folder / "countries"),
        "licences": [gazetteer.header["credits"].get(name, name) for name in names],
    }


def as_text(found: dict[str, Any]) -> str:
    """The same for a person."""
    added = f", {found['added']:,} of them added" if found["added"] else ""
    lines = [f"{found['places']:,} places{added}, under {found['names']:,} names", "", "By kind"]
    lines += [f"  {count:>9,}  {kind}" for kind, count in found["kinds"].items()]
    lines += ["", "By source"]
    lines += [f"  {count:>9,}  {source}" for source, count in found["sources"].items()]
    unused = "" if found["countries_used"] or not found["countries"] else " (not used: see above)"
    lines += ["", f"Countries added{unused}"]
    lines += [_country(code, note) for code, note in found["countries"].items()] or ["  none; mapapp gazetteer add UA"]
    lines += ["", f"Files in {found['path']}"]
    lines += [f"  {size / 1e6:>9.1f} MB  {name}" for name, size in found["files"].items()]
    if found["kept"]:
        lines += [f"Country files in {found['kept_path']}"]
        lines += [f"  {size / 1e6:>9.1f} MB  {name}" for name, size in found["kept"].items()]
    return "\n".join([*lines, "", "Sources and licences", *(f"  {credit}" for credit in found["licences"])])


def _country(code: str, note: dict[str, Any]) -> str:
    return f"  {code}  {note['fetched']}  {note['places']:,} places of {note['rows']:,} rows, {note['url']}"
