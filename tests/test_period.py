"""Periods: the interval that words of time name, and what is no period."""

from __future__ import annotations

import datetime as dt

import pytest

from case_tables import cases
from zhengtu.recognise.period import Base, find_periods
from zhengtu.segment import shadow

WIDE = {code: code + 0xFEE0 for code in map(ord, "0123456789-~")}


def base_of(told: str) -> Base:
    """The base in a table of cases: the document's day, and the year of its heading."""
    day, _, year = told.partition(" ")
    return Base(dt.date.fromisoformat(day) if day else None, int(year) if year else None)


def told(text: str, base: str) -> str:
    """What is found in a text, as the tables of cases write it."""
    plain = shadow(text)
    return "; ".join(
        f"{plain[found.start : found.end]} = {found.value or '?'}{', aim' if found.goal else ''}"
        for found in find_periods(plain, base_of(base))
    )


@pytest.mark.parametrize(("text", "base", "expected"), cases("periods"))
def test_a_period_has_its_interval(text: str, base: str, expected: str) -> None:
    assert told(text, base) == expected


@pytest.mark.parametrize(("text", "base", "expected"), cases("periods"))
def test_full_width_means_the_same(text: str, base: str, expected: str) -> None:
    assert told(text.translate(WIDE), base) == expected


def test_a_part_of_a_text_is_read_alone() -> None:
    text = "2023年增长；2024年下降；2025年回升"
    found = find_periods(text, Base(), start=8, end=15)
    assert [period.value for period in found] == ["2024"]


def test_the_same_period_of_another_year_is_local() -> None:
    (found,) = find_periods("上年同期增长", Base(dt.date(2025, 11, 28)))
    assert (found.local, found.value) == (True, None)
