"""The graph of one document: the document, its statements, and where it says them."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from zhengtu import __version__
from zhengtu.describe import literal
from zhengtu.describe.identity import Names
from zhengtu.describe.statements import Statements
from zhengtu.describe.things import Things
from zhengtu.model import Person
from zhengtu.vocab import DC, DCTERMS, DOCUMENT_GRAPH, OA, PROV, RDF, SCHEMA, SKOS, XSD, ZT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhengtu.describe.shared import Shared
    from zhengtu.describe.statements import Pair, Said
    from zhengtu.model import Fact, Reading, Span

CONTEXT = 160  # code points of the sentence on either side that go with a quote
REPORTER = "记者"


class Page:
    """One document's graph in the making.

    ``node``, ``graph`` and ``run`` name the document, its graph and the run that read it;
    ``said`` holds its statements once ``quads`` has been run through.
    """

    def __init__(self, reading: Reading, base: str, shared: Shared) -> None:
        document = reading.document
        names = Names.of(document, base)
        self.said: list[Said] = []
        self.graph = NamedNode(f"{DOCUMENT_GRAPH}{names.document}")
        self.node = NamedNode(f"{base}doc/{names.document}")
        self.run = NamedNode(f"{base}run/{names.document}-{_fingerprint(document.sha256)}")
        self._reading = reading
        self.things = Things(document, names, shared)
        self._statements = Statements(
            reading.facts, self.things, f"{base}statement/{names.document}"
        )
        self._starts = [sentence.start for sentence in reading.sentences]
        self._quoted: set[tuple[int, int]] = set()
        self.as_of = literal.day(document.date) if document.date else None

    def quads(self) -> Iterator[Quad]:
        """Yield what only this document says."""
        for statement in self._statements:
            self.said.append(statement)
            yield from self._quads(statement.node, statement.pairs)
            yield from self._quads(statement.node, self._proof(statement.fact))
            yield from self._evidence(statement.fact.span)
        yield from self._quads(self.node, self._description())

    def _quads(self, node: NamedNode, pairs: Iterable[Pair]) -> Iterator[Quad]:
        graph = self.graph
        return (Quad(node, term, value, graph) for term, value in pairs if value is not None)

    def _proof(self, fact: Fact) -> tuple[Pair, ...]:
        return (
            (ZT.evidence, NamedNode(_span_iri(self.node, fact.span))),
            (ZT.asOf, self.as_of),
            (ZT.rule, literal.text(fact.rule) if fact.rule else None),
            (SKOS.note, literal.chinese(fact.note) if fact.note else None),
            (PROV.wasGeneratedBy, self.run),
        )

    def _evidence(self, span: Span) -> Iterator[Quad]:
        """Yield the passage and its selector, once however many statements rest on it.

        The selector's name is a fragment in the manner of RFC 5147.
        """
        if (span.start, span.end) in self._quoted:
            return
        self._quoted.add((span.start, span.end))
        selector = NamedNode(f"{self.node.value}#char={span.start},{span.end}")
        before, behind = self._context(span)
        yield from self._quads(
            NamedNode(_span_iri(self.node, span)),
            ((RDF.type, ZT.Evidence), (OA.hasSource, self.node), (OA.hasSelector, selector)),
        )
        yield from self._quads(
            selector,
            (
                (RDF.type, OA.TextPositionSelector),
                (RDF.type, OA.TextQuoteSelector),
                (OA.start, literal.number(span.start, XSD.nonNegativeInteger)),
                (OA.end, literal.number(span.end, XSD.nonNegativeInteger)),
                (OA.exact, literal.text(span.quote)),
                (OA.prefix, literal.text(before)),
                (OA.suffix, literal.text(behind)),
            ),
        )

    def _context(self, span: Span) -> tuple[str, str]:
        """Return the rest of the sentence, before and behind, no more than CONTEXT each."""
        text = self._reading.document.text
        begin = max(self._bounds(span.start)[0], span.start - CONTEXT)
        end = min(self._bounds(span.end - 1)[1], span.end + CONTEXT)
        return text[begin : span.start], text[span.end : end]

    def _bounds(self, position: int) -> tuple[int, int]:
        """Return the bounds of the sentence at a position, of its line where none is known."""
        at = bisect_right(self._starts, position) - 1
        if at >= 0 and position < (sentence := self._reading.sentences[at]).end:
            return sentence.start, sentence.end
        text = self._reading.document.text
        begin = text.rfind("\n", max(0, position - CONTEXT), position) + 1
        end = text.find("\n", position, position + CONTEXT + 1)
        return begin, len(text) if end < 0 else end

    def _description(self) -> Iterator[Pair]:
        document = self._reading.document
        yield RDF.type, ZT.SourceDocument
        yield DCTERMS.title, literal.chinese(document.title or document.name)
        yield DCTERMS.issued, self.as_of
        yield DCTERMS.language, literal.text("zh")
        yield DCTERMS.spatial, self.things.area(document.place)
        yield DC.publisher, literal.chinese(document.publisher) if document.publisher else None
        yield SCHEMA.sha256, literal.text(document.sha256)
        yield ZT.charLength, literal.number(len(document.text), XSD.nonNegativeInteger)
        yield ZT.derivedText, literal.true() if document.derived_text else None
        yield from ((DCTERMS.source, literal.text(s)) for s in dict.fromkeys(document.sources))
        reporters = (
            s.about for s in self.said if isinstance(s.fact, Person) and s.fact.role == REPORTER
        )
        yield from ((DCTERMS.creator, node) for node in dict.fromkeys(reporters))


def _span_iri(document: NamedNode, span: Span) -> str:
    return f"{document.value}/span/{span.start}-{span.end}"


def _fingerprint(sha256: str) -> str:
    """Tell a run by its input and the version that read it; a clock would differ each time."""
    return hashlib.sha256(f"{sha256} zhengtu {__version__}".encode()).hexdigest()[:12]
