"""ISO 8601 dates and intervals at the precision of the words (ISO 8601-1:2019, 8601-2:2019).

Ends are inclusive: 1至10月 is 2025-01/2025-10.  An interval without a beginning is written
``/2025-10-31``, one without an end ``2026-01-01/``.
"""

from __future__ import annotations

import calendar
import datetime as dt

DECEMBER = 12
YEAR, MONTH = 4, 7  # how long "2025" and "2025-10" are


def point(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return a date at the precision given; None where there is no such day (2月30日).

    >>> point(2025), point(2025, 9), point(2025, 9, 3), point(2025, 2, 30)
    ('2025', '2025-09', '2025-09-03', None)
    """
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def span(first: str | None, last: str | None) -> str | None:
    """Return the interval from ``first`` to ``last``, None where they are not in order.

    >>> span("2025-01", "2025-10"), span("2025-10", "2025-01")
    ('2025-01/2025-10', None)
    """
    if first is None or last is None or len(first) != len(last) or first >= last:
        return None
    return f"{first}/{last}"


def first_day(value: str) -> str:
    """Return the day on which a period begins.

    >>> first_day("2025"), first_day("2025-04/2025-06")
    ('2025-01-01', '2025-04-01')
    """
    first = value.partition("/")[0]
    return first + "0000-01-01"[len(first) :]


def last_day(value: str) -> str:
    """Return the day on which a period ends.

    >>> last_day("2025"), last_day("2025-04/2025-06")
    ('2025-12-31', '2025-06-30')
    """
    last = value.rpartition("/")[2]
    if len(last) > MONTH:
        return last
    year, month = int(last[:YEAR]), int(last[YEAR + 1 :] or DECEMBER)
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]}"


def since(first: str, today: str) -> str:
    """Return the time from a day up to ``today``; with an open end where that lies ahead."""
    return f"{first}/{today}" if first < today else f"{first}/"
