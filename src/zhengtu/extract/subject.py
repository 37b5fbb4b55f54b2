"""What a figure is about: the rules' words where an indicator stands, followed.

A rule says *noun* (before the figure), *base* (a figure before it in the sentence),
*object* (behind it), or which of them comes first; here each is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from zhengtu.extract.binding import Rule, matching
from zhengtu.extract.counted import (
    COVERBS,
    FATE,
    PEOPLE,
    PERSONS,
    act_end,
    averaged,
    governing,
    with_fate,
)
from zhengtu.extract.figure import APART, JOINERS, Figure, last_bound
from zhengtu.extract.nominal import Noun, noun_before, noun_behind
from zhengtu.extract.owner import joined, owner_of, owners, sharing
from zhengtu.extract.parallel import completed, heads, split_subjects
from zhengtu.model import Kind, Metric
from zhengtu.recognise.quantity import COUNT, RATIO, TIME
from zhengtu.recognise.word import ACT, ADVERB, ASPECT, VERB, Words
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re

    from zhengtu.model import Sentence

RELATIVE = frozenset(
    {Kind.GROWTH, Kind.TARGET_COMPLETION, Kind.SHARE, Kind.POINTS, Kind.MULTIPLE, Kind.REDUCTION}
)
ABSOLUTE = frozenset({Kind.COUNT, Kind.AMOUNT, Kind.QUANTITY, Kind.RATE})
ELIDED = "+elided"
BRACKET_TARGET = "bracket-target"
_INVESTS = ("", "投资", "总投资", "计划总投资", "计划投资", "投资额", "投资约")
_FUNDED = regex(r"(?:计划)?总?投资(?:额)?$")
_PARTS = regex(r"其中|包括|含")
_NAMEABLE = regex(r"的?(?:[一-鿿“《A-Za-z]|[1-9][GD])")
_ROUND = ("大关", "关口", "门槛")  # 突破万亿元大关
_SERVED = ("为", "向", "对", "给", "使", "让", "有", "帮助")
_DIVISIONS = "市县区州镇乡村省国"
_MARKS = regex(r"[,:;()]")
_MONTHS = regex(r"(?:\d{1,2}月?[-—–~至到])?\d{1,2}月份?$")  # 增加值1—4月|分别增长
_TIME_WORD = regex(r"^[该此]|[天日年月周前后]$|期间$|时候$|同时$|此外$|目前$")
_QUOTED = regex(r"“[^“”]*”")
_SHARE = regex(r"(?:占比|比重|份额|占有率)$")
_SHARE_OF = regex(r"占到?了?(?P<of>[^,。;:占的]{1,16}?)的?(?P<head>比重|比例|份额)[^,。;:]{0,8}$")
_LONGEST_NAME = 32
_CLAUSAL = regex(
    r"^(?:上涨|下降|增长|下跌|上升|减少|增加|计划|预计|减按|累计|合计)$|(?<![签报])到$|^(?:当(?!地)|不同|若|如|较(?![大高强])|可(?!再生|持续|燃|降解|支配|穿戴)|占(?!地)|有(?![限色机效害轨线氧])|位于|从(?!业|事|.{2,}[到至])|约(?!谈))|(?:(?<![签合条履违毁公契特])约|只有|无人|接近|左右|开始|继续|于|共|(?<![人平户亩日月年])均|(?<![超经通])过|(?<![长短赛慢])跑|(?<!突)破|(?<![政重主必纪需紧])要|(?<!应)届|×|(?<![发雷])达|至|被|中只)$|从\d|[【】]|[为是]\d|^不到|距(?!离)|从有|^[十百千][多余][亿万]|"
    r"[了被但这那我您它她们仅称]|(?<![自供补配交发赔转让送借付])给(?![水排予料付养])|(?<!其)他|其(?!他|余|它)|将|一件(?!事)|(?<!在)(?<!居住)(?<!户籍)在(?![营校建岗册职库途线编读家院轨网册])|已(?!婚)|由上|(?<![占配环同对性之])比(?![例重率赛亚特利]|$)|"
    r"^(?:[的于与及或]|和(?!美|谐|平))|(?:[的于与或由]|(?<!总)和|(?<!惠)及)$|是|\d{4}年|^[\d.]+[万亿]?[元%个家人]?$|^出全|[今明后]天|(?<![数依证占根])据|(?<![众许很])多$|没有$|^按[一-鿿]{1,4}(?:计算|口径|价格)$|世纪\d|只[卖有剩]"
)
_AMONG = regex(r"(?P<of>[一-鿿“”]{2,16})(?:当中|之中|中|里),$")
_BODIES = ("家", "户")
_OWN_FIGURE = regex(  # 34家|产值同比下降
    r"总?(?:产值|营业收入|营收|利润|收入|增加值|产量|订单|用电量|销售额|销量|库存)"
    r"(?:同比|环比)?(?:实现)?(?:正|负)?(?:增长|下降|上升|下滑|减少|增加|回落|回升|超过?|突破|达)"
)
_AIMED_AT = regex("(?:全年|年度|年初|年|季度|序时|总)?(?:目标任务|计划任务|目标|计划|任务)$")
_DENIED = regex(r"(?:未能|没能|没有能|并未|未曾|从未|无法)[^的,。;:]{0,4}$")
_LIFE = regex(r"的(?=生产|生活|出行|生计|安全|健康|饮水|用水|用电|饭碗|冷暖|福祉)")
_REGIONS = regex(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新港澳]{2,4}(?:[两三四]?[地省])?"
)
_NO_NAME = regex(r"来自|截至|\d+[名人例]|受[一-鿿]{2,8}影响")  # 来自各国的25个|发布主体
_SOMEWHERE = regex("[省市县区州盟旗镇乡村国]$|国家$|[多各当两]地$|^全[一-鿿]$")
_CHANGES_FROM = regex(r"^(?:由|从)[^,。;:]{0,12}$")
_TOTAL = regex(
    r"总?(?:人数|总额|总量|总数|金额|面积|规模|长度|数量|高度|直径|重量|厚度|深度|宽度|跨度|海拔)$"
)
_LIST_MARK = regex(r"^\s*\d{1,2}[.．]\s*(?=[一-鿿“])")  # 4.|委员名单(133名)
_STANDARDS = regex(
    r"(?:(?<![同环占])比|(?<!相)较|高于|低于|快于|慢于)[^,。;:比较]{1,16}[、和][^,。;:比较]{1,12}$"
)
_OF_BEHIND = ("reduction-of", "contributed")  # 减少船舶5%|的燃油消耗, 贡献七成|的税收
_SUMS = regex(r"(?:(?<!^增)[额量值]|收入|税收|利润|面积|GDP|出口|进口|进出口)$")
_RATES = regex(r"(?:关税|[税利费汇]率|首付)$")  # 加征25%|关税
_ABLE = regex(
    r"(?:生产|供应|服务|处理|加工|年产|供货)?(?:能力|规模|水平)"
)  # 形成年产卫星200颗|的能力
_BY_AGENT = regex(  # 某冷链枢纽由某公司|投资9.6亿元建设
    r"(?P<what>[^由]{3,24})由[^由]{2,24}(?:公司|集团)(?:计划|预计|总)?(?P<act>投资|出资)"
)
_EACH = regex(r"^[户人亩]均(?:超过?|达到?|近|约|为|不足|突破)*$")
_OF_ALL = regex(r"^全[省市区县镇乡村]")
_SHARES = regex(r"占(?!有)")
_THAT_IS = regex(r"约?(?:合|折合)(?:人民币)?(?=约?\d)")  # 8506亿新谢克尔,|约合1.87万亿元
_VAGUE = regex(r"背后|基础|情况|过程|条件|前提|成绩|目标|水平|.*[来到]")
_GIVING = frozenset(
    "预拨 下达 拨付 投入 安排 投放 发放 拨款 下拨 划拨 提供 拿出 筹集 出资 追加 增拨 紧急预拨 累计投入".split()
)
_MONEY = regex(
    r"(?:贷款|资金|款|券|基金|债券?|补贴|补助|红包|奖补|经费|授信|费|额|工资|奖金|保险|养老金)$"
)
_CHANGE_OF = regex(
    r"(?P<of>.{2,}?)(?:同比|环比|年均|累计|实际|名义|平均)?(?P<change>增速|增幅|涨幅|增长率|降幅|减幅|(?:增速|增长)(?:预期)?目标)"
)
_GRANTS = regex(r"(?:给予|予以|奖励|补助|补贴|资助|发放|安排)(?:一次性)?$")
_GRANTED = regex(
    r"的?(?P<name>[一-鿿“”]{0,24}?(?:资金|贷款|补贴|补助|奖励|奖补|消费券|红包|国债|债券|基金|援助|支持|授信|年货券|经费))"
    r"(?=[^一-鿿]|$|的|支持|用于|重点)"
)
_ATTRIBUTE = regex(r"(?:[一-鿿]{1,4}级|大规模|大型|小型|中型|新型|重大|重点|主要)")
_NEXT_HEAD = regex(
    r"[、和及与]\d[\d.,]{0,8}[余多]?[个家项条座所处支](?:[一-鿿]{1,4}级)(?P<head>[一-鿿]{2,16})"
)
_SEAT = regex(r"(?:省|市|县|区|旗|州|镇|乡|村|街道|社区)$")
_PAYS = frozenset("赔付 奖励 补贴 补助 资助 扶持 支持 帮助".split())
_PAYEE = regex(r"(?:企业|游客|农户|群众|职工|学生|居民|人员|商户|家庭|单位)$")
_REWARD = regex(r"(?:一次性)?(?:奖励|补贴|补助|资助|奖补|贴息)")
_STAGES = frozenset(
    "开工 竣工 竣工投产 建成投产 投产 开工建设 主体完工 建成 签约 续建 完工 落地 投用 达产 储备"
    " 开业 入库 交付 验收 通车 挂牌".split()
)
_OPEN_STAGES = ("在建", "续建", "新建", "拟建", "储备", "签约")
_REACHING = frozenset("惠及 覆盖 服务 受益 带动 辐射 办结 受理 接待 救助 培训 帮扶".split())
_RECENT = 60  # figures before one in its sentence that it can be of
_FURTHEST = 400  # characters before a clause in which its topic is looked for
_SHORTEST_TOPIC, _LONGEST_TOPIC = 3, 19


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
    site: tuple[int, int] | None = None
    """Where the place of this figure alone stands, in a list of places."""


@dataclass(slots=True)
class Frame:
    """A sentence and what it has said so far; lives as long as the sentence is read."""

    text: str
    sentence: Sentence
    words: Words
    said: list[Metric] = field(default_factory=list)
    leader: tuple[Rule, Figure] | None = None
    """The first figure of the list that is being read, and its rule."""
    apart: list[str] = field(default_factory=list)
    """The subjects that the next figures of a list will take."""
    sites: list[tuple[int, int]] = field(default_factory=list)
    """The places that the next figures of a list will take."""
    parted: tuple[str, ...] = ()
    """The subjects of the list before, for a second list about the same (同比分别增长)."""
    total: Metric | None = None
    """The figure of which 包括 and 其中 give the parts."""

    def counted(self) -> Metric | None:
        """The last figure that has its own noun."""
        own = [metric for metric in self.said[-_RECENT:] if not metric.rule.endswith(ELIDED)]
        absolute = (metric for metric in reversed(own) if metric.kind in ABSOLUTE)
        return next(absolute, own[-1] if own else None)

    def latest(self) -> Metric | None:
        """The figure right before."""
        return self.said[-1] if self.said else None

    def base(self) -> Metric | None:
        """The figure that a rate of change belongs to."""
        absolute = next((m for m in reversed(self.said) if m.kind in ABSOLUTE), None)
        return absolute or (self.said[-1] if self.said else None)


def bind(figure: Figure, frame: Frame) -> Bound | None:
    """What a figure is about, or None where nobody can tell."""
    if frame.said and _PARTS.search(figure.between):
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


def is_name(indicator: str) -> bool:
    """Whether words can name an indicator: none that only a whole clause has."""
    bare = _QUOTED.sub("名", indicator)
    short = len(indicator) == 1 and indicator not in _DIVISIONS
    return not short and len(indicator) <= _LONGEST_NAME and not _CLAUSAL.search(bare)


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
    funded = _FUNDED.search(name) if kind == Kind.AMOUNT else None
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
    granted = _GRANTED.match(figure.row_right) if _GRANTS.search(figure.left) else None
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
        return _plain(figure, frame, rule, noun)
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
        name = _whole(noun.text + noun.aspect * acted, figure, frame)
        same = base if base and kind in RELATIVE and base.indicator == name else None
        of = _SHARE_OF.search(figure.left) if rule.name == "share-in" else None
        whole = f"{name}占{of['of']}{of['head']}" if of else name  # 研发费用|占营收比重
        name = whole if is_name(whole) else name
        return Bound(name, kind, rule.name, noun.aspect, same, sign=rule.sign)
    if rule.subject == "noun" and figure.quantity.unit.dimension != RATIO:
        return None
    if base is not None and frame.parted and figure.left.startswith(("合计", "共占", "总计")):
        return None  # 分别为3、4、5亿元,合计占|六成: of all of them
    if base is not None:
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
    name = _topic(figure, frame) or ("" if noun.open and noun.verb else noun.text)
    return Bound(name, kind, f"{rule.name}+topic", sign=rule.sign) if name else None


def _whole(name: str, figure: Figure, frame: Frame) -> str:
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


def _plain(figure: Figure, frame: Frame, rule: Rule, noun: Noun) -> Bound | None:
    """A number without any word of change: the noun behind it, before it, or said earlier."""
    kind = rule.kind_of(figure.quantity)
    people = figure.quantity.unit.symbol in PEOPLE
    fate = FATE.match(figure.right.removeprefix("全部").removeprefix("均")) if people else None
    if fate:  # 5人死亡、12人受伤: what befell these, not those before
        return Bound(fate[0], kind, f"{rule.name}+fate")
    if figure.quantity.unit.symbol in PEOPLE and _LIFE.match(figure.right):  # 惠及|3万人|的生活
        verb = (noun.verb or noun.aspect).removeprefix("已").removeprefix("累计")
        return Bound(verb, kind, f"{rule.name}+verb") if verb in _REACHING else None
    if figure.quantity.unit.symbol in _BODIES and _OWN_FIGURE.match(figure.right):
        return _whose(figure, frame, kind)
    base = frame.latest()
    if base is not None and _THAT_IS.match(frame.text, figure.quantity.start):
        return Bound(base.indicator, kind, f"{rule.name}+base", base.aspect, base=base)
    led = figure.quantity.unit.symbol == "人" and PERSONS.search(noun.text) and not noun.open
    behind = None if led else _behind(figure, frame, noun)  # 吸纳群众|600人|进厂务工
    if behind is not None:
        share = figure.quantity.unit.dimension == RATIO
        verb = governing(*behind, figure, frame.words)
        name, aspect = with_fate(behind[0], verb, figure, frame.text)
        share = share and not _RATES.search(name)
        return Bound(name, Kind.SHARE if share else kind, "object", aspect)
    if _NO_NAME.match(noun.text) or _are_there(figure, noun):
        return None
    said = frame.counted()
    if said is not None and _elided(noun, figure, said):
        new = noun.aspect if noun.aspect == "新" else ""
        name = new + (noun.text or noun.verb) + _without_opening_act(said.indicator, frame.words)
        return Bound(name, kind, rule.name + ELIDED, noun.aspect, base=said)
    return _named(figure, frame, rule, noun) if noun.text else _unnamed(figure, frame, rule, noun)


def _named(figure: Figure, frame: Frame, rule: Rule, noun: Noun) -> Bound | None:
    """A number with a noun before it, and what stands behind that makes it another's."""
    kind = rule.kind_of(figure.quantity)
    total = _of_behind(noun.text) if figure.right.startswith("的") else None
    whose = noun_behind(figure.right, frame.words, counter="个", followed=False) if total else ""
    if total and whose and not _VAGUE.fullmatch(whose):
        return Bound(whose + total[0], kind, rule.name)  # 人数为|200人|的小组
    if kind == Kind.AMOUNT and noun.aspect in _GIVING and not _MONEY.search(noun.text):
        granted = _GRANTED.match(figure.right)  # 两部门预拨|4000万元救灾资金
        name = granted["name"] if granted else noun.aspect
        return Bound(name, kind, f"{rule.name}+given", noun.aspect)
    examples = figure.left.rstrip().endswith(("等", "等共", "等共计"))
    people = figure.quantity.unit.symbol in PEOPLE and PERSONS.search(noun.text)
    if kind == Kind.COUNT and examples and not people:
        return None  # 耕地补贴、农机补贴等|16项: these are examples, not what is counted
    agent = _BY_AGENT.fullmatch(noun.text) if kind == Kind.AMOUNT else None
    if agent:
        return Bound(agent["act"], kind, rule.name, project=agent["what"])
    name = _whole(noun.text, figure, frame)
    project = _project_behind(figure, noun, frame.words)
    funded = _FUNDED.search(name) if project else None
    name = funded[0] if funded else name  # 该公司|投资|3亿元的某项目
    if kind == Kind.AMOUNT and noun.verb in _PAYS and _PAYEE.search(name):
        name = noun.verb + name  # 赔付游客|7万元: not what the visitors have
    return Bound(name, kind, rule.name, noun.aspect or noun.verb, project=project)


