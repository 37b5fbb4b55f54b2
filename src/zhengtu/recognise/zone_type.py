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
    shorts: frozenset[str]
    alone: frozenset[ZoneType]
    """The kinds of which a city has one, so that their word alone names it."""
    parts: tuple[str, ...]
    """The words of kinds that are parts of a zone: 片区."""

    def is_proper(self, word: str) -> bool:
        """Whether a word before 示范区 can be a name: 昭山 is one, 农业 says what sort."""
        if not _PROPER.fullmatch(word) or word[0] in _EDGE:
            return False
        size = len(word)
        parts = [word[start:end] for start in range(size) for end in range(start + 1, size + 1)]
        return self.generic.isdisjoint(parts) and not any(map(self.areas.city, parts))

    def is_sort(self, word: str) -> bool:
        """Whether a word between a place and 工业园区 says what sort it is: 田东|石化|工业园区."""
        size = len(word)
        parts = (word[start:end] for start in range(size) for end in range(start + 2, size + 1))
        return bool(_PROPER.fullmatch(word)) and size > 1 and self.verbs.isdisjoint(parts)

    def inside(self, parent: Place, proper: str, kind: ZoneType) -> Place | None:
        """The zone of this kind in a place: 高新区 of 新乡市; None where a province has many."""
        if not proper and is_province(parent) and kind.scope != "province":
            return None
        stem = proper or (self.areas.short(parent) if kind.scope in ("named", "part") else "")
        return Place((*parent.path, stem + kind.short), PlaceKind.ZONE)

    def learn(self, text: str, found: Iterable[tuple[int, int, ZoneType]]) -> dict[str, Place]:
        """The zones that the text itself shows to be some, by every form of their names.

        ``found`` are the places of kind words in ``text``.  A name of a strong kind needs an
        edge on its left; of a weak one also a line of its own, or 党工委, 管委会 behind it.
        """
        learned: dict[str, Place] = {}
        for start, end, kind in found:
            for length in _LENGTHS if kind.claim != "none" else ():
                proper = text[start - length : start] if start >= length else ""
                if self._shows(text, start - length, end, kind) and self.is_proper(proper):
                    learned.update(self.forms(proper, kind))
        return {name: zone for name, zone in learned.items() if not _ends_in_another(name, learned)}

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
        edge = acted_on or _is_edge(before)
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
        if start < 0 or not _is_edge(text[max(0, start - 1) : start]):
            return False
        return kind.claim == "strong" or self.proves(text, start, end)

    def proves(self, text: str, start: int, end: int) -> bool:
        """Whether a kind's word is shown to be a name: by its own line, or a body behind it."""
        if self.body.match(text, end):
            return True
        return bool(
            _LINE_HEAD.search(text[max(0, start - _REACH) : start]) and _LINE_TAIL.match(text, end)
        )


def _ends_in_another(name: str, learned: Mapping[str, Place]) -> bool:
    """次日浔川综保区 is 浔川综保区 with a word before it."""
    return any(name[cut:] in learned for cut in range(1, _LENGTHS[0]))


def _is_edge(before: str) -> bool:
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
        zones.update(dict.fromkeys((form for name in names for form in _bracketed(name)), place))
    return zones


def _bracketed(name: str) -> set[str]:
    """A name with brackets of every width, also as ``segment.shadow`` writes 中国（山东）自贸区."""
    return {name.replace("（", left).replace("）", right) for left, right in ("（）", "()", "‹›")}
