"""Facts as JSON records and back: the lines of ``facts.jsonl``.

One record a fact, with ``type``, ``start``, ``end``, ``quote`` and the fields of the type.
Decimals are strings in plain notation ("89.3"), places their own name with the path
beside it, enumerations their value.  Absent values are null; fields that are empty
because the text cannot have them are left out.
"""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from zhengtu.model import (
    Document,
    Event,
    Fact,
    Metric,
    Official,
    Organization,
    Person,
    Place,
    Platform,
    Policy,
    Post,
    Project,
    Span,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TYPES: Mapping[str, type[Fact]] = {
    "metric": Metric,
    "official": Official,
    "person": Person,
    "zone": Zone,
    "policy": Policy,
    "event": Event,
    "project": Project,
    "organization": Organization,
    "platform": Platform,
}
NAMES: Mapping[type[Fact], str] = {cls: name for name, cls in TYPES.items()}


def to_record(fact: Fact, document: Document | None = None) -> dict[str, Any]:
    """The fact as a JSON-ready mapping, ``type``, ``start``, ``end`` and ``quote`` first.

    >>> to_record(Person(span=Span(0, 2, "张三"), name="张三", role="记者"))["role"]
    '记者'
    """
    span = fact.span
    record: dict[str, Any] = {
        "type": NAMES[type(fact)],
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
    }
    for item in fields(fact):
        if item.name != "span":
            record.update(_field(item.name, getattr(fact, item.name)))
    if document is not None:
        record["document"] = document.id
    return record


def _field(name: str, value: object) -> dict[str, Any]:
    match value:
        case Place():
            return {name: value.label, f"{name}_path": list(value.path)}
        case Decimal():
            return {name: format(value, "f")}
        case StrEnum():
            return {name: value.value}
        case Span():
            return {name: [value.start, value.end]}
        case tuple():
            return {name: [_item(item) for item in value]}
        case _:
            return {name: value}


def _item(value: object) -> object:
    return {"org": value.org, "title": value.title} if isinstance(value, Post) else value


def to_line(fact: Fact, document: Document | None = None) -> str:
    """One line of ``facts.jsonl``, without the newline.  A lone surrogate is escaped."""
    line = json.dumps(to_record(fact, document), ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def to_jsonl(facts: Iterable[Fact], document: Document | None = None) -> Iterator[str]:
    """The lines of a document's facts, each with its newline."""
    return (to_line(fact, document) + "\n" for fact in facts)
