"""Towns and villages, which no table lists, by the form of their names: 云台镇, 青溪村.

A name needs proof, for 重点镇 and 示范村 have the same form: the place above it right before
it (石门县云台镇), a village behind the town (云台镇青溪村), or a body behind either (青溪村党支部).
In a text whose county or city is known, a town is also proven by a list of towns or by being
named twice.  What is proven once is a name in all of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengtu.model import Place, PlaceKind
from zhengtu.recognise.place import PlaceMention
from zhengtu.recognise.zone_type import is_edge
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhengtu.recognise.locality_form import Forms
    from zhengtu.recognise.place import Gazetteer

_ENDING = regex(
    r"(?P<town>镇|街道|乡(?![村镇亲土贤愁音])|苏木)"
    r"|(?P<village>村(?![庄落镇级务集寨史医规居])(?:社区)?|社区|嘎查)"
)
_NO_STEM = regex(r"[百千万多数几两]+|城")
"""What is no name by itself: 千镇, 城镇."""
_FUNCTION = frozenset("的了个各全该本我每这那等其整所在从是为与及")
"""Characters of no name: 各镇, 这个村."""
_DATED = "年月日"
_SETTLED = regex(r"[县市镇村乡](?!族)|街道|社区")
"""What inside a name would be the end of another: 县城|镇."""
_NATIONS = regex(r".{1,3}族")
_SHORTEST, _LONGEST, _LONGEST_NATION = 2, 4, 8
_TOWNS = ("镇", "街道", "苏木")
_COUNTY = 2
"""The length of the path of the highest place that towns are told under: a city."""


class _Found(NamedTuple):
    """A town or village at ``text[start:end]``: the place above it, and its own names."""

    start: int
    end: int
    above: tuple[str, ...]
    names: tuple[str, ...]
    proven: bool


@dataclass(slots=True)
class _Reader:
    text: str
    mentions: Sequence[PlaceMention]
    gazetteer: Gazetteer
    home: Place | None
    forms: Forms

    def read(self) -> Iterator[_Found]:
        """The proven towns and villages, each as far as the names in one go on."""
        found = list(self._candidates())
        said = Counter(one.names[0] for one in found)
        listed = [self.text[one.end : other.start] == "、" for one, other in pairwise(found)]
        for one, before, after in zip(found, [False, *listed], [*listed, False], strict=False):
            told = before or after or said[one.names[0]] > 1
            if one.proven or (told and one.names[0].endswith(_TOWNS)):
                yield one

    def _candidates(self) -> Iterator[_Found]:
        """What has the form of a name, proven or not."""
        last: _Found | None = None
        for ending in _ENDING.finditer(self.text):
            found = self._ends_at(ending, last)
            if found is None:
                continue
            if last is not None and found.start != last.start:
                yield last
            last = found
        if last is not None:
            yield last

    def _ends_at(self, ending: re.Match[str], last: _Found | None) -> _Found | None:
        """The town or village whose name ends with this match."""
        start, end = ending.span()
        is_village = ending["village"] is not None
        if last is not None and is_village and last.end < start and not _is_village(last.names[-1]):
            name = self.text[last.end : end]
            if self._is_proper(name, start - last.end, self.forms.verbs):
                return last._replace(end=end, names=(*last.names, name), proven=True)
        return self._below_mention(start, end, last) or self._by_itself(start, end)

    def _below_mention(self, start: int, end: int, last: _Found | None) -> _Found | None:
        """A name right behind a city, county or district: 石门县|云台镇."""
        at = bisect_right(self.mentions, start - 1, key=attrgetter("end")) - 1
        mention = self.mentions[at] if at >= 0 else None
        if mention is None or start - mention.end > _LONGEST_NATION:
            return None
        if last is not None and mention.start < last.end:
            return None
        name = self.text[mention.end : end]
        if not self._is_proper(name, start - mention.end, self.forms.common) or name.endswith(
            "社区"
        ):
            return None
        above = self.gazetteer.resolve(mention, self.home)
        if above is None or above.kind != PlaceKind.ADMINISTRATIVE or len(above.path) < _COUNTY:
            return None
        return _Found(mention.start, end, above.path, (name,), proven=True)

    def _by_itself(self, start: int, end: int) -> _Found | None:
        """A name behind a sign, 在 or 走进, in a text whose city or county is known."""
        seat = _seat(self.home)
        if not seat:
            return None
        body = bool(self.forms.body.match(self.text, end))
        for begin in range(max(0, start - _LONGEST), start - _SHORTEST + 1):
            name = self.text[begin:end]
            if name[0] in _DATED or not self._is_proper(name, start - begin, self.forms.common):
                continue
            before = self.text[max(0, begin - 1) : begin]
            signed = not "一" <= before <= "鿿"
            if signed or is_edge(before) or self._is_led(begin):
                return _Found(begin, end, seat, (name,), proven=body)
        return None

    def _is_led(self, begin: int) -> bool:
        return self.text[max(0, begin - _LONGEST) : begin].endswith(self.forms.leads)

    def _is_proper(self, name: str, size: int, barred: frozenset[str]) -> bool:
        """Whether ``name``, whose first ``size`` characters say which one, is that of one place."""
        stem = name[:size]
        longest = _LONGEST_NATION if _NATIONS.search(stem) else _LONGEST
        if not 0 < len(stem) <= longest or not all("一" <= sign <= "鿿" for sign in stem):
            return False
        if is_edge(stem[0]) or not _FUNCTION.isdisjoint(stem) or _SETTLED.search(stem):
            return False
        parts = (stem[at:to] for at in range(size) for to in range(at + 2, size + 1))
        sort = self.forms.sorts.search(name) or _NO_STEM.fullmatch(stem)
        return not sort and barred.isdisjoint(parts)


def find_localities(
    text: str, mentions: Sequence[PlaceMention], gazetteer: Gazetteer, home: Place | None
) -> list[PlaceMention]:
    """The mentions of places in a text with those of towns and villages, in order.

    A town right behind the county that it lies in makes one mention with it; what a town
    or village covers in part (镇江 in 云台镇江口村) is none.
    """
    found = list(_Reader(text, mentions, gazetteer, home, gazetteer.names.localities).read())
    if not found:
        return list(mentions)
    known = _known(found)
    places = [_mention(text, one, known, gazetteer) for one in found]
    again = _again(text, known, gazetteer)
    return _without_overlap(mentions, _without_overlap(again, places))


def is_town(place: Place) -> bool:
    """Whether a place is a town, township or street."""
    return is_local(place) and not _is_village(place.name)


def is_village(place: Place) -> bool:
    """Whether a place is a village or a community."""
    return is_local(place) and _is_village(place.name)


def is_local(place: Place) -> bool:
    """Whether a place is a town or a village, below what the tables list."""
    administrative = place.kind == PlaceKind.ADMINISTRATIVE and place.code is None
    return administrative and len(place.path) > _COUNTY and bool(_ENDING.search(place.name[-2:]))


def _is_village(name: str) -> bool:
    return name.endswith(("村", "社区", "嘎查"))


def _seat(home: Place | None) -> tuple[str, ...]:
    """The path of the city, county or district that a text is about; empty for a province's."""
    if home is None:
        return ()
    path = home.path[:-1] if home.kind == PlaceKind.ZONE else home.path
    return path if len(path) >= _COUNTY else ()


