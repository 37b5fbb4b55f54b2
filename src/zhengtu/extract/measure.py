"""Figures: each quantity of a sentence with the indicator it measures.

A sentence is read from left to right.  What a figure leaves unsaid (增速, 其中, 总量达) it
takes from the figures before it in the same sentence; what the sentence leaves unsaid
(the zone, whether it is an aim) comes from the scope it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from zhengtu.extract.binding import Rule, matching
from zhengtu.extract.nominal import Noun, noun_before, noun_behind
from zhengtu.extract.scope import Scope
from zhengtu.model import Kind, Metric, Modality, Open, Qualifier, Sentence, Span
from zhengtu.recognise.period import Period
from zhengtu.recognise.quantity import COUNT, RATIO, TIME, Quantity, find_quantities
from zhengtu.recognise.word import ACT, NOUN, VERB, Words
from zhengtu.segment import Segmented

_BOUNDS = ",;:。()!?\n"
_JOINERS = re.compile(r"\s*(?:、|和|及|与|以及|,|或)\s*")
_APART = re.compile(r"(?:分别|依次)(?:同比|比上年|较上年|环比)?[一-鿿]{0,4}$")
_SPLITS = tuple(re.compile(marks) for marks in ("、|以及|和|及|与", "、|以及|和|与", "、|以及|和", "、"))
_ATTRIBUTE = re.compile(r"(?:级|类|型|式|制|性|以上|及以上|外资|民营|国有|女性|男性|城镇|农村)$")
_PARTS = re.compile(r"其中|包括|含")
_OF_PROJECT = re.compile(r"(?:项目|工程|基地|产业园|期|中心|厂|学院|园区|线|站|港|高铁|高速|公路)$")
_TOTAL = re.compile(r"^(?:总|计划总|协议|合同|协议总|概算总|估算总)?投资(?:额|总额)?$")
_THRESHOLD_TAIL = re.compile(r"^(?:及?以上|以下|以内)?(?:的|)[一-鿿“”()]{1,16}$")
_SIZES = frozenset({"length", "power", "voltage", "mass", "volume", "energy", "speed", "data", "temperature",
                    "age", "level", "bandwidth"})  # fmt: skip
_INSET = re.compile(r"·([改扩续州])·")  # as segment.shadow writes 新(改)建
_INVESTS = ("", "投资", "总投资", "计划总投资", "计划投资", "投资额", "投资约")
_TINY = Decimal("0.0001")  # 0.1微克攻坚行动, 28纳米芯片: nobody counts in these
_NAMEABLE = re.compile(r"的?[一-鿿“《A-Za-z]")
_SERVED = ("为", "向", "对", "给", "使", "让", "有", "帮助")
_RELATIVE = frozenset({Kind.GROWTH, Kind.TARGET_COMPLETION, Kind.SHARE, Kind.POINTS, Kind.MULTIPLE,
                       Kind.REDUCTION})  # fmt: skip
_ABSOLUTE = frozenset({Kind.COUNT, Kind.AMOUNT, Kind.QUANTITY, Kind.RATE})


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its clause: ``left`` and ``right`` are the text up to its neighbours."""

    quantity: Quantity
    clause: int
    left: str
    right: str
    between: str
    """What stands between the figure before and this one, when both are in one sentence."""
    bracketed: bool
    followed: bool
    bounded: bool = False
    """True when the hedge is a bound (以上, 超), not a mere 余 or 多."""
    silent: bool = False
    """True for a size or threshold inside a name, which is no claim."""
    listed: int = 1
    """How many figures stand in a row from here, joined by 、 or 和."""


@dataclass(slots=True)
class Frame:
    """What the sentence has said so far; lives as long as one sentence."""

    said: list[Metric] = field(default_factory=list)
    leader: tuple[Rule, Figure] | None = None
    apart: list[str] = field(default_factory=list)
    parted: tuple[str, ...] = ()
    """The subjects of the 分别 list before, for a second list about the same (同比分别增长)."""
    total: Metric | None = None

    def base(self) -> Metric | None:
        """The figure that a rate of change belongs to."""
        absolute = next((m for m in reversed(self.said) if m.kind in _ABSOLUTE), None)
        return absolute or (self.said[-1] if self.said else None)


