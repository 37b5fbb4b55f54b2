"""A release printed in several places is one document; two bulletins of one mould are two."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from zhengtu.model import Document
from zhengtu.read import same_release

SENTENCES = [
    f"第{n}乡今年种下{word}{n * 7 + 3}万株，管护到户，成活的比往年多，农户都说{word}好。"
    for n, word in enumerate("松柏杉桐槐榆柳杨桦樟楠檀梓楸椿桑枣李桃杏梨柿橘柚茶", 1)
]
BODY = "\n".join(SENTENCES)


def document(name: str, text: str, **known: object) -> Document:
    return Document(name, text, sources=(f"{name}.md",), **known)


def merged(*texts: str) -> int:
    return len(same_release([document(f"d{n}", text) for n, text in enumerate(texts)]))


def test_other_blanks_punctuation_and_furniture_are_the_same():
    assert merged(BODY, BODY.replace("，", ", ").replace("\n", "\r\n\r\n")) == 1
    head = "打印\n来源：河谷日报\n2025年3月12日\n"
    assert merged(BODY, f"{head}{BODY}\n责任编辑：某某", BODY.replace("3万株", "３万株")) == 1


def test_a_word_changed_here_and_there_is_the_same():
    assert merged(BODY, BODY.replace("户都说桐", "民都说桐").replace("户都说桃", "民都说桃")) == 1
    assert merged(BODY, "\n".join(SENTENCES[1:])) == 1


def test_another_figure_is_another_release():
    assert merged(BODY, BODY.replace("桐31万株", "桐32万株")) == 2


def test_a_part_is_not_the_whole_and_another_text_is_another():
    assert merged(BODY, "\n".join(SENTENCES[:15])) == 2
    assert merged(BODY, BODY.replace("种下", "收成").replace("管护到户", "颗粒归仓")) == 2


def test_texts_without_words_are_the_same_only_when_equal():
    assert merged("。。", "！", "。。") == 2


def test_the_longest_stands_with_all_that_is_known_and_all_sources():
    short = document("a", "\n".join(SENTENCES[1:]), title="植树", date=dt.date(2025, 3, 12))
    long = document("b", BODY, publisher="河谷日报")
    other = document("c", "渠水到了下游的三个乡。")
    for order in ([short, other, long], [long, other, short]):
        first, second = same_release(order)
        assert (first.name, first.text, first.title, first.publisher) == (
            "b",
            BODY,
            "植树",
            "河谷日报",
        )
        assert first.date == dt.date(2025, 3, 12)
        assert first.sources == ("a.md", "b.md")
        assert second == other


def test_of_equals_the_first_by_name_stands():
    for names in ("ab", "ba"):
        assert same_release([document(name, BODY) for name in names])[0].name == "a"


@given(st.lists(st.sampled_from([*SENTENCES, BODY, ""]), max_size=8))
def test_every_text_is_kept_once(texts):
    found = same_release([document(f"d{n}", text) for n, text in enumerate(texts)])
    assert [d.text for d in found] == list(dict.fromkeys(texts))


def test_many_texts_that_share_a_sentence_are_told_apart():
    texts = [
        "各位代表，现在报告工作。"
        + "".join(chr(0x4E00 + (n * 7919 + k * 104_729 + k * k * n) % 20_000) for k in range(300))
        for n in range(200)
    ]
    assert merged(*texts) == 200
