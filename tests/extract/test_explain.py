"""Why each field is what it is, and why other clauses gave no strike."""

from mapapp.exchange import explained
from tests.extract.reading import extraction

TEXT = (
    "Russian missiles hit the port of Odesa on Friday, killing eight people, the regional governor said.\n\n"
    "Moscow threatened to strike Kyiv next. Drones did not hit Lviv."
)


def test_each_field_has_its_rule_and_its_words():
    taken = extraction(TEXT)
    [one] = taken.explanations
    words = {piece.field: TEXT[piece.start : piece.end] for piece in one.evidence if piece.start is not None}
    assert words["place"] == "Odesa"
    assert words["date"] == "Friday"
    assert words["attacker"] == "Russian"
    assert words["weapon"] == "missiles"
    assert words["target"] == "port"
    assert "eight" in words["killed"]
    assert all(piece.rule for piece in one.evidence)
    assert one.strike == taken.strikes[0].id


def test_the_status_rests_on_statements_in_the_words_of_the_text():
    [one] = extraction(TEXT).explanations
    [statement] = one.statements
    assert (statement.who, statement.stance) == ("officials there", "affirms")
    assert TEXT[statement.quote_start :].startswith(statement.quote)


def test_clauses_with_words_of_attack_that_gave_none_are_named_with_the_reason():
    reasons = {TEXT[one.start : one.end]: one.reason for one in extraction(TEXT).skipped}
    assert reasons["Moscow threatened to strike Kyiv next."] == "not happened"
    assert reasons["Drones did not hit Lviv."] == "denied or negated"


def test_a_field_that_is_only_inferred_has_a_rule_and_no_words():
    [one] = extraction("A drone hit a house in Sumy on Friday.").explanations
    [attacker] = [piece for piece in one.evidence if piece.field == "attacker"]
    assert attacker.start is None
    assert "war" in attacker.rule


def test_the_explanation_for_people_names_words_rules_and_reasons():
    shown = explained(extraction(TEXT, title="Odesa"))
    assert "Odesa: 1 strike\n" in shown
    assert "“Russian” at 0" in shown
    assert "not happened (words seen: strike)" in shown


def test_what_needs_a_look_is_said_with_the_strike_and_each_statement_once():
    denied = (
        "Russia's Defence Ministry said its forces had struck an arms depot in Poltava on Friday. Ukraine's air force "
        "denied that any depot in Poltava was hit."
    )
    shown = explained(extraction(denied))
    assert "look at    one side denies it" in shown
    lines = [line for line in shown.splitlines() if "affirms" in line or "denies:" in line]
    assert len(lines) == len(set(lines)) == 2


def test_a_text_without_a_word_of_attack_says_that_there_is_none():
    shown = explained(extraction("The mayor of the town said that he was glad of the rain."))
    assert "No sentence has a word of attack" in shown


def test_a_region_that_only_sums_up_its_towns_says_so_where_it_gives_no_strike():
    text = (
        "Russian drones hit Sumy region on Friday. A missile hit a school in Sumy on Friday. "
        "A drone hit a hospital in Konotop on Friday."
    )
    read = extraction(text)
    assert {one.place for one in read.strikes} == {"Sumy", "Konotop"}
    assert [one.reason for one in read.skipped] == ["sums up strikes that are told one by one"]
