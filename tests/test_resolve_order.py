"""What needs more than one fact: order, canonical indicators, speakers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from marked import read
from zhengtu.model import Document, Event, Kind, Metric, Official, Organization, Post, Span
from zhengtu.record import NAMES
from zhengtu.resolve import resolve
from zhengtu.segment import segment


def metric(
    span: Span, indicator: str = "企业", unit: str = "家", kind: Kind = Kind.COUNT
) -> Metric:
    return Metric(
        span=span, indicator=indicator, value=Decimal(3), unit=unit, base_value=Decimal(3),
        base_unit=unit, kind=kind,
    )  # fmt: skip


def test_facts_are_ordered_by_where_they_stand_then_by_type_and_name():
    text = "甲乙丙丁戊己"
    facts = [
        Organization(span=Span(2, 4, "丙丁"), name="丙丁"),
        metric(Span(4, 5, "戊")),
        Organization(span=Span(0, 2, "甲乙"), name="甲乙"),
        Event(span=Span(0, 2, "甲乙"), name="甲乙"),
        Organization(span=Span(0, 1, "甲"), name="甲"),
    ]
    found = resolve(facts, segment(Document("case", text)))
    assert [(fact.span.quote, NAMES[type(fact)]) for fact in found] == [
        ("甲", "organization"), ("甲乙", "event"), ("甲乙", "organization"), ("丙丁", "organization"),
        ("戊", "metric"),
    ]  # fmt: skip
    assert resolve(reversed(facts), segment(Document("case", text))) == found


@pytest.mark.parametrize(
    ("text", "concept", "broader"),
    [
        ("生产总值4920亿元。", "地区生产总值", None),
        ("GDP增长5.4%。", "地区生产总值", None),
        ("固定资产投资增长6.2%。", "固定资产投资", None),
        ("地毯编织户3200户。", None, None),
    ],
)
def test_an_indicator_has_its_canonical_name_or_the_one_above(text, concept, broader):
    (found,) = [fact for fact in read(text).facts if isinstance(fact, Metric)]
    assert (found.concept, found.broader) == (concept, broader)


SPEECH = "市长方以宁表示，企业3家。副市长蒋若川说，基地5个。"


def test_a_figure_is_of_whoever_began_to_speak_last():
    spoken = {
        fact.span.quote: fact.speaker for fact in read(SPEECH).facts if isinstance(fact, Metric)
    }
    assert spoken == {"3家": "方以宁", "5个": "蒋若川"}


@pytest.mark.parametrize("verb", ["介绍", "表示", "说", "通报", "指出", "随后介绍", "还透露"])
def test_verbs_of_speech_make_a_speaker(verb):
    facts = read(f"市长方以宁{verb}，企业3家。").facts
    assert [fact.speaker for fact in facts if isinstance(fact, Metric)] == ["方以宁"]


def test_who_only_attends_says_nothing():
    facts = read("市长方以宁出席。企业3家。").facts
    assert [fact.speaker for fact in facts if isinstance(fact, Metric)] == [None]


def test_a_speech_ends_at_the_next_heading():
    text = "# 甲部分\n市长方以宁说，好。\n# 乙部分\n企业3家。"
    at = text.index("3家")
    official = Official(span=Span(6, 11, "市长方以宁"), name="方以宁", posts=(Post("", "市长"),))
    assert official.span.quote == text[6:11]
    (_, found) = resolve(
        [official, metric(Span(at, at + 2, "3家"))], segment(Document("case", text))
    )
    assert isinstance(found, Metric)
    assert found.speaker is None
