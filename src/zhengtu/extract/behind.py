"""The noun behind a figure, where that is what the figure counts: 推出|19个|民生实事."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.extract.bound import DIVISIONS
from zhengtu.extract.counted import act_end
from zhengtu.extract.noun_behind import noun_behind
from zhengtu.extract.parallel import heads
from zhengtu.recognise.quantity import COUNT, RATIO
from zhengtu.recognise.word import ACT, ADVERB, ASPECT, VERB, Words
from zhengtu.regex import regex

if TYPE_CHECKING:
    from zhengtu.extract.bound import Frame
    from zhengtu.extract.figure import Figure
    from zhengtu.extract.noun_before import Noun

FUNDED = regex(r"(?:计划)?总?投资(?:额)?$")
_NAMEABLE = regex(r"的?(?:[一-鿿“《A-Za-z]|[1-9][GD])")
_PROVINCES = regex(r"[ 的]*省[(‹](?:自治)?区、(?:直辖)?市[)›]")  # 24个|省(区、市)
_ROUND = ("大关", "关口", "门槛")  # 突破万亿元大关
_SERVED = ("为", "向", "对", "给", "使", "让", "有", "帮助")
_REGIONS = regex(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新港澳]{2,4}(?:[两三四]?[地省])?"
)
SOMEWHERE = regex("[省市县区州盟旗镇乡村国]$|国家$|[多各当两]地$|^全[一-鿿]$")
TOTAL = regex(
    r"总?(?:人数|总额|总量|总数|金额|面积|规模|长度|数量|高度|直径|重量|厚度|深度|宽度|跨度|海拔)$"
)
_ABLE = regex(
    r"(?:生产|供应|服务|处理|加工|年产|供货)?(?:能力|规模|水平)"
)  # 形成年产卫星200颗|的能力
GRANTED = regex(
    r"的?(?P<name>[一-鿿“”]{0,24}?(?:资金|贷款|补贴|补助|奖励|奖补|消费券|红包|国债|债券|基金|援助|支持|授信|年货券|经费))"
    r"(?=[^一-鿿]|$|的|支持|用于|重点)"
)
_ATTRIBUTE = regex(r"(?:[一-鿿]{1,4}级|大规模|大型|小型|中型|新型|重大|重点|主要)")
_NEXT_HEAD = regex(
    r"[、和及与]\d[\d.,]{0,8}[余多]?[个家项条座所处支](?:[一-鿿]{1,4}级)(?P<head>[一-鿿]{2,16})"
)
_SEAT = regex(r"(?:省|市|县|区|旗|州|镇|乡|村|街道|社区)$")


def counted_behind(figure: Figure, frame: Frame, noun: Noun) -> tuple[str, str] | None:
    """The noun behind a figure with its aspect, where that is what the figure counts."""
    words, quantity = frame.words, figure.quantity
    governs = figure.right.startswith("的") and figure.left.rstrip().endswith(
        (noun.aspect or "?", "了")
    )
    acted = quantity.unit.dimension == RATIO and _ends_in_act(figure.left, words)
    seat = _SEAT.search(noun.text) and quantity.unit.dimension == "area"  # 荷山村|1035亩|毛竹林
    part = quantity.unit.dimension == RATIO and figure.right.startswith("的")
    named = part and not TOTAL.match(figure.right[1:3])
    of_place = named and (_REGIONS.fullmatch(noun.text) or SOMEWHERE.search(noun.text))
    governs = governs or bool(of_place)  # 多地出现|37℃|的高温, 甲乙两省|七成|的医院
    counted = quantity.unit.dimension == COUNT or seat or governs or acted
    act = words.whole(noun.text) == ACT
    if not (counted or noun.open or not noun.text or act):
        return None
    granted = GRANTED.match(figure.right) if quantity.unit.dimension == "money" else None
    if granted:
        return granted["name"], noun.aspect or noun.verb
    behind = ""
    if _NAMEABLE.match(figure.right) and not figure.right.startswith(_ROUND):
        counter = quantity.unit.symbol
        followed = figure.followed and quantity.unit.dimension != RATIO
        behind = noun_behind(figure.right, words, counter=counter, followed=followed)
        behind = "省区市" if _PROVINCES.match(frame.text, quantity.end) else behind
    if (len(behind) == 1 and behind not in DIVISIONS) or (noun.text and _ABLE.fullmatch(behind)):
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


def project_behind(figure: Figure, noun: Noun, words: Words) -> str | None:
    """总投资3.6亿元的某某加工园: the amount is that project's."""
    if not FUNDED.search(noun.text) or not figure.right.startswith("的"):
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
    last = words.closing(left)
    return last is not None and last.role in (VERB, ACT) and not left.endswith("覆盖")
