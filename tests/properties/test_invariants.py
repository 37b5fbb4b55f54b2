"""What holds for any text: every fact quotes it, in order, the same each time, and in linear work."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marked import DAY, PLACE
from zhengtu.model import Document, Fact, Metric, Reading, Span
from zhengtu.pipeline import read_document
from zhengtu.recognise.place import parse_place
from zhengtu.record import NAMES, to_jsonl, to_record
from zhengtu.segment import segment, shadow

FRAGMENTS = (
    "全市", "章贡区", "其中", "在南康区", "据赣州经开区管委会主任段予安介绍，", "1至10月，",
    "截至目前，", "到2027年，",
    "2026年工作安排\n", "# 回顾\n", "（一）", "新增", "累计", "力争", "企业", "规上工业增加值",
    "铜箔、磁材产量", "46家", "3.5亿元",
    "８．２％", "第三位", "两成以上", "20~30家", "10亿元以上", "分别", "同比增长", "下降", "占",
    "完成年度目标的", "由", "增加到",
    "，", "。", "；", "、", "：", "\n", "（", "）", "“", "”", "《", "》", "和", "的", "总投资",
    "项目", "开工", "产业园", "等项目",
    "出台", "《数字经济方案》", "“一件事”改革", "召开第二届橙乡大会", "市长方以宁",
    "任市科技局局长", "记者 袁野", "上线金服云融资平台",
    "<br>", "&nbsp;", "<p>", "https://example.com/1", "赣府〔2025〕8号", "\u202e", "\u200b", "𠮷",
    "\x00", "\r\n", "\u2028",
)  # fmt: skip
NOISE = st.text(st.characters(codec="utf-8"), max_size=12)
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | NOISE, max_size=24).map("".join)


def build(text: str, *, place: str | None = PLACE) -> Reading:
    where = parse_place(place) if place else None
    return read_document(Document("case", text, date=DAY, place=where))


def spans(fact: Fact) -> list[Span]:
    listed = [fact.span]
    if isinstance(fact, Metric):
        listed += [span for span in (fact.relative_to, fact.component_of) if span is not None]
    return listed


@given(TEXTS)
@example("其中建成驿站3座。")
@example("；建成驿站3座。")
def test_every_span_quotes_the_text(text):
    reading = build(text)
    quoted = [span for fact in reading.facts for span in spans(fact)]
    for span in [*quoted, *(item.span for item in reading.open)]:
        assert text[span.start : span.end] == span.quote


@given(TEXTS)
def test_facts_are_in_order_and_no_two_are_alike(text):
    facts = build(text).facts
    keys = [(fact.span.start, fact.span.end, NAMES[type(fact)]) for fact in facts]
    assert keys == sorted(keys)
    assert len(set(facts)) == len(facts)


@given(TEXTS)
def test_reading_twice_gives_equal_facts(text):
    assert build(text) == build(text)


@given(TEXTS)
def test_lines_of_facts_parse_and_say_what_the_facts_say(text):
    facts = build(text).facts
    lines = "".join(to_jsonl(facts)).encode("utf-8").decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [to_record(fact) for fact in facts]


@given(TEXTS)
def test_a_figure_has_one_metric_and_a_name_no_metric_is_empty(text):
    metrics = [fact for fact in build(text, place=None).facts if isinstance(fact, Metric)]
    starts = [metric.span.start for metric in metrics]
    assert len(set(starts)) == len(starts)
    for metric in metrics:
        assert metric.indicator.strip()
        assert metric.value.is_finite()
        assert metric.value_max is None or metric.value_max >= metric.value


@given(TEXTS)
def test_the_shadow_is_as_long_as_the_text_and_sentences_part_it(text):
    segmented = segment(Document("case", text))
    assert len(shadow(text)) == len(text)
    ends = [0]
    for sentence in segmented.sentences:
        assert ends[-1] <= sentence.start < sentence.end <= len(text)
        ends.append(sentence.end)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000, "１" * 5000, "1," * 5000, "1." * 5000, "1、" * 5000, "一" * 5000, "万" * 5000,
        "亿元" * 3000,
        "（" * 5000, "（）" * 3000, "《" * 5000, "《》" * 3000, "》《" * 3000, "“" * 5000,
        "“”" * 3000, "<" * 5000, "<a" * 3000,
        "&" * 5000, "[" * 5000, "。" * 5000, "；" * 5000, "、" * 5000, "，" * 5000, "\n" * 5000,
        "#" * 5000, "# 甲\n" * 2000,
        "的" * 5000, "和" * 5000, "分别" * 3000, "增长" * 3000, "市长" * 3000, "书记、" * 2000,
        "项目" * 3000, "年" * 5000, "2025年" * 2000,
        "章贡区" * 2000, "其中" * 3000, "王" * 5000, "记者 " * 2000, "银行" * 3000, "平台" * 3000,
        " " * 5000, "\u202e" * 5000,
        "0." + "3" * 5000 + "%", "企业" + "9" * 40 + "家", "-" * 5000, "第" * 5000, "·" * 5000,
        "@" * 5000, "http://" * 1000,
    ],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_a_text_of_one_thing_over_and_over_is_read(text):
    for fact in build(text).facts:
        assert text[fact.span.start : fact.span.end] == fact.span.quote


def test_a_figure_of_many_digits_is_exact():
    digits = "9" * 14
    (metric,) = [fact for fact in build(f"企业{digits}家。").facts if isinstance(fact, Metric)]
    assert str(metric.value) == digits


def test_half_a_surrogate_pair_is_read_over():
    assert build("\ud80046家企业。").facts
