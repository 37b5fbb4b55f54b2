"""From the graph to what the page shows: one query a table, then values.

The page is made from the triples alone, so that a graph.nq of last year gives it again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from zhengtu.codes import labels
from zhengtu.store import select_rows
from zhengtu.view.model import TYPES, Conflict, Edge, Fact, Node, Source, View
from zhengtu.view.payload import numbers
from zhengtu.view.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyoxigraph as ox

    from zhengtu.store import Row

PLAIN = frozenset({"数量", "金额", "实物量"})  # kinds that the unit says already
UNSAID = frozenset({"实绩", "达到"})  # codes that add nothing to the words
OWNERS = ("project", "holder")  # whose figure is not the area's own
SCALES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


def read_view(store: ox.Store) -> View:
    """Everything in ``store`` that a page shows, in the order of the documents."""
    return _Graph(store).view()


@dataclass(frozen=True)
class _Graph:
    """A store, its tables read once."""

    store: ox.Store

    def view(self) -> View:
        sources = self.sources
        title = sources[0].title if len(sources) == 1 else f"{len(sources)} 篇文档 documents"
        return View(
            title=title if sources else "空图 Empty graph",
            nodes=tuple(self.nodes()),
            edges=tuple(self.edges()),
            facts=self.facts,
            sources=sources,
            conflicts=tuple(self.conflicts()),
        )

    @cached_property
    def tables(self) -> Mapping[str, list[Row]]:
        return {name: _rows(self.store, query) for name, query in TABLES.items()}

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        found = {
            row["key"]: Source(
                row["key"], row["title"], row.get("date", ""), row.get("publisher", "")
            )
            for row in self.tables["sources"]
        }
        oldest_first = sorted(found.values(), key=lambda item: (item.date, item.title, item.key))
        return tuple(oldest_first[::-1])

    @cached_property
    def types(self) -> Mapping[str, str]:
        """The type of each thing: the first in the legend's order where it has several."""
        order = {item.key: at for at, item in enumerate(TYPES)}
        rows = sorted(self.tables["things"], key=lambda row: -order[row["type"]])
        return {row["key"]: row["type"] for row in rows}

    @cached_property
    def zones(self) -> Mapping[str, tuple[str, ...]]:
        """The areas of each thing; an indicator's are those of its figures."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for row in self.tables["places"]:
            found[row["key"]][row["zone"]] = None
        for row in self.tables["metrics"]:
            for key in ("indicator", "project"):
                if key in row and "zone" in row:
                    found[row[key]][row["zone"]] = None
        return {key: tuple(zones) for key, zones in found.items()}

    @cached_property
    def evidence(self) -> Mapping[str, Row]:
        return {row["key"]: row for row in self.tables["evidence"]}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        place = {source.key: at for at, source in enumerate(self.sources)}
        facts = [*self.metrics(), *self.posts(), *self.mentions()]
        return tuple(
            sorted(
                facts,
                key=lambda fact: (place.get(fact.source or "", len(place)), fact.start, fact.key),
            )
        )

    def metrics(self) -> Iterator[Fact]:
        for row in self.tables["metrics"]:
            kind, modality, qualifier = (
                labels().get(row.get(name, ""), "") for name in ("kind", "modality", "qualifier")
            )
            basis = self.basis.get(row["key"], ())
            yield Fact(
                key=row["key"],
                type="derived" if basis else "metric",
                nodes=_present(row, "indicator", "zone", "project", "holder"),
                label=_printed(row),
                value=self.words(row["key"]) or _scaled(Decimal(row["base"]), row["unit"]),
                tags=_tags(kind, modality, qualifier, "推算" if basis else ""),
                period=row.get("period"),
                zone=row.get("zone"),
                series="" if _present(row, *OWNERS) else _series(row["name"], kind, row["unit"]),
                base=float(row["base"]),
                speaker=row.get("speaker", ""),
                note="由" + "、".join(map(self.words, basis)) + "推算"
                if basis
                else row.get("note", ""),
                **self.passage(row["key"]),
            )

    def posts(self) -> Iterator[Fact]:
        for row in self.tables["posts"]:
            yield Fact(
                key=row["key"],
                type="official",
                nodes=(row["who"], row["body"], *self.zones.get(row["who"], ())),
                label=row["name"],
                value=row["org"] + row["role"],
                tags=_tags(labels().get(row.get("tenure", ""), "")),
                **self.passage(row["key"]),
            )

    def mentions(self) -> Iterator[Fact]:
        for row in self.tables["mentions"]:
            if row["about"] in self.types:
                yield Fact(
                    key=row["key"],
                    type=self.types[row["about"]],
                    nodes=(row["about"], *self.zones.get(row["about"], ())),
                    label=row["name"],
                    value=row.get("role", ""),
                    tags=_tags(labels().get(row.get("status", ""), ""), row.get("stage", "")),
                    note=row.get("note", ""),
                    **self.passage(row["key"]),
                )

    def words(self, key: str) -> str:
        """The very words of a statement; nothing for a derived one."""
        return self.evidence[key]["exact"] if key in self.evidence else ""

    def passage(self, key: str) -> dict[str, Any]:
        """The fields of a fact that say where it is written."""
        row = self.evidence.get(key)
        if row is None:
            return {}
        texts = {name: row.get(name, "") for name in ("prefix", "exact", "suffix")}
        return texts | {"source": row["source"], "start": int(row["start"])}

    @cached_property
    def about(self) -> Mapping[str, int]:
        """What facts speak of, in the order in which they come to it."""
        return numbers(key for fact in self.facts for key in fact.nodes)

    def nodes(self) -> Iterator[Node]:
        """The areas and what facts speak of, by type and as the documents come to them."""
        order = {item.key: at for at, item in enumerate(TYPES)}
        names = {row["key"]: row["name"] for row in self.tables["things"]}
        others = _lists(self.tables["names"], "key", "name")
        details: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in self.tables["details"]:
            details[row["key"]].append((row["name"], row["value"]))

        def rank(key: str) -> tuple[int, int, str]:
            return order[self.types[key]], self.about.get(key, len(self.about)), key

        for key in sorted(self.shown, key=rank):
            yield Node(
                key,
                self.types[key],
                names[key],
                others.get(key, ()),
                self.zones.get(key, ()),
                details=tuple(details.get(key, ())),
            )

    @cached_property
    def shown(self) -> frozenset[str]:
        """Areas, what some fact speaks of, and what is tied to it; no mere broader concept."""
        tied = {row["other"] for row in self.tables["ties"] if row["key"] in self.about}
        return frozenset(
            key
            for key, kind in self.types.items()
            if kind == "zone" or key in self.about or key in tied
        )

    def edges(self) -> Iterator[Edge]:
        """One line a pair, the roles that tie the two written on it."""
        labels: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for key, zones in self.zones.items():
            for zone in zones:
                labels[zone, key] = {}
        for row in self.tables["parts"]:
            labels[row["zone"], row["key"]] = {}
        for row in self.tables["posts"]:
            labels[row["who"], row["body"]][row["role"]] = None
        for row in self.tables["ties"]:
            labels[row["key"], row["other"]][row["role"]] = None
        for row in self.tables["metrics"]:
            for owner in _present(row, *OWNERS):
                labels[owner, row["indicator"]] = {}
        for (one, other), roles in sorted(labels.items()):
            if one in self.shown and other in self.shown:
                yield Edge(one, other, "、".join(roles))

    def conflicts(self) -> Iterator[Conflict]:
        members = _lists(self.tables["conflicts"], "key", "member")
        kinds = {row["key"]: row["kind"] for row in self.tables["conflicts"]}
        for key, facts in sorted(members.items()):
            yield Conflict(labels().get(kinds[key], "冲突"), facts)

    @cached_property
    def basis(self) -> Mapping[str, tuple[str, ...]]:
        """What each derived statement was computed from."""
        return _lists(self.tables["derivations"], "key", "from")


def _rows(store: ox.Store, query: str) -> list[Row]:
    """The answers as text, sorted, each once; what has no value is not in the row."""
    return [dict(row) for row in sorted({tuple(row.items()) for row in select_rows(store, query)})]


def _lists(rows: Iterable[Row], key: str, value: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row[value])
    return {name: tuple(values) for name, values in found.items()}


def _present(row: Row, *names: str) -> tuple[str, ...]:
    return tuple(row[name] for name in names if name in row)


def _tags(*labels: str) -> tuple[str, ...]:
    return tuple(label for label in labels if label and label not in PLAIN | UNSAID)


def _printed(row: Row) -> str:
    """The indicator in the text's own words, with the words of change before it."""
    name, aspect = row.get("stated", row["name"]), row.get("aspect", "")
    return name if name.startswith(aspect) else aspect + name


def _series(name: str, kind: str, unit: str) -> str:
    return f"{name} ({unit})" if kind in PLAIN else f"{name} · {kind} ({unit})"


def _scaled(value: Decimal, unit: str) -> str:
    """A computed value as one would print it: four digits, 万 and 亿 as needed.

    >>> _scaled(Decimal("414968152.8"), "元")
    '4.15亿元'
    """
    for scale, word in SCALES:
        if abs(value) >= scale:
            return f"{float(value / scale):.4g}{word}{unit}"
    return f"{float(value):.4g}{unit}"
