"""From the words of a text to place names: which stand, and which make one name together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengtu.lexicon import alternatives, lengths, words
from zhengtu.model import Place, PlaceKind
from zhengtu.recognise.area import Areas, load_areas
from zhengtu.recognise.locality_form import Forms, load_forms
from zhengtu.recognise.zone_type import ZoneType, ZoneTypes, load_zone_types, load_zones
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

_QUALIFIER = regex(r"国家级|国家|省级|")
_OTHER_WORD = {
    "市": regex(r"场|值|盈"),  # 吉林市场 is not of 吉林市
    "区": regex(r"域|块|位|划"),  # 河北区域
    "县": regex(r"域|级|际"),  # 和县域
    "城": regex(r"区|市|镇|乡|中村"),  # 西安新城区
}
_TOWN = regex(r"镇|村(?!庄|民|集|支|落)|乡(?!村|镇|亲|土|贤)")
_WATER = regex(r"江(?!苏|西|南|北)|河(?!南|北|长)|湖(?!南|北|州)|山(?!东|西|区|水|海|洪)")
_LIST_GOES_ON = regex(r"[^一-鿿]|[等和及与]|$")
_NO_SURNAME = frozenset("和于向时经同连都从由到与及在以是")
_GENERIC = "省市县区州盟旗"
_LEAD = 2
_GAP = 4
_COUNTY = 3


class Named(NamedTuple):
    """A place name at ``text[start:end]`` and what it can mean."""

    start: int
    end: int
    places: tuple[Place, ...]


Meaning = tuple[Place, ...] | ZoneType | None
"""Of a string: places, a kind of zone, or nothing at all (黄河南岸)."""
Token = tuple[int, int, Meaning]
_NOTHING = Named(-1, -1, ())


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Every name of the tables, and the words around names."""

    areas: Areas
    types: ZoneTypes
    names: Mapping[str, tuple[Place, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    """How long the names are that begin with these two characters, the longest first."""
    find: Callable[[str], list[Token]]
    head: re.Pattern[str]
    """What behind a place name makes another name of it: 大学."""
    side: re.Pattern[str]
    surnames: frozenset[str]
    zones: Mapping[str, tuple[Place, ...]]
    """The zones of the table that have a name of their own, by it."""
    localities: Forms

    def read(
        self, piece: str, tokens: Iterable[Token], bare: Mapping[ZoneType, Place]
    ) -> Iterator[Named]:
        """The tokens that name places, those that name one place together as one.

        ``bare`` are the kinds of zones whose word alone names one (高新区), with that zone.
        """
        last = _NOTHING
        for start, end, meaning in tokens:
            if start < last.end or meaning is None:
                continue
            if isinstance(meaning, ZoneType):
                found = self._zone(piece, last, Named(start, end, ()), meaning, bare)
            else:
                found = self._place(piece, last, Named(start, end, meaning))
            if found is None:
                continue
            if last.places and found.start != last.start:
                yield last
            last = self._downward(piece, found)
            while (beside := self._beside(piece, last)) is not None:
                yield last
                last = self._downward(piece, beside)
        if last.places:
            yield last

    def _place(self, piece: str, last: Named, found: Named) -> Named | None:
        """A name, joined to the one before it where that is the place above."""
        name = piece[found.start : found.end]
        if last.end == found.start and self._is_part(piece, last, found):
            return found._replace(start=last.start)
        if last.end == found.start and (joined := below(last.places, found.places)):
            return Named(last.start, found.end, joined)
        if self._is_person(piece, found):
            return None
        if self._stands(piece, name, found.end):
            return found
        shorter = self.areas.alone.get(name[:-1], ()) if found.places[0].name == name else ()
        return Named(found.start, found.end - 1, shorter) if shorter else None

    def _is_part(self, piece: str, whole: Named, found: Named) -> bool:
        """Whether a zone's name and a place make the name of a part: 黑龙江自贸试验区绥芬河|片区."""
        if not whole.places or whole.places[0].kind != PlaceKind.ZONE:
            return False
        return piece.startswith(self.types.parts, found.end) or (
            found.places[0].kind == PlaceKind.ZONE
            and piece.endswith(self.types.parts, found.start, found.end)
        )

    def _stands(self, piece: str, name: str, end: int) -> bool:
        """Whether the words behind a name leave it a name."""
        other = _OTHER_WORD.get(name[-1])
        if other is not None and (name[-1] != "县" or len(name) == _LEAD):
            return not other.match(piece, end)
        if name[-1] in "东西南北" and self.side.match(piece, end):
            return False
        meant = self.names.get(name, ())
        depth = len(meant[0].path) if meant and meant[0].name != name else 0
        return not (depth > 1 and _TOWN.match(piece, end)) and not (
            depth == _COUNTY and _WATER.match(piece, end)
        )

    def _is_person(self, piece: str, found: Named) -> bool:
        """A surname between two edges with a name that people bear too: 、张德江、."""
        before = piece[max(0, found.start - 2) : found.start]
        if found.end - found.start != _LEAD or before[-1:] not in self.surnames:
            return False
        after = piece[found.end : found.end + 1]
        return not any("一" <= sign <= "鿿" for sign in (before[:-1], after) if sign)

    def _downward(self, piece: str, found: Named) -> Named:
        """A mention with the names of lower places right behind it: 河南 + 新乡 + 牧野区."""
        while (lower := self._next_name(piece, found.end, found.places, below)) is not None:
            found = lower._replace(start=found.start)
        return found

    def _beside(self, piece: str, found: Named) -> Named | None:
        """A name that shows that it is one by standing in a list: 朔州、大同."""
        if piece[found.end : found.end + 1] != "、":
            return None
        beside = self._next_name(piece, found.end + 1, found.places, _alike)
        return beside if beside is not None and _LIST_GOES_ON.match(piece, beside.end) else None

    def _next_name(
        self,
        piece: str,
        start: int,
        places: tuple[Place, ...],
        fitting: Callable[[tuple[Place, ...], tuple[Place, ...]], tuple[Place, ...]],
    ) -> Named | None:
        """The longest name that begins at ``start`` and has a meaning that fits the places."""
        for length in self.lengths.get(piece[start : start + _LEAD], ()):
            name = piece[start : start + length]
            meant = self.names.get(name) if len(name) == length else None
            if (
                meant
                and (fit := fitting(places, meant))
                and self._stands(piece, name, start + length)
            ):
                return Named(start, start + length, fit)
        return None

    def _zone(
        self, piece: str, last: Named, found: Named, kind: ZoneType, bare: Mapping[ZoneType, Place]
    ) -> Named | None:
        """The zone that a kind's word means, in the place before it or by itself."""
        other = _OTHER_WORD.get(piece[found.end - 1])
        if other is not None and other.match(piece, found.end):
            return None
        seat = self._city_before(piece, found.start, last.end) or _near(last, found.start)
        gap = piece[seat.end : found.start] if seat.places else "?"
        proper = "" if _QUALIFIER.fullmatch(gap) else gap
        strong = kind.claim == "strong" and len(proper) > 1 and self.types.is_proper(proper)
        sort = kind.claim == "sort" and piece[seat.end - 1] not in _GENERIC
        plain = not proper and (
            kind.claim not in ("shown", "told") or self.types.proves(piece, found.start, found.end)
        )
        if plain or strong or (sort and self.types.is_sort(proper)):
            inside = (self.types.inside(place, proper, kind) for place in seat.places)
            zones = tuple(self.listed(zone) for zone in inside if zone is not None)
            return Named(seat.start, found.end, zones) if zones else None
        alone = bare.get(kind)
        if alone is None or not self.types.stands_bare(piece, found.start, found.end):
            return None
        return found._replace(places=(alone,))

    def listed(self, zone: Place) -> Place:
        """The zone of the table with this name where its seat lies around: 四川's 天府新区 in 成都."""
        known = self.zones.get(zone.name, ())
        return next((other for other in known if _around(other, zone)), zone)

    def _city_before(self, piece: str, end: int, floor: int) -> Named | None:
        """A city whose name does not stand alone, but does before 经开区: 天水经开区."""
        for start in range(max(floor, end - _GAP, 0), end - _LEAD + 1):
            if (city := self.areas.city(piece[start:end])) is not None:
                return Named(start, end, (city,))
        return None


def _around(listed: Place, zone: Place) -> bool:
    above = listed.path[:-1]
    return zone.path[: len(above)] == above


def _near(last: Named, start: int) -> Named:
    """The division named right before ``start``, or one name before it: 潍坊 of 潍坊滨海经开区."""
    is_seat = last.places and last.places[0].kind == PlaceKind.ADMINISTRATIVE
    return last if is_seat and start - last.end <= _GAP else _NOTHING


def load_place_names(folder: Path | None = None) -> PlaceNames:
    """The names of the shipped tables with those of the user's own folder."""
    areas = load_areas(folder)
    types = load_zone_types(areas, folder)
    zones = {name: (place,) for name, place in load_zones(areas, types, folder).items()}
    names = {**areas.names, **zones}
    own: dict[str, tuple[Place, ...]] = {}
    for (place,) in zones.values():
        if place.name not in types.shorts and place not in own.get(place.name, ()):
            own[place.name] = (*own.get(place.name, ()), place)
    around = words("place-context", folder)
    decoys = dict.fromkeys((*around["decoy"], *around["country"]))
    return PlaceNames(
        areas=areas,
        types=types,
        names=names,
        lengths=lengths(names, lead=_LEAD),
        find=finder({**decoys, **types.words, **areas.alone, **zones}),
        head=_heads(around),
        side=regex("|".join(around["side"])),
        surnames=frozenset(words("people", folder)["surname"]) - _NO_SURNAME,
        zones=own,
        localities=load_forms(folder),
    )


def finder(meanings: Mapping[str, Meaning]) -> Callable[[str], list[Token]]:
    """Finds the leftmost, longest of the strings, without overlap."""
    values = list(meanings.values())
    automaton = AhoCorasick(list(meanings), matchkind=MatchKind.LeftmostLongest)
    return lambda text: [
        (start, end, values[index]) for index, start, end in automaton.find_matches_as_indexes(text)
    ]


def merged(tokens: Iterable[Token], others: Iterable[Token]) -> list[Token]:
    """Two lists of tokens as one without overlap: the leftmost, longest; in doubt of the second."""
    kept: list[Token] = []
    for token in sorted((*others, *tokens), key=lambda token: (token[0], -token[1])):
        if not kept or token[0] >= kept[-1][1]:
            kept.append(token)
    return kept


def below(upper: tuple[Place, ...], lower: tuple[Place, ...]) -> tuple[Place, ...]:
    """The lower places that lie in an upper one, the highest level of them."""
    if lower[0].kind == PlaceKind.ZONE and len(lower[0].path) == 1:
        hosts = (place for place in upper if place.kind == PlaceKind.ADMINISTRATIVE)
        return tuple(Place((*place.path, lower[0].name), PlaceKind.ZONE) for place in hosts)
    inside = [low for low in lower if any(place.contains(low) for place in upper)]
    depth = min((len(place.path) for place in inside), default=0)
    return tuple(place for place in inside if len(place.path) == depth)


def _alike(places: tuple[Place, ...], meant: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those beside the places in one city, and cities beside a city."""
    above, depth = places[0].path[:-1], len(places[0].path)
    return tuple(
        place for place in meant if place.path[:-1] == above or len(place.path) == depth == _LEAD
    )


def _heads(around: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """What makes a place name part of another name: a head, after at most three inner words."""
    ends = [word.partition(":") for word in around["end"]]
    single = [
        f"{re.escape(sign)}(?![{re.escape(but)}])" if but else re.escape(sign)
        for sign, _, but in ends
    ]
    heads, infixes = alternatives(around["head"]), alternatives(around["infix"])
    # 成都第31届世界大学生夏季运动会, and not 成都市第十届人民代表大会
    session = r"第[\d一二三四五六七八九十]+届[一-鿿]{0,8}?(?:运动会|亚运|亚冬|冬奥|奥运|大运|博览会|艺术节|文化节)"
    measured = "产[量值能]|销量|出口|保有量|零售|制造"  # 增城区|新能源汽车产量 is of no firm
    return regex(f"(?:{infixes}){{0,3}}?(?:{heads}|{'|'.join(single)}|{session})(?!{measured})")
