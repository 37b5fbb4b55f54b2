"""The page as text: one file, deterministic, inert; and the parts it is made of."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest

from view_readings import HOSTILE, hostile, readings, store_of
from zhengtu.describe import describe
from zhengtu.errors import UsageError
from zhengtu.serialize import to_nquads
from zhengtu.view import page
from zhengtu.view.adopt import adopt
from zhengtu.view.group import group
from zhengtu.view.layout import ROW, Group, lay_out
from zhengtu.view.model import TYPES, Edge, Fact, Node, Source, View
from zhengtu.view.payload import briefs, data_block
from zhengtu.view.reader import read_view
from zhengtu.view.select import select

SOURCE = Path(__file__).parents[1] / "src" / "zhengtu"


@pytest.fixture(scope="module")
def view():
    return read_view(store_of(*readings()))


@pytest.fixture(scope="module")
def html() -> str:
    return page(store_of(*readings()))


class Tags(HTMLParser):
    """Every tag with its attributes, and the text of every script by id."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict]] = []
        self.scripts: dict[str, str] = {}
        self.script: str | None = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.script = dict(attrs).get("id", "") if tag == "script" else None

    def handle_endtag(self, _tag):
        self.script = None

    def handle_data(self, data):
        if self.script is not None:
            self.scripts[self.script] = data


def by_name(view, name):
    return next(node for node in view.nodes if node.name == name)


def test_nothing_outside_the_file_is_referred_to(html):
    links = {
        value
        for _, attributes in Tags(html).tags
        for name, value in attributes.items()
        if name in {"src", "href", "action", "data", "poster", "srcset"}
    }
    assert links == {"data:,", "#panel"}
    assert "default-src 'none'" in html
    assert "bootstrap" not in html


