"""Lists of figures, and heads that are left out because a figure before has them.

甲、乙产量分别增长3%、4% names two indicators with one head; 新开工项目8个，总投资5亿元
and 省级20家、市级30家 leave out what was said before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengtu.extract.noun_before import noun_before
from zhengtu.lexicon import patterns
from zhengtu.model import Kind
from zhengtu.recognise.word import ACT, NOUN, Words
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from zhengtu.model import Metric

_SPLITS = tuple(regex(s) for s in ("、|以及|和|及|与", "、|以及|和|与", "、|以及|和", "、"))
_LONGEST_ATTRIBUTE = 8
_PER = regex(r"每[千万百十]?[人户亩家]|[人户亩]均")
_CROP = regex(r"(?:播种|种植|收获)?面积$")
_YIELDS = frozenset("产量 总产量 总产 单产 亩产 产值 总产值".split())
_SUMMED = regex(
    r"(?P<own>.{2,}?)(?:等)?[一二三四五六七八九十两\d]{1,2}(?:大[一-鿿]{0,4}?|个)(?:产业|行业|领域|门类|集群|板块|县|市|园区|企业|品牌)(?P<head>.*)"
)
_LISTED = regex(
    r"(?<=[一-鿿”])等(?:产品|商品|货物|行业|产业|领域|品种)?的?(?P<head>[一-鿿]{2,8}?)(?:同比|环比|比上年|较上年)?$"
)  # 甲、乙等产品|产量分别
_TOTALS = frozenset("总数 总量 总户数 总人数 余额 总额".split())
_MEASURE = regex(r"(?:总?[额值量]|收入|支出|面积|投资|余额|人数|数量|产值|增加值|率)$")


@dataclass(frozen=True, slots=True)
class Heads:
    """The table ``lists.toml``."""

    compounds: Mapping[str, Sequence[str]]
    shared: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    share: frozenset[str]
    growth: frozenset[str]
    decline: frozenset[str]
    attribute: re.Pattern[str]
    attribute_head: re.Pattern[str]
    invested: re.Pattern[str]
    project: re.Pattern[str]


@cache
def heads() -> Heads:
    """The shipped table."""
    table = patterns("lists")
    said = table["heads"]
    return Heads(
        table["compounds"],
        tuple(said["shared"]),
        tuple((one, other) for one, other in said["pairs"]),
        frozenset(said["share"]),
        frozenset(said["growth"]),
        frozenset(said["decline"]),
        *(regex(said[name]) for name in ("attribute", "attribute_head", "invested", "project")),
    )


def split_subjects(clause: str, size: int, words: Words, *, head: str = "") -> list[str]:
    """The ``size`` subjects at the end of ``clause``, each with the head that they share.

    That is ``head``, or else at the end of the last one.  [] when they cannot be told to be so many.

    >>> from zhengtu.recognise.word import vocabulary
    >>> split_subjects("集成电路、工业机器人产量", 2, vocabulary())
    ['集成电路产量', '工业机器人产量']
    """
    listed = _LISTED.search(clause)
    if listed and not head:
        return split_subjects(clause[: listed.start()], size, words, head=listed["head"])
    noun = noun_before(clause, words).text
    for compound, parts in heads().compounds.items():
        if compound in noun and len(parts) == size:
            return [noun.replace(compound, part) + head for part in parts]
    for split in _SPLITS:
        names = [name.strip() for name in split.split(noun) if name.strip()]
        if len(names) == size > 1:
            summed = _SUMMED.fullmatch(names[-1])
            if summed:  # 汽车、机床两大产业|产值
                return [name + (head or summed["head"]) for name in (*names[:-1], summed["own"])]
            per = _PER.match(names[0])
            if per:  # 每千人托位、养老床位数
                names = [n if n.startswith(per[0]) else per[0] + n for n in names]
            whole = head or per or _MEASURE.search(names[0])
            tail = "" if whole else _shared_tail(names, words)
            return [name + head if name.endswith(tail) else name + tail for name in names]
    return []


def _shared_tail(names: Sequence[str], words: Words) -> str:
    first, last = names[0], names[-1]
    if first in ("城镇", "城市", "城") and last[: len(first)] in ("农村", "乡村", "乡"):
        return last[len(first) :]
    start = len(last)
    for word in reversed(list(words.find(last))):
        if word.end == start and word.start > 0 and word.role in (ACT, NOUN):
            start = word.start
    tail = last[start:] or next((t for t in heads().shared if last.endswith(t) and t != last), "")
    rest = last.removesuffix(tail)
    wider = next((t for t in ("产业", "行业") if rest.endswith(t) and not first.endswith(t)), "")
    return wider + tail if tail and rest != wider else tail


def completed(name: str, before: Metric | None) -> str:
    """A name with the head put back that the figure ``before`` has and this one leaves out."""
    if before is None:
        return name
    table, said = heads(), before.indicator
    if before.kind == Kind.COUNT and table.invested.match(name) and said.endswith(("项目", "工程")):
        return said + name
    if name in _TOTALS and before.kind in (Kind.COUNT, Kind.AMOUNT) and not said.endswith(name):
        return said + name  # 新增企业43户,总数达到208户
    if name in _YIELDS and _CROP.search(said):  # 粮食播种面积62万亩、总产量25万吨
        return _CROP.sub("", said) + name
    if any(name == other and said.startswith(one) for one, other in table.pairs):
        return name + said[len(name) :]
    short = len(name) <= _LONGEST_ATTRIBUTE and table.attribute.search(name)
    if short and before.kind == Kind.COUNT:
        return name + table.attribute_head.sub("", said)
    return name
