"""Another recogniser beside the rules: what it finds is added, what the rules found stays, and none is the default."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp import pipeline
from mapapp.errors import DataError, UnknownNameError
from mapapp.extract.finders import FINDERS, ListedNames, NameFinder, SpacyNames, open_finder, with_found
from mapapp.extract.report import RuleExtractor
from mapapp.extract.tokens import read_document
from mapapp.model import Resolution
from mapapp.settings import Settings, read_settings

TEXT = "Reading was hit after Kharkiv and Khrkiv. Xqzzt was not."


def resolved(text: str, finder: NameFinder | None) -> list[Resolution]:
    ours = pipeline.extractor()
    reader = RuleExtractor(ours.gazetteer, ours.vocabulary, ours.words, finder)
    return reader.places(read_document(text, ours.vocabulary))


def told(text: str, finder: NameFinder | None) -> dict[str, str | None]:
    return {one.mention.name: one.place.name if one.place else None for one in resolved(text, finder)}


def test_what_a_recogniser_finds_is_added_and_the_resolver_decides():
    assert told(TEXT, None) == {"Kharkiv": "Kharkiv"}
    found = told(TEXT, ListedNames("Xqzzt", "Khrkiv", "Kharkiv and", "Kharkiv"))
    assert found == {"Kharkiv": "Kharkiv", "Khrkiv": "Kharkiv", "Xqzzt": None}


def test_names_stand_in_the_order_of_the_text_with_their_offsets():
    found = resolved(TEXT, ListedNames("Xqzzt", "Khrkiv"))
    assert [TEXT[one.mention.start : one.mention.end] for one in found] == ["Kharkiv", "Khrkiv", "Xqzzt"]


@given(st.lists(st.tuples(st.integers(-5, 80), st.integers(-5, 80)), max_size=12))
def test_whatever_spans_a_recogniser_gives_no_mention_lies_outside_the_text_or_on_another(spans):
    ours = pipeline.extractor()
    document = read_document(TEXT, ours.vocabulary)
    named = with_found(document, ours.find(document), spans, ours.reader)
    ends = [0, *(one.last for one in named)]
    assert all(one.first >= before for one, before in zip(named, ends, strict=False))
    assert all(0 <= one.mention.start < one.mention.end <= len(TEXT) for one in named)
    assert "Kharkiv" in [one.mention.name for one in named]


def test_no_recogniser_is_the_default_and_the_environment_names_a_model(monkeypatch):
    assert Settings().spacy is None
    monkeypatch.setenv("MAPAPP_SPACY", "")
    assert read_settings().spacy is None
    monkeypatch.setenv("MAPAPP_SPACY", " en_core_web_sm ")
    assert read_settings().spacy == "en_core_web_sm"


def test_a_wrong_name_of_a_recogniser_is_answered_with_the_right_ones():
    with pytest.raises(UnknownNameError, match="spacy"):
        open_finder("nobody", "model")
    assert set(FINDERS) == {"spacy"}


def test_without_spacy_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(DataError, match="pip install spacy"):
        SpacyNames("en_core_web_sm")("Kharkiv")


def test_reading_a_report_does_not_import_spacy():
    code = "import sys; from mapapp import pipeline; pipeline.resolve_names('Kharkiv'); print('spacy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


@pytest.mark.spacy
@pytest.mark.filterwarnings("default")
class TestWithSpacy:
    @pytest.fixture
    def model(self, tmp_path: Path) -> str:
        """A model on disk, made of a blank pipeline and rules: real spaCy, without weights to fetch."""
        spacy = pytest.importorskip("spacy")
        blank = spacy.blank("en")
        rules = blank.add_pipe("entity_ruler")
        labels = {"Reading": "GPE", "Xqzzt": "FAC", "was": "PERSON"}
        rules.add_patterns([{"label": label, "pattern": word} for word, label in labels.items()])
        blank.to_disk(tmp_path / "model")
        return str(tmp_path / "model")

    def test_its_places_are_added_and_its_people_are_not(self, model):
        assert told(TEXT, SpacyNames(model)) == {"Reading": "Reading", "Kharkiv": "Kharkiv", "Xqzzt": None}

    def test_a_model_that_is_not_there_is_said_in_one_sentence(self):
        pytest.importorskip("spacy")
        with pytest.raises(DataError, match="spacy download nothing_of_the_kind"):
            SpacyNames("nothing_of_the_kind")("Kharkiv")
