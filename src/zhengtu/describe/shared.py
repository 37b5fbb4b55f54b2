"""What documents share: each thing once, with the names that they give it.

Things are collected while the documents are described and written at the end, because the
label is the form that is used most.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from zhengtu.describe.literal import chinese, text
from zhengtu.vocab import FOAF, ORG, RDF, RDFS, SKOS, ZT, G

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Literal

    Pair = tuple[NamedNode, NamedNode | Literal]

TELLING = (ZT.PolicyDocument, ZT.Zone, ZT.Official)
"""Of several classes that documents give a thing, the one that says more: what has once been a
document in 《》 is no mere measure, a zone no division, an official no mere person."""
CONCEPTS = frozenset({ZT.Indicator, ZT.Unit, ORG.Role})
VOCABULARY = CONCEPTS | {ZT.Zone, ZT.AdministrativeArea, SKOS.ConceptScheme}


@dataclass(slots=True)
class Thing:
    """What is known of one IRI so far."""

    node: NamedNode
    classes: set[NamedNode] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    other_names: set[str] = field(default_factory=set)
    said: set[Pair] = field(default_factory=set)

    def label(self) -> str:
        """Return the name used most, of equals the first in code point order."""
        return min(self.names, key=lambda name: (-self.names[name], name))


class Shared:
    """The things that the documents of one graph speak of."""

    def __init__(self) -> None:
        self._things: dict[str, Thing] = {}

    def thing(self, iri: str, kind: NamedNode, name: str) -> NamedNode:
        """Return the node of a thing that a document calls ``name``."""
        thing = self._things.get(iri)
        if thing is None:
            thing = self._things[iri] = Thing(NamedNode(iri))
        thing.classes.add(kind)
        thing.names[name.strip() or name] += 1
        return thing.node

    def say(self, node: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        """Add what does not change between documents; None says nothing."""
        if value is not None:
            self._things[node.value].said.add((predicate, value))

    def call(self, node: NamedNode, *names: str) -> None:
        """Add further names of a thing."""
        self._things[node.value].other_names.update(names)

    def quads(self) -> Iterator[Quad]:
        """Yield everything, in the order of the IRIs."""
        for iri in sorted(self._things):
            yield from _quads(self._things[iri])


def _quads(thing: Thing) -> Iterator[Quad]:
    kind = next((kind for kind in TELLING if kind in thing.classes), None) or min(
        thing.classes, key=str
    )
    graph = G.vocab if kind in VOCABULARY else G.entities
    label = thing.label()
    pairs: list[Pair] = [(RDF.type, kind), (RDFS.label, chinese(label))]
    if kind in CONCEPTS:
        pairs.append((SKOS.prefLabel, chinese(label)))
    if kind in {ZT.Official, FOAF.Person}:
        pairs.append((FOAF.name, text(label)))
    others = (set(thing.names) | thing.other_names) - {label}
    pairs += [(SKOS.altLabel, chinese(name)) for name in sorted(others)]
    pairs += sorted(thing.said, key=str)
    return (Quad(thing.node, *pair, graph) for pair in dict.fromkeys(pairs))