def _of_behind(name: str) -> re.Match[str] | None:
    """A measure whose owner can stand behind its figure: 时速|120公里|的强风."""
    measure = None if heads().invested.match(name) else owners().measure.fullmatch(name)
    return measure or _TOTAL.search(name)


def _are_there(figure: Figure, noun: Noun) -> bool:
    """Whether people are only said to be somewhere and do something: 三合镇近4000人|受灾."""
    people = figure.quantity.unit.symbol in PEOPLE and figure.quantity.unit.dimension == COUNT
    return people and bool(_SOMEWHERE.search(noun.text)) and "一" <= figure.right[:1] <= "鿿"


def _whose(figure: Figure, frame: Frame, kind: Kind) -> Bound | None:
    """What is counted where its own figure stands behind: 规上企业中,34家|产值下降."""
    name, said = _among(figure, frame), frame.counted()
    if not name and said is not None and said.base_unit == figure.quantity.unit.base:
        name = said.indicator
    return Bound(name, kind, "object+among") if name else None


def _among(figure: Figure, frame: Frame) -> str:
    """Those of whom a part is counted, "" where none are named: 120户企业中,四成."""
    among = _AMONG.search(frame.text, frame.sentence.start, figure.clause)
    return noun_before(among["of"], frame.words).text if among else ""


