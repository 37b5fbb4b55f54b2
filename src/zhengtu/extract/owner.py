"""Whose a measure is that says little alone: 营业收入 of 规上工业企业, 全长 of a bridge.

The owner stands before the verb (规上工业企业|实现营业收入), opens an earlier clause (水产业持续壮大,
总产值…), or is what the figure before is of (期货市场成交量…,成交额…).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengtu.extract.bound import is_name
from zhengtu.extract.figure import APART
from zhengtu.extract.noun_before import noun_before
from zhengtu.extract.parallel import completed, heads
from zhengtu.lexicon import patterns
from zhengtu.model import Kind
from zhengtu.recognise.word import ACT, ADVERB, ASPECT, PREP, VERB, Words
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from zhengtu.extract.bound import Frame
    from zhengtu.extract.figure import Figure

_LONGEST = 20  # characters of an owner
_BRIEF = 2  # characters of a rest that names nothing: 申领 of 申领金额
_HAS = frozenset(
    "实现 完成 创造 达到 达 有 共有 为 是 占 保持 力争 确保 计划 新增 超过 突破".split()
)
"""Verbs between an owner and its measure; another one is part of the measure's name: 展出规模."""
_DOES = ("完成", "实现")
_SUM_OF = regex(r"(?:投资|收入|利润|税收|产值|增加值|[额量])$")  # 铁路|完成|固定资产投资
_TOWARDS = regex(r"(?P<to>对[^,。;:对]{1,20}?的?)贡献率[^,。;:]{0,12}$")
_CLAUSES = 3  # before a figure in which its topic is looked for
_OF_PEOPLE = frozenset("人 人次 名 位 户次".split())
_OF_BODIES = ("家", "户")  # 企业126家,年产值300亿元 may be of the park that has them
_NOBODY = regex(
    r"(?:预计|预期|可|我们|他们|公司|集团|政府|部门|目前|方面|其中|期间|以来|工作|会议|活动|全|单[年月日季]|本[月年季周]|[该此这那本各]).*"
    r"|市场|产业|行业|企业|产品|基地|园区|机构|领域|板块|集群"
    r"|.*(?:政府|部门|目标|任务|计划|省份|[省市县区州旗镇乡国]|时候?|情况|方面|其中|期间|以来|[中里内上下前后])"
)
_JOINED = ("、", "和", "及", "与", "并")
_MODAL = regex(r"(?:预计|预期|有望|将|可|力争)+$")
_MARKS = regex(r"[,:;()]")
_MONTHS = regex(r"(?:\d{1,2}月?[-—–~至到])?\d{1,2}月份?$")  # 增加值1—4月|分别增长
_TIME_WORD = regex(r"^[该此]|[天日年月周前后]$|期间$|时候$|同时$|此外$|目前$")
NO_NAME = regex(r"来自|截至|\d+[名人例]|受[一-鿿]{2,8}影响")  # 来自各国的25个|发布主体
_EACH = regex(r"^[户人亩]均(?:超过?|达到?|近|约|为|不足|突破)*$")
_OF_ALL = regex(r"^全[省市区县镇乡村]")
_FURTHEST = 400  # characters before a clause in which its topic is looked for
_SHORTEST_TOPIC, _LONGEST_TOPIC = 3, 19


@dataclass(frozen=True, slots=True)
class Owners:
    """The part ``owners`` of the table ``lists.toml``."""

    measure: re.Pattern[str]
    empty: re.Pattern[str]
    sum: re.Pattern[str]
    thing: re.Pattern[str]
    tail: re.Pattern[str]
    topic: re.Pattern[str]


@cache
def owners() -> Owners:
    """The shipped patterns."""
    return Owners(**{name: regex(said) for name, said in patterns("lists")["owners"].items()})


def owner_of(name: str, figure: Figure, frame: Frame) -> str:
    """What goes before a measure to say whose it is, "" where it needs nothing or none is said."""
    left, words = figure.left, frame.words
    towards = _TOWARDS.search(left) if name == "贡献率" else None
    if towards:
        who = noun_before(left[: towards.start()], words).text
        return ("" if _NOBODY.fullmatch(who) else who) + towards["to"]
    clause = left[: left.rfind(name)].rpartition(" ")[2] if name in left else ""
    end, verb = _links(clause, words)
    measure = owners().measure.fullmatch(name)
    if not measure and not (clause[end:].endswith(_DOES) and _SUM_OF.search(name)):
        return ""
    rest, act = clause[:end].rstrip(" ,"), ""
    if verb and verb not in _HAS:
        if not owners().empty.fullmatch(name):
            return ""
        act = verb  # 班列|开行|总量
    owner = _subject(rest, words) if rest and end < len(clause) else ""
    if not rest and not act and measure:
        owner = _opening(name, figure, frame) or _of_said(name, frame)
    whole = owner + act
    return whole if len(whole) <= _LONGEST and not name.startswith(whole) else ""


def sharing(names: Sequence[str]) -> list[str]:
    """The names of a list, each with the owner that stands at the first: 商圈客流量、营业额."""
    table = owners()
    tail = table.tail.search(names[0]) if names else None
    if tail is None or not all(table.measure.fullmatch(name) for name in names[1:]):
        return list(names)
    whose = names[0][: tail.start()]
    if len(whose) <= _BRIEF and not table.topic.fullmatch(whose):
        return list(names)
    return [names[0], *(joined(whose, name) for name in names[1:])]


