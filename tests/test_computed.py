"""What follows from facts, and which of them contradict each other: pure functions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_tables import cases
from zhengtu.describe.conflict import Claim, Range, differing, disjoint, figure_range
from zhengtu.describe.derive import Target, annual_target
from zhengtu.describe.period import bounds, year
from zhengtu.describe.things import scaled
from zhengtu.model import Kind, Metric, Modality, Qualifier, Span


def figure(quote: str, value: str, unit: str = "元", **more: Any) -> Metric:
    scale, base = scaled(unit) or (Decimal(1), unit)
    most = Decimal(more.pop("most")) if "most" in more else None
    more = {"kind": Kind.AMOUNT, "period": "2025-01/2025-10"} | more
    return Metric(
        span=Span(0, len(quote), quote), indicator="进出口总额", value=Decimal(value), unit=unit,
        base_value=Decimal(value) * scale, base_unit=base, value_max=most,
        base_max=most * scale if most is not None else None, **more,
    )  # fmt: skip


def rate(value: str = "80", **more: Any) -> Metric:
    return figure(f"{value}%", value, "%", kind=Kind.TARGET_COMPLETION, **more)


RESULT = figure("3.6亿元", "3.6", "亿元")


def test_a_completion_rate_tells_the_aim() -> None:
    assert annual_target(rate(), RESULT) == Target(Decimal("4.5E+8"), "2025")


def test_the_aim_is_no_more_exact_than_nine_digits() -> None:
    target = annual_target(rate("70.3"), RESULT)
    assert target is not None
    assert target.value == Decimal(512091038)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("/2025-10-31", None), "2025"),
        ((None, "2024"), "2024"),
        ((None, None), None),
        (("2021/2025", None), None),
    ],
)
def test_the_aim_is_of_the_year_that_is_said(
    periods: tuple[str | None, str | None], expected: str | None
) -> None:
    target = annual_target(rate(period=periods[0]), replace(RESULT, period=periods[1]))
    assert target is not None
    assert target.period == expected


@pytest.mark.parametrize(
    ("completion", "result"),
    [
        (rate("0"), RESULT),
        (rate("-5"), RESULT),
        (rate("80", most="90"), RESULT),
        (replace(rate(), kind=Kind.GROWTH), RESULT),
        (replace(rate(), base_unit="‰"), RESULT),
        (rate(), replace(RESULT, modality=Modality.TARGET)),
        (rate(), replace(RESULT, kind=Kind.RATE)),
        (rate(), figure("3至4元", "3", most="4")),
    ],
)
def test_no_aim_where_none_follows(completion: Metric, result: Metric) -> None:
    assert annual_target(completion, result) is None


HEDGES = {
    "超": Qualifier.OVER,
    "不足": Qualifier.UNDER,
    "近": Qualifier.ABOUT,
    "达": Qualifier.REACH,
}


def stated(words: str, value: str) -> Metric:
    """A figure in its words: ``近5万`` with its value, ``4.5至5`` with both."""
    low, _, most = value.partition("~")
    hedge = next((qualifier for word, qualifier in HEDGES.items() if words.startswith(word)), None)
    return figure(words, low, **({"most": most} if most else {}), qualifier=hedge)


@pytest.mark.parametrize(("one", "a", "other", "b", "agree"), cases("conflicts"))
def test_what_two_figures_say(one: str, a: str, other: str, b: str, agree: str) -> None:
    pair = stated(one, a), stated(other, b)
    claims = [Claim(str(n), "same", figure_range(metric)) for n, metric in enumerate(pair)]
    assert list(disjoint(claims)) == ([] if agree == "agree" else [("0", "1")])


def test_only_what_stands_apart_from_another_is_in_the_conflict() -> None:
    def claim(name: str, low: int, high: int) -> Claim:
        return Claim(name, "same", Range(Decimal(low), Decimal(high)))

    wide = claim("wide", 0, 100)
    assert list(disjoint([claim("a", 1, 2), claim("b", 3, 4), wide])) == [("a", "b")]
    assert list(disjoint([claim("a", 1, 2), claim("b", 1, 2)])) == []


ENDS = st.one_of(st.none(), st.integers(-9, 9).map(Decimal))


@given(st.lists(st.tuples(ENDS, ENDS), max_size=8))
def test_disjoint_finds_what_looking_at_every_pair_finds(ends: list[tuple[Any, Any]]) -> None:
    ranges = [Range(a, b) for a, b in ends if a is None or b is None or a < b]
    claims = [Claim(f"{n:02}", "same", r) for n, r in enumerate(ranges)]

    def apart(one: Range, other: Range) -> bool:
        return one.low is not None and other.high is not None and one.low >= other.high

    expected = tuple(
        f"{n:02}" for n, r in enumerate(ranges) if any(apart(r, o) or apart(o, r) for o in ranges)
    )
    assert list(disjoint(claims)) == ([expected] if expected else [])


def test_differing_needs_one_subject_and_two_values() -> None:
    claims = [Claim("b", 1, "x"), Claim("a", 1, "y"), Claim("c", 1, "x"), Claim("d", 2, "y")]
    assert list(differing(claims)) == [("a", "b", "c")]


@pytest.mark.parametrize(("period", "first", "last", "lone"), cases("period-bounds"))
def test_bounds(period: str, first: str, last: str, lone: str) -> None:
    days = tuple(day.isoformat() if day else "" for day in bounds(period))
    assert days == (first, last)
    assert (year(period) or "") == lone
