"""Quantities: a number with its hedge, its scale and its unit (超5万条, 30~50亿元, 近六成).

What is no quantity is refused here: ordinals, years and dates, numbers inside names,
letters and versions.  What a quantity *is about* is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.lexicon import words
from zhengtu.model import Qualifier
from zhengtu.recognise import compound
from zhengtu.recognise.compound import Amount
from zhengtu.recognise.hedge import hedges
from zhengtu.recognise.number import DIGITS, SCALES
from zhengtu.recognise.numeral import Numeral, numeral, numeral_at, pattern, worth
from zhengtu.recognise.share import find_ranks, find_ratios, find_shares, fraction_at, tenths_at
from zhengtu.recognise.unit import Unit, Units, units
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COUNT, RATIO, POINTS, RANK, TIME = "count", "ratio", "points", "rank", "time"
PERCENT = Unit("%", "%", Decimal(1), RATIO)
PLACE_IN_ROW = Unit("位", "位", Decimal(1), RANK)
BARE = Unit("", "", Decimal(1), COUNT)  # 71.3万监测对象 has a number and no counter
TO_ONE = Unit("", "", Decimal(1), RATIO)  # 收入比为2.3, 指数为50.2


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed.  ``text[start:end]`` is the whole with its hedges.

    ``value`` is in ``symbol``: counters take 万 and 亿 into the number (5万条 is 50000 条),
    other units keep them (1.65 亿元), as the contract of the facts has it.
    """

    start: int
    end: int
    value: Decimal
    unit: Unit
    scale: Decimal = Decimal(1)
    scale_word: str = ""
    value_max: Decimal | None = None
    qualifier: Qualifier | None = None
    head: int = 0
    """Where the number itself begins, behind a hedge."""

    @property
    def symbol(self) -> str:
        """The unit with its scale, as the fact states it."""
        return self.unit.symbol if self.folded else self.scale_word + self.unit.symbol

    @property
    def folded(self) -> bool:
        """Whether the scale is counted into the number."""
        return self.unit.dimension in {COUNT, "traffic"} or not self.scale_word

    def stated(self, value: Decimal) -> Decimal:
        """Return a value as the fact states it, in ``symbol``."""
        return value * self.scale if self.folded else value

    def base(self, value: Decimal) -> Decimal:
        """Return a value in the base unit."""
        return value * self.scale * self.unit.scale


def find_quantities(text: str, *, folder: Path | None = None) -> Iterator[Quantity]:
    """Yield all quantities of ``text`` (half-width, see ``segment.shadow``), in order.

    Numbers without a unit are none, unless a scale (万) or a share says that they count.
    Raises LexiconError for a wrong line in a table.

    >>> [(q.value, q.symbol, q.qualifier) for q in find_quantities("走访商户超2000家")]
    [(Decimal('2000'), '家', <Qualifier.OVER: 'over'>)]
    """
    hedge, found = hedges(folder), [*_measured(text, folder), *_in_words(text)]
    found.sort(key=attrgetter("start"))
    for quantity in found:
        bounds = hedge.around(text, quantity.start, quantity.end, quantity.qualifier)
        start, end, said = bounds
        if said is None and quantity.unit.symbol in _SHARES:
            said = hedge.of_share(text, start)
        if said is quantity.qualifier and start == quantity.start and end == quantity.end:
            yield quantity
        else:
            yield replace(quantity, start=start, end=end, qualifier=said)


def _in_words(text: str) -> Iterator[Quantity]:
    for share in find_shares(text):
        yield Quantity(share.start, share.end, share.value, PERCENT, head=share.start)
    for start, end, place in find_ranks(text):
        yield Quantity(start, end, place, PLACE_IN_ROW, head=start)
    for start, end, value in find_ratios(text):
        yield Quantity(start, end, value, TO_ONE, head=start)


# --- Numbers with units ----------------------------------------------------------------

