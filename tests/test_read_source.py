"""Files of every kind become documents, or one clear line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from read_files import archive, docx, paragraph, pdf
from zhengtu.errors import SourceError
from zhengtu.read import expand, files, has_chinese, read_source, read_text

TEXT = "# 河谷里的新茶园\r\n\r\n2025年5月6日　安徽省阜阳市\r\n\r\n今年新添茶园３处，\ufeff面积1.2万亩。\r\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def one(path: Path):
    (document,) = read_source(path)
    return document


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def fault(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        list(read_source(path))
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a", "a.log"])
def test_the_text_is_the_decoded_file(tmp_path, encoding, name):
    document = one(write(tmp_path, name, TEXT.encode(encoding)))
    assert document.text == TEXT
    assert not document.derived_text
    assert document.name == "a"
    assert document.sources == (name,)
    assert document.title == "河谷里的新茶园"
    assert document.date == dt.date(2025, 5, 6)
    assert document.place.path == ("安徽省", "阜阳市")


def test_identity_comes_from_name_and_content_not_from_the_folder(tmp_path):
    (tmp_path / "b").mkdir()
    here, there = write(tmp_path, "a.md", TEXT), write(tmp_path / "b", "a.md", TEXT)
    assert one(here) == one(there)
    assert one(here).id.startswith("a-")


@pytest.mark.parametrize(
    ("name", "stem"), [("2025.11.28", "2025.11.28"), ("a.b.txt", "a.b"), (".txt", ".txt")]
)
def test_a_name_is_the_file_without_its_suffix(tmp_path, name, stem):
    assert one(write(tmp_path, name, TEXT)).name == stem


def test_a_text_is_read_like_a_file():
    document = read_text(TEXT, name="a")
    assert (document.text, document.title, document.sources) == (TEXT, "河谷里的新茶园", ())
    assert read_text("").text == ""


def test_a_text_without_chinese_is_a_document(tmp_path):
    document = one(write(tmp_path, "a.txt", "GDP grew by 5.1%.\n"))
    assert document.text == "GDP grew by 5.1%.\n"
    assert not has_chinese(document.text)
    assert has_chinese("𠮷")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.md", b"", "空"),
        ("a.md", b"\xef\xbb\xbf", "没有文字"),
        ("a.md", " \r\n　\n".encode(), "没有文字"),
        ("a.txt", b"\x00\x01\x02\x03" * 50, "编码不明"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("a.pdf", b"not a pdf", "PDF"),
        ("a.pdf", b"%PDF-1.5\ngarbage", "PDF"),
        ("a.docx", b"not a docx", "DOCX"),
        ("a.docx", b"PK\x03\x04broken", "DOCX"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("a.doc", OLE, "旧式 Office"),
        ("a.zip", archive({"x.txt": b"1"}), "压缩包"),
        ("a.xlsx", archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "工作簿"),
        (
            "a.html",
            "<title>登录</title><form><input type=password>请输入密码，再按登录。</form>",
            "登录页",
        ),
        ("a.html", "<html><body><ul><li><a href=x>首页</a></ul></body></html>", "没有正文"),
    ],
)
def test_what_cannot_be_read_says_why_in_one_line(tmp_path, name, data, what):
    error = fault(write(tmp_path, name, data))
    assert what in error.what
    assert error.hint
    assert error.where.startswith(str(tmp_path / name))
    assert "\n" not in str(error)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert "不存在" in fault(tmp_path / "none.md").what
    assert "文件夹" in fault(tmp_path).what


def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    assert "打不开" in fault(Path(f"{tmp_path}/a\0b")).what


def test_a_large_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 10)
    assert "超过" in fault(write(tmp_path, "a.md", "一二三四五")).what


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(paragraph("河谷县今年新开两所小学。"))),
        ("a.bin", docx(paragraph("河谷县今年新开两所小学。"))),
        ("a.pdf", pdf(["河谷县今年新开两所小学。"])),
        ("a.txt", pdf(["河谷县今年新开两所小学。"])),
        ("a.txt", "<!DOCTYPE html>\n<p>河谷县今年新开两所小学，入学近了，家长放心。".encode()),
        ("a.htm", "<p>河谷县今年新开两所小学，入学近了，家长放心。".encode("gb18030")),
    ],
)
def test_the_content_tells_the_format(tmp_path, name, data):
    document = one(write(tmp_path, name, data))
    assert "河谷县今年新开两所小学" in document.text
    assert document.derived_text


def test_a_folder_means_its_texts_by_name(tmp_path):
    (tmp_path / "b" / ".hidden").mkdir(parents=True)
    for name in ("c.md", "a.TXT", "b/x.html", "b/.hidden/y.md", ".z.md", "image.png", "b/t.csv"):
        write(tmp_path, name, TEXT)
    found = [path.relative_to(tmp_path).as_posix() for path in expand([tmp_path])]
    assert found == ["a.TXT", "b/t.csv", "b/x.html", "c.md"]


def test_each_file_once_in_the_order_given(tmp_path):
    a, b = write(tmp_path, "a.md", TEXT), write(tmp_path, "b.md", TEXT)
    assert expand([b, tmp_path, a]) == [b, a]


def test_a_named_file_of_any_suffix_is_taken(tmp_path):
    assert expand([write(tmp_path, "a.log", TEXT)]) == [tmp_path / "a.log"]


def test_the_output_of_a_build_is_no_source(tmp_path):
    (tmp_path / "texts").mkdir()
    for name in (
        "graph.nq",
        "report.json",
        "graph.html",
        "facts.jsonl",
        "text.txt",
        "texts/a.txt",
        "article.md",
    ):
        write(tmp_path, name, TEXT)
    assert expand([tmp_path]) == [tmp_path / "article.md"]


def test_a_missing_source_and_a_folder_without_texts_are_refused(tmp_path):
    for path, what in ((tmp_path / "none", "不存在"), (tmp_path, "没有可读的文本")):
        with pytest.raises(SourceError, match=what):
            expand([path])
