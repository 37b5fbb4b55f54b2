"""The noun that stands before a figure, cut out of the clause: 累计认定|省级绿色工厂|20家.

Verbs, adverbs, places and times stand around it and nothing between.  The noun begins after the
last verb that takes it as its object and after what opens the clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengtu.extract.noun import BARE, COMPOUND, EDGE, HELPLESS, LONGEST, outside_quotes, paired
from zhengtu.recognise.word import ACT, ADVERB, ASPECT, JOINT, NOUN, PLACE, PREP, VERB
from zhengtu.regex import regex

if TYPE_CHECKING:
    from zhengtu.recognise.word import Word, Words

_STILL = regex(
    r"(?:连续|近|这)?(?:\d{1,4}|[一二两三四五六七八九十多]{1,3})(?:多|余)?(?:个)?(?:年|月|季度|天|日|周)(?:来|以来|内|间)?$"
    r"|(?:将?[在于到])?(?:[今明]年|年内|年底|年末)$"
)
_EACH = r"每(?![一-鿿]{0,3}[奖补])[一-鿿]{1,4}?(?:每[年月天日次])?"  # 从每人每月800元|提高到900元
_FROM = regex(
    r"(?:(?<=[一-鿿]{2})[要将])?(?:由|从|自)(?:上一?[^,。;:由从]{1,6}[季年届轮批期次度]|上月|上季度|上年同期|去年同期|去年|上年|年初|此前|原来|过去|平日|平时|最初|目前|现在)?(?:预测|预期|预计)?的?"
    rf"(?:{_EACH}|[日月年]均)?$|{_EACH}$"
)
_TOWARDS = regex(r"(?:进出口|出口|进口|贸易|投资|贡献率|援助)(?:额|总额|总值)?$")
_OPENING = regex(
    r"^(?:(?:(?:已?连续|过去|近)[\d一二三四五六七八九十]{1,3}|\d{1,3})多?个?(?:年|月|季度|天|日)(?:以来|来|内|间)?"
    r"|[一二三四五六七八九十]{1,2}年(?:以来|来|间|共)"
    r"|(?:全部)?(?:达产|建成|投产|投用|运营)(?:达效)?后|(?:我们|他们|她们|它们|大家|咱们)|可(?=办理|提供|容纳|实现|生产|处理|增收|增产|新增|带动|节约|节省)|有(?![限色机效害轨线氧利]|关部)|[的了着]+|全年|(?:主要|预期|总体|发展)?目标(?:是|为)"
    r"|计划(?!(?:完成)?总?投资|总|[内外书数的和与、]|单列|生育|目标|任务|[在将对把以向由从]))"
)
_AFTER = regex(r"后|前(?![沿列景往端瞻后三十\d])")  # 新中国成立|前
_ALONE = regex(  # 光|卖鲜叶|就收入: nothing but this
    r"(?<![一-鿿])(?:[一-鿿]{0,12}(?<![阳观荣风时灯月激]))?光(?![伏缆纤学谷刻影明彩照能])(?P<of>[一-鿿]{2,8}?)就(?:能|要|可)?(?P<act>收入|[一-鿿]{1,2}?)(?:了|达到?|超过?|近)*$"
)
_WHITHER = regex(r"[到至][一-鿿]{2,8}")
_HERE = regex(
    r"(?:全[省市区县镇村乡州国球旗盟]|各地|当地|本地|局地|局部|局部地区|部分地区|多地|其中|目前|我[省市区县国])?(?:全[省市区县镇村])?"
)
_LOCATIVE = regex(
    r"(?<=..)(?:(?<![其空集途年期初高心])中|方面|的?(?:基础上|过程中|前提下|背景下|情况下))$"
)
_OF_ACTS = frozenset(
    "指数 时限 比例 标准 成本 费用 周期 期限 均价 价格 单价 浓度 效率 能力 频次 限额 额度 强度 时间 时长 工期"
    " 总量 总额 总数 总人数 数量 金额 人数 次数 户数 件数 列数".split()
)
_MONEY = frozenset("资金 款项 经费 基金 贷款 债券".split())
_DOES = frozenset("完成 实施 开展 推进".split())
_CHANGING = frozenset(
    "压缩 压减 降低 减少 提高 提升 缩短 精简 增加 扩大 控制 保持 达到 超过 实现 完成 优化 调整"
    " 节约 节省 下降 增长 恢复".split()
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun.  ``open`` says that the clause waits for an object behind the figure."""

    text: str = ""
    aspect: str = ""
    verb: str = ""
    open: bool = True


