"""Text → shadow, sentences, sections and the names in which numbers are no figures."""

from __future__ import annotations

import pytest

from zhengtu.model import Document, Span
from zhengtu.segment import Segmented, segment, shadow


def cut(text: str) -> Segmented:
    return segment(Document("case", text))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("增长５．６％，", "增长5.6%,"),
        ("（一）：！？；", "(一):!?;"),
        ("Ａｂｃ", "Abc"),
        ("3\u30002\u00a01\t\r", "3 2 1  "),
        ("1–2―3−4", "1—2—3-4"),
        ("3∶2", "3:2"),
        ("甲<b>乙</b>丙", "甲   乙    丙"),
        ("甲<br>乙<p>丙</p>", "甲\n   乙\n  丙\n   "),
        ("甲&nbsp;乙&#12;丙", "甲      乙     丙"),
        ("3<5且6>4", "3<5且6>4"),
        ("新（改）建", "新‹改›建"),
        ("（一）建", "(一)建"),
        ("", ""),
    ],
)
def test_the_shadow_has_one_form_for_each_sign_and_the_same_length(text, plain):
    assert shadow(text) == plain
    assert len(plain) == len(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙！丙？", ["甲。", "乙！", "丙？"]),
        ("甲；乙\n丙", ["甲；", "乙", "丙"]),
        ("他说：“走吧。”然后走了。", ["他说：“走吧。”", "然后走了。"]),
        ("甲。。。乙", ["甲。。。", "乙"]),
        ("一、二，三：四", ["一、二，三：四"]),
        ("甲。\n  \n乙。", ["甲。", "乙。"]),
        ("", []),
        (" \n。", []),
    ],
)
def test_a_sentence_ends_with_its_mark_or_its_line(text, sentences):
    assert [text[one.start : one.end] for one in cut(text).sentences] == sentences


TEXT = """# 总标题
开头。
## 一部分
一、工业
（一）稀土。成效明显。
（二）家具。
二、农业
产量稳定。
## 另一部分
结尾。
"""


def test_sections_nest_by_the_level_of_their_headings():
    sections = {section.title: section for section in cut(TEXT).sections}
    assert sections["稀土"].above == ("总标题", "一部分", "工业")
    assert sections["农业"].above == ("总标题", "一部分")
    assert sections["另一部分"].above == ("总标题",)
    ends = {
        title: TEXT[section.end :].split("\n", maxsplit=1)[0] for title, section in sections.items()
    }
    assert ends["稀土"] == "（二）家具。"
    assert ends["工业"] == "二、农业"
    assert ends["一部分"] == "## 另一部分"
    assert ends["总标题"] == ""


@pytest.mark.parametrize(
    ("words", "title"),
    [("开头", "总标题"), ("成效", "稀土"), ("产量", "农业"), ("结尾", "另一部分")],
)
def test_the_section_of_a_place_is_the_innermost(words, title):
    section = cut(TEXT).section(TEXT.index(words))
    assert section is not None
    assert section.title == title


def test_before_the_first_heading_there_is_no_section():
    assert cut("这里没有标题，只有一句话。\n# 题\n").section(0) is None


@pytest.mark.parametrize(
    "line",
    [
        "# 工作",
        "二、重点工作",
        "（三）民生保障",
        "2024年民生实事",
        "介绍情况：",
        "高质量发展成效",
        "第一章 总则",
    ],
)
def test_lines_that_are_headings(line):
    assert len(cut(line).sections) == 1


@pytest.mark.parametrize(
    "line", ["工业增长，农业稳定", "产量稳定。", "#没有空格，不是标题", "题", "甲、乙、丙，丁"]
)
def test_lines_that_are_no_headings(line):
    assert cut(line).sections == ()


@pytest.mark.parametrize(
    "text",
    [
        "《2025年规划》", "“3项行动”", "赣府〔2025〕8号", "https://example.com/2025",
        "name7@example.com", "0797-8391234", "13800000000", "9:30", "2025-11-20",
    ],
)  # fmt: skip
def test_numbers_in_names_are_masked(text):
    segmented = cut(f"见：{text}。3项。")
    digit = next(at for at, char in enumerate(segmented.shadow) if char.isdigit())
    assert segmented.masked(digit)
    assert not segmented.masked(segmented.shadow.rindex("3项"))
    assert not segmented.masked(0)


def test_a_quote_that_runs_over_a_mark_masks_nothing():
    segmented = cut("“建成3所，还要5所”。")
    assert not segmented.masked(3)


def test_the_sentence_of_a_position_and_the_evidence_of_a_stretch():
    segmented = cut("甲乙。（丙）。")
    assert segmented.sentence(0) == segmented.sentences[0]
    assert segmented.sentence(4) == segmented.sentences[1]
    assert segmented.span(3, 6) == Span(3, 6, "（丙）")
