"""Amounts said in two units, or with a half: 3年6个月, 6元5角, 十五斤半, 两个半小时."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.recognise.number import DIGITS, parse_number
from zhengtu.recognise.numeral import numeral_at
from zhengtu.regex import regex

if TYPE_CHECKING:
    from zhengtu.recognise.numeral import Numeral
    from zhengtu.recognise.unit import Unit, Units

_HALF, _HALVED = Decimal("0.5"), {"time", "mass", "length", "multiple"}
_AND_A_HALF = regex(r"半(?![一-鿿]?[导径数月岛年成])(?=[^一-鿿]|[以左之的来后内多])|半\Z")
_AMID = regex(r"个([半多])")
_BELOW = {
    "年": ("个月", 12),
    "周": ("天", 7),
    "天": ("小时", 24),
    "小时": ("分钟", 60),
    "分钟": ("秒", 60),
}
_SHORT = {"分钟": "分"}
_MOST_YEARS = 1000
_DIGIT = f"[1-9{''.join(DIGITS)}]"
_COINS = regex(rf"(?P<tenth>{_DIGIT})角(?:(?P<cent>{_DIGIT})分)?|(?P<only>{_DIGIT})分(?!之)")


class Amount(NamedTuple):
    """So many of a unit, and where the words for it end."""

    value: Decimal
    unit: Unit
    end: int


def amid(text: str, number: Numeral, units: Units) -> tuple[Numeral, Unit, int] | None:
    """Read 个半 and 个多 between a number and a unit of time or points: 两个半小时, 3个多月.

    Return the number with what it adds, the unit, and where it ends; None where there is none.
    """
    match = _AMID.match(text, number.end)
    if match is None or number.scale:
        return None
    unit = units.at("个" + text[match.end() : match.end() + 4], 0)
    if unit is None or unit.dimension not in {"time", "points"}:
        return None
    half = match[1] == "半"
    value = number.value + _HALF if half else number.value
    said = number._replace(value=value, words=number.words + match[0], more=not half)
    return said, unit, match.end() + len(unit.symbol) - 1


def completed(text: str, amount: Amount, units: Units) -> Amount:
    """Read on behind a number and its unit: a half, smaller units of time, 角 and 分.

    >>> from zhengtu.recognise.unit import units
    >>> hour = units().by_symbol["小时"]
    >>> value, unit, end = completed("1小时30分钟", Amount(Decimal(1), hour, 3), units())
    >>> value, unit.symbol, end
    (Decimal('90'), '分钟', 7)
    """
    if amount.unit.dimension == "money":
        return _with_coins(text, amount)
    if amount.unit.dimension in _HALVED and _AND_A_HALF.match(text, amount.end):
        return Amount(amount.value + _HALF, amount.unit, amount.end + 1)
    while (longer := _with_below(text, amount, units)) is not None:
        amount = longer
    return amount


def _with_coins(text: str, amount: Amount) -> Amount:
    match = _COINS.match(text, amount.end) if amount.unit.base.endswith("元") else None
    if match is None:
        return amount
    tenths, cents = (
        parse_number(match["tenth"] or "0"),
        parse_number(match["cent"] or match["only"] or "0"),
    )
    return Amount(amount.value + tenths / 10 + cents / 100, amount.unit, match.end())


def _with_below(text: str, amount: Amount, units: Units) -> Amount | None:
    """Add a number of the next smaller unit of time: 36天 and 5小时 are 869小时."""
    below = _BELOW.get(amount.unit.base) if amount.unit.dimension == "time" else None
    if below is None or amount.value != int(amount.value) or amount.value >= _MOST_YEARS:
        return None
    base, factor = below
    number = numeral_at(text, amount.end)
    if number is None or number.scale or number.more or number.value >= factor:
        return None
    part = units.at(text, number.end)
    if part is not None and part.base == base:
        end = number.end + len(part.symbol)
    elif text.startswith(_SHORT.get(base, base), number.end):
        end = number.end + len(_SHORT[base])
    else:
        return None
    return Amount(amount.value * factor + number.value, units.by_symbol[base], end)
