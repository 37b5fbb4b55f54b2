"""Officials and the people who wrote a page, from ``cases/officials.md`` and ``cases/staff.md``."""

from __future__ import annotations

import pytest

from case_tables import cases
from marked import read, unmarked
from zhengtu.model import Official, Person

CITY = "赣州市"


def officials(text: str) -> list[Official]:
    return [fact for fact in read(text).facts if isinstance(fact, Official)]


def said(official: Official) -> str:
    """An official in the words of the table."""
    posts = " + ".join(f"{post.org}/{post.title}" for post in official.posts)
    zone = official.zone.name if official.zone else "none"
    more = [f"of {zone}"] * (zone != CITY) + [official.tenure] * bool(official.tenure)
    return ", ".join([f"{official.name} = {posts}", *more])


@pytest.mark.parametrize(("text", "says"), cases("officials"))
def test_a_text_gives_its_officials_and_no_others(text, says):
    plain, quotes = unmarked(text)
    found = officials(plain)
    assert "; ".join(said(official) for official in found) == says
    assert [official.span.quote for official in found] == (quotes if says else [])


@pytest.mark.parametrize(("text", "says"), cases("staff"))
def test_who_wrote_a_page_is_a_person_with_a_role(text, says):
    plain, _ = unmarked(text)
    found = [fact for fact in read(plain).facts if isinstance(fact, Person)]
    assert "; ".join(f"{person.role} {person.name}" for person in found) == says


def test_an_official_named_twice_is_one_with_all_posts_at_the_first():
    text = "市委常委罗启元到会。随后，市总工会主席罗启元讲话。"
    (official,) = officials(text)
    assert said(official) == "罗启元 = 市委/常委 + 市总工会/主席"
    assert official.span.quote == "市委常委罗启元"


def test_two_people_of_one_name_in_two_places_stay_two():
    text = "南康区区长杜若飞出席。于都县县长杜若飞出席。"
    assert [said(one) for one in officials(text)] == [
        "杜若飞 = 南康区人民政府/区长, of 南康区",
        "杜若飞 = 于都县人民政府/县长, of 于都县",
    ]


def test_two_named_together_take_one_post_each_with_evidence_of_their_own():
    first, second = officials("唐婉、陆一舟分别任市妇联主席、市残联理事长。")
    assert (said(first), said(second)) == ("唐婉 = 市妇联/主席", "陆一舟 = 市残联/理事长")
    assert second.span.quote == "陆一舟"


def test_who_holds_one_post_and_is_proposed_for_another_has_both():
    text = "阮星河，男，汉族，1978年5月生，现任市交通运输局副局长，拟任市公路中心主任。"
    assert [said(one) for one in officials(text)] == [
        "阮星河 = 市交通运输局/副局长",
        "阮星河 = 市公路中心/主任, proposed",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| 姓名 | 职务 |\n| --- | --- |\n| 方以宁 | 市长 |",
        "| 职务 | 姓名 |\n| --- | --- |\n| 市长 | 方以宁 |",
    ],
)
def test_a_table_of_names_and_posts(table):
    assert [said(one) for one in officials(table)] == ["方以宁 = 赣州市人民政府/市长"]


def test_two_mentions_made_one_say_why():
    text = "市委常委罗启元到会。随后，市总工会主席罗启元讲话。"
    assert [one.note for one in officials(text)] == ["同名同区域，并为一人"]
    assert [one.note for one in officials("市委常委罗启元到会。")] == [""]


def test_two_of_one_name_who_lead_two_states_stay_two():
    text = "阿联酋总统穆萨米尔到访。埃及总统穆萨米尔致电。总统穆萨米尔说，合作很好。"
    assert [said(one) for one in officials(text)] == [
        "穆萨米尔 = 阿联酋/总统",
        "穆萨米尔 = 埃及/总统",
    ]
