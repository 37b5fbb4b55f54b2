"""What the readers of periods share: the values, what words of time refer to, and the ends.

A period named in the text is bounded by what stands behind it: 以来, 以前, 末, or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.recognise import period_words as words
from zhengtu.recognise.interval import YEAR, first_day, last_day, point, since, span
from zhengtu.recognise.number import parse_number

if TYPE_CHECKING:
    import datetime as dt
    import re


NO_DAY = ""  # 2月30日: read as a date, so that no part of it is read as another


@dataclass(frozen=True, slots=True)
class Base:
    """What relative words count from: the document's day, and the year that its part is about."""

    day: dt.date | None = None
    year: int | None = None
    """The year that 全年 means here, when a heading says so; otherwise that of ``day``."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period and where the text says it.  ``value`` is None where it cannot be told."""

    start: int
    end: int
    value: str | None
    goal: bool = False
    """到2027年: a day to come, so what follows is an aim."""
    local: bool = False
    """去年同期: holds for the very next figure only."""


_HALF_A_YEAR = 6  # months
_DAY = len("2025-11-28")


class Now(NamedTuple):
    """What words of time can refer to where they stand."""

    base: Base
    named: str | None = None
    """The whole year that the text has named: 2022年…全年消费量."""
    last: str | None = None
    """The period that the text has named last: 2022年8月…当年, 同月."""
    coming: bool = False
    """Whether the words before a time say that it lies ahead: 将于|9月3日."""
    stated: str | None = None
    """The day of a statement that is reported: 30日发表声明说,28日以来…"""

    def after(self, text: str, period: Period) -> Now:
        """Return the same when one more period has been named."""
        value = period.value
        if value is None:
            return self
        whole = len(value) == YEAR and text[period.start] in words.DIGITS
        stated = value if telling(text, period) else self.stated
        named = value if whole else self.named
        return self._replace(named=named, last=value.strip("/"), stated=stated)

    @property
    def today(self) -> str | None:
        """The document's day as an ISO 8601 date."""
        return self.base.day.isoformat() if self.base.day else None

    @property
    def year(self) -> int | None:
        """The year of a month or quarter that is named without one."""
        return self.base.year or (self.base.day.year if self.base.day else None)

    def ahead(self, value: str | None) -> bool:
        """Tell whether a period is still to come, by the document's day."""
        return bool(value and self.today and value.strip("/") > self.today)

    def moved(self, year: int, month: int) -> int:
        """Return how many years from ``year`` on a month without a year is: -1, 0 or 1.

        In a report of January 11月19日, 前11个月 and 12月末 were last year's, but 将于11月19日
        is to come; in one of December 将于1月10日 is next year's.
        """
        day = self.base.day
        if self.base.year is not None or day is None:
            return 0
        ahead = 12 * (year - day.year) + month - day.month
        if self.coming:
            return int(ahead < -_HALF_A_YEAR)
        return -int(ahead > _HALF_A_YEAR)


def telling(text: str, period: Period) -> bool:
    """Tell whether a day is that of saying it: 记者今天从县局获悉, 统计局24日发布."""
    day = len(period.value or "") == _DAY
    return day and words.TELLING.match(text, period.end) is not None


def told(match: re.Match[str], value: str | None, *, goal: bool = False) -> Period:
    """Return the period that the words of a match tell."""
    return Period(match.start(), match.end(), value, goal)


def number(numeral: str) -> int:
    """Return the value of a numeral; 首季度 and 首月 are the first."""
    return 1 if numeral == words.FIRST else int(parse_number(numeral))


def year_said(match: re.Match[str]) -> str:
    """Return the words that give the year: 2025, 今年; empty for none."""
    return match["y"] or match["y_said"] or ""


def in_month(match: re.Match[str], year: int, month: int) -> str | None:
    """Return a month, a day or a third (上旬) of it."""
    if match["d"]:
        return point(year, month, number(match["d"]))
    if not match["third"]:
        return point(year, month)
    first = {"上": 1, "中": 11, "下": 21}[match["third"][0]]
    last = point(year, month, first + 9) if first < 21 else last_day(f"{year:04}-{month:02}")  # noqa: PLR2004  # 下旬
    return span(point(year, month, first), last)


def bounded(match: re.Match[str], value: str, now: Now) -> Period:
    """Read what stands behind a period: 以来, 以前, 末, or nothing."""
    if match["edge"] and not (match["close"] and match["edge"] == "前"):  # 2027年底前
        return edged(match, value, now)
    if match["since"]:
        first = last_day(value) if match["close"] else first_day(value)
        return since_then(match, first, now)
    if match["close"]:
        return closed(match, value, now)
    month = value[YEAR + 1 : YEAR + 3]
    if month and not year_said(match):
        year = int(value[:YEAR])
        value = f"{year + now.moved(year, int(month))}{value[YEAR:]}"
    return told(match, value, goal=bool(year_said(match)) and now.ahead(value))


def since_then(match: re.Match[str], first: str, now: Now) -> Period:
    """Read 2021年以来 and 24日起: the time from a day up to the document's, or a statement's."""
    last = now.stated if now.stated and first < now.stated else now.today
    return told(match, last and since(first, last))


def closed(match: re.Match[str], value: str, now: Now) -> Period:
    """Read a stock at the end of a period (2025年末), or an aim for it."""
    last = last_day(value)
    if now.ahead(last):
        return told(match, value if len(value) == YEAR else f"/{last}", goal=True)
    return told(match, f"/{last}")


def edged(match: re.Match[str], value: str, now: Now) -> Period:
    """Read 6月30日以前 and 2018年以后; 及 and 或 take the year itself with it."""
    plain = len(value) == YEAR
    if match["edge"].endswith("前"):
        return told(match, f"/{value if plain else last_day(value)}", goal=now.ahead(value))
    following = plain and match["edge"][0] not in "及或"
    return told(match, f"{int(value) + 1}-01-01/" if following else f"{first_day(value)}/")
