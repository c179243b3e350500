"""Work grows with the length of a text, not with its square: counted in steps of the interpreter, not timed."""

import sys
from datetime import date

import pytest

from mapapp import pipeline
from tests.bench.linear import KINDS, read

SMALL, LARGE = 5_000, 20_000
# Four times the text is four times the work. What looks back over the last so many strikes reaches its bound only in a
# longer text; the square would be sixteen times.
MOST = 6.0


def steps(work) -> int:
    """How many lines of mapapp's own code the interpreter runs, each turn of a loop on one line counted."""
    count = 0

    def line(frame, event, argument):
        nonlocal count
        count += event == "line"
        return line

    def call(frame, event, argument):
        return line if "mapapp" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_text_is_about_four_times_the_work(kind):
    small, large = KINDS[kind](SMALL), KINDS[kind](LARGE)
    read(large)
    assert steps(lambda: read(large)) < MOST * steps(lambda: read(small))


def test_marked_names_are_read_in_the_same_way():
    text = KINDS["1,000 names"](LARGE)
    spans = [(at, at + 5) for at in range(12, LARGE - 100, 100)]
    few = [span for span in spans if span[1] < SMALL]
    pipeline.resolve_names(text, spans)
    most = steps(lambda: pipeline.resolve_names(text, spans))
    assert most < MOST * steps(lambda: pipeline.resolve_names(text[:SMALL], few))


@pytest.mark.parametrize(
    "part",
    [
        "the villages of " + ", ".join(f"Qwxzalka{n}vy" for n in range(40)) + ", ",
        "Russia said it had struck military targets overnight. A missile hit Odesa, killing two people. ",
        "(" * 40 + "Kyiv" + ")" * 40 + " ",
        "the cities of Kyiv, Ukraine, Kharkiv, Ukraine, and Sumy, Ukraine, were ",
        "\n\n\n-\n",
    ],
)
def test_lists_claims_brackets_and_blank_lines_are_no_exception(part):
    def work(size):
        text = "A drone hit the port in the night, the officials said. " + part * (size // len(part))
        return lambda: pipeline.extract(pipeline.read_report(text, published=date(2025, 6, 1)))

    work(LARGE)()
    assert steps(work(LARGE)) < MOST * steps(work(SMALL))
