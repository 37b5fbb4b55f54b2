"""Units of measure: the table ``units.tsv`` as values."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.errors import LexiconError
from zhengtu.lexicon import lengths, loaded_once, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from zhengtu.lexicon import Row

_INSET = str.maketrans("()", "‹›")  # as segment.shadow writes 台(套)


class Unit(NamedTuple):
    """A unit of measure: one ``symbol`` is ``scale`` x ``base``, exactly."""

    symbol: str
    base: str
    scale: Decimal
    dimension: str


class Units(NamedTuple):
    """All units by symbol, and the lengths of the symbols that begin with each character."""

    by_symbol: Mapping[str, Unit]
    lengths: Mapping[str, tuple[int, ...]]

    @property
    def initials(self) -> str:
        """The characters with which a unit can begin."""
        return "".join(self.lengths)

    def at(self, text: str, start: int) -> Unit | None:
        """Return the longest unit that begins at ``start``, or None.

        >>> units().at("6779平方公里", 4).symbol
        '平方公里'
        """
        return next(self.each(text, start), None)

    def each(self, text: str, start: int) -> Iterator[Unit]:
        """Yield the units that begin at ``start``, the longest first."""
        for length in self.lengths.get(text[start : start + 1], ()):
            unit = self.by_symbol.get(text[start : start + length])
            if unit is not None:
                yield unit


@loaded_once
def units(folder: Path | None = None) -> Units:
    """Return the shipped units and those of the user's folder.

    Raises LexiconError for a bad line.
    """
    listed = {row["symbol"]: _unit(row) for row in table("units", folder)}
    listed.update({symbol.translate(_INSET): unit for symbol, unit in listed.items()})
    return Units(listed, lengths(listed, lead=1))


def _unit(row: Row) -> Unit:
    scale = _scale(row)
    if scale <= 0 or not row["base"] or not row["dimension"]:
        what = "单位须有正倍数、基本单位与量纲 (a unit needs a positive scale, a base, a dimension)"
        raise LexiconError(what, row.where, "例 (example): 公里 ⇥ 米 ⇥ 1000 ⇥ length")
    return Unit(row["symbol"], row["base"], scale, row["dimension"])


def _scale(row: Row) -> Decimal:
    try:
        scale = Decimal(row["scale"])
    except InvalidOperation:
        scale = Decimal("NaN")
    if not scale.is_finite():
        what = f"倍数 {row['scale']!r} 不是数 (the scale is no number)"
        raise LexiconError(what, row.where, "写 1000 或 0.5")
    return scale
