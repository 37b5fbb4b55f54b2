"""A page's tree → the blocks that it shows, in order, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from zhengtu.read.blocks import Block, is_layout, span
from zhengtu.read.grid import spread
from zhengtu.read.markup import BLOCKS, Element

_UNSEEN = {
    "script", "style", "noscript", "template", "iframe", "select", "option", "button", "textarea",
    "svg", "head", "object",
}  # fmt: skip
_SPACE = re.compile(r"(\s+)")
_WIDE = re.compile(r"[㐀-鿿\u3000-\u303f\uff00-\uffef“”‘’—…]")
_SENTENCE = re.compile(r"[。；！？，]|[.!?] ")
_LINKED = 0.5  # more than half of a menu is links


class Piece(NamedTuple):
    """A block, the elements around it from the root in, and how much of it is links."""

    block: Block
    around: tuple[Element, ...]
    linked: int = 0

    @property
    def is_menu(self) -> bool:
        """Whether the block is mostly links and no sentence."""
        words = self.block.text
        return self.linked > _LINKED * len(words) and not words.endswith(("。", "！", "？"))

    @property
    def prose(self) -> int:
        """How many code points of sentences the block holds; all those of a table."""
        if self.block.rows:
            return sum(len(cell) for row in self.block.rows for cell in row)
        is_prose = _SENTENCE.search(self.block.text) and self.linked <= _LINKED * len(
            self.block.text
        )
        return len(self.block.text) if is_prose else 0


def find_pieces(root: Element) -> list[Piece]:
    """The blocks that a page shows: paragraphs, headings, lines, tables of data."""
    walk = _Walk()
    walk.visit(root, ())
    walk.flush((root,))
    return walk.pieces


@dataclass(slots=True)
class _Walk:
    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0

    def visit(self, element: Element, around: tuple[Element, ...], *, link: bool = False) -> None:
        if element.tag in _UNSEEN:
            return
        inside = (*around, element)
        if element.tag in BLOCKS:
            self.flush(around)
        if element.tag == "table" and (rows := find_rows(element)):
            self.pieces.append(Piece(Block(rows=rows), inside))
            return
        for child in element.children:
            if isinstance(child, Element):
                self.visit(child, inside, link=link or child.tag == "a")
            else:
                self.words.append(child)
                self.linked += len(child) if link else 0
        if element.tag in BLOCKS:
            self.flush(inside)

    def flush(self, around: tuple[Element, ...]) -> None:
        """Make a block of the words so far, at the level of the heading around them."""
        words = tidy("".join(self.words))
        if words:
            levels = (int(e.tag[1]) for e in around if re.fullmatch("h[1-6]", e.tag))
            self.pieces.append(Piece(Block(words, next(levels, 0)), around, self.linked))
        self.words, self.linked = [], 0


def tidy(words: str) -> str:
    r"""Single blanks; none where the page's source broke a line between two characters.

    >>> tidy("增长5.6%，\n   比上年 快")
    '增长5.6%，比上年 快'
    """
    parts = _SPACE.split(words.strip())
    for n in range(1, len(parts), 2):
        broken = "\n" in parts[n] and _WIDE.match(parts[n - 1][-1]) and _WIDE.match(parts[n + 1][0])
        parts[n] = "" if broken else " "
    return "".join(parts)


def find_rows(table: Element) -> tuple[tuple[str, ...], ...]:
    """The cells of a table of data, each repeated in every place that it spans.

    Nothing for a table that only places text on the page.
    """
    inside = list(table.below())
    if any(element.tag == "table" for element in inside):
        return ()
    rows = spread(
        ([_covering(cell) for cell in row.cells()] for row in inside if row.tag == "tr"), blank=""
    )
    return () if is_layout(rows) else rows


def _covering(cell: Element) -> tuple[str, int, int]:
    """A cell's words, and how many rows and columns it covers."""
    return cell.words(), span(cell["rowspan"]), span(cell["colspan"])
