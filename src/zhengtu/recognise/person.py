"""Names of people and titles of posts, by the words of ``people.tsv``.

A name is known by its shape and by what stands behind it: 张|三丰 goes on, 张三丰|表示 ends.
Four shapes: a family name with one or two characters (欧阳若海), the same with blanks
(马  骏), parts joined by · (阿迪力·买买提), and characters that write by sound (次仁旺堆).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengtu.lexicon import alternatives, loaded_once, words
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from pathlib import Path

_CJK = "一-鿿"
_JOINS = "·-"
_SPEAKS = "说称讲谈告摄作"
_FOLLOWING = ("verb", "act", "then", "adverb", "prep", "aspect")  # classes of words.tsv
_LAST = frozenset("和为同致向")
"""What ends a given name as well as it begins what somebody does: 庹大为|为平台揭牌."""
_MIDDLE = frozenset("在为会到出")
_BEFORE_VERB = frozenset("在为对向与就")
_TIME = regex(r"\d[年月日时]")
_LONGEST_SURNAME = 4
_LONGEST_FOLLOW = 4
_SHORT, _LONG = 2, 4  # characters of a name
_WIDEST = 24  # of one with ·


@dataclass(frozen=True, slots=True)
class People:
    """The table as sets and compiled patterns."""

    titles: AhoCorasick
    """A title anywhere, without rank, the longest first."""
    post: re.Pattern[str]
    """A whole post: ``org``, ``title`` with its rank, and the ``core`` or ``bare`` title without."""
    surnames: frozenset[str]
    follow: frozenset[str]
    said: frozenset[str]
    """Those of them that only people do: 介绍, 主持."""
    never: frozenset[str]
    unnamed: frozenset[str]
    address: frozenset[str]
    states: tuple[str, ...]
    going_on: frozenset[str]
    heads: frozenset[str]
    own: frozenset[str]
    shared: frozenset[str]
    occupations: frozenset[str]
    """Titles that are no office: 教授, 村民."""
    leaders: frozenset[str]
    """Titles that are an office in a public body only: 负责人, 总经理."""
    public: re.Pattern[str]
    portfolio: re.Pattern[str]
    company: re.Pattern[str]
    edges: AhoCorasick
    """The words that bodies never begin before, and the names in which such a word hides."""
    whole: int
    """How many of these, the first ones, are names."""
    bylines: AhoCorasick
    byline: re.Pattern[str]
    rank: re.Pattern[str]
    ranked: re.Pattern[str]
    _spaced: re.Pattern[str]
    _sound: re.Pattern[str]
    _joined: re.Pattern[str]
    _joined_end: re.Pattern[str]
    _openings: frozenset[str]
    """What characters a name begins with."""
    _alone: re.Pattern[str]

    def name_end(self, text: str, at: int, *, strict: bool = False, foreign: bool = False) -> int:
        """Where the name ends that begins at ``at``, or -1.

        ``strict`` wants a mark or a longer word behind it, ``foreign`` allows short names by sound.
        """
        if text[at : at + 1] not in self._openings:
            return -1
        spaced = " " in text[at + 1 : at + 4] and self._spaced.match(text, at)
        if spaced:
            for end in (spaced.end(), spaced.end("first")):
                if self.ends(text, end, strict=strict) and self._given(text[at + 1 : end]):
                    return end
        end = self._family(text, at, strict=strict)
        if end < 0 and any(join in text[at : at + _WIDEST] for join in _JOINS):
            end = self._dotted(text, at, strict=strict)
        if end > 0:
            return end
        return self._by_sound(text, at, strict=strict, least=_SHORT if foreign else _SHORT + 1)

    def byline_end(self, text: str, at: int) -> int:
        """Where the name ends that begins at ``at`` in a line of who made the page, or -1."""
        return self.name_end(text, at, strict=True, foreign=True)

    def title_name_end(self, text: str, at: int, title: str) -> int:
        """Where the name ends that begins at ``at`` behind a title, or -1.

        Behind what many people are (游客, 居民) a word may follow that begins like a name: 高峰, 应当.
        """
        if title[-1] == "长" and text[at : at + _SHORT] in self.going_on:
            return -1
        end = self.name_end(text, at, foreign=title in self.own)
        if end < 0 or title not in self.occupations:
            return end
        if end - at > _SHORT:
            return -1 if text[at : at + _SHORT] in self.unnamed else end
        strict = text[at] in self.surnames and self.ends(text, end, strict=True)
        return end if strict and "一" <= text[end : end + 1] <= "鿿" else -1

    def name_start(self, text: str, end: int) -> int:
        """Where the name begins that ends at ``end``, or -1."""
        if text[end - 1 : end] in (" ", ""):
            return -1
        begin = max(0, end - _WIDEST)
        dotted = "·" in text[begin:end] and self._joined_end.search(text[begin:end])
        if dotted:
            return begin + dotted.start()
        alone = self._alone.search(text[begin:end])
        if alone and alone[0] not in self.unnamed:
            return begin + alone.start()
        fits = (
            start
            for start in range(max(0, end - _LONG), end - 1)
            if self._is_family(text[start:end])
        )
        return next(fits, -1)

    def may_end(self, text: str, end: int, *, sound: bool) -> bool:
        """Whether it is worth to look for a name before ``end``, or before a rank there."""
        end -= text[end - 1 : end] in ("副", "代")
        if sound and text[end - 1 : end] in self._openings:
            return True
        return not self.surnames.isdisjoint(
            (text[end - 3 : end - 2], text[end - 2 : end - 1], text[end - 4 : end - 2])
        )

    def is_name(self, words: str, *, foreign: bool = False, short: bool = False) -> bool:
        """Whether the words are a name and nothing else; ``short`` allows two characters."""
        if len(words) <= _SHORT and not short:
            return False
        sound = foreign and len(words) > _SHORT and self._sound.fullmatch(words)
        if sound and not words.startswith(self.states) and words not in self.unnamed:
            return True
        han = all("一" <= char <= "鿿" for char in words)
        return (han and self._is_family(words)) or self._joined.fullmatch(words) is not None

    def body_start(self, body: str) -> int:
        """Where a body begins in the words before a title: behind the last verb, preposition, time."""
        found = self.edges.find_matches_as_indexes(body)
        words = max((end for index, _, end in found if index >= self.whole), default=0)
        return max(words, *(time.end() for time in _TIME.finditer(body)), 0)

    def named_list(self, text: str, at: int) -> Iterator[tuple[int, int]]:
        """The names that follow a name: 、乙、丙和丁."""
        while text[at : at + 1] in ("、", "和"):
            begin = at + 1
            at = self.name_end(text, begin)
            if at < 0 or self.ranked.match(text, at):
                return
            yield begin, at

    def ends(self, text: str, end: int, *, strict: bool = False) -> bool:
        """Whether a name can end here: before a mark, a title or a word that follows names."""
        behind = text[end : end + 1]
        if not "一" <= behind <= "鿿":
            return behind not in ("·", "-")
        if behind in self.follow and (not strict or behind in _SPEAKS):
            return True
        longer = range(_SHORT, _LONGEST_FOLLOW + 1)
        return any(text[end : end + size] in self.follow for size in longer) or bool(
            self.ranked.match(text, end)
        )

    def _given(self, given: str) -> bool:
        """Whether characters can be a given name: 在 and 为 only as the first of two (谭在清)."""
        given = given[1:] if len(given) == _SHORT and given[0] in _MIDDLE else given
        return not self.never.intersection(given) and given not in self.address

    def _is_family(self, name: str) -> bool:
        sizes = [size for size in (1, 2, 3, 4) if name[:size] in self.surnames]
        return (
            name not in self.unnamed
            and name.isalpha()
            and any(0 < len(name) - size <= _SHORT and self._given(name[size:]) for size in sizes)
        )

    def _family(self, text: str, at: int, *, strict: bool) -> int:
        for size in range(_LONGEST_SURNAME, 0, -1):
            if text[at : at + size] not in self.surnames:
                continue
            for more in (1, 2, 3) if size > 1 else (1, 2):
                end = at + size + more
                shape = self._shaped(text, at, size, end)
                if shape and self.ends(text, end, strict=strict):
                    known = text[at:end] in self.unnamed
                    return -1 if known else end + self._third(text, at, size, end)
        end = at + _LONG
        double = {text[at : at + 1], text[at + 1 : at + 2]} <= self.surnames
        fits = double and self._shaped(text, at, _SHORT, end)
        behind = text[end : end + 1]
        return end if fits and not ("一" <= behind <= "鿿" or behind in ("·", "-")) else -1

    def _third(self, text: str, at: int, size: int, end: int) -> int:
        """One more character where 和 or the like belongs to the name: 王文和|主持, but 王文|和张三."""
        if end - at != size + 1 or text[end : end + 1] not in _LAST:
            return 0
        after = text[end + 1 : end + 2]
        if not "一" <= after <= "鿿" or after in _BEFORE_VERB:
            return 1
        said = self.follow if text[end] == "和" else self.said
        return int(any(text[end + 1 : end + 1 + n] in said for n in (2, 3, 4)))

    def _shaped(self, text: str, at: int, size: int, end: int) -> bool:
        given = text[at + size : end]
        han = end <= len(text) and all("一" <= char <= "鿿" for char in given)
        return han and self._given(given)

    def _dotted(self, text: str, at: int, *, strict: bool) -> int:
        match = self._joined.match(text, at)
        if match is None:
            return -1
        for end in range(match.start("last") + 1, match.end() + 1):
            if self.ends(text, end, strict=strict):
                return end
        whole = match.end() - match.start("last") > 1 and text[
            match.end() : match.end() + 1
        ] not in ("·", "-")
        return match.end() if whole else -1

    def _by_sound(self, text: str, at: int, *, strict: bool, least: int) -> int:
        match = self._sound.match(text, at)
        if match is None:
            return -1
        for end in range(at + _SHORT, match.end() + 1):
            if self.ends(text, end, strict=strict or end - at < least):
                name = text[at:end]
                return -1 if name in self.unnamed or name in self.address else end
        return -1


@loaded_once
def people(folder: Path | None = None) -> People:
    """The shipped table with the user's own rows."""
    table = words("people", folder)
    classes = words("words", folder)
    known = {word for listed in classes.values() for word in listed}
    verbs = {word for role in _FOLLOWING for word in classes[role] if len(word) > 1}
    rank = alternatives(table["rank"])
    plain = alternatives((*table["title"], *table["leader"], *table["occupation"]))
    title = rf"(?:(?:{rank}){{0,2}}(?:{plain}))"
    surnames = (*table["surname"], *table["compound"])
    sound = f"[{''.join(table['sound'])}]"
    joined = f"[{''.join((*table['sound'], *table['joined']))}]"
    return People(
        titles=_any_of(*table["title"], *table["leader"], *table["occupation"]),
        post=regex(
            rf"(?P<org>.*?)(?P<title>(?P<bare>{plain})|(?:{rank}){{1,2}}(?P<core>{plain}))\Z"
        ),
        surnames=frozenset(surnames),
        _openings=frozenset((*(name[0] for name in surnames), *table["sound"], *table["joined"])),
        follow=frozenset(
            (*table["follow"], *verbs, *(word for word in table["cut"] if len(word) > 1))
        ),
        said=frozenset(word for word in table["follow"] if len(word) > 1),
        never=frozenset(table["never"]),
        unnamed=frozenset((*table["unnamed"], *table["state"], *known)),
        address=frozenset((*table["address"], *(w for w in table["follow"] if len(w) > 1))),
        states=table["state"],
        going_on=frozenset(table["going-on"]),
        heads=frozenset(table["head"]),
        own=frozenset(table["own"]),
        shared=frozenset(table["shared"]),
        occupations=frozenset(table["occupation"]),
        leaders=frozenset(table["leader"]),
        public=regex(rf"(?:{alternatives(table['public'])})\Z"),
        portfolio=regex(rf"(?:{alternatives(table['portfolio'])})\Z"),
        company=regex(rf"公司|集团(?!军)|(?:{alternatives(table['company'])})\Z"),
        edges=_any_of(*table["whole"], *table["cut"]),
        whole=len(table["whole"]),
        bylines=_any_of(*table["byline"], *table["credit"]),
        byline=regex(
            rf"(?P<role>{alternatives(table['byline'])})[ :/|丨]{{0,4}}"
            rf"|(?<![{_CJK}])(?P<credit>{alternatives(table['credit'])})[ :/|丨]{{1,4}}"
        ),
        rank=regex(rf"(?:{rank}){{1,2}}\Z"),
        ranked=regex(title),
        _spaced=regex(
            rf"(?:{alternatives(surnames)})(?P<gap> {{1,4}})(?P<first>[{_CJK}])(?:(?P=gap)[{_CJK}])?"
        ),
        _sound=regex(rf"(?![和于能可都不再]){sound}{{2,9}}"),
        _joined=regex(rf"(?:{joined}{{1,10}}[{_JOINS}]){{1,6}}(?P<last>{joined}{{1,12}})"),
        _alone=regex(rf"(?<![{_CJK}·]){sound}{{3,9}}\Z"),
        _joined_end=regex(rf"(?:{joined}{{1,10}}·){{1,6}}{joined}{{1,12}}\Z"),
    )


def _any_of(*listed: str) -> AhoCorasick:
    return AhoCorasick(list(dict.fromkeys(listed)), matchkind=MatchKind.LeftmostLongest)
