"""Land and sea by the outlines of the base map."""

import json

import numpy as np
import pytest

from mapapp.errors import DataError
from mapapp.gazetteer import land
from mapapp.settings import data_dir

POINTS = [
    ("the middle of the Black Sea", 34.0, 43.5, True),
    ("the Gulf of Aden", 46.0, 12.0, True),
    ("the South Atlantic", -25.0, -30.0, True),
    ("Kyiv", 30.52, 50.45, False),
    ("Crimea", 34.1, 45.2, False),
    ("Ankara", 32.85, 39.93, False),
    ("Lesotho, inside South Africa", 28.2, -29.5, False),
    ("Cyprus", 33.2, 35.0, False),
]


def test_points_lie_at_sea_or_on_land_as_they_do():
    points = np.array([(lon, lat) for _, lon, lat, _ in POINTS])
    answers = land.load(data_dir()).at_sea(points)
    wrong = [name for (name, _, _, sea), answer in zip(POINTS, answers, strict=True) if bool(answer) is not sea]
    assert wrong == []


def test_each_point_has_the_same_answer_alone_and_among_others():
    points = np.random.default_rng(7).uniform((-180, -70), (180, 80), (300, 2))
    ground = land.load(data_dir())
    together = ground.at_sea(points)
    assert [bool(ground.at_sea(points[n : n + 1])[0]) for n in range(len(points))] == [bool(one) for one in together]
    assert 0.5 < together.mean() < 0.9


@pytest.mark.parametrize(
    "content", ["", "{}", json.dumps({"step": 1, "arcs": [[0, 0]], "countries": [["A", [[[7]]]]]})]
)
def test_a_damaged_file_is_said_in_one_sentence(tmp_path, content):
    (tmp_path / "basemap").mkdir()
    (tmp_path / "basemap" / "land.json").write_text(content)
    with pytest.raises(DataError, match="install mapapp again"):
        land.load(tmp_path)
