"""Lists of figures and heads left out, from ``cases/subjects.md``."""

from __future__ import annotations

from decimal import Decimal

import pytest

from case_tables import cases
from zhengtu.extract.parallel import completed, split_subjects
from zhengtu.model import Kind, Metric, Span
from zhengtu.recognise.word import vocabulary

LISTS = [row for row in cases("subjects") if row[1].isdigit()]
HEADS = [row for row in cases("subjects") if not row[1].isdigit()]


@pytest.mark.parametrize(("clause", "size", "subjects"), LISTS)
def test_a_list_of_subjects_shares_its_head(clause, size, subjects):
    wanted = [name for name in subjects.split("、") if name]
    assert split_subjects(clause, int(size), vocabulary()) == wanted


def figure(indicator: str, kind: Kind = Kind.COUNT) -> Metric:
    return Metric(
        span=Span(0, 2, "3个"), indicator=indicator, value=Decimal(3), unit="个",
        base_value=Decimal(3), base_unit="个", kind=kind,
    )  # fmt: skip


@pytest.mark.parametrize(("before", "name", "whole"), HEADS)
def test_a_head_that_is_left_out_is_put_back(before, name, whole):
    assert completed(name, figure(before)) == whole


def test_only_counts_lend_their_head_to_an_attribute():
    assert completed("省级", figure("国家级奖金", Kind.AMOUNT)) == "省级"
    assert completed("省级", None) == "省级"
