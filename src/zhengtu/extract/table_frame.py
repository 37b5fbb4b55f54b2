"""What surrounds a cell: the caption, head and rows of a table as zones, times, units, names.

A row is of a place, of a time, of the whole or of a thing; a column is of an indicator, of
how one has changed, of a time or of a place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from zhengtu.extract.column import (
    Heading,
    find_heading,
    is_part,
    place_name,
    plain_dimension,
    row_name,
)
from zhengtu.model import Kind
from zhengtu.read.grid import joined, split_unit, year
from zhengtu.read.words import words
from zhengtu.recognise.deixis import at_level, deictic
from zhengtu.recognise.interval import MONTH, point
from zhengtu.recognise.period import Base, find_periods
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengtu.extract.scope import Scope, Setting
    from zhengtu.model import Place, Span
    from zhengtu.read.grid import Column
    from zhengtu.read.text_tables import Cell, TextTable
    from zhengtu.segment import Segmented

_DIVISIONS = ("县", "市", "旗", "州", "盟")
_REMARK = regex(r"[ *_`#,:\n]*(?:\([^()]*\))?[ *_`#,:\n]*")
_AROUND = " *_`#,:\n"
_YEAR = regex(r"(?<!\d)((?:19|20)\d\d)年")
_ANY_YEAR = regex(r"\b\d{4}\b")
_INVESTED = regex(r"投资(?:额|总额|规模)?$")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says of each of its figures."""

    named: Heading
    unit: str
    zone: Place | None
    period: str | None
    named_zone: Span | None
    """Where the row names its zone."""


