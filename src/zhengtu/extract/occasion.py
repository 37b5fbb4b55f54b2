"""What a sentence says of an event beside its name: its day, its place, who holds it, who is there."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengtu.recognise.person import people
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from zhengtu.extract.scope import Scope
    from zhengtu.segment import Segmented

_DATE = regex(
    r"(?<!\d)(?:(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
    r"(?:(?:上午|下午)?[至到—~-]{1,2}(?:(?P<tomonth>\d{1,2})月)?(?P<today>\d{1,2})日)?"
    r"|(?P<now>今天|今日|今晚)"
)
_HOLD = "举行|召开|举办|开幕|闭幕|启动|开展|开赛|启幕|落幕|承办|主办"
_WELL = "正式|隆重|成功|顺利|圆满|联合|共同|集中|首次|如期"
_BEFORE = regex(rf"(?:{_HOLD}|出席|参加|主持)(?:好|了|过)?的?\Z")
_BEHIND = regex(
    rf"(?:将|也|已|{_WELL})*(?:定|拟)?(?:于)?(?P<when>(?:今天|今日)?\(?[\d年月日至到—~-]*\)?)"
    rf"(?:[上下]午|晚|晚间)?(?:在(?P<venue>[一-鿿A-Za-z·]{{1,16}}?))?(?:{_WELL})*(?P<held>{_HOLD})"
)
_BRACKET = regex(r"\((?P<when>[^()]{2,16}日)\)")
_VENUE = regex(rf"在(?P<venue>[一-鿿A-Za-z·“”]{{2,20}}?)(?:{_WELL})*(?:{_HOLD})(?:了)?(?:的)?\Z")
_NO_VENUE = regex(
    r"[的了和]|期间|会上|基础|领导|背景|之际|时候|以来|框架|支持|指导|过程|[内中下上前后京]\Z|现场"
    r"|^[去今前明]年|刚刚|正在|近期|近日|^[这那此该第]|各地|全国|我[国省市区县]"
)
_OTHER = regex(
    r"会见|会谈|看望|通话|表示|指出|强调|抵达|访问|审议|获悉|宣布|[说称;]|贺信|贺电|致电|播发|刊发|发表"
)
_ADVERB = (
    rf"(?:\d{{1,4}}[年月日]|[\d至—-]|今天|今日|昨天|近日|日前|上午|下午|晚|\([^()]{{1,8}}\)|将|还|又|已|组织|{_WELL}"
    r"|在(?:(?!在)[一-鿿A-Za-z·]){1,16}?)*"
)
_HELD_BY = regex(rf"{_ADVERB}(?:举行|召开|举办|主办|承办|启动|开展)(?:了|的)?")
_GIVEN_BEHIND = regex(
    r"(?:[一-鿿]{0,6},)?(?:本届|本次|此次)?(?:活动|论坛|大会|会议|展会)?[是将]?由(?=[一-鿿“])"
)
_GIVES = regex(rf"(?:{_WELL}|牵头)*(?:主办|举办|承办|发起)")
_LINK = regex(r"的|[、,]|(?:的)?(?:在(?:(?!在)[一-鿿]){1,16}(?:举行|召开|举办)的)?")
_ATTENDS = regex(r"(?:分别|共同|一同|也|一起)*(?:出席|参加|列席|主持召开)")
_NOT_THERE = regex(r"会见|来华|来访|邀请|看望|陪同|祝贺|委托|代表团")
_PAUSE = regex(r"[、和与及,]|以及|联合|会同|携手")
_REACHES = regex(r"(?:好|了|过)?(?:在[一-鿿]{1,16}(?:举行|召开|举办)的)?")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one sentence says of an event."""

    date: str | None
    venue: str | None
    organisers: tuple[str, ...]
    participants: tuple[str, ...]


