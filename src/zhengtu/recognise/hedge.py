"""Hedges: the words around a number that say how exact it is (超, 不足, 近, 以上)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhengtu.errors import LexiconError
from zhengtu.lexicon import alternatives, loaded_once, table, words
from zhengtu.model import Qualifier
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from pathlib import Path

    from zhengtu.lexicon import Row

INCLUSIVE = ("(含)", "‹含›")
SIDES = ("before", "after")
_FURTHEST = 30  # characters between a hedge and its share


class Hedges(NamedTuple):
    """The words before and behind a number with what they mean, and words that only end so."""

    before: Mapping[str, Qualifier]
    after: Mapping[str, Qualifier]
    never: tuple[str, ...]
    apart: re.Pattern[str]
    """A word that hedges a share and stands before 占: 约|占总数的."""

    def of_share(self, text: str, start: int) -> Qualifier | None:
        """Return what a hedge says that stands apart from the share at ``start``.

        >>> hedges().of_share("约占总数的60%", 5), hedges().of_share("节约占地的60%", 5)
        (<Qualifier.ABOUT: 'about'>, None)
        """
        found = self.apart.search(text, max(0, start - _FURTHEST), start)
        if found is None or text.endswith(self.never, 0, found.end("word")):
            return None
        return self.before[found["word"]]

    def around(
        self, text: str, start: int, end: int, said: Qualifier | None
    ) -> tuple[int, int, Qualifier | None]:
        """Widen ``text[start:end]`` by its hedges; return its bounds and what they say.

        >>> hedges().around("企业超过2000家以上", 4, 9, None)
        (2, 11, <Qualifier.OVER: 'over'>)
        """
        end, said = self._behind(text, end, said)
        while word := self._ahead(text, start):
            start -= len(word)
            said = self.before[word] if said in {None, Qualifier.REACH} else said
        return start, end, said

    def _behind(self, text: str, end: int, said: Qualifier | None) -> tuple[int, Qualifier | None]:
        begin = end + len(INCLUSIVE[0]) * text.startswith(INCLUSIVE, end)  # 50万元(含)以上
        for length in (3, 2, 1):
            word = text[begin : begin + length]
            alone = len(word) > 1 or not text[begin + 1 : begin + 2] > "一"  # 5项多元化措施
            if word in self.after and alone:
                return begin + len(word), self.after[word]
        return end, said

    def _ahead(self, text: str, start: int) -> str:
        found = (text[max(0, start - length) : start] for length in (4, 3, 2, 1))
        most = (word for word in found if not text.endswith("最", 0, start - len(word)))  # 最|高达
        word = next((word for word in most if word in self.before), "")
        return "" if word and text.endswith(self.never, 0, start) else word


@loaded_once
def hedges(folder: Path | None = None) -> Hedges:
    """Return the table ``qualifiers.tsv``.  Raises LexiconError for a bad line."""
    sides: dict[str, dict[str, Qualifier]] = {side: {} for side in SIDES}
    for row in table("qualifiers", folder):
        if row["side"] not in sides or row["class"] not in list(Qualifier):
            raise _wrong(row)
        sides[row["side"]].update(dict.fromkeys(row["words"].split(), Qualifier(row["class"])))
    hedging = alternatives(w for w, said in sides["before"].items() if said is not Qualifier.REACH)
    apart = regex(rf"(?P<word>{hedging})(?:占|相当于|是)[^,。;:、()占%]{{1,20}}\Z")
    return Hedges(sides["before"], sides["after"], words("lookalikes", folder)["hedge"], apart)


def _wrong(row: Row) -> LexiconError:
    what = f"类 {row['class']!r} 或位置 {row['side']!r} 不识 (unknown class or side)"
    hint = f"类 (class): {' '.join(Qualifier)}; 位置 (side): {' '.join(SIDES)}"
    return LexiconError(what, row.where, hint)
