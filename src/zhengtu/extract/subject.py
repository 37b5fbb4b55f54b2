"""What a figure is about: the rules' words where an indicator stands, followed.

A rule says *noun* (before the figure), *base* (a figure before it in the sentence),
*object* (behind it), or which of them comes first; here each is looked up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from zhengtu.extract.behind import FUNDED, GRANTED
from zhengtu.extract.binding import Rule, matching
from zhengtu.extract.bound import BRACKET_TARGET, PARTS, RELATIVE, Bound, Frame, is_name
from zhengtu.extract.counted import (
    COVERBS,
    act_end,
    averaged,
)
from zhengtu.extract.figure import APART, JOINERS, Figure, last_bound
from zhengtu.extract.noun_before import Noun, noun_before
from zhengtu.extract.noun_behind import noun_behind
from zhengtu.extract.owner import clause_topic, sharing, whole_name
from zhengtu.extract.parallel import heads, split_subjects
from zhengtu.extract.plain import plain_figure
from zhengtu.model import Kind
from zhengtu.recognise.quantity import COUNT, RATIO, TIME
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re


_INVESTS = ("", "投资", "总投资", "计划总投资", "计划投资", "投资额", "投资约")
_SHARE = regex(r"(?:占比|比重|份额|占有率)$")
_SHARE_OF = regex(r"占到?了?(?P<of>[^,。;:占的]{1,16}?)的?(?P<head>比重|比例|份额)[^,。;:]{0,8}$")
_AIMED_AT = regex("(?:全年|年度|年初|年|季度|序时|总)?(?:目标任务|计划任务|目标|计划|任务)$")
_DENIED = regex(r"(?:未能|没能|没有能|并未|未曾|从未|无法)[^的,。;:]{0,4}$")
_LIST_MARK = regex(r"^\s*\d{1,2}[.．]\s*(?=[一-鿿“])")  # 4.|委员名单(133名)
_STANDARDS = regex(
    r"(?:(?<![同环占])比|(?<!相)较|高于|低于|快于|慢于)[^,。;:比较]{1,16}[、和][^,。;:比较]{1,12}$"
)
_OF_BEHIND = ("reduction-of", "contributed")  # 减少船舶5%|的燃油消耗, 贡献七成|的税收
_SUMS = regex(r"(?:(?<!^增)[额量值]|收入|税收|利润|面积|GDP|出口|进口|进出口)$")
_SHARES = regex(r"占(?!有)")
_CHANGE_OF = regex(
    r"(?P<of>.{2,}?)(?:同比|环比|年均|累计|实际|名义|平均)?(?P<change>增速|增幅|涨幅|增长率|降幅|减幅|(?:增速|增长)(?:预期)?目标)"
)
_GRANTS = regex(r"(?:给予|予以|奖励|补助|补贴|资助|发放|安排)(?:一次性)?$")


def bind(figure: Figure, frame: Frame) -> Bound | None:
    """What a figure is about, or None where nobody can tell."""
    if frame.said and PARTS.search(figure.between):
        frame.total = frame.said[-1]
    if _DENIED.search(figure.left):  # 未能获得|半数以上的支持
        return None
    figure = _behind_object(figure, frame)
    if figure.bracketed and figure.left.strip() in _INVESTS:
        return _in_brackets(figure, frame)
    if _continues(figure, frame):
        return _continued(figure, frame)
    frame.apart, frame.sites = [], []
    for rule, match in matching(figure.quantity, figure.left, figure.right):
        bound = _by_rule(figure, frame, rule, match)
        if bound is not None and is_name(bound.indicator):
            if bound.kind not in (Kind.GROWTH, Kind.POINTS):
                falls = bound.kind == Kind.REDUCTION
                mean = averaged(bound.indicator, bound.aspect, figure, falls=falls)
                bound = replace(bound, indicator=mean)
            frame.leader = (rule, figure)
            share = bound.kind == Kind.RATE and _SHARE.search(bound.indicator)
            return replace(bound, kind=Kind.SHARE) if share else bound
    return None


def _behind_object(figure: Figure, frame: Frame) -> Figure:
    """The figure without what the one before counts: 5个|医疗集团、|覆盖率达80%."""
    said = frame.latest()
    if (
        said is None
        or not said.rule.endswith("/object")
        or not figure.left.startswith(said.indicator)
    ):
        return figure
    rest = figure.left[len(said.indicator) :]
    served = frame.text.endswith(COVERBS, 0, said.span.start)
    if served and act_end(rest, frame.words):  # 为52户|企业|发放贷款2亿元
        return replace(figure, left=rest)
    return replace(figure, left=rest[1:]) if rest.startswith("、") else figure


def _continues(figure: Figure, frame: Frame) -> bool:
    """Whether a figure is a later one of a list: 分别增长10%、7.9%."""
    if frame.leader is None or figure.left.strip() or not JOINERS.fullmatch(figure.between):
        return False
    first = frame.leader[1]
    alike = figure.quantity.unit.dimension == first.quantity.unit.dimension
    pair = frame.leader[0].kind == Kind.POINTS  # 高于全国、全省2.3个和|1.8个百分点
    return bool(frame.apart) or (alike and (pair or bool(APART.search(first.left))))


def _continued(figure: Figure, frame: Frame) -> Bound | None:
    if frame.leader is None:
        return None
    rule = frame.leader[0]
    name = frame.apart.pop(0) if frame.apart else frame.said[-1].indicator
    site = frame.sites.pop(0) if frame.sites else None
    return replace(_one_of_list(name, rule, rule.kind_of(figure.quantity)), site=site)


def _one_of_list(name: str, rule: Rule, kind: Kind) -> Bound:
    """One subject of a list; 甲基地、乙产业园投资额分别为… are amounts of projects."""
    funded = FUNDED.search(name) if kind == Kind.AMOUNT else None
    project = name[: funded.start()] if funded and funded.start() > 3 else None  # noqa: PLR2004  # a name
    return Bound(name, kind, f"{rule.name}+list", project=project, sign=rule.sign)


def _in_brackets(figure: Figure, frame: Frame) -> Bound | None:
    """某某产业园(14.25亿元): the amount is the thing's before the bracket."""
    opened, begin = figure.clause - 1, frame.sentence.start
    marks = last_bound(frame.text, begin, opened), frame.text.rfind("、", begin, opened) + 1
    said = _LIST_MARK.sub("", frame.text[max(begin, *marks) : opened])
    name, base = noun_before(said, frame.words).text, frame.base()
    name = name.removeprefix("有") if not name.startswith(("有限", "有色", "有机")) else name
    dimension = figure.quantity.unit.dimension
    if not name or dimension in (RATIO, TIME):
        return None
    if name.endswith(("目标", "任务", "计划")) and base is not None:
        return Bound(base.indicator, base.kind, BRACKET_TARGET, base=base)
    if dimension != "money":
        return Bound(name, Kind.COUNT if dimension == COUNT else Kind.QUANTITY, "bracket")
    if heads().project.search(name) or frame.total:
        return Bound("投资额", Kind.AMOUNT, "bracket", project=name)
    return Bound(name, Kind.AMOUNT, "bracket")