def _unnamed(figure: Figure, frame: Frame, rule: Rule, noun: Noun) -> Bound | None:
    """A number with no noun of its own: of what the figure before counts, or of the topic."""
    kind, said = rule.kind_of(figure.quantity), _from_before(figure, frame, rule, noun)
    if said is not None:
        return said
    if kind == Kind.AMOUNT and noun.verb in _GIVING:  # 拿出|5亿元|为企业
        return Bound(noun.verb, kind, f"{rule.name}+given")
    if noun.verb in _REACHING:  # 改造小区34个、惠及|1.27万户
        return Bound(noun.verb, kind, f"{rule.name}+verb")
    if figure.quantity.unit.dimension == RATIO:  # 120户企业中,四成|反映订单不足
        name = _among(figure, frame)
        claims = not noun.verb and not figure.right.startswith("的")
        topic = _topic(figure, frame) if claims else ""
        if not name and topic.endswith(("率", "比例", "占比", "比重")):  # 重箱率偏低,去年为|61.8%
            return Bound(topic, kind, f"{rule.name}+topic")
        return Bound(name, Kind.SHARE, f"{rule.name}+among") if name else None
    if noun.verb:
        return None
    topic = _topic(figure, frame)
    acting = figure.quantity.unit.symbol in ("人", "名") and figure.right[:1] > "一"
    if acting and not PERSONS.search(topic):  # 基地建成,|5人|凭成果晋升
        return None
    return Bound(topic, kind, f"{rule.name}+topic", noun.aspect) if topic else None


