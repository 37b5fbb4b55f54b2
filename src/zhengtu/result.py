"""What a build gives: the facts at once, the graph and all that is heavy when asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zhengtu.errors import UsageError
from zhengtu.model import Document, Fact, Place, Reading
from zhengtu.pipeline import read_document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    import networkx as nx
    import pyoxigraph
    import rdflib

    from zhengtu.answer import Answer
    from zhengtu.validate import Report


@dataclass(frozen=True)
class Result:
    """The readings of one or more documents, and every view of them.

    >>> result = build("全市新签约项目42个，总投资89.3亿元。", place="河南省新乡市")
    >>> [(fact.indicator, str(fact.value), fact.unit) for fact in result.facts[-2:]]
    [('签约项目', '42', '个'), ('签约项目总投资', '89.3', '亿元')]
    """

    readings: tuple[Reading, ...]
    base: str | None = field(default=None, kw_only=True)
    """Where the IRIs of things begin; None is the default of the vocabulary."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, document by document, in text order."""
        return tuple(fact for reading in self.readings for fact in reading.facts)

    @cached_property
    def quads(self) -> tuple[pyoxigraph.Quad, ...]:
        """The facts as RDF: each triple in exactly one named graph, no blank node."""
        from zhengtu.describe import describe  # noqa: PLC0415  # only who wants RDF pays for it

        options = {} if self.base is None else {"base": self.base}
        return tuple(describe(self.readings, **options))

    @cached_property
    def store(self) -> pyoxigraph.Store:
        """The quads in an Oxigraph store."""
        import pyoxigraph  # noqa: PLC0415

        store = pyoxigraph.Store()
        store.bulk_extend(self.quads)
        return store

    @cached_property
    def graph(self) -> rdflib.Graph:
        """The same triples as one rdflib graph with the prefixes bound."""
        from zhengtu.serialize import to_rdflib  # noqa: PLC0415

        return to_rdflib(self.quads)

    def network(self) -> nx.MultiDiGraph[str]:
        """Entities as nodes, what the facts say of two of them as edges."""
        from zhengtu.network import network  # noqa: PLC0415

        return network(self.store)

    def query(self, query: str, *, params: Mapping[str, str] | None = None) -> Answer:
        """The answer to a shipped query's name, a SPARQL text or a query file.

        Raises QueryError for what is unknown, wrong or refused.
        """
        from zhengtu.query import run  # noqa: PLC0415

        return run(self.store, query, params=params)

    def validate(self) -> Report:
        """What the shapes say of the graph."""
        from zhengtu.validate import validate  # noqa: PLC0415

        return validate(self.store)

    def to_turtle(self) -> str:
        """The graph as Turtle for people."""
        from zhengtu.serialize import to_turtle  # noqa: PLC0415

        return to_turtle(self.quads)

    def to_nquads(self) -> str:
        """The graph as sorted N-Quads, a named graph for each document."""
        from zhengtu.serialize import to_nquads  # noqa: PLC0415

        return to_nquads(self.quads)

    def to_jsonl(self) -> str:
        """One fact a line, as ``facts.jsonl`` has it."""
        from zhengtu.record import to_jsonl  # noqa: PLC0415

        return "".join(
            line for reading in self.readings for line in to_jsonl(reading.facts, reading.document)
        )

    def to_html(self, *, zone: str | None = None, types: Collection[str] | None = None) -> str:
        """The interactive page, whole or of a zone or of some types."""
        from zhengtu.view import page  # noqa: PLC0415

        return page(self.store, zone=zone, types=types)

    def report(self, *, conformance: bool = True) -> dict[str, Any]:
        """What was read, found and left open, as ``report.json`` has it."""
        from zhengtu.report import report  # noqa: PLC0415

        return report(self, conformance=conformance)


def build(
    source: str | Document | Iterable[Document],
    *,
    date: str | dt.date | None = None,
    place: str | Place | None = None,
    name: str = "text",
    lexicon: Path | None = None,
    base: str | None = None,
) -> Result:
    """Read a text, or documents read before, into facts.

    ``date`` (ISO 8601) and ``place`` (河南省新乡市) say what the text leaves out and win
    over its own date line and place; ``name`` is the document's.  ``lexicon`` is a folder
    of the user's own tables.  Raises UsageError for a date or place that is none.
    """
    given = as_given(_documents(source, name), date=date, place=place)
    return Result(tuple(read_document(document, lexicon=lexicon) for document in given), base=base)


def _documents(source: str | Document | Iterable[Document], name: str) -> Iterable[Document]:
    if isinstance(source, Document):
        return (source,)
    if isinstance(source, str):
        from zhengtu.read import read_text  # noqa: PLC0415

        return (read_text(source, name=name),)
    return source


def as_given(
    documents: Iterable[Document], *, date: str | dt.date | None, place: str | Place | None
) -> list[Document]:
    """The documents with the date and place that a user gives, which win over their own.

    Raises UsageError for a date or place that is none.
    """
    day, where = parse_date(date), place_of(place)
    return [
        replace(document, date=day or document.date, place=where or document.place)
        for document in documents
    ]


def parse_date(date: str | dt.date | None) -> dt.date | None:
    """A day from ISO 8601 text.  Raises UsageError for a day that does not exist.

    >>> parse_date("2025-11-28")
    datetime.date(2025, 11, 28)
    """
    if date is None or isinstance(date, dt.date):
        return date
    try:
        return dt.date.fromisoformat(date)
    except ValueError:
        what = f"没有这一天 (no such day): {date}"
        raise UsageError(what, "--date", "写成 2025-11-28 (write YYYY-MM-DD)") from None


def place_of(place: str | Place | None) -> Place | None:
    """A place from its name, such as 河南省新乡市.  Raises UsageError for a name that is none."""
    if place is None or isinstance(place, Place):
        return place
    from zhengtu.recognise.place import parse_place  # noqa: PLC0415

    return parse_place(place)
