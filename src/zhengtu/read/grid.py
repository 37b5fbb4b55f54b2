"""Tables → sentences: 税收 | 3.2 below 2025年(亿元) becomes 税收：2025年3.2亿元.

A cell's number says nothing without its row, its column and a unit that may stand in the
head, in the row or in the caption.  The sentences are made of the cells' own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from zhengtu import lexicon
from zhengtu.recognise.unit import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = tuple[str, ...]

_NUMBER = re.compile(r"[+−-]?\d[\d,，]{0,30}(?:\.\d{1,20})?")
_FIGURE = re.compile(rf"{_NUMBER.pattern}\s?[%‰一-鿿/]{{0,8}}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_BRACKETS = re.compile(
    r"(?P<name>[^()（）]*)[(（]\s*(?:单位[:：])?\s*(?P<unit>[^()（）]{1,12})[)）]\s*"
)
_UNITS = re.compile(r"单位\s{0,3}[:：]\s{0,3}(?P<units>[^()（）\n]{1,40})")
_UNIT_BREAKS = re.compile(r"[、,，;；\s]+|和")
_SCALES = "十百千万亿"
_MONTH = r"前?\d{1,2}(?:\s?[-—–~至]\s?\d{1,2})?\s?个?月份?"
_PERIOD = re.compile(
    rf"(?:19|20)\d\d年(?:\s?(?:{_MONTH}|[上下]半年|前三季度|第?[一二三四1-4]季度))?"
)
_DATED = re.compile(r"\d\s?[年月]|季度|半年|(?:19|20)\d\d")
_MARKS = re.compile(r"^[\s#＃*★▲△●·]+|[\s:：]+$")
_SPREAD = re.compile(r"(?<=[一-鿿]) (?=[一-鿿])")  # 指 标
_OF_WHICH = re.compile(r"^其中\s?[:：、]?\s?")
_HEAD_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Column:
    """What the head of a column says, and what its cells hold."""

    name: str
    unit: str
    role: str
    """label, unit, order, figure or words."""
    is_rate: bool
    """Whether the head speaks of growth or shares, to which a unit of money never applies."""


@dataclass(frozen=True, slots=True)
class _Caption:
    """What the lines above a table say of every cell."""

    unit: str = ""
    rate_unit: str = ""
    period: str = ""


def to_sentences(rows: Sequence[Row], *, captions: Sequence[str] = ()) -> list[str]:
    """A sentence for each row of a table; a row of one cell is a line of its own.

    ``captions`` are the lines above the table: their unit and period apply to it.  A
    number that nothing gives a unit stays bare.

    >>> to_sentences([("指标", "2025年", "同比增长(%)"), ("税收", "31", "4.2")], captions=["单位：万元"])
    ['税收：2025年31万元，同比增长4.2%。']
    """
    kept = _rectangle(rows)
    titles = [_alone(row) for row in takewhile(_alone, kept[:_HEAD_ROWS])]
    grid = kept[len(titles) :]
    height = _head_height(grid)
    columns = _columns(grid[:height], grid[height:])
    caption = _caption([*captions, *titles], columns)
    return [*titles, *(_sentence(row, columns, caption) for row in grid[height:])]


def _rectangle(rows: Sequence[Row]) -> list[Row]:
    """All rows of one width, without the empty ones; cells with single blanks."""
    width = max((len(row) for row in rows), default=0)
    tidy = (tuple(" ".join(cell.split()) for cell in row) for row in rows)
    return [row + ("",) * (width - len(row)) for row in tidy if any(row)]


def _alone(row: Row) -> str:
    """The words of a row that says one thing across its width, else nothing."""
    words = {cell for cell in row if cell}
    return words.pop() if len(words) == 1 and not _FIGURE.fullmatch(max(words)) else ""


def _head_height(grid: Sequence[Row]) -> int:
    """How many rows are the table's head: those before the first figure, if they belong together."""
    above = list(takewhile(lambda row: not any(map(_is_value, row[1:])), grid))
    if len(above) == len(grid):
        return min(1, len(grid) - 1) if grid else 0
    levels = takewhile(_is_continued, pairwise(above[:_HEAD_ROWS]))
    return min(len(above), 1 + sum(1 for _ in levels))


def _is_value(cell: str) -> bool:
    return bool(_FIGURE.fullmatch(cell)) and not re.fullmatch(r"(?:19|20)\d\d年?|\d{1,2}月", cell)


def _is_continued(levels: tuple[Row, Row]) -> bool:
    """Whether the lower row is a second level: a cell above spans columns, or both rows."""
    upper, lower = levels
    spans = len({cell for cell in upper if cell}) < len(upper)
    return spans or any(a and a == b for a, b in zip(upper, lower, strict=True))


def _columns(head: Sequence[Row], body: Sequence[Row]) -> list[_Column]:
    cells = list(zip(*body, strict=True))
    named = [
        _named(tuple(dict.fromkeys(filter(None, column)))) for column in zip(*head, strict=True)
    ]
    named = named or [("", "")] * len(cells)
    roles = [_role(name, column) for (name, _), column in zip(named, cells, strict=True)]
    labels = _labels(roles, cells)
    return [
        _Column(name, unit, "label" if n in labels else role, _is_rate(name))
        for n, ((name, unit), role) in enumerate(zip(named, roles, strict=True))
    ]