def _from_before(figure: Figure, frame: Frame, rule: Rule, noun: Noun) -> Bound | None:
    """What a figure before in the sentence says of one without a noun."""
    kind, base = rule.kind_of(figure.quantity), frame.base()
    if base is not None and not figure.between.strip():  # 道路7条|11.2公里
        return Bound(base.indicator, kind, f"{rule.name}+beside", base=base)
    if base is not None and _is_of(base, figure, noun):
        aspect = noun.aspect or noun.verb
        return Bound(base.indicator, kind, f"{rule.name}+base", aspect, base=base)
    reward = _REWARD.search(figure.between) if kind == Kind.AMOUNT and not noun.verb else None
    if reward and frame.said:  # 按价格的20%给予奖励,不超过|300万元
        return Bound(reward[0], kind, f"{rule.name}+given")
    if frame.said and _CHANGES_FROM.search(figure.left):  # 投诉少了43%,从上季的|5170件|降到
        return Bound(frame.said[-1].indicator, kind, f"{rule.name}+base", base=frame.said[-1])
    return None


def _is_of(base: Metric, figure: Figure, noun: Noun) -> bool:
    """Whether a bare number counts what the figure before does: 受理事项97件、办结|95件."""
    if base.base_unit != figure.quantity.unit.base:
        return False
    if noun.verb:
        return bool(base.aspect) and figure.left.strip().lstrip("已共") == noun.verb
    part = _PARTS.search(figure.between) or "," not in figure.between
    return bool(part) or not figure.right.strip()


