"""The names of bodies and events, read from their last word leftwards.

A name is a compound of nouns: what tells which one it is (中国, 新乡市, a brand, 第三届, “…”), what
it deals with (农业, 科技), and what it is (科学院, 论坛).  It holds no predicate, preposition, person
or time.  So the reading begins at the last word and goes left until a word that no name holds, and
the name begins at the words that tell which one.  The words stand in ``lexicons/compounds.tsv``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengtu.lexicon import loaded_once, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from zhengtu.extract.scope import Scope
    from zhengtu.segment import Segmented

WHOLE, OPEN, PLACE, SEAT, BODY, KIND, MEETING = (
    "whole", "open", "place", "seat", "body", "kind", "meeting",
)  # fmt: skip
FIELD, TITLE, VAGUE, STOP, JOINT, GAP = "field", "title", "vague", "stop", "joint", "gap"
NUMBER, YEAR, QUOTED, COUNT, DASH = "number", "year", "quoted", "count", "dash"
_NAMING = frozenset({WHOLE, OPEN, PLACE, SEAT})
_DATING = frozenset({NUMBER, YEAR, QUOTED})
BODIES = frozenset({BODY, KIND})
_INNER = frozenset({FIELD, TITLE, BODY, KIND, MEETING})
_AGAIN = 8  # characters behind a word torn by a place that are read again
_LONGEST = 16  # words to the left of the last one
_SHORT, _FAR = 2, 6
_GAP = 5  # characters in a row that no table has
_CLAUSE = re.compile(
    r"(?:[一-鿿A-Za-z0-9‹›\-－+&.%]+|“[^“”\n]{1,40}”|\([一-鿿]{2,6}\)(?=[一-鿿])|(?<!—)—(?!—))+"
)
_NUMERAL = "[一二三四五六七八九十百零〇\\d]"
_SIGNS = re.compile(
    r"(?P<quoted>“[^“”]+”)"
    r"|(?P<year>(?<!\d)20\d\d(?:[-—]20\d\d)?(?:年度|年(?!度)|(?=[一-鿿“A-Z])(?![年月日个多余名人家元亿万]))(?!\d|底|初|末|前|后|以|来|至|到|的))"
    rf"|(?P<number>第{_NUMERAL}{{1,6}}(?:届|次|场|期|轮|批|季|站)|首[届场站]|(?:\d{{1,4}}|[一二三四五六七八九十百]{{1,4}})周年"
    r"|[一二三四五六七八九十]{1,4}(?:届(?=全国|中央|人大|政协|常委|[一二三四五六七八九]中|[省市县区自])|次(?=(?:全体)?会议|全会)|中(?=全会)))"
    r"|(?P<field>‹[一-鿿]{1,2}›|\([一-鿿]{2,6}\)(?=[一-鿿]))|(?P<dash>(?<=[一-鿿])[—－-](?=[一-鿿]))"
    r"|(?P<gap>[A-Za-z][A-Za-z0-9+&]*)"
    r"|(?P<count>\d[\d.,]*(?:[多余万亿]+[一-鿿]|[个家所场次项名位只条座批件起处种届人支栋类辆架艘台枚])"
    r"|[近超上]?[一二两三四五六七八九十百千万几数多]{1,3}(?:多|余)?(?:[个家所场项名位座批类支]|次(?!(?:全体)?会议|全会)|大(?![学连同理厦兴庆会赛]))"
    r"|一(?=大学|学院|公司|银行|医院|学校|小学|中学))"
    r"|(?P<stop>[^一-鿿“”]+(?:年|月|日|时|分)?|[“”])"
)
_OFFICE = re.compile(r"[局委厅办部]\Z")
_AREA = re.compile(r"[一-鿿]{0,5}[省市县区州旗镇乡]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a clause at ``text[start:end]``, or a stretch between two that are known."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound at ``text[start:end]`` whose last word begins at ``head``.

    ``parts`` are its words before the last one; ``before`` is the role of what stands before it,
    "" at the beginning of a clause.
    """

    start: int
    head: int
    end: int
    parts: tuple[Token, ...]
    before: str

    @property
    def opener(self) -> str:
        """The role of the word that tells which one it is, "" where none does."""
        role = self.parts[0].role if self.parts else ""
        return role if role in _NAMING or role in _DATING else ""

    @property
    def gap(self) -> int:
        """How many of its characters no table has."""
        return sum(part.end - part.start for part in self.parts if part.role == GAP)


