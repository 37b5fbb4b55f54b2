"""Dates as pages print them: 2026年2月10日, 2026-02-03 09:20, 二〇二六年一月二十七日."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "O": 0,
}
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"((?:19|20)\d\d)\s{0,2}年\s{0,2}(\d{1,2})\s{0,2}月\s{0,2}(\d{1,2})\s{0,2}日"
    r"|((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"
    r"|([一二][〇零○O一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
    r")"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)([01]\d)\2([0-3]\d)\Z")


def find_dates(words: str) -> Iterator[tuple[int, int, dt.date]]:
    """The full dates in a line: start, end, day.  A day that no calendar has is passed over.

    >>> [day.isoformat() for _, _, day in find_dates("二〇二六年一月二十七日，2026-02-30")]
    ['2026-01-27']
    """
    for match in _DATE.finditer(words):
        parts = [part for part in match.groups() if part]
        day = _date(*(_number(part) for part in parts))
        if day:
            yield match.start(), match.end(), day


def find_compact(words: str) -> dt.date | None:
    """The first date of eight digits: 《新闻联播》 (20251028)."""
    days = (_date(*map(int, match.groups())) for match in _COMPACT.finditer(words))
    return next((day for day in days if day), None)


def date_in_name(name: str) -> dt.date | None:
    """The date that a file's name is, or ends in.

    >>> date_in_name("xinmin-2025-11-28")
    datetime.date(2025, 11, 28)
    """
    match = _IN_NAME.search(name)
    return _date(int(match[1]), int(match[3]), int(match[4])) if match else None


def find_date(cell: str) -> dt.date | None:
    """The date that a cell of a table, or a label's value, begins with."""
    first = next(find_dates(cell), None)
    return first[2] if first else find_compact(cell)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _number(part: str) -> int:
    if part.isdigit():
        return int(part)
    if "十" in part:
        tens, ones = part.split("十", 1)
        return 10 * (_number(tens) if tens else 1) + (_number(ones) if ones else 0)
    return int("".join(str(_DIGITS[digit]) for digit in part))
