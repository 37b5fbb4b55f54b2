"""What one document says: each fact as its statements, each with its evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pyoxigraph import NamedNode

from zhengtu.describe import literal
from zhengtu.describe.period import bounds
from zhengtu.describe.things import scaled
from zhengtu.model import (
    Event,
    Fact,
    Kind,
    Metric,
    Modality,
    Official,
    Organization,
    Person,
    Platform,
    Policy,
    PolicyStatus,
    Project,
    Qualifier,
    Span,
    Zone,
)
from zhengtu.record import NAMES
from zhengtu.vocab import DCTERMS, FOAF, ORG, PROV, RDF, ZT, ZTC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Literal

    from zhengtu.describe.things import Things

    Pair = tuple[NamedNode, NamedNode | Literal | None]
    """A predicate and its object; None says nothing."""

AnyFact = TypeVar("AnyFact", bound=Fact)


def _code(value: Kind | Modality | Qualifier | PolicyStatus) -> NamedNode:
    head, *tail = value.value.split("_")
    code: NamedNode = getattr(ZTC, head + "".join(word.title() for word in tail))
    return code


CODES = {
    value: _code(value) for codes in (Kind, Modality, Qualifier, PolicyStatus) for value in codes
}
TENURES = {"": None, "proposed": ZTC.proposed, "former": ZTC.former}


class Said(NamedTuple):
    """A statement: its node, the fact that it states, and what it says, as pairs."""

    node: NamedNode
    fact: Fact
    pairs: tuple[Pair, ...]
    about: NamedNode
    """The thing, post or indicator that the statement is about."""


class Statements:
    """The statements of one document.

    ``stem`` is what their IRIs begin with.  Bodies and people go first and figures last, so that each
    fact finds the things of the document that it names.
    """

    def __init__(self, facts: Iterable[Fact], things: Things, stem: str) -> None:
        self._facts, self._things, self._stem = tuple(facts), things, stem
        self._taken: Counter[str] = Counter()
        self._figures: dict[tuple[int, int], list[tuple[Metric, NamedNode]]] = defaultdict(list)

    def __iter__(self) -> Iterator[Said]:
        self._things.expect(self._facts_of(Policy))
        for fact in sorted(self._facts, key=_rank):
            if not isinstance(fact, Metric):
                yield from self._named(fact)
        metrics = [*self._facts_of(Metric), *self._investments()]
        figures = [(metric, self._node(metric)) for metric in sorted(metrics, key=_order)]
        for metric, node in figures:
            self._figures[_place(metric.span)].append((metric, node))
        for metric, node in figures:
            yield Said(node, metric, self._figure(metric), self._things.indicator(metric))

    def _node(self, fact: Fact, *, listed: bool = False) -> NamedNode:
        """Return the statement's IRI: a second of one type and span is numbered, as is a list."""
        iri = f"{self._stem}/{NAMES[type(fact)]}/{fact.span.start}-{fact.span.end}"
        self._taken[iri] += 1
        return NamedNode(f"{iri}/{self._taken[iri]}" if listed or self._taken[iri] > 1 else iri)

    def _named(self, fact: Fact) -> Iterator[Said]:
        things = self._things
        match fact:
            case Official():
                yield from self._official(fact)
            case Person():
                node = things.person(fact.name, fact.zone, FOAF.Person)
                role = things.role(fact.role) if fact.role else None
                yield self._entity(fact, node, fact.name, (ORG.role, role))
            case Zone():
                yield self._entity(fact, things.zone(fact), fact.name)
            case Policy():
                status = CODES[fact.status] if fact.status else None
                words = fact.span.quote
                yield self._entity(fact, things.policy(fact), words, (ZT.policyStatus, status))
            case Event():
                yield self._entity(fact, things.event(fact), fact.name)
            case Project():
                stage = literal.text(fact.stage) if fact.stage else None
                yield self._entity(fact, things.project(fact), fact.name, (ZT.projectStage, stage))
            case Organization():
                node = things.organization(fact.name, fact.zone, *fact.names)
                yield self._entity(fact, node, fact.name)
            case Platform():
                yield self._entity(fact, things.platform(fact), fact.name)

    def _entity(self, fact: Fact, about: NamedNode, name: str, *pairs: Pair) -> Said:
        said: tuple[Pair, ...] = (
            (RDF.type, ZT.EntityStatement),
            (ZT.about, about),
            (ZT.statedName, literal.text(name)),
            (DCTERMS.spatial, self._things.area(fact.zone)),
            *pairs,
        )
        return Said(self._node(fact), fact, said, about)

    def _official(self, official: Official) -> Iterator[Said]:
        person = self._things.person(official.name, official.zone, ZT.Official)
        if not official.posts:
            yield self._entity(official, person, official.name)
        for held in official.posts:
            post, body, role = self._things.post(held, official.zone)
            if not official.tenure:
                self._things.hold(person, post)
            pairs: tuple[Pair, ...] = (
                (RDF.type, ZT.PostStatement),
                (ORG.member, person),
                (ORG.organization, body),
                (ORG.role, role),
                (ZT.post, post),
                (ZT.tenure, TENURES[official.tenure]),
            )
            yield Said(self._node(official, listed=True), official, pairs, post)

    def _investments(self) -> Iterator[Metric]:
        """Yield the investment of each project for which no figure gives it."""
        named = {metric.project for metric in self._facts_of(Metric)}
        for project in self._facts_of(Project):
            if project.investment is not None and project.name not in named:
                yield investment(project)

    def _facts_of(self, kind: type[AnyFact]) -> Iterator[AnyFact]:
        return (fact for fact in self._facts if isinstance(fact, kind))

    def _figure(self, metric: Metric) -> tuple[Pair, ...]:
        things = self._things
        return (
            (RDF.type, ZT.MetricStatement),
            (ZT.aboutZone, things.area(metric.zone)),
            (ZT.aboutProject, things.project_of(metric)),
            (ZT.holder, things.body(metric.holder, metric.zone) if metric.holder else None),
            (ZT.indicator, things.indicator(metric)),
            (
                ZT.statedName,
                _text(metric.indicator if metric.concept not in {None, metric.indicator} else ""),
            ),
            (ZT.aspect, _text(metric.aspect)),
            (ZT.kind, CODES[metric.kind]),
            (ZT.modality, CODES[metric.modality]),
            (ZT.qualifier, CODES[metric.qualifier] if metric.qualifier else None),
            (ZT.statedValue, literal.decimal(metric.value)),
            (ZT.statedValueMax, _decimal(metric.value_max)),
            (ZT.unit, things.unit(metric)),
            (ZT.baseValue, literal.decimal(metric.base_value)),
            (ZT.baseValueMax, _decimal(metric.base_max)),
            *in_period(metric.period),
            (ZT.relativeTo, self._other(metric, metric.relative_to)),
            (ZT.componentOf, self._other(metric, metric.component_of)),
            (PROV.wasAttributedTo, things.speaker(metric.speaker) if metric.speaker else None),
        )

    def _other(self, metric: Metric, span: Span | None) -> NamedNode | None:
        """Return the statement of another figure: of several on the span, the one most alike."""
        others = self._figures.get(_place(span), []) if span else []
        likeness = [
            (other.indicator != metric.indicator, other.zone != metric.zone, at)
            for at, (other, _) in enumerate(others)
            if other is not metric
        ]
        return others[min(likeness)[-1]][1] if likeness else None