def _labels(roles: Sequence[str], cells: Sequence[Row]) -> set[int]:
    """The columns of words that name a row.

    The first, and more before a figure until no two rows have one name (县区, 指标).  A
    first column of years names its rows too.
    """
    if roles and roles[0] == "figure" and all(map(_YEAR.match, filter(None, cells[0]))):
        return {0}
    labels: list[int] = []
    for n in takewhile(lambda n: roles[n] != "figure", range(len(roles))):
        named = list(zip(*(cells[label] for label in labels), strict=True))
        if roles[n] == "words" and len(set(named)) < len(cells[n]):
            labels.append(n)
    return set(labels)


def _named(levels: tuple[str, ...]) -> tuple[str, str]:
    """The name and unit of a column from its levels: 1—10月 above 同比增长(%)."""
    parts = [_split_unit(level) for level in levels]
    unit = next((unit for _, unit in reversed(parts) if unit), "")
    names = (_SPREAD.sub("", name) for name, _ in parts)
    return _joined(_year(name) for name in names if name not in _words("total")), unit


def _split_unit(words: str) -> tuple[str, str]:
    """地区生产总值（亿元）→ its name and unit; 同比±% → 同比, %.

    >>> _split_unit("工业投资(亿元)"), _split_unit("产值(现价)")
    (('工业投资', '亿元'), ('产值(现价)', ''))
    """
    match = _IN_BRACKETS.fullmatch(words)
    if match and _is_unit(match["unit"]):
        return match["name"].strip(), match["unit"].strip()
    bare = re.fullmatch(r"(?P<name>.+?)\s?[±+-]{0,3}\s?%", words)
    return (bare["name"], "%") if bare else (words, "")


def _is_unit(words: str) -> bool:
    known = units().by_symbol
    return all(part in known or part.lstrip(_SCALES) in known for part in words.strip().split("/"))


def _role(name: str, cells: Row) -> str:
    """What the cells of a column are."""
    if name in _words("order"):
        return "order"
    filled = [cell for cell in cells if not _is_blank(cell)]
    if name in _words("unit") and not any(map(_is_value, filled)):
        return "unit"
    figures = sum(map(_is_value, filled))
    return "figure" if figures and figures * 2 >= len(filled) else "words"


def _caption(lines: Iterable[str], columns: Sequence[_Column]) -> _Caption:
    """The units and the period of the caption; the period only where no column has one."""
    said = "\n".join(lines)
    match, period = _UNITS.search(said), _PERIOD.search(said)
    listed = [unit for unit in _UNIT_BREAKS.split(match["units"].strip()) if unit] if match else []
    plain = [unit for unit in listed if unit not in "%‰"]
    dated = any(_DATED.search(column.name) for column in columns)
    return _Caption(
        plain[0] if len(plain) == 1 and _is_unit(plain[0]) else "",
        next((unit for unit in listed if unit in "%‰"), ""),
        period[0].replace(" ", "") if period and not dated else "",
    )


def _sentence(row: Row, columns: Sequence[_Column], caption: _Caption) -> str:
    if _alone(row):
        return _alone(row)
    cells = list(zip(columns, row, strict=True))
    named = (_MARKS.sub("", cell) for column, cell in cells if column.role == "label")
    printed = _joined(_year(name) for name in named)
    label, unit = _split_unit(_OF_WHICH.sub("其中", printed))
    unit = next((cell for column, cell in cells if column.role == "unit" and cell), unit)
    said = [_said(column, cell, unit, label, caption) for column, cell in cells]
    dated = label if _DATED.search(label) else _joined((caption.period, label))
    values = "，".join(filter(None, said))
    return "：".join(filter(None, (dated, values))) + "。"


def _said(column: _Column, cell: str, unit: str, label: str, caption: _Caption) -> str:
    """What a cell says with its column's name and its unit; nothing for a label or a dash."""
    if column.role not in ("figure", "words") or _is_blank(cell):
        return ""
    if column.role == "words":
        return f"{column.name}：{cell}" if column.name else cell
    if _NUMBER.fullmatch(cell):
        cell += _unit(column, unit, label, caption)
    return _joined((column.name, cell))


def _unit(column: _Column, unit: str, label: str, caption: _Caption) -> str:
    """The unit of a bare number: a rate's is its column's, any other's that of its row first."""
    if column.is_rate:
        return column.unit or caption.rate_unit
    return unit or column.unit or (caption.rate_unit if _is_rate(label) else caption.unit)


def _is_blank(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return not cell or cell.lower() in _words("blank")


def _is_rate(name: str) -> bool:
    return any(word in name for word in _words("rate"))


def _joined(parts: Iterable[str]) -> str:
    """The parts in one; a colon keeps the digits of two numbers apart."""
    joined = ""
    for part in parts:
        apart = joined[-1:].isdigit() and (part[:1].isdigit() or part[:1] in ".,，")
        joined += f"：{part}" if part and apart else part
    return joined


def _year(cell: str) -> str:
    """2025 at the head of a row or column is a year: 20253.2 would be another number."""
    return f"{cell}年" if _YEAR.fullmatch(cell) else cell


@cache
def _words(name: str) -> tuple[str, ...]:
    return lexicon.words("page")[name]
