"""A file → its documents: what format it is, and which module reads that."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from zhengtu.errors import SourceError
from zhengtu.model import Document
from zhengtu.read.decode import decode
from zhengtu.read.files import OLE, PARQUET, TABLES, WEB, load
from zhengtu.read.metadata import Metadata, find_metadata

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,8}\Z")
_PAGE = re.compile(
    r"\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--[^>]{0,999}-->\s{0,99})?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([\w-]{2,20})")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_PROLOGUE = 2048  # bytes in which a page names its encoding


def read_source(path: Path, *, columns: Mapping[str, str] | None = None) -> Iterator[Document]:
    """The documents of a file: many of a table (CSV, TSV, JSONL, Parquet), one of any other.

    ``columns`` names a table's columns for ``text``, ``title``, ``date``, ``place``,
    ``source`` and ``id`` where they have other names than usual.  ``Document.text`` is
    the decoded file itself, or, for HTML, DOCX, PDF and tables, text taken out of it
    (``derived_text``).  Raises SourceError for a file that cannot be read, which says
    why; MissingExtraError for a PDF or Parquet file without the package that reads it.
    """
    data = load(path)
    if data.startswith(PARQUET) or path.suffix.lower() in TABLES:
        from zhengtu.read.rows import read_rows  # noqa: PLC0415  # only tables pay for it

        return iter(read_rows(data, path=path, columns=columns or {}))
    return iter([_read_one(data, path)])


def read_text(text: str, *, name: str = "text") -> Document:
    r"""A text as a document, with the title, date, place and publisher that its head gives.

    >>> read_text("# 河谷县公报\n2025年11月28日\n").date.isoformat()
    '2025-11-28'
    """
    return with_metadata(Document(name, text), find_metadata(text, name=name))


def has_chinese(text: str) -> bool:
    """Whether there is any Chinese character; without one there is no fact to be found.

    >>> has_chinese("GDP grew by 5.1%")
    False
    """
    return bool(re.search(r"[㐀-鿿\U00020000-\U0003ffff]", text))


def _read_one(data: bytes, path: Path) -> Document:
    where, suffix = str(path), path.suffix.lower()
    found, derived, url = Metadata(), True, ""
    if _PDF in data[:1024]:
        from zhengtu.read.pdf import read_pdf  # noqa: PLC0415

        text = read_pdf(data, where=where)
    elif suffix == ".pdf":
        raise _broken("PDF", where)
    elif data.startswith((_ZIP, OLE)) or suffix == ".docx":
        from zhengtu.read.docx import read_docx  # noqa: PLC0415

        text = read_docx(data, where=where)
    else:
        text = decode(data, where=where, declared=_declared(data))
        derived = suffix in WEB or bool(_PAGE.match(text))
        if derived:
            from zhengtu.read.webpage import read_page  # noqa: PLC0415

            text, found, url = read_page(text, where=where)
    if not text.strip():
        raise SourceError(
            "文件里没有文字 (no text in the file)", where, "检查文件 (check the file)"
        )
    name = stem(path)
    source = url if is_url(url) else printable(path.name)
    document = Document(name, text, sources=(source,), derived_text=derived)
    return with_metadata(document, find_metadata(text, name=name, given=found))


def stem(path: Path) -> str:
    """A file's name without its suffix; 2025.11.28 has none."""
    return _SUFFIX.sub("", printable(path.name))


def is_url(said: str) -> bool:
    """Whether a string is an address that can be an IRI as it stands.

    >>> is_url("https://example.cn/a.html"), is_url("河谷日报")
    (True, False)
    """
    return bool(_URL.fullmatch(said))


def printable(name: str) -> str:
    """A file name as text that can be written in UTF-8, whatever its bytes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data, 0, _PROLOGUE)
    return match[1].decode("ascii") if match and b"<" in data[:_PROLOGUE] else ""


def with_metadata(document: Document, found: Metadata) -> Document:
    """The document with what its text or its table says of it."""
    return replace(
        document, title=found.title, date=found.date, place=found.place, publisher=found.publisher
    )


def _broken(kind: str, where: str) -> SourceError:
    what = f"不是完整的 {kind} (a broken {kind} file)"
    return SourceError(what, where, "重新下载或另存 (download or save it again)")
