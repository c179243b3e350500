"""Strikes of one report as columns of a table."""

from collections.abc import Sequence
from typing import Any

from mapapp.app.words import Words
from mapapp.model import Strike


def rows_of(strikes: Sequence[Strike], words: Words) -> dict[str, list[Any]]:
    """The columns of the table, those that a phone shows first."""
    return {
        words("date"): [words.day(strike.date) for strike in strikes],
        words("place"): [strike.place or "–" for strike in strikes],
        words("attackers"): [words.value(strike.attacker) for strike in strikes],
        words("killed"): [strike.killed for strike in strikes],
        words("injured"): [strike.injured for strike in strikes],
        words("weapon_types"): [words.value(strike.weapon_type) for strike in strikes],
        words("target"): [strike.target or words.value(strike.target_type) for strike in strikes],
        words("outcomes"): [words.value(strike.outcome) for strike in strikes],
        words("statuses"): [words.value(strike.status) for strike in strikes],
        words("precision"): [words.value(strike.geo_precision or "unknown") for strike in strikes],
        words("summary"): [strike.summary or strike.quote or "" for strike in strikes],
    }