def _by_rule(figure: Figure, frame: Frame, rule: Rule, match: re.Match[str]) -> Bound | None:
    if rule.needs and not (frame.said and frame.said[-1].kind == rule.needs):
        return None
    kind, noun = rule.kind_of(figure.quantity), _noun(figure, frame, match)
    if len(figure.sites) == figure.listed and APART.search(figure.left) and noun.text:
        frame.apart = [noun.text] * (figure.listed - 1)
        frame.sites = list(figure.sites[1:])
        return replace(_one_of_list(noun.text, rule, kind), site=figure.sites[0])
    granted = GRANTED.match(figure.row_right) if _GRANTS.search(figure.left) else None
    names = [granted["name"]] * figure.listed if granted else _subjects(figure, noun, frame)
    if len(names) > 1 and names[0]:
        frame.apart, frame.parted = names[1:], tuple(names)
        return _one_of_list(names[0], rule, kind)
    if rule.name in _OF_BEHIND and figure.right.startswith("的"):
        whose = noun_behind(figure.right, frame.words, counter="", followed=False)
        if rule.kind != Kind.SHARE or _SUMS.search(whose):
            return Bound(whose, kind, rule.name) if whose else None
    changed = _CHANGE_OF.fullmatch(noun.text) if kind == Kind.RATE else None
    if changed:  # 居民消费价格指数同比涨幅由0.1%扩大至|0.5%
        falls = changed["change"] in heads().decline
        return Bound(changed["of"], Kind.REDUCTION if falls else Kind.GROWTH, rule.name)
    if noun.text in heads().growth | heads().decline | heads().share and frame.said:
        return _changed(noun.text, figure, frame, rule)
    if rule.subject == "noun or object":
        return plain_figure(figure, frame, rule, noun)
    return _relative(figure, frame, rule, noun)


