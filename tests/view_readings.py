"""Invented press texts as readings, for the tests of the page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyoxigraph as ox

from zhengtu.describe import describe
from zhengtu.model import (
    Document,
    Event,
    Fact,
    Kind,
    Metric,
    Modality,
    Official,
    Organization,
    Place,
    PlaceKind,
    Platform,
    Policy,
    PolicyKind,
    PolicyStatus,
    Post,
    Project,
    Qualifier,
    Reading,
    Sentence,
    Span,
    Zone,
)

CITY = ("云岭省", "澄江市")
QINGLAN = Place((*CITY, "青岚示范区"), PlaceKind.ZONE)
BAILU = Place((*CITY, "白鹭开发区"), PlaceKind.ZONE)
TEXT = (
    "青岚示范区党工委委员、管委会副主任林若川介绍,今年以来新签约项目42个,"
    "总投资89.3亿元,包括星屿算力中心(20亿元)。"
    "截至10月底,外贸总额达到3.2亿元,增速54.4%,完成年度目标的80%;力争明年外贸总额超4亿元。"
    "印发《青岚支持低空经济若干措施》,上线“一码通”平台,"
    "举办第三届青岚种业大会,海岳大学参会。青禾公司纳税9亿元。\n"
    "白鹭开发区全年共签约项目76个,总投资116亿元,按时办结率98.4%。"
    "2025年产值7亿元,其后又称产值8亿元。\n"
)
NEXT = "1月,青岚示范区新签约项目5个。\n"
POLICY = "《青岚支持低空经济若干措施》"
KINDS = {"元": Kind.AMOUNT, "个": Kind.COUNT, "%": Kind.RATE}
SCALE = {"亿元": (Decimal(10**8), "元"), "个": (Decimal(1), "个"), "%": (Decimal(1), "%")}
YEAR = "2025-01-01/2025-11-28"


def span(quote: str, after: str = "", *, text: str = TEXT) -> Span:
    """The first ``quote`` behind ``after``."""
    start = text.index(quote, text.index(after) + len(after))
    return Span(start, start + len(quote), quote)


def metric(words: Span, indicator: str, value: str, unit: str, **more) -> Metric:
    """A figure of 青岚 unless ``more`` says otherwise."""
    scale, base = SCALE[unit]
    fields = {"zone": QINGLAN, "kind": KINDS[base], "concept": indicator} | more
    return Metric(
        span=words,
        indicator=indicator,
        value=Decimal(value),
        unit=unit,
        base_value=Decimal(value) * scale,
        base_unit=base,
        **fields,
    )


def sentences(text: str) -> tuple[Sentence, ...]:
    ends = [at + 1 for at, char in enumerate(text) if char in "。;\n"]
    return tuple(Sentence(start, end) for start, end in zip([0, *ends], ends, strict=False))


def figures() -> list[Fact]:
    until = {"period": "/2025-10-31"}
    total = metric(
        span("达到3.2亿元"), "外贸总额", "3.2", "亿元", qualifier=Qualifier.REACH, **until
    )
    growth = {"kind": Kind.GROWTH, "relative_to": total.span, **until}
    done = growth | {"kind": Kind.TARGET_COMPLETION}
    aim = {"qualifier": Qualifier.OVER, "modality": Modality.TARGET, "period": "2026"}
    bailu = {"zone": BAILU, "period": "2025"}
    project = {"project": "星屿算力中心"}
    return [
        metric(span("42个"), "签约项目", "42", "个", aspect="新", period=YEAR, speaker="林若川"),
        metric(span("89.3亿元"), "签约项目总投资", "89.3", "亿元", period=YEAR),
        metric(span("20亿元"), "投资额", "20", "亿元", **project),
        total,
        metric(span("9亿元", "青禾"), "纳税", "9", "亿元", holder="青禾公司"),
        metric(span("54.4%"), "外贸总额", "54.4", "%", **growth),
        metric(span("80%"), "外贸总额", "80", "%", **done),
        metric(span("超4亿元"), "外贸总额", "4", "亿元", **aim),
        metric(span("76个"), "签约项目", "76", "个", aspect="共", **bailu),
        metric(span("116亿元"), "签约项目总投资", "116", "亿元", **bailu),
        metric(span("98.4%"), "按时办结率", "98.4", "%", zone=BAILU),
        metric(span("7亿元"), "产值", "7", "亿元", **bailu),
        metric(span("8亿元", "又称"), "产值", "8", "亿元", **bailu),
    ]


def things() -> list[Fact]:
    parent = {"city": "澄江市", "province": "云岭省"}
    posts = (Post("青岚示范区党工委", "委员"), Post("青岚示范区管委会", "副主任"))
    official = span("青岚示范区党工委委员、管委会副主任林若川")
    policy = {"kind": PolicyKind.DOCUMENT, "status": PolicyStatus.ISSUED}
    here = {"zone": QINGLAN}
    third = {"ordinal": 3, "date": "2025-05-08"}
    return [
        Zone(span=span("青岚示范区"), name="青岚示范区", names=("青岚",), **here, **parent),
        Zone(span=span("白鹭开发区"), name="白鹭开发区", zone=BAILU, **parent),
        Official(span=official, name="林若川", posts=posts, **here),
        Project(span=span("星屿算力中心"), name="星屿算力中心", **here),
        Policy(span=span(POLICY), name=POLICY.strip("《》"), **policy, **here),
        Platform(span=span("“一码通”平台"), name="“一码通”平台", **here),
        Event(span=span("第三届青岚种业大会"), name="第三届青岚种业大会", **third, **here),
        Organization(span=span("海岳大学"), name="海岳大学", **here),
    ]


def readings() -> tuple[Reading, ...]:
    """Two documents on two zones: shared indicators, a target, a project, a policy."""
    facts = tuple(sorted([*figures(), *things()], key=lambda fact: (fact.span, fact.rule)))
    first = Document(
        "发布会", TEXT, title="青岚白鹭两区发布会", date=dt.date(2025, 11, 28), place=Place(CITY)
    )
    second = Document("快讯", NEXT, title="一月快讯", date=dt.date(2026, 2, 3), place=Place(CITY))
    words = span("5个", text=NEXT)
    later = metric(words, "签约项目", "5", "个", aspect="新", period="2026-01")
    return (
        Reading(first, facts, sentences=sentences(TEXT)),
        Reading(second, (later,), sentences=sentences(NEXT)),
    )


def store_of(*given: Reading) -> ox.Store:
    """The graph of the readings."""
    store = ox.Store()
    store.extend(describe(given))
    return store


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "'\"`&amp;",
    "\u202eevil\u202c",
    "甲\n乙\u2028丙",
    "{{ 7*7 }}",
)


def hostile() -> Reading:
    """A document whose every name tries something."""
    text = "开头。" + "、".join(HOSTILE) + "参会,签约9个。"
    found = [Organization(span=span(name, text=text), zone=QINGLAN, name=name) for name in HOSTILE]
    figure = metric(span("9个", text=text), HOSTILE[0], "9", "个")
    document = Document("敌意", text, title=HOSTILE[1], date=dt.date(2025, 1, 1))
    return Reading(document, (*found, figure), sentences=(Sentence(0, len(text)),))
