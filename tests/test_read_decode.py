"""Bytes become the text that was written, or an error; never another text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.errors import SourceError
from zhengtu.read import decode as module
from zhengtu.read.decode import decode, strange_line

TEXT = "河谷县今年新开两所小学。\r\n投资１２００万元，比去年增长5.6％。\n"
ENCODINGS = (
    "utf-8",
    "gb18030",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
    "big5",
    "big5hkscs",
)
TRADITIONAL = "新北市政府今天舉行記者會，說明今年地方建設與交通改善的各項進度，並且回應市民的關心。"
COMMON = st.text(
    st.sampled_from(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出，。：\r\n5.6%《》 "
    ),
    max_size=80,
)


def read(data: bytes, **options: str) -> str:
    return decode(data, where="a.txt", **options)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "utf-16", "utf-32"]
)
def test_an_encoding_is_told_by_its_bytes(encoding):
    assert read(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_believed_and_no_part_of_the_text(mark, encoding):
    assert read(mark + TEXT.encode(encoding)) == TEXT


@given(COMMON)
def test_every_common_text_comes_back_from_utf8_and_gb18030(text):
    text = "河谷" + text  # 一 alone is, in GB 2312, the UTF-8 of a Cyrillic letter
    assert read(text.encode("utf-8")) == text
    assert read(text.encode("gb18030")) == text


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=60)
)
def test_utf8_is_never_taken_for_another_encoding(text):
    data = text.encode("utf-8")
    if not any(data.startswith(magic) for magic in module._MAGICS):
        assert read(data) == text


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_decoded_strictly_or_refused(data):
    text, refused = outcome(data)
    assert refused or any(comes_from(text, data, code) for code in ENCODINGS)


def outcome(data: bytes) -> tuple[str, bool]:
    try:
        return read(data), False
    except SourceError:
        return "", True


def comes_from(text: str, data: bytes, encoding: str) -> bool:
    try:
        return data.endswith(text.encode(encoding))
    except UnicodeEncodeError:
        return False


def test_rare_characters_in_a_common_text_are_no_strange_line():
    assert read("局长龑某、主任翀某、记者喆某到场。".encode("gb18030")).startswith("局长龑某")


def test_utf8_read_as_gb18030_is_strange():
    mixed = "河谷县今年新开两所小学，入学更近。\n".encode("gb18030") * 2 + TEXT.encode("utf-8")
    with pytest.raises(SourceError) as caught:
        read(mixed)
    assert "编码" in caught.value.what
    assert caught.value.where == "a.txt:1"


def test_the_strange_line_is_named():
    assert strange_line(TEXT) is None
    assert strange_line(TEXT + TEXT.encode("utf-8")[:33].decode("gb18030", "ignore")) == 3


def test_a_declared_encoding_decides_what_bytes_cannot():
    assert read(TRADITIONAL.encode("big5"), declared="Big5") == TRADITIONAL
    assert read(TEXT.encode("gb18030"), declared="no-such-encoding") == TEXT
    assert read(TEXT.encode("utf-8"), declared="gb2312") == TEXT


def test_without_the_extra_big5_and_bare_utf16_are_refused_with_a_hint(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "charset_normalizer", None)
    for data in (TRADITIONAL.encode("big5"), TEXT.encode("utf-16-le")):
        with pytest.raises(SourceError) as caught:
            read(data)
        assert "zhengtu[encodings]" in caught.value.hint


@pytest.mark.parametrize("encoding", ["big5", "utf-16-le", "utf-16-be"])
def test_with_the_extra_they_are_read(encoding):
    pytest.importorskip("charset_normalizer")
    text = TRADITIONAL * 4 if encoding == "big5" else TEXT * 8
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"PK\x03\x04abc",
        b"\x7fELF",
        b"{\\rtf1 a}",
        b"SQLite format 3\0",
    ],
)
def test_a_known_binary_is_named(data):
    with pytest.raises(SourceError, match="不是文本"):
        read(data)


def test_a_broken_marked_text_says_its_line():
    with pytest.raises(SourceError) as caught:
        read(codecs.BOM_UTF8 + "一\n二\n".encode() + b"\xff")
    assert caught.value.where == "a.txt:3"
