"""Asking a service as its policy wants: what is remembered is not asked again, and the turn to ask is awaited."""

import json
import time
from collections.abc import Callable, Sequence

from mapapp.errors import QuotaError, ServiceError, ServiceTimeoutError
from mapapp.geocode.ports import Answer, AnswerCache, Pace
from mapapp.geocode.providers import Provider
from mapapp.settings import GeocoderSettings

_HOLD_SECONDS = 3_600.0
"""For so long nobody asks a service that refused, or was asked too often and did not say for how long."""
_MOST_HOLD = 86_400.0


class Asker:
    """One service, its memory and its turn. `sleep` waits so many seconds."""

    def __init__(
        self,
        provider: Provider,
        cache: AnswerCache,
        pace: Pace,
        settings: GeocoderSettings,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.provider, self._cache, self._pace, self._settings, self._sleep = provider, cache, pace, settings, sleep

    def known(self, query: str, countries: Sequence[str] = ()) -> Answer | None:
        """What is remembered of a question, None where the service would have to be asked."""
        return self._cache.get(self.provider.ident, _key(query, countries))

    def ask(self, query: str, countries: Sequence[str] = ()) -> Answer:
        """The remembered answer, else that of the service. Raises a `ServiceError`, a `StoreError` of the memory."""
        answer = self.known(query, countries)
        if answer is not None:
            return answer
        self._await_turn()
        try:
            found = self.provider.find(query, countries)
        except ServiceError as problem:
            if problem.stops:
                seconds = getattr(problem, "retry_after", None)
                self._pace.hold(self.provider.ident, _HOLD_SECONDS if seconds is None else min(seconds, _MOST_HOLD))
            raise
        return self._cache.put(self.provider.ident, _key(query, countries), found)

    def _await_turn(self) -> None:
        name, ident = self.provider.name, self.provider.ident
        end = time.monotonic() + self._settings.patience
        while True:
            held = self._pace.held(ident)
            if held > 0:
                sentence = f"The geocoder {name} wants not to be asked for {held:,.0f} s more; try again after that."
                raise QuotaError(name, sentence, held)
            wait = self._pace.take(ident, self._settings.interval)
            if wait <= 0:
                return
            if time.monotonic() + wait > end:
                sentence = f"Others of this installation are asking the geocoder {name} all the time; try again later."
                raise ServiceTimeoutError(name, sentence)
            self._sleep(wait)


def _key(query: str, countries: Sequence[str]) -> str:
    return json.dumps([" ".join(query.split()), sorted(countries)], ensure_ascii=False, separators=(",", ":"))
