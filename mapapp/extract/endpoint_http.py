"""One question to an OpenAI-compatible endpoint, within a time and a size that hold for all of the answer."""

import json
import threading
import time
from typing import Any

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from mapapp.errors import BadAnswerError, ServiceError, ServiceTimeoutError, ServiceUnavailableError
from mapapp.settings import ExtractorSettings

NAME = "endpoint"
_MOST_BYTES = 2_000_000
_CHUNK = 65_536


class Endpoint:
    """The endpoint that the settings name. Redirects are not followed: the text goes where the user said."""

    def __init__(self, settings: ExtractorSettings) -> None:
        self.settings = settings

    def ask(self, body: dict[str, Any]) -> str:
        """The text of the model's answer. Raises ServiceError where there is none in time, or none that is one."""
        try:
            answer = json.loads(self._within_time(body))
            content = answer["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError):
            raise BadAnswerError(
                NAME,
                f"The endpoint {self.settings.url} did not answer as an OpenAI-compatible one does; check its address.",
            ) from None
        if isinstance(content, list):
            # Some servers send the text in parts.
            content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
        return str(content)

    def _within_time(self, body: dict[str, Any]) -> bytes:
        """The body of the answer. It is waited for beside: a server that drips its headers cannot be cut off within."""
        got: list[bytes | ServiceError] = []
        asking = threading.Thread(target=self._try, args=(body, got), daemon=True)
        asking.start()
        asking.join(self.settings.timeout + 0.5)
        if not got:
            raise self._too_slow()
        if isinstance(got[0], ServiceError):
            raise got[0]
        return got[0]

    def _try(self, body: dict[str, Any], got: list[bytes | ServiceError]) -> None:
        try:
            got.append(self._post(body))
        except ServiceError as problem:
            got.append(problem)

    def _post(self, body: dict[str, Any]) -> bytes:
        headers = {"Accept-Encoding": "identity"}
        if self.settings.key:
            headers["Authorization"] = f"Bearer {self.settings.key}"
        address = f"{self.settings.url.rstrip('/')}/chat/completions"
        ends = time.monotonic() + self.settings.timeout
        try:
            with requests.post(
                address, json=body, headers=headers, timeout=self.settings.timeout, stream=True, allow_redirects=False
            ) as response:
                if response.status_code != 200:
                    raise self._refused(response.status_code)
                return self._read(response, ends)
        except (requests.Timeout, ReadTimeoutError):
            raise self._too_slow() from None
        except (requests.RequestException, HTTPError, ValueError, OSError):
            raise ServiceUnavailableError(
                NAME, f"The endpoint {self.settings.url} cannot be reached; start it, or unset MAPAPP_EXTRACTOR."
            ) from None

    def _read(self, response: requests.Response, ends: float) -> bytes:
        found = b""
        while chunk := response.raw.read1(_CHUNK):
            found += chunk
            if time.monotonic() > ends:
                raise self._too_slow()
            if len(found) > _MOST_BYTES:
                raise BadAnswerError(
                    NAME, f"The endpoint {self.settings.url} answered with too much; choose another model."
                )
        return found

    def _refused(self, status: int) -> ServiceUnavailableError:
        return ServiceUnavailableError(
            NAME,
            f"The endpoint {self.settings.url} answered with status {status}; check its address, model and key.",
        )

    def _too_slow(self) -> ServiceTimeoutError:
        return ServiceTimeoutError(
            NAME,
            f"The endpoint {self.settings.url} did not answer within {self.settings.timeout:g} seconds; "
            "raise MAPAPP_EXTRACTOR_TIMEOUT, or unset MAPAPP_EXTRACTOR.",
        )
