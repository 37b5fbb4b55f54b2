"""Quantities: a number with its hedge, its scale and its unit (超5万条, 30~50亿元, 近六成).

What is no quantity is refused here: ordinals, years and dates, numbers inside names,
letters and versions.  What a quantity *is about* is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from zhengtu.lexicon import table
from zhengtu.model import Qualifier
from zhengtu.recognise.number import ARABIC, SCALES, parse_number
from zhengtu.recognise.unit import Unit, Units, units

COUNT, RATIO, RANK, TIME = "count", "ratio", "rank", "time"
PERCENT = Unit("%", "%", Decimal(1), RATIO)
PLACE_IN_ROW = Unit("位", "位", Decimal(1), RANK)
BARE = Unit("", "", Decimal(1), COUNT)  # 71.3万监测对象 has a number and no counter

_CN = "零〇一二两三四五六七八九十百千万亿"
_NUMBER = rf"(?:{ARABIC}|[{_CN}]{{1,12}})"
_CANDIDATE = re.compile(
    rf"(?<![\d.A-Za-z第/〔])(?<![^比长速幅]\+)(?P<sign>(?:(?<![一-鿿])|(?<=[为是达至比长幅速]))(?:负|-|\+)(?=\d))?(?P<number>{_NUMBER})"
    r"(?P<some>[余多]?)(?P<scale>[百千万亿]{0,4})(?P<more>[余多]?)"
)
_UPPER = re.compile(
    rf"(?:—{{1,2}}|–|-|~{{1,2}}|至|到)(?P<number>{_NUMBER})(?P<some>[余多]?)(?P<scale>[百千万亿]{{0,4}})"
)
_FRACTION = re.compile(
    rf"(?<![{_CN}\d])(?P<whole>百|千|万|[{_CN}\d]{{1,4}})分之(?P<part>{_NUMBER}(?:点[{_CN}]{{1,6}})?)"
)
_TENTHS = re.compile(
    r"(?<![\d十百千万亿第])(?P<number>[一二两三四五六七八九]|\d)(?P<half>成半|成多|成)"
    r"(?![立为功果员长都本品熟交套片形就效分份年人语色像因绩])"
)
_HALF = re.compile(r"(?<=[占的超近过约逾])(?:一半|半数)|(?:一半|半数)(?=以上|的)|(?<=[经])过半")
_RANK = re.compile(
    r"(?:居|列|排名?|至|持|升|进|跃|全[国省市区州县]|中部|西部|东部|世界|全球|同类|历史)"
    r"[^,。;、:\d第首]{0,8}?(?P<rank>第(?:\d{1,3}|[一二三四五六七八九十]{1,3})[位名]?|首位|榜首)"
    r"(?![届次批期轮场个季产方版条项部张家本代大])"
)
_NOT_HEDGES = ("签约", "履约", "违约", "节约", "预约", "集约", "条约", "契约", "公约", "制约", "就近", "附近", "靠近", "亲近")
_DENOMINATOR = re.compile(r"/[百千万亿]{0,3}")
_LETTER = re.compile(r"[A-Za-z]")
_ASCII_COMMA = re.compile(r"\d,\d")


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
    spelled: bool = False
    """True when the number is in Chinese numerals."""

    @property
    def symbol(self) -> str:
        """The unit with its scale, as the fact states it."""
        return self.unit.symbol if self.folded else self.scale_word + self.unit.symbol

    @property
    def folded(self) -> bool:
        """Whether the scale is counted into the number."""
        return self.unit.dimension in (COUNT, "traffic") or not self.scale_word

    def stated(self, value: Decimal) -> Decimal:
        """A value as the fact states it, in ``symbol``."""
        return value * self.scale if self.folded else value

    def base(self, value: Decimal) -> Decimal:
        """A value in the base unit."""
        return value * self.scale * self.unit.scale


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words around a number and what they mean."""

    before: Mapping[str, Qualifier]
    after: Mapping[str, Qualifier]


@cache
def hedges(folder: Path | None = None) -> Hedges:
    """The table ``qualifiers.tsv``."""
    sides: dict[str, dict[str, Qualifier]] = {"before": {}, "after": {}}
    for row in table("qualifiers", folder):
        sides[row["side"]].update(dict.fromkeys(row["words"].split(), Qualifier(row["class"])))
    return Hedges(sides["before"], sides["after"])