@dataclass(frozen=True, slots=True)
class Bound:
    """An indicator for a figure, and the figure it was taken from, if any."""

    indicator: str
    kind: Kind
    rule: str
    aspect: str = ""
    base: Metric | None = None
    project: str | None = None
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Considered:
    """A figure and what became of it: a metric, left open, or (None) no claim at all."""

    figure: Figure
    sentence: Sentence
    outcome: Metric | Open | None

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of all rules that fit the figure, in the order in which they were tried."""
        return tuple(rule.name for rule, _ in matching(self.figure.quantity, self.figure.left))


def find_metrics(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Metric | Open]:
    """The metrics of a document, and the figures that stayed open, in text order."""
    for considered in consider(segmented, scope, words):
        if considered.outcome is not None:
            yield considered.outcome


def consider(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Considered]:
    """Every figure of a document with what became of it, in text order."""
    for sentence, quantities in _by_sentence(segmented):
        yield from _read(segmented, sentence, quantities, scope, words)


def _by_sentence(segmented: Segmented) -> Iterator[tuple[Sentence, list[Quantity]]]:
    group: list[Quantity] = []
    current: Sentence | None = None
    for quantity in find_quantities(segmented.shadow):
        if segmented.masked(quantity.head):
            continue
        sentence = segmented.sentence(quantity.head)
        if sentence != current and current is not None:
            yield current, group
            group = []
        current = sentence
        group.append(quantity)
    if current is not None:
        yield current, group


def _read(
    segmented: Segmented, sentence: Sentence, quantities: list[Quantity], scope: Scope, words: Words
) -> Iterator[Considered]:
    frame = Frame()
    view = scope.at(sentence)
    counted = [q for q in quantities if not any(p.start <= q.head < p.end for p in view.periods)]
    for figure in _figures(segmented.shadow, sentence, counted, view.periods, words):
        if figure.silent:
            yield Considered(figure, sentence, None)
            continue
        bound = _bind(segmented.shadow, sentence, figure, frame, words)
        if bound is None:
            yield Considered(figure, sentence, _left_open(segmented, figure))
            continue
        metric = _metric(segmented, figure, bound, view.of(figure.quantity.start, figure.right), frame)
        frame.said.append(metric)
        yield Considered(figure, sentence, metric)


def _left_open(segmented: Segmented, figure: Figure) -> Open | None:
    """A figure whose indicator nobody can tell; a bare stretch of time (连续9年) is no figure."""
    if figure.quantity.unit.dimension == TIME:
        return None
    span = segmented.span(figure.quantity.start, figure.quantity.end)
    return Open(span, "figure", "未能确定这个数所说的指标 (no indicator found)")


def _without_time(text: str, start: int, end: int, periods: Sequence[Period]) -> tuple[int, int]:
    """The clause behind the time that opens it, and before the time that ends it.

    截至10月底|办件814件; 增长至|2022年的521万个.
    """
    for period in periods:
        if start <= period.start and period.end < end and text[period.start : period.end] != "全年":
            if text[period.end : end].strip("的份底末 ") == "":
                end = period.start + (text[period.start] in "至到")
                end -= text[end - 1] in "从由自"
            else:
                start = period.end
    return start, end


def _row_length(text: str, quantities: Sequence[Quantity]) -> int:
    length = 1
    for left, right in zip(quantities, quantities[1:], strict=False):
        if not _JOINERS.fullmatch(text, left.end, right.start):
            break
        length += 1
    return length


def _figures(
    text: str, sentence: Sentence, quantities: Sequence[Quantity], periods: Sequence[Period],
    words: Words,
) -> Iterator[Figure]:  # fmt: skip
    previous_end = sentence.start
    for index, quantity in enumerate(quantities):
        following = quantities[index + 1].start if index + 1 < len(quantities) else sentence.end
        start = max(_last_bound(text, sentence.start, quantity.start), sentence.start)
        between = text[previous_end : quantity.start]
        if previous_end > start:
            joined = _JOINERS.match(text, previous_end, quantity.start)
            start = joined.end() if joined else previous_end
        start, left_end = _without_time(text, start, quantity.start, periods)
        left = text[start:left_end]
        if text[start - 1 : start] == ")" and (opened := text.rfind("(", sentence.start, start)) >= 0:
            left = text[_last_bound(text, sentence.start, opened) : opened] + left  # 完成目标(68亿元)的60%
        stop = min(_next_bound(text, quantity.end, sentence.end), following)
        figure = Figure(
            quantity, start, left, text[quantity.end : stop], between,
            bracketed=text[start - 1 : start] == "(", followed=stop == following < sentence.end,
            listed=_row_length(text, quantities[index:]),
            bounded=not text[quantity.head : quantity.end].rstrip(quantity.unit.symbol).endswith(("余", "多")),
        )  # fmt: skip
        if _is_size(figure, words) or _is_threshold(figure, quantities[index + 1 : index + 2]):
            figure = replace(figure, silent=True)
        else:
            previous_end = quantity.end
        yield figure


def _last_bound(text: str, start: int, end: int) -> int:
    return max(text.rfind(bound, start, end) for bound in _BOUNDS) + 1


def _next_bound(text: str, start: int, end: int) -> int:
    found = (text.find(bound, start, end) for bound in _BOUNDS)
    return min((at for at in found if at >= 0), default=end)


def _is_size(figure: Figure, words: Words) -> bool:
    """10米液压支架, 25兆瓦级机组, 300千伏线路: a size in front of a thing is no claim."""
    quantity = figure.quantity
    if figure.right[:1] in ("级", "型", "档", "制", "线") and not figure.right.startswith(("线上", "线下")):
        return True
    if quantity.unit.dimension in ("length", TIME) and figure.right.startswith(("内", "范围", "以内", "圈")):
        return not figure.right.startswith(("内办", "内完成", "内审"))
    if quantity.unit.scale < _TINY and figure.right[:1] > "一":
        return True
    if quantity.unit.dimension not in _SIZES or not figure.right[:1] > "一":
        return False
    before = noun_before(figure.left, words)
    if before.verb or (before.text and not before.open):
        return False
    return not any(word.start == 0 and word.role == VERB for word in words.find(figure.right[:4]))


def _is_threshold(figure: Figure, later: Sequence[Quantity]) -> bool:
    """营收10亿元以上企业20家: the first number only says which companies are counted."""
    quantity = figure.quantity
    bounded = quantity.qualifier in (Qualifier.OVER, Qualifier.UNDER) and figure.bounded
    if not bounded or not later or not figure.followed or quantity.unit.dimension == RATIO:
        return False
    counted = later[0].unit.dimension == COUNT
    return counted and bool(_THRESHOLD_TAIL.match(figure.right)) and not re.search("[、和及与]", figure.right)


def _bind(text: str, sentence: Sentence, figure: Figure, frame: Frame, words: Words) -> Bound | None:
    if figure.bracketed and figure.left.strip() in _INVESTS:
        return _in_brackets(text, sentence, figure, frame, words)
    if _continues(figure, frame):
        return _continued(figure, frame)
    frame.apart = []
    for rule, match in matching(figure.quantity, figure.left):
        bound = _subject(text, sentence, figure, rule, match, frame, words)
        if bound is not None:
            frame.leader = (rule, figure)
            return bound
    return None


def _continues(figure: Figure, frame: Frame) -> bool:
    """The later numbers of a list: 分别增长10%、7.9%."""
    return bool(
        frame.leader
        and (frame.apart or _APART.search(frame.leader[1].left))
        and not figure.left.strip()
        and _JOINERS.fullmatch(figure.between)
        and (frame.apart or figure.quantity.unit.dimension == frame.leader[1].quantity.unit.dimension)
    )


def _continued(figure: Figure, frame: Frame) -> Bound | None:
    if frame.leader is None:
        return None
    rule = frame.leader[0]
    name = frame.apart.pop(0) if frame.apart else frame.said[-1].indicator
    return Bound(name, rule.kind_of(figure.quantity), f"{rule.name}+list", sign=rule.sign)


def _in_brackets(text: str, sentence: Sentence, figure: Figure, frame: Frame, words: Words) -> Bound | None:
    """君行产业园(14.25亿元): the amount is the thing's before the bracket."""
    opened = figure.clause - 1
    start = max(_last_bound(text, sentence.start, opened), text.rfind("、", sentence.start, opened) + 1)
    noun = noun_before(text[start:opened], words)
    if not noun.text:
        return None
    base = frame.base()
    if noun.text.endswith(("目标", "任务", "计划")) and base is not None:
        return Bound(base.indicator, base.kind, "bracket-target", base=base)
    if figure.quantity.unit.dimension == "money":
        named = _OF_PROJECT.search(noun.text) or frame.total
        return Bound("投资额" if named else noun.text, Kind.AMOUNT, "bracket", project=noun.text if named else None)
    kind = Kind.COUNT if figure.quantity.unit.dimension == COUNT else Kind.QUANTITY
    if figure.quantity.unit.dimension in (RATIO, TIME):
        return None
    return Bound(noun.text, kind, "bracket")


