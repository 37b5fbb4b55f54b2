"""The values: frozen, ordered, and never without their words."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from zhengtu.model import Document, Official, Place, PlaceKind, Post, Span
from zhengtu.record import TYPES


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(0, 2, "三"), (0, 0, ""), (-1, 0, "三"), (3, 2, "三")]
)
def test_a_span_quotes_as_many_code_points_as_it_spans(start, end, quote):
    with pytest.raises(ValueError, match="cannot quote"):
        Span(start, end, quote)


def test_a_code_point_beyond_the_basic_plane_is_one():
    assert Span(0, 2, "𠮷田").end == len("𠮷田")


def test_spans_are_ordered_by_where_they_stand():
    assert sorted([Span(3, 5, "乙丙"), Span(3, 4, "乙"), Span(0, 1, "甲")]) == [
        Span(0, 1, "甲"), Span(3, 4, "乙"), Span(3, 5, "乙丙"),
    ]  # fmt: skip


@pytest.mark.parametrize("cls", TYPES.values())
def test_every_fact_has_evidence_and_is_frozen(cls):
    with pytest.raises(TypeError, match="'span'"):
        cls()
    assert cls.__dataclass_params__.frozen
    assert {"span", "zone", "rule", "note"} <= {item.name for item in fields(cls)}


def test_a_value_cannot_be_changed():
    official = Official(span=Span(0, 1, "甲"), name="甲", posts=(Post("某局", "局长"),))
    with pytest.raises(FrozenInstanceError):
        official.name = "乙"
    assert hash(official) == hash(Official(span=official.span, name="甲", posts=official.posts))


def test_a_place_is_its_whole_path():
    assert Place(("江西省", "赣州市")).name == "赣州市"
    assert Place(("江西省", "经开区"), PlaceKind.ZONE) != Place(
        ("湖南省", "经开区"), PlaceKind.ZONE
    )


def test_a_document_is_known_by_its_name_and_text_alone():
    one = Document("纪要", "正文", sources=("a/纪要.txt",))
    assert one.id == Document("纪要", "正文", sources=("b/纪要.txt",), title="题").id
    assert one.id != Document("纪要", "正文。").id
    assert one.id != Document("通报", "正文").id
    assert one.id.startswith("纪要-")
    assert one.sha256.startswith(one.id.removeprefix("纪要-"))
    assert Document(" ", "正文").id.startswith("text-")
    assert Document("\ud800", "\udfff").sha256
