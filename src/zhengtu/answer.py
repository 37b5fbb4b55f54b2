"""What a query gives, as a value, and the formats it is written in."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from zhengtu import codes, serialize
from zhengtu.errors import QueryError
from zhengtu.table import Cell, Table, drawn, text_of, to_csv, to_text
from zhengtu.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

NUMBERS = {
    f"{XSD}{name}"
    for name in ("decimal", "integer", "nonNegativeInteger", "positiveInteger", "double", "float")
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives.

    ``form`` is "select", "construct" (also for DESCRIBE) or "ask".  ``terms`` are the rows
    as RDF terms, None where a variable has no value; of a CONSTRUCT they are the triples,
    of an ASK the one boolean.  ``headings`` name the columns for people.  ``complete`` is
    False when there was more than the limit asked for.  ``note`` says, in Chinese and
    English, what a reader should know of the answer; it is empty when there is nothing.
    """

    form: str
    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    headings: tuple[str, ...] = ()
    title: str = ""
    complete: bool = True
    note: str = ""

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows as display strings: a literal's text, an IRI (a code's name), "" for nothing."""
        return tuple(tuple(text_of(cell) for cell in row) for row in self.table.rows)

    @property
    def boolean(self) -> bool | None:
        """What an ASK says; None for the other forms."""
        return self.rows == (("true",),) if self.form == "ask" else None

    @property
    def triples(self) -> tuple[ox.Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE, sorted; none for the other forms."""
        if self.form != "construct":
            return ()
        triples = (ox.Triple(*row) for row in self.terms)  # type: ignore[arg-type] # three terms
        return tuple(sorted(triples, key=str))

    @property
    def table(self) -> Table:
        """The answer with numbers as Decimal and days as dates."""
        rows = tuple(tuple(cell_of(term) for term in row) for row in self.terms)
        return Table(self.columns, rows, headings=self.headings, title=self.title)


def cell_of(term: Term | None) -> Cell:
    """An RDF term as a cell of a table; a code of the ontology is shown by its Chinese name.

    >>> cell_of(ox.Literal("高新区", language="zh")), cell_of(ox.Literal(42)), cell_of(None)
    ('高新区', Decimal('42'), None)
    """
    if isinstance(term, ox.Literal):
        return _value(term)
    if isinstance(term, ox.NamedNode):
        return codes.labels().get(term.value, term.value)
    return None if term is None else str(term)


def _value(literal: ox.Literal) -> Cell:
    try:
        if literal.datatype == XSD.date:
            return dt.date.fromisoformat(literal.value)
        number = Decimal(literal.value) if literal.datatype.value in NUMBERS else None
    except (ValueError, InvalidOperation):  # "2025-02-30"^^xsd:date: shown as it is
        return literal.value
    return number if number is not None and number.is_finite() else literal.value


def to_json(answer: Answer) -> str:
    """The answer in the SPARQL 1.1 Query Results JSON Format, terms and all.

    Follows https://www.w3.org/TR/sparql11-results-json/.  Raises QueryError for triples.
    """
    if answer.form == "construct":
        what = "CONSTRUCT 和 DESCRIBE 的结果是图 (the answer is a graph)"
        raise QueryError(what, "json", "用 --format ttl (ask for ttl)")
    if answer.form == "ask":
        return _json({"head": {}, "boolean": answer.boolean})
    bindings = [
        {name: _term(term) for name, term in zip(answer.columns, row, strict=True) if term}
        for row in answer.terms
    ]
    return _json({"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _term(term: Term) -> dict[str, Any]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Triple():
            parts = {
                name: _term(getattr(term, name)) for name in ("subject", "predicate", "object")
            }
            return {"type": "triple", "value": parts}
        case _:
            return {"type": "literal", "value": term.value, **_sort(term)}


def _sort(literal: ox.Literal) -> dict[str, str]:
    if literal.language:
        return {"xml:lang": literal.language}
    plain = literal.datatype == XSD.string
    return {} if plain else {"datatype": literal.datatype.value}


def to_turtle(answer: Answer) -> str:
    """The triples of a CONSTRUCT or DESCRIBE as Turtle.  Raises QueryError for rows."""
    if answer.form != "construct":
        what = f"{answer.form.upper()} 的结果不是图, 写不成 Turtle (the answer is no graph)"
        raise QueryError(what, "ttl", "用 CONSTRUCT, 或 table, csv, tsv, json (or another format)")
    return serialize.to_turtle(ox.Quad(*triple) for triple in answer.triples)


FORMATS: Mapping[str, Callable[[Answer], str]] = {
    "table": lambda answer: to_text(answer.table),
    "csv": lambda answer: to_csv(answer.table),
    "tsv": lambda answer: to_csv(answer.table, delimiter="\t"),
    "json": to_json,
    "ttl": to_turtle,
}


def render(answer: Answer, *, form: str = "table", width: int | None = None) -> str:
    """The answer in one of FORMATS, as text to be written in UTF-8.

    With the ``width`` of a terminal, in columns, a table is drawn to fit it.  Raises
    QueryError where the answer cannot be written so.
    """
    if form not in FORMATS:
        what = f"没有格式 {form} (unknown format)"
        raise QueryError(what, "", f"可用 (known): {', '.join(FORMATS)}")
    if form == "table" and width is not None:
        return drawn(answer.table, width=width)
    return FORMATS[form](answer)
