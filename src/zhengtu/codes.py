"""The closed codes by name: 征求意见 is ``ztc:consultation``, and is shown so."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from zhengtu.resources import ontology
from zhengtu.vocab import RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@cache
def quads() -> tuple[ox.Quad, ...]:
    """All that ``ontology/codes.ttl`` says."""
    return tuple(ox.parse(ontology("codes.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))


def _literals() -> Iterator[tuple[str, ox.NamedNode, ox.Literal]]:
    for quad in quads():
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject.value, quad.predicate, quad.object


@cache
def labels() -> Mapping[str, str]:
    """The Chinese label of each code, by its IRI.

    >>> labels()["https://w3id.org/zhengtu/code#issued"]
    '已印发'
    """
    return {
        iri: literal.value
        for iri, predicate, literal in _literals()
        if predicate == RDFS.label and literal.language == "zh"
    }


@cache
def named() -> Mapping[str, frozenset[str]]:
    """The IRIs of the codes that bear a name: a label in either language, or a notation.

    >>> sorted(named()["征求意见"]) == sorted(named()["consultation"])
    True
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    for iri, predicate, literal in _literals():
        if predicate in (RDFS.label, SKOS.notation):
            bearers[literal.value].add(iri)
    return {name: frozenset(iris) for name, iris in bearers.items()}