def _known(found: Iterable[_Found]) -> dict[str, tuple[str, ...]]:
    """The path of each name, the longest of them: 青溪村 is that of 云台镇; none of two."""
    paths: dict[str, tuple[str, ...]] = {}
    for one in found:
        for depth in range(1, len(one.names) + 1):
            path = (*one.above, *one.names[:depth])
            name, other = path[-1], paths.get(path[-1], path)
            longer = max(path, other, key=len)
            paths[name] = longer if other == path or _extends(path, other) else ()
    return {name: path for name, path in paths.items() if path}


def _extends(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two paths can be of one place, the shorter lacking what lies between."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) < len(longer) and longer[: len(shorter) - 1] == shorter[:-1]


def _mention(
    text: str, one: _Found, known: Mapping[str, tuple[str, ...]], gazetteer: Gazetteer
) -> PlaceMention:
    path = (*one.above, *one.names)
    fuller = known.get(path[-1], path)
    return _named(text, one.start, one.end, fuller if _extends(path, fuller) else path, gazetteer)


def _named(
    text: str, start: int, end: int, path: tuple[str, ...], gazetteer: Gazetteer
) -> PlaceMention:
    inside = bool(gazetteer.names.head.match(text, end))
    return PlaceMention(start, end, text[start:end], (Place(path),), inside)


def _again(
    text: str, known: Mapping[str, tuple[str, ...]], gazetteer: Gazetteer
) -> list[PlaceMention]:
    """The other places where a name stands that is proven elsewhere."""
    names = list(known)
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    hits = automaton.find_matches_as_indexes(text)
    stands = (
        hit
        for hit in hits
        if len(names[hit[0]]) > _SHORTEST or is_edge(text[max(0, hit[1] - 1) : hit[1]])
    )
    return [_named(text, start, end, known[names[at]], gazetteer) for at, start, end in stands]


def _without_overlap(
    weaker: Iterable[PlaceMention], stronger: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """Both in order, without those of the weaker that the stronger cover in part."""
    ends = [one.end for one in stronger]
    kept = list(stronger)
    for one in weaker:
        at = bisect_right(ends, one.start)
        if at == len(stronger) or one.end <= stronger[at].start:
            kept.append(one)
    return sorted(kept, key=attrgetter("start"))
