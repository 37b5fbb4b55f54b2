"""Periods: the stretch of time that a text names, as an ISO 8601 interval.

Relative words (今年, 去年, 本月, 上半年) need the document's own day; without it they stay
open.  Intervals are closed, with the precision of the words: 1至10月 is 2025-01/2025-10,
今年以来 2025-01-01/2025-11-28, 截至10月底 /2025-10-31 (ISO 8601-2:2019, open start).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_CN_DIGIT = {char: str(number) for number, char in enumerate("〇一二三四五六七八九")}
_CN_YEAR = r"[二一][〇零九一二三四五六七八]{3}"
_YEAR = rf"(?:(?P<year>(?:19|20)\d\d|{_CN_YEAR})年(?:度)?|(?P<relative>今年|本年度|本年|去年|上年|明年|前年))"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DASH = r"(?:—{1,2}|–|-|~|至|到|、)"

_PATTERN = re.compile(
    "|".join(
        (
            # 十四五期间, “十五五”时期
            r"(?P<plan>[“\"]?十(?P<plan_no>[一二三四五六])五[”\"]?(?P<plan_tail>期间|时期|以来|规划期|末|期末|收官|)"
            r"(?!规划|开局|发展规划))",
            # 2021—2025年, 2021年至2025年
            rf"(?P<years>(?P<from>(?:19|20)\d\d)年?{_DASH}(?P<to>(?:19|20)\d\d)年)",
            # 截至(2025年)10月底, 截至目前, 到2027年
            rf"(?P<until>截至|截止到?|到|至)(?P<until_body>(?:{_YEAR.replace('<year>', '<u_year>').replace('<relative>', '<u_relative>')})?"
            rf"(?:(?P<u_month>{_MONTH})月(?:(?P<u_day>[0-3]?\d)日|(?P<u_end>底|末|份)?))?(?P<u_tail>年底|年末|底|末|目前|当前|现在)?)",
            # 今年以来, 2025年1至10月, 去年上半年, 1月—9月份, 前三季度
            rf"(?P<within>{_YEAR}?(?P<sub>(?P<m1>{_MONTH})月?{_DASH}(?P<m2>{_MONTH})月份?"
            rf"|前(?P<first_months>[一二两三四五六七八九十\d]{{1,2}})个?月"
            rf"|(?P<m>{_MONTH})月(?:(?P<d>[0-3]?\d)日)?(?:份|底|末)?"
            r"|(?P<half>[上下]半年)|前(?P<quarters>[一二三1-3])季度|第?(?P<quarter>[一二三四1-4])季度|(?P<full>全年))?"
            r"(?P<since>以来|起)?)",
            r"(?P<so_far>目前|当前|截至目前)",
            r"(?P<whole_year>全年)",
            r"(?P<this_month>本月)",
        )
    )
)
_TRIGGER = re.compile(r"[年月季目当十半截]")
_NOT_A_PERIOD_BEFORE = ("比", "较", "于", "同比", "相比", "与", "第")


@dataclass(frozen=True, slots=True)
class Base:
    """What relative words count from: the document's day, and the year that its part is about."""

    day: dt.date | None = None
    year: int | None = None
    """The year that 全年 means here, when a heading says so; otherwise that of ``day``."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period and where the text says it.  ``value`` is None where it depends on an unknown day."""

    start: int
    end: int
    value: str | None
    goal: bool = False
    """到2027年: a day to come, so what follows is an aim."""
    local: bool = False
    """去年同期: holds for the very next figure only."""


def find_periods(text: str, base: Base, *, start: int = 0, end: int | None = None) -> Iterator[Period]:
    """The periods named in ``text[start:end]``, in order.

    >>> day = dt.date(2025, 11, 28)
    >>> [p.value for p in find_periods("1至10月完成；今年以来，截至目前", Base(day))]
    ['2025-01/2025-10', '2025-01-01/2025-11-28', '/2025-11-28']
    """
    named: str | None = None  # 2022年…全年消费量: the whole of the year just named
    for match in _PATTERN.finditer(text, start, len(text) if end is None else end):
        if match.end() == match.start() or text[max(0, match.start() - 1) : match.start()] in _NOT_A_PERIOD_BEFORE:
            continue
        period = _read(match, base)
        if period is None:
            continue
        if match[0] == "全年" and named is not None:
            period = Period(period.start, period.end, named, period.goal)
        named = period.value if match["year"] and not match["sub"] else named
        yield period


def _read(match: re.Match[str], base: Base) -> Period | None:
    for group, reader in _READERS:
        if match[group]:
            return reader(match, base)
    return None


def _period(match: re.Match[str], value: str | None, *, goal: bool = False) -> Period:
    return Period(match.start(), match.end(), value, goal)


def _plan(match: re.Match[str], base: Base) -> Period | None:
    """A five-year plan: the tenth began in 2001."""
    first = 2001 + 5 * (("一二三四五六".index(match["plan_no"]) + 1))
    if match["plan_tail"] == "":
        return None
    if match["plan_tail"] in ("末", "期末"):
        return _period(match, str(first + 4), goal=base.day is None or first + 4 > base.day.year)
    return _period(match, f"{first}/{first + 4}", goal=base.day is not None and first >= base.day.year)


