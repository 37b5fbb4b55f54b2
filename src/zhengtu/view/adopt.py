"""What belongs to no area hangs on the documents that speak of it: nothing floats alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from zhengtu.view.model import Edge, Node

if TYPE_CHECKING:
    from zhengtu.view.model import View


def adopt(view: View) -> View:
    """The view with a node for each document that speaks of something without an area."""
    lone = {node.key for node in view.nodes if node.type != "zone" and not node.zones}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    facts = []
    for fact in view.facts:
        mine = lone.intersection(fact.nodes) if fact.source else ()
        for key in mine:
            found[key][fact.source or ""] = None
        facts.append(fact._replace(nodes=(*fact.nodes, fact.source or "")) if mine else fact)
    hosts = {document for documents in found.values() for document in documents}
    nodes = [node._replace(documents=tuple(found.get(node.key, ()))) for node in view.nodes]
    nodes += [Node(item.key, "document", item.title) for item in view.sources if item.key in hosts]
    edges = [Edge(host, node.key) for node in nodes for host in node.documents]
    return view._replace(nodes=tuple(nodes), edges=view.edges + tuple(edges), facts=tuple(facts))
