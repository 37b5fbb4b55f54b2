"""Tables become sentences in which each number has its name, unit and period."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.read.sentences import to_sentences

CASES = (
    (Path(__file__).parent / "cases/read/tables.md").read_text(encoding="utf-8").split("\n## ")[1:]
)


def parsed(case: str) -> tuple[list[str], list[tuple[str, ...]], list[str]]:
    """The captions, the rows and the sentences of a case."""
    rest = case.partition("\n")[2]
    captions = re.findall(r"^> (.+)$", rest, re.MULTILINE)
    rows = [
        tuple(c.strip() for c in line.strip("|").split("|"))
        for line in rest.split("\n")
        if line.startswith("|")
    ]
    sentences = re.findall(r"^- (.+)$", rest, re.MULTILINE)
    return captions, rows, sentences


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition("\n")[0])
def test_a_table_says(case):
    captions, rows, sentences = parsed(case)
    assert to_sentences(rows, captions=captions) == sentences


CELLS = st.text(st.sampled_from("甲乙2025.%（亿元）-年 "), max_size=6)


@given(st.lists(st.lists(CELLS, max_size=5).map(tuple), max_size=6))
def test_no_number_is_made(rows):
    said = re.findall(r"\d+", " ".join(to_sentences(rows)))
    assert set(said) <= set(re.findall(r"\d+", " ".join(cell for row in rows for cell in row)))


@pytest.mark.parametrize("rows", [[], [()], [("",)], [("", "")]])
def test_an_empty_table_says_nothing(rows):
    assert to_sentences(rows) == []
