"""The units of the lexicon as a SKOS scheme: the text of ``ontology/units.ttl``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from zhengtu import lexicon
from zhengtu.describe.identity import segment
from zhengtu.vocab import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengtu.lexicon import Row

HEAD = f"""\
# Generated from src/zhengtu/lexicons/units.tsv by `zhengtu ontology units`: edit the table.
# skos:notation is the unit's UCUM code (https://ucum.org/ucum).

@base <{BASE}> .
@prefix qudt: <http://qudt.org/vocab/unit/> .
@prefix rdfs: <{PREFIXES["rdfs"]}> .
@prefix skos: <{PREFIXES["skos"]}> .
@prefix zt: <{PREFIXES["zt"]}> .

<scheme/units> a skos:ConceptScheme ;
  rdfs:label "计量单位"@zh, "Units"@en ; skos:prefLabel "计量单位"@zh, "Units"@en .
"""


def turtle() -> str:
    """Write the shipped units as Turtle, in the order of the table.

    >>> turtle().splitlines()[0]
    '# Generated from src/zhengtu/lexicons/units.tsv by `zhengtu ontology units`: edit the table.'
    """
    units: dict[str, list[Row]] = {}  # 台（套） and 台(套) are two names of one unit
    for row in lexicon.table("units"):
        units.setdefault(_iri(row["symbol"]), []).append(row)
    return HEAD + "".join(_unit(iri, *rows) for iri, rows in units.items())


def _unit(iri: str, row: Row, *namesakes: Row) -> str:
    said = "".join(f" ;\n  {line}" for line in _said(row, [other["symbol"] for other in namesakes]))
    return f"\n{iri} a zt:Unit{said} .\n"


def _said(row: Row, others: list[str]) -> Iterator[str]:
    labels = _literals([(row["symbol"], "zh"), (row["en"], "en")])
    scale = row["scale"] if "." in row["scale"] else f"{row['scale']}.0"  # else an xsd:integer
    yield f"rdfs:label {labels} ; skos:prefLabel {labels}"
    if others:
        yield f"skos:altLabel {_literals((other, 'zh') for other in others)}"
    yield f"zt:scale {scale} ; zt:baseUnit {_iri(row['base'])}"
    yield f"zt:dimension {Literal(row['dimension'])}"
    yield "skos:inScheme <scheme/units>"
    if row["ucum"]:
        yield f"skos:notation {Literal(row['ucum'])}"
    if row["qudt"]:
        yield f"skos:closeMatch qudt:{row['qudt']}"


def _iri(symbol: str) -> str:
    return f"<unit/{segment(symbol)}>"


def _literals(words: Iterable[tuple[str, str]]) -> str:
    return ", ".join(str(Literal(text, language=language)) for text, language in words if text)
