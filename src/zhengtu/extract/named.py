"""Names that end in a word which says what they name: 国家生物育种产业创新中心, 茶业大会.

``lexicons/names.toml`` lists the words by type.  A name begins after the last verb,
preposition or mark before its head, and is refused where it only says a kind (各类活动).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengtu.lexicon import alternatives, patterns
from zhengtu.recognise.word import ADVERB, ASPECT, JOINT, PREP, VERB, Words
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhengtu.segment import Segmented

LONGEST = 44
_MARKS = regex(r"[,。;:!?、()\n\s]|\d{1,2}\.|(?<![一-鿿])[和与及]|等(?=[^级学教奖])")
_QUOTED = regex(r"“[^“”\n]{1,40}”")
_SESSION = regex(
    r"第[一二三四五六七八九十]{1,3}次(?:全体)?会议|[一二三四五六七八九十]{1,3}次(?:全体)?会议"
)
_NUMBERED = regex(
    r"(?<!\d)\d{1,3}(?:余|多)?(?:个|家|所|场|次|座|项|批|类|种|条|处|大|名|支|公里)|等(?![级学教奖])"
)
_UNNAMED = regex(
    r"[这该是您我们]|(?<!“)[一-鿿]的[一-鿿]|^(?:项|个|百余|多|经|本次|此次|两届|一届|具|使|因)|[和与及](?:平台|系统)$|”[一-鿿]{0,4}[和与及]“|”?[和与及]“”"
)
_SINGLE = ("向", "在", "由", "从", "将", "把", "被", "让", "使", "已")
_BUILDING = ("建设", "升级", "开发")
_PROPER = 4  # characters behind 建设 that say which platform: 建设|河湖管理信息平台
_COUNTED = regex(
    r"(?:\d|[一二两三四五六七八九十百千万亿])(?:余|多)?(?:个|家|所|场|次|座|项|批|类|种|条|处|大|名|支|届)(?!次)$"
)
_OPENING = regex(
    r"^(?:了|的|着|过|以(?![色军])|要|充分|利用|察看|详细|列举|严防|希望|各方|来自|更多|一批|(?:世界|全国|全球)?首个|好(?=[一-鿿]{4})|应用(?=“)|在|对|向|为|与|和(?!平)|及|把|将|让|从|由|是|据|并|又|再|还|也|都|均(?!衡)|等|其中|这|该|各|我|本(?!溪)|"
    r"成功|顺利|圆满|扎实|深入|积极|精心|先后|陆续|首次|连续|持续|常态化|高质量|高标准|高水平|隆重|联合|共同|同期|集中|"
    r"(?:[一-鿿]{2,6}的)?有(?!限|机|色|轨|效|关)|代表(?!大会|团|处)|全[国省市区县]|我[国省市区县]|今年|去年|近期|近日|日前|目前|年内|期间|以来)+"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Spec:
    """One table of ``names.toml``."""

    heads: re.Pattern[str]
    least: int
    after: tuple[str, ...]
    kinds: re.Pattern[str]


@cache
def spec(type_: str) -> Spec:
    """The table for a type of name."""
    table = patterns("names")[type_]
    return Spec(
        regex(alternatives(table["heads"].split())),
        int(table["least"]),
        tuple(table.get("after", "").split()),
        regex(table["not"] + r"\Z"),
    )


def find_names(segmented: Segmented, type_: str, words: Words) -> Iterator[Name]:
    """All names of a type, in text order."""
    table, text = spec(type_), segmented.shadow
    end = 0
    for head in table.heads.finditer(text):
        if head.start() < end:
            continue
        name = _name(text, head, table, words)
        if name is not None:
            end = name.end
            yield name


def _name(text: str, head: re.Match[str], table: Spec, words: Words) -> Name | None:
    begin = max(text.rfind("\n", 0, head.start()) + 1, head.start() - LONGEST)
    session = _SESSION.match(text, head.end())
    end = session.end() if session else head.end()
    if text[end : end + 1] == "”" and "“" in text[begin:end]:
        end += 1
    region = text[begin:end]
    start = name_start(region, words, end - head.start())
    name = region[start:]
    if name.count("“") != name.count("”") or not _fits(name, region[:start], table):
        return None
    if table.after and not region[:start].rstrip("了着").endswith(table.after):
        return None
    if text[end : end + 1] in ("员", "长", "堂"):
        return None
    return Name(begin + start, end, name)


def _fits(name: str, before: str, table: Spec) -> bool:
    """Whether a name is long enough, says more than a kind, and is not counted (12个中心)."""
    if _UNNAMED.search(_QUOTED.sub("“”", name)):
        return False
    plain = name.strip("“”")
    return not (
        len(plain) < table.least
        or table.kinds.match(plain)
        or _COUNTED.search(before)
        or _NUMBERED.search(name)
    )


def name_start(region: str, words: Words, head: int) -> int:
    """Where a name that ends ``region`` begins: behind the last verb, preposition or mark before it.

    ``head`` is the length of the last word, inside which nothing is cut; quotes are parts
    of a name (“金融服务实体经济”走访活动), inside which nothing is cut either.
    """
    limit = len(region) - head
    quotes = [match.span() for match in _QUOTED.finditer(region)]
    start = 0
    for mark in _MARKS.finditer(region, 0, max(limit, 0)):
        if not _inside(mark.start(), quotes):
            start = mark.end()
    for word in words.find(region):
        if word.end > limit or _inside(word.start, quotes):
            continue
        single = word.end - word.start == 1
        said = region[word.start : word.end]
        place, built = said in _SINGLE, said in _BUILDING and limit - word.end >= _PROPER
        if (
            word.role == VERB
            or built
            or (word.role in (PREP, ADVERB, ASPECT, JOINT) and (place or not single))
        ):
            start = max(start, word.end)
    opening = _OPENING.match(region[start:])
    if opening and start + opening.end() <= limit:
        start += opening.end()
    return start


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
