"""Bytes → text: one encoding that fits every byte, or an error; never a guess in silence."""

from __future__ import annotations

import codecs
import re
from functools import cache, partial

from zhengtu.errors import MissingExtraError, SourceError
from zhengtu.read.extra import load_extra

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
_MAGICS = {
    b"\x89PNG": "PNG 图片 (a PNG image)",
    b"\xff\xd8\xff": "JPEG 图片 (a JPEG image)",
    b"GIF8": "GIF 图片 (a GIF image)",
    b"\x7fELF": "程序 (a program)",
    b"MZ\x90\x00": "程序 (a program)",
    b"\x1f\x8b": "压缩包 (a gzip archive)",
    b"7z\xbc\xaf": "压缩包 (a 7z archive)",
    b"Rar!": "压缩包 (a RAR archive)",
    b"PK\x03\x04": "压缩包或表格 (a ZIP archive or a workbook)",
    b"PK\x05\x06": "空压缩包 (an empty ZIP archive)",
    b"\xd0\xcf\x11\xe0": "旧式 Office 文件 (an old Office file)",
    b"SQLite format 3": "数据库 (a database)",
    b"{\\rtf": "RTF 文件 (an RTF file)",
}
_CHINESE = ("big5hkscs", "big5", "gb18030", "utf_16_le", "utf_16_be")
_BIG5 = re.compile(r"(?:x-x-)?big5(?:-?hkscs)?", re.IGNORECASE)
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LETTERS, _COMMON = 8, 0.5  # so many letters of a line must be known, and half of them common


def decode(data: bytes, *, where: str, declared: str = "") -> str:
    """The text of ``data``, without its byte order mark and with its line ends.

    The first that fits wins: a byte order mark, UTF-8, Big5 if the file itself ``declared``
    it, GB18030 (each strictly), then what charset-normalizer finds, if installed.
    Raises SourceError for binary data and for bytes of no encoding or of several.

    >>> decode("新区".encode("gb18030"), where="a.txt")
    '新区'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, where)
    kind = next((kind for magic, kind in _MAGICS.items() if data.startswith(magic)), None)
    if kind:
        raise SourceError(f"不是文本，是{kind}", where, "转成 .txt、.docx 或 .csv (convert it)")
    for read in (_as_utf8, partial(_as_declared, declared=declared), _as_gb18030):
        text = read(data)
        if text is not None:
            return text
    return _detected(data, where)


def _marked(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"不合自己标明的编码 {encoding} (not in the encoding of its byte order mark)"
        raise SourceError(
            what, _line(where, data, error.start), "重新另存 (save it again)"
        ) from error


def _as_utf8(data: bytes) -> str | None:
    return None if b"\0" in data else _strict(data, "utf-8")


def _as_declared(data: bytes, *, declared: str) -> str | None:
    """Big5, which no bytes tell from GB18030; of the others the bytes say more than the page."""
    return _strict(data, "big5hkscs") if _BIG5.fullmatch(declared) else None


def _as_gb18030(data: bytes) -> str | None:
    """Big5, UTF-16 and bytes of two encodings often decode as GB18030: to rare characters."""
    text = None if b"\0" in data else _strict(data, "gb18030")
    return text if text is not None and strange_line(text) is None else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def strange_line(text: str) -> int | None:
    r"""The number of the first line most of whose characters nobody writes, or None.

    >>> strange_line("新区建设\n鏂板尯寤鸿鏂板尯寤鸿")
    2
    """
    for number, line in enumerate(text.split("\n"), 1):
        letters = [c for run in _NON_ASCII.findall(line) for c in run if _is_letter(c)]
        if len(letters) >= _LETTERS:
            common = sum(map(_common().__contains__, letters))
            if common < _COMMON * len(letters):
                return number
    return None


def _is_letter(character: str) -> bool:
    """A letter, or what no font shows: a mark of the wrong encoding, never a sign of punctuation."""
    return character.isalpha() or not (character.isprintable() or character.isspace())


@cache
def _common() -> frozenset[str]:
    """The 3,755 characters of level one of GB 2312: more than 99 % of all running text."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset(b"".join(rows).decode("gb2312", "ignore"))


def _detected(data: bytes, where: str) -> str:
    try:
        detector = load_extra("charset_normalizer", extra="encodings", where=where)
    except MissingExtraError:
        hint = "存为 UTF-8，或 pip install zhengtu[encodings] (save as UTF-8, or install the extra)"
        raise SourceError(_UNDECIDED, _faulty(data, where), hint) from None
    best = detector.from_bytes(data, cp_isolation=list(_CHINESE)).best()
    text = _strict(data, best.encoding) if best else None
    if text is None or _CONTROLS.search(text) or strange_line(text) is not None:
        raise SourceError(_UNDECIDED, _faulty(data, where), "存为 UTF-8 (save it as UTF-8)")
    return text


_UNDECIDED = "编码不明、混杂，或不是文本 (unknown or mixed encoding, or no text)"


def _faulty(data: bytes, where: str) -> str:
    """Where the bytes stop being UTF-8, or GB18030 stops making sense."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _line(where, data, error.start)
    return where


def _line(where: str, data: bytes, position: int) -> str:
    line = data.count(b"\n", 0, position) + 1
    return f"{where}:{line}"
