"""Graph files → an Oxigraph store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions, RdfFormat, Store

from zhengtu.errors import GraphError
from zhengtu.vocab import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Row = dict[str, str]

FORMATS: Mapping[str, RdfFormat] = {
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
PLACE = re.compile(r"^Parser error at [^:]*: ")  # said again in ``where``
TYPED = """VALUES (?class ?type) {
    (zt:Zone "zone") (zt:AdministrativeArea "zone") (zt:Official "official")
    (zt:PolicyDocument "policy") (zt:PolicyMeasure "policy") (zt:Event "event")
    (zt:Project "project") (org:Organization "organization") (zt:Platform "platform")
    (zt:Indicator "indicator") (foaf:Person "person") }"""
"""The classes of things and their short names, as a part of a query."""
IN_A_FOLDER = ("graph.nq", "graph.ttl")
"""The files of ``zhengtu build`` that hold the graph, the fuller first."""


def load(path: str | Path) -> Store:
    """Return the graph in a file, or in the folder that ``zhengtu build`` wrote.

    Raises GraphError, with line and column of a fault, for a file that is missing, of an
    unknown kind or broken.
    """
    file = _file(Path(path))
    format_ = FORMATS.get(file.suffix.lower())
    if format_ is None:
        hint = f"用 (use) {' '.join(FORMATS)}"
        raise GraphError(
            f"不认识的图文件 {file.suffix} (unknown kind of graph file)", str(file), hint
        )
    store = Store()
    try:
        store.bulk_load(path=file, format=format_, base_iri=BASE)
    except SyntaxError as error:
        raise _broken(file, error) from error
    except (OSError, ValueError) as error:
        raise GraphError(
            f"图文件读不出 (unreadable): {error}", str(file), "检查路径 (check the path)"
        ) from error
    return store


def select_rows(store: Store, query: str) -> Iterator[Row]:
    """Yield the answers of a SELECT over all graphs together, as text.

    ``query`` may use the prefixes of ``vocab.PREFIXES``; what has no value is not in a row.
    """
    found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)  # noqa: S101 (every query here is a SELECT)
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {n: cell.value for n, cell in zip(names, row, strict=True) if cell is not None}


def _file(path: Path) -> Path:
    if not path.is_dir():
        return path
    for name in IN_A_FOLDER:
        if (file := path / name).is_file():
            return file
    hint = "先运行 zhengtu build (run zhengtu build first)"
    raise GraphError(f"文件夹里没有 {IN_A_FOLDER[0]} (no graph in this folder)", str(path), hint)


def _broken(file: Path, error: SyntaxError) -> GraphError:
    where = ":".join(str(at) for at in (file, error.lineno, error.offset) if at is not None)
    what = PLACE.sub("", " ".join(str(error.msg).split()))
    hint = "由 zhengtu build 重新生成 (write it again with zhengtu build)"
    return GraphError(f"图文件有语法错误 (syntax error): {what}", where, hint)
