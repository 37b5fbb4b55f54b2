"""The ontology's files: complete, bilingual, inside OWL 2 RL, sound SKOS, and the page current."""

from __future__ import annotations

import re
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from support import ROOT
from zhengtu import model, resources, unit_scheme
from zhengtu.errors import GraphError
from zhengtu.ontology_page import page
from zhengtu.validate import Report, validate

FOLDER = ROOT / "ontology"
FILES = sorted(path.name for path in FOLDER.glob("*.ttl"))
ZT = Namespace("https://w3id.org/zhengtu/ns#")
ZTC = Namespace("https://w3id.org/zhengtu/code#")
OWN = re.compile(r"https://w3id\.org/zhengtu/(?:ns|code)#\w+")
BUILT_IN = tuple(map(str, (OWL, RDF, RDFS, XSD)))


def parsed(name: str) -> Graph:
    return Graph().parse(data=resources.ontology(name).read_text("utf-8"), format="turtle")


TERMS, CODES, SHAPES = parsed("zhengtu.ttl"), parsed("codes.ttl"), parsed("shapes.ttl")
BOTH = TERMS + CODES


def own_terms() -> list[URIRef]:
    return sorted(s for s in set(BOTH.subjects()) if OWN.fullmatch(str(s)))


def languages(subject: URIRef, predicate: URIRef) -> list[str | None]:
    return sorted(o.language for o in BOTH.objects(subject, predicate) if isinstance(o, Literal))


@pytest.mark.parametrize("name", FILES)
def test_both_parsers_read_the_same(name: str) -> None:
    text = resources.ontology(name).read_text("utf-8")
    triples = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    assert len(triples) == len({str(t) for t in triples}) == len(parsed(name)) > 0


@pytest.mark.parametrize("name", [name for name in FILES if name != "shapes.ttl"])
def test_only_shapes_have_blank_nodes(name: str) -> None:
    assert not [node for node in parsed(name).all_nodes() if isinstance(node, BNode)]


@pytest.mark.parametrize("term", own_terms(), ids=lambda term: term.rpartition("/")[2])
def test_a_term_is_documented_in_chinese_and_english(term: URIRef) -> None:
    concept = (term, RDF.type, SKOS.Concept) in BOTH or (term, RDF.type, SKOS.ConceptScheme) in BOTH
    definition = SKOS.definition if concept else RDFS.comment
    assert languages(term, RDFS.label) == ["en", "zh"]
    assert languages(term, definition) == ["en", "zh"]
    assert BOTH.value(term, RDFS.isDefinedBy) == URIRef(str(term).partition("#")[0])
    if (term, RDF.type, SKOS.ConceptScheme) not in BOTH:
        assert BOTH.value(term, SKOS.example) is not None


@pytest.mark.parametrize("graph", [TERMS, CODES, SHAPES], ids=["zhengtu", "codes", "shapes"])
def test_a_file_says_what_it_is(graph: Graph) -> None:
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    said = {str(p).rpartition("#")[2].rpartition("/")[2] for p in graph.predicates(ontology)}
    assert {"title", "description", "creator", "created", "license", "versionIRI"} <= said
    assert graph.value(ontology, OWL.versionIRI) == URIRef(
        f"{ontology}/{graph.value(ontology, OWL.versionInfo)}"
    )


# ---- OWL 2 RL ----

AXIOMS = {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range}
KINDS = {
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.TransitiveProperty,
    OWL.Ontology,
}
DATATYPES = {XSD.string, XSD.boolean, XSD.decimal, XSD.positiveInteger, XSD.nonNegativeInteger}


def test_nothing_is_said_beyond_owl_2_rl() -> None:
    # named super-classes, domains and ranges only, so no other construct can be hidden in them
    assert set(TERMS.objects(None, RDF.type)) == KINDS
    logical = {p for p in TERMS.predicates() if str(p).startswith(BUILT_IN)}
    annotations = {RDFS.label, RDFS.comment, RDFS.isDefinedBy, RDFS.seeAlso}
    header = {OWL.versionIRI, OWL.versionInfo}
    assert logical - annotations - header - {RDF.type} == AXIOMS


