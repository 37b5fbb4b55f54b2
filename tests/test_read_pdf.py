"""PDF: whole sentences out of broken lines, and what cannot be read."""

from __future__ import annotations

import io
import sys

import pytest

from read_files import pdf
from zhengtu.errors import MissingExtraError, SourceError
from zhengtu.read.pdf import join_lines, read_pdf

pypdf = pytest.importorskip("pypdf")

BODY = [
    "今年前十个月全县新开工项目十二个，其中",
    "亿元以上的五个，总投资3.2",
    "亿元，比去年同期多。",
]


def read(*pages: list[str]) -> str:
    return read_pdf(pdf(*pages), where="a.pdf")


def test_a_broken_sentence_is_whole_again():
    assert (
        read(BODY)
        == "今年前十个月全县新开工项目十二个，其中亿元以上的五个，总投资3.2亿元，比去年同期多。"
    )


def test_a_sentence_goes_on_over_the_page():
    assert read(BODY[:2], BODY[2:]) == "".join(BODY)


def test_a_short_line_is_a_heading_and_stays_alone():
    assert read(["一、工业", *BODY, "二、农业", "粮食稳了。"]).split("\n") == [
        "一、工业", "".join(BODY), "二、农业", "粮食稳了。",
    ]  # fmt: skip


def test_running_heads_stand_once_and_page_numbers_never():
    bodies = [[line.replace("十", number) for line in BODY] for number in "二三四"]
    feet = ("— 1 —", "2", "第 3 页 共 3 页")
    pages = [["河谷县简报 第3期", *body, foot] for body, foot in zip(bodies, feet, strict=True)]
    assert read(*pages).split("\n") == ["河谷县简报 第3期", *map("".join, bodies)]


def test_a_number_inside_a_page_is_no_page_number():
    assert "\n2025\n" in read(["甲", "乙", "2025", *BODY, "丙。"])


def test_letters_keep_their_blank_and_characters_get_none():
    assert join_lines(["the growth of GDP, then", "more and", "中文，", "后文。"]) == [
        "the growth of GDP, then more and", "中文，后文。",
    ]  # fmt: skip


def test_no_text_layer_is_told():
    with pytest.raises(SourceError, match="没有文字层"):
        read([])


def locked(password: str) -> bytes:
    """The file with a password to open it, and one to change it."""
    writer, packed = pypdf.PdfWriter(), io.BytesIO()
    writer.append(pypdf.PdfReader(io.BytesIO(pdf(BODY))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(packed)
    return packed.getvalue()


def test_a_password_is_told():
    with pytest.raises(SourceError, match="密码"):
        read_pdf(locked("secret"), where="a.pdf")


def test_a_password_for_changes_only_does_not_matter():
    assert read_pdf(locked(""), where="a.pdf") == "".join(BODY)


@pytest.mark.parametrize("cut", [20, 200, 900])
def test_a_cut_file_is_broken_not_a_crash(cut):
    with pytest.raises(SourceError):
        read_pdf(pdf(BODY)[:cut], where="a.pdf")


def test_without_pypdf_the_command_to_install_it_is_given(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtraError) as caught:
        read(BODY)
    assert caught.value.hint == "pip install zhengtu[pdf]"
