"""What holds for every numeral, quantity and period, and for any text at all."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengtu.recognise.number import parse_number
from zhengtu.recognise.period import Base, Period, find_periods
from zhengtu.recognise.quantity import Quantity, find_quantities
from zhengtu.recognise.unit import units
from zhengtu.segment import shadow

if TYPE_CHECKING:
    from decimal import Decimal

DAY = dt.date(2025, 11, 28)
PLAIN = dict(zip("零一二三四五六七八九", range(10), strict=True))
FINANCIAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
PLACES = ("千", 1000), ("百", 100), ("十", 10), ("", 1)
SECTIONS = ("亿", 10**8), ("万", 10**4), ("", 1)
WIDE = {code: code + 0xFEE0 for code in map(ord, "0123456789.,%+-~:")}

whole = st.integers(min_value=0, max_value=10**12 - 1)
decimals = st.decimals(min_value=0, max_value=10**9, places=3)
words = st.text(
    alphabet="约近超第年月日至的增长达到，。、（）—-~/:·%+负零一二三十百千万亿两余多点成分之半起底末",
    max_size=6,
)
symbols = st.sampled_from(sorted(units().by_symbol))
snippets = st.one_of(
    words,
    symbols,
    st.from_regex(r"\A[0-9]{1,8}([,.][0-9]{1,3})?\Z"),
    st.sampled_from(
        ["今年", "1—9月", "2025年", "截至", "十四五", "期间", "以上", "左右", "百分之"]
    ),
)
bases = st.sampled_from([Base(), Base(DAY), Base(DAY, 2024), Base(None, 2024)])
texts = st.lists(snippets, max_size=12).map("".join)


def chinese(number: int) -> str:
    """A whole number as it is spoken: 1 2040 0305 is 一亿二千零四十万零三百零五."""
    if number == 0:
        return "零"
    said = ""
    for name, scale in SECTIONS:
        section, number = divmod(number, scale)
        if section:
            gap = bool(said) and section < 1000
            said += "零" * gap + small(section) + name
    return said


def small(number: int) -> str:
    said, gap = "", False
    for name, scale in PLACES:
        digit, number = divmod(number, scale)
        if digit:
            said += "零" * (gap and bool(said)) + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return said


def mixed(number: int) -> str:
    """Digits for each section, with its scale: 1亿2040万305."""
    said = ""
    for name, scale in SECTIONS:
        section, number = divmod(number, scale)
        said += f"{'零' * (bool(said) and section < 1000)}{section}{name}" if section else ""
    return said or "0"


@given(whole)
def test_a_number_comes_back_from_each_way_to_write_it(number: int) -> None:
    written = (str(number), f"{number:,}", chinese(number), mixed(number))
    assert {parse_number(text) for text in (*written, chinese(number).translate(FINANCIAL))} == {
        number
    }


@given(decimals, st.sampled_from(["", "万", "亿", "万亿"]))
def test_a_scale_is_exact(number: Decimal, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert parse_number(f"{number:f}{scale}") == number * factor


@given(st.text(alphabet="零一二三十百千万亿点负0123456789.,-", max_size=30))
def test_a_numeral_has_an_exact_value_or_none(text: str) -> None:
    try:
        value = parse_number(text)
    except ValueError:
        return
    assert value.is_finite()
    assert "E" not in str(value)


@given(
    decimals, st.sampled_from(["", "万", "亿"]), st.sampled_from(["元", "吨", "公里", "家", "%"])
)
def test_a_figure_comes_back(number: Decimal, scale: str, symbol: str) -> None:
    (found,) = find_quantities(f"总量{number:f}{scale}{symbol}，")
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale] * units().by_symbol[symbol].scale
    assert found.base(found.value) == number * factor
    assert found.end - found.start == len(f"{number:f}{scale}{symbol}")


@given(texts)
def test_quantities_lie_in_the_text_in_order_and_apart(text: str) -> None:
    plain = shadow(text)
    found = list(find_quantities(plain))
    for quantity in found:
        assert 0 <= quantity.start <= quantity.head < quantity.end <= len(plain)
        assert any(char in plain[quantity.head : quantity.end] for char in NUMERAL), quantity
    assert all(one.end <= other.head for one, other in pairwise(found))


NUMERAL = "0123456789零〇一二三四五六七八九十百千万亿两半首"


@given(texts, bases)
def test_periods_lie_in_the_text_in_order_and_apart(text: str, base: Base) -> None:
    plain = shadow(text)
    found = list(find_periods(plain, base))
    for period in found:
        assert 0 <= period.start < period.end <= len(plain)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(texts, bases)
def test_an_interval_is_iso_and_in_order(text: str, base: Base) -> None:
    for period in find_periods(shadow(text), base):
        if period.value is not None:
            first, _, last = period.value.partition("/")
            ends = [day(end) for end in (first, last) if end]
            assert ends == sorted(ends)


def day(value: str) -> dt.date:
    return dt.date.fromisoformat(value + "0000-01-01"[len(value) :])


@given(texts)
def test_full_width_and_half_width_mean_the_same(text: str) -> None:
    wide = shadow(text.translate(WIDE))
    assert told(find_quantities(wide)) == told(find_quantities(shadow(text)))
    assert list(find_periods(wide, Base(DAY))) == list(find_periods(shadow(text), Base(DAY)))


def told(found: object) -> list[object]:
    return list(found)  # type: ignore[call-overload]


@given(texts)
def test_a_part_of_a_text_is_read_as_if_it_ended_there(text: str) -> None:
    plain = shadow(text)
    whole_text = list(find_periods(plain + "。2025年", Base(DAY), end=len(plain)))
    assert whole_text == list(find_periods(plain, Base(DAY)))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(isinstance(found, Quantity) for found in find_quantities(shadow(text)))
    assert all(isinstance(found, Period) for found in find_periods(shadow(text), Base(DAY)))


HOSTILE = (
    "1", "一", "万", "1,", "1,000,", "1.", "1亿1万", "一百", "一万", "十", "点", "一点", "百分之",
    "1—", "1-", "1至", "3家至", "元/", "1元/元·", "第", "第1", "负", "+", "1/1", "成", "近", "不低于",
    "余", "多", "1余", " ", "1 ", "年", "1年", "2025年", "2025", "今年", "1月", "1月1日", "1、", "到",
    "截至", "十五", "“", "全年", "前三", "近三年", "2025-", "2025-1-", "一九", "春节", "上半", "居",
    "\u202e", "</script>", "\x00", "\ud800",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_a_piece_said_many_times_is_read(piece: str) -> None:
    text = shadow(piece * (10_000 // len(piece)))
    assert all(found.value.is_finite() for found in find_quantities(text))
    for base in (Base(), Base(DAY)):
        assert all(found.start < found.end for found in find_periods(text, base))


def test_a_long_row_of_digits_counts_nothing() -> None:
    assert list(find_quantities("9" * 10_000 + "元")) == []
    assert list(find_quantities("一" * 10_000 + "元")) == []


@settings(max_examples=20)
@given(st.integers(min_value=1, max_value=400))
def test_every_figure_of_a_long_list_is_found(size: int) -> None:
    text = "、".join(f"{number}家" for number in range(1, size + 1))
    assert [found.value for found in find_quantities(text)] == list(range(1, size + 1))
