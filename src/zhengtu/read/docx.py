"""DOCX → text: paragraphs, headings and tables of the main part (ECMA-376, part 1).

The archive is read with zipfile and ElementTree: no part above the size limit, none that
is packed a hundredfold, no document type, so no entity that could grow or reach out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # a document type is refused before parsing

from zhengtu.errors import SourceError
from zhengtu.read.blocks import Block, is_layout, span, to_text
from zhengtu.read.files import LIMIT, OLE
from zhengtu.read.grid import WIDEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAIN, _STYLES = "word/document.xml", "word/styles.xml"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_RATIO, _SMALL = (
    100,
    1 << 20,
)  # XML of text packs 10- to 30-fold; below a megabyte any ratio is harmless
_HEADING = re.compile(r"(?:heading|标题)\s?([1-6])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s?[1-9]", re.IGNORECASE)
_TITLES, _SKIPPED = ("title", "标题"), -1
_GONE = {"del", "moveFrom", "instrText", "Fallback", "rPr", "pPr", "sectPr", "tblPr", "tblGrid"}
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DEEPEST = 200  # levels of nesting that are followed
_OUTLINE = tuple("012345678")  # w:outlineLvl; 9 is no heading


_FAULTS = (
    zipfile.BadZipFile, zlib.error, ET.ParseError, EOFError, RuntimeError, OSError, ValueError,
)  # fmt: skip


def read_docx(data: bytes, *, where: str) -> str:
    """The text of a DOCX: a line a paragraph, headings as Markdown, tables as sentences.

    Raises SourceError for an encrypted, broken or malicious file and for other formats.
    """
    if data.startswith(OLE):
        raise _old(data, where)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _parse(archive, _MAIN, where)
            levels = (
                _levels(_parse(archive, _STYLES, where)) if _STYLES in archive.namelist() else {}
            )
    except _FAULTS as error:
        raise _broken(where) from error
    return to_text(_blocks(body, levels))


def _old(data: bytes, where: str) -> SourceError:
    if _ENCRYPTED in data:
        what = "文件有密码 (the file is encrypted)"
        return SourceError(what, where, "去掉密码后另存 (save it without the password)")
    what = "旧式 Office 文件 (an old Office file)"
    return SourceError(what, where, "另存为 .docx 或 .txt (save it as .docx or .txt)")


def _broken(where: str) -> SourceError:
    what = "DOCX 文件已损坏 (a broken DOCX file)"
    return SourceError(what, where, "重新下载或另存 (download or save it again)")


def _parse(archive: zipfile.ZipFile, name: str, where: str) -> ET.Element:
    if name not in archive.namelist():
        raise _not_word(archive, where)
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        what = "文件有密码 (the file is encrypted)"
        raise SourceError(what, where, "去掉密码后另存 (save it without the password)")
    packed = max(info.compress_size, 1)
    if info.file_size > LIMIT or info.file_size > max(_SMALL, _RATIO * packed):
        raise SourceError(
            "压缩得不合常理 (packed like a ZIP bomb)", where, "不要打开 (do not open it)"
        )
    content = archive.read(info)
    if any(mark in content for mark in _DOCTYPES):
        what = "XML 里有 DOCTYPE (a document type in the XML)"
        raise SourceError(what, where, "另存为 .docx (save it again)")
    return ET.fromstring(content)  # noqa: S314  # no document type, so no entity


def _not_word(archive: zipfile.ZipFile, where: str) -> SourceError:
    names = archive.namelist()
    if "xl/workbook.xml" in names:
        return SourceError(
            "是 Excel 工作簿 (a workbook)", where, "另存为 CSV UTF-8 (save it as CSV)"
        )
    if "[Content_Types].xml" in names:
        return _broken(where)
    hint = "解压后给出里面的文件 (unpack it and name the files in it)"
    return SourceError("是压缩包 (a ZIP archive)", where, hint)


def _levels(styles: ET.Element) -> dict[str, int]:
    """The level of each style, its own or that of the style it is based on: 1 for a title."""
    own: dict[str, int] = {}
    parents: dict[str, str] = {}
    for style in (child for child in styles if _tag(child) == "style"):
        name = _value(style, "styleId")
        own[name] = _named(_value(_child(style, "name"))) or _outline(style)
        parents[name] = _value(_child(style, "basedOn"))
    return {name: _inherited(name, own, parents) for name in own}


def _inherited(name: str, own: Mapping[str, int], parents: Mapping[str, str]) -> int:
    for _ in range(_DEEPEST):
        if own.get(name, 1):
            break
        name = parents[name]
    return own.get(name, 0)


def _named(name: str) -> int:
    match = _HEADING.fullmatch(name)
    if match:
        return int(match[1]) + 1
    return _SKIPPED if _CONTENTS.fullmatch(name) else int(name.lower() in _TITLES)


def _outline(element: ET.Element | None) -> int:
    level = _value(_child(_child(element, "pPr"), "outlineLvl"))
    return int(level) + 2 if level in _OUTLINE else 0


def _blocks(element: ET.Element, levels: Mapping[str, int], depth: int = 0) -> Iterator[Block]:
    """The blocks below an element, each heading with the level of its style."""
    for child in element:
        if _tag(child) == "p":
            yield from _paragraph(child, levels, depth)
        elif _tag(child) == "tbl" and (rows := _data(child)):
            yield Block(rows=rows)
        elif _tag(child) not in _GONE and depth < _DEEPEST:
            yield from _blocks(child, levels, depth + 1)


def _paragraph(element: ET.Element, levels: Mapping[str, int], depth: int) -> Iterator[Block]:
    words: list[str] = []
    boxes: list[ET.Element] = []
    _collect(element, words, boxes, depth)
    style = _value(_child(_child(element, "pPr"), "pStyle"))
    level = _outline(element) or levels.get(style) or _named(style)
    lines = ["".join(words)] if level else "".join(words).split("\n")
    if level != _SKIPPED:
        yield from (Block(" ".join(line.split()), level) for line in lines if line.strip())
    for box in boxes:
        if depth < _DEEPEST:
            yield from _blocks(box, levels, depth + 1)


def _collect(element: ET.Element, words: list[str], boxes: list[ET.Element], depth: int) -> None:
    """Gather the words of a paragraph, and the text boxes that hang on it."""
    for child in element:
        tag = _tag(child)
        if tag == "t":
            words.append(child.text or "")
        elif tag in _BREAKS:
            words.append(_BREAKS[tag])
        elif tag == "txbxContent":
            boxes.append(child)
        elif tag not in _GONE and depth < _DEEPEST:
            _collect(child, words, boxes, depth + 1)


def _data(table: ET.Element) -> tuple[tuple[str, ...], ...]:
    """The cells of a table of data; nothing for one that only places text on the page."""
    nested = sum(_tag(inner) == "tbl" for inner in table.iter()) > 1
    rows = () if nested else _rows(table)
    return () if is_layout(rows) else rows


def _rows(table: ET.Element) -> tuple[tuple[str, ...], ...]:
    """The cells of a table; a merged cell is repeated in every place that it covers."""
    rows: list[tuple[str, ...]] = []
    for row in _children(table, "tr"):
        cells: list[str] = []
        for cell in _children(row, "tc"):
            properties = _child(cell, "tcPr")
            width = span(_value(_child(properties, "gridSpan")))
            words = _words(cell)
            if _continues(_child(properties, "vMerge")) and rows and len(cells) < len(rows[-1]):
                words = rows[-1][len(cells)]
            cells += [words] * width
        rows.append(tuple(cells[:WIDEST]))
    return tuple(rows)


def _continues(merge: ET.Element | None) -> bool:
    return merge is not None and _value(merge) != "restart"


def _words(cell: ET.Element) -> str:
    return " ".join(block.text for block in _blocks(cell, {}) if block.text)


def _children(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The children of a name, also inside content controls."""
    for child in element:
        if _tag(child) == tag:
            yield child
        elif _tag(child) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from (inner for inner in child.iter() if _tag(inner) == tag)


def _child(element: ET.Element | None, tag: str) -> ET.Element | None:
    return next((child for child in element or () if _tag(child) == tag), None)


def _value(element: ET.Element | None, attribute: str = "val") -> str:
    if element is None:
        return ""
    named = (value for name, value in element.items() if name.rpartition("}")[2] == attribute)
    return next(named, "")


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
