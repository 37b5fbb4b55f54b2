"""Furniture is whole lines, and only where nothing of the article can be lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.read import furniture
from zhengtu.read.furniture import rules
from zhengtu.read.lines import find_lines

BODY = "河谷县今年新开两所小学，入学更近了。"
EXAMPLES = [(rule, line) for rule in rules() for line in rule.examples]
COUNTER = [line for rule in rules() for line in rule.counter]


def kept(text: str) -> str:
    for start, end in reversed(furniture(text)):
        text = text[:start] + text[end:]
    return "\n".join(line for line in text.split("\n") if line.strip())


@pytest.mark.parametrize(
    ("rule", "line"), EXAMPLES, ids=lambda value: getattr(value, "name", value)
)
def test_a_rule_matches_its_example(rule, line):
    assert rule.matches(next(find_lines(line)))
    assert kept(f"{line}\n{BODY}\n") == BODY
    assert kept(f"{BODY}\n  {line}　\n") == BODY


@pytest.mark.parametrize("line", COUNTER)
def test_no_rule_matches_a_counter_example(line):
    for place in (f"{line}\n{BODY}", f"{BODY}\n{line}\n{BODY}", f"{BODY}\n{line}"):
        assert line in kept(place)


@pytest.mark.parametrize(
    ("rule", "line"), EXAMPLES, ids=lambda value: getattr(value, "name", value)
)
def test_between_paragraphs_only_what_can_be_nothing_else(rule, line):
    text = f"{BODY}\n{line}\n" + f"{BODY}\n" * 40
    assert (line in kept(text)) is not rule.anywhere


def test_a_value_on_the_next_line_goes_with_its_label():
    assert kept(f"来源：\n河谷日报\n首页\n>\n要闻\n{BODY}") == BODY


def test_links_behind_the_end_of_the_article_go_with_it():
    assert kept(f"{BODY}\n相关链接：\n一所小学的早晨\n去上学的路近了\n") == BODY


def test_what_follows_the_end_stays_when_it_is_long():
    notes = "\n".join(f"{n}.“一路通”：指第{n}条公交线路，由县城开往各乡。" for n in range(30))
    assert notes in kept(f"{BODY}\n责任编辑：某某\n{notes}")


def test_what_follows_the_end_stays_when_it_has_a_figure():
    assert "投资12亿元" in kept(f"{BODY}\n责任编辑：某某\n河谷县今年新开工项目五个，投资12亿元。")
    assert kept(f"{BODY}\n相关政策\n{BODY}") == f"{BODY}\n相关政策\n{BODY}"


def test_ranges_point_at_the_lines_with_windows_line_ends():
    text = f"  打印 \r\n{BODY}\r\n（责编：某某）\r\n"
    assert [text[start:end] for start, end in furniture(text)] == ["打印", "（责编：某某）"]


@given(st.text(st.sampled_from("打印来源：。\n\r >【】 a责编相关链接3"), max_size=200))
def test_ranges_are_ordered_whole_lines(text):
    before = 0
    for start, end in furniture(text):
        assert before <= start < end
        assert not text[:start].rpartition("\n")[2].strip()
        assert not text[end:].partition("\n")[0].strip()
        before = end
