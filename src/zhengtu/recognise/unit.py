"""Units of measure: the table ``units.tsv`` as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from zhengtu.errors import LexiconError
from zhengtu.lexicon import Row, table

LARGEST = 8  # no symbol is longer; a test holds it to the table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: one ``symbol`` is ``scale`` × ``base``, exactly."""

    symbol: str
    base: str
    scale: Decimal
    dimension: str


@dataclass(frozen=True, slots=True)
class Units:
    """All units by symbol."""

    by_symbol: Mapping[str, Unit]

    def at(self, text: str, start: int) -> Unit | None:
        """The longest unit that begins at ``start``, or None.

        >>> units().at("6779平方公里", 4).symbol
        '平方公里'
        """
        for length in range(min(LARGEST, len(text) - start), 0, -1):
            unit = self.by_symbol.get(text[start : start + length])
            if unit is not None:
                return unit
        return None


@cache
def units(folder: Path | None = None) -> Units:
    """The shipped units and those of the user's folder.  Raises LexiconError for a bad line."""
    listed = [_unit(row) for row in table("units", folder)]
    return Units({unit.symbol: unit for unit in listed})


def _unit(row: Row) -> Unit:
    try:
        scale = Decimal(row["scale"])
    except InvalidOperation as error:
        raise LexiconError(
            f"倍数 {row['scale']!r} 不是数 (the scale is no number)", row.where, "写 1000 或 0.5"
        ) from error
    if scale <= 0 or not row["base"] or not row["dimension"] or len(row["symbol"]) > LARGEST:
        raise LexiconError(
            "单位须有正倍数、基本单位与量纲，不长于 8 字 (a unit needs a positive scale, a base and a dimension)",
            row.where,
            "例 (example): 公里 ⇥ 米 ⇥ 1000 ⇥ length",
        )
    return Unit(row["symbol"], row["base"], scale, row["dimension"])