def noun_before(clause: str, words: Words) -> Noun:
    """The noun at the end of ``clause``, the text from the clause's start to the figure.

    >>> from zhengtu.recognise.word import vocabulary
    >>> noun_before("累计认定省级绿色工厂", vocabulary()).text
    '省级绿色工厂'
    """
    kept = _FROM.sub("", clause[-LONGEST:].rpartition(" ")[2].rpartition("】")[2])
    alone = _ALONE.search(kept)
    if alone:
        act = alone["act"]
        named = act == "收入" or alone["of"].endswith(("上", "里", "中"))
        return Noun(alone["of"] + act * named, act, open=False)
    found = outside_quotes(kept, words.find)
    end, dropped, trailing = _trim_end(kept, found)
    if end <= 0:
        return Noun(aspect="".join(dropped), open=True)
    inside = [word for word in found if word.end <= end]
    head = _head_start(inside, end)
    waiting = bool(trailing) or _ends_open(kept, inside, end)
    verb_end, verb = _last_verb(kept, inside, head, end)
    start, aspects = _trim_start(kept, inside, verb_end, end)
    start = _with_act(kept, inside, start, end)
    if verb and kept.startswith("的", end) and _WHITHER.fullmatch(kept, start, end):
        if verb in _CHANGING:  # 能耗|降低|到平均水平的60%
            return noun_before(kept[: verb_end - len(verb)], words)
        end = verb_end  # 复制推广|到全国的有39项
        start, aspects = _trim_start(kept, inside, 0, end)
    text = _without_locative(paired(kept[start:end]))
    if trailing and text == kept[trailing[-1].start : trailing[-1].end]:
        return Noun("", "".join(dropped), text, open=True)  # 拿出|5亿元
    if len(text) < 2 and verb:  # noqa: PLR2004  # one character is no name
        return Noun("", "".join(dropped), verb, open=True)
    return Noun(text, "".join(aspects + dropped), verb, open=waiting)


def _with_act(kept: str, inside: list[Word], start: int, end: int) -> int:
    """A head such as 时限 or 总量 belongs to what is done: 奖补资金|拨付时限, 班列|开行总量.

    Money is what a verb acts on, unless another verb governs both: 发放|稳岗返还资金.
    """
    head = kept[start:end]
    attribute, money = head in _OF_ACTS, head in _MONEY
    verb = next((w for w in inside if w.end == start and w.role == VERB), None)
    if verb is None or not (attribute or money) or kept[verb.start : verb.end] in _CHANGING:
        return start
    before = [word for word in inside if word.end <= verb.start]
    governed, _ = _last_verb(kept, before, verb.start, verb.start)
    begin, _ = _trim_start(kept, before, governed, verb.start)
    whole = attribute or (governed and begin < verb.start)
    return begin if whole else start


def _trim_end(kept: str, found: list[Word]) -> tuple[int, list[str], list[Word]]:
    """Drop what links the noun to its figure; a strong verb that is dropped leaves the noun open."""
    dropped: list[str] = []
    trailing: list[Word] = []
    end = len(kept)
    while True:
        end = len(kept[:end].rstrip(EDGE.replace("”", "").replace(")", "").replace("）", "")))
        still = _STILL.search(kept[:end])
        last = next((word for word in reversed(found) if word.end == end), None)
        if still:
            end = still.start()
        elif last is None or last.role in (NOUN, ACT, PLACE):
            return end, dropped, trailing
        elif last.role == VERB:
            first = _cluster_start(found, last)
            if any(w.end <= first.start and kept[w.start : w.end] in _DOES for w in found):
                return end, dropped, trailing  # 完成林分|优化
            if not _subject_before(kept, found, first):
                return end, dropped, [*trailing, last]
            dropped.insert(0, kept[first.start : last.end])
            end = first.start
        else:
            if last.role == ASPECT or kept[last.start : last.end] in ("累计", "共", "新"):
                dropped.insert(0, kept[last.start : last.end])
            trailing = [last] if last.role in (PREP, JOINT) else trailing
            end = last.start


def _cluster_start(found: list[Word], last: Word) -> Word:
    """The first of the verbs that stand in a row: 风险隐患|排查整治."""
    first = last
    for word in reversed(found[: found.index(last)]):
        if word.end != first.start or word.role != VERB:
            break
        first = word
    return first


def _subject_before(kept: str, found: list[Word], verb: Word) -> bool:
    """Whether a noun stands before a final verb (中欧班列累计开行1.7万列) or nothing (推出19个)."""
    before = kept[: verb.start].rstrip(EDGE)
    known = next((word for word in reversed(found) if word.end == len(before)), None)
    while known is not None and known.role in (ADVERB, ASPECT):
        before = before[: known.start].rstrip(EDGE)
        known = next((word for word in reversed(found) if word.end == len(before)), None)
    return len(before) > 1 and (known is None or known.role in (NOUN, ACT))


