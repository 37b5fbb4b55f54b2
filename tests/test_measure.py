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
    r"(?P<name>.+?) = (?P<value>\S+) (?P<unit>\S+) (?P<kind>[a-z_]+)(?:, (?P<more>.+))?"
)
_HEDGES = ("over", "under", "about", "reach")


def metrics_of(text: str) -> list[Metric]:
    return [fact for fact in read(text).facts if isinstance(fact, Metric)]


def expected(said: str) -> dict[str, object]:
    """What one entry of the table says, field by field."""
    match = _SAID.fullmatch(said)
    assert match is not None, f"not `indicator = value unit kind`: {said}"
    lower, _, upper = match["value"].partition("~")
    fields: dict[str, object] = {
        "indicator": match["name"], "value": lower, "value_max": upper or None, "unit": match["unit"],
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
