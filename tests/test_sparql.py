"""SPARQL as text: what is refused, where a fault lies, and values that stay values."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtu import sparql
from zhengtu.errors import QueryError

CASES = Path(__file__).parent / "cases"
BLOCK = re.compile(
    r"(?:^(?P<said>[^\n]+)\n)?^```sparql\n(?P<query>.*?)^```$", re.MULTILINE | re.DOTALL
)


def cases(name: str) -> list[tuple[str, str]]:
    text = (CASES / f"{name}.md").read_text(encoding="utf-8")
    return [(match["said"] or "", match["query"]) for match in BLOCK.finditer(text)]


def complain(text: str) -> str | None:
    try:
        ox.Store().query(text)
    except SyntaxError as error:
        return str(error)
    return None


@pytest.mark.parametrize(("word", "query"), cases("sparql-refused"))
def test_refuses_what_leaves_the_graph_or_changes_it(word: str, query: str) -> None:
    with pytest.raises(QueryError, match=f"拒绝 {word}"):
        sparql.refuse(query)


@pytest.mark.parametrize(("_", "query"), cases("sparql-allowed"))
def test_lets_pass_what_only_holds_the_words(_: str, query: str) -> None:
    sparql.refuse(query)
    assert complain(query) is None


def test_says_where_the_refused_word_stands() -> None:
    with pytest.raises(QueryError) as caught:
        sparql.refuse("SELECT * {\n  SERVICE ?s {} }", name="mine.rq")
    assert caught.value.where == "mine.rq:2:3"


GLUE = st.sampled_from(["", " ", "\n", "# x\n", "}", "{", ".", "3", "true", '"s"', "'s'", "<a:b>"])


@given(st.lists(GLUE, max_size=6), st.lists(GLUE, max_size=3))
def test_no_service_that_the_engine_would_call_gets_past(
    before: list[str], after: list[str]
) -> None:
    call = "SERVICE <http://127.0.0.1:9/> { ?a ?b ?c }"
    query = f"SELECT * {{ ?s ?p {''.join(before)} {call} {''.join(after)} }}"
    if complain(query) is None:
        with pytest.raises(QueryError):
            sparql.refuse(query)


@pytest.mark.parametrize(("said", "block"), cases("sparql-wrong"))
def test_puts_the_caret_below_the_fault(said: str, block: str) -> None:
    lines = block.splitlines()
    caret = next(number for number, line in enumerate(lines) if line.strip() == "^")
    query = "\n".join(lines[:caret] + lines[caret + 1 :])
    error = sparql.locate(query, complain=complain, name="mine.rq")
    assert said in error.what
    assert error.excerpt == "\n".join(lines[caret - 1 : caret + 1])
    assert error.where.startswith(f"mine.rq:{caret}:")
    assert str(error).endswith(error.excerpt)


def test_counts_columns_in_code_points() -> None:
    error = sparql.locate("ASK { ?区 ?p '𠀀' ) }", complain=complain)
    assert error.where == "query:1:17"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT (COUNT(?s) AS ?n) WHERE { ?s a ?type }", ("s", "type")),
        ("SELECT (EXISTS { ?x a ?y } AS ?b) { ?s ?p '?o' }", ("s", "p")),
        ("CONSTRUCT { ?made ?p ?o } WHERE { ?s ?p ?o } ", ("s", "p", "o")),
        ("CONSTRUCT WHERE { ?s ?p ?o }", ("s", "p", "o")),
        ("ASK { ?s ?p { ?q a ?r } }", ("s", "p", "q", "r")),
        ("DESCRIBE <http://example.com/a>", ()),
    ],
)
def test_knows_the_variables_of_the_pattern(query: str, names: tuple[str, ...]) -> None:
    assert sparql.variables(query) == names


def test_narrows_a_sub_select_too() -> None:
    query = "SELECT ?s { SELECT ?s { ?s ?p ?o } }"
    bound = sparql.bind(query, filters={"s": "false"}, values={})
    store = ox.Store()
    store.add(ox.Quad(*[ox.NamedNode("a:a")] * 3))
    assert len(list(store.query(query))) == 1
    assert len(list(store.query(bound))) == 0


def test_names_what_stands_after_from() -> None:
    query = "PREFIX x: <a:> SELECT * FROM <a:b> FROM NAMED x:c { ?s ?p 'FROM <a:d>' }"
    assert [token.text for token in sparql.datasets(query)] == ["<a:b>", "x:c"]


@given(st.text())
def test_tokens_lose_nothing_but_space_and_comments(text: str) -> None:
    end = 0
    for token in sparql.tokens(text):
        assert text[token.start : token.start + len(token.text)] == token.text
        assert not text[end : token.start].strip(" \t\r\n") or "#" in text[end : token.start]
        end = token.start + len(token.text)
