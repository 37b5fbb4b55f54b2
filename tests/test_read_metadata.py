"""Title, date, place and publisher come from the head of a page, or stay empty."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu.read import dates, read_text
from zhengtu.read.metadata import Metadata, find_metadata

CASES = tomllib.loads(
    (Path(__file__).parent / "cases/read/heads.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip().split("\n")[0][:20])
def test_a_head_says(case):
    found = read_text(case["text"].lstrip("\n"), name=case.get("name", "text"))
    assert found.title == case.get("title", "")
    assert found.date == case.get("date")
    assert "/".join(found.place.path if found.place else ()) == case.get("place", "")
    assert found.publisher == case.get("publisher", "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip().split("\n")[0][:20])
def test_windows_line_ends_change_nothing(case):
    text = case["text"].lstrip("\n")
    assert find_metadata(text.replace("\n", "\r\n")) == find_metadata(text)


def test_what_is_given_wins_and_the_head_fills_the_rest():
    text = "河谷里的新茶园\n来源：河谷日报 时间：2025-03-02\n河谷里今年又添了一处茶园。"
    found = find_metadata(text, given=Metadata(title="茶园", publisher="茶报"))
    assert (found.title, found.publisher, str(found.date)) == ("茶园", "茶报", "2025-03-02")


@given(
    st.dates(
        min_value=__import__("datetime").date(1950, 1, 1),
        max_value=__import__("datetime").date(2099, 12, 31),
    )
)
def test_every_form_of_a_date_is_read(day):
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")

    def numeral(n: int) -> str:
        tens, ones = divmod(n, 10)
        return ("" if not tens else "十" if tens == 1 else f"{tens}十".translate(digits)) + (
            str(ones).translate(digits) if ones else ""
        )

    forms = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02}月{day.day:02}日",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
    ]
    if day.year // 100 in (19, 20):
        forms.append(
            f"{str(day.year).translate(digits)}年{numeral(day.month)}月{numeral(day.day)}日"
        )
    assert [dates.find_date(form) for form in forms] == [day] * len(forms)


def test_a_date_that_no_calendar_has_is_none():
    assert dates.find_date("2025年2月30日") is None
    assert dates.date_in_name("a-20251340") is None


@pytest.mark.parametrize("text", ["", "\n\n", " ", "#", "来源：", "时间：\n", "："])
def test_a_text_that_says_nothing_has_nothing(text):
    assert find_metadata(text) == Metadata()
