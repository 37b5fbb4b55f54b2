"""Figures: each quantity of a sentence with the words to its left and right.

The clause of a figure runs from the mark, the figure or the time before it to the mark or
figure behind it.  Numbers that are parts of names (10米液压支架, 亿元以上企业) are told
apart here and claim nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from zhengtu.extract.noun_before import noun_before
from zhengtu.model import Qualifier
from zhengtu.recognise.quantity import COUNT, RANK, RATIO, TIME, Quantity
from zhengtu.recognise.word import ADVERB, ASPECT, NOUN, PLACE, VERB, Words
from zhengtu.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengtu.model import Sentence
    from zhengtu.recognise.period import Period

BOUNDS = ",;:。()!?\n"
JOINERS = regex(r"\s*(?:、|和|及|与|以及|或)\s*")
APART = regex(
    r"(?:分别|依次)(?:(?:实现|完成|录得|取得)(?P<head>[一-鿿]{0,8}?(?:[额量值]|收入|利润|投资|税收|面积))"
    r"(?:达到?|为|超过)?|(?:同比|比上年|较上年|环比)?[一-鿿]{0,4}|(?:是|为|达到?|相当于)[^,。;:、]{1,14}的)$"
)
"""甲、乙分别增长…, 甲、乙分别实现|产值…, whose head stands behind the word."""
_SIZED = frozenset(
    "length power voltage mass volume energy speed data temperature age level bandwidth".split()
)
_DIVISIONS = "省市县区州盟旗镇乡"
_TEXTS = frozenset("条章节款编")
_TINY = Decimal("0.0001")  # 0.1微克攻坚行动, 28纳米芯片: nobody counts in these
_GRADE = regex(r"[级型档制]|推力|期(?![间内限])|线(?!上|下)")
_WITHIN = regex(r"(?:内(?!办|完成|审)|范围|以内|圈)")
_THRESHOLD = regex(r"(?:及?以上|以下|以内)?的?[一-鿿“”()]{1,16}\Z")
_KIND_OF = regex(
    r"(?:[男女]子|混合|[年日月](?:产(?!量|值)|处理|加工)|×|首[批台个艘架套列座条辆]|多[部套台架艘]|(?:研制|研发|制造|生产|设计|建造)的)$"
)  # 女子|3000米接力
_RACE = regex(  # 包揽100米、200米两项|冠军
    r"(?:[一二三四五六七八九十两\d]{1,3}[项个枚块])?[^,。;、]{0,8}?(?:冠军|亚军|季军|[金银铜奖]牌|决赛|预赛|接力|比赛|赛跑"
    r"|[短长]跑|竞走|跨栏|速滑|[自蛙蝶仰混][由合]?泳)"
)
_RUNNERS = regex(r"[男女]子[一-鿿]{0,4}?组?(?:[\d.]+(?:米|公里)[、和及])*$")
_SORTS = regex(r"(?:方面|层面|维度|板块|部分)(?:、|和|及|共|的)*")  # 10个|方面103项工作
_RANKED_AMONG = regex(  # 在全市12个|县(市、区)中排第二位
    r"[^,。;:]{1,14}(?:里|当?中)(?:排|位?居|位?列|名列|排名)"
)
_MAKE_UP = regex(r"》(?:共|全文|分为?|计|由|有|[\d一二三四五六七八九十]+[个章节]|部分|、)*$")
_ROUND = frozenset("十百千万亿")
_PROGRAMME = regex(r"[一-鿿“”]{2,14}?(?:行动|工程|计划|战略)")  # 千亿斤|粮食产能提升行动
_ORDINAL = regex(  # 第十|三次会议, 世界第二|大经济体
    r"[一二三四五六七八九十百\d]*(?:次|届|轮|期|号|条|章|季|场|集|站|讲|部分|大[一-鿿]|、第[一二三四五六七八九十\d]{1,3}大)|[一二三四五六七八九十百]"
)
_AIM = 50  # characters of an aim with its amount
_AIM_BEFORE = regex(
    r"(?P<led>(?:完成|占|达到?|为)[^,。;:]{0,14}?(?:目标任务|目标|任务|计划))数?(?:约|近|超)?[\d.]+[^,。;:\d%]{1,6}$"
)
_OPENERS = (VERB, ADVERB, ASPECT, NOUN, PLACE)
_ON_CONDITION = regex(
    r"(?:对|凡|给)[^,。;:]{0,20}(?:首次|超过|突破|达到|不低于|年|额|入|值|以上)*$"
)
_OF_WHOM = regex(
    r"的[一-鿿“”]{0,14}?(?:企业|机构|项目|单位|个人|团队|平台|产品|人才|农户|经营主体)(?=[,。;:]|$)"
)
_JOINED = regex(r"[、和及与]")
_BOUND = regex(r"之?前(?![一二三四五六七八九十\d沿后])|以来|以后|期间|之内")  # 年底|前
_FROM_TIME = regex(
    r"[^从由自 ][从由自]\Z|[^比较相同环 ][比较]\Z"
)  # 家具业由|上半年|的下降4%转为增长
_WHILE = regex(r"(?:连续|已连续|过去|近)$")

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its clause: ``left`` and ``right`` are the text up to its neighbours."""

    quantity: Quantity
    clause: int
    """Where the clause begins in the text."""
    left: str
    right: str
    row_right: str = ""
    """What stands behind the row of figures that begins here: 给予2万元、3万元的|奖励."""
    between: str = ""
    """What stands between the figure before and this one, when both are in one sentence."""
    bracketed: bool = False
    followed: bool = False
    """True when another figure stands behind ``right`` with no mark between."""
    listed: int = 1
    """How many figures stand in a row from here, joined by 、 or 和."""
    sites: tuple[tuple[int, int], ...] = ()
    """The places that open the clause in a row, one for each figure: 甲县、乙县产值分别…"""
    silent: bool = False
    """True for a size or threshold inside a name, which is no claim."""


