"""Tables of documents: a row of a CSV, TSV, JSONL or Parquet file is a document."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.errors import SourceError, UsageError
from zhengtu.model import Document
from zhengtu.read.dates import find_date
from zhengtu.read.decode import decode
from zhengtu.read.extra import load_extra
from zhengtu.read.files import LIMIT, PARQUET
from zhengtu.read.metadata import Metadata, find_metadata
from zhengtu.read.seat import find_place
from zhengtu.read.source import is_url, printable, stem, with_metadata
from zhengtu.read.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

FIELDS = ("text", "title", "date", "place", "source", "id")
_JSON = (".jsonl", ".ndjson")
_UNFIT = re.compile(r"[^\w.]+")  # what cannot stand in the name of a file
_LONGEST_ID = 60
_LISTED = 12  # columns that an error names


class _Table(NamedTuple):
    """The names of the columns, and the rows: cells by column."""

    header: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def read_rows(data: bytes, *, path: Path, columns: Mapping[str, str]) -> list[Document]:
    """A document for each row that has text, named by the file and the row's id or number.

    Columns are known by their usual names, Chinese or English, or by ``columns``: field →
    name.  What a row's columns leave out, the head of its text may say.  Raises SourceError
    for a table without a column of text, a column that ``columns`` names and the table
    lacks, or a broken row, with its line; UsageError for a field that does not exist.
    """
    strange = next((field for field in columns if field not in FIELDS), None)
    if strange is not None:
        hint = f"可用 (choose from): {', '.join(FIELDS)}"
        raise UsageError(f"没有“{strange}”这个字段 (no such field)", "--column", hint)
    table = _table(data, path)
    names = _names(table.header, columns, str(path))
    documents = [
        _document(cells, names, path, number)
        for number, cells in enumerate(table.rows, 1)
        if cells.get(names["text"], "").strip()
    ]
    if not documents:
        what, hint = "表中没有文字 (no text in the table)", "检查文件 (check the file)"
        raise SourceError(what, str(path), hint)
    return documents


def _table(data: bytes, path: Path) -> _Table:
    suffix, where = path.suffix.lower(), str(path)
    if suffix == ".parquet" or data.startswith(PARQUET):
        return _parquet(data, where)
    text = decode(data, where=where)
    return _json_lines(text, where) if suffix in _JSON else _csv(text, suffix, where)


def _names(header: Sequence[str], columns: Mapping[str, str], where: str) -> dict[str, str]:
    """Field → the name of its column in this table; empty where it has none."""
    by_name = {name.strip().lower(): name for name in reversed(header)}
    names = {}
    for field in FIELDS:
        usual = (by_name[name] for name in words(f"column-{field}") if name in by_name)
        names[field] = columns.get(field) or next(usual, "")
        lacking = names[field] not in header
        if lacking and (field in columns or field == "text"):
            what = f"没有“{names[field] or field}”列 (no such column)"
            listed = ", ".join(header[:_LISTED])
            hint = f"有 (columns): {listed}; 用 (use) --column {field}=列名"
            raise SourceError(what, where, hint)
    return names


def _document(
    cells: Mapping[str, str], names: Mapping[str, str], path: Path, number: int
) -> Document:
    text = cells[names["text"]]
    said = {field: cells.get(names[field], "").strip() for field in FIELDS}
    url = said["source"] if is_url(said["source"]) else ""
    given = Metadata(
        said["title"],
        find_date(said["date"]),
        find_place(said["place"]),
        "" if url else said["source"],
    )
    return with_metadata(
        Document(
            f"{stem(path)}-{_UNFIT.sub('-', said['id'])[:_LONGEST_ID] or number}",
            text,
            sources=(url or f"{printable(path.name)}:{number}",),
            derived_text=True,
        ),
        find_metadata(text, given=given),
    )


def _csv(text: str, suffix: str, where: str) -> _Table:
    first = text.partition("\n")[0]
    comma = "\t" if suffix == ".tsv" else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    try:
        with _long_cells():
            lines = [(cells, f"{where}:{reader.line_num}") for cells in reader if cells]
    except csv.Error as error:
        raise _broken(f"{where}:{reader.line_num}", str(error)) from error
    header = tuple(lines[0][0]) if lines else ()
    return _Table(header, tuple(_cells(header, cells, at) for cells, at in lines[1:]))


@contextmanager
def _long_cells() -> Iterator[None]:
    """An article may be longer than the csv module allows a cell to be."""
    before = csv.field_size_limit(LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _cells(header: Sequence[str], cells: Sequence[str], where: str) -> dict[str, str]:
    if len(cells) > len(header):
        raise _broken(where, f"{len(cells)} 格, 表头 {len(header)} (more cells than columns)")
    return dict(zip(header, cells, strict=False))


def _json_lines(text: str, where: str) -> _Table:
    lines = ((line, f"{where}:{n}") for n, line in enumerate(text.split("\n"), 1) if line.strip())
    rows = tuple(_object(line, at) for line, at in lines)
    return _Table(tuple(dict.fromkeys(name for cells in rows for name in cells)), rows)


def _object(line: str, where: str) -> dict[str, str]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _broken(where, str(error)) from error
    if not isinstance(found, dict):
        raise _broken(where, "不是 JSON 对象 (not a JSON object)")
    return {name: _cell(value) for name, value in found.items()}


def _cell(value: object) -> str:
    """A value as a cell: nothing for null and for what holds other values."""
    return "" if value is None or isinstance(value, list | dict) else str(value)


def _parquet(data: bytes, where: str) -> _Table:
    arrow = load_extra("pyarrow", extra="parquet", where=where)
    parquet = load_extra("pyarrow.parquet", extra="parquet", where=where)
    try:
        table = parquet.read_table(arrow.BufferReader(data))
        rows = table.to_pylist()
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise _broken(where, "Parquet") from error
    cells = ({name: _cell(value) for name, value in row.items()} for row in rows)
    return _Table(tuple(table.column_names), tuple(cells))


def _broken(where: str, reason: str) -> SourceError:
    what = f"表格读不下去 (a broken table): {' '.join(reason.split())[:80]}"
    return SourceError(what, where, "改正这一行 (mend this line)")