def find_quantities(text: str, *, folder: Path | None = None) -> Iterator[Quantity]:
    """All quantities of ``text`` (half-width, see ``segment.shadow``), in order of their end.

    >>> [(q.value, q.symbol, q.qualifier) for q in find_quantities("对接企业超2000家")]
    [(Decimal('2000'), '家', <Qualifier.OVER: 'over'>)]
    """
    known, words = units(folder), hedges(folder)
    found = [*_ratios(text), *_ranks(text)]
    taken = {position for quantity in found for position in range(quantity.start, quantity.end)}
    end = 0
    for match in _CANDIDATE.finditer(text):
        if match.start() < end or match.start() in taken or _plainly_none(text, match):
            continue
        quantity = _measured(text, match, known)
        if quantity is not None:
            end = quantity.end
            found.append(quantity)
    return (_hedged(text, quantity, words) for quantity in sorted(found, key=lambda q: q.start))


def _plainly_none(text: str, match: re.Match[str]) -> bool:
    """Most numbers are dates, or numerals inside words: refused at one look at what follows."""
    after = text[match.end() : match.end() + 1]
    spelled = match["number"][0] in _CN
    return after in ("月", "日", "号", "届") or (spelled and len(match[0]) == 1 and after not in _COUNTERS)


_COUNTERS = frozenset("家个项名座所条处起场倍")


def _measured(text: str, match: re.Match[str], known: Units) -> Quantity | None:
    number, scale = match["number"], match["scale"]
    spelled = number[0] in _CN
    if spelled:
        number, scale = _split_scale(number, scale)
    if not number or ("," in number and not _ASCII_COMMA.search(number)):
        return None
    try:
        value = parse_number(number)
    except ValueError:
        return None
    quantity = Quantity(
        match.start(), match.end(), -value if match["sign"] in ("负", "-") else value, BARE,
        scale=_product(scale), scale_word=scale, head=match.start(), spelled=spelled,
        qualifier=Qualifier.OVER if match["some"] or match["more"] else None,
    )  # fmt: skip
    upper = _upper_end(text, quantity, known)
    quantity = upper or _with_unit(text, quantity, known)
    return None if quantity is None or _refused(text, quantity) else quantity


def _split_scale(number: str, scale: str) -> tuple[str, str]:
    """三千五百万 is 三千五百 with the scale 万; 十万 is 十 with 万."""
    cut = len(number)
    while cut > 1 and number[cut - 1] in "万亿":
        cut -= 1
    return number[:cut], number[cut:] + scale


def _product(scale: str) -> Decimal:
    value = Decimal(1)
    for char in scale:
        value *= SCALES[char]
    return value


def _with_unit(text: str, quantity: Quantity, known: Units) -> Quantity | None:
    given_back = known.at(text, quantity.end - 1) if quantity.scale_word[-1:] in ("千", "百") else None
    if given_back is not None and given_back.symbol[0] == quantity.scale_word[-1]:  # 亿|千瓦时
        scale = quantity.scale_word[:-1]
        return replace(
            quantity, unit=given_back, scale=_product(scale), scale_word=scale,
            end=quantity.end - 1 + len(given_back.symbol),
        )  # fmt: skip
    unit = known.at(text, quantity.end)
    if unit is not None:
        end = quantity.end + len(unit.symbol)
        unit, end = _per(text, unit, end, known)
        return replace(quantity, unit=unit, end=end)
    bare = quantity.scale_word and not quantity.spelled and not _LETTER.match(text, quantity.end)
    return quantity if bare else None


def _per(text: str, unit: Unit, end: int, known: Units) -> tuple[Unit, int]:
    """A rate that no row has: 0.6人/百亿元, 9.1张/千人."""
    match = _DENOMINATOR.match(text, end)
    below = known.at(text, match.end()) if match else None
    if match is None or below is None:
        return unit, end
    symbol = f"{unit.symbol}{match[0]}{below.symbol}"
    return Unit(symbol, symbol, Decimal(1), "intensity"), match.end() + len(below.symbol)


def _upper_end(text: str, lower: Quantity, known: Units) -> Quantity | None:
    """The range that ``lower`` begins (4.5%—5%, 30~50亿元), or None."""
    first = known.at(text, lower.end)
    joined = lower.end + (len(first.symbol) if first else 0)
    match = _UPPER.match(text, joined)
    if match is None or text[lower.start - 1 : lower.start] in ("从", "由", "自"):
        return None
    unit = known.at(text, match.end())
    if unit is None or (first is not None and first != unit):
        return None
    try:
        value = parse_number(match["number"].rstrip("万亿") or match["number"])
    except ValueError:
        return None
    scale = match["scale"] or match["number"][len(match["number"].rstrip("万亿")) :]
    if (lower.scale_word or first) and lower.scale_word != scale:
        return None
    return replace(
        lower, value_max=value, unit=unit, scale=_product(scale), scale_word=scale,
        end=match.end() + len(unit.symbol),
    )  # fmt: skip


