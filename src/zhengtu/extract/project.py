"""Projects: named with an amount, in a list before 等项目, in full, or by what is built.

What several places of a text say of one project (its name, its investment, who invests, what
has become of it) becomes one fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from zhengtu.extract.named import find_names, name_start
from zhengtu.lexicon import alternatives, patterns
from zhengtu.model import Modality, Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhengtu.extract.scope import Scope
    from zhengtu.model import Metric
    from zhengtu.recognise.word import Words
    from zhengtu.segment import Segmented

_SHORTEST = 4  # characters of a name
_ET_CETERA = re.compile(
    r"等(?:\d{1,4}个)?(?:一批|若干)?(?:重大|重点|标志性|优质|省级|产业|龙头|强链补链|续建|在建|新建)*(?:建设)?"
    r"(?:项目|工程)(?!化|库|建设“)"
)
_LIST_MARKS, _LIST_LENGTH = ",。;:()!?\n", (4, 160)
_NAME_MARKS, _NAME_LENGTH = ",。;:、()!?\n《》【】", (4, 40)
_PHASE = re.compile(r"\([一二三四五六七八九十\d]期\)$")
_BULLET = re.compile(r"^[\s*#>|•·-]*(?:\(?\d{1,2}[.)、]\s*)?")
_BEFORE, _BEHIND, _SAME, _NEAR = 60, 80, 40, 240


@dataclass(frozen=True, slots=True)
class Tables:
    """The compiled patterns of ``projects.toml``."""

    head: re.Pattern[str]
    built: re.Pattern[str]
    """Heads of what bears the name of what is built."""
    stage: re.Pattern[str]
    happened: re.Pattern[str]
    leads: re.Pattern[str]
    now: re.Pattern[str]
    said: Mapping[str, re.Pattern[str]]


@cache
def tables() -> Tables:
    """The shipped patterns."""
    table = patterns("projects")
    project, money, investor = table["project"], table["money"], table["investor"]
    works = patterns("names")["infrastructure"]["heads"].split()
    stages = alternatives(project["stages"].split())
    builds = alternatives(project["builds"].split())
    parts = {f"{{{name}}}": money[name] for name in ("amount", "words", "sort")}
    parts["{name}"] = investor["name"]
    said = {**project, **money, **{f"by_{name}": text for name, text in investor.items()}}
    for part, text in parts.items():
        said = {name: words.replace(part, text) for name, words in said.items()}
    near = r"(?:(?!项目|工程)[^,。;:、\n《》]){0,14}?"
    return Tables(
        re.compile(
            rf"(?:{alternatives([*project['heads'].split(), *works])})(?:\([一二三四五\d]期\)|[一二三四五]期)?$"
        ),
        re.compile(alternatives(works)),
        re.compile(rf"(?:{stages})(?!{project['after']})"),
        re.compile(
            rf"(?:项目|工程)(?:\([一二三四五\d]期\)|[一二三四五]期)?(?={near}(?:{stages})|{project['got']})"
        ),
        re.compile(rf"(?:{builds})(?:了)?$"),
        re.compile(rf"(?P<now>{investor['now']}(?:{stages})(?!{project['after']}))"),
        {name: re.compile(words) for name, words in said.items() if name not in _LISTS},
    )


_LISTS = ("heads", "stages", "builds")


def find_projects(
    segmented: Segmented, scope: Scope, words: Words, metrics: Sequence[Metric]
) -> Iterator[Project]:
    """The projects of a document, each once; the way that tells most of one comes first."""
    ways = (
        *_with_money(segmented, scope, words),
        *_with_metric(segmented, metrics),
        *_listed(segmented, scope, words),
        *_full(segmented, scope, words),
        *_built(segmented, scope, words),
    )
    found: dict[str, Project] = {}
    for project in _with_its_money(segmented, ways):
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


def _with_money(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Project]:
    """总投资8亿元的某产业园; 某产业园(8亿元); 某产业园项目总投资8亿元."""
    text, said = segmented.shadow, tables().said
    for match in said["funded"].finditer(text):
        name = _name_behind(match["name"])
        start = match.start("name")
        if _is_work(name) and _is_name(name):
            yield _project(
                segmented, scope, start, start + len(name), start + len(name), "project/amount",
                money=match,
            )  # fmt: skip
    for match in said["by_made"].finditer(text):
        name = _name_behind(match["name"])
        start = match.start("name")
        end = start + len(name)
        made = _is_work(name) and _is_name(name) and _built_near(text, end)
        if made and _investor(text, start, end):
            yield _project(segmented, scope, start, end, end, "project/made")
    for match in said["bracket"].finditer(text):
        named = _name_before(text, match.start(), words)
        if named is None or not (_is_work(text[slice(*named)]) or "投资" in match["said"]):
            continue
        yield _project(
            segmented, scope, *named, match.end(), "project/amount", money=match, shown=match.end()
        )
    for match in said["costs"].finditer(text):
        named = _name_before(text, match.start(), words)
        if named is not None and _is_work(text[slice(*named)]):
            yield _project(segmented, scope, *named, match.end(), "project/amount", money=match)


def _name_behind(region: str) -> str:
    """The name that begins what stands behind an amount: 澜河灌区改造项目|下月动工."""
    whole = next(
        (m.end() for m in re.finditer("项目|工程", region) if m.end() == len(region)), None
    )
    if whole is not None and not tables().said["ends"].search(region[1 : -len("项目")]):
        return region
    for end in tables().said["ends"].finditer(region, 2):
        name = region[: end.end() if end[0] == "项目" else end.start()]
        if end[0] == "项目" or _is_work(name):
            return name
    return region


def _name_before(text: str, end: int, words: Words) -> tuple[int, int] | None:
    """Where the name lies that ends at ``end``: behind a mark, a verb or a bullet."""
    phase = _PHASE.search(text, max(0, end - 5), end)
    stop = phase.start() if phase else end
    low = max(0, stop - _NAME_LENGTH[1])
    begin = max(low, *(text.rfind(mark, low, stop) + 1 for mark in _NAME_MARKS))
    piece = text[begin:stop]
    begin += _BULLET.match(piece).end()  # type: ignore[union-attr]  # it matches nothing at least
    piece = text[begin:stop]
    opening = 1 if piece[:1] in ("和", "及", "与") else 0
    lead = max(opening, _start(piece, words))
    name = (begin + lead, end)
    return name if _is_name(text[begin + lead : stop]) else None


def _start(piece: str, words: Words) -> int:
    """Where a name begins in the words before its end."""
    start, _ = name_start(_DEVICE.sub("某某", piece) + "项目", words, 2)
    for cut in tables().said["cuts"].finditer(piece):
        start = max(start, cut.end())
    return (
        start
        if len(piece) - start >= _SHORTEST or not _is_work(piece)
        else _first_work(piece, start)
    )


def _first_work(piece: str, start: int) -> int:
    """A verb before the head belongs to the name where little is left: 气体充装站|扩建|项目."""
    return 0 if len(piece) - start <= len("项目") and len(piece) <= _LONGEST_PLAIN else start


_LONGEST_PLAIN, _PLAIN = 24, 16
_DEVICE = re.compile(
    r"[一-鿿]{2}(?=机(?![器床械场电构组关制])|器(?![件材械官])|[仪剂阀泵炉])"
)  # 压缩|机


def _with_metric(segmented: Segmented, metrics: Sequence[Metric]) -> Iterator[Project]:
    """Those that a figure names: 甲基地、乙产业园投资额分别为3亿元、5亿元."""
    text = segmented.shadow
    for metric in metrics:
        if metric.project is None:
            continue
        start = text.rfind(metric.project, max(0, metric.span.start - 120), metric.span.start)
        if start < 0:
            start = text.find(metric.project, metric.span.end, metric.span.end + 60)
        if start < 0 or not _is_name(metric.project):
            continue
        end = start + len(metric.project)
        closing = text.find(")", metric.span.end, metric.span.end + 8) + 1
        end = closing if text[end : end + 1] == "(" and closing else end
        yield Project(
            span=segmented.span(start, end), zone=metric.zone, name=metric.project,
            investment=metric.value, unit=metric.unit, stage=_stage(text, end), rule="project/amount",
        )  # fmt: skip


def _listed(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Project]:
    """甲、乙等项目加快推进."""
    text = segmented.shadow
    for begin, end in _before(_ET_CETERA, _LIST_MARKS, _LIST_LENGTH, text):
        sure = _stage(text, end.end()) or tables().said["got"].match(text, end.end())
        position = begin
        for number, piece in enumerate(re.split("(、|和)", text[begin : end.start()])):
            start, name = position, piece
            position += len(piece)
            if piece in ("、", "和"):
                continue
            if number == 0:
                lead, _ = name_start(_DEVICE.sub("某某", piece) + "项目", words, 2)
                start, name = start + lead, piece[lead:]
                sure = sure or tables().leads.search(piece[:lead])
            quoted = _ONLY_QUOTED.fullmatch(name)
            if (
                not quoted
                and (sure or _is_work(name))
                and _is_name(name)
                and name.strip("“”").count("“") == name.count("“")
            ):
                yield _project(
                    segmented, scope, start, start + len(name), end.end(), "project/list"
                )


_ONLY_QUOTED = re.compile(r"(?:“[^“”]{0,40}”)+")


def _full(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Project]:
    """Names that end in 项目 or 工程 and have something happen to them."""
    text = segmented.shadow
    for position, end in _before(tables().happened, _NAME_MARKS, _NAME_LENGTH, text):
        start = position + _start(text[position : end.start()], words)
        name = text[start : end.end()]
        alone = not tables().said["many"].search(text[max(0, start - _BEFORE) : start])
        described = text[start - 1 : start] == "的" and text[position:start] != "位于"
        if len(name) >= 8 and _is_name(name) and "等" not in name and alone and not described:  # noqa: PLR2004
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
        begin = max(low, *(text.rfind(mark, low, end.start()) + 1 for mark in marks))
        if end.start() - begin >= least:
            floor = end.end()
            yield begin, end


def _built(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Project]:
    """What bears the name of what is built, where the text says that it is: 某高铁开工建设."""
    text, known = segmented.shadow, tables()
    names = list(find_names(segmented, "infrastructure", words))
    for name, after in pairwise([*names, None]):
        if name is None or (
            after is not None and after.start <= name.end
        ):  # 甲铁路 of 甲铁路乙大桥
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
        if (said or _built_near(text, name.end)) and _is_name(built):
            yield _project(segmented, scope, start, name.end, name.end, "project/built")


def _built_near(text: str, end: int) -> bool:
    """Whether the words right behind a name tell its stage, with nothing else between them."""
    known = tables()
    clause = re.split(r"[,。;\n]", text[end : end + 64])[0]
    stage = known.stage.search(clause)
    if stage is None:
        return False
    between = clause[: stage.start()]
    if known.said["between_list"].fullmatch(between):
        return True
    fits = known.said["between"].fullmatch(between)
    return bool(fits) and not known.said["between_not"].search(between)


def _project(
    segmented: Segmented, scope: Scope, start: int, end: int, after: int, rule: str, *,
    money: re.Match[str] | None = None, shown: int = 0,
) -> Project:  # fmt: skip
    text = segmented.shadow
    while text[start] in "好了 \n" and end - start > _SHORTEST:
        start += 1
    return Project(
        span=segmented.span(start, shown or end), zone=scope.zone_of(start), rule=rule,
        name=segmented.document.text[start:end], stage=_reached(segmented, scope, start, after),
        investment=_amount(money) if money else None, unit=money["unit"] if money else None,
        investor=_investor(text, start, after),
    )  # fmt: skip


def _amount(money: re.Match[str]) -> Decimal:
    return Decimal(money["value"].replace(",", "").rstrip("."))


def _with_its_money(segmented: Segmented, projects: Sequence[Project]) -> list[Project]:
    """The projects with what the text says further on of the last one: 该项目总投资8亿元."""
    text, told = segmented.shadow, list(projects)
    for match in tables().said["its"].finditer(text):
        before = [n for n, one in enumerate(told) if one.span.end <= match.start()]
        at = max(before, key=lambda n: told[n].span.end, default=None)
        if at is None or told[at].investment is not None:
            continue
        between = text[told[at].span.end : match.start()]
        if len(between) <= _NEAR and "\n" not in between:
            told[at] = replace(told[at], investment=_amount(match), unit=match["unit"])
    return told


def _investor(text: str, start: int, after: int) -> str | None:
    """Who invests: 由某公司投资建设 on either side of the name, 某公司投资建设的 before it."""
    said = tables().said
    before = re.split(r"[。;\n]", text[max(0, start - _BEFORE) : start])[-1]
    found = (
        said["by_before"].search(before)
        or said["by_owner"].search(before)
        or said["by_behind"].match(text[after : after + _BEHIND])
        or said["by_named"].match(text[after : after + _BEHIND])
    )
    who = found["who"].strip() if found else ""
    return who if said["by_company"].search(who) else None


def _is_work(name: str) -> bool:
    """Whether a name ends in a word for what is built."""
    return bool(tables().head.search(name))


def _is_name(name: str) -> bool:
    """Whether a string names one project rather than a kind of project or an activity."""
    said = tables().said
    return not (
        len(name) < _SHORTEST
        or (len(name) <= _PLAIN and said["kind"].fullmatch(name + "项目"))
        or (len(name) <= _PLAIN and said["kind"].fullmatch(name))
        or said["activity"].search(name)
        or said["holds_not"].search(name)
        or said["begins_not"].match(name)
    )


def _reached(segmented: Segmented, scope: Scope, start: int, after: int) -> str | None:
    """The stage of a project, where neither the section nor the clause speaks of aims."""
    text = segmented.shadow
    before = re.split(r"[,。;:\n]", text[max(0, start - _SAME) : start])[-1]
    stage = None if tables().said["aimed"].search(before) else _stage(text, after)
    if stage is None:
        return None
    setting = scope.at(segmented.sentence(start)).of(start)
    return None if setting.modality == Modality.TARGET else stage


def _stage(text: str, after: int) -> str | None:
    """What the same clause says has become of it, unless it is still to come."""
    known = tables()
    rest = re.split(r"[。;\n]", text[after : after + _BEHIND])[0]
    clause = rest.split(",")[0][:_SAME]
    stage = known.stage.search(clause)
    if stage is None:
        now = next((m for m in known.now.finditer(rest)), None)
        clause, stage = (now["now"], known.stage.search(now["now"])) if now else ("", None)
    if stage is None or known.said["coming"].search(clause[: stage.start()]):
        return None
    return stage[0]
