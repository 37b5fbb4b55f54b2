"""A table as its cells → what its head and its captions say of every figure in it.

A cell's number says nothing without its row, its column and a unit, which may stand in
the head, in the row or in the caption.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from zhengtu.lexicon import alternatives
from zhengtu.read.words import words
from zhengtu.recognise.unit import units
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")
Row = tuple[str, ...]

WIDEST = 100
"""The cells of a row, and of a column, that one cell can cover."""
ABOVE = 2
"""How many lines above a table speak of it: a title and, below it, the line with the unit."""

NUMBER = regex(r"[+−-]?\d[\d,，]{0,30}(?:\.\d{1,20})?")
_FIGURE = regex(
    r"(?:(?:同比|环比)?(?:增长|增加|上升|提高|下降|降低|减少|回落|[↑↓])\s?)?"
    rf"{NUMBER.pattern}\s?[%‰一-鿿/]{{0,8}}"
)
_YEAR = regex(r"(?:19|20)\d\d")
_HEAD_DATE = regex(r"(?:19|20)\d\d年?|\d{1,2}月")
_IN_BRACKETS = regex(
    r"(?P<name>[^()（）]*)[(（]\s*(?:单位[:：])?\s*(?P<unit>[^()（）]{1,12})[)）]\s*"
)
_PERCENT = regex(r"(?P<name>.*[^\s±+%-])\s?[±+-]{0,3}\s?%")
_UNITS = regex(r"单位\s{0,3}[:：]\s{0,3}(?P<units>[^()（）\n]{1,40})")
_UNIT_BREAKS = regex(r"[、,，;；\s]+|和")
_SCALES = "十百千万亿"
_MONTHS = r"前?\d{1,2}(?:\s?[-—–~至]\s?\d{1,2})?\s?个?月份?"
_PARTS = "[上下]半年|前三季度|第?[一二三四1-4]季度"
_PERIOD = regex(
    rf"(?:19|20)\d\d年(?:\s?(?:{_MONTHS}|{_PARTS}))?[末底]?"
    rf"|(?<!\d)1\s?[-—–~至]\s?\d{{1,2}}月份?|{_PARTS}"
)
_NUMBERED = regex(r"附?[表件]\s{0,3}[\d一二三四五六七八九十.-]{0,5}\s{0,3}[:：]?\s{0,3}")
_DATED = regex(r"\d\s?[年月]|季度|半年")
_MONTHLY = regex(r"月|季度|半年")
_CAPTION = regex(
    r"(?:附?表|附件)\s{0,3}[\d一二三四五六七八九十]|.{0,60}单位\s{0,3}[:：]"
    r"|.{2,60}(?:情况|指标|统计|表|如下[:：]?|下表[:：]?)\Z"
)
_LONGEST_CAPTION = 80  # code points
_SPREAD = regex(r"(?<=[一-鿿]) (?=[一-鿿])")  # 指 标
_HEAD_ROWS = 3


class Column(NamedTuple):
    """What the head of a column says: 2025年1—10月同比增长(%) is a period, a name and a unit."""

    period: str
    name: str
    unit: str
    role: str
    """label, unit, order, figure or words."""

    @property
    def is_rate(self) -> bool:
        """Whether it speaks of growth or shares, to which a unit of money never applies."""
        return is_rate(self.name)


class Caption(NamedTuple):
    """What the lines above a table say of every cell."""

    unit: str = ""
    rate_unit: str = ""
    period: str = ""
    """The time that holds for columns without one; empty where any column has its own."""
    subject: str = ""
    """What the figures of a table by places are: 工业投资 of 表3 各县区工业投资情况."""
    when: str = ""
    """The time that the lines name, from which 本月 and 累计 in the head are counted."""

    def period_of(self, column: Column, label: str) -> str:
        """Its period: 2025年重点项目 is no period of an investment, 2025年1—10月 is."""
        applies = not column.name or column.is_rate or _MONTHLY.search(self.period)
        return self.period if applies and not _DATED.search(label) else ""

    def unit_of(self, column: Column, unit: str, label: str) -> str:
        """The unit of a bare number: a rate's is its column's, any other's that of its row first."""
        if column.is_rate:
            return column.unit or self.rate_unit
        return unit or column.unit or (self.rate_unit if is_rate(label) else self.unit)


class Grid(NamedTuple):
    """A table read: the lines in it above its head, its columns, its rows, its caption."""

    titles: list[str]
    columns: list[Column]
    rows: list[Row]
    caption: Caption


