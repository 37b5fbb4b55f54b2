"""The terms that the graph is written in, as closed namespaces of ``pyoxigraph.NamedNode``.

The only source file that holds namespace IRIs.  A term that is not listed here does not
exist: ``ZT.aboutzone`` raises.  What the own terms mean is said in ``ontology/zhengtu.ttl``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Namespace:
    """A vocabulary and those of its terms that zhengtu uses.

    ``str(namespace)`` is its IRI, ``namespace.term`` a NamedNode, iterating yields the terms
    in the order of the alphabet.  An unlisted term raises AttributeError.

    >>> RDFS.label
    <NamedNode value=http://www.w3.org/2000/01/rdf-schema#label>
    >>> f"{XSD}date"
    'http://www.w3.org/2001/XMLSchema#date'
    """

    def __init__(self, iri: str, terms: str) -> None:
        self._iri = iri
        self._terms = tuple(sorted(terms.split()))
        self.__dict__.update((term, NamedNode(iri + term)) for term in self._terms)

    def __getattr__(self, term: str) -> NamedNode:
        """Only called for what is not there."""
        raise AttributeError(f"{self.__dict__.get('_iri')} has no term {term!r} here")

    def __str__(self) -> str:
        return self._iri

    def __iter__(self) -> Iterator[NamedNode]:
        return (self.__dict__[term] for term in self._terms)


BASE = "https://w3id.org/zhengtu/id/"
"""What the IRIs of resources begin with, unless the caller says otherwise."""

ZT = Namespace(
    "https://w3id.org/zhengtu/ns#",
    "Area AdministrativeArea Zone Official Policy PolicyDocument PolicyMeasure Event Project"
    " Platform Indicator Unit SourceDocument Evidence Statement MetricStatement PostStatement"
    " EntityStatement DerivedStatement Conflict"
    " about aboutZone aboutProject inZone partOf indicator unit baseUnit kind modality qualifier"
    " relativeTo componentOf evidence post policyStatus conflictMember conflictKind statedValue"
    " statedValueMax baseValue baseValueMax scale dimension aspect period periodStart periodEnd"
    " asOf statedName ordinal areaCode charLength rule holder tenure documentNumber effectiveDate"
    " expiryDate carriesOut projectStage derivedText",
)
ZTC = Namespace(
    "https://w3id.org/zhengtu/code#",
    "count amount quantity rate growth points share targetCompletion reduction multiple rank"
    " duration actual target over under about reach issued revised consultation planned repealed"
    " expired proposed former valueConflict postConflict statusConflict unitConflict",
)
G = Namespace("https://w3id.org/zhengtu/graph/", "entities vocab derived conflicts catalog")
DOCUMENT_GRAPH = f"{G}doc/"
"""The graph of a document is named by this and the document's id as an IRI segment."""

RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#", "label subClassOf")
XSD = Namespace(
    "http://www.w3.org/2001/XMLSchema#",
    "boolean date gYear gYearMonth decimal integer nonNegativeInteger positiveInteger string",
)
SKOS = Namespace(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme altLabel broader inScheme notation note prefLabel",
)
DC = Namespace("http://purl.org/dc/elements/1.1/", "publisher")
DCTERMS = Namespace(
    "http://purl.org/dc/terms/",
    "creator issued language publisher replaces source spatial title",
)
FOAF = Namespace("http://xmlns.com/foaf/0.1/", "Person name")
ORG = Namespace(
    "http://www.w3.org/ns/org#", "Organization Post Role holds member organization postIn role"
)
PROV = Namespace(
    "http://www.w3.org/ns/prov#",
    "Activity Agent Bundle SoftwareAgent used wasAssociatedWith wasAttributedTo wasDerivedFrom"
    " wasGeneratedBy",
)
OA = Namespace(
    "http://www.w3.org/ns/oa#",
    "TextPositionSelector TextQuoteSelector end exact hasSelector hasSource prefix start suffix",
)
SCHEMA = Namespace(
    "https://schema.org/",
    "attendee endDate funder location organizer sha256 softwareVersion startDate",
)
VOID = Namespace("http://rdfs.org/ns/void#", "Dataset vocabulary")
SH = Namespace(  # read in the shapes, never written
    "http://www.w3.org/ns/shacl#",
    "declare description message name namespace prefix property select severity sparql"
    " targetClass targetNode targetObjectsOf targetSubjectsOf",
)

NAMESPACES: Mapping[str, Namespace] = {
    "zt": ZT,
    "ztc": ZTC,
    "dc": DC,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "oa": OA,
    "org": ORG,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "void": VOID,
    "xsd": XSD,
}
PREFIXES: dict[str, str] = {
    **{prefix: str(namespace) for prefix, namespace in NAMESPACES.items()},
    "id": BASE,
    "g": str(G),
}
"""Every prefix that zhengtu writes, and its IRI: for queries, Turtle and rdflib."""
