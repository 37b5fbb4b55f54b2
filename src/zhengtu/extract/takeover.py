"""Where another place takes over inside a sentence.

A place rules from where it opens a clause as what the clause is about (其中高新区…), or
where a word stands for it (全市…, 该县…, 省财政…).  What is said of the country or of a
company is of no place.  甲市、乙县…分别… gives each place the figure of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from zhengtu.lexicon import alternatives
from zhengtu.model import Place, PlaceKind
from zhengtu.recognise.area import is_province
from zhengtu.recognise.deixis import at_level, levels, means
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zhengtu.model import Sentence
    from zhengtu.recognise.place import PlaceMention

Change = tuple[int, int, Place | None]
"""From where to where in a sentence a place takes over; None for what is of no place."""

_NOT_SUBJECT = regex(
    r"(?:在|赴|到|从|与|对|向|由|至|往|经|同|和|及|沿|位于|来自|落户|支持|推动|给|跨|连接|进入|走进|驻|以|为|—|-)$"
)
_SUCH = r"像|如|比如|例如|譬如"
_LEAD = rf"(?:其中|据统计|据悉|据|另外?|同时|此外|仅|预计|力争|期间|截至目前|目前|如今|而?整个|{_SUCH})?[\s,]*"
_TIME = r"(?:[\d一二三四五六七八九十前上下今去当同全年月日季度半末底初份截至止期—~-]{1,18}(?:以来)?)?[\s,]*"
_MARK = r"[,。;:!?()“”*|>\n]"
_OPENS = regex(rf"[\s·—*#>|()-]*{_LEAD}{_TIME}{_LEAD}在?")
_OPENS_CLAUSE = regex(rf"(?:^|{_MARK})[\s·—-]*{_LEAD}{_TIME}$")
_SITED = regex(r"(?:位于|坐落于|坐落在|地处|落户|落地)(?:在|于)?$")
_SITE_OF = regex(r"的[^,。;:\d公司]{2,24}?(?:项目|工程|枢纽)")
"""落户云台园区的冷链|项目: a work in a place is of it, a company's is its own."""
_COUNTED_BEFORE = regex(r"\d(?:[万亿]?[一-鿿]{1,2}|个百分点|%)[、和及]$")
_GOES_ON = regex(
    r"为例|[,\d]|今年|去年|全年|累计|已|将|正|持续|加快|加大|推动|实施|新增|拿出|组织|启动|出台|推出|拥有|坚持|推进|聚焦|围绕|抢抓|立足|通过|"
    r"各地|全力|深入|积极|大力|不断|充分|率先|全面|抓住|依托|把|以|为|对|上半年|[一二三四前]季度"
)
_CONTINUES = regex(
    r"\s*(?:同比|环比|同口径|名义|较|比|增长|增速|增幅|增加|下降|减少|上升|提高|占|其中|居|位居|位列|排|高于|低于|快于|平均|日均|年均)"
)
_FULL = regex(r"[省市县区州盟旗镇乡村园]$|街道$")
_EXAMPLE = "为例"
_THEIRS = regex(
    r"籍|同胞|[这那一]样|旅客|游客|客商|居民(?!人均|收入|消费|可支配|存款|生活|健康|储蓄)"
)
"""Behind a place, who comes from there: 澳门居民1000万人次 came to another."""
_RANKED = regex(
    r"时间|第|的?排|场|民|级|属|首|唯一|最|领先|前列|率先|平均|同[类期]|范围|上下|一[盘线]|委|政府|人大|政协|党|[、)]"
)
_LONGEST_LEAD = 40
_BODY = regex(
    r"\s|(?:\d{4}年)?\d{1,2}月\d{1,2}日|[级属直委]|政府|人民政府|人大|政协|纪委|党委|第|排名|首"
    r"|[一-鿿]{0,10}?(?:厅|局|委员会|委|办公室|部门|支队|联合会|协会|法院|检察院)"
)
_HAS = regex(r"共|已|有|现有|累计|今年|去年|上半年|全年|平均|\d")
_FIRM = regex(
    rf"(?:^|(?<={_MARK}))\s*(?:[^,。;:()\n、《》“”\d]{{2,24}}有限(?:责任)?公司|[该这]家?(?:公司|集团)|公司|集团)"
    r"(?=[今去全上下]|现|已|共|实现|完成|年|计划|将|员工|产值|订单|销售|累计|一季度|前|\d)"
)
_LOCAL = ("town", "village")
_WHOLE = "全我本该"
_NAMES_FIRM = regex(
    r"(?![^,。;:]{0,14}?(?:[的了]|有(?!限)))[一-鿿]{2,14}?(?:股份)?有限(?:责任)?公司"
)
_SHARED = regex(r"分别|依次")
_TOLD_OF = regex(r"[^,。;:\n]*(?:(?<![\d%])[^,。;:\n\d、]{2},(?:同比|环比|较上年)?)?")
"""Between places in a row and 分别: what is told of them, or a remark on it (增幅较大,)."""
_EACH = regex(r"各(?!级|类|项)|均为|之间|共建|合作")
_JOIN = regex(r"[、和及与]")
_CLAUSE_END = regex(r"[,。;:\n]")


