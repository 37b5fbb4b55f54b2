"""Place names in running text: provinces, cities, counties and development zones.

A name alone is not enough: 范县 hides in 示范县, 河南 in 黄河南岸, and 北京大学 is no place.
The tables say which names stand alone and which only behind the place above them, which
strings are none at all, and what behind a name makes it part of another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengtu.errors import UsageError
from zhengtu.lexicon import loaded_once
from zhengtu.model import Place, PlaceKind
from zhengtu.recognise.area import is_province
from zhengtu.recognise.place_name import PlaceNames, Token, finder, load_place_names, merged
from zhengtu.recognise.zone_type import ZoneType
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SURROGATE = regex("[\ud800-\udfff]")
_NATIONS = regex(r"(.{2,}?)(?:.{1,3}族)+自治([县旗州])")
_GENERIC = regex(r"(.{2,})[省市县州旗盟]")
_WELL_FORMED = regex(
    r"[一-鿿]{1,12}(?:[市县区旗盟州镇乡村]|街道|苏木|社区|嘎查)|[一-鿿]{2,16}(?:[区城港园岛湾]|基地|口岸)"
)
_FUNCTIONAL = regex(r"[城港园岛湾]$|基地$|口岸$|园区$|.[发验试作济景港工能进导税]区$")
_SEPARATORS = regex(r"[\s/>·,，-]+")
_LEAST = 2
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name at ``text[start:end] == surface``, and the places that it can mean.

    A zone whose city is not said has one candidate, with a path of one name.
    ``inside_name`` tells that the words behind make another name of it: 北京 in 北京大学.
    """

    start: int
    end: int
    surface: str
    candidates: tuple[Place, ...]
    inside_name: bool = False


class Gazetteer:
    """Finds the places of the tables in a text, and tells those of one name apart."""

    def __init__(self, names: PlaceNames) -> None:
        self.names = names

    def find_places(
        self, text: str, start: int = 0, end: int | None = None, *, home: Place | None = None
    ) -> list[PlaceMention]:
        """The place names in ``text[start:end]``, in order, without overlap.

        Call it once with the whole text: names of zones are learned from the text itself.
        ``home`` is the place that the text is about: its names need no proof, and may be
        missing from the tables.

        >>> [m.surface for m in gazetteer().find_places("河南省新乡市牧野区和天水经开区")]
        ['河南省新乡市牧野区', '天水经开区']
        """
        start, end, _ = slice(start, end).indices(len(text))
        piece = _SURROGATE.sub("\ufffd", text[start:end])
        tokens, bare = self._tokens(piece, home)
        return [
            PlaceMention(
                start + a,
                start + b,
                text[start + a : start + b],
                places,
                bool(self.names.head.match(piece, b)),
            )
            for a, b, places in self.names.read(piece, tokens, bare)
        ]

    def resolve(
        self, mention: PlaceMention, context: Place | None = None, *, earlier: Iterable[Place] = ()
    ) -> Place | None:
        """The one place that a mention means; None when that cannot be decided.

        ``context`` is the place that the text is about, ``earlier`` are places that it named
        before, the nearest first: 鼓楼区 in a text of 开封 is that of 开封.

        >>> kaifeng = parse_place("开封")
        >>> gazetteer().resolve(gazetteer().find_places("鼓楼区")[0], kaifeng).path
        ('河南省', '开封市', '鼓楼区')
        """
        first, hosts = (
            mention.candidates[0],
            [host for host in (context, *earlier) if host is not None],
        )
        if first.kind == PlaceKind.ZONE and len(first.path) == 1:
            return self._settled(first, hosts)
        if len(mention.candidates) == 1:
            return first
        return next((near for host in hosts if (near := _nearest(mention.candidates, host))), None)

    def known(self, place: Place) -> Place:
        """The place of the tables with this path, which has its code; else the place itself."""
        return next(
            (known for known in self.names.names.get(place.name, ()) if known.path == place.path),
            place,
        )

    def _tokens(self, piece: str, home: Place | None) -> tuple[list[Token], dict[ZoneType, Place]]:
        """The words of a text with the names learned from it, and the kinds of zones named bare."""
        types = self.names.types
        tokens = self.names.find(piece)
        kinds = [(start, end, kind) for start, end, kind in tokens if isinstance(kind, ZoneType)]
        in_city = home is not None and len(_seat(home).path) > 1
        learned = types.learn(piece, kinds, in_city=in_city)
        learned.update(self._names_of(home) if home else {})
        if learned:
            tokens = merged(
                tokens, finder({name: (place,) for name, place in learned.items()})(piece)
            )
        shown = types.alone if in_city else types.shown_bare(piece, kinds)
        bare = {kind: Place((kind.short,), PlaceKind.ZONE) for kind in shown}
        return tokens, bare | (types.own(home) if home else {})

    def _names_of(self, home: Place) -> dict[str, Place]:
        """The names of a place and of those above it."""
        types, names = self.names.types, dict[str, Place]()
        for depth in range(1, len(home.path) + 1):
            place = home if depth == len(home.path) else Place(home.path[:depth])
            ending = types.ending.search(place.name)
            if place.kind == PlaceKind.ADMINISTRATIVE:
                names.update(dict.fromkeys(self._spoken(place), self.known(place)))
                if place.name.endswith("区"):
                    names.update(types.of_district(place))
            elif ending and ending.start():
                stem = place.name[: ending.start()]
                if stem not in self.names.areas.names:
                    names.update(types.beside(place, stem))
                names.update(dict.fromkeys(types.forms(stem, types.words[ending[0]]), place))
            else:
                names.setdefault(place.name, place)
        return {**names, **self.names.areas.guarded.get(home.path, {})}

    def _spoken(self, place: Place) -> Iterator[str]:
        """The names under which people know a division, also one that the tables lack."""
        yield place.name
        yield from self.names.areas.forms.get(place.path, ())
        short = self.names.areas.shorts.get(place.path)
        nations, generic = _NATIONS.fullmatch(place.name), _GENERIC.fullmatch(place.name)
        if self.known(place).code is not None:
            yield from (short,) if short and not place.name.endswith("区") else ()
        elif nations:
            yield from (nations[1] + ending for ending in (nations[2], "自治" + nations[2], ""))
        elif generic:
            yield generic[1]

    def _settled(self, zone: Place, hosts: list[Place]) -> Place | None:
        """A zone whose city is not said, in the city of the text."""
        for host in hosts:
            if zone.name in host.path:
                return Place(host.path[: host.path.index(zone.name) + 1], PlaceKind.ZONE)
        seat = next((seat for seat in map(_seat, hosts) if not is_province(seat)), None)
        if seat is not None:
            return Place((*seat.path, zone.name), PlaceKind.ZONE)
        return None if hosts and zone.name in self.names.types.shorts else zone


