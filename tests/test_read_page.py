"""HTML: the article of a page, under its title, with what the page says of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.errors import SourceError
from zhengtu.read import read_source
from zhengtu.read.markup import parse_page
from zhengtu.read.piece import find_pieces, tidy
from zhengtu.read.webpage import read_page

PAGES = sorted((Path(__file__).parent / "cases/read/pages").glob("*.html"))
SENTENCE = "河谷县今年新开两所小学，入学更近，家长放心。"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_article_of_a_page(page):
    (document,) = read_source(page)
    lines = page.with_suffix(".txt").read_text(encoding="utf-8").split("\n")
    said = [document.title, str(document.date), document.publisher, document.sources[0]]
    assert said == lines[:4]
    assert document.text.split("\n") == lines[5:-1]
    assert document.derived_text


def text(html: str) -> str:
    return read_page(html, where="a.html")[0]


def test_a_meta_element_wins_over_the_page():
    found = read_page(
        "<meta name=ArticleTitle content=新校开门><meta name=PubDate content='2025-09-01 08:00'>"
        f"<h1>别的</h1>来源：河谷日报 时间：2025-09-02<p>{SENTENCE}", where="a"
    )[1]  # fmt: skip
    assert (found.title, found.date, found.publisher) == (
        "新校开门",
        dt.date(2025, 9, 1),
        "河谷日报",
    )


def test_a_site_that_calls_itself_its_source_is_named():
    html = f"<meta name=ContentSource content=本网><meta name=SiteName content=河谷县人民政府><p>{SENTENCE}"
    assert read_page(html, where="a")[1].publisher == "河谷县人民政府"


def test_a_large_menu_is_no_article_and_a_marked_article_is_no_menu():
    menu = "<li><a href=x>河谷县举办农机展，游人不断</a></li>" * 50
    assert (
        text(f"<ul>{menu}</ul><div><p>{SENTENCE}<p>{SENTENCE}</div>") == f"{SENTENCE}\n{SENTENCE}"
    )
    assert text(f"<div id=print><p>{SENTENCE}</div>") == SENTENCE


def test_hidden_text_is_left_out_but_not_a_hidden_article():
    hidden = "<div style='display: none'>请用手机扫一扫，再打开。</div>"
    assert text(f"<p>{SENTENCE}{SENTENCE}</p>{hidden}") == SENTENCE * 2
    assert text(f"<div style='display:none'><p>{SENTENCE}</div>") == SENTENCE


def test_entities_are_characters_and_markup_in_them_is_text():
    assert text(f"<p>{SENTENCE}&lt;b&gt;&amp;amp;&nbsp;&#x5317;&#20140;&lt;/script&gt;。") == (
        f"{SENTENCE}<b>&amp; 北京</script>。"
    )


def test_a_line_that_the_source_broke_is_one_line():
    assert (
        tidy("  增长5.6%，\n   达到\n3 家\n companies \n more")
        == "增长5.6%，达到 3 家 companies more"
    )


def test_an_old_page_laid_out_with_tables():
    html = (
        "<table><tr><td><a href=x>首页</a></td><td><table><tr><td><p>" + SENTENCE * 3
        + "<table><tr><th>指标<th>产值(亿元)<tr><td>工业<td>3</table>"
        "</td></tr></table></td></tr></table>"
    )  # fmt: skip
    assert text(html).split("\n") == [SENTENCE * 3, "工业：产值3亿元。"]


def test_spans_fill_the_places_that_they_cover():
    (piece,) = find_pieces(
        parse_page("<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁<tr><td>戊</table>")
    )
    assert piece.block.rows == (("甲", "乙", "乙"), ("甲", "丙", "丁"), ("戊",))


def test_a_hostile_span_is_bounded():
    huge = "9" * 5000
    html = f"<table><tr><td rowspan={huge} colspan=9999>甲<td colspan=-1>乙<tr><td>丙</table>"
    (piece,) = find_pieces(parse_page(html))
    assert [len(row) for row in piece.block.rows] == [100, 1]


@pytest.mark.parametrize(
    "html", ["", "<", "<html>", f"<script>{SENTENCE}</script>", "<![x", "<p>短"]
)
def test_a_page_without_an_article_is_refused(html):
    with pytest.raises(SourceError, match="没有正文"):
        text(html)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<td>",
                "</div>",
                "<div class=nav>",
                "<li",
                "<!--",
                "<![",
                "&#",
                "“",
                SENTENCE,
                "<script>",
                "</script>",
                "<h2>",
                "'",
                '"',
                ">",
            ]
        ),
        max_size=40,
    )
)
def test_no_page_is_a_crash(parts):
    html = f"<p>{SENTENCE}</p>" + "".join(parts)
    assert SENTENCE in text(html)


def test_deep_nesting_ends_somewhere():
    assert text("<div>" * 20_000 + f"<p>{SENTENCE}") == SENTENCE
