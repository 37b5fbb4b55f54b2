"""The hand-made gold beside the checkout as readings: real texts without an extractor."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from support import shared
from zhengtu.describe.things import scaled
from zhengtu.model import (
    Document,
    Event,
    Fact,
    Kind,
    Metric,
    Modality,
    Official,
    Organization,
    Person,
    Place,
    PlaceKind,
    Platform,
    Policy,
    PolicyKind,
    PolicyStatus,
    Post,
    Project,
    Qualifier,
    Reading,
    Span,
    Zone,
)
from zhengtu.recognise.place import parse_place

Row = dict[str, Any]


def gold_readings() -> list[Reading]:
    """Every gold file as the reading of its text; skips, with the reason, where there is none."""
    scopes = json.loads(shared("gold/scopes.json").read_text(encoding="utf-8"))
    return [_reading(name, scope) for name, scope in sorted(scopes.items())]


def _reading(name: str, scope: Row) -> Reading:
    gold = shared("gold")
    text = (gold / scope["source"]).read_bytes().decode("utf-8")
    place = parse_place(scope["place"])
    document = Document(name, text, name, dt.date.fromisoformat(scope["date"]), place)
    lines = (gold / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    zones = {form: _zone(row) for row in rows if row["type"] == "zone" for form in row["name"]}
    return Reading(document, tuple(_fact(row, zones) for row in rows))


def _zone(row: Row) -> Place:
    path = tuple(name for name in (row["province"], row["city"], _first(row["name"])) if name)
    path = tuple(dict.fromkeys(path))  # a province is its own
    return Place(path, PlaceKind.ZONE if len(path) > 2 else PlaceKind.ADMINISTRATIVE)


def _first(value: Any) -> Any:
    """The gold lists every accepted form; the first is as good as any."""
    return value[0] if isinstance(value, list) else value


def _fact(row: Row, zones: dict[str, Place]) -> Fact:  # noqa: PLR0911 (one a type)
    zone = _first(row.get("zone")) if row["type"] != "zone" else _first(row["name"])
    common: Row = {"span": Span(row["start"], row["end"], row["quote"]), "zone": zones.get(zone)}
    name = _first(row.get("name"))
    match row["type"]:
        case "metric":
            return Metric(**common, **_figure(row))
        case "official":
            posts = tuple(Post(_first(p["org"]), _first(p["title"])) for p in row["posts"])
            return Official(**common, name=name, posts=posts)
        case "person":
            return Person(**common, name=name, role=row["role"])
        case "zone":
            return Zone(**common, name=name, names=tuple(row["name"]))
        case "policy":
            status = PolicyStatus(row["status"]) if row.get("status") else None
            kind = PolicyKind(row["kind"])
            return Policy(**common, name=name.strip("《》"), kind=kind, status=status)
        case "event":
            return Event(**common, name=name, date=row.get("date"), ordinal=row.get("ordinal"))
        case "project":
            return Project(**common, name=name, **_investment(row))
        case "organization":
            return Organization(**common, name=name, names=tuple(row["name"]))
        case _:
            return Platform(**common, name=name)


def _figure(row: Row) -> Row:
    unit = row["unit"] or ""
    scale, base = scaled(unit) or (Decimal(1), unit)
    value, most = Decimal(str(row["value"])), row.get("value_max")
    return {
        "indicator": _first(row["indicator"]), "value": value, "unit": unit,
        "base_value": value * scale, "base_unit": base, "kind": Kind(row["kind"]),
        "value_max": Decimal(str(most)) if most is not None else None,
        "base_max": Decimal(str(most)) * scale if most is not None else None,
        "qualifier": Qualifier(row["qualifier"]) if row.get("qualifier") else None,
        "modality": Modality(row.get("modality") or "actual"),
        "period": row.get("period"), "project": _first(row.get("project")),
    }  # fmt: skip


def _investment(row: Row) -> Row:
    if row.get("investment") is None:
        return {}
    return {"investment": Decimal(str(row["investment"])), "unit": row["unit"]}
