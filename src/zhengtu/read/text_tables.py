"""Text → the tables in it: Markdown, HTML, and columns set with tabs or blanks.

Every cell keeps its place in the text, so that its figure can be quoted where it stands.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from zhengtu.read.blocks import is_layout, span
from zhengtu.read.grid import (
    ABOVE,
    WIDEST,
    Grid,
    is_blank,
    is_caption,
    is_figure,
    read_grid,
    spread,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = re.compile(r"[^\n]+")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{1,99}:?[ \t]*\|){1,100}(?:[ \t]*:?-{1,99}:?)?[ \t\r]*")
_TAG = re.compile(r"<(/?)(table|tr|td|th|caption)(?=[\s/>])([^<>]*)>", re.IGNORECASE)
_SPANS = re.compile(r"\b(row|col)span\s{0,9}=\s{0,9}[\"']?(\d{1,4})", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|br|div|h[1-6]|li|tr|td|th|table)\b[^<>]*>", re.IGNORECASE)
_NOISE = re.compile(r"<[^<>]*>|\*\*|__|`|\\(?=\|)")
_LEAD = re.compile(r"^[\s#>*]+|[\s*]+$")
_WIDE = re.compile(r"[ \u3000]*\t[ \u3000\t]*|[ \u3000]{2,}")
_NARROW = re.compile(r"[ \u3000\t]+")
_ALIGNED = re.compile(
    r"(?<=\S)(?:\t|[ \u3000](?:[ \u3000\t]|[+-]?\d[\d.,]{0,30} [+-]?\d))[ \u3000\t]{0,99}\S"
)
_NEAR = 400  # code points above a table in which its captions are looked for
_FEWEST_NARROW = 3  # cells of a line whose cells stand one blank apart
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at ``text[start:end]``, and its words without markup."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table read: its grid, and the cells of its head and of each row of the grid."""

    lines: tuple[tuple[int, int], ...]
    """From where to where each row goes, the head's too."""
    gaps: tuple[int, ...]
    """What stands between two cells of a row, one code point of it."""
    grid: Grid
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def start(self) -> int:
        """Where the first row begins."""
        return self.lines[0][0]

    @property
    def has_figures(self) -> bool:
        """Whether any column is one of figures."""
        return any(column.role == "figure" for column in self.grid.columns)

    def numbers(self) -> list[tuple[int, int]]:
        """Where numbers stand that only their row and column explain: no sentence says them."""
        if not self.has_figures:
            return []
        prose = {n for n, column in enumerate(self.grid.columns) if column.role == "words"}
        body = (
            cell for row in self.rows for n, cell in enumerate(row)
            if n not in prose or is_figure(cell.words)
        )  # fmt: skip
        head = (cell for row in self.head for cell in row)
        spans = {(c.start, c.end) for c in (*head, *body) if any(map(str.isdigit, c.words))}
        return sorted(spans)


