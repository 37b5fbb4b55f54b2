"""Projects: named with an amount, in a list before 等项目, in full, or by what is built.

What several places of a text say of one project (its name, its investment, who invests, what
has become of it) becomes one fact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from zhengtu.extract.named import find_names
from zhengtu.extract.work import (
    BEHIND,
    BULLET,
    LONGEST,
    MARKS,
    SHORTEST,
    begin_of,
    behind_mark,
    behind_verb,
    happens_to,
    investor_of,
    is_aimed,
    is_name,
    is_work,
    name_before,
    name_behind,
    stage_behind,
    tables,
)
from zhengtu.model import Modality, Project
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhengtu.extract.scope import Scope
    from zhengtu.model import Metric
    from zhengtu.recognise.word import Words
    from zhengtu.segment import Segmented

_ET_CETERA = regex(
    r"等(?:\d{1,4}个)?(?:一批|若干)?(?:重大|重点|标志性|优质|省级|产业|龙头|强链补链|续建|在建|新建)*(?:建设)?"
    r"(?:项目|工程)(?!化|库|建设“)"
)
_LIST_MARKS, _LIST_LENGTH = ",。;:()!?\n", (4, 160)
_BEFORE, _NEAR, _LEAD = 60, 240, 16
_LEAST = 8  # characters of a name that nothing but its head tells


def find_projects(
    segmented: Segmented, scope: Scope, words: Words, metrics: Sequence[Metric]
) -> Iterator[Project]:
    """The projects of a document, each once; the way that tells most of one comes first."""
    spent = list(tables().said["spent"].finditer(segmented.shadow))
    ways = (
        *_with_money(segmented, scope, words, spent),
        *_with_metric(segmented, metrics),
        *_listed(segmented, scope, words),
        *_full(segmented, scope, words),
        *_built(segmented, scope, words),
    )
    found: dict[str, Project] = {}
    for project in _with_its_money(segmented, ways, spent):
        known = found.get(_key(project.name))
        found[_key(project.name)] = project if known is None else _completed(known, project)
    yield from _outermost(found.values())


def _outermost(projects: Iterable[Project]) -> Iterator[Project]:
    """The projects in text order, without one that is only the beginning of another's name."""
    end = 0
    for project in sorted(projects, key=lambda one: (one.span.start, -one.span.end)):
        if project.span.end > end:
            end = project.span.end
            yield project


def _key(name: str) -> str:
    bare = name.replace("“", "").replace("”", "").removesuffix("建设")
    return bare.removesuffix("项目").removesuffix("工程")


def _completed(one: Project, other: Project) -> Project:
    return replace(
        one,
        investment=one.investment if one.investment is not None else other.investment,
        unit=one.unit or other.unit,
        investor=one.investor or other.investor,
        stage=one.stage or other.stage,
    )


def _with_money(
    segmented: Segmented, scope: Scope, words: Words, amounts: Sequence[re.Match[str]]
) -> Iterator[Project]:
    """总投资8亿元的某产业园; 某产业园(8亿元); 某产业园项目总投资8亿元."""
    text, said = segmented.shadow, tables().said
    for spent in amounts:
        costing = _costing(text, spent, words)
        if costing is not None:
            start, end, after = costing
            yield _project(segmented, scope, start, end, after, "project/amount", money=spent)
    for match in said["by_made"].finditer(text):
        name = name_behind(match["name"])
        start = match.start("name")
        end = start + len(name)
        made = is_work(name) and is_name(name) and happens_to(text, end)
        if made and investor_of(text, start, end):
            yield _project(segmented, scope, start, end, end, "project/made")
    for match in said["bracket"].finditer(text):
        named = name_before(text, match.start(), words)
        if named is None or not (is_work(text[slice(*named)]) or "投资" in match["said"]):
            continue
        start, end = named
        yield _project(
            segmented, scope, start, end, match.end(), "project/amount", money=match,
            shown=match.end(),
        )  # fmt: skip


def _costing(text: str, spent: re.Match[str], words: Words) -> tuple[int, int, int] | None:
    """Where the name lies of what costs an amount, behind it or before it, and what follows."""
    said = tables().said
    if funded := said["funded"].match(text, spent.end()):
        name, start = name_behind(funded["name"]), funded.start("name")
        end = start + len(name)
        return (start, end, end) if is_work(name) and is_name(name) else None
    lead = said["costs"].search(text, max(0, spent.start() - _LEAD), spent.start())
    if lead is None:
        return None
    named = name_before(text, lead.start(), words)
    if named is None or not is_work(text[slice(*named)]):
        named = _subject(text, lead.start(), words) if lead["comma"] else None
    total = lead["comma"] or not spent[0].startswith("投资") or spent[0][2] in "总额"
    plain = named and text.endswith(("项目", "工程"), *named)
    if named is None or not (total or (plain and not text.endswith("完成", 0, named[0]))):
        return None
    return (*named, spent.end())


def _subject(text: str, end: int, words: Words) -> tuple[int, int] | None:
    """Where the project lies that the sentence begins with: 某科创园项目占地200亩,总投资15亿元."""
    low = max(0, end - BEHIND)
    begin = behind_mark(text, "。;\n", low, end)
    subject = tables().said["subject"].search(text, begin, end)
    return name_before(text, subject.end(), words) if subject else None


