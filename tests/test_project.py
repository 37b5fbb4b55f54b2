"""Projects and the figures that are theirs, from ``cases/projects.md``."""

from __future__ import annotations

from decimal import Decimal

import pytest

from case_tables import cases
from marked import DAY, PLACE, read, unmarked
from zhengtu import build
from zhengtu.model import Metric, Project


def projects(text: str) -> list[Project]:
    return [fact for fact in read(text).facts if isinstance(fact, Project)]


def said(project: Project) -> str:
    """A project in the words of the table."""
    money = f"{project.investment} {project.unit}" if project.investment is not None else ""
    investor = f"by {project.investor}" if project.investor else ""
    return ", ".join(word for word in (money, investor, project.stage) if word) or "named"


@pytest.mark.parametrize(("text", "says"), cases("projects"))
def test_a_text_gives_its_projects_and_no_others(text, says):
    plain, names = unmarked(text)
    found = projects(plain)
    assert "; ".join(said(project) for project in found) == says
    assert [project.name for project in found] == (names if says else [])
    assert all(project.span.quote.startswith(project.name) for project in found)


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


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("开工建设", "开工建设"),
        ("建成投产", "建成投产"),
        ("正式投产", "投产"),
        ("顺利签约", "签约"),
        ("获批，随即开工", "获批"),
        ("预计明年投产", None),
    ],
)
def test_the_clause_behind_tells_the_stage_that_is_reached(words, stage):
    (project,) = projects(f"总投资2亿元的高性能稀土合金生产线项目{words}，前景广阔。")
    assert project.stage == stage


def test_another_clause_tells_no_stage():
    (project,) = projects("高性能稀土合金生产线项目获得土地，大桥通车。")
    assert project.stage is None


def test_an_aim_is_no_stage():
    text = "2026年重点任务\n永磁电机产业园、橙乡冷链物流园等项目建成投产。"
    assert [project.stage for project in projects(text)] == [None, None]


def test_what_several_places_say_of_a_project_is_one_fact():
    text = (
        "永磁电机产业园开工建设。永磁电机产业园由橙乡机电有限公司投资建设。"
        "总投资8.6亿元的永磁电机产业园将带动就业。"
    )
    (project,) = [one for one in projects(text) if one.name == "永磁电机产业园"]
    assert project.investment == Decimal("8.6")
    assert project.stage == "开工建设"


def test_who_invests_is_in_the_graph_and_conforms():
    text = "永磁电机产业园项目总投资8.6亿元，由橙乡机电有限公司投资建设，目前主体完工。"
    result = build(text, date=DAY.isoformat(), place=PLACE)
    question = """SELECT ?name ?stage {
      ?project a zt:Project ; schema:funder/rdfs:label ?name .
      ?statement zt:about ?project ; zt:projectStage ?stage }"""
    assert result.query(question).rows == (("橙乡机电有限公司", "主体完工"),)
    assert result.validate().conforms
