"""PDF with a text layer → text: whole sentences, without what every page repeats.

A page breaks its lines at the margin, and a broken sentence has no figure that anyone can
read.  A line that reaches the margin goes on in the next one.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from itertools import accumulate, chain, pairwise, zip_longest
from typing import TYPE_CHECKING, Any

from zhengtu.errors import SourceError
from zhengtu.read.extra import load_extra

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PAGE_NUMBER = re.compile(
    r"[-—–·\s]{0,5}(?:第\s?)?\d{1,4}(?:\s?页)?[-—–·\s]{0,5}|第?\s?\d{1,4}\s?(?:页\s?)?[/,，共]\s?共?\s?\d{1,4}\s?页?"
)
_RUNNING = re.compile(r"[^，。；,;]{1,40}")
_ENDED = re.compile(r"[。！？；：!?;:][”’』」)）]{0,3}\Z")
_OPEN = re.compile(r"[，、（《“,(]\Z")
_FULL = 0.85  # of the usual width: a line that wide reaches the margin, also an indented one
_EDGE = 2  # lines at the top and the bottom of a page that can be repeated on others
_REPEATED, _FEWEST = 0.5, 3  # on half of the pages, and on three at least


def read_pdf(data: bytes, *, where: str) -> str:
    """The text of a PDF, a paragraph a line.

    Raises MissingExtraError without pypdf; SourceError for a file that is encrypted,
    broken, or has no text layer (a scan).
    """
    pages = [_lines(page) for page in _pages(data, where)]
    text = "\n".join(join_lines(_without_margins(pages)))
    if not text:
        what, hint = "PDF 没有文字层 (a PDF without text)", "先做文字识别 (run OCR on it first)"
        raise SourceError(what, where, hint)
    return text


def _pages(data: bytes, where: str) -> list[str]:
    pypdf = load_extra("pypdf", extra="pdf", where=where)
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its warnings are not errors
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if not reader.is_encrypted or _opens(reader):
            return [page.extract_text() for page in reader.pages]
    except Exception as error:
        what, hint = "PDF 文件已损坏 (a broken PDF file)", "重新下载 (download it again)"
        raise SourceError(what, where, hint) from error
    what = "文件有密码 (the file is encrypted)"
    raise SourceError(what, where, "去掉密码后另存 (save it without the password)")


def _opens(reader: Any) -> bool:  # noqa: ANN401  # pypdf's own, and pypdf is an extra
    """Whether an encrypted file opens without a password: only changing it is forbidden."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001  # a cipher that pypdf does not know, or lacks a package for
        return False


def _lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.splitlines() if line.strip()]


def _without_margins(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of all pages without page numbers; running heads and feet only once."""
    edges = Counter(key for page in pages for key in {_key(line) for line in _edge(page)})
    often = max(_FEWEST, _REPEATED * len(pages))
    seen: set[str] = set()
    for page in pages:
        for n, line in enumerate(page):
            inside = _EDGE <= n < len(page) - _EDGE
            again = edges[_key(line)] >= often and _key(line) in seen
            if inside or not (again or _PAGE_NUMBER.fullmatch(line)):
                yield line
            seen.add(_key(line))


def _edge(page: Sequence[str]) -> list[str]:
    """The lines at the top and bottom that can be running heads and feet: no sentence is one."""
    return [line for line in (*page[:_EDGE], *page[-_EDGE:]) if _RUNNING.fullmatch(line)]


def _key(line: str) -> str:
    """A line without its numbers: a running head differs from page to page in these only."""
    return re.sub(r"\d+", "#", line)


def join_lines(lines: Iterable[str]) -> list[str]:
    """Paragraphs, of lines that were broken at the margin.

    A line goes on in the next one when it ends without 。！？；： and reaches the margin, or
    ends in the midst of an enumeration or bracket.

    >>> join_lines(["一、工业", "今年新开工项目十二个，其中亿元以上的", "五个。", "二、农业"])
    ['一、工业', '今年新开工项目十二个，其中亿元以上的五个。', '二、农业']
    """
    kept = list(lines)
    margin = _FULL * _usual_width(kept)
    gaps = (_gap(one, other, margin) for one, other in pairwise(kept))
    return "".join(chain.from_iterable(zip_longest(kept, gaps, fillvalue=""))).split("\n")


def _gap(line: str, following: str, margin: float) -> str:
    """What stands between two lines: an end of line, nothing, or a blank between two words."""
    if not _goes_on(line, margin):
        return "\n"
    return " " if re.fullmatch(r"[A-Za-z]{2}", line[-1] + following[0]) else ""


def _goes_on(line: str, margin: float) -> bool:
    return not _ENDED.search(line[-4:]) and (
        _width(line) >= margin or bool(_OPEN.search(line[-1:]))
    )


def _usual_width(lines: Iterable[str]) -> int:
    """The width of the lines that hold most of the text: at least half of it is in lines so wide."""
    widths = sorted(map(_width, lines), reverse=True)
    held = accumulate(widths)
    half = sum(widths) / 2
    return next((w for w, so_far in zip(widths, held, strict=True) if so_far >= half), 0)


def _width(line: str) -> int:
    """How wide a line is, in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)
