"""The noun that a figure counts, cut out of the clause around it.

Chinese writes the counted noun before the figure (高新技术企业46家) or behind it
(10件惠企实事), with verbs, adverbs, places and times around and nothing between.  The noun
begins after the last verb that takes it as its object and after what opens the clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengtu.recognise.word import ACT, ADVERB, ASPECT, JOINT, NOUN, PLACE, PREP, VERB, Word, Words
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BARE = 2  # characters of a noun that says little without its attribute
LONGEST = 48  # a name of more characters than this has swallowed a clause
_STILL = regex(
    r"(?:连续|近|这)?(?:\d{1,4}|[一二两三四五六七八九十多]{1,3})(?:多|余)?(?:个)?(?:年|月|季度|天|日|周)(?:来|以来|内|间)?$"
    r"|(?:将?[在于到])?(?:[今明]年|年内|年底|年末)$"
)
_EDGE = " ,、:·”)(的了\t\n*#"
_QUOTED = regex(r"“[^“”]{1,40}”")
_ENTITY = regex(r".{0,12}?(?:企业|学校|医院|高校|院校|农户|居民|群众|机构|单位|家庭)")
_JOINED_ACTS = regex(r"[和与及].{2,}|^(?:技术改造|转型|设备更新)")
_EACH = r"每(?![一-鿿]{0,3}[奖补])[一-鿿]{1,4}?(?:每[年月天日次])?"  # 从每人每月800元|提高到900元
_FROM = regex(
    r"(?:(?<=[一-鿿]{2})[要将])?(?:由|从|自)(?:上一?[^,。;:由从]{1,6}[季年届轮批期次度]|上月|上季度|上年同期|去年同期|去年|上年|年初|此前|原来|过去|平日|平时|最初|目前|现在)?(?:预测|预期|预计)?的?"
    rf"(?:{_EACH}|[日月年]均)?$|{_EACH}$"
)
_TOWARDS = regex(r"(?:进出口|出口|进口|贸易|投资|贡献率|援助)(?:额|总额|总值)?$")
_CHANGED_TO = regex(r"[一-鿿]{0,4}(?:到|至|为|成)")  # 由20家|增加到|30家
_LATE = regex(r"(?:完成|实现|累计|新增|达到)+$")
_PEACE = regex(r"和(?:美|谐|平)")
_SINGLE = frozenset("赴在由将把被使让并均正已仍便以为向从共因对获也")
_COMPOUND = regex(
    r"(?:(?<!银)行|[成作认因以视称较更极大分改转])为|[方面定走志导意动倾转内外]向|.从[业事]|公共|.共[同享建产和振赢鸣识]|.由头|[存实所现]在"
    r".?为[农民企首主]|.以[旧上下内外来]|[予足难得加]以|.正[职规常式确版]|[改修公真严端纠反]正|.已[知婚]"
    r"|[基原成病诱主内外]因|.因[素子果此而]|[绝相反应面核针派校成配]对|.对[接外口标比象手照联策内话抗立]|[收捕查抓截荣缴斩喜破]获|.获[奖益]|.也门"
)
_BODY = regex(
    r"(?P<body>.{0,8}?(?:省份|城市|国家|地区|省区市|口岸|港口))"
    r"(?=[^、和及]*(?:量|额|率|值|速|幅|指数|收入|面积|价格|浓度)$)"
)
_ON_SITE = regex(
    r"的?(?:基础上|过程中|前提下|背景下|情况下)$|(?<=[业商家构位员人])(?:现场|线上线下|线上|线下)$"
)
_MANNER = regex(  # 作业线|高效|运转: how it is done stands before the verb
    r"(?<=..)(?:线上线下|分期分批|分批|高效|有效|光荣|严重|平稳|实地|逐项|合力|联手|携手|联合|集体|双双|主动|自发|自愿|隆重|热烈|当场|尽锐|决不)+$"
)
_OTHER = regex(  # 演出|和多场文化交流活动: the second of two has its own quantity
    r"(?:以及|(?<![共])[和与及])(?:(?:多|数[十百千万]?|几[十百]?)余?[个项场家条座名位件种支所处次篇部台]|一批|一系列|若干|所有|全部)"
)
_SECOND_LIST = regex(r"(?:以及|(?<!共)[和与及])(?!地区|直辖市|[谐平美])(?=[^和与及]{2,}$)")
_JOINT_END = regex(r"(?:以及?|[和与及并或])$")
_LIST_GOES_ON = regex(r"、[^,。;:()\d]{1,40}?等")
_COUNTER_TOO = regex(r"[(‹][一-鿿]{1,2}[)›]")
_RELATIVE = regex(
    r"(?:具有|具备|带有|拥有|存在|寻求|参加|来自|涉及|位于|从事|符合|需要|受到?)[^,。;:、的]{1,20}的(?=[一-鿿])"
)
_AMONG = regex(  # 候选人|中无人, 礼兵|稳稳抬起, 倍增管|等关键部件
    r"(?<=..)(?<!稳)中(?=只|无|有|约|超|已|占|近|的)|(?<=[区园馆店站厂村城院校镇口房])里(?![程约昂])|(?<=.)([稳缓牢紧渐默静频纷悄徐])\1|(?<=..)受(?=[一-鿿]{1,6}影响)|(?<=..)(?:严重)?(?:受[灾损]|受影响|被困|停[电水])(?=严重|[,。;、:]|$)|(?<=..)(?:年底前|月底前|年内|(?:[今明去当]年|[本当]月|目前|当地时间|当[天日晚]|于?\d{1,2}[月日])(?!度))|(?<=..)(?<![位稳跃])居(?=全[国省市]|世界|第)|(?<=..)近[万千百]|(?<=..)投入(?=[一-鿿]{2,6}(?:运[营行用]|使用|调度|生产))|(?<=..)等(?![级级待同])(?!高?[等])"
)
_REACHES = frozenset("得尝看听拿达签办做想学找收感受遇碰提用喝吃住赶走跑送等拉接建延增扩升降减缩")
_ACTING = regex(r"[一-鿿]{4,16}?(?<!目|提)的(?=[一-鿿]{2,8}(?:[,。;、:\n]|$))")
_OWN = regex(
    r"(?:总?产值|增加值|营业收入|营收|利润|产量|销量|客流量|营业额|销售额|成交额|用电量|税收)$"
)
_GROUND = regex(r"的(?:基础上|情况下|前提下|同时|背景下|过程中|条件下)")
_DONE = regex(
    r"[一-鿿](?:了|不(?=[到了上成起足])|(?<![年月日])到(?!位|达|期|场|岗|会|户)|着(?!力|眼|重|手))"
)
_MODIFIES = regex(r"项目|工程|行动|任务|活动|中心|基地|试点|平台|计划|措施|示范|能力|重点[县区]")
_ATTRIBUTIVE = frozenset(
    "参展 参会 参赛 参保 入驻 受灾 获奖 采购 上市 签约 落户 帮扶 失业 就业 毕业 返乡 合作 服务 监测 保护 示范 创新"
    " 培育 孵化 引领 加工 制造 研发 转化 配送 储备 治理 改造 建设 投资 出口 进口 在建 续建 租赁 存量 领军 运营".split()
)
_HEADS = regex(
    r"企业|机构|单位|人员|人才|团队|队伍|群众|学生|旅客|游客|客商|农户|车辆|集群|高地|品牌|产品|场景|设施|设备"
    r"|网点|站点|站|岗位|课程|线路|航线|产线|试验区|实验室|案例|组织|园区|用地|资金"
)
_HEADED = regex(rf"[一-鿿]{{0,4}}?(?:{_HEADS.pattern})")
_OF_WHAT = regex(r"(?:机构|地区|单位|部门)(?![一-鿿]{0,2}[了过])")  # 出版|机构, 统筹|地区
_BODY_TOO = regex(r"组织(?![一-鿿])|组织[的和与及]")  # 国内外|组织: no object, so no verb
_PERSON = regex(r"[员人者生民师工手才众兵童友属团队]$")
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
_ADJECTIVAL = regex(
    r"[样多高好强型色性式级化质优新]$|领先|特色|领域|型号|规模|以上|左右|大小|各异|独特"
    r"|^(?:类似|不同|重要|优质|主要|各类|全新|最新|知名|著名|标准|普通|特殊|专门|珍贵|宝贵|珍稀|精彩|独特|先进|典型|优秀"
    r"|完整|严重|紧急|实用|美丽|精美|古老|传统|现代|大型|小型|中型|巨型|高端|较大|较小|特别重大|重大|关键|相关|有关)$|^(?:有|无|具有|带有|未)"
)
_NUMERAL = regex(r"[上数成近约超]?[\d一二两三四五六七八九十百千万]+[余多]?[^的]")
_PERSON_AHEAD = regex(
    r"[一-鿿]{1,8}?(?:人员|成员|代表|委员|[员者生师])(?=[以在从向对被将与和,。;、]|$)"
)
_AGENTS = ("性", "型", "式", "者", "商", "员", "师", "人")
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
_ENTITY_COUNTERS = frozenset("家 名 人 户 位 所 个 支 座 对 条".split())
_HELPLESS = frozenset({"数量", "规模", "总数", "总量", "面积", "长度", "总长度", "总面积", "总规模", "总额",
                       "比重", "占比", "比例", "产值", "总产值", "增加值", "收入", "产量", "里程", "总里程",
                       "金额", "总值", "余额", "户数", "人数", "总人数", "增速", "投资", "总投资", "投资额",
                       "强度", "水平", "能力", "标准", "价格", "均价", "浓度"})  # fmt: skip


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
    found = _outside_quotes(kept, words.find)
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
    text = _without_locative(_whole(kept[start:end]))
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


def _entity(text: str, found: list[Word]) -> str:
    """家 counts the bodies, not what is done to them: 企业|技术改造和数字化转型."""
    match = _ENTITY.match(text)
    if match is None or not any(word.role == ACT and word.end >= match.end() for word in found):
        return text
    return match[0] if _JOINED_ACTS.search(text[match.end() :]) else text


def _outside_quotes(kept: str, find: Callable[[str], Iterator[Word]]) -> list[Word]:
    """The words of a clause; what stands in quotes is a name and holds no verb."""
    quoted = [match.span() for match in _QUOTED.finditer(kept)]
    return [
        word for word in find(kept)
        if not any(start < word.start and word.end < end for start, end in quoted)
    ]  # fmt: skip


def noun_behind(clause: str, words: Words, *, counter: str, followed: bool) -> str:
    """The noun that begins ``clause``, the text from the figure to the clause's end.

    ``followed`` says that another figure stands right behind ``clause``.

    >>> from zhengtu.recognise.word import vocabulary
    >>> noun_behind("民生实事纳入清单", vocabulary(), counter="个", followed=False)
    '民生实事'
    """
    bracket = _COUNTER_TOO.match(clause)
    kept = clause[bracket.end() if bracket else 0 :][:LONGEST]  # 2.5万套|(间)|城市危旧房
    skip = len(kept) - len(kept.lstrip(" 的"))
    relative = _RELATIVE.match(kept, skip)
    skip = relative.end() if relative else skip  # 5家|具有创新能力的|企业
    skip = skip if counter in "人名位" else _behind_act(kept, skip, words)
    end = _noun_end(kept, skip)
    if kept[skip : skip + 1] in ("“", "《"):
        end = _quoted_end(kept, skip)
    found = [word for word in _outside_quotes(kept[:end], words.find_behind) if word.start >= skip]
    mark, end = end, _stop(kept, found, skip, end, counter)
    text = _head_of_relative(kept[skip:end].strip(_EDGE), found, skip)
    body = _BODY.match(text)
    text = body["body"] if body else text
    if followed and kept[end : end + 1] != "、":
        text = _LATE.sub("", _without_own(_without_measure(text)))
    elif counter in _ENTITY_COUNTERS:
        text = _without_own(_entity(text, found))
        text = (
            text[: _without_acts(kept, found, end, skip) - skip] if text == kept[skip:end] else text
        )
    text = _MANNER.sub("", text) if end < mark else text
    text = _first_conjunct(_ON_SITE.sub("", text), kept[end:])
    return _whole(_JOINT_END.sub("", text))


def _first_conjunct(text: str, rest: str) -> str:
    """What one figure counts of two nouns: 线路|和美食、民宿等产品, 演出|和多场交流活动."""
    other = _OTHER.search(text, 2)
    if other is None and _LIST_GOES_ON.match(rest):
        other = _SECOND_LIST.search(text, 2)
    return text[: other.start()] if other else text


def _behind_act(kept: str, skip: int, words: Words) -> int:
    """Where the noun begins behind what it does: 18项|支持联盟发展的|举措."""
    acting = _ACTING.match(kept, skip)
    first = words.opening(acting[0]) if acting else None
    opens = first is not None and first.role == VERB and first.end > 1
    return acting.end() if acting and opens else skip


def _noun_end(kept: str, skip: int) -> int:
    """The first mark; a name in quotes with a head behind it is no mark: 专精特新“小巨人”企业."""
    at = skip
    while at < len(kept):
        if kept[at] in ",、;。:()?!《\n " and not (kept[at] == "《" and at == skip):
            return at
        if kept[at] == "“" and at > skip:
            close = kept.find("”", at)
            if close < 0 or not _HEADED.match(kept, close + 1) or _HEADS.search(kept[skip:at]):
                return at
            at = close
        at += 1
    return at


def _head_of_relative(text: str, found: list[Word], skip: int) -> str:
    """22个试验装备的中心 counts what stands before 的, 98场形式多样的活动 what stands behind."""
    before, _, behind = text.partition("的")
    acts = any(word.role == VERB and word.end <= skip + len(before) for word in found)
    own = len(before) > 1 and not acts and not _ADJECTIVAL.search(before)
    kept = before if own or not behind or _NUMERAL.match(behind) else text.rpartition("的")[2]
    inside = kept.endswith(("中", "内", "里")) and not kept.endswith(("高中", "初中"))
    return kept[:-1] if inside and len(kept) > _BARE else kept


def _quoted_end(kept: str, skip: int) -> int:
    """A name in quotes with the word that follows it: “高效办成一件事”改革."""
    close = max(kept.find("”", skip), kept.find("》", skip))
    if close < 0:
        return len(kept)
    return next(
        (i for i in range(close + 1, len(kept)) if kept[i] in ",、;。:()?!“《\n"), len(kept)
    )


def _stop(kept: str, found: list[Word], skip: int, end: int, counter: str) -> int:
    """Where the noun behind a figure ends: before the first word that can follow it."""
    joined = kept[skip : skip + 1] in ("和", "与", "及") and not _PEACE.match(kept, skip)
    if joined or _CHANGED_TO.fullmatch(kept, skip) or _GROUND.match(kept):
        return skip
    among = _AMONG.search(kept, skip + 1, end)
    end = among.start() if among else end
    done = _DONE.search(kept, skip + 1, end)
    if done:
        acts = (word for word in found if word.role in (VERB, ACT))  # 毕业生|到基层
        verb = next((word for word in acts if word.end == done.end() - 1), None)
        to = kept[done.end() - 1] == "到" and kept[done.start()] not in _REACHES
        goes = to and verb is None  # 干部|到深圳
        end = verb.start if verb and verb.start > skip else done.end() - 1 if goes else done.start()
    head = _attributive_end(kept, found, skip)
    for word in found:
        if word.end > end:
            break
        if word.start < head or _is_part(kept, word, skip, end, counter):
            continue
        leaves = word.role in (VERB, PREP) and word.end - word.start > 1
        single = kept[word.start : word.end] in _SINGLE and not _COMPOUND.match(
            kept, word.start - 1
        )
        late = word.role in (ADVERB, ASPECT) and word.end - word.start > 1
        if word.start > skip and (leaves or single or late):
            return word.start
        if kept[word.start : word.end] in ("全部", "所有"):  # 覆盖3400万|全部农村人口
            continue
        if word.start == skip and (leaves or late or word.role == PREP):
            return skip
    return end


def _attributive_end(kept: str, found: list[Word], skip: int) -> int:
    """Where the verb right behind 的 ends, which opens no predicate: 一成的|全球新增|绿化面积."""
    head = skip
    for word in found if kept[skip - 1 : skip] == "的" else ():
        if word.start != head or word.end - word.start == 1:
            break
        head = word.end
        if word.role != PLACE:
            break
    return head


def _is_part(kept: str, word: Word, skip: int, end: int, counter: str) -> bool:
    """Whether a verb is part of the noun behind a figure: 12项|提升行动, 8名|获奖者."""
    said, persons = kept[word.start : word.end], word.start == skip and counter in "人名位"
    modifies = (
        (_MODIFIES.match(kept, word.end) and not persons)
        or (said in _ATTRIBUTIVE and _HEADS.match(kept, word.end))
        or _OF_WHAT.match(kept, word.end)
        or _BODY_TOO.match(kept, word.start)
        or kept[word.end : word.end + 1] in _AGENTS
        or (persons and (_PERSON.search(kept[skip:end]) or _PERSON_AHEAD.match(kept, skip)))
    )
    return word.role == VERB and bool(modifies)


def _without_acts(text: str, found: list[Word], end: int, skip: int) -> int:
    for word in reversed(found):
        whole = text[word.start : word.end] in ("试点", "示范")
        if word.end == end and word.role in (ACT, ADVERB) and word.start > skip + 1 and not whole:
            end = word.start
    return end


def _without_own(text: str) -> str:
    """35个|行业|增加值增长: the bodies are counted, not what each of them has."""
    tail = _OWN.search(text)
    return text[: tail.start()] if tail and tail.start() > 1 else text


def _without_measure(text: str) -> str:
    """17个传统制造业增加值增长5%: the measure belongs to the next figure."""
    for tail in sorted(_HELPLESS, key=len, reverse=True):
        if text.endswith(tail) and len(text) > len(tail) + 1:
            return text[: -len(tail)]
    return text


def _trim_end(kept: str, found: list[Word]) -> tuple[int, list[str], list[Word]]:
    """Drop what links the noun to its figure; a strong verb that is dropped leaves the noun open."""
    dropped: list[str] = []
    trailing: list[Word] = []
    end = len(kept)
    while True:
        end = len(kept[:end].rstrip(_EDGE.replace("”", "").replace(")", "").replace("）", "")))
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
    before = kept[: verb.start].rstrip(_EDGE)
    known = next((word for word in reversed(found) if word.end == len(before)), None)
    while known is not None and known.role in (ADVERB, ASPECT):
        before = before[: known.start].rstrip(_EDGE)
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
        late = word.role == ADVERB and kept[word.end : end] not in _HELPLESS
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
        or (kept[word.start : word.end] == "共" and not _COMPOUND.match(kept, word.start - 1))
    )


def _trim_start(kept: str, inside: list[Word], start: int, end: int) -> tuple[int, list[str]]:
    aspects: list[str] = []
    governed = start > 0
    while start < end:
        opening = _OPENING.match(kept[start:end])
        after = governed and _AFTER.match(kept, start, end - _BARE)
        if opening or after or kept[start] in _EDGE + "”":
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
    if len(tail) <= _BARE and not found_verb:  # 居住在城镇的|人口
        return text
    return text if tail in _HELPLESS and not found_verb else tail if tail not in _HELPLESS else text


def _without_locative(text: str) -> str:
    """在营商环境评价|中, 卫生健康|方面: what says where or in which respect is no part of a noun."""
    nothing = _HERE.fullmatch(text) or text.endswith("以来")
    return "" if nothing else _LOCATIVE.sub("", text)


def _whole(text: str) -> str:
    """The name without half a pair of quotes or brackets."""
    text = text.strip(" ,、:;·*#-—的")
    for opener, closer in ("“”", "()", "《》"):
        while text.count(closer) > text.count(opener) and text.startswith(closer):
            text = text[1:]
        if text.count(opener) > text.count(closer):
            before, _, after = text.rpartition(opener)
            text = after if len(after) > 1 else before
        elif text.count(closer) > text.count(opener):
            text = text.replace(closer, "", 1) if opener != "(" else text.rpartition(closer)[2]
    return text.strip(" ,、:;·")
