"""From the names that one document uses to the nodes that all documents share."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from zhengtu.describe import literal
from zhengtu.describe.identity import is_national, parent
from zhengtu.model import Place, PlaceKind, PolicyKind
from zhengtu.recognise.place import gazetteer
from zhengtu.recognise.quantity import find_quantities
from zhengtu.recognise.unit import units
from zhengtu.vocab import DCTERMS, ORG, PROV, SCHEMA, SKOS, XSD, ZT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode

    from zhengtu.describe.identity import Names
    from zhengtu.describe.shared import Shared
    from zhengtu.model import Document, Event, Metric, Platform, Policy, Post, Project, Zone

    _Called = defaultdict[str, set[NamedNode]]

YEAR = 4


class Things:
    """The things of one document.  Each method returns a node and notes what is known of it."""

    def __init__(self, document: Document, names: Names, shared: Shared) -> None:
        self._document, self._names, self._shared = document, names, shared
        self._areas: dict[Place, NamedNode] = {}
        self._bodies: _Called = defaultdict(set)
        self._people: _Called = defaultdict(set)
        self._projects: _Called = defaultdict(set)
        self._policies: _Called = defaultdict(set)
        self._indicators: dict[tuple[str, str | None, str | None], NamedNode] = {}
        self._units: dict[str, NamedNode] = {}

    def area(self, place: Place | None) -> NamedNode | None:
        """Return the node of a place, with those above it; None for None."""
        return None if place is None else self._area(place)

    def _area(self, place: Place, *other_names: str) -> NamedNode:
        node = self._areas.get(place) or self._new_area(place)
        self._shared.call(node, *other_names)
        return node

    def _new_area(self, place: Place) -> NamedNode:
        kind = ZT.Zone if place.kind is PlaceKind.ZONE else ZT.AdministrativeArea
        node = self._areas[place] = self._shared.thing(self._names.area(place), kind, place.name)
        self._shared.say(node, ZT.partOf, self.area(parent(place)))
        code = place.code or gazetteer().known(place).code
        self._shared.say(node, ZT.areaCode, literal.text(code) if code else None)
        return node

    def zone(self, zone: Zone) -> NamedNode:
        """Return the node of a place that a fact is about, with every name of it."""
        path = tuple(name for name in (zone.province, zone.city, zone.name) if name)
        place = zone.zone or Place(path, PlaceKind.ZONE)
        return self._area(place, zone.name, *zone.names)

    def organization(self, name: str, zone: Place | None, *other_names: str) -> NamedNode:
        """Return the node of a body that is mentioned in a zone."""
        iri, home = self._names.organization(name, zone)
        node = self._shared.thing(iri, ORG.Organization, name)
        self._shared.say(node, ZT.inZone, self.area(home))
        self._shared.call(node, *other_names)
        for called in (name, *other_names):
            self._bodies[called].add(node)
        return node

    def body(self, name: str, zone: Place | None) -> NamedNode:
        """Return the node of a body that another fact names: the document's own if it has one."""
        return _only(self._bodies, name) or self.organization(name, zone)

    def person(self, name: str, zone: Place | None, kind: NamedNode) -> NamedNode:
        """Return the node of a person, ``kind`` being zt:Official or foaf:Person."""
        node = self._located("person", kind, name, zone)
        self._people[name].add(node)
        return node

    def speaker(self, name: str) -> NamedNode:
        """Return who says it or is there: a person or body of the document, else an agent of that name."""
        known = _only(self._people, name) or _only(self._bodies, name)
        iri = self._names.located("agent", None, name)
        return known or self._shared.thing(iri, PROV.Agent, name)

    def role(self, title: str) -> NamedNode:
        """Return the node of a title or role."""
        return self._shared.thing(self._names.iri("role", title), ORG.Role, title)

    def post(self, post: Post, zone: Place | None) -> tuple[NamedNode, NamedNode, NamedNode]:
        """Return the nodes of a post, of its body and of its role."""
        body, role = self.organization(post.org, zone), self.role(post.title)
        iri = self._names.below(body.value, "post", post.title)
        node = self._shared.thing(iri, ORG.Post, post.org + post.title)
        self._shared.say(node, ORG.postIn, body)
        self._shared.say(node, ORG.role, role)
        return node, body, role

    def hold(self, person: NamedNode, post: NamedNode) -> None:
        """Note that some document says that the person holds the post."""
        self._shared.say(person, ORG.holds, post)

    def policy(self, policy: Policy) -> NamedNode:
        """Return the node of a policy document or measure."""
        node, say = self._known(policy), self._shared.say
        say(node, ZT.documentNumber, literal.text(policy.number) if policy.number else None)
        say(node, DCTERMS.issued, literal.date(policy.date) if policy.date else None)
        say(node, ZT.effectiveDate, literal.date(policy.effective) if policy.effective else None)
        say(node, ZT.expiryDate, literal.date(policy.expires) if policy.expires else None)
        for issuer in filter(None, (policy.issuer or "").split("、")):
            say(node, DCTERMS.publisher, self.body(issuer, policy.zone))
        for term, names in (DCTERMS.replaces, policy.replaces), (ZT.carriesOut, policy.carries_out):
            for name in names:
                say(node, term, self._named_policy(name, policy.zone))
        return node

    def _named_policy(self, name: str, zone: Place | None) -> NamedNode:
        """Return the node of a document that another names: the text's own if it has one."""
        return _only(self._policies, name) or self._policy(name, zone, ZT.PolicyDocument)

    def _policy(self, name: str, zone: Place | None, kind: NamedNode) -> NamedNode:
        if zone is None and is_national(name):
            return self._shared.thing(self._names.iri("policy", name), kind, name)
        return self._located("policy", kind, name, zone)

    def _known(self, policy: Policy) -> NamedNode:
        kind = ZT.PolicyDocument if policy.kind is PolicyKind.DOCUMENT else ZT.PolicyMeasure
        node = self._policy(policy.name, policy.zone, kind)
        self._policies[policy.name].add(node)
        return node

    def expect(self, policies: Iterable[Policy]) -> None:
        """Note the policies of the document: one that replaces another finds it by its name."""
        for policy in policies:
            self._known(policy)

    def event(self, event: Event) -> NamedNode:
        """Return the node of an event; those of different years are different ones."""
        node = self._located("event", ZT.Event, event.name, event.zone, *self._year(event))
        say = self._shared.say
        say(node, SCHEMA.location, literal.chinese(event.venue) if event.venue else None)
        for organiser in event.organisers:
            say(node, SCHEMA.organizer, self.body(organiser, event.zone))
        for name in event.participants:
            say(node, SCHEMA.attendee, self.speaker(name))
        if event.ordinal is not None:
            say(node, ZT.ordinal, literal.number(event.ordinal, XSD.positiveInteger))
        begin, _, end = (event.date or "").partition("/")
        say(node, SCHEMA.startDate, literal.date(begin) if begin else None)
        say(node, SCHEMA.endDate, literal.date(end) if end else None)
        return node

    def _year(self, event: Event) -> tuple[str, ...]:
        date = event.date or (self._document.date.isoformat() if self._document.date else "")
        return (date[:YEAR],) if date[:YEAR].isdigit() else ()

    def project(self, project: Project) -> NamedNode:
        """Return the node of a project."""
        node = self._project(project.name, project.zone)
        if project.investor:
            self._shared.say(node, SCHEMA.funder, self.body(project.investor, project.zone))
        return node

    def project_of(self, metric: Metric) -> NamedNode | None:
        """Return the project that a figure belongs to: the document's own if it has one."""
        if metric.project is None:
            return None
        return _only(self._projects, metric.project) or self._project(metric.project, metric.zone)

    def _project(self, name: str, zone: Place | None) -> NamedNode:
        node = self._located("project", ZT.Project, name, zone)
        self._projects[name].add(node)
        return node

    def platform(self, platform: Platform) -> NamedNode:
        """Return the node of a platform."""
        return self._located("platform", ZT.Platform, platform.name, platform.zone)

    def _located(
        self, kind: str, term: NamedNode, name: str, zone: Place | None, *path: str
    ) -> NamedNode:
        iri = self._names.located(kind, zone, *path, name)
        node = self._shared.thing(iri, term, name)
        self._shared.say(node, ZT.inZone, self.area(zone))
        return node

    def indicator(self, metric: Metric) -> NamedNode:
        """Return the node of what is measured: the scheme's concept where there is one."""
        key = metric.indicator, metric.concept, metric.broader
        return self._indicators.get(key) or self._new_indicator(*key)

    def _new_indicator(self, words: str, concept: str | None, broader: str | None) -> NamedNode:
        node = self._indicators[words, concept, broader] = self._concept(concept or words)
        if concept:
            self._shared.call(node, words)
        if broader and broader != (concept or words):
            self._shared.say(node, SKOS.broader, self._concept(broader))
        return node

    def _concept(self, name: str) -> NamedNode:
        node = self._shared.thing(self._names.iri("indicator", name), ZT.Indicator, name)
        self._shared.say(node, SKOS.inScheme, self._scheme("indicators", "指标"))
        return node

    def _scheme(self, name: str, label: str) -> NamedNode:
        return self._shared.thing(self._names.iri("scheme", name), SKOS.ConceptScheme, label)

    def unit(self, metric: Metric) -> NamedNode:
        """Return the node of a figure's unit, its scale and base unit noted."""
        return self._units.get(metric.unit) or self._new_unit(metric)

    def _new_unit(self, metric: Metric) -> NamedNode:
        scale, base = scaled(metric.unit) or _scale_of(metric)
        node = self._units[metric.unit] = self._unit(metric.unit, scale, base)
        self._shared.say(node, ZT.baseUnit, self._unit(base, Decimal(1), base))
        return node

    def _unit(self, symbol: str, scale: Decimal, base: str) -> NamedNode:
        node = self._shared.thing(self._names.iri("unit", symbol), ZT.Unit, symbol)
        dimension = _dimension(base)
        self._shared.say(node, ZT.scale, literal.decimal(scale))
        self._shared.say(node, ZT.dimension, literal.text(dimension) if dimension else None)
        self._shared.say(node, SKOS.inScheme, self._scheme("units", "计量单位"))
        if symbol == base:
            self._shared.say(node, ZT.baseUnit, node)
        return node


@lru_cache(maxsize=1 << 10)
def scaled(symbol: str) -> tuple[Decimal, str] | None:
    """Return how many base units a unit is, and which; None if the tables do not know it.

    >>> scaled("亿元"), scaled("张三")
    ((Decimal('100000000'), '元'), None)
    """
    found = next(find_quantities(f"1{symbol}"), None)
    if found is None or found.end != len(symbol) + 1:
        return None
    return found.base(Decimal(1)), found.unit.base


def _scale_of(metric: Metric) -> tuple[Decimal, str]:
    scale = metric.base_value / metric.value if metric.value else Decimal(1)
    return scale, metric.base_unit


def _dimension(symbol: str) -> str:
    known = units().by_symbol.get(symbol)
    return known.dimension if known else ""


def _only(called: _Called, name: str) -> NamedNode | None:
    """Return the one thing of that name; of two, nobody knows which is meant."""
    nodes = called.get(name, ())
    return next(iter(nodes)) if len(nodes) == 1 else None