def _elided(noun: Noun, figure: Figure, said: Metric) -> bool:
    """Whether only the act is said of what the figure before counts: 项目32个,其中新开工|14个."""
    alike = said.kind == Kind.COUNT and said.base_unit == figure.quantity.unit.base
    return alike and (noun.text or noun.verb) in _STAGES


def _without_opening_act(name: str, words: Words) -> str:
    """亿元以上项目 of 签约亿元以上项目 and of 在建亿元以上项目."""
    stage = next((stage for stage in _OPEN_STAGES if name.startswith(stage)), "")
    first = words.opening(name)
    end = first.end if first is not None and first.role == ACT else len(stage)
    return name[end:] or name


def _behind(figure: Figure, frame: Frame, noun: Noun) -> tuple[str, str] | None:
    """The noun behind a figure with its aspect, where that is what the figure counts."""
    words, quantity = frame.words, figure.quantity
    governs = figure.right.startswith("的") and figure.left.rstrip().endswith(
        (noun.aspect or "?", "了")
    )
    acted = quantity.unit.dimension == RATIO and _ends_in_act(figure.left, words)
    seat = _SEAT.search(noun.text) and quantity.unit.dimension == "area"  # 荷山村|1035亩|毛竹林
    part = quantity.unit.dimension == RATIO and figure.right.startswith("的")
    named = part and not _TOTAL.match(figure.right[1:3])
    of_place = named and (_REGIONS.fullmatch(noun.text) or _SOMEWHERE.search(noun.text))
    governs = governs or bool(of_place)  # 多地出现|37℃|的高温, 甲乙两省|七成|的医院
    counted = quantity.unit.dimension == COUNT or seat or governs or acted
    act = _is_act(noun.text, words)
    if not (counted or noun.open or not noun.text or act):
        return None
    granted = _GRANTED.match(figure.right) if quantity.unit.dimension == "money" else None
    if granted:
        return granted["name"], noun.aspect or noun.verb
    behind = ""
    if _NAMEABLE.match(figure.right) and not figure.right.startswith(_ROUND):
        counter = quantity.unit.symbol
        followed = figure.followed and quantity.unit.dimension != RATIO
        behind = noun_behind(figure.right, words, counter=counter, followed=followed)
    if (len(behind) == 1 and behind not in _DIVISIONS) or (noun.text and _ABLE.fullmatch(behind)):
        behind = ""
    if part and behind.endswith(tuple(heads().growth)):  # 保持|15%|的稳定增速
        return None
    if _ATTRIBUTE.fullmatch(behind):
        behind = _with_head(behind, figure, frame)
    if (
        not behind
        and counted
        and quantity.unit.symbol != "人"
        and figure.left.rstrip().endswith(_SERVED)
    ):
        behind = _object_behind(figure, words)
    if not behind:
        return None
    if act and not counted:  # 开放9000公里测试道路
        return behind, noun.text
    return _relative_act(figure.left, words) + behind, noun.aspect or noun.verb