def _subject(
    text: str, sentence: Sentence, figure: Figure, rule: Rule, match: re.Match[str], frame: Frame, words: Words
) -> Bound | None:
    quantity, kind = figure.quantity, rule.kind_of(figure.quantity)
    if rule.needs and not (frame.said and frame.said[-1].kind == rule.needs):
        return None
    offset = max(0, len(figure.left) - len(match.string))
    cut = match.start("cut") if "cut" in match.re.groupindex else match.start()
    before = figure.left[: offset + cut]
    noun = _named(match) or noun_before(before, words)
    names = _subjects(figure, noun, frame, words)
    if names:
        frame.apart, frame.parted = names[1:], tuple(names)
        return Bound(names[0], kind, f"{rule.name}+list", sign=rule.sign)
    if noun.text in _CHANGE_NOUNS and quantity.unit.dimension == RATIO and frame.said:
        changed = Kind.REDUCTION if noun.text == "降幅" else Kind.GROWTH
        base = frame.base()
        return Bound(base.indicator, changed, f"{rule.name}+base", base=base) if base else None
    if rule.subject == "noun or object":
        return _plain(text, sentence, figure, rule, noun, frame, words)
    base = frame.base()
    if rule.subject != "base" and noun.text and (not noun.open or rule.subject == "noun"):
        return Bound(_completed(noun.text, frame), kind, rule.name, noun.aspect, _same(base, noun.text, kind), sign=rule.sign)
    if rule.subject == "noun" and quantity.unit.dimension != RATIO:
        return None
    if base is not None:
        return Bound(base.indicator, kind, f"{rule.name}+base", base.aspect, base, sign=rule.sign)
    topic = _topic(text, sentence, figure, words)
    name = topic or noun.text
    return Bound(name, kind, f"{rule.name}+topic", sign=rule.sign) if name else None


