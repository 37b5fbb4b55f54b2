"""Policy documents and measures, from ``cases/policies.md``."""

from __future__ import annotations

import pytest

from case_tables import cases
from marked import DAY, PLACE, read, unmarked
from zhengtu import build
from zhengtu.model import Document, Policy
from zhengtu.pipeline import read_document
from zhengtu.recognise.place import parse_place

CITY = "赣州市"
FIELDS = (("by", "issuer"), ("on", "date"), ("from", "effective"), ("until", "expires"))
LINKS = (("replaces", "replaces"), ("carries out", "carries_out"))


def policies(text: str) -> list[Policy]:
    return [fact for fact in read(text).facts if isinstance(fact, Policy)]


def said(policy: Policy) -> str:
    """A policy in the words of the table."""
    zone = policy.zone.name if policy.zone else "none"
    words = [policy.kind.value, policy.status and policy.status.value, policy.number]
    told = [f"{word} {value}" for word, name in FIELDS if (value := getattr(policy, name))]
    told += [
        f"{word} {'+'.join(names)}" for word, name in LINKS if (names := getattr(policy, name))
    ]
    return ", ".join([word for word in words if word] + told + [f"of {zone}"] * (zone != CITY))


@pytest.mark.parametrize(("text", "says"), cases("policies"))
def test_a_text_gives_its_policies_and_no_others(text, says):
    plain, quotes = unmarked(text)
    found = policies(plain)
    assert "; ".join(said(policy) for policy in found) == says
    assert [policy.span.quote for policy in found] == (quotes if says else [])
    assert [policy.name for policy in found] == [q.strip("《》") for q in quotes if says]


def test_a_policy_named_twice_is_one():
    text = "印发《夜间经济发展方案》。《夜间经济发展方案》提出，建设特色街区。"
    (policy,) = policies(text)
    assert policy.span.start == text.index("《")


def test_a_title_inside_a_title_is_part_of_it():
    (policy,) = policies("印发《关于落实〈条例〉的实施意见》。")
    assert policy.name == "关于落实〈条例〉的实施意见"


def test_the_mention_that_tells_the_status_is_the_evidence():
    text = "围绕《夜间经济发展方案》座谈。近日，市商务局印发《夜间经济发展方案》。"
    (policy,) = policies(text)
    assert (policy.status, policy.issuer) == ("issued", "市商务局")
    assert policy.span.start == text.rindex("《")


@pytest.mark.parametrize(
    "short", ["（以下简称《实施意见》）。《实施意见》", "。《意见》", "（简称“意见”）。《意见》"]
)
def test_a_short_title_is_the_document_named_in_full(short):
    (policy,) = policies(f"印发《关于培育技能人才的实施意见》{short}自2025年5月1日起施行。")
    assert policy.name == "关于培育技能人才的实施意见"
    assert policy.effective == "2025-05-01"


def test_a_short_title_that_nothing_explains_stays_as_it_is():
    assert [policy.name for policy in policies("根据省委《建议》，编制年度计划。")] == ["建议"]


def test_the_head_of_a_page_tells_of_the_document_that_it_names_first():
    page = (
        "# 《赣州市育种扶持办法》解读\n\n| 发文字号 | 赣市府发〔2025〕9号 |\n"
        "| 发文机关 | 赣州市人民政府 |\n| 成文日期 | 2025年3月2日 |\n"
        "| 施行日期 | 2025-04-01 |\n| 有效期至 | 2028-03-31 |\n\n"
        "为落实《江西省种业规划》，制定本办法。\n"
    )
    first, second = policies(page)
    assert said(first) == (
        "document, issued, 赣市府发〔2025〕9号, by 赣州市人民政府, on 2025-03-02, "
        "from 2025-04-01, until 2028-03-31, carries out 江西省种业规划"
    )
    assert said(second) == "document, issued, of 江西省"


def test_what_is_said_of_a_document_is_in_the_graph_and_conforms():
    text = (
        "为落实《江西省种业规划》，3月2日，市农业农村局、市财政局印发《赣州市育种扶持办法》，"
        "自2025年4月1日起施行，有效期至2028年3月31日，《赣州市育种补助办法》同时废止。"
    )
    result = build(text, date=DAY.isoformat(), place=PLACE)
    question = """SELECT ?issuer ?day ?from ?until ?old ?upper {
      ?node rdfs:label "赣州市育种扶持办法"@zh ; dcterms:publisher/rdfs:label ?issuer ;
        dcterms:issued ?day ; zt:effectiveDate ?from ; zt:expiryDate ?until ;
        dcterms:replaces/rdfs:label ?old ; zt:carriesOut/rdfs:label ?upper } ORDER BY ?issuer"""
    told = ("2025-03-02", "2025-04-01", "2028-03-31", "赣州市育种补助办法", "江西省种业规划")
    assert result.query(question).rows == (("市农业农村局", *told), ("市财政局", *told))
    assert result.validate().conforms


@pytest.mark.parametrize("unit", ["《办法》", "《甲办法》、", "根据《甲办法》印发《乙办法》，"])
def test_a_title_repeated_without_end_is_one(unit):
    reading = read_document(Document("long", unit * 300, date=DAY, place=parse_place(PLACE)))
    assert len([fact for fact in reading.facts if isinstance(fact, Policy)]) == unit.count("《")
