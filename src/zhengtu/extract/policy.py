"""Policies: documents in 《》 with what became of them, and named measures.

A measure is a name in quotes that a verb of action introduces (推行“一键查”服务) or that a
word for a measure ends (“放管服”改革).  Quotes that only colour a sentence (实现“加速度”)
have neither and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from zhengtu.extract.named import name_start
from zhengtu.extract.scope import Scope
from zhengtu.lexicon import patterns
from zhengtu.model import Fact, Modality, Policy, PolicyKind, PolicyStatus
from zhengtu.recognise.word import Words
from zhengtu.segment import Segmented

_TITLE = re.compile(r"《(?P<name>[^《》\n]{2,90}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?)》")
_QUOTES = re.compile(r"“[^“”\n。;]{2,40}”(?:\+“[^“”\n。;]{2,30}”)*")
_LIST = re.compile(r"(?:\s*(?:、|和|及|以及)?\s*)")
_ISSUED_BEHIND = re.compile(r"[^,。;]{0,12}?(?:出台|印发|发布|颁布|公布|实施|施行)")
_PLANNED_BEHIND = re.compile(r"[^,。;]{0,6}?(?:拟|将|计划)[^,。;]{0,10}?(?:出台|印发|发布|实施|施行)")
_BEFORE = 40
_LITERARY = re.compile(r"[歌剧诗曲舞]|日报|时报|晚报|杂志|文集|读本|年鉴|史")


@dataclass(frozen=True, slots=True)
class Tables:
    """The compiled patterns of ``policies.toml``."""

    title: re.Pattern[str]
    status: Mapping[PolicyStatus, re.Pattern[str]]
    number: re.Pattern[str]
    tail: re.Pattern[str]
    verbs: re.Pattern[str]
    bare: re.Pattern[str]


@cache
def tables() -> Tables:
    """The shipped patterns."""
    table = patterns("policies")
    document, measure = table["document"], table["measure"]
    heads = "|".join(sorted(measure["heads"].split(), key=len, reverse=True))
    verbs = "|".join(sorted(measure["verbs"].split(), key=len, reverse=True))
    return Tables(
        re.compile(document["title"]),
        {status: re.compile(document[status.value]) for status in PolicyStatus},
        re.compile(document["number"]),
        re.compile(rf"(?:的|全新|新|工作|执法|涉企)?[一-鿿]{{0,8}}?(?:{heads})"),
        re.compile(rf"(?:{verbs})(?:了|好)?(?:[一-鿿]{{0,6}})?$"),
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
            status=_status(text, match, sentence.start, sentence.end, setting.modality),
            rule="policy/document",
        )  # fmt: skip


def _status(text: str, match: re.Match[str], begin: int, end: int, modality: Modality) -> PolicyStatus | None:
    """What the words beside a title say of it; a title in a list shares the verb of the first."""
    known = tables()
    after = re.split(r"[,。;:《]", text[match.end() : min(end, match.end() + 24)])[0]
    if known.status[PolicyStatus.CONSULTATION].search(after):
        return PolicyStatus.CONSULTATION
    if _PLANNED_BEHIND.match(after):
        return PolicyStatus.PLANNED
    if known.status[PolicyStatus.REPEALED].search(after):
        return PolicyStatus.REPEALED
    start = match.start()
    while (listed := re.search(r"》\s*(?:\([^()]{0,40}\))?(?:、|和|及|以及)?\s*$", text[begin:start])) is not None:
        start = text.rfind("《", begin, begin + listed.start())
        if start < 0:
            return None
    before = re.split(r"[,。;:]", text[max(begin, start - _BEFORE) : start])[-1]
    found = [(list(p.finditer(before))[-1].end(), status) for status, p in known.status.items() if p.search(before)]
    if not found:
        return PolicyStatus.ISSUED if _ISSUED_BEHIND.match(after) else None
    said = max(found, key=lambda pair: (pair[0], pair[1] == PolicyStatus.PLANNED))[1]
    if said == PolicyStatus.ISSUED and (modality == Modality.TARGET or known.status[PolicyStatus.PLANNED].search(before)):
        return PolicyStatus.PLANNED
    return said


def _measures(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Policy]:
    text, known = segmented.shadow, tables()
    introduced_until = -1
    for match in _QUOTES.finditer(text):
        if _inside_title(text, match.start()):
            continue
        sentence = segmented.sentence(match.start())
        before = text[max(sentence.start, match.start() - _BEFORE) : match.start()]
        tail = known.tail.match(text, match.end(), min(sentence.end, match.end() + 16))
        led = bool(known.verbs.search(re.split(r"[,。;:“”]", before)[-1]))
        listed = introduced_until >= 0 and bool(_LIST.fullmatch(text[introduced_until : match.start()]))
        if not (tail or led or listed) or _figurative(match[0], text[match.end() : match.end() + 1]):
            introduced_until = -1
            continue
        end = tail.end() if tail else match.end()
        introduced_until = end
        start = match.start() - _prefix(before, tail is not None, words)
        yield Policy(
            span=segmented.span(start, end), zone=scope.zone_of(start),
            name=segmented.document.text[start:end], kind=PolicyKind.MEASURE, rule="policy/measure",
        )  # fmt: skip


def _prefix(before: str, named: bool, words: Words) -> int:  # noqa: FBT001  # one call, one meaning
    """How much before the quotes belongs to the name: 执法“容错机制”, 规范涉企执法“五项行动”."""
    clause = re.split(r"[,。;:、“”]", before)[-1]
    start, lead = name_start(clause + "“”", words, 2)
    kept = clause[start:]
    return len(kept) if 1 < len(kept) <= 12 and lead and named is not None and not kept.endswith("的") else 0  # noqa: PLR2004


def _inside_title(text: str, position: int) -> bool:
    open_ = text.rfind("《", max(0, position - 90), position)
    return open_ >= 0 and text.find("》", open_, position) < 0


def _figurative(quoted: str, after: str) -> bool:
    """Quotes that colour a word: “加速度”, “压舱石”作用, or that hold a whole sentence."""
    inner = quoted.strip("“”")
    return bool(re.search(r"[度感力点味石器阀针线棋账牌跑局]$", inner) and len(inner) <= 4) or after in "之" or "," in inner  # noqa: PLR2004
