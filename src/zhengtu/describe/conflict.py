"""Which statements cannot all be true.

Pure functions over facts: they know nothing of RDF.  A ``subject`` is what two claims must
share to be about the same; what is unknown (a zone, a period, a day) is never the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.model import Metric, PolicyStatus, Qualifier

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

NUMBER = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?")
ABOUT = Decimal("0.05")  # 近 and 约 leave five per cent on either side
PHASES = {
    PolicyStatus.PLANNED: "before",
    PolicyStatus.CONSULTATION: "before",
    PolicyStatus.ISSUED: "in force",
    PolicyStatus.REVISED: "in force",
    PolicyStatus.REPEALED: "ended",
    PolicyStatus.EXPIRED: "ended",
}
"""Statuses of one phase go together: what was revised has been issued."""


class Claim(NamedTuple):
    """A statement, what it is about, and what it says of it."""

    statement: str
    subject: Hashable
    value: Hashable


class Range(NamedTuple):
    """The values that a figure may stand for, ends not included; None is without end."""

    low: Decimal | None
    high: Decimal | None


def differing(claims: Iterable[Claim]) -> Iterator[tuple[str, ...]]:
    """Yield the statements of each subject of which different things are said.

    >>> list(differing([Claim("a", 1, "x"), Claim("b", 1, "y"), Claim("c", 2, "x")]))
    [('a', 'b')]
    """
    for group in _by_subject(claims):
        if len({claim.value for claim in group}) > 1:
            yield tuple(sorted(claim.statement for claim in group))


def disjoint(claims: Iterable[Claim]) -> Iterator[tuple[str, ...]]:
    """Yield, of each subject, the statements whose range another one's does not touch.

    The claims' values are Ranges.  Linear in their number.

    >>> one, two = Range(Decimal(1), Decimal(2)), Range(Decimal(3), None)
    >>> list(disjoint([Claim("a", 1, one), Claim("b", 1, two), Claim("c", 1, one)]))
    [('a', 'b', 'c')]
    """
    for group in _by_subject(claims):
        ranges = {claim.statement: claim.value for claim in group if isinstance(claim.value, Range)}
        highest = max((r.low for r in ranges.values() if r.low is not None), default=None)
        lowest = min((r.high for r in ranges.values() if r.high is not None), default=None)
        apart = [
            name for name, r in ranges.items() if _above(r.low, lowest) or _above(highest, r.high)
        ]
        if apart:
            yield tuple(sorted(apart))


def _by_subject(claims: Iterable[Claim]) -> Iterable[list[Claim]]:
    groups: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.subject].append(claim)
    return groups.values()


def _above(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low >= high


def figure_range(metric: Metric) -> Range:
    """Return the values in the base unit that a figure may stand for.

    A printed number stands for all that round to it: 3.26亿元 and 3.2575亿元 agree.

    >>> from zhengtu.model import Kind, Span
    >>> figure_range(Metric(
    ...     span=Span(0, 4, "超42个"), indicator="项目", value=Decimal(42), unit="个",
    ...     base_value=Decimal(42), base_unit="个", kind=Kind.COUNT, qualifier=Qualifier.OVER,
    ... ))
    Range(low=Decimal('41.5'), high=None)
    """
    low, high = metric.base_value, metric.base_max or metric.base_value
    slack = _resolution(metric) / 2
    if metric.qualifier is Qualifier.ABOUT:
        slack += max(abs(low), abs(high)) * ABOUT
    return Range(
        None if metric.qualifier is Qualifier.UNDER else low - slack,
        None if metric.qualifier is Qualifier.OVER else high + slack,
    )


def _resolution(metric: Metric) -> Decimal:
    """Return what one unit of the last printed digit is worth: 5万 is said to the 万."""
    printed = NUMBER.search(metric.span.quote.replace(",", "").replace("，", ""))
    number = Decimal(printed[0]) if printed else metric.value
    unit = Decimal((0, (1,), int(number.as_tuple().exponent)))
    return abs(unit * metric.base_value / number) if number else unit