class Compounds:
    """The words of ``compounds.tsv`` with those of ``words.tsv``, and the reading of names."""

    def __init__(self, table: Mapping[str, Sequence[str]], roles: Mapping[str, str]) -> None:
        self.classes = {name: frozenset(listed) for name, listed in table.items()}
        self._roles = list(roles.values())
        self._words = AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest)
        heads = [word for word, role in roles.items() if role in (WHOLE, SEAT, BODY, KIND, MEETING)]
        self._heads = AhoCorasick(heads)

    def find(self, text: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[Token, ...]]:
        """The words of each clause that holds the last word of a name.

        ``places`` are the places that the text names, in order.
        """
        heads = [start for _, start, _ in self._heads.find_matches_as_indexes(text)]
        starts = [start for start, _ in places]
        at = 0
        for clause in _CLAUSE.finditer(text):
            start, end = clause.span()
            at = bisect_left(heads, start, at)
            if at < len(heads) and heads[at] < end:
                near = places[bisect_left(starts, start) : bisect_left(starts, end)]
                yield self._tokens(text, start, end, near)

    def _tokens(
        self, text: str, start: int, end: int, places: Sequence[tuple[int, int]]
    ) -> tuple[Token, ...]:
        signs = [Token(*m.span(), m.lastgroup or STOP) for m in _SIGNS.finditer(text, start, end)]
        said = self._said(text, start, end)
        for begin, until in places:  # 北京市|政协, not 北京|市政|协
            torn = next((word for word in said if word.start < until < word.end), None)
            if torn is not None and torn.role != SEAT and begin < torn.start:
                stop = min(end, torn.end + _AGAIN)
                said = [word for word in said if word.end <= until or word.start >= stop]
                said += self._said(text, until, stop)
        found = [*signs, *(Token(*place, PLACE) for place in places), *said]
        found.sort(key=lambda token: (token.start, -token.end))
        return tuple(_filled(text, found, start, end))

    def _said(self, text: str, start: int, end: int) -> list[Token]:
        """The words of the tables in ``text[start:end]``."""
        return [
            Token(start + a, start + b, self._roles[index])
            for index, a, b in self._words.find_matches_as_indexes(text[start:end])
        ]

    def read(self, tokens: Sequence[Token], at: int, *, dated: bool) -> Compound | None:
        """The compound that ends with the word ``tokens[at]``; None where it is no clean one.

        ``dated`` tells that a number, a year or a title in quotes may say which one it is, as of
        an event; of a body they do not.
        """
        first, left = at, at - 1
        named = tokens[at].role == WHOLE or (
            tokens[at].role == SEAT and not (at and tokens[left].role == GAP)
        )
        while left >= 0 and at - left <= _LONGEST:
            token = tokens[left]
            role = token.role
            if named and role == WHOLE and tokens[at].role == WHOLE:
                break
            if role in _NAMING or (dated and role in _DATING):
                first, named = left, True
            elif role == DASH and named and left and tokens[left - 1].role in _NAMING:
                first = left = left - 1
            elif named:
                further = self._further(tokens, left, at, dated=dated)
                if further is None:
                    break
                first = left = further
            elif role in _INNER or role in _DATING:
                first = left
            elif role == GAP:
                if token.end - token.start > _GAP or (left and tokens[left - 1].role == TITLE):
                    return None
                first = left
            elif role == JOINT:
                opener = _joined(tokens, left)
                if opener is None:
                    break
                first, left, named = opener, opener, True
            else:
                break
            left -= 1
        before = tokens[first - 1].role if first else ""
        return Compound(
            tokens[first].start, tokens[at].start, tokens[at].end,
            tuple(tokens[first:at]), before,
        )  # fmt: skip

    def _further(self, tokens: Sequence[Token], left: int, at: int, *, dated: bool) -> int | None:
        """Where a name goes on to the left of what opens it, None where it does not.

        At the body that it belongs to (浙江大学|杭州研究院); where a place alone says a kind, at
        what is done there (国家技术转移|郑州中心); an event, at the words before its number.
        """
        role = tokens[left].role
        if role in BODIES or (role == MEETING and dated):
            above = self.read(tokens, left, dated=dated)
            if above is not None and (above.opener or role in BODIES):
                return left - len(above.parts) if above.opener in _NAMING or dated else None
        if role == FIELD and (dated or self._is_bare(tokens, left, at)):
            further = left
            while further >= 0 and left - further < _FAR and tokens[further].role in (FIELD, *BODIES):
                further -= 1
            if further >= 0 and (tokens[further].role in _NAMING or (dated and tokens[further].role in _DATING)):
                return further
            if not dated and (further < 0 or tokens[further].role == STOP):
                return further + 1
        if role == GAP and not left and tokens[1].role == PLACE and _SHORT <= tokens[0].end - tokens[0].start < _GAP:
            return 0
        return None

    @staticmethod
    def _is_bare(tokens: Sequence[Token], left: int, at: int) -> bool:
        """Whether all that stands behind ``left`` is a place and a kind of body."""
        return at == left + 2 and tokens[left + 1].role == PLACE and tokens[at].role == KIND


