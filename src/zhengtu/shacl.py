"""The shapes, and the two engines that answer them.

The shapes are standard SHACL (``ontology/shapes.ttl``): any engine gives their verdict.  Here
pySHACL checks the records, field by field, and Oxigraph answers the queries that compare
records: the same queries, in milliseconds where rdflib takes seconds.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

import pyoxigraph as ox
import pyshacl
import rdflib

from zhengtu import resources
from zhengtu.conformance import Passage, Result, Severity
from zhengtu.serialize import to_rdflib
from zhengtu.vocab import RDF, RDFS, SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

    Shape = ox.NamedNode | ox.BlankNode

TARGETS = frozenset({SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf})
WORDS = frozenset({SH.name, SH.description, SH.message, SH.sparql, SH.select})
"""What pySHACL does not need: all that people read, and the queries."""
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
    """Yield what the shapes object to in all graphs of a store together, in any order."""
    shapes = _shapes()
    triples = {quad.triple for quad in store}
    graph = store if len(triples) == len(store) else _store(ox.Quad(*t) for t in triples)
    fields = to_rdflib(triple for triple in triples if triple.predicate in shapes.predicates)
    for finding in {*_by_pyshacl(fields, shapes), *_by_queries(graph, shapes)}:
        yield _result(finding, graph, shapes)


def _store(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(quads)
    return store


# ---- the shapes ----


class _Shapes(NamedTuple):
    """The shapes, and what each engine needs of them."""

    said: ox.Store
    records: rdflib.Graph  # for pySHACL
    classes: rdflib.Graph  # the hierarchy of classes, which sh:targetClass follows
    predicates: frozenset[object]  # all that pySHACL looks at: no shape is sh:closed
    prefixes: dict[str, str]  # of the queries


@cache
def _shapes() -> _Shapes:
    said = _store(_quads("shapes.ttl"))
    records = list(_records(said))
    classes = [quad for quad in _quads("zhengtu.ttl") if quad.predicate == RDFS.subClassOf]
    declared = (quad.object for quad in said.quads_for_pattern(None, SH.declare, None))
    return _Shapes(
        said,
        records=to_rdflib(records),
        classes=to_rdflib(classes),
        predicates=frozenset({RDF.type, RDFS.subClassOf, *(quad.object for quad in records)}),
        prefixes={
            _value(said, item, SH.prefix): _value(said, item, SH.namespace) for item in declared
        },
    )


def _quads(name: str) -> Iterator[ox.Quad]:
    return ox.parse(resources.ontology(name).read_bytes(), ox.RdfFormat.TURTLE)


def _records(said: ox.Store) -> Iterator[ox.Quad]:
    """The shapes without words and queries, each property shape with its node shape's targets.

    That says the same.  But a property shape inside another shape is evaluated anew for each
    focus node, one with targets of its own once for all of them.
    """
    targets: dict[object, list[ox.Quad]] = defaultdict(list)
    for quad in said:
        if quad.predicate in TARGETS:
            targets[quad.subject].append(quad)
    for quad in said:
        if quad.predicate == SH.property and quad.subject in targets:
            inner = cast("Shape", quad.object)
            yield from (ox.Quad(inner, by.predicate, by.object) for by in targets[quad.subject])
        elif quad.predicate not in WORDS:
            yield quad


def _owner(said: ox.Store, shape: Shape) -> ox.NamedNode:
    """The named shape around a property shape, which has no name."""
    if isinstance(shape, ox.NamedNode):
        return shape
    around = next(said.quads_for_pattern(None, SH.property, shape)).subject
    return _owner(said, cast("Shape", around))


def _value(said: ox.Store, subject: object, predicate: ox.NamedNode) -> str:
    return _words(said, subject, predicate)[0].value


def _words(said: ox.Store, subject: object, predicate: ox.NamedNode) -> list[ox.Literal]:
    found = said.quads_for_pattern(cast("Shape", subject), predicate, None)
    return [cast("ox.Literal", quad.object) for quad in found]


# ---- the engines ----


class _Finding(NamedTuple):
    """What an engine found.  ``source`` is the node in the shapes that words the message."""

    shape: ox.NamedNode
    source: Shape
    focus: str
    path: str | None = None
    value: str | None = None
    other: str = ""  # the further node that the message names as {?other}


def _by_pyshacl(fields: rdflib.Graph, shapes: _Shapes) -> Iterator[_Finding]:
    with _quiet():
        _, report, _ = pyshacl.validate(
            fields,
            shacl_graph=shapes.records,
            ont_graph=shapes.classes,
            inference="none",
            inplace=True,  # the graph is a copy already
        )
    for node in report.objects(None, rdflib.SH.result):
        source = _term(report.value(node, rdflib.SH.sourceShape))
        focus, path, value = (
            report.value(node, p)
            for p in (rdflib.SH.focusNode, rdflib.SH.resultPath, rdflib.SH.value)
        )
        yield _Finding(
            shape=_owner(shapes.said, source),
            source=source,
            focus=str(focus),
            path=None if isinstance(path, rdflib.BNode) else _text(path),  # several steps: no name
            value=_text(value),
        )


def _term(node: Node) -> Shape:
    return ox.BlankNode(node) if isinstance(node, rdflib.BNode) else ox.NamedNode(str(node))


def _text(term: Node | None) -> str | None:
    return None if term is None else str(term)


def _by_queries(graph: ox.Store, shapes: _Shapes) -> Iterator[_Finding]:
    for quad in shapes.said.quads_for_pattern(None, SH.sparql, None):
        shape, query = cast("ox.NamedNode", quad.subject), cast("Shape", quad.object)
        focus = _value(shapes.said, shape, SH.targetNode)
        select = _value(shapes.said, query, SH.select)
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
        use_default_graph_as_union=True,  # each triple stands in one graph, or would count twice
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
    name, name_en = _bilingual(shapes.said, finding.shape, SH.name)
    message, message_en = _bilingual(shapes.said, finding.source, SH.message)
    severity = _value(shapes.said, finding.shape, SH.severity)
    nodes = (finding.focus, finding.other) if finding.other else (finding.focus,)
    return Result(
        shape=_local(finding.shape.value),
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


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _bilingual(said: ox.Store, subject: Shape, predicate: ox.NamedNode) -> tuple[str, str]:
    words = {word.language: word.value for word in _words(said, subject, predicate)}
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
