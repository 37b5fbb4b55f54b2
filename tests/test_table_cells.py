"""Tables inside a text, and the metrics of their cells, from ``cases/table-cells.md``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import read, unmarked
from test_measure import agreed, expected, found
from zhengtu.explain import explain_text
from zhengtu.extract.table_cells import RULE
from zhengtu.model import Metric, Project, Zone

CASES = (
    (Path(__file__).parent / "cases/table-cells.md").read_text(encoding="utf-8").split("\n## ")[1:]
)
_FENCED = re.compile(r"```\n(.*?)```", re.DOTALL)


def metrics_of(text):
    return [fact for fact in read(text).facts if isinstance(fact, Metric)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.partition("\n")[0])
def test_the_cells_of_a_table_give_their_metrics_and_no_others(case):
    text, says = _FENCED.split(case)[1:]
    plain, figures = unmarked(text)
    got = metrics_of(plain)
    assert [metric.span.quote for metric in got] == figures
    assert all(plain[m.span.start : m.span.end] == m.span.quote for m in got)
    wanted = [expected(said) for said in re.findall(r"^- (.+)$", says, re.MULTILINE)]
    fields = [found(metric) for metric in got]
    assert [agreed(one, other) for one, other in zip(wanted, fields, strict=True)] == fields


PLACES = "| 县区 | 税收(亿元) | 增速(%) |\n| --- | --- | --- |\n| 于都县 | 12 | 3.5 |\n| 信丰县 | 9 | 2 |\n"


def test_a_change_in_a_row_is_tied_to_the_figure_before_it():
    got = metrics_of(PLACES)
    assert [m.relative_to and m.relative_to.quote for m in got] == [None, "12", None, "9"]
    assert {m.rule for m in got} == {RULE}


def test_the_places_of_rows_are_zones():
    zones = [fact for fact in read(PLACES).facts if isinstance(fact, Zone)]
    assert [(zone.name, zone.span.quote) for zone in zones] == [
        ("于都县", "于都县"),
        ("信丰县", "信丰县"),
    ]


def test_an_investment_in_a_table_makes_a_project():
    text = "| 项目名称 | 占地（亩） | 总投资（亿元） |\n|---|---|---|\n| 云岭精密铸件园 | 120 | 5.3 |\n"
    (project,) = [fact for fact in read(text).facts if isinstance(fact, Project)]
    assert (project.name, str(project.investment), project.unit) == (
        "云岭精密铸件园",
        "5.3",
        "亿元",
    )


def test_a_column_without_a_unit_is_left_open_once():
    reading = read("| 指标 | 本期 |\n| --- | --- |\n| 税收 | 31 |\n| 投资 | 4 |\n")
    assert [item.span.quote for item in reading.open] == ["31"]
    assert "单位" in reading.open[0].why


CELLS = st.text(st.sampled_from("甲县税收25.%（亿元）年|<td> \t-"), max_size=8)


@given(st.lists(st.lists(CELLS, max_size=4).map("|".join), max_size=6).map("\n".join))
def test_any_text_with_strokes_and_tags_is_read(text):
    for metric in metrics_of(text):
        assert text[metric.span.start : metric.span.end] == metric.span.quote


def test_the_figures_of_cells_are_explained():
    said = explain_text(PLACES, place="江西省赣州市")
    assert "    12 = 税收 | 12 亿元 | amount | - | - | 于都县 | actual" in said
