"""Quads as bytes that are the same every time, and as an rdflib graph.

Syntax is pyoxigraph's: N-Quads (https://www.w3.org/TR/n-quads/) for machines, sorted by
line; Turtle (https://www.w3.org/TR/turtle/) for people, in reading order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from zhengtu import vocab
from zhengtu.vocab import FOAF, OA, ORG, PROV, RDF, RDFS, SKOS, VOID, ZT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    import rdflib
    from pyoxigraph import Quad

    Term = NamedNode | BlankNode | Literal | Triple

SECTIONS: tuple[tuple[str, tuple[NamedNode, ...]], ...] = (
    ("文档 documents", (ZT.SourceDocument,)),
    ("区域 areas", (ZT.AdministrativeArea, ZT.Zone)),
    ("人员 people", (ZT.Official, FOAF.Person, PROV.Agent)),
    ("机构与职位 bodies and posts", (ORG.Organization, ORG.Post)),
    ("政策 policies", (ZT.PolicyDocument, ZT.PolicyMeasure)),
    ("活动 events", (ZT.Event,)),
    ("项目 projects", (ZT.Project,)),
    ("平台 platforms", (ZT.Platform,)),
    (
        "陈述与证据 statements and evidence",
        (
            ZT.MetricStatement,
            ZT.PostStatement,
            ZT.EntityStatement,
            ZT.Evidence,
            OA.TextPositionSelector,
        ),
    ),
    ("推算 derived statements", (ZT.DerivedStatement,)),
    ("冲突 conflicts", (ZT.Conflict,)),
    (
        "指标、单位、角色与代码 indicators, units, roles and codes",
        (SKOS.ConceptScheme, ZT.Indicator, ZT.Unit, ORG.Role, SKOS.Concept),
    ),
    (
        "来历 how this graph was made",
        (VOID.Dataset, PROV.SoftwareAgent, PROV.Activity, PROV.Bundle),
    ),
    ("其他 other", ()),
)
"""The parts of a Turtle file and the classes of their subjects."""
PART: Mapping[Term, tuple[int, int]] = {
    kind: (part, at) for part, (_, kinds) in enumerate(SECTIONS) for at, kind in enumerate(kinds)
}
OTHER = (len(SECTIONS) - 1, 0)
FIRST = (
    *(RDF.type, RDFS.label, ZT.about, ZT.aboutZone, ZT.indicator, ZT.statedValue, ZT.unit),
    *(ZT.period, ZT.periodStart, ZT.periodEnd),
    *(OA.hasSource, OA.hasSelector, OA.start, OA.end, OA.prefix, OA.exact, OA.suffix),
)
"""The predicates that a reader wants first; the others follow by the alphabet."""
RANK = {term: at for at, term in enumerate(FIRST)}
POSITION = re.compile(r"([^/#]+)(?:/[a-z]+/|#char=)([0-9]+)[-,]([0-9]+)(?:/([0-9]+))?")
HEAD = re.compile(r"(?:@(?:prefix|base) .*\n)*")


def to_nquads(quads: Iterable[Quad]) -> str:
    r"""Return N-Quads, one line a quad, each once, sorted by code point.

    >>> from pyoxigraph import Quad
    >>> node = NamedNode("https://example.org/高新区")
    >>> to_nquads([Quad(node, RDFS.label, Literal("高新区", language="zh"))] * 2)
    '<https://example.org/高新区> <http://www.w3.org/2000/01/rdf-schema#label> "高新区"@zh .\n'
    """
    lines = _written(quads, RdfFormat.N_QUADS).split("\n")[:-1]
    return "".join(line + "\n" for line in sorted(set(lines)))


def to_turtle(quads: Iterable[Quad], *, base: str = vocab.BASE) -> str:
    """Return Turtle for people: grouped by subject, in reading order, under headings.

    IRIs below ``base`` are written relative to it, terms with their prefix; only prefixes
    in use are declared.  Graph names are left out: Turtle has none.

    >>> from pyoxigraph import Quad
    >>> unit = NamedNode(f"{vocab.BASE}unit/亿元")
    >>> print(to_turtle([Quad(unit, RDF.type, ZT.Unit), Quad(unit, RDFS.label, Literal("亿元"))]))
    @base <https://w3id.org/zhengtu/id/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix zt: <https://w3id.org/zhengtu/ns#> .
    <BLANKLINE>
    #### 指标、单位、角色与代码 indicators, units, roles and codes ####
    <BLANKLINE>
    <unit/亿元> a zt:Unit ;
      rdfs:label "亿元" .
    <BLANKLINE>
    """
    triples = {quad.triple for quad in quads}
    subjects: dict[Term, list[Triple]] = defaultdict(list)
    for triple in triples:
        subjects[triple.subject].append(triple)
    prefixes = _used(triples)
    places = {node: _place(node, triples) for node, triples in subjects.items()}
    parts: list[list[Triple]] = [[] for _ in SECTIONS]
    for node in sorted(places, key=places.__getitem__):
        parts[places[node][0]] += sorted(subjects[node], key=_column)
    declared = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    return f"@base <{base}> .\n{declared}" + "".join(
        f"\n#### {title} ####\n\n{_body(part, prefixes, base)}"
        for (title, _), part in zip(SECTIONS, parts, strict=True)
        if part
    )


def _body(triples: list[Triple], prefixes: Mapping[str, str], base: str) -> str:
    """Return the triples as Turtle without its head, an empty line between subjects."""
    written = _written(triples, RdfFormat.TURTLE, prefixes=prefixes, base_iri=base)
    blocks = HEAD.sub("", written, count=1)
    return blocks.replace(" .\n", " .\n\n").replace("\n\t", "\n  ")[:-1]


def _written(
    data: Iterable[Quad] | Iterable[Triple],
    form: RdfFormat,
    *,
    prefixes: Mapping[str, str] | None = None,
    base_iri: str | None = None,
) -> str:
    prefixes = dict(prefixes) if prefixes else None
    return (serialize(data, format=form, prefixes=prefixes, base_iri=base_iri) or b"").decode()


def _place(node: Term, triples: list[Triple]) -> tuple[int, str, int, int, int, int, str]:
    """Return where a subject stands: its part, document, offsets, class."""
    kinds = (PART.get(triple.object) for triple in triples if triple.predicate == RDF.type)
    part, at = min((kind for kind in kinds if kind), default=OTHER)
    name = str(node).strip("<>")
    position = POSITION.search(name)
    if position is None:
        return part, name, 0, 0, at, 0, name
    document, start, end, number = position.groups(default="0")
    return part, document, int(start), int(end), at, int(number), name


def _column(triple: Triple) -> tuple[int, str, str]:
    return RANK.get(triple.predicate, len(RANK)), triple.predicate.value, str(triple.object)


def _used(triples: Collection[Triple]) -> dict[str, str]:
    """Return the prefixes that the triples need, by the alphabet."""
    spaces = {str(iri): prefix for prefix, iri in vocab.NAMESPACES.items()}
    seen = {iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] for iri in _iris(triples)}
    return dict(sorted((spaces[iri], iri) for iri in seen if iri in spaces))


def _iris(triples: Collection[Triple]) -> Iterator[str]:
    predicates = {triple.predicate for triple in triples}
    predicates.discard(RDF.type)  # Turtle writes it as ``a``
    yield from (predicate.value for predicate in predicates)
    for term in {triple.object for triple in triples}:
        match term:
            case NamedNode(value=iri):
                yield iri
            case Literal(language=None, datatype=datatype) if datatype != vocab.XSD.string:
                yield datatype.value


def to_rdflib(quads: Iterable[Quad] | Iterable[Triple]) -> rdflib.Graph:
    """Return an rdflib Graph of the triples, prefixes bound, spellings kept.

    >>> from pyoxigraph import Quad
    >>> node = NamedNode("https://example.org/高新区")
    >>> len(to_rdflib([Quad(node, RDFS.label, Literal("高新区", language="zh"))]))
    1
    """
    from rdflib import Graph  # noqa: PLC0415 (loads slowly, and only here)

    graph = Graph(bind_namespaces="none")
    for prefix, iri in vocab.PREFIXES.items():
        graph.bind(prefix, iri)
    terms = _Terms()
    for quad in quads:
        graph.add((terms[quad.subject], terms[quad.predicate], terms[quad.object]))
    return graph


class _Terms(dict["Term", "rdflib.term.Node"]):
    """pyoxigraph's terms → rdflib's, each made once."""

    def __missing__(self, term: Term) -> rdflib.term.Node:
        node = self[term] = _node(term)
        return node


def _node(term: Term) -> rdflib.term.Node:
    import rdflib  # noqa: PLC0415

    match term:
        case NamedNode(value=iri):
            return rdflib.URIRef(iri)
        case Literal(value=text, language=str(language)):
            return rdflib.Literal(text, lang=language)
        case Literal(value=text, datatype=datatype):
            plain = datatype == vocab.XSD.string
            return rdflib.Literal(text, datatype=None if plain else datatype.value, normalize=False)
        case BlankNode(value=label):
            return rdflib.BNode(label)
        case _:
            message = f"rdflib has no term for {term}"
            raise TypeError(message)
