"""The page in a real browser: each control does what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from view_readings import HOSTILE, hostile, readings, store_of
from zhengtu.view import page
from zhengtu.view.draw import draw
from zhengtu.view.model import Edge, Node, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Show = Callable[[str], Page]


def states(tab: Page) -> dict[str, str]:
    """What the picture does with each node: "shown", "pale" or "hidden"."""
    return tab.evaluate(
        "Object.fromEntries(NODES.map((node, id) => [node.label, zhengtu.graph.states()[id]]))"
    )


def named(tab: Page, state: str) -> set[str]:
    return {name for name, value in states(tab).items() if value == state}


def click_node(tab: Page, name: str, **how: int) -> None:
    where = tab.evaluate(
        "name => zhengtu.graph.where(NODES.find((node) => node.label === name).id)", name
    )
    box = tab.locator("#network").bounding_box()
    tab.mouse.click(box["x"] + where["x"], box["y"] + where["y"], **how)


def test_opens_with_everything_named_and_nothing_chosen(tab: Page) -> None:
    assert tab.title() == "2 篇文档 documents · 政图"
    assert set(states(tab).values()) == {"shown"}
    assert tab.locator("#panel h2").inner_text() == "总览 Overview"
    labels = tab.evaluate("zhengtu.graph.labels().map((label) => label.node.label)")
    assert {"青岚示范区", "白鹭开发区", "林若川", "按时办结率", "星屿算力中心"} <= set(labels)


def test_no_label_covers_another(tab: Page) -> None:
    boxes = tab.evaluate(
        "zhengtu.graph.labels().map(({left, right, top, bottom}) => [left, right, top, bottom])"
    )
    for at, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[:at]:
            apart = right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
            assert apart


def test_the_legend_counts_and_hides_a_type(tab: Page) -> None:
    chip = tab.locator(".chip[data-type=official]")
    assert chip.locator(".number").inner_text() == "1"
    chip.click()
    assert named(tab, "hidden") == {"林若川"}
    assert chip.get_attribute("aria-pressed") == "false"
    chip.click()
    assert named(tab, "hidden") == set()


def test_hiding_a_zone_hides_what_is_its_alone(tab: Page) -> None:
    tab.locator("#zones summary").click()
    tab.locator("#zones label", has_text="白鹭开发区").click()
    assert named(tab, "hidden") == {"白鹭开发区", "按时办结率", "产值"}
    assert (
        tab.locator("#zonecount").inner_text().endswith(f"/ {tab.locator('#zones label').count()}")
    )


def test_hiding_all_offers_the_way_back(tab: Page) -> None:
    for chip in tab.locator(".chip").all():
        chip.click()
    tab.locator("#show-all").click()
    assert set(states(tab).values()) == {"shown"}


def test_search_finds_a_part_of_a_name(tab: Page) -> None:
    tab.keyboard.press("/")
    tab.keyboard.type("若川")
    assert tab.locator("#results li").all_inner_texts()[0].startswith("林若川")
    assert named(tab, "shown") == {"林若川"}
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == "林若川"
    assert tab.locator("#search").input_value() == "林若川"
    assert tab.locator("#results").is_hidden()
    assert tab.evaluate("document.activeElement.id") == "panel"
    tab.locator("#panel .ties .link").first.click()
    assert tab.locator("#panel h2").inner_text() == "青岚示范区"
    assert tab.locator("#search").input_value() == ""


def test_search_by_keyboard_walks_the_results(tab: Page) -> None:
    tab.locator("#search").fill("签约项目")
    assert tab.locator("#search").get_attribute("aria-activedescendant") == "result-0"
    tab.keyboard.press("ArrowDown")
    assert tab.locator("#search").get_attribute("aria-activedescendant") == "result-1"
    tab.keyboard.press("Escape")
    assert tab.locator("#search").input_value() == ""
    assert tab.locator("#results").is_hidden()


def test_search_says_when_there_is_none(tab: Page) -> None:
    tab.locator("#search").fill("查无此名")
    assert tab.locator("#results").inner_text() == "没有这个名称 No such name"


def test_search_shows_what_was_hidden(tab: Page) -> None:
    tab.locator(".chip[data-type=official]").click()
    tab.locator("#search").fill("林若川")
    assert "已隐藏" in tab.locator("#results").inner_text()
    tab.keyboard.press("Enter")
    assert states(tab)["林若川"] == "shown"


def test_a_node_shows_its_facts_with_the_words_marked(tab: Page) -> None:
    click_node(tab, "青岚示范区")
    assert tab.locator("#panel h2").inner_text() == "青岚示范区"
    fact = tab.locator(".fact", has_text="新签约项目").filter(has_text="42个").first
    assert fact.locator(".value").inner_text() == "42个"
    assert fact.locator("time").inner_text() == "2025-01-01—2025-11-28"
    assert fact.locator("mark").inner_text() == "42个"
    assert "今年以来新签约项目42个,总投资89.3亿元" in fact.locator("blockquote").inner_text()
    source = fact.locator(".source").inner_text().split()
    assert source[:3] == ["青岚白鹭两区发布会", "·", "2025-11-28"]


def test_a_figure_keeps_qualifier_aim_and_kind(tab: Page) -> None:
    tab.locator("#search").fill("外贸总额")
    tab.keyboard.press("Enter")
    values = tab.locator(".figure .value").all_inner_texts()
    assert values == ["达到3.2亿元", "54.4%", "80%", "超4亿元", "4亿元"]
    tags = [item.locator(".tag").all_inner_texts() for item in tab.locator(".figure").all()]
    assert tags == [[], ["增速"], ["目标完成率"], ["目标", "超过"], ["目标", "约", "推算"]]
    assert tab.locator(".figure .note").inner_text() == "由达到3.2亿元、80%推算"


def test_a_chosen_node_stands_out_from_the_rest(tab: Page) -> None:
    click_node(tab, "林若川")
    shown = named(tab, "shown")
    assert shown == {"林若川", "青岚示范区", "青岚示范区党工委", "青岚示范区管委会"}
    assert tab.locator(".ties").inner_text().split() == [
        "区域", "青岚示范区", "机构", "青岚示范区党工委", "委员", "青岚示范区管委会", "副主任",
    ]  # fmt: skip
    tab.keyboard.press("Escape")
    assert set(states(tab).values()) == {"shown"}


def test_a_line_shows_the_facts_that_name_both_ends(tab: Page) -> None:
    middle = tab.evaluate(
        """() => {
          const [one, other] = ["白鹭开发区", "按时办结率"].map((name) =>
            zhengtu.graph.where(NODES.find((node) => node.label === name).id));
          return {x: (one.x + other.x) / 2, y: (one.y + other.y) / 2};
        }"""
    )
    box = tab.locator("#network").bounding_box()
    tab.mouse.click(box["x"] + middle["x"], box["y"] + middle["y"])
    assert tab.locator("#panel .kind").first.inner_text().startswith("关系")
    assert tab.locator("#panel mark").all_inner_texts() == ["98.4%"]


def test_focus_leaves_the_neighbours_and_goes_back(tab: Page) -> None:
    click_node(tab, "签约项目")
    before = tab.evaluate("NODES.map((node) => zhengtu.graph.where(node.id))")
    tab.get_by_role("button", name="只看相关").click()
    assert named(tab, "shown") == {"签约项目", "青岚示范区", "白鹭开发区"}
    tab.locator("#whole").click()
    tab.keyboard.press("Escape")
    assert set(states(tab).values()) == {"shown"}
    assert tab.locator("#focused").is_hidden()
    after = tab.evaluate("NODES.map((node) => zhengtu.graph.where(node.id))")
    assert [spot["x"] for spot in after] == pytest.approx([spot["x"] for spot in before])


def test_a_chosen_indicator_shows_its_figures_at_the_zones(tab: Page) -> None:
    click_node(tab, "签约项目总投资")
    tab.wait_for_timeout(100)
    briefs = tab.evaluate(
        "Object.fromEntries(zhengtu.graph.labels().map(({node, brief}) => [node.label, brief]))"
    )
    assert (briefs["青岚示范区"], briefs["白鹭开发区"]) == ("89.3亿元", "116亿元")


def test_double_click_focuses(tab: Page) -> None:
    click_node(tab, "白鹭开发区", click_count=2)
    assert tab.locator("#focused").is_visible()
    assert "白鹭开发区" in named(tab, "shown")
    assert "林若川" in named(tab, "hidden")


def test_nothing_moves_by_itself(tab: Page) -> None:
    before = tab.evaluate("NODES.map((node) => zhengtu.graph.where(node.id))")
    tab.wait_for_timeout(400)
    assert tab.evaluate("NODES.map((node) => zhengtu.graph.where(node.id))") == before


def test_zones_are_compared_on_what_they_share(tab: Page) -> None:
    tab.locator("#tab-compare").click()
    heads = tab.locator("#compare thead th").all_inner_texts()
    assert heads == ["指标 Indicator", "青岚示范区", "白鹭开发区"]
    rows = {
        row.locator("th").inner_text(): row.locator(".cell b").all_inner_texts()
        for row in tab.locator("#compare tbody tr").all()
    }
    assert rows == {
        "签约项目 (个)": ["5个", "42个", "76个"],
        "签约项目总投资 (元)": ["89.3亿元", "116亿元"],
    }
    tab.locator("#only-shared").uncheck()
    assert "按时办结率 · 比率 (%)" in tab.locator("#compare tbody").inner_text()


def test_a_compared_figure_opens_its_sentence(tab: Page) -> None:
    tab.locator("#tab-compare").click()
    assert tab.locator("#panel").is_hidden()
    tab.locator(".cell", has_text="116亿元").click()
    assert tab.locator("#panel mark").inner_text() == "116亿元"
    tab.keyboard.press("Escape")
    assert tab.locator("#panel").is_hidden()


def test_a_conflict_leads_to_its_facts(tab: Page) -> None:
    tab.get_by_role("button", name="数值冲突").click()
    assert tab.locator(".figure .value").all_inner_texts() == ["7亿元", "8亿元"]
    assert tab.locator(".figure .warn").count() == 2


def test_a_figure_names_who_said_it_and_whose_it_is(tab: Page) -> None:
    click_node(tab, "纳税")
    assert tab.locator(".figure .meta .link").all_inner_texts() == ["青岚示范区", "青禾公司"]
    tab.locator("#search").fill("签约项目")
    tab.keyboard.press("Enter")
    assert "据 林若川" in tab.locator(".figure", has_text="42个").inner_text()


def test_documents_are_listed_newest_first(tab: Page) -> None:
    tab.locator("#tab-sources").click()
    rows = [row.inner_text().split("\t") for row in tab.locator("#sources tbody tr").all()]
    assert [row[:2] for row in rows] == [
        ["2026-02-03", "一月快讯"],
        ["2025-11-28", "青岚白鹭两区发布会"],
    ]
    tab.get_by_role("button", name="一月快讯").first.click()
    assert tab.locator("#panel mark").all_inner_texts() == ["5个"]


def test_tabs_go_by_arrow_keys(tab: Page) -> None:
    tab.locator("#tab-graph").focus()
    tab.keyboard.press("ArrowRight")
    assert tab.locator("#compare").is_visible()
    assert tab.evaluate("document.activeElement.id") == "tab-compare"
    tab.keyboard.press("ArrowLeft")
    assert tab.locator("#network").is_visible()


def test_the_camera_goes_by_keyboard_and_buttons(tab: Page) -> None:
    def scale() -> float:
        return tab.evaluate("zhengtu.graph.camera().scale")

    start = tab.evaluate("zhengtu.graph.camera()")
    tab.locator("#network").focus()
    tab.keyboard.press("+")
    assert scale() == pytest.approx(start["scale"] * 1.25)
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("zhengtu.graph.camera().x") > start["x"]
    tab.locator("#zoom-out").click()
    tab.locator("#zoom-all").click()
    assert tab.evaluate("zhengtu.graph.camera()") == pytest.approx(start)


def test_every_control_is_reached_by_tab_and_has_a_name(tab: Page) -> None:
    reached = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        here = tab.evaluate(
            """() => { const e = document.activeElement; return e === document.body ? null :
            [e.id || e.className, (e.getAttribute("aria-label") || e.innerText || "").trim(),
             getComputedStyle(e).outlineStyle]; }"""
        )
        if here is None:
            break
        reached.append(here)
    ids = {item[0] for item in reached}
    assert {"search", "tab-graph", "chip", "network", "zoom-in", "zoom-all", "link"} <= ids
    assert [key for key, name, _ in reached if not name] == []
    assert [key for key, _, outline in reached if outline == "none"] == []


def test_every_button_has_a_name(tab: Page) -> None:
    unnamed = tab.evaluate(
        """[...document.querySelectorAll("button, input, [role=button]")].filter((e) =>
        !(e.getAttribute("aria-label") || e.textContent || e.labels?.length)).length"""
    )
    assert unnamed == 0


def test_the_panel_index_reaches_every_node(tab: Page) -> None:
    for box in tab.locator("#panel details").all():
        box.evaluate("element => { element.open = true; }")
    tab.wait_for_timeout(50)
    listed = set(tab.locator("#panel [data-node]").all_inner_texts())
    assert listed == set(states(tab))


def test_sentences_can_be_folded_away(tab: Page) -> None:
    click_node(tab, "青岚示范区")
    tab.get_by_role("button", name="原文").click()
    assert tab.locator("#panel blockquote").first.is_hidden()


def test_hostile_names_are_text(show: Show) -> None:
    tab = show(page(store_of(hostile())))
    assert tab.locator("#panel img, #panel script").count() == 0
    click_node(tab, HOSTILE[2])
    assert tab.locator("#panel h2").inner_text() == HOSTILE[2]
    tab.locator("#search").fill("onerror")
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == HOSTILE[0]
    assert tab.locator("#title").inner_text() == HOSTILE[1]
    tab.locator("#tab-sources").click()
    assert HOSTILE[1] in tab.locator("#sources tbody").inner_text()


def test_marks_that_turn_text_around_are_named(show: Show) -> None:
    tab = show(page(store_of(hostile())))
    tab.locator("#search").fill("evil")
    tab.keyboard.press("Enter")
    assert tab.locator("#panel h2").inner_text() == "[U+202E]evil[U+202C]"
    assert tab.locator("#panel mark").inner_text() == "[U+202E]evil[U+202C]"


def test_an_empty_graph_says_so(show: Show) -> None:
    tab = show(page(ox.Store()))
    assert tab.locator("#empty").inner_text().startswith("这张图是空的")
    tab.locator("#tab-compare").click()
    assert "没有可对比的数据" in tab.locator("#compare").inner_text()


def test_a_part_has_only_its_nodes(show: Show) -> None:
    store = store_of(*readings())
    tab = show(page(store, zone="白鹭开发区", types={"zone", "metric"}))
    assert set(states(tab)) == {
        "白鹭开发区", "签约项目", "签约项目总投资", "按时办结率", "产值",
    }  # fmt: skip


def many(zones: int, each: int) -> View:
    """A view of so many areas with so many things each, and one indicator that all share."""
    kinds = ("policy", "event", "organization", "indicator")
    areas = [Node(f"z{at}", "zone", f"第{at}示范区") for at in range(zones)]
    things = [
        Node(f"{area.key}/{at}", kinds[at % 4], f"{area.name}第{at}号事项", zones=(area.key,))
        for area in areas
        for at in range(each)
    ]
    shared = Node("shared", "indicator", "地区生产总值", zones=tuple(area.key for area in areas))
    nodes = (*areas, *things, shared)
    edges = tuple(Edge(zone, node.key) for node in nodes for zone in node.zones)
    return View("许多区域", nodes, edges, (), ())


def test_two_thousand_nodes_stay_readable(show: Show) -> None:
    tab = show(draw(many(31, 64)))
    assert len(states(tab)) == 31 * 65 + 1
    labels = tab.evaluate("zhengtu.graph.labels().map(({node}) => [node.group, node.label])")
    assert [label for kind, label in labels if kind != "zone"] == ["地区生产总值"]
    assert len(labels) == 32
    tab.locator("#search").fill("第7示范区第9号")
    tab.keyboard.press("Enter")
    assert named(tab, "shown") == {"第7示范区", "第7示范区第9号事项"}
    assert (
        tab.evaluate("zhengtu.graph.labels().map(({text}) => text)").count("第7示范区第9号事项")
        == 1
    )


def test_fits_a_laptop_and_a_narrow_window(show: Show, html: str) -> None:
    tab = show(html)
    for width, height in ((1024, 700), (720, 900)):
        tab.set_viewport_size({"width": width, "height": height})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.locator("#search").is_visible()
        assert tab.locator("#network").bounding_box()["width"] > 300
