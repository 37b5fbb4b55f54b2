"""Periods: the stretch of time that a text names, as an ISO 8601 interval.

Relative words (今年, 去年, 本月, 上半年) need the document's own day; without it they stay
open.  Intervals are closed, with the precision of the words: 1至10月 is 2025-01/2025-10,
今年以来 2025-01-01/2025-11-28, 截至10月底 /2025-10-31 (ISO 8601-2:2019, open start).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.recognise import period_said as said
from zhengtu.recognise import period_words as words
from zhengtu.recognise.interval import DECEMBER, YEAR, first_day, last_day, point, since, span
from zhengtu.recognise.period_now import (
    NO_DAY,
    Base,
    Now,
    Period,
    bounded,
    closed,
    edged,
    in_month,
    number,
    since_then,
    told,
    year_said,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

__all__ = ["Base", "Period", "find_periods"]


def find_periods(
    text: str, base: Base, *, start: int = 0, end: int | None = None
) -> Iterator[Period]:
    """Yield the periods named in ``text[start:end]``, in order.

    >>> import datetime as dt
    >>> day = dt.date(2025, 11, 28)
    >>> [p.value for p in find_periods("1至10月完成；今年以来，截至目前", Base(day))]
    ['2025-01/2025-10', '2025-01-01/2025-11-28', '/2025-11-28']
    """
    stop, now = len(text) if end is None else end, Now(base)
    look = words.BEGIN.search(text, start, stop)
    while look is not None:
        coming = text.endswith(_COMING, 0, look.start())
        period = _read(text, look.start(), stop, now._replace(coming=coming))
        if period is None or period.end <= look.start():
            look = words.BEGIN.search(text, look.start() + 1, stop)
            continue
        look = words.BEGIN.search(text, period.end, stop)
        if period.value != NO_DAY and not _compared(text, period.start):
            yield period
            now = now.after(text, period)


def _compared(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    if before.endswith("于"):  # 低于2024年, not 将于9月3日, 由于今年雨水多
        return before[0] in _GRADED
    return before.endswith(_COMPARED)


def _read(text: str, start: int, stop: int, now: Now) -> Period | None:
    for pattern, read in _BY_FIRST[text[start]]:
        match = pattern.match(text, start, stop)
        period = read(match, now) if match else None
        if period is not None:
            return period
    return None


def _year(match: re.Match[str], now: Now, name: str = "y") -> int | None:
    """Return the year that is stated, or that its words mean; None where nobody can tell."""
    stated, said = match[name], match[f"{name}_said"]
    if stated:
        return number(stated)
    if said in words.REFERRING:
        return int(now.last[:YEAR]) + words.REFERRING[said] if now.last else None
    if said:
        return now.base.day.year + words.RELATIVE[said] if now.base.day else None
    return now.year


def _interval(match: re.Match[str], now: Now, first: str | None, last: str | None) -> Period | None:
    """Return the period between two points; it is an aim when it ends in a year to come."""
    value = span(first, last)
    if value is None:
        return None
    return told(match, value, goal=now.ahead(value.partition("/")[2][:YEAR]))


def _plan(match: re.Match[str], now: Now) -> Period:
    """Read a five-year plan: the tenth began in 2001."""
    first = 1951 + 5 * number(match["number"])
    if match["edge"]:
        year = str(first if match["edge"] in words.OPENING else first + 4)
        return told(match, year, goal=now.ahead(year))
    if match["since"] and now.today and now.today < str(first + 5):
        return told(match, since(f"{first}-01-01", now.today))
    goal = now.base.day is not None and first >= now.base.day.year
    return told(match, f"{first}/{first + 4}", goal=goal)


def _years(match: re.Match[str], now: Now) -> Period | None:
    first, last = number(match["y"]), number(match["y2"])
    apart = match["list"] and last != first + 1
    return None if apart else _interval(match, now, str(first), str(last))


def _days(match: re.Match[str], now: Now) -> Period | None:
    """Read 1月10日至12日 and 2025年12月30日至2026年1月2日."""
    year = _year(match, now)
    if year is None:
        return told(match, None)
    if match["list"] and (match["m2"] or number(match["d2"]) != number(match["d"]) + 1):
        return None  # 9月3日、9日
    month, month2 = number(match["m"]), number(match["m2"] or match["m"])
    year += 0 if year_said(match) else now.moved(year, month)
    year2 = _year(match, now, "y2") if match["y2"] or match["y2_said"] else year + (month2 < month)
    last = None if year2 is None else point(year2, month2, number(match["d2"]))
    return _interval(match, now, point(year, month, number(match["d"])), last)


def _months(match: re.Match[str], now: Now) -> Period | None:
    """Read 1—9月, 去年10月至今年3月 and 1、2月."""
    year, first, last = _year(match, now), number(match["m"]), number(match["m2"])
    if match["list"] and last != first + 1:
        return None
    if year is None:
        return told(match, None)
    moved = 0 if year_said(match) else now.moved(year, last)
    year += moved if first == 1 else max(moved, 0)
    year2 = _year(match, now, "y2") if match["y2"] or match["y2_said"] else year + (last < first)
    return _interval(match, now, point(year, first), None if year2 is None else point(year2, last))


def _quarters(match: re.Match[str], now: Now) -> Period | None:
    year, first, last = _year(match, now), number(match["q"]), number(match["q2"])
    if year is None:
        return told(match, None)
    return _interval(match, now, point(year, 3 * first - 2), point(year, 3 * last))


def _date(match: re.Match[str], now: Now) -> Period | None:
    """Read 2025-11-28 and 2025.11.20—2025.11.26."""
    value = point(*(int(match[name]) for name in ("y", "m", "d")))
    if match["y2"]:
        last = point(*(int(match[name]) for name in ("y2", "m2", "d2")))
        return _interval(match, now, value, last)
    if value is None:
        return told(match, NO_DAY)
    return edged(match, value, now) if match["edge"] else told(match, value)


def _months_dotted(match: re.Match[str], now: Now) -> Period | None:
    """Read 1999.08—2002.02, as lives of officials have it."""
    first, last = (point(int(match[y]), int(match[m])) for y, m in (("y", "m"), ("y2", "m2")))
    return _interval(match, now, first, last)


def _part(match: re.Match[str], now: Now) -> Period | None:
    """Read a year, a part of one, the time since then, or a stock at its end."""
    if match.string.startswith("同期", match.end()):
        return Period(match.start(), match.end() + 2, None, local=True)
    if not (year_said(match) or match["part"]):
        return None
    year = _year(match, now)
    if year is None:
        return None if match["y_said"] in words.REFERRING else told(match, None)
    value = _stretch(match, year, now)
    if value is None:
        return told(match, NO_DAY) if match["d"] else None
    if not year_said(match) and match.string[match.start() - 1 : match.start()] == "年":
        return told(match, None)  # 民国二十年9月, 每年9月
    return bounded(match, value, now)


def _since_event(match: re.Match[str], now: Now) -> Period | None:
    """Read 2019年开园以来 and 自3月2日冲突爆发以来."""
    if not (year_said(match) or match["part"]):
        return None
    year = _year(match, now)
    if year is not None and match["m"] and not year_said(match):
        year += now.moved(year, number(match["m"]))
    value = None if year is None else _stretch(match, year, now)
    return since_then(match, first_day(value), now) if value else told(match, None)


def _stretch(match: re.Match[str], year: int, now: Now) -> str | None:
    """Return the part of a year that is named, the whole year for none."""
    month = match["m"] or match["first"] or match["quarters"]
    if not month:
        return _fixed(match, year, now)
    last = number(month) * (3 if match["quarters"] else 1)
    if not year_said(match) and (match["close"] or not match["m"]):
        year += now.moved(year, last)
    if match["m"]:
        return in_month(match, year, last)
    return span(point(year, 1), point(year, last)) if last <= DECEMBER else None


def _fixed(match: re.Match[str], year: int, now: Now) -> str | None:
    """Return a half, a quarter or the whole of a year."""
    if match["half"]:
        first, length = (1 if match["half"][0] == "上" else 7), 6
    elif match["quarter"]:
        first, length = 3 * number(match["quarter"]) - 2, 3
    else:
        return now.named if match["full"] and now.named and not year_said(match) else str(year)
    return span(point(year, first), point(year, first + length - 1))


def _as_of(match: re.Match[str], now: Now) -> Period | None:
    """Read 截至…: everything up to a day, which cannot lie ahead."""
    if match["now"]:
        return _so_far(match, now)
    if not (year_said(match) or match["part"] or match["close"]):
        return None
    year = _year(match, now)
    if year is None:
        return told(match, None)
    value = _stretch(match, year, now)
    if value and not year_said(match) and now.base.year is None and now.ahead(first_day(value)):
        value = _stretch(match, year - 1, now)
    if value is None:
        return None
    plain = len(value) == YEAR and not match["close"]
    return told(match, f"/{value if plain else last_day(value)}")


def _until(match: re.Match[str], now: Now) -> Period | None:
    """Read 到2027年 and 到年底: an aim for a time to come."""
    if match["now"]:
        return _so_far(match, now)
    if match["part"] and not (match["y"] or match["close"]):
        return None
    year = _year(match, now) if year_said(match) or match["close"] else None
    if year is None:
        return told(match, None) if year_said(match) else None
    value = _stretch(match, year, now)
    if value is None:
        return None
    if len(value) == YEAR:
        if match["close"] and not now.ahead(last_day(value)):
            return closed(match, value, now)  # 到2024年底共有: a stock
        goal = now.base.day is not None and year >= now.base.day.year
        return told(match, value, goal=goal)
    return told(match, f"/{last_day(value)}", goal=now.ahead(last_day(value)))


def _year_end(match: re.Match[str], now: Now) -> Period:
    """Read 年底: an aim for the end of the year, or a stock at it."""
    return told(match, None) if now.year is None else closed(match, str(now.year), now)


def _so_far(match: re.Match[str], now: Now) -> Period:
    return told(match, f"/{now.today}" if now.today else None)


def _open(match: re.Match[str], _now: Now) -> Period:
    """Read a time whose days are not said: a festival, a season, a fiscal year."""
    return told(match, None)


_COMPARED = ("比", "较", "与", "第")  # 比2024年增长: no time of the figure
_COMING = (
    "将于", "拟于", "定于", "划于", "计于", "将在", "拟在", "定在", "划在", "计在", "将从", "将自", "预计"
)  # fmt: skip
_GRADED = "高低多少大小等当同好优快慢强弱长短次亚先晚早"
_RULES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str], Now], Period | None]], ...] = (
    ('十“"', words.PLAN, _plan),
    ("0123456789", words.DAY, said.day_alone),
    ("“春元清端中国劳五十今去明" + words.DIGITS, words.FESTIVAL, _open),
    ("12二一", words.FISCAL, _open),
    (words.DIGITS + "农阴今去明", words.LUNAR, _open),
    (words.DIGITS + "今去明", words.SEASON, _open),
    (words.DIGITS + "今去明", words.CAMPAIGN, _open),
    (words.DIGITS + "上本", words.DECADE, said.decade),
    ("12二一", words.YEARS, _years),
    ("12", words.DATE, _date),
    ("12", words.MONTHS_DOTTED, _months_dotted),
    (words.DIGITS + words.RELATIVES, words.DAYS, _days),
    (words.DIGITS + words.RELATIVES, words.MONTHS, _months),
    (words.DIGITS + words.RELATIVES, words.QUARTERS, _quarters),
    (words.DIGITS + words.RELATIVES + "首", words.SINCE_EVENT, _since_event),
    (words.DIGITS + words.RELATIVES + "下全第首", words.PART, _part),
    ("本当同上下", words.MONTH_SAID, said.month),
    ("本上下", words.QUARTER_SAID, said.quarter),
    ("本上下", words.WEEK, said.week),
    ("今昨明", words.DAY_SAID, said.day),
    ("今去", words.YEARS_SAID, said.years),
    ("截", words.AS_OF, _as_of),
    ("截", words.AS_OF_DAY, said.as_of),
    ("到至", words.UNTIL, _until),
    ("目当", words.SO_FAR, _so_far),
    ("近过最今未", words.LATELY, said.lately),
    ("年", words.YEAR_END, _year_end),
)
_BY_FIRST = {
    first: tuple(rule[1:] for rule in _RULES if first in rule[0])
    for first in "".join(rule[0] for rule in _RULES)
}
