"""Views and stories: the shipped one, written and read back, and every wrong file told in one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.errors import DataError
from mapapp.exchange.views import View, in_language, query_of, read_stories, read_story, story_json, view_of
from mapapp.model import StrikeFilter
from mapapp.settings import data_dir

STORIES = data_dir() / "stories"
GOOD: dict[str, Any] = {"title": "T", "summary": "", "steps": [{"title": "a", "text": "b", "view": "by=Russia"}]}


def test_the_shipped_story_shows_strikes_that_are_shipped_in_both_languages() -> None:
    stories, problems = read_stories(STORIES)
    assert problems == []
    ids = {json.loads(line)["id"] for line in (data_dir() / "strikes.jsonl").read_text("utf-8").splitlines()}
    [story] = [story for story in stories if story.id == "2025-12-19-night"]
    shown = [step.view.strike for step in story.steps if step.view.strike]
    assert len(shown) == 4
    assert set(shown) <= ids
    texts = [story.title, story.summary, *(text for step in story.steps for text in (step.title, step.text))]
    assert all(set(text) == {"en", "uk"} and all(text.values()) for text in texts)


def test_a_view_is_read_back_from_its_query() -> None:
    view = View(
        chosen=StrikeFilter(attackers=frozenset({"Russia"}), near=(46.48, 30.73, 50.0)),
        place=(46.48, 30.73, 7), layers=("heat",), strike="a/b&c=d", side="region",
    )  # fmt: skip
    assert view_of(query_of(view)) == (view, [])


@given(st.text(max_size=300))
def test_no_query_breaks_the_reader(query: str) -> None:
    view, problems = view_of(query)
    assert view_of(query_of(view))[0].chosen == view.chosen
    assert all(problem.endswith(".") for problem in problems)


def test_saved_views_go_out_as_a_story(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(story_json("Mine", [("First <b>", "by=Russia&view=1,2,3"), ("Second", "target=port")]), "utf-8")
    story = read_story(path)
    assert [in_language(step.title, "uk") for step in story.steps] == ["First <b>", "Second"]
    assert story.steps[0].view.place == (1, 2, 3)


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{", '{"title": "x"}', "[" * 100_000, "\ud800".encode("utf-16", "surrogatepass"),
        json.dumps(GOOD | {"steps": []}), json.dumps(GOOD | {"steps": [1]}),
        json.dumps(GOOD | {"steps": GOOD["steps"] * 61}), json.dumps(GOOD | {"title": ["x"]}),
        json.dumps(GOOD | {"title": "x" * 3000}), json.dumps(GOOD | {"title": {"en": 1}}),
        json.dumps(GOOD | {"steps": [{"title": "a", "text": "b", "view": "target=tank"}]}),
        json.dumps(GOOD | {"steps": [{"title": "a", "text": "b", "view": "view=91,0,3"}]}),
        json.dumps(GOOD | {"steps": [{"title": "a", "text": "b", "view": "layers=../../x"}]}),
        json.dumps(GOOD | {"steps": [{"title": "a", "text": "b", "view": "side=elsewhere"}]}),
        "x" * 300_000,
    ],
    ids=lambda content: str(len(content)),
)  # fmt: skip
def test_a_file_that_is_no_story_is_told_and_does_not_hide_the_others(tmp_path: Path, content: str | bytes) -> None:
    (tmp_path / "bad.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    (tmp_path / "good.json").write_text(json.dumps(GOOD), "utf-8")
    stories, problems = read_stories(tmp_path)
    assert [story.id for story in stories] == ["good"]
    assert len(problems) == 1
    assert problems[0].startswith("The story bad.json cannot be shown: ")
    with pytest.raises(DataError, match="correct the file"):
        read_story(tmp_path / "bad.json")
