"""Periods: the stretch of time that a text names, as an ISO 8601 interval.

Relative words (今年, 去年, 本月, 上半年) need the document's own day; without it they stay
open.  Intervals are closed, with the precision of the words: 1至10月 is 2025-01/2025-10,
今年以来 2025-01-01/2025-11-28, 截至10月底 /2025-10-31 (ISO 8601-2:2019, open start).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.recognise import period_words as words
from zhengtu.recognise.interval import DECEMBER, YEAR, first_day, last_day, point, since, span
from zhengtu.recognise.number import parse_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator


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


def find_periods(
    text: str, base: Base, *, start: int = 0, end: int | None = None
) -> Iterator[Period]:
    """Yield the periods named in ``text[start:end]``, in order.

    >>> import datetime as dt
    >>> day = dt.date(2025, 11, 28)
    >>> [p.value for p in find_periods("1至10月完成；今年以来，截至目前", Base(day))]
    ['2025-01/2025-10', '2025-01-01/2025-11-28', '/2025-11-28']
    """
    stop, now = len(text) if end is None else end, _Now(base)
    look = words.BEGIN.search(text, start, stop)
    while look is not None:
        period = _read(text, look.start(), stop, now)
        if period is None or period.end <= look.start():
            look = words.BEGIN.search(text, look.start() + 1, stop)
            continue
        look = words.BEGIN.search(text, period.end, stop)
        if period.value != _NO_DAY and not _compared(text, period.start):
            yield period
            now = now.after(text, period)


def _compared(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    return before.endswith(_COMPARED) and before != _CAUSE


def _read(text: str, start: int, stop: int, now: _Now) -> Period | None:
    for pattern, read in _BY_FIRST[text[start]]:
        match = pattern.match(text, start, stop)
        period = read(match, now) if match else None
        if period is not None:
            return period
    return None


class _Now(NamedTuple):
    """What words of time can refer to where they stand."""

    base: Base
    named: str | None = None
    """The whole year that the text has named: 2022年…全年消费量."""
    last: str | None = None
    """The period that the text has named last: 2022年8月…当年, 同月."""

    def after(self, text: str, period: Period) -> _Now:
        """Return the same when one more period has been named."""
        value = period.value
        if value is None:
            return self
        whole = len(value) == YEAR and text[period.start] in words.DIGITS
        return self._replace(named=value if whole else self.named, last=value.strip("/"))

    @property
    def today(self) -> str | None:
        return self.base.day.isoformat() if self.base.day else None

    @property
    def year(self) -> int | None:
        """The year of a month or quarter that is named without one."""
        return self.base.year or (self.base.day.year if self.base.day else None)

    def ahead(self, value: str | None) -> bool:
        """Tell whether a period is still to come, by the document's day."""
        return bool(value and self.today and value.strip("/") > self.today)


def _period(match: re.Match[str], value: str | None, *, goal: bool = False) -> Period:
    return Period(match.start(), match.end(), value, goal)


def _number(words: str) -> int:
    return int(parse_number(words))


def _said(match: re.Match[str]) -> str:
    """Return the words that give the year: 2025, 今年; empty for none."""
    return match["y"] or match["y_said"] or ""


def _year(match: re.Match[str], now: _Now, name: str = "y") -> int | None:
    """Return the year that is stated, or that its words mean; None where nobody can tell."""
    stated, said = match[name], match[f"{name}_said"]
    if stated:
        return _number(stated)
    if said in words.REFERRING:
        return int(now.last[:YEAR]) + words.REFERRING[said] if now.last else None
    if said:
        return now.base.day.year + words.RELATIVE[said] if now.base.day else None
    return now.year


def _past(month: int, now: _Now) -> bool:
    """Tell whether 前11个月 and 12月末 in a report of January are of the year before."""
    return now.base.year is None and bool(now.base.day and month - now.base.day.month > _HALF)


def _interval(
    match: re.Match[str], now: _Now, first: str | None, last: str | None
) -> Period | None:
    """Return the period between two points; it is an aim when it ends in a year to come."""
    value = span(first, last)
    if value is None:
        return None
    return _period(match, value, goal=now.ahead(value.partition("/")[2][:YEAR]))


def _plan(match: re.Match[str], now: _Now) -> Period:
    """Read a five-year plan: the tenth began in 2001."""
    first = 1951 + 5 * _number(match["number"])
    if match["edge"]:
        year = str(first if match["edge"] in words.OPENING else first + 4)
        return _period(match, year, goal=now.ahead(year))
    if match["since"] and now.today and now.today < str(first + 5):
        return _period(match, since(f"{first}-01-01", now.today))
    goal = now.base.day is not None and first >= now.base.day.year
    return _period(match, f"{first}/{first + 4}", goal=goal)


def _years(match: re.Match[str], now: _Now) -> Period | None:
    first, last = _number(match["y"]), _number(match["y2"])
    apart = match["list"] and last != first + 1
    return None if apart else _interval(match, now, str(first), str(last))


