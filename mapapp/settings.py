"""Where things are and how much is allowed: one frozen `Settings`, read once at each entry point."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from mapapp.errors import DataError, InputError

_PACKAGE = Path(__file__).parent


def data_dir() -> Path:
    """The folder of mapapp's own data: inside the installed package, else beside it in a checkout."""
    for folder in (_PACKAGE / "data", _PACKAGE.parent / "data"):
        if (folder / "strikes.jsonl").is_file():
            return folder
    raise DataError("mapapp's data folder is missing; install mapapp again.")


def default_store_url() -> str:
    """The SQLite file in the user's data directory, as a store URL."""
    return f"sqlite:///{Path(platformdirs.user_data_dir('mapapp', appauthor=False)) / 'mapapp.sqlite'}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run. Sizes are in characters or bytes as named."""

    store_url: str = field(default_factory=default_store_url)
    data: Path = field(default_factory=data_dir)
    max_text_chars: int = 1_000_000
    max_upload_bytes: int = 5_000_000
    # From more strikes than this on, the map is sent counts for each view instead of every strike.
    map_switch: int = 200_000

    def __post_init__(self) -> None:
        if not self.store_url.startswith("sqlite:///"):
            raise InputError(
                f"The store address {self.store_url!r} is not known; it must look like sqlite:////path/to/file."
            )


def read_settings(store_url: str | None = None) -> Settings:
    """The settings: from the argument, else the environment (`MAPAPP_STORE`, `MAPAPP_MAP_SWITCH`), else the defaults.

    Raises `InputError` where one cannot be used.
    """
    values: dict[str, Any] = {}
    if url := store_url or os.environ.get("MAPAPP_STORE"):
        values["store_url"] = url
    if switch := os.environ.get("MAPAPP_MAP_SWITCH"):
        if not (switch.isascii() and switch.isdigit() and len(switch) < 10):
            raise InputError(f"MAPAPP_MAP_SWITCH is {switch[:40]!r}; give a number of strikes such as 200000.")
        values["map_switch"] = int(switch)
    return Settings(**values)