@dataclass(slots=True)
class _Raw:
    """The rows of a table as they stand in the text: cells with the rows and columns they cover."""

    rows: list[list[tuple[Cell, int, int]]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    title: str = ""


def find_tables(text: str) -> tuple[TextTable, ...]:
    r"""The tables of a text, in order; none where nothing looks like one.

    >>> (table,) = find_tables("| 县区 | 税收(万元) |\n| --- | --- |\n| 甲县 | 31 |\n")
    >>> [cell.words for cell in table.rows[0]], table.grid.columns[1].unit
    (['甲县', '31'], '万元')
    """
    found = [*_markdown(text), *_html(text), *_aligned(text)]
    found.sort(key=lambda raw: raw.lines[0])
    tables = (_table(raw, text) for raw in found)
    return tuple(table for table in tables if table is not None)


def _table(raw: _Raw, text: str) -> TextTable | None:
    start = raw.lines[0][0]
    blank = Cell(start, start, "")
    spanned = [row for row in spread(raw.rows, blank=blank) if any(cell.words for cell in row)]
    width = max(map(len, spanned), default=0)
    rows = [row + (blank,) * (width - len(row)) for row in spanned]
    words = [tuple(cell.words for cell in row) for row in rows]
    if is_layout(words):
        return None
    captions = [*_captions(text, start), *filter(None, [raw.title])]
    grid = read_grid(words, captions=captions)
    top, body = len(grid.titles), len(rows) - len(grid.rows)
    return TextTable(
        tuple(raw.lines), tuple(raw.gaps), grid, tuple(rows[top:body]), tuple(rows[body:])
    )


def _captions(text: str, start: int) -> list[str]:
    """The last lines above a table that can be its captions, without markup."""
    above = _BREAK.sub("\n", text[max(0, start - _NEAR) : start]).split("\n")
    lines = [line for line in map(_said, above) if line][-ABOVE:]
    last = (line.rstrip("。").rpartition("。")[2].strip() for line in lines if "|" not in line)
    return [line for line in last if is_caption(line)]


def _said(line: str) -> str:
    return _LEAD.sub("", _words(line))


def _words(printed: str) -> str:
    return " ".join(html.unescape(_NOISE.sub(" " if "<" in printed else "", printed)).split())


def _cell(text: str, start: int, end: int) -> Cell:
    """The cell between two bounds, without the blanks around it."""
    printed = text[start:end]
    start += len(printed) - len(printed.lstrip())
    return Cell(start, max(start, start + len(printed.strip())), _words(printed))


# --- Markdown --------------------------------------------------------------------------


def _markdown(text: str) -> Iterator[_Raw]:
    """Lines with strokes: below a ruled head, or each between two strokes."""
    if "|" not in text:
        return
    lines = (match.span() for match in _LINE.finditer(text))
    for piped, run in groupby(lines, key=lambda line: text.find("|", *line) >= 0):
        for listed in _ruled(text, list(run)) if piped else ():
            raw = _Raw(lines=listed)
            for line in listed:
                _add_piped(raw, text, *line)
            yield raw


def _ruled(text: str, lines: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The rows of each table among lines with strokes, without the rule below its head."""
    rules = [n for n, line in enumerate(lines) if _RULE.fullmatch(text, *line)]
    closed = (text[slice(*line)].strip() for line in lines)
    if not rules and all(line.startswith("|") and line.endswith("|") for line in closed):
        yield from [lines] if len(lines) >= _FEWEST_ROWS else []
    for rule, following in pairwise([*rules, len(lines) + 1]):
        rows = [*lines[max(0, rule - 1) : rule], *lines[rule + 1 : following - 1]]
        yield from [rows] if len(rows) >= _FEWEST_ROWS else []


def _add_piped(raw: _Raw, text: str, start: int, end: int) -> None:
    printed = text[start:end]
    begin = start + len(printed) - len(printed.lstrip())
    stop = start + len(printed.rstrip())
    strokes = [match.start() for match in _PIPE.finditer(text, begin, stop)]
    inner = [at for at in strokes if begin < at < stop - 1]
    bounds = [begin - (begin not in strokes), *inner, stop - (stop - 1 in strokes)]
    raw.rows.append([(_cell(text, a + 1, b), 1, 1) for a, b in pairwise(bounds[: WIDEST + 1])])
    raw.gaps += strokes


# --- HTML ------------------------------------------------------------------------------


def _html(text: str) -> Iterator[_Raw]:
    """The tables between tags; of tables in each other only the innermost."""
    raw: _Raw | None = None
    opened: tuple[int, str] | None = None  # where a cell begins, and its attributes
    titled = 0
    for tag in _TAG.finditer(text) if "<" in text else ():
        closing, name = bool(tag[1]), tag[2].lower()
        if raw is not None and opened is not None:
            _add_tagged(raw, text, *opened, tag.start())
            opened = None
        if name == "table":
            if raw is not None and closing and raw.rows:
                yield raw
            raw = None if closing else _Raw()
        elif raw is not None and name == "caption":
            raw.title = _words(text[titled : tag.start()]) if closing else ""
            titled = tag.end()
        elif raw is not None and not closing:
            if name == "tr" or not raw.rows:
                raw.rows.append([])
                raw.lines.append(tag.span())
            if name != "tr":
                raw.gaps += [tag.start()] if raw.rows[-1] else []
                opened = tag.end(), tag[3]


def _add_tagged(raw: _Raw, text: str, start: int, attributes: str, end: int) -> None:
    covered = {name.lower(): span(size) for name, size in _SPANS.findall(attributes)}
    cell = _cell(text, start, end)
    raw.rows[-1].append((cell, covered.get("row", 1), covered.get("col", 1)))
    raw.lines[-1] = raw.lines[-1][0], end


# --- Columns set with tabs or blanks ---------------------------------------------------


def _aligned(text: str) -> Iterator[_Raw]:
    """Lines one below another with as many cells, a column of figures among them."""
    if not _ALIGNED.search(text):
        return
    run: list[tuple[tuple[int, int], list[tuple[int, int]]]] = []
    for match in _LINE.finditer(text):
        begin, gaps = _gaps(text, *match.span(), run)
        touches = run and text[run[-1][0][1] : match.start()] in ("\n", "\r\n")
        if run and not (touches and len(gaps) == len(run[-1][1])):
            yield from _columns(text, run)
            run = []
        if gaps:
            run.append(((begin, match.end()), gaps))
    yield from _columns(text, run)


def _gaps(
    text: str, start: int, end: int, run: Sequence[tuple[tuple[int, int], list[tuple[int, int]]]]
) -> tuple[int, list[tuple[int, int]]]:
    """Where the cells of a line begin and the gaps between them; none in a line of prose."""
    printed = text[start:end]
    begin, stop = start + len(printed) - len(printed.lstrip()), start + len(printed.rstrip())
    if "|" in printed or "<" in printed or begin >= stop:
        return start, []
    wide = [gap.span() for gap in _WIDE.finditer(text, begin, stop)]
    narrow = [gap.span() for gap in _NARROW.finditer(text, begin, stop)]
    fits = bool(run) and len(narrow) == len(run[-1][1])
    if wide and not (fits and len(wide) != len(narrow)):
        return begin, wide[:WIDEST]
    return begin, narrow[:WIDEST] if len(narrow) + 1 >= _FEWEST_NARROW else []


def _columns(
    text: str, run: Sequence[tuple[tuple[int, int], list[tuple[int, int]]]]
) -> Iterator[_Raw]:
    """The table of a run of lines, if a column of figures stands below a head."""
    if len(run) < _FEWEST_ROWS:
        return
    raw = _Raw()
    for (start, end), gaps in run:
        bounds = [(start, start), *gaps, (end, end)]
        cells = [_cell(text, left, right) for (_, left), (right, _) in pairwise(bounds)]
        raw.rows.append([(cell, 1, 1) for cell in cells])
        raw.lines.append((start, end))
        raw.gaps += [stop - 1 for _, stop in gaps]
    below = [[cell.words for cell, _, _ in row[1:]] for row in raw.rows[1:]]
    headed = not any(is_figure(cell.words) for cell, _, _ in raw.rows[0])
    if headed and any(map(_counts, zip(*below, strict=True))):
        yield raw


def _counts(column: Sequence[str]) -> bool:
    """Whether the cells of a column are figures, but for blank ones."""
    filled = [cell for cell in column if not is_blank(cell)]
    return bool(filled) and all(map(is_figure, filled))
