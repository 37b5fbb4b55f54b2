"""What is computed from the statements, as RDF: derived statements and conflicts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from zhengtu.describe import literal
from zhengtu.describe.conflict import PHASES, Claim, differing, disjoint, figure_range
from zhengtu.describe.derive import ANNUAL_TARGET, annual_target
from zhengtu.describe.identity import segment
from zhengtu.describe.statements import in_period
from zhengtu.lexicon import words
from zhengtu.model import Metric, Official, Policy
from zhengtu.vocab import ORG, PROV, RDF, ZT, ZTC, G

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Literal

    from zhengtu.describe.derive import Target
    from zhengtu.describe.page import Page
    from zhengtu.describe.statements import Pair, Said

    Subject = tuple[NamedNode | Literal | str | None, ...]

INHERITED = (ZT.aboutZone, ZT.aboutProject, ZT.holder, ZT.indicator, ZT.aspect, ZT.kind)
KNOWN = (ZT.aboutZone, ZT.indicator, ZT.period)
"""What must be known of two figures, and the same, before they can contradict each other."""
SAME = (*KNOWN, ZT.aboutProject, ZT.holder, ZT.aspect, ZT.kind, ZT.modality)


def targets(page: Page, base: str) -> Iterator[Quad]:
    """Yield the annual aims that the document's completion rates amount to."""
    figures = {said.node: (said, metric) for said, metric in _figures(page)}
    for completion, rate in figures.values():
        main = _values(completion).get(ZT.relativeTo)
        if not isinstance(main, NamedNode) or main not in figures:
            continue
        result, metric = figures[main]
        if (target := annual_target(rate, metric)) is not None:
            unit = NamedNode(f"{base}unit/{segment(metric.base_unit)}")
            path = completion.node.value.removeprefix(f"{base}statement/")
            node = NamedNode(f"{base}derived/{path}/{ANNUAL_TARGET}")
            rows = (*_derived(target, result, completion), (ZT.unit, unit), (ZT.asOf, page.as_of))
            yield from (
                Quad(node, term, value, G.derived) for term, value in rows if value is not None
            )


def _derived(target: Target, result: Said, completion: Said) -> Iterator[Pair]:
    value, values = literal.decimal(target.value), _values(result)
    yield RDF.type, ZT.DerivedStatement
    yield ZT.rule, literal.text(f"derive/{ANNUAL_TARGET}")
    yield PROV.wasDerivedFrom, result.node
    yield PROV.wasDerivedFrom, completion.node
    yield from ((term, values.get(term)) for term in INHERITED)
    yield ZT.modality, ZTC.target
    yield ZT.qualifier, ZTC.about
    yield ZT.statedValue, value
    yield ZT.baseValue, value
    yield from in_period(target.period)


def conflicts(pages: Iterable[Page], base: str) -> Iterator[Quad]:
    """Yield the statements of all documents that cannot all be true."""
    listed = list(pages)
    kinds = (
        (ZTC.valueConflict, disjoint(_values_claimed(listed))),
        (ZTC.statusConflict, differing(_statuses_claimed(listed))),
        (ZTC.postConflict, differing(_holders_claimed(listed))),
    )
    for kind, groups in kinds:
        for members in groups:
            digest = hashlib.sha256("\n".join(members).encode()).hexdigest()[:16]
            node = NamedNode(f"{base}conflict/{digest}")
            yield Quad(node, RDF.type, ZT.Conflict, G.conflicts)
            yield Quad(node, ZT.conflictKind, kind, G.conflicts)
            for member in members:
                yield Quad(node, ZT.conflictMember, NamedNode(member), G.conflicts)


def _values_claimed(pages: Iterable[Page]) -> Iterator[Claim]:
    for page in pages:
        subjects = {said.node: _subject(said, metric) for said, metric in _figures(page)}
        for said, metric in _figures(page):
            subject, total = subjects[said.node], _values(said).get(ZT.componentOf)
            part = isinstance(total, NamedNode) and subjects.get(total) == subject
            if subject is not None and not part:  # a part differs from its total by nature
                yield Claim(said.node.value, subject, figure_range(metric))


def _subject(said: Said, metric: Metric) -> Subject | None:
    values = _values(said)
    if any(values.get(term) is None for term in KNOWN):
        return None
    return (*(values.get(term) for term in SAME), metric.base_unit)


def _statuses_claimed(pages: Iterable[Page]) -> Iterator[Claim]:
    for page in pages:
        for said in page.said:
            if isinstance(said.fact, Policy) and said.fact.status and page.as_of:
                yield Claim(said.node.value, (said.about, page.as_of), PHASES[said.fact.status])


def _holders_claimed(pages: Iterable[Page]) -> Iterator[Claim]:
    """Yield who holds a post that has one holder; several deputies may share theirs."""
    single = words("bodies")["single"]
    for page in pages:
        for said in page.said:
            if isinstance(said.fact, Official) and page.as_of and not said.fact.tenure:
                values = _values(said)
                if values.get(ZT.post) and _title(values.get(ORG.role)) in single:
                    yield Claim(said.node.value, (said.about, page.as_of), values[ORG.member])


def _title(role: NamedNode | Literal | None) -> str:
    return role.value.rpartition("/")[2] if role else ""


def _figures(page: Page) -> Iterator[tuple[Said, Metric]]:
    return ((said, said.fact) for said in page.said if isinstance(said.fact, Metric))


def _values(said: Said) -> dict[NamedNode, NamedNode | Literal | None]:
    return dict(said.pairs)