_CHANGE_NOUNS = frozenset({"增速", "增幅", "涨幅", "增长率", "降幅"})


def _subjects(figure: Figure, noun: Noun, frame: Frame, words: Words) -> list[str]:
    """The indicators of a list of figures, one each: A、B分别增长3%、4%; then 名义增长5%和6%."""
    said = _APART.search(figure.left)
    if said:
        names = _apart(figure.left[: said.start()], figure.listed, words)
        earlier = list(frame.parted) or [metric.indicator for metric in frame.said[-figure.listed :]]
        names = names or earlier
    else:
        names = list(frame.parted) if not noun.text else []
    return names if len(names) == figure.listed > 1 else []


def _named(match: re.Match[str]) -> Noun | None:
    name = match["noun"] if "noun" in match.re.groupindex else None
    return Noun(name, open=False) if name else None


def _same(base: Metric | None, name: str, kind: Kind) -> Metric | None:
    """The figure before, when this one speaks of the same indicator."""
    return base if base and kind in _RELATIVE and base.indicator == name else None


def _plain(
    text: str, sentence: Sentence, figure: Figure, rule: Rule, noun: Noun, frame: Frame, words: Words
) -> Bound | None:
    """A number without any word of change: the noun behind it, before it, or said earlier."""
    quantity, kind = figure.quantity, rule.kind_of(figure.quantity)
    behind = ""
    counted = quantity.unit.dimension == COUNT
    if _NAMEABLE.match(figure.right) and (counted or noun.open or not noun.text or _is_act(noun.text, words)):
        behind = noun_behind(figure.right, words, counter=quantity.unit.symbol, followed=figure.followed)
    if len(behind) == 1 and behind not in "市县区州镇乡村省国":
        behind = ""
    if not behind and counted and figure.left.rstrip().endswith(_SERVED):
        behind = _object_behind(figure, words)
    aspect = noun.aspect or noun.verb
    if behind and not counted and _is_act(noun.text, words):  # 开放9000公里测试道路
        return Bound(behind, kind, "object", noun.text)
    act = _relative_act(figure.left, words)
    if behind and act:  # 新签约的42个项目
        return Bound(act + behind, kind, "object", aspect)
    if behind and (counted or noun.open or not noun.text):
        if quantity.unit.dimension == RATIO:
            return Bound(behind, Kind.SHARE, "share-of-object", aspect)
        return Bound(behind, kind, "object", aspect)
    if noun.text:
        if quantity.unit.dimension == RATIO:
            kind = Kind.RATE
        name = _completed(noun.text, frame)
        return Bound(name, kind, rule.name, aspect)
    base = frame.base()
    if base is not None and _same_measure(base, quantity) and not noun.verb:
        return Bound(base.indicator, kind, f"{rule.name}+base", base=base)
    topic = _topic(text, sentence, figure, words)
    if not topic or quantity.unit.dimension == RATIO or noun.verb:
        return None
    return Bound(topic, kind, f"{rule.name}+topic", aspect)


