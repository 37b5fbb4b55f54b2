"""The codes that a graph uses, with their names: 已印发 for ztc:issued.

Names come from ``ontology/codes.ttl``, so that a graph can be read, queried and shown
without the ontology beside it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from zhengtu.codes import quads
from zhengtu.vocab import RDF, RDFS, SKOS, G

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SAID = frozenset({RDF.type, RDFS.label, SKOS.prefLabel, SKOS.notation})


def codes(terms: Iterable[object]) -> Iterator[Quad]:
    """Yield what the code lists say of the codes among the terms, for the shared vocabulary."""
    known = _table()
    used = {term for term in terms if term in known}
    return (quad for code in sorted(used, key=str) for quad in known[code])


@cache
def _table() -> dict[object, tuple[Quad, ...]]:
    table: dict[object, list[Quad]] = {}
    for triple in quads():
        if isinstance(triple.subject, NamedNode) and triple.predicate in _SAID:
            quad = Quad(triple.subject, triple.predicate, triple.object, G.vocab)
            table.setdefault(triple.subject, []).append(quad)
    return {code: tuple(sorted(said, key=str)) for code, said in table.items()}
