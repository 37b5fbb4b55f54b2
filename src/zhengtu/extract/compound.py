"""The names of bodies and events, read from their last word leftwards.

A name is a compound of nouns: what tells which one it is (中国, 新乡市, a brand, 第三届, “…”), what
it deals with (农业, 科技), and what it is (科学院, 论坛).  It holds no predicate, preposition, person
or time.  So the reading begins at the last word and goes left until a word that no name holds, and
the name begins at the words that tell which one.  The words stand in ``lexicons/compounds.tsv``.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengtu.lexicon import loaded_once, words
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from zhengtu.extract.scope import Scope
    from zhengtu.segment import Segmented


class Role(StrEnum):
    """What a word is in a name; those up to ``vague`` and ``stop`` are classes of the table."""

    WHOLE = "whole"
    OPEN = "open"
    WEAK = "weak"
    PLACE = "place"
    SEAT = "seat"
    BODY = "body"
    KIND = "kind"
    MEETING = "meeting"
    FIELD = "field"
    TITLE = "title"
    VAGUE = "vague"
    STOP = "stop"
    JOINT = "joint"
    GAP = "gap"
    NUMBER = "number"
    YEAR = "year"
    QUOTED = "quoted"
    COUNT = "count"
    DASH = "dash"
    INSET = "inset"


_NAMING = frozenset({Role.WHOLE, Role.OPEN, Role.WEAK, Role.PLACE, Role.SEAT})
DATING = frozenset({Role.NUMBER, Role.YEAR, Role.QUOTED})
BODIES = frozenset({Role.BODY, Role.KIND})
BODILY = BODIES | {Role.WHOLE, Role.SEAT}
"""What the name of a body ends with."""
_INNER = frozenset({Role.INSET, Role.FIELD, Role.TITLE, Role.BODY, Role.KIND, Role.MEETING})
_TABLED = tuple(map(Role, "field title vague open weak stop meeting body seat whole".split()))
"""The classes of the table that are roles; of a word in two, the later one holds."""
_ENDS = BODILY | {Role.MEETING}
_AGAIN = 8  # characters behind a word torn by a place that are read again
_LONGEST = 16  # words to the left of the last one
_DEEP = 3  # bodies above a body
_SHORT, _FAR = 2, 6
_GAP = 5  # characters in a row that no table has
_CLAUSE = regex(
    r"(?:[一-鿿A-Za-z0-9‹›\-－+&.%]{1,200}|“[^“”\n]{1,40}”|\([一-鿿]{2,6}\)(?=[一-鿿])|(?<!—)—(?!—)){1,9}"
)
_NUMERAL = "[一二三四五六七八九十百零〇\\d]"
_SIGNS = regex(
    r"(?=[^一-鿿]|[第首近超上几数多一二两三四五六七八九十百千万])(?:(?P<quoted>“[^“”]+”)"
    r"|(?P<year>(?<!\d)20\d\d(?:[-—]20\d\d)?(?:年度|年(?!度)|(?=[一-鿿“A-Z])(?![年月日个多余名人家元亿万]))(?!\d|底|初|末|前|后|以|来|至|到|的))"
    rf"|(?P<number>第{_NUMERAL}{{1,6}}(?:届|次|场|期|轮|批|季(?!度)|站)|首[届场站]|(?:\d{{1,4}}|[一二三四五六七八九十百]{{1,4}})周年"
    r"|[一二三四五六七八九十]{1,4}(?:届(?=全国|中央|人大|政协|常委|[一二三四五六七八九十]{1,2}[中次]|[省市县区自])|次(?=(?:全体)?会议|全会)|中(?=全会)))"
    r"|(?P<inset>‹[一-鿿]{1,2}›|\([一-鿿]{2,6}\)(?=[一-鿿]))|(?P<dash>(?<=[一-鿿])[—－-](?=[一-鿿]))"
    r"|(?P<gap>[A-Za-z][A-Za-z0-9+&]*)"
    r"|(?P<count>\d[\d.,]*(?:[多余万亿]+[一-鿿]|[个家所场次项名位只条座批件起处种届人支栋类辆架艘台枚])"
    r"|[近超上]?[一二两三四五六七八九十百千万几数多]{1,3}(?:多|余)?(?:[个家所场项名位座批类支届]|次(?!(?:全体)?会议|全会)|大(?![学连同理厦兴庆会赛]))"
    r"|一(?=大学|学院|公司|银行|医院|学校|小学|中学))"
    r"|(?P<stop>[^一-鿿“”]+(?:年|月|日|时|分)?|[“”]))"
)
_SIGN = {role.value: role for role in Role} | {None: Role.STOP}
_OFFICE = regex(r"[局委厅办部]\Z")
_AREA = regex(r"[一-鿿]{0,5}[省市县区州旗镇乡]")


class Token(NamedTuple):
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
        return role if role in _NAMING or role in DATING else ""

    @property
    def gap(self) -> int:
        """How many of its characters no table has."""
        return sum(part.end - part.start for part in self.parts if part.role == Role.GAP)


class Compounds:
    """The words of ``compounds.tsv`` with those of ``words.tsv``, and the reading of names."""

    def __init__(self, table: Mapping[str, Sequence[str]], roles: Mapping[str, str]) -> None:
        self.classes = {name: frozenset(listed) for name, listed in table.items()}
        self._roles = list(roles.values())
        self._words = AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest)
        heads = [word for word, role in roles.items() if role in _ENDS]
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
        signs = [Token(*m.span(), _SIGN[m.lastgroup]) for m in _SIGNS.finditer(text, start, end)]
        said = self._said(text, start, end)
        for begin, until in places:  # 北京市|政协, not 北京|市政|协
            torn = next((word for word in said if word.start < until < word.end), None)
            if torn is not None and torn.role != Role.SEAT and begin < torn.start:
                stop = min(end, torn.end + _AGAIN)
                said = [word for word in said if word.end <= until or word.start >= stop]
                said += self._said(text, until, stop)
        found = [*signs, *(Token(*place, Role.PLACE) for place in places), *said]
        found.sort(key=lambda token: (token.start, -token.end))
        return tuple(_filled(text, found, start, end))

    def _said(self, text: str, start: int, end: int) -> list[Token]:
        """The words of the tables in ``text[start:end]``."""
        return [
            Token(start + a, start + b, self._roles[index])
            for index, a, b in self._words.find_matches_as_indexes(text[start:end])
        ]

    def read(
        self, tokens: Sequence[Token], at: int, *, dated: bool, deep: int = _DEEP
    ) -> Compound | None:
        """The compound that ends with the word ``tokens[at]``; None where it is no clean one.

        ``dated`` tells that a number, a year or a title in quotes may say which one it is, as of
        an event; of a body they do not.  ``deep`` bounds how many bodies above it are read.
        """
        last = tokens[at].role
        naming = _NAMING | DATING if dated else _NAMING
        first, left = at, at - 1
        named = last == Role.WHOLE or (
            last == Role.SEAT and not (at and tokens[left].role == Role.GAP)
        )
        while left >= 0 and at - left <= _LONGEST:
            role = tokens[left].role
            further: int | None = None
            if role in naming:
                further = None if named and role == last == Role.WHOLE else left
                named = True
            elif named:
                further = self._further(tokens, left, at, dated=dated, deep=deep)
            elif role in _INNER or role in DATING:
                further = left
            elif role == Role.GAP:
                if _is_strange(tokens, left):
                    return None
                further = left
            elif role == Role.JOINT:
                further = _joined(tokens, left)
                named = further is not None
            if further is None:
                break
            first = further
            left = first - 1
        before = tokens[first - 1].role if first else ""
        start, head, end = tokens[first].start, tokens[at].start, tokens[at].end
        return Compound(start, head, end, tuple(tokens[first:at]), before)

    def _further(
        self, tokens: Sequence[Token], left: int, at: int, *, dated: bool, deep: int
    ) -> int | None:
        """Where a name goes on to the left of what opens it, None where it does not.

        At the body that it belongs to (浙江大学|杭州研究院); where a place alone says a kind, at
        what is done there (国家技术转移|郑州中心); an event, at the words before its number.
        """
        role, behind = tokens[left].role, tokens[left + 1].role
        naming = _NAMING | DATING if dated else _NAMING
        if role in (Role.DASH, Role.INSET) and tokens[at].role != Role.WHOLE:
            opener = _before(tokens, left, (Role.DASH, Role.INSET))
            return opener if opener >= 0 and tokens[opener].role in _NAMING else None
        if (role in BODIES or (role == Role.MEETING and dated)) and deep:
            above = self.read(tokens, left, dated=dated, deep=deep - 1)
            if above is not None and (above.opener or role in BODIES):
                return left - len(above.parts) if above.opener in _NAMING or dated else None
        bare = behind == Role.PLACE and left + 2 == at and tokens[at].role == Role.KIND
        if role == Role.FIELD and (dated or bare):
            opener = _before(tokens, left, (Role.FIELD, *BODIES))
            if opener >= 0 and tokens[opener].role in naming:
                return opener
            if not dated and (opener < 0 or tokens[opener].role == Role.STOP):
                return opener + 1
        if behind == Role.WEAK and role in (Role.FIELD, Role.GAP):
            opener = _before(tokens, left, (Role.FIELD, Role.GAP))
            if opener >= 0 and tokens[opener].role in naming:
                return opener
            edge = opener < 0 or tokens[opener].role == Role.STOP
            if edge and tokens[opener + 1].role == Role.GAP and _is_made(tokens[opener + 1]):
                return opener + 1
        made = role == Role.GAP and not left and behind == Role.PLACE and _is_made(tokens[left])
        return left if made else None


def _is_strange(tokens: Sequence[Token], left: int) -> bool:
    """Whether a stretch that no table has is too long for a made name, or a person's name."""
    long = tokens[left].end - tokens[left].start > _GAP
    return long or bool(left and tokens[left - 1].role == Role.TITLE)


