"""Policies: documents in 《》 with what became of them, and named measures.

A measure is a name in quotes that a verb of action introduces (推行“码上办”服务) or that a
word for a measure ends (“放管服”改革).  Quotes that only colour a sentence (实现“加速度”)
have neither and are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhengtu.extract.named import name_start
from zhengtu.lexicon import alternatives, patterns
from zhengtu.model import Fact, Modality, Policy, PolicyKind, PolicyStatus
from zhengtu.recognise.word import VERB, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhengtu.extract.scope import Scope
    from zhengtu.model import Sentence
    from zhengtu.segment import Segmented

_TITLE = re.compile(r"《(?P<name>[^《》\n]{2,90}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?)》")
_QUOTES = re.compile(r"“[^“”\n。;]{2,40}”(?:\+“[^“”\n。;]{2,30}”)*")
_LIST = re.compile(r"(?:\s*(?:、|和|及|以及)?\s*)")
_ISSUED_BEHIND = re.compile(r"[^,。;]{0,12}?(?:出台|印发|发布|颁布|公布|实施|施行|制定|制订)")
_ET_AL = re.compile(
    r"(?:[、和]?“[^“”\n]{2,30}”)*等(?:\d{1,3}[件项个条])?[一-鿿]{0,8}?"
    r"(?:实事|做法|举措|措施|改革|机制|政策|制度)"
)
_NEXT_TITLES = re.compile(r"(?:\s*(?:、|和|及|以及)?《[^《》\n]{2,90}》)+")
_PLANNED_BEHIND = re.compile(
    r"[^,。;]{0,6}?(?:拟|将|计划)[^,。;]{0,10}?(?:出台|印发|发布|实施|施行)"
)
_CLAUSE = re.compile(r"[,。;:、“”]")
_NO_MEASURE = re.compile(
    r"之|[一-鿿]{0,6}?(?:活动|品牌|理念|目标|作用|平台|生态|道路|精神|格局|企业|产业|产品|人才|赛|会(?!诊)|项目|城市|基地)"
)
_PLAN = re.compile(r"[一二三四五六七八九十]{1,3}")
_GENERIC = re.compile(
    r"(?:相关|有关|各项|体制|长效|工作|管理|市场|经济|政治|社会|科学|现代|企业|国资|国企|农村|财税|教育|医疗|全面|重点|重大|系列|若干|一系列|这一|该|各类|协同|联动|合作|综合|一批|自身|内部|党的|制度)*(?:机制|制度|模式|改革|体系|行动|行动计划|专项行动)$"
)
_BEFORE = 40
_TITLE_BEFORE = re.compile(r"》\s*(?:\([^()]{0,40}\))?(?:、|和|及|以及)?\s*\Z")
_JOINT = 64  # characters that can stand between two titles of a list
_LITERARY = re.compile(r"[歌剧诗曲舞]|日报|时报|晚报|杂志|文集|读本|年鉴|史")


@dataclass(frozen=True, slots=True)
class Tables:
    """The compiled patterns of ``policies.toml``."""

    title: re.Pattern[str]
    status: Mapping[PolicyStatus, re.Pattern[str]]
    number: re.Pattern[str]
    tails: tuple[re.Pattern[str], ...]
    inner: re.Pattern[str]
    verbs: re.Pattern[str]
    bare: re.Pattern[str]


@cache
def tables() -> Tables:
    """The shipped patterns."""
    table = patterns("policies")
    document, measure = table["document"], table["measure"]
    heads, verbs = (alternatives(measure[name].split()) for name in ("heads", "verbs"))
    return Tables(
        re.compile(document["title"]),
        {status: re.compile(document[status.value]) for status in PolicyStatus},
        re.compile(document["number"]),
        tuple(re.compile(rf"的?[一-鿿]{{0,9}}{lazy}(?P<head>{heads})") for lazy in ("", "?")),
        re.compile(rf"(?:{measure['inner']})”?$"),
        re.compile(rf"(?:{verbs})(?:了|好)?$"),
        re.compile(measure["bare"]),
    )


def find_policies(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Fact]:
    """The policies of a document in text order, a name once for each zone."""
    seen: set[tuple[str, object]] = set()
    for policy in (*_documents(segmented, scope), *_measures(segmented, scope, words)):
        key = (policy.name.strip("“”"), policy.zone)
        if key not in seen:
            seen.add(key)
            yield policy


def _documents(segmented: Segmented, scope: Scope) -> Iterator[Policy]:
    text, known = segmented.shadow, tables()
    heads: dict[int, int] = {}
    for match in _TITLE.finditer(text):
        name = match["name"]
        if not known.title.search(name) or (_LITERARY.search(name) and len(name) < 8):  # noqa: PLR2004
            continue
        sentence = segmented.sentence(match.start())
        setting = scope.at(sentence).of(match.start())
        number = known.number.match(text[match.end() : match.end() + 40])
        yield Policy(
            span=segmented.span(match.start(), match.end()), zone=setting.zone,
            name=segmented.document.text[match.start() + 1 : match.end() - 1],
            kind=PolicyKind.DOCUMENT, number=number["number"] if number else None,
            status=_status(text, match, sentence, setting.modality, heads),
            rule="policy/document",
        )  # fmt: skip


def _status(
    text: str, match: re.Match[str], sentence: Sentence, modality: Modality, heads: dict[int, int]
) -> PolicyStatus | None:
    """What the words beside a title say of it; a title in a list shares the verb of the first."""
    known, begin, end = tables(), sentence.start, sentence.end
    listed_behind = _NEXT_TITLES.match(text, match.end(), end)
    behind = listed_behind.end() if listed_behind else match.end()
    after = re.split(r"[,。;:《]", text[behind : min(end, behind + 24)])[0]
    if known.status[PolicyStatus.CONSULTATION].search(after):
        return PolicyStatus.CONSULTATION
    if _PLANNED_BEHIND.match(after):
        return PolicyStatus.PLANNED
    if known.status[PolicyStatus.REPEALED].search(after):
        return PolicyStatus.REPEALED
    start = _list_start(text, begin, match.start(), heads)
    if start is None:
        return None
    before = re.split(r"[,。;:]", text[max(begin, start - _BEFORE) : start])[-1]
    found = [
        (list(p.finditer(before))[-1].end(), status)
        for status, p in known.status.items()
        if p.search(before)
    ]
    if not found:
        return PolicyStatus.ISSUED if _ISSUED_BEHIND.match(after) else None
    said = max(found, key=lambda pair: (pair[0], pair[1] == PolicyStatus.PLANNED))[1]
    if said == PolicyStatus.ISSUED and (
        modality == Modality.TARGET or known.status[PolicyStatus.PLANNED].search(before)
    ):
        return PolicyStatus.PLANNED
    return said


def _list_start(text: str, begin: int, start: int, heads: dict[int, int]) -> int | None:
    """Where the list begins that ends in the title at ``start``; None where a title has no 《.

    ``heads`` are the answers for the titles before, so that a long list is walked once.
    """
    walked = []
    while start not in heads and (
        listed := _TITLE_BEFORE.search(text, max(begin, start - _JOINT), start)
    ):
        walked.append(start)
        start = text.rfind("《", begin, listed.start())
        if start < 0:
            return None
    first = heads.get(start, start)
    heads.update(dict.fromkeys(walked, first))
    return first


def _measures(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Policy]:
    yield from _quoted_measures(segmented, scope, words)
    text = segmented.shadow
    for match in tables().bare.finditer(text):
        if not _GENERIC.match(match["name"]) and not segmented.masked(match.start("name")):
            yield _measure(segmented, scope, match.start("name"), match.end("name"))


def _measure(segmented: Segmented, scope: Scope, start: int, end: int) -> Policy:
    return Policy(
        span=segmented.span(start, end), zone=scope.zone_of(start),
        name=segmented.document.text[start:end], kind=PolicyKind.MEASURE, rule="policy/measure",
    )  # fmt: skip


def _quoted_measures(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Policy]:
    text, known = segmented.shadow, tables()
    listed_until = -1
    for match in _QUOTES.finditer(text):
        if _inside_title(text, match.start()):
            continue
        sentence = segmented.sentence(match.start())
        before = text[max(sentence.start, match.start() - _BEFORE) : match.start()]
        tail = _tail(text, match.end(), sentence.end, words)
        led = bool(known.verbs.search(before)) or bool(known.inner.search(match[0]))
        listed = listed_until >= 0 and bool(_LIST.fullmatch(text[listed_until : match.start()]))
        if not (tail or led or listed or _ET_AL.match(text, match.end())) or _figurative(
            match[0], text, match.end()
        ):
            listed_until = -1
            continue
        end = match.end() + tail
        listed_until = end
        yield _measure(segmented, scope, match.start() - _prefix(before, words), end)


def _tail(text: str, start: int, end: int, words: Words) -> int:
    """How many characters behind the quotes belong to the name: “四色清单”|工作制度."""
    for pattern in tables().tails:  # 招标投标监管|机制 before 招标投标|监管
        match = pattern.match(text, start, min(end, start + 16))
        if match is not None and _belongs(text[start : match.start("head")], words):
            return match.end() - start
    return 0


def _belongs(gap: str, words: Words) -> bool:
    return not (
        any(word.role == VERB for word in words.find_behind(gap)) or _NO_MEASURE.search(gap)
    )


def _prefix(before: str, words: Words) -> int:
    """How much before the quotes belongs to the name: 帮扶“双联机制”, 整治涉水“三项行动”."""
    clause = _CLAUSE.split(before)[-1]
    start, lead = name_start(clause + "“”", words, 2)
    kept = clause[start:]
    fits = 1 < len(kept) <= 10 and lead and not re.search(r"[\d的]|[一-鿿]个$", kept)  # noqa: PLR2004
    return len(kept) if fits else 0


def _inside_title(text: str, position: int) -> bool:
    open_ = text.rfind("《", max(0, position - 90), position)
    return open_ >= 0 and text.find("》", open_, position) < 0


def _figurative(quoted: str, text: str, end: int) -> bool:
    """Quotes that colour a word (“加速度”, “压舱石”作用), name an event, or hold a sentence."""
    inner = quoted.strip("“”")
    coloured = len(inner) <= 4 and inner[-1] in "度感力点味石器阀针线棋账牌跑局卷单"  # noqa: PLR2004
    return (
        coloured
        or "," in inner
        or bool(_PLAN.fullmatch(inner))
        or bool(_NO_MEASURE.match(text, end))
    )
