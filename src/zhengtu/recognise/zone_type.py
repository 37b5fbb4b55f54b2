"""Development zones by the word that says their kind: 天水经济技术开发区 is the 经开区 of 天水."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengtu.errors import LexiconError
from zhengtu.lexicon import alternatives, table, words
from zhengtu.model import Place, PlaceKind
from zhengtu.recognise.area import Areas, is_province
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_PROPER = regex(r"[一-鿿]{1,6}")
_EDGE = "据在与和及对由从到赴向是为让"
"""Characters that may stand right before a name in running text."""
_LENGTHS = (4, 3, 2)
_SORT = 2
"""The least length of a name, and where behind it a word for the sort begins: 北湖|科技."""
_LONGEST_PARK = 6
_BEFORE = regex(r"[一-鿿]+\Z")
_REACH = 12
_LINE_HEAD = regex(r"(?:^|\n)[#*\s]*$")
_LINE_TAIL = regex(r"[:：*# ]{0,6}(?:\n|$)")


@dataclass(frozen=True, slots=True)
class ZoneType:
    """A kind of zone: how it is called, and what a name of it needs."""

    short: str
    scope: str
    claim: str


@dataclass(frozen=True, slots=True)
class ZoneTypes:
    """The kinds of zones and the words around their names."""

    areas: Areas
    words: Mapping[str, ZoneType]
    ending: re.Pattern[str]
    """A kind's word at the end of a string, the longest."""
    generic: frozenset[str]
    """What is no proper name before a kind's word, with the verbs: 农业示范区, 建设示范区."""
    verbs: frozenset[str]
    many: re.Pattern[str]
    """What before a kind's word says that no one zone is meant: 国家级, 7家."""
    more: re.Pattern[str]
    """What behind a kind's word says so: 综合保税区5个, 高新区排名."""
    body: re.Pattern[str]
    tells: re.Pattern[str]
    """What behind a park's name is told of parks alone: 入驻, 集聚."""
    shorts: frozenset[str]
    alone: frozenset[ZoneType]
    """The kinds of which a city has one, so that their word alone names it."""
    parts: tuple[str, ...]
    """The words of kinds that are parts of a zone: 片区."""

    def is_proper(self, word: str) -> bool:
        """Whether a word before 示范区 can be a name: 昭山 is one, 农业 says what sort."""
        return self._is_free(word) and not any(map(self.areas.city, _parts(word)))

    def _is_free(self, word: str) -> bool:
        """Whether a word holds none that says what sort of zone is meant."""
        if not _PROPER.fullmatch(word) or word[0] in _EDGE:
            return False
        return self.generic.isdisjoint(_parts(word))

    def is_sort(self, word: str) -> bool:
        """Whether a word between a place and 工业园区 says what sort it is: 田东|石化|工业园区."""
        parts = (part for part in _parts(word) if len(part) > 1)
        return bool(_PROPER.fullmatch(word)) and len(word) > 1 and self.verbs.isdisjoint(parts)

    def inside(self, parent: Place, proper: str, kind: ZoneType) -> Place | None:
        """The zone of this kind in a place: 高新区 of 新乡市; None where a province has many."""
        if not proper and is_province(parent) and kind.scope != "province":
            return None
        stem = proper or (self.areas.short(parent) if kind.scope in ("named", "part") else "")
        return Place((*parent.path, stem + kind.short), PlaceKind.ZONE)

    def learn(
        self, text: str, found: Iterable[tuple[int, int, ZoneType]], *, in_city: bool = False
    ) -> dict[str, Place]:
        """The zones that the text itself shows to be some, by every form of their names.

        ``found`` are the places of kind words in ``text``, ``in_city`` tells that it is the
        text of a city or of a place in one.  A name of a strong kind needs an edge on its left;
        of a weak one also a line of its own, or 党工委, 管委会 behind it.
        """
        learned: dict[str, Place] = {}
        for start, end, kind in found:
            for length in _LENGTHS if kind.claim not in ("none", "told") else ():
                proper = text[start - length : start] if start >= length else ""
                if self._shows(text, start - length, end, kind) and self._names(
                    proper, kind, in_city=in_city
                ):
                    learned.update(self.forms(proper, kind))
            if kind.claim == "told" and in_city and self._is_told_of(text, start, end):
                learned.update(self.forms(_run(text, start), kind))
        return {name: zone for name, zone in learned.items() if not _ends_in_another(name, learned)}

    def _names(self, proper: str, kind: ZoneType, *, in_city: bool) -> bool:
        """Whether a word before a kind's is a name: also 北湖科技, and before 港区 that of a place."""
        if kind.claim == "port":
            return in_city and bool(_PROPER.fullmatch(proper)) and self._is_free(proper)
        if self.is_proper(proper):
            return True
        sort = kind.claim == "strong" and in_city and len(proper) == _LENGTHS[0]
        return sort and proper[_SORT:] in self.generic and self.is_proper(proper[:_SORT])

    def _is_told_of(self, text: str, start: int, end: int) -> bool:
        """Whether a park opens its clause and is told of as one: ,新山铝产业示范园|入驻."""
        proper = _run(text, start)
        if not _SORT <= len(proper) <= _LONGEST_PARK or not self.is_proper(proper[:_SORT]):
            return False
        return bool(self.tells.match(text, end)) and self.is_sort(proper)

    def shown_bare(
        self, text: str, found: Iterable[tuple[int, int, ZoneType]]
    ) -> frozenset[ZoneType]:
        """The kinds whose word alone (高新区) the text shows to be the name of one zone."""
        return frozenset(
            kind
            for start, end, kind in found
            if kind.scope == "alone"
            and self.stands_bare(text, start, end)
            and self.proves(text, start, end)
        )

    def stands_bare(self, text: str, start: int, end: int) -> bool:
        """Whether a kind's word ``text[start:end]`` can be a name: not in 上库高新区, 7家高新区."""
        before = text[max(0, start - _REACH) : start]
        acted_on = any(before[-length:] in self.verbs for length in _LENGTHS)
        edge = acted_on or is_edge(before)
        return edge and not self.many.search(before) and not self.more.match(text, end)

    def own(self, zone: Place) -> dict[ZoneType, Place]:
        """The kinds whose word alone means the zone that a text is about: 合作区 of 和龙边境经济合作区."""
        ending = self.ending.search(zone.name)
        if zone.kind != PlaceKind.ZONE or ending is None:
            return {}
        same = [word for word, kind in self.words.items() if kind == self.words[ending[0]]]
        return {
            kind: zone
            for word, kind in self.words.items()
            if any(other.endswith(word) for other in same)
        }

    def of_district(self, district: Place) -> dict[str, Place]:
        """The zones called by a district, whose short name does not stand alone: 海陵工业园区."""
        short = self.areas.short(district)
        zones = (
            (word, self.inside(district, "", kind))
            for word, kind in self.words.items()
            if kind.claim in ("strong", "sort")
        )
        named = short != district.name and len(short) >= _SORT
        return {short + word: zone for word, zone in zones if zone is not None} if named else {}

    def beside(self, zone: Place, stem: str) -> dict[str, Place]:
        """The other zones that share the proper name of one: 空港综保区 beside 空港新城."""
        return {
            stem + word: Place((*zone.path[:-1], stem + kind.short), PlaceKind.ZONE)
            for word, kind in self.words.items()
            if kind.claim == "strong"
        }

    def forms(self, proper: str, kind: ZoneType) -> dict[str, Place]:
        """浔川综保区 under all of its names: 浔川综合保税区."""
        place = Place((proper + kind.short,), PlaceKind.ZONE)
        return {
            proper + word: place for word, other in self.words.items() if other.short == kind.short
        }

    def _shows(self, text: str, start: int, end: int, kind: ZoneType) -> bool:
        if start < 0 or not is_edge(text[max(0, start - 1) : start]):
            return False
        return kind.claim in ("strong", "port") or self.proves(text, start, end)

    def proves(self, text: str, start: int, end: int) -> bool:
        """Whether a kind's word is shown to be a name: by its own line, or a body behind it."""
        if self.body.match(text, end):
            return True
        return bool(
            _LINE_HEAD.search(text[max(0, start - _REACH) : start]) and _LINE_TAIL.match(text, end)
        )


