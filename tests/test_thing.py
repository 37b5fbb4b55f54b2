"""Names of events, organisations, platforms and projects, from ``cases/names.md``."""

from __future__ import annotations

import pytest

from case_tables import cases
from marked import read, unmarked
from zhengtu.model import Event, Fact, Organization, Platform, Project
from zhengtu.record import TYPES

CITY = "赣州市"


def names(text: str, cls: type[Fact]) -> list[Fact]:
    return [fact for fact in read(text).facts if isinstance(fact, cls)]


def said(fact: Fact) -> str:
    """What a text says of a thing beside its name, in the words of the table."""
    words = [
        f"{key} {value}"
        for key in ("date", "ordinal", "stage")
        if (value := getattr(fact, key, None))
    ]
    for key, field in (
        ("at", "venue"), ("by", "organisers"), ("with", "participants"), ("short", "names"),
    ):  # fmt: skip
        if value := getattr(fact, field, None):
            words.append(f"{key} {value if isinstance(value, str) else '、'.join(value)}")
    if isinstance(fact, Project) and fact.investment is not None:
        words.append(f"investment {fact.investment:f} {fact.unit}")
    if fact.zone is None or fact.zone.name != CITY:
        words.append(f"of {fact.zone.name if fact.zone else 'none'}")
    return ", ".join(words)


@pytest.mark.parametrize(("type_", "text", "says"), cases("names"))
def test_a_text_gives_its_names_and_no_others(type_, text, says):
    plain, quotes = unmarked(text)
    found = names(plain, TYPES[type_])
    assert [fact.span.quote for fact in found] == quotes
    assert all(fact.name.endswith(fact.span.quote) for fact in found)
    assert "; ".join(said(fact) for fact in found).strip("; ") == says


def test_a_meeting_that_says_only_what_it_is_bears_the_name_of_who_holds_it():
    (event,) = names("11月20日，市医保局召开新闻发布会。", Event)
    assert (event.name, event.span.quote) == ("市医保局新闻发布会", "新闻发布会")


def test_what_two_sentences_say_of_an_event_comes_together():
    text = "第三届橙乡旅游节开幕。11月3日，副市长林知远出席第三届橙乡旅游节。"
    (event,) = names(text, Event)
    assert (event.date, event.participants) == ("2025-11-03", ("林知远",))


@pytest.mark.parametrize("text", ["北京大学" * 3000, "省政府" * 3000, "“甲”大会、" * 3000])
def test_a_name_without_end_is_read_in_time(text):
    names(text, Organization)


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (Event, "举办脐橙产业发展大会。脐橙产业发展大会闭幕。"),
        (Organization, "江西理工大学牵头。江西理工大学出资。"),
        (Platform, "上线供应链金融服务平台。依托供应链金融服务平台，放款提速。"),
        (Project, "高性能稀土合金生产线项目开工。高性能稀土合金生产线项目投产。"),
    ],
)
def test_a_thing_named_twice_is_one_at_its_first_name(type_, text):
    (fact,) = names(text, type_)
    assert fact.span.start == text.index(fact.name)


def test_the_shortest_name_of_a_platform_is_the_platform():
    text = "上线金服云融资平台。依托全市金服云融资平台放款。"
    assert [fact.name for fact in names(text, Platform)] == ["金服云融资平台"]
