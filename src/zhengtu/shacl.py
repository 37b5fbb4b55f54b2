"""The shapes, and the two engines that answer them.

The shapes are standard SHACL (``ontology/shapes.ttl``): any engine gives their verdict.  Here
pySHACL checks the records, field by field, and Oxigraph answers the queries that compare
records: the same queries, in milliseconds where rdflib takes seconds.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

import pyoxigraph as ox
import pyshacl
from rdflib import SH, BNode, Graph

from zhengtu import resources, vocab
from zhengtu.conformance import Passage, Result, Severity
from zhengtu.serialize import to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

PASSAGES = """
SELECT DISTINCT ?node ?document ?title ?start ?end ?prefix ?exact ?suffix WHERE {
  { ?node zt:evidence ?evidence }
  UNION { ?node (prov:wasDerivedFrom|zt:conflictMember)+/zt:evidence ?evidence }
  UNION { ?evidence oa:hasSelector ?node }
  UNION { ?node oa:hasSelector ?any BIND(?node AS ?evidence) }
  UNION { ?statement ?property ?node ; zt:evidence ?evidence
          FILTER NOT EXISTS { ?node zt:evidence|zt:asOf ?own } }
  ?evidence oa:hasSource ?document ; oa:hasSelector ?selector .
  ?selector oa:start ?from ; oa:end ?to ; oa:exact ?exact .
  BIND(xsd:integer(?from) AS ?start) BIND(xsd:integer(?to) AS ?end)
  FILTER(BOUND(?start) && BOUND(?end))
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?selector oa:prefix ?prefix }
  OPTIONAL { ?selector oa:suffix ?suffix }
} ORDER BY ?document ?start ?end LIMIT 4
"""


def results(store: ox.Store) -> Iterator[Result]:
    """Yield what the shapes object to in all named graphs of a store together, in any order."""
    graph, shapes = _flat(store), _shapes()
    for finding in {*_by_pyshacl(graph, shapes), *_by_queries(graph, shapes)}:
        yield _result(finding, graph, shapes)


def _flat(store: ox.Store) -> ox.Store:
    flat = ox.Store()
    flat.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    return flat


# ---- the shapes ----


class _Shapes(NamedTuple):
    """The shapes, and what each engine needs of them."""

    graph: Graph
    records: Graph  # for pySHACL: all but the queries
    classes: Graph  # the hierarchy of classes, which sh:targetClass follows
    prefixes: dict[str, str]


@cache
def _shapes() -> _Shapes:
    graph = to_rdflib(_triples("shapes.ttl"))
    classes = to_rdflib(
        triple for triple in _triples("zhengtu.ttl") if triple.predicate == vocab.RDFS.subClassOf
    )
    declared = graph.objects(None, SH.declare)
    prefixes = {
        str(graph.value(item, SH.prefix)): str(graph.value(item, SH.namespace)) for item in declared
    }
    return _Shapes(graph, _records(graph), classes, prefixes)


def _triples(name: str) -> Iterator[ox.Quad]:
    text = resources.ontology(name).read_text(encoding="utf-8")
    return ox.parse(text, ox.RdfFormat.TURTLE)


def _records(graph: Graph) -> Graph:
    """The shapes without queries, and each property shape with the targets of its node shape.

    That says the same.  But a property shape inside another shape is evaluated anew for each
    focus node, one with targets of its own once for all of them.
    """
    records = Graph()
    for triple in graph:
        shape, predicate, inner = triple
        if predicate == SH.property and (targets := tuple(_targets(graph, shape))):
            records += ((inner, by, target) for by, target in targets)
        elif predicate != SH.sparql:
            records.add(triple)
    return records


def _targets(graph: Graph, shape: Node) -> Iterator[tuple[Node, Node]]:
    by = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    return ((p, target) for p, target in graph.predicate_objects(shape) if p in by)


def _owner(graph: Graph, shape: Node) -> Node:
    """The named shape around a property shape, which has no name."""
    return (
        _owner(graph, next(graph.subjects(SH.property, shape)))
        if isinstance(shape, BNode)
        else shape
    )


# ---- the engines ----


class _Finding(NamedTuple):
    """What an engine found.  ``source`` is the node in the shapes that words the message."""

    shape: Node
    source: Node
    focus: str
    path: str | None = None
    value: str | None = None
    other: str = ""  # the further node that the message names as {?other}


def _by_pyshacl(graph: ox.Store, shapes: _Shapes) -> Iterator[_Finding]:
    with _quiet():
        _, report, _ = pyshacl.validate(
            to_rdflib(graph),
            shacl_graph=shapes.records,
            ont_graph=shapes.classes,
            inference="none",
            inplace=True,  # the graph is a copy already
        )
    for node in report.objects(None, SH.result):
        source = report.value(node, SH.sourceShape)
        focus, path, value = (
            report.value(node, p) for p in (SH.focusNode, SH.resultPath, SH.value)
        )
        yield _Finding(
            shape=_owner(shapes.graph, source),
            source=source,
            focus=str(focus),
            path=None if isinstance(path, BNode) else _text(path),  # no name for several steps
            value=_text(value),
        )


def _text(term: Node | None) -> str | None:
    return None if term is None else str(term)


def _by_queries(graph: ox.Store, shapes: _Shapes) -> Iterator[_Finding]:
    for shape, query in shapes.graph.subject_objects(SH.sparql):
        focus = str(shapes.graph.value(shape, SH.targetNode))
        select = str(shapes.graph.value(query, SH.select))
        for row in _rows(graph, select, shapes, given=("this", focus)):
            yield _Finding(shape, query, row["value"], other=row.get("other", ""))


def _rows(
    graph: ox.Store, select: str, shapes: _Shapes, *, given: tuple[str, str]
) -> Iterator[dict[str, str]]:
    """Yield rows as variable → text, unbound ones left out; one variable is ``given`` its IRI."""
    variable, iri = given
    answer = graph.query(
        select,
        prefixes=shapes.prefixes,
        substitutions={ox.Variable(variable): ox.NamedNode(iri)},
    )
    rows = cast("ox.QuerySolutions", answer)
    for row in rows:
        cells = zip(rows.variables, row, strict=True)
        yield {variable.value: term.value for variable, term in cells if term is not None}


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from printing what the report says anyway (a date that is none)."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


# ---- names, words and evidence of a finding ----


def _result(finding: _Finding, graph: ox.Store, shapes: _Shapes) -> Result:
    name, name_en = _bilingual(shapes.graph, finding.shape, SH.name)
    message, message_en = _bilingual(shapes.graph, finding.source, SH.message)
    severity = str(shapes.graph.value(finding.shape, SH.severity))
    nodes = (finding.focus, finding.other) if finding.other else (finding.focus,)
    return Result(
        shape=_local(finding.shape),
        name=name,
        name_en=name_en,
        severity=Severity(_local(severity).lower()),
        focus=finding.focus,
        path=finding.path,
        value=finding.value,
        message=message.replace("{?other}", finding.other),
        message_en=message_en.replace("{?other}", finding.other),
        passages=tuple(p for node in nodes for p in _passages(node, graph, shapes)),
    )


def _local(iri: object) -> str:
    return str(iri).rpartition("#")[2]


def _bilingual(graph: Graph, subject: Node, predicate: Node) -> tuple[str, str]:
    words = {getattr(o, "language", None): str(o) for o in graph.objects(subject, predicate)}
    return words.get("zh", ""), words.get("en", "")


def _passages(node: str, graph: ox.Store, shapes: _Shapes) -> Iterator[Passage]:
    if ":" not in node:  # a blank node: nothing to look it up by
        return
    for row in _rows(graph, PASSAGES, shapes, given=("node", node)):
        yield Passage(
            document=row["document"],
            start=int(row["start"]),
            end=int(row["end"]),
            prefix=row.get("prefix", ""),
            exact=row["exact"],
            suffix=row.get("suffix", ""),
            title=row.get("title", ""),
        )
