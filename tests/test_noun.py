"""Nouns around a figure, from ``cases/nouns.md``."""

from __future__ import annotations

import pytest

from case_tables import cases
from zhengtu.extract.noun_before import Noun, noun_before
from zhengtu.extract.noun_behind import noun_behind
from zhengtu.recognise.word import vocabulary

BEFORE = [row for row in cases("nouns") if len(row) == 5]
BEHIND = [row for row in cases("nouns") if len(row) == 4]


@pytest.mark.parametrize(("clause", "noun", "aspect", "verb", "open_"), BEFORE)
def test_the_noun_before_a_figure(clause, noun, aspect, verb, open_):
    assert noun_before(clause, vocabulary()) == Noun(noun, aspect, verb, open=open_ == "yes")


@pytest.mark.parametrize(("clause", "noun", "counter", "followed"), BEHIND)
def test_the_noun_behind_a_figure(clause, noun, counter, followed):
    found = noun_behind(clause, vocabulary(), counter=counter, followed=followed == "yes")
    assert found == noun


def test_a_clause_without_end_is_read_from_near_the_figure_only():
    assert noun_before("甲" * 10_000 + " 绿色工厂", vocabulary()).text == "绿色工厂"
    assert len(noun_before("甲" * 10_000, vocabulary()).text) <= 48