def find_figures(
    text: str,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    *,
    periods: Sequence[Period],
    places: Sequence[tuple[int, int]] = (),
    words: Words,
) -> Iterator[Figure]:
    """The figures of one sentence, from left to right."""
    before = sentence.start
    for index, quantity in enumerate(quantities):
        behind = quantities[index + 1 :]
        figure = _figure(
            text,
            sentence,
            quantity,
            behind=behind,
            before=before,
            periods=periods,
            places=places,
            words=words,
        )
        if (
            _is_size(figure, words)
            or _is_threshold(text, figure, behind)
            or _is_in_name(text, figure)
            or (quantity.unit.dimension == TIME and _WHILE.search(figure.left))
        ):
            figure = replace(figure, silent=True)  # what follows keeps it in its name
        else:
            before = quantity.end
        yield figure


def _figure(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    *,
    behind: Sequence[Quantity],
    before: int,
    periods: Sequence[Period],
    places: Sequence[tuple[int, int]],
    words: Words,
) -> Figure:
    start = _clause_start(text, sentence, quantity, before)
    places = places[bisect_left(places, (start,)) : bisect_left(places, (quantity.start,))]
    periods = periods[bisect_left(periods, start, key=_START) :]
    periods = periods[: bisect_left(periods, quantity.start, key=_START)]
    sites = _sites(text, start, quantity.start, places)
    start = sites[-1][1] if sites else start
    start = _without_place(text, start, quantity.start, places, words)
    start, left_end = _without_time(text, start, quantity.start, periods)
    start = _without_place(text, start, left_end, places, words)
    end, rest = quantity.end, list(behind)
    while rest and rest[0].start == end:  # 3批|9起典型问题: both count what follows
        end = rest.pop(0).end
    following = rest[0].start if rest else sentence.end
    stop = min(_next_bound(text, end, sentence.end), following)
    return Figure(
        quantity,
        start,
        _rejoined(text, sentence, start) + text[start:left_end],
        text[end:stop],
        row_right=_row_right(text, sentence, [quantity, *behind]),
        between=text[before : quantity.start],
        bracketed=text[start - 1 : start] == "(",
        followed=stop == following < sentence.end,
        listed=_row_length(text, [quantity, *behind]),
        sites=sites,
    )


def _clause_start(text: str, sentence: Sentence, quantity: Quantity, before: int) -> int:
    start = max(last_bound(text, sentence.start, quantity.start), sentence.start)
    if before <= start:
        return start
    joined = JOINERS.match(text, before, quantity.start)
    return joined.end() if joined else before


def _without_time(text: str, start: int, end: int, periods: Sequence[Period]) -> tuple[int, int]:
    """The clause behind the time that opens it, and before the time that ends it.

    截至10月底|办件814件; 增长至|2022年的521万个; not 家具业由上半年的下降4%.
    """
    for period in periods:
        said = text[period.start : period.end]
        tail = _BOUND.match(text, period.end)
        behind = tail.end() if tail else period.end
        if not (start <= period.start and period.end < end) or said == "全年":
            continue
        if text[period.end : end].removeprefix("同期").strip("的份底末 ") == "":
            end = period.start + (said[0] in "至到")
            end -= text[end - 1] in "从由自"
        elif not _FROM_TIME.search(text, start, period.start):
            start = behind
    return start, end


