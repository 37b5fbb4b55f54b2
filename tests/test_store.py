"""Graph files → a store; a broken one says where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from two_pages import january, november
from zhengtu import serialize
from zhengtu.describe import describe
from zhengtu.errors import GraphError
from zhengtu.store import FORMATS, load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TWO = list(describe([november(), january()]))
NAMED = {".nq", ".trig", ".jsonld"}


def kept(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """The quads as a store keeps them: integers of any kind become xsd:integer."""
    store = ox.Store()
    store.extend(quads)
    return set(store)


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_kind_of_file_gives_the_graph_again(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"图.{suffix[1:].upper()}"
    data = TWO if suffix in NAMED else [quad.triple for quad in TWO]
    ox.serialize(data, output=file, format=FORMATS[suffix])
    expected = (quad if suffix in NAMED else ox.Quad(*quad.triple) for quad in TWO)
    assert set(load(file)) == kept(expected)


def test_a_folder_means_its_graph_the_fuller_first(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(serialize.to_turtle(TWO[:9]), encoding="utf-8")
    assert len(load(tmp_path)) == 9
    (tmp_path / "graph.nq").write_text(serialize.to_nquads(TWO), encoding="utf-8")
    assert set(load(str(tmp_path))) == kept(TWO)


@pytest.mark.parametrize(
    ("name", "content", "where", "what"),
    [
        ("a.nq", "<a:b> <a:c> <a:d> .\n<a:b> <a:c> .\n", "a.nq:2:13", "object of a triple"),
        ("a.ttl", "@prefix a: <a:> .\na:b a:c [ ;\n", "a.ttl:", "syntax error"),
        ("a.nq", "<a b> <a:c> <a:d> .\n", "a.nq:1:1", "Invalid IRI"),
        ("a.trig", "<a:b> {", "a.trig:1:", "Unexpected end"),
        ("a.jsonld", '{"@id": ', "a.jsonld:1:", "Unexpected end"),
        ("a.rdf", "<rdf", "a.rdf", "syntax error"),
    ],
)
def test_a_broken_file_says_where(
    name: str, content: str, where: str, what: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(GraphError) as raised:
        load(tmp_path / name)
    assert raised.value.where.startswith(str(tmp_path / where))
    assert what in raised.value.what
    assert "at line" not in raised.value.what
    assert "\n" not in str(raised.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GraphError, match="UTF-8"):
        load(tmp_path / "a.nq")


@pytest.mark.parametrize(
    ("name", "what"), [("none.nq", "unreadable"), ("a.csv", "unknown kind"), ("", "no graph in")]
)
def test_what_is_no_graph(name: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=what) as raised:
        load(tmp_path / name)
    assert raised.value.where == str(tmp_path / name)
    assert raised.value.hint
