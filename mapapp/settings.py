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


def default_gazetteer_dir() -> Path:
    """Where places that the user adds are kept: beside the store."""
    return Path(platformdirs.user_data_dir("mapapp", appauthor=False)) / "gazetteer"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run. Sizes are in characters or bytes as named."""

    store_url: str = field(default_factory=default_store_url)
    data: Path = field(default_factory=data_dir)
    gazetteer_dir: Path = field(default_factory=default_gazetteer_dir)
    geonames_url: str = "https://download.geonames.org/export/dump"
    max_text_chars: int = 1_000_000
    max_upload_bytes: int = 5_000_000

    def __post_init__(self) -> None:
        if not self.store_url.startswith("sqlite:///"):
            raise InputError(
                f"The store address {self.store_url!r} is not known; it must look like sqlite:////path/to/file."
            )
        if not self.geonames_url.startswith(("https://", "http://")):
            raise InputError(
                f"The address {self.geonames_url!r} of country files must begin with https:// or http://; correct it."
            )


def read_settings(store_url: str | None = None, geonames_url: str | None = None) -> Settings:
    """The settings: from the arguments, else the environment, else the defaults.

    `MAPAPP_STORE` is the store's address, `MAPAPP_GAZETTEER` the folder of added places, `MAPAPP_GEONAMES` the address
    that has GeoNames' country files.
    """
    given: dict[str, Any] = {
        "store_url": store_url or os.environ.get("MAPAPP_STORE"),
        "geonames_url": geonames_url or os.environ.get("MAPAPP_GEONAMES"),
    }
    if folder := os.environ.get("MAPAPP_GAZETTEER"):
        given["gazetteer_dir"] = Path(folder).absolute()
    return Settings(**{name: value for name, value in given.items() if value})
