"""Quads as bytes: sorted, the same every time, and pleasant to read."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from two_pages import january, november
from zhengtu import serialize, vocab
from zhengtu.describe import describe, literal

TWO = list(describe([november(), january()]))
TURTLE = serialize.to_turtle(TWO)
HEAD, *PARTS = re.split(r"^#### (.*) ####\n", TURTLE, flags=re.MULTILINE)
PART = dict(zip(PARTS[::2], PARTS[1::2], strict=True))


def subjects(part: str) -> list[str]:
    return re.findall(r"^<([^>]*)>", part, flags=re.MULTILINE)


def test_nquads_are_sorted_by_code_point() -> None:
    lines = serialize.to_nquads(TWO[::-1]).removesuffix("\n").split("\n")
    assert lines == sorted(lines)
    assert len(lines) == len(TWO)


def test_a_line_separator_inside_a_literal_ends_no_line() -> None:
    node = ox.NamedNode("https://example.org/a")
    quads = [ox.Quad(node, node, ox.Literal("a\u2028b\r\nc\u0085d"))]
    text = serialize.to_nquads(quads)
    assert text.count("\n") == 1
    assert list(ox.parse(text, format=ox.RdfFormat.N_QUADS)) == quads


def test_turtle_says_the_triples_in_both_engines() -> None:
    triples = {quad.triple for quad in TWO}
    assert {quad.triple for quad in ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)} == triples
    theirs = rdflib.Graph().parse(data=TURTLE, format="turtle")
    assert isomorphic(theirs, serialize.to_rdflib(TWO))


def test_turtle_does_not_depend_on_the_order_of_quads() -> None:
    assert serialize.to_turtle(sorted(TWO, key=str)) == TURTLE


def test_turtle_declares_the_prefixes_in_use_and_no_other() -> None:
    declared = re.findall(r"^@prefix (\w+): <(.*)> \.$", HEAD, flags=re.MULTILINE)
    assert declared == sorted(declared)
    body = TURTLE.removeprefix(HEAD)
    for prefix, iri in declared:
        assert re.search(rf"(?:^|[\s^]){prefix}:", body), prefix
        assert f"<{iri}" not in body


def test_turtle_has_its_parts_in_reading_order() -> None:
    titles = [title for title, _ in serialize.SECTIONS]
    assert list(PART) == [title for title in titles if title in PART]
    assert "其他 other" not in PART
    kinds = {subject.split("/")[0] for subject in subjects(PART["机构与职位 bodies and posts"])}
    assert kinds == {"org"}


def test_a_statement_comes_with_its_evidence_in_the_order_of_the_text() -> None:
    listed = subjects(PART["陈述与证据 statements and evidence"])
    found = [re.search(r"([^/#]+)(?:/\w+/|#char=)(\d+)[-,](\d+)", iri) for iri in listed]
    places = [(m[1], int(m[2]), int(m[3])) for m in found if m]
    assert len(places) == len(listed)
    assert places == sorted(places)
    at = next(n for n, iri in enumerate(listed) if "/metric/" in iri)
    assert ["/metric/" in listed[at], "/span/" in listed[at + 1], "#char=" in listed[at + 2]] == [
        True
    ] * 3


def test_a_subject_says_its_type_first_and_its_label_second() -> None:
    blocks = PART["区域 areas"].strip().split("\n\n")
    assert all(re.match(r"<area/[^>]*> a zt:\w+ ;\n  rdfs:label ", block) for block in blocks)


def test_iris_are_written_relative_to_the_base() -> None:
    base = "https://data.example.cn/kg/"
    text = serialize.to_turtle(describe([november()], base=base), base=base)
    assert text.startswith(f"@base <{base}> .\n")
    assert f"<{base}" not in text.split("\n", 1)[1]
    assert vocab.BASE not in text


def test_any_graph_can_be_written() -> None:
    """What a CONSTRUCT gives has classes of its own, or blank nodes."""
    odd = '<x:a> a <x:B> ; <x:p> _:b , "1"^^<x:d> . _:b <x:p> "a"@en .'
    quads = list(ox.parse(odd, format=ox.RdfFormat.TURTLE))
    text = serialize.to_turtle(quads)
    assert "#### 其他 other ####" in text
    one, two = (rdflib.Graph().parse(data=data, format="turtle") for data in (odd, text))
    assert isomorphic(one, two)
    assert isomorphic(one, serialize.to_rdflib(quads))


def test_nothing_is_written_as_nothing() -> None:
    assert serialize.to_nquads([]) == ""
    assert serialize.to_turtle([]) == f"@base <{vocab.BASE}> .\n"


def test_rdflib_gets_every_triple_prefix_and_spelling() -> None:
    graph = serialize.to_rdflib(TWO)
    assert len(graph) == len(TWO)
    bound = {prefix: str(iri) for prefix, iri in graph.namespaces()}
    assert bound == vocab.PREFIXES
    wanted = rdflib.Literal("3.6", datatype=rdflib.XSD.decimal)
    assert (None, rdflib.URIRef(vocab.ZT.statedValue.value), wanted) in graph
    assert (None, None, rdflib.Literal("平原", lang="zh")) not in graph


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        ("99.10", "99.1"), ("20.0", "20"), ("2E+3", "2000"), ("-0", "0"), ("-0.00", "0"),
        ("0.00050", "0.0005"), ("100", "100"), ("1.036E+19", "10360000000000000000"), ("-2.50", "-2.5"),
    ],
)  # fmt: skip
def test_a_decimal_has_one_spelling(value: str, spelt: str) -> None:
    assert literal.decimal(Decimal(value)).value == spelt


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=4))
def test_a_store_gives_back_the_decimal_that_was_written(value: Decimal) -> None:
    node = ox.NamedNode("https://example.org/a")
    store = ox.Store()
    store.add(ox.Quad(node, node, literal.decimal(value)))
    [quad] = store
    assert quad.object == literal.decimal(value)
    assert Decimal(quad.object.value) == value


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2025", "gYear"), ("2025-11", "gYearMonth"), ("2025-11-28", "date"), ("2025-02-30", "string"),
        ("2025-13", "string"), ("明年", "string"), ("2025-11-28T10:00", "string"), ("", "string"),
        ("二〇二五", "string"), ("２０２５", "string"),
    ],
)  # fmt: skip
def test_a_date_keeps_its_precision(value: str, datatype: str) -> None:
    made = literal.date(value)
    assert made.value == value
    assert made.datatype == ox.NamedNode(f"{vocab.XSD}{datatype}")


def test_a_day() -> None:
    assert literal.day(dt.date(2025, 1, 2)).value == "2025-01-02"


def test_half_a_surrogate_pair_keeps_its_place() -> None:
    assert literal.text("甲\ud800乙").value == "甲\ufffd乙"
    assert literal.chinese("甲\udfff").value == "甲\ufffd"
