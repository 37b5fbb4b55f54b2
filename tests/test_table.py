"""Tables: text stays text in a spreadsheet and a terminal, numbers stay numbers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.table import Table, drawn, neutral, text_of, to_csv, to_text, visible, width

HOSTILE = ("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "-", "+")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_formula_becomes_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3.5", "+12", "-0.5%", "42", "3.5亿元", "", "/2025-10", "区=县"])
def test_numbers_and_plain_text_stay(text: str) -> None:
    assert neutral(text) == text


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4), st.sampled_from(",\t"))
def test_csv_reads_back_as_it_was(rows: list[tuple[str, str]], delimiter: str) -> None:
    written = to_csv(Table(("a", "b"), tuple(rows)), delimiter=delimiter)
    read = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))
    assert read == [["a", "b"], *[[neutral(cell) for cell in row] for row in rows]]


def test_csv_keeps_negative_numbers() -> None:
    assert to_csv(Table(("a",), ((Decimal("-3.5"),), (None,)))) == 'a\r\n-3.5\r\n""\r\n'


def test_cells_as_text() -> None:
    assert text_of(Decimal("1E+3")) == "1000"
    assert text_of(dt.date(2025, 10, 31)) == "2025-10-31"


def test_plain_text_aligns_by_terminal_columns() -> None:
    rows = (("高新区", Decimal(6)), ("A", Decimal(-42)))
    table = Table(("zone", "n"), rows, headings=("区域", "数"))
    assert to_text(table).splitlines() == [
        "区域     数",
        "──────  ───",
        "高新区    6",
        "A       -42",
    ]
    assert to_text(Table(("a", "b"), ())) == "a  b\n─  ─\n"


def test_no_cell_can_repaint_a_terminal() -> None:
    hostile = "\x1b[2J\u202e\x9b[red]名[/red]\n\x00"
    assert visible(hostile) == "\\x1b[2J\\u202e\\x9b[red]名[/red]⏎\\x00"
    shown = drawn(Table(("a",), ((hostile,),), title=hostile), width=80)
    assert shown.count("[red]名[/red]") == 2
    assert "\x1b[2J" not in shown


def test_a_drawn_table_fits_the_terminal() -> None:
    table = Table(("区域", "原文"), (("高新区", "很长的原文" * 20),), title="标题")
    for line in re.sub("\x1b\\[[0-9;]*m", "", drawn(table, width=40)).splitlines():
        assert width(line) <= 40


@given(st.text())
def test_visible_text_takes_one_line(text: str) -> None:
    assert len(visible(text).splitlines()) <= 1
    assert width(visible(text)) >= 0


def test_width_counts_full_width_characters_twice() -> None:
    assert width("政图zt，") == 8
    assert width("e\u0301") == 1
