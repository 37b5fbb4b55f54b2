"""The tables that the page is made of, as SPARQL over the union of all graphs.

Prefixes are those of ``zhengtu.vocab.PREFIXES``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.store import TYPED

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "sources": """SELECT ?key ?title ?date ?publisher {
        ?key a zt:SourceDocument ; dcterms:title ?title .
        OPTIONAL { ?key dcterms:issued ?date } OPTIONAL { ?key dc:publisher ?publisher } }""",
    "things": f"SELECT ?key ?type ?name {{ {TYPED} ?key a ?class ; rdfs:label ?name }}",
    "names": "SELECT ?key ?name { ?key skos:altLabel ?name }",
    "places": "SELECT ?key ?zone { ?key zt:inZone ?zone }",
    "parts": "SELECT ?key ?zone { ?key zt:partOf ?zone }",
    "details": """SELECT ?key ?name ?value {
        VALUES (?property ?name) {
          (schema:startDate "日期") (schema:endDate "至") (schema:location "地点")
          (zt:ordinal "届次") (zt:documentNumber "文号") (dcterms:issued "印发")
          (zt:effectiveDate "施行") (zt:expiryDate "失效")
          (zt:areaCode "区划代码") }
        ?key ?property ?value }""",
    "ties": """SELECT ?key ?other ?role {
        VALUES (?property ?role) {
          (dcterms:publisher "发文机关") (schema:organizer "主办") (schema:attendee "出席")
          (schema:funder "投资方") (dcterms:replaces "取代") (zt:carriesOut "落实") }
        ?key ?property ?other }""",
    "evidence": """SELECT ?key ?source ?start ?prefix ?exact ?suffix {
        ?key zt:evidence ?evidence . ?evidence oa:hasSource ?source ; oa:hasSelector ?selector .
        ?selector oa:start ?start ; oa:exact ?exact .
        OPTIONAL { ?selector oa:prefix ?prefix } OPTIONAL { ?selector oa:suffix ?suffix } }""",
    "metrics": """SELECT ?key ?zone ?indicator ?name ?stated ?aspect ?kind ?modality ?qualifier
          ?period ?base ?unit ?project ?holder ?speaker ?note {
        VALUES ?class { zt:MetricStatement zt:DerivedStatement }
        ?key a ?class ; zt:indicator ?indicator ; zt:kind ?kind ; zt:baseValue ?base ;
          zt:unit/zt:baseUnit/rdfs:label ?unit .
        ?indicator rdfs:label ?name .
        OPTIONAL { ?key zt:aboutZone ?zone } OPTIONAL { ?key zt:aspect ?aspect }
        OPTIONAL { ?key zt:modality ?modality } OPTIONAL { ?key zt:qualifier ?qualifier }
        OPTIONAL { ?key zt:period ?period } OPTIONAL { ?key zt:aboutProject ?project }
        OPTIONAL { ?key zt:statedName ?stated } OPTIONAL { ?key zt:holder ?holder }
        OPTIONAL { ?key prov:wasAttributedTo/rdfs:label ?speaker }
        OPTIONAL { ?key skos:note ?note } }""",
    "posts": """SELECT ?key ?who ?name ?body ?org ?role ?tenure {
        ?key a zt:PostStatement ; org:member ?who ; org:organization ?body ;
          org:role/rdfs:label ?role .
        ?who rdfs:label ?name . ?body rdfs:label ?org .
        OPTIONAL { ?key zt:tenure ?tenure } }""",
    "mentions": """SELECT ?key ?about ?name ?status ?role ?stage ?note {
        ?key a zt:EntityStatement ; zt:about ?about . ?about rdfs:label ?name .
        OPTIONAL { ?key zt:policyStatus ?status } OPTIONAL { ?key zt:projectStage ?stage }
        OPTIONAL { ?key org:role/rdfs:label ?role } OPTIONAL { ?key skos:note ?note } }""",
    "derivations": """SELECT ?key ?from {
        ?key a zt:DerivedStatement ; prov:wasDerivedFrom ?from }""",
    "conflicts": """SELECT ?key ?kind ?member {
        ?key zt:conflictKind ?kind ; zt:conflictMember ?member }""",
}
