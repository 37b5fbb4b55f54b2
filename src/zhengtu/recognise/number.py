"""Numerals: Arabic, Chinese, financial and mixed, as exact decimals.

Positional notation and its abbreviations follow GB/T 15835-2011 (General rules for
writing numerals in publications).
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, Inexact, localcontext

from zhengtu.regex import regex

DIGITS = {
    char: value
    for value, chars in enumerate(
        (
            "零〇○",
            "一壹",
            "二贰貳两兩俩倆",
            "三叁參",
            "四肆",
            "五伍",
            "六陆陸",
            "七柒",
            "八捌",
            "九玖",
        )
    )
    for char in chars
}
SMALL = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
SCALES = {**SMALL, **LARGE}

# A longer row of digits is a number of a card, a case, an account: it counts nothing.
ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,15}(?!\d))(?:\.\d{1,9})?"

_EXACT = Context(prec=99, traps=[Inexact])
_PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,9})?\Z")
_TOKEN = re.compile(rf"{ARABIC}|.", re.DOTALL)
_SIGNS = ("负", "負", "-")
_POINT = regex("[点點]")
_SPOKEN = regex(f"([{''.join(DIGITS)}0-9]+)([{''.join(SCALES)}]*)")


def parse_number(text: str) -> Decimal:
    """Return the exact value of a numeral.

    Takes thousands commas, a sign, scales after digits and Chinese positional notation.
    Raises ValueError when ``text`` is no numeral.

    >>> parse_number("1.2万亿"), parse_number("三千五百"), parse_number("5万4千6百")
    (Decimal('1200000000000'), Decimal('3500'), Decimal('54600'))
    """
    if _PLAIN.match(text):
        return Decimal(text)
    try:
        with localcontext(_EXACT):
            return Decimal(f"{_evaluate(text).normalize():f}")
    except Inexact as error:
        raise _no_numeral(text) from error


def _no_numeral(text: str) -> ValueError:
    return ValueError(f"{text!r} is no numeral")


def _evaluate(text: str) -> Decimal:
    if text.startswith(_SIGNS):
        return -_evaluate(text[1:])
    if len(text) > 1 and all(char in DIGITS for char in text):
        return _row(text)  # 二〇二六
    whole, *fraction = _POINT.split(text, maxsplit=1)
    return _spoken_fraction(whole, fraction[0]) if fraction else _sections(text)


def _row(digits: str) -> Decimal:
    """Read digits without scales, each in its place."""
    return Decimal("".join(str(DIGITS.get(char, char)) for char in digits))


def _spoken_fraction(whole: str, fraction: str) -> Decimal:
    """Read 三点五 and 三点五万: digits after 点, scales after the digits."""
    match = _SPOKEN.fullmatch(fraction)
    if match is None:
        raise _no_numeral(fraction)
    value = _sections(whole) + _row(match[1]).scaleb(-len(match[1]))
    for char in match[2]:
        value *= SCALES[char]
    return value


def _sections(text: str) -> Decimal:
    """Sum the sections of a numeral: below 万, below 亿, and above."""
    total = section = Decimal(0)
    pending: Decimal | None = None
    place = 1
    for token in _TOKEN.findall(text):
        if token in SMALL:
            section += (pending or 1) * SMALL[token]
            pending, place = None, SMALL[token]
        elif token in LARGE:
            if pending is None and place == 1:
                raise _no_numeral(text)
            total = _raised(total, section + (pending or 0), LARGE[token])
            section, pending, place = Decimal(0), None, LARGE[token]
        elif pending:
            raise _no_numeral(text)  # 三五千: between three and five thousand
        else:
            pending = _digit(token)
            place = place if pending else 1
    if pending is None and place == 1:
        raise _no_numeral(text)
    short = place >= SMALL["百"] and len(token) == 1  # 三万五
    return total + section + (pending or 0) * (place // 10 if short else 1)


def _digit(token: str) -> Decimal:
    if token in DIGITS:
        return Decimal(DIGITS[token])
    if not token[0].isdecimal():
        raise _no_numeral(token)
    return Decimal(token.replace(",", ""))


def _raised(total: Decimal, section: Decimal, scale: int) -> Decimal:
    """Close a section: 五亿零三万 adds, 一万亿 and 四万万 multiply."""
    if total < scale or not section:
        return (total + section) * scale
    return total + section * scale
