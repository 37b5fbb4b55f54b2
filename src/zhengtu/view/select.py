"""A part of a view: one area and what lies in it, some types only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.errors import UsageError
from zhengtu.view.model import TYPE

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Set as AbstractSet

    from zhengtu.view.model import Node, View

SHOWN = 12  # how many names an error lists


def select(view: View, *, zone: str | None = None, types: Collection[str] | None = None) -> View:
    """The part of ``view`` in the area and of the types; the whole where neither is given."""
    if zone is not None:
        view = _in_area(view, _area(view, zone))
    if types is not None:
        kinds = _kinds(types)
        view = _keep(view, {node.key for node in view.nodes if node.type in kinds})
    return view


def _kinds(types: Collection[str]) -> frozenset[str]:
    kinds = {name: name for name in TYPE} | {"metric": "indicator"}
    for name in types:
        if name not in kinds:
            raise UsageError(
                "没有这个类型 (no such type)", name, f"可用 (one of): {', '.join(sorted(kinds))}"
            )
    return frozenset(kinds[name] for name in types)


def _area(view: View, name: str) -> Node:
    areas = [node for node in view.nodes if node.type == "zone"]
    found = [node for node in areas if name in (node.key, node.name, *node.names)]
    if not found:
        known = "、".join(node.name for node in areas[:SHOWN])
        raise UsageError("图中没有这个区域 (no such area)", name, f"图中有 (there are): {known}")
    if len(found) > 1:
        keys = " ".join(node.key for node in found[:SHOWN])
        raise UsageError("不止一个区域叫这个名称 (ambiguous)", name, f"用 IRI (use an IRI): {keys}")
    return found[0]


def _in_area(view: View, area: Node) -> View:
    inside = {area.key} | _below(view, area.key)
    zones = {node.key for node in view.nodes if node.type == "zone"}
    kept = {node.key for node in view.nodes if node.key in inside or set(node.zones) & inside}
    outside = zones - inside
    facts = tuple(fact for fact in view.facts if outside.isdisjoint(fact.nodes))
    nodes = tuple(
        node._replace(zones=tuple(zone for zone in node.zones if zone in inside))
        for node in view.nodes
    )
    title = f"{area.name} · {view.title}"
    return _keep(view._replace(title=title, nodes=nodes, facts=facts), kept)


def _below(view: View, area: str) -> AbstractSet[str]:
    """The areas inside ``area``, at any depth."""
    zones = {node.key for node in view.nodes if node.type == "zone"}
    found = {area}
    while True:
        more = {edge.target for edge in view.edges if edge.source in found} & zones - found
        if not more:
            return found
        found |= more


def _keep(view: View, kept: AbstractSet[str]) -> View:
    """The view with these nodes only, and the facts whose subject is one of them."""
    facts = tuple(fact for fact in view.facts if fact.nodes and fact.nodes[0] in kept)
    said = {fact.key for fact in facts}
    sources = {fact.source for fact in facts}
    return view._replace(
        nodes=tuple(node for node in view.nodes if node.key in kept),
        edges=tuple(edge for edge in view.edges if {edge.source, edge.target} <= kept),
        facts=facts,
        sources=tuple(source for source in view.sources if source.key in sources),
        conflicts=tuple(item for item in view.conflicts if said.issuperset(item.facts)),
    )
