"""Policies: documents in 《》 with what became of them, and named measures.

A measure is a name in quotes that a word for a measure ends (“放管服”改革) or that a verb
leads which nothing else can follow (推行“码上办”).  Quotes that only colour a sentence
(实现“加速度”) have neither, and what is not surely a measure is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from zhengtu.extract.document import find_documents
from zhengtu.extract.named import name_start
from zhengtu.extract.title import inside_title
from zhengtu.lexicon import alternatives, patterns
from zhengtu.model import Fact, Policy, PolicyKind
from zhengtu.recognise.word import VERB, Words
from zhengtu.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhengtu.extract.scope import Scope
    from zhengtu.segment import Segmented

_QUOTES = regex(r"“[^“”\n。;]{2,40}”(?:\+“[^“”\n。;]{2,30}”)*")
_LIST = regex(r"(?:\s*(?:、|和|及|以及)?\s*)")
_CLAUSE = regex(r"[,。;:、“”]")
_BEFORE, _BEHIND, _LONGEST_PREFIX = 40, 16, 10
_CLAUSAL_LENGTH = 8
_TITLE = 90  # how far back 《 is looked for


@dataclass(frozen=True, slots=True)
class Tables:
    """The compiled patterns of ``policies.toml`` for measures."""

    tails: tuple[re.Pattern[str], ...]
    led_tails: tuple[re.Pattern[str], ...]
    gap_not: re.Pattern[str]
    gap_verbs: frozenset[str]
    inner: re.Pattern[str]
    verbs: re.Pattern[str]
    carried: re.Pattern[str]
    loose: re.Pattern[str]
    spread: re.Pattern[str]
    negative: re.Pattern[str]
    none: re.Pattern[str]
    foreign: re.Pattern[str]
    clause: re.Pattern[str]
    listed: re.Pattern[str]
    bare: tuple[re.Pattern[str], ...]
    generic: re.Pattern[str]
    bare_not: re.Pattern[str]


@cache
def tables() -> Tables:
    """The shipped patterns."""
    measure = patterns("policies")["measure"]
    heads, led = measure["heads"].split(), measure["led_heads"].split()
    verbs, carried = (alternatives(measure[name].split()) for name in ("verbs", "carried"))
    return Tables(
        _tails(heads, measure["joined"]),
        _tails([*heads, *led], measure["joined"]),
        regex(measure["gap_not"]),
        frozenset(measure["gap_verbs"].split()),
        regex(rf"{measure['inner']}”?$"),
        regex(rf"(?:{verbs})(?:了|好)?$"),
        regex(rf"(?:{carried})(?:了|好)?$"),
        regex(measure["loose"]),
        regex(measure["spread"]),
        regex(measure["negative"]),
        regex(measure["none"]),
        regex(measure["foreign"]),
        regex(measure["clause"]),
        regex(measure["listed"]),
        (regex(measure["bare"]), regex(measure["campaign"])),
        regex(measure["generic"]),
        regex(measure["bare_not"]),
    )


def _tails(heads: list[str], joined: str) -> tuple[re.Pattern[str], ...]:
    """Name and head behind quotes, the last head in reach before the first one."""
    return tuple(
        regex(rf"(?P<gap>的?[一-鿿]{{0,9}}{lazy})(?P<head>{alternatives(heads)})(?!{joined})")
        for lazy in ("", "?")  # 招标投标监管|机制 before 招标投标|监管
    )


def find_policies(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Fact]:
    """The policies of a document in text order, a name once for each zone."""
    seen: set[tuple[str, object]] = set()
    for policy in chain(find_documents(segmented, scope), _measures(segmented, scope, words)):
        key = (policy.name.strip("“”"), policy.zone)
        if key not in seen:
            seen.add(key)
            yield policy


def _measures(segmented: Segmented, scope: Scope, words: Words) -> Iterator[Policy]:
    for start, end in chain(_quoted(segmented, words), _bare(segmented)):
        yield Policy(
            span=segmented.span(start, end), zone=scope.zone_of(start),
            name=segmented.document.text[start:end], kind=PolicyKind.MEASURE, rule="policy/measure",
        )  # fmt: skip


def _bare(segmented: Segmented) -> Iterator[tuple[int, int]]:
    """Measures without quotes: 固化|楼长值班机制, 开展|燃气安全专项行动."""
    text, known = segmented.shadow, tables()
    for pattern in known.bare:
        for match in pattern.finditer(text):
            name, start = match["name"], match.start("name")
            if known.generic.fullmatch(name) or known.bare_not.search(name):
                continue
            if not segmented.masked(start) and not inside_title(text, start, _TITLE):
                yield match.span("name")


def _quoted(segmented: Segmented, words: Words) -> Iterator[tuple[int, int]]:
    """Measures in quotes, with what belongs to the name before and behind them."""
    text = segmented.shadow
    listed_until = -1
    for match in _QUOTES.finditer(text):
        if inside_title(text, match.start(), _TITLE):
            continue
        sentence = segmented.sentence(match.start())
        before = text[max(sentence.start, match.start() - _BEFORE) : match.start()]
        listed = listed_until >= 0 and bool(_LIST.fullmatch(text[listed_until : match.start()]))
        end = _end(text, match, sentence.end, before, words, listed=listed)
        listed_until = end
        if end >= 0:
            yield match.start() - _prefix(before, words), end


def _end(
    text: str, match: re.Match[str], stop: int, before: str, words: Words, *, listed: bool
) -> int:
    """Where the name of a measure ends that stands in quotes; -1 where it is none."""
    known, inner = tables(), match[0].strip("“”")
    ends_so = bool(known.inner.search(inner))
    if known.negative.search(before) or known.none.fullmatch(inner):
        return -1
    if known.foreign.search(before) or known.foreign.search(
        text, match.end(), min(stop, match.end() + _BEHIND)
    ):
        return -1
    if "," in inner or (known.clause.search(inner) and (ends_so or len(inner) > _CLAUSAL_LENGTH)):
        return -1
    led, carried = bool(known.verbs.search(before)), bool(known.carried.search(before))
    tail = _tail(text, match.end(), stop, words, led=led or carried)
    behind = match.end() + tail
    if text.endswith("服务", match.end(), behind) and known.loose.search(before):
        return -1
    spread = led or carried or known.spread.match(text, behind)
    if text.endswith("模式", match.end(), behind) and not spread:
        return -1
    named = tail or (ends_so and not _goes_on(text, match.end()))
    free = led and not _goes_on(text, match.end())
    if named or free or listed or known.listed.match(text, match.end()):
        return match.end() + tail
    return -1


def _goes_on(text: str, end: int) -> bool:
    """Whether a noun behind the quotes says what they name, and it is no measure: “X”品牌."""
    return bool(_NOUN_BEHIND.match(text, end))


_NOUN_BEHIND = regex(
    r"(?![等把在对为将落被已让使从到由])[一-鿿]{0,6}?(?:活动|品牌|理念|目标|平台|生态|道路|精神|格局|企业|产业|产品|人才|大赛|会(?!诊)|项目|城市|"
    r"基地|原则|方针|任务|讲堂|展|线路|窗口|专区|专班|小组|队|卫星|游)"
)


def _tail(text: str, start: int, end: int, words: Words, *, led: bool) -> int:
    """How many characters behind the quotes belong to the name: “四色清单”|工作制度."""
    known = tables()
    for pattern in known.led_tails if led else known.tails:
        match = pattern.match(text, start, min(end, start + _BEHIND))
        if (
            match is not None
            and not (match["head"] == "工程" and text[start - 2] == "号")
            and _belongs(match["gap"], match["head"], words, led=led)
        ):
            return match.end() - start
    return 0


def _belongs(gap: str, head: str, words: Words, *, led: bool) -> bool:
    """Whether the words between quotes and head are attributes of it, and no clause."""
    known = tables()
    if gap.startswith("的") and head in _OPEN_HEADS and (led or len(gap) > 1):
        gap = gap[1:]
    if known.gap_not.search(gap) or (head == "工程" and len(gap) > 2):  # noqa: PLR2004
        return False
    verbs = (gap[w.start : w.end] for w in words.find(gap) if w.role == VERB)
    return all(verb in known.gap_verbs for verb in verbs)


_OPEN_HEADS = ("模式", "政策", "制度", "机制", "做法")  # 探索“以投带引”的招商|模式


def _prefix(before: str, words: Words) -> int:
    """How much before the quotes belongs to the name: 建立河道“巡查机制”, 开展涉水“三项行动”."""
    clause = _CLAUSE.split(before)[-1]
    start = name_start(clause + "“”", words, 2)
    kept = clause[start:]
    led = tables().carried.search(clause[:start])
    fits = 1 < len(kept) <= _LONGEST_PREFIX and led and not _NO_PREFIX.search(kept)
    return len(kept) if fits else 0


_NO_PREFIX = regex(
    r"[\d的等是]|[一-鿿]个$|^(?:好|和|成|对|被|一|首批|新|拓展|包括|以|全国|各|由|其)"
)