def _is_made(token: Token) -> bool:
    """Whether a stretch that no table has is as long as a made name: 横店."""
    return _SHORT <= token.end - token.start < _GAP


def _before(tokens: Sequence[Token], left: int, roles: Sequence[str]) -> int:
    """The first word to the left, from ``left`` on, that has none of some roles."""
    further = left
    while further >= 0 and left - further < _FAR and tokens[further].role in roles:
        further -= 1
    return further


def _filled(text: str, found: Sequence[Token], start: int, end: int) -> list[Token]:
    """The words that do not overlap, those further left first, with what stands between them."""
    position = start
    kept: list[Token] = []
    for token in found:
        if token.start < position:
            last = kept[-1] if kept else None
            if (
                last
                and token.role == Role.SEAT
                and last.role == Role.PLACE
                and token.start == last.end - 1
            ):
                kept[-1] = Token(last.start, token.start, Role.PLACE)  # 河南|省委
            else:
                continue
        elif token.start > position:
            kept.append(_unknown(text, position, token, kept))
        kept.append(token)
        position = token.end
    if position < end:
        kept.append(Token(position, end, Role.GAP))
    return kept


def _unknown(text: str, start: int, token: Token, kept: Sequence[Token]) -> Token:
    """What stands before a known word: the name of a place that the tables lack, or a gap.

    One character is a place only where a word ends before it (协助|市商务局, not 旅游县|人民医院).
    """
    place = _AREA.fullmatch(text, start, token.start)
    if (
        place
        and token.start - start == 1
        and kept
        and kept[-1].role in (Role.FIELD, Role.VAGUE, Role.BODY, Role.KIND)
    ):
        place = _OFFICE.search(text, token.start, token.end) if token.role in BODIES else None
    return Token(start, token.start, Role.PLACE if place else Role.GAP)


