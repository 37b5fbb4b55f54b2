"""Two invented press pages, two months apart, and what a careful reader finds in them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

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
    Person,
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
    Span,
    Zone,
)

CITY = Place(("云岭省", "宁湖市"))
HIGH = Place(("云岭省", "宁湖市", "松山高新区"), PlaceKind.ZONE)
LAKE = Place(("云岭省", "宁湖市", "临湖经开区"), PlaceKind.ZONE)

NOVEMBER = """松山高新区党工委委员、管委会副主任李明远介绍，\
今年1至10月，全区进出口总额达到3.6亿元，\
增长12%，完成年度目标的80%。2025年全年进出口总额力争5亿元。跨境电商交易额500万元。\
新签约项目30个，总投资60亿元，包括云河精工产业园（12亿元）、青禾食品加工园（6亿元）。\
对接企业超1500家。《松山高新区支持种业发展若干措施》正在征求意见，\
《松山高新区惠企十条》已印发。\
推行“一窗受理”改革，举办第三届松山种业论坛，\
上线“惠企直达”平台，云岭大学派出专家。
临湖经开区党工委委员、管委会副主任陈素秋介绍，截至10月底，办件1208件。本报记者周文清。
"""
JANUARY = """松山高新区管委会副主任孙立川介绍，2025年，全区进出口总额4.8亿元。\
1至10月，跨境电商交易额520万元。\
《松山高新区支持种业发展若干措施》已印发，《松山高新区人才引育办法》公开征求意见。
"""


@dataclass(frozen=True)
class Page:
    """A text with the means to quote it."""

    document: Document

    def span(self, quote: str, within: str = "") -> Span:
        start = self.document.text.index(within or quote)
        start = self.document.text.index(quote, start)
        return Span(start, start + len(quote), quote)

    def metric(self, quote: str, indicator: str, value: str, unit: str, **more: Any) -> Metric:
        scale = {"亿元": 10**8, "万元": 10**4}.get(unit, 1)
        base = {"亿元": "元", "万元": "元"}.get(unit, unit)
        kind = Kind.AMOUNT if base == "元" else Kind.COUNT
        more = {"zone": HIGH, "kind": kind, "span": self.span(quote), "concept": indicator} | more
        number = Decimal(value)
        return Metric(
            indicator=indicator, value=number, unit=unit,
            base_value=number * scale, base_unit=base, **more,
        )  # fmt: skip

    def policy(self, name: str, status: PolicyStatus) -> Policy:
        span, kind = self.span(f"《{name}》"), PolicyKind.DOCUMENT
        return Policy(span=span, zone=HIGH, name=name, kind=kind, status=status)


def november() -> Reading:
    day = dt.date(2025, 11, 20)
    page = Page(Document("november", NOVEMBER, "松山高新区新闻发布会", day, CITY))
    span, metric = page.span, page.metric
    so_far = "2025-01/2025-10"
    trade, total = span("3.6亿元"), span("60亿元")
    of_trade = {"relative_to": trade, "period": so_far}
    titles = (("党工委", "委员"), ("管委会", "副主任"))
    facts: list[Fact] = [
        *(
            Official(
                span=span(f"{zone.name}党工委委员、管委会副主任{name}"), zone=zone, name=name,
                posts=tuple(Post(f"{zone.name}{body}", title) for body, title in titles),
            )
            for zone, name in ((HIGH, "李明远"), (LAKE, "陈素秋"))
        ),
        metric("3.6亿元", "进出口总额", "3.6", "亿元", period=so_far, qualifier=Qualifier.REACH),
        metric("12%", "进出口总额", "12", "%", kind=Kind.GROWTH, **of_trade),
        metric("80%", "进出口总额", "80", "%", kind=Kind.TARGET_COMPLETION, **of_trade),
        metric("5亿元", "进出口总额", "5", "亿元", period="2025", modality=Modality.TARGET),
        metric("500万元", "跨境电商交易额", "500", "万元", period=so_far),
        metric("30个", "签约项目", "30", "个"),
        metric("60亿元", "签约项目总投资", "60", "亿元"),
        *(
            metric(
                f"{value}亿元", "投资额", value, "亿元", project=name, component_of=total,
                span=span(f"{value}亿元", name),
            )
            for name, value in (("云河精工产业园", "12"), ("青禾食品加工园", "6"))
        ),
        Project(span=span("云河精工产业园"), zone=HIGH, name="云河精工产业园"),
        Project(span=span("青禾食品加工园"), zone=HIGH, name="青禾食品加工园"),
        metric("超1500家", "对接企业", "1500", "家", qualifier=Qualifier.OVER),
        page.policy("松山高新区支持种业发展若干措施", PolicyStatus.CONSULTATION),
        page.policy("松山高新区惠企十条", PolicyStatus.ISSUED),
        Policy(
            span=span("“一窗受理”改革"), zone=HIGH, name="“一窗受理”改革", kind=PolicyKind.MEASURE
        ),
        Event(span=span("第三届松山种业论坛"), zone=HIGH, name="第三届松山种业论坛", ordinal=3),
        Platform(span=span("“惠企直达”平台"), zone=HIGH, name="“惠企直达”平台"),
        Organization(span=span("云岭大学"), zone=HIGH, name="云岭大学"),
        *(
            Zone(span=span(zone.name), zone=zone, name=zone.name, city="宁湖市", province="云岭省")
            for zone in (HIGH, LAKE)
        ),
        metric("1208件", "办件", "1208", "件", zone=LAKE, period="/2025-10-31"),
        Person(span=span("记者周文清"), name="周文清", role="记者"),
    ]  # fmt: skip
    return Reading(page.document, _ordered(facts))


def january() -> Reading:
    day = dt.date(2026, 1, 20)
    page = Page(Document("january", JANUARY, "松山高新区再开新局", day, CITY))
    facts: list[Fact] = [
        Official(
            span=page.span("松山高新区管委会副主任孙立川"), zone=HIGH, name="孙立川",
            posts=(Post("松山高新区管委会", "副主任"),),
        ),
        page.metric("4.8亿元", "进出口总额", "4.8", "亿元", period="2025"),
        page.metric("520万元", "跨境电商交易额", "520", "万元", period="2025-01/2025-10"),
        page.policy("松山高新区支持种业发展若干措施", PolicyStatus.ISSUED),
        page.policy("松山高新区人才引育办法", PolicyStatus.CONSULTATION),
    ]  # fmt: skip
    return Reading(page.document, _ordered(facts))


def _ordered(facts: list[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact.span, type(fact).__name__)))


def store_of(*readings: Reading) -> ox.Store:
    store = ox.Store()
    store.extend(describe(readings))
    return store


@cache
def two_pages() -> ox.Store:
    """Both pages in one store; not to be changed."""
    return store_of(november(), january())
