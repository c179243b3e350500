"""What a person should look at first: doubts of strikes, and the order that they give."""

from datetime import date

import pytest

from mapapp import pipeline
from mapapp.exchange.doubts import Doubt, doubtful_first, doubts
from mapapp.model import Extraction, Strike

PLAIN = "Russian missiles hit an apartment block in Kharkiv on Friday, killing two people, the governor said."


def read(text: str) -> Extraction:
    return pipeline.extract(pipeline.read_report(text, published=date(2025, 12, 20)))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Russia said it had struck a depot in Poltava on Friday. Ukraine denied that the depot in Poltava was hit.",
         Doubt.DENIED),
        (f"{PLAIN} Police said later that five people were killed in the attack on Kharkiv.", Doubt.TOLL),
        ("A drone hit a school in Nairobi on Friday, killing two people.", Doubt.ATTACKER),
        ("Russian missiles hit an apartment block in Kharkiv, killing two people.", Doubt.DAY),
    ],
)  # fmt: skip
def test_what_a_report_leaves_open_is_a_doubt(text: str, doubt: Doubt) -> None:
    assert doubt in doubts(read(text))[0]


def test_a_strike_that_is_told_plainly_has_none() -> None:
    assert doubts(read(PLAIN)) == [()]


def test_strikes_with_doubts_come_first_and_of_either_the_least_sure() -> None:
    sure = [0.9, 0.7, 0.95, 0.8, None]
    strikes = [Strike(id=str(number), date=None, confidence=one) for number, one in enumerate(sure)]
    found = [(), (), (Doubt.DENIED,), (Doubt.DAY,), ()]
    assert doubtful_first(strikes, found) == [3, 2, 1, 0, 4]
