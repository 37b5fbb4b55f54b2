"""A table as a value, and how it is written for people and for spreadsheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

Cell = str | Decimal | dt.date | None

NUMBER = re.compile(r"[+-]?[0-9]++(?:\.[0-9]++)?+%?")
# What a spreadsheet takes for a formula; the full-width forms are those of East Asian input.
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; a cell is text, a number, a day, or None where nothing is known.

    ``headings`` are the columns' names for people, in the same order.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    headings: tuple[str, ...] = ()
    title: str = ""

    @property
    def head(self) -> tuple[str, ...]:
        """The names for people, or the columns' own where there are none."""
        return self.headings or self.columns


def text_of(cell: Cell) -> str:
    """A cell as plain text: numbers without exponent, days as ISO 8601, None as nothing.

    >>> text_of(Decimal("2E+3")), text_of(None)
    ('2000', '')
    """
    match cell:
        case None:
            return ""
        case Decimal():
            return format(cell, "f")
        case dt.date():
            return cell.isoformat()
        case _:
            return cell


def neutral(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before one.

    Numbers stay numbers.  Follows https://owasp.org/www-community/attacks/CSV_Injection.

    >>> neutral("=1+1"), neutral("-3.5"), neutral("高新区")
    ("'=1+1", '-3.5', '高新区')
    """
    return f"'{text}" if text.startswith(FORMULA) and not NUMBER.fullmatch(text) else text


def to_csv(table: Table, *, delimiter: str = ",") -> str:
    r"""The table as CSV (RFC 4180: CRLF, quotes doubled), the columns' names first.

    Every cell is made neutral.  With ``delimiter="\t"`` it is the TSV of spreadsheets, in
    which a cell with a tab or a newline is quoted too.

    >>> to_csv(Table(("zone", "value"), (("高新区", Decimal("-2.5")),)))
    'zone,value\r\n高新区,-2.5\r\n'
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    for row in (table.columns, *table.rows):
        writer.writerow([neutral(text_of(cell)) for cell in row])
    return buffer.getvalue()


def width(text: str) -> int:
    """How many columns of a terminal the text takes: two for each full-width character.

    >>> width("高新区42个")
    10
    """
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def visible(text: str) -> str:
    r"""The text on one line, with control and direction marks spelt out.

    A name that holds an escape sequence or a bidi override can so not repaint a terminal.

    >>> visible("高新\u202e区\n")
    '高新\\u202e区⏎'
    """
    return "".join("⏎" if character == "\n" else spelt(character) for character in text)


def spelt(character: str) -> str:
    """A character, or its escape where none would be seen: a graph may hold anything."""
    if unicodedata.category(character) in UNSEEN:
        return character.encode("unicode_escape").decode("ascii")
    return character


def to_text(table: Table) -> str:
    """The table as aligned plain text, numbers to the right, its headings first.

    >>> rows = (("高新区", Decimal(6)), ("区", Decimal(42)))
    >>> print(to_text(Table(("区域", "数量"), rows)), end="")
    区域    数量
    ──────  ────
    高新区     6
    区        42
    """
    body = [[visible(text_of(cell)) for cell in row] for row in table.rows]
    head = [visible(name) for name in table.head]
    widths = [max(map(width, column)) for column in zip(head, *body, strict=True)]
    rule = ["─" * size for size in widths]
    right = _numeric(table)
    lines = (_line(row, widths, right) for row in (head, rule, *body))
    return "".join(f"{line}\n" for line in lines)


def _numeric(table: Table) -> list[bool]:
    return [
        {type(cell) for cell in column} - {type(None)} == {Decimal}
        for column in zip(*table.rows, strict=True)
    ] or [False] * len(table.columns)


def _line(cells: list[str], widths: list[int], right: list[bool]) -> str:
    parts = (
        " " * (size - width(cell)) + cell if to_right else cell + " " * (size - width(cell))
        for cell, size, to_right in zip(cells, widths, right, strict=True)
    )
    return "  ".join(parts).rstrip()


def drawn(table: Table, *, width: int) -> str:
    """The table for a terminal of so many columns, with its colours; long cells fold."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - rich is for terminals alone
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.table import Table as RichTable  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    def shown(cell: Cell) -> Text:
        return Text(visible(text_of(cell)))  # a Text, so that [red] in a name is no markup

    drawing = RichTable(title=shown(table.title) if table.title else None, box=SIMPLE_HEAD)
    for name, to_right in zip(table.head, _numeric(table), strict=True):
        drawing.add_column(shown(name), justify="right" if to_right else "left", overflow="fold")
    for row in table.rows:
        drawing.add_row(*map(shown, row))
    console = Console(file=io.StringIO(), width=width, force_terminal=True)
    with console.capture() as captured:
        console.print(drawing)
    return captured.get()
