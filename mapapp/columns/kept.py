"""Columns kept on the disk, so that very many strikes are read once after a change and not at every start.

The file is Arrow's own format, mapped into memory: what no view asks for is not read. Its mark says of which state of
which store it is; a file of another mark, or one that is damaged, is as good as none.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from mapapp.columns.bulk import Joined

# Goes up with every change of what the columns hold.
FORMAT = 1


@dataclass(frozen=True)
class Keeper:
    """Keeps columns in the file `path` under the mark of the store's state."""

    path: Path
    mark: str

    def load(self) -> tuple[Joined, str] | None:
        """The columns and their version, None where there are none of this mark."""
        try:
            table = pa.ipc.open_file(pa.memory_map(str(self.path))).read_all()
            about = json.loads((table.schema.metadata or {})[b"mapapp"])
            if about["format"] != FORMAT or about["mark"] != self.mark:
                return None
            return _joined(table, about), str(about["version"])
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
            return None

    def save(self, made: Joined, version: str) -> None:
        """Keep these columns; where the disk does not take them nothing is kept, and nothing is lost."""
        about = {"format": FORMAT, "mark": self.mark, "version": version, "vocabularies": made.vocabularies}
        columns = {"ids": made.ids, "texts": made.texts}
        columns |= {f"code {name}": pa.array(values) for name, values in made.codes.items()}
        columns |= {f"name {name}": values for name, values in made.names.items()}
        columns |= {f"number {name}": pa.array(values) for name, values in made.numbers.items()}
        table = pa.table(columns).replace_schema_metadata({"mapapp": json.dumps(about)})
        part = self.path.with_suffix(f".{os.getpid()}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with pa.OSFile(str(part), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
                writer.write_table(table)
            part.replace(self.path)
        except (OSError, pa.ArrowException):
            with suppress(OSError):
                part.unlink()


def _joined(table: pa.Table, about: dict[str, dict[str, list[str]]]) -> Joined:
    columns = {name: table[name].chunk(0) for name in table.column_names}

    def named(kind: str) -> dict[str, pa.Array]:
        return {name.removeprefix(kind): column for name, column in columns.items() if name.startswith(kind)}

    return Joined(
        ids=columns["ids"],
        texts=columns["texts"],
        codes={name: column.to_numpy() for name, column in named("code ").items()},
        vocabularies={name: tuple(words) for name, words in about["vocabularies"].items()},
        names=named("name "),
        numbers={name: np.asarray(column.to_numpy(zero_copy_only=True)) for name, column in named("number ").items()},
    )