_DASHES = "—–~-至到"
_DASH = regex(r"(?:[(‹]含[)›])? ?(?:—{1,2}|–|~{1,2}|-{1,2}|至|到|(?P<between>[和与])) ?")
_FROM, _SPREAD, _BETWEEN = ("从", "由", "自"), ("不等", "之间", "区间"), ("之间", "间")
_LISTED = regex("[、和与及]")
_PER = regex(r"(?:/\(?|·)[百千万亿]{0,3}")
_SHARES = ("%", "倍")
_PER_TIME = {"月", "日", "季", "时"}  # units behind a stroke only
_LONGEST_RATE = 20
_LETTER, _CODE = regex(r"[A-Za-z]"), regex(r"[A-Za-z0-9]")
_SIGN = regex(r"(?:(?<![一-鿿\d.A-Za-z第/〔])|(?<=[为是达至比长幅速率温]))[负+-]|零下")
_MINUS = regex(r"[负-]|零下")
_INSIDE = regex(r"(?:[^比长速幅率]\+|第[\d一二三四五六七八九十]{1,4}(?:[—–~、-]|至|到)第?|\d-)\Z")
_LABELS = ("表", "图", "件", "栏", "附")  # 表1 单位: no single unit
_DIGITS = "两二三四五六七八九十"
_HUNDREDS, _YUAN = ("千", "百", "仟", "佰"), "元"
_FEW = "家个项名座所条处起场天元吨斤亩米"
_OPEN, _CLOSED = (",", "。", ";", "、", "", ":", "\n"), (",", "。", ";", "、", "")
_NUMBERED = ("季度", "学期", "学年", "星期")  # 三季度 is the third
_YEARS, _FIRST_YEAR = ("年", "学年"), 1000
_CLOCK = regex(r"[\d半零〇一二三四五六七八九十][时点分]\Z")
_LONGEST_CURRENCY = 6
_DAY, _LAST_DAY = "日", 31
_WITHIN = regex("[以之]?内")


class _Measure(NamedTuple):
    """A number with its unit, if it has one, before ranges and hedges are looked at."""

    number: Numeral
    scale: str
    unit: Unit | None
    end: int
    sign: int = 1


@dataclass(frozen=True, slots=True)
class _Known:
    """The units, and words that begin like one: 17部门, 73周年."""

    units: Units
    lookalikes: Mapping[str, tuple[str, ...]]
    alone: str
    """What can stand behind a Chinese digit that is alone."""

    def at(self, text: str, start: int) -> Unit | None:
        """Return the longest unit at ``start`` that is no part of a longer word."""
        for unit in self.units.each(text, start):
            last = start + len(unit.symbol) - 1
            if not text.startswith(self.lookalikes.get(text[last], ()), last):
                return unit
        return None


@cache
def _known(folder: Path | None) -> _Known:
    listed: dict[str, list[str]] = {}
    for word in words("lookalikes", folder)["unit"]:
        listed.setdefault(word[0], []).append(word)
    measures = (unit.symbol for unit in units(folder).by_symbol.values() if _is_long(unit))
    alone = dict.fromkeys([*"余多分成倍", *_FEW, *_DASHES, *(symbol[0] for symbol in measures)])
    lookalikes = {first: tuple(found) for first, found in listed.items()}
    return _Known(units(folder), lookalikes, "".join(alone))


def _is_long(unit: Unit) -> bool:
    """Tell whether a digit alone before a unit can be no part of a word: 两个百分点."""
    return unit.dimension != COUNT and len(unit.symbol) > 1 and unit.symbol not in _NUMBERED


def _measured(text: str, folder: Path | None) -> Iterator[Quantity]:
    known = _known(folder)
    numbers = pattern(known.units.initials + _DASHES, known.alone)
    match = numbers.search(text)
    while match is not None:
        quantity = _quantity(text, match, known)
        if quantity is not None:
            yield quantity
        match = numbers.search(text, match.end() if quantity is None else quantity.end)


def _quantity(text: str, match: re.Match[str], known: _Known) -> Quantity | None:
    middle = match.end() + text.startswith(" ", match.end())
    if text.startswith("分之", middle):
        share = fraction_at(text, match.start(), middle)
        return share and Quantity(
            share.start, share.end, share.value, PERCENT, value_max=share.most, head=share.start
        )
    number = numeral(match)
    if number is None or _INSIDE.search(text, max(0, number.start - 8), number.start):
        return None
    lower = _with_unit(text, number, known)
    return _checked(text, lower, _range(text, lower, known), known)


def _checked(text: str, lower: _Measure, ranged: Quantity | None, known: _Known) -> Quantity | None:
    quantity = ranged or _single(text, lower, known)
    if quantity is None or _refused(text, quantity):
        return None
    if quantity.unit.symbol == "成":
        return _tenths(text, quantity)
    if ranged is None and quantity.end == lower.end and _lone(text, lower):
        return None
    return _in_currency(text, quantity, known)


