"""The shipped queries: each answers its question on two invented pages, in both engines."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from two_pages import january, november, store_of, two_pages
from zhengtu import query, sparql
from zhengtu.answer import cell_of
from zhengtu.export import tables
from zhengtu.lexicon import parse_table
from zhengtu.serialize import to_rdflib
from zhengtu.table import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

CASES = Path(__file__).parent / "cases"
ANSWERS = tomllib.loads((CASES / "answers.toml").read_text(encoding="utf-8"))
ACROSS = (  # what no single document can answer
    "conflicts", "indicator-over-time", "policy-changes", "post-successions", "target-against-result",
)  # fmt: skip
PAGES = [november(), january()]
NAMED = {asked.name: asked for asked in query.listing()}
ALL = {**NAMED, **{f"table {name}": asked for name, asked in tables().items()}}


@cache
def graph() -> rdflib.Graph:
    return to_rdflib(two_pages())


def shown(rows: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    """Rows in an order of their own; parts of a concatenation have none in SPARQL."""
    return sorted(tuple("；".join(sorted(cell.split("；"))) for cell in row) for row in rows)


def term(value: rdflib.term.Node | None) -> ox.NamedNode | ox.Literal | None:
    if value is None:
        return None
    if isinstance(value, rdflib.URIRef):
        return ox.NamedNode(str(value))
    datatype = value.datatype and ox.NamedNode(str(value.datatype))
    return ox.Literal(str(value), language=value.language, datatype=datatype)


@pytest.mark.parametrize("name", ALL)
def test_both_engines_give_the_same_rows(name: str) -> None:
    ours = query.run(two_pages(), ALL[name])
    theirs = graph().query(ALL[name].text)
    rows = [[text_of(cell_of(term(value))) for value in row] for row in theirs]
    assert shown(ours.rows) == shown(rows)
    if ours.form == "select":
        assert list(ours.columns) == [str(variable) for variable in theirs.vars]


@pytest.mark.parametrize("name", sorted(set(NAMED) - {"datacube"}))
def test_answers(name: str) -> None:
    expected = ANSWERS[name]["rows"]
    assert expected, "every question has an answer in the two pages"
    answer = query.run(two_pages(), name)
    columns = [answer.columns.index(column) for column in ANSWERS[name]["columns"]]
    found = shown([row[column] for column in columns] for row in answer.rows)
    assert found == shown(expected)


@pytest.mark.parametrize("name", ACROSS)
def test_one_document_has_no_answer_across_documents(name: str) -> None:
    assert query.run(store_of(november()), name).rows == ()


def copies(count: int) -> ox.Store:
    """Both pages so many times, each time under another name."""
    pages = [replace(page.document, name=f"{n}") for n in range(count) for page in PAGES]
    return store_of(*(replace(p, document=d) for p, d in zip(PAGES * count, pages, strict=True)))


@pytest.mark.parametrize("name", ALL)
def test_rows_grow_with_the_documents_and_not_with_their_pairs(name: str) -> None:
    few, many = (len(query.run(store, ALL[name]).terms) for store in (copies(4), copies(8)))
    assert many <= 2 * few + 1


@pytest.mark.parametrize("name", sorted(set(ALL) - set(ACROSS) - {"datacube"}))
def test_a_text_without_a_date_is_answered_from_as_well(name: str) -> None:
    undated = replace(PAGES[0], document=replace(PAGES[0].document, date=None))
    found = query.run(store_of(undated), ALL[name])
    assert len(found.rows) == len(query.run(store_of(PAGES[0]), ALL[name]).rows)


@pytest.mark.parametrize("case", ANSWERS["narrowed"], ids=lambda case: str(case["params"]))
def test_parameters_narrow(case: dict[str, object]) -> None:
    answer = query.run(two_pages(), case["query"], params=case["params"])
    assert len(answer.rows) == case["count"]
    whole = query.run(two_pages(), case["query"])
    assert set(answer.rows) < set(whole.rows)


@pytest.mark.parametrize("name", ALL)
def test_every_parameter_is_a_variable_of_the_pattern(name: str) -> None:
    for parameter in ALL[name].parameters:
        assert parameter.variable in sparql.variables(ALL[name].text)
        if name in NAMED:
            assert re.search(r"[\u4e00-\u9fff].*\([a-z]", parameter.about), parameter


@pytest.mark.parametrize("name", ALL)
def test_every_column_has_a_chinese_heading_and_no_other(name: str) -> None:
    answer = query.run(two_pages(), ALL[name])
    assert len(set(answer.headings)) == len(answer.headings)
    assert len(answer.headings) == (len(answer.columns) if answer.form == "select" else 0)
    for column, heading in zip(answer.columns, answer.headings, strict=False):
        assert re.search("[\u4e00-\u9fff]", heading), column


def test_no_heading_is_left_over() -> None:
    text = (query.SHIPPED / "columns.tsv").read_text(encoding="utf-8")
    used = {column for asked in ALL.values() for column in query.run(two_pages(), asked).columns}
    assert {row["column"] for row in parse_table(text, "columns.tsv")} <= used


@pytest.mark.parametrize("name", ALL)
def test_rows_come_in_one_order(name: str) -> None:
    turned = ox.Store()
    turned.extend(reversed(list(two_pages())))
    assert query.run(turned, ALL[name]).table == query.run(two_pages(), ALL[name]).table


def test_a_fault_put_into_any_query_is_found_where_it_is() -> None:
    for asked in ALL.values():
        broken = f"{asked.text.rstrip()}\n错"
        with pytest.raises(sparql.QuerySyntaxError) as caught:
            query.run(ox.Store(), broken)
        assert caught.value.where == f"query:{broken.count(chr(10)) + 1}:1"
