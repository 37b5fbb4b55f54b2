"""What the page shows, as frozen values: nodes, edges, facts with their sentences, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Type(NamedTuple):
    """A kind of node and its look.

    Colours are Okabe and Ito's, which people with any form of colour blindness tell apart
    (https://jfly.uni-koeln.de/color/); the shape says the same a second time.
    """

    key: str
    zh: str
    en: str
    shape: str
    colour: str
    size: int
    hollow: bool = False


TYPES: tuple[Type, ...] = (
    Type("zone", "区域", "Zones", "dot", "#1f2a37", 5),
    Type("official", "官员", "Officials", "triangle", "#D55E00", 7),
    Type("organization", "机构", "Orgs", "square", "#E69F00", 6),
    Type("policy", "政策", "Policies", "diamond", "#0072B2", 7),
    Type("event", "活动", "Events", "star", "#CC79A7", 7),
    Type("project", "项目", "Projects", "hexagon", "#009E73", 7),
    Type("platform", "平台", "Platforms", "triangleDown", "#56B4E9", 7),
    Type("indicator", "指标", "Indicators", "dot", "#7a828e", 5),
    Type("person", "人员", "People", "triangle", "#1f2a37", 7, hollow=True),
    Type("document", "文档", "Docs", "dot", "#1f2a37", 5, hollow=True),
)
TYPE: Mapping[str, Type] = {item.key: item for item in TYPES}


class Source(NamedTuple):
    """A document: its title, date ("2025-11-28" or "") and publisher ("" if unknown)."""

    key: str
    title: str
    date: str = ""
    publisher: str = ""


class Node(NamedTuple):
    """A thing that documents speak of.

    ``zones`` are the keys of the areas it belongs to, ``documents`` those of the documents
    that it hangs on when it belongs to none.
    """

    key: str
    type: str
    name: str
    names: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    """What is known of it besides: (文号, 云政〔2025〕3号), (日期, 2025-11-28)."""

    @property
    def homes(self) -> tuple[str, ...]:
        """What it may stand beside."""
        return self.zones or self.documents


class Edge(NamedTuple):
    """A line between two nodes; the facts behind it are those that name both."""

    source: str
    target: str
    label: str = ""


class Fact(NamedTuple):
    """What one document says at one place.

    ``label`` and ``value`` are as printed, ``tags`` the closed codes in Chinese,
    ``prefix + exact + suffix`` the sentence.  ``nodes`` are what it names, what it is about
    first.  ``source`` is None for a derived statement.  ``note`` says from what a figure was
    computed, or why something was left open.
    """

    key: str
    type: str
    nodes: tuple[str, ...]
    label: str
    value: str = ""
    tags: tuple[str, ...] = ()
    period: str | None = None
    prefix: str = ""
    exact: str = ""
    suffix: str = ""
    source: str | None = None
    start: int = 0
    zone: str | None = None
    series: str = ""
    """What may be compared across zones: indicator, kind and base unit."""
    base: float | None = None
    speaker: str = ""
    note: str = ""


class Conflict(NamedTuple):
    """Facts (by key) that cannot all be true, and in which way (Chinese)."""

    label: str
    facts: tuple[str, ...]


class View(NamedTuple):
    """Everything on the page.  ``title`` heads it."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    conflicts: tuple[Conflict, ...] = ()
