"""Tables → sentences: 税收 | 3 | 4.2 becomes 2025年税收3亿元，同比增长4.2%。.

The sentences are made of the words of cells, heads and captions, in the order in which
press text says them, so that a figure of a table is read like any other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengtu.read.grid import (
    NUMBER,
    Caption,
    Column,
    Grid,
    alone,
    is_blank,
    joined,
    read_grid,
    split_unit,
    year,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengtu.read.grid import Row

_MARKS = re.compile(r"^[\s#＃*★▲△●·]+|[\s:：]+$")
_OF_WHICH = re.compile(r"其中\s?[:：、]?\s?")


def to_sentences(rows: Sequence[Row], *, captions: Sequence[str] = ()) -> list[str]:
    """A sentence for each row of a table; a row of one cell is a line of its own.

    ``captions`` are the lines above the table: their unit and period apply to it.  A
    number that nothing gives a unit stays bare.

    >>> to_sentences([("指标", "2025年", "同比增长(%)"), ("税收", "31", "4.2")], captions=["单位：万元"])
    ['2025年税收31万元，同比增长4.2%。']
    """
    grid = read_grid(rows, captions=captions)
    return [*grid.titles, *(alone(row) or _sentence(row, grid) for row in grid.rows)]


def _sentence(row: Row, grid: Grid) -> str:
    cells = [pair for pair in zip(grid.columns, row, strict=True) if not is_blank(pair[1])]
    printed = joined(year(_MARKS.sub("", cell)) for column, cell in cells if column.role == "label")
    which = _OF_WHICH.match(printed)
    label, unit = split_unit(printed[which.end() :] if which else printed)
    unit = next((cell for column, cell in cells if column.role == "unit"), unit)
    said = list(_said(cells, label, unit, grid.caption))
    apart = f"{label}：" if label and (not said or label not in said[0]) else ""
    return f"{'其中' if which else ''}{apart}{'，'.join(said)}".rstrip("：") + "。"


def _said(
    cells: Sequence[tuple[Column, str]], label: str, unit: str, caption: Caption
) -> Iterator[str]:
    """What each cell says: its period where that is new, its name or the row's, its value."""
    subject = caption.subject or label
    before = ""
    for column, cell in cells:
        if column.role == "words":
            yield f"{column.name}：{cell}" if column.name else cell
        elif column.role == "figure":
            period = column.period or caption.period_of(column, label)
            value = cell + caption.unit_of(column, unit, label) if NUMBER.fullmatch(cell) else cell
            yield joined((period if period != before else "", column.name or subject, value))
            before = period
