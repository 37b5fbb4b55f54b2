"""The shapes: the conforming graph passes, each way to spoil it is caught, by any engine."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from two_pages import two_pages
from zhengtu import resources
from zhengtu.validate import Report, Severity, validate

CASES = Path(__file__).parent / "cases"
MUTATIONS = tomllib.loads((CASES / "mutations.toml").read_text("utf-8"))["mutation"]
SHAPES = Graph().parse(data=resources.ontology("shapes.ttl").read_text("utf-8"), format="turtle")
ONTOLOGY = Graph().parse(data=resources.ontology("zhengtu.ttl").read_text("utf-8"), format="turtle")
ZTS = "https://w3id.org/zhengtu/shapes#"
PREFIXES = {
    str(SHAPES.value(item, SH.prefix)): str(SHAPES.value(item, SH.namespace))
    for item in SHAPES.objects(None, SH.declare)
}


def conforming() -> ox.Store:
    store = ox.Store()
    store.load(path=CASES / "conforming.ttl", format=ox.RdfFormat.TURTLE)
    return store


def spoilt(*mutations: dict[str, str]) -> ox.Store:
    store = conforming()
    for mutation in mutations:
        store.update(mutation["update"], prefixes=PREFIXES)
    return store


def named_shapes() -> set[str]:
    shapes = SHAPES.subjects(RDF.type, SH.NodeShape)
    return {str(s).removeprefix(ZTS) for s in shapes if isinstance(s, URIRef)}


def objects_by_language(subject: object, predicate: URIRef) -> set[str | None]:
    return {o.language for o in SHAPES.objects(subject, predicate) if isinstance(o, Literal)}


def test_the_conforming_graph_conforms() -> None:
    assert validate(conforming()) == Report(())


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m["name"])
def test_a_mutation_is_caught_by_its_shape(mutation: dict[str, str]) -> None:
    report = validate(spoilt(mutation))
    assert mutation["shape"] in {result.shape for result in report.results}


def test_every_shape_has_a_mutation() -> None:
    assert {m["shape"] for m in MUTATIONS} == named_shapes()


def verdict_of_plain_pyshacl(store: ox.Store) -> set[tuple[str, ...]]:
    """(shape, offender, path, value) as pySHACL alone finds them."""
    data = Graph().parse(
        data=store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()), format="nt"
    )
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES, ont_graph=ONTOLOGY, inference="none")
    found = set()
    for node in report.objects(None, SH.result):
        shape = report.value(node, SH.sourceShape)
        while isinstance(shape, BNode):
            shape = next(SHAPES.subjects(SH.property, shape))
        focus, value = report.value(node, SH.focusNode), report.value(node, SH.value)
        path = report.value(node, SH.resultPath)
        path = None if isinstance(path, BNode) else path  # a path of several steps has no name
        if report.value(node, SH.sourceConstraintComponent) == SH.SPARQLConstraintComponent:
            focus, value = value, None
        cells = (str(shape).removeprefix(ZTS), focus, path, value)
        found.add(tuple("" if cell is None else str(cell) for cell in cells))
    return found


def verdict(report: Report) -> set[tuple[str, ...]]:
    return {(r.shape, r.focus, r.path or "", r.value or "") for r in report.results}


def test_plain_pyshacl_passes_the_conforming_graph() -> None:
    assert verdict_of_plain_pyshacl(conforming()) == set()


@pytest.mark.parametrize("part", range(4))
def test_plain_pyshacl_gives_the_same_verdict(part: int) -> None:
    # several faults in one graph: a run of pySHACL on the queries takes a second
    store = spoilt(*MUTATIONS[part::4])
    found = verdict(validate(store))
    assert found
    assert verdict_of_plain_pyshacl(store) == found


# ---- what the program itself says, in named graphs ----


def flat(store: ox.Store) -> ox.Store:
    """The store's triples in one graph, to be spoilt by an update."""
    copy = ox.Store()
    copy.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    return copy


def test_described_facts_conform() -> None:
    assert validate(two_pages()) == Report(())


def test_the_described_conflict_is_what_keeps_two_values_from_a_contradiction() -> None:
    store = flat(two_pages())
    store.update("DELETE { ?c ?p ?o } WHERE { ?c a zt:Conflict ; ?p ?o }", prefixes=PREFIXES)
    (result,) = validate(store).results
    assert result.shape == "Contradiction"
    assert [passage.exact for passage in result.passages] == ["500万元", "520万元"]


def test_plain_pyshacl_agrees_on_described_facts() -> None:
    store = flat(two_pages())
    store.update("DELETE WHERE { ?s zt:relativeTo ?m }", prefixes=PREFIXES)
    found = verdict(validate(store))
    assert {shape for shape, *_ in found} == {"Base"}
    assert verdict_of_plain_pyshacl(store) == found


def test_every_shape_is_described_in_both_languages() -> None:
    for name in sorted(named_shapes()):
        shape = URIRef(ZTS + name)
        for predicate in (SH.name, SH.description):
            assert objects_by_language(shape, predicate) == {"zh", "en"}, (name, predicate)
        assert str(SHAPES.value(shape, SH.severity)).removeprefix(str(SH)) in {
            "Violation",
            "Warning",
            "Info",
        }


def constraints_of(shape: URIRef) -> list[object]:
    own = set(SHAPES.predicates(shape)) & {SH.xone, SH["not"], SH["or"]}
    parts = [*SHAPES.objects(shape, SH.property), *SHAPES.objects(shape, SH.sparql)]
    return [*parts, *([shape] if own else [])]


def test_every_constraint_says_what_is_wrong_in_both_languages() -> None:
    for name in sorted(named_shapes()):
        constraints = constraints_of(URIRef(ZTS + name))
        assert constraints, name
        for constraint in constraints:
            assert objects_by_language(constraint, SH.message) == {"zh", "en"}, name


def test_a_field_is_as_severe_as_its_shape() -> None:
    # SHACL does not hand a shape's severity down to its property shapes
    for shape, field in SHAPES.subject_objects(SH.property):
        if isinstance(shape, URIRef):
            severity = SHAPES.value(shape, SH.severity)
            assert SHAPES.value(field, SH.severity, default=SH.Violation) == severity, shape


def test_every_query_runs_once_and_keeps_to_what_shacl_allows() -> None:
    for shape, query in SHAPES.subject_objects(SH.sparql):
        assert SHAPES.value(shape, SH.targetNode), shape
        text = str(SHAPES.value(query, SH.select))
        assert "SELECT $this ?value" in text
        assert not {"MINUS", "VALUES", "SERVICE"} & set(text.split())


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("a scale slip of ten", Severity.VIOLATION),
        ("a part above its total", Severity.WARNING),
        ("growth of nothing said", Severity.INFO),
    ],
)
def test_only_a_violation_makes_a_graph_not_conform(name: str, severity: Severity) -> None:
    report = validate(spoilt(*(m for m in MUTATIONS if m["name"] == name)))
    assert report.count(severity) == len(report.results) > 0
    assert report.conforms is (severity is not Severity.VIOLATION)
