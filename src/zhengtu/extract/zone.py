"""Which place each stretch of text is about.

The innermost says so: a place that opens a clause (其中高新区…), else one that the paragraph
goes on about, else the speaker's zone (据高新区管委会副主任…介绍), else the heading's, else the
document's own.  A place where something only happens (在上海举办) or that begins another
name (浙江大学) changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from zhengtu.extract.takeover import (
    ELSEWHERE,
    Around,
    Change,
    Located,
    find_standing,
    opens,
    takeovers,
)
from zhengtu.model import Metric, Official, Place, PlaceKind, Sentence, Zone
from zhengtu.recognise.locality import find_localities, is_local
from zhengtu.regex import regex
from zhengtu.segment import inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhengtu.model import Span
    from zhengtu.recognise.place import Gazetteer, PlaceMention
    from zhengtu.recognise.place_name import PlaceNames
    from zhengtu.segment import Section, Segmented

_HEAD = regex(r"\s*[【\[](?P<place>[^】\]\n]{2,16})[】\]]")
_RANK = regex(r"[（(]国家级[）)]")  # 西宁（国家级）经济技术开发区
_SPEAKS = regex(r"介绍|表示|说|通报|指出|谈到|透露|汇报|回答|告诉")
_OFFICER = regex(
    r"[^,。;:!?“”\n公司]{0,24}(?:书记|主任|村长|镇长|乡长|县长|市长|区长|局长)[^。;:!?“”\n公司]{0,20}?(?:介绍|表示|说|告诉|坦言|谈)"
)
"""Behind a place, that someone in office there speaks."""
_LONGEST_QUOTE = 600
_REMEMBERED = 40
"""How many places named before a sentence 该市 may mean."""
_FIRST_WORDS = 70
_LINES = "至到—-"
"""Between two places, what makes them the ends of a line: 延安至榆林高速铁路."""
_START = attrgetter("start")


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
    _quotes: list[tuple[int, int, Place]] = field(default_factory=list)
    _standing: list[tuple[int, int]] = field(default_factory=list)
    _read: dict[int, tuple[Place | None, tuple[Change, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = self.place or self.segmented.document.place
        context = self.place
        text = self.segmented.shadow
        mentions = self.gazetteer.find_places(text, home=context)
        mentions = find_localities(text, mentions, self.gazetteer, context)
        for mention in _with_parts_of_names(mentions):
            place = self.gazetteer.resolve(mention, context)
            if place is not None:
                self.located.append(Located(mention, place))
        labels = self._labels()
        self.located = [Located(i.mention, labels.get(i.place, i.place)) for i in self.located]
        self.place = labels.get(self.place, self.place) if self.place else None
        self._starts = [item.mention.start for item in self.located]
        self._standing = find_standing(self.segmented.shadow)
        self._speakers = list(self._find_speakers())
        self._quotes = list(self._find_quotes())

    def _labels(self) -> dict[Place, Place]:
        """The zones under the name that the text has most often, a bare 高新区 only if no other."""
        names = self.gazetteer.names
        said: dict[Place, Counter[str]] = {}
        for item in self.located:
            if item.place.kind == PlaceKind.ZONE:
                quote = self.segmented.span(item.mention.start, item.mention.end).quote
                called = _own_name(item.place, _RANK.sub("", quote), names)
                said.setdefault(item.place, Counter({item.place.name: 0}))[called] += 1
        return {
            place: replace(place, said=max(n, key=lambda name: (name not in names.types.words, n[name])))
            for place, n in said.items()
        }  # fmt: skip

    def at(self, sentence: Sentence) -> tuple[Place | None, tuple[Change, ...]]:
        """The zone that a sentence stands under, and the places that take over inside it."""
        if sentence.start not in self._read:
            self._read_paragraph(sentence)
        return self._read[sentence.start]

    def _read_paragraph(self, sentence: Sentence) -> None:
        """Read the sentences of a paragraph in order: what one is about, the next goes on about."""
        text, sentences = self.segmented.shadow, self.segmented.sentences
        begin = text.rfind("\n", 0, sentence.start) + 1
        end = text.find("\n", sentence.start)
        first = bisect_left(sentences, begin, key=_START)
        stop = bisect_left(sentences, end, first, key=_START) if end >= 0 else None
        section = self.segmented.section(sentence.start)
        own = self._bracketed(begin) or self._of_section(section) or self.place
        topic: Place | None = None
        listed: Place | None = None
        for current in sentences[first:stop]:
            base = self._quoted(current) or self._spoken(current, section) or own
            follows = text.startswith("其中", current.start) or text[current.start - 1] == ";"
            under = (listed if follows else None) or topic or base
            changes = takeovers(self._around(current, under, begin))
            self._read[current.start] = under, tuple(changes)
            listed = under
            last = next((c for c in reversed(changes) if c[1] >= current.end and c[2]), None)
            if last is not None:
                listed = last[2]
                topic = self._topic(last, current, base, begin)
            if topic is not None and ELSEWHERE.search(text, current.start, current.end):
                topic = None

    def _bracketed(self, begin: int) -> Place | None:
        """The place that a paragraph has before it in brackets: 【高新区】今年…."""
        head = _HEAD.match(self.segmented.shadow, begin)
        named = self.within(*head.span("place")) if head else []
        return named[0].place if len(named) == 1 else None

    def _around(self, sentence: Sentence, under: Place | None, paragraph: int) -> Around:
        first = bisect_left(self._starts, sentence.start)
        begin = bisect_left(self._standing, (sentence.start,))
        return Around(
            self.segmented.shadow,
            sentence,
            self.located[first : bisect_left(self._starts, sentence.end, first)],
            under,
            self.place,
            lambda: reversed(self.located[max(0, first - _REMEMBERED) : first]),
            self._standing[begin : bisect_left(self._standing, (sentence.end,), begin)],
            paragraph,
        )

    def _topic(
        self, change: Change, sentence: Sentence, base: Place | None, paragraph: int
    ) -> Place | None:
        """The place that the rest of a paragraph is about when a sentence began with one.

        Any where the text's own is not known, else one that opens the paragraph, or a zone
        by a word that stands for it (片区).
        """
        start, _, place = change
        if place == base or not opens(self.segmented.shadow, sentence, start):
            return None
        stands_for = place is not None and (place.kind == PlaceKind.ZONE or is_local(place))
        stands_for = stands_for and not self.within(start, start + 1)
        return place if self.place is None or sentence.start == paragraph or stands_for else None

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

    def in_heading(self, position: int) -> bool:
        """Whether a code point stands in the line of a heading."""
        section = self.segmented.section(position)
        return section is not None and self.segmented.shadow.find("\n", section.start, position) < 0

    def leading_name(self, body: str) -> str:
        """The place name that begins a body's name: 松山高新区 of 松山高新区党工委."""
        mentions = self.gazetteer.find_places(body, home=self.place)
        mentions = find_localities(body, mentions, self.gazetteer, self.place)
        mention = next(iter(mentions), None)
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
        at = bisect_left(self.segmented.sections, section.start, key=_START)
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
        ends = {item.mention.start - 1 for item in named}
        line = (item.mention.end for item in heads if item.mention.end in ends)
        if any(self.segmented.shadow[at] in _LINES for at in line):
            return None
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
            if opens or item.mention.inside_name or item.place.kind != PlaceKind.ZONE:
                continue
            line = (
                text[item.mention.end : item.mention.end + _FIRST_WORDS]
                .split("\n")[0]
                .split("。")[0]
            )
            if _SPEAKS.search(line):
                yield start, item.place

    def _find_quotes(self) -> Iterator[tuple[int, int, Place]]:
        """What is said before the speaker is named: “…。”云台镇青溪村党支部书记…告诉记者."""
        text = self.segmented.shadow
        for item in self.located:
            end = item.mention.start - 1
            if item.mention.inside_name or not text.startswith("”", end) or end < 1:
                continue
            reach = max(0, end - _LONGEST_QUOTE)
            begin = text.rfind("“", max(text.rfind("\n", reach, end), reach), end)
            if begin >= 0 and text[end - 1] in "。!?," and _OFFICER.match(text, item.mention.end):
                yield begin, end, item.place

    def _quoted(self, sentence: Sentence) -> Place | None:
        """The place for which the one speaks whose words a sentence is."""
        at = bisect_right(self._quotes, sentence.start, key=itemgetter(0)) - 1
        quote = self._quotes[at] if at >= 0 else None
        return quote[2] if quote is not None and sentence.end <= quote[1] + 1 else None

    def _spoken(self, sentence: Sentence, section: Section | None) -> Place | None:
        at = bisect_right(self._speakers, sentence.end, key=lambda pair: pair[0]) - 1
        if at < 0:
            return None
        begin, place = self._speakers[at]
        return place if section is None or begin >= section.start else None


