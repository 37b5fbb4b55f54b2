"""Events, projects, platforms and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhengtu.extract.named import Name, find_names, name_start
from zhengtu.extract.scope import Scope
from zhengtu.model import Event, Fact, Metric, Organization, Platform, Project
from zhengtu.recognise.number import parse_number
from zhengtu.recognise.word import Words
from zhengtu.segment import Segmented

_ORDINAL = re.compile(r"第(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,5})(?:届|次|场|期|轮|批|站|季)|(?P<m>[一二三四五六七八九十]{1,3})次(?:全体)?会议|(?P<first>首届|首次|首场|首站)")
_HOLD = re.compile(
    r"(?:举办|召开|举行|承办|主办|协办|开展|参加|组织|出席|开启|启动|亮相|举办了|召开了|举行了|亮相|参展|走进|主持召开|"
    r"通过开展|邀请|策划|落地|闭幕|开幕|期间|在)(?:了|过)?$"
)
_STAGES = ("开工", "投产", "投用", "竣工", "建成", "签约", "落地", "加快推进", "加快建设", "获批", "启动", "通车")
_LISTED = re.compile(r"(?P<list>[^,。;:()!?\n]{4,120}?)等(?:\d{1,4}个)?(?:一批|若干)?(?:重大|重点|标志性|优质|省级|产业|龙头)*(?:建设)?(?P<head>项目|工程)(?!化|库)")
_NAMED = re.compile(r"(?P<name>[^,。;:、()!?\n“”\d]{6,30}?项目)(?=新增|获|建成|开工|投产|签约|落地|顺利|正式|成功|竣工|集中|总投资|的)")
_PLAIN_PROJECT = re.compile(
    r"(?:重点|重大|产业|合作|签约|投资|建设|工业|亿元|以上|招商|科技|引才|民生|储备|在建|续建|新建|新|技改|本|该|各类|优质|"
    r"省级|市级|国家级|基础设施|计划|年度|集中|校企|龙头|示范|中央|专项|外资|央企|强链|补链|延链|若干|一批|上述|相关|有关|个)*(?:项目|工程)"
)


def find_organizations(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Fact]:
    """Bodies named in the text, each once."""
    seen: set[str] = set()
    for name in find_names(segmented, "organization", words):
        if name.text not in seen:
            seen.add(name.text)
            yield Organization(
                span=segmented.span(name.start, name.end), zone=scope.zone_of(name.start),
                name=_quoted(segmented, name), rule="organization/head",
            )  # fmt: skip


def find_platforms(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Fact]:
    """Service and information platforms, each once."""
    seen: set[str] = set()
    for name in find_names(segmented, "platform", words):
        if name.text not in seen:
            seen.add(name.text)
            yield Platform(
                span=segmented.span(name.start, name.end), zone=scope.zone_of(name.start),
                name=_quoted(segmented, name), rule="platform/head",
            )  # fmt: skip


def find_events(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Fact]:
    """Meetings, fairs, campaigns that the text says took or take place."""
    seen: set[str] = set()
    for name in find_names(segmented, "event", words):
        ordinal = _ordinal(name.text)
        held = _HOLD.search(segmented.shadow[max(0, name.start - 8) : name.start])
        proper = ordinal is not None or "“" in name.text or name.text[:4].isdigit()
        if name.text in seen or not (proper or held or name.lead):
            continue
        seen.add(name.text)
        yield Event(
            span=segmented.span(name.start, name.end), zone=scope.zone_of(name.start),
            name=_quoted(segmented, name), ordinal=ordinal, date=_date(segmented, scope, name),
            rule="event/head",
        )  # fmt: skip


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


def _date(segmented: Segmented, scope: Scope, name: Name) -> str | None:
    """The day that the same sentence gives before the event."""
    view = scope.at(segmented.sentence(name.start))
    days = [p.value for p in view.periods if p.end <= name.start and p.value and len(p.value) == 10]  # noqa: PLR2004
    return days[-1] if days and "/" not in days[-1] else None


def find_projects(segmented: Segmented, scope: Scope, words: Words, metrics: list[Metric]) -> Iterator[Fact]:
    """Projects: with an amount in brackets, in a list before 等项目, or named in full."""
    seen: set[str] = set()
    for project in (*_bracketed(segmented, metrics), *_listed(segmented, scope, words), *_full(segmented, scope, words)):
        if project.name not in seen:
            seen.add(project.name)
            yield project


def _bracketed(segmented: Segmented, metrics: list[Metric]) -> Iterator[Project]:
    for metric in metrics:
        if metric.project is None:
            continue
        start = segmented.shadow.rfind(metric.project, max(0, metric.span.start - 80), metric.span.start)
        if start < 0:
            continue
        inside = segmented.shadow[start + len(metric.project) : start + len(metric.project) + 1] == "("
        end = segmented.shadow.find(")", metric.span.end) + 1 if inside else start + len(metric.project)
        yield Project(
            span=segmented.span(start, max(end, start + len(metric.project))), zone=metric.zone, name=metric.project,
            investment=Decimal(metric.value), unit=metric.unit, rule="project/amount",
        )  # fmt: skip


def _listed(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Project]:
    text = segmented.shadow
    for match in _LISTED.finditer(text):
        position = match.start("list")
        for number, piece in enumerate(re.split("(、|和)", match["list"])):
            start, name = position, piece
            position += len(piece)
            if piece in ("、", "和"):
                continue
            if number == 0:
                begin, _ = name_start(piece + "项目", words, 2)
                start, name = start + begin, piece[begin:]
            if len(name) < 4 or _PLAIN_PROJECT.fullmatch(name + "项目"):  # noqa: PLR2004
                continue
            yield Project(
                span=segmented.span(start, start + len(name)), zone=scope.zone_of(start), name=name,
                stage=_stage(text[match.end() : match.end() + 12]), rule="project/list",
            )  # fmt: skip


def _full(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Project]:
    for match in _NAMED.finditer(segmented.shadow):
        begin, _ = name_start(match["name"], words, 2)
        name = match["name"][begin:]
        if len(name) < 8 or _PLAIN_PROJECT.fullmatch(name) or "等" in name:  # noqa: PLR2004
            continue
        start = match.start("name") + begin
        yield Project(
            span=segmented.span(start, match.end("name")), zone=scope.zone_of(start), name=name,
            stage=_stage(segmented.shadow[match.end() : match.end() + 12]), rule="project/named",
        )  # fmt: skip


def _stage(after: str) -> str | None:
    return next((stage for stage in _STAGES if stage in after.split(",")[0]), None)


def _quoted(segmented: Segmented, name: Name) -> str:
    return segmented.document.text[name.start : name.end]