def test_the_library_is_carried_once_and_the_page_is_small(html):
    assert html.count("@version 9.1.2") == 1
    assert len(html.encode()) < 650_000


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(tmp_path):
    graph = tmp_path / "graph.nq"
    text = to_nquads(describe(readings()))
    graph.write_bytes(text if isinstance(text, bytes) else text.encode())
    program = (
        "import sys, pyoxigraph as ox; from zhengtu.view import page; store = ox.Store();"
        f"store.load(path={str(graph)!r}, format=ox.RdfFormat.N_QUADS);"
        "sys.stdout.buffer.write(page(store).encode())"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert pages == {page(store_of(*readings())).encode()}


def test_hostile_names_leave_no_tag_and_no_template(html):
    bad = page(store_of(hostile()))
    tags = [tag for tag, _ in Tags(bad).tags]
    assert tags == [tag for tag, _ in Tags(html).tags]
    names = {node["label"] for node in json.loads(Tags(bad).scripts["data-nodes"])}
    assert set(HOSTILE) <= names


def test_a_data_block_cannot_be_left():
    block = data_block("</script><!--&\u2028\u2029")
    assert not re.search("[<>&\u2028\u2029]", block)
    assert json.loads(block) == "</script><!--&\u2028\u2029"


def test_importing_the_package_imports_no_pyvis():
    program = (
        "import sys, zhengtu.view; print([n for n in ('pyvis', 'IPython') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert done.stdout == "[]\n"


def test_only_the_page_imports_pyvis():
    users = {
        file.relative_to(SOURCE).parts[0]
        for file in SOURCE.rglob("*.py")
        if re.search(r"^\s*(import|from) pyvis", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert users == {"view"}


def test_figures_are_as_printed(view):
    facts = [fact for fact in view.facts if fact.type == "metric" and fact.value == "42个"]
    [fact] = facts
    assert (fact.label, fact.period) == ("新签约项目", "2025-01-01/2025-11-28")
    assert fact.prefix.endswith("今年以来新签约项目")
    assert fact.suffix.startswith(",总投资89.3亿元")
    assert by_name(view, "青岚示范区").key == fact.zone


def test_an_indicator_of_one_area_shows_its_latest_figure(view):
    brief = briefs(view)
    assert brief[by_name(view, "按时办结率").key] == "98.4%"
    assert brief[by_name(view, "外贸总额").key] == "达到3.2亿元 +4"
    assert by_name(view, "签约项目").key not in brief


def test_indicators_belong_to_the_zones_of_their_figures(view):
    names = {node.key: node.name for node in view.nodes}
    assert {names[key] for key in by_name(view, "签约项目").zones} == {"青岚示范区", "白鹭开发区"}


def test_a_figure_of_a_project_or_a_company_is_not_compared_as_the_areas_own(view):
    series = {fact.value: fact.series for fact in view.facts if fact.type == "metric"}
    assert (series["20亿元"], series["9亿元"]) == ("", "")
    assert series["116亿元"] == "签约项目总投资 (元)"
    company = by_name(view, "青禾公司")
    assert [fact.value for fact in view.facts if company.key in fact.nodes] == ["9亿元"]


def test_who_said_a_figure_and_what_is_known_of_an_event(view):
    assert {fact.speaker for fact in view.facts if fact.value == "42个"} == {"林若川"}
    assert by_name(view, "第三届青岚种业大会").details == (("届次", "3"), ("日期", "2025-05-08"))


def test_a_derived_figure_says_from_what(view):
    [target] = [fact for fact in view.facts if fact.type == "derived"]
    assert (target.value, target.note) == ("4亿元", "由达到3.2亿元、80%推算")
    assert {"目标", "推算"} <= set(target.tags)


def test_a_conflict_names_its_facts(view):
    values = {fact.key: fact.value for fact in view.facts}
    clashes = [(item.label, sorted(map(values.get, item.facts))) for item in view.conflicts]
    assert clashes == [("数值冲突", ["7亿元", "8亿元"])]


def test_things_come_in_the_order_of_the_text(view):
    types = [node.type for node in view.nodes]
    order = [item.key for item in TYPES]
    assert types == sorted(types, key=order.index)


def test_posts_tie_an_official_to_the_bodies(view):
    keys = {node.key: node.name for node in view.nodes}
    ties = {(keys[edge.source], keys[edge.target]): edge.label for edge in view.edges}
    assert ties["林若川", "青岚示范区管委会"] == "副主任"
    assert ties["林若川", "青岚示范区党工委"] == "委员"


def test_documents_stand_newest_first(view):
    assert [source.date for source in view.sources] == ["2026-02-03", "2025-11-28"]


def test_a_part_is_an_area_and_what_lies_in_it(view):
    part = select(view, zone="白鹭开发区")
    assert {node.name for node in part.nodes} == {
        "白鹭开发区", "签约项目", "签约项目总投资", "按时办结率", "产值",
    }  # fmt: skip
    assert {fact.value for fact in part.facts if fact.type == "metric"} == {
        "76个",
        "116亿元",
        "98.4%",
        "7亿元",
        "8亿元",
    }
    assert [source.title for source in part.sources] == ["青岚白鹭两区发布会"]
    assert briefs(part)[by_name(part, "签约项目").key] == "76个"
    assert len(group(part)) == 1


def test_a_city_includes_its_zones(view):
    part = select(view, zone="澄江市")
    assert {"青岚示范区", "白鹭开发区", "林若川"} <= {node.name for node in part.nodes}


def test_an_area_is_also_found_by_another_name_and_by_iri(view):
    area = by_name(view, "青岚示范区")
    assert select(view, zone=area.key) == select(view, zone="青岚示范区")
    assert select(view, zone="青岚") == select(view, zone="青岚示范区")


def test_types_keep_their_nodes_and_facts(view):
    part = select(view, types=["zone", "official"])
    assert {node.type for node in part.nodes} == {"zone", "official"}
    assert "metric" not in {fact.type for fact in part.facts}
    assert select(view, types=["metric"]) == select(view, types=["indicator"])


@pytest.mark.parametrize(
    ("choice", "error"),
    [
        ({"zone": "月球"}, "月球: 图中没有这个区域"),
        ({"types": ["officer"]}, "officer: 没有这个类型"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(view, choice, error):
    with pytest.raises(UsageError) as caught:
        select(view, **choice)
    assert str(caught.value).startswith(error)
    assert caught.value.hint


def test_an_empty_store_gives_a_page():
    assert "空图" in page(ox.Store())


@pytest.mark.parametrize("count", [0, 1, 2, 45, 400])
def test_labels_of_a_group_have_a_line_each(count):
    keys = tuple(f"n{at}" for at in range(count))
    spots = lay_out([Group(("hub",), keys), Group((), ("other",))])
    assert set(spots) == {"hub", "other", *keys}
    lines = [(spot.y, spot.x) for key, spot in spots.items() if key != "hub"]
    assert len(set(lines)) == len(lines)
    for one in keys:
        for other in keys:
            near = abs(spots[one].x - spots[other].x) < 100
            if one < other and near and spots[one].side == spots[other].side:
                assert abs(spots[one].y - spots[other].y) >= ROW - 1


def view_of(zones, things, inside=()):
    """A view with these areas, things as (name, type, areas), and (area, area below) pairs."""
    nodes = [Node(zone, "zone", zone) for zone in zones]
    nodes += [Node(name, kind, name, zones=areas) for name, kind, areas in things]
    edges = [Edge(over, below) for over, below in inside]
    return View("", tuple(nodes), tuple(edges), (), ())


def test_an_area_of_weight_is_a_hub_and_a_small_one_stands_with_the_one_above():
    own = [(f"p{at}", "policy", ("省",)) for at in range(30)]
    view = view_of(["省", "县"], [*own, ("e", "event", ("县",))], [("省", "县")])
    [only] = group(view)
    assert only.hubs == ("省",)
    assert only.members[-2:] == ("县", "e")


def test_what_two_hubs_share_stands_in_the_middle_below_the_area_above_them():
    things = [
        ("a", "policy", ("甲",)),
        ("b", "event", ("乙",)),
        ("both", "indicator", ("甲", "乙")),
    ]
    view = view_of(["市", "甲", "乙"], things, [("市", "甲"), ("市", "乙")])
    assert group(view) == [
        Group(("甲",), ("a",)),
        Group(("市",), ("both",)),
        Group(("乙",), ("b",)),
    ]


def test_areas_in_a_circle_end_somewhere():
    things = [("a", "policy", ("甲",))]
    groups = group(view_of(["甲", "乙"], things, [("甲", "乙"), ("乙", "甲")]))
    assert {key for item in groups for key in (*item.hubs, *item.members)} == {"甲", "乙", "a"}


def test_what_has_no_area_hangs_on_the_documents_that_speak_of_it():
    nodes = (Node("o", "organization", "某社"), Node("z", "zone", "某区"))
    fact = Fact("f", "organization", ("o",), "某社", source="d")
    view = View("", nodes, (), (fact,), (Source("d", "某文"), Source("e", "他文")))
    adopted = adopt(view)
    assert [(node.key, node.type, node.homes) for node in adopted.nodes] == [
        ("o", "organization", ("d",)),
        ("z", "zone", ()),
        ("d", "document", ()),
    ]
    assert adopted.edges == (Edge("d", "o"),)
    assert adopted.facts[0].nodes == ("o", "d")