def _refused(text: str, quantity: Quantity) -> bool:
    """Whether the number is a year, a clock time, a lone 一 or a part of a word."""
    after, before = text[quantity.end : quantity.end + 1], text[quantity.start - 1 : quantity.start]
    unit, value = quantity.unit, quantity.value
    year = unit.symbol == "年" and value >= 1000  # noqa: PLR2004  # 2025年 is a date
    clock = unit.symbol in ("分", "秒", "度") and (before in "时点分" or not before)
    letter = bool(_LETTER.match(after)) and unit.symbol[-1:].isascii()
    lone = quantity.spelled and not quantity.scale_word and _lone(text, quantity)
    return year or clock or letter or lone or before in ("“", "·") and unit is BARE


def _lone(text: str, quantity: Quantity) -> bool:
    """A single Chinese digit counts only where it can be nothing else: 新增企业三家。"""
    numeral = text[quantity.head : quantity.end - len(quantity.unit.symbol)]
    if len(numeral.rstrip("余多")) > 1 or quantity.unit.symbol == "倍":
        return False
    if numeral[-1] in "余多" and numeral[0] in "十百千":
        return False
    closed = text[quantity.end : quantity.end + 1] in (",", "。", ";", "、", "")
    open_before = text[quantity.start - 1 : quantity.start] not in (",", "。", ";", "、", "", ":", "\n")
    counter = quantity.unit.symbol in ("家", "个", "项", "名", "座", "所", "条", "处", "起", "场")
    return not (closed and open_before and counter and numeral[0] != "一")


def _ratios(text: str) -> Iterator[Quantity]:
    """百分之三十, 三分之一, 近六成, 一半: all in %."""
    for match in _FRACTION.finditer(text):
        value = _fraction(match["whole"], match["part"])
        if value is not None:
            yield Quantity(match.start(), match.end(), value, PERCENT, head=match.start(), spelled=True)
    for match in _TENTHS.finditer(text):
        value = parse_number(match["number"]) * 10 + (5 if match["half"] == "成半" else 0)
        some = Qualifier.OVER if match["half"] == "成多" else None
        yield Quantity(match.start(), match.end(), value, PERCENT, head=match.start(), qualifier=some)
    for match in _HALF.finditer(text):
        yield Quantity(match.start(), match.end(), Decimal(50), PERCENT, head=match.start())


def _fraction(whole: str, part: str) -> Decimal | None:
    try:
        denominator, numerator = parse_number(whole), parse_number(part)
    except ValueError:
        return None
    if not denominator or numerator > denominator * 10:
        return None
    share = numerator * 100 / denominator
    return share if share == share.to_integral_value() else share.quantize(Decimal("0.01")).normalize()


def _ranks(text: str) -> Iterator[Quantity]:
    """居全国第5位, 列首位: the value is the place, the unit 位."""
    for match in _RANK.finditer(text):
        digits = match["rank"].strip("第位名首榜")
        value = parse_number(digits) if digits else Decimal(1)
        start, end = match.span("rank")
        yield Quantity(start, end, value, PLACE_IN_ROW, head=start)


def _hedged(text: str, quantity: Quantity, words: Hedges) -> Quantity:
    """Take the hedging words on both sides into the span."""
    start, end, said = quantity.start, quantity.end, quantity.qualifier
    for length in (3, 2, 1):
        word = text[end : end + length]
        if word in words.after and not (length == 1 and text[end + 1 : end + 2] > "一"):
            said, end = words.after[word], end + length
            break
    while (word := _word_before(text, start, words)) is not None:
        start -= len(word)
        meant = words.before[word]
        said = meant if said in (None, Qualifier.REACH) else said
    return replace(quantity, start=start, end=end, qualifier=said)


def _word_before(text: str, start: int, words: Hedges) -> str | None:
    if text[max(0, start - 2) : start] in _NOT_HEDGES:
        return None
    return next(
        (word for length in (3, 2, 1) if (word := text[max(0, start - length) : start]) in words.before
         and len(word) == length),
        None,
    )  # fmt: skip
