"""Facts as lines of JSON."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from marked import read
from zhengtu.model import (
    Document,
    Event,
    Kind,
    Metric,
    Modality,
    Official,
    Person,
    Place,
    PlaceKind,
    Policy,
    PolicyKind,
    PolicyStatus,
    Post,
    Project,
    Qualifier,
    Span,
    Zone,
)  # fmt: skip
from zhengtu.record import NAMES, TYPES, to_jsonl, to_line, to_record

SPAN = Span(2, 6, "超20家")
ZONE = Place(("江西省", "赣州市", "经开区"), PlaceKind.ZONE)
METRIC = Metric(
    span=SPAN, zone=ZONE, indicator="企业", value=Decimal("1E+2"), unit="家", base_value=Decimal("100.50"),
    base_unit="家", kind=Kind.COUNT, qualifier=Qualifier.OVER, modality=Modality.TARGET, period="2025",
    relative_to=Span(0, 1, "甲"), rule="metric/plain",
)  # fmt: skip


def test_a_record_begins_with_its_type_and_evidence():
    assert list(to_record(METRIC).items())[:4] == [
        ("type", "metric"), ("start", 2), ("end", 6), ("quote", "超20家"),
    ]  # fmt: skip


def test_a_metric_is_plain_json():
    record = to_record(METRIC)
    assert record["value"] == "100"
    assert record["base_value"] == "100.50"
    assert (record["kind"], record["qualifier"], record["modality"]) == ("count", "over", "target")
    assert (record["zone"], record["zone_path"]) == ("经开区", ["江西省", "赣州市", "经开区"])
    assert record["relative_to"] == [0, 1]
    assert record["component_of"] is None
    assert "span" not in record


def test_posts_are_records_and_names_a_list():
    official = Official(span=SPAN, name="甲", posts=(Post("某局", "局长"), Post("某委", "主任")))
    assert to_record(official)["posts"] == [
        {"org": "某局", "title": "局长"}, {"org": "某委", "title": "主任"},
    ]  # fmt: skip
    assert to_record(Zone(span=SPAN, name="甲", names=("甲", "乙")))["names"] == ["甲", "乙"]


def test_a_zone_that_is_open_is_null():
    record = to_record(Person(span=SPAN, name="甲"))
    assert record["zone"] is None


def test_a_policy_has_its_kind_and_status():
    policy = Policy(span=SPAN, name="甲", kind=PolicyKind.DOCUMENT, status=PolicyStatus.PLANNED)
    record = to_record(policy)
    assert (record["kind"], record["status"], record["number"]) == ("document", "planned", None)


def test_the_document_is_named_where_it_is_told():
    document = Document("甲", "乙")
    assert to_record(METRIC, document)["document"] == document.id
    assert "document" not in to_record(METRIC)


def test_every_type_has_one_name():
    assert {NAMES[cls]: cls for cls in NAMES} == TYPES


@pytest.mark.parametrize(
    "quote", ["a\nb", 'a"b', "a\\b", "a\u2028b", "a\u202eb", "</script>", "\ud800"]
)
def test_a_line_is_one_line_and_parses_back(quote):
    fact = Person(span=Span(0, len(quote), quote), name="甲")
    line = to_line(fact)
    assert "\n" not in line
    line.encode("utf-8")
    assert json.loads(line)["quote"] == quote


def test_lines_are_the_records_of_a_reading_in_its_order():
    facts = read("南康区区长郭知行介绍，新增企业46家，投资3亿元。").facts
    lines = list(to_jsonl(facts))
    assert all(line.endswith("\n") for line in lines)
    assert [json.loads(line) for line in lines] == [to_record(fact) for fact in facts]


def test_a_project_and_an_event_keep_what_is_theirs():
    project = Project(span=SPAN, name="甲", investment=Decimal("8.60"), unit="亿元", stage="开工")
    assert (to_record(project)["investment"], to_record(project)["stage"]) == ("8.60", "开工")
    event = Event(span=SPAN, name="甲", ordinal=3, date="2025-11")
    assert (to_record(event)["ordinal"], to_record(event)["date"]) == (3, "2025-11")
