"""Cells of tables: each figure with what its row, its column and its caption say of it.

A figure without a unit, or of nothing that can be named, is no metric; of a column without a
unit the first cell is left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from zhengtu.extract.binding import PLAIN_KINDS
from zhengtu.extract.bound import ABSOLUTE, RELATIVE, is_name
from zhengtu.extract.column import composed
from zhengtu.extract.measure import plain
from zhengtu.extract.table_frame import Frame, is_investment
from zhengtu.extract.zone import zone_fact
from zhengtu.model import Kind, Metric, Modality, Open
from zhengtu.read.grid import is_figure
from zhengtu.read.words import words
from zhengtu.recognise.interval import first_day, last_day
from zhengtu.recognise.quantity import PLACE_IN_ROW, RATIO, Quantity, find_quantities
from zhengtu.regex import regex
from zhengtu.segment import shadow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengtu.extract.scope import Scope
    from zhengtu.extract.table_frame import Row
    from zhengtu.model import Place, Span, Zone
    from zhengtu.read.text_tables import Cell
    from zhengtu.segment import Segmented

RULE = "metric/cell"
POINTS = "points"
_BARE = regex(
    r"(?:[≥≤><约近超]\s?)?[+-]?\d[\d,]{0,30}(?:\.\d{1,20})?[万亿]?(?:\s?[-~—–]\s?\d[\d,.]{0,30})?"
)
_MOVED = regex(
    r"(?:同比|环比)?(?:(?P<up>增长|增加|上升|提高|↑)|(?P<down>下降|降低|减少|回落)|(?P<less>↓))\s?"
)
_RANK = regex(r"第? ?([1-9]\d{0,3}) ?[位名]?")
_SHARE = regex(r"(?:占比|比重|份额|占有率)$")
_ABOUT = " \n*_`"
_RELATIVE = (RATIO, POINTS, "score")
_AMOUNTS = ("额", "量", "数")
_NO_UNIT = "表头与表注都没有说这一列的单位 (no unit in the head or the caption)"


@dataclass(frozen=True, slots=True)
class _Value:
    """A quantity with its place in the text, and what the cell itself says of its change."""

    quantity: Quantity
    span: Span
    change: Kind | None = None
    sign: int = 1


@dataclass(frozen=True, slots=True)
class _At:
    """One column of one row: what both say of the figure there."""

    frame: Frame
    n: int
    row: Row

    @property
    def change(self) -> Kind | None:
        """What sort of change the column is of, else the row."""
        return self.frame.heads[self.n].change or self.row.named.change

    @property
    def unit(self) -> str:
        """The unit of a bare number."""
        column, caption = self.frame.columns[self.n], self.frame.table.grid.caption
        head = self.frame.heads[self.n]
        if head.change and head.printed.endswith(_AMOUNTS):  # 比年初增减额
            return column.unit or self.row.unit or caption.unit
        if head.change:
            return column.unit or caption.rate_unit
        label = self.row.named.name + self.row.named.printed
        return caption.unit_of(column, self.row.unit, label)

    @property
    def counted(self) -> str:
        """The unit that the name itself says: 人 of 招聘人数."""
        found = (word for word in words("counted") if self.indicator.endswith(word))
        return next(found, "").removesuffix("数")

    @property
    def indicator(self) -> str:
        """What the figure is of: 粮食|产量, 甲县|工业投资, 税收|同比增长; empty where nobody says."""
        frame, head, name = self.frame, self.frame.heads[self.n], self.row.named.name
        core = "" if head.name in words("whole") else head.name or frame.beside(self.n)
        if not name:
            return core or frame.table.grid.caption.subject
        if self.project:
            return name if self.project == core else core
        turned = frame.dimension(name) and not frame.dimension(core)
        return composed(core, name) if turned else composed(name, core)

    @property
    def project(self) -> str | None:
        """The project whose investment the column says."""
        head, name = self.frame.heads[self.n].name, self.row.named.name
        if not self.frame.lists_projects:
            return None
        return (name if is_investment(head) else head if is_investment(name) else "") or None

    def kind(self, value: _Value) -> Kind | None:
        """What sort of figure it is: a percentage of what is counted otherwise is its growth.

        None for one of what nobody knows: 轻工业 | % can be a growth, a share or a rate.
        """
        dimension = value.quantity.unit.dimension
        change = value.change or self.change
        if dimension != RATIO:
            falls = change == Kind.REDUCTION and dimension != POINTS
            return Kind.REDUCTION if falls else PLAIN_KINDS.get(dimension, Kind.QUANTITY)
        if change is not None:
            return change
        if _SHARE.search(self.indicator):
            return Kind.SHARE
        plainly = self.frame.dimension(self.indicator)
        return None if not plainly else Kind.RATE if plainly in _RELATIVE else Kind.GROWTH

    def modality(self, period: str | None) -> Modality:
        """An aim where the head says so, or where the time is still to come."""
        day = self.frame.segmented.document.date
        if self.frame.heads[self.n].goal or self.row.named.goal:
            return Modality.TARGET
        if period is None or day is None:
            return self.frame.setting.modality
        if first_day(period) > day.isoformat():
            return Modality.TARGET
        past = last_day(period) < day.isoformat()
        return Modality.ACTUAL if past else self.frame.setting.modality


def find_cells(segmented: Segmented, scope: Scope) -> Iterator[Metric | Zone | Open]:
    """The metrics of a document's tables, and the first cell of each column without a unit.

    A place that only its row shows to be one is told with them.
    """
    known = {item.place for item in scope.zones.located}
    for table in segmented.tables:
        frame = Frame(segmented, scope, table)
        for row, cells in frame.rows() if table.has_figures else ():
            said = list(_read_row(frame, row, cells))
            yield from said
            if any(isinstance(found, Metric) for found in said):
                yield from _zone(row, known)


def _read_row(frame: Frame, row: Row, cells: Sequence[Cell]) -> Iterator[Metric | Open]:
    said: list[Metric] = []
    for n, cell in enumerate(cells):
        found = _read(_At(frame, n, row), cell, said)
        if isinstance(found, Metric):
            said.append(found)
            yield found
        elif found is not None and cells is frame.table.rows[0]:
            yield found


def _zone(row: Row, known: set[Place]) -> Iterator[Zone]:
    """The place of a row that no other words of the text name."""
    place = row.zone
    if row.named_zone is None or place is None or place in known:
        return
    known.add(place)
    yield zone_fact(place, row.named_zone, (place.name,), rule="zone/row")


def _read(at: _At, cell: Cell, said: Sequence[Metric]) -> Metric | Open | None:
    column, head = at.frame.columns[at.n], at.frame.heads[at.n]
    if column.role not in ("figure", "words") or head.counts_nothing:
        return None
    shade = at.frame.segmented.shadow[cell.start : cell.end]
    printed, start = shade.strip(_ABOUT), cell.start + len(shade) - len(shade.lstrip(_ABOUT))
    if head.ranks:
        return _rank(at, printed, start, said)
    bare = bool(_BARE.fullmatch(printed))
    if not is_name(at.indicator) or (column.role == "words" and (bare or not is_figure(printed))):
        return None
    value = _value(at.frame, printed, start, at.unit if bare else "")
    if bare and not (column.unit or at.row.unit or (value and _fits(at, value))):
        value = _value(at.frame, printed, start, at.counted) if at.counted else None
    if value is None:
        if not bare or at.unit:
            return None
        return Open(at.frame.segmented.span(start, start + len(printed)), "figure", _NO_UNIT)
    kind = at.kind(value)
    return _metric(at, value, kind, said) if kind else None


def _rank(at: _At, printed: str, start: int, said: Sequence[Metric]) -> Metric | None:
    """The place in a row that a cell of a column of ranks says of a figure before: 全市位次 | 3."""
    match = _RANK.fullmatch(printed)
    zone = at.frame.zones[at.n] or at.row.zone
    if match is None or _base(said, at.indicator, zone) is None:
        return None
    end = start + len(printed)
    place = Quantity(start, end, Decimal(match[1]), PLACE_IN_ROW, head=start)
    return _metric(at, _Value(place, at.frame.segmented.span(start, end)), Kind.RANK, said)


def _value(frame: Frame, printed: str, start: int, unit: str) -> _Value | None:
    """The quantity that a cell holds from end to end."""
    moved = _MOVED.match(printed)
    begin = moved.end() if moved else 0
    whole = shadow(printed[begin:] + unit)
    found = list(find_quantities(whole, folder=frame.scope.lexicon))
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(whole)) or not found[0].symbol:
        return None
    span = frame.segmented.span(start + begin, start + len(printed))
    if moved is None:
        return _Value(found[0], span)
    change = Kind.REDUCTION if moved["down"] else Kind.GROWTH
    return _Value(found[0], span, change, -1 if moved["less"] else 1)


def _fits(at: _At, value: _Value) -> bool:
    """Whether a unit that only the caption says can be that of an indicator."""
    said = value.quantity.unit.dimension
    return said == RATIO or at.frame.dimension(at.indicator) in ("", said)


def _metric(at: _At, value: _Value, kind: Kind, said: Sequence[Metric]) -> Metric:
    quantity, upper = value.quantity, value.quantity.value_max
    zone = at.frame.zones[at.n] or at.row.zone
    indicator = at.indicator
    if at.change == Kind.GROWTH and kind not in RELATIVE:  # 人口|比上年增加(人)
        indicator += at.frame.heads[at.n].printed or at.row.named.printed
    main = _base(said, at.indicator, zone)
    base = main if kind in RELATIVE else None
    period = at.frame.period(at.n, at.row)
    if main is not None and at.change and not at.frame.columns[at.n].period:
        period = main.period
    return Metric(
        span=value.span, zone=zone, rule=RULE, indicator=indicator,
        value=plain(quantity.stated(quantity.value) * value.sign), unit=quantity.symbol,
        base_value=plain(quantity.base(quantity.value) * value.sign),
        base_unit=quantity.unit.base, kind=kind,
        value_max=None if upper is None else plain(quantity.stated(upper)),
        base_max=None if upper is None else plain(quantity.base(upper)),
        qualifier=quantity.qualifier, modality=at.modality(period), period=period,
        project=at.project, relative_to=base.span if base else None,
    )  # fmt: skip


def _base(said: Sequence[Metric], indicator: str, zone: Place | None) -> Metric | None:
    """The figure of the same row that a change belongs to."""
    alike = (m for m in reversed(said) if m.kind in ABSOLUTE and m.modality == Modality.ACTUAL)
    return next((m for m in alike if m.indicator == indicator and m.zone == zone), None)
