"""Indicators: the concept that a text's words name, and the one above them when none does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengtu.errors import LexiconError
from zhengtu.lexicon import table, words
from zhengtu.model import Kind
from zhengtu.recognise.concept import Concept, key, scheme

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

PER = ("每", "人均", "户均", "亩均", "地均", "村均")
SHORTEST = 2
"""One character (率, 额) says what sort of name it ends, never which concept."""


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that ends names of indicators (面积, 率) and what their figures are.

    ``dimension`` is "" where the head does not say.  A ``tail`` (数量, 增速) says how the
    thing is measured or changes; the concept's name goes without it.
    """

    word: str
    kind: Kind
    dimension: str
    tail: bool


@dataclass(frozen=True, slots=True)
class Indicators:
    """What names mean: ``exact`` and ``narrower`` the whole of them, ``endings`` their ends.

    ``openings`` are words before a name that are no part of it: 累计, 新增, 全省.
    """

    exact: Mapping[str, Concept]
    narrower: Mapping[str, Concept]
    endings: Mapping[str, Concept]
    heads: Mapping[str, Head]
    openings: frozenset[str]

    def concept(self, words: str, *, unit_dimension: str | None = None) -> Concept | None:
        """Find the concept that ``words`` name, if its figures can have a unit of the dimension.

        Quotes, brackets, width, words of aspect and place before the name and tails behind
        it do not matter.

        >>> lookup = indicators()
        >>> lookup.concept("全省规上工业增加值增速", unit_dimension="ratio").name
        '规模以上工业增加值'
        >>> lookup.concept("高新技术企业", unit_dimension="money")
        """
        for form in self._forms(words):
            found = self.exact.get(form)
            if found is not None:
                return found if found.takes(unit_dimension) else None
        return None

    def broader(self, words: str, *, unit_dimension: str | None = None) -> Concept | None:
        """Find the concept above what ``words`` name: the longest that ends them.

        For words that name no concept: ask ``concept`` first.  A ratio to people, area or
        households (人均粮食产量) is nothing of the kind that ends its name, so it has none.

        >>> lookup = indicators()
        >>> lookup.broader("宠物用品企业", unit_dimension="count").name
        '企业'
        >>> lookup.broader("智能网联产业产值", unit_dimension="money").name
        '产值'
        """
        above = (
            found
            for form in self._forms(words)
            if not form.startswith(PER)
            for found in self._above(form)
        )
        return next((found for found in above if found.takes(unit_dimension)), None)

    def head(self, words: str) -> Head | None:
        """Find the longest head that ends ``words``.

        >>> indicators().head("大棚蔬菜种植面积").dimension
        'area'
        """
        return next((self.heads[end] for end in _ends(words) if end in self.heads), None)

    def _forms(self, words: str) -> Iterator[str]:
        """Give the words as they are, without what opens them, without what trails behind."""
        form = key(words)
        yield form
        start = _skip(form, self.openings)
        if start:
            form = form[start:]
            yield form
        tail = self.head(form)
        if tail is not None and tail.tail and len(form) - len(tail.word) >= SHORTEST:
            yield form[: -len(tail.word)]

    def _above(self, form: str) -> Iterator[Concept]:
        """Give the concepts of the ends of a name, longest end first."""
        if form in self.narrower:
            yield self.narrower[form]
        for start in range(1, len(form) - SHORTEST + 1):
            found = self.endings.get(form[start:])
            if found is not None:
                yield found


@cache
def indicators(folder: Path | None = None) -> Indicators:
    """Load the shipped indicators and those of the user's folder.

    Raises LexiconError, with the line, where a table is wrong.
    """
    known = scheme(folder)
    named = [concept for concept in known.concepts.values() if not concept.is_field]
    narrower = {key(name): concept for concept in named for name in concept.under}
    alone = {key(name) for concept in named for name in concept.alone}
    owners = {name: concept for name, concept in known.owners.items() if not concept.is_field}
    listed = words("words", folder)
    return Indicators(
        exact={name: concept for name, concept in owners.items() if name not in narrower},
        narrower=narrower,
        endings={name: one for name, one in owners.items() if one.head and name not in alone},
        heads=heads(folder),
        openings=frozenset(listed["aspect"] + listed["adverb"] + listed["place"]),
    )


@cache
def heads(folder: Path | None = None) -> Mapping[str, Head]:
    """Load the heads by word: the shipped ones and those of the user's folder.

    Raises LexiconError for a kind that does not exist.
    """
    kinds = {kind.value: kind for kind in Kind}
    found = {}
    for row in table("indicator-heads", folder):
        if row["kind"] not in kinds or row["tail"] not in ("yes", "no"):
            what = f"{row['head']} 的 kind 或 tail 不对 (unknown kind or tail)"
            hint = f"kind 写 {'、'.join(kinds)} 之一，tail 写 yes 或 no"
            raise LexiconError(what, row.where, hint)
        found[row["head"]] = Head(
            row["head"], kinds[row["kind"]], row["dimension"], row["tail"] == "yes"
        )
    return found


def _skip(form: str, openings: Container[str]) -> int:
    """Count the characters at the start that are words which open a name."""
    start = 0
    while True:
        longest = min(start + 5, len(form) - SHORTEST)
        step = next((end for end in range(longest, start, -1) if form[start:end] in openings), 0)
        if not step:
            return start
        start = step


def _ends(text: str) -> Iterator[str]:
    """Give the ends of a text, from six characters to one."""
    return (text[-length:] for length in range(min(6, len(text)), 0, -1))
