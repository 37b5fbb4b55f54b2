"""Reckon from the day of a document: what 今天, 上周五, 本季度 and a bare 29日 mean on it.

Weeks are those of ISO 8601: Monday is the first day of seven.
"""

from __future__ import annotations

import datetime as dt

from zhengtu.recognise.interval import DECEMBER, point, span

_WEEK, _QUARTER = 7, 3


def day_from(today: dt.date, shift: int) -> str:
    """Return the day that lies ``shift`` days after ``today``, as an ISO 8601 date.

    >>> day_from(dt.date(2025, 12, 1), -1)
    '2025-11-30'
    """
    return (today + dt.timedelta(shift)).isoformat()


def month_from(today: dt.date, shift: int) -> tuple[int, int]:
    """Return the year and the month that lies ``shift`` months after that of ``today``.

    >>> month_from(dt.date(2025, 11, 28), 2)
    (2026, 1)
    """
    month = DECEMBER * today.year + today.month - 1 + shift
    return month // DECEMBER, month % DECEMBER + 1


def quarter_from(today: dt.date, shift: int) -> str | None:
    """Return the quarter that lies ``shift`` quarters after that of ``today``.

    >>> quarter_from(dt.date(2026, 2, 3), -1)
    '2025-10/2025-12'
    """
    year, month = month_from(today, _QUARTER * shift)
    first = month - (month - 1) % _QUARTER
    return span(point(year, first), point(year, first + _QUARTER - 1))


def week_from(today: dt.date, shift: int, weekdays: str) -> str | None:
    """Return days of the week that lies ``shift`` weeks after that of ``today``.

    ``weekdays`` are the first and the last of them, Monday being 0.

    >>> week_from(dt.date(2025, 11, 28), -1, "06"), week_from(dt.date(2025, 11, 28), 0, "4")
    ('2025-11-17/2025-11-23', '2025-11-28')
    """
    monday = _WEEK * shift - today.weekday()
    first, last = (day_from(today, monday + int(weekdays[end])) for end in (0, -1))
    return first if first == last else span(first, last)


def day_alone(
    number: int, today: dt.date, named: str | None, *, coming: bool = False
) -> str | None:
    """Return the day that 29日 means; None where there is none.

    It is of the month of the day that the text has named last.  Where it has named none, it
    is of the document's month; but a day that is still to come there and was within a week in
    the month before is of that: on 1 December 30日 was yesterday, on 28 November it is to come.
    One of which the text says that it is ``coming`` is the next that has that number.

    >>> day_alone(30, dt.date(2025, 12, 1), None), day_alone(30, dt.date(2025, 11, 28), None)
    ('2025-11-30', '2025-11-30')
    >>> day_alone(9, dt.date(2025, 12, 1), "2025-10-08")
    '2025-10-09'
    >>> day_alone(30, dt.date(2025, 12, 1), None, coming=True)
    '2025-12-30'
    """
    if named:
        return point(int(named[:4]), int(named[5:7]), number)
    here = point(today.year, today.month, number)
    if coming:
        past = here is None or here < today.isoformat()
        return point(*month_from(today, int(past)), number)
    before = point(*month_from(today, -1), number)
    lately = before is not None and before >= day_from(today, -_WEEK)
    return before if lately or here is None else here
