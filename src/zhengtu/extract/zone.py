"""Which place each stretch of text is about.

The innermost says so: a place that opens a clause (其中高新区…), else the speaker's zone
(据高新区管委会副主任…介绍), else the heading's, else the document's own.  A place where
something only happens (在上海举办) or that begins another name (浙江大学) changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhengtu.model import Metric, Official, Place, PlaceKind, Sentence, Zone
from zhengtu.recognise.deixis import at_level, deictic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhengtu.recognise.place import Gazetteer, PlaceMention
    from zhengtu.segment import Section, Segmented

_SPEAKS = re.compile(r"介绍|表示|说|通报|指出|谈到|透露|汇报|回答|告诉")
_NOT_SUBJECT = re.compile(
    r"(?:在|赴|到|从|与|对|向|由|至|往|经|同|和|及|沿|位于|来自|落户|支持|推动|给|跨|连接|进入|走进|驻|以|为|—|-)$"
)
_OPENS_CLAUSE = re.compile(
    r"(?:^|[,。;:()\n\s])(?:其中|据|另外?|同时|仅|截至目前|目前|今年|全年)?[\s,]*$"
)
_GOES_ON = re.compile(
    r"[,\d]|今年|去年|全年|累计|已|将|正|持续|加快|加大|推动|实施|新增|拿出|组织|启动|出台|推出|拥有|坚持|推进|聚焦|围绕|抢抓|立足|通过|"
    r"各地|全力|深入|积极|大力|不断|充分|率先|全面|抓住|依托|把|以|为|对"
)
_HERE = re.compile(
    r"(?:^|(?<=[,。;:\n]))(?:今年|去年|全年|目前|截至目前|其中|据统计)?"
    r"(?P<word>[全我]省|[全我]市)(?!第|的?排|场|民|级|属)"
)
_LONGEST_CHAIN = 40
_FIRST_WORDS = 70


Change = tuple[int, int, Place]
"""From where to where in a sentence a place takes over."""


@dataclass(frozen=True, slots=True)
class Located:
    """A place mention with the place that it means here."""

    mention: PlaceMention
    place: Place


@dataclass(slots=True)
class ZoneMap:
    """The places of one document, by position."""

    segmented: Segmented
    gazetteer: Gazetteer
    place: Place | None
    located: list[Located] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _sections: dict[int, Place | None] = field(default_factory=dict)
    _speakers: list[tuple[int, Place]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.place = self.place or self.segmented.document.place
        context = self.place
        for mention in self.gazetteer.find_places(self.segmented.shadow, home=context):
            place = self.gazetteer.resolve(mention, context)
            if place is not None:
                self.located.append(Located(mention, place))
        self._starts = [item.mention.start for item in self.located]
        self._speakers = list(self._find_speakers())

    def at(self, sentence: Sentence) -> tuple[Place | None, tuple[Change, ...], str | None]:
        """The zone that a sentence stands under, and the places that take over inside it."""
        chain = self._chain(sentence)
        section = self.segmented.section(chain[0].start)
        zone = self._spoken(chain[0], section) or self._of_section(section) or self.place
        for earlier in chain[:-1]:
            ends = [
                place for _, until, place in self._changes(earlier, zone) if until >= earlier.end
            ]
            zone = ends[-1] if ends else zone
        return zone, tuple(self._changes(sentence, zone)), None

    def _chain(self, sentence: Sentence) -> list[Sentence]:
        """A sentence with those before it that it goes on from: 其中…, and the parts of a ；list."""
        shadow, chain = self.segmented.shadow, [sentence]
        while len(chain) < _LONGEST_CHAIN and chain[0].start > 0:
            start = chain[0].start
            if not (shadow.startswith("其中", start) or shadow[start - 1] == ";"):
                break
            before = self.segmented.sentence(start - 1)
            if before.start >= start:
                break
            chain.insert(0, before)
        return chain

    def _until(self, sentence: Sentence, mention: PlaceMention) -> int:
        """How far a place rules: a short name (成都新增…) its clause, a full one or 在四川, the sentence."""
        text = self.segmented.shadow
        full = mention.surface[-1] in "省市县区州盟旗" or _GOES_ON.match(text, mention.end)
        comma = text.find(",", mention.end, sentence.end)
        return sentence.end if full or comma < 0 else comma

    def within(self, start: int, end: int) -> list[Located]:
        """The located mentions of ``text[start:end]``."""
        return self.located[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @property
    def mentioned(self) -> list[tuple[int, int]]:
        """Where the located places stand in the text, in order."""
        return [(item.mention.start, item.mention.end) for item in self.located]

    def spans(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Where places stand in a sentence that are not parts of other names."""
        named = self.within(sentence.start, sentence.end)
        return [(m.start, m.end) for item in named if not (m := item.mention).inside_name]

    def named_in(self, start: int, end: int) -> Place | None:
        """The first place of a stretch of text."""
        return next((item.place for item in self.within(start, end)), None)

    def leading_name(self, body: str) -> str:
        """The place name that begins a body's name: 松山高新区 of 松山高新区党工委."""
        mention = next(iter(self.gazetteer.find_places(body, home=self.place)), None)
        return body[: mention.end] if mention is not None and mention.start == 0 else ""

    def _of_section(self, section: Section | None) -> Place | None:
        if section is None:
            return None
        if section.start not in self._sections:
            self._sections[section.start] = self._heading_place(section) or self._of_section(
                self._above(section)
            )
        return self._sections[section.start]

    def _above(self, section: Section) -> Section | None:
        """The section around a section."""
        if not section.above:
            return None
        at = bisect_left(self.segmented.sections, section.start, key=lambda other: other.start)
        return next(
            (
                s
                for s in reversed(self.segmented.sections[:at])
                if s.end >= section.end and s.level < section.level
            ),
            None,
        )

    def _heading_place(self, section: Section) -> Place | None:
        line_end = self.segmented.shadow.find("\n", section.start + 1)
        named = self.within(section.start, line_end if line_end > 0 else section.end)
        heads = [item for item in named if not item.mention.inside_name]
        places = {item.place for item in heads}
        if len(places) != 1:
            return None
        before = self.segmented.shadow[section.start : heads[0].mention.start]
        return heads[0].place if not re.search(r"[一-鿿]{3,}", before.replace("年", "")) else None

    def _find_speakers(self) -> Iterator[tuple[int, Place]]:
        """Where someone begins to speak for a place: 据…介绍, …表示."""
        text = self.segmented.shadow
        for item in self.located:
            start = item.mention.start
            opens = text[max(0, start - 2) : start].strip(" *#\n。据")
            if opens or (not item.mention.inside_name and item.place.kind != PlaceKind.ZONE):
                continue
            line = (
                text[item.mention.end : item.mention.end + _FIRST_WORDS]
                .split("\n")[0]
                .split("。")[0]
            )
            if _SPEAKS.search(line):
                yield start, item.place

    def _spoken(self, sentence: Sentence, section: Section | None) -> Place | None:
        at = bisect_right(self._speakers, sentence.end, key=lambda pair: pair[0]) - 1
        if at < 0:
            return None
        begin, place = self._speakers[at]
        return place if section is None or begin >= section.start else None

    def _changes(self, sentence: Sentence, zone: Place | None) -> Iterator[Change]:
        text = self.segmented.shadow
        for item in self.within(sentence.start, sentence.end):
            if not _is_subject(text, sentence, item.mention):
                continue
            if zone is not None and item.place.contains(zone) and item.place != self.place:
                continue
            yield item.mention.start, self._until(sentence, item.mention), item.place
        yield from self._deictic(sentence, zone)

    def _deictic(self, sentence: Sentence, zone: Place | None) -> Iterator[Change]:
        """全省 and 我市 at the head of a clause: the place of that level around the text's own."""
        home = self.place or zone
        if home is None:
            return
        for match in _HERE.finditer(self.segmented.shadow, sentence.start, sentence.end):
            level = deictic(match["word"])
            place = at_level(home, level) if level else None
            if place is not None and place != zone and level in ("province", "city"):
                comma = self.segmented.shadow.find(",", match.end(), sentence.end)
                yield match.start("word"), comma if comma >= 0 else sentence.end, place