def read_grid(rows: Sequence[Row], *, captions: Sequence[str] = ()) -> Grid:
    """Find head, columns and caption of a table whose merged cells are repeated.

    >>> read_grid([("指标", "2025年(亿元)"), ("税收", "3")]).columns[1]
    Column(period='2025年', name='', unit='亿元', role='figure')
    """
    kept = _rectangle(rows)
    titles = [alone(row) for row in takewhile(alone, kept[:_HEAD_ROWS])]
    grid = kept[len(titles) :]
    height = _head_height(grid)
    columns = _columns(grid[:height], grid[height:])
    by_place = any(column.name in words("area") for column in columns)
    caption = _caption([*captions, *titles], columns, by_place=by_place)
    return Grid(titles, columns, grid[height:], caption)


def alone(row: Row) -> str:
    """The words of a row that says one thing across its width, else nothing."""
    said = {cell for cell in row if cell}
    return said.pop() if len(said) == 1 and not _FIGURE.fullmatch(max(said)) else ""


def split_unit(cell: str) -> tuple[str, str]:
    """地区生产总值（亿元）→ its name and unit; 同比±% → 同比, %.

    >>> split_unit("工业投资(亿元)"), split_unit("产值(现价)")
    (('工业投资', '亿元'), ('产值(现价)', ''))
    """
    match = _IN_BRACKETS.fullmatch(cell)
    if match and _is_unit(match["unit"]):
        return match["name"].strip(), match["unit"].strip()
    bare = _PERCENT.fullmatch(cell)
    return (bare["name"], "%") if bare else (cell, "")


def year(cell: str) -> str:
    """2025 at the head of a row or column is a year: 20253.2 would be another number."""
    return f"{cell}年" if _YEAR.fullmatch(cell) else cell


def joined(parts: Iterable[str]) -> str:
    """The parts in one; a colon keeps the digits of two numbers apart."""
    said = ""
    for part in filter(None, parts):
        touch = said[-1:].isdigit() and (part[0].isdigit() or part[0] in ".,，")
        said += f"：{part}" if touch else part
    return said


