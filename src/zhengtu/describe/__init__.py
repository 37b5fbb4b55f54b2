"""Facts → RDF: the only module that knows which triple says a fact.

What one document says lies in that document's graph, what documents share in ``g:entities``
and ``g:vocab``, what is computed in ``g:derived`` and ``g:conflicts``, how it was made in
``g:catalog``: each triple in exactly one graph.  The terms are those of
``ontology/zhengtu.ttl``; there are no blank nodes.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from zhengtu.describe.catalog import catalog
from zhengtu.describe.codes import codes
from zhengtu.describe.computed import conflicts, targets
from zhengtu.describe.page import Page
from zhengtu.describe.shared import Shared
from zhengtu.errors import UsageError
from zhengtu.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from zhengtu.model import Reading

__all__ = ["describe"]


def describe(readings: Iterable[Reading], *, base: str = BASE) -> Iterator[Quad]:
    """Yield the quads that say what the readings say, each triple once.

    ``base`` is what the IRIs of resources begin with: an absolute IRI that ends in ``/``.
    The order of readings does not matter for what is said; a document that comes twice is
    described once.  Linear in the number of facts.

    Raises UsageError for a base that cannot be one.

    >>> from zhengtu.model import Document, Person, Reading, Span
    >>> said = Person(span=Span(0, 5, "记者 张三"), name="张三", role="记者")
    >>> quads = list(describe([Reading(Document("news", "记者 张三"), (said,))]))
    >>> len(quads) == len({quad.triple for quad in quads})
    True
    """
    _check(base)
    shared = Shared()
    pages: dict[str, Page] = {}
    for reading in readings:
        if reading.document.id not in pages:
            page = pages[reading.document.id] = Page(reading, base, shared)
            yield from page.quads()
    computed = [quad for page in pages.values() for quad in targets(page, base)]
    computed += conflicts(pages.values(), base)
    yield from computed
    yield from shared.quads()
    yield from codes(chain(_said(pages.values()), (quad.object for quad in computed)))
    yield from catalog(pages.values(), base)


def _said(pages: Iterable[Page]) -> Iterator[object]:
    """Yield the objects of all statements."""
    return (value for page in pages for said in page.said for _, value in said.pairs)


def _check(base: str) -> None:
    parts = urlsplit(base)
    if not (
        parts.scheme and parts.netloc and base.endswith("/") and not set(base) & set(' <>"{}|\\^`')
    ):
        raise UsageError(
            "IRI 前缀须为以 / 结尾的绝对地址 (the base is no absolute IRI that ends in /)",
            base,
            f"例如 (for example) {BASE}",
        )