def _head_start(inside: list[Word], end: int) -> int:
    """Where the verbs that end the noun begin: 农村劳动力|转移就业."""
    start = end
    for word in reversed(inside):
        if word.end == start and word.role == ACT:
            start = word.start
        else:
            break
    return start


def _ends_open(kept: str, inside: list[Word], end: int) -> bool:
    last = next((word for word in reversed(inside) if word.end == end), None)
    return last is not None and (last.role in (VERB, PREP, JOINT) or kept[last.start : end] == "等")


def _last_verb(kept: str, inside: list[Word], head: int, end: int) -> tuple[int, str]:
    listed = kept.startswith("等", end)
    for word in reversed(inside):
        both = word.role == VERB and kept[word.end : word.end + 1] in ("和", "与", "及")
        if both:  # 农机购置与|应用补贴资金: what follows and is not an object
            continue
        member = kept[word.end : word.end + 1] == "、" or "、" in kept[: word.start]
        if listed and word.role == VERB and member:  # 报告、讲话、批示等|130篇文献
            continue
        late = word.role == ADVERB and kept[word.end : end] not in HELPLESS
        cuts = word.role == VERB or ((late or word.role == ASPECT) and _divides(kept, word))
        if cuts and word.end <= head and end - word.end > 1:
            return word.end, kept[word.start : word.end] if word.role == VERB else ""
        if word.role == JOINT and kept[word.start : word.end] == "等" and end - word.end > 1:
            return word.end, ""
    done = kept.rfind("了", 0, head)
    return (done + 1, "") if done > 0 else (0, "")


def _before_name(inside: list[Word], word: Word) -> bool:
    """Whether 新 stands before a verb or a known name (新|签约项目), not inside one (新材料)."""
    return any(other.start == word.end for other in inside)


def _divides(kept: str, word: Word) -> bool:
    """Whether an adverb inside the clause parts its subject from what is counted: 园区已建成."""
    return word.start > 0 and (
        (word.end - word.start > 1 and kept[word.end - 1] != "均")
        or kept[word.start] == "已"
        or (kept[word.start : word.end] == "共" and not COMPOUND.match(kept, word.start - 1))
    )


def _trim_start(kept: str, inside: list[Word], start: int, end: int) -> tuple[int, list[str]]:
    aspects: list[str] = []
    governed = start > 0
    while start < end:
        opening = _OPENING.match(kept[start:end])
        after = governed and _AFTER.match(kept, start, end - BARE)
        if opening or after or kept[start] in EDGE + "”":
            start += opening.end() if opening else 1
            continue
        word = next((word for word in inside if word.start == start), None)
        if word is None or word.end >= end or word.role in (NOUN, VERB, ACT):
            break
        if (
            word.role == ASPECT
            and word.end - word.start == 1
            and kept[start] != "共"
            and not _before_name(inside, word)
        ):
            break
        if (
            word.role == ADVERB
            and word.end - word.start == 1
            and kept[start] not in "共已现均又还也都仅就"
        ):
            break
        if kept[start] == "对" and word.role == PREP and _TOWARDS.search(kept[:end]):
            break
        if word.role == ASPECT or kept[word.start : word.end] in ("累计", "共"):
            aspects.append(kept[word.start : word.end])
        start = word.end
        act = next((w for w in inside if w.start == start and w.role == ACT), None)
        if act and kept[start - 1] == "新" and end - act.end > 2:  # noqa: PLR2004  # 新|开工|亿元以上项目
            aspects.append(kept[act.start : act.end])
            start = act.end
    relative = _after_relative(kept[start:end], found_verb=governed)
    return end - len(relative), aspects


def _after_relative(text: str, *, found_verb: bool) -> str:
    """Drop a relative clause before 的, keep an owner: 用于建设的债券, but 河湖的长度."""
    at = text.rfind("的")
    if at < 0 or at >= len(text) - 2:
        return text
    tail = text[at + 1 :]
    if len(tail) <= BARE and not found_verb:  # 居住在城镇的|人口
        return text
    return text if tail in HELPLESS and not found_verb else tail if tail not in HELPLESS else text


def _without_locative(text: str) -> str:
    """在营商环境评价|中, 卫生健康|方面: what says where or in which respect is no part of a noun."""
    nothing = _HERE.fullmatch(text) or text.endswith("以来")
    return "" if nothing else _LOCATIVE.sub("", text)
