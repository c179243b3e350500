"""What holds for every text, however odd. `MAPAPP_TEST_EXAMPLES=20000` looks at more texts, new ones each time."""

import contextlib
import itertools
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mapapp import pipeline, vocabulary
from mapapp.errors import InputError
from mapapp.extract.tokens import read_document
from mapapp.model import Extraction, Report
from mapapp.settings import data_dir
from tests.extract.garbage import ODD_FIGURES, REPORTS, TEXTS, anything, days, prose

MANY = os.environ.get("MAPAPP_TEST_EXAMPLES")
looking = settings(
    max_examples=int(MANY or 300),
    deadline=None,
    derandomize=not MANY,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def read(text: str, published: date | None = None) -> Extraction:
    """What is read out of a text; texts that are refused are passed over."""
    try:
        report = pipeline.read_report(text, published=published)
    except InputError:
        assume(False)
    return pipeline.extract(report)


@looking
@given(anything, days)
def test_nothing_but_an_input_error_is_ever_raised(text, published):
    with contextlib.suppress(InputError):
        pipeline.extract(pipeline.read_report(text, published=published))
    with contextlib.suppress(InputError):
        pipeline.resolve_names(text)


@pytest.mark.parametrize("figure", ODD_FIGURES)
def test_a_figure_that_is_no_plain_number_is_passed_over(figure):
    (told,) = read(f"A missile killed {figure} people in the port of Odesa on {figure} December.").strikes
    assert told.killed is None


@pytest.mark.parametrize("half", [0xD800, 0xDCFF], ids=["first half", "second half"])
def test_half_a_character_is_refused_or_read(half):
    text = f"The{chr(half)} missile hit the port of Odesa {chr(half)}."
    test_nothing_but_an_input_error_is_ever_raised.hypothesis.inner_test(text, date(2025, 12, 20))


@pytest.mark.parametrize(
    ("published", "when"),
    [
        (date.min, "yesterday"),
        (date.min, "two days ago"),
        (date.min, "on Friday"),
        (date.min, "on 5 December"),
        (date.min, ""),
        (date.min, "last week"),
        (date.min, "over the past 24 hours"),
        (date.min, "on Monday at 00:30 Moscow time"),
        (date.max, "on 31 December at 23:30 GMT"),
        (date.max, "late on 31 December GMT"),
        (date.max, "over the weekend"),
        (date.max, "between 3 and 31 December"),
        (date.max, "yesterday"),
        (date.max, "on Friday"),
        (date.max, "on 5 December"),
    ],
)
def test_the_first_and_last_day_of_the_calendar_are_days_like_others(published, when):
    assert read(f"Russian missiles hit the port of Odesa {when}.", published).strikes


@looking
@given(prose)
def test_every_quote_is_the_very_words_of_the_text(text):
    taken = read(text)
    for one in (*taken.strikes, *taken.places):
        assert one.quote
        assert text[one.quote_start : one.quote_start + len(one.quote)] == one.quote


@looking
@given(prose)
def test_every_span_and_mention_lies_in_the_text_and_is_named_as_it_stands_there(text):
    taken = read(text)
    for span in taken.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.role in ("place", "quote", "strike word")
    ends = 0
    for one in (resolution.mention for resolution in taken.resolutions):
        assert ends <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.name
        ends = one.end


@looking
@given(prose)
def test_a_strike_says_nothing_that_the_text_does_not(text):
    for one in read(text).strikes:
        for words in (one.weapon, one.target, one.operator):
            assert words is None or words in text
        assert one.date is None or {str(one.date.year), str(one.date.day)} <= set(re.findall(r"[1-9]\d*", text))


def figures(text: str) -> set[int]:
    """Every number that digits and number words of a text can stand for, side by side ones put together too."""
    document = read_document(text, vocabulary.load(data_dir()))
    at: dict[int, set[tuple[int, int]]] = {}
    for hit in document.hits:
        if hit.category == "number":
            at.setdefault(hit.start, set()).add((hit.end, int(hit.value)))
    for number, token in enumerate(document.tokens):
        for digits in re.findall(r"\d+", token.text.replace(",", "")):
            at.setdefault(number, set()).add((number + 1, int(digits)))
    runs = {(end, value) for ends in at.values() for end, value in ends}
    found = {value for _, value in runs}
    for _ in range(4):
        runs = {
            (end, value)
            for start, so_far in runs
            for end, other in at.get(start, ())
            for value in (so_far + other, so_far * other)
        }
        found |= {value for _, value in runs}
    if any(hit.category == "grammar.singular" for hit in document.hits):
        found.add(1)
    if any(hit.category == "harm.none" for hit in document.hits):
        found.add(0)
    return found


@looking
@given(prose)
def test_every_toll_stands_in_the_text(text):
    ends = ("killed", "killed_low", "killed_high", "injured", "injured_low", "injured_high")
    told = {getattr(one, name) for one in read(text).strikes for name in ends} - {None}
    assert told <= figures(text) if told else True


@looking
@given(prose, days)
def test_the_same_report_gives_the_same_answer_twice(text, published):
    first = read(text, published)
    assert pipeline.extract(first.report) == first


@looking
@given(prose)
def test_a_strike_on_the_map_has_a_place_a_kind_and_a_radius(text):
    for one in read(text).strikes:
        assert one.placed == (one.place_id is not None)
        if one.placed:
            assert -90 <= one.latitude <= 90
            assert -180 <= one.longitude <= 180
            assert one.uncertainty_km > 0
            assert one.geo_precision is not None
        assert 0 <= one.confidence <= 1


_PRINT_ANSWERS = """
import hashlib, json, sys
from datetime import date
from pathlib import Path
from mapapp import pipeline
answers = []
for path in sorted(Path(sys.argv[1]).glob("*.json")):
    text = json.loads(path.read_text("utf-8"))["text"]
    taken = pipeline.extract(pipeline.read_report(text, published=date(2025, 12, 20)))
    answers += [taken.strikes, taken.places, taken.spans]
    answers += [(one.mention.name, sorted(one.mention.cue), one.place, one.runners_up) for one in taken.resolutions]
print(hashlib.sha256(repr(answers).encode()).hexdigest())
"""


def test_another_process_gives_the_same_answers():
    answers = {
        subprocess.run(
            [sys.executable, "-c", _PRINT_ANSWERS, str(REPORTS)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(answers) == 1


_fresh = itertools.count()


def long_report(kind: str, length: int) -> Report:
    """A report of so many characters; its last word is one that no cache has yet."""
    return pipeline.read_report(long_text(kind, length) + f"{next(_fresh)}z", published=date(2025, 12, 20))


def steps(kind: str, length: int) -> int:
    """How many calls a reading takes, of words that no cache has yet where the text is one long word."""
    report = long_report(kind, length)
    counts: Counter[str] = Counter()
    sys.setprofile(lambda _frame, event, _argument: counts.update((event,)))
    try:
        pipeline.extract(report)
    finally:
        sys.setprofile(None)
    return counts["call"] + counts["c_call"]


def long_text(kind: str, length: int) -> str:
    """A text of so many characters: one report over and over, many reports, or a text without full stops."""
    texts = {
        "one report": [(data_dir() / "reports" / "2025-12-20-odesa-port.json").read_text("utf-8")],
        "many reports": TEXTS,
        "no full stop": ["The drone hit Odesa and a missile killed two in Kharkiv and "],
        "one word": ["the " + "Odesa" * length],
        "one line each": ["Kherson: a drone hit a house, two people were killed.\n\n"],
    }[kind]
    whole = "\n\n".join(texts)
    return (whole * (length // len(whole) + 1))[:length]


# Many reports differ in how much there is to read in them: their lengths are nearer to one another.
@pytest.mark.parametrize(
    ("kind", "short", "long"),
    [
        ("one report", 8_000, 64_000),
        ("many reports", 20_000, 80_000),
        ("no full stop", 8_000, 64_000),
        ("one line each", 8_000, 64_000),
        ("one word", 8_000, 64_000),
    ],
)
def test_work_grows_with_the_length_and_no_faster(kind, short, long):
    pipeline.extract(long_report(kind, long))
    assert steps(kind, long) < 1.5 * long / short * steps(kind, short)


PARAGRAPHS = [
    "Russian drones hit a school in Sumy on Thursday, killing two people, the mayor said.",
    "Ukrainian drones struck an oil refinery in Saratov on Friday, the General Staff said.",
    "An Israeli air strike on a car in Sidon killed one person on Wednesday, the health ministry said.",
    "A missile fired by the Houthis hit a tanker in the Red Sea on Tuesday; nobody was hurt.",
]


def facts_of(text: str) -> set[tuple[object, ...]]:
    strikes = read(text, date(2025, 12, 20)).strikes
    return {
        (s.place, s.date, s.attacker, s.weapon_type, s.target_type, s.killed, s.injured, s.outcome, s.status)
        for s in strikes
    }


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[1::5])
def test_the_order_of_paragraphs_that_have_nothing_to_do_with_each_other_does_not_matter(order):
    first = facts_of("\n\n".join(PARAGRAPHS))
    assert len(first) == 4
    assert facts_of("\n\n".join(PARAGRAPHS[number] for number in order)) == first


PLACES = ["Odesa", "Kharkiv", "Saratov", "Goma", "Beirut", "Kabul"]
UNREAL = [
    "Drones did not hit the refinery in {}.",
    "No missiles hit the port of {} on Friday.",
    "There were no strikes on {} overnight.",
    "If talks fail, missiles could hit the power station in {}.",
    "The army threatened to bomb a hospital in {}.",
    "The general plans to attack the airfield in {} with drones.",
    "Missiles may strike the depot in {}, officials warned.",
    "The ministry denied that drones had struck a school in {}.",
]


@looking
@given(st.lists(st.tuples(st.sampled_from(UNREAL), st.sampled_from(PLACES)), min_size=1, max_size=4))
def test_sentences_that_negate_or_suppose_an_attack_give_none(sentences):
    assert read(" ".join(form.format(place) for form, place in sentences), date(2025, 12, 20)).strikes == ()
