"""The graph as a network of things, for networkx and all that reads it.

Statements, evidence and runs are no nodes: what the statements say becomes edges between
the things that they are about.  Posts are folded into the edge from a person to a body.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from zhengtu.store import TYPED, select_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from zhengtu.store import Row

NODES = (
    "SELECT ?node ?type ?label (SAMPLE(?area) AS ?zone) {"
    + TYPED
    + """
  ?node a ?class ; rdfs:label ?label . FILTER(LANG(?label) = "zh")
  OPTIONAL { ?node zt:inZone/rdfs:label ?area }
} GROUP BY ?node ?type ?label"""
)
TIES = """SELECT ?source ?target ?type ?label {
  VALUES (?property ?type ?label) {
    (zt:inZone "inZone" "所在") (zt:partOf "partOf" "隶属") (skos:broader "broader" "上位")
    (dcterms:publisher "publisher" "发布") (dcterms:replaces "replaces" "取代")
    (zt:carriesOut "carriesOut" "落实") (schema:organizer "organizer" "主办")
    (schema:attendee "attendee" "出席") (schema:funder "funder" "投资") }
  ?source ?property ?target }"""
POSTS = """SELECT ?source ?target ?label {
  ?source org:holds ?post . ?post org:postIn ?target ; org:role/rdfs:label ?label }"""
STATUSES = """SELECT ?source ?target ?label ?date {
  ?statement zt:about ?target ; zt:policyStatus/skos:prefLabel ?label .
  ?target zt:inZone ?source . FILTER(LANG(?label) = "zh")
  OPTIONAL { ?statement zt:asOf ?date } }"""
FIGURES = """SELECT ?statement ?source ?target ?exact ?start ?date ?conflict ?main {
  ?statement zt:indicator ?target ; zt:evidence/oa:hasSelector ?selector .
  ?selector oa:exact ?exact ; oa:start ?start .
  OPTIONAL { ?statement zt:aboutProject ?project } OPTIONAL { ?statement zt:holder ?holder }
  OPTIONAL { ?statement zt:aboutZone ?zone }
  BIND(COALESCE(?project, ?holder, ?zone) AS ?source) FILTER(BOUND(?source))
  OPTIONAL { ?statement zt:asOf ?date } OPTIONAL { ?statement zt:relativeTo ?main }
  BIND(EXISTS { ?conflict_ zt:conflictMember ?statement } AS ?conflict) }"""


def network(store: Store) -> nx.MultiDiGraph[str]:
    """Return the things of a graph and what ties them together.

    Nodes are IRIs, with the attributes ``type`` (zone, official, person, organization, policy,
    event, project, platform, indicator), ``label`` and ``zone`` (the area's label, or "").

    Edges have ``type``, ``label`` and ``title``, and ``type`` as their key:

    - inZone, partOf, broader, publisher, replaces, carriesOut, organizer, attendee, funder: what
      the graph says of the two; ``label`` names it in Chinese;
    - holds: a person and a body, ``label`` the titles held there;
    - status: a zone and its policy, ``label`` the latest status;
    - figure: whose a figure is (a project's, a body's, else an area's) and the indicator, one
      edge for all their figures; ``label`` the latest in the text's words (one that is no
      growth or share of another), ``title`` all of them, one a line, ``count`` how many,
      ``conflict`` whether any contradicts another.

    Every attribute is a str, int or bool, so that GraphML and GEXF can hold it.

    >>> from pyoxigraph import Store
    >>> network(Store()).number_of_nodes()
    0
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in _rows(store, NODES, "node"):
        graph.add_node(row["node"], type=row["type"], label=row["label"], zone=row.get("zone", ""))
    for row in _rows(store, TIES, "type", "source", "target"):
        _tie(graph, row, type=row["type"], label=row["label"], title=row["label"])
    for rows in _grouped(_rows(store, POSTS, "label")):
        titles = "、".join(row["label"] for row in rows)
        _tie(graph, rows[0], type="holds", label=titles, title=titles)
    for rows in _grouped(_rows(store, STATUSES, "date", "label")):
        steps = "\n".join(f"{row.get('date', '')} {row['label']}".strip() for row in rows)
        _tie(graph, rows[0], type="status", label=rows[-1]["label"], title=steps)
    for rows in _grouped(_rows(store, FIGURES, "statement")):
        _tie(graph, rows[0], **_figures(rows))
    return graph


def _figures(rows: list[Row]) -> dict[str, str | int | bool]:
    rows = sorted(rows, key=lambda row: (row.get("date", ""), int(row["start"])))
    main = [row for row in rows if "main" not in row]
    return {
        "type": "figure",
        "label": (main or rows)[-1]["exact"],
        "title": "\n".join(f"{row.get('date', '')} {row['exact']}".strip() for row in rows),
        "count": len(rows),
        "conflict": any(row["conflict"] == "true" for row in rows),
    }


def _tie(graph: nx.MultiDiGraph[str], row: Row, **attributes: str | int | bool) -> None:
    """Add an edge, unless one of its ends is no node."""
    if row["source"] in graph and row["target"] in graph:
        graph.add_edge(row["source"], row["target"], key=str(attributes["type"]), **attributes)


def _rows(store: Store, query: str, *order: str) -> list[Row]:
    """Return the rows of a query in the order of some columns; those without one go first."""
    return sorted(
        select_rows(store, query),
        key=lambda row: ([row.get(name, "") for name in order], sorted(row.items())),
    )


def _grouped(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield the rows that tie the same two, by their ends, in the order given."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["source"], row["target"]].append(row)
    return (groups[ends] for ends in sorted(groups))
