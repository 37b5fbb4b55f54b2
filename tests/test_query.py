"""Asking: queries are found or missed politely, values stay values, nothing runs away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.plugins.sparql.results.jsonresults import JSONResult

from zhengtu import query
from zhengtu.answer import render
from zhengtu.errors import QueryError
from zhengtu.sparql import QuerySyntaxError
from zhengtu.vocab import RDF, RDFS, SKOS, XSD, ZT

if TYPE_CHECKING:
    from pathlib import Path

    from zhengtu.answer import Answer

GRAPH = NamedNode("https://example.com/graph/one")
LAKE, HILL = (NamedNode(f"https://example.com/area/{name}") for name in ("临湖区", "松山区"))
ALL = "SELECT ?area ?name { ?area rdfs:label ?name } ORDER BY ?name"


def small(*more: Quad) -> ox.Store:
    """Two areas with names, one of them with another name."""
    store = ox.Store()
    store.extend(
        [
            Quad(LAKE, RDFS.label, Literal("临湖区", language="zh"), GRAPH),
            Quad(LAKE, SKOS.altLabel, Literal("湖区", language="zh"), GRAPH),
            Quad(LAKE, ZT.ordinal, Literal(7), GRAPH),
            Quad(HILL, RDFS.label, Literal("松山区", language="zh"), GRAPH),
            Quad(HILL, ZT.ordinal, Literal(42), GRAPH),
            *more,
        ]
    )
    return store


def names(answer: Answer) -> list[str]:
    return [row[-1] for row in answer.rows]


# ---- finding a query


def test_lists_the_shipped_queries_with_chinese_titles() -> None:
    listed = query.listing()
    assert len(listed) >= 25
    assert [asked.name for asked in listed] == sorted(asked.name for asked in listed)
    for asked in listed:
        assert asked.title, asked.name
        assert asked.question.endswith("？"), asked.name
        assert asked.english.endswith(("?", ".")), asked.name


def test_the_catalogue_is_an_answer_like_any_other() -> None:
    catalogue = query.catalogue()
    assert [row[0] for row in catalogue.rows] == [asked.name for asked in query.listing()]
    assert "数据立方体" in render(catalogue)
    assert "zone" in render(catalogue, width=100)


def test_finds_by_name_text_and_path(tmp_path: Path) -> None:
    file = tmp_path / "我的 查询.rq"
    file.write_text("# title: 我的\nASK { ?s ?p ?o }", encoding="utf-8-sig")
    assert query.find("zones").title == "功能区"
    assert query.find(str(file)).title == "我的"
    assert query.find("ASK { ?s ?p ?o }").text == "ASK { ?s ?p ?o }"
    assert query.find("describe <https://example.com/a>").parameters == ()


def test_a_near_miss_is_told_the_near_names() -> None:
    with pytest.raises(QueryError) as caught:
        query.find("zonse")
    assert "zones" in caught.value.hint
    assert caught.value.where == "zonse"


@pytest.mark.parametrize("text", ["没有.rq", "x" * 5000, "", "\0"])
def test_what_is_no_query_is_an_error(text: str) -> None:
    with pytest.raises(QueryError):
        query.find(text)


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "broken.rq"
    file.write_bytes(b"ASK { ?s ?p '\xff' }")
    with pytest.raises(QueryError) as caught:
        query.find(str(file))
    assert caught.value.where == str(file)
    with pytest.raises(QueryError, match="读不出"):
        query.find(str(tmp_path / "missing.rq"))


def test_reads_the_header() -> None:
    header = "# title: 甲\n# param at ?p integer: 位置 (place)\n# param zone ?z: 区域\n"
    text = header + "ASK { ?z ?y ?p }"
    asked = query.parse(text, name="mine")
    assert asked.title == "甲"
    assert asked.parameters == (
        query.Parameter("at", "p", "integer", "位置 (place)"),
        query.Parameter("zone", "z", "name", "区域"),
    )


# ---- asking


def test_needs_no_prefix_declarations() -> None:
    assert names(query.run(small(), ALL)) == ["临湖区", "松山区"]


def test_asks_all_graphs_together_unless_from_says_which() -> None:
    other = NamedNode("https://example.com/graph/two")
    store = small(Quad(LAKE, RDFS.label, Literal("Lake"), other))
    assert len(query.run(store, ALL).rows) == 3
    only = ALL.replace(" {", f" FROM <{other.value}> {{", 1)
    assert names(query.run(store, only)) == ["Lake"]
    prefixed = "PREFIX e: <https://example.com/graph/> " + ALL.replace(" {", " FROM e:two {", 1)
    assert names(query.run(store, prefixed)) == ["Lake"]


def test_refuses_a_graph_that_is_not_there() -> None:
    with pytest.raises(QueryError, match="图中没有 <https:"):
        query.run(small(), ALL.replace(" {", "\nFROM <https://example.com/remote> {", 1))


def test_refuses_service_by_whatever_way_it_comes(tmp_path: Path) -> None:
    text = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    file = tmp_path / "far.rq"
    file.write_text(text, encoding="utf-8")
    for asked in (text, str(file), query.parse(text)):
        with pytest.raises(QueryError, match="SERVICE"):
            query.run(small(), asked)


def test_a_fault_is_shown_with_a_caret() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        query.run(small(), "SELECT * {\n  ?s rdfs:label '临湖区' ?x }")
    assert caught.value.where == "query:2:23"
    assert str(caught.value).endswith("\n  ?s rdfs:label '临湖区' ?x }\n" + " " * 25 + "^")


def test_a_lone_surrogate_does_no_harm() -> None:
    with pytest.raises(QueryError):
        query.run(small(), "ASK { ?s ?p '\ud800' }")
    assert query.run(small(), ALL, params={"name": "\ud800"}).rows == ()


def test_limit_stops_and_says_so() -> None:
    assert query.run(small(), ALL, limit=1).complete is False
    assert names(query.run(small(), ALL, limit=1)) == ["临湖区"]
    assert query.run(small(), ALL, limit=2).complete is True


def test_gives_up_in_time() -> None:
    store = ox.Store()
    store.extend(Quad(NamedNode(f"a:{n}"), RDF.type, ZT.Area) for n in range(500))
    crossed = "SELECT (COUNT(*) AS ?n) { ?a a ?x . ?b a ?x . ?c a ?x . ?d a ?x FILTER(?a != ?d) }"
    with pytest.raises(QueryError, match="放弃"):
        query.run(store, crossed, timeout=0.05)


# ---- values


@pytest.mark.parametrize("value", ["临湖区", "湖区", LAKE.value])
def test_a_thing_is_named_by_name_other_name_or_iri(value: str) -> None:
    assert names(query.run(small(), ALL, params={"area": value})) == ["临湖区"]


@pytest.mark.parametrize(("value", "found"), [("7", ["7"]), ("42", ["42"]), ("4", [])])
def test_a_number_is_named_by_its_text(value: str, found: list[str]) -> None:
    text = "SELECT ?n { ?area zt:ordinal ?n }"
    assert names(query.run(small(), text, params={"n": value})) == found


HOSTILE = [
    '临湖区" || true || "',
    "临湖区') || (1=1",
    "临湖区\\",
    "} UNION { ?area rdfs:label ?name",
    "*/ #",
    "\n\r\t\0",
    "</script>\u202e",
    "临湖区\ufffe",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_never_read_as_sparql(value: str) -> None:
    assert names(query.run(small(), ALL, params={"name": value})) == []
    strange = NamedNode("https://example.com/area/strange")
    store = small(Quad(strange, RDFS.label, Literal(value, language="zh"), GRAPH))
    for name in ("name", "area"):
        assert names(query.run(store, ALL, params={name: value})) == [value]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_value_finds_only_itself(value: str) -> None:
    store = small(Quad(HILL, SKOS.altLabel, Literal(value), GRAPH))
    expected = {"临湖区": ["临湖区", "松山区"], "湖区": ["临湖区", "松山区"]}.get(value, ["松山区"])
    expected = ["临湖区", "松山区"] if value == LAKE.value else expected
    assert names(query.run(store, ALL, params={"area": value})) == expected


AT = """# param at ?at integer: 位置
# param day ?day date: 日期
SELECT ?n { ?area zt:ordinal ?n FILTER(!BOUND(?at) || ?n = ?at)
  FILTER(!BOUND(?day) || ?day < "2026-01-01"^^xsd:date) } ORDER BY ?n"""


def test_typed_values_go_into_the_pattern() -> None:
    assert names(query.run(small(), AT)) == ["7", "42"]
    assert names(query.run(small(), AT, params={"at": "42"})) == ["42"]
    assert names(query.run(small(), AT, params={"day": "2025-12-31"})) == ["7", "42"]
    assert names(query.run(small(), AT, params={"day": "2026-12-31"})) == []


@pytest.mark.parametrize(("name", "value"), [("at", "七"), ("at", "1 2"), ("day", "2025-02-30")])
def test_a_typed_value_of_another_type_is_an_error(name: str, value: str) -> None:
    with pytest.raises(QueryError, match=value):
        query.run(small(), AT, params={name: value})


def test_an_unknown_parameter_is_told_the_known_ones() -> None:
    with pytest.raises(QueryError, match="at, day"):
        query.run(small(), AT, params={"zone": "临湖区"})
    with pytest.raises(QueryError, match="无"):
        query.run(small(), "DESCRIBE <https://example.com/a>", params={"zone": "x"})


def test_a_name_that_nothing_bears_is_told_the_near_ones() -> None:
    answer = query.run(small(), ALL, params={"area": "临湖"})
    assert answer.rows == ()
    assert "图中没有叫 临湖 的东西" in answer.note
    assert "临湖区" in answer.note
    assert query.run(small(), ALL, params={"area": "临湖区"}).note == ""


# ---- answers


def test_table_and_csv_of_a_select() -> None:
    answer = query.run(small(), "SELECT ?name (7 AS ?n) { <%s> rdfs:label ?name }" % HILL.value)  # noqa: UP031 - braces
    assert render(answer) == "姓名    n\n──────  ─\n松山区  7\n"
    assert render(answer, form="csv") == "name,n\r\n松山区,7\r\n"
    assert render(answer, form="tsv") == "name\tn\r\n松山区\t7\r\n"


def test_no_cell_of_a_csv_is_a_formula() -> None:
    answer = query.run(ox.Store(), "SELECT ('=1+1' AS ?a) (-3.5 AS ?b) { }")
    assert render(answer, form="csv") == "a,b\r\n'=1+1,-3.5\r\n"


def test_json_is_that_of_the_standard() -> None:
    text = """SELECT ?a ?b ?c ?d ?e { VALUES (?a ?b ?c ?d ?e) {
      (<https://example.com/a> "临湖"@zh "plain" "2025-10-31"^^xsd:date UNDEF) } }"""
    written = render(query.run(small(), text), form="json")
    assert json.loads(written)["results"]["bindings"][0] == {
        "a": {"type": "uri", "value": "https://example.com/a"},
        "b": {"type": "literal", "value": "临湖", "xml:lang": "zh"},
        "c": {"type": "literal", "value": "plain"},
        "d": {"type": "literal", "value": "2025-10-31", "datatype": f"{XSD}date"},
    }
    assert [str(v) for v in JSONResult(json.loads(written)).vars] == ["a", "b", "c", "d", "e"]


def test_ask_in_all_its_formats() -> None:
    answer = query.run(small(), "ASK { ?s rdfs:label '临湖区'@zh }")
    assert answer.boolean is True
    assert render(answer) == "answer\n──────\ntrue\n"
    assert json.loads(render(answer, form="json")) == {"head": {}, "boolean": True}
    with pytest.raises(QueryError, match="ttl"):
        render(answer, form="ttl")


@pytest.mark.parametrize(
    "text", ["CONSTRUCT WHERE { ?s rdfs:label ?o }", f"DESCRIBE <{HILL.value}> <{LAKE.value}>"]
)
def test_triples_are_written_as_sorted_turtle(text: str) -> None:
    answer = query.run(small(), text)
    written = render(answer, form="ttl")
    assert set(ox.parse(written, format=ox.RdfFormat.TURTLE)) == {
        Quad(*triple) for triple in answer.triples
    }
    assert list(answer.triples) == sorted(answer.triples, key=str)
    assert render(answer, form="csv").startswith("subject,predicate,object\r\n")
    with pytest.raises(QueryError, match="ttl"):
        render(answer, form="json")


def test_rows_are_no_turtle() -> None:
    with pytest.raises(QueryError, match="SELECT"):
        render(query.run(small(), ALL), form="ttl")
    with pytest.raises(QueryError, match="table, csv"):
        render(query.run(small(), ALL), form="html")
