"""Numerals: Arabic, Chinese, financial and mixed, as exact decimals.

Positional notation and its abbreviations follow GB/T 15835-2011 (General rules for
writing numerals in publications).
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "两": 2,
    "俩": 2,
    "贰": 2,
    "貳": 2,
    "參": 3,
    "陸": 6,
    "倆": 2,
    "兩": 2,
}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12, "萬": 10**4, "億": 10**8}
SCALES = {**SMALL, **LARGE}

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,24})(?:\.\d{1,12})?"
CHINESE = "[" + "".join(DIGITS) + "".join(SCALES) + "]"
_TOKEN = re.compile(rf"(?P<arabic>{ARABIC})|(?P<sign>[负-])|(?P<point>点)|(?P<other>.)", re.DOTALL)
_PLAIN = re.compile(rf"\d{{1,24}}(?:\.\d{{1,12}})?\Z")


def parse_number(text: str) -> Decimal:
    """The value of a numeral.

    Takes thousands commas, a sign, scales after digits and Chinese positional notation.
    Raises ValueError when ``text`` is no numeral.

    >>> parse_number("1.2万亿"), parse_number("三千五百"), parse_number("5万4千6百")
    (Decimal('1200000000000'), Decimal('3500'), Decimal('54600'))
    """
    if _PLAIN.match(text):
        return Decimal(text)
    total = _evaluate(text)
    return total.quantize(Decimal(1)) if total == total.to_integral_value() else total.normalize()


def _evaluate(text: str) -> Decimal:
    """Sum the sections of a numeral: below 万, below 亿, and above."""
    whole, _, fraction = text.partition("点")
    if text.startswith(("负", "-")):
        return -_evaluate(text[1:])
    if fraction:
        return _spoken_fraction(whole, fraction)
    if len(text) > 1 and all(char in DIGITS for char in text):
        return Decimal("".join(str(DIGITS[char]) for char in text))  # 二〇二六
    return _sections(text)


def _sections(text: str) -> Decimal:
    total = section = Decimal(0)
    pending: Decimal | None = None
    last = 1
    for match in _TOKEN.finditer(text):
        char = match.group()
        if match["arabic"]:
            pending = Decimal(char.replace(",", ""))
        elif char in DIGITS:
            pending = Decimal(DIGITS[char])
            last = 10 if DIGITS[char] == 0 else last
        elif char in SMALL:
            section += (Decimal(1) if pending is None else pending) * SMALL[char]
            pending, last = None, SMALL[char]
        elif char in LARGE:
            section += pending or Decimal(0)
            if not section and not total:
                raise ValueError(f"no number before {char!r} in {text!r}")
            total, section = _raise(total, section, LARGE[char])
            pending, last = None, LARGE[char]
        else:
            raise ValueError(f"{text!r} is no numeral: {char!r}")
    if pending is None:
        return total + section
    trailing_digit = not text[-1].isdigit() and last > 10 and DIGITS.get(text[-1]) is not None
    return total + section + pending * (Decimal(last) / 10 if trailing_digit else 1)  # 三万五


def _raise(total: Decimal, section: Decimal, scale: int) -> tuple[Decimal, Decimal]:
    """Close a section: 五亿零三万 adds, 一万亿 multiplies."""
    if total and total < scale:
        return (total + section) * scale, Decimal(0)
    if not section:
        return total * scale, Decimal(0)
    return total + section * scale, Decimal(0)


def _spoken_fraction(whole: str, fraction: str) -> Decimal:
    """三点五 and 三点五万: digits after 点, scales after the digits."""
    digits = "".join(char for char in fraction if char in DIGITS or char.isdigit())
    scales = fraction[len(digits) :]
    if not digits or not whole or any(char not in SCALES for char in scales):
        raise ValueError(f"{whole}点{fraction} is no numeral")
    plain = "".join(str(DIGITS.get(char, char)) for char in digits)
    value = Decimal(f"{_sections(whole)}.{plain}")
    for char in scales:
        value *= SCALES[char]
    return value
