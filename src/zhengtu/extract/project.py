"""Projects: named with an amount, in a list before 等项目, in full, or by what is built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhengtu.extract.named import find_names, name_start
from zhengtu.model import Project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengtu.extract.scope import Scope
    from zhengtu.model import Metric
    from zhengtu.recognise.word import Words
    from zhengtu.segment import Segmented

_SHORTEST = 4  # characters of a name
_STAGES = (
    "开工建设", "建成投产", "建成投用", "建成投运", "建成通车", "竣工投产", "加快建设", "加快推进",
    "开工", "投产", "投用", "投运",     "竣工", "通车", "建成", "签约", "落地", "获批", "启动", "试产", "上线", "封顶",
)  # fmt: skip
_ET_CETERA = re.compile(
    r"等(?:\d{1,4}个)?(?:一批|若干)?(?:重大|重点|标志性|优质|省级|产业|龙头|强链补链)*(?:建设)?"
    r"(?:项目|工程)(?!化|库|建设“)"
)
_LIST_MARKS, _LIST_LENGTH = ",。;:()!?\n", (4, 160)
_HAPPENED = re.compile(
    r"项目(?=新增|拿到|取得|获|建成|开工|投产|签约|落地|顺利|正式|成功|竣工|集中|总投资|累计|提供)"
)
_NAME_MARKS, _NAME_LENGTH = ",。;:、()!?\n“”0123456789", (6, 30)
_FUNDED = re.compile(
    r"(?:计划)?总?投资(?:约|超|近|达)?[\d.]{1,12}(?:余|多)?[万亿]{1,2}元(?:人民币)?的(?P<name>[一-鿿“”A-Za-z0-9]{4,30}?)"
    r"(?=项目|今年|上半年|下半年|[一二三四]季度|开工|投产|签约|落地|顺利|正式|成功|竣工|加快|启动|已|将|,|。|、|;)"
)
_PLAIN = re.compile(
    r"(?:重点|重大|产业|合作|签约|投资|建设|工业|亿元|以上|招商|科技|引才|民生|储备|在建|续建|新建|新|技改|本|该|各类|优质|"
    r"省级|市级|国家级|基础设施|计划|年度|集中|校企|龙头|示范|中央|专项|外资|央企|强链|补链|延链|若干|一批|上述|相关|有关|个|"
    r"固定资产|农业|能源|交通|水利|文旅|制造业|服务业|新能源|新材料|高技术|的|等|带动|推动|企业|技术|改造)*(?:项目|工程)"
)
_ACTIVITY = re.compile(
    r"(?:投资|审批|报装|服务|融资|招商|培训|贷款|活动|补贴|政策|保障|管理|指标|设备|生产)$"
)
_BUILDS = re.compile(
    r"(?:建成|开工建设|开工|加快建设|推进|实施|启动|推动|谋划|建设|续建|新建|加快|抓好|支持)(?:了)?$"
)


def find_projects(
    segmented: Segmented, scope: Scope, words: Words, metrics: Sequence[Metric]
) -> Iterator[Project]:
    """The projects of a document, each once; the way that tells most of one comes first."""
    seen: set[str] = set()
    for project in (
        *_with_amount(segmented, metrics),
        *_listed(segmented, scope, words),
        *_full(segmented, scope, words),
        *_built(segmented, scope, words),
    ):
        key = project.name.removesuffix("项目").removesuffix("工程")
        if key not in seen:
            seen.add(key)
            yield project


def _with_amount(segmented: Segmented, metrics: Sequence[Metric]) -> Iterator[Project]:
    """Those that a figure names: 物流园三期(14.25亿元)."""
    text = segmented.shadow
    for metric in metrics:
        if metric.project is None:
            continue
        start = text.rfind(metric.project, max(0, metric.span.start - 120), metric.span.start)
        if start < 0:
            start = text.find(metric.project, metric.span.end, metric.span.end + 60)
        if start < 0:
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
        position = begin
        for number, piece in enumerate(re.split("(、|和)", text[begin : end.start()])):
            start, name = position, piece
            position += len(piece)
            if piece in ("、", "和"):
                continue
            if number == 0:
                lead, _ = name_start(piece + "项目", words, 2)
                start, name = start + lead, piece[lead:]
            if _is_name(name):
                yield _project(
                    segmented, scope, start, start + len(name), end.end(), "project/list"
                )


def _full(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Project]:
    """Names that end in 项目 and have something happen to them."""
    text = segmented.shadow
    for position, end in _before(_HAPPENED, _NAME_MARKS, _NAME_LENGTH, text):
        begin, _ = name_start(text[position : end.end()], words, 2)
        start = position + begin
        name = text[start : end.end()]
        if len(name) >= 8 and _is_name(name) and "等" not in name:  # noqa: PLR2004
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
    text = segmented.shadow
    for name in find_names(segmented, "infrastructure", words):
        if not (
            _stage(text, name.end) or _BUILDS.search(text[max(0, name.start - 6) : name.start])
        ):
            continue
        if _is_name(name.text) and not segmented.masked(name.start):
            yield _project(segmented, scope, name.start, name.end, name.end, "project/built")


def _project(
    segmented: Segmented, scope: Scope, start: int, end: int, after: int, rule: str
) -> Project:
    return Project(
        span=segmented.span(start, end), zone=scope.zone_of(start), rule=rule,
        name=segmented.document.text[start:end], stage=_stage(segmented.shadow, after),
    )  # fmt: skip


def _is_name(name: str) -> bool:
    """Whether a string names one project rather than a kind of project or an activity."""
    return (
        len(name) >= _SHORTEST
        and not _PLAIN.fullmatch(name)
        and not _PLAIN.fullmatch(name + "项目")
        and not _ACTIVITY.search(name)
    )


def _stage(text: str, after: int) -> str | None:
    """What the same clause says has become of it."""
    clause = re.split(r"[,。;\n]", text[after : after + 40])[0]
    return next((stage for stage in _STAGES if stage in clause), None)
