"""DOCX: paragraphs, headings, tables, and what a hostile archive may hold."""

from __future__ import annotations

import pytest

from read_files import W, archive, cell, docx, paragraph, table
from zhengtu.errors import SourceError
from zhengtu.read.docx import read_docx

STYLES = """
<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="a3"><w:name w:val="Title"/></w:style>
<w:style w:styleId="mine"><w:name w:val="河谷标题"/><w:basedOn w:val="2"/></w:style>
<w:style w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>
<w:style w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="out"><w:name w:val="y"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
"""


def read(body: str) -> str:
    return read_docx(docx(body), where="a.docx")


def with_main(content: bytes) -> bytes:
    return docx("", parts={"word/document.xml": content})


def test_a_paragraph_is_a_line_and_a_heading_has_its_marks():
    body = (
        paragraph("河谷县公报", "a3") + paragraph("一、工业……1", "toc") + paragraph("一、工业", "1")
        + paragraph("今年新开工项目12个。") + paragraph("（一）投资", "mine") + paragraph("二、农业", "out")
        + paragraph("粮食稳了。", "loop") + paragraph("  ")
    )  # fmt: skip
    assert read_docx(docx(body, styles=STYLES), where="a").split("\n") == [
        "# 河谷县公报", "## 一、工业", "今年新开工项目12个。", "### （一）投资", "## 二、农业", "粮食稳了。",
    ]  # fmt: skip


def test_the_topmost_headings_have_one_mark():
    assert read(paragraph("一、工业", "Heading2") + paragraph("稳。")) == "# 一、工业\n稳。"


def test_runs_breaks_and_revisions():
    body = (
        "<w:p><w:r><w:t>新开</w:t></w:r><w:del><w:r><w:delText>三</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>两</w:t></w:r></w:ins><w:r><w:t>所</w:t><w:br/><w:t>小学</w:t><w:tab/></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>。</w:t></w:r></w:hyperlink></w:p>"
    )
    assert read(body) == "新开两所\n小学 。"


def test_a_text_box_is_read_once_behind_its_paragraph():
    box = f"<w:txbxContent>{paragraph('河谷简报')}</w:txbxContent>"
    body = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>第3期</w:t></w:r></w:p>"
    )
    assert read(body) == "第3期\n河谷简报"


def test_a_table_becomes_sentences_with_its_captions_unit():
    span = '<w:gridSpan w:val="2"/>'
    body = (
        paragraph("表1 主要指标")
        + paragraph("单位：亿元")
        + table(
            [cell("指标", '<w:vMerge w:val="restart"/>'), cell("2025年1—10月", span)],
            [cell("", "<w:vMerge/>"), cell("绝对额"), cell("同比增长（%）")],
            [cell("工业投资"), cell("12.5"), cell("7.7")],
        )
    )
    assert read(body).split("\n") == [
        "表1 主要指标", "单位：亿元", "2025年1—10月工业投资12.5亿元，同比增长7.7%。",
    ]  # fmt: skip


def test_the_period_of_a_caption_is_its_figures_period():
    body = paragraph("2025年1—10月主要指标完成情况（单位：亿元）") + table(
        [cell("税收"), cell("3")]
    )
    assert read(body).split("\n")[1] == "2025年1—10月税收3亿元。"


def test_a_table_that_only_places_text_is_paragraphs():
    long = "河谷县今年新开两所小学。" * 20
    assert read(table([cell(long), cell("图")])) == f"{long}\n图"
    inner = table([cell("指标"), cell("数")], [cell("税收"), cell("3亿元")])
    assert read(table([f"<w:tc>{inner}</w:tc>", cell("左")])) == "税收：数3亿元。\n左"


def test_content_controls_are_transparent():
    body = f"<w:sdt><w:sdtContent>{paragraph('新开两所小学。')}</w:sdtContent></w:sdt>"
    assert read(body) == "新开两所小学。"


def fault(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_docx(data, where="a.docx")
    return caught.value.what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding):
    bomb = f'<!DOCTYPE d [<!ENTITY a "aaa">]><w:document {W}><w:body>&a;</w:body></w:document>'
    assert "DOCTYPE" in fault(with_main(bomb.encode(encoding)))


def test_a_zip_bomb_is_refused():
    assert "ZIP bomb" in fault(with_main(b" " * 5_000_000))


@pytest.mark.parametrize("xml", [b"", b"<w:document", b"\xff\xfe", b"<a>" * 10])
def test_broken_xml_is_refused(xml):
    assert "损坏" in fault(with_main(xml))


def test_a_password_in_the_archive_is_told():
    data = bytearray(archive({"word/document.xml": b"<a/>"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag of the central directory
    assert "密码" in fault(bytes(data))


def test_an_office_file_of_another_kind_is_broken():
    assert "损坏" in fault(archive({"[Content_Types].xml": b""}))


def test_deep_nesting_ends_somewhere():
    deep = "<w:sdt>" * 5000 + paragraph("深处。") + "</w:sdt>" * 5000
    assert read(deep + paragraph("面上。")) == "面上。"