def _joined(tokens: Sequence[Token], joint: int) -> int | None:
    """Where a name begins that holds a 和: 中国物流|和|采购联合会; None where it joins two names."""
    left, behind = joint - 1, tokens[joint + 1].role
    if behind not in (Role.FIELD, *BODIES):
        return None
    inner = (Role.FIELD, Role.GAP) if behind == Role.FIELD else (Role.FIELD,)
    while left >= 0 and tokens[left].role in inner:
        left -= 1
    return left if 0 <= left < joint - 1 and tokens[left].role in _NAMING else None


def read_clauses(segmented: Segmented, scope: Scope) -> list[tuple[Token, ...]]:
    """The words of each clause of a document that holds the last word of a name."""
    return list(compounds(scope.lexicon).find(segmented.shadow, scope.zones.mentioned))


def longest(
    clauses: Iterable[Sequence[Token]],
    lasts: frozenset[Role],
    named: Callable[[Sequence[Token], int], tuple[int, int] | None],
) -> Iterator[tuple[int, int]]:
    """The names of some clauses, in text order; of names in one another, the longest.

    ``named`` tells where the name stands that ends with the word ``tokens[at]``, whose role is
    one of ``lasts``.
    """
    for tokens in clauses:
        found: list[tuple[int, int]] = []
        reach = tokens[-1].end
        for at in range(len(tokens) - 1, -1, -1):
            if tokens[at].role not in lasts or tokens[at].start >= reach:
                continue
            name = named(tokens, at)
            if name is not None:
                found.append(name)
                reach = name[0]
        yield from reversed(found)


def _continued(fields: Iterable[str], heads: Mapping[str, str]) -> dict[str, str]:
    """The words that a field and a head make that share characters: 药品监督|管理|局."""
    starts: dict[str, list[str]] = {}
    for head in heads:
        for length in range(_SHORT, len(head)):
            starts.setdefault(head[:length], []).append(head)
    return {
        field + head[length:]: heads[head]
        for field in fields
        for length in range(_SHORT, len(field))
        for head in starts.get(field[-length:], ())
        if field + head[length:] not in heads
    }


@loaded_once
def compounds(folder: Path | None = None) -> Compounds:
    """The shipped tables with those of the user's own folder."""
    table = words("compounds", folder)
    roles: dict[str, str] = {}
    for role, listed in words("words", folder).items():
        if role in ("verb", "adverb", "aspect", "prep", "joint", "place"):
            roles.update(dict.fromkeys((word for word in listed if len(word) > 1), Role.STOP))
        elif role in ("act", "noun"):
            roles.update(dict.fromkeys(listed, Role.FIELD))
    roles.update(dict.fromkeys(table["made"], Role.GAP))
    for role in _TABLED:
        roles.update(dict.fromkeys(table[role], role))
    heads = {word: role for word, role in roles.items() if role in (Role.BODY, Role.MEETING)}
    roles = {**_continued(table[Role.FIELD], heads), **roles}
    roles.update({word: Role.KIND for word in table["kind"] if roles.get(word) == Role.BODY})
    roles.update(dict.fromkeys(("和", "与", "及", "以及"), Role.JOINT))
    return Compounds(table, roles)