def _with_metric(segmented: Segmented, metrics: Sequence[Metric]) -> Iterator[Project]:
    """Those that a figure names: 甲基地、乙产业园投资额分别为3亿元、5亿元."""
    text = segmented.shadow
    for metric in metrics:
        if metric.project is None:
            continue
        called = BULLET.sub("", metric.project)
        start = text.rfind(called, max(0, metric.span.start - 120), metric.span.start)
        if start < 0:
            start = text.find(called, metric.span.end, metric.span.end + 60)
        if start < 0 or not is_name(called):
            continue
        end = start + len(called)
        closing = text.find(")", metric.span.end, metric.span.end + 8) + 1
        end = closing if text[end : end + 1] == "(" and closing else end
        yield Project(
            span=segmented.span(start, end), zone=metric.zone, name=called,
            investment=metric.value, unit=metric.unit, stage=stage_behind(text, end), rule="project/amount",
        )  # fmt: skip


def _listed(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Project]:
    """甲、乙等项目加快推进."""
    text = segmented.shadow
    for begin, end in _before(_ET_CETERA, _LIST_MARKS, _LIST_LENGTH, text):
        sure = stage_behind(text, end.end()) or tables().said["got"].match(text, end.end())
        position = begin
        for number, piece in enumerate(re.split("(、|和)", text[begin : end.start()])):
            start, name = position, piece
            position += len(piece)
            if piece in ("、", "和"):
                continue
            if number == 0:
                lead = behind_verb(piece, words)
                start, name = start + lead, piece[lead:]
                sure = sure or tables().leads.search(piece[:lead])
            quoted = _ONLY_QUOTED.fullmatch(name)
            if (
                not quoted
                and (sure or is_work(name))
                and is_name(name)
                and name.strip("“”").count("“") == name.count("“")
            ):
                yield _project(
                    segmented, scope, start, start + len(name), end.end(), "project/list"
                )


_ONLY_QUOTED = regex(r"(?:“[^“”]{0,40}”)+")


def _full(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Project]:
    """Names that end in 项目 or 工程 and have something happen to them."""
    text = segmented.shadow
    for position, end in _before(tables().happened, MARKS, (SHORTEST, LONGEST), text):
        start = position + begin_of(text[position : end.start()], words)
        name = text[start : end.end()]
        alone = not tables().said["many"].search(text[max(0, start - _BEFORE) : start])
        described = text[start - 1 : start] == "的" and text[position:start] != "位于"
        if len(name) >= _LEAST and is_name(name) and "等" not in name and alone and not described:
            yield _project(segmented, scope, start, end.end(), end.end(), "project/named")


def _before(
    ends: re.Pattern[str], marks: str, length: tuple[int, int], text: str
) -> Iterator[tuple[int, re.Match[str]]]:
    """Where the words before an end begin: after a mark, or as far away as ``length`` allows.

    Sought from the end backwards: a search forwards would begin at every character.
    """
    least, most = length
    floor = 0
    for end in ends.finditer(text):
        low = max(floor, end.start() - most)
        begin = behind_mark(text, marks, low, end.start())
        if end.start() - begin >= least:
            floor = end.end()
            yield begin, end


def _built(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Project]:
    """What bears the name of what is built, where the text says that it is: 某高铁开工建设."""
    text, known = segmented.shadow, tables()
    names = list(find_names(segmented, "infrastructure", words))
    for name, after in pairwise([*names, None]):
        if name is None or (after and after.start <= name.end):  # 甲铁路 of 甲铁路乙大桥
            continue
        if known.built.match(text, name.end) or segmented.masked(name.start):
            continue
        start = name.start
        for cut in known.said["cuts"].finditer(name.text):
            start = name.start + cut.end()
        built = text[start : name.end]
        if text[start - 1 : start] in ("在", "从", "至", "到"):
            continue
        led = known.leads.search(text[max(0, start - 8) : start])
        said = led and known.said["closes"].match(text, name.end)
        if (said or happens_to(text, name.end)) and is_name(built):
            yield _project(segmented, scope, start, name.end, name.end, "project/built")


def _project(
    segmented: Segmented, scope: Scope, start: int, end: int, after: int, rule: str, *,
    money: re.Match[str] | None = None, shown: int = 0,
) -> Project:  # fmt: skip
    text = segmented.shadow
    while text[start] in "好了 \n" and end - start > SHORTEST:
        start += 1
    return Project(
        span=segmented.span(start, shown or end), zone=scope.zone_of(start), rule=rule,
        name=segmented.document.text[start:end], stage=_reached(segmented, scope, start, after),
        investment=_amount(money) if money else None, unit=money["unit"] if money else None,
        investor=investor_of(text, start, after),
    )  # fmt: skip


def _amount(money: re.Match[str]) -> Decimal:
    return Decimal(money["value"].replace(",", "").rstrip("."))


def _with_its_money(
    segmented: Segmented, projects: Sequence[Project], amounts: Sequence[re.Match[str]]
) -> list[Project]:
    """The projects with what the text says further on of the last one: 该项目总投资8亿元."""
    text, told = segmented.shadow, list(projects)
    ends = sorted((one.span.end, n) for n, one in enumerate(told))
    for match in amounts:
        if not tables().said["its"].search(text, max(0, match.start() - _LEAD), match.start()):
            continue
        before = bisect_right(ends, (match.start(), len(told)))
        at = ends[before - 1][1] if before else None
        if at is None or told[at].investment is not None:
            continue
        between = text[told[at].span.end : match.start()]
        if len(between) <= _NEAR and "\n" not in between:
            told[at] = replace(told[at], investment=_amount(match), unit=match["unit"])
    return told


def _reached(segmented: Segmented, scope: Scope, start: int, after: int) -> str | None:
    """The stage of a project, where neither the section nor the clause speaks of aims."""
    text = segmented.shadow
    stage = None if is_aimed(text, start) else stage_behind(text, after)
    if stage is None:
        return None
    setting = scope.at(segmented.sentence(start)).of(start)
    return None if setting.modality == Modality.TARGET else stage
