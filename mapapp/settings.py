"""Where things are and how much is allowed: one frozen `Settings`, read once at each entry point."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from mapapp.errors import DataError, InputError

_PACKAGE = Path(__file__).parent
MOST_REQUESTS = 10


def data_dir() -> Path:
    """The folder of mapapp's own data: inside the installed package, else beside it in a checkout."""
    for folder in (_PACKAGE / "data", _PACKAGE.parent / "data"):
        if (folder / "strikes.jsonl").is_file():
            return folder
    raise DataError("mapapp's data folder is missing; install mapapp again.")


def default_store_url() -> str:
    """The SQLite file in the user's data directory, as a store URL."""
    return f"sqlite:///{Path(platformdirs.user_data_dir('mapapp', appauthor=False)) / 'mapapp.sqlite'}"


def kept_columns(store_url: str) -> Path:
    """The file in the user's cache that keeps the columns of a store of very many strikes."""
    name = hashlib.sha256(store_url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Path(platformdirs.user_cache_dir("mapapp", appauthor=False)) / "columns" / f"{name}.arrow"


def default_gazetteer_dir() -> Path:
    """Where places that the user adds are kept: beside the store."""
    return Path(platformdirs.user_data_dir("mapapp", appauthor=False)) / "gazetteer"


@dataclass(frozen=True, slots=True)
class GeocoderSettings:
    """The service that is asked for names the gazetteer does not know. `name` None: nobody is asked, nothing is sent.

    `url` is an own server's address, or a new one of the service's. `contact` goes into the User-Agent, as the services
    ask for. Times are in seconds: `timeout` for a whole request, `interval` between two of the whole installation,
    `patience` for the turn to ask. `most_requests` bounds what one report may ask.
    """

    name: str | None = None
    url: str | None = None
    key: str | None = field(default=None, repr=False)
    contact: str | None = None
    timeout: float = 5.0
    interval: float = 1.1
    patience: float = 30.0
    most_requests: int = MOST_REQUESTS

    def __post_init__(self) -> None:
        if not 1 <= self.most_requests <= 100:
            raise InputError("A report may ask a geocoder between 1 and 100 times; correct MAPAPP_GEOCODER_REQUESTS.")


@dataclass(frozen=True, slots=True)
class ExtractorSettings:
    """Who reads strikes: `name` "rules", or "endpoint" for an OpenAI-compatible one at `url` with this `model`.

    `url` ends before /chat/completions; `timeout` is in seconds for the whole answer.
    """

    name: str = "rules"
    url: str = ""
    model: str = ""
    key: str | None = field(default=None, repr=False)
    timeout: float = 60.0

    def __post_init__(self) -> None:
        if self.name == "endpoint" and not (self.url.startswith(("http://", "https://")) and self.model):
            raise InputError(
                "The endpoint needs MAPAPP_EXTRACTOR_URL, which begins with http:// or https://, and "
                "MAPAPP_EXTRACTOR_MODEL; set both."
            )
        if not 1 <= self.timeout <= 3600:
            raise InputError("MAPAPP_EXTRACTOR_TIMEOUT must be from 1 to 3600 seconds; correct it.")


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run. Sizes are in characters or bytes as named.

    `spacy` is the name of an installed spaCy model whose places are added to those that the rules find; None: no model.
    """

    store_url: str = field(default_factory=default_store_url)
    data: Path = field(default_factory=data_dir)
    gazetteer_dir: Path = field(default_factory=default_gazetteer_dir)
    geonames_url: str = "https://download.geonames.org/export/dump"
    max_text_chars: int = 1_000_000
    max_upload_bytes: int = 5_000_000
    geocoder: GeocoderSettings = field(default_factory=GeocoderSettings)
    extractor: ExtractorSettings = field(default_factory=ExtractorSettings)
    # From more strikes than this on, the map is sent counts for each view instead of every strike.
    map_switch: int = 200_000
    spacy: str | None = None

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
    that has GeoNames' country files. The geocoder's are `MAPAPP_GEOCODER` (its name), `_URL`, `_KEY`, `_CONTACT` and
    `_REQUESTS`; the extractor's `MAPAPP_EXTRACTOR` ("rules" or "endpoint"), `_URL`, `_MODEL`, `_KEY` and `_TIMEOUT`.
    `MAPAPP_SPACY` is the spaCy model that helps to find names. `MAPAPP_MAP_SWITCH` is from how many strikes on the map
    is sent counts.

    Raises `InputError` where one cannot be used.
    """
    given: dict[str, Any] = {
        "store_url": store_url or os.environ.get("MAPAPP_STORE"),
        "geonames_url": geonames_url or os.environ.get("MAPAPP_GEONAMES"),
        "geocoder": _geocoder(),
        "extractor": _extractor(),
        "spacy": (os.environ.get("MAPAPP_SPACY") or "").strip(),
    }
    if switch := os.environ.get("MAPAPP_MAP_SWITCH"):
        if not (switch.isascii() and switch.isdigit() and len(switch) < 10):
            raise InputError(f"MAPAPP_MAP_SWITCH is {switch[:40]!r}; give a number of strikes such as 200000.")
        given["map_switch"] = int(switch)
    if folder := os.environ.get("MAPAPP_GAZETTEER"):
        given["gazetteer_dir"] = Path(folder).absolute()
    return Settings(**{name: value for name, value in given.items() if value})


def _geocoder() -> GeocoderSettings:
    name = (os.environ.get("MAPAPP_GEOCODER") or "").strip().lower()
    requests = os.environ.get("MAPAPP_GEOCODER_REQUESTS") or MOST_REQUESTS
    try:
        most = int(requests)
    except ValueError:
        raise InputError(f"MAPAPP_GEOCODER_REQUESTS is {requests!r}; give a whole number from 1 to 100.") from None
    return GeocoderSettings(
        name=name if name and name != "off" else None,
        url=os.environ.get("MAPAPP_GEOCODER_URL") or None,
        key=os.environ.get("MAPAPP_GEOCODER_KEY") or None,
        contact=os.environ.get("MAPAPP_GEOCODER_CONTACT") or None,
        most_requests=most,
    )


def _extractor() -> ExtractorSettings:
    timeout = os.environ.get("MAPAPP_EXTRACTOR_TIMEOUT") or "60"
    try:
        seconds = float(timeout)
    except ValueError:
        raise InputError(f"MAPAPP_EXTRACTOR_TIMEOUT is {timeout!r}; give a number of seconds.") from None
    return ExtractorSettings(
        name=(os.environ.get("MAPAPP_EXTRACTOR") or "rules").strip().lower(),
        url=os.environ.get("MAPAPP_EXTRACTOR_URL") or "",
        model=os.environ.get("MAPAPP_EXTRACTOR_MODEL") or "",
        key=os.environ.get("MAPAPP_EXTRACTOR_KEY") or None,
        timeout=seconds,
    )
