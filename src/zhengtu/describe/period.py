"""The first and the last day of a period."""

from __future__ import annotations

import calendar
import datetime as dt

YEAR, MONTH = 4, 7  # how long "2025" and "2025-10" are


def bounds(period: str) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of an ISO 8601 interval; None where it is open.

    >>> bounds("2025-01/2025-10")
    (datetime.date(2025, 1, 1), datetime.date(2025, 10, 31))
    >>> bounds("/2025")
    (None, datetime.date(2025, 12, 31))
    """
    begin, slash, end = period.partition("/")
    return _first(begin), _last(end if slash else begin)


def _first(date: str) -> dt.date | None:
    return _day(date + "0000-01-01"[len(date) :])


def _last(date: str) -> dt.date | None:
    first = _first(date)
    if first is None or len(date) > MONTH:
        return first
    month = first.month if len(date) == MONTH else 12
    return first.replace(month=month, day=calendar.monthrange(first.year, month)[1])


def _day(date: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date)
    except ValueError:  # open, or no day of the calendar
        return None


def year(period: str) -> str | None:
    """Return the one year that a period lies in, None if it lies in several.

    >>> year("/2025-11-28"), year("2021/2025")
    ('2025', None)
    """
    begin, slash, end = period.partition("/")
    last = (end if slash else begin)[:YEAR]
    return last if begin[:YEAR] in {"", last} and len(last) == YEAR else None