@dataclass(frozen=True, slots=True)
class Located:
    """A place mention with the place that it means here."""

    mention: PlaceMention
    place: Place


@dataclass(frozen=True, slots=True)
class Around:
    """What a sentence stands among: the places named in it, and those that it stands under."""

    text: str
    sentence: Sentence
    named: Sequence[Located]
    zone: Place | None
    """The place that the sentence stands under."""
    home: Place | None
    """The place that the document is about."""
    earlier: Callable[[], Iterable[Located]]
    """The places named before the sentence, the nearest first."""
    standing: Sequence[tuple[int, int]]
    """Where in it words stand that can mean a place."""
    paragraph: int
    """Where the paragraph begins."""


def takeovers(around: Around) -> list[Change]:
    """The places that take over in a sentence, in order: a later one wins over an earlier."""
    changes = [*_firms(around)]
    if around.named:
        changes += [*_subjects(around), *_apart(around), *_together(around)]
    if around.standing:
        changes += _standing_for(around, changes)
    return sorted(changes, key=lambda change: change[0])


def _subjects(around: Around) -> Iterator[Change]:
    text, zone = around.text, around.zone
    said = zone
    for item in around.named:
        if not _is_subject(around, item.mention):
            if _is_elsewhere(around, item, said):
                yield item.mention.start, around.sentence.end, None
            continue
        above = zone is not None and item.place.contains(zone) and item.place != around.home
        if above and _BODY.match(text, item.mention.end):
            continue
        said = item.place
        yield item.mention.start, _until(around, item), item.place


def _is_subject(around: Around, mention: PlaceMention) -> bool:
    """Whether a place opens its clause as what the clause is about (其中高新区…; 在四川,…).

    In a text of no place, what stands 在四川眉山育秧中心, is of 眉山 too.
    """
    text, sentence = around.text, around.sentence
    before, after = text[sentence.start : mention.start], text[mention.end : mention.end + 1]
    if mention.inside_name or (after and after in "至到—-、等"):
        return False
    if _THEIRS.match(text, mention.end) or _NAMES_FIRM.match(text, mention.end):
        return False
    if text.startswith(_EXAMPLE, mention.end):
        before = before.rstrip("以拿")
    if before.endswith("在") and (after == "," or around.home is None):
        return bool(_OPENS_CLAUSE.search(before[:-1]))
    if _COUNTED_BEFORE.search(before):
        return True
    if around.home is not None and _SITE_OF.match(text, mention.end):
        before = _SITED.sub("", before)
    return bool(_OPENS_CLAUSE.search(before)) and not _NOT_SUBJECT.search(before)


def _is_elsewhere(around: Around, item: Located, said: Place | None) -> bool:
    """Whether a clause is of a body in another place than was said before: 深圳机场 after 广州."""
    begin = around.sentence.start
    if around.home is not None or said is None or not item.mention.inside_name:
        return False
    other = item.place != said and not said.contains(item.place) and not item.place.contains(said)
    return other and bool(_OPENS_CLAUSE.search(around.text[begin : item.mention.start]))


def _until(around: Around, item: Located) -> int:
    """How far a place rules: a full name or 在四川 the sentence, a short one (成都新增…) its clause.

    With the clause go those that have no subject of their own (,同比增长5%), and 全市 farther
    on says that all is of one place.  In a text of no place a sentence is of what opens it.
    """
    text, sentence, mention = around.text, around.sentence, item.mention
    if around.home is None and opens(text, sentence, mention.start):
        return sentence.end
    full = bool(_FULL.search(mention.surface) or _GOES_ON.match(text, mention.end))
    full = full or text.endswith("整个", sentence.start, mention.start)
    said = here().finditer(text, mention.end, sentence.end)
    if full or any(means(item.place, levels()[match[0]]) for match in said):
        return sentence.end
    return _reach(text, mention.end, sentence.end)