def _sites(
    text: str, start: int, end: int, places: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """The places that open a clause in a row, two or more: 甲县、乙县和丙区|产值."""
    run: list[tuple[int, int]] = []
    for begin, stop in places:
        if begin < start or stop > end:
            continue
        gap = text[run[-1][1] : begin] if run else text[start:begin].strip(" 在其中")
        if gap if not run else not JOINERS.fullmatch(gap):
            break
        run.append((begin, stop))
    return tuple(run) if len(run) > 1 and APART.search(text, run[-1][1], end) else ()


def _without_place(
    text: str, start: int, end: int, places: Sequence[tuple[int, int]], words: Words
) -> int:
    """Where a clause begins behind the place that opens it: 湖南|财政总收入8亿元."""
    for begin, stop in places:
        led = text[start:begin].removeprefix("全年").strip(" 在其中")
        opens = start <= begin and stop <= end and not led
        if opens and (text[stop - 1] in _DIVISIONS or _parted(text[stop:end], words)):
            start = stop
    return start


def _parted(rest: str, words: Words) -> bool:
    """Whether a short place name is no part of what follows it: 湖南|拿出, but 云川基地."""
    first = words.opening(rest[:8])
    known = first is not None and first.role in _OPENERS
    return known or not rest.strip()


def _rejoined(text: str, sentence: Sentence, start: int) -> str:
    """The clause before an amount that a figure is a share of: 完成目标(68亿元)的60%, 目标2万人的60%."""
    aimed = text.startswith("的", start) and _AIM_BEFORE.search(text, max(0, start - _AIM), start)
    if aimed:
        return aimed["led"]
    opened = text.rfind("(", sentence.start, start) if text[start - 1 : start] == ")" else -1
    if opened < 0 or text[opened + 1 : start - 1].isdigit():  # (4) only counts the items of a list
        return ""
    return text[max(sentence.start, last_bound(text, sentence.start, opened)) : opened]


def _row_length(text: str, quantities: Sequence[Quantity]) -> int:
    length = 1
    for left, right in pairwise(quantities):
        if not JOINERS.fullmatch(text, left.end, right.start):
            break
        length += 1
    return length


def _row_right(text: str, sentence: Sentence, quantities: Sequence[Quantity]) -> str:
    last = quantities[_row_length(text, quantities) - 1]
    return text[last.end : _next_bound(text, last.end, sentence.end)]


def last_bound(text: str, start: int, end: int) -> int:
    """Where the clause begins that ends at ``end``: behind the last mark, or 0 for none."""
    return max(text.rfind(bound, start, end) for bound in BOUNDS) + 1


def _next_bound(text: str, start: int, end: int) -> int:
    found = (text.find(bound, start, end) for bound in BOUNDS)
    return min((at for at in found if at >= 0), default=end)


def _is_size(figure: Figure, words: Words) -> bool:
    """10米液压支架, 25兆瓦级机组, 300千伏线路: a size in front of a thing is no claim."""
    unit, right = figure.quantity.unit, figure.right
    if _GRADE.match(right) or _is_distance(figure) or _is_division(figure):
        return True
    if unit.dimension == RANK and _ORDINAL.match(right):
        return True
    if unit.dimension in ("length", TIME) and _WITHIN.match(right):
        return True
    named = right[:1] > "一" or right[:1].isalpha()
    if unit.dimension in _SIZED and named and _KIND_OF.search(figure.left):
        return True
    if not right[:1] > "一" or (unit.dimension not in _SIZED and unit.scale >= _TINY):
        return False
    return unit.scale < _TINY or not _governed(figure, words)


def _is_distance(figure: Figure) -> bool:
    """Whether a length is the name of a race: 包揽100米、200米两项冠军, 男子组5公里."""
    if figure.quantity.unit.dimension != "length":
        return False
    return bool(_RACE.match(figure.row_right) or _RUNNERS.search(figure.left))


def _is_division(figure: Figure) -> bool:
    """Whether a number only says how a text is divided: 分为5个部分, 10个方面、103项工作, 《办法》共16条.

    And one that only says among how many a rank is.
    """
    quantity, right = figure.quantity, figure.right
    if quantity.unit.dimension != COUNT:
        return False
    if _RANKED_AMONG.match(right):
        return True
    sorts = _SORTS.match(right)
    if sorts and (right.startswith("部分") or (figure.followed and sorts.end() == len(right))):
        return True
    alone = not right.strip() and quantity.unit.symbol in _TEXTS
    return alone and _MAKE_UP.search(figure.left) is not None


def _is_in_name(text: str, figure: Figure) -> bool:
    """Whether a round number in words is a part of a programme's name: 千亿斤粮食产能提升行动."""
    quantity = figure.quantity
    number = text[quantity.head : quantity.end].removesuffix(quantity.unit.symbol)
    return _ROUND.issuperset(number) and _PROGRAMME.match(figure.right) is not None


def _governed(figure: Figure, words: Words) -> bool:
    """Whether a noun or verb before a measure, or a verb behind it, makes it a claim."""
    before = noun_before(figure.left, words)
    if before.verb or (before.text and not before.open) or figure.left.endswith("有"):
        return True
    first = words.opening(figure.right[:4])
    return first is not None and first.role == VERB


def _is_threshold(text: str, figure: Figure, behind: Sequence[Quantity]) -> bool:
    """营收10亿元以上企业20家: the first number only says which companies are counted."""
    quantity = figure.quantity
    if _ON_CONDITION.match(figure.left) and _OF_WHOM.match(figure.row_right):
        return True
    bounded = quantity.qualifier in (Qualifier.OVER, Qualifier.UNDER)
    if not (bounded and behind and figure.followed) or quantity.unit.dimension == RATIO:
        return False
    stem = text[quantity.head : quantity.end].rstrip(quantity.unit.symbol)
    if stem.endswith(("余", "多")) or behind[0].unit.dimension != COUNT:
        return False
    return bool(_THRESHOLD.match(figure.right)) and not _JOINED.search(figure.right)
