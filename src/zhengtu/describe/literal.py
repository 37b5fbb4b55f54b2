"""Values become literals, each in one spelling only."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from zhengtu.vocab import XSD

if TYPE_CHECKING:
    from decimal import Decimal

    from pyoxigraph import NamedNode

SURROGATE = re.compile("[\ud800-\udfff]")
PRECISION = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def text(value: str) -> Literal:
    """Return an xsd:string; half a surrogate pair, which RDF cannot hold, becomes U+FFFD.

    >>> text("超2000家").value
    '超2000家'
    """
    return Literal(_held(value))


def chinese(value: str) -> Literal:
    """Return a text tagged ``zh``."""
    return Literal(_held(value), language="zh")


def _held(value: str) -> str:
    return SURROGATE.sub("\ufffd", value)


def decimal(value: Decimal) -> Literal:
    """Return an xsd:decimal without exponent and trailing zeros.

    Stores keep values, not spellings: what was ``99.10`` would come back as ``99.1``.

    >>> from decimal import Decimal
    >>> decimal(Decimal("99.10")).value, decimal(Decimal("2E+3")).value
    ('99.1', '2000')
    """
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return Literal("0" if plain in {"-0", ""} else plain, datatype=XSD.decimal)


def number(value: int, datatype: NamedNode) -> Literal:
    """Return a whole number of that datatype."""
    return Literal(str(value), datatype=datatype)


def day(value: dt.date) -> Literal:
    """Return an xsd:date."""
    return Literal(value.isoformat(), datatype=XSD.date)


def date(value: str) -> Literal:
    """Return an ISO 8601 date at the precision it has: day, month or year.

    What is no date of the calendar stays a text.

    >>> date("2025-11").datatype.value.rpartition("#")[2], date("2025-02-30").language
    ('gYearMonth', None)
    """
    datatype = PRECISION.get(len(value))
    try:
        dt.date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return text(value)
    return Literal(value, datatype=datatype) if datatype else text(value)


def true() -> Literal:
    """Return the xsd:boolean ``true``."""
    return Literal("true", datatype=XSD.boolean)
