"""Sentences and the metrics they must give, from ``cases/metrics.md`` and ``cases/no-metrics.md``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from case_tables import cases
from marked import read, unmarked
from zhengtu.model import Metric

if TYPE_CHECKING:
    from collections.abc import Mapping

CITY = "赣州市"
_SAID = re.compile(
    r"(?P<name>.+?) = (?P<value>\S+) (?:(?P<unit>\S+) )?(?P<kind>[a-z_]+)(?:, (?P<more>.+))?"
)
_HEDGES = ("over", "under", "about", "reach")


def metrics_of(text: str) -> list[Metric]:
    return [fact for fact in read(text).facts if isinstance(fact, Metric)]


def expected(said: str) -> dict[str, object]:
    """What one entry of the table says, field by field; a ratio has no unit."""
    match = _SAID.fullmatch(said)
    assert match is not None, f"not `indicator = value unit kind`: {said}"
    lower, _, upper = match["value"].partition("~")
    fields: dict[str, object] = {
        "indicator": match["name"], "value": lower, "value_max": upper or None, "unit": match["unit"] or "",
        "kind": match["kind"], "qualifier": None, "modality": "actual", "period": None, "zone": CITY,
        "project": None,
    }  # fmt: skip
    return fields | dict(_more(match["more"] or ""))


def _more(text: str) -> list[tuple[str, object]]:
    keys = {"in": "period", "of": "zone", "project": "project"}
    fields: list[tuple[str, object]] = []
    for word in filter(None, text.split(", ")):
        key, _, value = word.partition(" ")
        if word in _HEDGES:
            fields.append(("qualifier", word))
        elif word == "target":
            fields.append(("modality", word))
        else:
            fields.append((keys[key], value))
    return fields


def found(metric: Metric) -> dict[str, object]:
    """The same fields of a metric that the program made."""
    return {
        "indicator": metric.indicator,
        "value": format(metric.value, "f"),
        "value_max": None if metric.value_max is None else format(metric.value_max, "f"),
        "unit": metric.unit,
        "kind": metric.kind.value,
        "qualifier": metric.qualifier and metric.qualifier.value,
        "modality": metric.modality.value,
        "period": metric.period,
        "zone": metric.zone and metric.zone.name,
        "project": metric.project,
    }


def agreed(wanted: Mapping[str, object], got: Mapping[str, object]) -> dict[str, object]:
    """What is wanted, with the one of two accepted words that was found."""
    return {
        key: got[key] if isinstance(value, str) and got[key] in value.split("/") else value
        for key, value in wanted.items()
    }


@pytest.mark.parametrize(("text", "says"), cases("metrics"))
def test_a_sentence_gives_its_metrics_and_no_others(text, says):
    plain, figures = unmarked(text)
    wanted = [expected(said) for said in says.split("; ") if said]
    got = metrics_of(plain)
    assert [metric.span.quote for metric in got] == figures
    fields = [found(metric) for metric in got]
    assert [agreed(one, other) for one, other in zip(wanted, fields, strict=True)] == fields


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(text, says, marks=pytest.mark.xfail(reason=why, strict=True))
        for text, says, why in cases("metrics-not-yet")
    ],
)
def test_a_sentence_does_not_yet_give_its_metrics(text, says):
    test_a_sentence_gives_its_metrics_and_no_others(text, says)


@pytest.mark.parametrize(("text", "why"), cases("no-metrics"))
def test_numbers_that_are_no_figures_give_none(text, why):
    got = metrics_of(text)
    assert [(metric.span.quote, metric.indicator) for metric in got] == [], why


def linked(text: str, name: str) -> list[tuple[str, str]]:
    """Each figure that is tied to another one by a field, with that one."""
    spans = ((metric.span.quote, getattr(metric, name)) for metric in metrics_of(text))
    return [(quote, span.quote) for quote, span in spans if span is not None]


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        ("进出口总值702亿元，增长12%。", [("12%", "702亿元")]),
        ("到位内资96亿元，完成年度目标的103%，增长4%。", [("103%", "96亿元"), ("4%", "96亿元")]),
        ("进出口增长12%。", []),
        ("进出口总值702亿元。进出口增长12%。", []),
        ("进出口总值702亿元，失业率下降3%。", []),
        ("全市出口702亿元，南康区增长12%。", []),
    ],
)
def test_a_change_is_tied_to_its_figure_in_the_same_sentence_and_place(text, ties):
    assert linked(text, "relative_to") == ties


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        ("签约项目43个，其中制造业项目29个。", [("29个", "43个")]),
        ("签约项目43个，其中投资3亿元。", []),
        ("签约项目43个，制造业项目29个。", []),
    ],
)
def test_a_part_is_tied_to_its_total_of_the_same_unit(text, ties):
    assert linked(text, "component_of") == ties


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("新增企业3家。", "新增"),
        ("认定企业3家。", "认定"),
        ("企业3家。", ""),
        ("推出3项惠企举措。", "推出"),
    ],
)
def test_how_a_figure_was_counted_is_its_aspect(text, aspect):
    assert [metric.aspect for metric in metrics_of(text)] == [aspect]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("税收3.2亿元。", "320000000", "元"),
        ("新增就业2.3万人。", "23000", "人"),
        ("公路16公里。", "16000", "米"),
    ],
)
def test_a_figure_is_also_told_in_the_unit_without_its_scale(text, value, unit):
    (metric,) = metrics_of(text)
    assert (f"{metric.base_value:f}", metric.base_unit) == (value, unit)


def test_a_number_whose_indicator_nobody_can_tell_is_left_open():
    reading = read("达到46家。")
    assert [item.span.quote for item in reading.open] == ["达到46家"]
    assert all(item.why for item in reading.open)


def test_menus_and_buttons_around_an_article_hold_no_facts():
    article = "全市今年新开两所小学，学校周边的道路同步整修，孩子们上学更近更安全，家长们纷纷点赞。"
    assert metrics_of(f"{article}\n阅读量：3200次\n责任编辑：孔令秋") == []