def _noun(figure: Figure, frame: Frame, match: re.Match[str]) -> Noun:
    """The noun before what the rule matched, or the one that the rule names."""
    groups = match.re.groupindex
    if groups.get("noun") and match["noun"]:
        return Noun(match["noun"], open=False)
    offset = max(0, len(figure.left) - len(match.string))
    cut = match.start("cut") if "cut" in groups else match.start()
    return noun_before(figure.left[: offset + cut], frame.words)


def _subjects(figure: Figure, noun: Noun, frame: Frame) -> list[str]:
    """The indicators of a list, one a figure: A、B分别增长3%、4%; then 名义增长5%和6%."""
    said = APART.search(figure.left)
    if said is None:
        names = list(frame.parted)
        if noun.text:
            names = split_subjects(noun.text, figure.listed, frame.words)
    else:
        before, head = figure.left[: said.start()], said["head"] or ""
        standards = _STANDARDS.search(before)
        if standards:
            return [_compared(before[: standards.start()], frame)] * figure.listed
        names = sharing(split_subjects(before, figure.listed, frame.words, head=head))
        earlier = [metric.indicator for metric in frame.said[-figure.listed :]]
        names = names or list(frame.parted) or earlier
    return names if len(names) == figure.listed > 1 else []


def _compared(before: str, frame: Frame) -> str:
    """The one subject of a list of standards: 增幅|比8月、9月分别回升2.3个和2.1个百分点."""
    name, base = noun_before(before, frame.words).text, frame.base()
    alone = not name or name in heads().growth | heads().decline
    return base.indicator if base and alone else name


def _changed(name: str, figure: Figure, frame: Frame, rule: Rule) -> Bound | None:
    """增速由2%转为6%, 占比12%, 增速居第三: of what the figure before measures."""
    base = frame.base() if name not in heads().share else frame.said[-1]
    if base is None:
        return None
    kind = Kind.REDUCTION if name in heads().decline else Kind.GROWTH
    if name in heads().share:
        kind = Kind.SHARE
    if figure.quantity.unit.dimension != RATIO:
        kind = rule.kind_of(figure.quantity)
    return Bound(base.indicator, kind, f"{rule.name}+base", base=base, sign=rule.sign)


def _relative(figure: Figure, frame: Frame, rule: Rule, noun: Noun) -> Bound | None:
    """A figure of change, share or rank: of a noun before it, else of the figure before."""
    kind = rule.kind_of(figure.quantity)
    base = frame.latest() if rule.needs or rule.name == "rank-moved" else frame.base()
    if kind == Kind.POINTS and frame.said and frame.said[-1].base_unit == "%":
        base = frame.said[-1]  # 城镇化率64.8%,比上年末提高|0.9个百分点
    if kind == Kind.TARGET_COMPLETION:  # 年度目标|已完成78.5%
        noun = replace(noun, text=_AIMED_AT.sub("", noun.text))
    if rule.subject != "base" and noun.text and (not noun.open or rule.subject == "noun"):
        acted = kind == Kind.DURATION and figure.left.endswith(noun.aspect)  # 投资|备案|1天办结
        name = whole_name(noun.text + noun.aspect * acted, figure, frame)
        same = base if base and kind in RELATIVE and base.indicator == name else None
        of = _SHARE_OF.search(figure.left) if rule.name == "share-in" else None
        whole = f"{name}占{of['of']}{of['head']}" if of else name  # 研发费用|占营收比重
        name = whole if is_name(whole) else name
        return Bound(name, kind, rule.name, noun.aspect, same, sign=rule.sign)
    if rule.subject == "noun" and figure.quantity.unit.dimension != RATIO:
        return None
    if base is not None:
        if frame.parted and figure.left.startswith(("合计", "共占", "总计")):
            return None  # 分别为3、4、5亿元,合计占|六成: of all of them
        last = frame.said[-1]
        if kind == Kind.RANK and base.kind == Kind.SHARE:  # 产量占全国六成,居|第一
            subject = _SHARES.split(base.indicator)[0]
            return Bound(subject, kind, f"{rule.name}+base", base.aspect)
        if rule.name == "changed-to" and last.base_unit == figure.quantity.unit.base:
            base = last  # 占比由|71%|提高到|76%
            kind = last.kind if figure.quantity.unit.dimension == RATIO else kind
        if rule.kind is None and last.indicator == base.indicator and last.base_unit == "%":
            kind = last.kind if figure.quantity.unit.dimension == RATIO else kind  # 负增长2%转为6%
        return Bound(base.indicator, kind, f"{rule.name}+base", base.aspect, base, sign=rule.sign)
    name = clause_topic(figure, frame) or ("" if noun.open and noun.verb else noun.text)
    return Bound(name, kind, f"{rule.name}+topic", sign=rule.sign) if name else None
