"""A graph against its shapes: what is wrong, where, and the sentence that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.conformance import Passage, Report, Result, Severity, to_json, to_text

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Passage", "Report", "Result", "Severity", "to_json", "to_text", "validate"]


def validate(store: ox.Store) -> Report:
    """Check a graph, all its named graphs taken together.

    >>> import pyoxigraph
    >>> validate(pyoxigraph.Store()).conforms
    True
    """
    from zhengtu import shacl  # noqa: PLC0415 - loads pySHACL, which takes longer than a query

    return Report(tuple(sorted(shacl.results(store), key=_order)))


def _order(result: Result) -> tuple[object, ...]:
    rank = tuple(Severity).index(result.severity)
    field = (result.path or "", result.value or "")
    return (rank, result.shape, result.message, result.passages, result.focus, *field)
