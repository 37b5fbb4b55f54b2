"""Periods that are told by the document's own day, or by what the text has named before.

今天, 上周, 本季度, a bare 29日, 今明两年, 近三年: without a day they stay open.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from zhengtu.recognise import period_words as words
from zhengtu.recognise import reckon
from zhengtu.recognise.interval import last_day, point, span
from zhengtu.recognise.period_now import (
    NO_DAY,
    closed,
    in_month,
    number,
    since_then,
    told,
)

if TYPE_CHECKING:
    from zhengtu.recognise.period_now import Now, Period

_SHIFT = {"本": 0, "上": -1, "下": 1}
_CENTURY, _THIS_CENTURY = 100, 2000
_DAY = 10  # how long "2025-11-28" is


def day(match: re.Match[str], now: Now) -> Period:
    """Read 今天, 昨日 and 今天起."""
    if now.base.day is None:
        return told(match, None)
    value = reckon.day_from(now.base.day, words.DAYS_SAID[match["said"]])
    if match["since"]:
        return since_then(match, value, now)
    return told(match, value, goal=now.ahead(value))


def day_alone(match: re.Match[str], now: Now) -> Period | None:
    """Read 29日 and 15日至17日, whose month the text has named or the document's day tells."""
    if now.base.day is None:
        return told(match, None)
    last = (now.last or "").rpartition("/")[2]
    named = last if len(last) == _DAY else None
    first = reckon.day_alone(number(match["d"]), now.base.day, named, coming=now.coming)
    if first is None:
        return told(match, NO_DAY)
    if match["since"]:
        return since_then(match, first, now)
    if match["d2"] is None:
        return told(match, first, goal=now.ahead(first))
    end = number(match["d2"])
    following = reckon.month_from(dt.date.fromisoformat(first), end < number(match["d"]))
    value = span(first, point(*following, end))
    return told(match, value or NO_DAY, goal=now.ahead(first))


def as_of(match: re.Match[str], now: Now) -> Period | None:
    """Read 截至23日, 截至昨天 and 截至本月16日."""
    for pattern, read in ((words.DAY_SAID, day), (words.DAY, day_alone), (words.MONTH_SAID, month)):
        inner = pattern.match(match.string, match.end(), match.endpos)
        period = read(inner, now) if inner else None
        if period is not None:
            value = period.value and f"/{last_day(period.value)}"
            return replace(period, start=match.start(), value=value, goal=False)
    return None


def week(match: re.Match[str], now: Now) -> Period | None:
    """Read 上周, 本周五 and 上周末."""
    if now.base.day is None:
        return told(match, None)
    shift = _SHIFT[match["said"][0]] * len(match["said"])
    weekdays = words.WEEKDAYS.get(match["weekday"], words.ALL_WEEK)
    value = reckon.week_from(now.base.day, shift, weekdays)
    return told(match, value, goal=now.ahead(value))


def month(match: re.Match[str], now: Now) -> Period | None:
    """Read 本月, 上月15日, 下月, and 当月, 同月 after a month that is named."""
    said = match[0][0]
    if said in "当同":
        named = re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?", now.last or "")
        if named is None:
            return None
        value = in_month(match, int(named[1]), int(named[2]))
    elif now.base.day is None:
        return told(match, None)
    else:
        value = in_month(match, *reckon.month_from(now.base.day, _SHIFT[said]))
    if value is None:
        return told(match, NO_DAY)
    return closed(match, value, now) if match["close"] else told(match, value)


def quarter(match: re.Match[str], now: Now) -> Period:
    """Read 本季度 and 上季度."""
    if now.base.day is None:
        return told(match, None)
    value = reckon.quarter_from(now.base.day, _SHIFT[match["said"][0]])
    return told(match, value, goal=now.ahead(value))


def years(match: re.Match[str], now: Now) -> Period:
    """Read 今明两年 and 去今两年."""
    if now.base.day is None:
        return told(match, None)
    first = now.base.day.year + words.TWO_YEARS[match["said"]]
    return told(match, span(str(first), str(first + 1)), goal=now.ahead(str(first + 1)))


def lately(match: re.Match[str], now: Now) -> Period:
    """Read 近三年 in a part of a text whose heading names a year: the years up to it."""
    last = now.base.year
    if last is None or match["unit"] != "年" or match["some"] or match["ahead"]:
        return told(match, None, goal=bool(match["ahead"]))
    first = last - number(match["number"]) + 1
    return told(match, str(last) if first == last else span(str(first), str(last)))


def decade(match: re.Match[str], now: Now) -> Period | None:
    """Read 20世纪80年代, and by the document's day 上世纪80年代 and 80年代; 19世纪 is all of it."""
    said, ten = match["century"], number(match["ten"]) if match["ten"] else None
    year = now.base.day.year if now.base.day else None
    if said and said[0] not in "上本":
        first = 100 * number(said) - 100
    elif ten is not None and ten > _CENTURY:  # 1990年代
        first = 0
    elif year is None:
        return told(match, None)
    else:
        last = said[0] == "上" if said else year % _CENTURY < (ten or 0)
        first = year // _CENTURY * _CENTURY - _CENTURY * last
    if ten is None and first + _CENTURY > (year or _THIS_CENTURY):
        return None  # 21世纪海上丝绸之路
    first, length = first + (ten or 0), _CENTURY if ten is None else 10
    return told(match, span(f"{first:04}", f"{first + length - 1:04}"))
