"""Quantities: a number with its hedge, its scale and its unit (超5万条, 30~50亿元, 近六成).

What is no quantity is refused here: ordinals, years and dates, numbers inside names,
letters and versions.  What a quantity *is about* is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.lexicon import table
from zhengtu.model import Qualifier
from zhengtu.recognise.number import parse_number
from zhengtu.recognise.numeral import Numeral, numeral, numeral_at, pattern, worth
from zhengtu.recognise.unit import Unit, Units, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COUNT, RATIO, RANK, TIME = "count", "ratio", "rank", "time"
PERCENT = Unit("%", "%", Decimal(1), RATIO)
PLACE_IN_ROW = Unit("位", "位", Decimal(1), RANK)
BARE = Unit("", "", Decimal(1), COUNT)  # 71.3万监测对象 has a number and no counter


_DASHES = "—–~-至到"
_DASH = re.compile(r"—{1,2}|–|~{1,2}|-|至|到")
_DENOMINATOR = re.compile(r"/[百千万亿]{0,3}")
_LETTER = re.compile(r"[A-Za-z]")
_SIGN = re.compile(r"(?:(?<![一-鿿\d.A-Za-z第/〔])|(?<=[为是达至比长幅速]))[负+-]")
_SUM = re.compile(r"[^比长速幅]\+")  # “1+3+N”
_DIGITS = "两二三四五六七八九十"
_FEW = frozenset("家个项名座所条处起场")
_OPEN, _CLOSED = (",", "。", ";", "、", "", ":", "\n"), (",", "。", ";", "、", "")
_YEARS = ("年", "学年")
_CLOCK = ("时", "点", "分")
_TENTHS = 10
_WHOLES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}
_NO_TENTHS = re.compile(r"[立为功果员长都本品熟交套片形就效分份年人语色像因绩]")
_HALF = re.compile(r"(?:一半|半数)(?:(?=以上|的)|(?<=[占的超近过约逾]..))|过半(?<=经..)")
_RANK = re.compile(
    r"(?:第(?:\d{1,3}|[一二三四五六七八九十]{1,3})[位名]?|首位|榜首)"
    r"(?![届次批期轮场个季产方版条项部张家本代大])"
)
_RANKED = re.compile(
    r"(?:居|列|排名?|至|持|升|进|跃|全[国省市区州县]|中部|西部|东部|世界|全球|同类|历史)"
    r"[^,。;、:\d第首]{0,8}\Z"
)
_NOT_HEDGES = frozenset(
    "签约 履约 违约 节约 预约 集约 条约 契约 公约 制约 就近 附近 靠近 亲近".split()
)


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

    >>> [(q.value, q.symbol, q.qualifier) for q in find_quantities("对接企业超2000家")]
    [(Decimal('2000'), '家', <Qualifier.OVER: 'over'>)]
    """
    words = hedges(folder)
    found = [*_measured(text, units(folder)), *_ranks(text), *_halves(text)]
    found.sort(key=attrgetter("start"))
    return (_hedged(text, quantity, words) for quantity in found)


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words around a number and what they mean."""

    before: Mapping[str, Qualifier]
    after: Mapping[str, Qualifier]


@cache
def hedges(folder: Path | None = None) -> Hedges:
    """Return the table ``qualifiers.tsv``.  Raises LexiconError for a bad line."""
    sides: dict[str, dict[str, Qualifier]] = {"before": {}, "after": {}}
    for row in table("qualifiers", folder):
        sides[row["side"]].update(dict.fromkeys(row["words"].split(), Qualifier(row["class"])))
    return Hedges(sides["before"], sides["after"])


class _Measure(NamedTuple):
    """A number with its unit, if it has one, before ranges and hedges are looked at."""

    number: Numeral
    scale: str
    unit: Unit | None
    end: int


def _measured(text: str, known: Units) -> Iterator[Quantity]:
    """Yield the numbers with a unit, a share or at least a scale behind them."""
    numbers = pattern(known.initials + _DASHES)
    match = numbers.search(text)
    while match is not None:
        quantity = _quantity(text, match, known)
        if quantity is not None:
            yield quantity
        match = numbers.search(text, match.end() if quantity is None else quantity.end)


def _quantity(text: str, match: re.Match[str], known: Units) -> Quantity | None:
    if text.startswith("分之", match.end()):
        return _fraction(text, match)
    number = numeral(match)
    if number is None or (number.start > 1 and _SUM.match(text, number.start - 2)):
        return None
    lower = _with_unit(text, number, known)
    ranged = _range(text, lower, known)
    quantity = ranged or _single(text, lower)
    if quantity is None or _refused(text, quantity):
        return None
    if quantity.unit.symbol == "成":
        return _tenths(text, quantity)
    return None if ranged is None and _lone(text, lower) else quantity


def _with_unit(text: str, number: Numeral, known: Units) -> _Measure:
    if number.scale.endswith(("千", "百")):  # 亿|千瓦时: the last scale is the unit's
        unit = known.at(text, number.end - 1)
        if unit is not None:
            end = number.end - 1 + len(unit.symbol)
            return _Measure(number, number.scale[:-1], unit, end)
    unit = known.at(text, number.end)
    if unit is None:
        return _Measure(number, number.scale, None, number.end)
    return _Measure(number, number.scale, *_per(text, unit, number.end + len(unit.symbol), known))


def _per(text: str, unit: Unit, end: int, known: Units) -> tuple[Unit, int]:
    """Read a rate that no row has: 0.6人/百亿元, 9.1张/千人."""
    match = _DENOMINATOR.match(text, end)
    below = known.at(text, match.end()) if match else None
    if match is None or below is None:
        return unit, end
    symbol = f"{unit.symbol}{match[0]}{below.symbol}"
    return Unit(symbol, symbol, Decimal(1), "intensity"), match.end() + len(below.symbol)


def _single(text: str, measure: _Measure) -> Quantity | None:
    number, scale, unit, end = measure
    if unit is None:
        if not scale or number.spelled or text[number.start - 1 : number.start] in ("“", "·"):
            return None
        unit = BARE
    start, sign = _signed(text, number.start)
    said = Qualifier.OVER if number.more else None
    value = -number.value if sign else number.value
    return Quantity(start, end, value, unit, worth(scale), scale, None, said, start)


def _signed(text: str, start: int) -> tuple[int, bool]:
    """Where a number begins with its sign, and whether the sign is a minus."""
    match = _SIGN.match(text, start - 1) if start else None
    return (start, False) if match is None else (start - 1, match[0] != "+")


def _range(text: str, lower: _Measure, known: Units) -> Quantity | None:
    """Read the range that ``lower`` begins: 4.5%—5%, 30~50亿元, 8000万—1亿元."""
    upper = _upper_end(text, lower, known)
    if upper is None or upper.unit is None:
        return None
    lowest, highest, scale = lower.number.value, upper.number.value, upper.scale
    shared = scale == lower.scale or not (lower.scale or lower.unit)
    if not shared:
        lowest, highest, scale = lowest * worth(lower.scale), highest * worth(scale), ""
    start, end = lower.number.start, upper.end
    return Quantity(start, end, lowest, upper.unit, worth(scale), scale, highest, None, start)


def _upper_end(text: str, lower: _Measure, known: Units) -> _Measure | None:
    dash = _DASH.match(text, lower.end)
    if dash is None or text[lower.number.start - 1 : lower.number.start] in ("从", "由", "自"):
        return None
    number = numeral_at(text, dash.end())
    upper = _with_unit(text, number, known) if number else None
    return upper if upper and lower.unit in (None, upper.unit) else None


def _refused(text: str, quantity: Quantity) -> bool:
    """Tell whether the number is a year, a clock time or a part of a word."""
    symbol, value = quantity.unit.symbol, quantity.value
    if symbol in _YEARS and value >= 1000:  # noqa: PLR2004  # 2021—2025学年
        return True
    if symbol in ("分", "秒", "度") and text[quantity.start - 1 : quantity.start] in _CLOCK:
        return True
    return symbol[-1:].isascii() and bool(_LETTER.match(text, quantity.end))  # 3MWh, 5Px


def _lone(text: str, measure: _Measure) -> bool:
    """Tell whether a digit is a part of a word, as it is not in 新增企业三家."""
    number, scale, unit, end = measure
    if scale or len(number.words) > 1 or not number.spelled or unit is None:
        return False
    if unit.symbol == "倍" or (number.more and number.words in "十百千"):
        return False
    closed = text[end : end + 1] in _CLOSED
    begun = text[number.start - 1 : number.start] not in _OPEN
    return not (closed and begun and unit.symbol in _FEW and number.words in _DIGITS)


def _fraction(text: str, match: re.Match[str]) -> Quantity | None:
    """Read 百分之三十 and 三分之一, in %."""
    part = numeral_at(text, match.end() + 2)
    try:
        whole = _WHOLES.get(match[0]) or parse_number(match[0])
    except ValueError:
        return None
    if not part or not whole or part.value > whole * 10:
        return None
    share = part.value * worth(part.scale) * 100 / whole
    share = share if share == share.to_integral_value() else round(share, 2)
    return Quantity(match.start(), part.end, share, PERCENT, head=match.start())


def _tenths(text: str, quantity: Quantity) -> Quantity | None:
    """Read 六成, 六成半, 六成多, in %."""
    if quantity.value > _TENTHS or _NO_TENTHS.match(text, quantity.end):
        return None
    tail = text[quantity.end : quantity.end + 1]
    return replace(
        quantity,
        end=quantity.end + (tail in ("半", "多")),
        value=quantity.value * 10 + 5 * (tail == "半"),
        value_max=quantity.value_max and quantity.value_max * 10,
        unit=PERCENT,
        qualifier=Qualifier.OVER if tail == "多" else quantity.qualifier,
    )


def _halves(text: str) -> Iterator[Quantity]:
    for match in _HALF.finditer(text):
        yield Quantity(*match.span(), Decimal(50), PERCENT, head=match.start())


def _ranks(text: str) -> Iterator[Quantity]:
    """Yield 居全国第5位, 列首位: the value is the place, the unit 位."""
    for match in _RANK.finditer(text):
        start, end = match.span()
        if _RANKED.search(text, max(0, start - 12), start):
            digits = match[0].strip("第位名首榜")
            value = parse_number(digits) if digits else Decimal(1)
            yield Quantity(start, end, value, PLACE_IN_ROW, head=start)


def _hedged(text: str, quantity: Quantity, words: Hedges) -> Quantity:
    """Take the hedging words on both sides into the span."""
    end, said = _behind(text, quantity, words)
    start = quantity.start
    while word := _before(text, start, words):
        start -= len(word)
        said = words.before[word] if said in {None, Qualifier.REACH} else said
    if (start, end) == (quantity.start, quantity.end):
        return quantity
    return replace(quantity, start=start, end=end, qualifier=said)


def _behind(text: str, quantity: Quantity, words: Hedges) -> tuple[int, Qualifier | None]:
    end = quantity.end
    for length in (3, 2, 1):
        word = text[end : end + length]
        if word in words.after and not (length == 1 and text[end + 1 : end + 2] > "一"):
            return end + length, words.after[word]
    return end, quantity.qualifier


def _before(text: str, start: int, words: Hedges) -> str:
    if text[max(0, start - 2) : start] in _NOT_HEDGES:
        return ""
    found = (text[max(0, start - length) : start] for length in (3, 2, 1))
    return next((word for word in found if word in words.before), "")
