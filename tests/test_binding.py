"""Every rule of ``binding.toml`` does what its own examples say."""

from __future__ import annotations

import re

import pytest

from zhengtu.extract.binding import rules
from zhengtu.extract.measure import consider
from zhengtu.extract.scope import Scope
from zhengtu.extract.zone import ZoneMap
from zhengtu.model import Document, Metric
from zhengtu.recognise.place import gazetteer
from zhengtu.recognise.word import vocabulary
from zhengtu.segment import segment

EXAMPLES = [(rule.name, *test) for rule in rules() for test in rule.tests]
COUNTER = [(rule.name, text) for rule in rules() for text in rule.never]


def marked(text: str) -> tuple[str, int, int]:
    """The text without its brackets, and where the bracketed figure stands."""
    start, end = text.index("["), text.index("]") - 1
    return re.sub(r"[\[\]]", "", text), start, end


def outcome_at(text: str, start: int, end: int):
    segmented = segment(Document("case", text))
    scope = Scope(segmented, ZoneMap(segmented, gazetteer(), None))
    for item in consider(segmented, scope, vocabulary()):
        if item.figure.quantity.head < end and start < item.figure.quantity.end:
            return item.outcome
    return None


@pytest.mark.parametrize(("rule", "text", "indicator", "kind"), EXAMPLES)
def test_rule_binds_its_example(rule, text, indicator, kind):
    metric = outcome_at(*marked(text))
    assert isinstance(metric, Metric)
    assert (metric.indicator, metric.kind.value) == (indicator, kind)
    if rule != "plain":
        assert metric.rule.removeprefix("metric/").split("+")[0] == rule


@pytest.mark.parametrize(("rule", "text"), COUNTER)
def test_rule_leaves_its_counter_example(rule, text):
    metric = outcome_at(*marked(text))
    said = getattr(metric, "rule", "").removeprefix("metric/").split("+")[0]
    assert said != rule


def test_every_rule_has_an_example():
    assert [rule.name for rule in rules() if not rule.tests] == []


def test_rule_names_are_distinct():
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))