def _object_behind(figure: Figure, words: Words) -> str:
    """What a verb behind the figure acts on: 为290人次提供了法律援助."""
    first = next(iter(words.find_behind(figure.right[:8])), None)
    if first is None or first.start != 0 or first.role not in (VERB, ACT):
        return ""
    rest = figure.right[first.end :].lstrip("了到")
    return noun_behind(rest, words, counter=figure.quantity.unit.symbol, followed=figure.followed)


def _relative_act(left: str, words: Words) -> str:
    """The verb of a relative clause before the figure: 新签约的|42个项目."""
    if not left.endswith("的"):
        return ""
    last = next((word for word in words.find(left) if word.end == len(left) - 1), None)
    return left[last.start : last.end] if last and last.role == ACT else ""


def _is_act(name: str, words: Words) -> bool:
    """Whether a name is one verb and nothing more."""
    return any(word.start == 0 and word.end == len(name) and word.role == ACT for word in words.find(name))


def _same_measure(base: Metric, quantity: Quantity) -> bool:
    return base.base_unit == quantity.unit.base


def _completed(name: str, frame: Frame) -> str:
    """Put back a head that was left out: 、省级10家; 新签约项目42个,总投资89亿元."""
    base = frame.said[-1] if frame.said else None
    if base is None:
        return name
    if _TOTAL.match(name) and base.kind == Kind.COUNT and base.indicator.endswith(("项目", "工程")):
        return base.indicator + name
    pair = next((other for one, other in _PAIRS if name == other and base.indicator.startswith(one)), None)
    if pair is not None:  # 进口通关时间21小时、出口0.9小时
        return name + base.indicator[len(name) :]
    if _ATTRIBUTE.search(name) and len(name) <= 8 and base.kind == Kind.COUNT:  # noqa: PLR2004
        head = _ATTRIBUTE_HEAD.sub("", base.indicator)
        return name + head
    return name


_PAIRS = (("进口", "出口"), ("出口", "进口"), ("城镇", "农村"), ("国内", "国际"), ("线上", "线下"), ("入境", "出境"))
_ATTRIBUTE_HEAD = re.compile(r"^.{0,8}?(?:级以上|级及以上|级|类|以上)")