def _with_unit(text: str, number: Numeral, known: _Known) -> _Measure:
    if number.scale.endswith(("千", "百")):  # 亿|千瓦时: the last scale is the unit's
        unit = known.at(text, number.end - 1)
        if unit is not None:
            end = number.end - 1 + len(unit.symbol)
            return _Measure(number, number.scale[:-1], unit, end)
    amid = compound.amid(text, number, known.units)
    if amid is not None:
        number, unit, end = amid
        return _Measure(number, number.scale, unit, end)
    start = number.end + _gap(text, number)
    unit = known.at(text, start)
    if unit is None:
        return _Measure(number, number.scale, None, number.end)
    return _Measure(number, number.scale, *_per(text, unit, start + len(unit.symbol), known))


def _gap(text: str, number: Numeral) -> int:
    """Return 1 for the blank that some offices set between a number and its unit."""
    blank = text[number.end : number.end + 1] == " "
    return int(blank and text[number.start - 1 : number.start] not in _LABELS)


def _per(text: str, unit: Unit, end: int, known: _Known) -> tuple[Unit, int]:
    """Read a rate that no row has: 0.6人/百亿元, 2元/平方米·月, 30元/(千瓦·月)."""
    symbol = unit.symbol
    while (match := _PER.match(text, end)) is not None and len(symbol) < _LONGEST_RATE:
        below = known.at(text, match.end())
        name = below.symbol if below else text[match.end() : match.end() + 1]
        if below is None and name not in _PER_TIME:
            break
        symbol, end = symbol + match[0] + name, match.end() + len(name)
    if symbol == unit.symbol:
        return unit, end
    if "(" in symbol and text[end : end + 1] == ")":
        symbol, end = symbol + ")", end + 1
    dimension = "price" if unit.dimension == "money" else "intensity"
    return Unit(symbol, symbol, Decimal(1), dimension), end


def _single(text: str, measure: _Measure, known: _Known) -> Quantity | None:
    number, scale, unit, end, _ = measure
    shared = _shared(text, measure, known)
    if shared is not None:
        unit = shared
    elif unit is None:
        spelled = number.spelled and not number.more  # 十余万群众 counts, 百万群众 does not
        if not scale or spelled or text[number.start - 1 : number.start] in ("“", "·"):
            return None
        if _LETTER.match(text, end):
            return None
        unit = BARE
    start, sign = _signed(text, number.start)
    said = Qualifier.OVER if number.more else None
    if number.most is not None:  # 七八万吨, 零下七八度
        least, most = sorted((number.value * sign, number.most * sign))
        return Quantity(start, end, least, unit, worth(scale), scale, most, said, start)
    value = number.value
    if not scale:
        value, unit, end = compound.completed(text, Amount(value, unit, end), known.units)
    return Quantity(start, end, value * sign, unit, worth(scale), scale, None, said, start)


def _shared(text: str, measure: _Measure, known: _Known) -> Unit | None:
    """Read the unit that the last number of a list has: 2.3个和1.8个百分点, 1409万、1305万人次."""
    number, scale, unit, end, _ = measure
    listed = _LISTED.match(text, end)
    if listed is None or not (scale or "." in number.words) or (unit and unit.symbol != "个"):
        return None
    following = numeral_at(text, listed.end())
    if following is None or not (following.scale or "." in following.words):
        return None
    last = _with_unit(text, following, known)
    found = last.unit or _shared(text, last, known)
    if unit is None:
        return found if last.scale == scale else None
    return found if found and found.symbol.startswith("个") else None


def _in_currency(text: str, quantity: Quantity, known: _Known) -> Quantity:
    """Read the currency that stands before the number: 港币2960元."""
    if quantity.unit.symbol != _YUAN:
        return quantity
    before = text[max(0, quantity.head - _LONGEST_CURRENCY - 1) : quantity.head].rstrip()
    for begin in range(len(before) - 1):
        unit = known.units.by_symbol.get(before[begin:])
        counted = before[begin - 1 : begin].isdecimal() or before[begin - 1 : begin] in SCALES
        if unit and unit.dimension == "money" and not counted:  # not 1000美元7000元
            return replace(quantity, unit=unit) if unit.base != _YUAN else quantity
    return quantity