def test_every_term_is_of_one_kind() -> None:
    for term in set(TERMS.subjects()):
        kinds = set(TERMS.objects(term, RDF.type)) - {OWL.TransitiveProperty}
        assert len(kinds) == 1, term


def test_axioms_stay_inside_their_kind() -> None:
    for narrow, wide in TERMS.subject_objects(RDFS.subPropertyOf):
        assert kind(narrow) == kind(wide), narrow
    for narrow, wide in TERMS.subject_objects(RDFS.subClassOf):
        assert kind(narrow) == kind(wide) == OWL.Class, narrow
    for term, value in TERMS.subject_objects(RDFS.range):
        if kind(term) == OWL.DatatypeProperty:
            assert value in DATATYPES, term
        else:
            assert kind(value) == OWL.Class, term


def kind(term: URIRef) -> URIRef:
    return next(k for k in TERMS.objects(term, RDF.type) if k != OWL.TransitiveProperty)


def test_every_property_has_one_domain_and_one_range_unless_meant() -> None:
    dates = set(SHAPES.subjects(SH.datatype, XSD.date))
    dated = {SHAPES.value(shape, SH.path) for shape in dates}  # OWL 2 has no xsd:date
    for term in own_terms():
        if kind_of_property(term):
            assert len(list(TERMS.objects(term, RDFS.domain))) == (term != ZT.inZone), term
            open_range = term in {ZT.about} | dated
            assert len(list(TERMS.objects(term, RDFS.range))) == (not open_range), term


def kind_of_property(term: URIRef) -> bool:
    return bool({OWL.ObjectProperty, OWL.DatatypeProperty} & set(TERMS.objects(term, RDF.type)))


def test_reasoning_finds_no_contradiction_and_the_zone_in_its_province() -> None:
    graph = Graph().parse(Path(__file__).parent / "cases" / "conforming.ttl")
    graph += BOTH
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    labelled = {str(o): s for s, o in graph.subject_objects(RDFS.label)}
    assert (labelled["松山高新区"], ZT.partOf, labelled["云岭省"]) in graph
    assert not list(graph.subjects(RDF.type, OWL.Nothing))
    assert not [s for s in graph.subjects() if "ErrorMessage" in str(s)]
    assert all(a == b for a, b in graph.subject_objects(OWL.sameAs) if isinstance(a, URIRef))


# ---- closure: nothing is used that is not declared ----


@pytest.mark.parametrize("name", [name for name in FILES if name != "shapes.ttl"])
def test_every_term_used_is_declared(name: str) -> None:
    graph = parsed(name)
    used = set(graph.predicates()) | set(graph.objects(None, RDF.type))
    used |= {o for p in AXIOMS for o in graph.objects(None, p)}
    foreign = {term for term in used if not str(term).startswith(BUILT_IN)}
    assert foreign <= set(BOTH.subjects(RDF.type))


def test_shapes_speak_of_declared_terms_only() -> None:
    text = resources.ontology("shapes.ttl").read_text("utf-8")
    code = re.sub(r'"[^"\n]*"|<[^>]*>|^\s*#.*', "", text, flags=re.MULTILINE)
    prefixes = {prefix: str(ns) for prefix, ns in SHAPES.namespaces()}
    names = set(re.findall(r"(?<![\w?$])([a-z]+):(\w+)", code))
    skipped = {"sh", "zts", "xsd", "id", "owl", "rdfs"}
    used = {URIRef(prefixes[p] + local) for p, local in names if p not in skipped}
    assert used
    assert used <= set(BOTH.subjects(RDF.type))


# ---- code lists ----


def members(scheme: URIRef) -> set[URIRef]:
    return set(CODES.subjects(SKOS.inScheme, scheme))


