"""The report of a build: documents, facts by type, what was left open, conformance, versions."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from zhengtu import __version__
from zhengtu.lexicon import SHIPPED
from zhengtu.record import NAMES

LARGE = 100_000  # triples; SHACL takes some 15 seconds for so many

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhengtu.model import Document, Fact, Reading
    from zhengtu.result import Result


def report(result: Result, *, conformance: bool = True) -> dict[str, Any]:
    """The report as JSON-ready values, in a fixed order."""
    said: dict[str, Any] = {
        "documents": [_document(reading) for reading in result.readings],
        "facts": _by_type(result.facts),
        "open": [entry for reading in result.readings for entry in _left_open(reading)],
    }
    if conformance:
        said["conformance"] = _conformance(result)
    said["versions"] = {"zhengtu": __version__, "lexicons": lexicon_hash()}
    return said


def _conformance(result: Result) -> dict[str, Any]:
    """What the shapes say; a large graph is left to ``zhengtu validate``, which takes minutes."""
    if len(result.quads) > LARGE:
        note = "图大，未校验 (large graph, not checked): zhengtu validate"
        return {"conforms": None, "results": None, "note": note}
    checked = result.validate()
    return {"conforms": checked.conforms, "results": len(checked.results)}


def _document(reading: Reading) -> dict[str, Any]:
    document = reading.document
    return {
        "id": document.id,
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "place": "".join(document.place.path) if document.place else None,
        "publisher": document.publisher or None,
        "sources": list(document.sources),
        "sha256": document.sha256,
        "characters": len(document.text),
        "facts": _by_type(reading.facts),
        "notes": list(_notes(document)),
    }


def _notes(document: Document) -> Iterable[str]:
    if document.date is None:
        yield "日期未知，今年、本月等未定 (no date: relative periods stay open; give --date)"
    if document.place is None:
        yield "地点未知，我市、全省等未定 (no place: 我市 and 全省 stay open; give --place)"


def _by_type(facts: Iterable[Fact]) -> dict[str, int]:
    counts = Counter(NAMES[type(fact)] for fact in facts)
    return {name: counts[name] for name in NAMES.values() if counts[name]}


def _left_open(reading: Reading) -> Iterable[dict[str, Any]]:
    for item in reading.open:
        yield {
            "document": reading.document.id,
            "start": item.span.start,
            "end": item.span.end,
            "quote": item.span.quote,
            "why": item.why,
        }


@cache
def lexicon_hash() -> str:
    """The first 12 hex of the SHA-256 over all shipped tables: equal hashes, equal rules."""
    digest = hashlib.sha256()
    for file in sorted(SHIPPED.iterdir(), key=lambda entry: entry.name):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