def in_period(period: str | None) -> tuple[Pair, ...]:
    """Return what is said of a period: as stated, its first and its last day."""
    if not period:
        return ()
    first, last = bounds(period)
    return (
        (ZT.period, literal.text(period)),
        (ZT.periodStart, literal.day(first) if first else None),
        (ZT.periodEnd, literal.day(last) if last else None),
    )


def investment(project: Project) -> Metric:
    """Return the figure that a project's investment is, on the project's own words.

    >>> from decimal import Decimal
    >>> park = Project(span=Span(0, 3, "产业园"), name="产业园", investment=Decimal(2), unit="亿元")
    >>> investment(park).base_value
    Decimal('200000000')
    """
    value, unit = project.investment or Decimal(0), project.unit or "元"
    scale, base = scaled(unit) or (Decimal(1), unit)
    return Metric(
        span=project.span,
        zone=project.zone,
        rule=project.rule,
        indicator="投资额",
        value=value,
        unit=unit,
        base_value=value * scale,
        base_unit=base,
        kind=Kind.AMOUNT,
        project=project.name,
    )


def _rank(fact: Fact) -> tuple[bool, bool]:
    """Bodies first, then people, then what names them."""
    return not isinstance(fact, Organization), not isinstance(fact, Official | Person)


def _order(metric: Metric) -> tuple[int, int, str, tuple[str, ...], str]:
    path = metric.zone.path if metric.zone else ()
    return metric.span.start, metric.span.end, metric.indicator, path, metric.kind


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _text(value: str) -> Literal | None:
    return literal.text(value) if value else None


def _decimal(value: Decimal | None) -> Literal | None:
    return None if value is None else literal.decimal(value)