SCHEMES = sorted(CODES.subjects(RDF.type, SKOS.ConceptScheme))


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.rpartition("#")[2])
def test_a_code_list_is_sound(scheme: URIRef) -> None:
    codes = members(scheme)
    assert codes == set(CODES.subjects(SKOS.topConceptOf, scheme))
    notations = {str(CODES.value(code, SKOS.notation)): code for code in codes}
    assert notations == {code.removeprefix(str(ZTC)): code for code in codes}
    for predicate in (SKOS.prefLabel, SKOS.definition):
        words = [str(o) for code in codes for o in CODES.objects(code, predicate)]
        assert len(words) == len(set(words)) == 2 * len(codes)
    for code in codes:
        assert set(CODES.objects(code, SKOS.prefLabel)) == set(CODES.objects(code, RDFS.label))


def test_every_code_is_in_one_list() -> None:
    for code in CODES.subjects(RDF.type, SKOS.Concept):
        assert len(list(CODES.objects(code, SKOS.inScheme))) == 1, code


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        (ZT.kind, ZTC.Kind),
        (ZT.modality, ZTC.Modality),
        (ZT.qualifier, ZTC.Qualifier),
        (ZT.policyStatus, ZTC.PolicyStatus),
        (ZT.tenure, ZTC.Tenure),
        (ZT.conflictKind, ZTC.ConflictKind),
    ],
)
def test_a_shape_allows_just_the_codes_of_the_list(path: URIRef, scheme: URIRef) -> None:
    (allowed,) = (
        set(Collection(SHAPES, SHAPES.value(shape, SH["in"])))
        for shape in SHAPES.subjects(SH.path, path)
        if SHAPES.value(shape, SH["in"]) is not None
    )
    assert allowed == members(scheme)


@pytest.mark.parametrize(
    ("values", "scheme"),
    [
        (model.Kind, ZTC.Kind),
        (model.Modality, ZTC.Modality),
        (model.Qualifier, ZTC.Qualifier),
        (model.PolicyStatus, ZTC.PolicyStatus),
    ],
)
def test_the_model_and_the_code_list_agree(values: type, scheme: URIRef) -> None:
    camel = {re.sub(r"_(\w)", lambda m: m[1].upper(), value.value) for value in values}
    assert camel == {str(CODES.value(code, SKOS.notation)) for code in members(scheme)}


# ---- page and files ----


def test_the_page_is_current() -> None:
    # regenerate with: zhengtu ontology > ontology/README.md
    assert (FOLDER / "README.md").read_text("utf-8") == page()


def test_the_page_shows_every_term_shape_and_code() -> None:
    text = page()
    for term in own_terms():
        prefix = "zt" if term in ZT else "ztc"
        assert f"`{prefix}:{term.rpartition('#')[2]}`" in text
    for shape in SHAPES.subjects(SH.targetClass | SH.targetNode):
        assert f"`zts:{shape.rpartition('#')[2]}`" in text
    assert "not registered and does not resolve" in text


def test_the_page_names_every_file() -> None:
    text = page()
    assert all(f"`{name}`" in text for name in FILES)


def test_the_units_are_current() -> None:
    # regenerate with: zhengtu ontology units > ontology/units.ttl
    assert (FOLDER / "units.ttl").read_text("utf-8") == unit_scheme.turtle()


@pytest.mark.parametrize("name", sorted({"units.ttl", "indicators.ttl"} & set(FILES)))
def test_a_generated_scheme_conforms_to_the_shapes(name: str) -> None:
    store = ox.Store()
    store.load(resources.ontology(name).read_bytes(), format=ox.RdfFormat.TURTLE)
    assert validate(store) == Report(())


def test_a_missing_file_is_said() -> None:
    with pytest.raises(GraphError) as error:
        resources.ontology("none.ttl")
    assert str(error.value).startswith("ontology/none.ttl: 找不到本体文件")
