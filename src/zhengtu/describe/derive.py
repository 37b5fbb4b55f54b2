"""What follows from what is said: the aim behind a completion rate.

Pure functions over facts: they know nothing of RDF.
"""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from zhengtu.describe.period import year
from zhengtu.model import Kind, Metric, Modality

ANNUAL_TARGET = "annual-target"
DIGITS = Context(prec=9)  # more would feign an exactness that the figures do not have
MEASURED = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.QUANTITY})


class Target(NamedTuple):
    """An annual aim: a value in the result's base unit, and its year if that is known."""

    value: Decimal
    period: str | None


def annual_target(completion: Metric, result: Metric) -> Target | None:
    """Return the aim of which ``result`` is the share that ``completion`` says: result ÷ share.

    None where the two allow none: a range, an aim as the result, a rate not above zero.

    >>> from zhengtu.model import Span
    >>> said = {"span": Span(0, 1, "x"), "indicator": "进出口", "period": "/2025-10"}
    >>> yuan, rate = {"unit": "元", "base_unit": "元"}, {"unit": "%", "base_unit": "%"}
    >>> result = Metric(value=Decimal(3), base_value=Decimal(3), kind=Kind.AMOUNT, **yuan, **said)
    >>> done = Metric(
    ...     value=Decimal(75), base_value=Decimal(75), kind=Kind.TARGET_COMPLETION, **rate, **said
    ... )
    >>> annual_target(done, result)
    Target(value=Decimal('4'), period='2025')
    """
    if not _allow(completion, result):
        return None
    period = completion.period or result.period
    value = DIGITS.divide(result.base_value * 100, completion.base_value)
    return Target(value, year(period) if period else None)


def _allow(completion: Metric, result: Metric) -> bool:
    return (
        completion.kind is Kind.TARGET_COMPLETION
        and completion.base_unit == "%"
        and completion.base_value > 0
        and result.kind in MEASURED
        and result.modality is Modality.ACTUAL
        and completion.base_max is None
        and result.base_max is None
    )
