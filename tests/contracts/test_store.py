"""What every store promises, run against each adapter on real files."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from mapapp.errors import InputError, StoreError
from mapapp.model import Strike, strike_from_dict
from mapapp.store import STORES, Store, open_store
from tests.store import samples

ADDRESSES = {"sqlite": "sqlite:///{folder}/strikes.sqlite"}


@pytest.fixture(params=sorted(STORES))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ADDRESSES[request.param].format(folder=tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


class TestStoreContract:
    def test_a_new_store_is_empty(self, store: Store) -> None:
        assert (store.strikes(), store.places(), store.reports(), store.history()) == ([], [], [], [])
        assert store.report("r1") is None

    def test_an_extraction_comes_back_as_it_was_added(self, store: Store) -> None:
        given_one = samples.extraction()
        added = store.add_extraction(given_one)
        assert (added.report, added.strikes, added.places, added.already) == ("r1", 1, 1, False)
        assert store.strikes() == list(given_one.strikes)
        assert [strike_from_dict(json.loads(row)) for row in store.each_row()] == store.strikes()
        assert store.count() == 1
        assert store.strike(given_one.strikes[0].id) == given_one.strikes[0]
        assert store.strike("missing") is None
        assert store.places() == list(given_one.places)
        assert store.reports() == [given_one.report]
        assert store.report("r1") == given_one.report

    def test_the_same_text_again_adds_nothing_and_no_history(self, store: Store) -> None:
        store.add_extraction(samples.extraction())
        revision = store.revision()
        again = samples.extraction("other-id", "missiles hit  Odesa.\nTalks are held in Miami. ")
        added = store.add_extraction(again)
        assert added.already
        assert (added.report, added.strikes, added.places) == ("r1", 0, 0)
        assert len(store.strikes()) == len(store.places()) == len(store.reports()) == 1
        assert store.revision() == revision

    def test_another_text_under_a_taken_id_is_kept_beside_the_first(self, store: Store) -> None:
        store.add_extraction(samples.extraction())
        added = store.add_extraction(samples.extraction(text="Drones hit Odesa."))
        assert added.report != "r1"
        assert {strike.report for strike in store.strikes()} == {"r1", added.report}
        assert {place.report for place in store.places()} == {"r1", added.report}
        assert len({strike.id for strike in store.strikes()}) == 2

    def test_strikes_come_latest_first_and_undated_last(self, store: Store) -> None:
        days = [date(2026, 1, 1), None, date(2026, 2, 1)]
        store.seed([Strike(id=f"s{n}", date=day) for n, day in enumerate(days)], "given", "1")
        assert [strike.date for strike in store.strikes()] == [date(2026, 2, 1), date(2026, 1, 1), None]

    def test_a_seed_is_written_once_a_version(self, store: Store) -> None:
        strike = Strike(id="s1", date=None)
        assert store.seed([strike], "shipped", "1") == 1
        revision = store.revision()
        assert store.seed([strike], "shipped", "1") == 0
        assert store.revision() == revision

    def test_a_newer_seed_replaces_its_own_rows_and_no_others(self, store: Store) -> None:
        store.add_extraction(samples.extraction())
        store.seed([Strike(id="other", date=None)], "other set", "1")
        store.seed([Strike(id="old", date=None), Strike(id="kept", date=None)], "shipped", "1")
        store.seed([Strike(id="kept", date=None, killed=3), Strike(id="new", date=None)], "shipped", "2")
        found = {strike.id: strike for strike in store.strikes()}
        assert set(found) == {"r1-1", "other", "kept", "new"}
        assert found["kept"].killed == 3
        assert found["kept"].dataset == "shipped"
        assert len(store.reports()) == len(store.places()) == 1

    def test_a_seeded_strike_does_not_take_the_id_of_a_users_strike(self, store: Store) -> None:
        store.add_extraction(samples.extraction())
        store.seed([Strike(id="r1-1", date=None)], "shipped", "1")
        assert {strike.id for strike in store.strikes()} == {"r1-1", "r1-1-shipped"}

    def test_removing_a_report_removes_its_strikes_and_places_and_can_be_read_in_the_history(
        self, store: Store
    ) -> None:
        store.add_extraction(samples.extraction())
        assert store.remove_report("r1")
        assert not store.remove_report("r1")
        assert (store.strikes(), store.places(), store.reports()) == ([], [], [])
        last = store.history()[-1]
        assert (last.what, last.subject) == ("remove report", "r1")
        assert last.detail["strikes"][0]["quote"] == "Missiles hit Odesa"

    def test_the_history_names_every_write_in_order(self, store: Store) -> None:
        store.seed([Strike(id="s1", date=None)], "shipped", "1")
        store.add_extraction(samples.extraction())
        store.remove_report("r1")
        entries = store.history()
        assert [entry.what for entry in entries] == ["seed", "add report", "remove report"]
        assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
        assert store.revision() == entries[-1].number

    def test_a_write_of_another_connection_changes_the_revision(self, store: Store, url: str) -> None:
        before = store.revision()
        other = open_store(url)
        other.add_extraction(samples.extraction())
        other.close()
        assert store.revision() > before
        assert len(store.strikes()) == 1

    def test_what_cannot_be_written_whole_is_not_written_at_all(self, store: Store) -> None:
        whole = samples.extraction()
        twice = dataclasses.replace(whole, strikes=whole.strikes * 2)
        with pytest.raises(StoreError):
            store.add_extraction(twice)
        assert (store.strikes(), store.reports(), store.history()) == ([], [], [])

    def test_a_text_that_is_no_unicode_is_refused_in_words(self, store: Store) -> None:
        with pytest.raises(InputError, match="UTF-8"):
            store.add_extraction(samples.extraction(text="\ud800 hit"))
        assert store.reports() == []

    def test_a_view_is_saved_under_its_name_replaced_and_deleted_and_changes_no_data(self, store: Store) -> None:
        revision = store.revision()
        first = store.save_view(" Odesa  by night ", "by=Russia")
        second = store.save_view("Ports", "target=port")
        assert store.save_view("Odesa by night", "by=Ukraine") == first
        assert [(view.name, view.query) for view in store.views()] == [
            ("Odesa by night", "by=Ukraine"), ("Ports", "target=port"),
        ]  # fmt: skip
        assert store.delete_view(second)
        assert not store.delete_view(second)
        assert [view.number for view in store.views()] == [first]
        assert store.revision() == revision

    @pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x00b"])
    def test_a_view_without_a_usable_name_is_refused(self, store: Store, name: str) -> None:
        with pytest.raises(InputError, match="needs a name"):
            store.save_view(name, "by=Russia")
        assert store.views() == []

    @given(strike=samples.strikes)
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_strike_comes_back_equal(self, store: Store, strike: Strike) -> None:
        version = str(store.revision())
        store.seed([strike], "given", version)
        assert store.strikes() == [strike]


def test_an_unknown_kind_of_store_names_those_there_are() -> None:
    with pytest.raises(InputError, match="choose one of: sqlite"):
        open_store("mysql://somewhere/strikes")


def test_an_address_that_is_none_says_how_one_looks() -> None:
    with pytest.raises(InputError, match="sqlite:////path/to/file"):
        open_store("strikes.sqlite")
