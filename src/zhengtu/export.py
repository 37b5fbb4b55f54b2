"""A graph in the formats of other programs, each with the same bytes for the same graph."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from zhengtu import query, serialize
from zhengtu.errors import UsageError
from zhengtu.table import Table, to_csv
from zhengtu.vocab import PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

TABLES = query.SHIPPED / "tables"
TYPES = (
    "metric", "official", "zone", "policy", "event", "project",
    "organization", "platform", "person", "document",
)  # fmt: skip
# What XML 1.0 cannot hold, not even as a reference: https://www.w3.org/TR/xml/#charsets
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PREFIX = re.compile(r"^PREFIX (\S*): <(.*)>$", re.MULTILINE)
BOM = "\ufeff"  # without it, Excel takes a CSV file for the code page of the machine


@cache
def tables() -> Mapping[str, query.NamedQuery]:
    """The queries that give the table of each type of fact, by the type's name.

    >>> tables()["metric"].title
    '指标'
    """
    read = {name: (TABLES / f"{name}.rq").read_text(encoding="utf-8") for name in TYPES}
    return {name: query.parse(text, name=name) for name, text in read.items()}


def table(store: ox.Store, type_: str) -> Table:
    """All facts of one type, a row each.  Raises UsageError for an unknown type."""
    if type_ not in tables():
        what = f"没有类型 {type_} (unknown type)"
        raise UsageError(what, "--type", f"可用 (known): {', '.join(tables())}")
    return query.run(store, tables()[type_]).table


def export(store: ox.Store, form: str, *, type_: str = "metric") -> bytes:
    """The graph in one of FORMATS, in UTF-8 where it is text.

    RDF in six syntaxes (nq, trig and jsonld keep the named graphs), the network for Gephi
    (gexf), yEd and Cytoscape (graphml), a table of one type of fact (csv, with a byte order
    mark for Excel), a workbook with a sheet a type (xlsx), and an RDF Data Cube in Turtle.
    ``type_`` is the type of fact that "csv" writes, a name of ``tables()``.  Raises
    UsageError for an unknown format or type, MissingExtraError where a package is missing.
    """
    if form not in FORMATS:
        what = f"没有格式 {form} (unknown format)"
        raise UsageError(what, "--format", f"可用 (known): {', '.join(FORMATS)}")
    return _csv(store, type_) if form == "csv" else FORMATS[form](store)


def _csv(store: ox.Store, type_: str = "metric") -> bytes:
    return (BOM + to_csv(table(store, type_))).encode()


def _xlsx(store: ox.Store) -> bytes:
    from zhengtu import workbook  # noqa: PLC0415 - an extra

    return workbook.to_xlsx([table(store, type_) for type_ in tables()])


def _order(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    """The order for people: by graph and subject, the type first."""
    rest = (quad.predicate != RDF.type, quad.predicate.value, str(quad.object))
    return (str(quad.graph_name), str(quad.subject), *rest)


def _union(store: ox.Store) -> list[ox.Quad]:
    """The triples of all graphs together, in the default graph."""
    return [ox.Quad(*triple) for triple in {quad.triple for quad in store}]


def _serialized(
    quads: Iterable[ox.Quad], form: ox.RdfFormat, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    ordered = sorted(quads, key=_order)
    if form.supports_datasets:
        return ox.serialize(ordered, format=form, prefixes=dict(prefixes)) or b""
    triples = (quad.triple for quad in ordered)
    return ox.serialize(triples, format=form, prefixes=dict(prefixes)) or b""


def _xml(write: Callable[[ox.Store], bytes]) -> Callable[[ox.Store], bytes]:
    """The writer, with U+FFFD for the control characters that would break XML."""
    return lambda store: NOT_XML.sub("\ufffd", write(store).decode()).encode()


def _network(name: str) -> Callable[[ox.Store], bytes]:
    def write(store: ox.Store) -> bytes:
        import networkx as nx  # noqa: PLC0415 - loads slowly, and only here

        from zhengtu.network import network  # noqa: PLC0415 - loads networkx

        buffer = io.BytesIO()
        getattr(nx, name)(network(store), buffer)
        # GEXF names the day of writing; the same graph must give the same bytes.
        return re.sub(rb"\s*<meta .*?</meta>", b"", buffer.getvalue(), count=1, flags=re.DOTALL)

    return write


def _turtle(store: ox.Store) -> bytes:
    return serialize.to_turtle(store).encode()


def _ntriples(store: ox.Store) -> bytes:
    return serialize.to_nquads(_union(store)).encode()


def _nquads(store: ox.Store) -> bytes:
    return serialize.to_nquads(store).encode()


def _trig(store: ox.Store) -> bytes:
    return _serialized(store, ox.RdfFormat.TRIG)


def _jsonld(store: ox.Store) -> bytes:
    return _serialized(store, ox.RdfFormat.JSON_LD)


def _rdfxml(store: ox.Store) -> bytes:
    return _serialized(_union(store), ox.RdfFormat.RDF_XML)


def _datacube(store: ox.Store) -> bytes:
    asked = query.find("datacube")
    quads = [ox.Quad(*triple) for triple in query.run(store, asked).triples]
    return _serialized(quads, ox.RdfFormat.TURTLE, dict(PREFIX.findall(asked.text)))


FORMATS: Mapping[str, Callable[[ox.Store], bytes]] = {
    "ttl": _turtle,
    "nt": _ntriples,
    "nq": _nquads,
    "trig": _trig,
    "jsonld": _jsonld,
    "rdfxml": _xml(_rdfxml),
    "graphml": _xml(_network("write_graphml")),
    "gexf": _xml(_network("write_gexf")),
    "csv": _csv,
    "xlsx": _xlsx,
    "datacube": _datacube,
}
