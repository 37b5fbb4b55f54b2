"""The competency questions on the sample: each named query against its answer, read by hand.

``golden/sample-answers.toml`` has the rows as a person reads them out of the article; a query
that crosses documents has none, for the sample is one document.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from support import SAMPLE
from zhengtu.query import listing, run
from zhengtu.store import load

GOLDEN = Path(__file__).parent / "golden" / "sample-answers.toml"
ANSWERS = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))
QUESTIONS = sorted(query.name for query in listing() if query.name != "datacube")


@pytest.fixture(scope="module")
def store():
    return load(SAMPLE)


def test_there_are_25_questions():
    assert len(QUESTIONS) == 25
    assert sorted(ANSWERS) == QUESTIONS


@pytest.mark.parametrize("name", QUESTIONS)
def test_question_has_its_answer(name, store):
    answer = run(store, name, params=ANSWERS[name].get("params"))
    assert [list(row) for row in answer.rows] == ANSWERS[name]["rows"]