def _signed(text: str, start: int) -> tuple[int, int]:
    """Return where a number begins with its sign, and 1 or -1."""
    match = _SIGN.search(text, max(0, start - 2), start)
    if match is None or match.end() < start:
        return start, 1
    return match.start(), 1 if match[0] == "+" else -1


def _range(text: str, lower: _Measure, known: _Known) -> Quantity | None:
    """Read the range that ``lower`` begins: 4.5%—5%, 30~50亿元, 8000万—1亿元."""
    upper = _upper_end(text, lower, known)
    if upper is None or upper.unit is None:
        return None
    start, sign = _signed(text, lower.number.start)
    lowest, highest = lower.number.value * sign, upper.number.value * upper.sign
    scale = upper.scale
    lowest *= _hundreds(lower.number, upper.number)
    shared = not (lower.scale or lower.unit) and lowest < highest  # 30~50亿元, not 3000到30万元
    if scale != lower.scale and not shared:
        lowest, highest, scale = lowest * worth(lower.scale), highest * worth(scale), ""
    if lowest >= highest:
        return None
    return Quantity(start, upper.end, lowest, upper.unit, worth(scale), scale, highest, None, start)


def _hundreds(lower: Numeral, upper: Numeral) -> int:
    """Return what a digit takes from the end of a range: 三到五千元 begins at three thousand."""
    shared = upper.words[1:] in _HUNDREDS and lower.words in DIGITS
    return SCALES[upper.words[1]] if shared else 1


def _upper_end(text: str, lower: _Measure, known: _Known) -> _Measure | None:
    dash = _DASH.match(text, lower.end)
    if dash is None or (dash["between"] and lower.unit is None):
        return None
    minus = _MINUS.match(text, dash.end())
    number = numeral_at(text, minus.end() if minus else dash.end())
    upper = _with_unit(text, number, known) if number else None
    if upper is None or lower.unit not in {None, upper.unit}:
        return None
    if dash["between"] and not text.startswith(_BETWEEN, upper.end):
        return None
    if text.startswith(_FROM, lower.number.start - 1) and _told_as_change(text, lower, upper):
        return None
    return upper._replace(sign=-1 if minus else 1)


def _told_as_change(text: str, lower: _Measure, upper: _Measure) -> bool:
    """Tell 从30家到50家 and 从零到千亿元的飞跃 from the spread of 从3到5万元."""
    if text.startswith(_SPREAD, upper.end):
        return False
    return bool(lower.unit) or not lower.number.value or text.startswith("的", upper.end)


def _refused(text: str, quantity: Quantity) -> bool:
    """Tell whether the number is a year, a clock time or a part of a word."""
    symbol = quantity.unit.symbol
    if symbol in _YEARS:  # 2021—2025学年
        return quantity.value >= _FIRST_YEAR
    if symbol == _DAY:  # 28日, not 90日 and 15日内
        most = quantity.value_max or quantity.value
        return most <= _LAST_DAY and not _WITHIN.match(text, quantity.end)
    if symbol in ("分", "秒", "度"):  # 8时30分, 3分37秒
        clock = _CLOCK.search(text, max(0, quantity.start - 2), quantity.start)
        after = text[quantity.end : quantity.end + 1]
        return bool(clock) or (symbol == "分" and after.isdecimal())
    return symbol[-1:].isascii() and bool(_CODE.match(text, quantity.end))  # 5Px, 30%2520%


def _lone(text: str, measure: _Measure) -> bool:
    """Tell whether a digit is a part of a word, as it is not in 新增企业三家."""
    number, scale, unit, end, _ = measure
    if scale or len(number.words) > 1 or not number.spelled or unit is None:
        return False
    if unit.symbol == "倍" or (number.more and number.words in "十百千"):
        return False
    if number.words not in _DIGITS:
        return True
    if _is_long(unit):
        return False
    closed = text[end : end + 1] in _CLOSED
    begun = text[number.start - 1 : number.start] not in _OPEN
    return not (closed and begun and unit.symbol in _FEW)


def _tenths(text: str, quantity: Quantity) -> Quantity | None:
    found = tenths_at(text, quantity.end, quantity.value)
    if found is None:
        return None
    end, value, more = found
    most = quantity.value_max and quantity.value_max * 10
    said = Qualifier.OVER if more else quantity.qualifier
    return replace(quantity, end=end, value=value, value_max=most, unit=PERCENT, qualifier=said)
