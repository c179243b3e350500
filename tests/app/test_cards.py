"""The cards of the report page: in the order of doubt, each field with its words, in the reader's language."""

import json
import re
from datetime import date

import pytest

from mapapp import pipeline
from mapapp.app.cards import MOST_CARDS, Cards
from mapapp.app.marks import KEY
from mapapp.app.words import Words
from mapapp.model import Extraction
from tests.bench.quality import FOLDERS
from tests.bench.scoring import load, read

TEXT = (
    "Another missile struck an apartment block in Kharkiv on Friday night, wounding five people, the mayor said.\n\n"
    "Russia's Defence Ministry said its forces had struck an arms depot in Poltava on Friday. Ukraine's air force "
    "denied that any depot in Poltava was hit.\n\nIsrael could strike Tehran if talks fail, officials warned."
)


def extraction(text: str = TEXT) -> Extraction:
    return pipeline.extract(pipeline.read_report(text, published=date(2025, 12, 20)))


@pytest.fixture(scope="module")
def english() -> list[dict]:
    return Cards(extraction(), Words("en")).cards()


def test_a_contested_strike_comes_before_a_plain_one_and_says_why(english: list[dict]) -> None:
    assert [card["title"] for card in english] == ["Poltava: arms depot", "Kharkiv: apartment block"]
    contested, plain = english
    assert contested["doubts"] == ["one side denies it"]
    assert [(who, stance) for who, stance, _ in contested["said"]] == [("Russia", "says so"), ("Ukraine", "denies it")]
    assert contested["contested"]
    assert (plain["doubts"], plain["contested"]) == ([], False)


def test_every_field_shows_the_words_that_it_was_read_from(english: list[dict]) -> None:
    facts = {fact["label"]: (fact["value"], fact["told"], fact["note"]) for fact in english[1]["facts"]}
    assert facts["Place"] == ("", ["Kharkiv"], "known to the town")
    assert facts["Injured"] == ("5", ["wounding five"], "")
    assert facts["Killed"] == ("not known", [], "")
    assert facts["Weapon"] == ("", ["missile"], "")
    assert facts["Target"] == ("residential", ["apartment block"], "")


def test_the_quote_of_a_card_is_whole_and_its_fields_are_marked(english: list[dict]) -> None:
    for card in english:
        assert "".join(words for words, _ in card["quote"]) in TEXT
        marked = {words: {card["roles"][mark] for mark in marks} for words, marks in card["quote"] if marks}
        assert set().union(*marked.values()) <= set(KEY)
    assert marked["wounding five"] == {"toll"}


def test_a_sentence_that_gave_no_strike_is_shown_with_its_words_and_the_reason() -> None:
    [told] = [one for one in Cards(extraction(), Words("en")).skipped() if "Tehran" in one["text"]]
    assert (told["seen"], told["reason"]) == (["strike"], "not happened")


def test_more_strikes_than_cards_are_said_to_be_more() -> None:
    places = ["Kharkiv", "Sumy", "Odesa", "Poltava", "Kherson", "Dnipro", "Lviv", "Rivne", "Lutsk", "Uman", "Izmail"]
    text = "\n\n".join(f"A drone hit a school in {places[day % 11]} on {day % 27 + 1} {month} 2025."
                       for month in ("May", "June", "July", "August", "September", "October", "November")
                       for day in range(60))  # fmt: skip
    cards = Cards(extraction(text), Words("en"))
    assert len(cards.extraction.strikes) > MOST_CARDS
    assert len(cards.cards()) == MOST_CARDS
    assert cards.left_out().startswith("200 of ")
    assert Cards(extraction(), Words("en")).left_out() == ""


def test_no_rule_reason_or_word_of_the_page_is_left_in_english_on_the_ukrainian_page() -> None:
    left = set()
    for entry in (entry for folder in FOLDERS for entry in load(folder)):
        cards = Cards(read(entry), Words("uk"))
        for card in cards.cards():
            told = [*(row[0] for row in card["why"]), *(row[2] for row in card["why"]), *card["doubts"]]
            told += [fact["label"] for fact in card["facts"]] + [f"{who} {stance}" for who, stance, _ in card["said"]]
            # A place at sea is told by its distance from one that is called as the gazetteer calls it.
            told = [re.sub(r"км від .+ на", "км від на", words) for words in told]
            left |= {words for words in told if re.search("[a-z]{3}", words)}
        left |= {one["reason"] for one in cards.skipped() if re.search("[a-z]", one["reason"])}
    assert left == set()


def test_what_goes_to_the_browser_is_json_of_plain_texts() -> None:
    cards = Cards(extraction("Drones hit <b>Odesa</b> on Friday. 😀 Missiles hit ${Kyiv} on Friday."), Words("en"))
    sent = json.loads(json.dumps(cards.cards()))
    assert "".join(words for words, _ in sent[0]["quote"])
    assert {type(fact["value"]) for card in sent for fact in card["facts"]} == {str}
