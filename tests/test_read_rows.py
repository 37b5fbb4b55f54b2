"""Tables of documents: each row a document, known by usual names or by those given."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from zhengtu.errors import MissingExtraError, SourceError, UsageError
from zhengtu.read import read_source

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ["编号", "标题", "正文", "发布日期", "地区", "来源"]
ROWS = [
    ["a7", "新校开门", "河谷县今年新开两所小学，\r\n“入学”更近了。", "2025年9月1日", "河南省 新乡市", "河谷日报"],
    ["", "没有正文", " ", "2025-09-02", "", ""],
    ["", "", "渠水到了\n来源：渠首晚报 时间：2025-06-09\n渠水当天到了下游的三个乡。", "", "某地", "https://example.cn/1"],
]  # fmt: skip


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def table(delimiter: str, header: list[str] = HEADER, rows: list[list[str]] = ROWS) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([header, *rows])
    return out.getvalue()


def json_lines(rows: list[list[str]] = ROWS) -> str:
    objects = (dict(zip(HEADER, row, strict=True)) for row in rows)
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in objects) + "\n"


def parquet(rows: list[list[str]] = ROWS) -> bytes:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as pq  # noqa: PLC0415  # an extra

    out = io.BytesIO()
    columns = [list(column) for column in zip(*rows, strict=True)]
    pq.write_table(arrow.table(dict(zip(HEADER, columns, strict=True))), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.csv", lambda: table(",").encode("utf-8-sig")),
        ("a.csv", lambda: table(",").encode("gb18030")),
        ("a.csv", lambda: table(";")),
        ("a.tsv", lambda: table("\t")),
        ("a.jsonl", json_lines),
        ("a.ndjson", json_lines),
        ("a.parquet", parquet),
        ("a", parquet),
    ],
)
def test_a_row_is_a_document(tmp_path, name, make):
    first, third = read_source(write(tmp_path, name, make()))
    assert first.text == ROWS[0][2]
    assert (first.name, first.title, first.publisher) == ("a-a7", "新校开门", "河谷日报")
    assert first.date == dt.date(2025, 9, 1)
    assert first.place.path == ("河南省", "新乡市")
    assert first.sources == (f"{name}:1",)
    assert (third.name, third.title, third.publisher) == ("a-3", "渠水到了", "渠首晚报")
    assert third.date == dt.date(2025, 6, 9)
    assert third.place is None
    assert third.sources == ("https://example.cn/1",)
    assert first.derived_text


def test_columns_of_other_names_are_given(tmp_path):
    path = write(tmp_path, "a.csv", "甲,乙,text\n新校开门,河谷县今年新开两所小学。,别的文字。\n")
    (document,) = read_source(path, columns={"text": "乙", "title": "甲"})
    assert (document.title, document.text) == ("新校开门", "河谷县今年新开两所小学。")


def fault(path: Path, **columns: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        list(read_source(path, columns=columns))
    return caught.value


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.parquet"])
def test_a_broken_table_is_refused(tmp_path, name):
    assert fault(write(tmp_path, name, b"\x00PAR1\xff\x00")).where.startswith(str(tmp_path))


def test_a_missing_column_is_named_with_those_there_are(tmp_path):
    path = write(tmp_path, "a.csv", "标题,内文\n甲,乙\n")
    assert "text" in fault(path).what
    assert "标题, 内文" in fault(path).hint
    assert "“丙”" in fault(path, text="内文", title="丙").what


def test_a_field_that_does_not_exist_is_a_wrong_option(tmp_path):
    with pytest.raises(UsageError, match="autor"):
        read_source(write(tmp_path, "a.csv", "text\n甲\n"), columns={"autor": "x"})


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.csv", 'text,title\n甲,乙\n"丙"丁,戊\n', 3),
        ("a.csv", "text,title\n甲,乙\n丙,丁,戊\n", 3),
        ("a.csv", 'text\n甲\n"丙\n', 3),
        ("a.jsonl", '{"text": "甲"}\n{"text": \n', 2),
        ("a.jsonl", '{"text": "甲"}\n\n["乙"]\n', 3),
        ("a.jsonl", '{"n": ' + "9" * 10_000 + "}\n", 1),
        ("a.jsonl", "[" * 100_000 + "\n", 1),
    ],
)
def test_a_broken_row_is_named_by_its_line(tmp_path, name, data, line):
    error = fault(write(tmp_path, name, data))
    assert error.where == f"{tmp_path / name}:{line}"
    assert "\n" not in str(error)


@pytest.mark.parametrize("data", ["text\n", "text\n \n", "\n"])
def test_a_table_without_text_is_refused(tmp_path, data):
    assert fault(write(tmp_path, "a.csv", data)).where == str(tmp_path / "a.csv")


def test_values_that_are_no_strings(tmp_path):
    rows = '{"id": 7, "text": "甲乙。", "date": 20250901, "title": null, "place": ["x"]}\n{"text": 5}\n'
    first, second = read_source(write(tmp_path, "a.jsonl", rows))
    assert (first.name, first.date, first.title) == ("a-7", dt.date(2025, 9, 1), "")
    assert second.text == "5"


def test_an_id_is_fit_for_the_name_of_a_file_and_an_address_for_an_iri(tmp_path):
    rows = [{"id": "../a\nb", "text": "甲。", "source": "http://x/ y"}, {"id": "/", "text": "乙。"}]
    path = write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    first, second = read_source(path)
    assert (first.name, first.sources, first.publisher) == (
        "a-..-a-b",
        ("a.jsonl:1",),
        "http://x/ y",
    )
    assert second.name == "a--"


def test_a_long_cell_is_read_and_the_limit_of_others_left_alone(tmp_path):
    before = csv.field_size_limit()
    (document,) = read_source(write(tmp_path, "a.csv", f"text\n{'甲' * 200_000}\n"))
    assert len(document.text) == 200_000
    assert csv.field_size_limit() == before


def test_without_pyarrow_the_command_to_install_it_is_given(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError) as caught:
        read_source(write(tmp_path, "a.parquet", b"PAR1"))
    assert caught.value.hint == "pip install zhengtu[parquet]"