def opens(text: str, sentence: Sentence, position: int) -> bool:
    """Whether nothing but time and the like stands before a position in its sentence."""
    return bool(_OPENS.fullmatch(text, sentence.start, position))


def _reach(text: str, start: int, end: int) -> int:
    """The end of a clause with the clauses behind it that only go on."""
    comma = text.find(",", start, end)
    while comma >= 0 and _CONTINUES.match(text, comma + 1):
        comma = text.find(",", comma + 1, end)
    return comma if comma >= 0 else end


def _firms(around: Around) -> Iterator[Change]:
    """What a company says of itself is of no place: 公司现有员工3000人."""
    text, start, end = around.text, around.sentence.start, around.sentence.end
    if text.find("公司", start, end) >= 0 or text.find("集团", start, end) >= 0:
        for match in _FIRM.finditer(text, start, end):
            yield match.start(), end, None


def _apart(around: Around) -> Iterator[Change]:
    """甲市、乙县产值分别增长3%和4%,总量分别为…: one figure for each place."""
    text, sentence = around.text, around.sentence
    if len(around.named) < 2 or not _SHARED.search(text, sentence.start, sentence.end):  # noqa: PLR2004  # no list
        return
    run = _run(text, around.named)
    shared = _SHARED.search(text, run[-1].mention.end, sentence.end) if run else None
    if shared is None or not _TOLD_OF.fullmatch(text, run[-1].mention.end, shared.start()):
        return
    for said in _SHARED.finditer(text, shared.start(), sentence.end):
        stop = _CLAUSE_END.search(text, said.end(), sentence.end)
        end = stop.start() if stop else sentence.end
        joins = [match.start() for match in _JOIN.finditer(text, said.end(), end)]
        edges = [said.end() - 1, *joins, end]
        if len(joins) + 1 == len(run):
            yield from zip(edges, edges[1:], (item.place for item in run), strict=False)


def _together(around: Around) -> Iterator[Change]:
    """甲市、乙市完成…: a figure of two places is of neither."""
    text, sentence = around.text, around.sentence
    run = _run(text, around.named)
    if not run or not _OPENS_CLAUSE.search(text[sentence.start : run[0].mention.start]):
        return
    end = _reach(text, run[-1].mention.end, sentence.end)
    if not _SHARED.search(text, run[-1].mention.end, end) and not _EACH.search(
        text, run[-1].mention.end, end
    ):
        yield run[0].mention.start, end, None


def _run(text: str, named: Sequence[Located]) -> list[Located]:
    """The first places that stand in a row: 甲市、乙县和丙区."""
    run: list[Located] = []
    for item in named:
        if run and not _JOIN.fullmatch(text[run[-1].mention.end : item.mention.start]):
            if len(run) > 1:
                return run
            run = []
        run.append(item)
    return run if len(run) > 1 else []


@cache
def here() -> re.Pattern[str]:
    """The words for the whole of a place, wherever they are: 全市, 我省."""
    return regex(alternatives(word for word in levels() if word[0] in _WHOLE[:3]))


ELSEWHERE = regex(
    rf"(?:^|(?<={_MARK}))[\s·—-]*{_LEAD}{_TIME}(?:我国|全国|中国|全球|世界|国家(?![级高重])|兵团|长三角|珠三角|京津冀|粤港澳大湾区|成渝)"
)
"""What opens a clause and is of no place: it ends what a paragraph was about."""


@cache
def _standing() -> AhoCorasick:
    return AhoCorasick(list(levels()), matchkind=MatchKind.LeftmostLongest)


def find_standing(text: str) -> list[tuple[int, int]]:
    """Where words stand that can mean a place or the country: 全省, 该市, 园区, 我国."""
    return [(start, end) for _, start, end in _standing().find_matches_as_indexes(text)]