def _with_head(attribute: str, figure: Figure, frame: Frame) -> str:
    """An attribute with the head that it shares (4个国家级|和17个省级产业集群) or "" without one."""
    start = figure.quantity.end + len(attribute)
    shared = _NEXT_HEAD.match(frame.text, start, frame.sentence.end)
    rest = shared["head"] if shared else figure.right[len(attribute) :]
    if not shared:  # 1次大规模|打击
        act = frame.words.opening(rest)
        return attribute + rest[: act.end] if act and not rest[act.end :].strip() else ""
    head = noun_behind(rest, frame.words, counter="个", followed=False)
    return attribute + head if head else ""


def _object_behind(figure: Figure, words: Words) -> str:
    """What a verb behind the figure acts on: 为290人次提供了法律援助."""
    end = act_end(figure.right, words)
    if not end:
        return ""
    rest, counter = figure.right[end:].lstrip("了到"), figure.quantity.unit.symbol
    return noun_behind(rest, words, counter=counter, followed=figure.followed)


def _project_behind(figure: Figure, noun: Noun, words: Words) -> str | None:
    """总投资3.6亿元的某某加工园: the amount is that project's."""
    if not _FUNDED.search(noun.text) or not figure.right.startswith("的"):
        return None
    name = noun_behind(figure.right[1:], words, counter="个", followed=False)
    return name if heads().project.search(name) and len(name) > 4 else None  # noqa: PLR2004  # a name