def _with_parts_of_names(mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """The mentions, one right before another that begins a name as a part of it: 宁波|舟山港."""
    for mention, other in pairwise((*mentions, None)):
        if mention is not None:
            joined = other is not None and other.inside_name and other.start == mention.end
            yield replace(mention, inside_name=True) if joined else mention


def _own_name(zone: Place, quote: str, names: PlaceNames) -> str:
    """How a text calls a zone, without the places above it: 南京江北新区 is 江北新区.

    What leaves no more than a word for its kind stays: 绵阳高新区.
    """
    for depth in range(1, len(zone.path)):
        quote = quote.removeprefix(zone.path[depth - 1])
        short = names.areas.short(Place(zone.path[:depth]))
        rest = quote if zone.name.startswith(short) else quote.removeprefix(short)
        quote = rest if rest and rest not in names.types.words else quote
    return quote or zone.name


def zone_facts(
    zones: ZoneMap, used: Iterable[Metric | Official], aside: Sequence[tuple[int, int]] = ()
) -> Iterator[Zone]:
    """The zones of a document: development zones that it names, and places with facts of their own.

    ``aside`` are stretches of page furniture: what is only named there is a zone of the
    document where facts are about it.
    """
    used_at: dict[Place, int] = {}
    for fact in used:
        if fact.zone is not None:
            used_at[fact.zone] = min(fact.span.end, used_at.get(fact.zone, fact.span.end))
    surfaces: dict[Place, list[Located]] = {}
    for item in zones.located:
        surfaces.setdefault(item.place, []).append(item)
    for place, items in surfaces.items():
        plain = [item for item in items if not inside(item.mention.start, aside)]
        plain = [i for i in plain if not zones.segmented.masked(i.mention.start)] or plain
        if place not in used_at and (place.kind != PlaceKind.ZONE or not plain):
            continue
        first = _first(place, _named_in_full(zones, plain) or items, used_at)
        said = (zones.segmented.span(i.mention.start, i.mention.end).quote for i in items)
        names = dict.fromkeys([place.label, place.name, *said])
        span = zones.segmented.span(first.start, first.end)
        yield zone_fact(place, span, tuple(names), rule="zone/mention")


def zone_fact(place: Place, span: Span, names: tuple[str, ...], *, rule: str) -> Zone:
    """A place that the text speaks of, with the city and the province that it lies in."""
    path = place.path
    return Zone(
        span=span, zone=place, name=place.label, names=names,
        city=path[1] if len(path) > 1 and path[1] != place.name else None,
        province=path[0] if len(path) > 1 or place.kind != PlaceKind.ZONE else None,
        rule=rule,
    )  # fmt: skip


def _named_in_full(zones: ZoneMap, items: list[Located]) -> list[Located]:
    """The mentions of a zone from the one on that tells it best.

    Where a heading names it in short (宁湖经开区稳中向好), that is the first longer one in the
    text (宁湖经济技术开发区).
    """
    if not items or not zones.in_heading(items[0].mention.start):
        return items
    shown = len(items[0].mention.surface)
    longer = (
        at
        for at, item in enumerate(items)
        if len(item.mention.surface) > shown and not zones.in_heading(item.mention.start)
    )
    return items[next(longer, 0) :]


def _first(place: Place, items: Sequence[Located], used_at: Mapping[Place, int]) -> PlaceMention:
    """The mention that tells the zone: a zone's first, a division's last before its first fact."""
    limit = used_at.get(place)
    if place.kind == PlaceKind.ZONE or limit is None:
        return items[0].mention
    before = [item.mention for item in items if item.mention.start < limit]
    return before[-1] if before else items[0].mention
