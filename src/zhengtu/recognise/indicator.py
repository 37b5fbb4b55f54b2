"""Indicators: the concept that a text's words name, and the one above them when none does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhengtu.errors import LexiconError
from zhengtu.lexicon import loaded_once, table, words
from zhengtu.model import Kind
from zhengtu.recognise.concept import Concept, key, scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

PER = ("每", "人均", "户均", "亩均", "地均", "村均")
_ONE_WORD = frozenset({"进出"})
"""Two characters between which no name begins: 进出口规模 is no 出口规模."""
SHORTEST = 2
"""One character (率, 额) says what sort of name it ends, never which concept."""


class Head(NamedTuple):
    """A noun that ends names of indicators (面积, 率) and what their figures are.

    ``dimension`` is "" where the head does not say.  A ``tail`` (数量, 增速) says how the
    thing is measured or changes; the concept's name goes without it.
    """

    word: str
    kind: Kind
    dimension: str
    tail: bool


class Indicators(NamedTuple):
    """What names mean: ``exact`` and ``narrower`` the whole of them, ``endings`` their ends.

    ``openings`` are words before a name that are no part of it (累计, 新增, 全省) by their
    first character, ``tails`` those behind it by their last, longest first.
    """

    exact: Mapping[str, Concept]
    narrower: Mapping[str, Concept]
    endings: Mapping[str, Concept]
    openings: Mapping[str, tuple[str, ...]]
    tails: Mapping[str, tuple[str, ...]]

    def concept(self, words: str, *, unit_dimension: str | None = None) -> Concept | None:
        """Find the concept that ``words`` name, if its figures can have a unit of the dimension.

        Quotes, brackets, width, words of aspect and place before the name and tails behind
        it do not matter.

        >>> lookup = indicators()
        >>> lookup.concept("全省规上工业增加值增速", unit_dimension="ratio").name
        '规模以上工业增加值'
        >>> lookup.concept("高新技术企业", unit_dimension="money")
        """
        form = key(words)
        found = self.exact.get(form)
        if found is None and form not in self.narrower:
            form = self._unopened(form)
            found = self.exact.get(form) or self.exact.get(self._untailed(form))
        return found if found and found.takes(unit_dimension) else None

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
        form = key(words)
        bare = self._unopened(form)
        whole = self.narrower.get(form) or self.narrower.get(bare)
        if whole and whole.takes(unit_dimension):
            return whole
        if form.startswith(PER) or bare.startswith(PER):
            return None
        return self._ending(bare, unit_dimension) or self._ending(
            self._untailed(bare), unit_dimension, start=0
        )

    def _ending(self, form: str, dimension: str | None, *, start: int = 1) -> Concept | None:
        """Find the longest concept that ends a name, from ``start`` on."""
        for at in range(start, len(form) - SHORTEST + 1):
            found = self.endings.get(form[at:])
            if found and found.takes(dimension) and form[at - 1 : at + 1] not in _ONE_WORD:
                return found
        return None

    def _unopened(self, form: str) -> str:
        """Drop what opens the name, as long as a name is left."""
        while form:
            opened = self.openings.get(form[0], ())
            word = next((word for word in opened if form.startswith(word)), "")
            if not word or len(form) - len(word) < SHORTEST:
                break
            form = form[len(word) :]
        return form

    def _untailed(self, form: str) -> str:
        """Drop what trails behind the name, if a name is left."""
        word = next((word for word in self.tails.get(form[-1:], ()) if form.endswith(word)), "")
        return form[: len(form) - len(word)] if len(form) - len(word) >= SHORTEST else form


@loaded_once
def indicators(folder: Path | None = None) -> Indicators:
    """Load the shipped indicators and those of the user's folder.

    Raises LexiconError, with the line, where a table is wrong.
    """
    known = scheme(folder)
    owners = {name: one for name, one in known.owners.items() if not one.is_field}
    narrower = {key(name): one for one in known.concepts.values() for name in one.under}
    alone = {key(name) for one in known.concepts.values() for name in one.alone}
    listed = words("words", folder)
    return Indicators(
        exact={name: one for name, one in owners.items() if name not in narrower},
        narrower=narrower,
        endings={name: one for name, one in owners.items() if one.head and name not in alone},
        openings=_grouped(listed["aspect"] + listed["adverb"] + listed["place"], at=0),
        tails=_grouped((head.word for head in heads(folder).values() if head.tail), at=-1),
    )


@loaded_once
def heads(folder: Path | None = None) -> Mapping[str, Head]:
    """Load the heads by word: the shipped ones and those of the user's folder.

    Raises LexiconError for a kind that does not exist.

    >>> heads()["里程"].dimension, heads()["增速"].tail
    ('length', True)
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


def _grouped(words: Iterable[str], *, at: int) -> dict[str, tuple[str, ...]]:
    """Group words by their character ``at`` one end, longest first."""
    groups: dict[str, tuple[str, ...]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups[word[at]] = (*groups.get(word[at], ()), word)
    return groups
