"""Projects and the figures that are theirs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from marked import read
from zhengtu.model import Metric, Project


def projects(text: str) -> list[Project]:
    return [fact for fact in read(text).facts if isinstance(fact, Project)]


@pytest.mark.parametrize(
    ("text", "name", "investment", "unit"),
    [
        ("总投资8.6亿元的永磁电机产业园开工。", "永磁电机产业园", "8.6", "亿元"),
        ("永磁电机产业园（8.6亿元）开工。", "永磁电机产业园", "8.6", "亿元"),
    ],
)
def test_an_amount_is_the_projects_and_a_figure_too(text, name, investment, unit):
    (project,) = projects(text)
    assert (project.name, project.investment, project.unit) == (name, Decimal(investment), unit)
    assert project.stage == "开工"
    (metric,) = [fact for fact in read(text).facts if isinstance(fact, Metric)]
    assert (metric.project, metric.value) == (name, Decimal(investment))


def test_projects_in_brackets_are_each_their_own():
    text = "建成永磁电机产业园（8.6亿元）、橙乡冷链物流园（3亿元）。"
    found = [(project.name, str(project.investment)) for project in projects(text)]
    assert found == [("永磁电机产业园", "8.6"), ("橙乡冷链物流园", "3")]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("开工建设", "开工建设"),
        ("建成投产", "建成投产"),
        ("正式投产", "投产"),
        ("顺利签约", "签约"),
        ("取得进展", None),
    ],
)
def test_the_clause_behind_tells_the_stage(words, stage):
    (project,) = projects(f"高性能稀土合金生产线项目{words}，前景广阔。")
    assert project.stage == stage


def test_another_clause_tells_no_stage():
    (project,) = projects("高性能稀土合金生产线项目取得进展，大桥通车。")
    assert project.stage is None


def test_the_way_that_tells_most_of_a_project_comes_first():
    text = "永磁电机产业园开工建设。总投资8.6亿元的永磁电机产业园将带动就业。"
    (project,) = [one for one in projects(text) if one.name == "永磁电机产业园"]
    assert project.investment == Decimal("8.6")
