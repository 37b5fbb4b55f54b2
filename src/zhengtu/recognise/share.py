"""Shares, ranks and ratios: 百分之三十, 三分之一, 六成半, 一半, 居全国第5位, 收入比为2.3."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.recognise.number import DIGITS, parse_number
from zhengtu.recognise.numeral import numeral_at, worth
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLES = {
    char: Decimal(10**power)
    for power, chars in ((2, "百佰"), (3, "千仟"), (4, "万萬"))
    for char in chars
}
_CENT, _FINE = Decimal("0.01"), Decimal(10**12)
_MOST_TENTHS = 10
_TENTHS = regex("[半多]|[一二三四五六七八九](?=[^一-鿿]|[以左的]|\\Z)")
_TO = regex(r"—{1,2}|–|~{1,2}|-|至|到")
_HALF = regex(
    r"[一半过][半数](?:(?<=一半|半数)(?:(?=以上|的)|(?<=[占的超近过约逾]..))|(?<=经过半))"
)
_SLASH = regex(
    r"(?P<part>[0-9](?:(?<=[占的超近过约逾达足到].)|(?<![0-9/.A-Za-z].)(?=[0-9]?/[0-9]+(?:以上|左右)))[0-9]?)"
    r"/(?P<whole>[0-9]{1,3})(?![0-9/.年月万亿])"
)
_RANK = regex(
    r"(?:第(?:\d{1,3}|[一二三四五六七八九十]{1,3})[位名]?|首位|榜首)"
    r"(?![届次批期轮场个季产方版条项部张家本代大一二三四五六七八九十百\d])"
)
_RANKED = regex(
    r"(?:居|列|排名?|至|持|升|进|跃|全[国省市区州县]|中部|西部|东部|世界|全球|同类|历史)"
    r"[^,。;、:\d第首]{0,8}\Z|[由从][^,。;、:\d第首]{0,8}\Z"
)
_NEXT_RANK = regex(r"[、和及]\Z")  # 第3位、|第2位

_NUMBER = r"\d{1,6}(?:\.\d{1,6})?(?![\d.])(?:[:∶]1(?![\d.:]))?"
_RATIO_NAME = r"(?:收入|性别|抚养|生师|师生|医护|床护|投入产出|存贷)比(?:值)?|指(?<!分指)数(?:初值)?|[尔尼]系数"
_RATIO_HINTS = ("指数", "系数", "入比", "别比", "养比", "生比", "师比", "护比", "出比", "贷比")
_RATIO = regex(
    rf"(?:{_RATIO_NAME})(?:[(‹][^()‹›\n]{{1,16}}[)›])?(?:已)?"
    r"(?:[由从](?:[^,。;:、\d]{0,8}|\d{4}年)的?(?P<first>" + _NUMBER + r"))?"
    r"(?:为|是|[=:]|达到?|[一-鿿]{0,4}[至到在])?(?:了)?(?P<last>" + _NUMBER + r")"
    r"(?![%‰+/×\d百千万亿点个项名位年月日天家倍期大分级人元种类条只年季])"
)


class Share(NamedTuple):
    """A share in per cent at ``text[start:end]``; ``most`` is the upper end of a range."""

    start: int
    end: int
    value: Decimal
    most: Decimal | None = None


def per_cent(part: Decimal, whole: Decimal) -> Decimal:
    """Return a fraction in per cent, to two places where it has no exact value.

    >>> per_cent(Decimal(1), Decimal(4)), per_cent(Decimal(1), Decimal(3))
    (Decimal('25'), Decimal('33.33'))
    """
    share = part * 100 / whole
    exact = part * _FINE % whole == 0
    return Decimal(f"{(share if exact else share.quantize(_CENT)).normalize():f}")


def fraction_at(text: str, start: int, middle: int) -> Share | None:
    """Read 百分之三十 and 三分之一, where 分之 stands at ``middle``."""
    begin = middle + 2 + text.startswith(" ", middle + 2)  # 五 分之 一
    said, part = text[start:middle].rstrip(), numeral_at(text, begin)
    try:
        whole = _WHOLES.get(said) or parse_number(said)
    except ValueError:
        return None
    if part is None or part.most or not whole:  # 百分之二三十
        return None
    value = per_cent(part.value * worth(part.scale), whole)
    dash = _TO.match(text, part.end)
    upper = numeral_at(text, dash.end()) if dash and said in _WHOLES else None
    if upper is None or per_cent(upper.value, whole) <= value:
        return Share(start, part.end, value)
    return Share(start, upper.end, value, per_cent(upper.value, whole))


def tenths_at(text: str, end: int, value: Decimal) -> tuple[int, Decimal, bool] | None:
    """Read what stands behind 成 (六成半, 六成五, 六成多): its end, the share, whether it is more."""
    if value > _MOST_TENTHS:
        return None
    tail = _TENTHS.match(text, end)
    if tail is None:
        return end, value * 10, False
    percent = 5 if tail[0] == "半" else DIGITS.get(tail[0], 0)
    return tail.end(), value * 10 + percent, tail[0] == "多"


def find_shares(text: str) -> Iterator[Share]:
    """Yield 一半, 半数, 占1/6."""
    for match in _HALF.finditer(text):
        yield Share(*match.span(), Decimal(50))
    for match in _SLASH.finditer(text):
        part, whole = Decimal(match["part"]), Decimal(match["whole"])
        if 0 < part < whole:
            yield Share(*match.span(), per_cent(part, whole))


def find_ranks(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield 居全国第5位, 列首位: where the rank stands, and the place."""
    last = -1
    for match in _RANK.finditer(text):
        start, end = match.span()
        beside = start - 1 == last and _NEXT_RANK.search(text, start - 1, start)
        if beside or _RANKED.search(text, max(0, start - 12), start):
            last = end
            place = _place(match[0].strip("第位名首榜"))
            if place is not None:
                yield start, end, place


def find_ratios(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield what a ratio or an index is, which has no unit: 收入比由2.3缩小至|2.2, 指数为50.2."""
    hinted = any(hint in text for hint in _RATIO_HINTS)
    for match in _RATIO.finditer(text) if hinted else ():
        for name in ("first", "last"):
            if match[name]:
                yield *match.span(name), Decimal(match[name].partition(":")[0].partition("∶")[0])


def _place(digits: str) -> Decimal | None:
    try:
        return parse_number(digits) if digits else Decimal(1)
    except ValueError:
        return None  # 第十二三位