def _days(match: re.Match[str], now: _Now) -> Period | None:
    """Read 1月10日至12日 and 2025年12月30日至2026年1月2日."""
    year = _year(match, now)
    if year is None:
        return _period(match, None)
    month, month2 = _number(match["m"]), _number(match["m2"] or match["m"])
    year2 = _year(match, now, "y2") if match["y2"] or match["y2_said"] else year + (month2 < month)
    last = None if year2 is None else point(year2, month2, _number(match["d2"]))
    return _interval(match, now, point(year, month, _number(match["d"])), last)


def _months(match: re.Match[str], now: _Now) -> Period | None:
    """Read 1—9月, 去年10月至今年3月 and 1、2月."""
    year, first, last = _year(match, now), _number(match["m"]), _number(match["m2"])
    if match["list"] and last != first + 1:
        return None
    if year is None:
        return _period(match, None)
    year -= first == 1 and not _said(match) and _past(last, now)
    year2 = _year(match, now, "y2") if match["y2"] or match["y2_said"] else year
    return _interval(match, now, point(year, first), None if year2 is None else point(year2, last))


def _quarters(match: re.Match[str], now: _Now) -> Period | None:
    year, first, last = _year(match, now), _number(match["q"]), _number(match["q2"])
    if year is None:
        return _period(match, None)
    return _interval(match, now, point(year, 3 * first - 2), point(year, 3 * last))


def _date(match: re.Match[str], now: _Now) -> Period | None:
    """Read 2025-11-28 and 2025.11.20—2025.11.26."""
    value = point(*(int(match[name]) for name in ("y", "m", "d")))
    if match["y2"]:
        last = point(*(int(match[name]) for name in ("y2", "m2", "d2")))
        return _interval(match, now, value, last)
    if value is None:
        return _period(match, _NO_DAY)
    return _edged(match, value, now) if match["edge"] else _period(match, value)


def _part(match: re.Match[str], now: _Now) -> Period | None:
    """Read a year, a part of one, the time since then, or a stock at its end."""
    if match.string.startswith("同期", match.end()):
        return Period(match.start(), match.end() + 2, None, local=True)
    if not (_said(match) or match["part"]):
        return None
    year = _year(match, now)
    if year is None:
        return None if match["y_said"] in words.REFERRING else _period(match, None)
    value = _stretch(match, year, now)
    if value is None:
        return _period(match, _NO_DAY) if match["d"] else None
    if not _said(match) and match.string[match.start() - 1 : match.start()] == "年":
        return _period(match, None)  # 民国二十年9月, 每年9月
    return _from_or_to(match, value, now)


def _from_or_to(match: re.Match[str], value: str, now: _Now) -> Period:
    """Read what stands behind a period: 以来, 以前, 末, or nothing."""
    if match["edge"]:
        return _edged(match, value, now)
    if match["since"]:
        first = last_day(value) if match["close"] else first_day(value)
        return _period(match, now.today and since(first, now.today))
    if match["close"]:
        return _closed(match, value, now)
    return _period(match, value, goal=bool(_said(match)) and now.ahead(value))


def _stretch(match: re.Match[str], year: int, now: _Now) -> str | None:
    """Return the part of a year that is named, the whole year for none."""
    month = match["m"] or match["first"] or match["quarters"]
    if not month:
        return _fixed(match, year, now)
    last = _number(month) * (3 if match["quarters"] else 1)
    if not _said(match) and (match["close"] or not match["m"]):
        year -= _past(last, now)
    if match["m"]:
        return _in_month(match, year, last)
    return span(point(year, 1), point(year, last)) if last <= DECEMBER else None


def _fixed(match: re.Match[str], year: int, now: _Now) -> str | None:
    """Return a half, a quarter or the whole of a year."""
    if match["half"]:
        first, length = (1 if match["half"][0] == "上" else 7), 6
    elif match["quarter"]:
        first, length = 3 * _number(match["quarter"]) - 2, 3
    else:
        return now.named if match["full"] and now.named and not _said(match) else str(year)
    return span(point(year, first), point(year, first + length - 1))


def _in_month(match: re.Match[str], year: int, month: int) -> str | None:
    """Return a month, a day or a third (上旬) of it."""
    if match["d"]:
        return point(year, month, _number(match["d"]))
    if not match["third"]:
        return point(year, month)
    first = {"上": 1, "中": 11, "下": 21}[match["third"][0]]
    last = point(year, month, first + 9) if first < 21 else last_day(f"{year:04}-{month:02}")  # noqa: PLR2004  # 下旬
    return span(point(year, month, first), last)


def _closed(match: re.Match[str], value: str, now: _Now) -> Period:
    """Read a stock at the end of a period (2025年末), or an aim for it."""
    last = last_day(value)
    if now.ahead(last):
        return _period(match, value if len(value) == YEAR else f"/{last}", goal=True)
    return _period(match, f"/{last}")


def _edged(match: re.Match[str], value: str, now: _Now) -> Period:
    """Read 6月30日以前 and 2018年以后; 及 and 或 take the year itself with it."""
    plain = len(value) == YEAR
    if match["edge"].endswith("前"):
        return _period(match, f"/{value if plain else last_day(value)}", goal=now.ahead(value))
    following = plain and match["edge"][0] not in "及或"
    return _period(match, f"{int(value) + 1}-01-01/" if following else f"{first_day(value)}/")


