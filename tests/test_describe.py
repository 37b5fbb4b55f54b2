"""Facts → RDF: which triple says a fact, and that each says it once."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from gold_readings import gold_readings
from two_pages import CITY, HIGH, january, november, store_of
from zhengtu import serialize, vocab
from zhengtu.conformance import Severity
from zhengtu.describe import describe
from zhengtu.errors import UsageError
from zhengtu.model import (
    Document,
    Event,
    Fact,
    Kind,
    Metric,
    Official,
    Organization,
    Person,
    Place,
    PlaceKind,
    Platform,
    Policy,
    PolicyKind,
    PolicyStatus,
    Post,
    Project,
    Reading,
    Sentence,
    Span,
    Zone,
)
from zhengtu.validate import validate
from zhengtu.vocab import DCTERMS, FOAF, OA, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, ZT, ZTC, G

if TYPE_CHECKING:
    from collections.abc import Iterable

Pair = tuple[ox.NamedNode, Any]
TWO = list(describe([november(), january()]))
NOVEMBER = november().document


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(vocab.BASE + path)


def zh(text: str) -> ox.Literal:
    return ox.Literal(text, language="zh")


def said(path: str, quads: Iterable[ox.Quad] = TWO) -> dict[ox.NamedNode, set[Any]]:
    """Predicate → objects of one resource."""
    found: dict[ox.NamedNode, set[Any]] = {}
    for quad in quads:
        if quad.subject == node(path):
            found.setdefault(quad.predicate, set()).add(quad.object)
    return found


def texts(values: Iterable[Any]) -> set[str]:
    return {value.value for value in values}


def reading(*facts: Fact, text: str = "", **more: Any) -> Reading:
    document = Document("sample", text or "".join(fact.span.quote for fact in facts), **more)
    return Reading(document, facts)


def only(fact: Fact, **more: Any) -> list[ox.Quad]:
    """The quads of a document that says one fact, which its whole text quotes."""
    return list(describe([reading(fact, text=fact.span.quote, **more)]))


def whole(text: str) -> Span:
    return Span(0, len(text), text)


def of(quads: Iterable[ox.Quad], kind: ox.NamedNode) -> list[dict[ox.NamedNode, set[Any]]]:
    """What is said of each resource of a class, in the order of IRIs."""
    listed = list(quads)
    nodes = {quad.subject.value for quad in listed if quad.object == kind}
    return [said(iri.removeprefix(vocab.BASE), listed) for iri in sorted(nodes)]


def figure(quote: str = "42个", **more: Any) -> Metric:
    given = {
        "span": whole(quote), "indicator": "签约项目", "value": Decimal(42), "unit": "个",
        "base_value": Decimal(42), "base_unit": "个", "kind": Kind.COUNT,
    }  # fmt: skip
    return Metric(**given | more)


# ---- what a fact becomes ----


def metric(quote: str) -> str:
    start = NOVEMBER.text.index(quote)
    return f"statement/{NOVEMBER.id}/metric/{start}-{start + len(quote)}"


def test_a_figure() -> None:
    trade = said(metric("3.6亿元"))
    assert trade[RDF.type] == {ZT.MetricStatement}
    assert trade[ZT.aboutZone] == {node("area/云岭省/宁湖市/松山高新区")}
    assert trade[ZT.indicator] == {node("indicator/进出口总额")}
    assert trade[ZT.kind] == {ZTC.amount}
    assert trade[ZT.modality] == {ZTC.actual}
    assert trade[ZT.qualifier] == {ZTC.reach}
    assert texts(trade[ZT.statedValue]) == {"3.6"}
    assert trade[ZT.unit] == {node("unit/亿元")}
    assert texts(trade[ZT.baseValue]) == {"360000000"}
    assert texts(trade[ZT.period]) == {"2025-01/2025-10"}
    assert texts(trade[ZT.periodStart]) == {"2025-01-01"}
    assert texts(trade[ZT.periodEnd]) == {"2025-10-31"}
    assert texts(trade[ZT.asOf]) == {"2025-11-20"}


def test_what_a_figure_does_not_say_is_absent() -> None:
    [plain] = of(only(figure()), ZT.MetricStatement)
    absent = {ZT.aboutZone, ZT.period, ZT.periodStart, ZT.qualifier, ZT.asOf, ZT.aspect, SKOS.note}
    assert not absent & plain.keys()


def test_growth_and_completion_belong_to_their_figure() -> None:
    for quote in ("12%", "80%"):
        assert said(metric(quote))[ZT.relativeTo] == {node(metric("3.6亿元"))}


def test_a_part_belongs_to_its_total_and_project() -> None:
    part = said(metric("12亿元"))
    assert part[ZT.componentOf] == {node(metric("60亿元"))}
    assert part[ZT.aboutProject] == {node("project/云岭省/宁湖市/松山高新区/云河精工产业园")}


def test_of_two_figures_on_one_span_the_like_one_is_meant() -> None:
    one, two = figure("各42个", indicator="甲"), figure("各42个", indicator="乙")
    rate = figure("增长5%", indicator="乙", kind=Kind.GROWTH, unit="%", base_unit="%")
    rate = replace(rate, span=Span(4, 8, "增长5%"), relative_to=one.span)
    quads = list(describe([reading(two, one, rate, text="各42个增长5%")]))
    statement = f"statement/{reading(text='各42个增长5%').document.id}/metric"
    assert said(f"{statement}/0-4", quads)[ZT.indicator] == {node("indicator/乙")}
    assert said(f"{statement}/0-4/2", quads)[ZT.indicator] == {node("indicator/甲")}
    assert said(f"{statement}/4-8", quads)[ZT.relativeTo] == {node(f"{statement}/0-4")}


def test_a_range_has_both_ends() -> None:
    ends = {"value_max": Decimal("5.5"), "base_max": Decimal(550000000)}
    money = {"unit": "亿元", "base_unit": "元", "kind": Kind.AMOUNT}
    low = {"value": Decimal("4.50"), "base_value": Decimal("4.50E+8")}
    [stated] = of(only(figure("4.50至5.5亿元", **low, **ends, **money)), ZT.MetricStatement)
    assert texts(stated[ZT.statedValue]) == {"4.5"}
    assert texts(stated[ZT.baseValue]) == {"450000000"}
    assert texts(stated[ZT.statedValueMax]) == {"5.5"}
    assert texts(stated[ZT.baseValueMax]) == {"550000000"}


def test_every_kind_of_figure_has_a_code() -> None:
    for kind in Kind:
        [stated] = of(only(figure(kind=kind)), ZT.MetricStatement)
        [code] = stated[ZT.kind]
        assert code.value.rpartition("#")[2].lower() == kind.value.replace("_", "")


def test_a_concept_names_the_indicator_and_the_words_are_kept() -> None:
    quads = only(figure(indicator="新签项目", concept="签约项目", aspect="新"))
    [stated] = of(quads, ZT.MetricStatement)
    assert stated[ZT.indicator] == {node("indicator/签约项目")}
    assert texts(stated[ZT.statedName]) == {"新签项目"}
    assert texts(stated[ZT.aspect]) == {"新"}
    concept = said("indicator/签约项目", quads)
    assert concept[SKOS.prefLabel] == concept[RDFS.label] == {zh("签约项目")}
    assert concept[SKOS.altLabel] == {zh("新签项目")}
    assert concept[SKOS.inScheme] == {node("scheme/indicators")}


def test_words_outside_the_scheme_have_its_concept_above_them() -> None:
    quads = only(figure(indicator="外资签约项目", broader="签约项目"))
    assert said("indicator/外资签约项目", quads)[SKOS.broader] == {node("indicator/签约项目")}
    assert said("indicator/签约项目", quads)[RDF.type] == {ZT.Indicator}


def test_units_have_scale_base_and_dimension() -> None:
    assert texts(said("unit/亿元")[ZT.scale]) == {"100000000"}
    assert said("unit/亿元")[ZT.baseUnit] == said("unit/元")[ZT.baseUnit] == {node("unit/元")}
    assert texts(said("unit/元")[ZT.scale]) == {"1"}
    assert texts(said("unit/亿元")[ZT.dimension]) == {"money"}
    assert said("unit/%25")[RDFS.label] == {zh("%")}


def test_a_unit_that_no_table_knows_takes_its_scale_from_the_figure() -> None:
    odd = {"unit": "打", "base_unit": "只", "value": Decimal(2), "base_value": Decimal(24)}
    quads = only(figure("2打", **odd))
    assert texts(said("unit/打", quads)[ZT.scale]) == {"12"}
    assert said("unit/打", quads)[ZT.baseUnit] == {node("unit/只")}


def test_an_official_holds_posts_each_with_its_own_statement() -> None:
    person = node("person/云岭省/宁湖市/松山高新区/李明远")
    body = "org/云岭省/宁湖市/松山高新区管委会"
    span = "0-20"
    second = said(f"statement/{NOVEMBER.id}/official/{span}/2")
    assert second[RDF.type] == {ZT.PostStatement}
    assert second[ORG.member] == {person}
    assert second[ORG.organization] == {node(body)}
    assert second[ORG.role] == {node("role/副主任")}
    assert second[ZT.post] == {node(f"{body}/post/副主任")}
    assert len(said(f"statement/{NOVEMBER.id}/official/{span}/1")[ZT.evidence]) == 1
    official = said("person/云岭省/宁湖市/松山高新区/李明远")
    assert official[ORG.holds] == {
        node(f"{body}/post/副主任"),
        node("org/云岭省/宁湖市/松山高新区党工委/post/委员"),
    }
    assert texts(official[FOAF.name]) == {"李明远"}
    post = said(f"{body}/post/副主任")
    assert post[RDFS.label] == {zh("松山高新区管委会副主任")}
    assert post[ORG.postIn] == {node(body)}


@pytest.mark.parametrize(("tenure", "code"), [("proposed", ZTC.proposed), ("former", ZTC.former)])
def test_who_does_not_hold_a_post_now_is_not_said_to(tenure: str, code: ox.NamedNode) -> None:
    posts = (Post("宁湖市政府", "市长"),)
    quads = only(Official(span=whole("张三"), name="张三", zone=CITY, posts=posts, tenure=tenure))
    [stated] = of(quads, ZT.PostStatement)
    assert stated[ZT.tenure] == {code}
    assert ORG.holds not in said("person/云岭省/宁湖市/张三", quads)


def test_an_official_without_a_post_is_mentioned() -> None:
    [stated] = of(only(Official(span=whole("张三"), name="张三", posts=())), ZT.EntityStatement)
    assert len(stated[ZT.about]) == 1


def test_a_reporter_is_a_creator_of_the_document() -> None:
    person = f"person/_/{NOVEMBER.id}/周文清"
    assert said(f"doc/{NOVEMBER.id}")[DCTERMS.creator] == {node(person)}
    assert said(person)[RDF.type] == {FOAF.Person}


def test_who_is_official_somewhere_is_no_mere_person() -> None:
    plain = Person(span=Span(0, 2, "张三"), name="张三", zone=CITY)
    held = Official(
        span=Span(2, 4, "张三"), name="张三", zone=CITY, posts=(Post("市政府", "市长"),)
    )
    quads = list(describe([reading(plain, held, text="张三张三")]))
    assert said("person/云岭省/宁湖市/张三", quads)[RDF.type] == {ZT.Official}


def test_the_status_of_a_policy_is_each_documents_own_word() -> None:
    path = "policy/云岭省/宁湖市/松山高新区/松山高新区支持种业发展若干措施"
    assert said(path)[RDF.type] == {ZT.PolicyDocument}
    assert ZT.policyStatus not in said(path)
    stated = [row for row in of(TWO, ZT.EntityStatement) if row[ZT.about] == {node(path)}]
    statuses = {(*texts(row[ZT.asOf]), *row[ZT.policyStatus]) for row in stated}
    assert statuses == {("2025-11-20", ZTC.consultation), ("2026-01-20", ZTC.issued)}
    assert {*texts(stated[0][ZT.statedName])} == {"《松山高新区支持种业发展若干措施》"}


def test_a_policy_with_all_that_can_be_said_of_it() -> None:
    policy = Policy(
        span=whole("《促进办法》"), zone=CITY, name="促进办法", kind=PolicyKind.DOCUMENT,
        number="宁政发〔2025〕7号", issuer="宁湖市政府、宁湖市商务局", date="2025-11",
        effective="2025-12-01", expires="2027-11-30", replaces=("旧办法", "老办法"),
        carries_out=("上级办法",),
    )  # fmt: skip
    row = said("policy/云岭省/宁湖市/促进办法", only(policy))
    assert texts(row[ZT.documentNumber]) == {"宁政发〔2025〕7号"}
    assert row[DCTERMS.publisher] == {
        node("org/云岭省/宁湖市政府"),
        node("org/云岭省/宁湖市商务局"),
    }
    assert row[DCTERMS.issued] == {ox.Literal("2025-11", datatype=vocab.XSD.gYearMonth)}
    assert row[ZT.effectiveDate] == {ox.Literal("2025-12-01", datatype=vocab.XSD.date)}
    assert row[ZT.expiryDate] == {ox.Literal("2027-11-30", datatype=vocab.XSD.date)}
    assert row[DCTERMS.replaces] == {node(f"policy/云岭省/宁湖市/{n}办法") for n in "旧老"}
    assert row[ZT.carriesOut] == {node("policy/云岭省/宁湖市/上级办法")}


def test_a_policy_that_another_names_is_the_documents_own() -> None:
    old = Policy(
        span=Span(0, 3, "旧办法"), zone=Place(("云岭省",)), name="旧办法", kind=PolicyKind.DOCUMENT
    )
    new = Policy(
        span=Span(4, 7, "新办法"), zone=CITY, name="新办法", kind=PolicyKind.DOCUMENT,
        replaces=("旧办法",),
    )  # fmt: skip
    quads = list(describe([reading(new, old, text="旧办法、新办法")]))
    assert said("policy/云岭省/宁湖市/新办法", quads)[DCTERMS.replaces] == {
        node("policy/云岭省/旧办法")
    }


def test_a_named_measure_keeps_its_quotes_in_the_label_only() -> None:
    row = said("policy/云岭省/宁湖市/松山高新区/一窗受理改革")
    assert row[RDF.type] == {ZT.PolicyMeasure}
    assert row[RDFS.label] == {zh("“一窗受理”改革")}


def test_an_event_of_another_year_is_another_event() -> None:
    event = Event(
        span=whole("种业论坛"), zone=HIGH, name="种业论坛", date="2024-05-01/2024-05-03",
        ordinal=2, organisers=("宁湖市商务局",), venue="会展中心",
    )  # fmt: skip
    row = said("event/云岭省/宁湖市/松山高新区/2024/种业论坛", only(event))
    assert texts(row[SCHEMA.startDate]) == {"2024-05-01"}
    assert texts(row[SCHEMA.endDate]) == {"2024-05-03"}
    assert texts(row[ZT.ordinal]) == {"2"}
    assert row[SCHEMA.organizer] == {node("org/云岭省/宁湖市商务局")}
    assert row[SCHEMA.location] == {zh("会展中心")}
    undated = said("event/云岭省/宁湖市/松山高新区/2025/第三届松山种业论坛")
    assert undated[RDF.type] == {ZT.Event}
    assert SCHEMA.startDate not in undated


def test_an_investment_is_a_figure_once() -> None:
    park = Project(span=whole("产业园（2亿元）"), zone=CITY, name="产业园", investor="云河集团",
                   investment=Decimal(2), unit="亿元", stage="开工")  # fmt: skip
    [stated] = of(only(park), ZT.MetricStatement)
    assert texts(stated[ZT.baseValue]) == {"200000000"}
    assert stated[ZT.aboutProject] == {node("project/云岭省/宁湖市/产业园")}
    given = figure("2亿元", project="产业园", zone=CITY)
    given = replace(given, span=Span(4, 7, "2亿元"))
    quads = list(describe([reading(park, given, text=park.span.quote)]))
    assert len(of(quads, ZT.MetricStatement)) == 1
    assert said("project/云岭省/宁湖市/产业园", quads)[SCHEMA.funder] == {
        node("org/云岭省/宁湖市/云河集团")
    }
    [mention] = of(quads, ZT.EntityStatement)
    assert texts(mention[ZT.projectStage]) == {"开工"}


def test_holder_and_speaker_are_the_documents_own_bodies_and_people() -> None:
    body = Organization(span=Span(0, 4, "云河集团"), name="云河集团", names=("云河",), zone=CITY)
    person = Person(span=Span(4, 6, "张三"), name="张三", zone=CITY)
    sold = figure("42个", zone=HIGH, holder="云河", speaker="张三")
    sold = replace(sold, span=Span(6, 9, "42个"))
    other = replace(sold, span=Span(9, 12, "42个"), speaker="李四", holder=None)
    text = "云河集团张三42个42个"
    quads = list(describe([reading(body, person, sold, other, text=text)]))
    first, second = sorted(of(quads, ZT.MetricStatement), key=lambda row: ZT.holder not in row)
    assert first[ZT.holder] == {node("org/云岭省/宁湖市/云河集团")}
    assert first[PROV.wasAttributedTo] == {node("person/云岭省/宁湖市/张三")}
    assert said("org/云岭省/宁湖市/云河集团", quads)[SKOS.altLabel] == {zh("云河")}
    [agent] = second[PROV.wasAttributedTo]
    assert said(agent.value.removeprefix(vocab.BASE), quads)[RDF.type] == {PROV.Agent}


def test_of_two_things_of_one_name_none_is_taken_for_the_one_that_is_meant() -> None:
    parks = [
        Project(span=Span(n, n + 1, "园"), name="产业园", zone=zone)
        for n, zone in enumerate((CITY, HIGH))
    ]
    spent = replace(figure("42个", project="产业园"), span=Span(2, 5, "42个"))
    quads = list(describe([reading(*parks, spent, text="园园42个")]))
    [stated] = of(quads, ZT.MetricStatement)
    lost = reading(text="园园42个").document.id
    assert stated[ZT.aboutProject] == {node(f"project/_/{lost}/产业园")}


def test_areas_have_parents_and_codes() -> None:
    zone = said("area/云岭省/宁湖市/松山高新区")
    assert zone[RDF.type] == {ZT.Zone}
    assert zone[ZT.partOf] == {node("area/云岭省/宁湖市")}
    assert said("area/云岭省/宁湖市")[RDF.type] == {ZT.AdministrativeArea}
    real = only(figure(zone=Place(("浙江省", "杭州市"), code="330100")))
    assert texts(said("area/浙江省/杭州市", real)[ZT.areaCode]) == {"330100"}
    assert texts(said("area/浙江省", real)[ZT.areaCode]) == {"330000"}  # of nobody but the tables


def test_a_zone_whose_city_nobody_said_is_the_documents_own() -> None:
    lost = Place(("松山高新区",), PlaceKind.ZONE)
    fact = Zone(span=whole("松山高新区"), name="松山高新区", zone=lost, names=("高新区",))
    quads = only(fact)
    area = f"area/_/{reading(text='松山高新区').document.id}/松山高新区"
    assert ZT.partOf not in said(area, quads)
    assert said(area, quads)[SKOS.altLabel] == {zh("高新区")}
    unknown = only(replace(fact, zone=None, city="宁湖市", province="云岭省"))
    assert said("area/云岭省/宁湖市/松山高新区", unknown)[RDF.type] == {ZT.Zone}


def test_a_mention_says_where_though_the_body_is_the_whole_countrys() -> None:
    quads = only(Organization(span=whole("海岳大学"), name="海岳大学", zone=HIGH))
    assert ZT.inZone not in said("org/海岳大学", quads)
    [mention] = of(quads, ZT.EntityStatement)
    assert mention[DCTERMS.spatial] == {node("area/云岭省/宁湖市/松山高新区")}


def test_the_label_is_the_form_used_most() -> None:
    names = ("“一码通”平台", "一码通平台", "一码通平台")
    facts = [Platform(span=Span(n, n + 1, "台"), name=name) for n, name in enumerate(names)]
    quads = list(describe([reading(*facts, text="台台台")]))
    [row] = of(quads, ZT.Platform)
    assert row[RDFS.label] == {zh("一码通平台")}
    assert row[SKOS.altLabel] == {zh("“一码通”平台")}


def test_a_rule_and_a_note_are_kept() -> None:
    [stated] = of(only(figure(rule="metric/plain", note="区域未定")), ZT.MetricStatement)
    assert texts(stated[ZT.rule]) == {"metric/plain"}
    assert stated[SKOS.note] == {zh("区域未定")}


# ---- documents and evidence ----


def test_a_document() -> None:
    document = Document(
        "sample",
        "无事。",
        "标题",
        dt.date(2025, 1, 2),
        CITY,
        "宁湖日报",
        ("a.md",),
        derived_text=True,
    )
    row = said(f"doc/{document.id}", describe([Reading(document, ())]))
    assert row[RDF.type] == {ZT.SourceDocument}
    assert row[DCTERMS.title] == {zh("标题")}
    assert texts(row[DCTERMS.issued]) == {"2025-01-02"}
    assert row[DCTERMS.spatial] == {node("area/云岭省/宁湖市")}
    assert texts(row[vocab.DC.publisher]) == {"宁湖日报"}
    assert texts(row[DCTERMS.source]) == {"a.md"}
    assert texts(row[SCHEMA.sha256]) == {document.sha256}
    assert texts(row[ZT.charLength]) == {"3"}
    assert texts(row[ZT.derivedText]) == {"true"}


def test_a_document_without_a_title_is_known_by_its_name() -> None:
    quads = list(describe([reading(text="无事。")]))
    assert of(quads, ZT.SourceDocument)[0][DCTERMS.title] == {zh("sample")}


def passages(quads: Iterable[ox.Quad]) -> list[tuple[int, int, str, str, str]]:
    rows = of(quads, OA.TextQuoteSelector)
    columns = (OA.start, OA.end, OA.prefix, OA.exact, OA.suffix)
    found = [[value.value for term in columns for value in row[term]] for row in rows]
    return sorted((int(row[0]), int(row[1]), *row[2:]) for row in found)


def test_evidence_is_quoted_with_its_sentence() -> None:
    text = "前一句。全区新签约项目42个，很好。后一句。"
    start = text.index("42个")
    fact = figure(span=Span(start, start + 3, "42个"))
    sentences = (Sentence(0, 4), Sentence(4, 18), Sentence(18, 22))
    quads = describe([Reading(Document("sample", text), (fact,), sentences=sentences)])
    assert passages(quads) == [(start, start + 3, "全区新签约项目", "42个", "，很好。")]


def test_a_long_sentence_is_cut_and_an_unknown_one_is_the_line() -> None:
    text = "头\n" + "长" * 200 + "42个" + "短" * 3 + "\n尾"
    fact = figure(span=Span(202, 205, "42个"))
    one = Reading(Document("sample", text), (fact,))
    assert passages(describe([one])) == [(202, 205, "长" * 160, "42个", "短" * 3)]
    known = replace(one, sentences=(Sentence(2, 208),))
    assert passages(describe([known])) == passages(describe([one]))


def test_two_statements_share_a_passage() -> None:
    same = [figure("42个", indicator=name) for name in ("甲", "乙")]
    quads = list(describe([reading(*same, text="42个")]))
    assert len(of(quads, ZT.Evidence)) == 1
    assert len(of(quads, ZT.MetricStatement)) == 2


def test_a_run_tells_what_it_read() -> None:
    runs = of(TWO, PROV.Activity)
    assert {next(iter(row[PROV.used])) for row in runs} == {
        node(f"doc/{page.document.id}") for page in (november(), january())
    }
    [run] = said(metric("3.6亿元"))[PROV.wasGeneratedBy]
    assert said(run.value.removeprefix(vocab.BASE))[PROV.used] == {node(f"doc/{NOVEMBER.id}")}


# ---- derived statements and conflicts ----


def test_an_annual_target_is_derived() -> None:
    derived, *rest = of(TWO, ZT.DerivedStatement)
    assert not rest
    assert texts(derived[ZT.baseValue]) == texts(derived[ZT.statedValue]) == {"450000000"}
    assert derived[ZT.unit] == {node("unit/元")}
    assert derived[ZT.modality] == {ZTC.target}
    assert derived[ZT.qualifier] == {ZTC.about}
    assert derived[ZT.indicator] == {node("indicator/进出口总额")}
    assert derived[PROV.wasDerivedFrom] == {node(metric("3.6亿元")), node(metric("80%"))}
    assert texts(derived[ZT.period]) == {"2025"}
    assert texts(derived[ZT.asOf]) == {"2025-11-20"}
    assert ZT.evidence not in derived


def test_conflicts_are_found_across_documents() -> None:
    [conflict] = of(TWO, ZT.Conflict)
    assert conflict[ZT.conflictKind] == {ZTC.valueConflict}
    quotes = {member.value for member in conflict[ZT.conflictMember]}
    assert node(metric("500万元")).value in quotes
    assert len(quotes) == 2


def on_a_day(name: str, *facts: Fact) -> Reading:
    text = "".join(fact.span.quote for fact in facts)
    return Reading(Document(name, text, date=dt.date(2025, 11, 20)), facts)


def test_one_day_two_holders_of_a_single_post_conflict() -> None:
    def holder(name: str, title: str) -> Official:
        return Official(span=whole(name), name=name, zone=CITY, posts=(Post("宁湖市政府", title),))

    for title, count in (("市长", 1), ("副市长", 0)):
        pages = [on_a_day("a", holder("张三", title)), on_a_day("b", holder("李四", title))]
        found = of(describe(pages), ZT.Conflict)
        assert [row[ZT.conflictKind] for row in found] == [{ZTC.postConflict}] * count


def test_who_held_a_post_before_is_in_no_conflict_with_who_holds_it() -> None:
    posts = (Post("宁湖市政府", "市长"),)
    now = Official(span=whole("张三"), name="张三", zone=CITY, posts=posts)
    before = Official(span=whole("李四"), name="李四", zone=CITY, posts=posts, tenure="former")
    pages = [on_a_day("a", now), on_a_day("b", before)]
    assert not of(describe(pages), ZT.Conflict)


def test_one_day_two_statuses_conflict_unless_they_go_together() -> None:
    def policy(status: PolicyStatus) -> Policy:
        words = whole("《办法》")
        return Policy(span=words, name="办法", zone=CITY, kind=PolicyKind.DOCUMENT, status=status)

    pairs = {PolicyStatus.REVISED: 0, PolicyStatus.PLANNED: 1, PolicyStatus.REPEALED: 1}
    for status, count in pairs.items():
        pages = [on_a_day("a", policy(PolicyStatus.ISSUED)), on_a_day("b", policy(status))]
        found = of(describe(pages), ZT.Conflict)
        assert [row[ZT.conflictKind] for row in found] == [{ZTC.statusConflict}] * count


def test_a_total_and_its_part_do_not_conflict() -> None:
    more = {"zone": CITY, "period": "2025"}
    total = figure("42个", **more)
    part = replace(figure("10个", **more), value=Decimal(10), base_value=Decimal(10))
    part = replace(part, span=Span(3, 6, "10个"), component_of=total.span)
    assert not of(describe([on_a_day("a", total, part)]), ZT.Conflict)
    assert of(describe([on_a_day("a", total, replace(part, component_of=None))]), ZT.Conflict)


# ---- what holds for every graph ----


@pytest.fixture(params=["two pages", "gold"])
def quads(request: pytest.FixtureRequest) -> list[ox.Quad]:
    return TWO if request.param == "two pages" else list(describe(gold_readings()))


def test_each_triple_lies_in_one_graph(quads: list[ox.Quad]) -> None:
    assert len(quads) == len({quad.triple for quad in quads})


def test_there_are_no_blank_nodes(quads: list[ox.Quad]) -> None:
    terms = {type(term) for quad in quads for term in (quad.subject, quad.object, quad.graph_name)}
    assert terms == {ox.NamedNode, ox.Literal}


def test_every_term_is_in_the_vocabulary(quads: list[ox.Quad]) -> None:
    closed = {term for space in vocab.NAMESPACES.values() for term in space}
    used = {quad.predicate for quad in quads}
    used |= {quad.object for quad in quads if quad.predicate == RDF.type}
    assert used <= closed


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own
def test_both_engines_read_the_same(quads: list[ox.Quad]) -> None:
    lines = serialize.to_nquads(quads)
    store = ox.Store()
    store.load(lines, format=ox.RdfFormat.N_QUADS)
    dataset = rdflib.Dataset().parse(data=lines, format="nquads")
    theirs = {(str(s), str(p), str(o), str(g)) for s, p, o, g in dataset.quads() if g is not None}
    ours = {(q.subject.value, q.predicate.value, q.object.value, q.graph_name.value) for q in quads}
    assert len(store) == len(theirs) == len(quads)
    assert theirs == ours


def test_every_passage_is_what_the_text_says(quads: list[ox.Quad]) -> None:
    pages = [november(), january()] if quads is TWO else gold_readings()
    texts_of = {f"{vocab.BASE}doc/{page.document.id}": page.document.text for page in pages}
    exact = {quad.subject.value: quad.object.value for quad in quads if quad.predicate == OA.exact}
    assert exact
    for iri, words in exact.items():
        source, _, offsets = iri.partition("#char=")
        start, end = map(int, offsets.split(","))
        assert texts_of[source][start:end] == words


def test_everything_shared_is_in_a_shared_graph() -> None:
    own = {
        quad.graph_name for quad in TWO if quad.graph_name.value.startswith(vocab.DOCUMENT_GRAPH)
    }
    assert len(own) == 2
    shared = {quad.subject.value for quad in TWO if quad.graph_name in {G.entities, G.vocab}}
    private = {quad.subject.value for quad in TWO if quad.graph_name in own}
    assert not shared & private


def test_the_order_of_documents_changes_no_byte() -> None:
    assert serialize.to_nquads(describe([january(), november()])) == serialize.to_nquads(TWO)


def test_a_document_twice_is_a_document_once() -> None:
    assert len(list(describe([november(), january(), november()]))) == len(TWO)


def test_no_graph_without_documents_but_the_catalogue() -> None:
    assert {quad.graph_name for quad in describe([])} == {G.catalog}


def test_another_base() -> None:
    base = "https://data.example.cn/kg/"
    quads = list(describe([november()], base=base))
    ours = {str(vocab.ZT), str(vocab.G)}
    assert not any(vocab.BASE in str(quad.triple) for quad in quads)
    assert any(str(space) in str(quad) for quad in quads for space in ours)
    assert any(quad.subject.value.startswith(f"{base}statement/") for quad in quads)


@pytest.mark.parametrize("base", ["", "kg/", "https://example.cn/kg", "https:///", "https://a b/"])
def test_a_base_that_is_none(base: str) -> None:
    with pytest.raises(UsageError, match="IRI"):
        list(describe([], base=base))


PRINT = """
import hashlib
from two_pages import january, november
from zhengtu import serialize
from zhengtu.conformance import Severity
from zhengtu.describe import describe
quads = list(describe([november(), january()]))
print(hashlib.sha256(serialize.to_nquads(quads).encode()).hexdigest())
print(hashlib.sha256(serialize.to_turtle(quads).encode()).hexdigest())
"""


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    def run(seed: str) -> bytes:
        path = os.pathsep.join(sys.path)
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        return subprocess.run(
            [sys.executable, "-c", PRINT], env=env, capture_output=True, check=True
        ).stdout

    assert run("0") == run("1") == run("4711")


HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "高新区\"'\\<>{}|^`%#?/_.:\n\r\t\0 \u202e\u200b\ufeff\ud800\ufffe\U000e0001"
        ),
        st.characters(exclude_categories=()),
    ),
    min_size=1,
    max_size=12,
)


@given(HOSTILE, HOSTILE, HOSTILE)
@settings(max_examples=60)
def test_names_may_be_anything(name: str, other: str, quote: str) -> None:
    place = Place((name, other), PlaceKind.ZONE)
    common: dict[str, Any] = {"span": whole(quote), "zone": place}
    page = reading(
        figure(quote, zone=place, indicator=name, unit=other, base_unit=name, period=name,
               project=other, holder=name, speaker=other, concept=other, broader=name),
        Official(**common, name=name, posts=(Post(other, name),)),
        Person(**common, name=other, role=name),
        Zone(**common, name=name, names=(other,)),
        Policy(**common, name=name, kind=PolicyKind.DOCUMENT, issuer=other, number=name, date=other),
        Event(**common, name=name, date=other, venue=name),
        Project(**common, name=name, investor=other, stage=name),
        Organization(**common, name=name, names=(other,)),
        Platform(**common, name=name),
        text=quote, title=name, publisher=other,
    )  # fmt: skip
    made = list(describe([page]))
    assert len(made) == len({quad.triple for quad in made})
    lines = serialize.to_nquads(made)
    assert set(ox.parse(lines, format=ox.RdfFormat.N_QUADS)) == set(made)
    turtle = serialize.to_turtle(made)
    triples = {quad.triple for quad in made}
    assert {q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == triples
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == len(triples)


def test_what_careful_readers_find_conforms_to_the_shapes() -> None:
    report = validate(store_of(*gold_readings()))
    assert [result for result in report.results if result.severity == Severity.VIOLATION] == []