@dataclass(frozen=True)
class Frame:
    """A table of a document, and what its caption and head say."""

    segmented: Segmented
    scope: Scope
    table: TextTable

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the grid."""
        return self.table.grid.columns

    @cached_property
    def setting(self) -> Setting:
        """What the table takes from the text around it."""
        start = self.table.start
        return self.scope.at(self.segmented.sentence(start)).of(start)

    @cached_property
    def labels(self) -> Sequence[int]:
        """The columns that name the rows."""
        return [n for n, column in enumerate(self.columns) if column.role == "label"]

    @cached_property
    def _by_area(self) -> frozenset[int]:
        """The columns whose cells are places."""
        return frozenset(n for n, column in enumerate(self.columns) if column.name in words("area"))

    @cached_property
    def _by_order(self) -> frozenset[int]:
        """The columns of hours, numbers and ranks."""
        return frozenset(n for n, head in enumerate(self.heads) if head.counts_nothing)

    @cached_property
    def zones(self) -> Sequence[Place | None]:
        """The place that each column is of, where its head names one."""
        return [place for place, _ in self._placed]

    @cached_property
    def heads(self) -> Sequence[Heading]:
        """The name of each column, without its place."""
        named = zip(self.columns, self._placed, strict=True)
        return [
            find_heading(column.name.replace(word, "") if word else column.name)
            for column, (_, word) in named
        ]

    @cached_property
    def lists_projects(self) -> bool:
        """Whether each row is of a project."""
        heads = {self.columns[n].name for n in self.labels}
        invested = any(is_investment(head.name) for head in self.heads)
        return not heads.isdisjoint(words("project")) or ("项目" in heads and invested)

    def dimension(self, name: str) -> str:
        """In what a name is measured; empty where nobody knows."""
        return plain_dimension(name, lexicon=self.scope.lexicon)

    def beside(self, n: int) -> str:
        """The name that a column leaves out: that of the nearest before it, of the same place.

        How far an aim is reached is said of what is measured as the aim is.
        """
        before = [
            m for m in range(n - 1, -1, -1)
            if self.columns[m].role == "figure" and self.zones[m] == self.zones[n]
            and not self.heads[m].change and self.heads[m].name
        ]  # fmt: skip
        aims = {self.columns[m].unit for m in before if self.heads[m].goal}
        if self.heads[n].change == Kind.TARGET_COMPLETION and aims:
            before = [m for m in before if self.columns[m].unit in aims]
        return self.heads[before[0]].name if before else ""

    def rows(self) -> Iterator[tuple[Row, Sequence[Cell]]]:
        """Each row that is of something, with its cells."""
        above: Sequence[Cell] = ()
        unit = ""
        for cells in self.table.rows:
            named = [
                above[n] if above and not cells[n].words and n != self.labels[-1] else cells[n]
                for n in self.labels
            ]
            row = self._row(cells, named)
            if row is not None:
                if not row.unit and any(is_part(cell.words) for cell in named):
                    row = replace(row, unit=unit)
                unit = row.unit
                yield row, cells
            above = cells

    def period(self, n: int, row: Row) -> str | None:
        """The time of a column: its own, its row's or the caption's."""
        said, caption = self.columns[n].period, self.table.grid.caption
        if not said:
            return row.period or self._period(caption.period_of(self.columns[n], row.named.name))
        if said in words("month"):
            return _last_month(self._when)
        if said in words("to-date"):
            return _from_january(self._when)
        if said in words("year-before"):
            return _year_before(self._when) or self._period(said)
        return self._period(said)

    @cached_property
    def _placed(self) -> list[tuple[Place | None, str]]:
        """The place of each column with the word for it."""
        columns = (
            zip(*self.table.head, strict=True) if self.table.head else [()] * len(self.columns)
        )
        found = (((self._place(cell), cell.words) for cell in cells) for cells in columns)
        return [next((pair for pair in pairs if pair[0]), (None, "")) for pairs in found]

    @cached_property
    def _base(self) -> Base:
        """What times are counted from: the document's day, the year of the caption or headings."""
        section = self.segmented.section(self.table.start)
        titles = [*section.above, section.title] if section else []
        said = [self.table.grid.caption.when, *self.table.grid.titles, *reversed(titles)]
        years = (match[1] for title in said if (match := _YEAR.search(title)))
        return Base(self.segmented.document.date, next(map(int, years), None))

    @cached_property
    def _when(self) -> str | None:
        return self._period(self.table.grid.caption.when)

    def _period(self, said: str) -> str | None:
        """The one time that words name, or None."""
        found = list(find_periods(year(said), self._base))
        return found[0].value if len(found) == 1 else None

    def _row(self, cells: Sequence[Cell], named: Sequence[Cell]) -> Row | None:
        """None for a part of the whole (小计), an hour, and what is of no place of the tables (全国)."""
        zone, period, names, at = self.setting.zone, None, [], None
        for n, cell in zip(self.labels, named, strict=True):
            name, place = place_name(cell.words), self._place(cell)
            if place is not None:
                zone, at = place, self._span_of(name, cell)
            elif name in words("part-sum") or deictic(name) is not None:
                return None
            elif self._is_time(name):
                period = self._period(name)
            elif n in self._by_order:
                return None
            elif name not in words("whole"):
                names.append(name)
        for n in self._by_area - set(self.labels):
            zone = self._place(cells[n]) or zone
        name, unit = split_unit(joined(names))
        said = (cells[n].words for n, column in enumerate(self.columns) if column.role == "unit")
        heading = Heading(name) if self.lists_projects else find_heading(name)
        return Row(heading, next(filter(None, said), unit), zone, period, at)

    def _span_of(self, name: str, cell: Cell) -> Span | None:
        start = self.segmented.document.text.find(name, cell.start, cell.end)
        return self.segmented.span(start, start + len(name)) if start >= 0 else None

    def _is_time(self, name: str) -> bool:
        said = year(name)
        found = list(find_periods(said, self._base))
        return len(found) == 1 and (found[0].start, found[0].end) == (0, len(said))

    def _place(self, cell: Cell) -> Place | None:
        """The place that a cell names and nothing more: 甲县, 其中:甲县, 全市."""
        level, home = deictic(place_name(cell.words)), self.setting.zone
        if level is not None:
            return at_level(home, level) if home else None
        shadow = self.segmented.shadow
        for item in self.scope.zones.within(cell.start, cell.end):
            before = shadow[cell.start : item.mention.start]
            after = shadow[item.mention.end : cell.end]
            if not row_name(before).strip(_AROUND) and _REMARK.fullmatch(after):
                return item.place
        return self._inside(row_name(cell.words), home) if home else None

    def _inside(self, name: str, home: Place) -> Place | None:
        """The one division of a place with a name that running text must say in full: 朗县."""
        if not name.endswith(_DIVISIONS):
            return None
        meant = self.scope.zones.gazetteer.names.names.get(name, ())
        inside = [place for place in meant if home.contains(place) and place.name == name]
        return inside[0] if len(inside) == 1 else None


def is_investment(name: str) -> bool:
    """Whether a name is of what is invested: 总投资, 计划投资额."""
    return bool(_INVESTED.search(name))


def _last_month(when: str | None) -> str | None:
    """The month with which a period ends: 本月 below 1—10月 is October."""
    last = (when or "").rpartition("/")[2][:MONTH]
    return last if len(last) == MONTH else None


def _from_january(when: str | None) -> str | None:
    """From January to the end of a period: 累计 below 10月 is January to October."""
    last = _last_month(when)
    if last is None:
        return when
    first = point(int(last[:4]), 1)
    return last if first == last else f"{first}/{last}"


def _year_before(when: str | None) -> str | None:
    """The same time one year earlier."""
    return _ANY_YEAR.sub(lambda year: f"{int(year[0]) - 1:04}", when) if when else None