def _decade(match: re.Match[str], now: _Now) -> Period | None:
    """Read 20世纪80年代, and 上世纪80年代 by the document's day."""
    said, ten = match["century"], _number(match["ten"])
    if said[0] in "上本":
        if now.base.day is None:
            return _period(match, None)
        first = now.base.day.year // 100 * 100 - 100 * (said[0] == "上") + ten
    else:
        first = 100 * _number(said) - 100 + ten
    return _period(match, span(f"{first:04}", f"{first + 9:04}"))


def _as_of(match: re.Match[str], now: _Now) -> Period | None:
    """Read 截至…: everything up to a day, which cannot lie ahead."""
    if match["now"]:
        return _so_far(match, now)
    if not (_said(match) or match["part"] or match["close"]):
        return None
    year = _year(match, now)
    if year is None:
        return _period(match, None)
    value = _stretch(match, year, now)
    if value and not _said(match) and now.base.year is None and now.ahead(first_day(value)):
        value = _stretch(match, year - 1, now)
    if value is None:
        return None
    plain = len(value) == YEAR and not match["close"]
    return _period(match, f"/{value if plain else last_day(value)}")


def _until(match: re.Match[str], now: _Now) -> Period | None:
    """Read 到2027年 and 到年底: an aim for a time to come."""
    if match["now"]:
        return _so_far(match, now)
    if match["part"] and not (match["y"] or match["close"]):
        return None
    year = _year(match, now) if _said(match) or match["close"] else None
    if year is None:
        return _period(match, None) if _said(match) else None
    value = _stretch(match, year, now)
    if value is None:
        return None
    if len(value) == YEAR:
        goal = now.base.day is not None and year >= now.base.day.year
        return _period(match, value, goal=goal)
    return _period(match, f"/{last_day(value)}", goal=now.ahead(last_day(value)))


def _year_end(match: re.Match[str], now: _Now) -> Period:
    """Read 年底: an aim for the end of the year, or a stock at it."""
    return _period(match, None) if now.year is None else _closed(match, str(now.year), now)


def _so_far(match: re.Match[str], now: _Now) -> Period:
    return _period(match, f"/{now.today}" if now.today else None)


def _month_said(match: re.Match[str], now: _Now) -> Period | None:
    """Read 本月, 上月, 下月, and 当月, 同月 after a month that is named."""
    said = match[0][0]
    if said in "当同":
        named = re.fullmatch(r"(\d{4}-\d\d)(?:-\d\d)?", now.last or "")
        return _period(match, named[1]) if named else None
    if now.base.day is None:
        return _period(match, None)
    month = 12 * now.base.day.year + now.base.day.month - 1 + _SHIFT[said]
    value = f"{month // 12:04}-{month % 12 + 1:02}"
    return _closed(match, value, now) if match["close"] else _period(match, value)


def _lately(match: re.Match[str], now: _Now) -> Period:
    """Read 近三年 in a part of a text whose heading names a year: the years up to it."""
    last = now.base.year
    if last is None or match["unit"] != "年" or match["some"]:
        return _period(match, None)
    first = last - _number(match["number"]) + 1
    return _period(match, str(last) if first == last else span(str(first), str(last)))


def _open(match: re.Match[str], _now: _Now) -> Period:
    """Read a time whose days are not said: a festival, a season, a fiscal year, a week."""
    return _period(match, None)


_NO_DAY = ""  # 2月30日: read as a date, so that no part of it is read as another
_COMPARED = ("比", "较", "于", "与", "第")  # 比2024年增长: no time of the figure
_CAUSE = "由于"  # 由于今年雨水多
_HALF = 6
_SHIFT = {"本": 0, "上": -1, "下": 1}
_RULES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str], _Now], Period | None]], ...] = (
    ('十“"', words.PLAN, _plan),
    ("“春元清端中国劳五十今去明" + words.DIGITS, words.FESTIVAL, _open),
    ("12二一", words.FISCAL, _open),
    (words.DIGITS + "农阴今去明", words.LUNAR, _open),
    (words.DIGITS + "今去明", words.SEASON, _open),
    (words.DIGITS + "上本", words.DECADE, _decade),
    ("12二一", words.YEARS, _years),
    ("12", words.DATE, _date),
    (words.DIGITS + words.RELATIVES, words.DAYS, _days),
    (words.DIGITS + words.RELATIVES, words.MONTHS, _months),
    (words.DIGITS + words.RELATIVES, words.QUARTERS, _quarters),
    (words.DIGITS + words.RELATIVES + "下全第", words.PART, _part),
    ("本当同上下", words.MONTH_SAID, _month_said),
    ("本上下", words.WEEK, _open),
    ("截", words.AS_OF, _as_of),
    ("到至", words.UNTIL, _until),
    ("目当", words.SO_FAR, _so_far),
    ("近过最", words.LATELY, _lately),
    ("年", words.YEAR_END, _year_end),
)
_BY_FIRST = {
    first: tuple(rule[1:] for rule in _RULES if first in rule[0])
    for first in "".join(rule[0] for rule in _RULES)
}