def is_blank(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return not cell or cell.lower() in words("blank")


def is_rate(name: str) -> bool:
    """Whether a name is one of growth or shares."""
    return any(word in name for word in words("rate"))


def is_figure(cell: str) -> bool:
    """Whether a cell is a number, with or without a unit, and no year or month."""
    return bool(_FIGURE.fullmatch(cell)) and not _HEAD_DATE.fullmatch(cell)


def is_caption(line: str) -> bool:
    """Whether a line is one that stands above a table.

    >>> is_caption("表3 各县区工业投资"), is_caption("会议由县长主持。")
    (True, False)
    """
    return len(line) <= _LONGEST_CAPTION and bool(_CAPTION.match(line))


def spread(rows: Iterable[Sequence[tuple[T, int, int]]], *, blank: T) -> tuple[tuple[T, ...], ...]:
    """Rows of equal columns, of cells that cover ``(cell, rows, columns)``.

    What hangs down from the row above comes before a row's own.

    >>> spread([[("甲", 2, 1), ("1", 1, 1)], [("2", 1, 1)]], blank="")
    (('甲', '1'), ('甲', '2'))
    """
    hanging: dict[int, tuple[T, int]] = {}
    return tuple(tuple(_fill(row, hanging, blank)) for row in rows)


def _fill(
    row: Sequence[tuple[T, int, int]], hanging: dict[int, tuple[T, int]], blank: T
) -> Iterator[T]:
    cells = [(cell, height) for cell, height, width in row[:WIDEST] for _ in range(width)]
    waiting = iter(cells[:WIDEST])
    for column in range(WIDEST):
        above, left = hanging.pop(column, (blank, 0))
        cell, height = (above, left) if left else next(waiting, (blank, 0))
        if not height:
            return
        if height > 1:
            hanging[column] = (cell, height - 1)
        yield cell


def _rectangle(rows: Sequence[Row]) -> list[Row]:
    """All rows of one width, without the empty ones; cells with single blanks."""
    width = max((len(row) for row in rows), default=0)
    tidy = (tuple(" ".join(cell.split()) for cell in row) for row in rows)
    return [row + ("",) * (width - len(row)) for row in tidy if any(row)]


def _head_height(grid: Sequence[Row]) -> int:
    """How many rows are the head: those before the first figure, if they belong together."""
    above = list(takewhile(lambda row: not any(map(is_figure, row[1:])), grid))
    if len(above) == len(grid):
        return min(1, len(grid) - 1) if grid else 0
    levels = takewhile(_is_continued, pairwise(above[:_HEAD_ROWS]))
    return min(len(above), 1 + sum(1 for _ in levels))


def _is_continued(levels: tuple[Row, Row]) -> bool:
    """Whether the lower row is a second level: a cell above spans columns, or both rows."""
    upper, lower = levels
    spans = len({cell for cell in upper if cell}) < len(upper)
    return spans or any(a and a == b for a, b in zip(upper, lower, strict=True))


def _columns(head: Sequence[Row], body: Sequence[Row]) -> list[Column]:
    cells = list(zip(*body, strict=True))
    heads = list(zip(*head, strict=True)) or [()] * len(cells)
    named = [_named(tuple(dict.fromkeys(filter(None, levels)))) for levels in heads]
    roles = [_role(name, column) for (_, name, _), column in zip(named, cells, strict=True)]
    labels = _labels(roles, cells)
    return [
        Column(*said, "label" if n in labels else role)
        for n, (said, role) in enumerate(zip(named, roles, strict=True))
    ]


def _named(levels: Sequence[str]) -> tuple[str, str, str]:
    """The period, name and unit of a column from its levels: 1—10月 above 同比增长(%)."""
    several = len(levels) > 1
    parts = [
        ("", level) if level == "%" or (several and _is_unit(level)) else split_unit(level)
        for level in levels
    ]
    unit = next((unit for _, unit in reversed(parts) if unit), "")
    said = joined(year(_SPREAD.sub("", name)) for name, _ in parts)
    period = _leading_period().match(said)
    name = said[period.end() :] if period else said
    return period[0] if period else "", "" if name in words("total") else name, unit


@cache
def _leading_period() -> re.Pattern[str]:
    return regex(rf"(?:{_PERIOD.pattern}|{_MONTHS}|{alternatives(words('period'))}){{1,3}}")


def _is_unit(said: str) -> bool:
    return all(map(_is_measure, said.strip().split("/")))


def _is_measure(said: str) -> bool:
    """Whether words are a unit, behind its scale if it has one: 亿千瓦时, 万人."""
    known, bare = units().by_symbol, len(said) - len(said.lstrip(_SCALES))
    return any(said[at:] in known for at in range(bare + 1))


def _role(name: str, cells: Row) -> str:
    """What the cells of a column are."""
    if name in words("order"):
        return "order"
    filled = [cell for cell in cells if not is_blank(cell)]
    figures = sum(map(is_figure, filled))
    if name in words("unit") and not figures and any(map(_is_unit, filled)):
        return "unit"
    return "figure" if figures and figures * 2 >= len(filled) else "words"


def _labels(roles: Sequence[str], cells: Sequence[Row]) -> set[int]:
    """The columns of words that name a row.

    The first, and more before a figure until no two rows have one name (县区, 指标).  A
    first column of years names its rows too, and one of measures (60岁以上, 500万元以下).
    """
    if roles and roles[0] == "figure" and _names_rows([cell for cell in cells[0] if cell]):
        return {0}
    labels: list[int] = []
    for n in takewhile(lambda n: roles[n] != "figure", range(len(roles))):
        named = set(zip(*(cells[label] for label in labels), strict=True))
        if roles[n] == "words" and len(named) < len(cells[n]):
            labels.append(n)
    return set(labels)


def _names_rows(first: Sequence[str]) -> bool:
    """Whether the figures of a first column tell its rows apart: years, or all in words."""
    worded = len(first) > 1 and not any(map(NUMBER.fullmatch, first))
    return worded or all(map(_YEAR.match, first))


def _caption(lines: Sequence[str], columns: Sequence[Column], *, by_place: bool) -> Caption:
    """The units and the period of the caption; the period only where no column has one."""
    said = "\n".join(lines)
    match, period = _UNITS.search(said), _PERIOD.search(said)
    listed = [unit for unit in _UNIT_BREAKS.split(match["units"].strip()) if unit] if match else []
    plain = [unit for unit in listed if unit not in "%‰"]
    dated = any(column.period for column in columns)
    when = period[0].replace(" ", "") if period else ""
    return Caption(
        plain[0] if len(plain) == 1 and _is_unit(plain[0]) else "",
        next((unit for unit in listed if unit in "%‰"), ""),
        "" if dated else when,
        _subject(lines) if by_place else "",
        when,
    )


def _subject(lines: Sequence[str]) -> str:
    """What the title of a table says that its figures are."""
    title = _PERIOD.sub("", next((line for line in lines if not _UNITS.search(line)), ""))
    title = _NUMBERED.sub("", title, count=1).strip()
    for head in words("caption-head"):
        title = title.removeprefix(head)
    for tail in words("caption-tail"):
        title = title.removesuffix(tail)
    return title