def _parts(word: str) -> list[str]:
    size = len(word)
    return [word[start:end] for start in range(size) for end in range(start + 1, size + 1)]


def _run(text: str, start: int) -> str:
    """The characters without a sign between that stand before ``start``."""
    found = _BEFORE.search(text, max(0, start - _REACH), start)
    return found[0] if found else ""


def _ends_in_another(name: str, learned: Mapping[str, Place]) -> bool:
    """次日浔川综保区 is 浔川综保区 with a word before it."""
    return any(name[cut:] in learned for cut in range(1, _LENGTHS[0]))


def is_edge(before: str) -> bool:
    """Whether a name can begin behind these words: behind a sign, 在, 与."""
    return not before or not "一" <= before[-1] <= "鿿" or before[-1] in _EDGE


def load_zone_types(areas: Areas, folder: Path | None = None) -> ZoneTypes:
    """The kinds of ``zone-types.tsv`` and their surroundings from ``place-context.tsv``."""
    kinds: dict[str, ZoneType] = {}
    for row in table("zone-types", folder):
        kind = ZoneType(row["short"], row["scope"], row["claim"])
        kinds.update(dict.fromkeys(row["words"].split(), kind))
    around, clause = words("place-context", folder), words("words", folder)
    verbs = [
        word for name in ("verb", "act", "adverb", "prep") for word in clause[name] if len(word) > 1
    ]
    return ZoneTypes(
        areas=areas,
        words=kinds,
        ending=regex(f"(?:{alternatives(kinds)})$"),
        generic=frozenset((*around["generic"], *verbs)),
        verbs=frozenset(verbs),
        many=regex(f"(?:{alternatives(around['kind'])})$"),
        more=regex(rf"\d+[个家]|[一二三四五六七八九十两]+[个家]|{alternatives(around['kinds'])}"),
        body=regex(alternatives(around["body"])),
        tells=regex(alternatives(around["tells"])),
        shorts=frozenset(kind.short for kind in kinds.values()),
        alone=frozenset(kind for kind in kinds.values() if kind.scope == "alone"),
        parts=tuple(word for word, kind in kinds.items() if kind.scope == "part"),
    )


