"""The indicators of the lexicon as a SKOS scheme: the text of ``ontology/indicators.ttl``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from zhengtu.describe.identity import segment
from zhengtu.recognise.concept import scheme
from zhengtu.vocab import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhengtu.recognise.concept import Concept

HEAD = f"""\
# Generated from src/zhengtu/lexicons/indicators.tsv (zhengtu ontology indicators): edit that.
# skos:hiddenLabel is a name of something narrower that is no concept of its own; zt:dimension
# is what the units of an indicator's figures measure, growth and shares apart.

@base <{BASE}> .
@prefix rdfs: <{PREFIXES["rdfs"]}> .
@prefix skos: <{PREFIXES["skos"]}> .
@prefix zt: <{PREFIXES["zt"]}> .

<scheme/indicators> a skos:ConceptScheme ;
  rdfs:label "指标体系"@zh, "Indicators"@en ; skos:prefLabel "指标体系"@zh, "Indicators"@en .
"""


def turtle() -> str:
    """Write the shipped indicators as Turtle, in the order of the table.

    >>> turtle().splitlines()[9]
    '<scheme/indicators> a skos:ConceptScheme ;'
    """
    concepts = scheme().concepts
    return HEAD + "".join(_concept(concept, concepts) for concept in concepts.values())


def _concept(concept: Concept, concepts: Mapping[str, Concept]) -> str:
    said = " ;\n  ".join(_said(concept, concepts))
    kind = "skos:Concept" if concept.is_field else "zt:Indicator"
    return f"\n{_iri(concept)} a {kind} ;\n  {said} .\n"


def _said(concept: Concept, concepts: Mapping[str, Concept]) -> Iterator[str]:
    labels = f"{_zh([concept.name])}, {Literal(concept.en, language='en')}"
    yield f"rdfs:label {labels} ; skos:prefLabel {labels}"
    if concept.alt:
        yield f"skos:altLabel {_zh(concept.alt)}"
    if concept.under:
        yield f"skos:hiddenLabel {_zh(concept.under)}"
    if concept.note:
        yield f"skos:definition {_zh([concept.note])}"
    if concept.dimensions:
        yield f"zt:dimension {', '.join(str(Literal(name)) for name in concept.dimensions)}"
    above = [_iri(concepts[name]) for name in _above(concept, concepts)]
    if above:
        yield f"skos:broader {', '.join(above)}"
    top = " ; skos:topConceptOf <scheme/indicators>" if concept.is_field else ""
    yield f"skos:inScheme <scheme/indicators>{top}"


def _above(concept: Concept, concepts: Mapping[str, Concept]) -> Iterator[str]:
    """Name the concept above, and the field unless that is the field of the concept above."""
    if concept.broader:
        yield concept.broader
    inherited = concept.broader and concepts[concept.broader].field == concept.field
    if not concept.is_field and not inherited:
        yield concept.field


def _iri(concept: Concept) -> str:
    return f"<{'field' if concept.is_field else 'indicator'}/{segment(concept.name)}>"


def _zh(texts: Iterable[str]) -> str:
    return ", ".join(str(Literal(text, language="zh")) for text in texts)
