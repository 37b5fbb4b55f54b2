"""The indicator scheme: the table holds together, and the Turtle says what the table says."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from zhengtu import resources
from zhengtu.errors import LexiconError
from zhengtu.indicator_scheme import turtle
from zhengtu.lexicon import parse_table
from zhengtu.recognise.concept import Scheme, key, parse_scheme, scheme
from zhengtu.recognise.indicator import indicators
from zhengtu.recognise.unit import units
from zhengtu.vocab import BASE, ZT

CONCEPTS = scheme().concepts
HEADER = "concept en alt under dimension kind broader field head note".replace(" ", "\t")
FIELD = "茶业\ttea\t\t\t\t\t\t茶业\tno"
TEA = "茶园面积\ttea gardens\t茶园\t\tarea\tquantity\t\t茶业\tyes"
DIMENSIONS = frozenset({"area", "mass", "money"})


def parse(*lines: str) -> Scheme:
    rows = parse_table("\n".join((HEADER, *lines)), "indicators.tsv")
    return parse_scheme(rows, dimensions=DIMENSIONS)


def test_a_row_becomes_a_concept() -> None:
    line = "茶叶产量\ttea output\t茶产量|=茶叶\t春茶产量\tmass\tquantity\t茶园面积\t茶业\tyes\t干茶"
    tea = parse(FIELD, TEA, line).concepts["茶叶产量"]
    assert (tea.en, tea.alt, tea.under, tea.note) == (
        "tea output", ("茶产量", "茶叶"), ("春茶产量",), "干茶",
    )  # fmt: skip
    assert (tea.dimensions, tea.kind, tea.broader, tea.field) == (
        ("mass",), "quantity", "茶园面积", "茶业",
    )  # fmt: skip
    assert (tea.alone, tea.head, tea.is_field) == (frozenset({"茶叶"}), True, False)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("茶园面积\tgardens\t\t\tarea\tquantity\t\t茶业\tyes", "重复"),
        ("茶产量\t\t\t\tmass\tquantity\t\t茶业\tyes", "没有英文名"),
        ("茶产量\toutput\t\t\tmass\tsize\t\t茶业\tyes", "kind 列"),
        ("茶产量\toutput\t\t\tweight\tquantity\t\t茶业\tyes", "dimension 列"),
        ("茶产量\toutput\t\t\t\tquantity\t\t茶业\tyes", "dimension 列"),
        ("茶产量\toutput\t\t\tmass\tquantity\t\t茶业\tmaybe", "head 列"),
        ("茶产量\toutput\t茶||叶\t\tmass\tquantity\t\t茶业\tyes", "空"),
        ("茶产量\toutput\t\t\tmass\tquantity\t\t酒业\tyes", "没有领域"),
        ("茶产量\toutput\t\t\tmass\tquantity\t\t茶园面积\tyes", "没有领域"),
        ("茶产量\toutput\t\t\tmass\tquantity\t产量\t茶业\tyes", "没有上位指标"),
        ("茶产量\toutput\t\t\tmass\tquantity\t茶业\t茶业\tyes", "没有上位指标"),
        ("茶产量\toutput\t\t\tmass\tquantity\t茶产量\t茶业\tyes", "在自己之上"),
        ("茶产量\toutput\t“茶园”\t\tmass\tquantity\t\t茶业\tyes", "已属于 茶园面积"),
        ("茶产量\toutput\t\t茶园\tmass\tquantity\t\t茶业\tyes", "已属于 茶园面积"),
    ],
)
def test_a_wrong_line_is_said_with_its_place(line: str, what: str) -> None:
    with pytest.raises(LexiconError) as error:
        parse(FIELD, TEA, line)
    assert error.value.where == "indicators.tsv:4"
    assert what in error.value.what.replace("两个 | 之间没有名称", "空")
    assert error.value.hint


def test_two_concepts_above_each_other_are_refused() -> None:
    one = "茶产量\toutput\t\t\tmass\tquantity\t茶产值\t茶业\tyes"
    two = "茶产值\tvalue\t\t\tmoney\tamount\t茶产量\t茶业\tyes"
    with pytest.raises(LexiconError, match="在自己之上"):
        parse(FIELD, one, two)


def test_a_row_of_another_table_replaces_the_concept() -> None:
    own = "茶园面积\ttea land\t\t\tarea\tquantity\t\t茶业\tyes"
    rows = [
        *parse_table(f"{HEADER}\n{FIELD}\n{TEA}", "indicators.tsv"),
        *parse_table(f"{HEADER}\n{own}", "own/indicators.tsv"),
    ]
    assert parse_scheme(rows, dimensions=DIMENSIONS).concepts["茶园面积"].en == "tea land"


def test_the_scheme_is_large_and_has_fields() -> None:
    fields = [one for one in CONCEPTS.values() if one.is_field]
    assert len(CONCEPTS) - len(fields) >= 450
    assert {one.field for one in CONCEPTS.values()} == {one.name for one in fields}


def test_a_name_has_no_time_place_aspect_or_growth() -> None:
    forbidden = re.compile(r"\d年|同比|环比|增速|增长$|增幅|累计|我省|我市|全省$|全市")
    assert [name for name in CONCEPTS if forbidden.search(name)] == []


def test_every_dimension_is_one_that_units_have() -> None:
    known = {unit.dimension for unit in units().by_symbol.values()}
    assert {name for one in CONCEPTS.values() for name in one.dimensions} <= known


# ---- the Turtle ----

TURTLE = turtle()
GRAPH = Graph().parse(data=TURTLE, format="turtle")
SCHEME = URIRef(f"{BASE}scheme/indicators")
INDICATOR = URIRef(ZT.Indicator.value)


def iri(name: str) -> URIRef:
    (found,) = GRAPH.subjects(SKOS.prefLabel, Literal(name, lang="zh"))
    return found


def test_the_file_is_current() -> None:
    # regenerate: python -c "from zhengtu import indicator_scheme as s; print(s.turtle(), end='')"
    assert resources.ontology("indicators.ttl").read_text("utf-8") == TURTLE


def test_both_parsers_read_the_same_triples() -> None:
    read = {quad.triple for quad in ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)}
    assert len(read) == len(GRAPH)
    assert not any(isinstance(triple.subject, ox.BlankNode) for triple in read)


def test_every_concept_has_an_iri_of_its_own() -> None:
    indicators_, fields = (
        set(GRAPH.subjects(RDF.type, INDICATOR)),
        set(GRAPH.subjects(SKOS.topConceptOf, SCHEME)),
    )
    assert len(indicators_ | fields) == len(indicators_) + len(fields) == len(CONCEPTS)
    assert iri("“高效办成一件事”") == URIRef(f"{BASE}indicator/高效办成一件事")


@pytest.mark.parametrize("name", ["规模以上工业增加值", "上市公司", "耕地面积", "公共安全"])
def test_the_turtle_says_what_the_row_says(name: str) -> None:
    concept, subject = CONCEPTS[name], iri(name)
    said = {
        predicate: sorted(str(value) for value in GRAPH.objects(subject, predicate))
        for predicate in (SKOS.altLabel, SKOS.hiddenLabel, URIRef(ZT.dimension.value))
    }
    assert list(said.values()) == [
        sorted(concept.alt), sorted(concept.under), sorted(concept.dimensions),
    ]  # fmt: skip
    assert Literal(concept.en, lang="en") in GRAPH.objects(subject, SKOS.prefLabel)
    assert SCHEME in GRAPH.objects(subject, SKOS.inScheme)


def test_a_concept_lies_below_its_own_field() -> None:
    """A bond that crosses fields (上市公司 is an enterprise, and of finance) keeps both."""
    above = set(GRAPH.objects(iri("上市公司"), SKOS.broader))
    assert above == {iri("企业"), iri("金融")}
    for concept in CONCEPTS.values():
        if not concept.is_field:
            way = set(GRAPH.transitive_objects(iri(concept.name), SKOS.broader))
            assert iri(concept.field) in way, concept.name


def test_no_name_is_said_of_two_concepts() -> None:
    """SKOS S13 and S14, over preferred, alternative and hidden labels alike."""
    owners: dict[str, URIRef] = {}
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for subject, label in GRAPH.subject_objects(predicate):
            if subject != SCHEME and label.language == "zh":
                assert owners.setdefault(key(str(label)), subject) == subject, label
    assert len(owners) > len(indicators().exact)
