"""A number without any word of change: the noun behind it, before it, or said earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.extract.behind import FUNDED, GRANTED, SOMEWHERE, TOTAL, counted_behind, project_behind
from zhengtu.extract.bound import ELIDED, PARTS, Bound, Frame
from zhengtu.extract.counted import FATE, PEOPLE, PERSONS, governing, with_fate
from zhengtu.extract.noun_before import Noun, noun_before
from zhengtu.extract.noun_behind import noun_behind
from zhengtu.extract.owner import NO_NAME, clause_topic, owners, whole_name
from zhengtu.extract.parallel import heads
from zhengtu.model import Kind
from zhengtu.recognise.quantity import COUNT, RATIO
from zhengtu.recognise.word import ACT
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re

    from zhengtu.extract.binding import Rule
    from zhengtu.extract.figure import Figure
    from zhengtu.model import Metric
    from zhengtu.recognise.word import Words

_AMONG = regex(r"(?P<of>[一-鿿“”]{2,16})(?:当中|之中|中|里),$")
_BODIES = ("家", "户")
_OWN_FIGURE = regex(  # 34家|产值同比下降
    r"总?(?:产值|营业收入|营收|利润|收入|增加值|产量|订单|用电量|销售额|销量|库存)"
    r"(?:同比|环比)?(?:实现)?(?:正|负)?(?:增长|下降|上升|下滑|减少|增加|回落|回升|超过?|突破|达)"
)
_LIFE = regex(r"的(?=生产|生活|出行|生计|安全|健康|饮水|用水|用电|饭碗|冷暖|福祉)")
_CHANGES_FROM = regex(r"^(?:由|从)[^,。;:]{0,12}$")
_RATES = regex(r"(?:关税|[税利费汇]率|首付)$")  # 加征25%|关税
_BY_AGENT = regex(  # 某冷链枢纽由某公司|投资9.6亿元建设
    r"(?P<what>[^由]{3,24})由[^由]{2,24}(?:公司|集团)(?:计划|预计|总)?(?P<act>投资|出资)"
)
_THAT_IS = regex(r"约?(?:合|折合)(?:人民币)?(?=约?\d)")  # 8506亿新谢克尔,|约合1.87万亿元
_VAGUE = regex(r"背后|基础|情况|过程|条件|前提|成绩|目标|水平|.*[来到]")
_GIVING = frozenset(
    "预拨 下达 拨付 投入 安排 投放 发放 拨款 下拨 划拨 提供 拿出 筹集 出资 追加 增拨 紧急预拨 累计投入".split()
)
_MONEY = regex(
    r"(?:贷款|资金|款|券|基金|债券?|补贴|补助|红包|奖补|经费|授信|费|额|工资|奖金|保险|养老金)$"
)
_PAYS = frozenset("赔付 奖励 补贴 补助 资助 扶持 支持 帮助".split())
_PAYEE = regex(r"(?:企业|游客|农户|群众|职工|学生|居民|人员|商户|家庭|单位)$")
_REWARD = regex(r"(?:一次性)?(?:奖励|补贴|补助|资助|奖补|贴息)")
_STAGES = frozenset(
    "开工 竣工 竣工投产 建成投产 投产 开工建设 主体完工 建成 签约 续建 完工 落地 投用 达产 储备"
    " 开业 入库 交付 验收 通车 挂牌".split()
)
_OPEN_STAGES = ("在建", "续建", "新建", "拟建", "储备", "签约")
_REACHING = frozenset("惠及 覆盖 服务 受益 带动 辐射 办结 受理 接待 救助 培训 帮扶".split())


def plain_figure(figure: Figure, frame: Frame, rule: Rule, noun: Noun) -> Bound | None:
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
    behind = None if led else counted_behind(figure, frame, noun)  # 吸纳群众|600人|进厂务工
    if behind is not None:
        share = figure.quantity.unit.dimension == RATIO
        verb = governing(*behind, figure, frame.words)
        name, aspect = with_fate(behind[0], verb, figure, frame.text)
        share = share and not _RATES.search(name)
        return Bound(name, Kind.SHARE if share else kind, "object", aspect)
    if NO_NAME.match(noun.text) or _are_there(figure, noun):
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
        granted = GRANTED.match(figure.right)  # 两部门预拨|4000万元救灾资金
        name = granted["name"] if granted else noun.aspect
        return Bound(name, kind, f"{rule.name}+given", noun.aspect)
    examples = figure.left.rstrip().endswith(("等", "等共", "等共计"))
    people = figure.quantity.unit.symbol in PEOPLE and PERSONS.search(noun.text)
    if kind == Kind.COUNT and examples and not people:
        return None  # 耕地补贴、农机补贴等|16项: these are examples, not what is counted
    agent = _BY_AGENT.fullmatch(noun.text) if kind == Kind.AMOUNT else None
    if agent:
        return Bound(agent["act"], kind, rule.name, project=agent["what"])
    name = whole_name(noun.text, figure, frame)
    project = project_behind(figure, noun, frame.words)
    funded = FUNDED.search(name) if project else None
    name = funded[0] if funded else name  # 该公司|投资|3亿元的某项目
    if kind == Kind.AMOUNT and noun.verb in _PAYS and _PAYEE.search(name):
        name = noun.verb + name  # 赔付游客|7万元: not what the visitors have
    return Bound(name, kind, rule.name, noun.aspect or noun.verb, project=project)


def _of_behind(name: str) -> re.Match[str] | None:
    """A measure whose owner can stand behind its figure: 时速|120公里|的强风."""
    measure = None if heads().invested.match(name) else owners().measure.fullmatch(name)
    return measure or TOTAL.search(name)


def _are_there(figure: Figure, noun: Noun) -> bool:
    """Whether people are only said to be somewhere and do something: 三合镇近4000人|受灾."""
    people = figure.quantity.unit.symbol in PEOPLE and figure.quantity.unit.dimension == COUNT
    return people and bool(SOMEWHERE.search(noun.text)) and "一" <= figure.right[:1] <= "鿿"


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
        topic = clause_topic(figure, frame) if claims else ""
        if not name and topic.endswith(("率", "比例", "占比", "比重")):  # 重箱率偏低,去年为|61.8%
            return Bound(topic, kind, f"{rule.name}+topic")
        return Bound(name, Kind.SHARE, f"{rule.name}+among") if name else None
    if noun.verb:
        return None
    topic = clause_topic(figure, frame)
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
    part = PARTS.search(figure.between) or "," not in figure.between
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
