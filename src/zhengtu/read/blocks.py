"""Blocks of a page or a DOCX → text: one line a block, headings as Markdown, tables as sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zhengtu.read.grid import ABOVE, WIDEST, is_caption
from zhengtu.read.sentences import to_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_COUNT = re.compile(r"[0-9]{1,4}")
_LONGEST_CELL = 200  # code points: a longer cell holds an article, no figure


class Block(NamedTuple):
    """A paragraph, a heading (``level`` from 1), or a table (``rows`` of cells)."""

    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def to_text(blocks: Iterable[Block]) -> str:
    r"""The text that a reader of the blocks reads; its topmost headings have one ``#``.

    >>> to_text([Block("河谷县公报", 1), Block("单位：万元"), Block(rows=(("税收", "31"),))])
    '# 河谷县公报\n单位：万元\n税收31万元。'
    """
    listed = list(blocks)
    top = min((block.level for block in listed if block.level), default=1)
    return "\n".join(_lines(listed, top - 1))


def _lines(blocks: Iterable[Block], above_top: int) -> Iterator[str]:
    above: list[str] = []
    for block in blocks:
        if block.rows:
            captions = [line for line in above[-ABOVE:] if is_caption(line)]
            yield from to_sentences(block.rows, captions=captions)
            above = []
        elif block.text:
            above.append(block.text)
            yield f"{'#' * (block.level - above_top)} {block.text}" if block.level else block.text


def is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table only places text on a page: one column, or paragraphs in its cells."""
    widest = max((len(row) for row in rows), default=0)
    return widest < 2 or any(len(cell) > _LONGEST_CELL for row in rows for cell in row)  # noqa: PLR2004  # two columns


def span(attribute: str) -> int:
    """How many rows or columns a cell covers; one where the attribute is no sensible number.

    >>> span("3"), span(""), span("9" * 5000)
    (3, 1, 1)
    """
    return min(max(int(attribute), 1), WIDEST) if _COUNT.fullmatch(attribute) else 1
