"""Text → lines, and where the article's own paragraphs begin and end."""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LINE = re.compile(r"[^\n]+")
_TERMINAL = re.compile(r"[。；;][”’』」)）\]】]{0,3}\Z")
_SALUTE = re.compile(r"各位\S{1,12}[:：]")
_SHORTEST, _LONGEST = (
    10,
    60,
)  # code points: a shorter sentence is a caption, a longer line a paragraph
HEAD = 40
"""How many lines that are not blank may stand before the article, and behind it."""


class Line(NamedTuple):
    """A line that is not blank: ``text[start:end] == printed``, ``words`` in half-width form."""

    start: int
    end: int
    printed: str
    words: str

    @property
    def is_body(self) -> bool:
        """Whether the line is a paragraph, no title, label or button."""
        if self.words.startswith("#"):
            return False
        ended = len(self.words) >= _SHORTEST and _TERMINAL.search(self.words[-4:])
        return bool(ended or len(self.words) > _LONGEST or _SALUTE.match(self.words))


def find_lines(text: str) -> Iterator[Line]:
    r"""The lines of ``text`` that are not blank, in order.

    >>> [line.words for line in find_lines("来源：　河谷日报 \n\n时间")]
    ['来源: 河谷日报', '时间']
    """
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Line(start, start + len(words), words, _plain(words))


def head(lines: Iterable[Line]) -> list[Line]:
    """The lines before the first paragraph, at most ``HEAD``."""
    before = takewhile(lambda line: not line.is_body, lines)
    return [line for line, _ in zip(before, range(HEAD), strict=False)]


def foot(lines: Sequence[Line]) -> list[Line]:
    """The lines behind the last paragraph, at most ``HEAD``; none where there is no paragraph."""
    behind = head(reversed(lines))
    return behind[::-1] if len(behind) < len(lines) else []


def _plain(words: str) -> str:
    """Half-width, with single blanks; a paragraph is left as it is, for nobody reads it here."""
    if len(words) > _LONGEST * 4:
        return words
    return " ".join(unicodedata.normalize("NFKC", words).split())
