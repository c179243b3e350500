"""The strikes that mapapp ships: what a new store is filled with."""

import hashlib
import json
from pathlib import Path

from mapapp.errors import DataError
from mapapp.model import Strike, strike_from_dict
from mapapp.settings import Settings
from mapapp.store.base import Store

NAME = "mapapp"


def read_strikes(path: Path) -> tuple[list[Strike], str]:
    """The strikes of a file of JSON Lines, and its version: the hash of its bytes."""
    try:
        content = path.read_bytes()
        strikes = [strike_from_dict(json.loads(line)) for line in content.decode().split("\n") if line]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"mapapp's file {path.name} is missing or damaged; install mapapp again.") from error
    return strikes, hashlib.sha256(content).hexdigest()[:16]


def fill(store: Store, settings: Settings) -> None:
    """Fill a new store with the shipped strikes; bring those of an older mapapp up to date."""
    strikes, version = read_strikes(settings.data / "strikes.jsonl")
    store.seed(strikes, NAME, version)