def joined(owner: str, name: str) -> str:
    """The two as one name, what both have once: 商品房销售 and 销售金额."""
    both = (size for size in range(len(name), 1, -1) if owner.endswith(name[:size]))
    return owner + name[next(both, 0) :]


def _links(clause: str, words: Words) -> tuple[int, str]:
    """Where the verbs and adverbs begin that end a clause (企业|累计实现), and the last verb."""
    end, verb = len(clause), ""
    for word in reversed(list(words.find(clause))):
        if word.end == end and word.role in (VERB, ADVERB, ASPECT):
            end = word.start
            verb = verb or (clause[word.start : word.end] if word.role == VERB else "")
    return end, verb


def _subject(clause: str, words: Words) -> str:
    """The subject of a clause whose verb is cut off: 规上工业企业|累计实现."""
    clause = _MODAL.sub("", clause)
    noun = noun_before(clause, words).text
    begin = clause.rfind(noun)
    behind_prep = any(w.end == begin and w.role == PREP for w in words.find(clause[:begin]))
    coordinate = clause.endswith(_JOINED) or clause[:begin].endswith(_JOINED)
    return "" if behind_prep or coordinate or not _owns(noun, words) else noun


def _owns(noun: str, words: Words) -> bool:
    """Whether a noun is no verb alone, nor one of those that own nothing."""
    return bool(noun) and words.whole(noun) not in (ACT, VERB) and not _NOBODY.fullmatch(noun)


def _opening(name: str, figure: Figure, frame: Frame) -> str:
    """What opens the clause before (水产业持续壮大,|总产值…) or is all of the first (各钢铁企业,)."""
    if heads().invested.match(name):
        return ""
    start = max(frame.sentence.start, figure.clause - len(figure.between))
    clauses = frame.text[start : figure.clause].rstrip(" ,;:(").split(",")[-_CLAUSES:]
    found = [owners().topic.match(clause.strip()) for clause in reversed(clauses)]
    begin = frame.sentence.start
    comma = frame.text.find(",", begin, min(figure.clause, begin + 2 * _LONGEST))
    found.append(owners().topic.fullmatch(frame.text[begin : max(begin, comma)].strip()))
    whose = (match["who"] for match in found if match)
    nouns = [
        noun
        for who in whose
        if not _opens_with_verb(who, frame.words)
        and _owns(noun := noun_before(who, frame.words).text, frame.words)
    ]
    first = nouns[0] if nouns else ""
    named = (noun for noun in nouns if noun.endswith(first) and len(noun) > len(first))
    return next(named, first) if len(first) <= _BRIEF else first  # 某某大桥…,大桥…,全长


def _opens_with_verb(clause: str, words: Words) -> bool:
    first = words.opening(clause)
    return first is not None and first.role in (VERB, PREP)


def _of_said(name: str, frame: Frame) -> str:
    """What the figure before is of: 期货市场 of its 成交量, 牡丹产品 of 260种."""
    said = frame.latest()
    if said is None or said.base_unit in _OF_PEOPLE or said.project is not None:
        return ""
    table, indicator = owners(), said.indicator
    if table.sum.fullmatch(name) and said.kind != Kind.COUNT:
        return indicator
    if table.measure.fullmatch(indicator):
        return ""
    tail = table.tail.search(indicator)
    if tail:
        whose = indicator[: tail.start()]
        return whose if len(whose) > _BRIEF or table.topic.fullmatch(whose) else ""
    things = said.kind == Kind.COUNT and said.base_unit not in _OF_BODIES and frame.total is None
    has = things and table.thing.fullmatch(name) and _owns(indicator, frame.words)
    return indicator if has else ""


def whole_name(name: str, figure: Figure, frame: Frame) -> str:
    """A name with what the clauses before it say for it too."""
    said = frame.counted()
    if said and _EACH.search(figure.left) and name == figure.left[:2]:  # 茶园2860亩,户均|8亩
        return name + _OF_ALL.sub("", said.indicator)
    full = completed(name, said)
    if full != name or (figure.listed > 1 and APART.search(figure.left)):
        return full
    owner = owner_of(name, figure, frame)
    project = heads().project.search(owner) and heads().invested.search(name)
    whole = joined(owner, name)
    return whole if owner and not project and is_name(whole) else name


def _leaves(word: str, role: str) -> bool:
    """Whether a word ends the topic of a clause: 养老金|实现“十五连增”."""
    return role in (VERB, ADVERB) or (role == ASPECT and word in ("实现", "完成"))


def clause_topic(figure: Figure, frame: Frame) -> str:
    """The noun that opens an earlier clause: 粮食产量再创新高,达到1350亿斤."""
    begin = max(frame.sentence.start, figure.clause - _FURTHEST)
    earlier = frame.text[begin : figure.clause].strip(",;:( ")
    for clause in reversed(_MARKS.split(earlier)[-2:]):
        stripped = _MONTHS.sub("", clause.strip()).rstrip("比较")
        found = frame.words.find(stripped)
        ends = (
            w.start for w in found if w.start > 1 and _leaves(stripped[w.start : w.end], w.role)
        )
        noun = noun_before(stripped[: next(ends, len(stripped))], frame.words)
        if (
            not noun.open
            and not NO_NAME.match(noun.text)
            and not _TIME_WORD.search(noun.text)
            and _SHORTEST_TOPIC <= len(noun.text) <= _LONGEST_TOPIC
        ):
            return noun.text
    return ""
