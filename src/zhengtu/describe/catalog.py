"""How the graph was made: software, runs, and what each named graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from zhengtu import __version__
from zhengtu.describe import literal
from zhengtu.vocab import DCTERMS, PROV, RDF, RDFS, SCHEMA, VOID, ZT, G

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Literal

    from zhengtu.describe.page import Page

GRAPHS = (
    (G.entities, "人物、机构、政策、活动、项目与平台"),
    (G.vocab, "区域、指标、单位与角色"),
    (G.derived, "推算的陈述"),
    (G.conflicts, "陈述的冲突"),
    (G.catalog, "图的说明"),
)


def catalog(pages: Iterable[Page], base: str) -> Iterator[Quad]:
    """Yield the description of the data set."""
    agent, dataset = NamedNode(f"{base}agent/zhengtu"), NamedNode(f"{base}dataset")
    rows: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (agent, RDF.type, PROV.SoftwareAgent),
        (agent, RDFS.label, literal.chinese("政图")),
        (agent, SCHEMA.softwareVersion, literal.text(__version__)),
        (dataset, RDF.type, VOID.Dataset),
        (dataset, DCTERMS.title, literal.chinese("政图图谱")),
        (dataset, VOID.vocabulary, NamedNode(str(ZT).rstrip("#"))),
    ]
    for graph, label in GRAPHS:
        rows += [(graph, RDF.type, PROV.Bundle), (graph, DCTERMS.title, literal.chinese(label))]
    for page in pages:
        rows += [
            (page.run, RDF.type, PROV.Activity),
            (page.run, PROV.used, page.node),
            (page.run, PROV.wasAssociatedWith, agent),
            (page.graph, RDF.type, PROV.Bundle),
            (page.graph, PROV.wasDerivedFrom, page.node),
        ]
    return (Quad(*row, G.catalog) for row in rows)
