"""Events, platforms and organisations: names by their heads, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengtu.extract.named import Name, find_names
from zhengtu.model import Event, Fact, Organization, Platform
from zhengtu.recognise.number import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhengtu.extract.scope import Scope
    from zhengtu.recognise.word import Words
    from zhengtu.segment import Segmented

_ORDINAL = re.compile(
    r"第(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,5})(?:届|次|场|期|轮|批|站|季)"
    r"|(?P<m>[一二三四五六七八九十]{1,3})次(?:全体)?会议|(?P<first>首[届次场站])"
)
_HOLD = re.compile(
    r"(?:举办|召开|举行|承办|主办|协办|开展|参加|组织|出席|启动|亮相|参展|走进|邀请|策划|开幕|期间|办好|过|"
    r"参会|举报|筹办|迎来|借助|依托|通过|在|、|和|及)(?:了|过)?$"
)
_BODY = re.compile(r"(?:大学|学院|研究院|科学院|公司|集团|银行|医院|协会|商会|局|委)$")
_BORROWER = re.compile(
    r"(?:协助|帮助|支持|助力|为)(?P<name>[一-鿿]{3,8}?)(?=(?:公司)?(?:新增|获得|争取|申请)?(?:授信|贷款|融资|信贷))"
)
_NOT_BORROWER = re.compile(
    r"企业|主体|群体|农户|项目|客户|机构|户$|单位|人员|毕业|行业|产业|领域|经济|小微|民营|居民|农民|创业"
)


def find_organizations(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Fact]:
    """Bodies named in the text, each once."""
    names = [(name.start, name.end) for name in find_names(segmented, "organization", words)]
    names += [
        match.span("name") for match in _BORROWER.finditer(segmented.shadow)
        if not _NOT_BORROWER.search(match["name"])
    ]  # fmt: skip
    seen: set[str] = set()
    for start, end in sorted(names):
        name = segmented.document.text[start:end]
        if name not in seen:
            seen.add(name)
            yield Organization(
                span=segmented.span(start, end),
                zone=scope.zone_of(start),
                name=name,
                rule="organization/head",
            )


def find_platforms(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Fact]:
    """Service and information platforms, each once, under the shortest of its names."""
    found = list(find_names(segmented, "platform", words))
    seen: set[str] = set()
    for name in found:
        shorter = any(other.text != name.text and name.text.endswith(other.text) for other in found)
        if name.text in seen or shorter or len(name.text) > 20:  # noqa: PLR2004
            continue
        seen.add(name.text)
        yield Platform(
            span=segmented.span(name.start, name.end), zone=scope.zone_of(name.start),
            name=segmented.document.text[name.start : name.end], rule="platform/head",
        )  # fmt: skip


def find_events(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Fact]:
    """Meetings, fairs, campaigns that the text says took or take place."""
    seen: set[str] = set()
    for name in find_names(segmented, "event", words):
        start = _with_hosts(segmented.shadow, name)
        text = segmented.shadow[start : name.end]
        ordinal = _ordinal(text)
        held = _HOLD.search(segmented.shadow[max(0, start - 8) : start])
        proper = ordinal is not None or "“" in text or text[:4].isdigit()
        if text in seen or not (proper or held or name.lead):
            continue
        seen.add(text)
        yield Event(
            span=segmented.span(start, name.end), zone=scope.zone_of(start), ordinal=ordinal,
            name=segmented.document.text[start : name.end], date=_date(segmented, scope, start),
            rule="event/head",
        )  # fmt: skip


def _with_hosts(text: str, name: Name) -> int:
    """Where an event begins that several bodies share: 甲大学、乙大学专场对接活动."""
    start = name.start
    while text[start - 1 : start] == "、":
        begin = max(text.rfind(mark, max(0, start - 30), start - 1) for mark in "、,。;:了办\n") + 1
        if not _BODY.search(text[begin : start - 1]) or not re.match(
            r"[一-鿿]{2,10}(?:大学|学院|公司|集团|银行)", name.text
        ):
            break
        start = begin
    return start


def _ordinal(name: str) -> int | None:
    found = list(_ORDINAL.finditer(name))
    if not found:
        return None
    last = found[-1]
    if last["first"]:
        return 1
    try:
        return int(parse_number(last["n"] or last["m"]))
    except ValueError:
        return None


def _date(segmented: Segmented, scope: Scope, start: int) -> str | None:
    """The day that the same sentence gives before the event."""
    view = scope.at(segmented.sentence(start))
    days = [p.value for p in view.periods if p.end <= start and p.value and _DAY.fullmatch(p.value)]
    return days[-1] if days else None


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