def _filled(text: str, found: Sequence[Token], start: int, end: int) -> Iterator[Token]:
    """The words that do not overlap, those further left first, with what stands between them."""
    position = start
    kept: list[Token] = []
    for token in found:
        if token.start < position:
            last = kept[-1] if kept else None
            if last and token.role == SEAT and last.role == PLACE and token.start == last.end - 1:
                kept[-1] = Token(last.start, token.start, PLACE)  # 河南|省委
            else:
                continue
        elif token.start > position:
            kept.append(_unknown(text, position, token, kept))
        kept.append(token)
        position = token.end
    if position < end:
        kept.append(Token(position, end, GAP))
    return iter(kept)


def _unknown(text: str, start: int, token: Token, kept: Sequence[Token]) -> Token:
    """What stands before a known word: the name of a place that the tables lack, or a gap.

    One character is a place only where a word ends before it (协助|市商务局, not 帮扶县|人民医院).
    """
    place = _AREA.fullmatch(text, start, token.start)
    if place and token.start - start == 1 and kept and kept[-1].role in (FIELD, VAGUE, BODY, KIND):
        place = _OFFICE.search(text, token.start, token.end) if token.role in BODIES else None
    return Token(start, token.start, PLACE if place else GAP)


def _joined(tokens: Sequence[Token], joint: int) -> int | None:
    """Where a name begins that holds a 和: 中国物流|和|采购联合会; None where it joins two names."""
    left = joint - 1
    if tokens[joint + 1].role != FIELD:
        return None
    while left >= 0 and tokens[left].role in (FIELD, GAP):
        left -= 1
    return left if 0 <= left < joint - 1 and tokens[left].role in _NAMING else None


def read_clauses(segmented: Segmented, scope: Scope) -> list[tuple[Token, ...]]:
    """The words of each clause of a document that holds the last word of a name."""
    return list(compounds(scope.lexicon).find(segmented.shadow, scope.zones.mentioned))


@loaded_once
def compounds(folder: Path | None = None) -> Compounds:
    """The shipped tables with those of the user's own folder."""
    table = words("compounds", folder)
    roles: dict[str, str] = {}
    for role, listed in words("words", folder).items():
        if role in ("verb", "adverb", "aspect", "prep", "joint", "place"):
            roles.update(dict.fromkeys((word for word in listed if len(word) > 1), STOP))
        elif role in ("act", "noun"):
            roles.update(dict.fromkeys(listed, FIELD))
    roles.update(dict.fromkeys(table["made"], GAP))
    for role in (FIELD, TITLE, VAGUE, OPEN, STOP, MEETING, BODY, SEAT, WHOLE):
        roles.update(dict.fromkeys(table[role], role))
    roles.update({word: KIND for word in table["kind"] if roles.get(word) == BODY})
    roles.update(dict.fromkeys(("和", "与", "及", "以及"), JOINT))
    return Compounds(table, roles)
