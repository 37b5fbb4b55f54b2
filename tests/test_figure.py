"""Figures and their clauses, from ``cases/clauses.md``."""

from __future__ import annotations

import pytest

from case_tables import cases
from marked import DAY
from zhengtu.extract.figure import Figure, find_figures, last_bound
from zhengtu.model import Document
from zhengtu.recognise.period import Base, find_periods
from zhengtu.recognise.quantity import find_quantities
from zhengtu.recognise.word import vocabulary
from zhengtu.segment import segment


def figures(text: str) -> tuple[str, list[Figure]]:
    segmented = segment(Document("case", text, date=DAY))
    (sentence,) = segmented.sentences
    periods = tuple(find_periods(segmented.shadow, Base(DAY, None)))
    counted = [
        quantity for quantity in find_quantities(segmented.shadow)
        if not any(period.start <= quantity.head < period.end for period in periods)
    ]  # fmt: skip
    found = find_figures(segmented.shadow, sentence, counted, periods=periods, words=vocabulary())
    return segmented.shadow, list(found)


def said(text: str, figure: Figure) -> str:
    quantity = figure.quantity
    words = f"{figure.left}/{text[quantity.start : quantity.end]}/{figure.right}"
    return words + " silent" * figure.silent + f" row {figure.listed}" * (figure.listed > 1)


@pytest.mark.parametrize(("sentence", "listed"), cases("clauses"))
def test_each_figure_has_the_clause_up_to_its_neighbours(sentence, listed):
    text, found = figures(sentence)
    assert "; ".join(said(text, figure) for figure in found) == listed


def test_a_figure_in_brackets_knows_and_one_that_is_followed_too():
    _, (one, other) = figures("产业园（3亿元）和基地5亿元。")
    assert (one.bracketed, one.followed) == (True, False)
    assert (other.bracketed, other.followed) == (False, False)
    _, (first, _) = figures("贷款3亿元存款5亿元。")
    assert first.followed


def test_between_is_what_stands_between_two_figures():
    _, (_, other) = figures("企业3家，其中大型企业2家。")
    assert other.between == ",其中大型企业"


@pytest.mark.parametrize(
    ("text", "end", "bound"), [("甲,乙", 3, 2), ("甲乙", 2, 0), ("甲,乙", 1, 0)]
)
def test_the_last_mark_before_a_position(text, end, bound):
    assert last_bound(text, 0, end) == bound
