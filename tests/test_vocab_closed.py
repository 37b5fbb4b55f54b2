"""The program's vocabulary and the ontology: neither has a term that the other lacks."""

from __future__ import annotations

from itertools import chain

import pyoxigraph as ox
import pytest

from support import ROOT
from zhengtu import resources, vocab

RDF_TYPE = vocab.RDF.type
FILES = ("zhengtu.ttl", "codes.ttl")
GENERATED = ("units.ttl", "indicators.ttl")
BUILT_IN = ("owl", "rdf", "rdfs", "xsd")  # parts of the language, which declare themselves


def triples(name: str) -> list[ox.Triple]:
    text = resources.ontology(name).read_text(encoding="utf-8")
    return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]


STATED = list(chain.from_iterable(map(triples, FILES)))


def declared() -> set[str]:
    return {t.subject.value for t in STATED if t.predicate == RDF_TYPE}


def schemes() -> set[str]:
    """The code lists themselves, which group the codes and are said of nothing."""
    concept_scheme = vocab.SKOS.ConceptScheme
    return {t.subject.value for t in STATED if t.object == concept_scheme}


def terms(prefix: str) -> set[str]:
    return {term.value for term in vocab.NAMESPACES[prefix]}


@pytest.mark.parametrize("prefix", ["zt", "ztc"])
def test_own_terms_agree_both_ways(prefix: str) -> None:
    inside = {iri for iri in declared() if iri.startswith(vocab.PREFIXES[prefix])}
    assert terms(prefix) == inside - schemes()


@pytest.mark.parametrize("prefix", sorted(set(vocab.NAMESPACES) - set(BUILT_IN)))
def test_every_reused_term_is_declared(prefix: str) -> None:
    assert terms(prefix) <= declared()


def test_nothing_is_declared_that_nobody_uses() -> None:
    """A foreign term is there for the program, or for the ontology's own axioms and notes."""
    program = set(chain.from_iterable(map(terms, vocab.NAMESPACES)))
    files = [name for name in GENERATED if (ROOT / "ontology" / name).is_file()]
    ontology = set(chain.from_iterable(map(mentioned, [*FILES, *files])))
    assert declared() - schemes() <= program | ontology


def mentioned(name: str) -> set[str]:
    """The IRIs that a file says something with, or of another thing."""
    said = ((t.subject, term) for t in triples(name) for term in (t.predicate, t.object))
    return {
        term.value for subject, term in said if isinstance(term, ox.NamedNode) and term != subject
    }


def test_the_prefixes_are_the_ontology_s() -> None:
    text = resources.ontology("zhengtu.ttl").read_text(encoding="utf-8")
    parser = ox.parse(text, format=ox.RdfFormat.TURTLE)
    list(parser)
    shared = parser.prefixes.keys() & vocab.PREFIXES.keys()
    assert {p: parser.prefixes[p] for p in shared} == {p: vocab.PREFIXES[p] for p in shared}


def test_an_unknown_term_does_not_exist() -> None:
    with pytest.raises(AttributeError, match="aboutzone"):
        _ = vocab.ZT.aboutzone
