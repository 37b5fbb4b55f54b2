"""The graph folded into a network of things."""

from __future__ import annotations

import io
from dataclasses import replace

import networkx as nx
import pyoxigraph as ox

from two_pages import november, store_of, two_pages
from zhengtu import vocab
from zhengtu.network import network

NET = network(two_pages())
HIGH = f"{vocab.BASE}area/云岭省/宁湖市/松山高新区"
SEEDS = f"{vocab.BASE}policy/云岭省/宁湖市/松山高新区/松山高新区支持种业发展若干措施"


def edge(source: str, target: str, kind: str) -> dict[str, object]:
    return dict(NET.edges[source, target, kind])


def test_nodes_are_things_with_type_label_and_zone() -> None:
    assert NET.nodes[HIGH] == {"type": "zone", "label": "松山高新区", "zone": ""}
    assert NET.nodes[SEEDS]["zone"] == "松山高新区"
    kinds = {data["type"] for _, data in NET.nodes(data=True)}
    assert kinds == {
        "zone", "official", "person", "organization", "policy", "event", "project", "platform",
        "indicator",
    }  # fmt: skip
    paths = {node.removeprefix(vocab.BASE).split("/")[0] for node in NET}
    assert not paths & {"statement", "doc", "run", "unit", "role"}


def test_ties_of_the_graph_are_edges() -> None:
    city = f"{vocab.BASE}area/云岭省/宁湖市"
    assert edge(HIGH, city, "partOf") == {"type": "partOf", "label": "隶属", "title": "隶属"}
    assert edge(SEEDS, HIGH, "inZone")["label"] == "所在"


def test_posts_are_folded_into_one_edge() -> None:
    person = f"{vocab.BASE}person/云岭省/宁湖市/松山高新区/李明远"
    body = f"{vocab.BASE}org/云岭省/宁湖市/松山高新区管委会"
    assert edge(person, body, "holds")["label"] == "副主任"
    assert not [node for node in NET if "/post/" in node]


def test_a_policy_shows_its_latest_status() -> None:
    assert edge(HIGH, SEEDS, "status") == {
        "type": "status",
        "label": "已印发",
        "title": "2025-11-20 征求意见\n2026-01-20 已印发",
    }


def test_figures_are_one_edge_that_shows_the_latest() -> None:
    trade = edge(HIGH, f"{vocab.BASE}indicator/进出口总额", "figure")
    assert trade["label"] == "4.8亿元"
    assert trade["count"] == 5
    assert trade["conflict"] is False
    lines = str(trade["title"]).split("\n")
    assert [line.split()[1] for line in lines] == ["3.6亿元", "12%", "80%", "5亿元", "4.8亿元"]


def test_a_contradicted_figure_is_marked() -> None:
    assert edge(HIGH, f"{vocab.BASE}indicator/跨境电商交易额", "figure")["conflict"] is True


def test_a_projects_figure_is_the_projects() -> None:
    project = f"{vocab.BASE}project/云岭省/宁湖市/松山高新区/云河精工产业园"
    investment = f"{vocab.BASE}indicator/投资额"
    assert edge(project, investment, "figure")["label"] == "12亿元"
    assert not NET.has_edge(HIGH, investment)


def test_the_network_is_the_same_whatever_the_order_of_triples() -> None:
    turned = ox.Store()
    turned.extend(sorted(two_pages(), key=str, reverse=True))
    other = network(turned)
    assert list(other.nodes(data=True)) == list(NET.nodes(data=True))
    assert list(other.edges(keys=True, data=True)) == list(NET.edges(keys=True, data=True))


def test_graphml_and_gexf_can_hold_it() -> None:
    for write, read in ((nx.write_graphml, nx.read_graphml), (nx.write_gexf, nx.read_gexf)):
        buffer = io.BytesIO()
        write(NET, buffer)
        buffer.seek(0)
        assert set(read(buffer).nodes) == set(NET.nodes)


def test_an_undated_graph_has_a_network_too() -> None:
    page = november()
    undated = replace(page, document=replace(page.document, date=None))
    net = network(store_of(undated))
    assert net.number_of_edges() == network(store_of(page)).number_of_edges()


def test_a_growth_is_not_shown_as_the_figure() -> None:
    page = november()
    facts = tuple(fact for fact in page.facts if fact.span.quote != "5亿元")
    net = network(store_of(replace(page, facts=facts)))
    trade = net.edges[HIGH, f"{vocab.BASE}indicator/进出口总额", "figure"]
    assert trade["label"] == "3.6亿元"
    assert trade["title"].endswith("80%")
