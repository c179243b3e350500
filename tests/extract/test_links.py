"""Which names a text puts inside which; names stand in [brackets] here."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.extract.links import containment


def links(marked: str) -> set[tuple[str, str, bool]]:
    """The links of a text as (inner, outer, said)."""
    text, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        start = len(text)
        text += part.strip("[]") if part.startswith("[") else part
        if part.startswith("["):
            spans.append((start, len(text)))
    names = [text[start:end] for start, end in spans]
    return {(names[one.inner], names[one.outer], one.said) for one in containment(text, spans)}


@pytest.mark.parametrize("text", ["[Paris], [Texas]", "[Paris] , [Texas]", "[Paris],[Texas]"])
def test_a_comma_alone_puts_a_name_into_the_next_but_may_be_a_lists(text):
    assert links(text) == {("Paris", "Texas", False)}


@pytest.mark.parametrize(
    "between",
    [
        " in ",
        " in the ",
        ", in ",
        " within the ",
        " inside ",
        " in northern ",
        " in the south-eastern part of ",
        " in occupied ",
        " (",
        " у ",
        " в ",
        ", в ",
    ],
)
def test_words_that_say_inside_put_a_name_into_the_next(between):
    assert links(f"[Saky]{between}[Crimea]") == {("Saky", "Crimea", True)}


@pytest.mark.parametrize(
    "between",
    [
        ", a town in ",
        ", a town in the north of ",
        " is a town in the north of ",
        ", the second city of ",
        " was one of the richest villages within the ",
        ", another port in eastern ",
    ],
)
def test_a_description_of_a_place_puts_it_into_the_name_at_its_end(between):
    assert links(f"[Saky]{between}[Crimea]") == {("Saky", "Crimea", True)}


def test_a_chain_goes_to_its_end():
    assert links("[Nahr], [Akkar], [Lebanon]") == {
        ("Nahr", "Akkar", False),
        ("Nahr", "Lebanon", False),
        ("Akkar", "Lebanon", False),
    }


def test_a_comma_in_a_chain_makes_the_whole_way_less_than_said():
    assert links("[Nahr] in [Akkar], [Lebanon]") == {
        ("Nahr", "Akkar", True),
        ("Nahr", "Lebanon", False),
        ("Akkar", "Lebanon", False),
    }


def test_a_long_list_does_not_link_its_first_name_to_its_last():
    found = links("[Rome], [Paris], [Bonn], [Bern], [Kyiv], [Riga]")
    assert ("Rome", "Riga", False) not in found
    assert ("Rome", "Paris", False) in found


@pytest.mark.parametrize(
    "between",
    [
        ". ",
        ". In ",
        ".\n",
        "\n\n",
        "; ",
        " - ",
        "-",
        "—",
        " ",
        "",
        " and ",
        " was hit and then ",
        " is a town. It lies in ",
        ", a town that was shelled; in ",
        ", a town of 3,000 that was shelled\nin ",
        ", a town " + "with a long history of being taken and lost again " * 4 + "in ",
        " far from ",
        " is larger than ",
    ],
)
def test_nothing_else_links_two_names(between):
    assert links(f"[Saky]{between}[Crimea]") == set()


def test_a_gap_in_a_chain_ends_it():
    assert links("[Saky], [Crimea]. Later [Odesa], [Ukraine]") == {
        ("Saky", "Crimea", False),
        ("Odesa", "Ukraine", False),
    }


@pytest.mark.parametrize("text", ["", "Nothing here.", "[Saky]"])
def test_fewer_than_two_names_have_no_links(text):
    assert links(text) == set()


@given(st.text(alphabet="ab ,.()-\ninof", max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_a_name_only_ever_lies_in_one_that_stands_behind_it(text, cuts):
    edges = sorted({min(cut, len(text)) for cut in cuts})
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    for link in containment(text, spans):
        assert 0 <= link.inner < link.outer < len(spans)
