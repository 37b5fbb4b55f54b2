"""The first and the last day of a period."""

from __future__ import annotations

import datetime as dt

from zhengtu.recognise.interval import YEAR, first_day, last_day


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
    return _day(first_day(date))


def _last(date: str) -> dt.date | None:
    return _day(last_day(date)) if _first(date) else None


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