def _relative_act(left: str, words: Words) -> str:
    """The verb of a relative clause before the figure: 新签约的|42个项目."""
    if not left.endswith("的"):
        return ""
    found = list(words.find(left))
    last = next((word for word in found if word.end == len(left) - 1), None)
    if last is None or last.role != ACT:
        return ""
    opens = any(word.end == last.start and word.role in (ADVERB, ASPECT) for word in found)
    return left[last.start : last.end] if opens or not left[: last.start].strip() else ""


def _ends_in_act(left: str, words: Words) -> bool:
    """Whether a verb acts on what follows the figure: 助餐点|占九成 does not, 覆盖 counts its subject."""
    last = next((word for word in words.find(left) if word.end == len(left)), None)
    return last is not None and last.role in (VERB, ACT) and not left.endswith("覆盖")


def _is_act(name: str, words: Words) -> bool:
    """Whether a name is one verb and nothing more."""
    first = words.opening(name)
    return first is not None and first.end == len(name) and first.role == ACT


def _leaves(word: str, role: str) -> bool:
    """Whether a word ends the topic of a clause: 养老金|实现“十五连增”."""
    return role in (VERB, ADVERB) or (role == ASPECT and word in ("实现", "完成"))


def _topic(figure: Figure, frame: Frame) -> str:
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
            and not _NO_NAME.match(noun.text)
            and not _TIME_WORD.search(noun.text)
            and _SHORTEST_TOPIC <= len(noun.text) <= _LONGEST_TOPIC
        ):
            return noun.text
    return ""