def _apart(text: str, size: int, words: Words) -> list[str]:
    """The ``size`` subjects of a 分别 list, each with the head that they share; [] if they differ in number."""
    noun = noun_before(text, words).text
    for compound, parts in _COMPOUNDS.items():
        if compound in noun and len(parts) == size:
            return [noun.replace(compound, part) for part in parts]
    for split in _SPLITS:
        names = [name.strip() for name in split.split(noun) if name.strip()]
        if len(names) == size > 1:
            tail = _shared_tail(names, words)
            return [name if name.endswith(tail) else name + tail for name in names]
    return []


_COMPOUNDS = {
    "第一、二、三产业": ("第一产业", "第二产业", "第三产业"), "一、二、三产": ("一产", "二产", "三产"),
    "一二三产": ("一产", "二产", "三产"), "第二、三产业": ("第二产业", "第三产业"),
    "产销量": ("产量", "销量"), "存贷款": ("存款", "贷款"), "城乡居民": ("城镇居民", "农村居民"),
    "收支": ("收入", "支出"), "产销": ("生产", "销售"), "进出口": ("进口", "出口"),
}  # fmt: skip


def _shared_tail(names: list[str], words: Words) -> str:
    last = names[-1]
    if names[0] in ("城镇", "城市", "城") and last[: len(names[0])] in ("农村", "乡村", "乡"):
        return last[len(names[0]) :]
    start = len(last)
    for word in reversed(list(words.find(last))):
        if word.end == start and word.start > 0 and word.role in (ACT, NOUN):
            start = word.start
    if start < len(last):
        return last[start:]
    return next((tail for tail in _MEASURES if last.endswith(tail) and len(last) > len(tail)), "")


_MEASURES = (
    "增加值", "总产值", "产值", "产量", "收入", "投资", "销售额", "零售额", "交易额", "出口额", "进口额",
    "面积", "数量", "人数", "率", "额", "量",
)  # fmt: skip


def _topic(text: str, sentence: Sentence, figure: Figure, words: Words) -> str:
    """The noun that opens an earlier clause: 粮食产量再创新高,达到1350亿斤."""
    clauses = re.split(r"[,:;()]", text[sentence.start : figure.clause].strip(",;:( "))
    for clause in reversed(clauses[-2:]):
        stripped = clause.strip()
        found = list(words.find(stripped))
        stop = next((w.start for w in found if w.start > 1 and w.role in ("verb", "adverb")), len(stripped))
        noun = noun_before(stripped[:stop], words)
        if len(noun.text) > 2 and not noun.open and len(noun.text) < 20:  # noqa: PLR2004
            return noun.text
    return ""


def _metric(segmented: Segmented, figure: Figure, bound: Bound, place, frame: Frame) -> Metric:  # noqa: ANN001
    quantity = figure.quantity
    value = quantity.stated(quantity.value) * bound.sign
    upper = quantity.value_max
    metric = Metric(
        span=segmented.span(quantity.start, quantity.end),
        zone=place.zone,
        rule=f"metric/{bound.rule}",
        indicator=_INSET.sub(r"（\1）", bound.indicator),
        value=_plain_decimal(value),
        unit=quantity.symbol,
        base_value=_plain_decimal(quantity.base(quantity.value) * bound.sign),
        base_unit=quantity.unit.base,
        kind=bound.kind,
        value_max=None if upper is None else _plain_decimal(quantity.stated(upper)),
        base_max=None if upper is None else _plain_decimal(quantity.base(upper)),
        qualifier=quantity.qualifier,
        modality=Modality.TARGET if bound.rule == "bracket-target" else place.modality,
        period=place.period,
        aspect=bound.aspect,
        project=bound.project,
        relative_to=bound.base.span if bound.base and bound.kind in _RELATIVE else None,
        component_of=frame.total.span if frame.total and _is_part(frame.total, quantity, bound) else None,
        speaker=place.speaker,
    )
    return metric


def _is_part(total: Metric, quantity: Quantity, bound: Bound) -> bool:
    return total.base_unit == quantity.unit.base and bound.kind == total.kind


def _plain_decimal(value: Decimal) -> Decimal:
    """The decimal without an exponent or idle zeros: 116, never 1.16E+2."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1)) if abs(value) < Decimal(10) ** 27 else value
    return value.normalize()