def _standing_for(around: Around, changes: Iterable[Change]) -> Iterator[Change]:
    """全省, 我市, 该区, 园区 at the head of a clause."""
    text, sentence = around.text, around.sentence
    subjects = [(start, place) for start, _, place in changes if place is not None]
    for start, end in around.standing:
        if any(i.mention.start <= start and i.mention.end > end for i in around.named):
            continue  # 全州|县
        lead = text[max(sentence.start, start - _LONGEST_LEAD) : start]
        if _RANKED.match(text, end) or not _OPENS_CLAUSE.search(lead):
            continue
        word = text[start:end]
        level = levels()[word]
        if level == "country":
            if around.home is None or _HAS.match(text, end):
                until = _reach(text, end, sentence.end)
                yield start, sentence.end if around.home is None else until, None
            continue
        before = [place for begin, place in reversed(subjects) if begin < start]
        if around.home is None:
            before += [i.place for i in reversed(around.named) if i.mention.start < start]
        place = _stood_for(word, start, around, before)
        vague = level in ("zone", "any") or (level in _LOCAL and word[0] not in _WHOLE)
        if place is not None or (not vague and around.home is not None):
            yield start, sentence.end, place
            if place is not None:
                subjects.append((start, place))


def _stood_for(word: str, start: int, around: Around, before: list[Place]) -> Place | None:
    """The place that a word at ``start`` stands for, by the level of places that it can mean."""
    level = levels()[word]
    if level in _LOCAL:
        return _local(word, start, around, before)
    if level == "any":
        return _named_last(around, start)
    return _meant(word, around, before, start)


def _named_last(around: Around, start: int) -> Place | None:
    """The place that 当地 means: the one named last in its paragraph."""
    named = [item for item in around.named if item.mention.start < start]
    near = (item for item in around.earlier() if item.mention.start >= around.paragraph)
    return next((item.place for item in (*reversed(named), *near)), None)


def _local(word: str, start: int, around: Around, before: list[Place]) -> Place | None:
    """The town or village named last; 村里 and 村集体 only mean one of the same paragraph."""
    begin = 0 if word[0] in _WHOLE else around.paragraph
    named = [item for item in around.named if item.mention.start < start]
    near = (
        item.place for item in (*reversed(named), *around.earlier()) if item.mention.start >= begin
    )
    under = (place for place in (around.zone, around.home) if place is not None)
    said = (at_level(place, levels()[word]) for place in (*before, *near, *under))
    return next((place for place in said if place is not None), None)


def _meant(word: str, around: Around, before: list[Place], position: int) -> Place | None:
    """The place that a word stands for: one of its level said last, else the one above."""
    level, named = levels()[word], list(around.earlier())
    earlier = [item.place for item in named]
    under = [place for place in (around.zone, around.home) if place is not None]
    if word[0] in "我本" and (own := _own(level, under)) is not None:
        return own
    if word.startswith("该"):
        before = before + [
            item.place
            for item in reversed(around.named)
            if item.mention.end <= position and item.place.kind == PlaceKind.ZONE
        ]
        near = [item.place for item in named if item.mention.start >= around.paragraph]
        said = (*before, *near, *under, *earlier)
        known = (p for p in said if level == "province" or not is_province(p))
        return next((place for place in known if means(place, level)), None)
    if around.home is None:  # the nearest has it: 湖北…。合肥地铁…,全省… is of 安徽
        exact = next((p for place in (*before, *under) if (p := at_level(place, level))), None)
    else:
        exact = next((place for place in (*before, *under) if means(place, level)), None)
    if exact is not None:
        return exact
    above = (at_level(place, level) for place in (*under, *before))
    small = around.home is None or not is_province(around.home)
    fitting = (p for p in earlier if small and (_fits(p, word) or level != "zone"))
    below = (place for place in fitting if means(place, level))
    return next((place for place in (*above, *below) if place is not None), None)


def _own(level: str, under: Sequence[Place]) -> Place | None:
    """The place of whoever says 我市, whatever was named before it (金华市…,我市占七成)."""
    exact = next((place for place in under if means(place, level)), None)
    above = (at_level(place, level) for place in under)
    return exact or next((place for place in above if place is not None), None)


def _fits(place: Place, word: str) -> bool:
    """Whether a zone can be called by a word: 园区 any, 片区 only one whose name ends so."""
    developed = word.endswith("开发区") and place.name.endswith(("经开区", "高新区"))
    return word.endswith(("园区", "辖区")) or developed or place.name.endswith(word[-2:])