def load_zones(areas: Areas, types: ZoneTypes, folder: Path | None = None) -> dict[str, Place]:
    """The zones of ``zones.tsv`` by every name of theirs, also with the other words of their kind.

    Raises LexiconError for a zone in a city that is not in ``places.tsv``.
    """
    zones: dict[str, Place] = {}
    for row in table("zones", folder):
        path = tuple(row["seat"].split("/"))
        seat = next((place for place in areas.names.get(path[-1], ()) if place.path == path), None)
        if seat is None:
            raise LexiconError(
                "没有这个地方 (no such place)", row.where, "见 places.tsv (see places.tsv)"
            )
        place = Place((*path, row["short"]), PlaceKind.ZONE)
        ending = types.ending.search(row["name"])
        stem = row["name"][: ending.start()] if ending else ""
        spoken = types.forms(stem, types.words[ending[0]]) if ending and stem else {}
        names = (*spoken, row["name"], *row["forms"].split())
        if stem and row["name"].endswith("经济技术开发区"):
            names += (f"{stem}（国家级）经济技术开发区",)
        zones.update(dict.fromkeys((form for name in names for form in _bracketed(name)), place))
    return zones


def _bracketed(name: str) -> set[str]:
    """A name with brackets of every width, also as ``segment.shadow`` writes 中国（山东）自贸区."""
    return {name.replace("（", left).replace("）", right) for left, right in ("（）", "()", "‹›")}
