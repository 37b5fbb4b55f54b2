"""Where each node stands: computed once, from the graph alone, so that the picture never moves.

A group stands around its hub on arcs left and right, with one line of text for each node:
labels cannot cover each other at the scale for which the layout is made.
"""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROW = 22  # the height of a label's line; even, so that half a line is whole
COLUMN = 190  # a node and its label
STACK = 3  # rows from one hub to the next
HUB = 58  # from a hub to the ends of the arcs beside it
BULGE = 52  # how far the arcs bend outwards
GAP = 34  # between groups
ASPECT = 1.3  # width to height of the space that the picture is made for


class Spot(NamedTuple):
    """A place in the picture; the label stands left (-1), right (1) or on the node (0)."""

    x: int
    y: int
    side: int


class Group(NamedTuple):
    """The hubs, one above the other, and the keys around them, clockwise from the top."""

    hubs: tuple[str, ...]
    members: tuple[str, ...]


class _Cell(NamedTuple):
    spots: Mapping[str, Spot]
    width: float
    height: float


def lay_out(groups: Sequence[Group]) -> dict[str, Spot]:
    """The spot of every key in ``groups``, in units of about a screen pixel, centred on 0, 0.

    >>> lay_out([Group(("hub",), ("a", "b"))])["hub"]
    Spot(x=0, y=0, side=0)
    """
    cells = [_cell(group) for group in groups]
    spots: dict[str, Spot] = {}
    for cell, (x, y) in zip(cells, _shelve(cells), strict=True):
        for key, spot in cell.spots.items():
            spots[key] = Spot(round(x) + spot.x, round(y) + spot.y, spot.side)
    return spots


def _cell(group: Group) -> _Cell:
    columns = _columns(len(group.members))
    right = group.members[: ceil(len(group.members) / 2)]
    left = group.members[len(right) :][::-1]
    spots = _stack(group.hubs)
    spots |= _arcs(right, columns=columns, side=1)
    spots |= _arcs(left, columns=columns, side=-1)
    rows = ceil(len(right) / columns)
    width = HUB + BULGE + columns * COLUMN if rows else HUB
    return _Cell(spots, 2 * width, max(rows, STACK * len(group.hubs)) * ROW)


def _stack(hubs: Sequence[str]) -> dict[str, Spot]:
    middle = (len(hubs) - 1) / 2
    return {hub: Spot(0, round((at - middle) * STACK * ROW), 0) for at, hub in enumerate(hubs)}


def _columns(count: int) -> int:
    """As many arcs a side as make the group about as wide as the page."""
    columns = 1
    while count * ROW / (2 * columns) * ASPECT > 2.8 * (HUB + BULGE + columns * COLUMN):
        columns += 1
    return columns


def _arcs(keys: Sequence[str], *, columns: int, side: int) -> dict[str, Spot]:
    rows = max(1, ceil(len(keys) / columns))
    spots = {}
    for index, key in enumerate(keys):
        row, column = divmod(index, columns)
        height = (row - (rows - 1) / 2) * ROW
        bend = sqrt(1 - (height / ((rows + 1) * ROW / 2)) ** 2)
        reach = HUB + BULGE * bend + column * COLUMN
        spots[key] = Spot(round(side * reach), round(height), side)
    return spots


def _shelve(cells: Sequence[_Cell]) -> list[tuple[float, float]]:
    """The centres of the cells, in as many rows as let the picture be largest."""
    if not cells:
        return []
    plans = [_shelves(cells, count) for count in range(1, 3 * ceil(sqrt(len(cells))) + 1)]
    return _centres(min(plans, key=_stretch))


def _shelves(cells: Sequence[_Cell], count: int) -> list[list[_Cell]]:
    """The cells in their order, broken into at most ``count`` rows of about one width."""
    limit = sum(cell.width + GAP for cell in cells) / count
    rows: list[list[_Cell]] = [[]]
    used = 0.0
    for cell in cells:
        if rows[-1] and used + (cell.width + GAP) / 2 > limit * len(rows):
            rows.append([])
        rows[-1].append(cell)
        used += cell.width + GAP
    return rows


def _size(rows: Sequence[Sequence[_Cell]]) -> tuple[float, float]:
    width = max(sum(cell.width + GAP for cell in row) for row in rows)
    return width, sum(_height(row) for row in rows)


def _height(row: Sequence[_Cell]) -> float:
    return max((cell.height for cell in row), default=0) + GAP


def _stretch(rows: Sequence[Sequence[_Cell]]) -> float:
    """The side of the smallest page of the wanted aspect that holds the rows."""
    width, height = _size(rows)
    return max(width / ASPECT, height)


def _centres(rows: Sequence[Sequence[_Cell]]) -> list[tuple[float, float]]:
    centres = []
    top = -_size(rows)[1] / 2
    for row in rows:
        middle = top + _height(row) / 2
        left = -sum(cell.width + GAP for cell in row) / 2
        for cell in row:
            centres.append((left + (cell.width + GAP) / 2, middle))
            left += cell.width + GAP
        top += _height(row)
    return centres