def _is_subject(text: str, sentence: Sentence, mention: PlaceMention) -> bool:
    """Whether a place opens its clause as what the clause is about (其中高新区…; 在四川,…)."""
    before, after = text[sentence.start : mention.start], text[mention.end : mention.end + 1]
    if mention.inside_name or after in ("至", "到", "—", "-", "、"):
        return False
    if after == "," and before.endswith("在"):
        return bool(_OPENS_CLAUSE.search(before[:-1]))
    return bool(_OPENS_CLAUSE.search(before)) and not _NOT_SUBJECT.search(before)


def zone_facts(zones: ZoneMap, used: Iterable[Metric | Official]) -> Iterator[Zone]:
    """The zones of a document: development zones that it names, and places with facts of their own."""
    used_at: dict[Place, int] = {}
    for fact in used:
        if fact.zone is not None:
            used_at[fact.zone] = min(fact.span.end, used_at.get(fact.zone, fact.span.end))
    surfaces: dict[Place, list[Located]] = {}
    for item in zones.located:
        surfaces.setdefault(item.place, []).append(item)
    for place, items in surfaces.items():
        if place.kind != PlaceKind.ZONE and place not in used_at:
            continue
        first = _first(place, items, used_at)
        names = dict.fromkeys([place.name, *(item.mention.surface for item in items)])
        yield Zone(
            span=zones.segmented.span(first.start, first.end), zone=place, name=place.name, names=tuple(names),
            city=place.path[1] if len(place.path) > 1 and place.path[1] != place.name else None,
            province=place.path[0] if len(place.path) > 1 or place.kind != PlaceKind.ZONE else None,
            rule="zone/mention",
        )  # fmt: skip


def _first(place: Place, items: Sequence[Located], used_at: Mapping[Place, int]) -> PlaceMention:
    """The mention that tells the zone: a zone's first, a division's last before its first fact."""
    limit = used_at.get(place)
    if place.kind == PlaceKind.ZONE or limit is None:
        return items[0].mention
    before = [item.mention for item in items if item.mention.start < limit]
    return before[-1] if before else items[0].mention
