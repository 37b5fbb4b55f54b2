"""The noun that stands behind a figure, cut where the clause goes on: 10件|惠企实事|落地."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.extract.noun import BARE, COMPOUND, EDGE, HELPLESS, LONGEST, outside_quotes, paired
from zhengtu.recognise.word import ACT, ADVERB, ASPECT, PLACE, PREP, VERB
from zhengtu.regex import regex

if TYPE_CHECKING:
    from zhengtu.recognise.word import Word, Words

_ENTITY = regex(r".{0,12}?(?:企业|学校|医院|高校|院校|农户|居民|群众|机构|单位|家庭)")
_JOINED_ACTS = regex(r"[和与及].{2,}|^(?:技术改造|转型|设备更新)")
_CHANGED_TO = regex(r"[一-鿿]{0,4}(?:到|至|为|成)")  # 由20家|增加到|30家
_LATE = regex(r"(?:完成|实现|累计|新增|达到)+$")
_PEACE = regex(r"和(?:美|谐|平)")
_SINGLE = frozenset("赴在由将把被使让并均正已仍便以为向从共因对获也")
_BODY = regex(
    r"(?P<body>.{0,8}?(?:省份|城市|国家|地区|省区市|口岸|港口))"
    r"(?=[^、和及]*(?:量|额|率|值|速|幅|指数|收入|面积|价格|浓度)$)"
)
_ON_SITE = regex(
    r"(?:来)?看$|的?(?:基础上|过程中|前提下|背景下|情况下)$|(?<=[业商家构位员人])(?:现场|线上线下|线上|线下)$"
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
    "搬迁 参展 参会 参赛 参保 入驻 受灾 获奖 采购 上市 签约 落户 帮扶 失业 就业 毕业 返乡 合作 服务 监测 保护 示范 创新"
    " 培育 孵化 引领 加工 制造 研发 转化 配送 储备 治理 改造 建设 投资 出口 进口 在建 续建 租赁 存量 领军 运营".split()
)
_HEADS = regex(
    r"企业|机构|单位|人员|人才|团队|队伍|群众|学生|旅客|游客|客商|农户|车辆|集群|高地|安置[区点房]|品牌|产品|场景|设施|设备"
    r"|网点|站点|站|岗位|课程|线路|航线|产线|试验区|实验室|案例|组织|园区|用地|资金"
)
_HEADED = regex(rf"[一-鿿]{{0,4}}?(?:{_HEADS.pattern})")
_OF_WHAT = regex(r"(?:机构|地区|单位|部门)(?![一-鿿]{0,2}[了过])")  # 出版|机构, 统筹|地区
_BODY_TOO = regex(r"组织(?![一-鿿])|组织[的和与及]")  # 国内外|组织: no object, so no verb
_PERSON = regex(r"[员人者生民师工手才众兵童友属团队]$")
_ADJECTIVAL = regex(
    r"[样多高好强型色性式级化质优新]$|领先|特色|领域|型号|规模|以上|左右|大小|各异|独特"
    r"|^(?:类似|不同|重要|优质|主要|各类|全新|最新|知名|著名|标准|普通|特殊|专门|珍贵|宝贵|珍稀|精彩|独特|先进|典型|优秀"
    r"|完整|严重|紧急|实用|美丽|精美|古老|传统|现代|大型|小型|中型|巨型|高端|较大|较小|特别重大|重大|关键|相关|有关)$|^(?:有|无|具有|带有|未)"
)
_NUMERAL = regex(r"[上数成近约超]?[\d一二两三四五六七八九十百千万]+[余多]?[^的]")
_PERSON_AHEAD = regex(
    r"[一-鿿]{1,8}?(?:人员|成员|代表|委员|[员者生师])(?=[以在从向对被将与和,。;、]|$)"
)
_AGENTS = ("性", "型", "式", "者", "商", "员", "师", "人", "组", "队", "团")
_ENTITY_COUNTERS = frozenset("家 名 人 户 位 所 个 支 座 对 条".split())


def _entity(text: str, found: list[Word]) -> str:
    """家 counts the bodies, not what is done to them: 企业|技术改造和数字化转型."""
    match = _ENTITY.match(text)
    if match is None or not any(word.role == ACT and word.end >= match.end() for word in found):
        return text
    return match[0] if _JOINED_ACTS.search(text[match.end() :]) else text


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
    found = [word for word in outside_quotes(kept[:end], words.find_behind) if word.start >= skip]
    mark, end = end, _stop(kept, found, skip, end, counter)
    text = _head_of_relative(kept[skip:end].strip(EDGE), found, skip)
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
    return paired(_JOINT_END.sub("", text))


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
    return kept[:-1] if inside and len(kept) > BARE else kept


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
        single = kept[word.start : word.end] in _SINGLE and not COMPOUND.match(kept, word.start - 1)
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
    for tail in sorted(HELPLESS, key=len, reverse=True):
        if text.endswith(tail) and len(text) > len(tail) + 1:
            return text[: -len(tail)]
    return text
