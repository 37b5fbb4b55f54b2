"""The page: a graph as one HTML file that works from disk with no network.

This is the only package that imports pyvis, and only once a page is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyoxigraph import Store


def page(store: Store, *, zone: str | None = None, types: Collection[str] | None = None) -> str:
    """The HTML of the graph in ``store``, to be written as UTF-8.

    ``zone`` is the name, another name or the IRI of an area: only it, what lies in it and
    what is said of them is on the page.  ``types`` keeps only these kinds of nodes, by the
    names of ``zhengtu.record.TYPES`` ("indicator" may stand for "metric").  The same store
    gives the same bytes.  Raises UsageError for an area or a type that there is not.

    >>> import pyoxigraph
    >>> page(pyoxigraph.Store())[:15]
    '<!DOCTYPE html>'
    """
    from zhengtu.view.adopt import adopt  # noqa: PLC0415
    from zhengtu.view.draw import draw  # noqa: PLC0415  pyvis takes 200 ms to import
    from zhengtu.view.reader import read_view  # noqa: PLC0415  pyoxigraph likewise
    from zhengtu.view.select import select  # noqa: PLC0415

    view = select(read_view(store), zone=zone, types=types)
    return draw(view if types else adopt(view))
