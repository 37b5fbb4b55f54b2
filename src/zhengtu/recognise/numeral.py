"""Numerals in running text: where a number stands, its value, and the scale behind it.

A number in the text is not yet a quantity: 三 in 三农 counts nothing.  What is refused here
is refused for what stands around it: letters (A3), 第 (第3批), another number.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from math import prod
from typing import NamedTuple

from zhengtu.recognise.number import DIGITS, SCALES, parse_number
from zhengtu.regex import regex

_D = "".join(DIGITS)
_S = "".join(SCALES).replace("兆", "")  # 百兆瓦: 兆 is the unit's
_HUNDREDS = ("千", "百")
_MYRIADS = "万亿萬億"

# A pattern that begins with a set of characters is searched for those alone, which is fast.
_ARABIC = (
    r"(?<=\d)(?<![\d.%A-Za-z第/〔].)(?!\d{3} ?年)(?!(?<=0)\d)"
    r"(?>(?:\d{0,2}(?:,\d{3}){1,4}|\d{0,14})(?!\d)(?:\.(?!\d{4}年)\d{1,9})?)"  # 4.2024年
    r"(?:(?:[百千万亿]零?\d{1,4}(?![\d.,%年月日]))+[百千]?)?"  # 5亿1万4千6百
)
_SPELLED = (
    rf"(?<![{_D}{_S}第几A-Za-z/].)"
    rf"(?:(?:(?<=[{_S}])(?<![数上成].)[{_D}{_S}]|(?<=[{_D}])[{_S}])[{_D}{_S}]{{0,20}}+(?:[点點][{_D}]{{1,6}})?"
    rf"|(?<=[{_D}])[点點][{_D}]{{1,6}}(?![十分])[万亿]{{0,2}}"
    rf"|(?<=[二两三四五六七八])[三四五六七八九][{_S}]{{1,3}}"
    rf"|(?:(?<=[{_D}{_S}])|(?<=[二两三四五六七八])(?!(?<=三)五成群)[三四五六七八九])"
)
# 七八万, 十五六, 三五家: from the one to the other
_PAIR = regex(rf"([{_D}{_S}]*?)(?=[二两]三|三[四五]|四五|五六|六七|七八|八九)(.)(.)([{_S}]*)")
_WHOLE = rf"(?![{_D}{_S}])"
_SCALED = (
    r"(?: (?=[万亿]{1,2}[^ ]))?"  # 177.1 亿元
    r"(?P<some>[余多]?)(?P<scale>[百千万亿萬億佰仟]{0,4})(?:(?P<more>[余多])(?P<top>亿?))?+"  # 3万多亿
)
# 28日 is a day of a month; 90日 and 15日内 are so many days
_DATED = r" ?(?:月|号|届|日(?!元|[以之]?内)(?<!3[2-9]日|[4-9]\d日)(?<!\d\d\d日))"
_NEXT = regex(rf"(?P<number>[\d{_D}{_S}](?:{_ARABIC}|{_SPELLED}{_WHOLE})))" + _SCALED)


class Numeral(NamedTuple):
    """A number at ``text[start:end]``: ``value`` times what its ``scale`` (万, 亿) says."""

    start: int
    end: int
    value: Decimal
    scale: str
    words: str
    """The number without 余, 多 and scale."""
    more: bool
    """Whether 余 or 多 says that it is more."""
    most: Decimal | None = None
    """The upper end that 七八 says with the lower one."""

    @property
    def spelled(self) -> bool:
        """Whether it is written in Chinese numerals."""
        return not self.words[0].isdecimal()


@cache
def pattern(follow: str, alone: str) -> re.Pattern[str]:
    """Match a numeral that has a scale, or one of the characters ``follow`` behind it.

    A Chinese digit alone is mostly a part of a word: behind it must stand one of ``alone``.
    """
    single = rf"(?= ?[{re.escape(alone)}]|.半|.[\d{_D}]{{1,2}}(?:个?[月小]|天))"
    return regex(
        rf"(?P<number>[\d{_D}{_S}](?:{_ARABIC}|{_SPELLED}{single}))){_SCALED}"
        rf"(?!{_DATED})(?:(?= ?[{re.escape(follow)}])|(?<=[百千万亿萬億余多]))"
    )


def numeral_at(text: str, start: int) -> Numeral | None:
    """Read the numeral that begins at ``start``."""
    match = _NEXT.match(text, start)
    return match and numeral(match)


def numeral(match: re.Match[str]) -> Numeral | None:
    """Read what ``pattern`` found; None where it is no numeral after all (三百二三)."""
    words, scale = match["number"], match["scale"] + (match["top"] or "")
    end = match.end()
    if not words.isascii():
        words, scale, back = _parted(words, scale)
        end -= back
    pair = None if words.isascii() else _PAIR.fullmatch(words)
    try:
        value = parse_number(pair[1] + pair[2] + pair[4] if pair else words)
        most = parse_number(pair[1] + pair[3] + pair[4]) if pair else None
    except ValueError:
        return None
    more = bool(match["some"] or match["more"])
    return Numeral(match.start(), end, value, scale, words, more, most)


def _parted(words: str, scale: str) -> tuple[str, str, int]:
    """Part the scale from a written number: 三千五百|万; 六百|千瓦 gives 千 back to its unit."""
    whole = words + scale
    back = int(whole[-1] in _HUNDREDS and whole[-2:-1] in SCALES)
    whole = whole[: len(whole) - back]
    if whole == "万亿":
        return "一", whole, back  # 超万亿元
    head = whole[0] + whole[1:].rstrip(_MYRIADS)
    if any(char in _MYRIADS for char in head):
        return whole, "", back
    return head, whole[len(head) :], back


@cache
def worth(scale: str) -> Decimal:
    """Return the product of the scales: 10000 for 万, 1 for none."""
    return Decimal(prod(SCALES[char] for char in scale))