@loaded_once
def gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of the shipped tables with those of the user's own folder."""
    return Gazetteer(load_place_names(folder))


def parse_place(text: str, *, folder: Path | None = None) -> Place:
    """The place that a user names, by its full or short name, with or without those above it.

    A name that the tables lack is taken where it stands behind one that they have:
    四川省云川市.  Raises UsageError, with near names, for any other.

    >>> parse_place("新乡市高新区").path
    ('河南省', '新乡市', '高新区')
    """
    names, said = gazetteer(folder).names, _SEPARATORS.sub("", text)
    found = gazetteer(folder).find_places(said)
    first = found[0] if found and found[0].start == 0 else None
    if said in names.areas.abbreviations:
        return names.areas.abbreviations[said]
    if first is not None and first.end == len(said):
        return _only(first.candidates, said)
    if said in names.names:
        return _only(_top(names.names[said]), said)
    if first is not None and len(first.candidates) == 1 and _WELL_FORMED.fullmatch(said, first.end):
        return _new_place(first.candidates[0], said[first.end :], names)
    raise UsageError(
        f"没有“{text}”这个地方 (no such place)", "--place", _choices(_near(said, names))
    )


def _only(candidates: tuple[Place, ...], said: str) -> Place:
    """The one candidate, which must have its city said."""
    if len(candidates) > 1:
        full = ("".join(place.path) for place in candidates)
        raise UsageError(f"“{said}”不只一处 (more than one place)", "--place", _choices(full))
    if candidates[0].kind == PlaceKind.ZONE and len(candidates[0].path) == 1:
        raise UsageError(f"“{said}”没有说在哪个市 (the city is not said)", "--place", _choices(()))
    return candidates[0]


def _near(said: str, names: PlaceNames) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415  # only a slip needs it

    return get_close_matches(said[:_LONGEST], names.names, n=3, cutoff=0.5)


def _new_place(parent: Place, name: str, names: PlaceNames) -> Place:
    """A place that the tables lack; but one character away from a sister's name, it is a slip."""
    known = (place for meant in names.names.values() for place in meant)
    sisters = dict.fromkeys(place.name for place in known if place.path[:-1] == parent.path)
    near = [sister for sister in sisters if len(sister) == len(name) and _differ(sister, name) == 1]
    if near:
        raise UsageError(f"没有“{name}”这个地方 (no such place)", "--place", _choices(near))
    ending = names.types.ending.search(name)
    if ending is None:
        is_zone = len(name) > _LEAST and _FUNCTIONAL.search(name)
        return Place((*parent.path, name), PlaceKind.ZONE if is_zone else PlaceKind.ADMINISTRATIVE)
    zone = names.types.inside(parent, name[: ending.start()], names.types.words[ending[0]])
    return names.listed(zone or Place((*parent.path, name), PlaceKind.ZONE))


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _top(places: tuple[Place, ...]) -> tuple[Place, ...]:
    depth = min((len(place.path) for place in places), default=0)
    return tuple(place for place in places if len(place.path) == depth)


def _choices(names: Iterable[str]) -> str:
    listed = "、".join(list(names)[:5])
    return (
        f"是否指 (did you mean) {listed}" if listed else "写全名，如河南省新乡市 (write it in full)"
    )


def _nearest(candidates: tuple[Place, ...], host: Place) -> Place | None:
    """The only candidate that shares the most of its path with the host, if it shares any."""
    shared = [_shared(place.path, host.path) for place in candidates]
    most = max(shared)
    return candidates[shared.index(most)] if most and shared.count(most) == 1 else None


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _seat(place: Place) -> Place:
    """The city or county that a zone without more said belongs to: never a district of a city."""
    path = place.path[:-1] if place.kind == PlaceKind.ZONE and len(place.path) > 1 else place.path
    is_district = len(path) >= _LEAST and path[-1].endswith("区") and not path[-1].endswith("地区")
    return Place(path[:-1] if is_district else path)
