"""Tables as an Excel workbook, the only importer of XlsxWriter.

https://xlsxwriter.readthedocs.io/; its output has no clock once the creation date is given.
"""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zhengtu.errors import MissingExtraError, OutputError
from zhengtu.table import text_of, visible, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhengtu.table import Cell, Table

CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no time zones
ROWS, LENGTH, DIGITS = 1_048_576, 32_767, 15  # what a sheet, a cell and a number of Excel hold
NARROW, WIDE = 8, 60
# Text is text: no cell becomes a formula, a link or a number by what it looks like.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def to_xlsx(tables: Iterable[Table]) -> bytes:
    """A workbook with a sheet a table, named by its title, in the order given.

    The header stays in view and filters; numbers are numbers, days are days.  Raises
    MissingExtraError without XlsxWriter, OutputError for more rows than Excel has.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
    except ImportError:
        what = "写 xlsx 要用 XlsxWriter (needs XlsxWriter)"
        raise MissingExtraError(what, "xlsx", "pip install 'zhengtu[xlsx]'") from None
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for table in tables:
            _sheet(book, table, formats)
    return buffer.getvalue()


def _sheet(book: Any, table: Table, formats: dict[str, Any]) -> None:  # noqa: ANN401 - untyped
    if len(table.rows) >= ROWS:
        what = f"{table.title} 有 {len(table.rows)} 行, Excel 放不下 (too many rows)"
        raise OutputError(what, "xlsx", "改用 csv (use csv)")
    sheet = book.add_worksheet(table.title)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for column, name in enumerate(table.head):
        sheet.write_string(0, column, name, formats["head"])
        sheet.set_column(column, column, _wide(table, column))
        for number, row in enumerate(table.rows, 1):
            _write(sheet, number, column, row[column], formats["day"])


def _write(sheet: Any, row: int, column: int, cell: Cell, day: Any) -> None:  # noqa: ANN401 - untyped
    match cell:
        case None:
            return
        case Decimal() if len(cell.as_tuple().digits) <= DIGITS:
            sheet.write_number(row, column, float(cell))
        case dt.date() if cell.year >= 1900:  # noqa: PLR2004 - Excel's first day
            sheet.write_datetime(row, column, cell, day)
        case _:
            sheet.write_string(row, column, text_of(cell)[:LENGTH])


def _wide(table: Table, column: int) -> int:
    cells = (visible(text_of(row[column])) for row in table.rows[:1000])
    return min(WIDE, max(NARROW, width(table.head[column]) + 4, *map(width, cells), 0))
