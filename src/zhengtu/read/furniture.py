"""What stands around an article and says nothing: buttons, bread crumbs, editors, rights."""

from __future__ import annotations

import re
from functools import cache
from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple

from zhengtu import lexicon
from zhengtu.read.lines import Line, find_lines, foot, head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST = 200  # no rule of furniture.toml matches a longer line
_DIGIT = re.compile(r"[0-9]")
_TAIL = 400  # what may follow the end of the article, in code points, and still be links


class Rule(NamedTuple):
    """A kind of line that is no part of the article.

    ``takes_next`` tells that a line which stops at a colon or arrow has its value in the
    next one, ``ends`` that the article is over there.
    """

    name: str
    pattern: re.Pattern[str]
    anywhere: bool
    takes_next: bool
    ends: bool
    examples: tuple[str, ...]
    counter: tuple[str, ...]

    def matches(self, line: Line) -> bool:
        """Whether the whole line is of this kind."""
        return len(line.words) <= _LONGEST and bool(self.pattern.fullmatch(line.words))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of ``furniture.toml``, in their order."""
    return tuple(
        Rule(
            entry["name"],
            re.compile(entry["pattern"], re.IGNORECASE),
            entry["zone"] == "any",
            entry.get("value", False),
            entry.get("end", False),
            tuple(entry["examples"]),
            tuple(entry["counter"]),
        )
        for entry in lexicon.patterns("furniture")["rule"]
    )


def furniture(text: str) -> list[tuple[int, int]]:
    r"""The ranges of ``text``, in order, whose lines are no part of the article.

    Whole lines only, as code points; most rules hold before the first paragraph and
    behind the last one, a few anywhere.  Linear in the text.

    >>> furniture("打印\n来源：河谷日报\n河谷县今年新开两所小学，入学更近。\n责任编辑：某某")
    [(0, 2), (3, 10), (29, 36)]
    """
    lines = list(find_lines(text))
    before, behind = head(lines), foot(lines)
    edges = {*_edge(before), *_edge(behind), *_tail(lines, len(text))}
    return [
        (line.start, line.end)
        for line in lines
        if line.start in edges or _rule(line, anywhere=True)
    ]


def is_furniture(line: Line) -> bool:
    """Whether a line at the edge of an article is no part of it."""
    return _rule(line) is not None


def _rule(line: Line, *, anywhere: bool = False) -> Rule | None:
    candidates = (rule for rule in rules() if rule.anywhere or not anywhere)
    return next((rule for rule in candidates if rule.matches(line)), None)


def _edge(lines: Sequence[Line]) -> Iterator[int]:
    """Where the furniture among the lines at an edge begins."""
    value_next = False
    for line in lines:
        rule = _rule(line)
        if rule or value_next:
            yield line.start
        value_next = rule is not None and rule.takes_next and line.words.endswith((":", ">"))


def _tail(lines: Sequence[Line], length: int) -> Iterator[int]:
    """All lines behind the end of the article, where they are few and no figure is in them."""
    paragraphs = dropwhile(lambda line: not line.is_body, lines)
    last = (line for line in paragraphs if line.start >= length - _TAIL)
    after = list(dropwhile(lambda line: not ((rule := _rule(line)) and rule.ends), last))
    if not any(line.is_body and _DIGIT.search(line.words) for line in after):
        yield from (line.start for line in after)