def _years(match: re.Match[str], base: Base) -> Period:
    return _period(match, f"{match['from']}/{match['to']}", goal=_ahead(int(match["to"]), base))


def _ahead(year: int, base: Base) -> bool:
    return base.day is not None and year > base.day.year


def _year(stated: str | None, relative: str | None, base: Base) -> int | None:
    if stated:
        return int("".join(_CN_DIGIT.get(char, "0" if char == "零" else char) for char in stated))
    if base.day is None:
        return None
    shift = {"去年": -1, "上年": -1, "明年": 1, "前年": -2}.get(relative or "", 0)
    return base.day.year + shift


def _until(match: re.Match[str], base: Base) -> Period | None:
    """截至…: everything up to a day.  到2027年: an aim for a year."""
    stated, relative = match["u_year"], match["u_relative"]
    if not match["until_body"]:
        return None
    year = _year(stated, relative, base)
    if match["u_tail"] in ("目前", "当前", "现在") and not (stated or match["u_month"]):
        if match["until"] not in ("截至", "截止", "截止到", "到"):
            return None
        return _period(match, f"/{base.day.isoformat()}" if base.day else None)
    if not (stated or relative or match["u_month"]):
        return None
    if match["until"] in ("到", "至") and not match["u_month"]:
        ahead = year is not None and base.day is not None and year >= base.day.year
        return _period(match, str(year) if year else None, goal=ahead)
    if match["until"] in ("到", "至") and not stated and not match["u_end"]:
        return None
    return _period(match, _last_day(year, match["u_month"], match["u_day"], match["u_tail"]))


def _last_day(year: int | None, month: str | None, day: str | None, tail: str | None) -> str | None:
    if year is None:
        return None
    if not month:
        return f"/{year}-12-31" if tail else f"/{year}"
    number = int(month)
    return _valid(year, number, int(day) if day else calendar.monthrange(year, number)[1], "/")


def _valid(year: int, month: int, day: int, prefix: str = "") -> str | None:
    try:
        return prefix + dt.date(year, month, day).isoformat()
    except ValueError:  # 2月30日 is no day
        return None


def _within(match: re.Match[str], base: Base) -> Period | None:
    if match.string.startswith("同期", match.end()):
        return Period(match.start(), match.end() + 2, None, local=True)
    stated, relative, sub = match["year"], match["relative"], match["sub"]
    if not (stated or relative or sub):
        return None
    year = _year(stated, relative, base)
    if not (stated or relative) and base.year is not None:
        year = base.year
    if year is None:
        return _period(match, None)
    if match["since"]:
        return _period(match, _since(match, year, base))
    value = _part_of_year(match, year)
    return None if value is None else _period(match, value, goal=_ahead(year, base) and not sub)


def _since(match: re.Match[str], year: int, base: Base) -> str | None:
    month = int(match["m"]) if match["m"] else 1
    day = int(match["d"]) if match["d"] else 1
    begin = _valid(year, month, day)
    return None if begin is None or base.day is None else f"{begin}/{base.day.isoformat()}"


def _part_of_year(match: re.Match[str], year: int) -> str | None:
    if match["m1"]:
        first, last = int(match["m1"]), int(match["m2"])
        return f"{year}-{first:02}/{year}-{last:02}" if first < last else None
    if match["first_months"]:
        last = _small(match["first_months"])
        return f"{year}-01/{year}-{last:02}" if 1 < last <= 12 else None  # noqa: PLR2004  # months
    if match["m"] and match["sub"].endswith(("底", "末")):
        return _last_day(year, match["m"], None, None)
    if match["m"]:
        day = match["d"]
        return _valid(year, int(match["m"]), int(day)) if day else f"{year}-{int(match['m']):02}"
    if match["half"]:
        return f"{year}-01/{year}-06" if match["half"] == "上半年" else f"{year}-07/{year}-12"
    if match["quarters"]:
        return f"{year}-01/{year}-{3 * _small(match['quarters']):02}"
    if match["quarter"]:
        last = 3 * _small(match["quarter"])
        return f"{year}-{last - 2:02}/{year}-{last:02}"
    return str(year)


def _small(digits: str) -> int:
    return int(digits) if digits.isdigit() else "〇一二三四五六七八九十".index(digits[-1].replace("两", "二")) + (
        10 if len(digits) > 1 else 0
    )


def _so_far(match: re.Match[str], base: Base) -> Period:
    return _period(match, f"/{base.day.isoformat()}" if base.day else None)


def _whole_year(match: re.Match[str], base: Base) -> Period:
    year = base.year or (base.day.year if base.day else None)
    return _period(match, str(year) if year else None)


def _this_month(match: re.Match[str], base: Base) -> Period:
    return _period(match, base.day.strftime("%Y-%m") if base.day else None)


_READERS: tuple[tuple[str, Callable[[re.Match[str], Base], Period | None]], ...] = (
    ("plan", _plan),
    ("years", _years),
    ("until", _until),
    ("within", _within),
    ("so_far", _so_far),
    ("whole_year", _whole_year),
    ("this_month", _this_month),
)