class Occasions:
    """Reads what the sentences of one document say of the events that they name."""

    def __init__(
        self, segmented: Segmented, scope: Scope, bodies: Sequence[tuple[int, int]]
    ) -> None:
        self._segmented, self._bodies = segmented, bodies
        self._people = people(scope.lexicon)
        self._starts = [start for start, _ in bodies]

    def of(self, start: int, end: int) -> Occasion:
        """What the sentence says of the event ``text[start:end]``."""
        sentence, text = self._segmented.sentence(start), self._segmented.shadow
        begin, stop = max(sentence.start, start - _LONGEST), min(sentence.end, end + _LONGEST)
        before, behind = text[begin:start], text[end:stop]
        told = _BEHIND.match(behind)
        today = self._segmented.document.date
        return Occasion(
            _date(before, behind, told, today), _venue(before, told),
            tuple(dict.fromkeys(self._organisers(begin, start, end, stop))),
            tuple(dict.fromkeys(self._participants(begin, start, end, stop))),
        )  # fmt: skip

    def _organisers(self, begin: int, start: int, end: int, stop: int) -> Iterator[str]:
        """Who holds it: 商务局举办, 由商务局主办、协会承办的, and behind it 由商务局主办."""
        text = self._segmented.shadow
        rows = self._rows(begin, start)
        given: list[str] = []
        reach = start
        for row in reversed(rows):  # 由甲主办、乙承办的 reaches the event without a gap
            gives = _GIVES.match(text, row[-1][1])
            if gives is None or not _LINK.fullmatch(text, gives.end(), reach):
                break
            given[:0], reach = self._said(row), row[0][0]
            if text.endswith("由", 0, reach):
                yield from given
                return
        if rows and _HELD_BY.fullmatch(text, rows[-1][-1][1], start):
            yield from self._said(rows[-1])
        behind = _GIVEN_BEHIND.match(text, end, stop)
        if behind is None:
            return
        for row in self._rows(behind.end(), stop)[:1]:
            if row[0][0] == behind.end() and _GIVES.match(text, row[-1][1]):
                yield from self._said(row)

    def _rows(self, begin: int, stop: int) -> list[list[tuple[int, int]]]:
        """The bodies of a stretch of text, those joined by 、 or 和 together."""
        text = self._segmented.shadow
        rows: list[list[tuple[int, int]]] = []
        first, last = bisect_left(self._starts, begin), bisect_left(self._starts, stop)
        for span in self._bodies[first:last]:
            if span[1] > stop:
                break
            if rows and _PAUSE.fullmatch(text, rows[-1][-1][1], span[0]):
                rows[-1].append(span)
            else:
                rows.append([span])
        return rows

    def _said(self, row: Sequence[tuple[int, int]]) -> list[str]:
        return [self._segmented.document.text[start:end] for start, end in row]

    def _participants(self, begin: int, start: int, end: int, stop: int) -> Iterator[str]:
        """Who is there: those named with a post before 出席, in its clause."""
        text = self._segmented.shadow
        for low, high, until in ((begin, start, start), (end, stop, None)):
            for verb in _ATTENDS.finditer(text, low, high):
                reaches = until is None or _REACHES.fullmatch(text, verb.end(), until)
                if reaches and not _NOT_THERE.search(text, low, verb.start()):
                    yield from self._titled(low, verb.start())

    def _titled(self, begin: int, end: int) -> Iterator[str]:
        """The persons of a stretch of text that are named with a post."""
        text = self._segmented.shadow[begin:end]
        for _, start, stop in self._people.titles.find_matches_as_indexes(text):
            ends = self._people.title_name_end(text, stop, text[start:stop])
            if ends >= 0:
                yield text[stop:ends].replace(" ", "")


def _date(
    before: str, behind: str, told: re.Match[str] | None, today: dt.date | None
) -> str | None:
    """The day: 8月20日 before or behind the name, or in brackets."""
    bracket = _BRACKET.match(behind)
    if bracket and (said := _DATE.search(bracket["when"])):
        return _value(said, today)
    if told and told["when"] and (said := _DATE.search(told["when"])):
        return _value(said, today)
    if not (told or _BEFORE.search(before) or (before.endswith("在") and behind.startswith("上"))):
        return None
    days = list(_DATE.finditer(before))
    if not days or _OTHER.search(before, days[-1].end()):
        return None
    return _value(days[-1], today)


def _value(said: re.Match[str], today: dt.date | None) -> str | None:
    """The day or days as ISO 8601, or None where the year or month cannot be told."""
    if said["now"]:
        return today.isoformat() if today else None
    year = int(said["year"]) if said["year"] else today.year if today else None
    month = int(said["month"]) if said["month"] else _month(int(said["day"]), today)
    if year is None or month is None:
        return None
    try:
        first = dt.date(year, month, int(said["day"]))
        if not said["today"]:
            return first.isoformat()
        last = dt.date(year, int(said["tomonth"] or month), int(said["today"]))
    except ValueError:
        return None
    return f"{first.isoformat()}/{last.isoformat()}" if first < last else first.isoformat()


def _month(day: int, today: dt.date | None) -> int | None:
    """The month of 26日: that of the text, unless the day is yet to come in it."""
    return today.month if today and day <= today.day else None


def _venue(before: str, told: re.Match[str] | None) -> str | None:
    """The place, as the words behind 在 say it: 在市民中心举行."""
    found = _VENUE.search(before)
    said = (told["venue"] if told else None) or (found["venue"] if found else None)
    return said if said and not _NO_VENUE.search(said) else None
