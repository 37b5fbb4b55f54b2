"""Numerals: what each is worth, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from case_tables import cases
from zhengtu.recognise.number import parse_number


@pytest.mark.parametrize(("numeral", "value"), cases("numbers"))
def test_a_numeral_has_its_value(numeral: str, value: str) -> None:
    assert str(parse_number(numeral)) == value


@pytest.mark.parametrize(("text", "_why"), cases("no-numbers"))
def test_what_is_no_numeral_is_refused(text: str, _why: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        parse_number(text)


def test_scales_are_exact() -> None:
    assert parse_number("0.1亿") == Decimal(10_000_000)
    assert parse_number("1234.5678万亿") == Decimal(1_234_567_800_000_000)
