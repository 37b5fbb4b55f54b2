"""Document → sentences and sections: where each stretch of text stands.

All later stages read the *shadow* of the text: same length, full-width digits, letters and
punctuation made half-width, tags and entities blanked.  An offset in the shadow is an
offset in the text, so words are always quoted from the text itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengtu.model import Document, Sentence, Span
from zhengtu.read.text_tables import TextTable, find_tables
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0x00A0: " ", 0x2002: " ", 0x2003: " ", 0x0D: " ", 0x09: " ",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # half of a pair: no matcher of words takes it
    0x2013: "—", 0x2015: "—", 0x2212: "-", 0xFE63: "-", 0x301C: "~", 0x2236: ":", 0x2022: "·",
}  # fmt: skip
_TAG = regex(r"<(/?)([A-Za-z][A-Za-z0-9]{0,10})[^<>]{0,300}>|&[A-Za-z]{2,8};|&#\d{1,6};")
_INSET = regex(r"(?<=[一-鿿])\((?![一二三四五六七八九十])([一-鿿]{1,2})\)(?=[一-鿿])")  # 新(改)建
_BLOCK = {"p", "br", "div", "li", "tr", "td", "th", "table", "ul", "ol", "hr", "section", "article"}
_BLOCK |= {f"h{level}" for level in range(1, 7)}
_SENTENCE = regex(r"[^。!?;\n]+[。!?;”』」]*")
_LINE = regex(r"[^\n]+")
_HEADINGS = (
    (1, regex(r"\s*#\s+(?P<title>\S.{0,80}?)\s*#*\s*$")),
    (2, regex(r"\s*##\s+(?P<title>\S.{0,80}?)\s*#*\s*$")),
    (3, regex(r"\s*###\s+(?P<title>\S.{0,80}?)\s*#*\s*$")),
    (4, regex(r"\s*####+\s+(?P<title>\S.{0,80}?)\s*#*\s*$")),
    (4, regex(r"\s*(?P<title>(?:附件\s*\d*\s*:?\s*)?20\d\d年[^。,;:]{0,20}"
                   r"(?:民生实事|实事项目|重点项目|任务分工|目标任务))\s*$")),
    (5, regex(r"\s*(?:第[一二三四五六七八九十]{1,3}[章节部分]{1,2}|[一二三四五六七八九十]{1,3}、)\s*"
                   r"(?P<title>[^。]{2,60})$")),
    (6, regex(r"\s*\([一二三四五六七八九十]{1,3}\)\s*(?P<title>[^。\n]{2,60})(?:。|$)")),
    (7, regex(r"\s*(?P<title>[^。,;:!?\s]{2,16}):$")),
    (8, regex(r"\s*(?P<title>[^。,;:!?]{4,30}(?: [^。,;:!?]{2,30})?)$")),
)  # fmt: skip
_MASKS = regex(
    r"《[^《》\n]{1,90}》"
    r"|“[^“”\n,。;]{1,24}”"
    r"|[〔\[(](?:19|20)\d\d[〕\])]第?\d{1,5}号"
    r"|https?://[\w./?=&%#:-]{1,300}"
    r"|(?=[A-Za-z0-9_.])(?:(?<![A-Za-z0-9_.])[A-Za-z0-9_.]{1,40}@[\w.]{1,40}"  # looks ahead: fast
    r"|(?<!\d)(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9})(?!\d)"
    r"|(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)|(?<!\d)(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}(?!\d))"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text below it, up to the next heading of its level or above."""

    start: int
    end: int
    level: int
    title: str
    above: tuple[str, ...] = ()
    """The titles of the sections around it, outermost first."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document cut into sentences and sections, with its shadow."""

    document: Document
    shadow: str
    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    masks: tuple[tuple[int, int], ...]
    """Titles, names in quotes, document numbers, addresses, cells of tables: numbers inside are
    no figures of a sentence."""
    tables: tuple[TextTable, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def sentence(self, position: int) -> Sentence:
        """The sentence around a code point."""
        at = max(0, bisect_right(self._starts, position) - 1)
        return self.sentences[at]

    def section(self, position: int) -> Section | None:
        """The innermost section around a code point, or None."""
        at = bisect_right(self.sections, position, key=lambda section: section.start) - 1
        return self.sections[at] if at >= 0 else None

    def masked(self, position: int) -> bool:
        """Whether a code point stands inside a name."""
        return inside(position, self.masks)

    def span(self, start: int, end: int) -> Span:
        """The evidence ``text[start:end]``."""
        return Span(start, end, self.document.text[start:end])


def shadow(text: str) -> str:
    r"""The text with one form for each sign, and the same length.

    >>> shadow("增长５．６％，<br>达１０家")
    '增长5.6%,\n   达10家'
    """
    plain = text.translate(_HALF_WIDTH)
    plain = _TAG.sub(_blank, plain) if "<" in plain or "&" in plain else plain
    return _INSET.sub(r"‹\1›", plain)


def _blank(match: re.Match[str]) -> str:
    first = "\n" if (match[2] or "").lower() in _BLOCK else " "
    return first + " " * (len(match[0]) - 1)


def segment(document: Document) -> Segmented:
    """Cut a document into sentences and sections.

    A row of a table is a sentence; it is no heading, and what only its column explains is
    masked.
    """
    tables = find_tables(document.text)
    plain = _in_rows(shadow(document.text), tables)
    sentences = tuple(
        Sentence(match.start(), match.end())
        for match in _SENTENCE.finditer(plain)
        if not match[0].isspace()
    )
    return Segmented(
        document, plain, sentences, tuple(_sections(plain, tables)),
        tuple(_masks(plain, tables)), tables, tuple(sentence.start for sentence in sentences),
    )  # fmt: skip


def _in_rows(plain: str, tables: Sequence[TextTable]) -> str:
    """The shadow with a line for each row of a table; a comma parts its cells, a stroke words."""
    if not tables:
        return plain
    signs = list(plain)
    for table in tables:
        for start, end in table.lines:
            signs[start:end] = "".join(signs[start:end]).replace("\n", " ")
        sign = "," if table.has_figures else "|"
        for at in table.gaps:
            signs[at] = sign
    return "".join(signs)


def inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a code point stands in the last of the spans, in order, that begin up to it.

    >>> inside(3, [(0, 2), (3, 10)]), inside(2, [(0, 2), (3, 10)])
    (True, False)
    """
    at = bisect_left(spans, (position + 1,)) - 1
    return at >= 0 and position < spans[at][1]


def _masks(plain: str, tables: Sequence[TextTable]) -> list[tuple[int, int]]:
    numbers = sorted(span for table in tables for span in table.numbers())
    names = (match.span() for match in _MASKS.finditer(plain))
    return sorted([*numbers, *(name for name in names if not inside(name[0], numbers))])


def _sections(plain: str, tables: Sequence[TextTable]) -> list[Section]:
    rows = [row for table in tables for row in table.lines]
    headings = [
        heading for match in _LINE.finditer(plain)
        if (heading := _heading(match)) and not inside(_first(match), rows)
    ]  # fmt: skip
    ends = _ends(headings, len(plain))
    open_: list[tuple[int, str]] = []
    sections = []
    for (start, level, title), end in zip(headings, ends, strict=True):
        while open_ and open_[-1][0] >= level:
            open_.pop()
        sections.append(Section(start, end, level, title, tuple(name for _, name in open_)))
        open_.append((level, title))
    return sections


def _first(line: re.Match[str]) -> int:
    return line.end() - len(line[0].lstrip())


def _ends(headings: list[tuple[int, int, str]], length: int) -> list[int]:
    """Where each section ends: at the next heading of its level or above."""
    ends: list[int] = []
    next_at = [length] * (len(_HEADINGS) + 2)  # by level, the next heading of it or above
    for start, level, _ in reversed(headings):
        ends.append(next_at[level])
        next_at[level:] = [start] * (len(next_at) - level)
    return ends[::-1]


def _heading(line: re.Match[str]) -> tuple[int, int, str] | None:
    if not line[0].strip():
        return None
    for level, pattern in _HEADINGS:
        match = pattern.match(line[0])
        if match:
            return line.start(), level, match["title"].strip()
    return None
