"""Which nodes stand together: every area of weight is a hub with its own things around it.

A small area stands among the things of the area above it; what several hubs share, or none
claims, stands in a group of its own in the middle.  A document is the area of what has none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from zhengtu.view.layout import Group
from zhengtu.view.model import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhengtu.view.model import Node, View

HUBS = frozenset({"zone", "document"})
ENOUGH = 8  # an area with so many things is a hub, or one with SHARE of what the largest has
MANY = 12  # a document with so many things of no area is a hub beside areas
SHARE = 0.1
STACK = 6  # so many areas can stand one above the other in the middle


def group(view: View) -> list[Group]:
    """The groups of a view, in the order of the areas, the shared one in the middle."""
    return _Groups(view).all()


@dataclass(frozen=True)
class _Groups:
    view: View

    def all(self) -> list[Group]:
        groups = [Group((hub,), self.around(hub)) for hub in self.hubs]
        middle = Group(self.above, self.around(None))
        if middle.hubs or middle.members:
            groups.insert(len(groups) // 2, middle)
        return groups

    @cached_property
    def areas(self) -> tuple[str, ...]:
        return tuple(node.key for node in self.view.nodes if node.type in HUBS)

    @cached_property
    def parent(self) -> Mapping[str, str]:
        areas = set(self.areas)
        return {
            edge.target: edge.source
            for edge in self.view.edges
            if edge.source in areas and edge.target in areas
        }

    @cached_property
    def hubs(self) -> tuple[str, ...]:
        """The areas of weight; documents of weight where there are areas, else any."""
        weight = Counter(area for node in self.view.nodes for area in node.homes)
        zones = {node.key for node in self.view.nodes if node.type == "zone"}
        floor = min(ENOUGH, SHARE * max((weight[zone] for zone in zones), default=0))
        floors = {area: floor if area in zones or not floor else MANY for area in self.areas}
        return tuple(area for area in self.areas if weight[area] >= max(1, floors[area]))

    @cached_property
    def above(self) -> tuple[str, ...]:
        """The areas that only hold hubs, outermost first: they head the middle."""
        lines = dict.fromkeys(area for hub in self.hubs for area in self.line(hub)[1:])
        over = sorted(lines.keys() - set(self.hubs), key=lambda area: (len(self.line(area)), area))
        return tuple(over) if len(over) <= STACK else ()

    def line(self, area: str) -> list[str]:
        """The area and those above it, innermost first; a circle is walked once."""
        line = [area]
        while (over := self.parent.get(line[-1])) and over not in line:
            line.append(over)
        return line

    @cached_property
    def home(self) -> Mapping[str, str | None]:
        """Area → the hub at or above it."""
        hubs = set(self.hubs)
        return {
            area: next((over for over in self.line(area) if over in hubs), None)
            for area in self.areas
        }

    @cached_property
    def small(self) -> Mapping[str | None, list[str]]:
        """Hub → the areas that stand among its things."""
        found: dict[str | None, list[str]] = defaultdict(list)
        heads = {*self.hubs, *self.above}
        for area in self.areas:
            if area not in heads:
                found[self.home[area]].append(area)
        return found

    @cached_property
    def things(self) -> Mapping[tuple[str | None, str | None], list[Node]]:
        """Hub and small area in it (None: the hub's own) → things."""
        found: dict[tuple[str | None, str | None], list[Node]] = defaultdict(list)
        heads = {*self.hubs, *self.above}
        for node in self.view.nodes:
            if node.type not in HUBS:
                homes = {self.home.get(area) for area in node.homes}
                only = node.homes[0] if len(node.homes) == 1 else None
                small = None if only in heads or only not in self.home else only
                found[homes.pop() if len(homes) == 1 else None, small].append(node)
        return found

    def around(self, hub: str | None) -> tuple[str, ...]:
        """A hub's own things by type, then each small area with its things behind it."""
        keys = list(_in_order(self.things.get((hub, None), ())))
        for area in self.small.get(hub, ()):
            keys += [area, *_in_order(self.things.get((hub, area), ()))]
        return tuple(keys)


def _in_order(nodes: Iterable[Node]) -> Iterator[str]:
    order = {item.key: place for place, item in enumerate(TYPES)}
    return (node.key for node in sorted(nodes, key=lambda node: order[node.type]))
